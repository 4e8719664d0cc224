//! `import`: tables and packages, the ones that mean harm too. What the real Anki writes is in `tests/anki`.

use std::fs;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::sandbox::{CAPITALS, Sandbox};

/// A package of these entries.
fn package(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        zip.start_file(*name, deflated).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const TABLES: &str = r#"
CREATE TABLE col (id, crt, mod, scm, ver, dty, usn, ls, conf, models, decks, dconf, tags);
CREATE TABLE notes (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data);
CREATE TABLE cards (id, nid, did, ord, mod, usn, type, queue, due, ivl, factor, reps, lapses, left,
  odue, odid, flags, data);
CREATE TABLE revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type);
INSERT INTO col VALUES (1, 0, 0, 0, 11, 0, 0, 0, '{}',
  '{"1": {"name": "Basic", "flds": [{"name": "F"}, {"name": "B"}],
    "tmpls": [{"qfmt": "{{F}}", "afmt": "{{FrontSide}}<hr id=answer>{{B}}"}]}}',
  '{"1": {"name": "Default"}}', '{}', '{}');
"#;

const NOTE: &str =
    "INSERT INTO cards VALUES (1, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');
INSERT INTO notes VALUES (1, 'g1', 1, 0, 0, '', 'front' || char(31) || 'back', '', 0, 0, '');";

fn database(sql: &str) -> Vec<u8> {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    connection.execute_batch(sql).unwrap();
    connection.serialize("main").unwrap().to_vec()
}

