//! Reads the log: streams its rows in log order, or newest first. Writes nothing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Row};

use super::{EVENT_VERSION, PATIENCE, StoreError, beside, schema};
use crate::deck::{DeckId, FacetId};
use crate::history::{
    Answers, Correction, Event, EventId, History, Hlc, Logged, Marks, Review, Reviewed, Seen,
    newest_answer,
};
use crate::time::{Day, Moment, Timestamp};

/// The order in which the log is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The order of the log.
    Oldest,
    /// The newest event first.
    Newest,
}

/// A learner's database, open for reading. Works beside writers.
#[derive(Debug)]
pub struct Reader {
    pub(super) path: PathBuf,
    pub(super) connection: Connection,
}

impl Reader {
    pub(super) fn new(path: &Path, connection: Connection) -> Reader {
        Reader { path: path.to_path_buf(), connection }
    }

    /// Whether the file is whole, page by page and event by event.
    pub(super) fn is_sound(&self) -> Result<(), StoreError> {
        let failed = |error| StoreError::database(&self.path, &error);
        let told: String = self
            .connection
            .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
            .map_err(failed)?;
        let is_whole = told == "ok" && self.unreadable()?.is_empty();
        if is_whole { Ok(()) } else { Err(StoreError::Damaged(self.path.clone())) }
    }

    pub(super) fn open(path: &Path) -> Result<Option<Reader>, StoreError> {
        if !inspect_file(path)? {
            return Ok(None);
        }
        let connection = connect(path)?;
        // A file made a moment ago by another process, or an empty one, has no table yet.
        let version = schema::inspect(path, &connection, schema::MIGRATIONS)?;
        Ok((version > 0).then(|| Reader::new(path, connection)))
    }

