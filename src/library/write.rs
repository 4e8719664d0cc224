//! Files written whole or not at all: into a file beside them first, which then takes their place.

use std::fs;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::time::Duration;

use super::{LibraryError, shown};

/// Writes a file, in place of the one that may be there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), LibraryError> {
    write_parts(path, &[bytes])
}

/// As [`write_whole`], for what was made in parts.
pub fn write_parts(path: &Path, parts: &[impl AsRef<[u8]>]) -> Result<(), LibraryError> {
    write_if(path, parts, Disk::Awaited, |_| Ok(()))
}

/// Whether a command ends only when the disk has what it wrote. Waiting takes longer than all else where much is
/// written; what a loss of power may take without it can be made again by the same command.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Disk {
    Awaited,
    Trusted,
}

/// Writes a file in place of the one that may be there, unless that one is told unfit at the last moment.
fn write_if(
    path: &Path,
    parts: &[impl AsRef<[u8]>],
    disk: Disk,
    is_fit: impl FnOnce(&Path) -> Result<(), LibraryError>,
) -> Result<(), LibraryError> {
    let failed = |reason| LibraryError::Unwritable { path: shown(path), reason };
    if path.is_dir() {
        return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    // A device or a pipe is written into, not replaced.
    if fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        let file = fs::OpenOptions::new().write(true).open(path).map_err(failed)?;
        return write_all(&file, parts).map_err(failed);
    }
    // Behind a link stands the file that is meant.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let about = fs::metadata(&path).ok();
    #[cfg(unix)]
    if about.as_ref().is_some_and(|about| std::os::unix::fs::MetadataExt::nlink(about) > 1) {
        return Err(LibraryError::SeveralNames(shown(&path)));
    }
    let permissions = about.as_ref().map(fs::Metadata::permissions);
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(failed(io::Error::from(io::ErrorKind::PermissionDenied)));
    }
    let write = || -> io::Result<tempfile::NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".quizdeck-");
        // As any new file: what is private is for its owner to say.
        #[cfg(unix)]
        if permissions.is_none() {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder)?;
        write_all(file.as_file(), parts)?;
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        if disk == Disk::Awaited {
            file.as_file().sync_all()?;
        }
        Ok(file)
    };
    let file = write().map_err(failed)?;
    #[cfg(unix)]
    if let Some(about) = &about {
        keep_owner(file.as_file(), about).map_err(|_| LibraryError::OfAnother(shown(&path)))?;
    }
    is_fit(&path)?;
    file.persist(&path).map(drop).map_err(|error| failed(error.error))
}

fn write_all(file: &fs::File, parts: &[impl AsRef<[u8]>]) -> io::Result<()> {
    // Large parts go past the buffer.
    let mut file = BufWriter::with_capacity(1 << 16, file);
    parts.iter().try_for_each(|part| file.write_all(part.as_ref()))?;
    file.flush()
}

/// Gives a file the owner and the group of the one whose place it takes.
#[cfg(unix)]
fn keep_owner(file: &fs::File, before: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let now = file.metadata()?;
    let other = |now: u32, before: u32| (now != before).then_some(before);
    let (user, group) = (other(now.uid(), before.uid()), other(now.gid(), before.gid()));
    if user.is_none() && group.is_none() {
        return Ok(());
    }
    std::os::unix::fs::fchown(file, user, group)?;
    // Some rights go with the owner.
    file.set_permissions(before.permissions())
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
    write_first(path, &[bytes], Disk::Awaited)
}

/// Writes a file that is not there yet and is made, in parts, of another that stays.
pub fn write_made(path: &Path, parts: &[impl AsRef<[u8]>]) -> Result<(), LibraryError> {
    write_first(path, parts, Disk::Trusted)
}

fn write_first(path: &Path, parts: &[impl AsRef<[u8]>], disk: Disk) -> Result<(), LibraryError> {
    let failed = |reason| LibraryError::Unwritable { path: shown(path), reason };
    match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(_) => write_if(path, parts, disk, |_| Ok(())).inspect_err(|_| {
            // The empty file only held the place.
            let _gone = fs::remove_file(path);
        }),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(LibraryError::Changed(shown(path)))
        }
        Err(error) => Err(failed(error)),
    }
}

/// Writes what a command makes, in parts, in place of what it made before: never over a file of another sort,
/// such as a deck or a log of answers.
pub fn write_output<T: AsRef<[u8]>>(path: &Path, parts: &[T]) -> Result<(), LibraryError> {
    check_sort(path, parts)?;
    write_parts(path, parts)
}