/// The file is refused with this sentence, and nothing is written.
#[track_caller]
fn refused(bytes: &[u8], sentence: &str) {
    let quiz = Sandbox::new();
    quiz.write("in.apkg", bytes);
    let ran = quiz.run(&["import", "in.apkg", "-o", "out/deck.yaml"]).fails(2);
    assert!(ran.err.contains(sentence), "{}", ran.err);
    let left: Vec<_> =
        fs::read_dir(quiz.path(".")).unwrap().flatten().map(|it| it.file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    assert!(fs::read_dir(quiz.home()).unwrap().next().is_none());
}

#[test]
fn what_is_no_package_is_refused_with_a_sentence() {
    refused(b"", "there is no note in it");
    refused(b"PK\x03\x04", "the file is damaged");
    refused(b"SQLite format 3\0", "the file is damaged");
    refused(b"\xff\xfe\xff", "there is no note in it");
    refused(b"caf\xe9,coffee\n", "save it as UTF-8");
    refused(b"prose, in which, commas stand\nas they, please\nand lines end\n", "it is no table");
    refused(b"\0\0\0\0", "no package, collection or text file");
    refused(&package(&[("readme.txt", b"hello")]), "no package, collection or text file");
    refused(&package(&[("meta", &[8, 9]), ("collection.anki2", b"x")]), "newer Anki");
    refused(&package(&[("meta", &[8, 3]), ("collection.anki2", b"x")]), "no package");
}

#[test]
fn damaged_collections_are_refused() {
    let of = |bytes: &[u8]| package(&[("collection.anki2", bytes), ("media", b"{}")]);
    let good = database(&format!("{TABLES}{NOTE}"));
    refused(&of(&good[..good.len() / 2]), "the file is damaged");
    refused(&of(&database("CREATE TABLE x (y);")), "it has no table `col`");
    refused(
        &of(&database(&TABLES.replace("CREATE TABLE revlog", "CREATE TABLE other"))),
        "`revlog`",
    );
    let view = TABLES.replace(
        "CREATE TABLE notes (id, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data);",
        "CREATE VIEW notes AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) \
         SELECT i AS id, i AS guid, 1 AS mid, '' AS tags, i AS flds FROM n;",
    );
    refused(&of(&database(&view)), "`notes` is no plain table");
    refused(&of(&database(&TABLES.replace("0, 0, 0, 11,", "0, 0, 0, 3,"))), "before 2012");
    refused(&of(&database(&TABLES.replace("0, 0, 0, 11,", "0, 0, 0, 99,"))), "newer Anki");
    refused(&of(&database(&TABLES.replace("'{\"1\": {\"name\": \"Basic\"", "'{{"))), "damaged");
    refused(&of(&database(TABLES)), "there is no note in it");
    refused(&package(&[("collection.anki2", &good), ("media", b"[1, 2")]), "the file is damaged");
    refused(&package(&[("meta", &[8, 3]), ("collection.anki21b", &good)]), "the file is damaged");
    let zstd_start = [0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x00, 0x41, 0x00];
    refused(
        &package(&[("meta", &[8, 3]), ("collection.anki21b", &zstd_start)]),
        "the file is damaged",
    );
}

#[test]
fn what_unpacks_to_far_more_than_it_is_is_refused() {
    let zeros = vec![0; 120 << 20];
    refused(&package(&[("collection.anki2", &zeros)]), "it unpacks to more than");
}

#[test]
fn media_never_leave_the_decks_folder() {
    let fields =
        ["../../evil.png", "/etc/evil.png", "..", "con.png", "a:b.png", "deck.yaml", "good.png"];
    let html: String = fields.iter().map(|it| format!("<img src=\"{it}\">")).collect();
    let note = NOTE.replace("'front'", &format!("'{html}'"));
    let media: String =
        fields.iter().enumerate().map(|(n, it)| format!("\"{n}\": \"{it}\",")).collect();
    let media = format!("{{{}}}", media.trim_end_matches(','));
    let collection = database(&format!("{TABLES}{note}"));
    let mut entries: Vec<(String, Vec<u8>)> = vec![
        ("collection.anki2".to_owned(), collection),
        ("media".to_owned(), media.into_bytes()),
        ("../slip.txt".to_owned(), b"slip".to_vec()),
    ];
    entries
        .extend((0..fields.len()).map(|n| (n.to_string(), vec![b'0' + u8::try_from(n).unwrap()])));
    let entries: Vec<(&str, &[u8])> = entries.iter().map(|(a, b)| (&**a, &**b)).collect();
    let quiz = Sandbox::new();
    quiz.write("in.apkg", &package(&entries));
    quiz.run(&["import", "in.apkg", "-o", "out/deck.yaml"]).ok();
    let mut written: Vec<String> = fs::read_dir(quiz.path("out"))
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort();
    assert_eq!(written.len(), fields.len() + 1, "{written:?}");
    assert_eq!(fs::read(quiz.path("out/good.png")).unwrap(), b"6");
    let deck = fs::read_to_string(quiz.path("out/deck.yaml")).unwrap();
    for file in written.iter().filter(|it| *it != "deck.yaml") {
        assert!(deck.contains(&format!("]({file})")), "{file} in {deck}");
        assert!(!file.contains(['/', ':']) && !file.starts_with('.'), "{file}");
    }
    quiz.run(&["check", "out/deck.yaml"]).ok();
    assert_eq!(fs::read_dir(quiz.path(".")).unwrap().count(), 3);
}

/// The collection that newer packages hold for older programs is not the one that counts.
#[test]
fn the_collection_that_counts_is_read() {
    let dummy = database(&format!("{TABLES}{}", NOTE.replace("front", "Please update")));
    let real = database(&format!("{TABLES}{NOTE}"));
    let quiz = Sandbox::new();
    quiz.write("in.apkg", &package(&[("collection.anki2", &dummy), ("collection.anki21", &real)]));
    quiz.run(&["import", "in.apkg", "-o", "deck.yaml"]).ok();
    let text = fs::read_to_string(quiz.path("deck.yaml")).unwrap();
    assert!(text.contains("front: front") && !text.contains("update"), "{text}");
}

#[test]
fn a_spreadsheet_writes_every_kind_and_each_bad_row_is_told() {
    let table = "\
question;answer;wrong;accept;tags;tolerance;order;match\n\
Capital of Peru?;Lima;;Ciudad de los Reyes;geo|south;;;\n\
Largest planet?;Jupiter;Saturn|Mars;;;;;\n\
Primes?;2|3;4|6;;;;;\n\
How far?;384400;;;;5%;;\n\
In order?;;;;;;one|two|three;\n\
Match.;;;;;;;a=1|b=2\n\
Nothing?;;;;;;;\n";
    let quiz = Sandbox::new().file("t.csv", table);
    let ran = quiz.run(&["import", "t.csv", "-o", "t.yaml"]).ok();
    snapbox::assert_data_eq!(
        &*ran.err,
        "\
t.yaml: 6 cards written: 2 choice, 1 match, 1 number, 1 order, 1 short
left out: line 8: the card has no answer
`|` parts the members of a list: 5 cells; write `/|` where it is text
"
    );
    quiz.run(&["check", "t.yaml"]).ok();
}

#[test]
fn an_existing_deck_is_kept_and_merging_touches_no_other_line() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.write("new.tsv", b"Capital of Chile?\tSantiago\nCapital of France?\tParis\n");
    let ran = quiz.run(&["import", "new.tsv", "-o", "capitals.yaml"]).fails(2);
    assert!(ran.err.contains("is there already"), "{}", ran.err);
    let ran = quiz.run(&["import", "new.tsv", "-o", "capitals.yaml", "--merge"]).ok();
    assert!(
        ran.err.contains("1 card added") && ran.err.contains("1 card there already"),
        "{}",
        ran.err
    );
    let text = fs::read_to_string(quiz.path("capitals.yaml")).unwrap();
    assert_eq!(text, format!("{CAPITALS}  - front: Capital of Chile?\n    back: Santiago\n"));
    let ran = quiz.run(&["import", "new.tsv", "-o", "capitals.yaml", "--merge"]).ok();
    assert!(ran.err.contains("2 cards there already"), "{}", ran.err);
    quiz.run(&["import", "new.tsv", "-o", "capitals.yaml", "--force"]).ok();
    let text = fs::read_to_string(quiz.path("capitals.yaml")).unwrap();
    assert!(text.starts_with("title: new\n"), "{text}");
}

