//! Copies of a learner's log beside it, one a study day, and the way back from a damaged one: the newest
//! copy, and from the damaged file every event that can still be read.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use super::{Reader, Store, StoreError, beside, read};

/// How many days are kept.
const N_DAYS: usize = 7;
/// How the name of a copy begins that is not whole yet.
const UNFINISHED: &str = ".quizdeck-";
/// No copy takes so long to make.
const LONGEST_COPY: Duration = Duration::from_hours(1);
/// No event takes fewer bytes of a log, its places in the indices counted.
const LEAST_BYTES: u64 = 64;

/// What a restored log is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Restored {
    /// The copy; `None` where there was no sound one.
    pub copy: Option<PathBuf>,
    /// Events that were in the copy.
    pub from_copy: usize,
    /// Events that were only in the log that was replaced.
    pub from_log: usize,
    /// Events of it that could not be read.
    pub unreadable: usize,
    /// Where the log that was replaced is now; `None` where there was none.
    pub aside: Option<PathBuf>,
}

/// The copies of a log, the newest first.
pub fn backups(path: &Path) -> Vec<PathBuf> {
    let prefix = beside(path, ".day-");
    let is_copy = |file: &PathBuf| {
        let name = file.to_string_lossy();
        name.starts_with(&*prefix.to_string_lossy()) && name.ends_with(".backup")
    };
    let mut copies: Vec<PathBuf> = super::kept(path).into_iter().filter(is_copy).collect();
    copies.sort();
    copies.reverse();
    copies
}

/// Where the copy of a day is kept; `day` is `YYYY-MM-DD`.
pub fn backup_path(path: &Path, day: &str) -> PathBuf {
    beside(path, &format!(".day-{day}.backup"))
}

/// Copies a log as it stands to a file, whole or not at all.
pub fn back_up(reader: &Reader, to: &Path) -> Result<(), StoreError> {
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let fresh = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempfile_in(folder)
        .map_err(|error| StoreError::system(folder, &error))?;
    // SQLite takes no other names.
    let name = fresh.path().to_str().ok_or_else(|| {
        let error = std::io::Error::other("the folder's name is not UTF-8");
        StoreError::system(folder, &error)
    })?;
    reader
        .connection
        .execute("VACUUM INTO ?1", [name])
        .map_err(|error| StoreError::database(to, &error))?;
    fresh.as_file().sync_all().map_err(|error| StoreError::system(to, &error))?;
    fresh.persist(to).map(|_| ()).map_err(|error| StoreError::system(to, &error.error))
}

/// Keeps the copy of a day, and those of the last days.
pub fn keep_backup(reader: &Reader, day: &str) -> Result<(), StoreError> {
    // A log that was damaged meanwhile must not take the place of a sound copy.
    reader.is_sound()?;
    back_up(reader, &backup_path(&reader.path, day))?;
    for old in backups(&reader.path).into_iter().skip(N_DAYS) {
        // One copy too many harms nobody.
        let _gone = std::fs::remove_file(old);
    }
    Ok(())
}

/// Keeps the copy of an earlier day that is missing because its last run did not end by itself. `newest` is the last
/// row of that day; nothing is done where a copy holds it.
pub fn keep_missed_backup(path: &Path, newest: i64, day: &str) -> Result<(), StoreError> {
    let Some(reader) = Store::read(path)? else { return Ok(()) };
    let has_it = |copy: &PathBuf| {
        let held = Store::read(copy).and_then(|it| it.map(|it| it.last_row()).transpose());
        matches!(held, Ok(Some(last)) if last >= newest)
    };
    if backups(path).first().is_some_and(has_it) {
        return Ok(());
    }
    clear_leftovers(path);
    keep_backup(&reader, day)
}

/// Deletes what copies left that were ended before they were whole. One that is still being made is young.
fn clear_leftovers(path: &Path) {
    let folder = path.parent().unwrap_or(Path::new("."));
    let Ok(files) = std::fs::read_dir(folder) else { return };
    for file in files.flatten() {
        let is_ours = file.file_name().to_string_lossy().starts_with(UNFINISHED);
        let written = file.metadata().and_then(|about| about.modified());
        let is_old = written.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > LONGEST_COPY));
        if is_ours && is_old {
            // What stays takes only room.
            let _gone = std::fs::remove_file(file.path());
        }
    }
}

/// Puts this copy in the place of a log, with every event of that log that can still be read. The log
/// that was there is set aside, never overwritten.
pub fn restore_from(path: &Path, copy: &Path) -> Result<Restored, StoreError> {
    let fresh = beside(path, ".restored");
    let from_copy = take_copy(copy, &fresh)?;
    replace(path, &fresh, Some(copy.to_path_buf()), from_copy)
}

/// Puts the newest sound copy in the place of a log, as [`restore_from`] does; where there is none, what can
/// still be read of the log itself.
pub fn restore(path: &Path) -> Result<Restored, StoreError> {
    let fresh = beside(path, ".restored");
    for copy in backups(path) {
        if let Ok(from_copy) = take_copy(&copy, &fresh) {
            return replace(path, &fresh, Some(copy), from_copy);
        }
    }
    super::erase_one(&fresh)?;
    replace(path, &fresh, None, 0)
}

