//! The fold of a log: reviews with their newest amendment, without the revoked ones; marks; names.

use std::collections::{HashMap, HashSet};

use super::{Algorithm, Amend, Event, EventId, Logged, Marks, Purpose, Rating, Review, Start};
use crate::deck::FacetId;
use crate::grading::{Response, Verdict};
use crate::time::{Day, Moment};

/// A review as it counts now: amended, not revoked. What schedulers, statistics and `why` read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// The review's event.
    pub id: EventId,
    /// When.
    pub moment: Moment,
    /// The run of `quiz`.
    pub session: std::sync::Arc<str>,
    /// Why it was asked.
    pub purpose: Purpose,
    /// How it was judged in the end.
    pub verdict: Verdict,
    /// The rating in the end.
    pub rating: Rating,
    /// The share of the points, 0 to 1.
    pub score: f64,
    /// What a right answer was worth.
    pub points: f64,
    /// Milliseconds from question to answer.
    pub total_ms: u32,
    /// The recall predicted at that moment.
    pub recall: Option<f64>,
    /// Who promised.
    pub scheduler: Algorithm,
    /// The promised interval in days.
    pub interval: u32,
    /// The promised day.
    pub due: Day,
    /// What memory starts from here; none where it goes on.
    pub start: Option<Start>,
    /// What was given, as text.
    pub response: String,
    /// The learner said "I was right".
    pub disputed: bool,
}

/// Everything the log says, folded.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The reviews of each facet in log order, under the names in the log.
    pub reviews: HashMap<FacetId, Vec<Reviewed>>,
    /// How many reviews were undone.
    pub n_revoked: usize,
    /// Everything else.
    pub marks: Marks,
}

impl History {
    /// Folds a log, which must be in log order.
    ///
    /// Corrections are applied at the end, so one that stands before its review (clocks of several
    /// devices) still holds, and one whose review is missing changes nothing.
    pub fn fold(log: impl IntoIterator<Item = Logged>) -> History {
        let mut fold = Fold::default();
        for logged in log {
            fold.take(logged);
        }
        fold.finish()
    }
}

/// The newest answer of a device that was not undone: what `undo` takes back. The log must come
/// newest first; no more of it is read than needed.
pub fn newest_answer<E>(
    newest_first: impl IntoIterator<Item = Result<Logged, E>>,
    device: &str,
) -> Result<Option<(EventId, Review)>, E> {
    let mut revoked = HashSet::new();
    for logged in newest_first {
        let logged = logged?;
        match logged.event {
            Event::Revoke { target } => {
                revoked.insert(target);
            }
            Event::Review(review) if *logged.device == *device && !revoked.contains(&logged.id) => {
                return Ok(Some((logged.id, *review)));
            }
            _ => {}
        }
    }
    Ok(None)
}

/// A fold on its way: what is known, and the corrections still to be applied.
#[derive(Default)]
struct Fold {
    history: History,
    amended: HashMap<EventId, Amend>,
    revoked: HashSet<EventId>,
}

impl Fold {
    fn take(&mut self, logged: Logged) {
        self.history.marks.take(&logged);
        match logged.event {
            Event::Review(review) => {
                let facet = review.facet.clone();
                let reviewed = Reviewed::new(logged.id, logged.moment, *review);
                self.history.reviews.entry(facet).or_default().push(reviewed);
            }
            Event::Amend(amend) => {
                self.amended.insert(amend.target.clone(), amend);
            }
            Event::Revoke { target } => {
                self.revoked.insert(target);
            }
            _ => {}
        }
    }

    fn finish(self) -> History {
        let Fold { mut history, mut amended, revoked } = self;
        if amended.is_empty() && revoked.is_empty() {
            return history;
        }
        let mut n_revoked = 0;
        history.reviews.retain(|_, reviews| {
            let before = reviews.len();
            reviews.retain(|review| !revoked.contains(&review.id));
            n_revoked += before - reviews.len();
            for review in &mut *reviews {
                if let Some(amend) = amended.remove(&review.id) {
                    review.amend(&amend);
                }
            }
            !reviews.is_empty()
        });
        history.n_revoked = n_revoked;
        history
    }
}

impl Reviewed {
    /// A review as it counts until it is amended.
    pub fn new(id: EventId, moment: Moment, review: Review) -> Reviewed {
        Reviewed {
            id,
            moment,
            session: review.session,
            purpose: review.purpose,
            verdict: review.verdict,
            rating: review.rating,
            score: review.score,
            points: review.points,
            total_ms: review.total_ms,
            recall: review.recall,
            scheduler: review.scheduler,
            interval: review.interval,
            due: review.due,
            start: review.start,
            response: in_words(review.response),
            disputed: false,
        }
    }

    /// Applies a correction.
    pub fn amend(&mut self, amend: &Amend) {
        self.rating = amend.rating;
        self.verdict = amend.verdict;
        self.score = amend.score;
        self.disputed = amend.disputed;
        self.interval = amend.interval;
        self.due = amend.due;
    }
}

/// A response as text. Places among choices, steps or pairs are counted from 1, as people do; what
/// stood there is known only to the deck of that day.
fn in_words(response: Response) -> String {
    let places = |places: Vec<usize>| {
        let words: Vec<String> =
            places.iter().map(|place| (place.saturating_add(1)).to_string()).collect();
        words.join(" ")
    };
    match response {
        Response::Text(text) => text,
        Response::Truth(truth) => truth.to_string(),
        Response::Choices(indices) | Response::Order(indices) => places(indices),
        Response::Pairs(pairs) => {
            let pair = |(left, right): &(usize, usize)| {
                format!("{}-{}", left.saturating_add(1), right.saturating_add(1))
            };
            pairs.iter().map(pair).collect::<Vec<_>>().join(" ")
        }
        Response::List(texts) => texts.join("; "),
        Response::Revealed => String::new(),
    }
}

#[cfg(test)]
mod tests;
