//! Cards as YAML, their parts as asked: `prompt | answer`, one a line.

use super::*;
use crate::deck::{Form, parse};

fn cards(yaml: &str) -> Vec<Card> {
    let parsed = parse(format!("cards:\n{yaml}").as_bytes());
    assert!(!parsed.has_errors(), "{:?}", parsed.diagnostics);
    parsed.deck.cards
}

fn accepted(accepted: &Accepted) -> String {
    let texts: Vec<&str> = accepted.texts().collect();
    let rejected = accepted.reject.iter().map(|rejected| format!(" not {}", rejected.text));
    texts.join("/") + &rejected.collect::<String>()
}

fn text(answer: &Answer) -> String {
    match answer {
        Answer::SelfRated(text) => format!("shown {text:?}"),
        Answer::Words(words) => format!("typed {}", accepted(words)),
        Answer::Gaps(gaps) => {
            format!("gaps {}", gaps.iter().map(accepted).collect::<Vec<_>>().join("; "))
        }
        Answer::Choice { choices, .. } => {
            let mark = |it: &crate::deck::Choice| {
                format!("{}{}", if it.correct { "+" } else { "-" }, it.text)
            };
            format!("choice {}", choices.iter().map(mark).collect::<Vec<_>>().join(" "))
        }
        other => format!("{other:?}"),
    }
}

#[track_caller]
fn check(yaml: &str, expected: &str) {
    let mut lines = Vec::new();
    for card in cards(yaml) {
        for part in card.parts() {
            let exercise = card.exercise(part);
            lines.push(format!("{:?} | {}", exercise.prompt, text(&exercise.answer)));
        }
    }
    assert_eq!(lines.join("\n"), expected);
}

#[test]
fn a_flashcard_is_asked_in_its_directions() {
    check("- front: der Hund\n  back: the dog", "\"der Hund\" | shown \"the dog\"");
    check(
        "- {front: der Hund, back: the dog, accept: [a dog], reverse: true, typed: true}",
        "\"der Hund\" | typed the dog/a dog\n\"the dog\" | typed der Hund",
    );
}

#[test]
fn the_languages_of_a_flashcard_follow_the_direction() {
    let yaml = "- {front: Hund, back: dog, reverse: true, languages: [de, en]}";
    let card = &cards(yaml)[0];
    let language = |part| card.exercise(part).language.map(str::to_owned);
    assert_eq!(language(Part::Whole).as_deref(), Some("en"));
    assert_eq!(language(Part::Reverse).as_deref(), Some("de"));
    assert!(card.exercise(Part::Whole).teaches_language);
}

#[test]
fn the_gaps_of_one_number_are_open_and_the_others_filled() {
    check(
        "- cloze: 'The {{c1::Minsk}} agreement of {{c2::2015::year}}'\n  accept: {c1: [Mensk]}",
        "\"The [...] agreement of 2015\" | typed Minsk/Mensk\n\
         \"The Minsk agreement of [year]\" | typed 2015",
    );
}

#[test]
fn different_gaps_of_one_number_are_typed_gap_by_gap_and_equal_ones_once() {
    check(
        "- cloze: '{{c1::Iran}} and {{c1::Syria}}'\n  accept: {c1: [Syrien]}",
        "\"[...] and [...]\" | gaps Iran; Syria/Syrien",
    );
    check("- cloze: '{{c1::No}}, {{c1::no}}'", "\"[...], [...]\" | typed No");
}

#[test]
fn a_long_gap_is_rated_by_the_learner() {
    check(
        "- cloze: 'He {{c1::said that it was late}}.'",
        "\"He [...].\" | shown \"He **said that it was late**.\"",
    );
    check(
        "- cloze: 'He {{c1::said that it was late}}.'\n  typed: true",
        "\"He [...].\" | typed said that it was late",
    );
    check("- cloze: 'He {{c1::left}}.'\n  typed: false", "\"He [...].\" | shown \"He **left**.\"");
}

#[test]
fn nothing_is_emphasised_where_marks_are_not_read() {
    check(
        "- cloze: 'so $x = {{c1::y}}$'\n  typed: false",
        "\"so $x = [...]$\" | shown \"so $x = y$\"",
    );
}