/// Makes a fresh log of a copy; how many events are in it. Only what can be read is taken over, event by event:
/// a copy may have been made of a log that was damaged already.
fn take_copy(copy: &Path, fresh: &Path) -> Result<usize, StoreError> {
    super::erase_one(fresh)?;
    if Store::read(copy)?.is_none() {
        return Err(StoreError::System {
            path: copy.to_path_buf(),
            reason: "there is no such copy".to_owned(),
        });
    }
    drop(Store::open(fresh)?);
    let mut taken = Restored::default();
    salvage(copy, fresh, &mut taken)?;
    Ok(taken.from_log.saturating_sub(drop_unreadable(fresh)?))
}

/// Puts a fresh log in the place of another, with what can be read of that one.
fn replace(
    path: &Path,
    fresh: &Path,
    copy: Option<PathBuf>,
    from_copy: usize,
) -> Result<Restored, StoreError> {
    let system = |error: &std::io::Error| StoreError::system(path, error);
    if copy.is_none() {
        drop(Store::open(fresh)?);
    }
    let mut restored = Restored { copy, from_copy, ..Restored::default() };
    if path.exists() {
        salvage(path, fresh, &mut restored)?;
        let aside = free_name(path);
        for ending in ["", "-wal", "-shm"] {
            let from = beside(path, ending);
            if from.exists() {
                std::fs::rename(&from, beside(&aside, ending)).map_err(|error| system(&error))?;
            }
        }
        restored.aside = Some(aside);
    }
    restored.unreadable += drop_unreadable(fresh)?;
    std::fs::rename(fresh, path).map_err(|error| system(&error))?;
    Ok(restored)
}

/// Takes out the events that can't be read, which would hold up all others; how many. They are still in what
/// was copied or set aside.
fn drop_unreadable(path: &Path) -> Result<usize, StoreError> {
    let failed = |error: rusqlite::Error| StoreError::database(path, &error);
    let bad = match Reader::open(path)? {
        Some(reader) => reader.unreadable()?,
        None => Vec::new(),
    };
    let connection = Connection::open(path).map_err(failed)?;
    for rowid in &bad {
        connection.execute("DELETE FROM event WHERE rowid = ?1", [rowid]).map_err(failed)?;
    }
    // All of it into the file itself, which is about to get another name, and nothing left beside it.
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(failed)?;
    Ok(bad.len())
}

/// The first name for a log that is set aside which is still free.
fn free_name(path: &Path) -> PathBuf {
    let mut number = 1;
    loop {
        let name = beside(path, &format!(".aside-{number}"));
        if !name.exists() {
            return name;
        }
        number += 1;
    }
}

/// Takes over the events of a damaged log, row by row, so that one bad page costs only its own rows.
fn salvage(damaged: &Path, into: &Path, restored: &mut Restored) -> Result<(), StoreError> {
    let failed = |error: rusqlite::Error| StoreError::database(into, &error);
    let Ok(from) = open_damaged(damaged) else { return Ok(()) };
    let mut to = Connection::open(into).map_err(failed)?;
    // The device goes on under its name, where that can be read.
    let device = from.query_row("SELECT id FROM device", [], |row| row.get::<_, String>(0));
    if let Ok(device) = device.as_deref()
        && device.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        to.execute("UPDATE device SET id = ?1", [device]).map_err(failed)?;
    }
    let transaction = to.transaction().map_err(failed)?;
    {
        let Ok(mut row) = from.prepare(&format!("SELECT {ROW} FROM event WHERE rowid = ?1")) else {
            return Ok(());
        };
        let mut insert = transaction
            .prepare(&format!(
                "INSERT OR IGNORE INTO event ({ROW}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
            ))
            .map_err(failed)?;
        let last = from.query_row("SELECT max(rowid) FROM event", [], |row| row.get::<_, i64>(0));
        let most = most_rows(damaged);
        let end = last.as_ref().map_or(most, |last| most.min(*last));
        // Behind the end of a log whose end can't be read, every row fails: only those before one that
        // can be read are known to have been there.
        let (mut failed_so_far, mut failed_before_one) = (0, 0);
        for rowid in 1..=end {
            let values = row
                .query_row([rowid], |row| {
                    (0..11)
                        .map(|idx| row.get::<_, rusqlite::types::Value>(idx))
                        .collect::<Result<Vec<_>, _>>()
                })
                .optional();
            match values {
                Ok(Some(values)) => {
                    failed_before_one = failed_so_far;
                    match insert.execute(rusqlite::params_from_iter(values)) {
                        Ok(written) => restored.from_log += written,
                        Err(_) => restored.unreadable += 1,
                    }
                }
                Ok(None) => {}
                Err(_) => failed_so_far += 1,
            }
        }
        restored.unreadable += if last.is_ok() { failed_so_far } else { failed_before_one };
    }
    transaction.execute("DELETE FROM derived", params![]).map_err(failed)?;
    transaction.commit().map_err(failed)
}

/// How many events a log can hold at most, by its size: the number of its last row may be damaged, too.
fn most_rows(log: &Path) -> i64 {
    let size = |ending| std::fs::metadata(beside(log, ending)).map_or(0, |about| about.len());
    i64::try_from((size("") + size("-wal")) / LEAST_BYTES).unwrap_or(i64::MAX)
}

/// The columns of an event.
const ROW: &str = "id, device, hlc_ms, hlc_n, at, \"offset\", day, doubtful, kind, version, body";

fn open_damaged(path: &Path) -> Result<Connection, StoreError> {
    if !read::inspect_file(path).unwrap_or(false) {
        return Err(StoreError::NotADatabase(path.to_path_buf()));
    }
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|error| StoreError::database(path, &error))
}
