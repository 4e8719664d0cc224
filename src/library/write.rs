//! Files written whole or not at all: into a file beside them first, which then takes their place.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use super::{LibraryError, shown};

/// Writes a file, in place of the one that may be there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), LibraryError> {
    let failed = |reason| LibraryError::Unwritable { path: shown(path), reason };
    if path.is_dir() {
        return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    // A device or a pipe is written into, not replaced.
    if fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        let mut file = fs::OpenOptions::new().write(true).open(path).map_err(failed)?;
        return file.write_all(bytes).map_err(failed);
    }
    // Behind a link stands the file that is meant.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let permissions = fs::metadata(&path).ok().map(|about| about.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(failed(io::Error::from(io::ErrorKind::PermissionDenied)));
    }
    let write = || -> io::Result<()> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".quizdeck-");
        // As any new file: what is private is for its owner to say.
        #[cfg(unix)]
        if permissions.is_none() {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        file.as_file().sync_all()?;
        file.persist(&path).map(drop).map_err(|error| error.error)
    };
    write().map_err(failed)
}

/// Whether a file that is not there yet can be written at a path, told before work is put into it. Leaves
/// nothing behind.
pub fn can_write(path: &Path) -> Result<(), LibraryError> {
    let folders = path.ancestors().skip(1);
    let named = |it: &&Path| it.as_os_str().is_empty() || it.exists();
    let folder = folders.into_iter().find(named).unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let tried = tempfile::tempfile_in(folder).map(drop);
    tried.map_err(|reason| LibraryError::Unwritable { path: shown(path), reason })
}

/// Writes a file that is not there yet; of two that do so at once one is told.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), LibraryError> {
    let failed = |reason| LibraryError::Unwritable { path: shown(path), reason };
    match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(_) => write_whole(path, bytes).inspect_err(|_| {
            // The empty file only held the place.
            let _gone = fs::remove_file(path);
        }),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(LibraryError::Changed(shown(path)))
        }
        Err(error) => Err(failed(error)),
    }
}

/// Writes what a command makes, in place of what it made before: never over a file of another sort, such as
/// a deck or a log of answers.
pub fn write_output(path: &Path, bytes: &[u8]) -> Result<(), LibraryError> {
    // What a report of nothing would begin with.
    let start = if bytes.is_empty() { b"{" } else { &bytes[..bytes.len().min(START)] };
    write_over(path, bytes, |file| {
        let mut there = Vec::new();
        file.take(START as u64).read_to_end(&mut there)?;
        Ok(there.starts_with(start))
    })
}

/// By so many bytes at its beginning a file's sort is told.
const START: usize = 4;

/// Writes a file in place of none, of an empty one, or of one that `is_ours`.
pub fn write_over(
    path: &Path,
    bytes: &[u8],
    is_ours: impl FnOnce(fs::File) -> io::Result<bool>,
) -> Result<(), LibraryError> {
    if fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() > 0) {
        let is_ours = fs::File::open(path).and_then(is_ours);
        if !is_ours.map_err(|reason| LibraryError::Unreadable { path: shown(path), reason })? {
            return Err(LibraryError::OtherSort(shown(path)));
        }
    }
    write_whole(path, bytes)
}

/// Writes a changed file, where it is still as it was read. Of several that do so at once one succeeds, and
/// the others are told.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), LibraryError> {
    // Whoever waits for the lock finds another file at the path afterwards.
    let held = fs::File::open(path).and_then(|file| file.lock().map(|()| file));
    if super::read(path)? != before {
        return Err(LibraryError::Changed(shown(path)));
    }
    write_whole(path, after)?;
    drop(held);
    Ok(())
}
