//! What is there stays there: no output takes the place of a deck or a log, several writers at once lose
//! nothing, and a table is taken in whole or its faults are told.

use std::fs;

use crate::sandbox::{CAPITALS, Sandbox};

#[test]
fn no_output_takes_the_place_of_a_deck_or_a_log() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    quiz.jsonl(&["d.yaml"], &[r#"{"type":"answer","text":"Paris"}"#]);
    let log = quiz.home().join("default.db");
    let log_bytes = fs::read(&log).unwrap();
    let log = log.to_str().unwrap();
    for target in ["d.yaml", "./d.yaml", log] {
        let outputs: [&[&str]; 7] = [
            &["export", "--to", "anki-csv", "-o", target, "d.yaml"],
            &["export", "--to", "anki-tsv", "-o", target, "d.yaml"],
            &["export", "--to", "log", "-o", target],
            &["stats", "--html", target, "d.yaml"],
            &["share", "d.yaml", "-o", target],
            &["disputes", "--report", target, "d.yaml"],
            &["backup", target],
        ];
        for args in outputs {
            let ran = quiz.run(args).fails(2);
            assert!(ran.err.contains("give another name"), "{args:?}: {}", ran.err);
            assert_eq!(fs::read_to_string(quiz.path("d.yaml")).unwrap(), CAPITALS, "{args:?}");
            assert_eq!(fs::read(log).unwrap(), log_bytes, "{args:?}");
        }
    }
}

#[test]
fn an_output_takes_the_place_of_an_earlier_one() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    for _ in 0..2 {
        quiz.run(&["export", "--to", "anki-csv", "-o", "d.csv", "d.yaml"]).ok();
        quiz.run(&["share", "d.yaml"]).ok();
        quiz.run(&["stats", "--html", "d.html", "d.yaml"]).ok();
    }
}

/// Every document of an office program is a zip, too.
#[test]
fn a_zip_that_is_no_shared_deck_stays() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    let other = std::collections::BTreeMap::from([
        ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
        ("word/document.xml".to_owned(), b"<w:document/>".to_vec()),
    ]);
    let thesis = quizdeck::exchange::bundle(&other).unwrap();
    quiz.write("thesis.docx", &thesis);
    let ran = quiz.run(&["share", "d.yaml", "-o", "thesis.docx"]).fails(2);
    assert!(ran.err.contains("give another name"), "{}", ran.err);
    assert_eq!(fs::read(quiz.path("thesis.docx")).unwrap(), thesis);
}

#[test]
fn an_article_is_not_overwritten_by_its_own_draft() {
    let article = "Of towns\n\nThe stone bridge of Lindholm was opened by soldiers of the province of Varne in 1809.\n";
    let quiz = Sandbox::new().file("a.txt", article);
    let ran = quiz.run(&["draft", "a.txt", "--min-score", "0", "-o", "a.txt", "--force"]).fails(2);
    assert!(ran.err.contains("is the article"), "{}", ran.err);
    assert_eq!(fs::read_to_string(quiz.path("a.txt")).unwrap(), article);
}

#[test]
fn of_several_that_add_at_once_none_is_lost_without_a_word() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    let adding: Vec<_> = (0..12)
        .map(|n| {
            let question = format!("Question {n}?");
            let mut command =
                quiz.command(&["add", "d.yaml", "--question", &question, "--answer", "a"]);
            command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
            command.spawn().unwrap()
        })
        .collect();
    let n_added = adding
        .into_iter()
        .filter_map(|mut child| child.wait().ok())
        .filter(std::process::ExitStatus::success)
        .count();
    let deck = fs::read_to_string(quiz.path("d.yaml")).unwrap();
    assert_eq!(deck.matches("question: Question").count(), n_added, "{deck}");
    assert!(n_added > 0);
}

#[test]
fn a_line_that_is_not_utf_8_is_refused_by_its_number() {
    use std::io::Write;
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    let mut child =
        quiz.command(&["add", "d.yaml"]).stdin(std::process::Stdio::piped()).spawn().unwrap();
    let lines = b"Capital of Italy?\tRome\nWhere is Z\xfcrich?\tin Switzerland\n";
    child.stdin.take().unwrap().write_all(lines).unwrap();
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && err.contains("line 2: it is not UTF-8"), "{err}");
    let deck = fs::read_to_string(quiz.path("d.yaml")).unwrap();
    assert!(deck.contains("Rome") && !deck.contains("rich"), "{deck}");
}

