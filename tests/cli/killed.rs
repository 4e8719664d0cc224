//! Sessions ended at any moment: every answer whose verdict was seen is in the log, none twice.
//! `QUIZDECK_KILLS=1000 cargo test --release --test cli killed` plays more of them.
#![cfg(unix)]

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Write};
use std::ops::Range;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::sandbox::Sandbox;
use crate::terminal::Terminal;

/// How a session ends.
#[derive(Clone, Copy, Debug)]
enum End {
    Kill,
    Terminate,
    HangUp,
    ClosedPipe,
    LostTerminal,
}

const ENDS: [End; 5] = [End::Kill, End::Terminate, End::HangUp, End::ClosedPipe, End::LostTerminal];
/// So many sessions are played on one log.
const ON_ONE_LOG: usize = 40;

fn deck(n: usize) -> String {
    let cards =
        (0..n).map(|n| format!("  - {{id: c{n}, question: Number {n}?, answer: word{n}}}\n"));
    format!("id: d\ncards:\n{}", cards.collect::<String>())
}

fn signal(child: &Child, name: &str) {
    std::process::Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
}

/// Plays a session that ends so, some microseconds after its nth verdict; the cards whose verdicts were
/// seen.
fn play(quiz: &Sandbox, end: End, n_verdicts: usize, wait: Duration) -> Vec<String> {
    let mut child = quiz
        .command(&["quiz", "--jsonl", "--all", "d.yaml"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // More answers than are awaited, so that the end comes in the midst of work.
    for _ in 0..n_verdicts + 20 {
        writeln!(stdin, r#"{{"type":"answer","text":"x"}}"#).unwrap();
    }
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut seen = Vec::new();
    let mut line = String::new();
    let mut ended = false;
    loop {
        line.clear();
        if stdout.read_line(&mut line).unwrap() == 0 || !line.ends_with('\n') {
            break;
        }
        let message: serde_json::Value = serde_json::from_str(&line).unwrap();
        if message["type"] == "verdict" {
            seen.push(message["card"].as_str().unwrap().to_owned());
        }
        if seen.len() >= n_verdicts && !ended {
            ended = true;
            std::thread::sleep(wait);
            match end {
                End::Kill => child.kill().unwrap(),
                End::Terminate => signal(&child, "-TERM"),
                End::HangUp => signal(&child, "-HUP"),
                End::ClosedPipe | End::LostTerminal => break,
            }
        }
    }
    drop(stdout);
    drop(stdin);
    child.wait().unwrap();
    seen
}

/// Plays at a terminal that goes away some microseconds after the nth verdict.
fn play_at_terminal(quiz: &Sandbox, n_verdicts: usize, wait: Duration) {
    let mut terminal = Terminal::start(quiz, &["quiz", "--all", "d.yaml"], 80, 24);
    for n in 0..n_verdicts {
        if n > 0 {
            terminal.rates("1");
        }
        terminal.answers("x").sees("wrong");
    }
    std::thread::sleep(wait);
}

#[test]
fn every_verdict_that_was_seen_is_in_the_log_once() {
    let n_kills = std::env::var("QUIZDECK_KILLS").map_or(25, |n| n.parse().unwrap());
    for first in (0..n_kills).step_by(ON_ONE_LOG) {
        play_on_one_log(first..n_kills.min(first + ON_ONE_LOG));
    }
}

fn play_on_one_log(numbers: Range<usize>) {
    let quiz = Sandbox::new().file("d.yaml", &deck(40));
    let mut logged = HashSet::new();
    for n in numbers {
        let wait = Duration::from_micros(n as u64 * 7_919 % 4_000);
        let (end, n_verdicts) = (ENDS[n % ENDS.len()], n % 9);
        let seen = match end {
            End::LostTerminal => {
                play_at_terminal(&quiz, n_verdicts, wait);
                Vec::new()
            }
            _ => play(&quiz, end, n_verdicts, wait),
        };
        let log = quiz.run(&["export", "--to", "log"]).ok().out;
        let mut of_run = Vec::new();
        for line in log.lines() {
            let event: serde_json::Value = serde_json::from_str(line).unwrap();
            let id = event["id"].as_str().unwrap().to_owned();
            if event["event"]["type"] == "review" && logged.insert(id) {
                of_run.push(event["event"]["facet"].as_str().unwrap().to_owned());
            }
        }
        assert!(of_run.len() >= n_verdicts, "{n}: {n_verdicts} seen, logged {of_run:?}");
        assert!(of_run.starts_with(&seen), "{n}: seen {seen:?}, logged {of_run:?}");
        let once: HashSet<&String> = of_run.iter().collect();
        assert_eq!(once.len(), of_run.len(), "{n}: {of_run:?}");
    }
    assert!(!logged.is_empty());
    is_sound(&quiz);
}

/// The database passes its own check, and the schedule equals that of a log of which nothing is kept.
fn is_sound(quiz: &Sandbox) {
    let schedule = || quiz.run(&["cards", "--json", "d.yaml"]).ok().out;
    let kept = schedule();
    let connection = rusqlite::Connection::open(quiz.path("home/default.db")).unwrap();
    let check: String =
        connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    connection.execute("DELETE FROM derived", []).unwrap();
    drop(connection);
    assert_eq!(kept, schedule());
    assert!(kept.contains("\"due_in\":0"), "{kept}");
}

/// The log is flushed to the disk before the verdict is written: seen in the system calls. Needs
/// `strace`; `.ci/run` installs it, and says with `QUIZDECK_STRACE` that it works.
#[cfg(target_os = "linux")]
#[test]
fn the_log_is_flushed_before_the_verdict_is_written() {
    let quiz = Sandbox::new().file("d.yaml", &deck(3));
    // The first run makes the database, which flushes for reasons of its own.
    quiz.jsonl(&["--cram", "d.yaml"], &[]);
    let program = quiz.command(&["quiz", "--jsonl", "--cram", "d.yaml"]);
    let mut traced = std::process::Command::new("strace");
    traced.current_dir(quiz.path("")).env_clear();
    traced.envs(program.get_envs().filter_map(|(key, value)| Some((key, value?))));
    traced.args(["-f", "-s", "4000", "-e", "trace=write,fdatasync,fsync", "-o", "trace"]);
    traced.arg(program.get_program()).args(program.get_args());
    traced.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let must = std::env::var_os("QUIZDECK_STRACE").is_some();
    let Ok(mut child) = traced.spawn() else {
        assert!(!must, "strace is missing");
        return;
    };
    let answers = [r#"{"type":"answer","text":"x"}"#; 3].join("\n");
    let _early_end = child.stdin.take().unwrap().write_all(answers.as_bytes());
    let worked = child.wait().unwrap().success();
    assert!(worked || !must, "strace could not watch");
    if !worked {
        return;
    }
    let trace = std::fs::read_to_string(quiz.path("trace")).unwrap();
    let mut flushed = false;
    let mut n_verdicts = 0;
    for call in trace.lines() {
        if call.contains("fdatasync(") || call.contains("fsync(") {
            flushed = true;
        }
        if call.contains("write(1,") && call.contains(r#"\"type\":\"verdict\""#) {
            assert!(flushed, "no flush before verdict {n_verdicts}:\n{trace}");
            flushed = false;
            n_verdicts += 1;
        }
    }
    assert_eq!(n_verdicts, 3, "{trace}");
}
