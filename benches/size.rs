//! The program at any size, each row beside the limit of its work, measured in the same run, and with its
//! peak memory: `cargo bench --bench size`. Prints the table of `docs/speed.md`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark prints, reads the clock and may panic"
)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use quizdeck::deck::{Card, DeckId, FacetId, Part};
use quizdeck::grading::{Response, Rule, Verdict};
use quizdeck::history::{
    Algorithm, DeckSeen, Event, EventId, Hlc, Logged, Purpose, Rating, Review, Seen,
};
use quizdeck::identity::CardFacts;
use quizdeck::store::Store;
use quizdeck::time::{Day, Moment, Timestamp};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};
use serde_yaml::granit_parser::Parser;
use tempfile::TempDir;

const N_THREADS: usize = 2;
const PER_DECK: usize = 1_000;
const MS_PER_DAY: i64 = 86_400_000;
/// The study day of all runs; the logs end the day before.
const TODAY: i32 = 20_400;
const NOW: &str = "2025-11-08T12:00:00+00:00";
/// How often each start is run; the best counts.
const RUNS: usize = 7;
/// How often what takes long is run; the best counts.
const FEW: usize = 3;
/// How many answers are given; the middle one counts.
const ANSWERS: usize = 60;
/// So long the learner thinks, far less than any learner.
const THINKING: Duration = Duration::from_millis(100);

fn main() {
    println!("| what | size | took | target | limit of the work | limit | peak | target |");
    println!("|---|---|---|---|---|---|---|---|");
    let hundred = Place::new(100);
    let whole = &[hundred.decks()];
    let parse = best(FEW, || hundred.parse_alone());
    let read = best(RUNS, || hundred.read_alone());
    let version = || Command::new(env!("CARGO_BIN_EXE_quizdeck")).arg("--version").output();
    let process = best(3 * RUNS, || version().unwrap());
    let append = hundred.durable_append();

    let home = hundred.home("none", 0);
    let (took, peak) = starts(FEW, || {
        drop(fs::remove_file(home.join("decks.catalogue")));
        Running::start(&home, whole)
    });
    row(
        "start, cold",
        "100,000 cards",
        took,
        "1.2 s",
        ("the YAML parser alone", parse),
        peak,
        "250 MB",
    );
    let (took, peak) = starts(RUNS, || Running::start(&home, whole));
    row("start, warm", "100,000 cards", took, "100 ms", ("reading the bytes", read), peak, "60 MB");
    let one = &[hundred.decks().join("d000.yaml")];
    let small = hundred.home("small", 0);
    drop(Running::start(&small, one));
    let (took, peak) = starts(3 * RUNS, || Running::start(&small, one));
    row("start, warm", "1,000 cards", took, "20 ms", ("the start of a process", process), peak, "");

    for (reviews, size) in [(100_000, "100,000 reviews"), (1_000_000, "1,000,000 reviews")] {
        let home = hundred.home(size, reviews);
        // A session that ends keeps what the next commands start from.
        Running::start(&home, whole).end();
        let (took, peak) = starts(RUNS, || Running::start(&home, whole));
        row("start, warm", size, took, "100 ms", ("reading the bytes", read), peak, "60 MB");
        let (took, peak) = command(&home, "due", whole);
        row("`due`", size, took, "", ("reading the bytes", read), peak, "");
        let bodies = best(FEW, || bodies_alone(&home));
        let (took, peak) = command(&home, "stats", whole);
        row("`stats`", size, took, "1 s", ("reading the rows", bodies), peak, "");
        let mut quiz = Running::start(&home, whole);
        let (verdict, question) = quiz.answers();
        let peak = quiz.peak();
        row("one answer", size, verdict, "", ("one durable append", append), peak, "");
        row("the next question", size, question, "", ("one durable append", append), peak, "");
        drop(quiz);
        if let Some(home) = in_memory(&home) {
            let mut quiz = Running::start(home.path(), whole);
            let (verdict, _) = quiz.answers();
            row(
                "one answer without the disk",
                size,
                verdict,
                "1 ms",
                ("", Duration::ZERO),
                quiz.peak(),
                "",
            );
        }
    }
    let ten = Place::new(10);
    let home = ten.home("none", 0);
    let parse_ten = best(FEW, || ten.parse_alone());
    let (took, peak) = command(&home, "check", &[ten.decks()]);
    row("`check`", "10,000 cards", took, "1 s", ("the YAML parser alone", parse_ten), peak, "");
    let home = hundred.home("none", 0);
    let (took, peak) = command(&home, "check", whole);
    row("`check`", "100,000 cards", took, "", ("the YAML parser alone", parse), peak, "");
}

