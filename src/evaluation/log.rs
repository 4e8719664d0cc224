//! Reviews of any source as trails, one a card, and those among them that can be foretold. Bounded: of
//! a log too long the newest reviews are kept.

use crate::history::Rating;
use crate::scheduling::Step;

/// More reviews than this are not kept.
pub const MOST_REVIEWS: usize = 250_000;

/// The reviews of a log, by card.
#[derive(Clone, Debug, Default)]
pub struct Log {
    trails: Vec<Vec<Step>>,
    dropped: usize,
    cut: usize,
}

/// A review that can be foretold: at least a study day after the one before of its card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// Which of the trails.
    pub trail: u32,
    /// Its place in the trail.
    pub place: u32,
    /// The review.
    pub step: Step,
    /// The bin of RMSE(bins) it falls in.
    pub bin: (u32, u32, u32),
}

impl Item {
    /// Whether the answer was known.
    pub fn is_known(&self) -> bool {
        self.step.rating != Rating::Again
    }
}

/// Gathers reviews in any order, by the number of their card.
#[derive(Clone, Debug)]
pub struct Gathering {
    reviews: Vec<(u64, Step)>,
    dropped: usize,
    cut: usize,
    most: usize,
}

impl Default for Gathering {
    fn default() -> Gathering {
        Gathering::at_most(MOST_REVIEWS)
    }
}

impl Gathering {
    /// Keeps the newest reviews only, `most` or more of them until it is finished.
    pub fn at_most(most: usize) -> Gathering {
        Gathering { reviews: Vec::new(), dropped: 0, cut: 0, most }
    }

    /// Takes a review of a card.
    pub fn take(&mut self, card: u64, step: Step) {
        self.reviews.push((card, step));
        if self.reviews.len() >= self.most.saturating_mul(2) {
            self.trim();
        }
    }

    /// Tells of older reviews that were left out before they came here.
    pub fn leave_out(&mut self, n: usize) {
        self.dropped += n;
    }

    /// Tells of reviews that were left out as the log does not hold how their card was learned: what a model foretells
    /// of it hangs on figures that are not the model's.
    pub fn leave_out_cut(&mut self, n: usize) {
        self.cut += n;
    }

    fn trim(&mut self) {
        if self.reviews.len() > self.most {
            let extra = self.reviews.len() - self.most;
            self.reviews.select_nth_unstable_by_key(extra, |(card, step)| (step.at, *card));
            self.reviews.drain(..extra);
            self.dropped += extra;
        }
    }

    /// The log of what was taken.
    pub fn finish(mut self) -> Log {
        self.trim();
        // Stable: reviews of one moment stay as they came.
        self.reviews.sort_by_key(|(card, step)| (*card, step.at));
        // One review written twice is one review.
        self.reviews.dedup_by_key(|(card, step)| (*card, step.at));
        let trails = self
            .reviews
            .chunk_by(|a, b| a.0 == b.0)
            .map(|reviews| reviews.iter().map(|(_, step)| *step).collect())
            .collect();
        Log { trails, dropped: self.dropped, cut: self.cut }
    }
}

impl Log {
    /// A log of trails, oldest reviews first in each.
    pub fn of_trails(trails: impl IntoIterator<Item = Vec<Step>>) -> Log {
        let mut gathering = Gathering::default();
        for (card, trail) in (0..).zip(trails) {
            for step in trail {
                gathering.take(card, step);
            }
        }
        gathering.finish()
    }

    /// The reviews of each card, oldest first.
    pub fn trails(&self) -> &[Vec<Step>] {
        &self.trails
    }

    /// How many reviews there are.
    pub fn n_reviews(&self) -> usize {
        self.trails.iter().map(Vec::len).sum()
    }

    /// How many older reviews were left out.
    pub fn n_dropped(&self) -> usize {
        self.dropped
    }

    /// How many reviews were left out as the log does not hold how their cards were learned.
    pub fn n_cut(&self) -> usize {
        self.cut
    }

    /// The reviews that can be foretold, in the order of time.
    pub fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for (number, trail) in (0..).zip(&self.trails) {
            let (mut long, mut lapses) = (0, 0);
            let mut last: Option<&Step> = None;
            for (place, step) in (0..).zip(trail) {
                let days = step.since(last).days;
                last = Some(step);
                if days == 0 {
                    continue;
                }
                long += 1;
                items.push(Item {
                    trail: number,
                    place,
                    step: *step,
                    bin: bin(days, long, lapses),
                });
                lapses += u32::from(step.rating == Rating::Again);
            }
        }
        items.sort_by_key(|item| (item.step.at, item.trail, item.place));
        items
    }
}

/// The bin of RMSE(bins): by interval, by the number of long-term reviews, by that of lapses; formulas
/// and figures as in `r_matrix_index` of the fsrs crate 6.6.2.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, from 0 up")]
fn bin(days: u32, n_long: u32, n_lapses: u32) -> (u32, u32, u32) {
    let step = |value: u32, base: f64| base.powf(f64::from(value).log(base).floor());
    let days = (2.48 * step(days, 3.62) * 100.0).round() as u32;
    let length = (1.99 * step(n_long + 1, 1.89)).round() as u32;
    let lapses = if n_lapses == 0 { 0 } else { (1.65 * step(n_lapses, 1.73)).round() as u32 };
    (days, length, lapses)
}
