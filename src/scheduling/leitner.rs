//! Leitner's boxes: seven of them, each with twice the interval of the one before.
//!
//! A new card lies in box 1. Again puts a card back into box 1, Hard leaves it, Good moves it on
//! by one box, Easy by two. A pass before the box's time, so also a second one on the same study
//! day, leaves the card where it is: boxes are climbed by waiting, not by repeating. The boxes
//! follow Leitner (1972) in their idea and take the doubling intervals in common use.

use super::{Answered, Elapsed, Memory, Scheduler};
use crate::history::{Algorithm, Rating, Start};

/// The days of each box.
const DAYS: [u32; 7] = [1, 2, 4, 8, 16, 32, 64];

/// The scheduler, which has no parameters.
#[derive(Debug)]
pub(super) struct Leitner;

impl Scheduler for Leitner {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Leitner
    }

    /// The last box whose time is no longer than the interval.
    fn start(&self, start: Start) -> Memory {
        let n_reached = DAYS.iter().filter(|days| **days <= start.interval()).count();
        let number = u8::try_from(n_reached.max(1)).expect("there are seven boxes");
        Memory::Leitner { number }
    }

    fn step(&self, memory: Option<Memory>, answered: Answered) -> Memory {
        let Answered { rating, elapsed: Elapsed { days: elapsed, .. }, .. } = answered;
        let (idx, ready) = match memory {
            Some(Memory::Leitner { number }) => (idx(number), elapsed >= DAYS[idx(number)]),
            _ => (0, true),
        };
        let next = match rating {
            Rating::Again => 0,
            Rating::Good if ready => idx + 1,
            Rating::Easy if ready => idx + 2,
            Rating::Hard | Rating::Good | Rating::Easy => idx,
        };
        let number = u8::try_from(next.min(DAYS.len() - 1) + 1).expect("there are seven boxes");
        Memory::Leitner { number }
    }

    fn interval(&self, memory: Memory, _retention: f64) -> f64 {
        match memory {
            Memory::Leitner { number } => f64::from(DAYS[idx(number)]),
            Memory::Fsrs { .. } | Memory::Fsrs7 { .. } | Memory::Sm2 { .. } => 0.0,
        }
    }

    fn recall(&self, _memory: Memory, _elapsed: Elapsed) -> Option<f64> {
        None
    }

    fn exact(&self) -> bool {
        true
    }
}

/// The place of a box in [`DAYS`]; a number outside means the nearest box.
fn idx(number: u8) -> usize {
    usize::from(number.saturating_sub(1)).min(DAYS.len() - 1)
}

#[cfg(test)]
mod tests {
    use Rating::{Again, Easy, Good, Hard};

    use super::*;

    #[track_caller]
    fn check(from: Option<u8>, rating: Rating, elapsed: u32, number: u8, days: f64) {
        let memory = from.map(|number| Memory::Leitner { number });
        let next = Leitner.step(memory, Answered::after(elapsed, rating));
        assert_eq!(next, Memory::Leitner { number });
        assert!((Leitner.interval(next, 0.9) - days).abs() < f64::EPSILON);
    }

    #[test]
    fn boxes_are_climbed_by_waiting() {
        check(None, Again, 0, 1, 1.0);
        check(None, Hard, 0, 1, 1.0);
        check(None, Good, 0, 2, 2.0);
        check(None, Easy, 0, 3, 4.0);
        check(Some(3), Good, 4, 4, 8.0);
        check(Some(3), Easy, 9, 5, 16.0);
        check(Some(3), Hard, 4, 3, 4.0);
        check(Some(6), Easy, 32, 7, 64.0);
        check(Some(7), Good, 64, 7, 64.0);
        check(Some(7), Again, 64, 1, 1.0);
    }

    #[test]
    fn a_pass_before_its_time_leaves_the_box() {
        check(Some(1), Good, 0, 1, 1.0);
        check(Some(5), Easy, 15, 5, 16.0);
        check(Some(5), Again, 0, 1, 1.0);
    }

    #[test]
    fn an_interval_from_elsewhere_is_the_box_it_reaches() {
        let number = |interval| Leitner.start(Start::Fsrs { interval, difficulty: 5.0 });
        let boxes = [0, 1, 3, 30, 32, 64, 40_000].map(number);
        assert_eq!(boxes, [1, 1, 2, 5, 6, 7, 7].map(|number| Memory::Leitner { number }));
    }

    #[test]
    fn a_number_outside_means_the_nearest_box() {
        check(Some(0), Hard, 1, 1, 1.0);
        check(Some(255), Good, 64, 7, 64.0);
    }
}
