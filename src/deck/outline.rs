//! What is known of a deck without its texts: enough to tell what is due and which card is which.
//! Small, so that it can be kept beside a file's hash and the file need not be parsed. Derived only.

use std::cell::LazyCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Card, CardKey, Deck, Parsed, Part, Settings};
use crate::text::fold::{fold, hash};

/// A parsed file that is parsed when it is first looked into.
pub type LazyDeck = Rc<LazyCell<Parsed, Box<dyn FnOnce() -> Parsed>>>;

/// A file that will be parsed by this when it is first looked into.
pub fn lazily(parse: impl FnOnce() -> Parsed + 'static) -> LazyDeck {
    Rc::new(LazyCell::new(Box::new(parse)))
}

/// A deck without its texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The author's own `id`.
    pub id: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// What the author suggests.
    pub settings: Settings,
    /// Every tag of a card, each once.
    pub tags: Vec<String>,
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
    /// Its tags, as places in [`Outline::tags`].
    pub tags: Box<[u32]>,
    /// The hash of its folded prompt.
    pub prompt: u64,
    /// The hash of its answer as text.
    pub answer: u64,
}

impl Outline {
    /// The outline of a deck.
    pub fn of(deck: &Deck) -> Outline {
        let mut outline = Outline {
            id: deck.id.clone(),
            title: deck.title.clone(),
            settings: deck.settings.clone(),
            tags: Vec::new(),
            cards: Vec::with_capacity(deck.cards.len()),
        };
        let mut places = std::collections::HashMap::new();
        for card in &deck.cards {
            let tags = card.tags.iter().map(|tag| {
                *places.entry(tag.as_str()).or_insert_with(|| {
                    outline.tags.push(tag.clone());
                    u32::try_from(outline.tags.len() - 1).unwrap_or(u32::MAX)
                })
            });
            let tags = tags.collect();
            outline.cards.push(CardOutline::of(card, tags));
        }
        outline
    }

    /// The tags of a card.
    pub fn tags_of<'a>(&'a self, card: &'a CardOutline) -> impl Iterator<Item = &'a str> {
        card.tags.iter().filter_map(|place| self.tags.get(*place as usize)).map(String::as_str)
    }

    /// Whether a card has one of these tags.
    pub fn has_tag(&self, card: &CardOutline, wanted: &[String]) -> bool {
        card.tags
            .iter()
            .filter_map(|place| self.tags.get(*place as usize))
            .any(|tag| wanted.contains(tag))
    }
}

impl CardOutline {
    fn of(card: &Card, tags: Box<[u32]>) -> CardOutline {
        let parts = card.parts();
        CardOutline {
            key: card.key.clone(),
            explicit: card.id.is_some(),
            draft: card.draft,
            parts: if parts == [Part::Whole] { Box::default() } else { parts.into() },
            tags,
            prompt: hash(&fold(&card.prompt())),
            answer: hash(&card.answer_text()),
        }
    }

    /// What is scheduled of the card.
    pub fn parts(&self) -> &[Part] {
        if self.parts.is_empty() { &[Part::Whole] } else { &self.parts }
    }
}
