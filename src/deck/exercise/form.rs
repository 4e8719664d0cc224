//! The same part of a card in the form the learner wants: self-rated, typed or chosen.

use super::cloze::Cloze;
use super::{Exercise, is_short};
use crate::deck::{Accepted, Answer, Card, Choice, Form, Kind, Number, Part, Rejected};
use crate::text::fold::fold;

/// The most characters of a choice made from an answer.
const CHOICE_CHARS: usize = 80;

impl Card {
    /// Whether a part of the card can be asked in a form; a card that has the form anyway can.
    ///
    /// Self-rated: every card. Typed: words, numbers, gaps, lists, and choices with one short right
    /// answer. Chosen: choices, true or false, and one text or number, given distractors.
    pub fn allows(&self, part: Part, form: Form) -> bool {
        let answer = &self.exercise(part).answer;
        match form {
            Form::Flashcard => true,
            Form::Typed => match answer {
                Answer::Choice { choices, .. } => {
                    right_one(choices).is_some_and(is_short) && !needs_choices(&self.prompt())
                }
                Answer::Truth(_) | Answer::Order(_) | Answer::Match { .. } => false,
                _ => true,
            },
            Form::Choice => {
                matches!(answer, Answer::Choice { .. } | Answer::Truth(_))
                    || self.chosen(part).is_some_and(|right| is_line(&right.answer))
            }
        }
    }

    /// A part of the card, self-rated: what was to be chosen or ordered is listed under the
    /// prompt, and the answer reads as a text.
    pub fn as_flashcard(&self, part: Part) -> Exercise<'_> {
        let exercise = self.exercise(part);
        let back = match &self.kind {
            Kind::Cloze { pieces, accept, reject, .. } => {
                let cloze = Cloze { pieces, accept, reject };
                cloze.filled(cloze.open(part))
            }
            _ => back(&exercise.answer),
        };
        let mut prompt = exercise.prompt;
        let listed = listed(&exercise.answer);
        if !listed.is_empty() {
            prompt = format!("{}\n\n{}", prompt.trim_end(), points(&listed));
        }
        Exercise { prompt, answer: Answer::SelfRated(back), ..exercise }
    }

    /// A part of the card, typed; as its author wants it where [`Card::allows`] says no.
    pub fn as_typed(&self, part: Part) -> Exercise<'_> {
        let exercise = self.exercise(part);
        if !self.allows(part, Form::Typed) {
            return exercise;
        }
        let answer = match (&self.kind, exercise.answer) {
            (Kind::Flashcard { back, .. }, Answer::SelfRated(text)) if part != Part::Reverse => {
                Answer::Words(Accepted { answer: text, ..back.clone() })
            }
            (Kind::Cloze { pieces, accept, reject, .. }, Answer::SelfRated(_)) => {
                let cloze = Cloze { pieces, accept, reject };
                cloze.typed(cloze.open(part))
            }
            (_, Answer::SelfRated(text)) => {
                Answer::Words(Accepted { answer: text, ..Accepted::default() })
            }
            (_, Answer::Choice { choices, .. }) => Answer::Words(typed_choice(choices)),
            (_, answer) => answer,
        };
        Exercise { answer, ..exercise }
    }

    /// The one text that is right where the part is asked with choices, and what else would be:
    /// what distractors are found for. `None` where there is no such text or choices stand.
    pub fn chosen(&self, part: Part) -> Option<Accepted> {
        match self.as_typed(part).answer {
            Answer::Words(accepted) if !matches!(self.kind, Kind::Choice { .. }) => Some(accepted),
            Answer::Number(number) => Some(Accepted {
                answer: with_unit(&number),
                accept: number.accept,
                reject: Vec::new(),
            }),
            _ => None,
        }
    }

    /// A part of the card with these wrong choices beside the right one; as its author wants it
    /// where [`Card::allows`] says no.
    pub fn as_choice(&self, part: Part, wrong: Vec<String>) -> Exercise<'_> {
        let exercise = self.exercise(part);
        let Some(right) = self.chosen(part).filter(|_| self.allows(part, Form::Choice)) else {
            return exercise;
        };
        let choice = |text, correct| Choice { text, correct, feedback: None };
        let mut choices = vec![choice(right.answer, true)];
        choices.extend(wrong.into_iter().map(|text| choice(text, false)));
        Exercise { answer: Answer::Choice { choices, multiple: false, shuffle: true }, ..exercise }
    }
}

