//! Progress survives what authors do to decks: moves, renames, new titles, reordering, new cards,
//! mended typos, new choices, ids added.

use crate::sandbox::Sandbox;

const DECK: &str = "\
title: Animals
cards:
  - question: Which animal barks at the postman?
    answer: the dog
  - question: Which animal purrs on the sofa?
    answer: the cat
  - question: Which animal lays eggs in the barn?
    answer: the hen
";

/// Plays the deck through, then edits it, and tells how many cards are new and how many reviews
/// count afterwards.
#[track_caller]
fn after(name: &str, edited: &str, new: usize) {
    let quiz = Sandbox::new().file("animals.yaml", DECK);
    let answers = ["dog", "cat", "hen"].map(|a| format!(r#"{{"type":"answer","text":"{a}"}}"#));
    let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
    let lines = quiz.jsonl(&["animals.yaml"], &answers);
    assert_eq!(lines.last().unwrap()["right"], 3, "{lines:?}");
    std::fs::remove_file(quiz.path("animals.yaml")).unwrap();
    quiz.write(name, edited.as_bytes());
    let due = quiz.run(&["due", "--json", name]).ok().out;
    let due: serde_json::Value = serde_json::from_str(&due).unwrap();
    assert_eq!(due["new"], new, "{due}");
    let stats = quiz.run(&["stats", "--json", name]).ok().out;
    let stats: serde_json::Value = serde_json::from_str(&stats).unwrap();
    assert_eq!(stats["reviews"], 3, "{stats}");
}

/// What is needed to find a card again is written with its first answer, and not again while it stays.
#[test]
fn each_card_and_its_deck_are_written_down_once() {
    let quiz = Sandbox::new().file("animals.yaml", DECK);
    let answers =
        ["cow", "cat", "hen", "dog"].map(|a| format!(r#"{{"type":"answer","text":"{a}"}}"#));
    let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
    for _ in 0..2 {
        quiz.jsonl(&["animals.yaml", "--all"], &answers);
    }
    let log = quiz.run(&["export", "--to", "log"]).ok().out;
    let n = |kind: &str| log.matches(&format!(r#"{{"type":"{kind}""#)).count();
    assert!(n("review") > 3, "{log}");
    assert_eq!((n("deck"), n("seen")), (1, 3), "{log}");
}

#[test]
fn a_deck_keeps_its_progress_when_it_is_moved_or_renamed() {
    after("somewhere/else/beasts.yaml", DECK, 0);
}

#[test]
fn a_new_title_changes_nothing() {
    after("animals.yaml", &DECK.replace("title: Animals", "title: Beasts of the farm"), 0);
}

#[test]
fn a_deck_that_gets_an_id_goes_on() {
    after("animals.yaml", &format!("id: farm\n{DECK}"), 0);
}

#[test]
fn a_deck_that_shares_a_card_is_another_deck() {
    let other = "cards:
  - question: Which animal barks at the postman?
    answer: the dog
  - question: Which bird can't fly?
    answer: the ostrich
  - question: Which fish is flat?
    answer: the plaice
";
    let quiz = Sandbox::new().file("animals.yaml", DECK).file("others.yaml", other);
    let answers = ["dog", "cat", "hen"].map(|a| format!(r#"{{"type":"answer","text":"{a}"}}"#));
    let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
    quiz.jsonl(&["animals.yaml"], &answers);
    let due = quiz.run(&["due", "--json", "others.yaml"]).ok().out;
    assert!(due.contains(r#""new":3"#), "{due}");
}

#[test]
fn cards_may_be_put_in_another_order() {
    let mut cards: Vec<&str> = DECK.split("  - ").collect();
    let head = cards.remove(0);
    cards.reverse();
    after("animals.yaml", &format!("{head}  - {}", cards.join("  - ")), 0);
}

#[test]
fn a_new_card_between_is_new_and_nothing_else_is() {
    let cat = "  - question: Which animal purrs";
    let edited = DECK
        .replace(cat, &format!("  - question: Where do bees live?\n    answer: in a hive\n{cat}"));
    after("animals.yaml", &edited, 1);
}

#[test]
fn a_typo_mended_in_a_prompt_keeps_progress() {
    after("animals.yaml", &DECK.replace("barks at the postman", "barks at the post woman"), 0);
}

#[test]
fn a_typo_mended_in_an_answer_keeps_progress() {
    after("animals.yaml", &DECK.replace("the hen", "a hen or chicken"), 0);
}

#[test]
fn an_id_given_to_a_card_keeps_progress() {
    after(
        "animals.yaml",
        &DECK.replace(
            "  - question: Which animal purrs",
            "  - id: cat\n    question: Which animal purrs",
        ),
        0,
    );
}

#[test]
fn a_card_of_another_meaning_is_new() {
    let edited = DECK.replace(
        "  - question: Which animal purrs on the sofa?\n    answer: the cat",
        "  - question: What is the capital of France?\n    answer: Paris",
    );
    after("animals.yaml", &edited, 1);
}

#[test]
fn a_card_found_again_after_an_edit_is_told() {
    let quiz = Sandbox::new().file("animals.yaml", DECK);
    quiz.jsonl(&["animals.yaml"], &[r#"{"type":"answer","text":"dog"}"#]);
    quiz.write("animals.yaml", DECK.replace("postman", "postwoman").as_bytes());
    let lines = quiz.jsonl(&["animals.yaml"], &[]);
    assert!(lines[0]["notices"].to_string().contains("postwoman"), "{lines:?}");
    assert_eq!(lines.iter().filter(|line| line["type"] == "question").count(), 1);
    assert!(lines.iter().any(|line| line["type"] == "question" && line["of"] == 2), "{lines:?}");
}

#[test]
fn a_card_that_is_gone_comes_back_with_its_history() {
    let quiz = Sandbox::new().file("animals.yaml", DECK);
    quiz.jsonl(&["animals.yaml"], &[r#"{"type":"answer","text":"dog"}"#]);
    let dog = "  - question: Which animal barks at the postman?\n    answer: the dog\n";
    quiz.write("animals.yaml", DECK.replace(dog, "").as_bytes());
    quiz.jsonl(&["animals.yaml"], &[r#"{"type":"answer","text":"cat"}"#]);
    quiz.write("animals.yaml", DECK.as_bytes());
    let due = quiz.run(&["due", "--json", "animals.yaml"]).ok().out;
    assert!(due.contains(r#""new":1"#), "{due}");
}

#[test]
fn decks_that_only_ask_alike_are_two_decks() {
    let norway = "cards:\n  - question: What is the capital?\n    answer: Oslo\n  - question: What is the language?\n    answer: Norwegian\n";
    let sweden = "cards:\n  - question: What is the capital?\n    answer: Stockholm\n  - question: What is the language?\n    answer: Swedish\n";
    let quiz = Sandbox::new().file("norway.yaml", norway).file("sweden.yaml", sweden);
    quiz.run_with(&["quiz", "--plain", "norway.yaml"], "Oslo\nNorwegian\n").ok();
    let due = quiz.run(&["due", "--json", "sweden.yaml"]).ok().out;
    assert!(due.contains(r#""new":2"#), "{due}");
}

/// The animals after the dog was answered and its answer became another.
fn with_another_answer() -> Sandbox {
    let quiz = Sandbox::new().file("animals.yaml", DECK);
    quiz.jsonl(&["animals.yaml"], &[r#"{"type":"answer","text":"dog"}"#]);
    quiz.write("animals.yaml", DECK.replace("the dog", "the wolf").as_bytes());
    quiz
}

#[test]
fn an_answer_that_became_another_is_told_where_nobody_can_be_asked() {
    let quiz = with_another_answer();
    for _ in 0..2 {
        let lines = quiz.jsonl(&["animals.yaml"], &[]);
        let notices = lines[0]["notices"].to_string();
        assert!(notices.contains("the wolf (before: the dog)"), "{notices}");
    }
    let due = quiz.run(&["due", "--json", "animals.yaml"]).ok().out;
    assert!(due.contains(r#""new":2"#), "{due}");
}

#[test]
fn another_spelling_of_an_answer_is_no_other_answer() {
    let quiz = Sandbox::new().file("animals.yaml", DECK);
    quiz.jsonl(&["animals.yaml"], &[r#"{"type":"answer","text":"dog"}"#]);
    quiz.write("animals.yaml", DECK.replace("the dog", "The  Dog").as_bytes());
    let lines = quiz.jsonl(&["animals.yaml"], &[]);
    assert_eq!(lines[0]["notices"].as_array().map_or(0, Vec::len), 0, "{lines:?}");
}

#[test]
fn a_new_version_of_a_deck_is_told_once() {
    let dog = "  - question: Which animal barks at the postman?\n    answer: the dog\n";
    let rest = "  - {question: Name the longest river., answer: the Nile}\n";
    let more =
        "  - {question: When fell Rome?, answer: '476'}\n  - {question: 3 times 3, answer: '9'}\n";
    let quiz = Sandbox::new().file("mixed.yaml", &format!("cards:\n{dog}{rest}"));
    quiz.jsonl(&["mixed.yaml"], &[r#"{"type":"answer","text":"dog"}"#]);
    quiz.write("mixed.yaml", format!("cards:\n{rest}{more}").as_bytes());
    let notices = |answers: &[&str]| quiz.jsonl(&["mixed.yaml"], answers)[0]["notices"].to_string();
    let first = notices(&[r#"{"type":"answer","text":"Nile"}"#]);
    assert!(first.contains("1 card more than before in mixed"), "{first}");
    let gone = "no longer in mixed: Which animal barks at the postman?; the progress is kept";
    assert!(first.contains(gone), "{first}");
    assert_eq!(notices(&[]), "[]");
}

#[test]
fn cards_that_are_gone_are_named_once_though_nothing_is_answered_then() {
    let quiz = Sandbox::new().file("animals.yaml", DECK);
    let answers = ["dog", "cat", "hen"].map(|a| format!(r#"{{"type":"answer","text":"{a}"}}"#));
    quiz.jsonl(&["animals.yaml"], &answers.each_ref().map(String::as_str));
    let dog = "  - question: Which animal barks at the postman?\n    answer: the dog\n";
    let hen = "  - question: Which animal lays eggs in the barn?\n    answer: the hen\n";
    let notices = || quiz.jsonl(&["animals.yaml"], &[])[0]["notices"].to_string();
    quiz.write("animals.yaml", DECK.replace(dog, "").as_bytes());
    let told = notices();
    assert!(
        told.contains("Which animal barks at the postman?") && !told.contains("eggs"),
        "{told}"
    );
    assert_eq!(notices(), "[]");
    quiz.write("animals.yaml", DECK.replace(dog, "").replace(hen, "").as_bytes());
    let told = notices();
    assert!(told.contains("Which animal lays eggs") && !told.contains("barks"), "{told}");
    assert_eq!(notices(), "[]");
}

#[test]
fn a_reworded_card_is_told_as_it_is_written() {
    let quiz = Sandbox::new().file("animals.yaml", DECK);
    quiz.jsonl(&["animals.yaml"], &[r#"{"type":"answer","text":"dog"}"#]);
    quiz.write("animals.yaml", DECK.replace("the postman", "the Postman of Rome").as_bytes());
    let told = quiz.jsonl(&["animals.yaml"], &[])[0]["notices"].to_string();
    assert!(told.contains("Which animal barks at the Postman of Rome?"), "{told}");
}