#[test]
fn what_asks_the_same_is_told_apart_and_what_is_the_same_is_told() {
    let quiz = Sandbox::new();
    quiz.write("t.tsv", b"bank\tRiver side\nbank\tMoney house\nBank\triver side\n");
    let ran = quiz.run(&["import", "t.tsv", "-o", "t.yaml"]).ok();
    assert!(ran.err.contains("2 cards written"), "{}", ran.err);
    assert!(ran.err.contains("left out: a card that stands twice (Bank)"), "{}", ran.err);
    quiz.run(&["check", "t.yaml"]).ok();
}

#[test]
fn a_table_tells_the_decks_language() {
    let table = b"question,language,answer\nWas?,de,das\nWer?,,der\n";
    let (deck, _) = imported("t.csv", table);
    assert!(deck.contains("language: de\ncards:\n"), "{deck}");
    assert!(deck.contains("question: Wer?\n    answer: der\n"), "{deck}");
    let quiz =
        Sandbox::new().file("t.csv", "question,answer,language\nWas?,das,de\nWhat?,that,en\n");
    let ran = quiz.run(&["import", "t.csv", "-o", "t.yaml"]).fails(2);
    assert!(ran.err.contains("line 3 names a second language, and a deck has one"), "{}", ran.err);
}

/// What somebody wrote beside our own parts of a note in Anki stands on lines of its own.
#[test]
fn a_remark_made_in_anki_comes_along() {
    let quiz = Sandbox::new();
    let rows = [
        r#"Basic	Which?<ol type="A" class="qd-choices"><li>Oslo</li><li>Bern</li></ol>	Bern<div class="qd-explanation">By law.</div><div>mine</div>"#,
        r#"Basic	Both?<ol type="A" class="qd-choices"><li>one</li><li>one<br>two</li></ol>	one<br>two"#,
        r#"Basic (type in the answer)	Capital?<details class="qd-more"><summary>More</summary><div class="qd-accept">Also right: <span>Berne</span></div></details>mine	Bern"#,
    ];
    let header = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n";
    let rows: String = (0..).zip(rows).map(|(n, row)| format!("qd{n:020x}\t{row}\n")).collect();
    quiz.write("notes.txt", format!("{header}{rows}").as_bytes());
    quiz.run(&["import", "notes.txt", "-o", "d.yaml"]).ok();
    let text = fs::read_to_string(quiz.path("d.yaml")).unwrap();
    let choice = "    question: Which?\n    answer: Bern\n    wrong:\n      - Oslo\n    explanation: |-\n      By law.\n      mine\n";
    assert!(text.contains(choice), "{text}");
    assert!(
        text.contains("    answer: |-\n      one\n      two\n    wrong:\n      - one\n"),
        "{text}"
    );
    let typed = "    question: |-\n      Capital?\n      mine\n    answer: Bern\n    accept:\n      - Berne\n";
    assert!(text.contains(typed), "{text}");
}

