//! The one table of keys: what may stand where, and the names other tools use for it. The
//! parser's suggestions and the format's documentation come from it.

/// Where a key may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
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
}

impl Room {
    /// The room as messages name it.
    pub(super) fn words(self) -> &'static str {
        match self {
            Deck => "a deck",
            Card => "a card",
            Source => "`source`",
            Settings => "`settings`",
            Choice => "a choice",
            Check => "`check`",
        }
    }
}

/// A key of the deck format.
pub(super) struct Key {
    pub(super) name: &'static str,
    room: Room,
    /// The kinds of card it belongs to; empty for all.
    pub(super) kinds: &'static [&'static str],
    /// What other tools call it.
    synonyms: &'static [&'static str],
}

const fn key(
    name: &'static str,
    room: Room,
    kinds: &'static [&'static str],
    synonyms: &'static [&'static str],
) -> Key {
    Key { name, room, kinds, synonyms }
}

/// The kinds of card.
pub(super) const KINDS: &[&str] =
    &["flashcard", "short", "choice", "truefalse", "number", "cloze", "order", "match", "list"];

use self::Room::{Card, Check, Choice, Deck, Settings, Source};

/// Every key there is.
pub(super) const KEYS: &[Key] = &[
    key("format", Deck, &[], &["version"]),
    key("title", Deck, &[], &["deck", "name"]),
    key("id", Deck, &[], &["uuid"]),
    key("language", Deck, &[], &["lang"]),
    key("source", Deck, &[], &["reference"]),
    key("settings", Deck, &[], &["options", "config"]),
    key("defaults", Deck, &[], &["default"]),
    key("cards", Deck, &[], &["questions", "items", "notes", "quiz"]),
    key("check", Deck, &[], &["lint"]),
    key("kind", Card, &[], &["type"]),
    key("id", Card, &[], &["uuid", "guid"]),
    key("front", Card, &["flashcard"], &["term"]),
    key("back", Card, &["flashcard"], &["definition"]),
    key("reverse", Card, &["flashcard"], &["reversed", "bidirectional"]),
    key("typed", Card, &["flashcard", "cloze"], &["type-in"]),
    key("languages", Card, &["flashcard"], &[]),
    key(
        "question",
        Card,
        &["short", "choice", "number", "order", "match", "list"],
        &["q", "prompt", "ask"],
    ),
    key("answer", Card, &["short", "choice", "truefalse", "number"], &["a", "correct", "solution"]),
    key(
        "accept",
        Card,
        &["flashcard", "short", "number", "cloze", "list"],
        &["accepted", "alternatives", "aliases"],
    ),
    key("reject", Card, &["flashcard", "short", "cloze"], &["rejected"]),
    key("wrong", Card, &["choice"], &["distractors", "incorrect"]),
    key("choices", Card, &["choice"], &["options"]),
    key("shuffle", Card, &["choice"], &["randomize"]),
    key("statement", Card, &["truefalse"], &["claim"]),
    key("tolerance", Card, &["number"], &["margin", "error"]),
    key("unit", Card, &["number"], &["units"]),
    key("cloze", Card, &["cloze"], &["gaps"]),
    key("order", Card, &["order"], &["steps", "sequence"]),
    key("match", Card, &["match"], &["pairs", "matching"]),
    key("extra", Card, &["match"], &[]),
    key("list", Card, &["list"], &["members"]),
    key("need", Card, &["list"], &["required"]),
    key("strict", Card, &[], &[]),
    key("hint", Card, &[], &["clue"]),
    key("explanation", Card, &[], &["explain", "feedback", "note", "why"]),
    key("tags", Card, &[], &["tag", "categories"]),
    key("source", Card, &[], &["reference"]),
    key("points", Card, &[], &["score", "weight"]),
    key("draft", Card, &[], &[]),
    key("check", Card, &[], &["lint"]),
    key("anki", Card, &[], &[]),
    key("title", Source, &[], &["name"]),
    key("author", Source, &[], &["by"]),
    key("date", Source, &[], &["year"]),
    key("url", Source, &[], &["link"]),
    key("section", Source, &[], &["chapter"]),
    key("quote", Source, &[], &["text"]),
    key("start", Source, &[], &[]),
    key("end", Source, &[], &[]),
    key("retention", Settings, &[], &[]),
    key("new-per-day", Settings, &[], &["new", "new_per_day"]),
    key("reviews-per-day", Settings, &[], &["reviews", "reviews_per_day"]),
    key("pass", Settings, &[], &[]),
    key("order", Settings, &[], &[]),
    key("text", Choice, &[], &["choice", "answer"]),
    key("correct", Choice, &[], &["right"]),
    key("feedback", Choice, &[], &["explanation"]),
    key("off", Check, &[], &["disable"]),
];

/// The key of that name.
pub(super) fn find(room: Room, name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.room == room && key.name == name)
}

/// The key probably meant by a name that is none.
pub(super) fn nearest(room: Room, name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let here = || KEYS.iter().filter(|key| key.room == room);
    if let Some(key) = here().find(|key| key.name == name || key.synonyms.contains(&&*name)) {
        return Some(key.name);
    }
    if name.len() > 40 {
        return None;
    }
    let near = here().map(|key| (strsim::osa_distance(&name, key.name), key.name));
    near.min().filter(|(distance, found)| distance * 3 <= found.len().max(3)).map(|(_, it)| it)
}
