//! The score: only the first try of each question counts, a repeat never does. A flashcard earns
//! its points when it is rated better than Again.

use std::collections::BTreeMap;

use super::{Answered, Comparison, Session, Stage, Summary, TagScore};
use crate::grading::Verdict;
use crate::history::{Purpose, Rating, Reviewed};
use crate::time::Day;

/// The most cards that a summary names as hardest.
const HARDEST: usize = 5;

/// The running score.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tally {
    /// Questions answered.
    pub(super) answered: usize,
    /// Right ones among them, slips included.
    pub(super) right: usize,
    /// Points earned.
    pub(super) score: f64,
    /// Points that could have been earned.
    pub(super) possible: f64,
    /// Right answers in a row.
    pub(super) streak: usize,
}

/// How an answer counts now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Standing {
    pub(super) verdict: Verdict,
    /// The share of the points, 0 to 1.
    pub(super) score: f64,
    pub(super) rating: Rating,
    /// The learner said "I was right".
    pub(super) disputed: bool,
}

impl Standing {
    /// A flashcard by its rating.
    pub(super) fn self_rated(rating: Rating) -> Standing {
        let score = if rating == Rating::Again { 0.0 } else { 1.0 };
        Standing { verdict: Verdict::Shown, score, rating, disputed: false }
    }

    /// The same answer with another rating.
    pub(super) fn rated(self, rating: Rating) -> Standing {
        match self.verdict {
            Verdict::Shown => Standing::self_rated(rating),
            _ => Standing { rating, ..self },
        }
    }

    /// The same answer after "I was right".
    pub(super) fn declared_right(self) -> Standing {
        let rating = self.rating.max(Rating::Good);
        Standing { verdict: Verdict::Right, score: 1.0, rating, disputed: true }
    }

    pub(super) fn is_right(self) -> bool {
        match self.verdict {
            Verdict::Right | Verdict::Slip => true,
            Verdict::Shown => self.rating != Rating::Again,
            Verdict::Partial | Verdict::Wrong => false,
        }
    }
}

impl Tally {
    /// The score after one more first try.
    fn with(self, standing: Standing, points: f64) -> Tally {
        let right = standing.is_right();
        Tally {
            answered: self.answered + 1,
            right: self.right + usize::from(right),
            score: self.score + standing.score * points,
            possible: self.possible + points,
            streak: if right { self.streak + 1 } else { 0 },
        }
    }
}

impl Answered {
    /// The score after this answer.
    pub(super) fn tally(&self) -> Tally {
        let before = self.before.tally;
        if self.repeat { before } else { before.with(self.standing, self.points) }
    }
}

impl Session {
    /// The summary as it stands on a day.
    pub(super) fn summary(&self, today: Day) -> Summary {
        let Tally { answered, right, score, possible, streak } = self.place.tally;
        Summary {
            answered,
            right,
            score,
            possible,
            streak,
            due_tomorrow: self.due_tomorrow(today),
            left: self.left(),
            tags: self.tags(),
            hardest: self.hardest(),
            last_time: self.last_time(),
        }
    }

    fn first_tries(&self) -> impl Iterator<Item = &Answered> {
        self.answers.iter().filter(|answered| !answered.repeat)
    }

    fn due_tomorrow(&self, today: Day) -> usize {
        let tomorrow = today.plus(1);
        let due =
            |(gone, due): &(&bool, Option<Day>)| !**gone && due.is_some_and(|due| due <= tomorrow);
        self.due_tomorrow_elsewhere + self.gone.iter().zip(self.turns.due()).filter(due).count()
    }

    /// Questions that were not asked because the learner ended the session.
    fn left(&self) -> usize {
        let Stage::Quit(coming) = self.stage else { return 0 };
        let open = self.place.open.as_ref().is_some_and(|open| !open.repeat);
        coming + usize::from(open) + self.place.n_ahead(&self.gone)
    }

    fn tags(&self) -> Vec<TagScore> {
        let mut tags: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
        for answered in self.first_tries() {
            for tag in &self.turns[answered.turn_idx].card.tags {
                let (score, possible) = tags.entry(tag).or_default();
                *score += answered.standing.score * answered.points;
                *possible += answered.points;
            }
        }
        let tag = |(tag, (score, possible)): (&str, (f64, f64))| TagScore {
            tag: tag.to_owned(),
            score,
            possible,
        };
        tags.into_iter().map(tag).collect()
    }

    fn hardest(&self) -> Vec<(crate::deck::FacetId, String)> {
        let mut missed: Vec<&Answered> =
            self.first_tries().filter(|answered| !answered.standing.is_right()).collect();
        missed.sort_by(|a, b| a.standing.score.total_cmp(&b.standing.score));
        missed.truncate(HARDEST);
        let named = |answered: &Answered| {
            let turn = &self.turns[answered.turn_idx];
            (turn.name.clone(), turn.prompt.clone())
        };
        missed.into_iter().map(named).collect()
    }

    /// The first tries of this session against those of the last session with the same card; the
    /// points are those of today, so that both can be compared.
    fn last_time(&self) -> Option<Comparison> {
        let mut all = Comparison { cards: 0, before: 0.0, now: 0.0, possible: 0.0 };
        for answered in self.first_tries() {
            let earlier = |review: &&Reviewed| {
                review.session != self.token && review.purpose != Purpose::Repeat
            };
            let turn = &self.turns[answered.turn_idx];
            if let Some(last) = turn.reviews.iter().rev().find(earlier) {
                all.cards += 1;
                all.before += last.score * answered.points;
                all.now += answered.standing.score * answered.points;
                all.possible += answered.points;
            }
        }
        (all.cards > 0).then_some(all)
    }
}
