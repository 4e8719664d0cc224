//! The messages that are read, and whether they fit the question that is open.

use serde::Deserialize;
use serde_json::error::Category;

use crate::grading::Response;
use crate::history::Rating;
use crate::session::{About, Awaiting, Input, Question};
use crate::ui::{Action, grammar};

/// Why a line can't be used, and what can be sent instead.
#[derive(Debug)]
pub(super) struct Complaint {
    pub(super) message: String,
    pub(super) help: String,
}

fn complaint(message: impl Into<String>, help: impl Into<String>) -> Complaint {
    Complaint { message: message.into(), help: help.into() }
}

#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Incoming {
    Answer(Given),
    Rate { rating: Rating },
    Hint,
    Reveal,
    Right,
    Skip,
    Undo,
    Quit,
    Flag(Target),
    Suspend(Target),
    Note { text: String, about: Option<Card> },
}

#[derive(Debug, Deserialize)]
pub(super) struct Target {
    about: Option<Card>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Card {
    Asked,
    Judged,
}

#[derive(Debug, Deserialize)]
pub(super) struct Given {
    ask: Option<u32>,
    text: Option<String>,
    truth: Option<bool>,
    choices: Option<Vec<usize>>,
    order: Option<Vec<usize>>,
    pairs: Option<Vec<(usize, usize)>>,
    list: Option<Vec<String>>,
    first_key_ms: Option<u32>,
}

impl Incoming {
    /// Reads a line.
    pub(super) fn read(line: &str) -> Result<Incoming, Complaint> {
        serde_json::from_str(line).map_err(|error| match error.classify() {
            Category::Data => unfit(line),
            _ => complaint(
                format!("this line is not JSON from its character {} on", error.column()),
                "send one object a line, such as {\"type\":\"hint\"}",
            ),
        })
    }

    /// What it means while this question is open; after the summary there is none.
    pub(super) fn action(self, question: Option<&Question>) -> Result<Action, Complaint> {
        let this = if question.is_some() { About::Asked } else { About::Judged };
        let about = |card: Option<Card>| match card {
            None => this,
            Some(Card::Asked) => About::Asked,
            Some(Card::Judged) => About::Judged,
        };
        let input = match self {
            Incoming::Answer(given) => given.input(question)?,
            Incoming::Rate { rating } => Input::Rate(rating),
            Incoming::Hint => Input::Hint,
            Incoming::Reveal => Input::Reveal,
            Incoming::Right => Input::Right,
            Incoming::Skip => Input::Skip,
            Incoming::Undo => Input::Undo,
            Incoming::Quit => Input::Quit,
            Incoming::Flag(target) => Input::Flag(about(target.about)),
            Incoming::Suspend(target) => Input::Suspend(about(target.about)),
            Incoming::Note { text, about: card } => Input::Note(about(card), text),
        };
        Ok(Action::Input(input))
    }
}

impl Given {
    fn input(self, question: Option<&Question>) -> Result<Input, Complaint> {
        let question = question
            .ok_or_else(|| complaint("there is no question open", "send undo, rate or quit"))?;
        if self.ask.is_some_and(|ask| ask != question.ask) {
            let message = format!("the open question is {}", question.ask);
            return Err(complaint(
                message,
                "send the number of the open question, or leave it out",
            ));
        }
        if question.awaiting == Awaiting::Rating {
            return Err(complaint("the card is shown and waits for its rating", "send rate"));
        }
        let first_key_ms = self.first_key_ms;
        let response = self.response(question)?;
        Ok(Input::Answer { response, first_key_ms })
    }

