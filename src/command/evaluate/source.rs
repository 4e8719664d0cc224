//! Where the reviews come from that are measured: the learner's own log, or a file. The one place to add
//! another format: whatever gives [`Gathering`] its reviews can be measured.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::cli::Evaluate;
use crate::config::{Config, Zone, unreadable};
use crate::error::Failure;
use crate::evaluation::{Gathering, Log, MOST_REVIEWS};
use crate::exchange::import::{Asked, courses, is_collection as is_anki};
use crate::history::{Answers, Purpose};
use crate::scheduling::Step;
use crate::store::Store;
use crate::text::count;
use crate::text::escape::escape_line;
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
                Kind::Own if *path == config.database => own(path, MOST_REVIEWS, config)?,
                // What helps a learner's own log does not help a file from elsewhere.
                Kind::Own => own(path, MOST_REVIEWS, config).map_err(|_| no_log(path))?,
                Kind::Anki => of_anki(path, config.clock.now().at, &day_of(args, config)?)?,
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
    if log.n_cut() > 0 {
        say(&format!(
            "{} left out: the log does not hold how their cards were learned",
            count(log.n_cut(), "review")
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
        let Some(step) = Step::of(&answer.tried) else { continue };
        if answers.has_start(answer.facet) {
            reviews.leave_out_cut(1);
        } else {
            reviews.take(u64::from(answer.facet), step);
        }
    }
    reviews.finish()
}

/// The newest reviews of a package or collection of Anki, as far as its own memory goes by them.
fn of_anki(path: &Path, now: Timestamp, day_of: &dyn Fn(Timestamp) -> Day) -> Result<Log, Failure> {
    let source = Source::read(path, MOST_REVIEWS)?;
    let Notes::Collection(collection) = source.notes else { return Ok(Log::default()) };
    let mut reviews = Gathering::at_most(MOST_REVIEWS);
    reviews.leave_out(collection.older_reviews);
    let mut n_future = 0;
    for (card, course) in courses(&collection) {
        let answers = course.answers.into_iter().filter(|it| it.purpose != Purpose::Cram);
        if !course.is_whole {
            reviews.leave_out_cut(answers.count());
            continue;
        }
        for Asked { at, rating, .. } in answers {
            let at = Timestamp(at);
            if at > now {
                n_future += 1;
            } else {
                reviews.take(card.cast_unsigned(), Step { at, day: day_of(at), rating });
            }
        }
    }
    if n_future > 0 {
        let name = escape_line(&path.to_string_lossy());
        say(&format!("{name}: {} in the future left out", count(n_future, "review")));
    }
    Ok(reviews.finish())
}

fn no_log(path: &Path) -> Failure {
    let name = escape_line(&path.to_string_lossy());
    Failure::new(format!("{name} is damaged, or no log of reviews")).hint(
        "what can be measured: a log of quizdeck, a collection or package of Anki, a CSV file",
    )
}

/// Tells something beside the figures.
pub(super) fn say(what: &str) {
    use std::io::Write;
    // Nothing is left to do when standard error is gone.
    let _gone = writeln!(std::io::stderr(), "{what}");
}
