//! The database: what it keeps, and what it refuses.

use tempfile::TempDir;

use super::*;
use crate::grading::Verdict;
use crate::history::{Amend, CardId, Rating};
use crate::time::{Day, Timestamp};

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("learners/ana's 100 %.db");
    (folder, path)
}

fn at(ms: i64) -> Moment {
    Moment { at: Timestamp(ms), offset: 7200, day: Day(20_000) }
}

fn sound(ms: i64) -> Stamp {
    Stamp { moment: at(ms), doubtful: false }
}

fn note(n: u32) -> (EventId, Event) {
    let card = CardId { deck: "d".into(), card: "a".into() };
    (EventId::new("run", n), Event::Note { card, text: format!("note {n}") })
}

fn log(reader: &Reader, order: Order) -> Vec<Logged> {
    reader.log(order, |rows| rows.collect::<Result<Vec<_>, _>>()).unwrap().unwrap()
}

fn ids(reader: &Reader) -> Vec<String> {
    log(reader, Order::Oldest).iter().map(|logged| logged.id.to_string()).collect()
}

#[test]
fn what_was_appended_comes_back() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(&[note(1), note(2)], sound(5)).unwrap();
    let device = store.device().to_owned();
    drop(store);
    let reader = Store::read(&path).unwrap().unwrap();
    let found = log(&reader, Order::Oldest);
    assert_eq!(found[0].event, note(1).1);
    assert_eq!((found[0].moment, &*found[0].device), (at(5), &*device));
    assert_eq!(found[1].hlc, Hlc { ms: 5, n: 1 });
    let newest: Vec<Logged> = found.into_iter().rev().collect();
    assert_eq!(log(&reader, Order::Newest), newest);
    assert_eq!(Store::open(&path).unwrap().device(), device);
}

#[test]
fn an_event_is_kept_once() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(&[note(1)], sound(5)).unwrap();
    store.append(&[note(1), note(2)], sound(6)).unwrap();
    assert_eq!(ids(store.reader()), ["run-1", "run-2"]);
}

#[test]
fn the_log_keeps_its_order_when_the_clock_goes_back_or_is_doubtful() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(&[note(1)], sound(1_000)).unwrap();
    store.append(&[note(2)], sound(10)).unwrap();
    store.append(&[note(3)], Stamp { doubtful: true, ..sound(9_000_000) }).unwrap();
    store.append(&[note(4)], sound(2_000)).unwrap();
    assert_eq!(ids(store.reader()), ["run-1", "run-2", "run-3", "run-4"]);
    assert_eq!(log(store.reader(), Order::Newest)[0].hlc, Hlc { ms: 2_000, n: 0 });
}

#[test]
fn a_missing_file_is_an_empty_log_and_stays_missing() {
    let (folder, path) = folder();
    assert!(Store::read(&path).unwrap().is_none());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn two_processes_keep_both_their_answers() {
    let (_folder, path) = folder();
    std::thread::scope(|scope| {
        for token in ["left", "right"] {
            let path = &path;
            scope.spawn(move || {
                let mut store = Store::open(path).unwrap();
                for n in 0..40 {
                    let (_, event) = note(n);
                    store.append(&[(EventId::new(token, n), event)], sound(5)).unwrap();
                }
            });
        }
    });
    let found = log(&Store::read(&path).unwrap().unwrap(), Order::Oldest);
    assert_eq!(found.len(), 80);
    assert!(found.windows(2).all(|pair| pair[0].hlc < pair[1].hlc));
}

#[test]
fn reading_goes_on_beside_a_writer() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(&[note(1)], sound(5)).unwrap();
    let reader = Store::read(&path).unwrap().unwrap();
    assert_eq!(ids(&reader), ["run-1"]);
    store.append(&[note(2)], sound(6)).unwrap();
    assert_eq!(ids(&reader), ["run-1", "run-2"]);
}

