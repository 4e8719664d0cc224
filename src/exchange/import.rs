//! Notes of Anki, and rows of spreadsheets, as cards. Bytes and values in, cards and a report
//! out; reads no file, but for a collection that `SQLite` must open itself. What has no counterpart is counted and named, never dropped in silence.

mod alike;
mod card;
mod cloze;
mod collection;
mod container;
mod history;
mod parts;
mod spreadsheet;
mod template;
mod text_file;
mod tree;
mod words;

pub use card::{Options, cards};
pub use collection::{
    is_collection, of_bytes as collection_of_bytes, of_file as collection_of_file,
};
pub use container::Package;
pub use history::{Asked, Course, courses};
pub use spreadsheet::{Row, Spreadsheet, spreadsheet};
pub use text_file::{TextFile, read as read_text};
pub use words::percent_decoded;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::deck::Card;

/// Why a file can't be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It is none of the formats.
    #[error("it is no package, collection or text file of notes")]
    Unknown,
    /// It ends before its end, or its parts do not fit.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// It unpacks to far more than any collection of its size.
    #[error("it unpacks to more than {0}, which no honest package of its size does")]
    TooLarge(String),
    /// Anki holds it open.
    #[error("Anki is using it")]
    InUse,
    /// A version from the future.
    #[error("it was written by a newer Anki than quizdeck knows")]
    TooNew,
    /// A version from the past.
    #[error("it was written by an Anki before 2012")]
    TooOld,
    /// The text is not in UTF-8.
    #[error("its text is not in UTF-8 (line {0})")]
    NotUtf8(usize),
    /// A text that is no table.
    #[error("it is no table: its lines do not have the same number of columns")]
    NoTable,
    /// A quote that is never closed, on this line of the table.
    #[error("the quote that opens on line {0} of its table is never closed")]
    UnclosedQuote(u64),
    /// A heading of a table of cards that is no key.
    #[error("`{0}` in its first row is no key of a card")]
    UnknownColumn(String),
    /// A table whose rows name a second language, on this line.
    #[error("line {0} names a second language, and a deck has one")]
    SecondLanguage(u64),
    /// A text that no program that reads it all at once should read.
    #[error("it is larger than 64 MiB, which no text of notes is")]
    LargeText,
    /// Nothing in it.
    #[error("there is no note in it")]
    Empty,
}

/// A collection of notes as Anki keeps them.
#[derive(Debug, Default)]
pub struct Collection {
    /// The note types.
    pub notetypes: Vec<Notetype>,
    /// The names of decks, by their numbers.
    pub decks: BTreeMap<i64, Arc<str>>,
    /// The notes.
    pub notes: Vec<Note>,
    /// When day 0 began, in seconds since 1970.
    pub created: i64,
    /// The newest lines of the log, as many as were wanted, in their order.
    pub reviews: Vec<Revlog>,
    /// How many lines of the log are older than those.
    pub older_reviews: usize,
    /// The texts were exported without the marks that the notes have.
    pub is_stripped: bool,
    /// About so many bytes the notes take in a deck, where none of them stands twice; 0 where that is not told
    /// before they are cards.
    pub deck_bytes: usize,
}

/// A type of note.
#[derive(Clone, Debug, Default)]
pub struct Notetype {
    /// Its name.
    pub name: String,
    /// Its fields' names.
    pub fields: Vec<String>,
    /// Its templates; for text files, which bring none, empty.
    pub templates: Vec<Template>,
    /// Its text has gaps.
    pub is_cloze: bool,
}

/// How a card of a note shows.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// The question's side.
    pub question: String,
    /// The answer's side.
    pub answer: String,
}

/// A note.
#[derive(Clone, Debug, Default)]
pub struct Note {
    /// Its own name; empty where the file gives none.
    pub guid: String,
    /// Its type, as a place in [`Collection::notetypes`].
    pub notetype: usize,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its fields, as HTML.
    pub fields: Vec<String>,
    /// Its cards.
    pub cards: Vec<NoteCard>,
}

/// A card of a note.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoteCard {
    /// Its number.
    pub id: i64,
    /// Its place in the note type, or its gap's number less one.
    pub ord: u32,
    /// Its deck's number.
    pub deck: i64,
    /// Put aside.
    pub suspended: bool,
    /// Flagged.
    pub flagged: bool,
    /// The day it is due, counted from the collection's first; none where it is new.
    pub due: Option<i64>,
}

