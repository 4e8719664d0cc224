//! The one table of keys: what may stand where, of which shape, what it is for, and the names
//! other tools use for it. The parser's checks and suggestions and `docs/deck-format.md` come from
//! it. Reads no deck.

use self::Room::{Anki, Card, Check, Choice, Deck, Settings, Source};
use self::Shape::{
    Accept, Amount, Cards, Choices, Format, KeysOf, Languages, Number, OneOf, Pairs, Reject,
    SourceOrText, Steps, Text, TextOrTexts, Texts, Truth, Whole,
};
use super::RETENTION;

/// Where a key may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// On top of the file.
    Deck,
    /// Under a card's dash, and in `defaults`.
    Card,
    /// In `source`.
    Source,
    /// In `settings`.
    Settings,
    /// In one of `choices`.
    Choice,
    /// In `check`.
    Check,
    /// In `anki`.
    Anki,
}

impl Room {
    /// Every room, the outermost first.
    pub const ALL: [Room; 7] = [Deck, Card, Source, Settings, Choice, Check, Anki];

    /// The room as messages name it.
    pub fn words(self) -> &'static str {
        match self {
            Deck => "a deck",
            Card => "a card",
            Source => "`source`",
            Settings => "`settings`",
            Choice => "a choice",
            Check => "`check`",
            Anki => "`anki`",
        }
    }
}

/// What may stand after a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// The number of the format.
    Format,
    /// One text.
    Text,
    /// A list of texts; one text stands for a list of one.
    Texts,
    /// One text; a list where several are right.
    TextOrTexts,
    /// At least two texts.
    Steps,
    /// `true` or `false`.
    Truth,
    /// A number within these bounds.
    Number(f64, f64),
    /// A whole number from this on.
    Whole(u32),
    /// A number, or a share such as `5%`.
    Amount,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// The keys of a room, one to a line.
    KeysOf(Room),
    /// The keys of `source`, or one text.
    SourceOrText,
    /// Left sides with their right sides.
    Pairs,
    /// Texts; for a cloze by gap (`c1:`), for a list by member.
    Accept,
    /// Texts, or texts with a reason each.
    Reject,
    /// Texts, or maps with the keys of a choice.
    Choices,
    /// Two language tags.
    Languages,
    /// The cards.
    Cards,
}

impl Shape {
    /// The shape as the documentation names it.
    pub fn words(self) -> String {
        let words = match self {
            Format => "`1`",
            Text => "text",
            Texts => "text or list of texts",
            TextOrTexts => "text; for a choice also a list",
            Steps => "list of at least two texts",
            Truth => "`true` or `false`",
            Number(from, to) if to < f64::MAX => return format!("number from {from} to {to}"),
            Number(..) => "number above 0",
            Whole(from) => return format!("whole number from {from} on"),
            Amount => "number such as `0.5`, or share such as `5%`",
            OneOf(names) => return format!("`{}`", names.join("`, `")),
            KeysOf(_) => "keys, see below",
            SourceOrText => "keys, see below, or text",
            Pairs => "`left: right`, one to a line, at least two",
            Accept => "list of texts; for a cloze or a list a map of such lists",
            Reject => "list of texts, or `text: reason`",
            Choices => "list of texts or of choices, see below; `auto`",
            Languages => "two language tags",
            Cards => "list of cards",
        };
        words.to_owned()
    }
}

/// A key of the deck format.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// Where it may stand.
    pub room: Room,
    /// The kinds of card it belongs to; empty for all.
    pub kinds: &'static [&'static str],
    /// What may stand after it.
    pub shape: Shape,
    /// What holds without it; empty where nothing does.
    pub default: &'static str,
    /// What it is for, in one sentence.
    pub purpose: &'static str,
    /// What other tools call it.
    pub synonyms: &'static [&'static str],
}

const fn key(
    room: Room,
    name: &'static str,
    kinds: &'static [&'static str],
    shape: Shape,
    default: &'static str,
    purpose: &'static str,
    synonyms: &'static [&'static str],
) -> Key {
    Key { name, room, kinds, shape, default, purpose, synonyms }
}

/// The kinds of card.
pub const KINDS: &[&str] =
    &["flashcard", "short", "choice", "truefalse", "number", "cloze", "order", "match", "list"];

/// What `strict` can switch off.
pub(super) const ALLOWANCES: &[&str] = &["case", "accents", "articles", "spelling", "punctuation"];

/// The orders in which new cards may come.
pub(super) const ORDERS: &[&str] = &["deck", "random"];

