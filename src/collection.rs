//! The decks of a run joined with a learner's history: which facets there are, under which name
//! each is filed, when each is due. Values in, values out; reads no file and no database.

use std::collections::HashMap;

use crate::deck::{Card, CardKey, CardOutline, DeckId, FacetId, LazyDeck, Outline, Part};
use crate::history::{Algorithm, CardId, History, Purpose, Rating, Reviewed};
use crate::time::Day;

/// A deck with the name its progress is filed under.
pub struct ShelvedDeck {
    /// The name in the log.
    pub id: DeckId,
    /// The title, or the file's name.
    pub title: String,
    /// The file, as typed or found.
    pub file: String,
    /// The deck without its texts.
    pub outline: Outline,
    /// The deck itself, read when one of its cards is wanted.
    pub parsed: LazyDeck,
}

/// What is scheduled, with what the log says of it.
#[derive(Clone, Debug)]
pub struct Facet {
    /// The name it is shown and addressed by.
    pub name: FacetId,
    /// The name its progress is filed under.
    pub filed: FacetId,
    /// Its deck.
    pub deck_idx: usize,
    /// Its card in the deck.
    pub card_idx: usize,
    /// Put aside by the learner.
    pub suspended: bool,
    /// Flagged by the learner.
    pub flagged: bool,
}

/// The decks of a run joined with a learner's history.
pub struct Collection {
    /// The decks.
    pub decks: Vec<ShelvedDeck>,
    /// Every facet of every card that is not a draft, in the authors' order.
    pub facets: Vec<Facet>,
    /// What the log says.
    pub history: History,
}

impl Collection {
    /// Joins decks with a history. `filed` gives for each deck the cards that are filed under
    /// another name than their own.
    pub fn new(
        decks: Vec<ShelvedDeck>,
        filed: &[HashMap<CardKey, CardKey>],
        history: History,
    ) -> Collection {
        let mut facets = Vec::new();
        for (deck_idx, deck) in decks.iter().enumerate() {
            for (card_idx, card) in deck.outline.cards.iter().enumerate() {
                if card.draft {
                    continue;
                }
                let key = filed.get(deck_idx).and_then(|names| names.get(&card.key));
                let key = key.unwrap_or(&card.key);
                let id = CardId { deck: deck.id.clone(), card: key.clone() };
                for &part in card.parts() {
                    facets.push(Facet {
                        name: name(deck, &card.key, part),
                        filed: name(deck, key, part),
                        deck_idx,
                        card_idx,
                        suspended: history.suspended.contains(&id),
                        flagged: history.flagged.contains(&id),
                    });
                }
            }
        }
        Collection { decks, facets, history }
    }

    /// The facet's card; `None` where its file has changed since it was looked at.
    pub fn card(&self, facet: &Facet) -> Option<&Card> {
        let cards = &self.decks[facet.deck_idx].parsed.deck.cards;
        let is_it = |card: &&Card| card.key == facet.name.card;
        cards.get(facet.card_idx).filter(is_it).or_else(|| cards.iter().find(is_it))
    }

    /// The facet's card without its texts.
    pub fn outline(&self, facet: &Facet) -> &CardOutline {
        &self.decks[facet.deck_idx].outline.cards[facet.card_idx]
    }

    /// The facet's deck.
    pub fn deck(&self, facet: &Facet) -> &ShelvedDeck {
        &self.decks[facet.deck_idx]
    }

    /// The facet's reviews, in log order.
    pub fn reviews(&self, facet: &Facet) -> &[Reviewed] {
        self.history.reviews.get(&facet.filed).map_or(&[], Vec::as_slice)
    }