#[test]
fn a_part_that_is_not_there_is_the_whole_card() {
    let card = &cards("- cloze: '{{c1::a}} {{c2::b}}'")[0];
    assert_eq!(card.exercise(Part::Cloze(7)).prompt, "[...] [...]");
    assert_eq!(card.exercise(Part::Whole).prompt, "[...] [...]");
}

/// The card as asked in a form, or `no`.
#[track_caller]
fn as_form(form: Form, yaml: &str, expected: &str) {
    let card = &cards(yaml)[0];
    let part = card.parts()[0];
    let exercise = match form {
        Form::Flashcard => card.as_flashcard(part),
        Form::Typed => card.as_typed(part),
        Form::Choice => card.as_choice(part, vec!["Oslo".into(), "Rome".into()]),
    };
    let given = if card.allows(part, form) {
        let word = card.kind_word_as(&exercise.answer);
        format!("{word} {:?} {}", exercise.prompt, text(&exercise.answer))
    } else {
        assert_eq!(exercise, card.exercise(part), "as its author wants it");
        "no".to_owned()
    };
    assert_eq!(given, expected);
}

#[test]
fn every_card_can_be_a_flashcard() {
    let check = |yaml, expected| as_form(Form::Flashcard, yaml, expected);
    check("- {question: Q, answer: A}", "flashcard \"Q\" shown \"A\"");
    check("- {question: Q, answer: 3, unit: km}", "flashcard \"Q\" shown \"3 km\"");
    check(
        "- {question: Q, answer: b, wrong: [c, a]}",
        "flashcard \"Q\\n\\n- a\\n- b\\n- c\" shown \"b\"",
    );
    check("- {question: Q, order: [a, b]}", "flashcard \"Q\\n\\n- b\\n- a\" shown \"1. a\\n2. b\"");
    check(
        "- {question: Q, match: {b: y, a: x}}",
        "flashcard \"Q\\n\\n- b\\n- a\\n- x\\n- y\" shown \"- b = y\\n- a = x\"",
    );
    check("- cloze: 'A {{c1::b}}'", "cloze \"A [...]\" shown \"A **b**\"");
    check(
        "- {statement: S, answer: false}",
        "flashcard \"S\\n\\n- true\\n- false\" shown \"false\"",
    );
    check("- {question: Q, list: [a, b], need: 1}", "flashcard \"Q\" shown \"- a\\n- b\"");
}

#[test]
fn short_answers_can_be_typed() {
    let check = |yaml, expected| as_form(Form::Typed, yaml, expected);
    check("- {front: F, back: B, accept: [C]}", "flashcard \"F\" typed B/C");
    check(
        "- cloze: 'He {{c1::said that it was late}}.'",
        "cloze \"He [...].\" typed said that it was late",
    );
    check("- {question: Q, answer: b, wrong: [c, a]}", "short \"Q\" typed b not c not a");
    check("- {question: Q, answer: [a, b], wrong: [c]}", "no");
    check("- {question: Q, answer: a b c d, wrong: [c]}", "no");
    check("- {statement: S, answer: false}", "no");
    check("- {question: Q, order: [a, b]}", "no");
}

#[test]
fn one_text_can_be_chosen() {
    let check = |yaml, expected| as_form(Form::Choice, yaml, expected);
    check("- {front: F, back: Minsk}", "choice \"F\" choice +Minsk -Oslo -Rome");
    check("- {question: Q, answer: Minsk}", "choice \"Q\" choice +Minsk -Oslo -Rome");
    check("- {question: Q, answer: 3, unit: km}", "choice \"Q\" choice +3 km -Oslo -Rome");
    check("- cloze: 'To {{c1::Minsk}}'", "choice \"To [...]\" choice +Minsk -Oslo -Rome");
    check("- {question: Q, answer: b, wrong: [c]}", "choice \"Q\" choice +b -c");
    check("- cloze: '{{c1::Iran}} and {{c1::Syria}}'", "no");
    check("- {question: Q, order: [a, b]}", "no");
}
