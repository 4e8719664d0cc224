//! What was learned of a card, in Anki's columns.

use serde_json::json;

use crate::history::Algorithm;
use crate::history::{Purpose, Rating, Start, Tried, Tries};
use crate::scheduling::{self, Memory, Past};
use crate::time::Day;

/// The longest time Anki keeps for an answer, in milliseconds.
const LONGEST_MS: u32 = 60_000;

/// What was learned of a facet.
#[derive(Clone, Debug)]
pub struct Learned {
    /// Its answers, in the order of the log.
    pub tries: Tries,
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
    /// The last answer that counts for memory.
    fn last(&self) -> Option<&Tried> {
        self.tries.iter().rfind(|tried| tried.purpose != Purpose::Cram)
    }

    /// `place` is its place among the new cards, where it was never asked.
    pub(super) fn row(&self, place: i64, first_day: Day) -> Row {
        let flags = u8::from(self.flagged);
        let Some(last) = self.last() else {
            let queue = if self.suspended { -1 } else { 0 };
            return Row { queue, flags, ..Row::new(place) };
        };
        let days = last.due.since(last.day).max(1);
        let data = match self.difficulties().last() {
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

    /// Difficulty under FSRS-6, which is Anki's, after each answer that memory is made of.
    fn difficulties(&self) -> Vec<f64> {
        let fsrs = scheduling::scheduler(Algorithm::Fsrs6);
        let past = Past::of(&self.tries);
        let difficulty = |(_, memory)| match memory {
            Memory::Fsrs { difficulty, .. } => Some(difficulty),
            _ => None,
        };
        past.memories(&*fsrs).filter_map(difficulty).collect()
    }

    /// The answers as Anki logs them: the first study day is learning, repeats after a lapse are
    /// relearning, all else is reviewing. Anki's FSRS begins where the learning does; where there is none, with the
    /// interval and the factor of the first row, so that no answer from before a start may stand there.
    pub(super) fn revlog(&self) -> Vec<Review> {
        let (mut start, tried) = self.tries.since_start();
        let first_day = match start {
            Some(_) => None,
            None => tried.iter().find(|it| it.purpose != Purpose::Cram).map(|it| it.day),
        };
        let mut difficulties = self.difficulties().into_iter();
        let (mut last_ivl, mut last_day, mut relearning) = (0, None, false);
        let mut rows = Vec::with_capacity(tried.len());
        for tried in tried {
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
            let factor = difficulties.next().map_or(2_500, factor);
            let (ivl, factor) = start.take().map_or((ivl, factor), columns);
            rows.push(row(ivl, last_ivl, factor, kind));
            (last_ivl, last_day) = (ivl, Some(tried.day));
            relearning = relearning || (kind == 1 && tried.rating == Rating::Again);
        }
        rows
    }
}

/// A difficulty as Anki logs it.
#[expect(clippy::cast_possible_truncation, reason = "saturates")]
fn factor(difficulty: f64) -> i64 {
    (100.0 + (difficulty - 1.0) / 9.0 * 1e3).round() as i64
}

/// The interval and the factor from which Anki starts a memory as it starts here.
#[expect(clippy::cast_possible_truncation, reason = "saturates")]
fn columns(start: Start) -> (i64, i64) {
    let factor = match start {
        Start::Sm2 { ease, .. } => (ease * 1e3).round() as i64,
        Start::Fsrs { difficulty, .. } => factor(difficulty),
    };
    (i64::from(start.interval()), factor)
}

fn counted(them: impl Iterator) -> i64 {
    i64::try_from(them.count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::Verdict;
    use crate::history::{EventId, Reviewed};
    use crate::time::{Moment, Timestamp};

    /// Good answers a month apart, each with the interval of a month.
    fn log(starts: &[Option<Start>]) -> Vec<(u8, i64, i64)> {
        let reviewed = |(n, start): (i32, &Option<Start>)| {
            let day = Day(20_000 + 30 * n);
            Reviewed {
                id: EventId::new("run", 1),
                moment: Moment { at: Timestamp(i64::from(day.0) * 86_400_000), offset: 0, day },
                session: "run".into(),
                purpose: Purpose::Scheduled,
                verdict: Verdict::Shown,
                rating: Rating::Good,
                score: 1.0,
                points: 1.0,
                total_ms: 10,
                recall: None,
                scheduler: Algorithm::Fsrs6,
                interval: 30,
                due: day.plus(30),
                start: *start,
                response: String::new(),
                disputed: false,
            }
        };
        let reviews: Vec<Reviewed> = (0..).zip(starts).map(reviewed).collect();
        let tries = reviews.iter().collect();
        let (suspended, flagged, retention, stability) = (false, false, 0.9, None);
        let learned = Learned { tries, suspended, flagged, retention, stability };
        learned.revlog().iter().map(|it| (it.kind, it.ivl, it.factor)).collect()
    }

    #[test]
    fn a_log_begins_with_learning() {
        let kinds: Vec<u8> = log(&[None, None]).into_iter().map(|(kind, ..)| kind).collect();
        assert_eq!(kinds, [0, 1]);
    }

    /// Else Anki would start from another line, or take the memory for one of a new card.
    #[test]
    fn where_memory_starts_so_does_the_log_with_the_figures_of_the_start() {
        let ease = Some(Start::Sm2 { interval: 90, ease: 2.3 });
        let rows = log(&[None, ease, None]);
        assert_eq!((rows.len(), rows[0], rows[1].0), (2, (1, 90, 2_300), 1));
        let difficulty = Some(Start::Fsrs { interval: 7, difficulty: 4.78 });
        assert_eq!(log(&[difficulty]), [(1, 7, 520)]);
    }
}