/// A table whose deck no command would read is refused before its rows become cards.
#[test]
fn a_table_that_makes_too_large_a_deck_is_refused() {
    let quiz = Sandbox::new();
    let (question, answer) = ("q".repeat(9_996), "a".repeat(10_000));
    let rows: String = (0..3_355).map(|n| format!("{n:04}{question},{answer}\n")).collect();
    for heading in ["question,answer\n", ""] {
        quiz.write("t.csv", format!("{heading}{rows}").as_bytes());
        let ran = quiz.run(&["import", "t.csv", "-o", "t.yaml"]).fails(2);
        assert!(ran.err.contains("t.yaml would be larger than 64 MiB"), "{}", ran.err);
        assert!(!quiz.path("t.yaml").exists());
    }
}

#[test]
fn a_text_that_is_too_large_or_not_in_utf8_is_told() {
    let quiz = Sandbox::new();
    quiz.write("t.csv", b"question,answer\na?,b\nc\xff?,d\n");
    let ran = quiz.run(&["import", "t.csv", "-o", "t.yaml"]).fails(2);
    assert!(ran.err.contains("t.csv: its text is not in UTF-8 (line 3)"), "{}", ran.err);
    let file = fs::File::create(quiz.path("t.csv")).unwrap();
    file.set_len((64 << 20) + 1).unwrap();
    let ran = quiz.run(&["import", "t.csv", "-o", "t.yaml"]).fails(2);
    assert!(ran.err.contains("t.csv: it is larger than 64 MiB"), "{}", ran.err);
}

#[test]
fn a_collection_of_more_fields_than_any_has_is_refused() {
    let fields = "replace(hex(zeroblob(6000000)), '0', char(31))";
    let note = NOTE.replace("'front' || char(31) || 'back'", fields);
    refused(
        &package(&[("collection.anki2", &database(&format!("{TABLES}{note}")))]),
        "it unpacks to more than 10,000,000 fields and tags",
    );
}

#[test]
fn a_text_file_has_no_history() {
    let quiz = Sandbox::new();
    quiz.write("t.csv", b"question,answer\na?,b\n");
    let ran = quiz.run(&["import", "t.csv", "-o", "t.yaml", "--with-history"]).fails(2);
    assert!(ran.err.contains("a text file holds no answers"), "{}", ran.err);
}

