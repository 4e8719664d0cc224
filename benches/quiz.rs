//! Process start to first question, and one answer judged, scheduled and durable; each beside the
//! limit of its work in the same run. `cargo bench`
#![allow(clippy::unwrap_used, reason = "a benchmark may panic")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use divan::{Bencher, black_box};
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// A folder with one deck of `n` cards and a home without a log.
struct Place {
    folder: TempDir,
}

impl Place {
    fn with_cards(n: usize) -> Place {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        fs::write(folder.path().join("deck.yaml"), deck(n)).unwrap();
        Place { folder }
    }

    fn deck_bytes(&self) -> Vec<u8> {
        fs::read(self.folder.path().join("deck.yaml")).unwrap()
    }

    fn start(&self) -> Running {
        let mut child = Command::new(env!("CARGO_BIN_EXE_quizdeck"))
            .args(["quiz", "--jsonl", "deck.yaml"])
            .current_dir(self.folder.path())
            .env("QUIZDECK_HOME", self.folder.path().join("home"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Running { child, stdin, stdout }
    }
}

/// A quiz that runs in its own process.
struct Running {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Running {
    fn read_until(&mut self, kind: &str) {
        let wanted = format!("\"type\":\"{kind}\"");
        let mut line = String::new();
        while !line.contains(&wanted) {
            line.clear();
            assert!(self.stdout.read_line(&mut line).unwrap() > 0, "no {kind}");
        }
    }

    fn answer(&mut self) {
        writeln!(self.stdin, r#"{{"type":"answer","text":"nothing like it"}}"#).unwrap();
        self.read_until("verdict");
        self.read_until("question");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Only a benchmark's child; every answer is on disk already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn deck(n: usize) -> String {
    let mut text = String::from("id: bench\ntitle: Bench\nlanguage: en\ncards:\n");
    for card in 0..n {
        write!(
            text,
            "  # card {card}\n  - question: Which word stands for number {card} in the list?\n    \
             answer: word{card:06}\n    accept:\n      - the word {card}\n    tags: [t{}]\n    \
             explanation: |\n      It stands in row {card}; that is \"all\" there is to say.\n",
            card % 10
        )
        .unwrap();
    }
    text
}

/// Process start to first question.
#[divan::bench(args = [1_000, 10_000], sample_count = 20)]
fn first_question(bencher: Bencher, n: usize) {
    let place = Place::with_cards(n);
    bencher.bench_local(|| {
        let mut quiz = place.start();
        quiz.read_until("question");
        quiz
    });
}

/// The limit of the above: reading the same bytes and parsing them into a deck.
#[divan::bench(args = [1_000, 10_000], sample_count = 20)]
fn parse_alone(bencher: Bencher, n: usize) {
    let place = Place::with_cards(n);
    bencher.bench_local(|| black_box(quizdeck::deck::parse(&place.deck_bytes())));
}

/// The start of a process that does nothing but tell its version.
#[divan::bench(sample_count = 50)]
fn process_start() {
    let output = Command::new(env!("CARGO_BIN_EXE_quizdeck")).arg("--version").output().unwrap();
    assert!(output.status.success());
}

/// One answer sent, judged, scheduled, durable, its verdict and the next question read.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn one_answer(bencher: Bencher) {
    let place = Place::with_cards(1_000);
    let mut quiz = place.start();
    quiz.read_until("question");
    bencher.bench_local(|| quiz.answer());
}

/// The limit of the above: one durable append of as many bytes to a file.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn one_durable_append(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    let mut file = File::create(folder.path().join("log")).unwrap();
    bencher.bench_local(|| {
        file.write_all(&[b'x'; 600]).unwrap();
        file.sync_data().unwrap();
    });
}
