//! The way in: notes that the real Anki wrote, in every form it writes them, and its log.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::client::Anki;
use crate::sandbox::Sandbox;
use crate::text_file::{HARD, outcome};

fn all(n: u64) -> BTreeMap<String, u64> {
    BTreeMap::from([("duplicate".to_owned(), n)])
}

/// Deck, Anki, Anki's own export, deck, Anki: the last finds nothing new and nothing changed.
#[test]
fn a_deck_comes_back_through_text_as_it_went() {
    let quiz = Sandbox::new().file("hard.yaml", HARD);
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    let decks = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
    quiz.run(&["export", "--to", "anki-csv", "-o", "out.csv", "hard.yaml", decks]).ok();
    let n = outcome(&anki.import(&quiz.path("out.csv")))["new"];
    anki.take(&json!({"do": "export-notes", "file": quiz.path("anki.txt")}));
    let ran = quiz.run(&["import", "anki.txt", "-o", "back"]).ok();
    assert!(!ran.err.contains("left out"), "{}", ran.err);
    quiz.run(&["export", "--to", "anki-csv", "-o", "again.csv", "back"]).ok();
    assert_eq!(outcome(&anki.import(&quiz.path("again.csv"))), all(n));
    // Nor does the file differ, but for the order of its decks; no field has a line break of its own.
    let sorted = |name: &str| {
        let mut lines: Vec<String> =
            fs::read_to_string(quiz.path(name)).unwrap().lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert!(n > 80, "{n}");
    assert_eq!(sorted("again.csv"), sorted("out.csv"));
}

#[test]
fn a_deck_comes_back_in_a_package_as_it_went() {
    let quiz = Sandbox::new().file("hard.yaml", HARD);
    quiz.write("pics/a b.png", b"a picture");
    quiz.write("s.mp3", b"a sound");
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    let decks = concat!(env!("CARGO_MANIFEST_DIR"), "/decks");
    quiz.run(&["export", "--to", "apkg", "-o", "out.apkg", "hard.yaml", decks]).ok();
    let n = outcome(&anki.import_package(&quiz.path("out.apkg"), false))["new"];
    for legacy in [false, true] {
        let file = if legacy { "old.apkg" } else { "new.apkg" };
        let step = json!({"do": "export-package", "file": quiz.path(file), "legacy": legacy});
        anki.take(&step);
        let folder = format!("back-{legacy}");
        let ran = quiz.run(&["import", file, "-o", &folder]).ok();
        assert!(!ran.err.contains("left out"), "{}", ran.err);
        assert_eq!(fs::read(quiz.path(&folder).join("s.mp3")).unwrap(), b"a sound");
        assert_eq!(fs::read(quiz.path(&folder).join("pics_a b.png")).unwrap(), b"a picture");
        let again = format!("again-{legacy}.apkg");
        let export = ["export", "--to", "apkg", "--since", "out.apkg", "-o", &again, &folder];
        quiz.run(&export).ok();
        assert_eq!(outcome(&anki.import_package(&quiz.path(&again), false)), all(n));
    }
}

/// Notes of every stock type, in two decks, with a picture, as somebody typed them in Anki.
fn typed_in_anki(anki: &mut Anki) {
    anki.take(&json!({"do": "media", "name": "map (1).png", "bytes": [1, 2, 3]}));
    anki.take(&json!({"do": "add", "notes": [
        {"notetype": "Basic", "fields": ["<b>Where</b> is &lt;it&gt;?<br>Say", "Here <img src=\"map (1).png\">"],
         "deck": "World::Places", "tags": ["geo", "hard"]},
        {"notetype": "Basic (and reversed card)", "fields": ["tree", "der Baum"], "deck": "World"},
        {"notetype": "Basic (optional reversed card)", "fields": ["sun", "die Sonne", "y"], "deck": "World"},
        {"notetype": "Basic (type in the answer)", "fields": ["2 + 2", "4"], "deck": "World"},
        {"notetype": "Cloze", "fields": ["{{c1::Paris}} lies on the {{c2::Seine::river}}", "In <i>France</i>"],
         "deck": "World::Places"},
    ]}));
}

#[test]
fn every_stock_type_becomes_its_kind_whatever_the_file() {
    let quiz = Sandbox::new();
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    typed_in_anki(&mut anki);
    let file = |name: &str| quiz.path(name);
    anki.take(&json!({"do": "export-package", "file": file("a.apkg")}));
    anki.take(&json!({"do": "export-package", "file": file("b.apkg"), "legacy": true}));
    anki.take(&json!({"do": "export-collection", "file": file("c.colpkg")}));
    anki.take(&json!({"do": "export-collection", "file": file("d.colpkg"), "legacy": true}));
    anki.take(&json!({"do": "export-notes", "file": file("e.txt")}));
    let mut texts = Vec::new();
    for name in ["a.apkg", "b.apkg", "c.colpkg", "d.colpkg", "e.txt"] {
        let ran = quiz.run(&["import", name, "-o", &format!("{name}/world.yaml")]);
        assert_eq!(ran.code, Some(2), "a file is no folder: {}", ran.err);
        let ran = quiz.run(&["import", name, "-o", &format!("of-{name}.yaml")]).ok();
        assert!(ran.err.contains("5 cards written: 1 cloze, 3 flashcard, 1 short"), "{}", ran.err);
        let text = fs::read_to_string(quiz.path(&format!("of-{name}.yaml"))).unwrap();
        texts.push(
            text.lines()
                .filter(|it| !it.contains("guid:") && !it.contains("id:"))
                .collect::<Vec<_>>()
                .join("\n"),
        );
    }
    snapbox::assert_data_eq!(
        &*texts[0],
        "\
title: World
cards:
    front: |-
      **Where** is <it>?
      Say
    back: Here ![](map (1).png)
    tags:
      - geo
      - hard
      - Places
    anki:
      notetype: Basic
    front: tree
    back: der Baum
    reverse: true
    anki:
      notetype: Basic (and reversed card)
    front: sun
    back: die Sonne
    reverse: true
    anki:
      notetype: Basic (optional reversed card)
    question: '2 + 2'
    answer: 4
    anki:
      notetype: Basic (type in the answer)
    cloze: '{{c1::Paris}} lies on the {{c2::Seine::river}}'
    typed: false
    explanation: In *France*
    tags:
      - Places
    anki:
      notetype: Cloze"
    );
    for text in &texts[1..] {
        assert_eq!(*text, texts[0]);
    }
    assert_eq!(fs::read(quiz.path("map (1).png")).unwrap(), [1, 2, 3]);
    let ran = quiz.run(&["import", "a.apkg", "-o", "many"]).ok();
    assert!(
        quiz.path("many/world.yaml").exists() && quiz.path("many/world-places.yaml").exists(),
        "{}",
        ran.err
    );
    // Weeks later: a new note, and an old one reworded there; ours stay as they are.
    anki.take(&json!({"do": "add", "notes": [{"notetype": "Basic", "fields": ["new", "neu"], "deck": "World"}]}));
    anki.take(&json!({"do": "export-package", "file": file("a.apkg")}));
    let ran = quiz.run(&["import", "a.apkg", "-o", "of-a.apkg.yaml", "--merge"]).ok();
    assert!(
        ran.err.contains("1 card added") && ran.err.contains("5 cards there already"),
        "{}",
        ran.err
    );
    // And back: the very same notes are updated.
    let text = fs::read_to_string(quiz.path("of-a.apkg.yaml")).unwrap();
    quiz.write("of-a.apkg.yaml", text.replace("der Baum", "der Baum (Bäume)").as_bytes());
    quiz.run(&["export", "--to", "anki-csv", "-o", "up.csv", "of-a.apkg.yaml"]).ok();
    let found = outcome(&anki.import(&quiz.path("up.csv")));
    assert_eq!(found.get("new"), None, "{found:?}");
    assert!(found["updated"] >= 1, "{found:?}");
    let is_it = |it: &Value| it["fields"][1] == "der Baum (Bäume)" && it["fields"][0] == "tree";
    assert!(anki.notes().iter().any(is_it));
    anki.is_sound();
}

/// Runs the program now, where answers were given in Anki just before; it must not think them ahead of its clock.
fn now(quiz: &Sandbox, args: &[&str]) -> (String, String) {
    let mut command = quiz.command(args);
    command.env_remove("QUIZDECK_NOW");
    let ran = command.output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    (String::from_utf8(ran.stdout).unwrap(), String::from_utf8(ran.stderr).unwrap())
}

/// The first card of the note whose first field begins so.
fn first_card(notes: &[Value], start: &str) -> Value {
    let is_it = |it: &&Value| it["fields"][0].as_str().unwrap().starts_with(start);
    notes.iter().find(is_it).unwrap()["cards"][0].clone()
}

#[test]
fn the_schedule_goes_on_and_twice_adds_nothing() {
    let quiz = Sandbox::new();
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    typed_in_anki(&mut anki);
    let notes = anki.notes();
    for start in ["tree", "2 + 2"] {
        anki.take(&json!({"do": "answer", "card": first_card(&notes, start)["id"], "rating": 3}));
    }
    anki.take(&json!({"do": "suspend", "search": "sun"}));
    anki.take(&json!({"do": "flag", "search": "Seine"}));
    let due = first_card(&anki.notes(), "tree")["due_date"].clone();
    anki.take(&json!({"do": "export-collection", "file": quiz.path("all.colpkg")}));
    let run = |args: &[&str]| now(&quiz, args);
    let (_, said) = run(&["import", "all.colpkg", "-o", "w.yaml", "--with-history"]);
    assert!(said.contains("2 answers taken into your log"), "{said}");
    assert!(said.contains("2 cards put aside or flagged"), "{said}");
    let (why, _) = run(&["why", "tree", "--deck", "w.yaml", "--json"]);
    let why: Value = serde_json::from_str(&why).unwrap();
    assert_eq!(why["due"], due, "{why}");
    assert_eq!(why["reviews"].as_array().unwrap().len(), 1);
    let (cards, _) = run(&["why", "sun", "--deck", "w.yaml", "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&cards).unwrap()["suspended"], true);
    let (_, said) = run(&["import", "all.colpkg", "-o", "w.yaml", "--history-only"]);
    assert!(said.contains("0 answers taken into your log"), "{said}");
    assert!(!said.contains("put aside"), "{said}");
}

/// A weekly look: what was set by hand in Anki since is so here, and what was put aside here stays so.
#[test]
fn what_is_changed_by_hand_in_anki_changes_here() {
    let quiz = Sandbox::new();
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    typed_in_anki(&mut anki);
    let notes = anki.notes();
    for start in ["tree", "2 + 2"] {
        anki.take(&json!({"do": "answer", "card": first_card(&notes, start)["id"], "rating": 3}));
    }
    anki.take(&json!({"do": "suspend", "search": "sun"}));
    anki.take(&json!({"do": "flag", "search": "tree"}));
    let export = |anki: &mut Anki| {
        anki.take(&json!({"do": "export-collection", "file": quiz.path("all.colpkg")}));
    };
    export(&mut anki);
    now(&quiz, &["import", "all.colpkg", "-o", "w.yaml", "--with-history"]);
    now(&quiz, &["suspend", "Seine", "--deck", "w.yaml"]);
    anki.take(&json!({"do": "unsuspend", "search": "sun"}));
    anki.take(&json!({"do": "flag", "search": "tree", "flag": 0}));
    anki.take(&json!({"do": "set-due", "search": "tree", "days": "40"}));
    anki.take(&json!({"do": "forget", "search": "front:2*"}));
    export(&mut anki);
    let (_, said) = now(&quiz, &["import", "all.colpkg", "-o", "w.yaml", "--history-only"]);
    snapbox::assert_data_eq!(
        said,
        "\
0 answers taken into your log
1 day set in Anki without an answer, and so here
1 card forgotten or learned again in Anki: answers from before count no longer
1 card with a day in Anki and no answer in its log: new here, as memory is made of answers
2 cards taken up again or without a flag as in Anki
1 card put aside here and not in Anki: they stay so
"
    );
    let why = |card: &str| {
        let (why, _) = now(&quiz, &["why", card, "--deck", "w.yaml", "--json"]);
        serde_json::from_str::<Value>(&why).unwrap()
    };
    assert_eq!(why("tree")["due"], first_card(&anki.notes(), "tree")["due_date"]);
    assert_eq!(why("2 + 2")["reviews"].as_array().unwrap().len(), 0);
    assert_eq!(why("sun")["suspended"], false);
    assert_eq!(why("Seine")["suspended"], true);
    let (_, said) = now(&quiz, &["import", "all.colpkg", "-o", "w.yaml", "--history-only"]);
    snapbox::assert_data_eq!(
        said,
        "\
0 answers taken into your log
1 card with a day in Anki and no answer in its log: new here, as memory is made of answers
1 card put aside here and not in Anki: they stay so
"
    );
}

/// A line of Anki's log: how many days ago, rating, interval, factor and kind.
type Line = (f64, u8, i64, i64, u8);

/// Cards whose learning is not in their log, and one whose is.
const CUT: [(&str, &[Line]); 10] = [
    ("ease", &[(60.0, 3, 30, 2300, 1), (28.0, 3, 70, 2300, 1)]),
    ("difficulty", &[(60.0, 3, 30, 520, 1), (28.0, 3, 70, 520, 1)]),
    ("one line", &[(60.0, 3, 30, 2300, 1)]),
    ("no factor", &[(60.0, 3, 30, 0, 1)]),
    ("missed", &[(60.0, 1, 1, 2100, 1), (59.0, 3, 3, 2100, 1)]),
    ("learned again", &[(60.01, 1, -600, 2100, 1), (60.0, 3, 1, 2100, 2), (50.0, 3, 20, 2100, 1)]),
    (
        "forgotten",
        &[
            (90.0, 3, 1, 2500, 0),
            (80.0, 3, 10, 2500, 1),
            (70.0, 0, 0, 0, 4),
            (60.0, 3, 30, 2300, 1),
            (28.0, 3, 70, 2300, 1),
        ],
    ),
    ("day set", &[(90.0, 0, 20, 2500, 4), (70.0, 3, 60, 2500, 1), (10.0, 3, 100, 2500, 1)]),
    (
        "crammed",
        &[
            (61.0, 3, -60, 0, 3),
            (60.0, 3, 30, 2300, 3),
            (55.0, 3, -60, 0, 3),
            (28.0, 3, 70, 2300, 1),
        ],
    ),
    (
        "whole",
        &[
            (90.0, 3, 1, 2500, 0),
            (80.0, 3, 10, 2500, 1),
            (70.0, 0, 30, 2500, 4),
            (40.0, 3, 60, 2300, 1),
        ],
    ),
];

/// Where Anki's log does not tell of a card's learning, memory starts from the same line as Anki's own, and so it
/// does when the log goes on to another Anki.
#[test]
fn memory_starts_where_it_starts_in_anki() {
    let quiz = Sandbox::new().file("home/config.yaml", "scheduler: fsrs6\n");
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    let Some(mut other) = Anki::start(&quiz.path("."), "de") else { return };
    for anki in [&mut anki, &mut other] {
        anki.take(&json!({"do": "fsrs"}));
    }
    let note = |front: &str| json!({"notetype": "Basic", "fields": [front, "back"], "deck": "D"});
    let notes: Vec<Value> = CUT.iter().map(|(front, _)| note(front)).collect();
    anki.take(&json!({"do": "add", "notes": notes}));
    let theirs = anki.notes();
    for (front, rows) in CUT {
        anki.take(&json!({"do": "log", "card": first_card(&theirs, front)["id"], "rows": rows}));
    }
    anki.take(&json!({"do": "export-collection", "file": quiz.path("all.colpkg")}));
    now(&quiz, &["import", "all.colpkg", "-o", "d.yaml", "--with-history"]);
    let (_, said) = now(&quiz, &["import", "all.colpkg", "-o", "d.yaml", "--history-only"]);
    assert!(said.contains("0 answers taken into your log"), "{said}");
    now(&quiz, &["export", "--to", "apkg", "-o", "d.apkg", "d.yaml", "--with-progress"]);
    other.import_package(&quiz.path("d.apkg"), true);
    let ours = other.notes();
    let is_near = |a: &Value, b: &Value| {
        let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
        (a / b - 1.0).abs() < 5e-4
    };
    for (front, _) in CUT {
        let memory =
            |anki: &mut Anki, card: &Value| anki.take(&json!({"do": "memory", "card": card["id"]}));
        let expected = memory(&mut anki, &first_card(&theirs, front));
        let card = first_card(&ours, front);
        let sent = json!([card["stability"], card["difficulty"]]);
        let replayed = memory(&mut other, &card);
        for found in [&sent, &replayed] {
            let same = (0..2).all(|at| is_near(&found[at], &expected[at]));
            assert!(same, "{front}: {expected}, sent {sent}, replayed there {replayed}");
        }
        let (why, _) = now(&quiz, &["why", front, "--deck", "d.yaml", "--json"]);
        let why: Value = serde_json::from_str(&why).unwrap();
        assert_eq!(why["start"].is_null(), front == "whole", "{why}");
    }
    other.is_sound();
}

/// Memory is made of answers: a card that has a day in Anki and no answer in its log is new here, and that is
/// told.
#[test]
fn a_day_without_answers_is_told() {
    let quiz = Sandbox::new();
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    typed_in_anki(&mut anki);
    anki.take(&json!({"do": "set-due", "search": "tree", "days": "40!"}));
    anki.take(&json!({"do": "export-collection", "file": quiz.path("all.colpkg")}));
    let (_, said) = now(&quiz, &["import", "all.colpkg", "-o", "w.yaml", "--with-history"]);
    assert!(
        said.contains("2 cards with a day in Anki and no answer in its log: new here"),
        "{said}"
    );
    let (why, _) = now(&quiz, &["why", "tree", "--deck", "w.yaml", "--json"]);
    let why: Value = serde_json::from_str(&why).unwrap();
    assert_eq!((&why["due"], &why["reviews"]), (&Value::Null, &json!([])), "{why}");
}

/// What was answered here, sent to Anki and fetched back, stands in the log once.
#[test]
fn answers_that_went_to_anki_and_came_back_are_known() {
    let deck = "id: d\ncards:\n- {id: a, question: One?, answer: one}\n";
    let mut quiz = Sandbox::new().file("d.yaml", deck);
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    let answer = json!({"type": "answer", "ask": 1, "text": "one"}).to_string();
    for day in ["09-01", "09-03", "09-15"] {
        quiz.at(&format!("2026-{day}T10:00:00+01:00"));
        quiz.jsonl(&["d.yaml"], &[&answer]);
    }
    quiz.at("2026-10-01T10:00:00+01:00");
    quiz.run(&["export", "--to", "apkg", "-o", "d.apkg", "--with-progress", "d.yaml"]).ok();
    anki.import_package(&quiz.path("d.apkg"), true);
    anki.take(&json!({"do": "export-package", "file": quiz.path("back.apkg")}));
    let ran = quiz.run(&["import", "back.apkg", "-o", "d.yaml", "--history-only"]).ok();
    assert!(ran.err.contains("0 answers taken into your log"), "{}", ran.err);
}

/// What cards can't hold stays as it is in Anki, however often a deck goes back and forth.
#[test]
fn what_was_not_edited_is_not_rewritten() {
    let quiz = Sandbox::new();
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    let basic = |front: &str, back: &str| json!({"notetype": "Basic", "fields": [front, back], "deck": "D"});
    let cloze = |text: &str, extra: &str| json!({"notetype": "Cloze", "fields": [text, extra], "deck": "D"});
    anki.take(&json!({"do": "add", "notes": [
        basic("plain", "as <b>it</b> is"),
        basic("list", "<ul><li>a</li><li>b</li></ul>"),
        basic("raised", "x<sup>2</sup> and H<sub>2</sub>O"),
        basic("colour", "<span style=\"color:red\">red</span>"),
        basic("link", "<a href=\"https://e.org\">here</a>"),
        basic("speech", "hear [anki:tts lang=en_US]hello[/anki:tts]"),
        basic("net", "<img src=\"https://e.org/x.png\">as seen"),
        basic("table", "<table><tbody><tr><td>a</td><td>b|c</td></tr></tbody></table>"),
        basic("divs", "<div>one</div><div>two</div>"),
        cloze("nested {{c1::outer {{c2::inner}} rest}}", ""),
        cloze("multi {{c1,2::both}} {{c2::two}}", "more <i>words</i>"),
    ]}));
    let before = anki.notes();
    for round in 1..3 {
        anki.take(&json!({"do": "export-package", "file": quiz.path("a.apkg")}));
        quiz.run(&["import", "a.apkg", "-o", "d.yaml", "--force"]).ok();
        let ran = quiz.run(&["export", "--to", "anki-csv", "-o", "d.csv", "d.yaml"]).ok();
        let found = outcome(&anki.import(&quiz.path("d.csv")));
        assert!(!found.contains_key("new"), "{round}: {found:?}");
        for (was, is) in before.iter().zip(anki.notes()) {
            if was["fields"][0] != "divs" {
                assert_eq!(is["fields"], was["fields"], "{round}: {}", ran.err);
            }
        }
        assert!(ran.err.contains("left as they are in Anki"), "{}", ran.err);
    }
    // An edit is what its author wants.
    let text = fs::read_to_string(quiz.path("d.yaml")).unwrap();
    quiz.write("d.yaml", text.replace("back: red", "back: red, edited").as_bytes());
    let ran = quiz.run(&["export", "--to", "anki-csv", "-o", "d.csv", "d.yaml"]).ok();
    assert!(ran.err.contains("edited here"), "{}", ran.err);
    anki.import(&quiz.path("d.csv"));
    assert!(anki.notes().iter().any(|it| it["fields"][1] == "red, edited"));
    anki.is_sound();
}

#[test]
fn a_gap_in_an_explanation_makes_no_card() {
    let deck = "id: d\ncards:\n- {id: a, cloze: 'Write {{c1::so}}', explanation: 'As in {{c2::x}}', hint: '{{c3::y}}'}\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let Some(mut anki) = Anki::start(&quiz.path("."), "en") else { return };
    quiz.run(&["export", "--to", "anki-csv", "-o", "d.csv", "d.yaml"]).ok();
    anki.import(&quiz.path("d.csv"));
    quiz.run(&["export", "--to", "apkg", "-o", "d.apkg", "d.yaml"]).ok();
    for note in anki.notes() {
        assert_eq!(note["cards"].as_array().unwrap().len(), 1, "{note}");
    }
    anki.is_sound();
}
