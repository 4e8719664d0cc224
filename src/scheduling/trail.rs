//! What memory is made of: the reviews of a facet as moments and ratings, oldest first. Plain values
//! from which schedulers are replayed, fitted and measured.

use super::{Answered, Memory, Scheduler};
use crate::history::{Purpose, Rating, Reviewed, Start, Tried, Tries};
use crate::time::{Day, Timestamp};

/// One review as memory takes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// The study day.
    pub day: Day,
    /// How well it was known.
    pub rating: Rating,
}

/// All that memory of a facet is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// What it starts from at the first step, where that is not the facet's first review.
    pub start: Option<Start>,
    /// Its reviews from there on.
    pub steps: Vec<Step>,
}

/// The time between two reviews of a facet.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Elapsed {
    /// Whole study days.
    pub days: u32,
    /// Days with their fractions, at least 0.
    pub exact: f64,
}

impl Elapsed {
    /// So many whole days.
    pub fn days(days: u32) -> Elapsed {
        Elapsed { days, exact: f64::from(days) }
    }

    /// From one review to a later moment; none where the clock went back.
    pub fn between(last: (Timestamp, Day), now: (Timestamp, Day)) -> Elapsed {
        let days = u32::try_from(now.1.since(last.1)).unwrap_or(0);
        Elapsed { days, exact: now.0.days_since(last.0) }
    }
}

impl Step {
    /// The time since the step before; none for the first.
    pub fn since(&self, last: Option<&Step>) -> Elapsed {
        last.map_or_else(Elapsed::default, |last| {
            Elapsed::between((last.at, last.day), (self.at, self.day))
        })
    }

    /// The step of an answer; none for cramming.
    pub fn of(tried: &Tried) -> Option<Step> {
        let Tried { at, day, rating, purpose, .. } = *tried;
        (purpose != Purpose::Cram).then_some(Step { at, day, rating })
    }
}

impl Past {
    /// That of a facet with these answers.
    pub fn of(tries: &Tries) -> Past {
        let (start, answers) = tries.since_start();
        Past { start, steps: answers.iter().filter_map(Step::of).collect() }
    }

    /// That of a facet with these reviews.
    pub fn of_reviews(reviews: &[Reviewed]) -> Past {
        Past::of(&reviews.iter().collect())
    }

    /// The memory after each step.
    pub fn memories<'a>(
        &'a self,
        scheduler: &'a dyn Scheduler,
    ) -> impl Iterator<Item = (&'a Step, Memory)> {
        let mut before: Option<(&Step, Memory)> = None;
        self.steps.iter().map(move |step| {
            let memory = match (self.start, before) {
                (Some(start), None) => scheduler.start(start),
                (_, before) => {
                    let elapsed = step.since(before.map(|(last, _)| last));
                    let answered = Answered { rating: step.rating, elapsed };
                    scheduler.step(before.map(|(_, memory)| memory), answered)
                }
            };
            before = Some((step, memory));
            (step, memory)
        })
    }

    /// The memory it comes to; `None` for a new facet.
    pub fn replay(&self, scheduler: &dyn Scheduler) -> Option<Memory> {
        self.memories(scheduler).last().map(|(_, memory)| memory)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_of_days_count_and_clocks_that_go_back_do_not() {
        let at = |ms, day| (Timestamp(ms), Day(day));
        let hours = Elapsed::between(at(0, 0), at(21_600_000, 1));
        assert_eq!(hours, Elapsed { days: 1, exact: 0.25 });
        assert_eq!(Elapsed::between(at(86_400_000, 9), at(0, 8)), Elapsed::default());
        assert_eq!(
            Elapsed::between(at(i64::MIN, i32::MIN), at(i64::MAX, i32::MAX)).days,
            2_147_483_647
        );
    }
}
