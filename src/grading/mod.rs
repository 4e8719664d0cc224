//! From a response to a verdict: what is right, a slip, partly right or wrong, and why.
//! Pure; knows no screen, no rating and no schedule.

mod diff;
mod lexicon;

pub use diff::{Mark, Token, difference};
pub use lexicon::Lexicon;

use serde::{Deserialize, Serialize};

use crate::deck::{Answer, Strict};

/// What was given to a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Response {
    /// Typed words.
    Text(String),
    /// True or false.
    Truth(bool),
    /// Chosen ones, as indices from 0 into the choices of the [`Answer`].
    Choices(Vec<usize>),
    /// Steps in the given order, as indices from 0 into the right order.
    Order(Vec<usize>),
    /// Pairs of indices from 0: left side, and right side (`pairs` first, then `extra`).
    Pairs(Vec<(usize, usize)>),
    /// Members of a list, or texts of several gaps.
    List(Vec<String>),
    /// The answer was asked for.
    Revealed,
}

/// How a response was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Right.
    Right,
    /// Right but for a slip of the hand.
    Slip,
    /// Some parts right.
    Partial,
    /// Wrong.
    Wrong,
    /// Shown, for the learner to rate.
    Shown,
}

/// Which rule of judging decided, for the log and for `why`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    /// Equal to an accepted text after folding.
    Folded,
    /// A misspelling within the allowance.
    Spelling,
    /// A missing accent.
    Accent,
    /// Compared as numbers.
    Number,
    /// Compared part by part.
    Parts,
    /// Named by the deck as wrong.
    Rejected,
    /// Nothing accepted is near enough.
    Different,
    /// Nothing was given.
    Empty,
    /// Shown, not judged.
    Shown,
    /// The learner said "I was right".
    Disputed,
}

/// A verdict with what the learner is told about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The share of the points earned, 0 to 1.
    pub score: f64,
    /// The rule that decided.
    pub rule: Rule,
    /// The response against the nearest accepted text; empty where there is nothing to compare.
    pub diff: Vec<Token>,
    /// A word from the author or the judge: why it is wrong, what was missed.
    pub feedback: Option<String>,
}

/// What judging must know beside answer and response.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The language of the answer, as a BCP 47 tag; empty where unknown.
    pub language: &'a str,
    /// The deck teaches a language (its two sides differ in language), so inflections count.
    pub teaches_language: bool,
    /// Allowances switched off.
    pub strict: Strict,
    /// The words of the deck, which no slip may turn into each other.
    pub lexicon: &'a Lexicon,
}

/// Judges a response.
pub fn judge(answer: &Answer, response: &Response, context: &Context<'_>) -> Judgement {
    let _ = (answer, response, context);
    todo!()
}
