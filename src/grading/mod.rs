//! From a response to a verdict: what is right, a slip, partly right or wrong, and why.
//! Pure; knows no screen, no rating and no schedule.

mod articles;
mod dates;
mod decimals;
mod diff;
mod lexicon;
mod members;
mod number;
mod parts;
mod settle;
mod sketch;
mod slip;
#[cfg(test)]
mod tests;
mod unit;
mod words;

pub use diff::{Mark, Token, difference};
pub use lexicon::Lexicon;
pub use settle::settle;

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
    /// What is asked; empty where it does not matter.
    pub prompt: &'a str,
}

impl Judgement {
    /// A verdict without words.
    fn plain(verdict: Verdict, score: f64, rule: Rule) -> Judgement {
        Judgement { verdict, score, rule, diff: Vec::new(), feedback: None }
    }

    /// The verdict of several parts: right when all are, wrong when none is, else partly right.
    fn of_parts(score: f64, feedback: Option<String>) -> Judgement {
        let verdict = match score {
            1.0 => Verdict::Right,
            0.0 => Verdict::Wrong,
            _ => Verdict::Partial,
        };
        Judgement { feedback, ..Judgement::plain(verdict, score, Rule::Parts) }
    }
}

/// Judges a response. One whose shape does not fit the answer is read as far as it can be, and
/// is wrong beyond that.
pub fn judge(answer: &Answer, response: &Response, context: &Context<'_>) -> Judgement {
    match (answer, response) {
        (Answer::SelfRated(_), _) => Judgement::plain(Verdict::Shown, 0.0, Rule::Shown),
        (_, Response::Revealed) => Judgement::plain(Verdict::Wrong, 0.0, Rule::Empty),
        (Answer::Words(accepted), Response::Text(given)) => words::judge(accepted, given, context),
        (Answer::Number(number), Response::Text(given)) => number::judge(number, given, context),
        (Answer::Choice { choices, multiple, .. }, Response::Choices(chosen)) => {
            parts::choices(choices, *multiple, chosen)
        }
        (Answer::Truth(truth), Response::Truth(given)) => parts::truth(*truth, *given),
        (Answer::Order(steps), Response::Order(given)) => parts::order(steps.len(), given),
        (Answer::Match { pairs, extra }, Response::Pairs(given)) => {
            parts::matches(pairs, extra, given)
        }
        (Answer::List { list, need }, Response::List(given)) => {
            parts::list(list, *need, given, context)
        }
        (Answer::List { list, need }, Response::Text(given)) => {
            let parts = members::of_list(list, *need, given, context);
            parts::list(list, *need, &parts.unwrap_or_else(|_| vec![given.clone()]), context)
        }
        (Answer::Gaps(gaps), Response::List(given)) => parts::gaps(gaps, given, context),
        (Answer::Gaps(gaps), Response::Text(given)) => {
            let parts = members::of_gaps(gaps, given, context);
            parts::gaps(gaps, &parts.unwrap_or_else(|_| vec![given.clone()]), context)
        }
        _ => Judgement::plain(Verdict::Wrong, 0.0, Rule::Different),
    }
}