    /// All answers in rows up to one, as they count now: those that are kept, and the rows after them.
    /// `progress` is told how many of how many rows are done, from any thread.
    pub fn answers(
        &self,
        upto: i64,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Answers, StoreError> {
        let mut answers = self.as_given(upto, progress)?;
        answers.correct(self.corrections(upto)?);
        Ok(answers)
    }

    /// The last row of which the answer is kept; 0 where none is.
    pub(super) fn kept_upto(&self) -> Result<i64, StoreError> {
        Ok(self.derived(KEPT, KEPT_MADE, |_| ())?.map_or(0, |(upto, ())| upto))
    }

    /// All answers in rows up to one, uncorrected.
    pub(super) fn as_given(
        &self,
        upto: i64,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Answers, StoreError> {
        match self.derived(KEPT, KEPT_MADE, Answers::from_bytes)? {
            Some((from, Some(mut answers))) if from <= upto => {
                answers.append(self.read_rows(from, upto, progress)?);
                Ok(answers)
            }
            _ => self.read_rows(0, upto, progress),
        }
    }

    /// The answers in the rows after one up to another, read by as many threads as the machine has
    /// cores.
    fn read_rows(
        &self,
        after: i64,
        upto: i64,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Answers, StoreError> {
        let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
        let n_rows = upto - after;
        let n_threads =
            if n_rows < WORTH_A_THREAD { 1 } else { i64::try_from(n_cores).unwrap_or(1) };
        let end = |n: i64| after + if n == n_threads { n_rows } else { n_rows / n_threads * n };
        let (path, n_done) = (&self.path, &AtomicUsize::new(0));
        let n_all = usize::try_from(n_rows).unwrap_or(0);
        let done = &|rows| progress(n_done.fetch_add(rows, Ordering::Relaxed) + rows, n_all);
        std::thread::scope(|scope| {
            let read = move |n| {
                Reader::new(path, connect(path)?).answers_between(end(n), end(n + 1), done)
            };
            let others: Vec<_> = (1..n_threads).map(|n| scope.spawn(move || read(n))).collect();
            let mut answers = self.answers_between(after, end(1), done)?;
            for other in others {
                let others = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                answers.append(others?);
            }
            Ok(answers)
        })
    }

    /// The answers in the rows after one up to another, row by row; tells now and then how many more
    /// are done.
    fn answers_between(
        &self,
        after: i64,
        upto: i64,
        done: &dyn Fn(usize),
    ) -> Result<Answers, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::database(&self.path, &error);
        let damaged = || StoreError::Damaged(self.path.clone());
        // In the order of the rows: they lie side by side.
        let sql = "SELECT rowid, hlc_ms, hlc_n, at, \"offset\", day, doubtful, version, body \
                   FROM event NOT INDEXED WHERE rowid > ?1 AND rowid <= ?2 AND kind = 'review'";
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement.query([after, upto]).map_err(failed)?;
        let mut answers = Answers::default();
        while let Some(row) = rows.next().map_err(failed)? {
            self.known_version(row.get(7).map_err(failed)?)?;
            let body = row.get_ref(8).map_err(failed)?.as_str().map_err(|_| damaged())?;
            let (row, hlc, moment, doubtful) = of_row(row).map_err(failed)?;
            answers.take(row, hlc, moment, doubtful, body).map_err(|_| damaged())?;
            if answers.all.len().is_multiple_of(ROWS_A_TIME) {
                done(ROWS_A_TIME);
            }
        }
        Ok(answers)
    }

    /// The corrections of answers in rows up to one, in the order of the log, by the answer's row.
    fn corrections(&self, upto: i64) -> Result<Vec<(i64, Correction)>, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::database(&self.path, &error);
        let mut row_of = self
            .connection
            .prepare_cached("SELECT rowid FROM event WHERE id = ?1")
            .map_err(failed)?;
        let mut found = Vec::new();
        // The plus keeps SQLite from reading all rows instead of the index of corrections.
        for logged in self.events("kind IN ('amend', 'revoke') AND +rowid <= ?1", [upto])? {
            let (target, correction) = match logged.event {
                Event::Amend(amend) => (amend.target.clone(), Correction::Amended(amend)),
                Event::Revoke { target } => (target, Correction::Revoked),
                _ => continue,
            };
            let row =
                row_of.query_row([&*target.0], |row| row.get(0)).optional().map_err(failed)?;
            found.extend(row.map(|row| (row, correction)));
        }
        Ok(found)
    }

    /// What the log says beside its answers, in rows up to one.
    pub fn marks(&self, upto: i64) -> Result<Marks, StoreError> {
        let mut marks = Marks::default();
        for logged in self.events("kind <> 'review' AND rowid <= ?1", [upto])? {
            marks.take(&logged);
        }
        Ok(marks)
    }

    /// The events that put cards aside or flagged them, and took that back, in the order of the log.
    pub fn marked(&self) -> Result<Vec<Logged>, StoreError> {
        self.events("kind IN ('suspend', 'flag')", [])
    }

    /// The newest answer of a device that was not undone.
    pub fn newest_answer(&self, device: &str) -> Result<Option<(EventId, Review)>, StoreError> {
        self.log(Order::Newest, |rows| newest_answer(rows, device))?
    }

    /// The last row of the log; 0 where it is empty. Rows are only ever appended.
    pub fn last_row(&self) -> Result<i64, StoreError> {
        self.number("SELECT coalesce(max(rowid), 0) FROM event")
    }

    /// The place of the newest event in the order of the log.
    pub fn newest(&self) -> Result<Hlc, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::database(&self.path, &error);
        let newest = "SELECT hlc_ms, hlc_n FROM event ORDER BY hlc_ms DESC, hlc_n DESC LIMIT 1";
        self.connection
            .query_row(newest, [], |row| Ok(Hlc { ms: row.get(0)?, n: row.get(1)? }))
            .optional()
            .map(Option::unwrap_or_default)
            .map_err(failed)
    }

    /// The events in rows after one up to another, in the order of the log.
    pub fn between(&self, after: i64, upto: i64) -> Result<Vec<Logged>, StoreError> {
        self.events("rowid > ?1 AND rowid <= ?2", [after, upto])
    }

    /// The facet that an answer was given to.
    pub fn facet_of(&self, review: &EventId) -> Result<Option<FacetId>, StoreError> {
        let found = self.events("id = ?1 AND kind = 'review'", [&*review.0])?;
        Ok(found.into_iter().find_map(|logged| match logged.event {
            Event::Review(review) => Some(review.facet),
            _ => None,
        }))
    }

    /// The reviews of a facet as they count now.
    pub fn reviews_of(&self, facet: &FacetId) -> Result<Vec<Reviewed>, StoreError> {
        let name = facet.to_string();
        let mut log =
            self.events("kind = 'review' AND json_extract(body, '$.facet') = ?1", [&name])?;
        let corrections = self.events(
            "kind IN ('amend', 'revoke') AND json_extract(body, '$.target') IN \
             (SELECT id FROM event WHERE kind = 'review' AND json_extract(body, '$.facet') = ?1)",
            [&name],
        )?;
        log.extend(corrections);
        log.sort_by(|a, b| a.order().cmp(&b.order()));
        Ok(History::fold(log).reviews.remove(facet).unwrap_or_default())
    }

