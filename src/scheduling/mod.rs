//! When a card comes back: memory as the fold of its reviews, four futures computed before the
//! rating, and the order of a session. Reads no clock and throws no dice of its own.

mod fsrs6;
mod fuzz;
mod leitner;
mod preview;
mod queue;
mod rating;
mod sm2;
#[cfg(test)]
mod tests;

pub use preview::{MAX_INTERVAL, Preview, Promise, RETENTION, preview};
pub use queue::{Candidate, Limits, Queue, QueueOptions, build as build_queue};
pub use rating::suggest;

use crate::history::{Algorithm, Purpose, Rating, Reviewed};
use crate::time::Day;
use fsrs6::Fsrs6;
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

/// A scheduler's own part: how a review changes memory, and how far a memory reaches.
///
/// A memory of another scheduler, or one that holds no finite numbers, counts as none.
pub trait Scheduler {
    /// Its name in the log.
    fn algorithm(&self) -> Algorithm;
    /// The memory after a review, `elapsed` whole days after the one before (0 for the first).
    fn step(&self, memory: Option<Memory>, rating: Rating, elapsed: u32) -> Memory;
    /// The interval in days, before fuzz, that a memory gives under a wanted retention; finite,
    /// at least 0.
    fn interval(&self, memory: Memory, retention: f64) -> f64;
    /// The recall after `elapsed` days, 0 to 1; none where the scheduler has no model of it.
    fn recall(&self, memory: Memory, elapsed: u32) -> Option<f64>;
    /// Its intervals are kept to the day, without fuzz.
    fn exact(&self) -> bool {
        false
    }
}

/// The scheduler of a name, with its default parameters.
pub fn scheduler(algorithm: Algorithm) -> Box<dyn Scheduler> {
    match algorithm {
        Algorithm::Fsrs6 => Box::new(Fsrs6::default()),
        Algorithm::Leitner => Box::new(Leitner),
        Algorithm::Sm2 => Box::new(Sm2),
    }
}

/// Replays reviews into a memory; cramming leaves none. `None` for a new facet.
pub fn replay(scheduler: &dyn Scheduler, reviews: &[Reviewed]) -> Option<Memory> {
    replay_steps(scheduler, remembered(reviews).map(|review| (review.moment.day, review.rating)))
}

/// Replays the days and ratings that memory is made of.
pub fn replay_steps(
    scheduler: &dyn Scheduler,
    steps: impl Iterator<Item = (Day, Rating)>,
) -> Option<Memory> {
    let mut memory = None;
    let mut last = None;
    for (day, rating) in steps {
        memory = Some(scheduler.step(memory, rating, elapsed(last, day)));
        last = Some(day);
    }
    memory
}

/// The reviews that memory is made of: all but cramming.
fn remembered(reviews: &[Reviewed]) -> impl DoubleEndedIterator<Item = &Reviewed> {
    reviews.iter().filter(|review| review.purpose != Purpose::Cram)
}

/// Whole study days since the last review; 0 where there is none or the clock went back.
fn elapsed(last: Option<Day>, today: Day) -> u32 {
    last.map_or(0, |last| u32::try_from(today.since(last)).unwrap_or(0))
}