#[test]
fn a_file_on_a_read_only_file_system_is_read_as_it_stands() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(&[note(1)], sound(5)).unwrap();
    drop(store);
    let reader = Reader::new(&path, read::as_it_stands(&path).unwrap());
    assert_eq!(ids(&reader), ["run-1"]);
    assert!(!beside(&path, "-shm").exists());
}

#[test]
fn erasing_leaves_nothing() {
    let (folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(&[note(1)], sound(5)).unwrap();
    std::fs::write(schema::copy_path(&path, 1), "a copy").unwrap();
    drop(store);
    assert!(kept(&path).contains(&path));
    erase(&path).unwrap();
    assert_eq!(std::fs::read_dir(folder.path().join("learners")).unwrap().count(), 0);
    assert_eq!(kept(&path), Vec::<PathBuf>::new());
    erase(&path).unwrap();
}

/// Opening for writing and for reading is refused with these words, and the bytes stay.
#[track_caller]
fn refused(path: &Path, words: &str) {
    let before = std::fs::read(path).unwrap();
    for error in [Store::open(path).unwrap_err(), Store::read(path).unwrap_err()] {
        let said = error.to_string();
        assert!(said.contains(words), "{said}");
        assert!(!error.hint().is_empty());
    }
    assert_eq!(std::fs::read(path).unwrap(), before);
}

#[test]
fn another_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ana.db");
    std::fs::write(&path, "cards:\n- question: ...\n".repeat(100)).unwrap();
    refused(&path, "not a database");
}

#[test]
fn a_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ana.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE notes (id)").unwrap();
    refused(&path, "of another program");
}

#[test]
fn a_newer_format_is_refused() {
    let (_folder, path) = folder();
    drop(Store::open(&path).unwrap());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    refused(&path, "newer quizdeck (format 99, known up to 2)");
}

#[test]
fn a_damaged_database_is_told_and_left_alone() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    for n in 0..200 {
        store.append(&[note(n)], sound(5)).unwrap();
    }
    drop(store);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[4096 * 2..].fill(0x5a);
    std::fs::write(&path, &bytes).unwrap();
    let error =
        Store::read(&path).and_then(|reader| reader.unwrap().between(0, 1_000)).unwrap_err();
    assert!(matches!(error, StoreError::Damaged(_)), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
}

/// The numbers of the pages that hold no rows but the places of other pages, in a table's tree.
fn interior_pages(bytes: &[u8]) -> Vec<usize> {
    (1..bytes.len() / 4096).filter(|page| bytes[page * 4096] == 5).collect()
}

/// Restores a log of 8,000 events of which these interior pages are overwritten, and counts rows.
#[track_caller]
fn interior_damage(which: impl Fn(&Connection, &[usize]) -> Vec<usize>, counts_lost: bool) {
    const N: u32 = 8_000;
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    let card = CardId { deck: "d".into(), card: "a".into() };
    let long = |n| Event::Note { card: card.clone(), text: format!("{n} {}", "x".repeat(1_000)) };
    let events: Vec<_> = (0..N).map(|n| (EventId::new("run", n), long(n))).collect();
    store.append(&events, sound(5)).unwrap();
    drop(store);
    let connection = Connection::open(&path).unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    let damaged = which(&connection, &interior_pages(&bytes));
    drop(connection);
    assert!(!damaged.is_empty());
    for page in damaged {
        bytes[page * 4096..][..4096].fill(0xaa);
    }
    std::fs::write(&path, &bytes).unwrap();
    let connection = Connection::open(&path).unwrap();
    let sql = "SELECT count(body) FROM event WHERE rowid = ?1";
    let can_read = |row: &u32| {
        connection.query_row(sql, [row], |row| row.get::<_, i64>(0)).is_ok_and(|count| count == 1)
    };
    let n_readable = (1..=N).filter(can_read).count();
    drop(connection);
    let restored = restore(&path).unwrap();
    assert_eq!(restored.from_log, n_readable);
    assert!(n_readable > 2_000 && n_readable < 7_000, "{n_readable}");
    if counts_lost {
        assert_eq!(restored.unreadable, N as usize - n_readable);
    }
    assert_eq!(ids(Store::open(&path).unwrap().reader()).len(), n_readable);
}

