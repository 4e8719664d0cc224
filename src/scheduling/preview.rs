//! The four futures of a facet, computed before it is rated: what is previewed is what is given.
//! Knows intervals and days, not how a scheduler thinks.
//!
//! The bounds are those of Anki, as its manual and `rslib/src/scheduler/states` describe them: a
//! pass is at least a day; hard < good < easy; a pass never falls below the last interval plus a
//! day where the model made the interval grow, whatever the fuzz.

use super::{Answered, Elapsed, Load, Memory, Past, Scheduler, fuzz, remembered};
use crate::deck::{DEFAULT_RETENTION, FacetId, RETENTION};
use crate::history::{Rating, Reviewed};
use crate::time::{Day, Moment};

/// The longest interval in days: a century.
pub const MAX_INTERVAL: u32 = 36_500;

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

/// The four futures of a facet at a moment. Of the days that fuzz allows, the load chooses.
///
/// Again is 0 days, so that it comes back within the study day. Passing a facet that was already
/// passed on the same study day never brings it nearer.
pub fn preview(
    scheduler: &dyn Scheduler,
    facet: &FacetId,
    reviews: &[Reviewed],
    now: Moment,
    retention: f64,
    load: &Load,
) -> Preview {
    let last = remembered(reviews).next_back();
    let elapsed = last.map_or_else(Elapsed::default, |last| {
        Elapsed::between((last.moment.at, last.moment.day), (now.at, now.day))
    });
    let memory = Past::of_reviews(reviews).replay(scheduler);
    let future = Future {
        scheduler,
        memory,
        elapsed,
        retention: sound_retention(retention),
        today: now.day,
        load,
        dice: fuzz::dice(facet, remembered(reviews).count()),
        promised: last
            .filter(|last| last.scheduler == scheduler.algorithm())
            .map_or(0, |last| last.interval),
    };
    let hard = future.after(Rating::Hard, None);
    let good = future.after(Rating::Good, Some(hard));
    let easy = future.after(Rating::Easy, Some(good));
    let promise = |interval| Promise { interval, due: now.day.after(interval) };
    Preview {
        recall: memory.and_then(|memory| scheduler.recall(memory, elapsed)),
        again: promise(0),
        hard: promise(hard.days),
        good: promise(good.days),
        easy: promise(easy.days),
    }
}

/// A wanted retention within the accepted bounds.
fn sound_retention(retention: f64) -> f64 {
    if retention.is_nan() {
        return DEFAULT_RETENTION;
    }
    retention.clamp(*RETENTION.start(), *RETENTION.end())
}

/// What the futures of one facet have in common.
struct Future<'a> {
    scheduler: &'a dyn Scheduler,
    memory: Option<Memory>,
    elapsed: Elapsed,
    retention: f64,
    today: Day,
    load: &'a Load,
    /// Which of the equally good days of the fuzz it is, 0 to 1.
    dice: f64,
    /// The interval this scheduler promised last; 0 where there is none, or after Again.
    promised: u32,
}

/// How far a pass reaches.
#[derive(Clone, Copy)]
struct Reach {
    /// As the scheduler says it.
    wanted: f64,
    /// As it is given, with fuzz.
    days: u32,
}

impl Future<'_> {
    /// The reach of a pass, given that of the next worse rating.
    fn after(&self, rating: Rating, worse: Option<Reach>) -> Reach {
        let answered = Answered { rating, elapsed: self.elapsed };
        let memory = self.scheduler.step(self.memory, answered);
        let wanted = self.scheduler.interval(memory, self.retention);
        let wanted = wanted.clamp(worse.map_or(0.0, |worse| worse.wanted), f64::from(MAX_INTERVAL));
        let least = self.kept(wanted).max(worse.map_or(1, |worse| above(worse, wanted)));
        let range = fuzz::range(self.scheduler, wanted);
        let first = least.max(*range.start());
        let range = first..=first.max(*range.end());
        let days = self.load.emptiest(self.today, range, self.dice).clamp(1, MAX_INTERVAL);
        Reach { wanted, days }
    }

    /// The days that a pass keeps of what was promised before.
    fn kept(&self, wanted: f64) -> u32 {
        match self.promised {
            0 => 0,
            promised if self.elapsed.days == 0 => promised,
            promised if wanted > f64::from(promised) => promised.saturating_add(1),
            _ => 0,
        }
    }
}

/// The least days of a better rating: more than the worse one where the scheduler sets them apart
/// and wants more than a day (a card just missed is not put off for the sake of the order).
fn above(worse: Reach, wanted: f64) -> u32 {
    worse.days + u32::from(wanted > worse.wanted.max(1.0))
}