/// The same answers in a package, in a collection and in a table give the same figures.
#[test]
fn a_log_of_anki_is_measured_as_a_table_is() {
    use std::fmt::Write as _;
    const DAY: i64 = 86_400_000;
    let (mut notes, mut log) = (String::new(), String::new());
    let mut rows: Vec<(i64, String)> = Vec::new();
    for card in 1..=40_i64 {
        let note = NOTE.replace("(1, 1, 1,", &format!("({card}, {card}, 1,"));
        let note = note.replace("(1, 'g1'", &format!("({card}, 'g{card}'"));
        notes.push_str(&note);
        let mut at = 1_760_000_000_000 + card * 3_600_000;
        for (n, days) in (0..).zip([0, 1, 3, 7, 12, 30]) {
            at += days * DAY;
            let ease = if (card + n) % 5 == 0 && n > 0 { 1 } else { 3 };
            let kind = i64::from(n > 0);
            let id = at + card;
            writeln!(
                log,
                "INSERT INTO revlog VALUES ({id}, {card}, 0, {ease}, 1, 1, 2500, 4000, {kind});"
            )
            .unwrap();
            rows.push((id, format!("{card},{ease},{id},4000\n")));
        }
    }
    rows.sort();
    let rows: String = rows.into_iter().map(|(_, row)| row).collect();
    let table = format!("card_id,review_rating,review_time,review_duration\n{rows}");
    let collection = database(
        &format!("{TABLES}{notes}{log}")
            .replace("'{}',\n  '{\"1\"", "'{\"schedVer\": 2}',\n  '{\"1\""),
    );
    let quiz = Sandbox::new().file("log.csv", &table);
    quiz.write("log.apkg", &package(&[("collection.anki2", &collection)]));
    quiz.write("log.anki2", &collection);
    // Which card comes first is another thing in each; sums in another order differ in the last digits.
    let figures = |file: &str| -> Vec<(String, String)> {
        let ran = quiz.run(&["evaluate", file, "--json", "--timezone", "UTC"]).ok();
        let found: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(found["n"], 167, "{found}");
        let models = found["models"].as_array().unwrap();
        let loss = |it: &serde_json::Value| format!("{:.3}", it["log_loss"].as_f64().unwrap());
        models.iter().map(|it| (it["name"].to_string(), loss(it))).collect()
    };
    let expected = figures("log.csv");
    assert_eq!(expected.len(), 7, "{expected:?}");
    assert_eq!(figures("log.apkg"), expected);
    assert_eq!(figures("log.anki2"), expected);
}

/// Imports a table; the deck and what was said.
fn imported(name: &str, table: &[u8]) -> (String, String) {
    let quiz = Sandbox::new();
    quiz.write(name, table);
    let ran = quiz.run(&["import", name, "-o", "t.yaml"]).ok();
    quiz.run(&["check", "t.yaml"]).ok();
    (fs::read_to_string(quiz.path("t.yaml")).unwrap(), ran.err)
}

#[test]
fn plain_text_stays_plain_and_html_is_read() {
    let (deck, _) = imported(
        "t.tsv",
        b"What is List<int>?\tA list\nWrite #include <stdio.h>\ta < b and b > c\n",
    );
    assert!(
        deck.contains("List<int>")
            && deck.contains("<stdio.h>")
            && deck.contains("a < b and b > c"),
        "{deck}"
    );
    let (deck, _) = imported("t.tsv", b"<b>Bold</b>\tone<br>two\n");
    assert!(deck.contains("**Bold**") && deck.contains("one\n"), "{deck}");
}

#[test]
fn quizlets_definitions_may_have_lines_and_rows_may_stand_on_one() {
    let (deck, said) = imported("t.txt", b"cat\tan animal\nthat meows\ndog\tan animal\n");
    assert!(said.contains("2 cards written") && deck.contains("that meows"), "{said}{deck}");
    let (_, said) = imported("t.txt", b"cat\tneko;dog\tinu;bird\ttori");
    assert!(said.contains("3 cards written"), "{said}");
}

