//! `quizdeck plan --by DATE`: how many new cards and minutes a day it takes to have met every card by a
//! day, and what is likely to be known on it, tag by tag. Says so where it can't be reached.

use std::collections::BTreeMap;
use std::io::Write;

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use serde::Serialize;

use crate::cli::Plan;
use crate::config::{Config, parse_date};
use crate::error::Failure;
use crate::planning::{Future, Habit, play};
use crate::text::count;
use crate::text::escape::escape_line;
use crate::ui::json;
use crate::ui::table::{Align, percent, table};

use super::prospect::Prospect;
use super::shelf::Shelf;

/// The days before the day on which nothing new is begun, where there are enough: what was met only
/// yesterday is not yet learnt.
const LAST_DAYS: u32 = 3;

/// A plan; the names are those of `--json`.
#[derive(Serialize)]
struct Planned {
    by: String,
    days: u32,
    new_cards: usize,
    new_per_day: usize,
    minutes_a_day: f64,
    most_minutes: f64,
    /// The recall expected on the day, over all cards, 0 to 1.
    recall: Option<f64>,
    /// Whether every card can have been met, each day within the minutes that were given.
    reachable: bool,
    /// Minutes on the fullest day with as many new cards a day as it takes.
    most_minutes_wanted: f64,
    /// Cards that stay new.
    stay_new: usize,
    /// Reviews that the limits of the last day hold back.
    waiting: usize,
    /// How many new cards a day do fit, where not all do; none where the reviews alone take too long.
    new_per_day_possible: Option<usize>,
    tags: Vec<OfTag>,
}

/// What is expected of the cards with a tag.
#[derive(Serialize)]
struct OfTag {
    tag: String,
    cards: usize,
    recall: f64,
}

/// Plans the days until a date.
pub(super) fn run(args: &Plan, config: &Config) -> Result<(), Failure> {
    let by = parse_date(&args.by).ok_or_else(|| {
        Failure::new(format!("`{}` is no date", escape_line(&args.by)))
            .hint("write it like 2027-03-31")
    })?;
    let shelf = super::shelf::read(&args.decks.paths, config)?;
    let prospect = Prospect::of(&shelf, config)?;
    let days = u32::try_from(by.since(prospect.today)).unwrap_or(0);
    if days == 0 || days > 3_660 {
        return Err(Failure::new(format!("{by} is no day to plan for"))
            .hint("choose one from tomorrow on, within ten years"));
    }
    let new_cards = prospect.cards.iter().filter(|card| card.known.is_none()).count();
    let learning_days = if days > 2 * LAST_DAYS { days - LAST_DAYS } else { days };
    let wanted = new_cards.div_ceil(learning_days as usize);
    let decks = prospect.decks(None);
    let future = |new_per_day: usize| {
        let habit = Habit {
            decks: &decks,
            today: prospect.today,
            days,
            new_per_day,
            reviews_per_day: prospect.reviews_per_day,
            seconds: prospect.seconds,
            easy_days: &config.settings.easy_days,
        };
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(config.seed.unwrap_or(0));
        play(&prospect.cards, &habit, &mut dice)
    };
    let mut found = future(wanted);
    // Who has so many minutes a day has them on the fullest, too.
    let fits =
        |future: &Future| args.minutes.is_none_or(|most| future.most_minutes <= f64::from(most));
    let fullest = found.most_minutes;
    let mut possible = None;
    if !fits(&found) {
        // The most new cards a day that still fit, by halving; it may be that none do.
        let (mut low, mut high) = (0, wanted);
        while high - low > 1 {
            let middle = usize::midpoint(low, high);
            if fits(&future(middle)) { low = middle } else { high = middle }
        }
        found = future(low);
        possible = fits(&found).then_some(low);
    }
    let fits_as_wanted = args.minutes.is_none_or(|most| fullest <= f64::from(most));
    let planned = Planned {
        by: by.to_string(),
        days,
        new_cards,
        new_per_day: wanted,
        minutes_a_day: found.minutes,
        most_minutes: found.most_minutes,
        recall: mean(&found.recalls),
        reachable: fits_as_wanted && found.unmet == 0,
        most_minutes_wanted: fullest,
        stay_new: found.unmet,
        waiting: found.left,
        new_per_day_possible: possible,
        tags: tags(&shelf, &prospect, &found.recalls),
    };
    let mut out = std::io::stdout().lock();
    if args.json {
        return Ok(json::line(&mut out, &planned)?);
    }
    Ok(out.write_all(text(&planned, args.minutes).as_bytes())?)
}

fn tags(shelf: &Shelf, prospect: &Prospect, recalls: &[f64]) -> Vec<OfTag> {
    let mut by_tag: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for (idx, recall) in prospect.facets.iter().zip(recalls) {
        let facet = &shelf.collection.facets[*idx];
        let outline = &shelf.collection.decks[facet.deck_idx].outline;
        for tag in outline.tags_of(shelf.collection.outline(facet)) {
            by_tag.entry(tag.to_owned()).or_default().push(*recall);
        }
    }
    let of_tag = |(tag, recalls): (String, Vec<f64>)| OfTag {
        tag,
        cards: recalls.len(),
        recall: mean(&recalls).unwrap_or(0.0),
    };
    by_tag.into_iter().map(of_tag).collect()
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^52 cards")]
fn mean(recalls: &[f64]) -> Option<f64> {
    (!recalls.is_empty()).then(|| recalls.iter().sum::<f64>() / recalls.len() as f64)
}

fn text(planned: &Planned, minutes: Option<u32>) -> String {
    let Planned { by, days, new_cards, new_per_day, .. } = planned;
    let mut text = format!(
        "until {by}: {}, {}\n",
        count(*days as usize, "day"),
        count(*new_cards, "new card")
    );
    match minutes.filter(|most| planned.most_minutes_wanted > f64::from(*most)) {
        Some(minutes) => {
            text.push_str(&match planned.new_per_day_possible {
                Some(possible) => format!(
                    "it can't be reached: {} a day take {:.1} minutes on the fullest day, more than {minutes}\n\
                     {} a day fit\n",
                    count(*new_per_day, "new card"),
                    planned.most_minutes_wanted,
                    count(possible, "new card")
                ),
                None => format!(
                    "it can't be reached: even without new cards the fullest day takes {:.1} minutes, more \
                     than {minutes}\n",
                    planned.most_minutes,
                ),
            });
        }
        None => text.push_str(&format!("{} a day\n", count(*new_per_day, "new card"))),
    }
    if planned.stay_new > 0 {
        text.push_str(&format!("{} stay new\n", count(planned.stay_new, "card")));
    }
    if planned.waiting > 0 {
        text.push_str(&format!(
            "on the last day {} wait: `reviews-per-day` lets no more through\n",
            count(planned.waiting, "review")
        ));
    }
    text.push_str(&format!(
        "minutes a day: {:.1} on average, {:.1} on the fullest\nexpected recall on the day: {}\n",
        planned.minutes_a_day,
        planned.most_minutes,
        percent(planned.recall)
    ));
    let rows: Vec<_> = planned
        .tags
        .iter()
        .map(|it| vec![it.tag.clone(), count(it.cards, "card"), percent(Some(it.recall))])
        .collect();
    text.push_str(&table(&[Align::Left, Align::Right, Align::Right], &rows));
    text
}
