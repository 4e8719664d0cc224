//! The turns of a session: those that are there, and those that are brought when their time comes, so
//! that a deck is not read before one of its cards is asked.

use std::collections::HashMap;
use std::ops::{Index, IndexMut};

use super::plan::Later;
use super::{CardId, Turn};
use crate::deck::FacetId;
use crate::time::Day;

/// The turns, in the order of asking.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns {
    slots: Vec<Slot>,
    /// What the learner did to cards in this session, for turns that come later.
    flagged: HashMap<CardId, bool>,
    notes: HashMap<CardId, Option<String>>,
}

#[derive(Clone, Debug)]
enum Slot {
    Here(Box<Turn>),
    Later(Later),
}

impl Turns {
    pub(super) fn new(here: Vec<Turn>, later: Vec<Later>) -> Turns {
        let here = here.into_iter().map(|turn| Slot::Here(Box::new(turn)));
        let slots = here.chain(later.into_iter().map(Slot::Later)).collect();
        Turns { slots, ..Turns::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The name under which a turn that is not there yet is filed.
    pub(super) fn missing(&self, turn_idx: usize) -> Option<&FacetId> {
        match self.slots.get(turn_idx)? {
            Slot::Here(_) => None,
            Slot::Later(later) => Some(&later.filed),
        }
    }

    /// Puts a turn in its place. What was done to its card meanwhile holds for it, too.
    pub(super) fn bring(&mut self, turn_idx: usize, mut turn: Box<Turn>) {
        let card = CardId::from(&turn.filed);
        if let Some(flagged) = self.flagged.get(&card) {
            turn.flagged = *flagged;
        }
        if let Some(note) = self.notes.get(&card) {
            turn.note.clone_from(note);
        }
        self.slots[turn_idx] = Slot::Here(turn);
    }

    /// Flags a card, or takes the flag away.
    pub(super) fn flag(&mut self, card: &CardId, on: bool) {
        self.of_card(card).for_each(|turn| turn.flagged = on);
        self.flagged.insert(card.clone(), on);
    }

    /// Notes something to a card, or nothing.
    pub(super) fn note(&mut self, card: &CardId, note: Option<String>) {
        self.of_card(card).for_each(|turn| turn.note.clone_from(&note));
        self.notes.insert(card.clone(), note);
    }

    /// The turns of a card that are there.
    fn of_card(&mut self, card: &CardId) -> impl Iterator<Item = &mut Turn> {
        self.slots.iter_mut().filter_map(|slot| match slot {
            Slot::Here(turn) if is_of(&turn.filed, card) => Some(&mut **turn),
            _ => None,
        })
    }

    /// For each turn, whether it is of a card.
    pub(super) fn are_of<'a>(&'a self, card: &'a CardId) -> impl Iterator<Item = bool> + 'a {
        self.slots.iter().map(|slot| match slot {
            Slot::Here(turn) => is_of(&turn.filed, card),
            Slot::Later(later) => is_of(&later.filed, card),
        })
    }

    /// For each turn, when it is due; none for a new one.
    pub(super) fn due(&self) -> impl Iterator<Item = Option<Day>> {
        self.slots.iter().map(|slot| match slot {
            Slot::Here(turn) => turn.last_review().map(|last| last.due),
            Slot::Later(later) => later.due,
        })
    }
}

/// Only turns that were asked are looked at, and these are there.
impl Index<usize> for Turns {
    type Output = Turn;

    fn index(&self, turn_idx: usize) -> &Turn {
        match &self.slots[turn_idx] {
            Slot::Here(turn) => turn,
            Slot::Later(later) => unreachable!("{} was not brought", later.filed),
        }
    }
}

impl IndexMut<usize> for Turns {
    fn index_mut(&mut self, turn_idx: usize) -> &mut Turn {
        match &mut self.slots[turn_idx] {
            Slot::Here(turn) => turn,
            Slot::Later(later) => unreachable!("{} was not brought", later.filed),
        }
    }
}

fn is_of(filed: &FacetId, card: &CardId) -> bool {
    filed.deck == card.deck && filed.card == card.card
}
