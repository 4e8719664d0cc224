//! Copies of the log: one a day without being asked for, and the way back from a damaged log.

use std::fs;
use std::path::PathBuf;

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

use crate::sandbox::{CAPITALS, Sandbox};

fn played(answers: &str) -> Sandbox {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.run_with(&["quiz", "--plain", "capitals.yaml"], answers).ok();
    quiz
}

/// The copies of the log, the newest last.
fn copies(quiz: &Sandbox) -> Vec<PathBuf> {
    let files = fs::read_dir(quiz.home()).unwrap().map(|it| it.unwrap().path());
    let mut copies: Vec<PathBuf> =
        files.filter(|it| it.extension().is_some_and(|end| end == "backup")).collect();
    copies.sort();
    copies
}

fn reviews(quiz: &Sandbox) -> u64 {
    let stats = quiz.run(&["stats", "--json", "capitals.yaml"]).ok().out;
    serde_json::from_str::<serde_json::Value>(&stats).unwrap()["reviews"].as_u64().unwrap()
}

#[test]
fn a_copy_of_each_of_the_last_seven_days_is_kept() {
    let mut quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    for day in 10..20 {
        quiz.at(&format!("2026-11-{day}T10:00:00+01:00"));
        quiz.run_with(&["quiz", "--plain", "--cram", "capitals.yaml"], "Paris\n").ok();
    }
    let copies = quiz.run(&["restore", "--list"]).ok().out;
    let days: Vec<&str> =
        copies.lines().map(|line| &line[line.len() - 17..line.len() - 7]).collect();
    assert_eq!(days.len(), 7, "{copies}");
    assert_eq!((days[0], days[6]), ("2026-11-19", "2026-11-13"));
}

#[test]
fn a_damaged_log_is_restored_from_the_newest_copy_and_set_aside() {
    let quiz = played("Paris\nTokyo\n");
    assert_eq!(reviews(&quiz), 2);
    quiz.write("home/default.db", &[b"not a database at all, ".as_slice(); 20].concat());
    let refused = quiz.run(&["quiz", "--plain", "capitals.yaml"]).fails(2);
    assert!(refused.err.contains("quizdeck restore"), "{}", refused.err);
    let told = quiz.run(&["restore"]).ok().out;
    assert!(told.contains("restored") && told.contains("default.db.aside-1"), "{told}");
    assert_eq!(reviews(&quiz), 2);
    assert!(fs::read(quiz.path("home/default.db.aside-1")).unwrap().starts_with(b"not a database"));
}

#[test]
fn answers_given_after_the_copy_are_taken_over() {
    let quiz = played("Paris\n");
    quiz.run(&["backup", "mine.db"]).ok();
    quiz.run_with(&["quiz", "--plain", "capitals.yaml"], "Tokyo\nLima\n").ok();
    let told = quiz.run(&["restore", "mine.db"]).ok().out;
    assert!(told.contains("from the log that was there; 0 of it"), "{told}");
    assert_eq!(reviews(&quiz), 3);
}

