//! SM-2 as published (Wozniak 1990, "Optimization of learning", section 3.2): intervals of 1 and
//! 6 days, then the last one times the ease, rounded up.
//!
//! The four ratings are qualities 2 (Again, a lapse: repetitions start anew, the ease stays), 3
//! (Hard), 4 (Good) and 5 (Easy). What the paper leaves open: a pass before its time, which the
//! paper does not know, grows the interval only by the share of it that was waited for; a pass on
//! the study day of the last review changes neither interval nor ease, and after a lapse it is
//! the first repetition of the new row.

use super::{Answered, Elapsed, Memory, Scheduler, preview::MAX_INTERVAL};
use crate::history::{Algorithm, Rating, Start};

/// The ease of a new card.
const FIRST_EASE: f64 = 2.5;

/// The least ease.
const LEAST_EASE: f64 = 1.3;

/// The greatest ease that is believed, so that numbers from elsewhere stay finite.
const GREATEST_EASE: f64 = 100.0;

/// The first two intervals in days.
const FIRST_INTERVALS: [f64; 2] = [1.0, 6.0];

/// What rounding may add to a product: 10 days times 2.6 are 26 days, not 27.
const ROUNDING: f64 = 1e-9;

/// The scheduler, which has no parameters.
#[derive(Debug)]
pub(super) struct Sm2;

/// A memory of this scheduler, within its bounds.
#[derive(Clone, Copy)]
struct State {
    interval: f64,
    ease: f64,
    repetitions: u32,
}

impl Scheduler for Sm2 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Sm2
    }

    /// After as many repetitions as the first intervals tell; the ease of a new card stands for a difficulty, of
    /// which the paper knows none.
    fn start(&self, start: Start) -> Memory {
        let ease = match start {
            Start::Sm2 { ease, .. } => ease.clamp(LEAST_EASE, GREATEST_EASE),
            Start::Fsrs { .. } => FIRST_EASE,
        };
        let interval =
            f64::from(start.interval()).clamp(FIRST_INTERVALS[0], f64::from(MAX_INTERVAL));
        let repetitions = if interval < FIRST_INTERVALS[1] { 1 } else { 2 };
        Memory::Sm2 { interval, ease, repetitions }
    }

    fn step(&self, memory: Option<Memory>, answered: Answered) -> Memory {
        let Answered { rating, elapsed: Elapsed { days: elapsed, .. }, .. } = answered;
        let old = memory.and_then(state);
        let next = match (old, rating) {
            (_, Rating::Again) => State {
                interval: FIRST_INTERVALS[0],
                ease: old.map_or(FIRST_EASE, |old| old.ease),
                repetitions: 0,
            },
            (None, _) => State {
                interval: FIRST_INTERVALS[0],
                ease: eased(FIRST_EASE, rating),
                repetitions: 1,
            },
            (Some(old), _) if elapsed == 0 => State { repetitions: old.repetitions.max(1), ..old },
            (Some(old), _) => passed(old, rating, elapsed),
        };
        let State { interval, ease, repetitions } = next;
        Memory::Sm2 { interval, ease, repetitions }
    }

    fn interval(&self, memory: Memory, _retention: f64) -> f64 {
        state(memory).map_or(0.0, |state| state.interval)
    }

    fn recall(&self, _memory: Memory, _elapsed: Elapsed) -> Option<f64> {
        None
    }
}

/// The state after a pass on a later day.
fn passed(old: State, rating: Rating, elapsed: u32) -> State {
    let ease = eased(old.ease, rating);
    let interval = match old.repetitions {
        0 => FIRST_INTERVALS[0],
        1 => FIRST_INTERVALS[1],
        _ => old.interval + (ease - 1.0) * f64::from(elapsed).min(old.interval),
    };
    State {
        interval: (interval - ROUNDING).ceil().min(f64::from(MAX_INTERVAL)),
        ease,
        repetitions: old.repetitions.saturating_add(1),
    }
}

/// The ease after a rating: `EF + (0.1 - (5 - q) * (0.08 + (5 - q) * 0.02))`, at least 1.3.
fn eased(ease: f64, rating: Rating) -> f64 {
    // The quality `q` is the rating's number plus one, so `5 - q` is what it lacks to Easy.
    let lack = f64::from(Rating::Easy as u8 - rating as u8);
    (ease + (0.1 - lack * (0.08 + lack * 0.02))).clamp(LEAST_EASE, GREATEST_EASE)
}

