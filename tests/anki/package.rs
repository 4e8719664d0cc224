//! Packages: what arrives, what an edit changes, that Anki goes on where quizdeck stopped.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::client::Anki;
use crate::sandbox::Sandbox;
use crate::text_file::{HARD, outcome};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n not much of a picture";

fn with_media() -> Sandbox {
    let quiz = Sandbox::new().file("hard.yaml", HARD);
    quiz.write("pics/a b.png", PNG);
    quiz.write("s.mp3", b"ID3 not much of a sound");
    quiz
}

fn export(quiz: &Sandbox, more: &[&str]) {
    let mut args = vec!["export", "--to", "apkg", "-o", "hard.apkg", "hard.yaml"];
    args.extend(more);
    quiz.run(&args).ok();
}

fn n(count: u64, of: &str) -> BTreeMap<String, u64> {
    BTreeMap::from([(of.to_owned(), count)])
}

#[track_caller]
fn note<'a>(notes: &'a [Value], start: &str) -> &'a Value {
    let is_it = |note: &&Value| note["fields"][0].as_str().unwrap().starts_with(start);
    notes.iter().find(is_it).unwrap()
}

#[test]
fn every_kind_arrives_with_its_media_and_an_edit_updates_the_edited_notes_only() {
    let mut quiz = with_media();
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    let decks = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
    export(&quiz, &[decks]);
    let found = outcome(&anki.import_package(&quiz.path("hard.apkg"), false));
    let all = found["new"];
    assert_eq!(found, n(all, "new"));
    let notes = anki.notes();
    assert_eq!(notes.len() as u64, all);
    assert_eq!(note(&notes, "std::vec")["notetype"], "quizdeck flashcard");
    assert_eq!(note(&notes, "std::vec")["deck"], "Hard, \"quoted\"::cases");
    assert_eq!(note(&notes, "Capital?")["notetype"], "quizdeck typed");
    assert_eq!(note(&notes, "Choose?")["notetype"], "quizdeck question");
    assert_eq!(note(&notes, "A set")["cards"].as_array().unwrap().len(), 2);
    let both = note(&notes, "<span lang=\"en\">left")["cards"].as_array().unwrap();
    assert!(both[0]["question"].as_str().unwrap().contains("left"), "{both:?}");
    assert!(both[1]["question"].as_str().unwrap().contains("right"), "{both:?}");
    let files = anki.take(&json!({"do": "media-files"}));
    assert_eq!(files, json!(["pics_a b.png", "s.mp3"]));
    anki.is_sound();
    let again = outcome(&anki.import_package(&quiz.path("hard.apkg"), false));
    assert_eq!(again, n(all, "duplicate"));
    // The package at `-o` says what changed since; only that gets a new date.
    quiz.at("2026-11-24T10:00:00+01:00");
    let edited = HARD
        .replace("back: \"a::b\"", "back: \"a::b, reworded\"")
        .replace("answer: \"Bern\"", "answer: Bern")
        .replace("Capital?", "Capital of Switzerland?");
    let quiz = quiz.file("hard.yaml", &edited);
    export(&quiz, &[decks]);
    let found = outcome(&anki.import_package(&quiz.path("hard.apkg"), false));
    assert_eq!(found, BTreeMap::from([("duplicate".into(), all - 2), ("updated".into(), 2)]));
    assert_eq!(note(&anki.notes(), "std::vec")["fields"][1], "a::b, reworded");
    anki.is_sound();
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let quiz = with_media();
    let read = || fs::read(quiz.path("hard.apkg")).unwrap();
    export(&quiz, &[]);
    let first = read();
    fs::remove_file(quiz.path("hard.apkg")).unwrap();
    export(&quiz, &[]);
    assert!(read() == first);
    export(&quiz, &[]);
    assert!(read() == first, "the package of last time, unchanged, changes nothing");
}

