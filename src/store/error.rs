//! What can go wrong with a database, as sentences for people, each with a way out.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why the progress could not be read or written. Says what is wrong; [`StoreError::hint`] says
/// what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is something else.
    #[error("{}: not a database", .0.display())]
    NotADatabase(PathBuf),
    /// The file is a database with faults.
    #[error("{}: the database is damaged", .0.display())]
    Damaged(PathBuf),
    /// Written by a later version of the program.
    #[error("{}: written by a newer quizdeck (format {found}, known up to {known})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format's number.
        found: i64,
        /// The newest format known here.
        known: i64,
    },
    /// A database of another program.
    #[error("{}: a database of another program", .0.display())]
    Foreign(PathBuf),
    /// File or folder can't be written.
    #[error("{}: can't be written", .0.display())]
    ReadOnly(PathBuf),
    /// Another program holds the database.
    #[error("{}: locked by another program", .0.display())]
    Locked(PathBuf),
    /// The file was deleted, or another one put in its place, after it was opened.
    #[error("{}: deleted or replaced while it was in use; the newest answer is not kept", .0.display())]
    Gone(PathBuf),
    /// No room is left.
    #[error("{}: the disk is full", .0.display())]
    Full(PathBuf),
    /// Something could not be written to its end.
    #[error("{}: writing failed, as it does where the disk, a quota or a limit on files is full", .0.display())]
    Unwritten(PathBuf),
    /// Everything else the system reports.
    #[error("{}: {reason}", path.display())]
    System {
        /// The file or folder.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
}

impl StoreError {
    /// The way out.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Foreign(_) => {
                "move the file away, or name another learner with --learner; nothing was changed"
            }
            Self::Damaged(_) | Self::NotADatabase(_) => {
                "nothing was changed; `quizdeck restore` puts the newest copy in its place, with all \
                 that can still be read, and sets the file aside"
            }
            Self::Newer { .. } => "update quizdeck; nothing was changed",
            Self::ReadOnly(_) => "allow writing there, or name another folder with QUIZDECK_HOME",
            Self::Locked(_) => "close the other program and try again; nothing saved is lost",
            Self::Gone(_) => "what is there now is kept; start again to go on with it",
            Self::Full(_) | Self::Unwritten(_) => {
                "make room and try again; what was saved before is still there"
            }
            Self::System { .. } => {
                "see that the file and its folder can be reached, or name another folder with QUIZDECK_HOME"
            }
        }
    }

    /// Translates an error of the database.
    pub(super) fn database(path: &Path, error: &rusqlite::Error) -> StoreError {
        let path = path.to_path_buf();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotADatabase(path),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(path),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked(path),
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::CannotOpen) => {
                Self::System { path, reason: "can't be opened".to_owned() }
            }
            // A file that may not grow is no full disk to SQLite.
            Some(ErrorCode::SystemIoFailure) if is_write(error) => Self::Unwritten(path),
            Some(ErrorCode::SystemIoFailure) => {
                Self::System { path, reason: "reading or writing failed".to_owned() }
            }
            // Corrupt pages, a value of another type, a missing table: not as we write it.
            _ => Self::Damaged(path),
        }
    }

    /// Translates an error of the file system.
    pub(super) fn system(path: &Path, error: &std::io::Error) -> StoreError {
        use std::io::ErrorKind;
        let path = path.to_path_buf();
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path),
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::Full(path),
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
                let reason = "a file stands where a folder should be".to_owned();
                Self::System { path, reason }
            }
            ErrorKind::NotFound => {
                Self::System { path, reason: "there is no such file or folder".to_owned() }
            }
            // The system's own words, without the number of its error.
            _ => {
                let told = error.to_string();
                let reason = told.split(" (os error").next().unwrap_or_default().to_lowercase();
                Self::System { path, reason }
            }
        }
    }
}

/// Whether it is writing that failed, not reading.
fn is_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ffi::{SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE};
    let writes = [SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE, SQLITE_IOERR_WRITE];
    error.sqlite_error().is_some_and(|it| writes.contains(&it.extended_code))
}
