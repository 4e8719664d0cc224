//! Which facets a session asks, and in what order: due before new, limits per study day, siblings
//! on different days. Works on names and numbers only, never on cards, so that decks whose cards
//! are not asked need not be parsed.
//!
//! Facets are chosen class by class: repeats, due, ahead, new. A class takes what limits and
//! siblings leave, so that a due sibling goes before a new one. Then new facets are spread evenly
//! among the others, repeats stay in front.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rand::Rng;
use rand::seq::SliceRandom;

use crate::deck::{CardKey, DeckId, FacetId, NewOrder, Part};
use crate::time::Day;

/// One of so many seats is for the facet that has waited longest.
const SEATS: usize = 4;

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
    /// Facets due later, wanted ahead, that the limits held back.
    pub ahead_held: usize,
    /// New facets that the limits held back.
    pub new_held: usize,
    /// Facets held back because a sibling is asked or was asked today.
    pub siblings_held: usize,
    /// Facets past the number that was wanted at most.
    pub cut: usize,
}

/// Builds the queue of a session.
///
/// Repeats always come, first and in the authors' order. Due facets come by descending recall
/// where a limit or `at_most` cuts (then those of unknown recall, the most overdue first), else
/// in random order. Those ahead of their time come after them, the nearest first, under the same
/// limits; one that was reviewed today is not asked ahead again. New facets are spread evenly
/// among due and ahead, whatever the backlog. Where more than the limit falls due day after day, every
/// fourth facet is the one that has waited longest, so that none waits for ever. The dice should be a generator of a fixed algorithm, such as
/// [`rand::rngs::Xoshiro256PlusPlus`], for the same seed to give the same queue for ever.
pub fn build(
    candidates: &[Candidate],
    limits: &Limits,
    options: &QueueOptions,
    dice: &mut dyn Rng,
) -> Queue {
    let mut queue = Queue::default();
    let classes = Classes::sort(candidates, options, dice);
    let mut chosen: Vec<&Candidate> = classes.every;
    if !options.all {
        let mut taken = Taken::today(candidates, options.today);
        let Limits { new, reviews, new_per_deck, reviews_per_deck } = limits;
        let mut reviews = Budget::new(*reviews, reviews_per_deck);
        let mut new = Budget::new(*new, new_per_deck);
        let held = &mut queue.siblings_held;
        let mut due = choose(classes.due, &mut reviews, &mut taken, held, &mut queue.due_held);
        let ahead = choose(classes.ahead, &mut reviews, &mut taken, held, &mut queue.ahead_held);
        let new = choose(classes.new, &mut new, &mut taken, held, &mut queue.new_held);
        let n_asked = classes.repeats.len() + due.len() + ahead.len() + new.len();
        if queue.due_held == 0 && options.at_most.is_none_or(|at_most| n_asked <= at_most) {
            due.shuffle(dice);
        }
        due.extend(ahead);
        chosen = classes.repeats;
        chosen.extend(spread(&due, &new));
    }
    let at_most = options.at_most.unwrap_or(usize::MAX).min(chosen.len());
    queue.cut = chosen.len() - at_most;
    queue.asked = chosen[..at_most].iter().map(|candidate| (*candidate).clone()).collect();
    queue
}

/// The candidates by class, each in the order in which it is served.
#[derive(Default)]
struct Classes<'a> {
    /// Everything, where everything is asked; the others are empty then.
    every: Vec<&'a Candidate>,
    repeats: Vec<&'a Candidate>,
    due: Vec<&'a Candidate>,
    ahead: Vec<&'a Candidate>,
    new: Vec<&'a Candidate>,
}

impl<'a> Classes<'a> {
    fn sort(
        candidates: &'a [Candidate],
        options: &QueueOptions,
        dice: &mut dyn Rng,
    ) -> Classes<'a> {
        let mut classes = Classes::default();
        let horizon = options.today.plus(i32::try_from(options.ahead).unwrap_or(i32::MAX));
        let hasher = foldhash::fast::RandomState::default();
        let mut known = HashSet::with_capacity_and_hasher(candidates.len(), hasher);
        for candidate in candidates.iter().filter(|candidate| known.insert(&candidate.facet)) {
            match candidate.due {
                _ if options.all => classes.every.push(candidate),
                _ if candidate.repeat => classes.repeats.push(candidate),
                None => classes.new.push(candidate),
                Some(due) if due <= options.today => classes.due.push(candidate),
                Some(due) if due <= horizon && candidate.last != Some(options.today) => {
                    classes.ahead.push(candidate);
                }
                Some(_) => {}
            }
        }
        classes.repeats.sort_by_key(|candidate| candidate.place);
        classes.due.sort_by_cached_key(|candidate| urgency(candidate));
        classes.due = none_starves(&classes.due, |it| (it.due, it.place));
        classes.ahead.sort_by_cached_key(|candidate| (candidate.due, urgency(candidate)));
        for class in [&mut classes.every, &mut classes.new] {
            class.sort_by_key(|candidate| candidate.place);
            if options.order == NewOrder::Random {
                class.shuffle(dice);
            }
        }
        siblings_apart(&mut classes.every);
        classes
    }
}

