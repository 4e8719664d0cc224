//! A session: the state machine between questions and answers. Values in, values out; no `Result`,
//! no input or output, no clock of its own.

mod message;

pub use message::{
    About, Awaiting, Comparison, Effect, Feedback, Input, Notice, Question, ShownAnswer, Summary,
    TagScore,
};

use std::sync::Arc;

use crate::deck::{Answer, Card, FacetId, Strict};
use crate::grading::Lexicon;
use crate::history::{Algorithm, Purpose, Reviewed};
use crate::time::Moment;

/// What a session is to ask, fully decided before it starts.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The unique token of this run, from which event ids are made.
    pub token: Arc<str>,
    /// The facets in the order of asking.
    pub turns: Vec<Turn>,
    /// Missed cards come back until right.
    pub repeat_missed: bool,
    /// The seed for the order of choices.
    pub seed: u64,
    /// Facets outside this session that are due tomorrow.
    pub due_tomorrow_elsewhere: usize,
}

/// A facet that will be asked, with all that asking, judging and scheduling need.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The name it is shown and addressed by.
    pub name: FacetId,
    /// The name its progress is filed under.
    pub filed: FacetId,
    /// The title of its deck.
    pub deck_title: Arc<str>,
    /// The card.
    pub card: Arc<Card>,
    /// What is asked, as its author or the learner's `--as` wants it.
    pub prompt: String,
    /// What is accepted.
    pub answer: Answer,
    /// The language of the answer; empty where unknown.
    pub language: Arc<str>,
    /// The deck teaches a language.
    pub teaches_language: bool,
    /// Allowances switched off.
    pub strict: Strict,
    /// The words of its deck.
    pub lexicon: Arc<Lexicon>,
    /// Why it is asked.
    pub purpose: Purpose,
    /// Its reviews so far.
    pub reviews: Vec<Reviewed>,
    /// Its scheduler.
    pub algorithm: Algorithm,
    /// The wanted retention, 0 to 1.
    pub retention: f64,
    /// The share of the points from which a partly right answer is not Again.
    pub pass: f64,
    /// Flagged by the learner.
    pub flagged: bool,
    /// The learner's note.
    pub note: Option<String>,
}

/// A running session.
#[derive(Debug)]
pub struct Session {}

impl Session {
    /// Starts; the effects end in one `Ask`, or in `Finish` where there is nothing to ask.
    pub fn start(plan: Plan, now: Moment) -> (Session, Vec<Effect>) {
        let _ = (plan, now);
        todo!()
    }

    /// Takes an input; the effects end in exactly one `Ask` or `Finish`.
    pub fn step(&mut self, input: Input, now: Moment) -> Vec<Effect> {
        let _ = (input, now);
        todo!()
    }
}
