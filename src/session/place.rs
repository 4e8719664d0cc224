//! Where a session stands: what is open, what comes back, how far it is. Small, so that every
//! recorded answer can keep the place before it, and undo is putting that back.

use super::arrange::Arrangement;
use super::score::Tally;
use crate::grading::Response;
use crate::scheduling::Preview;
use crate::time::Timestamp;

/// After how many other questions a missed card comes back.
const OTHERS_BETWEEN: usize = 4;

/// After how many milliseconds of other questions at the earliest, so that it is recalled and not echoed.
const MS_BETWEEN: i64 = 60_000;

/// Where a session stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place {
    /// The first turn that was not asked yet.
    pub(super) next: usize,
    /// How many turns were asked, repeats and those that were put aside not counted.
    pub(super) number: usize,
    /// How many questions ended, repeats counted.
    pub(super) ended: usize,
    /// Missed cards, in the order in which they come back.
    pub(super) repeats: Vec<Repeat>,
    /// The question that is open.
    pub(super) open: Option<Open>,
    /// The running score.
    pub(super) tally: Tally,
}

/// A missed card that comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Repeat {
    pub(super) turn_idx: usize,
    /// How many questions must have ended before it, where there are any.
    after: usize,
    /// Before when it does not come, where there are others.
    not_before: Timestamp,
}

/// A question that is open.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Open {
    pub(super) turn_idx: usize,
    /// Asked again in this session.
    pub(super) repeat: bool,
    /// The number of the asking.
    pub(super) ask: u32,
    pub(super) asked_at: Timestamp,
    /// The hint was seen.
    pub(super) hinted: bool,
    pub(super) arrangement: Arrangement,
    /// A flashcard that shows its answer.
    pub(super) revealed: Option<Revealed>,
}

/// A flashcard that waits for its rating.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Revealed {
    pub(super) response: Response,
    pub(super) preview: Preview,
    pub(super) first_key_ms: Option<u32>,
    pub(super) total_ms: u32,
}

impl Place {
    /// Takes the next turn, and whether it is a repeat. `gone` tells which turns are left out.
    pub(super) fn take_next(&mut self, gone: &[bool], now: Timestamp) -> Option<(usize, bool)> {
        self.repeats.retain(|repeat| !gone[repeat.turn_idx]);
        let comes = |repeat: &Repeat| repeat.after <= self.ended && repeat.not_before <= now;
        if let Some(place) = self.repeats.iter().position(comes) {
            return Some((self.repeats.remove(place).turn_idx, true));
        }
        if let Some(turn_idx) = (self.next..gone.len()).find(|turn_idx| !gone[*turn_idx]) {
            self.next = turn_idx + 1;
            self.number += 1;
            return Some((turn_idx, false));
        }
        self.next = gone.len();
        (!self.repeats.is_empty()).then(|| (self.repeats.remove(0).turn_idx, true))
    }

    /// Closes the open question of a card that is left out: it does not count as asked.
    pub(super) fn leave_out(&mut self) {
        if self.open.take().is_some_and(|open| !open.repeat) {
            self.number -= 1;
        }
    }

    /// Has a card come back some questions after the one that ended as the `ended`th, which is now.
    pub(super) fn repeat(&mut self, turn_idx: usize, ended: usize, now: Timestamp) {
        let not_before = Timestamp(now.0.saturating_add(MS_BETWEEN));
        let after = ended + OTHERS_BETWEEN;
        let at = self.repeats.partition_point(|repeat| repeat.after <= after);
        self.repeats.insert(at, Repeat { turn_idx, after, not_before });
    }

    /// Has a card not come back.
    pub(super) fn no_repeat(&mut self, turn_idx: usize) {
        self.repeats.retain(|repeat| repeat.turn_idx != turn_idx);
    }

    /// How many turns are still to be asked.
    pub(super) fn n_ahead(&self, gone: &[bool]) -> usize {
        gone[self.next..].iter().filter(|gone| !**gone).count()
    }
}