fn row(
    what: &str,
    size: &str,
    took: Duration,
    target: &str,
    limit: (&str, Duration),
    peak: u64,
    peak_target: &str,
) {
    let limit_took = if limit.0.is_empty() { String::new() } else { ms(limit.1) };
    let peak = format!("{} MB", peak.div_ceil(1 << 20));
    println!(
        "| {what} | {size} | {} | {target} | {} | {limit_took} | {peak} | {peak_target} |",
        ms(took),
        limit.0
    );
}

fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1_000.0;
    if ms < 10.0 { format!("{ms:.2} ms") } else { format!("{ms:.0} ms") }
}

/// The shortest of some runs.
fn best<T>(runs: usize, mut run: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let began = Instant::now();
        std::hint::black_box(run());
        began.elapsed()
    };
    (0..runs).map(once).min().unwrap()
}

/// The shortest start to the first question, and the most memory of any.
fn starts(runs: usize, mut start: impl FnMut() -> Running) -> (Duration, u64) {
    let (mut took, mut peak) = (Duration::MAX, 0);
    for _ in 0..runs {
        let quiz = start();
        took = took.min(quiz.took);
        peak = peak.max(quiz.peak());
    }
    (took, peak)
}

/// The shortest run of a command, and the most memory of any.
fn command(home: &Path, name: &str, decks: &[PathBuf]) -> (Duration, u64) {
    let (mut took, mut peak) = (Duration::MAX, 0);
    for _ in 0..FEW {
        let began = Instant::now();
        let mut child = quizdeck(home).arg(name).args(decks).stdout(Stdio::null()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            peak = peak.max(memory(&child).unwrap_or(0));
            std::thread::sleep(Duration::from_millis(1));
        }
        took = took.min(began.elapsed());
    }
    (took, peak)
}

/// The most memory a process has had so far, where the system tells; 0 elsewhere.
fn memory(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kb| kb * 1_024)
}

fn quizdeck(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_quizdeck"));
    command.env("QUIZDECK_HOME", home).env("QUIZDECK_NOW", NOW).env("TZ", "UTC");
    command
}

/// A quiz that runs in its own process and has asked its first question.
struct Running {
    child: Child,
    /// None once the session is to end.
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
    took: Duration,
}

impl Running {
    fn start(home: &Path, decks: &[PathBuf]) -> Running {
        let began = Instant::now();
        let mut command = quizdeck(home);
        let command = command.args(["quiz", "--jsonl"]).args(decks);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let mut quiz = Running { child, stdin, stdout, took: Duration::ZERO };
        quiz.read_until("question");
        quiz.took = began.elapsed();
        quiz
    }