/// The state of a memory, within its bounds.
fn state(memory: Memory) -> Option<State> {
    let Memory::Sm2 { interval, ease, repetitions } = memory else { return None };
    (interval.is_finite() && ease.is_finite()).then(|| State {
        interval: interval.clamp(FIRST_INTERVALS[0], f64::from(MAX_INTERVAL)),
        ease: ease.clamp(LEAST_EASE, GREATEST_EASE),
        repetitions,
    })
}

#[cfg(test)]
mod tests {
    use Rating::{Again, Easy, Good, Hard};

    use super::*;

    /// Each review on the day it was due; `expected` are the intervals.
    #[track_caller]
    fn check(ratings: &[Rating], expected: &[f64], ease: f64) {
        let mut memory = None;
        let mut elapsed = 0;
        let mut intervals = Vec::new();
        for rating in ratings {
            let next = Sm2.step(memory, Answered::after(elapsed, *rating));
            let days = Sm2.interval(next, 0.9);
            elapsed = format!("{days}").parse().unwrap();
            intervals.push(days);
            memory = Some(next);
        }
        assert_eq!(intervals, expected);
        let Some(Memory::Sm2 { ease: given, .. }) = memory else { panic!("{memory:?}") };
        assert!((given - ease).abs() < 1e-9, "ease {given}, expected {ease}");
    }

    #[test]
    fn intervals_are_the_published_ones() {
        check(&[Good; 6], &[1.0, 6.0, 15.0, 38.0, 95.0, 238.0], 2.5);
        check(&[Easy; 4], &[1.0, 6.0, 17.0, 50.0], 2.9);
        check(&[Hard; 4], &[1.0, 6.0, 13.0, 26.0], 1.94);
    }

    #[test]
    fn a_lapse_starts_anew_and_keeps_the_ease() {
        check(&[Easy, Good, Again, Good, Good, Good], &[1.0, 6.0, 1.0, 1.0, 6.0, 16.0], 2.6);
    }

    #[test]
    fn the_ease_never_falls_below_its_least() {
        check(&[Hard; 9], &[1.0, 6.0, 13.0, 26.0, 47.0, 79.0, 121.0, 167.0, 218.0], 1.3);
    }

    #[test]
    fn a_repeat_on_the_same_day_raises_nothing() {
        let passed = Memory::Sm2 { interval: 15.0, ease: 2.5, repetitions: 3 };
        assert_eq!(Sm2.step(Some(passed), Answered::after(0, Easy)), passed);
        let lapsed = Sm2.step(Some(passed), Answered::after(15, Again));
        let repeated = Sm2.step(Some(lapsed), Answered::after(0, Easy));
        assert_eq!(repeated, Memory::Sm2 { interval: 1.0, ease: 2.5, repetitions: 1 });
    }

    #[test]
    fn an_interval_from_elsewhere_goes_on_with_its_ease() {
        let next = |start| Sm2.step(Some(Sm2.start(start)), Answered::after(30, Good));
        let days = |start| Sm2.interval(next(start), 0.9);
        assert!((days(Start::Sm2 { interval: 30, ease: 2.3 }) - 69.0).abs() < 1e-9);
        assert!((days(Start::Fsrs { interval: 30, difficulty: 9.0 }) - 75.0).abs() < 1e-9);
        assert!((days(Start::Sm2 { interval: 1, ease: 2.3 }) - 6.0).abs() < 1e-9);
    }

    #[test]
    fn a_pass_before_its_time_grows_by_what_was_waited_for() {
        let memory = Memory::Sm2 { interval: 10.0, ease: 2.5, repetitions: 3 };
        assert!(
            (Sm2.interval(Sm2.step(Some(memory), Answered::after(4, Good)), 0.9) - 16.0).abs()
                < 1e-9
        );
        assert!(
            (Sm2.interval(Sm2.step(Some(memory), Answered::after(40, Good)), 0.9) - 25.0).abs()
                < 1e-9
        );
    }
}
