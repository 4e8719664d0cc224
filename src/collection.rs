//! The decks of a run joined with a learner's log: which facets there are, under which name each is
//! filed, when each is due. Values in, values out; reads no file and no database.

mod digest;

pub use digest::{Digest, InDeck, Standing, Standings};

use std::collections::{HashMap, HashSet};

use crate::deck::{Card, CardKey, CardOutline, DeckId, FacetId, LazyDeck, Outline};
use crate::history::{Algorithm, CardId, InOrder, Marks};
use crate::scheduling::Load;
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
    /// The name its card's progress is filed under, where that is another.
    filed_card: Option<Box<CardKey>>,
    /// Its deck.
    pub deck_idx: usize,
    /// Its card in the deck.
    pub card_idx: usize,
    /// Put aside by the learner.
    pub suspended: bool,
    /// Flagged by the learner.
    pub flagged: bool,
    /// Where it stands; `None` for a new one.
    pub standing: Option<Standing>,
}

/// The decks of a run joined with a learner's history.
pub struct Collection {
    /// The decks.
    pub decks: Vec<ShelvedDeck>,
    /// Every facet of every card that is not a draft, in the authors' order.
    pub facets: Vec<Facet>,
    /// What the log says beside its reviews.
    pub marks: Marks,
    /// What was asked on the study day the collection was made for, over everything in the log.
    pub asked: Asked,
    /// When facets are due, over everything in the log but what was put aside.
    pub load: Load,
    /// The scheduler each deck was last studied with.
    algorithms: HashMap<DeckId, Algorithm>,
}

impl Collection {
    /// Joins decks with what the log comes to. `filed` gives for each deck the cards that are filed
    /// under another name than their own.
    pub fn new(
        decks: Vec<ShelvedDeck>,
        filed: &[HashMap<CardKey, CardKey>],
        digest: Digest,
        today: Day,
    ) -> Collection {
        let asked = Asked::on(today, &digest);
        let load = digest.load();
        let algorithms = digest.algorithms().map(|(deck, it)| (deck.clone(), it)).collect();
        let Digest { standings, marks, .. } = digest;
        let n_cards = decks.iter().map(|deck| deck.outline.cards.len()).sum();
        let mut facets = Vec::with_capacity(n_cards);
        for (deck_idx, deck) in decks.iter().enumerate() {
            let mut standings = standings.get(&deck.id).map(InOrder::new);
            for (card_idx, card) in deck.outline.cards.iter().enumerate() {
                if card.draft {
                    continue;
                }
                let key = filed.get(deck_idx).and_then(|names| names.get(&card.key));
                let filed_card = key.filter(|key| **key != card.key).cloned().map(Box::new);
                let key = key.unwrap_or(&card.key);
                let id = || CardId { deck: deck.id.clone(), card: key.clone() };
                let is_marked = |set: &HashSet<CardId>| !set.is_empty() && set.contains(&id());
                for &part in card.parts() {
                    let standing = standings.as_mut().and_then(|it| it.get(&InDeck(key, part)));
                    facets.push(Facet {
                        name: FacetId { deck: deck.id.clone(), card: card.key.clone(), part },
                        filed_card: filed_card.clone(),
                        deck_idx,
                        card_idx,
                        suspended: is_marked(&marks.suspended),
                        flagged: is_marked(&marks.flagged),
                        standing: standing.map(|standing| standing.on(today)),
                    });
                }
            }
        }
        Collection { decks, facets, marks, asked, load, algorithms }
    }

    /// The facet's card; `None` where its file has changed since it was looked at.
    pub fn card(&self, facet: &Facet) -> Option<Card> {
        let deck = &self.decks[facet.deck_idx];
        deck.parsed.card(&deck.outline, facet.card_idx)
    }

    /// The facet that is shown under a name.
    pub fn named(&self, name: &FacetId) -> Option<&Facet> {
        self.of_deck(&name.deck).iter().find(|facet| facet.name == *name)
    }

    /// The facet that is filed under a name.
    pub fn filed(&self, name: &FacetId) -> Option<&Facet> {
        let is_it = |it: &&Facet| it.name.part == name.part && *it.filed_card() == name.card;
        self.of_deck(&name.deck).iter().find(is_it)
    }

