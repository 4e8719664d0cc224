//! Bare `quizdeck`: what is due, and Enter starts it.

use std::io::Write;
use std::path::PathBuf;

use crate::cli::{Decks, Quiz};
use crate::config::Config;
use crate::error::Failure;
use crate::text::width::{cut, width};
use crate::ui::dialog;
use crate::ui::screen::columns;

use super::due::Waiting;

/// Tells what is due; at a terminal, Enter starts the quiz, over all decks or one of them.
pub(super) fn run(config: &Config) -> Result<(), Failure> {
    let shelf = super::shelf::read(&[], config)?;
    let waiting = super::due::waiting(&shelf.collection, config.clock.now().day);
    if config.plain || waiting.due + waiting.new == 0 {
        return Ok(std::io::stdout().write_all(super::due::text(&waiting).as_bytes())?);
    }
    let (lines, paths) = offers(&waiting);
    match dialog::pick("quiz (Enter starts, Esc leaves)", &lines)? {
        Some(idx) => {
            let decks = Decks { paths: paths.into_iter().nth(idx).unwrap_or_default() };
            super::quiz::run(&Quiz { decks, ..Quiz::default() }, config)
        }
        None => Ok(()),
    }
}

/// How wide the sign before a line of the menu is.
const SIGN: usize = 3;

/// What can be started: everything, and each deck in which something waits.
fn offers(waiting: &Waiting) -> (Vec<String>, Vec<Vec<PathBuf>>) {
    let line = |title: &str, due: usize, new: usize| {
        let waits = format!(": {due} due, {new} new");
        let room = columns().saturating_sub(width(&waits) + SIGN);
        format!("{}{waits}", cut(title, room))
    };
    let decks: Vec<_> = waiting.decks.iter().filter(|deck| deck.due + deck.new > 0).collect();
    let mut lines = Vec::new();
    let mut paths = Vec::new();
    if decks.len() > 1 {
        lines.push(line("all decks", waiting.due, waiting.new));
        paths.push(Vec::new());
    }
    for deck in decks {
        lines.push(line(&deck.title, deck.due, deck.new));
        paths.push(vec![PathBuf::from(&deck.file)]);
    }
    (lines, paths)
}
