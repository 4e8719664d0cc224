//! The JSON lines face, as a program would use it: the protocol of docs/jsonl.md.

use serde_json::{Value, json};

use crate::sandbox::{CAPITALS, Sandbox};

fn of_type<'a>(lines: &'a [Value], kind: &str) -> Vec<&'a Value> {
    lines.iter().filter(|line| line["type"] == kind).collect()
}

fn types(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["type"].as_str().unwrap()).collect()
}

#[test]
fn a_session_from_hello_to_summary() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let lines = quiz.jsonl(
        &["capitals.yaml"],
        &[
            r#"{"type":"answer","text":"Paris"}"#,
            r#"{"type":"answer","text":"tokio"}"#,
            r#"{"type":"answer","text":"Lima"}"#,
        ],
    );
    assert_eq!(lines[0]["protocol"], 1);
    assert_eq!(
        types(&lines),
        ["hello", "question", "verdict", "question", "verdict", "question", "verdict", "summary"]
    );
    let question = &lines[1];
    assert_eq!(question["card"], "capitals/france");
    assert_eq!(question["kind"], "short");
    assert_eq!(question["prompt"], "Capital of France?");
    assert_eq!((&question["number"], &question["of"]), (&json!(1), &json!(3)));
    assert_eq!(question["new"], true);
    let verdict = &lines[2];
    assert_eq!(verdict["verdict"], "right");
    assert_eq!(verdict["suggested"], "good");
    assert_eq!(verdict["ask"], question["ask"]);
    assert_eq!(verdict["next"]["again"], 0);
    assert!(verdict["next"]["good"].as_u64() >= Some(1));
    let slip = &lines[4];
    assert_eq!(slip["verdict"], "slip");
    assert_eq!(slip["suggested"], "hard");
    let summary = lines.last().unwrap();
    assert_eq!((&summary["answered"], &summary["right"]), (&json!(3), &json!(3)));
    assert_eq!((&summary["score"], &summary["possible"]), (&json!(3.0), &json!(3.0)));
}

#[test]
fn a_missed_card_comes_back_until_right() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let lines = quiz.jsonl(
        &["capitals.yaml"],
        &[
            r#"{"type":"answer","text":"London"}"#,
            r#"{"type":"answer","text":"Tokyo"}"#,
            r#"{"type":"answer","text":"Lima"}"#,
            r#"{"type":"answer","text":"Paris"}"#,
        ],
    );
    let cards: Vec<_> = of_type(&lines, "question").iter().map(|q| q["card"].clone()).collect();
    assert_eq!(cards, ["capitals/france", "capitals/japan", "capitals/peru", "capitals/france"]);
    let summary = lines.last().unwrap();
    assert_eq!((&summary["answered"], &summary["right"]), (&json!(3), &json!(2)));
}

#[test]
fn all_asks_every_card_once() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let wrong = r#"{"type":"answer","text":"nowhere"}"#;
    let lines = quiz.jsonl(&["capitals.yaml", "--all"], &[wrong, wrong, wrong]);
    assert_eq!(of_type(&lines, "question").len(), 3);
    assert_eq!(lines.last().unwrap()["answered"], 3);
}

