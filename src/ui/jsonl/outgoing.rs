//! The messages that are written. Fields are part of the protocol: they may be added, not changed.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::deck::FacetId;
use crate::grading::{Token, Verdict};
use crate::history::Rating;
use crate::session::{Feedback, Question, ShownAnswer, Summary};
use crate::ui::Opening;

/// The version of the protocol.
const PROTOCOL: u32 = 1;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Outgoing<'a> {
    Hello {
        protocol: u32,
        program: &'static str,
        version: &'static str,
        title: &'a str,
        due: usize,
        new: usize,
        other: usize,
        notices: &'a [String],
    },
    Question {
        ask: u32,
        card: &'a FacetId,
        deck: &'a str,
        kind: &'static str,
        prompt: &'a str,
        choices: &'a [String],
        multiple: bool,
        left: &'a [String],
        right: &'a [String],
        need: usize,
        unit: Option<&'a str>,
        tags: &'a [String],
        hint: bool,
        media: &'a [String],
        number: usize,
        of: usize,
        new: bool,
        repeat: bool,
    },
    Verdict {
        ask: u32,
        card: &'a FacetId,
        verdict: Verdict,
        score: f64,
        points: f64,
        #[serde(serialize_with = "shown")]
        answer: &'a ShownAnswer,
        diff: &'a [Token],
        feedback: Option<&'a str>,
        explanation: Option<&'a str>,
        source: Option<&'a str>,
        media: &'a [String],
        suggested: Rating,
        next: Option<Next>,
        unrated: bool,
    },
    Hint {
        text: &'a str,
    },
    Notice {
        code: &'a str,
        text: &'a str,
    },
    Error {
        message: &'a str,
        help: &'a str,
    },
    Summary {
        answered: usize,
        right: usize,
        score: f64,
        possible: f64,
        streak: usize,
        due_tomorrow: usize,
        left: usize,
        tags: Vec<Tag<'a>>,
        hardest: Vec<&'a FacetId>,
    },
}

/// Days until a card comes back after each rating.
#[derive(Serialize)]
pub(super) struct Next {
    again: u32,
    hard: u32,
    good: u32,
    easy: u32,
}

#[derive(Serialize)]
pub(super) struct Tag<'a> {
    #[serde(rename = "tag")]
    name: &'a str,
    score: f64,
    possible: f64,
}

impl<'a> Outgoing<'a> {
    pub(super) fn hello(opening: &'a Opening) -> Self {
        Outgoing::Hello {
            protocol: PROTOCOL,
            program: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            title: &opening.title,
            due: opening.due,
            new: opening.new,
            other: opening.other,
            notices: &opening.notices,
        }
    }

    pub(super) fn question(question: &'a Question) -> Self {
        Outgoing::Question {
            ask: question.ask,
            card: &question.card,
            deck: &question.deck,
            kind: question.kind,
            prompt: &question.prompt,
            choices: &question.choices,
            multiple: question.multiple,
            left: &question.left,
            right: &question.right,
            need: question.need,
            unit: question.unit.as_deref(),
            tags: &question.tags,
            hint: question.hint,
            media: &question.media,
            number: question.number,
            of: question.of,
            new: question.new,
            repeat: question.repeat,
        }
    }

    pub(super) fn verdict(feedback: &'a Feedback) -> Self {
        let [again, hard, good, easy] = feedback.next;
        let next = (!feedback.cram).then_some(Next { again, hard, good, easy });
        Outgoing::Verdict {
            ask: feedback.ask,
            card: &feedback.card,
            verdict: feedback.verdict,
            score: feedback.score,
            points: feedback.points,
            answer: &feedback.answer,
            diff: &feedback.diff,
            feedback: feedback.feedback.as_deref(),
            explanation: feedback.explanation.as_deref(),
            source: feedback.source.as_deref(),
            media: &feedback.media,
            suggested: feedback.suggested,
            next,
            unrated: feedback.unrated,
        }
    }

    pub(super) fn summary(summary: &'a Summary) -> Self {
        let tag = |tag: &'a crate::session::TagScore| Tag {
            name: &tag.tag,
            score: tag.score,
            possible: tag.possible,
        };
        Outgoing::Summary {
            answered: summary.answered,
            right: summary.right,
            score: summary.score,
            possible: summary.possible,
            streak: summary.streak,
            due_tomorrow: summary.due_tomorrow,
            left: summary.left,
            tags: summary.tags.iter().map(tag).collect(),
            hardest: summary.hardest.iter().map(|(card, _)| card).collect(),
        }
    }
}

/// An answer as a text, a list, or an object of left and right sides in their order.
fn shown<S: Serializer>(answer: &ShownAnswer, serializer: S) -> Result<S::Ok, S::Error> {
    match answer {
        ShownAnswer::Text(text) => serializer.serialize_str(text),
        ShownAnswer::List(texts) => serializer.collect_seq(texts),
        ShownAnswer::Pairs(pairs) => {
            let mut map = serializer.serialize_map(Some(pairs.len()))?;
            for (left, right) in pairs {
                map.serialize_entry(left, right)?;
            }
            map.end()
        }
    }
}
