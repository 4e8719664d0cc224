//! Where the reviews come from that are measured: the learner's own log, or a file. The one place to add
//! another format: whatever gives [`Gathering`] its reviews can be measured.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::cli::Evaluate;
use crate::config::{Config, Zone, unreadable};
use crate::error::Failure;
use crate::evaluation::{Gathering, Log, MOST_REVIEWS};
use crate::exchange::import::{Asked, asked, is_collection as is_anki};
use crate::history::{Answers, Purpose};
use crate::scheduling::Step;
use crate::store::Store;
use crate::text::count;
use crate::time::{Day, Rollover, Timestamp};

use super::super::import::source::{Notes, Source};
use super::super::shelf;
use super::csv_log;

/// Reads the log to be measured; tells on standard error what of it was left out.
pub(super) fn read(args: &Evaluate, config: &Config) -> Result<Log, Failure> {
    let log = match &args.log {
        None => own(&config.database, MOST_REVIEWS, config)?,
        Some(path) => {
            let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
            match kind(&mut file, path)? {
                Kind::Own => own(path, MOST_REVIEWS, config)?,
                Kind::Anki => of_anki(path, &day_of(args, config)?)?,
                Kind::Text => {
                    let now = config.clock.now().at;
                    let read = csv_log::read(path, now, &day_of(args, config)?)?;
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

/// The study day of a time, by the zone and the hour that are wanted.
fn day_of(args: &Evaluate, config: &Config) -> Result<impl Fn(Timestamp) -> Day + use<>, Failure> {
    let zone = Zone::named(args.timezone.as_deref())?;
    let rollover = args.rollover.or(config.settings.rollover);
    let rollover = rollover.map_or_else(Rollover::default, Rollover);
    Ok(move |at| zone.moment(at, rollover).day)
}

/// What a file is, by its first bytes; which database, by its tables.
enum Kind {
    Text,
    Own,
    Anki,
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
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Kind::Anki,
        head if head == b"SQLite format 3\0" && is_anki(path) => Kind::Anki,
        head if head == b"SQLite format 3\0" => Kind::Own,
        _ => Kind::Text,
    })
}

/// The newest reviews of one of our own logs.
pub(in crate::command) fn own(
    path: &Path,
    at_most: usize,
    config: &Config,
) -> Result<Log, Failure> {
    let answers = match Store::read(path)? {
        Some(reader) => shelf::answers(&reader, config)?,
        None => Answers::default(),
    };
    Ok(newest(&answers, at_most))
}

/// The newest of so many answers.
pub(in crate::command) fn newest(answers: &Answers, at_most: usize) -> Log {
    let mut reviews = Gathering::at_most(at_most);
    for answer in &answers.all {
        if let Some(step) = Step::of_tried(&answer.tried) {
            reviews.take(u64::from(answer.facet), step);
        }
    }
    reviews.finish()
}

/// The newest reviews of a package or collection of Anki, as far as its own memory goes by them.
fn of_anki(path: &Path, day_of: &dyn Fn(Timestamp) -> Day) -> Result<Log, Failure> {
    let source = Source::read(path, true)?;
    let Notes::Collection(collection) = source.notes else { return Ok(Log::default()) };
    let mut answers: Vec<(i64, u64, Asked)> = Vec::new();
    for (card, log) in asked(&collection) {
        let counted = log.into_iter().filter(|it| it.purpose != Purpose::Cram);
        answers.extend(counted.map(|it| (it.at, card.cast_unsigned(), it)));
    }
    answers.sort_by_key(|(at, card, _)| (*at, *card));
    let mut reviews = Gathering::at_most(MOST_REVIEWS);
    for (at, card, Asked { rating, ms, .. }) in answers {
        let at = Timestamp(at);
        reviews.take(card, Step { at, day: day_of(at), rating, ms });
    }
    Ok(reviews.finish())
}

/// Tells something beside the figures.
pub(super) fn say(what: &str) {
    use std::io::Write;
    // Nothing is left to do when standard error is gone.
    let _gone = writeln!(std::io::stderr(), "{what}");
}