    /// The cards of a deck as last seen.
    pub fn seen_of(&self, deck: &DeckId) -> Result<Vec<Seen>, StoreError> {
        let found =
            self.events("kind = 'seen' AND json_extract(body, '$.deck') = ?1", [&*deck.0])?;
        let mut newest = HashMap::new();
        for logged in found {
            if let Event::Seen(seen) = logged.event {
                newest.insert(seen.card.clone(), *seen);
            }
        }
        Ok(newest.into_values().collect())
    }

    /// What was made of the log by this version of the program: the last row that is in it, and what
    /// `read` makes of the bytes.
    pub fn derived<T>(
        &self,
        name: &str,
        made: &str,
        read: impl FnOnce(&[u8]) -> T,
    ) -> Result<Option<(i64, T)>, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::database(&self.path, &error);
        // An older format, open for reading only, keeps nothing.
        if self.number("SELECT count(*) FROM sqlite_schema WHERE name = 'derived'")? == 0 {
            return Ok(None);
        }
        self.connection
            .query_row(
                "SELECT upto, body FROM derived WHERE name = ?1 AND made = ?2",
                [name, made],
                |row| Ok((row.get(0)?, read(row.get_ref(1)?.as_blob()?))),
            )
            .optional()
            .map_err(failed)
    }

    /// The last row, and the study day it was written on; `None` for an empty log.
    pub fn last_written(&self) -> Result<Option<(i64, Day)>, StoreError> {
        let sql = "SELECT rowid, day FROM event ORDER BY rowid DESC LIMIT 1";
        self.connection
            .query_row(sql, [], |row| Ok((row.get(0)?, Day(row.get(1)?))))
            .optional()
            .map_err(|error| StoreError::database(&self.path, &error))
    }

    pub(super) fn number(&self, sql: &str) -> Result<i64, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::database(&self.path, &error);
        self.connection.query_row(sql, [], |row| row.get(0)).map_err(failed)
    }

    /// The events that fit a condition, in the order of the log.
    fn events(
        &self,
        condition: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<Logged>, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::database(&self.path, &error);
        let sql = format!("SELECT {COLUMNS} FROM event WHERE {condition}");
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut devices = HashMap::new();
        let mut rows = statement.query(values).map_err(failed)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            found.push(self.logged(row, &mut devices)?);
        }
        found.sort_by(|a, b| a.order().cmp(&b.order()));
        Ok(found)
    }

    /// Hands the events of the log, one by one, to `take`.
    pub fn log<T>(
        &self,
        order: Order,
        take: impl FnOnce(&mut dyn Iterator<Item = Result<Logged, StoreError>>) -> T,
    ) -> Result<T, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::database(&self.path, &error);
        let mut statement = self.connection.prepare_cached(&select(order)).map_err(failed)?;
        let mut devices = HashMap::new();
        let mut rows = statement.query([]).map_err(failed)?;
        let mut logged = std::iter::from_fn(|| match rows.next() {
            Ok(Some(row)) => Some(self.logged(row, &mut devices)),
            Ok(None) => None,
            Err(error) => Some(Err(failed(error))),
        });
        Ok(take(&mut logged))
    }

    /// The rows whose events can't be read.
    pub(super) fn unreadable(&self) -> Result<Vec<i64>, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::database(&self.path, &error);
        let sql = format!("SELECT {COLUMNS}, rowid FROM event");
        let mut statement = self.connection.prepare(&sql).map_err(failed)?;
        let mut devices = HashMap::new();
        let mut rows = statement.query([]).map_err(failed)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            // What a newer program wrote is not damaged.
            let is_bad = self.logged(row, &mut devices);
            if is_bad.is_err_and(|error| !matches!(error, StoreError::Newer { .. })) {
                found.push(row.get(10).map_err(failed)?);
            }
        }
        Ok(found)
    }

    fn known_version(&self, found: i64) -> Result<(), StoreError> {
        if found > EVENT_VERSION {
            return Err(StoreError::Newer { path: self.path.clone(), found, known: EVENT_VERSION });
        }
        Ok(())
    }

    fn logged(
        &self,
        row: &Row<'_>,
        devices: &mut HashMap<String, Arc<str>>,
    ) -> Result<Logged, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::database(&self.path, &error);
        self.known_version(row.get(8).map_err(failed)?)?;
        let damaged = || StoreError::Damaged(self.path.clone());
        let body = row.get_ref(9).map_err(failed)?.as_str().map_err(|_| damaged())?;
        let event = serde_json::from_str(body).map_err(|_| damaged())?;
        stamped(row, devices, event).map_err(failed)
    }
}

