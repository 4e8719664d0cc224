//! What is typed, and what it means for a question.

use super::{letter, rating, response};
use crate::grading::Response;
use crate::history::Rating;
use crate::session::Question;
use crate::ui::samples::{choice, matching, order, question};

#[track_caller]
fn check(question: &Question, typed: &str, expected: Response) {
    assert_eq!(response(question, typed), Ok(expected), "{typed:?}");
}

#[track_caller]
fn refused(question: &Question, typed: &str) {
    assert!(response(question, typed).is_err(), "{typed:?}");
}

#[test]
fn a_choice_is_named_by_its_number_or_words() {
    let question = choice(false, &["Minsk II", "Budapest", "**Oslo**"]);
    for typed in ["2", "2.", "2)", "２", "budapest", " 2 "] {
        check(&question, typed, Response::Choices(vec![1]));
    }
    check(&question, "Oslo", Response::Choices(vec![2]));
    for typed in ["4", "0", "1 2", "Rome", "-1", "é", "b", "99999999999999999999999"] {
        refused(&question, typed);
    }
}

#[test]
fn several_choices_are_named_in_any_order() {
    let question = choice(true, &["red", "light blue", "green"]);
    for typed in ["1 3", "3,1", "red green", "1;3;3", "red; green", "１、３"] {
        check(&question, typed, Response::Choices(vec![0, 2]));
    }
    check(&question, "2", Response::Choices(vec![1]));
    check(&question, "light blue", Response::Choices(vec![1]));
    for typed in ["1 4", "red, mauve", ";", "1 x"] {
        refused(&question, typed);
    }
}

#[test]
fn an_order_names_every_step_once() {
    let question = order(&["one", "two", "three"]);
    for typed in ["3 1 2", "312", "3,1,2"] {
        check(&question, typed, Response::Order(vec![2, 0, 1]));
    }
    for typed in ["1 2", "1 1 2", "1 2 4", "12", "abc d", ""] {
        refused(&question, typed);
    }
}

#[test]
fn pairs_are_a_number_and_a_letter() {
    let question = matching(&["fr", "de"], &["Berlin", "Rome", "Paris"]);
    for typed in ["1c 2a", "1c2a", "1-C, 2=a", "1 c; 2 a", "1:c 2:a"] {
        check(&question, typed, Response::Pairs(vec![(0, 2), (1, 0)]));
    }
    for typed in ["", "2a", "1", "a1", "1d", "3a", "1a 1b", "1a 2"] {
        refused(&question, typed);
    }
}

#[test]
fn true_and_false_in_several_languages() {
    let question = question("truefalse", "Water is wet.");
    for typed in ["true", "T", "y", "ja", "oui", "да"] {
        check(&question, typed, Response::Truth(true));
    }
    for typed in ["false", "f", "NO", "nein", "faux", "нет"] {
        check(&question, typed, Response::Truth(false));
    }
    refused(&question, "perhaps");
}

#[test]
fn the_words_of_a_choice_win_over_letters_that_are_not_shown() {
    let question = choice(false, &["C", "A", "B", "D"]);
    check(&question, "C", Response::Choices(vec![0]));
    check(&question, "a", Response::Choices(vec![1]));
    check(&choice(false, &["a", "A"]), "A", Response::Choices(vec![1]));
    refused(&choice(false, &["Aa", "aA"]), "aa");
}

#[test]
fn a_number_that_is_another_choices_words_is_asked_again() {
    let question = choice(false, &["2", "1", "3"]);
    for typed in ["1", "2"] {
        refused(&question, typed);
    }
    check(&question, "3", Response::Choices(vec![2]));
    check(&question, "2.", Response::Choices(vec![1]));
    check(&question, "\"2\"", Response::Choices(vec![0]));
    let several = choice(true, &["3", "1", "2"]);
    refused(&several, "1 3");
    check(&several, "1. 3.", Response::Choices(vec![0, 2]));
    check(&several, "1 2 3", Response::Choices(vec![0, 1, 2]));
    check(&several, "\"1\"; \"3\"", Response::Choices(vec![0, 1]));
}

#[test]
fn ratings_by_number_word_or_enter() {
    for (typed, expected) in [
        ("", Rating::Hard),
        ("1", Rating::Again),
        ("h", Rating::Hard),
        ("Good", Rating::Good),
        ("ea", Rating::Easy),
    ] {
        assert_eq!(rating(typed, Rating::Hard), Ok(expected), "{typed:?}");
    }
    assert!(rating("5", Rating::Good).is_err());
}

#[test]
fn letters_go_on_after_z() {
    assert_eq!((letter("a"), letter("z"), letter("aa")), (Some(0), Some(25), Some(26)));
    assert_eq!(crate::ui::render::plain::letter(26), "aa");
}
