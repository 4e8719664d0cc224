//! Writes names beside the cards of a deck's text and leaves every other byte as it is. Refuses where
//! the text that comes out would not be the same deck with those names.

use super::{Card, Deck, Parsed, line_ends, parse};

/// A name for a card that has none.
#[derive(Clone, Debug)]
pub struct NewId<'a> {
    /// The card.
    pub card: &'a Card,
    /// Its name from now on.
    pub id: String,
}

/// The text with a name for the deck, where one is given, and for these cards, which stand in the order
/// of the text. `None` where that can't be done by adding lines.
pub fn with_ids(parsed: &Parsed, deck_id: Option<&str>, cards: &[NewId<'_>]) -> Option<String> {
    let text = &parsed.text;
    let line_break = line_ends::of(text);
    let mut out = String::with_capacity(text.len() + 32 * cards.len());
    let mut done = 0;
    if let Some(id) = deck_id {
        let at = first_key(text)?;
        out.push_str(&text[..at]);
        out.push_str(&format!("id: {}{line_break}", quoted(id)));
        done = at;
    }
    for NewId { card, id } in cards {
        let at = card.span.start;
        if at < done || !text.is_char_boundary(at) {
            return None;
        }
        let flow = text[at..].starts_with('{');
        let column = text[..at].chars().rev().take_while(|c| !line_ends::ENDS.contains(c)).count();
        let end = if flow { at + 1 } else { at };
        out.push_str(&text[done..end]);
        if flow {
            out.push_str(&format!("id: {}, ", quoted(id)));
        } else {
            out.push_str(&format!("id: {}{line_break}{}", quoted(id), " ".repeat(column)));
        }
        done = end;
    }
    out.push_str(&text[done..]);
    is_same_but_for_ids(parsed, &parse(out.as_bytes()), deck_id, cards).then_some(out)
}

/// Where the first key of a deck stands that is written as lines.
fn first_key(text: &str) -> Option<usize> {
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for line in text[at..].split_inclusive(line_ends::ENDS) {
        let is_key = line.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\''));
        if is_key {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// A name as a YAML value; quoted where it could be read as anything but a text.
fn quoted(id: &str) -> String {
    let is_plain = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && id.len() > 5;
    if is_plain { id.to_owned() } else { format!("'{}'", id.replace('\'', "''")) }
}

fn is_same_but_for_ids(
    before: &Parsed,
    after: &Parsed,
    deck_id: Option<&str>,
    named: &[NewId<'_>],
) -> bool {
    let id_of = |card: &Card| {
        let new = named.iter().find(|new| std::ptr::eq(new.card, card));
        new.map_or_else(|| card.id.clone(), |new| Some(new.id.clone()))
    };
    let cards = before.deck.cards.iter().map(|card| {
        let id = id_of(card);
        let key = id.as_deref().map_or_else(|| card.key.clone(), Into::into);
        Card { id, key, ..card.clone() }
    });
    let wanted = Deck {
        id: deck_id.map_or_else(|| before.deck.id.clone(), |id| Some(id.to_owned())),
        cards: cards.collect(),
        ..before.deck.clone()
    };
    let mut found = after.deck.clone();
    for (card, old) in found.cards.iter_mut().zip(&wanted.cards) {
        card.span = old.span;
    }
    found == wanted && before.diagnostics.len() == after.diagnostics.len()
}

#[cfg(test)]
mod tests;