    /// Answers, and waits for the verdict.
    fn answer(&mut self) {
        let stdin = self.stdin.as_mut().unwrap();
        writeln!(stdin, r#"{{"type":"answer","text":"nothing like it"}}"#).unwrap();
        self.read_until("verdict");
    }

    fn read_until(&mut self, kind: &str) {
        let wanted = format!("\"type\":\"{kind}\"");
        let mut line = String::new();
        while !line.contains(&wanted) {
            line.clear();
            assert!(self.stdout.read_line(&mut line).unwrap() > 0, "no {kind}");
        }
    }

    /// The middle times from an answer to its verdict, by when it is judged, scheduled and durable, and to
    /// the next question.
    fn answers(&mut self) -> (Duration, Duration) {
        let once = |_| {
            std::thread::sleep(THINKING);
            let began = Instant::now();
            self.answer();
            let verdict = began.elapsed();
            self.read_until("question");
            (verdict, began.elapsed())
        };
        let (mut verdicts, mut questions): (Vec<_>, Vec<_>) = (0..ANSWERS).map(once).unzip();
        let middle = |times: &mut Vec<Duration>| *times.select_nth_unstable(ANSWERS / 2).1;
        (middle(&mut verdicts), middle(&mut questions))
    }

    fn peak(&self) -> u64 {
        memory(&self.child).unwrap_or(0)
    }

    /// Gives one answer and ends.
    fn end(mut self) {
        self.answer();
        self.stdin = None;
        assert!(self.child.wait().unwrap().success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Only a benchmark's child; every answer is on disk already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Decks of a thousand cards each, and homes with logs of them.
struct Place {
    folder: TempDir,
    n_decks: usize,
}

impl Place {
    fn new(n_decks: usize) -> Place {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("decks")).unwrap();
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(1);
        let place = Place { folder, n_decks };
        for number in 0..n_decks {
            fs::write(place.deck_path(number), deck(number, &mut dice)).unwrap();
        }
        place
    }

    fn decks(&self) -> PathBuf {
        self.folder.path().join("decks")
    }

    fn deck_path(&self, number: usize) -> PathBuf {
        self.decks().join(format!("d{number:03}.yaml"))
    }

    /// Does something with the bytes of every deck, on as many threads as the program has here.
    fn each_deck(&self, work: impl Fn(Vec<u8>) + Sync) {
        let work = &work;
        std::thread::scope(|scope| {
            for first in 0..N_THREADS {
                let numbers = (first..self.n_decks).step_by(N_THREADS);
                scope.spawn(move || {
                    numbers.for_each(|number| work(fs::read(self.deck_path(number)).unwrap()));
                });
            }
        });
    }

    fn read_alone(&self) {
        self.each_deck(|bytes| {
            std::hint::black_box(quizdeck::library::file_hash(&bytes));
        });
    }

    fn parse_alone(&self) {
        self.each_deck(|bytes| {
            let text = String::from_utf8(bytes).unwrap();
            assert!(Parser::new_from_str(&text).all(|event| event.is_ok()));
        });
    }

    /// One durable append of as many bytes as an answer has.
    fn durable_append(&self) -> Duration {
        let mut file = File::create(self.folder.path().join("append")).unwrap();
        let once = |_| {
            std::thread::sleep(THINKING / 10);
            let began = Instant::now();
            file.write_all(&[b'x'; 600]).unwrap();
            file.sync_data().unwrap();
            began.elapsed()
        };
        let mut times: Vec<Duration> = (0..ANSWERS).map(once).collect();
        *times.select_nth_unstable(ANSWERS / 2).1
    }

    /// A home with a log of so many reviews, spread over all cards and over the last year.
    fn home(&self, name: &str, n_reviews: usize) -> PathBuf {
        let home = self.folder.path().join(name);
        fs::create_dir_all(&home).unwrap();
        if n_reviews > 0 {
            self.write_log(&home.join("default.db"), n_reviews);
        }
        home
    }

    fn write_log(&self, path: &Path, n_reviews: usize) {
        let mut store = Store::open(path).unwrap();
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(2);
        let n_cards = self.n_decks * PER_DECK;
        let first = i64::from(TODAY - 365) * MS_PER_DAY;
        let step = i64::from(364) * MS_PER_DAY / i64::try_from(n_reviews).unwrap();
        let mut at = first;
        let mut n = 0;
        let mut logged = |event, at: i64| {
            n += 1;
            let day = Day(i32::try_from(at / MS_PER_DAY).unwrap());
            Logged {
                id: EventId::new("bench", n),
                device: "bench".into(),
                hlc: Hlc { ms: at, n },
                moment: Moment { at: Timestamp(at), offset: 0, day },
                doubtful: false,
                event,
            }
        };
        let mut facets = Vec::with_capacity(n_cards);
        for number in 0..self.n_decks {
            let parsed = quizdeck::deck::parse(&fs::read(self.deck_path(number)).unwrap());
            let deck = DeckId::from(parsed.deck.id.clone().unwrap().as_str());
            let title = parsed.deck.title.clone().unwrap();
            let seen =
                DeckSeen { deck: deck.clone(), title, explicit: true, ..DeckSeen::default() };
            let mut events = vec![logged(Event::Deck(seen), first)];
            for card in &parsed.deck.cards {
                events.push(logged(Event::Seen(Box::new(seen_card(&deck, card))), first));
                let card = card.key.clone();
                facets.push(FacetId { deck: deck.clone(), card, part: Part::Whole });
            }
            store.merge(&events).unwrap();
        }
        for from in (0..n_reviews).step_by(20_000) {
            let events: Vec<Logged> = (from..(from + 20_000).min(n_reviews))
                .map(|number| {
                    at += step;
                    let facet = facets[dice.random_range(0..facets.len())].clone();
                    let wait = dice.random_range(2..400);
                    logged(Event::Review(Box::new(review(facet, number, at, wait))), at)
                })
                .collect();
            store.merge(&events).unwrap();
        }
    }
}

fn seen_card(deck: &DeckId, card: &Card) -> Seen {
    let CardFacts { key, kind, prompt, text, answer } = CardFacts::from(card);
    let text = (text != prompt).then_some(text);
    Seen { deck: deck.clone(), card: key, kind, prompt, text, answer, before: None, after: None }
}

fn review(facet: FacetId, number: usize, at: i64, wait: u32) -> Review {
    let known = !number.is_multiple_of(10);
    Review {
        facet,
        session: format!("{:016x}", number / 50).into(),
        purpose: Purpose::Scheduled,
        response: Response::Text("the treaty of the river".to_owned()),
        verdict: if known { Verdict::Right } else { Verdict::Wrong },
        rule: if known { Rule::Folded } else { Rule::Different },
        score: f64::from(u8::from(known)),
        points: 1.0,
        hinted: false,
        suggested: if known { Rating::Good } else { Rating::Again },
        rating: if known { Rating::Good } else { Rating::Again },
        first_key_ms: Some(1_200),
        total_ms: 4_000,
        recall: Some(0.875),
        scheduler: Algorithm::Fsrs7,
        parameters: 0,
        retention: 0.9,
        interval: wait,
        due: Day(i32::try_from(at / MS_PER_DAY).unwrap() + i32::try_from(wait).unwrap()),
        start: None,
    }
}

/// A deck of some 345 KB, whose words mean nothing.
fn deck(number: usize, dice: &mut Xoshiro256PlusPlus) -> String {
    const WORDS: [&str; 16] = [
        "alpha",
        "beta",
        "river",
        "city",
        "mountain",
        "president",
        "treaty",
        "number",
        "minister",
        "meeting",
        "article",
        "region",
        "border",
        "energy",
        "union",
        "council",
    ];
    let mut words = |n: usize| -> String {
        let words: Vec<&str> = (0..n).map(|_| WORDS[dice.random_range(0..WORDS.len())]).collect();
        words.join(" ")
    };
    let mut text = format!("title: Deck {number}\nid: deck-{number}\nlanguage: en\ncards:\n");
    for card in 0..PER_DECK {
        let (question, answer, tag) = (words(10), words(2), words(1));
        write!(
            text,
            "  - question: Which {question} of {number} and {card}?\n    answer: {answer} {card}\n    \
             accept:\n      - {answer} {card} too\n    explanation: Because {question} is what the \
             {answer} says about it.\n    tags:\n      - {tag}\n"
        )
        .unwrap();
    }
    text
}

/// The limit of reading a log: `SQLite` gives every row, and nothing is made of it.
fn bodies_alone(home: &Path) {
    let path = home.join("default.db");
    std::thread::scope(|scope| {
        for part in 0..N_THREADS {
            let path = &path;
            scope.spawn(move || {
                let db = rusqlite::Connection::open(path).unwrap();
                let sql = "SELECT body FROM event NOT INDEXED WHERE rowid > ?1 AND rowid <= ?2";
                let last = "SELECT max(rowid) FROM event";
                let last: i64 = db.query_row(last, [], |row| row.get(0)).unwrap();
                let end = |n: usize| last * i64::try_from(n).unwrap() / 2;
                let mut statement = db.prepare(sql).unwrap();
                let mut rows = statement.query([end(part), end(part + 1)]).unwrap();
                let mut length = 0;
                while let Some(row) = rows.next().unwrap() {
                    length += row.get_ref(0).unwrap().as_str().unwrap().len();
                }
                std::hint::black_box(length);
            });
        }
    });
}

/// A copy of a home on a file system in memory, where the system has one.
fn in_memory(home: &Path) -> Option<TempDir> {
    let copy = tempfile::tempdir_in("/dev/shm").ok()?;
    for file in fs::read_dir(home).ok()?.flatten() {
        fs::copy(file.path(), copy.path().join(file.file_name())).ok()?;
    }
    Some(copy)
}
