//! The quiz as plain lines, and the options of `quiz`.

use serde_json::Value;

use crate::sandbox::{CAPITALS, Sandbox};

fn questions(lines: &[Value]) -> Vec<String> {
    let asked = lines.iter().filter(|line| line["type"] == "question");
    asked.map(|line| line["card"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn limits_hold_per_study_day_and_not_per_session() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let lines =
        quiz.jsonl(&["capitals.yaml", "--new", "1"], &[r#"{"type":"answer","text":"Paris"}"#]);
    assert_eq!(questions(&lines), ["capitals/france"]);
    let lines = quiz.jsonl(&["capitals.yaml", "--new", "1"], &[]);
    assert!(questions(&lines).is_empty(), "{lines:?}");
    let lines = quiz.jsonl(&["capitals.yaml", "--new", "2"], &[]);
    assert_eq!(questions(&lines), ["capitals/japan"]);
}

#[test]
fn nothing_due_is_told_with_what_can_be_done() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let ran = quiz.run_with(&["quiz", "capitals.yaml"], "Paris\nTokyo\nLima\n").ok();
    assert!(ran.out.contains("3 of 3"), "{}", ran.out);
    let ran = quiz.run(&["quiz", "capitals.yaml"]).ok();
    assert!(ran.out.contains("nothing is due") && ran.out.contains("--ahead"), "{}", ran.out);
}

#[test]
fn tags_choose_cards() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let lines = quiz.jsonl(&["capitals.yaml", "--tag", "asia"], &[]);
    assert_eq!(questions(&lines), ["capitals/japan"]);
}

#[test]
fn a_limit_of_questions_is_kept() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let wrong = r#"{"type":"answer","text":"?"}"#;
    let lines = quiz.jsonl(&["capitals.yaml", "--limit", "2", "--all"], &[wrong, wrong, wrong]);
    assert_eq!(questions(&lines).len(), 2);
}

#[test]
fn cramming_leaves_the_schedule_alone() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let right = r#"{"type":"answer","text":"Paris"}"#;
    quiz.jsonl(&["capitals.yaml", "--cram", "--limit", "1"], &[right]);
    let due = quiz.run(&["due", "--json", "capitals.yaml"]).ok().out;
    assert!(due.contains(r#""new":3"#), "{due}");
}

#[test]
fn only_wrong_asks_what_was_wrong() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let answers = ["Paris", "Kyoto", "Lima", "Tokyo"]
        .map(|answer| format!(r#"{{"type":"answer","text":"{answer}"}}"#));
    let answers: Vec<&str> = answers.iter().map(String::as_str).collect();
    quiz.jsonl(&["capitals.yaml"], &answers);
    let lines = quiz.jsonl(&["capitals.yaml", "--only-wrong"], &[]);
    assert_eq!(questions(&lines), ["capitals/japan"]);
}

#[test]
fn ahead_brings_cards_before_their_day() {
    let mut quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.jsonl(&["capitals.yaml", "--new", "1"], &[r#"{"type":"answer","text":"Paris"}"#]);
    quiz.at("2026-11-24T10:00:00+01:00");
    let lines = quiz.jsonl(&["capitals.yaml", "--new", "0", "--ahead", "30"], &[]);
    assert_eq!(questions(&lines), ["capitals/france"]);
}

#[test]
fn cards_may_be_asked_in_another_form() {
    let deck = "cards:\n".to_owned()
        + &["one", "two", "three", "four", "five"]
            .map(|word| format!("  - question: Word for {word}?\n    answer: {word}ish\n"))
            .concat();
    let quiz = Sandbox::new().file("d.yaml", &deck);
    let lines = quiz.jsonl(&["d.yaml", "--as", "choice"], &[]);
    assert_eq!(lines[1]["kind"], "choice");
    assert_eq!(lines[1]["choices"].as_array().unwrap().len(), 4, "{:?}", lines[1]);
    let lines = quiz.jsonl(&["d.yaml", "--as", "flashcard"], &[]);
    assert_eq!(lines[1]["kind"], "flashcard");
}

#[test]
fn the_scheduler_of_a_deck_is_kept() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let right = r#"{"type":"answer","text":"Paris"}"#;
    quiz.jsonl(&["capitals.yaml", "--scheduler", "leitner"], &[right]);
    let lines = quiz.jsonl(&["capitals.yaml"], &[r#"{"type":"answer","text":"Tokyo"}"#]);
    assert_eq!(lines[2]["next"]["easy"], 4, "{:?}", lines[2]);
    let log = quiz.run(&["export", "--to", "log"]).ok().out;
    assert_eq!(log.matches(r#""scheduler":"leitner""#).count(), 2, "{log}");
}

#[test]
fn several_decks_and_folders_make_one_session() {
    let other = CAPITALS.replace("capitals", "more").replace("Capital of", "Chief town of");
    let quiz = Sandbox::new()
        .file("a/capitals.yaml", CAPITALS)
        .file("b/deep/more.yml", &other)
        .file("b/notes.yaml", "just: settings\n");
    let lines = quiz.jsonl(&["a/capitals.yaml", "b"], &[]);
    assert_eq!(lines[1]["of"], 6);
}

#[test]
fn settings_hold_for_one_deck_before_in_general() {
    let quiz = Sandbox::new()
        .file("capitals.yaml", CAPITALS)
        .file("home/config.yaml", "new-per-day: 3\nper-deck:\n  capitals:\n    new-per-day: 2\n");
    let lines = quiz.jsonl(&["capitals.yaml"], &[]);
    assert_eq!(lines[1]["of"], 2);
}

#[test]
fn siblings_come_on_different_days() {
    let deck = "id: d\ncards:\n  - {id: a, front: dog, back: Hund, reverse: true}\n  - {id: b, cloze: '{{c1::x}} and {{c2::y}}'}\n";
    let mut quiz = Sandbox::new().file("d.yaml", deck);
    let lines = quiz.jsonl(&["d.yaml"], &[]);
    assert_eq!(lines[1]["of"], 2);
    let play = [
        r#"{"type":"reveal"}"#,
        r#"{"type":"rate","rating":"good"}"#,
        r#"{"type":"answer","text":"x"}"#,
    ];
    quiz.jsonl(&["d.yaml"], &play);
    assert!(questions(&quiz.jsonl(&["d.yaml"], &[])).is_empty());
    quiz.at("2026-11-24T10:00:00+01:00");
    assert_eq!(questions(&quiz.jsonl(&["d.yaml"], &[]))[..1], ["d/a#reverse"]);
}

#[test]
fn commands_are_typed_with_a_colon_and_lose_nothing() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let typed = ":help\n:dance\nLondon\n:right\n:hint\nTokyo\n:undo\nTokyo\n:skip\n";
    let out = quiz.run_with(&["quiz", "capitals.yaml"], typed).ok().out;
    assert!(out.contains("It was called Edo"), "{out}");
    assert!(out.contains("2 of 2"), "{out}");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let deck = "cards:\n  - question: Pick\n    choices: [a, b, c, d, e, f]\n    answer: a\n";
    let run = |seed: &str| {
        let quiz = Sandbox::new().file("d.yaml", deck);
        quiz.run_with(&["quiz", "d.yaml", "--seed", seed], "1\n").ok().out
    };
    assert_eq!(run("1"), run("1"));
    let different = (2..12).any(|seed| run(&seed.to_string()) != run("1"));
    assert!(different);
}

/// The four intervals that the first answer of a session is shown.
fn intervals(quiz: &Sandbox, deck: &str, answer: &str) -> [u64; 4] {
    let lines = quiz.jsonl(&[deck], &[answer, r#"{"type":"rate","rating":"easy"}"#]);
    let verdict = lines.iter().find(|line| line["type"] == "verdict").unwrap();
    ["again", "hard", "good", "easy"].map(|rating| verdict["next"][rating].as_u64().unwrap())
}

#[test]
fn easy_days_of_the_settings_are_left_free() {
    // A Monday.
    const WEEK: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let right = r#"{"type":"answer","text":"Paris"}"#;
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let [.., easy] = intervals(&quiz, "capitals.yaml", right);
    let weekday = |days: u64| WEEK[usize::try_from(days % 7).unwrap()];
    let settings = format!("easy-days: [{}]\n", weekday(easy));
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS).file("home/config.yaml", &settings);
    let [.., other] = intervals(&quiz, "capitals.yaml", right);
    assert_ne!(weekday(other), weekday(easy), "{other} days instead of {easy}");
    assert!(other.abs_diff(easy) <= 3, "{other} days instead of {easy}");
}

#[test]
fn two_sides_of_a_card_never_come_on_neighbouring_days() {
    let deck = "id: words\ncards:\n  - {id: dog, front: dog, back: Hund, reverse: true}\n";
    let reveal = r#"{"type":"reveal"}"#;
    for day in 24..=26 {
        let mut quiz = Sandbox::new().file("words.yaml", deck);
        let [.., first] = intervals(&quiz, "words.yaml", reveal);
        quiz.at(&format!("2026-11-{day}T10:00:00+01:00"));
        let [.., second] = intervals(&quiz, "words.yaml", reveal);
        let apart = (second + day - 23).abs_diff(first);
        assert!(apart > 1, "{first} and {} days", second + day - 23);
    }
}
