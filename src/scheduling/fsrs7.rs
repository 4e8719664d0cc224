//! FSRS-7, our own: memory of three numbers in fractions of days, so that reviews of the same study day
//! are predicted too. The parameters are the published ones or a learner's own.

mod dual;
mod fit;
mod model;
mod table;
#[cfg(test)]
mod tests;

pub use fit::{BIAS_ONLY, FULL};

use super::{Answered, Elapsed, Memory, Scheduler, trail::Step};
use crate::history::Algorithm;
use dual::N;
use model::{Model, State};
use table::{DIFFICULTY, STABILITY, TABLE};

/// How many numbers [`Parameters::to_values`] gives.
const N_VALUES: usize = N + 1;

/// An answer so many times slower or faster than usual counts as that, in logarithms.
const MOST_SLOWNESS: f64 = 2.0;

/// A set of parameters: the published 34, a bias and the weight of slowness, and the answer time by
/// which slowness is measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    w: [f64; N],
    /// In milliseconds; 0 where no answer time is known.
    median_ms: u32,
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { w: TABLE.map(|row| row.start), median_ms: 0 }
    }
}

impl Parameters {
    /// The set most likely for a learner with these trails, oldest reviews first in each; the search
    /// begins at `self`.
    #[must_use]
    pub fn fit(&self, trails: &[&[Step]]) -> Parameters {
        fit::fit(trails, self)
    }

    /// The set as numbers, to be written down.
    pub fn to_values(&self) -> Vec<f64> {
        let rounded = self.w.iter().map(|w| (w * 1e6).round() / 1e6);
        rounded.chain([f64::from(self.median_ms)]).collect()
    }

    /// The set of numbers that were written down; none where they are no such set.
    pub fn from_values(values: &[f64]) -> Option<Parameters> {
        let values: &[f64; N_VALUES] = values.try_into().ok()?;
        if values.iter().any(|value| !value.is_finite()) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let median_ms = values[N] as u32;
        let w = std::array::from_fn(|n| values[n].clamp(TABLE[n].low, TABLE[n].high));
        Some(Parameters { w, median_ms })
    }
}

/// How slow an answer was: the logarithm of its time over the usual one, within ±2; 0 where a time is
/// unknown.
fn slowness(ms: u32, median_ms: u32) -> f64 {
    if ms == 0 || median_ms == 0 {
        return 0.0;
    }
    (f64::from(ms) / f64::from(median_ms)).ln().clamp(-MOST_SLOWNESS, MOST_SLOWNESS)
}

/// The scheduler under a set of parameters.
#[derive(Clone, Debug)]
pub(super) struct Fsrs7 {
    model: Model<f64>,
    median_ms: u32,
}

impl Fsrs7 {
    pub(super) fn new(parameters: &Parameters) -> Fsrs7 {
        Fsrs7 { model: Model::new(parameters.w), median_ms: parameters.median_ms }
    }

    fn recall_of(&self, (state, slowness): (State<f64>, f64), days: f64) -> f64 {
        let curve = self.model.recall(&state, days).whole;
        self.model.answered(curve, slowness)
    }
}

impl Scheduler for Fsrs7 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Fsrs7
    }

    fn step(&self, memory: Option<Memory>, answered: Answered) -> Memory {
        let state = match memory.and_then(state) {
            None => self.model.first(answered.rating),
            Some((old, _)) => {
                let recall = self.model.recall(&old, answered.elapsed.exact);
                self.model.next(&old, &recall, answered.rating)
            }
        };
        Memory::Fsrs7 {
            slow: state.slow,
            fast: state.fast,
            difficulty: state.difficulty,
            slowness: slowness(answered.ms, self.median_ms),
        }
    }

    /// The curve only falls, so that halving finds the interval, on the scale of logarithms.
    fn interval(&self, memory: Memory, retention: f64) -> f64 {
        let Some(memory) = state(memory) else { return 0.0 };
        let (mut low, mut high) = (f64::ln(1.0 / 86_400.0), f64::ln(STABILITY.1));
        if self.recall_of(memory, low.exp()) <= retention {
            return 0.0;
        }
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            if self.recall_of(memory, middle.exp()) > retention {
                low = middle;
            } else {
                high = middle;
            }
        }
        f64::midpoint(low, high).exp()
    }

    fn recall(&self, memory: Memory, elapsed: Elapsed) -> Option<f64> {
        Some(self.recall_of(state(memory)?, elapsed.exact).clamp(0.0, 1.0))
    }
}

/// The state of a memory, within its bounds, and the slowness of its last answer.
fn state(memory: Memory) -> Option<(State<f64>, f64)> {
    let Memory::Fsrs7 { slow, fast, difficulty, slowness } = memory else { return None };
    if ![slow, fast, difficulty, slowness].iter().all(|number| number.is_finite()) {
        return None;
    }
    let state = State {
        slow: slow.clamp(STABILITY.0, STABILITY.1),
        fast: fast.clamp(STABILITY.0, STABILITY.1),
        difficulty: difficulty.clamp(DIFFICULTY.0, DIFFICULTY.1),
    };
    Some((state, slowness.clamp(-MOST_SLOWNESS, MOST_SLOWNESS)))
}
