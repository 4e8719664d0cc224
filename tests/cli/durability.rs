//! No acknowledged answer is lost, whatever ends the program; readers leave no traces.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use crate::sandbox::{CAPITALS, Sandbox};

/// A quiz in JSON lines that has shown the verdict on its first answer.
fn answered(quiz: &Sandbox) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut child =
        quiz.command(&["quiz", "--jsonl", "capitals.yaml"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    writeln!(stdin, r#"{{"type":"answer","text":"Paris"}}"#).unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains(r#""type":"verdict""#) {
        line.clear();
        assert!(stdout.read_line(&mut line).unwrap() > 0, "no verdict");
    }
    (child, stdin, stdout)
}

#[track_caller]
fn one_answer_is_kept(quiz: &Sandbox) {
    let stats = quiz.run(&["stats", "--json", "capitals.yaml"]).ok().out;
    assert!(stats.contains(r#""reviews":1"#), "{stats}");
    let log = quiz.run(&["export", "--to", "log"]).ok().out;
    assert_eq!(log.matches(r#""type":"review""#).count(), 1);
}

#[test]
fn an_answer_survives_kill_9_after_its_verdict() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let (mut child, _stdin, _stdout) = answered(&quiz);
    child.kill().unwrap();
    child.wait().unwrap();
    one_answer_is_kept(&quiz);
}

#[test]
fn a_log_that_may_only_be_read_is_told_before_the_first_question() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.run_with(&["quiz", "--plain", "capitals.yaml"], "Paris\n").ok();
    let log = quiz.home().join("default.db");
    let mut rights = fs::metadata(&log).unwrap().permissions();
    rights.set_readonly(true);
    fs::set_permissions(&log, rights).unwrap();
    let ran = quiz.run_with(&["quiz", "--plain", "capitals.yaml"], "Tokyo\n").fails(2);
    assert!(
        !ran.out.contains("Japan") && ran.err.contains("default.db"),
        "{} {}",
        ran.out,
        ran.err
    );
    one_answer_is_kept(&quiz);
}

/// What `SQLite` keeps beside the log may be lost: the answers before the last are in the log itself.
#[test]
fn a_lost_journal_takes_at_most_the_last_answer() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let (mut child, mut stdin, mut stdout) = answered(&quiz);
    // The verdict is carried over while the next question is read.
    for answer in ["Tokyo", "Lima"] {
        std::thread::sleep(std::time::Duration::from_millis(500));
        writeln!(stdin, r#"{{"type":"answer","text":"{answer}"}}"#).unwrap();
        let mut line = String::new();
        while !line.contains(r#""type":"verdict""#) {
            line.clear();
            assert!(stdout.read_line(&mut line).unwrap() > 0, "no verdict");
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    for lost in ["default.db-wal", "default.db-shm"] {
        fs::remove_file(quiz.home().join(lost)).unwrap();
    }
    let stats = quiz.run(&["stats", "--json", "capitals.yaml"]).ok().out;
    let n: u64 =
        serde_json::from_str::<serde_json::Value>(&stats).unwrap()["reviews"].as_u64().unwrap();
    assert!(n >= 2, "{stats}");
}

#[cfg(unix)]
#[test]
fn signals_end_with_their_own_exit_codes_and_keep_the_answer() {
    for (signal, code) in
        [("INT", 130), ("TERM", 143), ("HUP", 129), ("QUIT", 131), ("ABRT", 134), ("ALRM", 142)]
    {
        let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
        let (mut child, _stdin, _stdout) = answered(&quiz);
        let sent = std::process::Command::new("sh")
            .args(["-c", &format!("kill -{signal} {}", child.id())])
            .status()
            .unwrap();
        assert!(sent.success());
        assert_eq!(child.wait().unwrap().code(), Some(code), "SIG{signal}");
        one_answer_is_kept(&quiz);
    }
}

#[test]
fn a_closed_pipe_is_no_failure_and_keeps_the_answer() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let mut child =
        quiz.command(&["quiz", "--jsonl", "capitals.yaml"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains(r#""type":"question""#) {
        line.clear();
        stdout.read_line(&mut line).unwrap();
    }
    drop(stdout);
    writeln!(stdin, r#"{{"type":"answer","text":"Paris"}}"#).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
    one_answer_is_kept(&quiz);
}

#[test]
fn commands_that_only_read_create_nothing() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    for args in [
        &["due", "capitals.yaml"][..],
        &["stats", "capitals.yaml"],
        &["cards", "capitals.yaml"],
        &["check", "capitals.yaml"],
        &["why", "--deck", "capitals.yaml", "capitals/france"],
        &["export", "--to", "log"],
    ] {
        quiz.run(args).ok();
        assert_eq!(fs::read_dir(quiz.home()).unwrap().count(), 0, "{args:?}");
    }
}

/// Beside a log `SQLite` makes the files that readers share with writers, and nothing else is written.
#[test]
fn commands_that_only_read_leave_a_log_as_it_is() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.run_with(&["quiz", "--plain", "capitals.yaml"], "Paris\n").ok();
    let names = || {
        let files = fs::read_dir(quiz.home()).unwrap().map(|it| it.unwrap().file_name());
        let names = files.map(|name| name.into_string().unwrap());
        let mut names: Vec<_> =
            names.filter(|it| !it.ends_with("-shm") && !it.ends_with("-wal")).collect();
        names.sort();
        names
    };
    let before = (names(), fs::read(quiz.path("home/default.db")).unwrap());
    for args in [
        &["due", "capitals.yaml"][..],
        &["stats", "capitals.yaml"],
        &["cards", "capitals.yaml"],
        &["why", "--deck", "capitals.yaml", "capitals/france"],
        &["export", "--to", "log"],
        &["plan", "--by", "2027-02-01", "capitals.yaml"],
        &["restore", "--list"],
    ] {
        quiz.run(args).ok();
        let wal = fs::metadata(quiz.path("home/default.db-wal")).map_or(0, |about| about.len());
        assert_eq!(wal, 0, "{args:?}");
        assert!(before == (names(), fs::read(quiz.path("home/default.db")).unwrap()), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_log_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let (mut child, _stdin, _stdout) = answered(&quiz);
    let mode = |name: &str| fs::metadata(quiz.path(name)).unwrap().permissions().mode() & 0o777;
    for name in ["home/default.db", "home/default.db-wal", "home/default.db-shm"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // What a learner opened to others stays so.
    fs::set_permissions(quiz.path("home/default.db"), fs::Permissions::from_mode(0o640)).unwrap();
    quiz.run_with(&["quiz", "--plain", "--cram", "capitals.yaml"], "Paris\n").ok();
    assert_eq!(mode("home/default.db"), 0o640);
}

#[test]
fn reading_goes_on_while_a_quiz_runs_and_two_quizzes_keep_both_answers() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let (mut first, first_stdin, _first_stdout) = answered(&quiz);
    let (mut second, second_stdin, _second_stdout) = answered(&quiz);
    let stats = quiz.run(&["stats", "--json", "capitals.yaml"]).ok().out;
    assert!(stats.contains(r#""reviews":2"#), "{stats}");
    drop((first_stdin, second_stdin));
    assert!(first.wait().unwrap().success());
    assert!(second.wait().unwrap().success());
}

#[cfg(unix)]
#[test]
fn a_home_that_cannot_be_written_is_refused_before_the_first_question() {
    use std::os::unix::fs::PermissionsExt;

    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    fs::set_permissions(quiz.home(), fs::Permissions::from_mode(0o555)).unwrap();
    // Root may write anywhere, so for root the home is a file instead of a folder.
    let home = if fs::write(quiz.path("home/probe"), "").is_ok() {
        quiz.write("blocked", b"");
        quiz.path("blocked/home")
    } else {
        quiz.home()
    };
    let output = quiz
        .command(&["quiz", "--jsonl", "capitals.yaml"])
        .env("QUIZDECK_HOME", &home)
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("help:") && err.contains("QUIZDECK_HOME"), "{err}");
    fs::set_permissions(quiz.home(), fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(unix)]
#[test]
fn an_answer_to_a_deleted_log_gets_no_verdict() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let (mut child, mut stdin, mut stdout) = answered(&quiz);
    quiz.run(&["erase", "--yes"]).ok();
    // The question after the first answer, then nothing more.
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    writeln!(stdin, r#"{{"type":"answer","text":"Tokyo"}}"#).unwrap();
    drop(stdin);
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut stdout, &mut rest).unwrap();
    assert!(!rest.contains("verdict"), "{rest}");
    assert_eq!(child.wait().unwrap().code(), Some(2));
}
