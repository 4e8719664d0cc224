//! A deck and its media in one zip. Without times, so that the same files give the same bytes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{Cursor, Read, Seek, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::Content;
use crate::deck::{self, Card, Deck, DeckId};

/// No deck in a zip is larger, in bytes.
const MAX_DECK: u64 = 64 << 20;

/// The pictures and sounds of a deck, as it names them, each once.
pub fn media(deck: &Deck) -> Vec<String> {
    // What an export would take along is what a card shows.
    let of_card = |card: &Card| Content::new(deck, "", (&DeckId::default(), &card.key), card).media;
    let mut known = HashSet::new();
    deck.cards.iter().flat_map(of_card).filter(|it| known.insert(it.clone())).collect()
}

/// A file's name in a zip.
pub fn name_in_zip(medium: &str) -> String {
    medium.replace('\\', "/")
}

/// Whether a zip holds a deck, media that the deck names, and nothing else.
pub fn is_bundle(file: impl Read + Seek) -> bool {
    let Ok(mut zip) = ZipArchive::new(file) else { return false };
    let names = zip.file_names().map(|name| name.map(Cow::into_owned)).collect();
    let Ok::<BTreeSet<String>, _>(mut names) = names else { return false };
    let is_deck = |name: &&String| {
        let end = name.rsplit_once('.').map_or("", |(_, end)| end);
        end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml")
    };
    let Some(name) = names.iter().find(is_deck).cloned() else { return false };
    let mut bytes = Vec::new();
    let read = zip.by_name(&name).map(|file| file.take(MAX_DECK).read_to_end(&mut bytes));
    if !matches!(read, Ok(Ok(_))) {
        return false;
    }
    let deck = deck::parse(&bytes).deck;
    names.remove(&name);
    let media: BTreeSet<String> = media(&deck).iter().map(|it| name_in_zip(it)).collect();
    !deck.cards.is_empty() && names.is_subset(&media)
}

/// Packs files under their names.
pub fn bundle(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in files {
        zip.start_file(name.as_str(), packed)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: bool) {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().into()));
        let zip = bundle(&files.collect()).unwrap();
        assert_eq!(is_bundle(Cursor::new(zip)), expected);
    }

    #[test]
    fn a_bundle_is_known_by_its_members() {
        let deck = ("d.yaml", "cards:\n  - question: '![](maps/a.png) Where?'\n    answer: A\n");
        check(&[deck], true);
        check(&[deck, ("maps/a.png", "")], true);
        check(&[deck, ("notes.txt", "")], false);
        check(&[("[Content_Types].xml", ""), ("word/document.xml", "")], false);
        check(&[("d.yaml", "services: []\n")], false);
        check(&[], false);
        assert!(!is_bundle(Cursor::new(b"PK\x03\x04")));
    }
}
