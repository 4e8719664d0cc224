//! Outlines of decks kept by the hash of their files' bytes, so that a file that did not change is not
//! parsed again. Derived: may be deleted at any time, and whatever can't be read counts as absent.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::deck::Outline;

/// The first line of the file. Outlines of another version of the program are not read.
const HEAD: &[u8] = concat!("quizdeck catalogue 3 ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();
/// No more is kept than this many bytes; what was not used in this run goes first.
const MOST: usize = 64 * 1024 * 1024;

/// The hash of a file's bytes.
pub type FileHash = u128;

/// The hash of a file's bytes.
pub fn file_hash(bytes: &[u8]) -> FileHash {
    xxh3_128(bytes)
}

/// The outlines kept by earlier runs, and those of this one.
#[derive(Debug, Default)]
pub struct Catalogue {
    path: PathBuf,
    /// The file as earlier runs left it, and where each outline stands in it.
    file: Vec<u8>,
    kept: HashMap<FileHash, Range<usize>>,
    fresh: HashMap<FileHash, Vec<u8>>,
    used: HashSet<FileHash>,
}

impl Catalogue {
    /// Reads what is kept in a file; nothing where there is none or it is not as we write it.
    pub fn read(path: &Path) -> Catalogue {
        let file = fs::read(path).unwrap_or_default();
        let kept = entries(&file).unwrap_or_default();
        Catalogue { path: path.to_owned(), file, kept, ..Catalogue::default() }
    }

    /// The outline of the file with these bytes.
    pub fn outline(&self, hash: FileHash) -> Option<Outline> {
        let kept = self.kept.get(&hash).map(|place| &self.file[place.clone()]);
        postcard::from_bytes(kept.or(self.fresh.get(&hash).map(Vec::as_slice))?).ok()
    }

    /// Keeps an outline for later runs; notes that one was used.
    pub fn keep(&mut self, hash: FileHash, outline: &Outline) {
        self.used.insert(hash);
        if !self.kept.contains_key(&hash)
            && !self.fresh.contains_key(&hash)
            && let Ok(bytes) = postcard::to_stdvec(outline)
        {
            self.fresh.insert(hash, bytes);
        }
    }

    /// Writes the file, where there is something new. Two processes may do so at once: each writes a
    /// whole file and puts it in place. What can't be written is made again by the next run.
    pub fn save(&mut self) {
        if !self.fresh.is_empty() {
            // Derived, so that a full disk or a read-only folder is no failure.
            let _kept = self.write();
        }
    }

    fn write(&self) -> std::io::Result<()> {
        let kept = self.kept.iter().map(|(hash, place)| (hash, &self.file[place.clone()]));
        let fresh = self.fresh.iter().map(|(hash, bytes)| (hash, bytes.as_slice()));
        let mut order: Vec<(&FileHash, &[u8])> = kept.chain(fresh).collect();
        order.sort_by_key(|(hash, _)| (!self.used.contains(hash), **hash));
        let mut room = MOST;
        order.retain(|(_, bytes)| {
            let fits = bytes.len() <= room;
            room = room.saturating_sub(bytes.len());
            fits
        });
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        let mut out = std::io::BufWriter::new(file.as_file_mut());
        out.write_all(HEAD)?;
        for (hash, bytes) in order {
            out.write_all(&hash.to_le_bytes())?;
            out.write_all(&xxh3_64(bytes).to_le_bytes())?;
            out.write_all(&u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes())?;
            out.write_all(bytes)?;
        }
        out.flush()?;
        drop(out);
        file.persist(&self.path)?;
        Ok(())
    }
}

/// Where the entries of a file stand: hash, checksum, length, bytes. Those before a damaged one are
/// read.
fn entries(bytes: &[u8]) -> Option<HashMap<FileHash, Range<usize>>> {
    let mut rest = bytes.strip_prefix(HEAD)?;
    let mut kept = HashMap::new();
    while let Some((hash, after)) = rest.split_first_chunk::<16>() {
        let Some((sum, after)) = after.split_first_chunk::<8>() else { break };
        let Some((length, after)) = after.split_first_chunk::<4>() else { break };
        let length = u32::from_le_bytes(*length) as usize;
        let Some((outline, after)) = after.split_at_checked(length) else { break };
        if xxh3_64(outline) != u64::from_le_bytes(*sum) {
            break;
        }
        let end = bytes.len() - after.len();
        kept.insert(u128::from_le_bytes(*hash), end - length..end);
        rest = after;
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::parse;

    const DECK: &[u8] = b"id: d\ncards:\n  - {front: a, back: b, reverse: true, tags: [x, y]}\n  - {cloze: '{{c1::a}} {{c2::b}}', tags: [y]}\n";

    fn outline() -> Outline {
        Outline::from(&parse(DECK))
    }

    #[test]
    fn what_is_kept_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c");
        let mut catalogue = Catalogue::read(&path);
        assert_eq!(catalogue.outline(7), None);
        catalogue.keep(7, &outline());
        catalogue.save();
        assert_eq!(Catalogue::read(&path).outline(7), Some(outline()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_can_not_be_written_is_no_failure() {
        let mut catalogue = Catalogue::read(Path::new("nowhere/at/all"));
        catalogue.keep(7, &outline());
        catalogue.save();
        assert_eq!(catalogue.outline(7), Some(outline()));
    }

    proptest! {
        #[test]
        fn a_damaged_file_gives_the_right_outline_or_none(at in 0_usize..1000, byte: u8, cut: bool) {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("c");
            let mut catalogue = Catalogue::read(&path);
            catalogue.keep(7, &outline());
            catalogue.save();
            let mut bytes = fs::read(&path).unwrap();
            let at = at % bytes.len();
            if cut { bytes.truncate(at) } else { bytes[at] = byte }
            fs::write(&path, bytes).unwrap();
            let found = Catalogue::read(&path).outline(7);
            prop_assert!(found.is_none() || found == Some(outline()));
        }
    }
}
