//! The fold of a log: reviews with their newest amendment, without the revoked ones; marks; names.

use std::collections::{HashMap, HashSet};

use super::{Algorithm, CardId, DeckSeen, EventId, Logged, Purpose, Rating, Seen};
use crate::deck::{CardKey, DeckId, FacetId};
use crate::grading::Verdict;
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
    /// Cards put aside.
    pub suspended: HashSet<CardId>,
    /// Cards flagged.
    pub flagged: HashSet<CardId>,
    /// Notes to cards.
    pub notes: HashMap<CardId, String>,
    /// Each card as last seen.
    pub seen: HashMap<CardId, Seen>,
    /// Each deck as last seen.
    pub decks: HashMap<DeckId, DeckSeen>,
    /// Decisions on identity: the card's name now, and the one its progress is filed under.
    pub aliases: HashMap<(DeckId, CardKey), Option<CardKey>>,
    /// The newest event whose clock was sound.
    pub newest: Option<Moment>,
}

impl History {
    /// Folds a log, which must be in log order.
    pub fn fold(log: impl IntoIterator<Item = Logged>) -> History {
        let _ = log.into_iter();
        todo!()
    }
}
