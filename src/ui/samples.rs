//! Questions and feedback for the tests of the faces.

use crate::deck::{CardKey, DeckId, FacetId, Part};
use crate::grading::{Mark, Token, Verdict};
use crate::history::Rating;
use crate::session::{Awaiting, Feedback, Question, ShownAnswer, Summary};

pub(crate) fn facet() -> FacetId {
    FacetId { deck: DeckId::from("moscow"), card: CardKey::from("minsk"), part: Part::Whole }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub(crate) fn question(kind: &'static str, prompt: &str) -> Question {
    Question {
        ask: 1,
        card: facet(),
        deck: "Moscow".into(),
        kind,
        prompt: prompt.to_owned(),
        choices: Vec::new(),
        multiple: false,
        left: Vec::new(),
        right: Vec::new(),
        need: 0,
        unit: None,
        accepted: if kind == "short" { texts(&["Minsk"]) } else { Vec::new() },
        tags: texts(&["donbass"]),
        hint: true,
        media: Vec::new(),
        number: 3,
        of: 10,
        new: false,
        repeat: false,
        overdue: Some(2),
        last: Some(Verdict::Right),
        last_rating: Some(Rating::Good),
        score: 2.5,
        possible: 3.0,
        streak: 2,
        awaiting: Awaiting::Answer,
        flagged: false,
        note: None,
    }
}

pub(crate) fn choice(multiple: bool, choices: &[&str]) -> Question {
    Question { choices: texts(choices), multiple, ..question("choice", "Which?") }
}

pub(crate) fn order(steps: &[&str]) -> Question {
    Question { choices: texts(steps), ..question("order", "In which order?") }
}

pub(crate) fn matching(left: &[&str], right: &[&str]) -> Question {
    Question { left: texts(left), right: texts(right), ..question("match", "Match.") }
}

pub(crate) fn feedback(verdict: Verdict, answer: &str) -> Feedback {
    Feedback {
        ask: 1,
        card: facet(),
        verdict,
        score: if verdict == Verdict::Wrong { 0.0 } else { 1.0 },
        points: 1.0,
        answer: ShownAnswer::Text(answer.to_owned()),
        diff: Vec::new(),
        feedback: None,
        explanation: None,
        source: None,
        media: Vec::new(),
        suggested: if verdict == Verdict::Wrong { Rating::Again } else { Rating::Good },
        next: [0, 2, 6, 14],
        unrated: verdict == Verdict::Shown,
        cram: false,
    }
}

pub(crate) fn slip() -> Feedback {
    let token = |mark, text: &str| Token { mark, text: text.to_owned(), typed: None };
    Feedback {
        diff: vec![
            token(Mark::Same, "min"),
            token(Mark::Missing, "s"),
            token(Mark::Same, "k"),
            token(Mark::Extra, "s"),
        ],
        suggested: Rating::Hard,
        explanation: Some("Lavrov stressed carrying it out.".to_owned()),
        ..feedback(Verdict::Slip, "minsk")
    }
}

pub(crate) fn summary() -> Summary {
    Summary {
        answered: 10,
        right: 8,
        score: 8.5,
        possible: 10.0,
        streak: 4,
        due_tomorrow: 5,
        ..Summary::default()
    }
}
