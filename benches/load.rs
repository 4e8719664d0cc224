//! What balance is worth: a year of ten new cards a day, the days chosen by dice alone, with balance, and with
//! easy weekends. `cargo bench --bench load` prints the table of docs/scheduling.md.
#![allow(clippy::print_stdout, reason = "its table is its purpose")]

use quizdeck::history::{Algorithm, Rating};
use quizdeck::planning::variation;
use quizdeck::scheduling::{Answered, Elapsed, Load, Memory, Scheduler, fuzz_range, scheduler};
use quizdeck::time::{Day, Weekday};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

const DAYS: i32 = 365;
const NEW_A_DAY: usize = 10;
const RETENTION: f64 = 0.90;
const SEEDS: u32 = 5;
const WEEKEND: [Weekday; 2] = [Weekday::Saturday, Weekday::Sunday];

/// Sums over a year.
#[derive(Default)]
struct Year {
    /// Cards due on each day.
    due: Vec<u32>,
    /// Those on weekends.
    on_weekends: f64,
    known: f64,
    /// Intervals given over intervals wanted.
    ratios: f64,
    n_ratios: f64,
}

fn main() {
    println!("days by                     reviews a day  variation  weekends  known  interval");
    for (name, balanced, easy) in [
        ("dice alone", false, &[][..]),
        ("balance", true, &[]),
        ("balance, easy weekends", true, &WEEKEND),
    ] {
        let years: Vec<Year> =
            (0..SEEDS).map(|seed| live(balanced, easy, u64::from(seed))).collect();
        let mean = |of: &dyn Fn(&Year) -> f64| years.iter().map(of).sum::<f64>() / f64::from(SEEDS);
        let n = |year: &Year| f64::from(year.due.iter().sum::<u32>());
        println!(
            "{name:26}  {:13.1}  {:7.1} %  {:6.1} %  {:3.1} %  {:8.3}",
            mean(&|year| n(year) / f64::from(DAYS)),
            mean(&|year| variation(&year.due)) * 100.0,
            mean(&|year| year.on_weekends / n(year)) * 100.0,
            mean(&|year| year.known / n(year)) * 100.0,
            mean(&|year| year.ratios / year.n_ratios),
        );
    }
}

fn live(balanced: bool, easy: &[Weekday], seed: u64) -> Year {
    let model = scheduler(Algorithm::Fsrs7);
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut cards: Vec<(Memory, Day, Day)> = Vec::new();
    let mut load = Load::default().easy_on(easy);
    let mut year = Year::default();
    for today in (0..DAYS).map(Day) {
        let is_due = |card: &(Memory, Day, Day)| card.2 <= today;
        let (due, mut rest): (Vec<_>, Vec<_>) = cards.into_iter().partition(is_due);
        let n_due = u32::try_from(due.len()).unwrap_or(u32::MAX);
        year.due.push(n_due);
        if WEEKEND.contains(&today.weekday()) {
            year.on_weekends += f64::from(n_due);
        }
        let known = due.into_iter().map(|(memory, last, due)| {
            load.remove(due);
            (Some(memory), Elapsed::days(u32::try_from(today.since(last)).unwrap_or(0)))
        });
        let asked: Vec<_> = known.chain([(None, Elapsed::default()); NEW_A_DAY]).collect();
        for (old, elapsed) in asked {
            let (memory, right) = answer(&*model, old, elapsed, &mut dice);
            year.known += f64::from(u8::from(right && old.is_some()));
            let wanted = model.interval(memory, RETENTION).max(1.0);
            let range = fuzz_range(&*model, wanted);
            let none = Load::default();
            let chosen = if balanced { &load } else { &none };
            let days = chosen.emptiest(today, range.clone(), dice.random());
            if range.start() < range.end() {
                year.ratios += f64::from(days) / wanted;
                year.n_ratios += 1.0;
            }
            load.add(today.after(days));
            rest.push((memory, today, today.after(days)));
        }
        cards = rest;
    }
    year
}

/// Asks a card until it is known; its memory then, and whether it was known at first.
fn answer(
    model: &dyn Scheduler,
    old: Option<Memory>,
    elapsed: Elapsed,
    dice: &mut Xoshiro256PlusPlus,
) -> (Memory, bool) {
    let chance = old.and_then(|memory| model.recall(memory, elapsed)).unwrap_or(0.5);
    let right = dice.random_bool(chance);
    let rating = if right { Rating::Good } else { Rating::Again };
    let memory = model.step(old, Answered { rating, elapsed });
    if right {
        return (memory, true);
    }
    let again = Elapsed { days: 0, exact: 0.01 };
    (model.step(Some(memory), Answered { rating: Rating::Hard, elapsed: again }), false)
}