/// The root of the events, from 0.
fn root(connection: &Connection) -> usize {
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'event'";
    let root: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    usize::try_from(root).unwrap() - 1
}

#[test]
fn a_bad_page_that_leads_to_a_thousand_rows_costs_only_them() {
    // Neither the first rows nor the last hang on it.
    let middle = |connection: &Connection, pages: &[usize]| {
        let root = root(connection);
        let pages: Vec<usize> = pages.iter().copied().filter(|page| *page != root).collect();
        vec![pages[pages.len() / 2]]
    };
    interior_damage(middle, true);
}

#[test]
fn rows_between_bad_pages_are_found_where_the_last_row_is_unknown() {
    let second_and_last = |connection: &Connection, pages: &[usize]| {
        let root = root(connection);
        let pages: Vec<usize> = pages.iter().copied().filter(|page| *page != root).collect();
        vec![pages[1], pages[pages.len() - 1]]
    };
    interior_damage(second_and_last, false);
}

#[test]
fn a_step_to_a_newer_format_keeps_a_copy_and_the_log() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(&[note(1)], sound(5)).unwrap();
    drop(store);
    let mut connection = Connection::open(&path).unwrap();
    let now = schema::MIGRATIONS.len();
    let mut migrations = schema::MIGRATIONS.to_vec();
    migrations.push("CREATE TABLE later (id TEXT) STRICT;");
    schema::migrate(&path, &mut connection, &migrations, "unused").unwrap();
    assert_eq!(schema::inspect(&path, &connection, &migrations).unwrap(), now + 1);
    assert_eq!(ids(&Reader::new(&path, connection)), ["run-1"]);
    let copy = schema::copy_path(&path, now);
    assert_eq!(ids(&Store::read(&copy).unwrap().unwrap()), ["run-1"]);
}

#[test]
fn every_older_format_is_read_as_it_stands_and_brought_up() {
    for version in 1..schema::MIGRATIONS.len() {
        let (_folder, path) = folder();
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut connection = Connection::open(&path).unwrap();
        let older = &schema::MIGRATIONS[..version];
        schema::migrate(&path, &mut connection, older, "here").unwrap();
        let (_, event) = note(1);
        let body = serde_json::to_string(&event).unwrap();
        let row = params!["run-1", "here", 5, 0, 5, 0, 20_000, false, event.kind(), 1, body];
        connection.execute(INSERT, row).unwrap();
        drop(connection);
        let reader = Store::read(&path).unwrap().unwrap();
        assert_eq!(ids(&reader), ["run-1"]);
        assert_eq!(reader.derived("digest", "1", <[u8]>::to_vec).unwrap(), None);
        drop(reader);
        let mut store = Store::open(&path).unwrap();
        store.append(&[note(2)], sound(6)).unwrap();
        assert_eq!(ids(store.reader()), ["run-1", "run-2"]);
        store.keep_derived("digest", "1", 2, b"bytes").unwrap();
        let kept = store.reader().derived("digest", "1", <[u8]>::to_vec).unwrap();
        assert_eq!(kept, Some((2, b"bytes".to_vec())));
    }
}

#[test]
fn a_database_held_by_another_program_is_told() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.reader.connection.busy_timeout(Duration::from_millis(10)).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = store.append(&[note(1)], sound(5)).unwrap_err();
    assert!(matches!(error, StoreError::Locked(_)), "{error}");
    other.execute_batch("ROLLBACK").unwrap();
    store.append(&[note(1)], sound(5)).unwrap();
}

#[test]
fn a_full_disk_is_told_and_keeps_what_was_there() {
    let (_folder, path) = folder();
    let mut store = Store::open(&path).unwrap();
    store.append(&[note(1)], sound(5)).unwrap();
    let pages: i64 =
        store.reader.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    store.reader.connection.pragma_update(None, "max_page_count", pages).unwrap();
    let card = CardId { deck: "d".into(), card: "a".into() };
    let long = Event::Note { card, text: "x".repeat(100_000) };
    let error = store.append(&[(EventId::new("run", 2), long)], sound(6)).unwrap_err();
    assert!(matches!(error, StoreError::Full(_)), "{error}");
    assert_eq!(ids(store.reader()), ["run-1"]);
}

