//! Decks and cards as values, and the way from YAML text to them: `parse` returns a deck for any
//! bytes, with every fault at once. Knows nothing of files, progress or screens.

mod answer;
pub mod append;
mod card;
pub(crate) mod closing;
mod exercise;
mod facet;
mod faults;
pub mod ids;
pub mod keys;
mod languages;
mod lazy;
mod line_ends;
pub mod markup;
pub mod maths;
mod outline;
mod parse;
mod places;
pub mod rules;
pub mod schema;
pub mod units;
pub mod write;
mod yaml;

pub use answer::{Accepted, Answer, Choice, Number, Rejected, Tolerance};
pub use exercise::{Exercise, with_unit};
pub use facet::{CardKey, DeckId, FacetId, Part};
pub use lazy::{FileNow, LazyDeck};
pub use outline::{CardOutline, Outline};
pub use parse::{Parsed, parse};
pub use places::{Places, places};

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Span;

/// A deck as its author wrote it, without the cards that have faults.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deck {
    /// The explicit id, which keeps progress through renames.
    pub id: Option<String>,
    /// The title, for people.
    pub title: Option<String>,
    /// The language of the texts, as a BCP 47 tag such as `en`; decides articles and word rules.
    pub language: Option<String>,
    /// Where the deck's facts come from.
    pub source: Option<Source>,
    /// What the author suggests; the learner's own settings outrank it.
    pub settings: Settings,
    /// The cards, in the author's order.
    pub cards: Vec<Card>,
}

/// The bounds of a wanted retention, the share of cards still known when they come back.
pub const RETENTION: RangeInclusive<f64> = 0.70..=0.99;

/// The wanted retention where none is stated.
pub const DEFAULT_RETENTION: f64 = 0.90;

/// What a deck's author suggests to learners.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// The wanted retention, within [`RETENTION`].
    pub retention: Option<f64>,
    /// New cards a study day from this deck.
    pub new_per_day: Option<u32>,
    /// Reviews a study day from this deck.
    pub reviews_per_day: Option<u32>,
    /// The share of the points, 0 to 1, from which a partly right answer counts as known.
    pub pass: Option<f64>,
    /// The order in which new cards come.
    pub order: Option<NewOrder>,
}

/// The order in which new cards come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum NewOrder {
    /// As the author wrote them.
    #[default]
    Deck,
    /// By the seeded dice.
    Random,
}

/// Where a deck's or a card's facts come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// A text of the author's choice, where `source:` is plain text.
    pub text: Option<String>,
    /// The work's title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When, as the author typed it.
    pub date: Option<String>,
    /// Where it can be found.
    pub url: Option<String>,
    /// The part of the work, such as `5`.
    pub section: Option<String>,
    /// The words the card rests on.
    pub quote: Option<String>,
    /// The first byte of the quote in the work.
    pub start: Option<usize>,
    /// The byte after the quote's last.
    pub end: Option<usize>,
}

/// A card: what stands in the file under one dash.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The explicit id.
    pub id: Option<String>,
    /// What progress is filed under: the explicit id, else the fingerprint of the folded prompt.
    pub key: CardKey,
    /// What is asked and what is accepted.
    pub kind: Kind,
    /// Shown on request before the answer.
    pub hint: Option<String>,
    /// Shown after the answer.
    pub explanation: Option<String>,
    /// Words to choose cards by.
    pub tags: Vec<String>,
    /// Where the card's fact comes from.
    pub source: Option<Source>,
    /// What a right answer is worth; above 0.
    pub points: f64,
    /// Asked with choices out of the deck's other answers: `choices: auto`.
    pub auto_choices: bool,
    /// Not asked yet.
    pub draft: bool,
    /// Which allowances of judging are switched off.
    pub strict: Strict,
    /// Rules that `check` leaves out on this card.
    pub check_off: Vec<String>,
    /// The note in Anki that it came from.
    pub anki: AnkiNote,
    /// Where the card stands in the file.
    pub span: Span,
}

/// The note in Anki that a card came from, kept so that an export names the same one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnkiNote {
    /// Its own name.
    pub guid: Option<String>,
    /// Its type, as that Anki names it.
    pub notetype: Option<String>,
    /// Exports leave the note alone while the card is as it was imported, or always.
    pub held: Option<String>,
}

/// The allowances of judging that a card switches off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "five independent switches, named in the deck format"
)]
pub struct Strict {
    /// `a` is not `A`.
    pub case: bool,
    /// A missing accent is wrong, not a slip.
    pub accents: bool,
    /// A missing article is wrong.
    pub articles: bool,
    /// No misspelling is a slip.
    pub spelling: bool,
    /// Punctuation counts.
    pub punctuation: bool,
}

/// What is asked and what is accepted, by the kind of card.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A front and a back, self-rated unless `typed`.
    Flashcard {
        /// What is shown first.
        front: String,
        /// What is accepted; `accept` and `reject` hold for the typed form.
        back: Accepted,
        /// Asked in both directions.
        reverse: bool,
        /// Typed instead of self-rated.
        typed: bool,
        /// The languages of front and back.
        languages: Option<[String; 2]>,
    },
    /// A question with a short typed answer.
    Short {
        /// What is asked.
        question: String,
        /// What is accepted.
        answer: Accepted,
    },
    /// A question with choices, one or several of them right.
    Choice {
        /// What is asked.
        question: String,
        /// The choices, in the author's order.
        choices: Vec<Choice>,
        /// Several may be chosen.
        multiple: bool,
        /// May be shown in another order.
        shuffle: bool,
    },
    /// A statement to be called true or false.
    TrueFalse {
        /// What is stated.
        statement: String,
        /// Whether it is true.
        answer: bool,
    },
    /// A question whose answer is a number.
    Number {
        /// What is asked.
        question: String,
        /// The number and how near a response must come.
        answer: Number,
    },
    /// A text with gaps, one facet for each gap number.
    Cloze {
        /// The text, cut at its gaps.
        pieces: Vec<Piece>,
        /// More accepted texts for a gap number.
        accept: Vec<(u16, Vec<String>)>,
        /// Responses that are wrong, each with a word why.
        reject: Vec<Rejected>,
        /// Typed or self-rated; where not stated, typed when the gap is short.
        typed: Option<bool>,
    },
    /// Steps to be put in order.
    Order {
        /// What is asked.
        question: String,
        /// The steps in the right order.
        order: Vec<String>,
    },
    /// Left sides to be matched with right sides.
    Match {
        /// What is asked.
        question: String,
        /// The pairs, in the author's order.
        pairs: Vec<(String, String)>,
        /// Right sides that belong to nothing.
        extra: Vec<String>,
    },
    /// Some or all members of a list to be named.
    List {
        /// What is asked.
        question: String,
        /// The members, each with its other accepted texts.
        list: Vec<Accepted>,
        /// How many must be named.
        need: usize,
    },
}

/// A stretch of a cloze text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text that always shows.
    Text(String),
    /// A gap.
    Gap {
        /// The gap's number, from 1.
        number: u16,
        /// What stands in it.
        text: String,
        /// What is shown in its place.
        hint: Option<String>,
    },
}

/// The form in which a learner wants cards asked, where a card allows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Shown and self-rated.
    Flashcard,
    /// Typed.
    Typed,
    /// Chosen among distractors.
    Choice,
}
