//! Finds deck files and reads them; writes one only where a command that was asked to says so.

mod catalogue;
mod write;

pub use catalogue::{Catalogue, FileHash, file_hash};
pub use write::{
    can_write, replace, write_export, write_made, write_new, write_output, write_over, write_parts,
    write_whole,
};

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::deck::{self, FileNow, LazyDeck, Outline, Parsed};
use crate::diagnostic::{Diagnostic, Severity};

/// Files over this size are refused unread.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A deck file.
pub struct DeckFile {
    /// The path, as typed or found.
    pub path: PathBuf,
    /// The hash of its bytes.
    pub hash: FileHash,
    /// The deck without its texts.
    pub outline: Outline,
    /// The deck with everything that can be said against it.
    pub parsed: LazyDeck,
    /// Nothing can be said against it.
    pub is_sound: bool,
}

impl DeckFile {
    /// The path, for people.
    pub fn name(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }

    /// The file's name without folder and ending.
    pub fn stem(&self) -> String {
        self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Everything that can be said against the file.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        if self.is_sound { &[] } else { &self.parsed.diagnostics }
    }

    /// How many faults are errors.
    pub fn n_errors(&self) -> usize {
        self.diagnostics().iter().filter(|d| d.severity == Severity::Error).count()
    }
}

/// Why there is nothing to read at a path.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The path can't be read.
    #[error("{path} could not be read")]
    Unreadable {
        /// The path.
        path: String,
        /// Why.
        #[source]
        reason: io::Error,
    },
    /// The file is larger than [`MAX_BYTES`].
    #[error("{0} is larger than 64 MiB, which no deck is")]
    TooLarge(String),
    /// A pipe, a device or a socket.
    #[error("{0} is a pipe or a device, and a deck is a file; save it as one first")]
    NotAFile(String),
    /// A folder where one deck is wanted.
    #[error("{0} is a folder; name one deck file in it")]
    IsFolder(String),
    /// The file can't be written.
    #[error("{path} could not be written")]
    Unwritable {
        /// The path.
        path: String,
        /// Why.
        #[source]
        reason: io::Error,
    },
    /// The file is not as it was read.
    #[error("{0} was changed meanwhile; nothing was written")]
    Changed(String),
    /// Another program holds the file.
    #[error("{0} is held by another program; nothing was written")]
    Held(String),
    /// Other names stand for the same file.
    #[error(
        "{0} has other names (hard links), which would go on without the change; nothing was written"
    )]
    SeveralNames(String),
    /// The file is of a user or a group that it can't be given back to.
    #[error("{0} is of another user or group, and would become yours; nothing was written")]
    OfAnother(String),
    /// A file of another sort stands where something is to be written.
    #[error("{0} is there already, is a file of another sort, and is not written over")]
    OtherSort(String),
    /// No deck in any folder.
    #[error("there is no deck in {0}")]
    NoDecks(String),
}