    fn response(self, question: &Question) -> Result<Response, Complaint> {
        let n = question.choices.len();
        match self.only() {
            Some(Response::Text(text)) => grammar::response(question, &text)
                .map_err(|message| complaint(message, field(question))),
            Some(Response::Choices(mut chosen)) if question.kind == "choice" => {
                chosen.sort_unstable();
                chosen.dedup();
                let fits =
                    chosen.iter().all(|idx| *idx < n) && (question.multiple || chosen.len() == 1);
                if fits { Ok(Response::Choices(chosen)) } else { Err(misfit(question)) }
            }
            Some(Response::Order(order)) if question.kind == "order" => {
                let mut sorted = order.clone();
                sorted.sort_unstable();
                if sorted.iter().copied().eq(0..n) {
                    Ok(Response::Order(order))
                } else {
                    Err(misfit(question))
                }
            }
            Some(Response::Pairs(pairs)) if question.kind == "match" => {
                let (n_left, n_right) = (question.left.len(), question.right.len());
                let mut lefts: Vec<usize> = pairs.iter().map(|(left, _)| *left).collect();
                lefts.sort_unstable();
                lefts.dedup();
                let inside = pairs.iter().all(|(left, right)| *left < n_left && *right < n_right);
                if inside && lefts.len() == pairs.len() && lefts.len() == n_left {
                    Ok(Response::Pairs(pairs))
                } else {
                    Err(misfit(question))
                }
            }
            Some(Response::List(list)) if matches!(question.kind, "list" | "cloze") => {
                Ok(Response::List(list))
            }
            Some(Response::Truth(truth)) if question.kind == "truefalse" => {
                Ok(Response::Truth(truth))
            }
            _ => Err(misfit(question)),
        }
    }

    /// The one response that was sent; `None` where there are none or several.
    fn only(self) -> Option<Response> {
        let given = [
            self.text.map(Response::Text),
            self.truth.map(Response::Truth),
            self.choices.map(Response::Choices),
            self.order.map(Response::Order),
            self.pairs.map(Response::Pairs),
            self.list.map(Response::List),
        ];
        let mut given = given.into_iter().flatten();
        given.next().filter(|_| given.next().is_none())
    }
}

/// What is wrong with a line of JSON that is no message.
fn unfit(line: &str) -> Complaint {
    let types = "send one object a line with `type`: answer, rate, hint, reveal, right, skip, flag, \
                 suspend, note, undo or quit";
    let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
    let Some(message) = value.as_object() else {
        return complaint("a message is an object", types);
    };
    let Some(name) = message.get("type").and_then(|name| name.as_str()) else {
        return complaint("the message has no `type`", types);
    };
    let fields = match name {
        "answer" => {
            "send one of `text`, `truth`, `choices`, `order`, `pairs` and `list`; indices are whole \
             numbers from 0 on"
        }
        "rate" => "send `rating`: again, hard, good or easy",
        "note" => "send `text`, and `about` where the card of the newest verdict is meant: judged",
        "flag" | "suspend" => "send `about`: asked or judged, or leave it out",
        _ => return complaint(format!("there is no message of type `{name}`"), types),
    };
    complaint(format!("a field of `{name}` is missing or has another form"), fields)
}

fn misfit(question: &Question) -> Complaint {
    complaint(
        format!("the answer does not fit a question of kind {}", question.kind),
        field(question),
    )
}

/// The field in which an answer to this question is sent.
fn field(question: &Question) -> String {
    let n = question.choices.len();
    match question.kind {
        "choice" if question.multiple => {
            format!("send `choices`: indices from 0 to {}", n.max(1) - 1)
        }
        "choice" => format!("send `choices` with one index from 0 to {}", n.max(1) - 1),
        "truefalse" => "send `truth`, or `text` with true or false".to_owned(),
        "order" => format!("send `order`: every index from 0 to {} once", n.max(1) - 1),
        "match" => "send `pairs` of left and right indices from 0, every left side once".to_owned(),
        "list" => "send `list`: the parts as texts".to_owned(),
        "cloze" if question.need > 1 => "send `list`: the texts of the gaps in order".to_owned(),
        "flashcard" => "send reveal, then rate".to_owned(),
        _ => "send `text`".to_owned(),
    }
}
