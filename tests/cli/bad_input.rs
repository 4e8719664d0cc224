//! Bad input and bad surroundings: each a clear sentence, the right exit code, nothing lost.

use std::fs;

use crate::sandbox::{CAPITALS, Sandbox};

/// Checks a deck's bytes: what is said, and that neither `check` nor `quiz` panics.
#[track_caller]
fn refused(bytes: &[u8], said: &str) {
    let quiz = Sandbox::new();
    quiz.write("d.yaml", bytes);
    let ran = quiz.run(&["check", "d.yaml"]).fails(1);
    let text = format!("{}{}", ran.out, ran.err);
    assert!(text.contains(said), "`{said}` in\n{text}");
    let ran = quiz.run(&["quiz", "d.yaml"]).fails(2);
    assert!(ran.err.contains("error"), "{}", ran.err);
}

#[test]
fn a_file_that_is_not_utf8_is_refused_with_its_line() {
    refused(b"cards:\n  - question: caf\xe9?\n    answer: x\n", "d.yaml:2:");
}

#[test]
fn an_empty_file_is_refused() {
    refused(b"", "d.yaml:1:1");
    refused(b"# nothing yet\n", "cards");
}

#[test]
fn no_cards_are_refused() {
    refused(b"title: x\ncards: []\n", "cards");
    refused(b"title: x\ncards:\n", "cards");
}

#[test]
fn a_zero_byte_is_refused() {
    refused(b"cards:\n  - question: a\0b?\n    answer: x\n", "d.yaml:2:");
}

#[test]
fn tabs_as_indentation_are_refused_with_their_line() {
    refused(b"cards:\n  - question: a?\n\tanswer: x\n", "d.yaml:");
}

#[test]
fn duplicate_keys_and_ids_are_named() {
    let keys =
        Sandbox::new().file("d.yaml", "cards:\n  - question: a?\n    answer: x\n    answer: y\n");
    let ran = keys.run(&["check", "d.yaml"]).fails(1);
    assert!(ran.out.contains("d.yaml:4:5"), "{}", ran.out);
    let twice =
        "cards:\n  - {id: a, question: a?, answer: x}\n  - {id: a, question: b?, answer: y}\n";
    let quiz = Sandbox::new().file("d.yaml", twice);
    let ran = quiz.run(&["check", "d.yaml"]).fails(1);
    assert!(ran.out.contains("d.yaml:3:"), "{}", ran.out);
}

