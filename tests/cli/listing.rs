//! `due`, `stats`, `why`, `cards`, `suspend`, `unsuspend`, `undo`: figures and lists, by hand and
//! by the day.

use serde_json::{Value, json};

use crate::sandbox::{CAPITALS, Sandbox};

fn json_of(quiz: &Sandbox, args: &[&str]) -> Value {
    serde_json::from_str(&quiz.run(args).ok().out).unwrap()
}

fn played() -> Sandbox {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.jsonl(
        &["capitals.yaml"],
        &[
            r#"{"type":"answer","text":"Paris"}"#,
            r#"{"type":"answer","text":"Kyoto"}"#,
            r#"{"type":"quit"}"#,
        ],
    );
    quiz
}

#[test]
fn due_counts_deck_by_deck() {
    let quiz = played();
    let due = json_of(&quiz, &["due", "--json", "capitals.yaml"]);
    assert_eq!((&due["due"], &due["new"]), (&json!(1), &json!(1)), "{due}");
    let deck = &due["decks"][0];
    assert_eq!(deck["deck"], "capitals");
    assert_eq!(deck["file"], "capitals.yaml");
    assert_eq!((&deck["due"], &deck["new"]), (&json!(1), &json!(1)));
}

#[test]
fn what_was_learned_is_due_again_on_its_day() {
    let mut quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let right = ["Paris", "Tokyo", "Lima"].map(|a| format!(r#"{{"type":"answer","text":"{a}"}}"#));
    let right: Vec<&str> = right.iter().map(String::as_str).collect();
    let lines = quiz.jsonl(&["capitals.yaml"], &right);
    let days = lines[2]["next"]["good"].as_i64().unwrap();
    assert_eq!(json_of(&quiz, &["due", "--json", "capitals.yaml"])["due"], 0);
    let due = json_of(&quiz, &["due", "--json", "capitals.yaml"]);
    assert!(due["next_due_in"].is_i64(), "{due}");
    let then = jiff::Timestamp::from_second(1_795_424_400 + days * 86_400).unwrap();
    quiz.at(&format!("{}", then.strftime("%Y-%m-%dT%H:%M:%S+00:00")));
    assert!(json_of(&quiz, &["due", "--json", "capitals.yaml"])["due"].as_u64() >= Some(1));
}

#[test]
fn before_the_rollover_it_is_still_the_day_before() {
    let mut quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.at("2026-11-23T23:00:00+01:00");
    quiz.jsonl(&["capitals.yaml", "--new", "1"], &[r#"{"type":"answer","text":"Paris"}"#]);
    quiz.at("2026-11-24T03:59:00+01:00");
    let lines = quiz.jsonl(&["capitals.yaml", "--new", "1"], &[]);
    assert!(lines.iter().all(|line| line["type"] != "question"), "{lines:?}");
    quiz.at("2026-11-24T04:01:00+01:00");
    let lines = quiz.jsonl(&["capitals.yaml", "--new", "1"], &[]);
    assert!(lines.iter().any(|line| line["type"] == "question"), "{lines:?}");
}

#[test]
fn stats_count_what_counts() {
    let stats = json_of(&played(), &["stats", "--json", "capitals.yaml"]);
    assert_eq!(stats["reviews"], 2, "{stats}");
    assert_eq!(stats["revoked"], 0);
    assert_eq!(stats["cards_seen"], 2);
    assert_eq!(stats["sessions"], 1);
    assert_eq!(stats["days_streak"], 1);
    assert_eq!(stats["retention"], 0.5);
    assert_eq!(stats["forecast"].as_array().unwrap().len(), 14);
}

#[test]
fn stats_of_nothing_say_so_without_strange_figures() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let stats = json_of(&quiz, &["stats", "--json", "capitals.yaml"]);
    assert_eq!((&stats["reviews"], &stats["retention"]), (&json!(0), &json!(null)), "{stats}");
    let text = quiz.run(&["stats", "capitals.yaml"]).ok().out;
    assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
}

#[test]
fn why_tells_history_memory_and_the_next_day() {
    let quiz = played();
    let why = json_of(&quiz, &["why", "--deck", "capitals.yaml", "--json", "capitals/japan"]);
    assert_eq!(why["card"], "capitals/japan");
    assert_eq!(why["reviews"].as_array().unwrap().len(), 1, "{why}");
    let text = quiz.run(&["why", "--deck", "capitals.yaml", "Japan"]).ok().out;
    for word in ["capitals/japan", "Kyoto", "again", "due"] {
        assert!(text.contains(word), "{word} in\n{text}");
    }
}

#[test]
fn a_card_is_found_by_beginning_or_words_and_doubts_are_listed() {
    let quiz = played();
    quiz.run(&["why", "--deck", "capitals.yaml", "capitals/p"]).ok();
    quiz.run(&["why", "--deck", "capitals.yaml", "capital of peru"]).ok();
    let ran = quiz.run(&["why", "--deck", "capitals.yaml", "capital of"]).fails(2);
    assert!(
        ran.err.contains("capitals/france") && ran.err.contains("capitals/peru"),
        "{}",
        ran.err
    );
    let ran = quiz.run(&["why", "--deck", "capitals.yaml", "capitals/x"]).fails(2);
    assert!(ran.err.contains("help:"), "{}", ran.err);
}

#[test]
fn a_card_put_aside_is_not_asked_until_taken_up_again() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.run(&["suspend", "--deck", "capitals.yaml", "capitals/france"]).ok();
    let lines = quiz.jsonl(&["capitals.yaml"], &[]);
    assert_eq!(lines[1]["card"], "capitals/japan");
    assert_eq!(lines[1]["of"], 2);
    let listed = json_of(&quiz, &["cards", "--suspended", "--json", "capitals.yaml"]);
    assert_eq!(listed[0]["card"], "capitals/france");
    quiz.run(&["unsuspend", "--deck", "capitals.yaml", "capitals/france"]).ok();
    assert_eq!(quiz.jsonl(&["capitals.yaml"], &[])[1]["of"], 3);
}

#[test]
fn flags_and_notes_made_in_a_session_are_listed_later() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.run_with(&["quiz", "capitals.yaml"], ":flag\n:note ask the teacher\n:quit\n").ok();
    let listed = json_of(&quiz, &["cards", "--flagged", "--json", "capitals.yaml"]);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    assert_eq!(listed[0]["note"], "ask the teacher");
}

#[test]
fn cards_are_searched_in_prompt_answer_and_tags() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    for (words, found) in [("japan", 1), ("tokyo", 1), ("europe", 1), ("capital", 3), ("x y", 0)] {
        let listed = json_of(&quiz, &["cards", "--search", words, "--json", "capitals.yaml"]);
        assert_eq!(listed.as_array().unwrap().len(), found, "{words}");
    }
}

