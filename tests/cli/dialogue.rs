//! `new` and `add` by dialogue in a real terminal: every kind, faults at their field, ways back and out, and
//! what is left in the file.
#![cfg(unix)]

use std::fs;

use crate::sandbox::{CAPITALS, Sandbox};
use crate::terminal::Terminal;

const KIND: &str = "Kind (Enter: short):";

/// A dialogue of `add` over the capitals.
fn adding(quiz: &Sandbox) -> Terminal {
    let mut terminal = Terminal::start(quiz, &["add", "capitals.yaml"], 80, 24);
    terminal.sees(":quit to end");
    terminal
}

/// Types a line at each prompt.
#[track_caller]
fn says(terminal: &mut Terminal, lines: &[(&str, &str)]) {
    for (prompt, line) in lines {
        terminal.sees(prompt).types(line).types("\r");
    }
}

fn capitals() -> Sandbox {
    Sandbox::new().file("capitals.yaml", CAPITALS)
}

/// What was added behind the capitals.
fn added(quiz: &Sandbox) -> String {
    let text = fs::read_to_string(quiz.path("capitals.yaml")).unwrap();
    text.strip_prefix(CAPITALS).unwrap().to_owned()
}

#[test]
fn every_kind_is_made_by_answering() {
    let quiz = capitals();
    let mut terminal = adding(&quiz);
    let question = |kind| [(KIND, kind), ("Question:", kind)];
    let end = [("Explanation", ""), ("Take it?", "y")];
    let kinds: [(&str, &[(&str, &str)]); 6] = [
        ("short", &[("Right answer:", "a"), ("Also right", "b; c")]),
        (
            "choice",
            &[("Right answer", "a; b"), ("Wrong choices", "c"), ("next", "d"), ("next", "")],
        ),
        ("number", &[("Right number:", "1642"), ("Unit", "m"), ("How far off", "5%")]),
        ("order", &[("Steps", "a; b")]),
        ("match", &[("Pairs", "a = b"), ("next", "c = d"), ("next", "")]),
        ("list", &[("Members", "a; b; c"), ("How many", "2")]),
    ];
    for (kind, lines) in kinds {
        says(&mut terminal, &[&question(kind)[..], lines, &end[..]].concat());
        terminal.sees("taken");
    }
    says(&mut terminal, &[(KIND, "flash"), ("Front:", "dog"), ("Back:", "Hund")]);
    says(&mut terminal, &end);
    says(&mut terminal, &[(KIND, "t"), ("Statement:", "It rains."), ("true or false:", "f")]);
    says(&mut terminal, &end);
    says(&mut terminal, &[(KIND, "clo"), ("Text, with gaps", "The {{c1::Minsk}} agreement")]);
    says(&mut terminal, &end);
    says(&mut terminal, &[(KIND, ""), ("Question:", "")]);
    terminal.sees("capitals.yaml: 9 cards added");
    assert_eq!(terminal.ends().1, Some(0));
    let text = added(&quiz);
    for part in [
        "    answer:\n      - a\n      - b\n    wrong:\n      - c\n      - d\n",
        "    answer: 1642\n    tolerance: 5%\n    unit: m\n",
        "    match:\n      a: b\n      c: d\n",
        "    need: 2\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    quiz.run(&["check", "capitals.yaml"]).ok();
}

#[test]
fn only_yes_takes_a_card() {
    let quiz = capitals();
    let mut terminal = adding(&quiz);
    let card = [(KIND, ""), ("Question:", "Capital of Cuba?"), ("Right answer:", "Havana")];
    let rest = [("Also right", ""), ("Explanation", "")];
    says(&mut terminal, &[&card[..], &rest].concat());
    says(&mut terminal, &[("Take it?", "oops"), ("type y or n", "undo"), ("type y or n", "n")]);
    terminal.sees("dropped");
    says(&mut terminal, &[&card[..], &rest].concat());
    says(&mut terminal, &[("Take it?", "yes"), ("taken", ":quit")]);
    terminal.sees("1 card added");
    assert_eq!(terminal.ends().1, Some(0));
    assert_eq!(added(&quiz), "  - question: Capital of Cuba?\n    answer: Havana\n");
}

#[test]
fn keys_move_the_cursor_and_leave_nothing_in_the_file() {
    let quiz = Sandbox::new();
    let mut terminal = Terminal::start(&quiz, &["new", "l.yaml"], 80, 24);
    says(&mut terminal, &[("Title", "Laks\u{1b}[De"), ("Language", "en\u{1b}[A")]);
    says(&mut terminal, &[(KIND, ""), ("Question:", "\u{1b}[A\u{1b}[BWhich?")]);
    says(&mut terminal, &[("Right answer:", "a\u{16}\u{1}"), ("control character", "")]);
    says(&mut terminal, &[("Also right", ""), ("Explanation", ""), ("Take it?", "")]);
    terminal.sees("taken").sees(KIND).types("\u{4}");
    terminal.sees("begun with 1 card");
    assert_eq!(terminal.ends().1, Some(0));
    let text = fs::read_to_string(quiz.path("l.yaml")).unwrap();
    assert!(text.contains("title: Lakes\nlanguage: en\n"), "{text}");
    assert!(text.ends_with("  - question: Which?\n    answer: a\n"), "{text}");
    quiz.run(&["check", "l.yaml"]).ok();
}

#[test]
fn in_plain_lines_a_key_that_left_a_code_is_told_and_nothing_is_lost_on_the_way_back() {
    let quiz = capitals();
    let mut terminal = Terminal::start(&quiz, &["add", "capitals.yaml", "--plain"], 80, 24);
    says(&mut terminal, &[(KIND, ""), ("Question:", "Capital of Cuba\u{1b}[D?")]);
    terminal.sees("control character").types("Capital of Cuba?\r");
    says(&mut terminal, &[("Right answer:", ":back"), ("Enter: Capital of Cuba?", "")]);
    says(&mut terminal, &[("Right answer:", "Havana"), ("Also right", ""), ("Explanation", "")]);
    says(&mut terminal, &[("Take it?", ""), ("taken", ":quit")]);
    terminal.sees("1 card added");
    assert_eq!(terminal.ends().1, Some(0));
    assert_eq!(added(&quiz), "  - question: Capital of Cuba?\n    answer: Havana\n");
}

#[test]
fn a_fault_is_asked_again_at_its_field() {
    let quiz = capitals();
    let mut terminal = adding(&quiz);
    says(&mut terminal, &[(KIND, "c")]);
    terminal.sees("`c` could be choice or cloze");
    says(&mut terminal, &[(KIND, "number"), ("Question:", "capital of FRANCE?")]);
    terminal.sees("is in the deck already");
    // What was typed stands there to be changed.
    says(&mut terminal, &[("Question:", "\u{15}How deep?"), ("Right number:", "deep")]);
    terminal.sees("`deep` is not possible");
    says(&mut terminal, &[("Right number:", "1642"), ("Unit", ""), ("How far off", "metres")]);
    terminal.sees("`metres` is not possible");
    says(&mut terminal, &[("How far off", "5"), ("Explanation", ""), ("Take it?", "")]);
    // Once the next question waits: between two of them the signal itself ends the program.
    terminal.sees("taken").sees(KIND).types("\u{3}").sees("stopped; capitals.yaml: 1 card added");
    assert_eq!(terminal.ends().1, Some(130));
    assert_eq!(added(&quiz), "  - question: How deep?\n    answer: 1642\n    tolerance: 5\n");
}

#[test]
fn there_is_a_way_back_and_an_empty_question_asks_for_the_kind_again() {
    let quiz = capitals();
    let mut terminal = adding(&quiz);
    says(&mut terminal, &[(KIND, "short"), ("Question:", "")]);
    terminal.sees("no question, no card");
    says(
        &mut terminal,
        &[(KIND, ""), ("Question:", "Capital of Cba?"), ("Right answer:", ":back")],
    );
    says(&mut terminal, &[("Question:", "\u{15}Capital of Cuba?"), ("Right answer:", "Havana")]);
    says(&mut terminal, &[("Also right", ":drop")]);
    terminal.sees("dropped");
    says(&mut terminal, &[(KIND, ""), ("Question:", "Capital of Chile?"), ("Right", ":quit")]);
    terminal.sees("the card that was begun is dropped").sees("no card was added");
    assert_eq!(terminal.ends().1, Some(0));
    assert_eq!(added(&quiz), "");
}

#[test]
fn a_deck_that_got_a_fault_meanwhile_takes_no_card_and_what_was_typed_is_told() {
    let quiz = capitals();
    let mut terminal = adding(&quiz);
    says(&mut terminal, &[(KIND, ""), ("Question:", "Capital of Cuba?"), ("Right", "Havana")]);
    says(&mut terminal, &[("Also right", "La Habana"), ("Explanation", "")]);
    terminal.sees("Take it?");
    let faulty = CAPITALS.replace("answer: Paris", "anwser: Paris");
    quiz.write("capitals.yaml", faulty.as_bytes());
    terminal.types("\r").sees("the card was not taken");
    terminal
        .sees("  - question: Capital of Cuba?")
        .sees("    answer: Havana")
        .sees("      - La Habana");
    terminal.sees("capitals.yaml got faults meanwhile").sees("`quizdeck check capitals.yaml`");
    assert_eq!(terminal.ends().1, Some(2));
    assert_eq!(fs::read_to_string(quiz.path("capitals.yaml")).unwrap(), faulty);
}

#[test]
fn without_a_card_nothing_stays_behind() {
    let quiz = Sandbox::new();
    for (keys, code) in [("\u{3}", 130), ("\u{4}", 0)] {
        let mut terminal = Terminal::start(&quiz, &["new", "sub/l.yaml"], 80, 24);
        says(&mut terminal, &[("Title", ""), ("Language", "")]);
        terminal.sees(KIND).types(keys).sees("nothing was written");
        assert_eq!(terminal.ends().1, Some(code));
        assert!(!quiz.path("sub").exists());
    }
}

#[test]
fn faults_of_flags_are_told_before_anything_is_asked() {
    let quiz = Sandbox::new();
    let mut terminal = Terminal::start(&quiz, &["new", "q.yaml", "--question", "X"], 80, 24);
    terminal.sees("that is no card: the card has no answer; add `--answer` to it");
    let (seen, code) = terminal.ends();
    assert_eq!(code, Some(2));
    assert!(!seen.contains("Title"), "{seen}");
}

#[test]
fn a_watched_card_with_a_fault_is_the_one_that_is_shown() {
    let quiz = capitals();
    let mut terminal = Terminal::start(&quiz, &["show", "capitals.yaml", "--watch"], 40, 12);
    terminal.sees("Capital of Peru?");
    quiz.write("capitals.yaml", CAPITALS.replace("answer: Paris", "anwser: Paris").as_bytes());
    terminal
        .sees("the card at line 5 has faults:")
        .sees("line 7: error[D011]")
        .sees("write `answer:`");
    quiz.write("capitals.yaml", CAPITALS.replace("Paris", "Lyon").as_bytes());
    terminal.sees("Capital of France?").sees("= Lyon").types("\u{3}");
    let (seen, _) = terminal.ends();
    assert_eq!(seen.matches("Capital of Peru?").count(), 1, "{seen}");
}