/// Why a card may be suspended by its author.
pub(super) const SUSPENDED: &[&str] = &["draft"];

const ASKED: &[&str] = &["short", "choice", "number", "order", "match", "list"];
const ANSWERED: &[&str] = &["short", "choice", "truefalse", "number"];
const TYPED: &[&str] = &["flashcard", "short", "number", "cloze", "list"];
const REJECTING: &[&str] = &["flashcard", "short", "cloze"];

/// Every key there is.
#[rustfmt::skip]
pub const KEYS: &[Key] = &[
    key(Deck, "format", &[], Format, "`1`", "The version of this format.", &["version"]),
    key(Deck, "title", &[], Text, "the file's name", "What learners see.", &["deck", "name"]),
    key(Deck, "id", &[], Text, "found by its cards", "A short name that never changes, without `/` and `#`; it keeps progress through renames.", &["uuid"]),
    key(Deck, "language", &[], Text, "none", "The language of the texts, as a tag such as `en` or `pt-BR`; it decides which articles may be left out.", &["lang"]),
    key(Deck, "source", &[], SourceOrText, "", "Where the facts come from.", &["reference"]),
    key(Deck, "settings", &[], KeysOf(Settings), "", "What you suggest to learners; their own settings come first.", &["options", "config"]),
    key(Deck, "defaults", &[], KeysOf(Card), "", "Keys of a card that hold for every card that does not state them.", &["default"]),
    key(Deck, "cards", &[], Cards, "required", "The questions.", &["questions", "items", "notes", "quiz"]),
    key(Deck, "check", &[], KeysOf(Check), "", "Which rules of `quizdeck check` are off.", &["lint"]),
    key(Card, "kind", &[], OneOf(KINDS), "from the keys", "What kind of card it is, where its keys do not say it.", &["type"]),
    key(Card, "id", &[], Text, "from the prompt", "A name for the card, without `#`; with it even a rewritten question keeps its progress.", &["uuid", "guid"]),
    key(Card, "front", &["flashcard"], Text, "required", "What is shown first.", &["term"]),
    key(Card, "back", &["flashcard"], Text, "required", "What is shown when the card is turned.", &["definition"]),
    key(Card, "reverse", &["flashcard"], Truth, "`false`", "Asked from both sides, each with its own memory.", &["reversed", "bidirectional"]),
    key(Card, "typed", &["flashcard", "cloze"], Truth, "`false`; short gaps `true`", "Typed and judged instead of turned and self-rated.", &["type-in"]),
    key(Card, "languages", &["flashcard"], Languages, "none", "The languages of front and back; endings are then judged strictly.", &[]),
    key(Card, "question", ASKED, Text, "required", "What is asked.", &["q", "prompt", "ask"]),
    key(Card, "answer", ANSWERED, TextOrTexts, "required", "What is right: a text, `true` or `false`, a number, or the right choices.", &["a", "correct", "solution"]),
    key(Card, "accept", TYPED, Accept, "nothing more", "Other answers that are right.", &["accepted", "alternatives", "aliases"]),
    key(Card, "reject", REJECTING, Reject, "nothing", "Near answers that are wrong, each with a word why.", &["rejected"]),
    key(Card, "wrong", &["choice"], Texts, "required without `choices`", "The wrong choices.", &["distractors", "incorrect"]),
    key(Card, "choices", &["choice"], Choices, "`answer` and `wrong`", "All choices in one list; `answer` names the right ones. `auto`, with a short `answer`: choices out of the deck's other answers.", &["options"]),
    key(Card, "shuffle", &["choice"], Truth, "`true`", "Whether the choices are mixed.", &["randomize"]),
    key(Card, "statement", &["truefalse"], Text, "required", "What is true or false.", &["claim"]),
    key(Card, "tolerance", &["number"], Amount, "exact", "How far off is still right, either way.", &["margin", "error"]),
    key(Card, "unit", &["number"], Text, "none", "The unit; it may be typed or left out.", &["units"]),
    key(Card, "cloze", &["cloze"], Text, "required", "A text with gaps: `{{c1::Minsk}}`, with a hint `{{c1::Minsk::city}}`, or `{{Minsk}}`.", &["gaps"]),
    key(Card, "order", &["order"], Steps, "required", "The steps in the right order; they are shown mixed.", &["steps", "sequence"]),
    key(Card, "match", &["match"], Pairs, "required", "What belongs together.", &["pairs", "matching"]),
    key(Card, "extra", &["match"], Texts, "none", "Right sides that belong to nothing.", &[]),
    key(Card, "list", &["list"], Steps, "required", "The members to name, in any order.", &["members"]),
    key(Card, "need", &["list"], Whole(1), "all", "How many members must be named.", &["required"]),
    key(Card, "strict", &[], Texts, "nothing", "What is not forgiven: `case`, `accents`, `articles`, `spelling`, `punctuation`.", &[]),
    key(Card, "hint", &[], Text, "none", "Shown when the learner asks for help.", &["clue"]),
    key(Card, "explanation", &[], Text, "none", "Shown after the answer.", &["explain", "feedback", "note", "why"]),
    key(Card, "tags", &[], Texts, "none", "Words to choose cards by.", &["tag", "categories"]),
    key(Card, "source", &[], SourceOrText, "none", "Where this fact stands.", &["reference"]),
    key(Card, "points", &[], Number(0.0, f64::MAX), "`1`", "What a right answer is worth.", &["score", "weight"]),
    key(Card, "draft", &[], Truth, "`false`", "Not asked yet.", &[]),
    key(Card, "suspended", &[], OneOf(SUSPENDED), "not at all", "`draft`: proposed by `quizdeck draft`, and not asked until this line is deleted.", &[]),
    key(Card, "check", &[], KeysOf(Check), "", "Which rules of `quizdeck check` are off for this card.", &["lint"]),
    key(Card, "anki", &[], KeysOf(Anki), "", "The note in Anki that this card came from, for exports.", &[]),
    key(Source, "title", &[], Text, "", "The title of the work.", &["name"]),
    key(Source, "author", &[], Text, "", "Who wrote it.", &["by"]),
    key(Source, "date", &[], Text, "", "When it appeared.", &["year"]),
    key(Source, "url", &[], Text, "", "Where it can be read.", &["link"]),
    key(Source, "section", &[], Text, "", "The chapter, section or page.", &["chapter"]),
    key(Source, "quote", &[], Text, "", "The words that hold the fact.", &["text"]),
    key(Source, "start", &[], Whole(0), "", "The quote's first byte in the source.", &[]),
    key(Source, "end", &[], Whole(0), "", "The byte after the quote's last.", &[]),
    key(Settings, "retention", &[], Number(*RETENTION.start(), *RETENTION.end()), "`0.9`", "The share of cards still known when they come back.", &[]),
    key(Settings, "new-per-day", &[], Whole(0), "no limit of its own", "New cards a day from this deck.", &["new", "new_per_day"]),
    key(Settings, "reviews-per-day", &[], Whole(0), "no limit of its own", "Cards seen before a day from this deck.", &["reviews", "reviews_per_day"]),
    key(Settings, "pass", &[], Number(0.0, 1.0), "`1`", "The share of the points from which a partly right answer counts as known.", &[]),
    key(Settings, "order", &[], OneOf(ORDERS), "`deck`", "The order in which new cards come.", &[]),
    key(Choice, "text", &[], Text, "required", "The choice.", &["choice", "answer"]),
    key(Choice, "correct", &[], Truth, "`false`", "Whether it is right.", &["right"]),
    key(Choice, "feedback", &[], Text, "none", "Shown to those who choose it.", &["explanation"]),
    key(Check, "off", &[], Texts, "", "The rules' codes.", &["disable"]),
    key(Anki, "guid", &[], Text, "from the ids", "The note's own name in Anki.", &["id"]),
    key(Anki, "notetype", &[], Text, "from the kind", "The note type, as that Anki names it.", &["type", "model"]),
    key(Anki, "held", &[], Text, "not at all", "The note holds more than the card; exports leave it alone: `always`, or until the card is no more what this mark was made of.", &[]),
];

/// The key of that name.
pub(super) fn find(room: Room, name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.room == room && key.name == name)
}

/// The key that goes by a name, here or in other tools.
pub fn named(room: Room, name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.room == room && (key.name == name || key.synonyms.contains(&name)))
}

/// The key probably meant by a name that is none.
pub(super) fn nearest(room: Room, name: &str) -> Option<&'static str> {
    // A mark that someone typed for a dash is no part of it.
    let name = name.trim_start_matches(|c: char| !c.is_alphabetic()).trim().to_lowercase();
    let here = || KEYS.iter().filter(|key| key.room == room);
    if let Some(key) = named(room, &name) {
        return Some(key.name);
    }
    if name.len() > 40 {
        return None;
    }
    let near = here().map(|key| (strsim::osa_distance(&name, key.name), key.name));
    near.min().filter(|(distance, found)| distance * 3 <= found.len().max(3)).map(|(_, it)| it)
}