/// Without locks within `SQLite`: a connection is used by one thread only.
const READ_ONLY: OpenFlags =
    OpenFlags::SQLITE_OPEN_READ_ONLY.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// Under which name answers are kept, and by which version of the program; the number changes with what is
/// kept of them.
pub(super) const KEPT: &str = "answers";
pub(super) const KEPT_MADE: &str = concat!("3 ", env!("CARGO_PKG_VERSION"));

/// After so many rows it is told how far reading is.
const ROWS_A_TIME: usize = 4_096;

/// Fewer rows than this are read by one thread.
const WORTH_A_THREAD: i64 = 20_000;

/// Where a row stands in the log, and what was stamped on it.
fn of_row(row: &Row<'_>) -> rusqlite::Result<(i64, Hlc, Moment, bool)> {
    let hlc = Hlc { ms: row.get(1)?, n: row.get(2)? };
    let moment = Moment { at: Timestamp(row.get(3)?), offset: row.get(4)?, day: Day(row.get(5)?) };
    Ok((row.get(0)?, hlc, moment, row.get(6)?))
}

const COLUMNS: &str = "id, device, hlc_ms, hlc_n, at, \"offset\", day, doubtful, version, body";

fn select(order: Order) -> String {
    let order = match order {
        Order::Oldest => "hlc_ms, hlc_n, device, id",
        Order::Newest => "hlc_ms DESC, hlc_n DESC, device DESC, id DESC",
    };
    format!("SELECT {COLUMNS} FROM event ORDER BY {order}")
}

/// The event of a row, with what was stamped on it; the few devices share their names.
fn stamped(
    row: &Row<'_>,
    devices: &mut HashMap<String, Arc<str>>,
    event: Event,
) -> rusqlite::Result<Logged> {
    let id = row.get_ref(0)?.as_str()?;
    let device = row.get_ref(1)?.as_str()?;
    let device = match devices.get(device) {
        Some(known) => known.clone(),
        None => devices.entry(device.to_owned()).or_insert_with(|| device.into()).clone(),
    };
    Ok(Logged {
        id: EventId(id.into()),
        device,
        hlc: Hlc { ms: row.get(2)?, n: row.get(3)? },
        moment: Moment { at: Timestamp(row.get(4)?), offset: row.get(5)?, day: Day(row.get(6)?) },
        doubtful: row.get(7)?,
        event,
    })
}

/// Opens for reading. On a read-only file system the files a reader shares with writers can't be
/// made; nobody can write there either, so the file is read as it stands, unless a log beside it
/// still holds answers.
fn connect(path: &Path) -> Result<Connection, StoreError> {
    let failed = |error: rusqlite::Error| StoreError::database(path, &error);
    let connection = Connection::open_with_flags(path, READ_ONLY).map_err(failed)?;
    connection.busy_timeout(PATIENCE).map_err(failed)?;
    match connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())) {
        Ok(()) => Ok(connection),
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
            ) && nothing_pending(path) =>
        {
            as_it_stands(path).map_err(failed)
        }
        Err(error) => Err(failed(error)),
    }
}

/// A connection that may write to the log that is there, and makes none.
pub(super) fn connect_to_write(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags)
}

/// Whether there is a file, and whether it can be a database at all: a pipe would be waited on for
/// ever, and a few bytes would be taken for nothing.
pub(super) fn inspect_file(path: &Path) -> Result<bool, StoreError> {
    const HEADER: u64 = 100;
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(StoreError::system(path, &error)),
        Ok(about) if about.is_dir() => Err(StoreError::System {
            path: path.to_path_buf(),
            reason: "a folder stands in its place".to_owned(),
        }),
        Ok(about) if !about.is_file() || (1..HEADER).contains(&about.len()) => {
            Err(StoreError::NotADatabase(path.to_path_buf()))
        }
        Ok(_) => Ok(true),
    }
}

fn nothing_pending(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).map_or(true, |wal| wal.len() == 0)
}

pub(super) fn as_it_stands(path: &Path) -> rusqlite::Result<Connection> {
    use std::fmt::Write as _;
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut uri = String::from("file:");
    for byte in absolute.to_string_lossy().bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => write!(uri, "%{byte:02X}").expect("a string takes all text"),
        }
    }
    uri.push_str("?immutable=1");
    Connection::open_with_flags(uri, READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
}
