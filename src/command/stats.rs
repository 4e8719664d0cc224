//! `quizdeck stats`: totals, retention, sessions, memory and what comes, as text or JSON.

mod memory;

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use crate::cli;
use crate::collection::{Collection, Facet};
use crate::config::Config;
use crate::error::Failure;
use crate::history::Answers;
use crate::library;
use crate::scheduling::Schedulers;
use crate::stats::{Home, MemoryFigures, Stats, memory_figures, page, stats};
use crate::time::Day;
use crate::ui::json;
use crate::ui::table::{Align, bar, percent, table};

use super::shelf::Shelf;

/// The longest bar of a chart, in columns.
const BAR: usize = 24;

/// All figures, as JSON.
#[derive(Serialize)]
struct All {
    #[serde(flatten)]
    figures: Stats,
    memory: MemoryFigures,
}

/// Tells how it goes.
pub(super) fn run(args: &cli::Stats, config: &Config) -> Result<(), Failure> {
    let shelf = super::shelf::read(&args.decks.paths, config)?;
    let Shelf { collection, log, .. } = &shelf;
    let today = config.clock.now().day;
    let (answers, homes) = std::thread::scope(|scope| {
        let homes = scope.spawn(|| homes(collection));
        let answers = match log {
            Some(reader) => super::shelf::answers(reader, config),
            None => Ok(Answers::default()),
        };
        (answers, homes.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    let answers = answers?;
    let facets = collection.facets.iter().filter(|facet| !facet.suspended);
    let due: Vec<Day> = facets.filter_map(Facet::due).collect();
    let schedulers = Schedulers::with(|algorithm| collection.marks.values(algorithm));
    let home = |facet| home(collection, homes.get(facet).copied(), facet);
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    let now = (config.clock.now().at, today);
    let (figures, memory) = std::thread::scope(|scope| {
        let figures = scope.spawn(|| stats(&answers, due, today));
        let memory = memory_figures(&answers, &schedulers, now, &home, n_threads);
        let figures = figures.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (figures, memory)
    });
    // The process ends soon: to give a million answers back one by one would take a tenth of its time.
    std::mem::forget((answers, homes));
    std::mem::forget(shelf.collection);
    if let Some(path) = &args.html {
        return write_page(path, &page(&figures, &memory, today));
    }
    let mut out = std::io::stdout().lock();
    if args.json {
        return Ok(json::line(&mut out, &All { figures, memory })?);
    }
    out.write_all(text(&figures, today, !config.plain).as_bytes())?;
    Ok(out.write_all(memory::text(&memory, today, !config.plain).as_bytes())?)
}

/// The cards of the decks at hand that were answered, by the names of their facets in the log.
fn homes(collection: &Collection) -> HashMap<String, &Facet> {
    let asked = collection.facets.iter().filter(|facet| facet.standing.is_some());
    asked.map(|facet| (facet.filed().to_string(), facet)).collect()
}

/// Where a card belongs; one that is in no deck at hand only to the deck that its name tells.
fn home<'a>(collection: &'a Collection, facet: Option<&'a Facet>, name: &'a str) -> Home<'a> {
    let Some(facet) = facet else {
        let deck = name.split('/').next().unwrap_or(name);
        return Home { deck, ..Home::default() };
    };
    let deck = collection.deck(facet);
    let tags = deck.outline.tags_of(collection.outline(facet)).collect();
    Home { deck: &deck.id.0, title: Some(&deck.title), tags }
}

fn write_page(path: &Path, page: &str) -> Result<(), Failure> {
    Ok(library::write_output(path, &[page])?)
}

fn text(figures: &Stats, today: Day, charts: bool) -> String {
    let row = |name: &str, value: String| vec![name.to_owned(), value];
    let mut text = table(
        &[Align::Left, Align::Right],
        &[
            row("reviews", figures.reviews.to_string()),
            row("taken back", figures.revoked.to_string()),
            row("cards seen", figures.cards_seen.to_string()),
            row("retention", percent(figures.retention)),
            row("sessions", figures.sessions.to_string()),
            row("days in a row", figures.days_streak.to_string()),
            row("minutes", format!("{:.1}", figures.minutes)),
        ],
    );
    if !figures.last_sessions.is_empty() {
        text.push_str("\nlast sessions, points of possible\n");
        let rows: Vec<_> = figures
            .last_sessions
            .iter()
            .map(|session| {
                vec![
                    session.day.clone(),
                    format!("{} of {} right", session.right, session.answered),
                    format!("{:.1}/{:.1}", session.score, session.possible),
                ]
            })
            .collect();
        text.push_str(&table(&[Align::Left, Align::Right, Align::Right], &rows));
    }
    text.push_str("\ndue in the next 14 days\n");
    let greatest = figures.forecast.iter().copied().max().unwrap_or(0);
    let rows: Vec<_> = (0_i32..)
        .zip(&figures.forecast)
        .map(|(n, due)| {
            let chart = if charts { bar(*due, greatest, BAR) } else { String::new() };
            vec![today.plus(n).to_string(), due.to_string(), chart]
        })
        .collect();
    text.push_str(&table(&[Align::Left, Align::Right, Align::Left], &rows));
    text
}