#[test]
fn undo_reaches_into_earlier_sessions() {
    let quiz = played();
    let ran = quiz.run(&["undo"]).ok();
    assert!(ran.out.contains("capitals/japan"), "{}", ran.out);
    let stats = json_of(&quiz, &["stats", "--json", "capitals.yaml"]);
    assert_eq!((&stats["reviews"], &stats["revoked"]), (&json!(1), &json!(1)), "{stats}");
    quiz.run(&["undo"]).ok();
    let ran = quiz.run(&["undo"]).fails(1);
    assert!(ran.out.contains("nothing to take back"), "{}", ran.out);
    assert_eq!(json_of(&quiz, &["due", "--json", "capitals.yaml"])["new"], 3);
}

#[test]
fn learners_do_not_see_each_other() {
    let quiz = played();
    let due = json_of(&quiz, &["--learner", "ana", "due", "--json", "capitals.yaml"]);
    assert_eq!(due["new"], 3);
}

#[test]
fn a_learner_can_take_the_log_along_and_erase_it() {
    let quiz = played();
    let log = quiz.run(&["export", "--to", "log"]).ok().out;
    assert!(log.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    assert!(log.contains("Kyoto"));
    let ran = quiz.run(&["erase"]).fails(2);
    assert!(ran.err.contains("--yes"), "{}", ran.err);
    quiz.run(&["erase", "--yes"]).ok();
    assert_eq!(std::fs::read_dir(quiz.home()).unwrap().count(), 0);
}

#[test]
fn bare_quizdeck_tells_what_is_due() {
    let quiz = Sandbox::new().file("decks/capitals.yaml", CAPITALS);
    let out = quiz.run(&[]).ok().out;
    assert!(out.contains("Capitals") && out.contains('3'), "{out}");
}

#[test]
fn a_card_is_found_by_the_words_of_any_of_its_sides() {
    let deck = "cards:\n  - {front: mountain, back: berg, reverse: true}\n  - {front: river, back: fluss}\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let told = quiz.run(&["why", "--deck", "d.yaml", "berg"]).ok().out;
    assert!(told.contains("#reverse"), "{told}");
}
