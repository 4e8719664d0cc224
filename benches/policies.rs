//! Schedulers compared on learners whose memory is not the scheduler's own: memorised cards per minute of
//! work, at equal minutes a day. `cargo bench --bench policies` prints the table of docs/scheduling.md.
//!
//! A learner has five minutes a day and a deck without end: new cards come as long as there is time after
//! what is due. The truth decides each answer, and on every day how much is remembered. Schedulers that can
//! be fitted are run as they come and fitted every thirty days.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "its table is its purpose")]

use std::collections::BTreeMap;
use std::path::Path;

use quizdeck::config::parse_time;
use quizdeck::deck::{FacetId, NewOrder};
use quizdeck::evaluation::{Log, personal};
use quizdeck::grading::Verdict;
use quizdeck::history::{Algorithm, EventId, Purpose, Rating, Reviewed};
use quizdeck::planning::variation;
use quizdeck::scheduling::{
    Answered, Candidate, Elapsed, Limits, Load, Memory, Past, QueueOptions, Scheduler, Step,
    build_queue, preview, scheduler, scheduler_with,
};
use quizdeck::time::{Day, Moment, Timestamp};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

const DAYS: i32 = 300;
const CARDS: usize = 2_500;
const SECONDS_A_DAY: f64 = 300.0;
const DAYS_BETWEEN_FITS: i32 = 30;
const SECONDS_RIGHT: f64 = 8.0;
const SECONDS_WRONG: f64 = 20.0;
const SEEDS: u64 = 3;

/// How a learner's head forgets.
#[derive(Clone, Copy)]
enum Truth {
    /// As a model says, the logit of its recall moved.
    Model(f64),
    /// Recall halves in a time that doubles with a pass and is a day and a half after a miss.
    Halving,
}

struct Card {
    facet: FacetId,
    log: Vec<Reviewed>,
    head: Option<Memory>,
    half_life: f64,
}

/// A way to schedule; SM-2 and Leitner know no wanted retention.
struct Contestant {
    algorithm: Algorithm,
    fitted: bool,
    retention: f64,
}

const fn contestant(algorithm: Algorithm, fitted: bool, retention: f64) -> Contestant {
    Contestant { algorithm, fitted, retention }
}

const CONTESTANTS: &[Contestant] = &[
    contestant(Algorithm::Fsrs7, true, 0.90),
    contestant(Algorithm::Fsrs7, true, 0.85),
    contestant(Algorithm::Fsrs7, true, 0.80),
    contestant(Algorithm::Fsrs7, true, 0.75),
    contestant(Algorithm::Fsrs7, true, 0.70),
    contestant(Algorithm::Fsrs6, true, 0.90),
    contestant(Algorithm::Fsrs6, true, 0.75),
    contestant(Algorithm::Fsrs7, false, 0.75),
    contestant(Algorithm::Fsrs6, false, 0.75),
    contestant(Algorithm::Sm2, false, 0.90),
    contestant(Algorithm::Leitner, false, 0.90),
];

struct Outcome {
    per_minute: f64,
    /// Minutes of work a day.
    minutes: f64,
    /// The share of due cards that were known.
    known: f64,
    remembered: f64,
    variation: f64,
}

fn main() {
    println!("memorised cards a day per minute of work, mean of {SEEDS} seeds");
    println!(
        "truth            scheduler     want  minutes  per minute  known  at the end  load CV"
    );
    for (name, truth, head) in truths() {
        for contestant in CONTESTANTS {
            let outcomes: Vec<Outcome> =
                (0..SEEDS).map(|seed| live((truth, &*head), contestant, seed)).collect();
            let mean = |of: fn(&Outcome) -> f64| {
                outcomes.iter().map(of).sum::<f64>() / f64::from(u32::try_from(SEEDS).unwrap_or(1))
            };
            let Contestant { algorithm, fitted, retention } = contestant;
            let name_of = format!("{algorithm:?}{}", if *fitted { " fitted" } else { "" });
            println!(
                "{name:16} {:13} {retention:.2} {:8.2} {:11.2} {:6.0} % {:11.0} {:8.2}",
                name_of.to_lowercase(),
                mean(|it| it.minutes),
                mean(|it| it.per_minute),
                mean(|it| it.known) * 100.0,
                mean(|it| it.remembered),
                mean(|it| it.variation),
            );
        }
    }
}