    /// Puts an edited deck in place of the old one; of its facets only the one that was edited is
    /// named anew, for the others the session goes on as it was planned.
    pub fn replace_card(&mut self, old: &Facet, parsed: LazyDeck, edited: &Facet) {
        let deck = &mut self.decks[old.deck_idx];
        deck.outline = Outline::of(&parsed.deck);
        deck.parsed = parsed;
        let cards = &deck.outline.cards;
        self.facets.retain_mut(|facet| {
            if facet.deck_idx != old.deck_idx {
                return true;
            }
            if facet.name == old.name {
                *facet = edited.clone();
                return true;
            }
            let place = cards.iter().position(|card| card.key == facet.name.card);
            place.inspect(|card_idx| facet.card_idx = *card_idx).is_some()
        });
    }

    /// When the facet is due, as it was promised; none for a new one.
    pub fn due(&self, facet: &Facet) -> Option<Day> {
        self.last(facet).map(|review| review.due)
    }

    /// The facet's newest review that counts for memory.
    pub fn last(&self, facet: &Facet) -> Option<&Reviewed> {
        self.reviews(facet).iter().rfind(|review| review.purpose != Purpose::Cram)
    }

    /// The scheduler a deck was last studied with.
    pub fn algorithm(&self, deck_idx: usize) -> Option<Algorithm> {
        self.facets
            .iter()
            .filter(|facet| facet.deck_idx == deck_idx)
            .filter_map(|facet| self.last(facet))
            .max_by_key(|review| review.moment.at)
            .map(|review| review.scheduler)
    }

    /// What was asked on a study day, over everything in the log.
    pub fn asked_on(&self, day: Day) -> Asked {
        let mut asked = Asked::default();
        for (facet, reviews) in &self.history.reviews {
            let mut counted = reviews.iter().filter(|review| review.purpose != Purpose::Cram);
            let Some(first) = counted.next() else { continue };
            let counts = asked.per_deck.entry(facet.deck.clone()).or_default();
            if first.moment.day == day {
                counts.new += 1;
            }
            counts.reviews += counted
                .filter(|review| review.moment.day == day && review.purpose != Purpose::Repeat)
                .count();
        }
        asked
    }

    /// Facets that are neither new nor put aside and are due by a day, of those that pass.
    pub fn n_due_by(&self, day: Day, pass: impl Fn(&Facet) -> bool) -> usize {
        self.facets
            .iter()
            .filter(|facet| !facet.suspended && pass(facet))
            .filter(|facet| self.due(facet).is_some_and(|due| due <= day))
            .count()
    }

    /// Facets that were never asked and are not put aside, of those that pass.
    pub fn n_new(&self, pass: impl Fn(&Facet) -> bool) -> usize {
        self.facets
            .iter()
            .filter(|facet| !facet.suspended && pass(facet))
            .filter(|facet| self.due(facet).is_none())
            .count()
    }

    /// The first day on which a facet is due.
    pub fn next_due(&self) -> Option<Day> {
        self.facets
            .iter()
            .filter(|facet| !facet.suspended)
            .filter_map(|facet| self.due(facet))
            .min()
    }

    /// Whether the newest first try of a facet was wrong.
    pub fn was_wrong(&self, facet: &Facet) -> bool {
        self.reviews(facet)
            .iter()
            .rfind(|review| review.purpose != Purpose::Repeat)
            .is_some_and(|review| review.rating == Rating::Again)
    }
}

fn name(deck: &ShelvedDeck, card: &CardKey, part: Part) -> FacetId {
    FacetId { deck: deck.id.clone(), card: card.clone(), part }
}

/// What was asked on a study day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// By deck.
    pub per_deck: HashMap<DeckId, Counts>,
}

/// New facets and reviews of a study day, repeats not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Facets asked for the first time.
    pub new: usize,
    /// Reviews of others.
    pub reviews: usize,
}

impl Asked {
    /// Over all decks.
    pub fn total(&self) -> Counts {
        self.per_deck.values().fold(Counts::default(), |sum, counts| Counts {
            new: sum.new + counts.new,
            reviews: sum.reviews + counts.reviews,
        })
    }

    /// In one deck.
    pub fn of(&self, deck: &DeckId) -> Counts {
        self.per_deck.get(deck).copied().unwrap_or_default()
    }
}
