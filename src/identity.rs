//! Finds decks and cards again after their files were moved, renamed, reordered or edited.
//! Compares what the files say now with what the log last saw; asks nobody and writes nothing.

mod cards;
mod decks;

use std::collections::HashMap;

use cards::Search;
use decks::deck_names;

use crate::deck::{Card, CardKey, CardOutline, DeckId, markup};
use crate::history::{Event, InOrder, Marks, Seen, SeenHash};
use crate::text::fold::fold;

/// What identity needs to know of a deck's file.
#[derive(Clone, Copy)]
pub struct DeckFacts<'a> {
    /// The author's own `id`.
    pub explicit: Option<&'a str>,
    /// The file's name without its ending.
    pub stem: &'a str,
    /// The deck's title.
    pub title: &'a str,
    /// Its cards in file order.
    pub cards: &'a [CardOutline],
    /// Gives the texts of the same cards; asked for only where cards were edited.
    pub texts: &'a dyn Fn() -> Vec<CardFacts>,
}

/// The texts by which an edited card is found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardFacts {
    /// Its name in the file.
    pub key: CardKey,
    /// Its kind's word.
    pub kind: String,
    /// Its prompt, folded.
    pub prompt: String,
    /// Its prompt as it is written, on one line.
    pub text: String,
    /// Its answer, as plain text.
    pub answer: String,
}

impl From<&Card> for CardFacts {
    fn from(card: &Card) -> CardFacts {
        CardFacts {
            key: card.key.clone(),
            kind: card.kind_word().to_owned(),
            prompt: fold(&card.prompt()),
            text: on_one_line(&card.prompt()),
            answer: card.answer_text(),
        }
    }
}

fn on_one_line(prompt: &str) -> String {
    markup::plain(prompt).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names under which a deck and its cards keep their progress.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The deck's name in the log.
    pub deck: DeckId,
    /// The cards filed under another name than their own; every other card is filed under its own.
    pub filed: HashMap<CardKey, CardKey>,
    /// Edited cards found again beyond doubt, in file order; they are in `filed` too.
    pub sure: Vec<Match>,
    /// Cards that may be edited ones, in file order; until decided they are filed as new.
    pub unsure: Vec<Match>,
    /// Known cards whose answers are other texts than those last seen, in file order: their names in the
    /// file, and the names they are filed under.
    pub answered_otherwise: Vec<(CardKey, CardKey)>,
    /// Known cards that are no longer in the file, and that no match names.
    pub gone: Vec<CardKey>,
}

/// An edited card and the known one it goes on from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The card's name in the file.
    pub card: CardKey,
    /// The name its progress is filed under.
    pub was: CardKey,
    /// The prompt last seen, as it was written.
    pub old_prompt: String,
    /// The prompt in the file, as it is written.
    pub new_prompt: String,
}

/// What the log knows of decks and cards.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// What it says beside the reviews.
    pub marks: &'a Marks,
    /// Gives the texts last seen of a deck's cards; asked for only where cards were edited.
    pub texts: &'a dyn Fn(&DeckId) -> Vec<Seen>,
}

/// Resolves the names of decks and their cards, in the order given.
pub fn resolve(known: Known<'_>, decks: &[DeckFacts<'_>]) -> Vec<Resolved> {
    let names = deck_names(known.marks, decks);
    let resolve = |(facts, deck): (&DeckFacts<'_>, DeckId)| {
        let found = if unchanged(known.marks, &deck, facts) {
            Resolved::default()
        } else {
            Search::new(known, &deck, facts).finish()
        };
        let answered_otherwise = answered_otherwise(known.marks, &deck, facts, &found.filed);
        Resolved { deck, answered_otherwise, ..found }
    };
    decks.iter().zip(names).map(resolve).collect()
}

/// Whether every known card of a deck stands in its file under its own name, and no decision says
/// otherwise: then every card is filed under its own.
fn unchanged(marks: &Marks, deck: &DeckId, facts: &DeckFacts<'_>) -> bool {
    let Some(seen) = marks.seen.get(deck) else { return marks.aliases.is_empty() };
    let mut known = InOrder::new(seen);
    let n_known = facts.cards.iter().filter(|card| known.get(&card.key).is_some()).count();
    marks.aliases.is_empty() && n_known == seen.len()
}

/// The known cards of a deck whose answers are other texts than those last seen.
fn answered_otherwise(
    marks: &Marks,
    deck: &DeckId,
    facts: &DeckFacts<'_>,
    filed: &HashMap<CardKey, CardKey>,
) -> Vec<(CardKey, CardKey)> {
    let Some(seen) = marks.seen.get(deck) else { return Vec::new() };
    let mut seen = InOrder::new(seen);
    let others = facts.cards.iter().filter_map(|card| {
        let name = filed.get(&card.key).unwrap_or(&card.key);
        let is_other = seen.get(name).is_some_and(|seen| seen.answer != card.answer);
        is_other.then(|| (card.key.clone(), name.clone()))
    });
    others.collect()
}

/// The `seen` event to write for a card whose text or neighbours differ from those last seen.
pub fn seen(
    marks: &Marks,
    resolved_deck: &DeckId,
    filed: &CardKey,
    card: CardFacts,
    (before, after): (Option<&CardKey>, Option<&CardKey>),
) -> Option<Event> {
    let now = Seen {
        deck: resolved_deck.clone(),
        card: filed.clone(),
        kind: card.kind,
        text: (card.text != card.prompt).then_some(card.text),
        prompt: card.prompt,
        answer: card.answer,
        before: before.cloned(),
        after: after.cloned(),
    };
    let before = marks.seen.get(resolved_deck).and_then(|cards| cards.get(filed));
    (before != Some(&SeenHash::of(&now))).then(|| Event::Seen(Box::new(now)))
}

/// The places of the cards before and after one of so many.
fn neighbours(n_cards: usize, idx: usize) -> (Option<usize>, Option<usize>) {
    (idx.checked_sub(1), Some(idx + 1).filter(|&after| after < n_cards))
}

#[cfg(test)]
mod tests;
