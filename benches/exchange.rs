//! 100,000 cards out to Anki's formats and in from them, beside what the real Anki needs for the same files
//! in the same run: `QUIZDECK_ANKI_PYTHON=.../bin/python cargo bench --bench exchange`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark may panic, print, and look at the clock"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use quizdeck::library::{self, Catalogue};
use tempfile::TempDir;

const FILES: usize = 100;
const CARDS_PER_FILE: usize = 1_000;
/// Each measure is the best of so many.
const RUNS: usize = 3;

fn main() {
    // `cargo test --benches` only wants to see that it builds.
    if !std::env::args().any(|it| it == "--bench") {
        return;
    }
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("decks")).unwrap();
    for file in 0..FILES {
        fs::write(place.path().join(format!("decks/{file:03}.yaml")), deck(file)).unwrap();
    }
    let read = best(|| {
        let paths = [place.path().join("decks")];
        let files = library::load(&paths, &Catalogue::default(), &|_, _| {}).unwrap().files;
        assert_eq!(files.len(), FILES);
        // The program leaves them to the system at its end, too.
        std::mem::forget(files);
        0
    });
    let ours = |args: &[&str]| best(|| run(&place, args));
    let rows = [
        ("read the decks", None, read),
        (
            "write CSV",
            Some("export"),
            ours(&["export", "--to", "anki-csv", "-o", "all.csv", "decks"]),
        ),
        ("write .apkg", None, ours(&["export", "--to", "apkg", "-o", "all.apkg", "decks"])),
        ("take in CSV", Some("csv"), ours(&["import", "all.csv", "-o", "csv.yaml", "--force"])),
        (
            "take in .apkg",
            Some("apkg"),
            ours(&["import", "all.apkg", "-o", "apkg.yaml", "--force"]),
        ),
    ];
    let anki = anki(place.path());
    println!("{} cards in {FILES} files", FILES * CARDS_PER_FILE);
    println!("{:<16} {:>9} {:>9} {:>9}", "", "seconds", "peak MB", "Anki s");
    for (what, key, (seconds, peak)) in rows {
        let theirs =
            key.and_then(|key| anki.get(key)).map_or("-".to_owned(), |it| format!("{it:.2}"));
        let peak = if peak == 0 { "-".to_owned() } else { (peak / 1024).to_string() };
        println!("{what:<16} {seconds:>9.2} {peak:>9} {theirs:>9}");
    }
    if anki.is_empty() {
        println!(
            "Anki was not measured: set QUIZDECK_ANKI_PYTHON to a Python with the package anki"
        );
    }
}

/// The shortest time of some runs, in seconds, and the highest peak of memory, in kB.
fn best(work: impl Fn() -> u64) -> (f64, u64) {
    let (mut seconds, mut peak) = (f64::INFINITY, 0);
    for _ in 0..RUNS {
        let start = Instant::now();
        peak = peak.max(work());
        seconds = seconds.min(start.elapsed().as_secs_f64());
    }
    (seconds, peak)
}

/// Runs the program; its peak of memory in kB, where the system tells.
fn run(place: &TempDir, args: &[&str]) -> u64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_quizdeck"))
        .args(args)
        .current_dir(place.path())
        .env("QUIZDECK_HOME", place.path().join("home"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|it| it.strip_prefix("VmHWM:"));
        let now = line.and_then(|it| it.trim().strip_suffix(" kB")?.trim().parse().ok());
        peak = peak.max(now.unwrap_or(0));
        if let Some(ended) = child.try_wait().unwrap() {
            assert!(ended.success(), "{args:?}");
            return peak;
        }
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

/// Seconds the real Anki needs, by what it does; empty where there is none.
fn anki(folder: &Path) -> BTreeMap<String, f64> {
    let Some(python) = std::env::var_os("QUIZDECK_ANKI_PYTHON") else { return BTreeMap::new() };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/exchange_anki.py");
    let told = Command::new(python).arg(script).arg(folder).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
}

/// A deck whose cards have accepted answers, explanations and tags.
fn deck(file: usize) -> String {
    let mut text = format!("title: Deck {file}\nid: deck-{file}\nlanguage: en\ncards:\n");
    for card in 0..CARDS_PER_FILE {
        let (river, state) = ((file * 7 + card) % 97, (file + card * 3) % 89);
        write!(
            text,
            "  - id: card-{card}\n    question: Which city number {card} lies on river {river} of state {state}?\n    \
             answer: city {file} {card}\n    accept:\n      - the city {card} of state {state}\n    \
             explanation: River {river} has been the border of state {state} since it was drawn.\n    \
             tags:\n      - rivers\n"
        )
        .unwrap();
    }
    text
}
