//! Finds deck files and reads them. Never writes one.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::deck::{self, Deck};
use crate::diagnostic::{Diagnostic, Severity};

/// Files over this size are refused unread.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// A deck as it was read from a file.
#[derive(Clone, Debug)]
pub struct DeckFile {
    /// The path, as typed or found.
    pub path: PathBuf,
    /// The file's text; diagnostics point into it.
    pub text: String,
    /// The cards without faults, and the rest of the deck.
    pub deck: Deck,
    /// Everything that can be said against the file.
    pub diagnostics: Vec<Diagnostic>,
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

    /// How many faults are errors.
    pub fn n_errors(&self) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == Severity::Error).count()
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
    #[error("{0} is not a file that can be read twice")]
    NotAFile(String),
    /// No deck in any folder.
    #[error("there is no deck in {0}")]
    NoDecks(String),
}

/// Reads the decks at the paths: files as they are, folders with everything below them, where
/// only files with a `cards:` list are decks. In the order of the paths; within a folder by name.
pub fn load(paths: &[PathBuf]) -> Result<Vec<DeckFile>, LibraryError> {
    let mut files: Vec<DeckFile> = Vec::new();
    for path in paths {
        if path.is_dir() {
            for found in below(path)? {
                let bytes = read(&found)?;
                if has_cards(&bytes) {
                    files.push(parse(found, &bytes));
                }
            }
        } else {
            let bytes = read(path)?;
            files.push(parse(path.clone(), &bytes));
        }
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|file| {
        seen.insert(fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone()))
    });
    if files.is_empty() {
        let names: Vec<_> = paths.iter().map(|path| shown(path)).collect();
        return Err(LibraryError::NoDecks(names.join(", ")));
    }
    Ok(files)
}

/// Reads one deck file.
pub fn load_file(path: &Path) -> Result<DeckFile, LibraryError> {
    Ok(parse(path.to_owned(), &read(path)?))
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

fn parse(path: PathBuf, bytes: &[u8]) -> DeckFile {
    let parsed = deck::parse(bytes);
    DeckFile { path, text: parsed.text, deck: parsed.deck, diagnostics: parsed.diagnostics }
}

fn read(path: &Path) -> Result<Vec<u8>, LibraryError> {
    let unreadable = |reason| LibraryError::Unreadable { path: shown(path), reason };
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(LibraryError::NotAFile(shown(path)));
    }
    if about.len() > MAX_BYTES {
        return Err(LibraryError::TooLarge(shown(path)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0));
    File::open(path)
        .and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(LibraryError::TooLarge(shown(path)));
    }
    Ok(bytes)
}

/// Every YAML file below a folder, by name; hidden ones and links to folders are left out.
fn below(folder: &Path) -> Result<Vec<PathBuf>, LibraryError> {
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
            files.extend(below(&path)?);
        } else if is_yaml(&path) && path.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}

fn is_yaml(path: &Path) -> bool {
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
