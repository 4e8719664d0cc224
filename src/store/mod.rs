//! The learner's log on disk: an append-only table of events in `SQLite`, one file per learner.
//! Stores and gives back; never computes a schedule. The only module that names the database.

mod backup;
mod error;
mod read;
mod schema;
mod settling;

pub use backup::{
    Restored, back_up, backup_path, backups, keep_backup, keep_missed_backup, restore, restore_from,
};
pub use error::StoreError;
use read::{KEPT, KEPT_MADE};
pub use read::{Order, Reader};
pub use settling::Settling;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::history::{Event, EventId, Hlc, Logged};
use crate::time::{Moment, Stamp};

/// How long to wait for another process before saying that the database is locked.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where the log has so many more rows than are kept as answers, they are kept anew.
const WORTH_KEEPING: i64 = 20_000;

/// The version of the stored form of events.
const EVENT_VERSION: i64 = 1;

/// The database of one learner, open for appending.
#[derive(Debug)]
pub struct Store {
    reader: Reader,
    device: Arc<str>,
    /// Which file it was when it was opened.
    file: Option<FileId>,
}

impl Store {
    /// Opens the database, and makes it and its folder where there is none. A file that is not
    /// ours is refused unchanged.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| StoreError::system(folder, &error))?;
        }
        let failed = |error: rusqlite::Error| StoreError::database(path, &error);
        if !read::inspect_file(path)? {
            make_private(path).map_err(|error| StoreError::system(path, &error))?;
        }
        // Told before the first question, not at the first answer.
        if std::fs::metadata(path).is_ok_and(|about| about.permissions().readonly()) {
            let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
            return Err(StoreError::system(path, &denied));
        }
        let mut connection = Connection::open(path).map_err(failed)?;
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        // SQLite goes on with what may only be read, by rights or by folder, until the first answer.
        if connection.is_readonly(rusqlite::MAIN_DB).map_err(failed)? {
            return Err(StoreError::ReadOnly(path.to_path_buf()));
        }
        schema::inspect(path, &connection, schema::MIGRATIONS)?;
        // Full: an answer is on the disk, not only with the system, before its verdict shows.
        connection.pragma_update(None, "journal_mode", "WAL").map_err(failed)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(failed)?;
        schema::migrate(path, &mut connection, schema::MIGRATIONS, &new_device())?;
        let device: String =
            connection.query_row("SELECT id FROM device", [], |row| row.get(0)).map_err(failed)?;
        let file = file_id(path);
        Ok(Store { reader: Reader::new(path, connection), device: device.into(), file })
    }

    /// Opens the database for reading; `None` where there is none, and then makes none.
    pub fn read(path: &Path) -> Result<Option<Reader>, StoreError> {
        Reader::open(path)
    }

    /// The name of this device in the log.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// The same database, for reading.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Keeps what was made of the log up to a row, so that the next run need not make it again.
    pub fn keep_derived(
        &mut self,
        name: &str,
        made: &str,
        upto: i64,
        body: &[u8],
    ) -> Result<(), StoreError> {
        let Reader { path, connection } = &mut self.reader;
        connection
            .execute(
                "INSERT OR REPLACE INTO derived (name, made, upto, body) VALUES (?1, ?2, ?3, ?4)",
                params![name, made, upto, body],
            )
            .map(|_| ())
            .map_err(|error| StoreError::database(path, &error))
    }

    /// Keeps the answers of the log, so that its figures need not read all of it again, where there are
    /// many more than were kept before. `progress` is told how many of how many rows are read.
    pub fn keep_answers(
        &mut self,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<(), StoreError> {
        let upto = self.reader.last_row()?;
        if upto - self.reader.kept_upto()? < WORTH_KEEPING {
            return Ok(());
        }
        let bytes = self.reader.as_given(upto, progress)?.to_bytes();
        self.keep_derived(KEPT, KEPT_MADE, upto, &bytes)
    }

    /// Appends events in one transaction: all are on disk when this returns, or none. An event
    /// whose id is in the log already is left as it is.
    pub fn append(&mut self, events: &[(EventId, Event)], stamp: Stamp) -> Result<(), StoreError> {
        let Stamp { moment, doubtful } = stamp;
        let Reader { path, connection } = &self.reader;
        // What is written to a deleted file is kept by nobody.
        if self.file.is_some() && file_id(path) != self.file {
            return Err(StoreError::Gone(path.clone()));
        }
        let failed = |error: rusqlite::Error| StoreError::database(path, &error);
        // Immediate: the newest event is read and the next written without another process between.
        let transaction = Writing::begin(connection).map_err(failed)?;
        let mut newest = newest(connection).map_err(failed)?;
        for (id, event) in events {
            let hlc = next(newest, moment, doubtful);
            let body = serde_json::to_string(event).expect("events are plain data");
            let written = connection
                .prepare_cached(INSERT)
                .and_then(|mut insert| {
                    insert.execute(params![
                        &*id.0,
                        &*self.device,
                        hlc.ms,
                        hlc.n,
                        moment.at.0,
                        moment.offset,
                        moment.day.0,
                        doubtful,
                        event.kind(),
                        EVENT_VERSION,
                        body,
                    ])
                })
                .map_err(failed)?;
            if written > 0 {
                newest = Some(hlc);
            }
        }
        transaction.commit().map_err(failed)
    }
}

