//! Reads the log: streams its rows in log order, or newest first. Writes nothing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, ErrorCode, OpenFlags, Row};

use super::{EVENT_VERSION, PATIENCE, StoreError, beside, schema};
use crate::history::{EventId, History, Hlc, Logged, Review, newest_answer};
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

    pub(super) fn open(path: &Path) -> Result<Option<Reader>, StoreError> {
        if !inspect_file(path)? {
            return Ok(None);
        }
        let connection = connect(path)?;
        // A file made a moment ago by another process, or an empty one, has no table yet.
        let version = schema::inspect(path, &connection, schema::MIGRATIONS)?;
        Ok((version > 0).then(|| Reader::new(path, connection)))
    }

    /// Everything the log says.
    pub fn history(&self) -> Result<History, StoreError> {
        self.log(Order::Oldest, |rows| {
            let mut failure = None;
            let history =
                History::fold(rows.map_while(|row| row.map_err(|e| failure = Some(e)).ok()));
            failure.map_or(Ok(history), Err)
        })?
    }

    /// The newest answer of a device that was not undone.
    pub fn newest_answer(&self, device: &str) -> Result<Option<(EventId, Review)>, StoreError> {
        self.log(Order::Newest, |rows| newest_answer(rows, device))?
    }

    /// Hands the events of the log, one by one, to `take`.
    pub fn log<T>(
        &self,
        order: Order,
        take: impl FnOnce(&mut dyn Iterator<Item = Result<Logged, StoreError>>) -> T,
    ) -> Result<T, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::database(&self.path, &error);
        let mut statement = self.connection.prepare_cached(select(order)).map_err(failed)?;
        let mut devices = HashMap::new();
        let mut rows = statement.query([]).map_err(failed)?;
        let mut logged = std::iter::from_fn(|| match rows.next() {
            Ok(Some(row)) => Some(self.logged(row, &mut devices)),
            Ok(None) => None,
            Err(error) => Some(Err(failed(error))),
        });
        Ok(take(&mut logged))
    }

    fn logged(
        &self,
        row: &Row<'_>,
        devices: &mut HashMap<String, Arc<str>>,
    ) -> Result<Logged, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::database(&self.path, &error);
        let found: i64 = row.get(8).map_err(failed)?;
        if found > EVENT_VERSION {
            return Err(StoreError::Newer { path: self.path.clone(), found, known: EVENT_VERSION });
        }
        let damaged = || StoreError::Damaged(self.path.clone());
        let body = row.get_ref(9).map_err(failed)?.as_str().map_err(|_| damaged())?;
        let event = serde_json::from_str(body).map_err(|_| damaged())?;
        stamped(row, devices, event).map_err(failed)
    }
}

fn select(order: Order) -> &'static str {
    match order {
        Order::Oldest => {
            "SELECT id, device, hlc_ms, hlc_n, at, \"offset\", day, doubtful, version, body \
             FROM event ORDER BY hlc_ms, hlc_n, device, id"
        }
        Order::Newest => {
            "SELECT id, device, hlc_ms, hlc_n, at, \"offset\", day, doubtful, version, body \
             FROM event ORDER BY hlc_ms DESC, hlc_n DESC, device DESC, id DESC"
        }
    }
}

/// The event of a row, with what was stamped on it; the few devices share their names.
fn stamped(
    row: &Row<'_>,
    devices: &mut HashMap<String, Arc<str>>,
    event: crate::history::Event,
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
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(failed)?;
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
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(uri, flags)
}
