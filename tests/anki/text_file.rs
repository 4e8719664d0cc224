//! Text files: imported, imported again, edited, in an Anki of another language.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::client::Anki;
use crate::sandbox::Sandbox;

pub const HARD: &str = r##"id: hard
title: "Hard, \"quoted\" :: cases"
cards:
  - {id: quotes, front: "He said \"so\", then left", back: "a,b;c\td"}
  - {id: lines, front: "one\ntwo\n\nfour", back: "# not a comment"}
  - {id: hash, front: "# first", back: "<b> & </b> &amp; <br>"}
  - {id: colons, front: "std::vec", back: "a::b"}
  - {id: braces, cloze: "A set {{c1::std:vec::a type}} and \\{x\\} {{c2::a}b}} of 7::8"}
  - {id: maths, cloze: "Area $\\pi r^{{{c1::2}}}$ and $${{c2::\\frac{a}{b}}}$$"}
  - {id: sound, front: "Literal [sound:x.mp3] and [latex]", back: "![alt \"text\"](pics/a b.png) ![s](s.mp3)"}
  - {id: rtl, front: "שלום עולם", back: "مرحبا"}
  - {id: emoji, front: "👩‍👩‍👧 🇩🇪 漢字", back: "e\u0301"}
  - {id: hint, question: "Capital?", answer: "Bern", accept: [Berne]}
  - {id: spaces, front: "a  b", back: " x "}
  - {id: code, front: "```rust\nlet a = b < c && d;\n  x();\n```", back: "`a < b`"}
  - {id: table, front: "| a | b |\n|---|---|\n| c | d |", back: "- one\n- two"}
  - {id: both, front: left, back: right, reverse: true, languages: [en, de]}
  - {id: order, question: Order?, order: [a, b, c]}
  - {id: match, question: Match?, match: {a: b, c: d}, extra: [e]}
  - {id: list, question: List?, list: [a, b, c], need: 2}
  - {id: choice, question: Choose?, choices: [{text: a, correct: true, feedback: yes so}, b, c]}
  - {id: truth, statement: It is so., answer: false}
  - {id: number, question: How many?, answer: 12, unit: km, tolerance: 5%}
"##;

pub fn outcome(found: &Value) -> BTreeMap<String, u64> {
    found.as_object().unwrap().iter().map(|(k, n)| (k.clone(), n.as_u64().unwrap())).collect()
}

fn export(quiz: &Sandbox, name: &str, more: &[&str]) {
    let mut args = vec!["export", "--to", "anki-csv", "-o", name];
    args.extend(more);
    quiz.run(&args).ok();
}

/// The rows of a file of ours, by guid: note type, deck, tags, fields.
fn rows(quiz: &Sandbox, name: &str) -> BTreeMap<String, Vec<String>> {
    let text = std::fs::read_to_string(quiz.path(name)).unwrap();
    let body: String = text.split_inclusive('\n').filter(|it| !it.starts_with('#')).collect();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(body.as_bytes());
    reader
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        .map(|row| (row[0].clone(), row[1..].to_vec()))
        .collect()
}

/// Every note in Anki is as it was written, field by field.
#[track_caller]
fn is_as_written(anki: &mut Anki, written: &BTreeMap<String, Vec<String>>) {
    let notes = anki.notes();
    assert_eq!(notes.len(), written.len());
    for note in notes {
        let row = &written[note["guid"].as_str().unwrap()];
        assert_eq!(note["notetype"], row[0], "{note}");
        assert_eq!(note["deck"], row[1], "{note}");
        let mut tags: Vec<&str> = row[2].split_whitespace().collect();
        tags.sort_by_key(|tag| tag.to_lowercase());
        assert_eq!(note["tags"], json!(tags), "{note}");
        for (field, expected) in note["fields"].as_array().unwrap().iter().zip(&row[3..]) {
            let found = field.as_str().unwrap();
            assert_eq!(found, expected.nfc().collect::<String>());
        }
    }
}

#[test]
fn the_decks_that_ship_and_hard_cases_arrive_field_by_field() {
    let quiz = Sandbox::new().file("hard.yaml", HARD);
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    let decks = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
    export(&quiz, "all.csv", &["hard.yaml", decks]);
    let written = rows(&quiz, "all.csv");
    let found = outcome(&anki.import(&quiz.path("all.csv")));
    assert_eq!(found, BTreeMap::from([("new".to_owned(), written.len() as u64)]));
    is_as_written(&mut anki, &written);
    anki.is_sound();
    let again = outcome(&anki.import(&quiz.path("all.csv")));
    assert_eq!(again, BTreeMap::from([("duplicate".to_owned(), written.len() as u64)]));
    quiz.run(&["export", "--to", "anki-tsv", "-o", "all.tsv", "hard.yaml", decks]).ok();
    let again = outcome(&anki.import(&quiz.path("all.tsv")));
    assert_eq!(again, BTreeMap::from([("duplicate".to_owned(), written.len() as u64)]));
}

