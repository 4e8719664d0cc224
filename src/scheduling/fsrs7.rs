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

/// What was once written behind the parameters and says nothing any more: the weight of slow answers and
/// the usual answer time.
const N_OLDER: usize = N + 2;

/// A set of parameters: the published 34 and a bias.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    w: [f64; N],
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters { w: TABLE.map(|row| row.start) }
    }
}

impl Parameters {
    /// The set most likely for a learner with these trails, oldest reviews first in each; it is looked for
    /// from `self` and from the defaults.
    #[must_use]
    pub fn fit(&self, trails: &[&[Step]]) -> Parameters {
        fit::fit(trails, self)
    }

    /// The set as numbers, to be written down.
    pub fn to_values(&self) -> Vec<f64> {
        self.w.iter().map(|w| (w * 1e6).round() / 1e6).collect()
    }

    /// The set of numbers that were written down; none where they are no such set.
    pub fn from_values(values: &[f64]) -> Option<Parameters> {
        let values = if values.len() == N_OLDER { &values[..N] } else { values };
        let values: &[f64; N] = values.try_into().ok()?;
        if values.iter().any(|value| !value.is_finite()) {
            return None;
        }
        let w = std::array::from_fn(|n| values[n].clamp(TABLE[n].low, TABLE[n].high));
        Some(Parameters { w })
    }
}

/// The scheduler under a set of parameters.
#[derive(Clone, Debug)]
pub(super) struct Fsrs7 {
    model: Model<f64>,
}

impl Fsrs7 {
    pub(super) fn new(parameters: &Parameters) -> Fsrs7 {
        Fsrs7 { model: Model::new(parameters.w) }
    }

    fn recall_of(&self, state: &State<f64>, days: f64) -> f64 {
        self.model.answered(self.model.recall(state, days).whole)
    }
}

impl Scheduler for Fsrs7 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Fsrs7
    }

    fn step(&self, memory: Option<Memory>, answered: Answered) -> Memory {
        let state = match memory.and_then(state) {
            None => self.model.first(answered.rating),
            Some(old) => {
                let recall = self.model.recall(&old, answered.elapsed.exact);
                self.model.next(&old, &recall, answered.rating)
            }
        };
        Memory::Fsrs7 { slow: state.slow, fast: state.fast, difficulty: state.difficulty }
    }

    /// The curve only falls, so that halving finds the interval, on the scale of logarithms.
    fn interval(&self, memory: Memory, retention: f64) -> f64 {
        let Some(state) = state(memory) else { return 0.0 };
        let (mut low, mut high) = (f64::ln(1.0 / 86_400.0), f64::ln(STABILITY.1));
        if self.recall_of(&state, low.exp()) <= retention {
            return 0.0;
        }
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            if self.recall_of(&state, middle.exp()) > retention {
                low = middle;
            } else {
                high = middle;
            }
        }
        f64::midpoint(low, high).exp()
    }

    fn recall(&self, memory: Memory, elapsed: Elapsed) -> Option<f64> {
        Some(self.recall_of(&state(memory)?, elapsed.exact).clamp(0.0, 1.0))
    }
}

/// The state of a memory, within its bounds.
fn state(memory: Memory) -> Option<State<f64>> {
    let Memory::Fsrs7 { slow, fast, difficulty } = memory else { return None };
    [slow, fast, difficulty].iter().all(|number| number.is_finite()).then(|| State {
        slow: slow.clamp(STABILITY.0, STABILITY.1),
        fast: fast.clamp(STABILITY.0, STABILITY.1),
        difficulty: difficulty.clamp(DIFFICULTY.0, DIFFICULTY.1),
    })
}