/// Reads the decks at the paths: files as they are, folders with everything below them, where
/// only files with a `cards:` list are decks. In the order of the paths; within a folder by name.
///
/// A file whose outline is in the catalogue is not parsed until one of its cards is wanted.
/// What was found in a folder and can't be read is no reason to leave the others; a file that was
/// named is. `progress` is told how many of how many files are done, from any thread.
pub fn load(
    paths: &[PathBuf],
    catalogue: &Catalogue,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Loaded, LibraryError> {
    let mut loaded = Loaded::default();
    let mut found: Vec<Found> = Vec::new();
    for path in paths {
        if path.is_dir() {
            let below = below(path, &mut loaded.unreadable)?.into_iter();
            found.extend(below.map(|path| Found { path, in_folder: true }));
        } else {
            found.push(Found { path: path.clone(), in_folder: false });
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|it| seen.insert(fs::canonicalize(&it.path).unwrap_or_else(|_| it.path.clone())));
    for (found, looked_at) in found.iter().zip(look_at_all(&found, catalogue, progress)) {
        match looked_at {
            Ok(looked_at) => loaded.files.extend(looked_at.map(Looked::file)),
            Err(error) if found.in_folder => loaded.unreadable.push(error),
            Err(error) => return Err(error),
        }
    }
    if loaded.files.is_empty() {
        let names: Vec<_> = paths.iter().map(|path| shown(path)).collect();
        let none = || LibraryError::NoDecks(names.join(", "));
        return Err(loaded.unreadable.into_iter().next().unwrap_or_else(none));
    }
    Ok(loaded)
}

/// The decks that were found.
#[derive(Default)]
pub struct Loaded {
    /// Those that can be read, with and without faults.
    pub files: Vec<DeckFile>,
    /// What of the folders can't be read.
    pub unreadable: Vec<LibraryError>,
}

/// A file that may be a deck.
struct Found {
    path: PathBuf,
    /// Found in a folder, where only files with cards are decks.
    in_folder: bool,
}

/// What looking at a file gave; may go from thread to thread.
struct Looked {
    path: PathBuf,
    hash: FileHash,
    outline: Outline,
    is_sound: bool,
    parsed: Option<Parsed>,
}

impl Looked {
    fn file(self) -> DeckFile {
        let Looked { path, hash, outline, is_sound, parsed } = self;
        let parsed = match parsed {
            Some(parsed) => LazyDeck::from(parsed),
            None => {
                let path = path.clone();
                LazyDeck::new(move || {
                    // A file that is gone by then has no cards.
                    let bytes = read(&path).unwrap_or_default();
                    FileNow { as_outlined: is_sound && file_hash(&bytes) == hash, bytes }
                })
            }
        };
        DeckFile { path, hash, outline, parsed, is_sound }
    }
}

/// Looks at every file, with as many threads as the machine has cores; the results stand in the order
/// of the files.
fn look_at_all(
    found: &[Found],
    catalogue: &Catalogue,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<Result<Option<Looked>, LibraryError>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        // One for all files of a thread: fresh memory costs more than reading.
        let mut bytes = Vec::new();
        while let Some((idx, it)) = {
            let idx = next.fetch_add(1, Ordering::Relaxed);
            found.get(idx).map(|it| (idx, it))
        } {
            done.push((idx, look_at(it, catalogue, &mut bytes)));
            progress(idx + 1, found.len());
        }
        done
    };
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from).min(found.len());
    if n_threads < 2 {
        return work().into_iter().map(|(_, looked_at)| looked_at).collect();
    }
    let mut all = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(work)).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<_>>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(join).collect::<Vec<_>>()
    });
    all.sort_unstable_by_key(|(idx, _)| *idx);
    all.into_iter().map(|(_, looked_at)| looked_at).collect()
}

/// What there is in a file; `None` where it is no deck.
fn look_at(
    found: &Found,
    catalogue: &Catalogue,
    bytes: &mut Vec<u8>,
) -> Result<Option<Looked>, LibraryError> {
    read_into(&found.path, bytes)?;
    let path = found.path.clone();
    let hash = file_hash(bytes);
    if let Some(outline) = catalogue.outline(hash) {
        return Ok(Some(Looked { path, hash, outline, is_sound: true, parsed: None }));
    }
    if found.in_folder && !has_cards(bytes) {
        return Ok(None);
    }
    let parsed = deck::parse(bytes);
    let outline = Outline::from(&parsed);
    let is_sound = parsed.diagnostics.is_empty();
    Ok(Some(Looked { path, hash, outline, is_sound, parsed: Some(parsed) }))
}

/// Reads one deck file.
pub fn load_file(path: &Path) -> Result<DeckFile, LibraryError> {
    let found = Found { path: path.to_owned(), in_folder: false };
    let looked_at = look_at(&found, &Catalogue::default(), &mut Vec::new())?;
    looked_at.map(Looked::file).ok_or_else(|| LibraryError::NoDecks(shown(path)))
}

/// Whether a path of a deck stays inside the deck's folder, links followed.
pub fn is_inside(folder: &Path, file: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match (fs::canonicalize(folder), fs::canonicalize(folder.join(file))) {
        (Ok(folder), Ok(file)) => file.starts_with(folder),
        // What is not there can't be opened either.
        _ => true,
    }
}

/// The bytes of a picture or sound that a deck names; it must lie in the deck's folder.
pub fn read_medium(folder: &Path, name: &str) -> Result<Vec<u8>, NoMedium> {
    let file = Path::new(name);
    if file.is_absolute() || !is_inside(folder, file) {
        return Err(NoMedium::Outside);
    }
    medium_bytes(&folder.join(file))
}

/// The bytes of a picture or sound; of files only, for a pipe would be waited for.
pub fn medium_bytes(path: &Path) -> Result<Vec<u8>, NoMedium> {
    let about = fs::metadata(path).map_err(NoMedium::Unreadable)?;
    if !about.is_file() {
        return Err(NoMedium::NoFile);
    }
    if about.len() > MAX_MEDIUM {
        return Err(NoMedium::TooLarge);
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|it| it.take(MAX_MEDIUM).read_to_end(&mut bytes));
    read.map_err(NoMedium::Unreadable)?;
    Ok(bytes)
}

