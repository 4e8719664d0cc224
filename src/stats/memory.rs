//! Figures of memory: what was foretold and what was known, month by month; where the cards stand; which
//! of them fail beyond chance; on which days was studied, and how fast. Pure; shows nothing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::calibration::{Calibration, foretold};
use super::group::{Group, Groups, Home};
use super::leech::{LEECH, chance_of_lapses};
use crate::history::{Algorithm, Answers, Purpose, Rating, Tried};
use crate::scheduling::{Elapsed, Past, Schedulers};
use crate::time::{Day, Timestamp};

/// How many days the map of the year covers: 52 weeks.
const YEAR: usize = 364;

/// The bounds in days between the classes of stability.
const STABILITIES: [u32; 6] = [1, 7, 30, 90, 365, 1_825];

/// Figures of memory; the names are those of `stats --json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MemoryFigures {
    /// Foretold and known, the newest month last.
    pub months: Vec<Month>,
    /// How many cards have a recall today of 0 to 10 %, 10 to 20 %, and so on.
    pub recalls: Vec<usize>,
    /// How many cards keep nine tenths of recall for at most 1, 7, 30, 90, 365, 1825 days, and longer.
    pub stabilities: Vec<usize>,
    /// By deck, those with most reviews first.
    pub decks: Vec<Group>,
    /// By tag, of the decks at hand.
    pub tags: Vec<Group>,
    /// The cards that fail beyond chance, the least likely first.
    pub leeches: Vec<Leech>,
    /// Answers on each of the last 364 days, today last.
    pub year: Vec<usize>,
    /// The middle time of an answer in seconds; none where no time is known.
    pub answer_seconds: Option<f64>,
}

/// The reviews of a month for which recall was foretold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Month {
    /// `YYYY-MM`.
    pub month: String,
    /// How many.
    pub reviews: usize,
    /// The share that was known, 0 to 1.
    pub known: f64,
    /// The share that was foretold, 0 to 1.
    pub predicted: f64,
    /// Half the width of the interval in which the share known lies with 95 %, were the forecast right.
    pub margin: f64,
}

/// A card that fails beyond chance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Leech {
    /// The facet's name in the log.
    pub card: String,
    /// Its misses.
    pub lapses: usize,
    /// Those foretold.
    pub expected: f64,
    /// The chance of so many.
    pub chance: f64,
}

/// Gathers the figures at a moment of a study day, on so many threads; each facet by the
/// scheduler that promised its day, `home` tells where the card of a facet belongs, by the facet's name in the log.
pub fn memory_figures<'a>(
    answers: &'a Answers,
    schedulers: &Schedulers,
    (now, today): (Timestamp, Day),
    home: &(dyn Fn(&'a str) -> Home<'a> + Sync),
    n_threads: usize,
) -> MemoryFigures {
    let mut figures = MemoryFigures {
        recalls: vec![0; 10],
        stabilities: vec![0; STABILITIES.len() + 1],
        year: vec![0; YEAR],
        ..MemoryFigures::default()
    };
    let mut months: BTreeMap<String, Calibration> = BTreeMap::new();
    // The answers of a day stand together but for those that came by `sync`.
    for of_day in answers.all.chunk_by(|one, next| one.tried.day == next.tried.day) {
        let day = of_day[0].tried.day;
        let ago = usize::try_from(today.since(day)).unwrap_or(usize::MAX);
        if ago < YEAR {
            figures.year[YEAR - 1 - ago] += of_day.len();
        }
        let month = day.to_string().get(..7).unwrap_or_default().to_owned();
        let month = months.entry(month).or_default();
        for answer in of_day {
            month.take(&answer.tried);
        }
    }
    figures.months = months
        .into_iter()
        .filter_map(|(month, figures)| {
            Some(Month {
                month,
                reviews: figures.n,
                known: figures.known()?,
                predicted: figures.predicted()?,
                margin: figures.margin()?,
            })
        })
        .collect();
    let gathered = answers.gather_facets(n_threads, |cards: &mut Cards, facet, tried| {
        cards.leeches.extend(leech(facet, tried));
        let past = Past::of(tried);
        let newest = tried.iter().rfind(|it| it.purpose != Purpose::Cram);
        let model = schedulers.of(newest.map_or_else(Algorithm::default, |it| it.scheduler));
        let memory = past.memories(model).last().map(|(last, memory)| {
            let elapsed = Elapsed::between((last.at, last.day), (now, today));
            (memory, model.likely(memory, elapsed))
        });
        let recall = memory.map(|(_, recall)| recall);
        let home = home(facet);
        cards.decks.take(home.deck, home.title, tried, recall);
        for tag in &home.tags {
            cards.tags.take(tag, None, tried, recall);
        }
        let Some((memory, recall)) = memory else { return };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 9")]
        let tenth = (recall * 10.0).clamp(0.0, 9.0) as usize;
        cards.recalls[tenth] += 1;
        let lasts = |bound: &u32| model.likely(memory, Elapsed::days(*bound)) > 0.9;
        cards.stabilities[STABILITIES.partition_point(lasts)] += 1;
    });
    let (mut decks, mut tags) = (Groups::default(), Groups::default());
    for cards in gathered {
        figures.leeches.extend(cards.leeches);
        add(&mut figures.recalls, &cards.recalls);
        add(&mut figures.stabilities, &cards.stabilities);
        decks.add(cards.decks);
        tags.add(cards.tags);
    }
    (figures.decks, figures.tags) = (decks.finish(), tags.finish());
    figures.leeches.sort_by(|a, b| a.chance.total_cmp(&b.chance).then(a.card.cmp(&b.card)));
    let counted = answers.all.iter().filter(|answer| answer.tried.purpose != Purpose::Cram);
    let middle = median_ms(counted.map(|answer| answer.tried.total_ms));
    figures.answer_seconds = (middle > 0).then(|| f64::from(middle) / 1_000.0);
    figures
}

/// The middle answer time in milliseconds, of those that are known; 0 where none is.
fn median_ms(times: impl Iterator<Item = u32>) -> u32 {
    let mut times: Vec<u32> = times.filter(|ms| *ms > 0).collect();
    if times.is_empty() {
        return 0;
    }
    let middle = times.len() / 2;
    *times.select_nth_unstable(middle).1
}

/// Where some of the cards stand.
#[derive(Default)]
struct Cards {
    recalls: [usize; 10],
    stabilities: [usize; STABILITIES.len() + 1],
    leeches: Vec<Leech>,
    decks: Groups,
    tags: Groups,
}

fn add(sums: &mut [usize], counts: &[usize]) {
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum += count;
    }
}

fn leech(facet: &str, tried: &[Tried]) -> Option<Leech> {
    let reviews: Vec<(f64, bool)> = tried
        .iter()
        .filter_map(|tried| Some((foretold(tried)?, tried.rating == Rating::Again)))
        .collect();
    let recalls: Vec<f64> = reviews.iter().map(|(recall, _)| *recall).collect();
    let lapses = reviews.iter().filter(|(_, missed)| *missed).count();
    let chance = chance_of_lapses(&recalls, lapses);
    (chance < LEECH).then(|| Leech {
        card: facet.to_owned(),
        lapses,
        expected: recalls.iter().map(|recall| 1.0 - recall).sum(),
        chance,
    })
}
