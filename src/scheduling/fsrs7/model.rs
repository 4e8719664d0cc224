//! FSRS-7 in formulas: a forgetting curve of two powers, a slow and a fast stability, a difficulty.
//! Written for plain numbers and for those that carry their gradient. No defaults, no fit.
//!
//! Source: the published model of Open Spaced Repetition (srs-benchmark, fsrs-rs `main`, 2026). Ours
//! is the bias of [`Model::answered`]. Parameters are counted from 0 as there.

use super::dual::{N, Real};
use super::table::{BIAS, DIFFICULTY, STABILITY};
use crate::history::Rating;

/// The model under one set of parameters, with what does not depend on a card worked out.
#[derive(Clone, Debug)]
pub(super) struct Model<R> {
    w: [R; N],
    /// `ln w25`: the fast curve's recall after one fast stability.
    ln_fast: R,
    slow_decay: R,
    slow_factor: R,
    /// The difficulty of a first Easy, to which all difficulty tends.
    easiest: R,
}

/// A memory: stabilities in days, and the difficulty from 1 to 10.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct State<R> {
    pub slow: R,
    pub fast: R,
    pub difficulty: R,
}

/// The recall of a memory after some time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recall<R> {
    /// Of both curves together; 0 to 1.
    pub whole: R,
    /// Of the fast curve alone.
    pub fast: R,
}

/// Where the parameters of a stability begin in the table.
#[derive(Clone, Copy)]
enum Set {
    Slow = 7,
    Fast = 15,
}

impl<R: Real> Model<R> {
    pub(super) fn new(w: [R; N]) -> Model<R> {
        let slow_decay = w[24].within((0.01, 0.95));
        Model {
            ln_fast: w[25].ln(),
            slow_factor: (-(w[26].ln() / slow_decay)).exp() - 1.0,
            slow_decay,
            easiest: first_difficulty(&w, Rating::Easy),
            w,
        }
    }

    /// The memory after a first review.
    pub(super) fn first(&self, rating: Rating) -> State<R> {
        let slow = self.w[rating as usize - 1].within(STABILITY);
        State {
            slow,
            fast: fast_beside(slow),
            difficulty: first_difficulty(&self.w, rating).within(DIFFICULTY),
        }
    }

    /// The recall after `days`, at least 0, in fractions of days.
    pub(super) fn recall(&self, state: &State<R>, days: f64) -> Recall<R> {
        let w = &self.w;
        let State { slow, fast, difficulty } = *state;
        let (ln_slow, ln_fast) = (slow.ln(), fast.ln());
        let hardness = difficulty - 5.0;
        let decay = (w[23] * (ln_fast * (w[33] - 0.3)).exp()).within((0.01, 0.95));
        let factor = (-(self.ln_fast / decay)).min(R::constant(60.0)).exp() - 1.0;
        let of_fast = (-(decay * (factor / fast * days + 1.0).ln())).exp();
        let pace = (hardness * (w[32] - 0.3)).exp();
        let of_slow =
            (-(self.slow_decay * (self.slow_factor * pace / slow * days + 1.0).ln())).exp();
        let weight_fast = w[27] * (-(ln_fast * w[29])).exp();
        let weight_slow = w[28] * (ln_slow * w[30] + hardness * (w[31] - 0.5)).exp();
        let mixed = (weight_fast * of_fast + weight_slow * of_slow) / (weight_fast + weight_slow);
        Recall { whole: mixed * (1.0 - 2e-5) + 1e-5, fast: of_fast }
    }

    /// The memory after a later review, given the recall at that moment.
    pub(super) fn next(&self, state: &State<R>, recall: &Recall<R>, rating: Rating) -> State<R> {
        let difficulty = state.difficulty;
        let slow = self.stability(Set::Slow, state.slow, difficulty, recall.whole, rating);
        let fast = self.stability(Set::Fast, state.fast, difficulty, recall.fast, rating);
        let fast = if rating == Rating::Again { fast.min(slow * 0.8) } else { fast };
        State {
            slow,
            fast: fast.within(STABILITY),
            difficulty: self.difficulty(difficulty, recall.whole, rating),
        }
    }

    fn stability(&self, set: Set, old: R, difficulty: R, recall: R, rating: Rating) -> R {
        let w = &self.w[set as usize..];
        let forgotten = -recall + 1.0;
        let ln_grown = ((old + 1.0).ln() * w[4]).exp() - 1.0;
        let lapsed = old.min(w[3] * ln_grown * (forgotten * w[5]).exp());
        if rating == Rating::Again {
            return lapsed.within(STABILITY);
        }
        let surprise = (forgotten * w[2]).exp() - 1.0;
        let growth = (w[0] - 1.5 - old.ln() * w[1]).exp() * (-difficulty + 11.0) * surprise;
        let growth = match rating {
            Rating::Hard => growth * w[6],
            Rating::Easy => growth * w[7],
            Rating::Again | Rating::Good => growth,
        };
        lapsed.max(old * (growth + 1.0)).within(STABILITY)
    }

    fn difficulty(&self, old: R, recall: R, rating: Rating) -> R {
        let step = self.w[6] * (3.0 - f64::from(rating as u8));
        let step = if rating == Rating::Again { step * (recall + 0.1) } else { step };
        let moved = old + step * (-old + 10.0) * (1.0 / 9.0);
        (self.easiest * 0.01 + moved * 0.99).within(DIFFICULTY)
    }

    /// The chance of a right answer: the curve's recall moved by the learner's bias on the logit.
    pub(super) fn answered(&self, curve: R) -> R {
        let against = (-curve + 1.0) / curve * (-self.w[BIAS]).exp();
        R::constant(1.0) / (against + 1.0)
    }
}

/// The fast stability beside a slow one, where no review has told them apart.
pub(super) fn fast_beside<R: Real>(slow: R) -> R {
    (slow * 0.8).within(STABILITY)
}

fn first_difficulty<R: Real>(w: &[R; N], rating: Rating) -> R {
    w[4] - (w[5] * f64::from(rating as u8 - 1)).exp() + 1.0
}