/// An answer to one of three cards.
fn review(n: u32) -> Event {
    let body = format!(
        r#"{{"type":"review","facet":"d/{}","session":"s{}","purpose":"scheduled","response":{{"text":"x"}},"verdict":"right","rule":"folded","score":1.0,"points":1.0,"suggested":"good","rating":"good","total_ms":{n},"scheduler":"fsrs7","parameters":0,"retention":0.9,"interval":3,"due":20003}}"#,
        n % 3,
        n / 4,
    );
    serde_json::from_str(&body).unwrap()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    /// Reviews, corrections of them and other events, of clocks hours apart, kept up to any row.
    #[test]
    fn kept_answers_and_the_rows_after_them_are_those_of_the_whole_log(
        events in proptest::collection::vec((0_i64..40_000_000, 0_u32..5, 0_u32..30), 1..30),
        upto in 0_i64..40,
    ) {
        let logged = |(n, (ms, what, of)): (u32, &(i64, u32, u32))| {
            let target = EventId::new("run", *of);
            let event = match what {
                0 => Event::Revoke { target },
                1 => Event::Amend(Amend {
                    target,
                    rating: Rating::Again,
                    verdict: Verdict::Wrong,
                    score: 0.0,
                    disputed: false,
                    interval: 1,
                    due: Day(20_001),
                }),
                2 => note(n).1,
                _ => review(n),
            };
            let (id, hlc) = (EventId::new("run", n), Hlc { ms: *ms, n: 0 });
            Logged { id, device: "here".into(), hlc, moment: at(*ms), doubtful: false, event }
        };
        let events: Vec<Logged> = (0..).zip(&events).map(logged).collect();
        let (_folder, path) = folder();
        let mut store = Store::open(&path).unwrap();
        store.merge(&events).unwrap();
        let last = store.reader().last_row().unwrap();
        let whole = store.reader().answers(last, &|_, _| ()).unwrap();
        let upto = upto.min(last);
        let bytes = store.reader().as_given(upto, &|_, _| ()).unwrap().to_bytes();
        store.keep_derived(KEPT, KEPT_MADE, upto, &bytes).unwrap();
        proptest::prop_assert_eq!(store.reader().kept_upto().unwrap(), upto);
        proptest::prop_assert_eq!(store.reader().answers(last, &|_, _| ()).unwrap(), whole);
    }

    /// Events of three devices whose clocks are hours apart, merged in any order, some of them twice.
    #[test]
    fn the_order_of_merging_never_matters(
        events in proptest::collection::vec((0_u8..3, 0_i64..40_000_000, 0_u32..3), 1..20),
        cuts in proptest::collection::vec(proptest::prelude::any::<proptest::sample::Index>(), 1..5),
    ) {
        let logged = |(n, (device, ms, of)): (u32, &(u8, i64, u32))| {
            let event = if n > 0 && *of == 0 {
                Event::Revoke { target: EventId::new("run", n - 1) }
            } else {
                note(n).1
            };
            Logged {
                id: EventId::new("run", n),
                device: format!("device {device}").into(),
                hlc: Hlc { ms: *ms, n: 0 },
                moment: at(*ms),
                doubtful: false,
                event,
            }
        };
        let events: Vec<Logged> = (0..).zip(&events).map(logged).collect();
        let (_one, one) = folder();
        let (_two, two) = folder();
        let (mut one, mut two) = (Store::open(&one).unwrap(), Store::open(&two).unwrap());
        proptest::prop_assert_eq!(one.merge(&events).unwrap(), events.len());
        for cut in &cuts {
            two.merge(&events[cut.index(events.len())..]).unwrap();
        }
        two.merge(&events).unwrap();
        proptest::prop_assert_eq!(log(one.reader(), Order::Oldest), log(two.reader(), Order::Oldest));
    }
}
