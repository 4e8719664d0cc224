//! What is kept to be fast is never wrong: after any edit the program asks what the file says now.

use std::fs;
use std::time::SystemTime;

use crate::sandbox::Sandbox;

const DECK: &str =
    "id: d\ncards:\n  - id: a\n    question: Capital of France?\n    answer: Paris\n";
/// As long as the other, to the byte.
const OTHER: &str =
    "id: d\ncards:\n  - id: b\n    question: Capital of Norway?\n    answer: Oslo!\n";

/// A deck whose outline is kept.
fn kept() -> Sandbox {
    let quiz = Sandbox::new().file("decks/d.yaml", DECK);
    assert_eq!(asked(&quiz), "Capital of France?");
    assert!(quiz.path("home/decks.catalogue").exists());
    quiz
}

fn asked(quiz: &Sandbox) -> String {
    let lines = quiz.jsonl(&["decks"], &[]);
    let question = lines.iter().find(|line| line["type"] == "question");
    question.map_or(String::new(), |question| question["prompt"].as_str().unwrap().to_owned())
}

fn set_time(quiz: &Sandbox, name: &str, time: SystemTime) {
    fs::File::options().write(true).open(quiz.path(name)).unwrap().set_modified(time).unwrap();
}

#[test]
fn an_edit_to_the_same_size_at_the_same_time_is_seen() {
    assert_eq!(DECK.len(), OTHER.len());
    let quiz = kept();
    let time = fs::metadata(quiz.path("decks/d.yaml")).unwrap().modified().unwrap();
    quiz.write("decks/d.yaml", OTHER.as_bytes());
    set_time(&quiz, "decks/d.yaml", time);
    assert_eq!(asked(&quiz), "Capital of Norway?");
    // Restored with its old time stamp.
    quiz.write("decks/d.yaml", DECK.as_bytes());
    set_time(&quiz, "decks/d.yaml", time);
    assert_eq!(asked(&quiz), "Capital of France?");
}

#[test]
fn a_moved_deck_is_read_where_it_is() {
    let quiz = kept();
    fs::create_dir(quiz.path("decks/below")).unwrap();
    fs::rename(quiz.path("decks/d.yaml"), quiz.path("decks/below/e.yaml")).unwrap();
    assert_eq!(asked(&quiz), "Capital of France?");
}

#[cfg(unix)]
#[test]
fn a_deck_replaced_by_a_link_is_read_through_it() {
    let quiz = kept();
    quiz.write("elsewhere.yaml", OTHER.as_bytes());
    fs::remove_file(quiz.path("decks/d.yaml")).unwrap();
    std::os::unix::fs::symlink(quiz.path("elsewhere.yaml"), quiz.path("decks/d.yaml")).unwrap();
    assert_eq!(asked(&quiz), "Capital of Norway?");
}

#[test]
fn without_it_and_with_a_damaged_one_all_is_the_same() {
    let quiz = kept();
    fs::remove_file(quiz.path("home/decks.catalogue")).unwrap();
    assert_eq!(asked(&quiz), "Capital of France?");
    quiz.write("home/decks.catalogue", b"anything else");
    assert_eq!(asked(&quiz), "Capital of France?");
}

#[test]
fn a_deck_with_faults_tells_them_every_time() {
    let quiz = Sandbox::new();
    quiz.write("decks/d.yaml", format!("{DECK}  - question: Q\n    anwser: A\n").as_bytes());
    for _ in 0..2 {
        let ran = quiz.run(&["quiz", "--plain", "decks"]).ok();
        assert!(ran.err.contains("D011"), "{}", ran.err);
    }
}

#[test]
fn commands_that_only_read_leave_nothing_behind() {
    let quiz = Sandbox::new().file("decks/d.yaml", DECK);
    for command in ["due", "stats", "cards", "check"] {
        quiz.run(&[command, "decks"]).ok();
    }
    assert_eq!(fs::read_dir(quiz.home()).unwrap().count(), 0);
}
