//! Brings a database to the newest format, by numbered steps, with a copy kept before each.
//! Refuses what is not ours before anything is written.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// `quiz` in ASCII; tells our databases from those of other programs.
pub(super) const APPLICATION_ID: i64 = 0x7175_697a;

/// The step to each format, from 1.
pub(super) const MIGRATIONS: &[&str] =
    &[include_str!("migrations/1.sql"), include_str!("migrations/2.sql")];

/// Refuses a database of another program or of a newer format. Gives the format's number, 0 for an
/// empty file.
pub(super) fn inspect(
    path: &Path,
    connection: &Connection,
    migrations: &[&str],
) -> Result<usize, StoreError> {
    let number = |sql: &str| {
        connection
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .map_err(|error| StoreError::database(path, &error))
    };
    let found = number("PRAGMA user_version")?;
    let ours = number("PRAGMA application_id")? == APPLICATION_ID;
    if !ours {
        let empty = found == 0 && number("SELECT count(*) FROM sqlite_schema")? == 0;
        return if empty { Ok(0) } else { Err(StoreError::Foreign(path.to_path_buf())) };
    }
    match usize::try_from(found) {
        Ok(version) if version <= migrations.len() => Ok(version),
        Ok(_) => {
            let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
            Err(StoreError::Newer { path: path.to_path_buf(), found, known })
        }
        Err(_) => Err(StoreError::Damaged(path.to_path_buf())),
    }
}

/// Brings the database to the newest of these formats; `device` names a new one.
pub(super) fn migrate(
    path: &Path,
    connection: &mut Connection,
    migrations: &[&str],
    device: &str,
) -> Result<(), StoreError> {
    while inspect(path, connection, migrations)? < migrations.len() {
        step(path, connection, migrations, device)?;
    }
    Ok(())
}

/// Takes one step, in one transaction; an empty database takes all of them at once. Another process may
/// have taken it meanwhile.
fn step(
    path: &Path,
    connection: &mut Connection,
    migrations: &[&str],
    device: &str,
) -> Result<(), StoreError> {
    let failed = |error: rusqlite::Error| StoreError::database(path, &error);
    let before = inspect(path, connection, migrations)?;
    if before > 0 {
        keep_copy(path, connection, before)?;
    }
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
    let version = inspect(path, &transaction, migrations)?;
    if version == before && version < migrations.len() {
        let next = if version == 0 { migrations.len() } else { version + 1 };
        for migration in &migrations[version..next] {
            transaction.execute_batch(migration).map_err(failed)?;
        }
        if version == 0 {
            transaction.execute("INSERT INTO device (id) VALUES (?1)", [device]).map_err(failed)?;
            transaction.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)?;
        }
        let reached = i64::try_from(next).unwrap_or(i64::MAX);
        transaction.pragma_update(None, "user_version", reached).map_err(failed)?;
    }
    transaction.commit().map_err(failed)
}

/// Where the copy of a format is kept: beside the database.
pub(super) fn copy_path(path: &Path, version: usize) -> PathBuf {
    super::beside(path, &format!(".format-{version}.backup"))
}

/// Copies the database as it stands; an older copy of the same format gives way.
fn keep_copy(path: &Path, connection: &Connection, version: usize) -> Result<(), StoreError> {
    let copy = copy_path(path, version);
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default();
    let fresh = tempfile::Builder::new()
        .prefix(name)
        .tempfile_in(folder)
        .map_err(|error| StoreError::system(folder, &error))?;
    connection
        .execute("VACUUM INTO ?1", [fresh.path().to_string_lossy()])
        .map_err(|error| StoreError::database(&copy, &error))?;
    fresh.persist(&copy).map(|_| ()).map_err(|error| StoreError::system(&copy, &error.error))
}
