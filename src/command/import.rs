//! `quizdeck import`: notes of Anki, or rows of a spreadsheet, as decks.

mod decks;
mod history;
mod source;

use std::io::Write;

use crate::cli::Import;
use crate::config::Config;
use crate::error::{Failure, Kind};
use crate::exchange::import::{Options, Report, cards, spreadsheet};
use crate::text::count;
use crate::text::escape::escape_line;
use crate::ui::progress::Progress;

use source::{Notes, Source};

/// Makes decks, then takes over what was learned.
pub(super) fn run(args: &Import, config: &Config) -> Result<(), Failure> {
    let with_reviews = args.with_history || args.history_only;
    let mut source = Source::read(&args.file, with_reviews)?;
    if with_reviews && matches!(source.notes, Notes::Rows { .. }) {
        return Err(Failure::new("a text file holds no answers")
            .hint("export a package with its scheduling (.apkg or .colpkg) from Anki"));
    }
    let mut said = Vec::new();
    let mut report = Report::default();
    if args.history_only {
        let Notes::Collection(collection) = &source.notes else { return Ok(()) };
        history::take(&args.output, collection, with_reviews, config, &mut said)?;
        say(&said);
        return Ok(());
    }
    let progress = Progress::new("making cards", config.plain || config.quiet);
    let imported = match &source.notes {
        Notes::Collection(collection) => {
            let options = Options { typed: args.typed };
            cards(collection, options, &mut report, &|done, of| progress.at(done, of))
        }
        Notes::Rows { keys, rows } => spreadsheet(keys, rows, &mut report),
    };
    drop(progress);
    let n = decks::write(args, imported, &mut source, config, &mut report, &mut said)?;
    tell(&report, &mut said);
    if let Notes::Collection(collection) = &source.notes {
        history::take(&args.output, collection, args.with_history, config, &mut said)?;
    }
    say(&said);
    if n == 0 && !args.merge { Err(Failure::silent(Kind::No)) } else { Ok(()) }
}

/// What was left out and what was written more simply.
fn tell(report: &Report, said: &mut Vec<String>) {
    for (why, (n, example)) in &report.left_out {
        let example = if example.is_empty() { String::new() } else { format!(" ({example})") };
        let times = if *n == 1 { String::new() } else { format!("{n} times ") };
        said.push(format!("left out: {times}{why}{example}"));
    }
    for (what, n) in &report.simplified {
        said.push(format!("written without {what}: {}", count(*n, "card")));
    }
    for (notetype, n) in &report.without_way_back {
        said.push(format!(
            "{} of the type {notetype}: a later export makes new notes of them, as their fields are not \
             a front and a back",
            count(*n, "card")
        ));
    }
}

/// Says sentences on standard error.
fn say(sentences: &[String]) {
    for line in sentences {
        // Nothing is left to do when standard error is gone.
        let _gone = writeln!(std::io::stderr(), "{}", escape_line(line));
    }
}