/// A session that is ended from outside makes no copy; the next one of a later day does, and clears what a dead
/// run left.
#[test]
fn a_day_that_ended_by_a_signal_is_copied_on_the_next() {
    let mut quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let mut child = quiz
        .command(&["quiz", "--jsonl", "capitals.yaml"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut typed, b"{\"type\":\"answer\",\"text\":\"Paris\"}\n").unwrap();
    let told = std::io::BufReader::new(child.stdout.take().unwrap());
    let mut lines = std::io::BufRead::lines(told).map(Result::unwrap);
    assert!(lines.any(|line| line.contains(r#""type":"verdict""#)));
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(copies(&quiz).is_empty());
    quiz.write("home/.quizdeck-dead00", b"half");
    let old = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    fs::File::options()
        .write(true)
        .open(quiz.path("home/.quizdeck-dead00"))
        .unwrap()
        .set_modified(old)
        .unwrap();
    // The next day begins, and nothing is answered.
    quiz.at("2026-11-24T10:00:00+01:00");
    quiz.run(&["quiz", "--plain", "capitals.yaml"]).ok();
    let names: Vec<_> = copies(&quiz).iter().map(|it| it.file_name().unwrap().to_owned()).collect();
    assert_eq!(names, ["default.db.day-2026-11-23.backup"]);
    assert!(!quiz.path("home/.quizdeck-dead00").exists());
}

#[cfg(unix)]
#[test]
fn a_copy_takes_the_place_of_no_device_pipe_or_link() {
    use std::os::unix::fs::FileTypeExt;
    let quiz = played("Paris\n");
    let made = std::process::Command::new("mkfifo").arg(quiz.path("pipe")).status();
    assert!(made.unwrap().success());
    std::os::unix::fs::symlink("capitals.yaml", quiz.path("link")).unwrap();
    for to in ["pipe", "link", "home", "/dev/null"] {
        let ran = quiz.run(&["backup", to]).fails(2);
        assert!(ran.err.contains("no ordinary file"), "{to}: {}", ran.err);
    }
    assert!(fs::metadata(quiz.path("pipe")).unwrap().file_type().is_fifo());
    assert!(fs::symlink_metadata(quiz.path("link")).unwrap().is_symlink());
}

/// A log of many pages, some of them overwritten: what lies on the others is taken over.
#[test]
fn a_log_with_bad_pages_loses_only_what_lay_on_them() {
    let quiz = played("Paris\n");
    quiz.run(&["backup", "first.db"]).ok();
    for _ in 0..40 {
        quiz.run_with(&["quiz", "--plain", "--cram", "capitals.yaml"], "Paris\nTokyo\nLima\n").ok();
    }
    let before = reviews(&quiz);
    let mut bytes = fs::read(quiz.path("home/default.db")).unwrap();
    let page = bytes.len() / 4096 / 2 * 4096;
    bytes[page..page + 4096].fill(0xaa);
    quiz.write("home/default.db", &bytes);
    quiz.run(&["restore", "first.db"]).ok();
    let after = reviews(&quiz);
    assert!((1..=before).contains(&after) && after > before / 2, "{after} of {before}");
}

#[test]
fn a_copy_that_is_damaged_too_is_passed_over() {
    let mut quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    for (day, answer) in [(10, "Paris\n"), (11, "Tokyo\n")] {
        quiz.at(&format!("2026-11-{day}T10:00:00+01:00"));
        quiz.run_with(&["quiz", "--plain", "--cram", "capitals.yaml"], answer).ok();
    }
    let newest = copies(&quiz).pop().unwrap();
    for damaged in [newest, quiz.path("home/default.db")] {
        fs::write(damaged, [b"not a database at all, ".as_slice(); 20].concat()).unwrap();
    }
    let told = quiz.run(&["restore"]).ok().out;
    assert!(told.contains("2026-11-10"), "{told}");
    assert_eq!(reviews(&quiz), 1);
}

#[test]
fn without_a_copy_what_can_be_read_of_the_log_is_kept() {
    let quiz = played("Paris\nTokyo\n");
    for copy in copies(&quiz) {
        fs::remove_file(copy).unwrap();
    }
    let told = quiz.run(&["restore"]).ok().out;
    assert!(told.contains("there is no sound copy"), "{told}");
    assert_eq!(reviews(&quiz), 2);
}

/// Bytes flipped and ends cut off at random places. `QUIZDECK_DAMAGES=1000` tries as many.
#[test]
#[expect(clippy::print_stderr, reason = "the counts are for who asks for many")]
fn a_log_damaged_anywhere_is_told_and_restored() {
    let wanted = std::env::var("QUIZDECK_DAMAGES").ok().and_then(|it| it.parse().ok());
    let quiz = played("Paris\nTokyo\nLima\n");
    for _ in 0..12 {
        quiz.run_with(&["quiz", "--plain", "--cram", "capitals.yaml"], "Paris\nTokyo\nLima\n").ok();
    }
    let sound = fs::read(quiz.path("home/default.db")).unwrap();
    let in_copy = reviews(&quiz);
    let copy = copies(&quiz).pop().unwrap();
    let copied = fs::read(&copy).unwrap();
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(7);
    let (mut n_told, mut n_fine) = (0, 0);
    for variant in 0..wanted.unwrap_or(10) {
        let mut bytes = sound.clone();
        if variant % 4 == 0 {
            bytes.truncate(dice.random_range(0..bytes.len()));
        } else {
            for _ in 0..dice.random_range(1..20) {
                let at = dice.random_range(0..bytes.len());
                bytes[at] ^= dice.random_range(1..=255);
            }
        }
        for rest in fs::read_dir(quiz.home()).unwrap().flatten() {
            let name = rest.file_name().to_string_lossy().into_owned();
            if name.starts_with("default.db") {
                fs::remove_file(rest.path()).unwrap();
            }
        }
        fs::write(&copy, &copied).unwrap();
        quiz.write("home/default.db", &bytes);
        // A cramming run changes no schedule, and reads and writes the log.
        let played = quiz.run_with(&["quiz", "--plain", "--cram", "capitals.yaml"], "Paris\n");
        let stats = quiz.run(&["stats", "--json", "capitals.yaml"]);
        for ran in [&played, &stats] {
            assert!(
                matches!(ran.code, Some(0..=2)),
                "variant {variant}: {:?} {}",
                ran.code,
                ran.err
            );
            assert!(!ran.err.contains("panicked"), "variant {variant}: {}", ran.err);
        }
        if played.code == Some(2) || stats.code == Some(2) {
            n_told += 1;
            let told = quiz.run(&["restore"]).ok().out;
            assert!(told.contains(".aside-1"), "variant {variant}: {told}");
            let kept = reviews(&quiz);
            assert!(kept >= in_copy, "variant {variant}: {kept} of {in_copy}: {told}");
        } else {
            n_fine += 1;
        }
    }
    eprintln!("{n_told} told and restored, {n_fine} of no consequence");
}

#[test]
fn without_a_log_or_a_copy_it_is_said() {
    let quiz = Sandbox::new();
    assert!(quiz.run(&["backup"]).fails(1).out.contains("nothing is kept"));
    assert!(quiz.run(&["restore"]).fails(2).err.contains("no copy"));
    assert!(quiz.run(&["restore", "nowhere.db"]).fails(2).err.contains("no such copy"));
    assert!(!quiz.path("home/default.db").exists());
}

#[test]
fn erase_takes_the_copies_too() {
    let quiz = played("Paris\n");
    assert_eq!(quiz.run(&["restore", "--list"]).ok().out.lines().count(), 1);
    quiz.run(&["erase", "--yes"]).ok();
    assert_eq!(fs::read_dir(quiz.home()).unwrap().count(), 0);
}
