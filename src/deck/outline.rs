//! What is known of a deck without its texts: enough to tell what is due and which card is which.
//! Small, so that it can be kept beside a file's hash and the file need not be parsed. Derived only.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use serde::{Deserialize, Serialize};

use super::{Card, CardKey, Deck, Parsed, Part, Settings};
use crate::text::fold::{fold, hash};

/// A deck without its texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The author's own `id`.
    pub id: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The language of its texts.
    pub language: Option<String>,
    /// What the author suggests.
    pub settings: Settings,
    /// Every tag of a card, each once.
    pub tags: Vec<String>,
    /// Every set of tags that a card has, each once, as places in `tags`.
    tag_sets: Vec<Vec<u32>>,
    /// Nothing but cards stands in the file from the first card on.
    pub cards_last: bool,
    /// The cards, in the author's order.
    pub cards: Vec<CardOutline>,
}

/// A card without its texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardOutline {
    /// Its name within the deck.
    pub key: CardKey,
    /// Whether the name is the author's own `id`.
    pub explicit: bool,
    /// Not asked yet.
    pub draft: bool,
    /// What is scheduled of it; empty for the whole alone.
    pub parts: Box<[Part]>,
    /// Its tags, as the number of a set of the deck.
    pub tags: u32,
    /// Where it begins in the file.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// The hash of its folded prompt.
    #[serde(with = "crate::text::eight_bytes")]
    pub prompt: u64,
    /// The hash of its answer as text.
    #[serde(with = "crate::text::eight_bytes")]
    pub answer: u64,
}

impl Outline {
    /// The outline of a deck.
    pub fn of(deck: &Deck) -> Outline {
        let mut outline = Outline {
            id: deck.id.clone(),
            title: deck.title.clone(),
            language: deck.language.clone(),
            settings: deck.settings.clone(),
            cards: Vec::with_capacity(deck.cards.len()),
            ..Outline::default()
        };
        let mut tags: HashMap<&str, u32, RandomState> = HashMap::default();
        let mut sets: HashMap<Vec<u32>, u32, RandomState> = HashMap::default();
        for card in &deck.cards {
            let place_of =
                |tag| *tags.entry(tag).or_insert_with(|| put(tag.into(), &mut outline.tags));
            let set: Vec<u32> = card.tags.iter().map(String::as_str).map(place_of).collect();
            let set =
                *sets.entry(set).or_insert_with_key(|set| put(set.clone(), &mut outline.tag_sets));
            outline.cards.push(CardOutline::of(card, set));
        }
        outline
    }

    /// The tags of a card.
    pub fn tags_of(&self, card: &CardOutline) -> impl Iterator<Item = &str> {
        let set = self.tag_sets.get(card.tags as usize).into_iter().flatten();
        set.filter_map(|place| self.tags.get(*place as usize)).map(String::as_str)
    }

    /// Whether a card has one of these tags.
    pub fn has_tag(&self, card: &CardOutline, wanted: &[String]) -> bool {
        self.tags_of(card).any(|tag| wanted.iter().any(|it| it == tag))
    }
}

impl From<&Parsed> for Outline {
    fn from(parsed: &Parsed) -> Outline {
        let cards = &parsed.deck.cards;
        // Whatever belongs to the last card is indented, a dash, a comment or empty.
        let of_cards = |line: &str| line.is_empty() || line.starts_with([' ', '\t', '-', '#']);
        let last = cards.last().and_then(|last| parsed.text.get(last.span.start..));
        let after = last.into_iter().flat_map(|text| text.split(['\n', '\r']).skip(1));
        let cards_last = after.into_iter().all(of_cards);
        Outline { cards_last, ..Outline::of(&parsed.deck) }
    }
}

/// Puts a value behind those known; tells its place.
fn put<T>(value: T, known: &mut Vec<T>) -> u32 {
    known.push(value);
    u32::try_from(known.len() - 1).unwrap_or(u32::MAX)
}

impl CardOutline {
    fn of(card: &Card, tags: u32) -> CardOutline {
        let parts = card.parts();
        CardOutline {
            key: card.key.clone(),
            explicit: card.id.is_some(),
            draft: card.draft,
            parts: if parts == [Part::Whole] { Box::default() } else { parts.into() },
            tags,
            start: u32::try_from(card.span.start).unwrap_or(u32::MAX),
            end: u32::try_from(card.span.end).unwrap_or(u32::MAX),
            prompt: hash(&fold(&card.prompt())),
            answer: hash(&card.answer_text()),
        }
    }

    /// Whether this is the outline of a card, wherever it stands.
    pub(super) fn is_of(&self, card: &Card) -> bool {
        CardOutline { start: self.start, end: self.end, ..CardOutline::of(card, self.tags) }
            == *self
    }

    /// What is scheduled of the card.
    pub fn parts(&self) -> &[Part] {
        if self.parts.is_empty() { &[Part::Whole] } else { &self.parts }
    }
}