/// A line of Anki's log.
#[derive(Clone, Copy, Debug)]
pub struct Revlog {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The card's number.
    pub card: i64,
    /// 1 to 4; 0 for what is no answer.
    pub ease: u8,
    /// The interval given: days above 0, seconds below.
    pub interval: i64,
    /// 0 learning, 1 reviewing, 2 relearning, 3 filtered, 4 set by hand, 5 moved.
    pub kind: u8,
    /// Ease or difficulty; 0 marks cramming and forgetting.
    pub factor: i64,
    /// Milliseconds to the answer.
    pub ms: u32,
}

/// A card that was made of a note.
#[derive(Debug)]
pub struct Imported {
    /// The card; boxed, as it goes through many hands.
    pub card: Box<Card>,
    /// The name of its deck in Anki.
    pub deck: Arc<str>,
    /// Which note it was made of, as a place in [`Collection::notes`].
    pub note: usize,
    /// Which of the note's cards it goes on from: their places in the note type.
    pub ords: Vec<u32>,
    /// The files it shows, by their names in Anki.
    pub media: Vec<String>,
    /// It is sure to be read back as it is once it is written into a deck.
    pub is_plain: bool,
}

impl Borrow<Card> for Imported {
    fn borrow(&self) -> &Card {
        &self.card
    }
}

/// What became of notes, for people.
#[derive(Debug, Default)]
pub struct Report {
    /// What was left out: how often, and the first it happened to.
    pub left_out: BTreeMap<String, (usize, String)>,
    /// Rows of a spreadsheet that were left out: the line, and why; in their order.
    pub rows_left_out: Vec<String>,
    /// What was written more simply than it was: how often.
    pub simplified: BTreeMap<&'static str, usize>,
    /// Cards that an export leaves alone until they are edited.
    pub n_held: usize,
    /// Cells of a spreadsheet that were parted by `|`.
    pub n_parted: usize,
    /// Rows that became statements.
    pub n_statements: usize,
    /// Types of notes whose cards can't be written back.
    pub without_way_back: BTreeMap<String, usize>,
}

impl Report {
    /// Counts what is left out, with the first it happened to.
    pub fn leave_out(&mut self, why: impl Into<String>, example: &str) {
        let example: String = example.chars().take(60).collect();
        self.left_out.entry(why.into()).or_insert((0, example)).0 += 1;
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: Report) {
        for (why, (n, example)) in other.left_out {
            self.left_out.entry(why).or_insert((0, example)).0 += n;
        }
        self.rows_left_out.extend(other.rows_left_out);
        for (what, n) in other.simplified {
            *self.simplified.entry(what).or_default() += n;
        }
        self.n_held += other.n_held;
        self.n_parted += other.n_parted;
        self.n_statements += other.n_statements;
        for (notetype, n) in other.without_way_back {
            *self.without_way_back.entry(notetype).or_default() += n;
        }
    }

    fn simplify(&mut self, what: &BTreeSet<&'static str>) {
        for what in what {
            *self.simplified.entry(what).or_default() += 1;
        }
    }
}

/// A file's name that is safe everywhere and stays the same for ever: without folders, and without
/// characters that a system or the deck format gives a meaning.
pub fn safe_media_name(name: &str) -> String {
    const MARKS: &[char] =
        &[' ', '-', '_', '.', ',', '+', '@', '\'', '(', ')', '&', '!', '=', '~', '#', '%', ';'];
    let is_safe = |c: char| c.is_alphanumeric() || MARKS.contains(&c);
    let composed = crate::text::fold::composed(name);
    let safe: String = composed.chars().map(|c| if is_safe(c) { c } else { '_' }).collect();
    let safe = safe.trim_matches(['.', ' ']);
    let stem = safe.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let reserved = matches!(&*stem, "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")));
    let deck = safe.to_ascii_lowercase();
    let is_deck = deck.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "yaml" | "yml"));
    let is_long = safe.len() > 120;
    let is_odd = !is_balanced(safe) || safe.is_empty() || reserved || is_deck || is_long;
    if safe == composed && !is_odd {
        return safe.to_owned();
    }
    // Two names that became one by this must stay two.
    let (stem, ending) = match safe.rsplit_once('.') {
        Some((stem, ending)) if !is_deck && ending.len() < 10 => (stem, format!(".{ending}")),
        _ => (safe, String::new()),
    };
    let stem: String = stem.chars().filter(|c| !matches!(c, '(' | ')')).take(40).collect();
    format!("{stem}-{:08x}{ending}", xxh3_64(name.as_bytes()) >> 32)
}

/// Whether brackets close as they open, so that a text can name the file in brackets.
fn is_balanced(name: &str) -> bool {
    let mut depth = 0_i32;
    name.chars().all(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth >= 0
    }) && depth == 0
}

#[cfg(test)]
mod tests;