/// As [`write_output`], for what is made of decks and can be made of them again.
pub fn write_export<T: AsRef<[u8]>>(path: &Path, parts: &[T]) -> Result<(), LibraryError> {
    check_sort(path, parts)?;
    write_if(path, parts, Disk::Trusted, |_| Ok(()))
}

fn check_sort(path: &Path, parts: &[impl AsRef<[u8]>]) -> Result<(), LibraryError> {
    let bytes = parts.first().map_or(&[][..], |it| it.as_ref());
    // What a report of nothing would begin with.
    let start = if bytes.is_empty() { b"{" } else { &bytes[..bytes.len().min(START)] };
    check_ours(path, |file| {
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
    check_ours(path, is_ours)?;
    write_whole(path, bytes)
}

fn check_ours(
    path: &Path,
    is_ours: impl FnOnce(fs::File) -> io::Result<bool>,
) -> Result<(), LibraryError> {
    if fs::metadata(path).is_ok_and(|about| about.is_file() && about.len() > 0) {
        let is_ours = fs::File::open(path).and_then(is_ours);
        if !is_ours.map_err(|reason| LibraryError::Unreadable { path: shown(path), reason })? {
            return Err(LibraryError::OtherSort(shown(path)));
        }
    }
    Ok(())
}

/// Writes a changed file, where it is still as it was read. Of several that do so at once one succeeds, and
/// the others are told.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), LibraryError> {
    // Whoever waits for the lock finds another file at the path afterwards.
    let held = lock(path)?;
    let is_as_read = |path: &Path| {
        if super::read(path)? == before { Ok(()) } else { Err(LibraryError::Changed(shown(path))) }
    };
    is_as_read(path)?;
    // Editors heed no lock: what one wrote while the new file was on its way to the disk is not lost either.
    write_if(path, &[after], Disk::Awaited, is_as_read)?;
    drop(held);
    Ok(())
}

/// Holds a file against others of this program; waits a while for whoever holds it. Where the file's system knows
/// no locks, nothing is held.
fn lock(path: &Path) -> Result<Option<fs::File>, LibraryError> {
    let Ok(file) = fs::File::open(path) else { return Ok(None) };
    for _ in 0..PATIENCE_MS / PAUSE_MS {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(fs::TryLockError::WouldBlock) => {
                std::thread::sleep(Duration::from_millis(PAUSE_MS));
            }
            Err(fs::TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(LibraryError::Held(shown(path)))
}

/// So long another program is waited for.
const PATIENCE_MS: u64 = 5_000;
/// And so long between two looks at whether it is done.
const PAUSE_MS: u64 = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_writes_at_the_last_moment_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("d.yaml");
        fs::write(&path, "before").unwrap();
        let told = write_if(&path, &[b"ours"], Disk::Awaited, |path| {
            fs::write(path, "theirs").unwrap();
            Err(LibraryError::Changed(shown(path)))
        });
        assert!(matches!(told, Err(LibraryError::Changed(_))));
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert!(matches!(replace(&path, b"before", b"ours"), Err(LibraryError::Changed(_))));
        replace(&path, b"theirs", b"ours").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"ours");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_held_for_long_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("d.yaml");
        fs::write(&path, "before").unwrap();
        let held = fs::File::open(&path).unwrap();
        held.lock().unwrap();
        assert!(matches!(replace(&path, b"before", b"ours"), Err(LibraryError::Held(_))));
        drop(held);
        replace(&path, b"before", b"ours").unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn rights_and_owners_are_kept_and_hard_links_refused() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("d.yaml");
        fs::write(&path, "before").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        // Only the system's own user may give files away; others find their own owner again.
        let _given = std::os::unix::fs::chown(&path, Some(12_345), Some(12_346));
        let before = fs::metadata(&path).unwrap();
        write_whole(&path, b"after").unwrap();
        let after = fs::metadata(&path).unwrap();
        let of = |about: &fs::Metadata| (about.uid(), about.gid(), about.mode());
        assert_eq!(of(&after), of(&before));
        fs::hard_link(&path, folder.path().join("e.yaml")).unwrap();
        assert!(matches!(write_whole(&path, b"x"), Err(LibraryError::SeveralNames(_))));
        assert_eq!(fs::read(&path).unwrap(), b"after");
    }
}
