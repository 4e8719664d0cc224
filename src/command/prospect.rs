//! A learner's cards as the days ahead begin: what `plan` and `simulate` start from.

use std::collections::HashMap;

use crate::config::{Config, REVIEWS_PER_DAY};
use crate::error::Failure;
use crate::history::{Algorithm, Answers};
use crate::planning::{Deck, Standing, seconds};
use crate::scheduling::{Past, Schedulers};
use crate::time::Day;

use super::shelf::Shelf;

/// The cards that are neither put aside nor drafts, and how the learner answers.
pub(super) struct Prospect {
    pub today: Day,
    schedulers: Schedulers,
    decks: Vec<OfDeck>,
    /// In the order of `facets`.
    pub cards: Vec<Standing>,
    /// Where each card stands among the facets of the collection.
    pub facets: Vec<usize>,
    /// Reviews a day at most, over all decks.
    pub reviews_per_day: usize,
    /// Seconds of a right and of a wrong answer.
    pub seconds: (f64, f64),
}

/// What holds for a deck, as `quiz` has it.
struct OfDeck {
    algorithm: Algorithm,
    retention: f64,
    reviews_per_day: usize,
}

impl Prospect {
    pub(super) fn of(shelf: &Shelf, config: &Config) -> Result<Prospect, Failure> {
        let (collection, settings) = (&shelf.collection, &config.settings);
        let schedulers = Schedulers::with(|algorithm| collection.marks.values(algorithm));
        let of_deck = |(deck, used): (&crate::collection::ShelvedDeck, Option<Algorithm>)| {
            let own = settings.per_deck.get(&*deck.id.0);
            let suggested = &deck.outline.settings;
            let reviews = own.and_then(|own| own.reviews_per_day).or(suggested.reviews_per_day);
            let chosen = own.and_then(|own| own.scheduler).or(settings.scheduler);
            OfDeck {
                algorithm: chosen.or(used).unwrap_or_default(),
                retention: settings.retention(&deck.id.0, suggested.retention),
                reviews_per_day: reviews.map_or(usize::MAX, |limit| limit as usize),
            }
        };
        let decks: Vec<OfDeck> =
            collection.decks.iter().zip(collection.algorithms()).map(of_deck).collect();
        let answers = match &shelf.log {
            Some(reader) => super::shelf::answers(reader, config)?,
            None => Answers::default(),
        };
        let facets = collection.facets.iter().filter(|it| it.standing.is_some());
        let of_facet: HashMap<String, Algorithm> =
            facets.map(|it| (it.filed().to_string(), decks[it.deck_idx].algorithm)).collect();
        let mut memories = HashMap::new();
        answers.each_facet(|facet, tries| {
            let Some(algorithm) = of_facet.get(facet) else { return };
            let memory = Past::of(tries).replay(schedulers.of(*algorithm));
            memories.extend(memory.map(|memory| (facet.to_owned(), memory)));
        });
        let (mut cards, mut facets, mut card) = (Vec::new(), Vec::new(), 0);
        let mut before = None;
        for (idx, facet) in collection.facets.iter().enumerate() {
            let place = Some((facet.deck_idx, facet.card_idx));
            card += usize::from(before != place);
            before = place;
            if facet.suspended {
                continue;
            }
            let memory = memories.get(&facet.filed().to_string());
            let known = facet.standing.zip(memory).map(|(it, memory)| (*memory, it.last, it.due));
            cards.push(Standing { deck: facet.deck_idx, card, known });
            facets.push(idx);
        }
        let seconds = seconds(answers.all.iter().map(|answer| &answer.tried));
        let reviews_per_day = settings.reviews_per_day.unwrap_or(REVIEWS_PER_DAY) as usize;
        let today = config.clock.now().day;
        Ok(Prospect { today, schedulers, decks, cards, facets, reviews_per_day, seconds })
    }

    /// The decks as they are studied; under another wanted retention where one is given.
    pub(super) fn decks(&self, retention: Option<f64>) -> Vec<Deck<'_>> {
        let deck = |deck: &OfDeck| Deck {
            model: self.schedulers.of(deck.algorithm),
            retention: retention.unwrap_or(deck.retention),
            reviews_per_day: deck.reviews_per_day,
        };
        self.decks.iter().map(deck).collect()
    }
}