/// Puts the second facets of cards after the first ones of all, the third after those, in the order
/// there is: one side of a card would give the other away.
fn siblings_apart(candidates: &mut Vec<&Candidate>) {
    let mut n_before: HashMap<(&DeckId, &CardKey), usize> = HashMap::new();
    let mut rounds: Vec<(usize, &Candidate)> = Vec::with_capacity(candidates.len());
    for candidate in candidates.drain(..) {
        let n = n_before.entry((&candidate.facet.deck, &candidate.facet.card)).or_default();
        rounds.push((*n, candidate));
        *n += 1;
    }
    rounds.sort_by_key(|(round, _)| *round);
    candidates.extend(rounds.into_iter().map(|(_, candidate)| candidate));
}

/// Sorts the most urgent first: by descending recall, then unknown recall by the day it was due.
fn urgency(candidate: &Candidate) -> (bool, Reverse<u64>, Option<Day>, usize) {
    let recall = candidate.recall.filter(|recall| *recall >= 0.0);
    // The bits of floats from zero upwards sort as the floats do; adding 0 makes -0 a 0.
    let bits = recall.map_or(0, |recall| (recall + 0.0).to_bits());
    (recall.is_none(), Reverse(bits), candidate.due, candidate.place)
}

/// Gives every fourth seat to the facet that has waited longest. By recall alone, the worst known facets
/// would wait for as long as more falls due than the limit lets through, which may be for ever.
pub fn none_starves<T: Copy, K: Ord>(by_urgency: &[T], waiting_since: impl Fn(&T) -> K) -> Vec<T> {
    let n_all = by_urgency.len();
    let mut by_waiting: Vec<usize> = (0..n_all).collect();
    by_waiting.sort_by_cached_key(|&idx| waiting_since(&by_urgency[idx]));
    let mut is_seated = vec![false; n_all];
    let (mut urgent, mut waiting) = (0..n_all, by_waiting.into_iter());
    let mut seats = Vec::with_capacity(n_all);
    while seats.len() < n_all {
        let is_free = |idx: &usize| !is_seated[*idx];
        let next = if seats.len() % SEATS == SEATS - 1 {
            waiting.find(is_free)
        } else {
            urgent.find(is_free)
        };
        if let Some(next) = next {
            is_seated[next] = true;
            seats.push(by_urgency[next]);
        }
    }
    seats
}

/// The cards of which a facet was asked today or is in the queue, with that facet's part.
struct Taken<'a>(HashMap<(&'a DeckId, &'a CardKey), Part, foldhash::fast::RandomState>);

impl<'a> Taken<'a> {
    fn today(candidates: &'a [Candidate], today: Day) -> Taken<'a> {
        let asked = candidates.iter().filter(|c| c.repeat || c.last == Some(today));
        Taken(asked.map(|c| ((&c.facet.deck, &c.facet.card), c.facet.part)).collect())
    }

    /// Whether another facet of the card was or will be asked today.
    fn has_sibling(&self, facet: &FacetId) -> bool {
        self.0.get(&(&facet.deck, &facet.card)).is_some_and(|part| *part != facet.part)
    }

    fn take(&mut self, facet: &'a FacetId) {
        self.0.insert((&facet.deck, &facet.card), facet.part);
    }
}

/// What is left of a limit over all decks and of one for each; the lower wins.
struct Budget {
    total: usize,
    per_deck: Vec<usize>,
}

impl Budget {
    fn new(total: usize, per_deck: &[usize]) -> Budget {
        Budget { total, per_deck: per_deck.to_vec() }
    }

    /// Spends one on a facet of a deck, if there is one left. A deck not named has no limit.
    fn spend(&mut self, deck_idx: usize) -> bool {
        let deck = self.per_deck.get_mut(deck_idx);
        if self.total == 0 || deck.as_deref() == Some(&0) {
            return false;
        }
        self.total -= 1;
        if let Some(left) = deck {
            *left -= 1;
        }
        true
    }
}

/// Chooses from a class what siblings and limits leave, and counts what they hold back.
fn choose<'a>(
    class: Vec<&'a Candidate>,
    budget: &mut Budget,
    taken: &mut Taken<'a>,
    siblings_held: &mut usize,
    limit_held: &mut usize,
) -> Vec<&'a Candidate> {
    let mut chosen = Vec::new();
    for candidate in class {
        if taken.has_sibling(&candidate.facet) {
            *siblings_held += 1;
        } else if budget.spend(candidate.deck_idx) {
            taken.take(&candidate.facet);
            chosen.push(candidate);
        } else {
            *limit_held += 1;
        }
    }
    chosen
}

/// Spreads new facets evenly among the others: each class fills the queue's length at the middles
/// of equal stretches, and the two are merged. Of 4 due and 2 new: due, new, due, due, new, due.
fn spread<'a>(others: &[&'a Candidate], new: &[&'a Candidate]) -> Vec<&'a Candidate> {
    let mut mixed = Vec::with_capacity(others.len() + new.len());
    let (mut i, mut j) = (0, 0);
    while i < others.len() || j < new.len() {
        // (i + 1/2) / others <= (j + 1/2) / new, in whole numbers.
        let other_first = (2 * i + 1) * new.len() <= (2 * j + 1) * others.len();
        if j == new.len() || (i < others.len() && other_first) {
            mixed.push(others[i]);
            i += 1;
        } else {
            mixed.push(new[j]);
            j += 1;
        }
    }
    mixed
}

#[cfg(test)]
mod tests;
