//! When a card comes back: memory as the fold of its reviews, four futures computed before the
//! rating, and the order of a session. Reads no clock and throws no dice of its own.

mod queue;

pub use queue::{Candidate, Limits, Queue, QueueOptions, build as build_queue};

use crate::deck::FacetId;
use crate::history::{Algorithm, Rating, Reviewed};
use crate::time::Day;

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

/// What a rating would bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// In days; 0 is again within the study day.
    pub interval: u32,
    /// The day.
    pub due: Day,
}

/// The four futures of a facet, computed before it is rated; what is previewed is what is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Preview {
    /// Recall predicted for today, 0 to 1; none for a new facet or a scheduler without a model.
    pub recall: Option<f64>,
    /// After Again.
    pub again: Promise,
    /// After Hard.
    pub hard: Promise,
    /// After Good.
    pub good: Promise,
    /// After Easy.
    pub easy: Promise,
}

impl Preview {
    /// The future of a rating.
    pub fn of(&self, rating: Rating) -> Promise {
        match rating {
            Rating::Again => self.again,
            Rating::Hard => self.hard,
            Rating::Good => self.good,
            Rating::Easy => self.easy,
        }
    }
}

/// A scheduler's own part: how a review changes memory, and how far each rating would reach.
pub trait Scheduler {
    /// Its name in the log.
    fn algorithm(&self) -> Algorithm;
    /// The memory after a review, `elapsed` whole days after the one before (0 for the first).
    fn step(&self, memory: Option<Memory>, rating: Rating, elapsed: u32) -> Memory;
    /// The interval in days, before fuzz, that a memory gives under a wanted retention.
    fn interval(&self, memory: Memory, retention: f64) -> f64;
    /// The recall after `elapsed` days; none where the scheduler has no model of it.
    fn recall(&self, memory: Memory, elapsed: u32) -> Option<f64>;
}

/// The scheduler of a name, with its default parameters.
pub fn scheduler(algorithm: Algorithm) -> Box<dyn Scheduler> {
    let _ = algorithm;
    todo!()
}

/// Replays reviews into a memory; cramming leaves none. `None` for a new facet.
pub fn replay(scheduler: &dyn Scheduler, reviews: &[Reviewed]) -> Option<Memory> {
    let _ = (scheduler, reviews);
    todo!()
}

/// The four futures of a facet on a day.
pub fn preview(
    scheduler: &dyn Scheduler,
    facet: &FacetId,
    reviews: &[Reviewed],
    today: Day,
    retention: f64,
) -> Preview {
    let _ = (scheduler, facet, reviews, today, retention);
    todo!()
}