/// The heads: models as they come, moved ones, and, where `QUIZDECK_REVIEWS` names a log of reviews, both
/// models fitted to it.
fn truths() -> Vec<(&'static str, Truth, Box<dyn Scheduler>)> {
    let default = |name, algorithm, shift| (name, Truth::Model(shift), scheduler(algorithm));
    let mut truths = vec![
        default("fsrs7", Algorithm::Fsrs7, 0.0),
        default("fsrs7, forgets", Algorithm::Fsrs7, -0.7),
        default("fsrs6", Algorithm::Fsrs6, 0.0),
        default("fsrs6, forgets", Algorithm::Fsrs6, -0.7),
        ("halving", Truth::Halving, scheduler(Algorithm::Fsrs7)),
    ];
    if let Some(path) = std::env::var_os("QUIZDECK_REVIEWS") {
        let log = read(Path::new(&path));
        for (name, algorithm) in
            [("fsrs7 of log", Algorithm::Fsrs7), ("fsrs6 of log", Algorithm::Fsrs6)]
        {
            let own = personal(&log, algorithm, &[]).map(|own| own.values).unwrap_or_default();
            truths.push((name, Truth::Model(0.0), scheduler_with(algorithm, &own)));
        }
    }
    truths
}

/// The reviews of a log with the columns of `quizdeck evaluate`, its days rolling over at eight.
fn read(path: &Path) -> Log {
    let mut rows = csv::Reader::from_path(path).expect("a log of reviews");
    let head = rows.headers().expect("a first line").clone();
    let column = |name| head.iter().position(|it| it == name).expect("its columns");
    let [card, rating, time] = ["card_id", "review_rating", "review_time"].map(column);
    let mut trails: BTreeMap<String, Vec<Step>> = BTreeMap::new();
    for row in rows.records().map_while(Result::ok) {
        let rating = match &row[rating] {
            "1" => Rating::Again,
            "2" => Rating::Hard,
            "3" => Rating::Good,
            _ => Rating::Easy,
        };
        let Some(at) = parse_time(&row[time]) else { continue };
        let day = Day(i32::try_from((at.0 - 8 * 3_600_000).div_euclid(86_400_000)).unwrap_or(0));
        trails.entry(row[card].to_owned()).or_default().push(Step { at, day, rating });
    }
    Log::of_trails(trails.into_values())
}

fn live((truth, head): (Truth, &dyn Scheduler), contestant: &Contestant, seed: u64) -> Outcome {
    let Contestant { algorithm, fitted, retention } = *contestant;
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
    let (mut model, mut values) = (scheduler(algorithm), Vec::new());
    let mut cards: Vec<Card> = (0..CARDS)
        .map(|n| Card {
            facet: format!("deck/card{n}").parse().expect("a name of a card"),
            log: Vec::new(),
            head: None,
            half_life: 1.5,
        })
        .collect();
    let (mut memorised, mut seconds, mut remembered) = (0.0, 0.0, 0.0);
    let (mut tested, mut known) = (0.0, 0.0);
    let mut loads = Vec::new();
    let mut load = Load::default();
    for day in (20_000..20_000 + DAYS).map(Day) {
        if fitted && (day.0 - 20_000) % DAYS_BETWEEN_FITS == DAYS_BETWEEN_FITS - 1 {
            values = fit(&cards, algorithm, &values);
            model = scheduler_with(algorithm, &values);
        }
        let mut spent = 0.0;
        let mut asked = 0;
        for place in queue(&cards, &*model, day, &mut dice) {
            if spent >= SECONDS_A_DAY {
                break;
            }
            asked += 1;
            let card = &mut cards[place];
            let n_before = card.log.len();
            card.log.last().iter().for_each(|last| load.remove(last.due));
            let habit = (&*model, retention, &load);
            spent += answer(card, truth, head, habit, day, &mut dice);
            card.log.last().iter().for_each(|last| load.add(last.due));
            if n_before > 0 {
                tested += 1.0;
                known += f64::from(u8::from(card.log[n_before].rating != Rating::Again));
            }
        }
        remembered = cards.iter().map(|card| recall(card, truth, head, day)).sum();
        memorised += remembered;
        seconds += spent;
        loads.push(asked);
    }
    Outcome {
        per_minute: memorised / (seconds / 60.0),
        minutes: seconds / 60.0 / f64::from(DAYS),
        known: known / f64::max(tested, 1.0),
        remembered,
        variation: variation(&loads),
    }
}

