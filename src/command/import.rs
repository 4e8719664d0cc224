//! `quizdeck import`: notes of Anki, or rows of a spreadsheet, as decks.

mod decks;
mod history;
pub(super) mod source;

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cli::Import;
use crate::config::Config;
use crate::error::{Failure, Kind};
use crate::exchange::import::{Collection, Imported, Options, Report, cards, spreadsheet};
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
            all_cards(collection, Options { typed: args.typed }, &progress, &mut report)
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

/// Makes the cards of all notes, on every core.
fn all_cards(
    collection: &Collection,
    options: Options,
    progress: &Progress,
    report: &mut Report,
) -> Vec<Imported> {
    let n = collection.notes.len();
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from).min(n / 1_000 + 1);
    let done = AtomicUsize::new(0);
    let tell = || progress.at(done.fetch_add(1, Ordering::Relaxed), n);
    let part = |nth: usize| n * nth / n_threads..n * (nth + 1) / n_threads;
    std::thread::scope(|scope| {
        let make = |nth| cards(collection, part(nth), options, &tell);
        let others: Vec<_> = (1..n_threads).map(|nth| scope.spawn(move || make(nth))).collect();
        let (mut all, first) = make(0);
        report.add(first);
        for other in others {
            let (cards, theirs) =
                other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            all.extend(cards);
            report.add(theirs);
        }
        all
    })
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
