//! Adds cards to the end of a deck's text and leaves every other byte as it is. Refuses where the text that
//! comes out would not be the same deck with those cards.

use std::borrow::Borrow;

use super::{Card, Parsed, parse, write};

/// The text with these cards behind its last. `None` where that can't be done by adding lines, or where
/// one of them is no card there.
pub fn with_cards(parsed: &Parsed, cards: &[impl Borrow<Card>]) -> Option<String> {
    let text = &parsed.text;
    let (at, indent) = place(parsed)?;
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut added = String::new();
    if !text[..at].ends_with('\n') {
        added.push('\n');
    }
    for card in cards {
        added.push_str(&write::card(card.borrow(), indent));
    }
    if line_break != "\n" {
        added = added.replace('\n', line_break);
    }
    let mut out = String::with_capacity(text.len() + added.len());
    out.push_str(&text[..at]);
    out.push_str(&added);
    out.push_str(&text[at..]);
    is_same_with(parsed, cards, &parse(out.as_bytes())).then_some(out)
}

/// Where the line after the last card begins, and how far its dash is indented.
fn place(parsed: &Parsed) -> Option<(usize, usize)> {
    let text = &parsed.text;
    let Some(last) = parsed.deck.cards.last().map(|card| card.span) else { return empty(text) };
    let before = text.get(..last.start)?.trim_end();
    let dash = before.strip_suffix('-')?.len();
    let line_start = text[..dash].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line_start..dash];
    if !indent.trim_start_matches('\u{feff}').bytes().all(|it| it == b' ') {
        return None;
    }
    let end = last.start + text.get(last.start..last.end)?.trim_end().len();
    let at = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    Some((at, indent.trim_start_matches('\u{feff}').len()))
}

/// Where a deck that has no card yet takes its first: below a `cards:` with nothing behind it.
fn empty(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let rest = line.trim_start_matches('\u{feff}').strip_prefix("cards:");
        if rest.is_some_and(|rest| rest.trim().is_empty() || rest.trim().starts_with('#')) {
            return Some((at, 2));
        }
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
