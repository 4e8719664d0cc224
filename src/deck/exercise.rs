//! A part of a card as it is asked: the prompt and what is accepted. Decides what the author's text
//! decides; which form the learner wants is in `form`, the order of choices in the session.

mod asked_unit;
mod cloze;
mod form;
#[cfg(test)]
mod tests;

pub use form::with_unit;

use super::{Accepted, Answer, Card, Kind, Number, Part};

/// The most words of an answer that is short enough to be typed.
const SHORT_WORDS: usize = 3;

/// The most characters of an answer that is short enough to be typed.
const SHORT_CHARS: usize = 30;

/// A part of a card, as it is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise<'a> {
    /// What is asked, in small Markdown.
    pub prompt: String,
    /// What is accepted.
    pub answer: Answer,
    /// The language of the answer, where the card states it.
    pub language: Option<&'a str>,
    /// The card's two sides differ in language, so inflections count.
    pub teaches_language: bool,
}

impl Exercise<'_> {
    fn new(prompt: &str, answer: Answer) -> Self {
        Exercise { prompt: prompt.to_owned(), answer, language: None, teaches_language: false }
    }
}

impl Card {
    /// A part of the card as its author wants it asked. A part that the card does not have is
    /// asked as the whole card; for a cloze, with every gap open.
    pub fn exercise(&self, part: Part) -> Exercise<'_> {
        match &self.kind {
            Kind::Flashcard { front, back, typed, languages, .. } => {
                flashcard(front, back, *typed, languages.as_ref(), part)
            }
            Kind::Short { question, answer } => {
                Exercise::new(question, Answer::Words(answer.clone()))
            }
            Kind::Choice { question, choices, multiple, shuffle } => {
                let (choices, multiple, shuffle) = (choices.clone(), *multiple, *shuffle);
                Exercise::new(question, Answer::Choice { choices, multiple, shuffle })
            }
            Kind::TrueFalse { statement, answer } => {
                Exercise::new(statement, Answer::Truth(*answer))
            }
            Kind::Number { question, answer } => {
                let asked_in = answer.unit.is_none().then(|| asked_unit::asked(question)).flatten();
                let answer = Number { asked_in, ..answer.clone() };
                Exercise::new(question, Answer::Number(answer))
            }
            Kind::Cloze { pieces, accept, reject, typed } => {
                cloze::exercise(&cloze::Cloze { pieces, accept, reject }, *typed, part)
            }
            Kind::Order { question, order } => {
                Exercise::new(question, Answer::Order(order.clone()))
            }
            Kind::Match { question, pairs, extra } => {
                let (pairs, extra) = (pairs.clone(), extra.clone());
                Exercise::new(question, Answer::Match { pairs, extra })
            }
            Kind::List { question, list, need } => {
                Exercise::new(question, Answer::List { list: list.clone(), need: *need })
            }
        }
    }

    /// The kind's word for an answer to this card: [`Card::kind_word`] as it is asked, which another
    /// form may change.
    pub fn kind_word_as(&self, answer: &Answer) -> &'static str {
        match answer {
            Answer::SelfRated(_) if matches!(self.kind, Kind::Cloze { .. }) => "cloze",
            Answer::SelfRated(_) => "flashcard",
            Answer::Words(_) if matches!(self.kind, Kind::Choice { .. }) => "short",
            Answer::Words(_) => self.kind_word(),
            Answer::Gaps(_) => "cloze",
            Answer::Number(_) => "number",
            Answer::Choice { .. } => "choice",
            Answer::Truth(_) => "truefalse",
            Answer::Order(_) => "order",
            Answer::Match { .. } => "match",
            Answer::List { .. } => "list",
        }
    }
}

fn flashcard<'a>(
    front: &str,
    back: &Accepted,
    typed: bool,
    languages: Option<&'a [String; 2]>,
    part: Part,
) -> Exercise<'a> {
    let reverse = part == Part::Reverse;
    let (prompt, accepted) = if reverse {
        (back.answer.as_str(), Accepted { answer: front.to_owned(), ..Accepted::default() })
    } else {
        (front, back.clone())
    };
    let answer = if typed { Answer::Words(accepted) } else { Answer::SelfRated(accepted.answer) };
    Exercise {
        language: languages.map(|pair| pair[usize::from(!reverse)].as_str()),
        teaches_language: languages.is_some_and(|[front, back]| front != back),
        ..Exercise::new(prompt, answer)
    }
}

/// Whether an answer is short enough to be typed without pain: at most three words, thirty
/// characters and one line.
fn is_short(text: &str) -> bool {
    let text = text.trim();
    text.split_whitespace().count() <= SHORT_WORDS
        && text.chars().count() <= SHORT_CHARS
        && !text.contains('\n')
}