#[test]
fn tables_of_spreadsheets_are_read_as_they_are_written() {
    let (deck, _) = imported("t.csv", b"sep=;\r\nquestion;answer;;\r\n\"a\r\nb?\";c;;\r\n");
    assert!(!deck.contains('\r') && deck.contains("answer: c"), "{deck}");
    let (deck, _) = imported("t.csv", b"cloze\nParis, in {{c1::France}}\n");
    assert!(deck.contains("cloze: Paris, in {{c1::France}}"), "{deck}");
    let (deck, said) =
        imported("t.csv", b"question,answer,accept\nIs it so?,True,\nRegex?,x,cat\\|dog\n");
    assert!(deck.contains("statement: Is it so?") && deck.contains("- cat|dog"), "{deck}");
    assert!(said.contains("1 row written as `statement`"), "{said}");
    let (deck, _) = imported("t.txt", b"#separator:Comma\n#columns:Back,Front\nrun,laufen\n");
    assert!(deck.contains("front: laufen") && deck.contains("back: run"), "{deck}");
    let quiz = Sandbox::new();
    for name in ["one.csv", "two.csv"] {
        quiz.write(name, b"question,answer\na?,b\n");
        quiz.run(&["import", name, "-o", "decks"]).ok();
    }
    assert!(quiz.path("decks/one.yaml").exists() && quiz.path("decks/two.yaml").exists());
}

#[test]
fn a_stock_type_is_what_it_is_called() {
    let table = b"#separator:Tab\n#html:true\n#guid column:1\n#notetype column:2\ng1\tBasic\tWhat is {{c1::x}}?\ta gap\n";
    let (deck, _) = imported("t.txt", table);
    assert!(deck.contains("front: ") && deck.contains("back: a gap"), "{deck}");
    assert!(!deck.contains("held"), "{deck}");
    let (deck, said) =
        imported("t.txt", &[&b"#html:false\n"[..], &table[..15], &table[26..]].concat());
    assert!(deck.contains("held: ") && said.contains("1 card would go back"), "{deck}{said}");
}

#[test]
fn merging_keeps_a_file_that_is_no_deck() {
    let quiz = Sandbox::new().file("mine.yaml", "services:\n  web: {}\n");
    quiz.write("new.tsv", b"Capital of Chile?\tSantiago\n");
    let ran = quiz.run(&["import", "new.tsv", "-o", "mine.yaml", "--merge"]).fails(2);
    assert!(ran.err.contains("mine.yaml"), "{}", ran.err);
    assert_eq!(fs::read_to_string(quiz.path("mine.yaml")).unwrap(), "services:\n  web: {}\n");
}

/// A collection of one card that was asked on these days of 2026, 30 days and an ease of 2.3 after the first, and whose
/// learning is no longer in its log.
fn cut_log(days: &[&str]) -> Vec<u8> {
    let at = |day: &str| -> i64 {
        let time: jiff::Timestamp = format!("2026-{day}T12:00:00Z").parse().unwrap();
        time.as_millisecond()
    };
    let row = |(day, interval): (&&str, i64)| {
        let id = at(day);
        format!("INSERT INTO revlog VALUES ({id}, 1, 0, 3, {interval}, 1, 2300, 4000, 1);")
    };
    let log: String = days.iter().zip([30, 70, 150]).map(row).collect();
    let reviewed =
        NOTE.replace("(1, 1, 1, 0, 0, 0, 0, 0, 1, 0", "(1, 1, 1, 0, 0, 0, 2, 2, 20800, 70");
    let sql = format!("{TABLES}{reviewed}{log}");
    database(&sql.replace("'{}',\n  '{\"1\"", "'{\"schedVer\": 2}',\n  '{\"1\""))
}

const TAKE: [&str; 5] = ["import", "log.anki2", "-o", "d.yaml", "--history-only"];

/// A deck made of that collection, under FSRS-6.
fn of_cut_log(days: &[&str]) -> Sandbox {
    let quiz = Sandbox::new().file("home/config.yaml", "scheduler: fsrs6\n");
    quiz.write("log.anki2", &cut_log(days));
    quiz.run(&["import", "log.anki2", "-o", "d.yaml", "--typed"]).ok();
    quiz
}

