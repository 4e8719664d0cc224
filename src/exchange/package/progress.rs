//! What was learned of a card, in Anki's columns.

use serde_json::json;

use crate::history::Algorithm;
use crate::history::{Purpose, Rating, Tried};
use crate::scheduling::{self, Memory, Step};
use crate::time::Day;

/// The longest time Anki keeps for an answer, in milliseconds.
const LONGEST_MS: u32 = 60_000;

/// What was learned of a facet.
#[derive(Clone, Debug)]
pub struct Learned {
    /// Its answers, in the order of the log.
    pub tried: Vec<Tried>,
    /// Put aside.
    pub suspended: bool,
    /// Flagged.
    pub flagged: bool,
    /// The wanted retention, 0 to 1.
    pub retention: f64,
    /// After how many days its recall is 90 %, which is what Anki's FSRS calls stability; none where its
    /// scheduler foretells no recall.
    pub stability: Option<f64>,
}

/// The columns of a card that tell its schedule.
#[derive(Debug)]
pub(super) struct Row {
    pub kind: u8,
    pub queue: i8,
    pub due: i64,
    pub ivl: i64,
    pub factor: u32,
    pub reps: i64,
    pub lapses: i64,
    pub flags: u8,
    pub data: String,
}

impl Row {
    /// A card that was never asked, at its place among the new ones.
    pub(super) fn new(place: i64) -> Row {
        Row {
            kind: 0,
            queue: 0,
            due: place,
            ivl: 0,
            factor: 0,
            reps: 0,
            lapses: 0,
            flags: 0,
            data: "{}".to_owned(),
        }
    }
}

/// An answer in Anki's log.
#[derive(Debug)]
pub(super) struct Review {
    pub id: i64,
    pub ease: u8,
    pub ivl: i64,
    pub last_ivl: i64,
    pub factor: i64,
    pub ms: u32,
    pub kind: u8,
}

impl Learned {
    /// The answers that count for memory.
    fn counted(&self) -> impl DoubleEndedIterator<Item = &Tried> + Clone {
        self.tried.iter().filter(|tried| tried.purpose != Purpose::Cram)
    }

    /// `place` is its place among the new cards, where it was never asked.
    pub(super) fn row(&self, place: i64, first_day: Day) -> Row {
        let flags = u8::from(self.flagged);
        let Some(last) = self.counted().next_back() else {
            let queue = if self.suspended { -1 } else { 0 };
            return Row { queue, flags, ..Row::new(place) };
        };
        let days = last.due.since(last.day).max(1);
        let data = match self.difficulty_after(usize::MAX) {
            // Anki counts the time since from this moment, and rounds as it does when it writes.
            Some(difficulty) => json!({
                // Without a model the interval is taken for it, as Anki does itself.
                "s": (self.stability.unwrap_or(f64::from(days)).clamp(0.01, 36_500.0) * 1e4).round() / 1e4,
                "d": (difficulty * 1e3).round() / 1e3,
                "dr": (self.retention * 1e2).round() / 1e2,
                "lrt": last.at.0.div_euclid(1_000),
            })
            .to_string(),
            None => "{}".to_owned(),
        };
        let reviews = self.revlog();
        Row {
            kind: 2,
            queue: if self.suspended { -1 } else { 2 },
            due: i64::from(last.due.since(first_day)),
            ivl: i64::from(days),
            factor: 2_500,
            reps: counted(reviews.iter()),
            lapses: counted(reviews.iter().filter(|it| it.kind == 1 && it.ease == 1)),
            flags,
            data,
        }
    }

    /// Difficulty under FSRS-6, which is Anki's, after the first `n` answers that count.
    fn difficulty_after(&self, n: usize) -> Option<f64> {
        let steps = self.counted().take(n).filter_map(Step::of_tried);
        let fsrs = scheduling::scheduler(Algorithm::Fsrs6);
        match scheduling::replay_steps(fsrs.as_ref(), steps)? {
            Memory::Fsrs { difficulty, .. } => Some(difficulty),
            _ => None,
        }
    }

    /// The answers as Anki logs them: the first study day is learning, repeats after a lapse are
    /// relearning, all else is reviewing. Anki's FSRS begins where the learning does.
    pub(super) fn revlog(&self) -> Vec<Review> {
        let first_day = self.counted().next().map(|first| first.day);
        let (mut n, mut last_ivl, mut last_day, mut relearning) = (0, 0, None, false);
        let mut rows = Vec::with_capacity(self.tried.len());
        for tried in &self.tried {
            let ease = match tried.rating {
                Rating::Again => 1,
                Rating::Hard => 2,
                Rating::Good => 3,
                Rating::Easy => 4,
            };
            let row = |ivl, last_ivl, factor, kind| {
                let ms = tried.total_ms.min(LONGEST_MS);
                Review { id: tried.at.0, ease, ivl, last_ivl, factor, ms, kind }
            };
            if tried.purpose == Purpose::Cram {
                rows.push(row(-60, -60, 0, 3));
                continue;
            }
            n += 1;
            let is_new_day = last_day != Some(tried.day);
            relearning = relearning && !is_new_day;
            let kind = match () {
                () if Some(tried.day) == first_day => 0,
                () if relearning => 2,
                () => 1,
            };
            let days = i64::from(tried.due.since(tried.day));
            // Within the study day Anki counts seconds, below zero.
            let ivl = if days > 0 { days } else { -600 };
            #[expect(clippy::cast_possible_truncation, reason = "a difficulty is from 1 to 10")]
            let factor = self.difficulty_after(n).map_or(2_500, |difficulty| {
                (100.0 + (difficulty - 1.0) / 9.0 * 1e3).round() as i64
            });
            rows.push(row(ivl, last_ivl, factor, kind));
            (last_ivl, last_day) = (ivl, Some(tried.day));
            relearning = relearning || (kind == 1 && tried.rating == Rating::Again);
        }
        rows
    }
}

fn counted(them: impl Iterator) -> i64 {
    i64::try_from(them.count()).unwrap_or(i64::MAX)
}
