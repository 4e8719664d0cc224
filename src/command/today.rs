//! Bare `quizdeck`: what is due, and Enter starts it.

use std::io::{BufRead, Write};

use crate::cli::Quiz;
use crate::config::Config;
use crate::error::Failure;

/// Tells what is due; at a terminal, Enter starts the quiz.
pub(super) fn run(config: &Config) -> Result<(), Failure> {
    let shelf = super::shelf::read(&[], config)?;
    let waiting = super::due::waiting(&shelf.collection, config.clock.now().day);
    let mut out = std::io::stdout().lock();
    out.write_all(super::due::text(&waiting).as_bytes())?;
    if config.plain || waiting.due + waiting.new == 0 {
        return Ok(());
    }
    write!(out, "Enter starts the quiz, q leaves: ")?;
    out.flush()?;
    drop(out);
    let mut typed = String::new();
    let read = std::io::stdin().lock().read_line(&mut typed)?;
    if read > 0 && typed.trim().is_empty() {
        return super::quiz::run(&Quiz::default(), config);
    }
    Ok(())
}