#[test]
fn faults_of_answers_are_named() {
    refused(b"cards:\n  - question: a?\n", "answer");
    refused(b"cards:\n  - {question: a?, choices: [x, y], answer: z}\n", "z");
    refused(b"cards:\n  - cloze: no gap here\n", "{{");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_fine() {
    let text = format!("\u{feff}{}", CAPITALS.replace('\n', "\r\n"));
    let quiz = Sandbox::new().file("d.yaml", &text);
    quiz.run(&["check", "d.yaml"]).ok();
    let lines = quiz.jsonl(&["d.yaml"], &[r#"{"type":"answer","text":"Paris"}"#]);
    assert_eq!(lines[2]["verdict"], "right");
}

#[test]
fn a_missing_file_and_a_folder_without_decks_are_told() {
    let quiz = Sandbox::new();
    let ran = quiz.run(&["quiz", "nowhere.yaml"]).fails(2);
    assert!(ran.err.contains("nowhere.yaml") && ran.err.contains("no such file"), "{}", ran.err);
    fs::create_dir(quiz.path("empty")).unwrap();
    let ran = quiz.run(&["quiz", "empty"]).fails(2);
    assert!(ran.err.contains("there is no deck in empty"), "{}", ran.err);
}

#[test]
fn one_bad_card_does_not_spoil_the_others() {
    let text = CAPITALS.replace("    answer: Tokyo\n", "");
    let quiz = Sandbox::new().file("d.yaml", &text);
    let ran = quiz.run_with(&["quiz", "--jsonl", "d.yaml"], "").ok();
    assert!(ran.out.contains(r#""of":2"#), "{}", ran.out);
    assert!(ran.err.contains("d.yaml:"), "{}", ran.err);
}

#[test]
fn two_decks_with_one_id_are_named_both() {
    let quiz = Sandbox::new().file("a.yaml", CAPITALS).file("b.yaml", CAPITALS);
    let ran = quiz.run(&["quiz", "a.yaml", "b.yaml"]).fails(2);
    assert!(ran.err.contains("a.yaml") && ran.err.contains("b.yaml"), "{}", ran.err);
}

#[test]
fn a_foreign_file_in_place_of_the_log_is_not_touched() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS).file("home/default.db", "not a database");
    let ran = quiz.run(&["quiz", "d.yaml"]).fails(2);
    assert!(ran.err.contains("default.db") && ran.err.contains("help:"), "{}", ran.err);
    assert_eq!(fs::read_to_string(quiz.path("home/default.db")).unwrap(), "not a database");
}

#[test]
fn a_damaged_log_is_told_and_not_overwritten() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    quiz.jsonl(&["d.yaml"], &[r#"{"type":"answer","text":"Paris"}"#]);
    let path = quiz.path("home/default.db");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[..middle].fill(0x5a);
    fs::write(&path, &bytes).unwrap();
    let ran = quiz.run(&["quiz", "d.yaml"]).fails(2);
    assert!(ran.err.contains("default.db"), "{}", ran.err);
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_clock_set_back_is_told_and_nothing_is_lost() {
    let mut quiz = Sandbox::new().file("d.yaml", CAPITALS);
    quiz.jsonl(&["d.yaml"], &[r#"{"type":"answer","text":"Paris"}"#]);
    quiz.at("2026-11-01T10:00:00+01:00");
    let lines = quiz.jsonl(&["d.yaml"], &[r#"{"type":"answer","text":"Tokyo"}"#]);
    assert!(lines[0]["notices"].to_string().contains("clock"), "{lines:?}");
    quiz.at("2026-11-23T12:00:00+01:00");
    let stats = quiz.run(&["stats", "--json", "d.yaml"]).ok().out;
    assert!(stats.contains(r#""reviews":2"#), "{stats}");
}

#[test]
fn a_clock_a_year_ahead_is_told_and_freezes_nothing() {
    let answer = &[r#"{"type":"answer","text":"Paris"}"#];
    for (ahead, is_told) in
        [("2027-11-23T12:00:00+01:00", true), ("2027-03-23T12:00:00+01:00", false)]
    {
        let mut quiz = Sandbox::new().file("d.yaml", CAPITALS);
        quiz.jsonl(&["d.yaml"], answer);
        let told = |lines: &[serde_json::Value]| lines[0]["notices"].to_string().contains("clock");
        quiz.at(ahead);
        let lines = quiz.jsonl(&["d.yaml"], &[r#"{"type":"answer","text":"wrong"}"#]);
        assert_eq!(told(&lines), is_told, "{lines:?}");
        quiz.at("2026-11-25T12:00:00+01:00");
        let lines = quiz.jsonl(&["d.yaml"], &[]);
        // A jump that was told is not believed; one that was not is told on the way back.
        assert_eq!(told(&lines), !is_told, "{lines:?}");
        let due = quiz.run(&["due", "--json", "d.yaml"]).out;
        assert!(due.contains(r#""due":1"#), "{due}");
    }
}

#[test]
fn a_clock_that_goes_on_after_a_long_absence_is_believed() {
    let mut quiz = Sandbox::new().file("d.yaml", CAPITALS);
    let mut told = |at: &str| {
        quiz.at(at);
        let lines = quiz.jsonl(&["d.yaml"], &[r#"{"type":"answer","text":"Paris"}"#]);
        lines[0]["notices"].to_string().contains("clock")
    };
    let days = ["2026-11-23", "2027-11-23", "2027-11-24", "2027-11-25"];
    let told: Vec<bool> = days.iter().map(|day| told(&format!("{day}T12:00:00+01:00"))).collect();
    assert_eq!(told, [false, true, false, false]);
}

#[test]
fn a_wrong_quizdeck_now_is_refused() {
    let mut quiz = Sandbox::new().file("d.yaml", CAPITALS);
    let ran = quiz.at("noon").run(&["due", "d.yaml"]).fails(2);
    assert!(ran.err.contains("QUIZDECK_NOW"), "{}", ran.err);
}

#[test]
fn settings_with_a_fault_are_named() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS).file("home/config.yaml", "newperday: 3\n");
    let ran = quiz.run(&["quiz", "d.yaml"]).fails(2);
    assert!(ran.err.contains("config.yaml") && ran.err.contains("newperday"), "{}", ran.err);
}

#[test]
fn escape_codes_in_a_deck_do_not_reach_the_terminal() {
    let deck = "cards:\n  - question: \"red \\e[31m?\"\n    answer: x\n  - question: 'over \u{202e}ride?'\n    answer: y\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    for args in [&["quiz", "d.yaml"][..], &["check", "d.yaml"], &["cards", "d.yaml"]] {
        let ran = quiz.run_with(args, "x\ny\n");
        let text = format!("{}{}", ran.out, ran.err);
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{args:?}: {text:?}");
    }
}

#[test]
fn escape_codes_in_names_do_not_reach_the_terminal() {
    let deck = "id: \"d\\u202Ed\"\ncards:\n  - id: \"a\\u202Eb\"\n    question: Q\n    answer: x\n  \
                - question: R\n    answer: y\n";
    let quiz = Sandbox::new().file("d.yaml", deck).file("capitals.yaml", CAPITALS);
    for args in [
        &["check", "d.yaml"][..],
        &["quiz", "d.yaml"],
        &["cards", "d.yaml"],
        &["due", "d.yaml"],
        &["suspend", "R", "--deck", "d.yaml"],
        &["undo"],
    ] {
        let ran = quiz.run_with(args, "x\ny\n");
        let text = format!("{}{}", ran.out, ran.err);
        assert!(!text.contains('\u{202e}'), "{args:?}: {text:?}");
    }
    // A log may hold such names all the same.
    quiz.run_with(&["quiz", "--plain", "capitals.yaml"], "Paris\n").ok();
    let connection = rusqlite::Connection::open(quiz.path("home/default.db")).unwrap();
    let renamed = "UPDATE event SET body = replace(body, 'capitals/france', 'a/C#' || char(8238))";
    connection.execute(renamed, []).unwrap();
    drop(connection);
    let ran = quiz.run(&["undo"]).ok();
    assert!(ran.out.contains("a/C#<U+202E>"), "{:?}", ran.out);
}

#[test]
fn a_log_with_names_that_no_deck_may_have_today_is_read() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.run_with(&["quiz", "--plain", "capitals.yaml"], "Paris\n").ok();
    let connection = rusqlite::Connection::open(quiz.path("home/default.db")).unwrap();
    for (before, name) in [("capitals/france", "capitals/C#"), ("capitals/C#", "/x#")] {
        let sql = format!("UPDATE event SET body = replace(body, '{before}', '{name}')");
        connection.execute(&sql, []).unwrap();
        for args in [&["due", "capitals.yaml"][..], &["stats"], &["export", "--to", "log"]] {
            quiz.run(args).ok();
        }
    }
}

/// A run under a wrong clock must not make every later answer doubtful.
#[test]
fn no_command_under_a_wrong_clock_is_the_measure_of_what_comes() {
    for args in [
        &["suspend", "capitals/japan", "--deck", "capitals.yaml"][..],
        &["undo"],
        &["optimize", "--freeze"],
    ] {
        let mut quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
        quiz.jsonl(&["capitals.yaml"], &[r#"{"type":"answer","text":"Paris"}"#]);
        quiz.at("2036-11-23T10:00:00+01:00").run(args).ok();
        quiz.at("2026-11-24T10:00:00+01:00");
        let lines = quiz.jsonl(&["capitals.yaml"], &[r#"{"type":"answer","text":"Lima"}"#]);
        assert!(!lines[0].to_string().contains("clock"), "{args:?}: {}", lines[0]);
        let log = quiz.run(&["export", "--to", "log"]).ok().out;
        assert_eq!(log.matches(r#""doubtful":true"#).count(), 1, "{args:?}: {log}");
    }
}

#[test]
fn settings_are_told_at_their_line_in_plain_words() {
    for (settings, expected) in [
        ("face: plain\nrollover: 4\nrollover: 5\n", "config.yaml:3:1: this key stands twice"),
        (
            "face: plain\nnew-per-day: -1\n",
            "config.yaml:2:14: `new-per-day` is a whole number, such as 10",
        ),
        ("colour: red\n", "config.yaml:1:1: there is no setting `colour`"),
        ("decks: 5\n", "config.yaml:1:8: `decks` is a list of folders and files"),
        (
            "easy-days: [saturday, satruday]\n",
            "config.yaml:1:23: `satruday` is not possible here, only monday, tuesday, wednesday, \
             thursday, friday, saturday, sunday",
        ),
        ("easy-days: saturday\n", "config.yaml:1:12: `easy-days` is a list of days"),
        ("order: chance\n", "config.yaml:1:8: `chance` is not possible here, only deck, random"),
    ] {
        let quiz = Sandbox::new().file("home/config.yaml", settings).file("d.yaml", CAPITALS);
        let ran = quiz.run(&["due", "d.yaml"]).fails(2);
        assert!(ran.err.contains(expected) && ran.err.contains("help: "), "{}", ran.err);
    }
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    quiz.write("home/config.yaml", b"\xff\xfe");
    assert!(quiz.run(&["due", "d.yaml"]).fails(2).err.contains("it is not UTF-8 text"));
}

#[test]
fn numbers_on_the_command_line_are_told_in_plain_words() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    for typed in [["--limit", "-1"], ["--new", "abc"], ["--ahead", "99999999999999"]] {
        let ran = quiz.run(&["quiz", typed[0], typed[1], "d.yaml"]).fails(2);
        assert!(ran.err.contains("write a whole number from 0"), "{}", ran.err);
    }
}

#[test]
fn why_nothing_is_asked_is_said() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    let told = |args: &[&str]| quiz.run(args).ok().out;
    assert!(told(&["quiz", "--tag", "nope", "d.yaml"]).contains("no card has the tag nope"));
    assert!(told(&["quiz", "--limit", "0", "d.yaml"]).contains("--limit 0 asks nothing"));
    assert!(told(&["quiz", "--new", "0", "d.yaml"]).contains("limit of new cards holds back 3"));
    assert!(!told(&["quiz", "--new", "0", "d.yaml"]).contains("nothing is due"));
}

#[test]
fn commands_that_only_read_tell_of_faults_too() {
    let deck = format!("{CAPITALS}  - question: Q\n    anwser: A\n");
    let quiz = Sandbox::new().file("d.yaml", &deck);
    for command in ["due", "cards"] {
        let ran = quiz.run(&[command, "d.yaml"]).ok();
        assert!(ran.err.contains("d.yaml: 1 fault;"), "{command}: {}", ran.err);
    }
}

#[test]
fn json_keeps_every_text_and_steers_no_terminal() {
    let deck = "cards:\n  - question: \"a\\u202Eb\"\n    answer: x\n    tags: [\"t\\u202Eu\"]\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let out = quiz.run(&["cards", "--json", "d.yaml"]).ok().out;
    assert!(!out.contains('\u{202e}'), "{out:?}");
    let cards: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(cards[0]["prompt"], "a\u{202e}b", "{out}");
}

#[test]
fn a_name_with_a_line_break_forges_no_line() {
    let quiz = Sandbox::new().file("new\nline.yaml", "cards:\n  - question: Q\n    anwser: A\n");
    let out = quiz.run(&["check", "-q", "new\nline.yaml"]).fails(1).out;
    assert!(out.lines().all(|line| line.starts_with("new\u{240a}line.yaml:")), "{out}");
}

#[cfg(unix)]
#[test]
fn special_files_are_no_databases_and_no_settings() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    quiz.write("home/default.db", b"x");
    for command in [["due", "d.yaml"], ["quiz", "d.yaml"]] {
        let ran = quiz.run(&command).fails(2);
        assert!(ran.err.contains("not a database"), "{}", ran.err);
    }
    fs::remove_file(quiz.path("home/default.db")).unwrap();
    fs::create_dir(quiz.path("home/config.yaml")).unwrap();
    assert!(quiz.run(&["due", "d.yaml"]).fails(2).err.contains("it is a folder"));
}

#[cfg(unix)]
#[test]
fn a_limit_on_the_size_of_files_is_told_like_a_full_disk() {
    use std::io::Write;
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.run_with(&["quiz", "capitals.yaml", "--limit", "1"], "Paris\n").ok();
    let program = quiz.command(&["quiz", "--plain", "--all", "capitals.yaml"]);
    let mut limited = std::process::Command::new("sh");
    limited.current_dir(quiz.path("")).env_clear();
    limited.envs(program.get_envs().filter_map(|(key, value)| Some((key, value?))));
    limited.arg("-c").arg("ulimit -f 8; exec \"$0\" \"$@\"").arg(program.get_program());
    limited.args(program.get_args()).stdin(std::process::Stdio::piped());
    limited.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = limited.spawn().unwrap();
    let _early_end = child.stdin.take().unwrap().write_all(b"Paris\nTokyo\nLima\n");
    let ran = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{told}");
    assert!(told.contains("writing failed") && told.contains("help: make room"), "{told}");
}

#[test]
fn a_fault_in_the_settings_is_not_in_the_way_of_what_goes_without_them() {
    let quiz = Sandbox::new().file("home/config.yaml", "rollover: soon\n");
    let refused = quiz.run(&["stats"]);
    assert!(
        refused.err.contains("config.yaml:1:11: `rollover` is an hour from 0 to 23"),
        "{}",
        refused.err
    );
    for args in [&["schema"][..], &["man"], &["completions", "bash"]] {
        assert!(!quiz.run(args).ok().out.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_deck_of_a_folder_that_can_not_be_read_leaves_the_others() {
    let quiz = Sandbox::new().file("decks/a.yaml", CAPITALS).file("decks/sub/x.txt", "");
    // A file without end stands for all that can't be read: rights do not stop every user.
    let sparse = fs::File::create(quiz.path("decks/large.yaml")).unwrap();
    sparse.set_len(65 << 20).unwrap();
    for args in [&["check", "decks"][..], &["due", "decks"], &["cards", "decks"]] {
        let ran = quiz.run(args);
        assert!(ran.err.contains("large.yaml is larger than 64 MiB"), "{args:?} {}", ran.err);
        assert!(!ran.out.is_empty(), "{args:?}");
        assert_eq!(ran.code, Some(i32::from(args[0] == "check")), "{args:?}");
    }
    assert!(quiz.run(&["due", "decks/large.yaml"]).fails(2).err.contains("64 MiB"));
    // A script that exports each week learns of it; what can be read is written.
    for (format, file) in [("anki-csv", "out.csv"), ("apkg", "out.apkg")] {
        let ran = quiz.run(&["export", "--to", format, "-o", file, "decks"]).fails(1);
        assert!(ran.err.contains("large.yaml is larger than 64 MiB"), "{}", ran.err);
        assert!(quiz.path(file).exists());
    }
    assert!(quiz.run(&["ids", "decks"]).fails(2).err.contains("is not one deck"));
    quiz.write("new.tsv", b"Oslo?\tyes\n");
    let ran = quiz.run(&["import", "new.tsv", "-o", "decks", "--merge"]).fails(2);
    assert!(ran.err.contains("cards could be added twice"), "{}", ran.err);
}
