//! `quizdeck simulate`: what each wanted retention would cost this learner, so that one can be chosen.

use std::io::Write;

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use serde::Serialize;

use crate::cli::Simulate;
use crate::config::{Config, NEW_PER_DAY};
use crate::error::Failure;
use crate::planning::{Habit, play};
use crate::text::count;
use crate::ui::json;
use crate::ui::progress::Progress;
use crate::ui::table::{Align, table};

use super::prospect::Prospect;

/// The retentions that are tried.
const RETENTIONS: [f64; 8] = [0.70, 0.75, 0.80, 0.85, 0.90, 0.93, 0.95, 0.97];

/// What a retention brings; the names are those of `--json`.
#[derive(Serialize)]
struct Row {
    retention: f64,
    minutes_a_day: f64,
    answers_a_day: f64,
    /// The coefficient of variation of the answers a day, within each four weeks.
    load_variation: f64,
    /// Cards remembered at the end.
    remembered: f64,
    /// Minutes of work for each card remembered at the end.
    minutes_a_card: f64,
}

/// Plays the days ahead under each retention.
pub(super) fn run(args: &Simulate, config: &Config) -> Result<(), Failure> {
    let shelf = super::shelf::read(&args.decks.paths, config)?;
    let prospect = Prospect::of(&shelf, config)?;
    let progress = Progress::new("playing the days ahead", config.quiet);
    let rows: Vec<Row> = RETENTIONS
        .iter()
        .enumerate()
        .map(|(n, retention)| {
            progress.at(n, RETENTIONS.len());
            let decks = prospect.decks(Some(*retention));
            let habit = Habit {
                decks: &decks,
                today: prospect.today,
                days: args.days,
                new_per_day: config.settings.new_per_day.unwrap_or(NEW_PER_DAY) as usize,
                reviews_per_day: prospect.reviews_per_day,
                seconds: prospect.seconds,
                easy_days: &config.settings.easy_days,
            };
            // The same dice for each, so that only the retention makes a difference.
            let mut dice = Xoshiro256PlusPlus::seed_from_u64(config.seed.unwrap_or(0));
            let future = play(&prospect.cards, &habit, &mut dice);
            let remembered: f64 = future.recalls.iter().sum();
            Row {
                retention: *retention,
                minutes_a_day: future.minutes,
                answers_a_day: future.answers,
                load_variation: future.variation,
                remembered,
                minutes_a_card: future.minutes * f64::from(args.days) / remembered.max(1.0),
            }
        })
        .collect();
    drop(progress);
    let mut out = std::io::stdout().lock();
    if args.json {
        return Ok(json::line(&mut out, &rows)?);
    }
    let head =
        ["want", "min/day", "asked/day", "+-", "kept", "min/card"].map(str::to_owned).to_vec();
    let lines = rows.iter().map(|row| {
        vec![
            format!("{:.2}", row.retention),
            format!("{:.1}", row.minutes_a_day),
            format!("{:.1}", row.answers_a_day),
            format!("{:.0} %", row.load_variation * 100.0),
            format!("{:.0}", row.remembered),
            format!("{:.2}", row.minutes_a_card),
        ]
    });
    let lines: Vec<_> = std::iter::once(head).chain(lines).collect();
    let (cards, days) = (prospect.cards.len(), args.days as usize);
    writeln!(out, "{}, {} ahead", count(cards, "card"), count(days, "day"))?;
    out.write_all(table(&[Align::Right; 6], &lines).as_bytes())?;
    writeln!(out, "+- is how much the answers of a day vary in four weeks")?;
    Ok(writeln!(out, "`retention: 0.85` in your settings chooses one")?)
}
