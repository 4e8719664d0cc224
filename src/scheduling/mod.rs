//! When a card comes back: memory as the fold of its reviews, four futures computed before the
//! rating, and the order of a session. Reads no clock and throws no dice of its own.

mod curve;
mod fsrs6;
mod fsrs7;
mod fuzz;
mod imprint;
mod leitner;
mod load;
mod preview;
mod queue;
mod rating;
mod sm2;
#[cfg(test)]
mod tests;
mod trail;

pub use curve::forgetting_curve;
pub use fsrs6::{Fsrs6Parameters, MAX_LENGTH};
pub use fsrs7::{BIAS_ONLY, FULL, Parameters as Fsrs7Parameters};
pub use fuzz::range as fuzz_range;
pub use imprint::Imprint;
pub use load::Load;
pub use preview::{MAX_INTERVAL, Preview, Promise, preview};
pub use queue::{Candidate, Limits, Queue, QueueOptions, build as build_queue, none_starves};
pub use rating::suggest;
pub use trail::{Elapsed, Past, Step};

use crate::history::{Algorithm, Purpose, Rating, Reviewed, Start};
use fsrs6::Fsrs6;
use fsrs7::Fsrs7;
use leitner::Leitner;
use sm2::Sm2;

/// The memory of a facet, in the terms of its scheduler.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Memory {
    /// FSRS: stability in days (the interval after which recall is 90 %), difficulty 1 to 10.
    Fsrs {
        /// In days.
        stability: f64,
        /// 1 to 10.
        difficulty: f64,
    },
    /// FSRS-7: two stabilities in days, difficulty 1 to 10.
    Fsrs7 {
        /// In days.
        slow: f64,
        /// In days.
        fast: f64,
        /// 1 to 10.
        difficulty: f64,
    },
    /// Leitner: the box, from 1.
    Leitner {
        /// From 1.
        number: u8,
    },
    /// SM-2: interval in days, ease, repetitions in a row.
    Sm2 {
        /// In days.
        interval: f64,
        /// At least 1.3.
        ease: f64,
        /// Passes in a row.
        repetitions: u32,
    },
}

/// An answer as memory takes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answered {
    /// How well it was known.
    pub rating: Rating,
    /// Since the review before; nothing for the first.
    pub elapsed: Elapsed,
}

impl Answered {
    /// A rating so many whole days after the review before.
    pub fn after(days: u32, rating: Rating) -> Answered {
        Answered { rating, elapsed: Elapsed::days(days) }
    }
}

/// What is known at the end of an interval, where a scheduler does not say.
const DUE_RECALL: f64 = 0.9;

/// A scheduler's own part: how a review changes memory, and how far a memory reaches.
///
/// A memory of another scheduler, or one that holds no finite numbers, counts as none.
pub trait Scheduler: Send + Sync {
    /// Its name in the log.
    fn algorithm(&self) -> Algorithm;
    /// The memory that an interval from elsewhere stands for: nine tenths are known at its end.
    fn start(&self, start: Start) -> Memory;
    /// The memory after a review.
    fn step(&self, memory: Option<Memory>, answered: Answered) -> Memory;
    /// The interval in days, before fuzz, that a memory gives under a wanted retention; finite,
    /// at least 0.
    fn interval(&self, memory: Memory, retention: f64) -> f64;
    /// The recall after some time, 0 to 1; none where the scheduler has no model of it.
    fn recall(&self, memory: Memory, elapsed: Elapsed) -> Option<f64>;
    /// The recall after some time that is reckoned with where one must be: the model's, or where there is none
    /// nine tenths at the end of the interval.
    fn likely(&self, memory: Memory, elapsed: Elapsed) -> f64 {
        self.recall(memory, elapsed).unwrap_or_else(|| {
            let interval = self.interval(memory, DUE_RECALL).max(1.0);
            DUE_RECALL.powf(f64::from(elapsed.days) / interval)
        })
    }
    /// Its intervals are kept to the day, without fuzz.
    fn exact(&self) -> bool {
        false
    }
}

/// The scheduler of a name, with its default parameters.
pub fn scheduler(algorithm: Algorithm) -> Box<dyn Scheduler> {
    match algorithm {
        Algorithm::Fsrs6 => Box::new(Fsrs6::new(&Fsrs6Parameters::default())),
        Algorithm::Fsrs7 => Box::new(Fsrs7::new(&Fsrs7Parameters::default())),
        Algorithm::Leitner => Box::new(Leitner),
        Algorithm::Sm2 => Box::new(Sm2),
    }
}

/// FSRS-6 under a learner's own parameters.
pub fn fsrs6(parameters: &Fsrs6Parameters) -> Box<dyn Scheduler> {
    Box::new(Fsrs6::new(parameters))
}

/// FSRS-7 under a learner's own parameters.
pub fn fsrs7(parameters: &Fsrs7Parameters) -> Box<dyn Scheduler> {
    Box::new(Fsrs7::new(parameters))
}

/// The scheduler of a name under parameters that were written down; under its defaults where there are
/// none, or they are not its own.
pub fn scheduler_with(algorithm: Algorithm, values: &[f64]) -> Box<dyn Scheduler> {
    match algorithm {
        Algorithm::Fsrs6 => fsrs6(&Fsrs6Parameters::from_values(values).unwrap_or_default()),
        Algorithm::Fsrs7 => fsrs7(&Fsrs7Parameters::from_values(values).unwrap_or_default()),
        Algorithm::Leitner | Algorithm::Sm2 => scheduler(algorithm),
    }
}

/// The schedulers of all names, each under the parameters that hold for it.
pub struct Schedulers([Box<dyn Scheduler>; 4]);

impl Schedulers {
    /// Under these parameters; under its defaults where a scheduler has none.
    pub fn with<'a>(values: impl Fn(Algorithm) -> &'a [f64]) -> Schedulers {
        let all = [Algorithm::Fsrs6, Algorithm::Fsrs7, Algorithm::Leitner, Algorithm::Sm2];
        Schedulers(all.map(|algorithm| scheduler_with(algorithm, values(algorithm))))
    }

    /// The scheduler of a name.
    pub fn of(&self, algorithm: Algorithm) -> &dyn Scheduler {
        &*self.0[match algorithm {
            Algorithm::Fsrs6 => 0,
            Algorithm::Fsrs7 => 1,
            Algorithm::Leitner => 2,
            Algorithm::Sm2 => 3,
        }]
    }
}

/// The reviews that memory is made of: all but cramming.
fn remembered(reviews: &[Reviewed]) -> impl DoubleEndedIterator<Item = &Reviewed> {
    reviews.iter().filter(|review| review.purpose != Purpose::Cram)
}