#[test]
fn a_later_rating_amends_the_newest_verdict() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let lines = quiz.jsonl(
        &["capitals.yaml"],
        &[
            r#"{"type":"answer","text":"Paris"}"#,
            r#"{"type":"rate","rating":"easy"}"#,
            r#"{"type":"quit"}"#,
        ],
    );
    assert_eq!(types(&lines), ["hello", "question", "verdict", "question", "notice", "summary"]);
    let log = quiz.run(&["export", "--to", "log"]).ok().out;
    assert!(log.contains(r#""type":"amend""#) && log.contains(r#""rating":"easy""#), "{log}");
}

#[test]
fn a_flashcard_is_revealed_then_rated() {
    let quiz = Sandbox::new().file("d.yaml", "cards:\n  - front: dog\n    back: Hund\n");
    let lines = quiz.jsonl(
        &["d.yaml"],
        &[
            r#"{"type":"rate","rating":"good"}"#,
            r#"{"type":"reveal"}"#,
            r#"{"type":"rate","rating":"good"}"#,
        ],
    );
    assert_eq!(types(&lines), ["hello", "question", "notice", "verdict", "summary"]);
    assert_eq!(lines[3]["verdict"], "shown");
    assert_eq!(lines[3]["answer"], "Hund");
    assert_eq!(lines.last().unwrap()["answered"], 1);
}

#[test]
fn undo_works_after_the_summary() {
    let quiz = Sandbox::new().file("d.yaml", "cards:\n  - question: One?\n    answer: eins\n");
    let lines = quiz.jsonl(
        &["d.yaml"],
        &[
            r#"{"type":"answer","text":"eins"}"#,
            r#"{"type":"undo"}"#,
            r#"{"type":"answer","text":"eins"}"#,
        ],
    );
    assert_eq!(
        types(&lines),
        ["hello", "question", "verdict", "summary", "notice", "question", "verdict", "summary"]
    );
    let log = quiz.run(&["export", "--to", "log"]).ok().out;
    assert_eq!(log.matches(r#""type":"revoke""#).count(), 1);
}

#[test]
fn a_bad_line_loses_nothing() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let lines = quiz.jsonl(
        &["capitals.yaml"],
        &[
            "nonsense",
            r#"{"type":"dance"}"#,
            r#"{"type":"answer"}"#,
            r#"{"type":"answer","choices":"many"}"#,
            "[1,2]",
            "",
            r#"{"type":"answer","text":"Paris"}"#,
            r#"{"type":"quit"}"#,
        ],
    );
    assert_eq!(of_type(&lines, "error").len(), 5, "{lines:?}");
    assert_eq!(of_type(&lines, "verdict").len(), 1);
    assert_eq!(of_type(&lines, "verdict")[0]["verdict"], "right");
}

#[test]
fn every_kind_is_asked_and_answered() {
    let deck = "\
id: kinds
cards:
  - {id: a, question: Pick two, choices: [x, y, z], answer: [x, y], shuffle: false}
  - {id: b, statement: Water is wet, answer: true}
  - {id: c, question: Pi?, answer: 3.14, tolerance: 0.01}
  - {id: d, cloze: 'The {{c1::Minsk}} agreement'}
  - {id: e, question: Count, order: [one, two, three]}
  - {id: f, question: Pair, match: {a: '1', b: '2'}}
  - {id: g, question: Colours, list: [red, green, blue], need: 2}
";
    let quiz = Sandbox::new().file("kinds.yaml", deck);
    let mut child = quiz
        .command(&["quiz", "--jsonl", "--all", "kinds.yaml"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let stdout = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut verdicts = Vec::new();
    for line in std::io::BufRead::lines(stdout) {
        let line: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let index = |list: &Value, text: &str| {
            list.as_array().unwrap().iter().position(|each| each == text).unwrap()
        };
        if line["type"] == "question" {
            let (choices, right) = (&line["choices"], &line["right"]);
            let answer = match line["kind"].as_str().unwrap() {
                "choice" => json!({"choices": [index(choices, "x"), index(choices, "y")]}),
                "truefalse" => json!({"text": "true"}),
                "number" => json!({"text": "3,14"}),
                "cloze" => json!({"text": "minsk"}),
                "order" => {
                    let steps = ["one", "two", "three"].map(|step| index(choices, step));
                    json!({"order": steps})
                }
                "match" => json!({"pairs": [
                    [index(&line["left"], "a"), index(right, "1")],
                    [index(&line["left"], "b"), index(right, "2")]]}),
                "list" => json!({"list": ["blue", "red"]}),
                other => panic!("{other}"),
            };
            let mut answer = answer;
            answer["type"] = json!("answer");
            std::io::Write::write_all(&mut stdin, format!("{answer}\n").as_bytes()).unwrap();
        } else if line["type"] == "verdict" {
            verdicts.push(format!("{} {}", line["card"].as_str().unwrap(), line["verdict"]));
        } else if line["type"] == "summary" {
            assert_eq!(line["score"], 7.0, "{verdicts:?}");
            break;
        }
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
    assert_eq!(verdicts.len(), 7);
    assert!(verdicts.iter().all(|verdict| verdict.ends_with("\"right\"")), "{verdicts:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let run = || {
        let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
        let input = "{\"type\":\"answer\",\"text\":\"Paris\"}\n{\"type\":\"quit\"}\n";
        quiz.run_with(&["quiz", "--jsonl", "--seed", "7", "capitals.yaml"], input).ok().out
    };
    assert_eq!(run(), run());
}