/// Answers some cards over a week of study days.
fn learn(quiz: &mut Sandbox) {
    let answer =
        |ask: u8, text: &str| json!({"type": "answer", "ask": ask, "text": text}).to_string();
    let days = ["09-01", "09-03", "09-15", "09-16", "09-18"];
    for (day, capital) in days.into_iter().zip(["Bern", "Bern", "Geneva", "Bern", "Bern"]) {
        quiz.at(&format!("2026-{day}T10:00:00+01:00"));
        quiz.jsonl(
            &["few.yaml", "--scheduler", "fsrs6", "--tag", "capital"],
            &[&answer(1, capital)],
        );
        quiz.jsonl(
            &["few.yaml", "--scheduler", "fsrs6", "--tag", "gaps"],
            &[&answer(1, "b"), &answer(2, "b")],
        );
    }
}

const FEW: &str = "\
id: few
cards:
- {id: bern, question: Capital?, answer: Bern, tags: [capital]}
- {id: gaps, tags: [gaps], cloze: 'An {{c1::b}} and {{c2::b}}'}
- {id: new, question: Never asked?, answer: no}
- {id: aside, question: Aside?, answer: no}
";

#[test]
fn with_progress_anki_goes_on_where_quizdeck_stopped() {
    let mut quiz = Sandbox::new().file("few.yaml", FEW);
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    anki.take(&json!({"do": "fsrs"}));
    learn(&mut quiz);
    quiz.run(&["suspend", "few/aside"]).ok();
    let args = ["export", "--to", "apkg", "-o", "few.apkg", "few.yaml", "--with-progress"];
    quiz.run(&args).ok();
    let found = outcome(&anki.import_package(&quiz.path("few.apkg"), true));
    assert_eq!(found, n(4, "new"));
    let notes = anki.notes();
    let bern = &note(&notes, "Capital?")["cards"][0];
    let why = ["why", "few/bern", "--deck", "few.yaml", "--json"];
    let ours: Value = serde_json::from_str(&quiz.run(&why).ok().out).unwrap();
    assert_eq!(bern["due_date"], ours["due"], "{ours}");
    let (stability, difficulty) = (bern["stability"].as_f64(), bern["difficulty"].as_f64());
    let (stability, difficulty) = (stability.unwrap(), difficulty.unwrap());
    let expected = format!(
        "stability {stability:.1} days (recall falls to 90 % by then), difficulty {difficulty:.1} of 10"
    );
    assert_eq!(ours["memory"], json!(expected));
    assert_eq!(bern["type"], 2, "{bern}");
    assert_eq!(bern["lapses"], 1, "{bern}");
    assert_eq!(note(&notes, "Never asked?")["cards"][0]["type"], 0);
    assert_eq!(note(&notes, "Aside?")["cards"][0]["queue"], -1);
    let log = anki.take(&json!({"do": "revlog"}));
    let log = log.as_array().unwrap();
    let of_bern: Vec<&Value> = log.iter().filter(|row| row[1] == bern["id"]).collect();
    let types: Vec<i64> = of_bern.iter().map(|row| row[7].as_i64().unwrap()).collect();
    assert_eq!(types.first(), Some(&0), "{of_bern:?}");
    assert!(types[1..].iter().all(|kind| *kind == 1), "{of_bern:?}");
    anki.is_sound();
    assert_eq!(anki.notes(), notes, "Check Database changes nothing");
}

#[test]
fn without_the_tick_anki_takes_the_cards_as_new() {
    let mut quiz = Sandbox::new().file("few.yaml", FEW);
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    learn(&mut quiz);
    let args = ["export", "--to", "apkg", "-o", "few.apkg", "few.yaml", "--with-progress"];
    quiz.run(&args).ok();
    anki.import_package(&quiz.path("few.apkg"), false);
    let is_new = |card: &Value| card["type"] == 0 && card["reps"] == 0;
    for note in anki.notes() {
        assert!(note["cards"].as_array().unwrap().iter().all(is_new), "{note}");
    }
    anki.is_sound();
}