/// Pictures and sounds over this size stay where they are.
const MAX_MEDIUM: u64 = 256 * 1024 * 1024;

/// Why a picture or sound is not read.
#[derive(Debug, thiserror::Error)]
pub enum NoMedium {
    /// It lies elsewhere.
    #[error("it lies outside the deck's folder")]
    Outside,
    /// A folder, a pipe or a device.
    #[error("it is no file")]
    NoFile,
    /// It is larger than any picture of a card.
    #[error("it is larger than 256 MiB")]
    TooLarge,
    /// It can't be read, or is not there.
    #[error("it could not be read")]
    Unreadable(#[source] io::Error),
}

/// The bytes of a file that is no pipe, and not larger than any deck.
pub fn read(path: &Path) -> Result<Vec<u8>, LibraryError> {
    let mut bytes = Vec::new();
    read_into(path, &mut bytes)?;
    Ok(bytes)
}

/// Reads a file in place of what was in `bytes`.
fn read_into(path: &Path, bytes: &mut Vec<u8>) -> Result<(), LibraryError> {
    bytes.clear();
    let unreadable = |reason| LibraryError::Unreadable { path: shown(path), reason };
    let about = fs::metadata(path).map_err(unreadable)?;
    if about.is_dir() {
        return Err(LibraryError::IsFolder(shown(path)));
    }
    if !about.is_file() {
        return Err(LibraryError::NotAFile(shown(path)));
    }
    if about.len() > MAX_BYTES {
        return Err(LibraryError::TooLarge(shown(path)));
    }
    bytes.reserve(usize::try_from(about.len()).unwrap_or(0).saturating_add(1));
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(LibraryError::TooLarge(shown(path)));
    }
    Ok(())
}

/// Every YAML file below a folder, by name; hidden ones and links to folders are left out. Folders in it
/// that can't be read are put down.
fn below(folder: &Path, unread: &mut Vec<LibraryError>) -> Result<Vec<PathBuf>, LibraryError> {
    let unreadable = |reason| LibraryError::Unreadable { path: shown(folder), reason };
    let mut paths = Vec::new();
    for found in fs::read_dir(folder).map_err(unreadable)? {
        let found = found.map_err(unreadable)?;
        if !found.file_name().to_string_lossy().starts_with('.') {
            paths.push((found.path(), found.file_type().map_err(unreadable)?));
        }
    }
    paths.sort_by(|a, b| a.0.cmp(&b.0));
    let mut files = Vec::new();
    for (path, kind) in paths {
        if kind.is_dir() {
            match below(&path, unread) {
                Ok(found) => files.extend(found),
                Err(error) => unread.push(error),
            }
        } else if is_yaml(&path) && path.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}

/// Whether a file is one of YAML by its name.
pub fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"))
}

/// Whether a line of the file begins with the key `cards`, which makes it a deck.
fn has_cards(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    bytes.split(|byte| matches!(byte, b'\n' | b'\r')).any(|line| {
        let line = line.strip_prefix(b"\"").or(line.strip_prefix(b"'")).unwrap_or(line);
        line.strip_prefix(b"{").unwrap_or(line).strip_prefix(b"cards").is_some_and(|rest| {
            rest.iter().find(|byte| !matches!(byte, b' ' | b'"' | b'\'')) == Some(&b':')
        })
    })
}

fn shown(path: &Path) -> String {
    crate::text::escape::escape_line(&path.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever opens a pipe waits for its writer.
    #[cfg(unix)]
    #[test]
    fn media_are_files_inside_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let inside = folder.path().join("deck");
        fs::create_dir_all(inside.join("pics")).unwrap();
        fs::write(inside.join("pics/a.png"), "picture").unwrap();
        fs::write(folder.path().join("secret.png"), "secret").unwrap();
        std::os::unix::fs::symlink("../secret.png", inside.join("link.png")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(inside.join("pipe.png")).status();
        assert!(made.unwrap().success());
        assert_eq!(read_medium(&inside, "pics/a.png").unwrap(), b"picture");
        let absolute = inside.join("pics/a.png").to_string_lossy().into_owned();
        for name in ["../secret.png", "link.png", &absolute] {
            assert!(matches!(read_medium(&inside, name), Err(NoMedium::Outside)), "{name}");
        }
        for name in ["pipe.png", "pics"] {
            assert!(matches!(read_medium(&inside, name), Err(NoMedium::NoFile)), "{name}");
        }
        assert!(matches!(read_medium(&inside, "gone.png"), Err(NoMedium::Unreadable(_))));
    }
}