#[test]
fn gaps_show_what_they_hold() {
    let quiz = Sandbox::new().file("hard.yaml", HARD);
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    export(&quiz, "hard.csv", &["hard.yaml"]);
    anki.import(&quiz.path("hard.csv"));
    let notes = anki.notes();
    let card = |start: &str, ord: usize| {
        let is_it = |note: &&Value| note["fields"][0].as_str().unwrap().starts_with(start);
        notes.iter().find(is_it).unwrap()["cards"][ord].clone()
    };
    let braces = card("A set", 0);
    assert!(braces["question"].as_str().unwrap().contains("[a type]"), "{braces}");
    assert!(braces["answer"].as_str().unwrap().contains(">std:vec</span>"), "{braces}");
    let maths = card("Area", 0);
    assert!(maths["question"].as_str().unwrap().contains("\\pi r^{ [...] }"), "{maths}");
}

#[test]
fn an_edited_file_updates_the_edited_notes_and_what_was_learned_stays() {
    let mut quiz = Sandbox::new().file("hard.yaml", HARD);
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    export(&quiz, "hard.csv", &["hard.yaml"]);
    anki.import(&quiz.path("hard.csv"));
    let n = rows(&quiz, "hard.csv").len() as u64;
    let before = anki.notes();
    let colons = |notes: &[Value]| {
        notes.iter().find(|note| note["fields"][1].as_str().unwrap().starts_with("a::")).cloned()
    };
    let card = colons(&before).unwrap()["cards"][0]["id"].clone();
    anki.take(&json!({"do": "answer", "card": card, "rating": 3}));
    let learned = colons(&anki.notes()).unwrap()["cards"][0].clone();
    assert_eq!(learned["type"], 2, "{learned}");
    let edited =
        HARD.replace("back: \"a::b\"", "back: \"a::b, reworded\"").replace("Bern\"", "Bern (BE)\"");
    quiz = quiz.file("hard.yaml", &edited);
    export(&quiz, "hard.csv", &["hard.yaml"]);
    let found = outcome(&anki.import(&quiz.path("hard.csv")));
    let expected = BTreeMap::from([("duplicate".to_owned(), n - 2), ("updated".to_owned(), 2)]);
    assert_eq!(found, expected);
    let after = colons(&anki.notes()).unwrap();
    assert_eq!(after["fields"][1], "a::b, reworded");
    for what in ["id", "due", "ivl", "type", "reps"] {
        assert_eq!(after["cards"][0][what], learned[what], "{what}");
    }
    assert_eq!(anki.take(&json!({"do": "revlog"})).as_array().unwrap().len(), 1);
    is_as_written(&mut anki, &rows(&quiz, "hard.csv"));
}

#[test]
fn a_german_anki_gets_german_names() {
    let quiz = Sandbox::new().file("hard.yaml", HARD);
    let Some(mut anki) = Anki::start(&quiz.path("."), "de") else { return };
    let names = [
        ("Basic", "Einfach"),
        ("Basic (and reversed card)", "Einfach (und die umgekehrte Richtung)"),
        ("Basic (type in the answer)", "Einfach (Antwort eintippen)"),
        ("Cloze", "Lückentext"),
    ];
    let pairs: Vec<String> = names.iter().map(|(en, de)| format!("{en}={de}")).collect();
    let mut args = vec!["hard.yaml"];
    for pair in &pairs {
        args.extend(["--notetype", pair]);
    }
    export(&quiz, "de.csv", &args);
    let written = rows(&quiz, "de.csv");
    let found = outcome(&anki.import(&quiz.path("de.csv")));
    assert_eq!(found, BTreeMap::from([("new".to_owned(), written.len() as u64)]));
    is_as_written(&mut anki, &written);
}

#[test]
fn odd_decks_arrive_in_their_places() {
    let long = "x".repeat(50_000);
    let quiz = Sandbox::new()
        .file("child.yaml", "id: c\ntitle: 'Parent::Child'\ncards:\n- {id: a, front: a, back: b}\n")
        .file("parent.yaml", "id: p\ntitle: Parent\ncards:\n- {id: a, front: a, back: b}\n")
        .file("digits.yaml", "id: n\ntitle: '2024'\ncards:\n- {id: a, front: a, back: b}\n")
        .file(
            "long.yaml",
            &format!("id: l\ntitle: Long\ncards:\n- {{id: a, front: a, back: {long}}}\n"),
        );
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    let decks = ["child.yaml", "parent.yaml", "digits.yaml", "long.yaml"];
    export(&quiz, "odd.csv", &decks);
    let written = rows(&quiz, "odd.csv");
    let found = outcome(&anki.import(&quiz.path("odd.csv")));
    assert_eq!(found, BTreeMap::from([("new".to_owned(), 4)]));
    is_as_written(&mut anki, &written);
    let decks: Vec<&str> = written.values().map(|row| row[1].as_str()).collect();
    assert!(decks.contains(&"Deck 2024") && decks.contains(&"Parent::Child"), "{decks:?}");
}
