//! A deck's lines as their author sees them: indentation, dash, key, value. Asked where YAML's grammar is
//! broken; knows nothing of that grammar itself.

use crate::deck::keys::{self, Room};

/// Marks that begin a card or a list in other programs, where YAML wants a dash.
const BULLETS: [char; 10] = ['–', '—', '−', '‐', '•', '·', '‣', '◦', '*', '+'];

/// The keys with which a card begins to ask something.
pub(in crate::deck) const PROMPTS: [&str; 4] = ["question", "front", "statement", "cloze"];

/// One line of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its first byte in the text.
    pub(super) start: usize,
    /// Without its line break.
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// The line in which a byte stands.
    pub(super) fn at(text: &'a str, at: usize) -> Line<'a> {
        let at = text.floor_char_boundary(at.min(text.len()));
        let start = text[..at].rfind(['\n', '\r']).map_or(0, |found| found + 1);
        let start = start + usize::from(start == 0 && text.starts_with('\u{feff}')) * 3;
        let end = text[start..].find(['\n', '\r']).map_or(text.len(), |found| start + found);
        Line { start, text: &text[start..end] }
    }

    /// The line above.
    pub(super) fn above(self, text: &'a str) -> Option<Line<'a>> {
        let before = text.get(..self.start)?.strip_suffix(['\n', '\r'])?;
        Some(Line::at(text, before.strip_suffix('\r').unwrap_or(before).len()))
    }

    /// The line below.
    pub(super) fn below(self, text: &'a str) -> Option<Line<'a>> {
        let end = self.start + self.text.len();
        let rest = text.get(end..)?;
        let after = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']))?;
        (!after.is_empty()).then(|| Line::at(text, text.len() - after.len()))
    }

    /// Every line of a text.
    pub(super) fn all(text: &'a str) -> impl Iterator<Item = Line<'a>> {
        std::iter::successors(Some(Line::at(text, 0)), move |line| line.below(text))
    }

    /// How many spaces stand before its text.
    pub(super) fn indent(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// Where a tab stands among the spaces before its text.
    pub(super) fn tab(self) -> Option<usize> {
        let body = self.text.trim_start_matches([' ', '\t']);
        let space = &self.text[..self.text.len() - body.len()];
        space.find('\t').filter(|_| !body.is_empty()).map(|at| self.start + at)
    }

    /// Whether nothing stands in it, or a comment.
    pub(super) fn is_blank(self) -> bool {
        let body = self.text.trim_start();
        body.is_empty() || body.starts_with('#')
    }

    pub(super) fn head(self) -> Head<'a> {
        Head::of(self.text)
    }
}

/// What stands before the key of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::deck) enum Mark {
    /// Nothing but spaces.
    None,
    /// A dash and a space.
    Dash,
    /// A dash without a space.
    TightDash,
    /// A mark that is no dash to YAML.
    Bullet,
}

/// What stands between the key of a line and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::deck) enum Colon {
    /// A colon and a space.
    Spaced,
    /// A colon without a space.
    Tight,
    /// No colon.
    Missing,
}

/// How a line begins. Places are bytes from its beginning.
#[derive(Clone, Copy, Debug)]
pub(in crate::deck) struct Head<'a> {
    pub(in crate::deck) mark: Mark,
    /// The mark itself.
    pub(in crate::deck) mark_text: &'a str,
    /// Where the mark stands, or the text.
    pub(in crate::deck) at: usize,
    /// The first word after the mark.
    pub(in crate::deck) word: &'a str,
    /// Where it stands.
    pub(in crate::deck) word_at: usize,
    pub(in crate::deck) colon: Colon,
    /// Where the value stands; of a line without a key, its text.
    pub(in crate::deck) value_at: usize,
}

impl<'a> Head<'a> {
    pub(in crate::deck) fn of(text: &'a str) -> Head<'a> {
        let spaces = |text: &str| text.len() - text.trim_start_matches([' ', '\t']).len();
        let at = text.len() - text.trim_start_matches(' ').len();
        let (mark, length) = mark(&text[at..]);
        let word_at = at + length + spaces(&text[at + length..]);
        let word = first_word(&text[word_at..]);
        let after = &text[word_at + word.len()..];
        let colon_at = word_at + word.len() + spaces(after);
        let value = text[colon_at..].strip_prefix(':').filter(|_| !word.is_empty());
        let colon = match value {
            Some(value) if value.is_empty() || value.starts_with([' ', '\t']) => Colon::Spaced,
            Some(_) => Colon::Tight,
            None => Colon::Missing,
        };
        // After a dash any other word is part of a text: `- Note: so`.
        let is_key = colon == Colon::Spaced && (mark == Mark::None || is_key(word));
        let value_at = value
            .filter(|_| is_key)
            .map_or(word_at, |value| text.len() - value.len() + spaces(value));
        Head { mark, mark_text: &text[at..at + length], at, word, word_at, colon, value_at }
    }

    /// The key of a card that stands here with its colon.
    pub(in crate::deck) fn card_key(&self) -> Option<&'static str> {
        let name = self.word.to_ascii_lowercase();
        let key = keys::find(Room::Card, &name).filter(|_| self.colon == Colon::Spaced);
        key.map(|key| key.name)
    }

    /// Whether the word is a key, with or without a colon.
    pub(in crate::deck) fn names_key(&self) -> bool {
        is_key(self.word)
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_ascii_alphabetic() || c == '-')).unwrap_or(text.len());
    &text[..end]
}

fn is_key(word: &str) -> bool {
    let name = word.to_ascii_lowercase();
    keys::find(Room::Card, &name).or_else(|| keys::find(Room::Deck, &name)).is_some()
}

/// Whether a text begins with a key and its colon.
fn begins_with_key(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\t']);
    let word = first_word(text);
    is_key(word) && text[word.len()..].trim_start_matches(' ').starts_with(':')
}

/// The mark at the beginning of a text, and its length.
fn mark(body: &str) -> (Mark, usize) {
    let Some(first) = body.chars().next() else { return (Mark::None, 0) };
    let after = &body[first.len_utf8()..];
    let digits = body.len() - body.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = body[digits..].strip_prefix(['.', ')']).filter(|_| (1..=3).contains(&digits));
    match first {
        '-' if after.is_empty() || after.starts_with([' ', '\t']) => (Mark::Dash, 1),
        '-' if begins_with_key(after) => (Mark::TightDash, 1),
        it if BULLETS.contains(&it) && begins_with_key(after) => (Mark::Bullet, it.len_utf8()),
        _ if numbered.is_some_and(begins_with_key) => (Mark::Bullet, digits + 1),
        _ => (Mark::None, 0),
    }
}
