//! Outlines of decks kept by the hash of their files' bytes, so that a file that did not change is not
//! parsed again. Derived: may be deleted at any time, and whatever can't be read counts as absent.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::deck::Outline;

/// The first line of the file. Outlines of another version of the program are not read.
const HEAD: &[u8] = concat!("quizdeck catalogue 4 ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();
/// No more is kept than this many bytes; what was not used in this run goes first.
const MOST: usize = 64 * 1024 * 1024;
/// No more outlines are kept.
const MOST_ENTRIES: usize = 1 << 20;

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
    /// What earlier runs left; each outline is read when it is asked for, by whichever thread asks.
    file: Option<Mutex<File>>,
    kept: HashMap<FileHash, Place>,
    /// An outline could not be read back, so that all that is used is kept anew.
    damaged: AtomicBool,
    fresh: HashMap<FileHash, Vec<u8>>,
    used: HashSet<FileHash>,
}

/// Where an outline stands in the file.
#[derive(Clone, Copy, Debug)]
struct Place {
    at: u64,
    length: u32,
    sum: u64,
}

impl Catalogue {
    /// Reads what is kept in a file; nothing where there is none or it is not as we write it.
    pub fn read(path: &Path) -> Catalogue {
        let found = File::open(path).ok().and_then(|mut file| Some((table(&mut file)?, file)));
        let (kept, file) = found.map_or_else(Default::default, |(kept, it)| (kept, Some(it)));
        let file = file.map(Mutex::new);
        Catalogue { path: path.to_owned(), file, kept, ..Catalogue::default() }
    }

    /// The outline of the file with these bytes.
    pub fn outline(&self, hash: FileHash) -> Option<Outline> {
        if let Some(bytes) = self.fresh.get(&hash) {
            return postcard::from_bytes(bytes).ok();
        }
        let place = self.kept.get(&hash)?;
        let outline = self.bytes(place).and_then(|bytes| postcard::from_bytes(&bytes).ok());
        if outline.is_none() {
            self.damaged.store(true, Ordering::Relaxed);
        }
        outline
    }

    /// The bytes of a kept outline; `None` where they are not as they were written.
    fn bytes(&self, place: &Place) -> Option<Vec<u8>> {
        let mut bytes = vec![0; place.length as usize];
        {
            let mut file = self.file.as_ref()?.lock().ok()?;
            file.seek(SeekFrom::Start(place.at)).ok()?;
            file.read_exact(&mut bytes).ok()?;
        }
        (xxh3_64(&bytes) == place.sum).then_some(bytes)
    }

    /// Keeps an outline for later runs; notes that one was used.
    pub fn keep(&mut self, hash: FileHash, outline: &Outline) {
        if *self.damaged.get_mut() {
            self.kept.clear();
        }
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

    fn write(&self) -> io::Result<()> {
        let kept = self.kept.iter().filter_map(|(hash, place)| Some((*hash, self.bytes(place)?)));
        let fresh = self.fresh.iter().map(|(hash, bytes)| (*hash, bytes.clone()));
        let mut order: Vec<(FileHash, Vec<u8>)> = kept.chain(fresh).collect();
        order.sort_by_key(|(hash, _)| (!self.used.contains(hash), *hash));
        let mut room = MOST;
        order.retain(|(_, bytes)| {
            let fits = bytes.len() <= room;
            room = room.saturating_sub(bytes.len());
            fits
        });
        order.truncate(MOST_ENTRIES);
        let mut table = Vec::with_capacity(order.len() * ENTRY);
        for (hash, bytes) in &order {
            table.extend(hash.to_le_bytes());
            table.extend(xxh3_64(bytes).to_le_bytes());
            table.extend(u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes());
        }
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        let mut out = io::BufWriter::new(file.as_file_mut());
        out.write_all(HEAD)?;
        out.write_all(&xxh3_64(&table).to_le_bytes())?;
        out.write_all(&u32::try_from(order.len()).unwrap_or(0).to_le_bytes())?;
        out.write_all(&table)?;
        order.iter().try_for_each(|(_, bytes)| out.write_all(bytes))?;
        out.flush()?;
        drop(out);
        file.persist(&self.path)?;
        Ok(())
    }
}

/// The bytes of an entry of the table: the hash of the file, the sum and the length of its outline.
const ENTRY: usize = 16 + 8 + 4;

/// The table at the head of a file: a sum of the table, how many entries it has, the entries; behind it stand
/// the outlines in the same order. `None` where it is not as we write it.
fn table(file: &mut File) -> Option<HashMap<FileHash, Place>> {
    let mut head = [0; HEAD.len() + 8 + 4];
    file.read_exact(&mut head).ok()?;
    let (sum, n_entries) = head.strip_prefix(HEAD)?.split_first_chunk()?;
    let n_entries = u32::from_le_bytes(*n_entries.first_chunk()?) as usize;
    if n_entries > MOST_ENTRIES {
        return None;
    }
    let mut table = vec![0; n_entries * ENTRY];
    file.read_exact(&mut table).ok()?;
    if xxh3_64(&table).to_le_bytes() != *sum {
        return None;
    }
    let mut at = (head.len() + table.len()) as u64;
    let mut kept = HashMap::with_capacity(n_entries);
    for entry in table.chunks_exact(ENTRY) {
        let (hash, entry) = entry.split_first_chunk()?;
        let (sum, length) = entry.split_first_chunk()?;
        let length = u32::from_le_bytes(*length.first_chunk()?);
        if length as usize > MOST {
            return None;
        }
        let place = Place { at, length, sum: u64::from_le_bytes(*sum) };
        kept.insert(u128::from_le_bytes(*hash), place);
        at += u64::from(length);
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use std::fs;

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
            let mut catalogue = Catalogue::read(&path);
            let found = catalogue.outline(7);
            prop_assert!(found.is_none() || found == Some(outline()));
            catalogue.keep(7, &outline());
            catalogue.save();
            prop_assert_eq!(Catalogue::read(&path).outline(7), Some(outline()));
        }
    }
}
