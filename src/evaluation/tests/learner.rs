//! Learners whose truth is known: a log of reviews whose answers a given memory decides.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

use super::super::Log;
use crate::history::Rating;
use crate::scheduling::{Answered, Elapsed, Memory, Scheduler, Step};
use crate::time::{Day, Timestamp};

const MS_PER_DAY: f64 = 86_400_000.0;

/// What a learner's head is like.
pub(in crate::evaluation) enum Truth<'a> {
    /// As a scheduler says, its logit moved.
    Model(&'a dyn Scheduler, f64),
    /// Whatever the card and the time, the same chance.
    Chance(f64),
    /// Recall halves in a time that doubles with each pass and falls to a day with a miss.
    Halving,
}

/// Reviews of `n_cards` cards, each with up to `n_reviews`, at intervals around those due.
pub(in crate::evaluation) fn log(
    truth: &Truth<'_>,
    n_cards: u32,
    n_reviews: u32,
    seed: u64,
) -> Log {
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
    let trails = (0..n_cards).map(|card| {
        let mut at = f64::from(card / 10) + 0.5 + dice.random_range(0.0..0.1);
        let mut trail: Vec<Step> = Vec::new();
        let mut memory: Option<Memory> = None;
        let mut half_life = 1.5;
        for n in 0..n_reviews {
            let days = trail.last().map_or(0.0, |last| at - real(last.at));
            let elapsed = Elapsed { days: whole(at) - whole(at - days), exact: days };
            let recall = match truth {
                _ if n == 0 => 0.6,
                Truth::Chance(recall) => *recall,
                Truth::Halving => 0.5_f64.powf(days / half_life),
                Truth::Model(model, shift) => {
                    let recall = memory.map_or(0.6, |it| model.recall(it, elapsed).unwrap());
                    1.0 / (1.0 + (1.0 - recall) / recall * (-shift).exp())
                }
            };
            let right = dice.random_bool(recall.clamp(0.0, 1.0));
            let rating = if right { Rating::Good } else { Rating::Again };
            let step = Step { at: ms(at), day: Day(i32::try_from(whole(at)).unwrap()), rating };
            if let Truth::Model(model, _) = truth {
                memory = Some(model.step(memory, Answered { rating, elapsed }));
            }
            half_life = if right { half_life * 2.0 } else { 1.5 };
            trail.push(step);
            let wait = match truth {
                Truth::Model(model, _) => model.interval(memory.unwrap(), 0.85),
                Truth::Halving => half_life * 0.3,
                Truth::Chance(_) => f64::from(n + 1) * 2.0,
            };
            at += (wait * dice.random_range(0.5..1.6)).clamp(0.6, 200.0);
        }
        trail
    });
    Log::of_trails(trails.collect::<Vec<_>>())
}

#[expect(clippy::cast_possible_truncation, reason = "days of one life")]
fn ms(days: f64) -> Timestamp {
    Timestamp((days * MS_PER_DAY) as i64)
}

#[expect(clippy::cast_precision_loss, reason = "days of one life")]
fn real(at: Timestamp) -> f64 {
    at.0 as f64 / MS_PER_DAY
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days of one life")]
fn whole(days: f64) -> u32 {
    days.floor() as u32
}
