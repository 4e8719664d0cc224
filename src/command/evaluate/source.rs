//! Where the reviews come from that are measured: the learner's own log, or a file. The one place to add
//! another format: whatever gives [`Gathering`] its reviews can be measured.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::cli::Evaluate;
use crate::config::{Config, Zone, unreadable};
use crate::error::Failure;
use crate::evaluation::{Gathering, Log, MOST_REVIEWS};
use crate::history::Answers;
use crate::scheduling::Step;
use crate::store::Store;
use crate::text::count;
use crate::text::escape::escape_line;
use crate::time::Rollover;

use super::csv_log;

/// Reads the log to be measured; tells on standard error what of it was left out.
pub(super) fn read(args: &Evaluate, config: &Config) -> Result<Log, Failure> {
    let log = match &args.log {
        None => own(&config.database, MOST_REVIEWS)?,
        Some(path) => {
            let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
            match kind(&mut file, path)? {
                Kind::Sqlite => own(path, MOST_REVIEWS)?,
                Kind::Zip => return Err(package(path)),
                Kind::Text => {
                    let zone = Zone::named(args.timezone.as_deref())?;
                    let rollover = args.rollover.or(config.settings.rollover);
                    let rollover = rollover.map_or_else(Rollover::default, Rollover);
                    let now = config.clock.now().at;
                    let read = csv_log::read(path, now, &|at| zone.moment(at, rollover).day)?;
                    read.tell(path);
                    read.reviews.finish()
                }
            }
        }
    };
    if log.n_dropped() > 0 {
        say(&format!(
            "the log is long: the newest {MOST_REVIEWS} reviews are measured, {} left out",
            count(log.n_dropped(), "older one")
        ));
    }
    Ok(log)
}

/// What a file is, by its first bytes.
enum Kind {
    Text,
    Sqlite,
    Zip,
}

fn kind(file: &mut File, path: &Path) -> Result<Kind, Failure> {
    let mut head = [0; 16];
    let mut n = 0;
    while n < head.len() {
        match file.read(&mut head[n..]).map_err(|error| unreadable(path, &error))? {
            0 => break,
            more => n += more,
        }
    }
    Ok(match &head[..n] {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Kind::Zip,
        head if head == b"SQLite format 3\0" => Kind::Sqlite,
        _ => Kind::Text,
    })
}

/// The newest reviews of one of our own logs.
pub(in crate::command) fn own(path: &Path, at_most: usize) -> Result<Log, Failure> {
    let answers = match Store::read(path)? {
        Some(reader) => reader.answers(reader.last_row()?)?,
        None => Answers::default(),
    };
    let mut reviews = Gathering::at_most(at_most);
    for answer in &answers.all {
        if let Some(step) = Step::of_tried(&answer.tried) {
            reviews.take(u64::from(answer.facet), step);
        }
    }
    Ok(reviews.finish())
}

fn package(path: &Path) -> Failure {
    let name = escape_line(&path.to_string_lossy());
    Failure::new(format!("{name} is a package of Anki or another archive, not a log")).hint(
        "give a CSV file with the columns card_id, review_rating, review_time, review_duration",
    )
}

/// Tells something beside the figures.
pub(super) fn say(what: &str) {
    use std::io::Write;
    // Nothing is left to do when standard error is gone.
    let _gone = writeln!(std::io::stderr(), "{what}");
}
