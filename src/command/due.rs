//! `quizdeck due`: what waits, deck by deck.

use std::io::Write;

use serde::Serialize;

use crate::cli::Due;
use crate::collection::Collection;
use crate::config::Config;
use crate::error::Failure;
use crate::text::width::wrap;
use crate::time::Day;
use crate::ui::json;
use crate::ui::screen::window;
use crate::ui::table::{Align, fitted};

/// What waits; the names are those of `--json`.
#[derive(Debug, Serialize)]
pub(super) struct Waiting {
    /// Facets due by now.
    pub due: usize,
    /// Facets never asked.
    pub new: usize,
    /// Days until the next facet is due, where none is.
    pub next_due_in: Option<i32>,
    /// Deck by deck.
    pub decks: Vec<DeckWaiting>,
}

/// What waits in a deck.
#[derive(Debug, Serialize)]
pub(super) struct DeckWaiting {
    deck: String,
    pub(super) title: String,
    pub(super) file: String,
    pub(super) due: usize,
    pub(super) new: usize,
}

/// Tells what is due.
pub(super) fn run(args: &Due, config: &Config) -> Result<(), Failure> {
    let shelf = super::shelf::read(&args.decks.paths, config)?;
    let waiting = waiting(&shelf.collection, config.clock.now().day);
    let mut out = std::io::stdout().lock();
    if args.json {
        return Ok(json::line(&mut out, &waiting)?);
    }
    Ok(out.write_all(text(&waiting).as_bytes())?)
}

/// Counts what waits on a day.
pub(super) fn waiting(collection: &Collection, today: Day) -> Waiting {
    let decks: Vec<DeckWaiting> = collection
        .decks
        .iter()
        .zip(collection.waiting(today))
        .map(|(deck, (due, new))| DeckWaiting {
            deck: deck.id.to_string(),
            title: deck.title.clone(),
            file: deck.file.clone(),
            due,
            new,
        })
        .collect();
    let due = decks.iter().map(|deck| deck.due).sum();
    Waiting {
        due,
        new: decks.iter().map(|deck| deck.new).sum(),
        next_due_in: if due > 0 { None } else { collection.next_due().map(|day| day.since(today)) },
        decks,
    }
}

/// What waits, as a table.
pub(super) fn text(waiting: &Waiting) -> String {
    let mut rows = vec![vec!["deck".to_owned(), "due".to_owned(), "new".to_owned()]];
    for deck in &waiting.decks {
        rows.push(vec![deck.title.clone(), deck.due.to_string(), deck.new.to_string()]);
    }
    if waiting.decks.len() > 1 {
        rows.push(vec!["all".to_owned(), waiting.due.to_string(), waiting.new.to_string()]);
    }
    let mut text = fitted(&[Align::Text, Align::Right, Align::Right], &rows, window());
    if let Some(days) = waiting.next_due_in {
        let next = format!("nothing is due; the next card is due {}", super::in_days(days));
        text.push_str(&wrap(&next, window().unwrap_or(usize::MAX)).join("\n"));
        text.push('\n');
    }
    text
}
