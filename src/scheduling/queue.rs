//! Which facets a session asks, and in what order: due before new, limits per study day, siblings
//! on different days. Works on names and numbers only, never on cards, so that decks whose cards
//! are not asked need not be parsed.

use rand::Rng;

use crate::deck::{FacetId, NewOrder};
use crate::time::Day;

/// What the queue must know of a facet.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its name in the log.
    pub facet: FacetId,
    /// Which of the session's decks it is in.
    pub deck_idx: usize,
    /// Its place among all candidates, in the authors' order.
    pub place: usize,
    /// When it is due; none for a new facet.
    pub due: Option<Day>,
    /// Recall predicted for today; none for a new facet or a scheduler without a model.
    pub recall: Option<f64>,
    /// The study day of its last review, whatever the purpose but cram.
    pub last: Option<Day>,
    /// Reviewed today and to be asked again today until right.
    pub repeat: bool,
}

/// What may still be asked today.
#[derive(Clone, Debug, PartialEq)]
pub struct Limits {
    /// New facets over all decks.
    pub new: usize,
    /// Due facets over all decks.
    pub reviews: usize,
    /// New facets for each deck.
    pub new_per_deck: Vec<usize>,
    /// Due facets for each deck.
    pub reviews_per_deck: Vec<usize>,
}

/// How to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueOptions {
    /// The study day.
    pub today: Day,
    /// How many days before their time facets may come.
    pub ahead: u32,
    /// Ask every facet once, whatever is due and whatever the limits.
    pub all: bool,
    /// The order of new facets.
    pub order: NewOrder,
    /// At most this many facets in all.
    pub at_most: Option<usize>,
}

/// What a session asks, and what was held back and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queue {
    /// In the order of asking.
    pub asked: Vec<Candidate>,
    /// Due facets that the limits held back.
    pub due_held: usize,
    /// New facets that the limits held back.
    pub new_held: usize,
    /// Facets held back because a sibling is asked or was asked today.
    pub siblings_held: usize,
}

/// Builds the queue of a session.
pub fn build(
    candidates: &[Candidate],
    limits: &Limits,
    options: &QueueOptions,
    dice: &mut dyn Rng,
) -> Queue {
    let _ = (candidates, limits, options, dice);
    todo!()
}