/// A number with its unit.
pub fn with_unit(number: &Number) -> String {
    match &number.unit {
        Some(unit) => format!("{} {unit}", number.text),
        None => number.text.clone(),
    }
}

/// Whether a text fits beside a choice's number.
fn is_line(text: &str) -> bool {
    text.chars().count() <= CHOICE_CHARS && !text.trim().contains('\n')
}

/// The right one among choices, where it is the only one.
fn right_one(choices: &[Choice]) -> Option<&str> {
    let mut right = choices.iter().filter(|choice| choice.correct);
    let one = right.next()?;
    right.next().is_none().then_some(one.text.as_str())
}

/// Whether a question can't be answered without seeing its choices.
fn needs_choices(prompt: &str) -> bool {
    const POINTERS: [&str; 12] = [
        "which of",
        "of these",
        "of the following",
        "which one of",
        "not one of",
        "welche von",
        "welcher von",
        "welches von",
        "der folgenden",
        "lequel",
        "laquelle",
        "cuál de",
    ];
    let prompt = fold(prompt);
    POINTERS.iter().any(|pointer| prompt.contains(pointer))
}

/// The right choice to be typed; the wrong ones are near but wrong, with the author's word why.
fn typed_choice(choices: Vec<Choice>) -> Accepted {
    let mut accepted = Accepted::default();
    for choice in choices {
        if choice.correct {
            accepted.answer = choice.text;
        } else {
            let why = choice.feedback.unwrap_or_default();
            accepted.reject.push(Rejected { text: choice.text, why });
        }
    }
    accepted
}

/// What has to be seen to answer: choices, steps, both sides of pairs. In the order of the
/// alphabet where the author's order would give the answer away.
fn listed(answer: &Answer) -> Vec<&str> {
    match answer {
        Answer::Choice { choices, shuffle, .. } => {
            let texts = choices.iter().map(|choice| choice.text.as_str()).collect();
            if *shuffle { sorted(texts) } else { texts }
        }
        Answer::Truth(_) => vec!["true", "false"],
        Answer::Order(steps) => {
            let right: Vec<&str> = steps.iter().map(String::as_str).collect();
            let mut shown = sorted(right.clone());
            if shown == right {
                shown.reverse();
            }
            shown
        }
        Answer::Match { pairs, extra } => {
            let right = pairs.iter().map(|(_, right)| right.as_str());
            let mut rights = sorted(right.chain(extra.iter().map(String::as_str)).collect());
            rights.dedup();
            pairs.iter().map(|(left, _)| left.as_str()).chain(rights).collect()
        }
        _ => Vec::new(),
    }
}

fn sorted(mut texts: Vec<&str>) -> Vec<&str> {
    texts.sort_by_cached_key(|text| fold(text));
    texts
}

/// An answer as a text to be read.
fn back(answer: &Answer) -> String {
    match answer {
        Answer::SelfRated(text) => text.clone(),
        Answer::Words(accepted) => accepted.answer.clone(),
        Answer::Gaps(gaps) => lines(gaps.iter().map(|gap| gap.answer.as_str())),
        Answer::Number(number) => with_unit(number),
        Answer::Choice { choices, .. } => {
            lines(choices.iter().filter(|choice| choice.correct).map(|it| it.text.as_str()))
        }
        Answer::Truth(truth) => truth.to_string(),
        Answer::Order(steps) => {
            let numbered = |(idx, step): (usize, &String)| format!("{}. {step}", idx + 1);
            steps.iter().enumerate().map(numbered).collect::<Vec<_>>().join("\n")
        }
        Answer::Match { pairs, .. } => {
            let pairs: Vec<String> =
                pairs.iter().map(|(left, right)| format!("{left} = {right}")).collect();
            lines(pairs.iter().map(String::as_str))
        }
        Answer::List { list, .. } => lines(list.iter().map(|one| one.answer.as_str())),
    }
}

/// One text as it is, several as points.
fn lines<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let texts: Vec<&str> = texts.collect();
    if let [one] = texts[..] { one.to_owned() } else { points(&texts) }
}

fn points(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("- {text}")).collect::<Vec<_>>().join("\n")
}
