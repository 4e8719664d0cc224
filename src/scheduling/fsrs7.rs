//! FSRS-7, our own: memory of three numbers in fractions of days, so that reviews of the same study day
//! are predicted too. The parameters are the published ones or a learner's own.

mod dual;
mod fit;
mod model;
mod table;
#[cfg(test)]
mod tests;

pub use fit::{BIAS_ONLY, FULL};

use super::{Answered, DUE_RECALL, Elapsed, Memory, Scheduler, trail::Step};
use crate::history::{Algorithm, Rating, Start};
use dual::N;
use model::{Model, Recall, State, fast_beside};
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

    /// The difficulty under which a pass at the end of an interval makes a stability of so many days grow by the
    /// ease: FSRS-6's rule. Growth goes with what the difficulty lacks to 11.
    fn difficulty(&self, slow: f64, ease: f64) -> f64 {
        let easiest = State { slow, fast: fast_beside(slow), difficulty: 1.0 };
        let due = Recall { whole: DUE_RECALL, fast: DUE_RECALL };
        let most = self.model.next(&easiest, &due, Rating::Good).slow / slow - 1.0;
        11.0 - 10.0 * (ease - 1.0) / most.max(f64::MIN_POSITIVE)
    }
}

impl Scheduler for Fsrs7 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Fsrs7
    }

    /// The stability is looked for with which the interval is what it was.
    fn start(&self, start: Start) -> Memory {
        let days = f64::from(start.interval()).clamp(STABILITY.0, STABILITY.1);
        let difficulty = match start {
            Start::Fsrs { difficulty, .. } => difficulty,
            Start::Sm2 { ease, .. } => self.difficulty(days, ease),
        };
        let difficulty = difficulty.clamp(DIFFICULTY.0, DIFFICULTY.1);
        let state = |slow| State { slow, fast: fast_beside(slow), difficulty };
        let is_short = |slow| self.recall_of(&state(slow), days) < DUE_RECALL;
        memory_of(state(halved(STABILITY, is_short)))
    }

    fn step(&self, memory: Option<Memory>, answered: Answered) -> Memory {
        let state = match memory.and_then(state) {
            None => self.model.first(answered.rating),
            Some(old) => {
                let recall = self.model.recall(&old, answered.elapsed.exact);
                self.model.next(&old, &recall, answered.rating)
            }
        };
        memory_of(state)
    }

    /// The curve only falls, so that halving finds the interval.
    fn interval(&self, memory: Memory, retention: f64) -> f64 {
        let Some(state) = state(memory) else { return 0.0 };
        let second = 1.0 / 86_400.0;
        if self.recall_of(&state, second) <= retention {
            return 0.0;
        }
        halved((second, STABILITY.1), |days| self.recall_of(&state, days) > retention)
    }

    fn recall(&self, memory: Memory, elapsed: Elapsed) -> Option<f64> {
        Some(self.recall_of(&state(memory)?, elapsed.exact).clamp(0.0, 1.0))
    }
}

/// Where something that holds from the least number of days on ceases to hold, on the scale of logarithms; the
/// greatest where it never does.
fn halved((least, greatest): (f64, f64), holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (least.ln(), greatest.ln());
    for _ in 0..40 {
        let middle = f64::midpoint(low, high);
        if holds(middle.exp()) {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high).exp()
}

fn memory_of(state: State<f64>) -> Memory {
    Memory::Fsrs7 { slow: state.slow, fast: state.fast, difficulty: state.difficulty }
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