    /// The facets of a deck; they stand side by side.
    fn of_deck(&self, id: &DeckId) -> &[Facet] {
        let Some(idx) = self.decks.iter().position(|deck| deck.id == *id) else { return &[] };
        let start = self.facets.partition_point(|facet| facet.deck_idx < idx);
        let end = self.facets.partition_point(|facet| facet.deck_idx <= idx);
        &self.facets[start..end]
    }

    /// The facets of a facet's card, itself among them; they stand side by side, too.
    pub fn of_same_card(&self, facet: &Facet) -> &[Facet] {
        let place = |it: &Facet| (it.deck_idx, it.card_idx);
        let start = self.facets.partition_point(|it| place(it) < place(facet));
        let end = self.facets.partition_point(|it| place(it) <= place(facet));
        &self.facets[start..end]
    }

    /// The facet's card without its texts.
    pub fn outline(&self, facet: &Facet) -> &CardOutline {
        &self.decks[facet.deck_idx].outline.cards[facet.card_idx]
    }

    /// The facet's deck.
    pub fn deck(&self, facet: &Facet) -> &ShelvedDeck {
        &self.decks[facet.deck_idx]
    }

    /// Puts an edited deck in place of the old one; of its facets only the one that was edited is
    /// named anew, for the others the session goes on as it was planned.
    pub fn replace_card(&mut self, old: &Facet, parsed: LazyDeck, edited: &Facet) {
        let deck = &mut self.decks[old.deck_idx];
        deck.outline = Outline::from(&*parsed);
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

    /// The scheduler each deck was last studied with.
    pub fn algorithms(&self) -> Vec<Option<Algorithm>> {
        self.decks.iter().map(|deck| self.algorithms.get(&deck.id).copied()).collect()
    }

    /// How many facets of each deck are due by a day, and how many were never asked; those put aside
    /// not counted.
    pub fn waiting(&self, day: Day) -> Vec<(usize, usize)> {
        let mut waiting = vec![(0, 0); self.decks.len()];
        for facet in self.facets.iter().filter(|facet| !facet.suspended) {
            let (due, new) = &mut waiting[facet.deck_idx];
            *due += usize::from(facet.due().is_some_and(|due| due <= day));
            *new += usize::from(facet.standing.is_none());
        }
        waiting
    }

    /// How many facets are neither new nor put aside and are due by a day.
    pub fn n_due_by(&self, day: Day) -> usize {
        let is_due = |facet: &&Facet| !facet.suspended && facet.due().is_some_and(|due| due <= day);
        self.facets.iter().filter(is_due).count()
    }

    /// The first day on which a facet is due.
    pub fn next_due(&self) -> Option<Day> {
        self.facets.iter().filter(|facet| !facet.suspended).filter_map(Facet::due).min()
    }
}

impl Facet {
    /// The name its progress is filed under.
    pub fn filed(&self) -> FacetId {
        FacetId { card: self.filed_card().clone(), ..self.name.clone() }
    }

    /// The name its card's progress is filed under.
    pub fn filed_card(&self) -> &CardKey {
        self.filed_card.as_deref().unwrap_or(&self.name.card)
    }

    /// The same facet of a card that bears another name and stands elsewhere now; it stays filed as it was.
    #[must_use]
    pub fn renamed(&self, card: CardKey, card_idx: usize) -> Facet {
        let filed_card = Some(Box::new(self.filed_card().clone()));
        let name = FacetId { card, ..self.name.clone() };
        Facet { name, filed_card, card_idx, ..self.clone() }
    }

    /// When it is due, as it was promised; `None` for a new one.
    pub fn due(&self) -> Option<Day> {
        self.standing.map(|standing| standing.due)
    }
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
    /// What was asked on a study day.
    pub fn on(day: Day, digest: &Digest) -> Asked {
        let mut asked = Asked::default();
        for (deck, standings) in &digest.standings {
            let of_today = standings.values().filter(|standing| standing.last == day);
            let counts = of_today.fold(Counts::default(), |sum, standing| Counts {
                new: sum.new + usize::from(standing.first == day),
                reviews: sum.reviews + usize::from(standing.counted),
            });
            if counts != Counts::default() {
                asked.per_deck.insert(deck.clone(), counts);
            }
        }
        asked
    }

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

#[cfg(test)]
mod tests;