/// Memory is made of so many answers, and starts from nothing else.
#[track_caller]
fn starts_from_its_own(quiz: &Sandbox, answers: usize) {
    let told = why(quiz);
    let n_reviews = told["reviews"].as_array().unwrap().len();
    assert_eq!((&told["start"], n_reviews), (&serde_json::Value::Null, answers));
}

fn why(quiz: &Sandbox) -> serde_json::Value {
    let ran = quiz.run(&["why", "front", "--deck", "d.yaml", "--json"]).ok();
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn a_card_whose_learning_is_in_no_log_goes_on_from_its_interval() {
    let quiz = of_cut_log(&["08-01", "09-03"]);
    let ran = quiz.run(&TAKE).ok();
    assert!(ran.err.contains("2 answers taken into your log"), "{}", ran.err);
    let ran = quiz.run(&["why", "front", "--deck", "d.yaml"]).ok();
    let head: Vec<&str> = ran.out.lines().skip(1).take(3).collect();
    snapbox::assert_data_eq!(
        head.join("\n"),
        "\
due 2026-12-13, in 20 days
memory: stability 71.7 days (recall falls to 90 % by then), difficulty 6.7 of 10
it starts from an interval of 30 days and an ease of 2.30, as Anki had it on 2026-08-01; what was before is not in its log"
    );
    let ran = quiz.run(&TAKE).ok();
    assert!(ran.err.contains("0 answers taken into your log"), "{}", ran.err);
    // Nothing is fitted to it, nor measured.
    let ran = quiz.run(&["evaluate"]).fails(2);
    assert!(
        ran.err.contains("2 reviews left out: the log does not hold how their cards were learned"),
        "{}",
        ran.err
    );
    let ran = quiz.run(&["evaluate", "log.anki2"]).fails(2);
    assert!(
        ran.err.contains("2 reviews left out: the log does not hold how their cards were learned"),
        "{}",
        ran.err
    );
    let ran = quiz.run(&["stats", "--json"]).ok();
    assert!(ran.out.contains(r#""reviews":2,"#), "{}", ran.out);
}

/// What an earlier version of the program took stays as it took it.
#[test]
fn answers_that_were_taken_without_a_start_are_not_taken_again() {
    let quiz = of_cut_log(&["08-01", "09-03"]);
    quiz.run(&TAKE).ok();
    let log = rusqlite::Connection::open(quiz.home().join("default.db")).unwrap();
    log.execute("UPDATE event SET body = json_remove(body, '$.start')", []).unwrap();
    log.execute("DELETE FROM derived", []).unwrap();
    let ran = quiz.run(&TAKE).ok();
    assert!(ran.err.contains("0 answers taken into your log"), "{}", ran.err);
    starts_from_its_own(&quiz, 2);
}

/// Memory starts from Anki's figures only where this log does not hold what came before.
#[test]
fn what_was_answered_here_before_is_better_than_a_start() {
    let mut quiz = of_cut_log(&["08-01", "09-03"]);
    quiz.at("2026-07-01T12:00:00Z");
    let answer = serde_json::json!({"type": "answer", "ask": 1, "text": "back"}).to_string();
    quiz.jsonl(&["d.yaml"], &[&answer]);
    quiz.at("2026-11-23T10:00:00Z");
    quiz.run(&TAKE).ok();
    starts_from_its_own(&quiz, 3);
}

/// A later look finds new answers and leaves the start where it was.
#[test]
fn a_start_stays_where_it_was_first_taken() {
    let quiz = of_cut_log(&["08-01", "09-03"]);
    quiz.run(&TAKE).ok();
    quiz.write("log.anki2", &cut_log(&["08-01", "09-03", "11-12"]));
    let ran = quiz.run(&TAKE).ok();
    assert!(ran.err.contains("1 answer taken into your log"), "{}", ran.err);
    let told = why(&quiz);
    let start = told["start"].as_str().unwrap();
    assert!(start.ends_with("as Anki had it on 2026-08-01"), "{start}");
    assert_eq!(told["reviews"].as_array().unwrap().len(), 3);
}
