//! Fuzz: intervals spread over a few days, so that cards learnt together do not stay together.
//! Which of them it is, the load decides, and among equals dice, seeded by the facet and its number of
//! reviews: the same question gives the same days.
//!
//! Widths as in Anki: none below 2.5 days, then one day and 15 % of the part in 2.5 to 7 days,
//! 10 % of that in 7 to 20, 5 % of that above 20, to either side.

use std::ops::RangeInclusive;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::Scheduler;
use crate::deck::FacetId;

/// The shortest interval that is spread, in days.
const LEAST: f64 = 2.5;

/// From where to where which share of an interval is spread.
const SHARES: [(f64, f64, f64); 3] =
    [(LEAST, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, f64::INFINITY, 0.05)];

/// Throws the dice of a facet after a number of reviews: 0 up to, but not, 1.
///
/// The stable hash XXH3 makes the throw the same on every machine and in every version.
pub(super) fn dice(facet: &FacetId, n_reviews: usize) -> f64 {
    let hash = xxh3_64_with_seed(facet.to_string().as_bytes(), n_reviews as u64);
    // The upper 32 bits fill an f64 exactly.
    let upper = u32::try_from(hash >> 32).expect("half of 64 bits are 32 bits");
    f64::from(upper) / (f64::from(u32::MAX) + 1.0)
}

/// The whole days among which an interval of a scheduler may fall.
pub fn range(scheduler: &dyn Scheduler, interval: f64) -> RangeInclusive<u32> {
    if interval < LEAST || scheduler.exact() {
        return whole(interval)..=whole(interval);
    }
    let width = SHARES
        .iter()
        .map(|(from, to, share)| share * (interval.min(*to) - from).max(0.0))
        .sum::<f64>()
        + 1.0;
    whole(interval - width)..=whole(interval + width)
}

/// The nearest whole number of days, from 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float cast saturates, and days are far from the bounds"
)]
fn whole(days: f64) -> u32 {
    days.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Algorithm;
    use crate::scheduling::scheduler;

    #[test]
    fn widths_grow_with_the_interval() {
        let fsrs = scheduler(Algorithm::Fsrs7);
        for (interval, expected) in [
            (0.0, 0..=0),
            (1.0, 1..=1),
            (2.4, 2..=2),
            (2.5, 2..=4),
            (7.0, 5..=9),
            (10.0, 8..=12),
            (20.0, 17..=23),
            (100.0, 93..=107),
            (36_500.0, 34_673..=38_327),
        ] {
            assert_eq!(range(&*fsrs, interval), expected, "{interval}");
        }
        assert_eq!(range(&*scheduler(Algorithm::Leitner), 16.0), 16..=16);
    }

    #[test]
    fn the_dice_are_the_same_on_every_machine() {
        let facet: FacetId = "moscow/minsk".parse().unwrap();
        assert!((dice(&facet, 0) - 0.800_359_750).abs() < 1e-9, "{}", dice(&facet, 0));
        assert!((dice(&facet, 1) - dice(&facet, 0)).abs() > 1e-9);
    }
}
