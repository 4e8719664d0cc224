//! `check`: doubts beside faults, their formats, what is mended, what is switched off.

use std::fs;

use serde_json::Value;

use crate::sandbox::Sandbox;

const DOUBTFUL: &str = "\
title: Doubts
language: en
cards:
  - question: What did the ministers talk about?  # so
    answer: All of the above
    wrong: [Trade, Energy, Borders]
  - question: Does the article say so?
    answer: no
    colour: red
";

#[test]
fn every_format_tells_the_same() {
    let quiz = Sandbox::new().file("d.yaml", DOUBTFUL);
    let ran = quiz.run(&["check", "d.yaml", "--format", "json"]).fails(1);
    let found: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let told: Vec<(&str, &str, u64)> = found
        .iter()
        .map(|it| {
            (
                it["code"].as_str().unwrap(),
                it["severity"].as_str().unwrap(),
                it["line"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, [("H26", "warning", 5), ("D011", "error", 9)]);
    let ran = quiz.run(&["check", "d.yaml", "--format", "github"]).fails(1);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines[0].starts_with("::warning file=d.yaml,line=5,col=13,title=H26::`All of the above`"),
        "{lines:?}"
    );
    assert!(lines[1].starts_with("::error file=d.yaml,line=9,col=5,title=D011::"), "{lines:?}");
    let ran = quiz.run(&["check", "d.yaml", "--format", "sarif"]).fails(1);
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    assert_eq!(results[0]["ruleId"], "H26");
    assert_eq!(results[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 5);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 2);
}

#[test]
fn doubts_alone_are_no_failure_and_can_be_switched_off() {
    let deck = DOUBTFUL.replace("    colour: red\n", "");
    let quiz = Sandbox::new().file("d.yaml", &deck);
    let ran = quiz.run(&["check", "d.yaml"]).ok();
    assert!(ran.out.contains("2 good cards in 1 deck, 0 errors, 1 warning, 1 hint"), "{}", ran.out);
    quiz.write("d.yaml", deck.replace("cards:", "check: {off: [h26, Y1]}\ncards:").as_bytes());
    let ran = quiz.run(&["check", "d.yaml"]).ok();
    assert_eq!(ran.out, "2 good cards in 1 deck, 0 errors\n");
    let ran = quiz.run(&["check", "--explain", "h24"]).ok();
    assert!(ran.out.starts_with("H24: the right choice is the longest\n"), "{}", ran.out);
    let ran = quiz.run(&["check", "--explain", "Q1"]).fails(2);
    assert!(ran.err.contains("there is no rule `Q1`"), "{}", ran.err);
}

#[test]
fn fixing_mends_what_is_safe_and_touches_nothing_else() {
    let deck = "# mine\r\ncards:\r\n  - question: Does it say so? \r\n    answer: no   # so\r\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let ran = quiz.run(&["check", "--fix", "d.yaml"]).ok();
    assert_eq!(ran.err, "d.yaml: mended\n");
    let text = fs::read_to_string(quiz.path("d.yaml")).unwrap();
    assert_eq!(text, deck.replace("no   #", "'no'   #").replace("so? \r", "so?\r"));
    let ran = quiz.run(&["check", "--fix", "d.yaml"]).ok();
    assert_eq!(ran.err, "");
}

#[test]
fn fixing_names_what_it_leaves() {
    let deck = "cards:\n  - question: b\n    answer: no # really\n  - question: c\n    answer: yes  \n  - question: d\n    answer: |\n      one  \n      two\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let left = "d.yaml:3: left as it is: whether what stands behind the `#` belongs to the text only you know\nd.yaml:8: left as it is: these spaces belong to the text\n";
    let ran = quiz.run(&["check", "--fix", "d.yaml"]).ok();
    assert_eq!(ran.err, format!("d.yaml: mended\n{left}"));
    let text = fs::read_to_string(quiz.path("d.yaml")).unwrap();
    assert_eq!(text, deck.replace("yes  \n", "'yes'\n"));
    assert_eq!(quiz.run(&["check", "--fix", "d.yaml"]).ok().err, left);
}

#[test]
fn decks_are_compared_with_each_other() {
    let deck =
        |answer: &str| format!("cards:\n  - question: Capital of Bolivia?\n    answer: {answer}\n");
    let quiz = Sandbox::new().file("a.yaml", &deck("Sucre")).file("b.yaml", &deck("La Paz"));
    let ran = quiz.run(&["check", "a.yaml", "b.yaml"]).ok();
    assert!(
        ran.out.contains("b.yaml:2:5: warning[X2]: the same question has another answer in a.yaml"),
        "{}",
        ran.out
    );
}

#[test]
fn of_many_errors_the_end_tells_where_to_begin() {
    let faulty = "cards:\n  - question: A?\n    anwser: a\n  - question: B?\n    anwser: b\n";
    let quiz = Sandbox::new().file("d.yaml", faulty);
    let ran = quiz.run(&["check", "d.yaml", "--color", "always"]).fails(1);
    let end: Vec<&str> = ran.out.lines().rev().take(2).collect();
    assert_eq!(end[1], "0 good cards in 1 deck, 2 errors");
    let wanted = "fix the first one first, others may follow from it: d.yaml:3:5: a card has no key `anwser`";
    assert_eq!(end[0], wanted);
    // Lines for programs stay one a fault.
    assert!(!quiz.run(&["check", "d.yaml"]).fails(1).out.contains("first"));
}

#[test]
fn a_picture_that_is_not_there_is_told_at_its_line() {
    let deck = "cards:\n  - front: 'Which river? ![a river](river.png)'\n    back: |\n      The Danube\n      ![its sound](Danube.ogg)\n";
    let quiz = Sandbox::new().file("deck.yaml", deck);
    quiz.write("river.png", b"a picture");
    let told = quiz.run(&["check", "deck.yaml"]).ok().out;
    assert!(
        told.contains("A4") && told.contains("Danube.ogg") && told.contains("deck.yaml:5"),
        "{told}"
    );
    assert!(!told.contains("`river.png`"), "{told}");
    quiz.write("Danube.ogg", b"a sound");
    let told = quiz.run(&["check", "deck.yaml"]).ok().out;
    assert!(!told.contains("A4"), "{told}");
}