#[test]
fn nothing_is_added_to_a_deck_whose_only_card_is_faulty() {
    let deck = "cards:\n  - question: Capital of France?\n    anser: Paris\n";
    let quiz = Sandbox::new().file("d.yaml", deck).file("begun.yaml", "title: T\ncards:\n");
    let add = |deck| quiz.run(&["add", deck, "--question", "Capital of Peru?", "--answer", "Lima"]);
    assert!(add("d.yaml").fails(2).err.contains("has faults"));
    assert_eq!(fs::read_to_string(quiz.path("d.yaml")).unwrap(), deck);
    add("begun.yaml").ok();
}

#[track_caller]
fn told(table: &str, code: i32, what: &str) -> Option<String> {
    let quiz = Sandbox::new().file("t.csv", table);
    let ran = quiz.run(&["import", "t.csv", "-o", "t.yaml"]);
    let err = if code == 0 { ran.ok().err } else { ran.fails(code).err };
    assert!(err.contains(what), "{err}");
    fs::read_to_string(quiz.path("t.yaml")).ok()
}

#[test]
fn a_table_is_taken_in_whole_or_its_faults_are_told() {
    let deck = told("question,answer\nWho?,Smith, John\nQ?,A\n", 0, "line 2: `John` stands behind");
    assert!(deck.unwrap().contains("answer: A"));
    told("question,answer\nq1,a1\nq2,\"a2\nq3,a3\n", 2, "is never closed");
    told("question,answer\n", 2, "there is no row");
    told("question,answer,nonsense\na,b,c\n", 2, "`nonsense` in its first row is no key");
    let deck = told("question,answer,wrong\nWho?,Ann,Bob;Cid\n", 0, "").unwrap();
    assert!(deck.contains("- Bob") && deck.contains("- Cid"), "{deck}");
}

#[test]
fn a_card_that_is_there_with_another_answer_is_named() {
    let quiz = Sandbox::new()
        .file("d.yaml", CAPITALS)
        .file("t.csv", "question,answer\nCapital of France?,Lyon\n");
    let ran = quiz.run(&["import", "t.csv", "--merge", "-o", "d.yaml"]).ok();
    assert!(
        ran.err.contains("there already with another answer (Capital of France?)"),
        "{}",
        ran.err
    );
}

#[test]
fn codes_of_terminals_in_reports_of_strangers_are_not_pasted() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    let report = r#"{"deck":"d","card":"x","prompt":"Capital of France?","response":"\u001b[31mLutetia\u0007"}"#;
    quiz.write("r.json", report.as_bytes());
    let ran = quiz.run(&["disputes", "--from", "r.json", "d.yaml"]).ok();
    assert!(ran.out.contains("Lutetia"), "{}", ran.out);
    assert!(!ran.out.contains(['\u{1b}', '\u{7}']), "{:?}", ran.out);
}

#[test]
fn an_endless_line_is_one_answer() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    let ran = quiz
        .run_with(&["quiz", "--plain", "d.yaml"], &format!("{}\n\n", "a".repeat(5_000_000)))
        .ok();
    assert!(ran.out.len() < 1_000_000, "{}", ran.out.len());
}

#[cfg(unix)]
#[test]
fn a_home_in_any_bytes_is_the_home() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    let home = quiz.path("").join(OsStr::from_bytes(b"h\xff"));
    let mut command = quiz.command(&["quiz", "--jsonl", "d.yaml"]);
    command.env("QUIZDECK_HOME", &home).stdin(std::process::Stdio::piped());
    command.stdout(std::process::Stdio::null());
    let mut child = command.spawn().unwrap();
    let answer = b"{\"type\":\"answer\",\"text\":\"Paris\"}\n";
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), answer).unwrap();
    child.wait().unwrap();
    assert!(home.join("default.db").is_file());
}