/// The places of the cards that a day asks, in order.
fn queue(
    cards: &[Card],
    model: &dyn Scheduler,
    today: Day,
    dice: &mut Xoshiro256PlusPlus,
) -> Vec<usize> {
    let candidate = |(place, card): (usize, &Card)| {
        let last = card.log.last();
        let memory = last
            .filter(|last| last.due <= today)
            .and_then(|_| Past::of_reviews(&card.log).replay(model));
        Candidate {
            facet: card.facet.clone(),
            deck_idx: 0,
            place,
            due: last.map(|last| last.due),
            recall: memory.and_then(|memory| model.recall(memory, since(last, today))),
            last: last.map(|last| last.moment.day),
            repeat: false,
        }
    };
    let candidates: Vec<Candidate> = cards.iter().enumerate().map(candidate).collect();
    // As many as can be answered in time, so that what is cut is chosen by the queue.
    let limits = Limits { new: 40, reviews: 35, new_per_deck: vec![], reviews_per_deck: vec![] };
    let options =
        QueueOptions { today, ahead: 0, all: false, order: NewOrder::Deck, at_most: None };
    let mut asked = build_queue(&candidates, &limits, &options, dice).asked;
    // What is due first: new cards take the time that is left.
    asked.sort_by_key(|candidate| candidate.due.is_none());
    asked.iter().map(|it| it.place).collect()
}

/// The parameters fitted to all reviews so far, as a learner would have it.
fn fit(cards: &[Card], algorithm: Algorithm, current: &[f64]) -> Vec<f64> {
    let steps = |card: &Card| Past::of_reviews(&card.log).steps;
    let log = Log::of_trails(cards.iter().map(steps).filter(|trail| !trail.is_empty()));
    personal(&log, algorithm, current).map(|own| own.values).unwrap_or_default()
}

/// Asks a card until it is known; the seconds that took.
fn answer(
    card: &mut Card,
    truth: Truth,
    head: &dyn Scheduler,
    (model, retention, load): (&dyn Scheduler, f64, &Load),
    day: Day,
    dice: &mut Xoshiro256PlusPlus,
) -> f64 {
    let mut spent = 0.0;
    for n in 0_i64..20 {
        let moment = Moment { at: Timestamp(noon(day).at.0 + n * 300_000), ..noon(day) };
        let chance = match card.log.last() {
            None => 0.5,
            Some(_) if n > 0 => 0.9,
            Some(_) => recall(card, truth, head, day),
        };
        let right = dice.random_bool(chance.clamp(0.0, 1.0));
        let rating = if right { Rating::Good } else { Rating::Again };
        spent += if right { SECONDS_RIGHT } else { SECONDS_WRONG };
        let promise = preview(model, &card.facet, &card.log, moment, retention, load).of(rating);
        let elapsed = card.log.last().map_or_else(Elapsed::default, |last| {
            Elapsed::between((last.moment.at, last.moment.day), (moment.at, day))
        });
        card.head = Some(head.step(card.head, Answered { rating, elapsed }));
        if n == 0 {
            card.half_life = if right { card.half_life * 2.0 } else { 1.5 };
        }
        card.log.push(reviewed(moment, rating, promise.interval, promise.due, model.algorithm()));
        if right {
            break;
        }
    }
    spent
}

/// What is remembered of a card on a day; nothing of a new one.
fn recall(card: &Card, truth: Truth, head: &dyn Scheduler, day: Day) -> f64 {
    let Some(last) = card.log.last() else { return 0.0 };
    let elapsed = since(Some(last), day);
    match (truth, card.head) {
        (Truth::Model(shift), Some(memory)) => {
            let recall = head.recall(memory, elapsed).unwrap_or(0.5).clamp(1e-6, 1.0 - 1e-6);
            1.0 / (1.0 + (1.0 - recall) / recall * f64::exp(-shift))
        }
        _ => 0.5_f64.powf(elapsed.exact / card.half_life),
    }
}

fn noon(day: Day) -> Moment {
    Moment { at: Timestamp(i64::from(day.0) * 86_400_000), offset: 0, day }
}

fn since(last: Option<&Reviewed>, day: Day) -> Elapsed {
    last.map_or_else(Elapsed::default, |last| {
        Elapsed::between((last.moment.at, last.moment.day), (noon(day).at, day))
    })
}

fn reviewed(
    moment: Moment,
    rating: Rating,
    interval: u32,
    due: Day,
    scheduler: Algorithm,
) -> Reviewed {
    Reviewed {
        id: EventId::new("bench", 0),
        moment,
        session: "bench".into(),
        purpose: Purpose::Scheduled,
        verdict: if rating == Rating::Again { Verdict::Wrong } else { Verdict::Right },
        rating,
        score: 1.0,
        points: 1.0,
        total_ms: 0,
        recall: None,
        scheduler,
        interval,
        due,
        start: None,
        response: String::new(),
        disputed: false,
    }
}
