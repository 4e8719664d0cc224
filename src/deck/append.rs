//! Adds cards to the end of a deck's text and leaves every other byte as it is. Refuses where the text that
//! comes out would not be the same deck with those cards.

use std::borrow::Borrow;

use super::{Card, Parsed, line_ends, parse, write};
use crate::diagnostic::Span;

/// The text with these cards behind its last. `None` where that can't be done by adding lines, or where
/// one of them is no card there.
pub fn with_cards(parsed: &Parsed, cards: &[impl Borrow<Card>]) -> Option<String> {
    let text = &parsed.text;
    let Place { at, indent, cut } = place(parsed)?;
    let line_break = line_ends::of(text);
    let mut added = String::new();
    if !text[..at].ends_with(line_ends::ENDS) {
        added.push('\n');
    }
    for card in cards {
        added.push_str(&write::card(card.borrow(), indent));
    }
    if line_break != "\n" {
        added = added.replace('\n', line_break);
    }
    let mut out = String::with_capacity(text.len() + added.len());
    out.push_str(&text[..cut.start]);
    out.push_str(&text[cut.end..at]);
    out.push_str(&added);
    out.push_str(&text[at..]);
    is_same_with(parsed, cards, &parse(out.as_bytes())).then_some(out)
}

/// Where cards are added.
struct Place {
    /// Where the first of their lines begins.
    at: usize,
    /// How far their dashes are indented.
    indent: usize,
    /// What goes, above them: the brackets of a list without cards.
    cut: Span,
}

/// The line after the last card.
fn place(parsed: &Parsed) -> Option<Place> {
    let text = &parsed.text;
    let Some(last) = parsed.deck.cards.last().map(|card| card.span) else { return empty(text) };
    let before = text.get(..last.start)?.trim_end();
    let dash = before.strip_suffix('-')?.len();
    let line_start = text[..dash].rfind(line_ends::ENDS).map_or(0, |at| at + 1);
    let indent = &text[line_start..dash];
    if !indent.trim_start_matches('\u{feff}').bytes().all(|it| it == b' ') {
        return None;
    }
    let end = last.start + text.get(last.start..last.end)?.trim_end().len();
    let at = line_ends::next_line(text, end);
    let indent = indent.trim_start_matches('\u{feff}').len();
    Some(Place { at, indent, cut: Span::new(at, at) })
}

/// Where a deck that has no card yet takes its first: below a `cards:` with nothing behind it, or `[]`.
fn empty(text: &str) -> Option<Place> {
    let mut start = 0;
    while start < text.len() {
        let at = line_ends::next_line(text, start);
        let line = text[start..at].trim_start_matches('\u{feff}');
        if let Some(rest) = line.strip_prefix("cards:") {
            let value = rest.trim_start();
            let list = value.strip_prefix('[').and_then(|it| it.trim_start().strip_prefix(']'));
            let behind = list.unwrap_or(value);
            if behind.trim().is_empty() || behind.trim_start().starts_with('#') {
                let from = at - rest.len();
                let to = if list.is_some() { at - behind.len() } else { from };
                return Some(Place { at, indent: 2, cut: Span::new(from, to) });
            }
        }
        start = at;
    }
    None
}

fn is_same_with(before: &Parsed, new: &[impl Borrow<Card>], after: &Parsed) -> bool {
    let n_old = before.deck.cards.len();
    let Some((old, added)) = after.deck.cards.split_at_checked(n_old) else { return false };
    let is_same = |one: &Card, other: &Card| Card { span: other.span, ..one.clone() } == *other;
    // What a deck says for all its cards holds for the new ones, too.
    let is_it = |one: &Card, other: &Card| one.kind == other.kind && one.id == other.id;
    old.iter().zip(&before.deck.cards).all(|(a, b)| is_same(a, b))
        && added.len() == new.len()
        && added.iter().zip(new).all(|(a, b)| is_it(a, b.borrow()))
        && (after.diagnostics.len() == before.diagnostics.len()
            || old.is_empty() && !after.has_errors())
        && after.deck.title == before.deck.title
        && after.deck.settings == before.deck.settings
}

#[cfg(test)]
mod tests;
