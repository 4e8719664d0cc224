//! `quizdeck import`: notes of Anki, or rows of a spreadsheet, as decks.

mod decks;
mod history;
pub(super) mod source;

use std::io::Write;

use crate::cli::Import;
use crate::config::Config;
use crate::error::{Failure, Kind};
use crate::exchange::import::{
    Collection, Imported, Note, Options, Report, Row, Spreadsheet, cards, spreadsheet,
};
use crate::parallel;
use crate::text::count;
use crate::text::escape::escape_line;
use crate::ui::progress::Progress;

use super::leave;
use source::{Notes, Source};

/// So many notes are made into cards by one core at a time.
const PART: usize = 500;

/// Makes decks, then takes over what was learned.
pub(super) fn run(args: &Import, config: &Config) -> Result<(), Failure> {
    let with_reviews = args.with_history || args.history_only;
    let mut source = Source::read(&args.file, if with_reviews { usize::MAX } else { 0 })?;
    let mut said = Vec::new();
    let mut report = Report::default();
    if args.history_only {
        let Notes::Collection(collection) = &source.notes else { return Ok(()) };
        history::take(&args.output, collection, with_reviews, config, &mut said)?;
        say(&said);
        return Ok(());
    }
    let progress = Progress::new("making cards", config.plain || config.quiet);
    // What would be refused in the end is not made into cards, unless some may be there already.
    let imported = match &mut source.notes {
        Notes::Collection(collection) => {
            if !args.merge {
                decks::may_be_read(&args.output, collection.deck_bytes)?;
            }
            all_cards(collection, Options { typed: args.typed }, &progress, &mut report)
        }
        Notes::Rows { table, name } => {
            if table.rows.is_empty() {
                return Err(Failure::new(
                    "there is no row below the first, which names the columns",
                ));
            }
            if !args.merge {
                decks::may_be_read(&args.output, table.deck_bytes())?;
            }
            of_rows(table, name, &progress, &mut report)
        }
    };
    drop(progress);
    let n = decks::write(args, imported, &mut source, config, &mut report, &mut said)?;
    tell(&report, &mut said);
    if let Notes::Collection(collection) = &source.notes {
        history::take(&args.output, collection, args.with_history, config, &mut said)?;
    }
    say(&said);
    leave(source);
    if n == 0 && !args.merge { Err(Failure::silent(Kind::No)) } else { Ok(()) }
}

/// Makes the cards of all notes, on every core. What notes hold is in their cards then, and let go of, so
/// that memory stays flat.
fn all_cards(
    collection: &mut Collection,
    options: Options,
    progress: &Progress,
    report: &mut Report,
) -> Vec<Imported> {
    let mut notes = std::mem::take(&mut collection.notes);
    let n = notes.len();
    let some = |first, notes: &mut [Note]| {
        let made = cards(collection, (first, notes), options);
        for note in notes {
            note.fields = Vec::new();
        }
        made
    };
    let made = parallel::map_parts(&mut notes, PART, some, &|done, _| progress.at(done * PART, n));
    collection.notes = notes;
    all_of(n, made, report)
}

/// Makes cards of all rows of a table, in the same way.
fn of_rows(
    table: &mut Spreadsheet,
    name: &str,
    progress: &Progress,
    report: &mut Report,
) -> Vec<Imported> {
    let Spreadsheet { keys, rows, .. } = table;
    let n = rows.len();
    let some = |_, rows: &mut [Row]| {
        let made = spreadsheet(keys, rows, name);
        for (_, cells) in rows {
            *cells = Vec::new();
        }
        made
    };
    let made = parallel::map_parts(rows, PART, some, &|done, _| progress.at(done * PART, n));
    all_of(n, made, report)
}

/// The cards of all parts, and what became of the rest.
fn all_of(n: usize, made: Vec<(Vec<Imported>, Report)>, report: &mut Report) -> Vec<Imported> {
    let mut all = Vec::with_capacity(n);
    for (cards, theirs) in made {
        all.extend(cards);
        report.add(theirs);
    }
    all
}

/// What was left out and what was written more simply.
fn tell(report: &Report, said: &mut Vec<String>) {
    said.extend(report.rows_left_out.iter().map(|it| format!("left out: {it}")));
    for (why, (n, example)) in &report.left_out {
        let example = if example.is_empty() { String::new() } else { format!(" ({example})") };
        let times = if *n == 1 { String::new() } else { format!("{n} times ") };
        said.push(format!("left out: {times}{why}{example}"));
    }
    for (what, n) in &report.simplified {
        said.push(format!("written without {what}: {}", count(*n, "card")));
    }
    if report.n_parted > 0 {
        said.push(format!(
            "`|` parts the members of a list: {}; write `\\|` where it is text",
            count(report.n_parted, "cell")
        ));
    }
    if report.n_statements > 0 {
        said.push(format!(
            "true or false is all the answer: {} written as `statement`",
            count(report.n_statements, "row")
        ));
    }
    if report.n_held > 0 {
        said.push(format!(
            "{} would go back to Anki poorer than the notes there: `held`, and exports leave those notes \
             alone until the card is edited",
            count(report.n_held, "card")
        ));
    }
    for (notetype, n) in &report.without_way_back {
        said.push(format!(
            "{} of the type {notetype}: `held: always`, and exports leave the notes alone, as their fields \
             are not a front and a back",
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