impl Store {
    /// Takes over events of other devices, or of this one from before a loss, as they were written.
    /// Gives how many were not known.
    pub fn merge(&mut self, events: &[Logged]) -> Result<usize, StoreError> {
        let Reader { path, connection } = &mut self.reader;
        let failed = |error: rusqlite::Error| StoreError::database(path, &error);
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let mut n_new = 0;
        {
            let mut insert = transaction.prepare(INSERT).map_err(failed)?;
            for logged in events {
                let Logged { id, device, hlc, moment, doubtful, event } = logged;
                let body = serde_json::to_string(event).expect("events are plain data");
                n_new += insert
                    .execute(params![
                        &*id.0,
                        &**device,
                        hlc.ms,
                        hlc.n,
                        moment.at.0,
                        moment.offset,
                        moment.day.0,
                        doubtful,
                        event.kind(),
                        EVENT_VERSION,
                        body,
                    ])
                    .map_err(failed)?;
            }
        }
        transaction.commit().map_err(failed)?;
        Ok(n_new)
    }
}

const INSERT: &str = "INSERT INTO event \
    (id, device, hlc_ms, hlc_n, at, \"offset\", day, doubtful, kind, version, body) \
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (id) DO NOTHING";

/// A transaction whose statements are prepared once: an answer is as much as they are. Rolled back where it is
/// not committed.
struct Writing<'a>(&'a Connection);

impl Writing<'_> {
    fn begin(connection: &Connection) -> rusqlite::Result<Writing<'_>> {
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        Ok(Writing(connection))
    }

    fn commit(self) -> rusqlite::Result<()> {
        self.0.prepare_cached("COMMIT")?.execute([]).map(|_| ())
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            // What failed before is told; SQLite itself rolls back what it can't.
            let _rolled_back = self.0.execute_batch("ROLLBACK");
        }
    }
}

fn newest(connection: &Connection) -> rusqlite::Result<Option<Hlc>> {
    connection
        .prepare_cached("SELECT hlc_ms, hlc_n FROM event ORDER BY hlc_ms DESC, hlc_n DESC LIMIT 1")?
        .query_row([], |row| Ok(Hlc { ms: row.get(0)?, n: row.get(1)? }))
        .optional()
}

/// The place after the newest event. A doubtful clock does not move the log's own.
fn next(newest: Option<Hlc>, moment: Moment, doubtful: bool) -> Hlc {
    let now = Hlc { ms: moment.at.0, n: 0 };
    match newest {
        None => now,
        Some(newest) if !doubtful && now.ms > newest.ms => now,
        Some(newest) => match newest.n.checked_add(1) {
            Some(n) => Hlc { ms: newest.ms, n },
            None => Hlc { ms: newest.ms.saturating_add(1), n: 0 },
        },
    }
}

/// A name no other device has.
#[expect(clippy::disallowed_methods, reason = "drawn once, when a log is made")]
fn new_device() -> String {
    format!("{:016x}", rand::random::<u64>())
}

/// Tells one file from another of the same name.
type FileId = (u64, u64);

#[cfg(unix)]
fn file_id(path: &Path) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(path).ok()?;
    Some((about.dev(), about.ino()))
}

/// Elsewhere a file in use can't be deleted.
#[cfg(not(unix))]
fn file_id(_: &Path) -> Option<FileId> {
    None
}

/// Makes an empty file that only its owner may read: what a learner typed is nobody else's. The files that
/// `SQLite` puts beside it take its rights over.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new();
    file.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    match file.open(path) {
        // Another process was first.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// A path with something put behind its name.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The files that are kept of a learner: the log, what `SQLite` keeps beside it, and copies. All begin
/// with the name of the log, which no other learner's file does.
pub fn kept(path: &Path) -> Vec<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.parent().unwrap_or(Path::new("."));
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = files
        .flatten()
        .filter(|file| file.file_name().to_string_lossy().starts_with(&name))
        .map(|file| file.path())
        .collect();
    files.sort();
    files
}

/// Deletes everything that is kept of a learner.
pub fn erase(path: &Path) -> Result<(), StoreError> {
    kept(path).iter().try_for_each(|file| erase_one(file))
}

fn erase_one(file: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::system(file, &error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
