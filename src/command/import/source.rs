//! The file to import from: what it is, told by its first bytes and not by its name.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use crate::error::Failure;
use crate::exchange::import::{
    self, Collection, ImportError, Package, Spreadsheet, TextFile, collection_of_bytes,
    collection_of_file,
};
use crate::parallel;
use crate::text::escape::escape_line;

/// No text file of notes is larger, in bytes.
const MAX_TEXT: u64 = 64 << 20;

/// So many bytes are read by one core at a time.
const PART: usize = 4 << 20;

/// What is to be imported.
pub(in crate::command) struct Source {
    pub notes: Notes,
    /// The package, for its media.
    package: Option<Package<BufReader<File>>>,
    /// The folder with the media of a collection.
    folder: Option<std::path::PathBuf>,
    /// Its name, for people.
    shown: String,
}

/// Notes, or rows of a spreadsheet.
pub(in crate::command) enum Notes {
    Collection(Collection),
    Rows { table: Spreadsheet, name: String },
}

impl Source {
    /// Reads a file; of its log of reviews, if it has one, at most so many lines, the newest.
    pub(in crate::command) fn read(path: &Path, most_reviews: usize) -> Result<Source, Failure> {
        let shown = escape_line(&path.to_string_lossy());
        let unreadable = |error: io::Error| crate::config::unreadable(path, &error);
        let about = fs::metadata(path).map_err(unreadable)?;
        if !about.is_file() {
            return Err(Failure::new(format!("{shown} is not a file")));
        }
        let failed = |error: ImportError| failure(&shown, &error);
        let mut file = File::open(path).map_err(unreadable)?;
        let mut start = [0; 16];
        let n = file.read(&mut start).map_err(unreadable)?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut package = None;
        let mut folder = None;
        let notes = if start[..n].starts_with(b"PK") {
            let reader = BufReader::new(File::open(path).map_err(unreadable)?);
            let mut opened = Package::open(reader, about.len()).map_err(failed)?;
            let bytes = opened.collection().map_err(failed)?;
            package = Some(opened);
            Notes::Collection(collection_of_bytes(bytes, most_reviews).map_err(failed)?)
        } else if start[..n].starts_with(b"SQLite format 3\0") {
            folder = Some(path.with_file_name(format!("{stem}.media")));
            Notes::Collection(collection_of_file(path, most_reviews).map_err(failed)?)
        } else if most_reviews > 0 {
            return Err(Failure::new("a text file holds no answers")
                .hint("export a package with its scheduling (.apkg or .colpkg) from Anki"));
        } else {
            if about.len() > MAX_TEXT {
                return Err(failed(ImportError::LargeText));
            }
            let bytes = read(path, about.len()).map_err(unreadable)?;
            match import::read_text(&bytes, &stem).map_err(failed)? {
                TextFile::Notes(collection) => Notes::Collection(collection),
                TextFile::Spreadsheet(table) => Notes::Rows { table, name: stem },
            }
        };
        Ok(Source { notes, package, folder, shown })
    }

    /// The language of the texts, where the file tells it.
    pub(super) fn language(&self) -> Option<&str> {
        match &self.notes {
            Notes::Rows { table, .. } => table.language.as_deref(),
            Notes::Collection(_) => None,
        }
    }

    /// The bytes of a picture or sound; none where it is not there.
    pub(super) fn medium(&mut self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        if let Some(package) = &mut self.package {
            return package.medium(name).map_err(|error| failure(&self.shown, &error));
        }
        // Anki knows no folders, and a name must not lead out of its own.
        let Some(folder) = &self.folder else { return Ok(None) };
        if Path::new(name).file_name().is_none_or(|it| it != name) {
            return Ok(None);
        }
        Ok(fs::read(folder.join(name)).ok())
    }
}

/// The bytes of a file of this length, read on every core: fresh memory takes as long as the copying.
fn read(path: &Path, len: u64) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(len).map_err(io::Error::other)?];
    let part = |start: usize, part: &mut [u8]| {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(start as u64))?;
        file.read_exact(part)
    };
    let read = parallel::map_parts(&mut bytes, PART, part, &|_, _| {});
    read.into_iter().collect::<io::Result<()>>()?;
    Ok(bytes)
}

fn failure(shown: &str, error: &ImportError) -> Failure {
    let failure = Failure::new(format!("{shown}: {error}"));
    match error {
        ImportError::InUse => failure.hint("close Anki and try again, or export a .colpkg there"),
        ImportError::NotUtf8(_) => failure.hint("save it as UTF-8, which every program offers"),
        ImportError::UnclosedQuote(_) => {
            failure.hint("write the closing quote; nothing was written")
        }
        ImportError::UnknownColumn(_) => failure
            .hint("`docs/deck-format.md` has every key; take the column away, or mend its name"),
        ImportError::SecondLanguage(_) => {
            failure.hint("write a table for each, and take each into a deck of its own")
        }
        ImportError::LargeText => {
            failure.hint("part it in several files, and add each to the deck with `--merge`")
        }
        ImportError::NoTable => failure.hint(
            "write question and answer in two columns; `quizdeck draft` makes cards of prose",
        ),
        ImportError::TooNew => {
            failure.hint("in Anki's export window, tick \"Support older Anki versions\"")
        }
        ImportError::TooOld => failure.hint("open it in a newer Anki and export it there"),
        ImportError::Damaged(_) => failure.hint("export it again; nothing was written"),
        _ => failure,
    }
}
