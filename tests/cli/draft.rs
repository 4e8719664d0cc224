//! `quizdeck draft` as a teacher types it, `check --source`, and what is no article.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::sandbox::Sandbox;
use crate::terminal::Terminal;

const BRIDGE: &str = include_str!("../../decks/sources/lindholm-bridge.txt");

fn quiz() -> Sandbox {
    Sandbox::new().file("bridge.txt", BRIDGE)
}

fn proposals(quiz: &Sandbox, args: &[&str]) -> Vec<Value> {
    let out = quiz.run(&[&["draft", "--json"], args].concat()).ok().out;
    serde_json::from_str(&out).unwrap()
}

#[test]
fn a_draft_is_a_sound_deck_that_stands_on_its_article() {
    let quiz = quiz();
    let said =
        quiz.run(&["draft", "bridge.txt", "--min-score", "0.4", "-o", "bridge.yaml"]).ok().out;
    assert!(said.contains("cards drafted"), "{said}");
    let said = quiz.run(&["check", "--source", "bridge.txt", "bridge.yaml"]).ok().out;
    assert!(
        said.contains("0 errors") && said.contains("0 where they do not, 0 without a quote"),
        "{said}"
    );
    let asked = quiz.run(&["due", "--json", "bridge.yaml"]).ok().out;
    assert!(asked.contains(r#""new":0"#) || !asked.contains(r#""new":1"#), "{asked}");
}

#[test]
fn the_proposals_are_an_array_bound_to_the_bytes_of_the_article() {
    let quiz = quiz();
    let found = proposals(&quiz, &["bridge.txt", "--min-score", "0.4", "--max", "20"]);
    assert!(found.len() >= 5, "{found:?}");
    for it in &found {
        let at = |key: &str| usize::try_from(it[key].as_u64().unwrap()).unwrap();
        assert_eq!(&BRIDGE[at("start")..at("end")], it["quote"].as_str().unwrap());
        assert!((0.0..=1.0).contains(&it["score"].as_f64().unwrap()));
        assert!(it["choices"].is_array() && it["flags"].is_array());
        assert!(["cloze", "short", "choice"].contains(&it["kind"].as_str().unwrap()));
        assert!(!it["prompt"].as_str().unwrap().contains(it["answer"].as_str().unwrap()));
    }
    assert_eq!(found, proposals(&quiz, &["bridge.txt", "--min-score", "0.4", "--max", "20"]));
    let stdin = ["draft", "--json", "--min-score", "0.4", "--max", "20", "-"];
    let stdin = quiz.run_with(&stdin, BRIDGE).ok().out;
    assert_eq!(serde_json::from_str::<Vec<Value>>(&stdin).unwrap(), found);
}

#[test]
fn limits_hold() {
    let quiz = quiz();
    assert_eq!(proposals(&quiz, &["bridge.txt", "--min-score", "0.4", "--max", "3"]).len(), 3);
    assert_eq!(proposals(&quiz, &["bridge.txt", "--max", "0"]).len(), 0);
    let good = proposals(&quiz, &["bridge.txt", "--min-score", "0.5"]);
    assert!(!good.is_empty() && good.iter().all(|it| it["score"].as_f64().unwrap() >= 0.5));
    let dates = proposals(&quiz, &["bridge.txt", "--min-score", "0.4", "--only", "date"]);
    assert!(!dates.is_empty() && dates.iter().all(|it| it["sort"] == "date"));
    let gaps = proposals(&quiz, &["bridge.txt", "--only", "cloze"]);
    assert!(
        !gaps.is_empty()
            && gaps.iter().all(|it| it["kind"] == "cloze" && it["choices"] == Value::Array(vec![]))
    );
    let wrong = quiz.run(&["draft", "bridge.txt", "--min-score", "7"]).fails(2).err;
    assert!(wrong.contains("from 0 to 1"), "{wrong}");
}

/// A maximum is no wish: what is not worth a card is not drafted to fill it, and says why with `--explain`.
#[test]
fn fewer_cards_than_the_maximum_are_no_fault() {
    let quiz = quiz();
    let found = proposals(&quiz, &["bridge.txt", "--max", "30", "--min-score", "0"]);
    assert!((5..30).contains(&found.len()), "{found:?}");
    let out = quiz.run(&["draft", "bridge.txt", "--explain"]).ok().out;
    assert!(out.contains("it begins with a word that points to a sentence before"), "{out}");
}

#[test]
fn a_deck_that_is_there_is_written_over_only_when_asked() {
    let quiz = quiz().file("d.yaml", "cards:\n  - question: Q?\n    answer: a\n");
    let err = quiz.run(&["draft", "bridge.txt", "-o", "d.yaml"]).fails(2).err;
    assert!(err.contains("is there already") && err.contains("--append"), "{err}");
    quiz.run(&["draft", "bridge.txt", "-o", "d.yaml", "--force"]).ok();
    let deck = quiz.run(&["draft", "bridge.txt", "-o", "-"]).ok().out;
    assert_eq!(std::fs::read_to_string(quiz.path("d.yaml")).unwrap(), deck);
}

#[test]
fn more_is_added_without_touching_what_is_there_or_asking_it_again() {
    let before = "# my own\ntitle: Mine\ncards:\n  - question: 'Q?'   # a note\n    answer: a\n";
    let quiz = quiz().file("d.yaml", before);
    let three =
        ["draft", "bridge.txt", "--max", "3", "--min-score", "0", "--append", "-o", "d.yaml"];
    quiz.run(&three).ok();
    let first = std::fs::read_to_string(quiz.path("d.yaml")).unwrap();
    assert!(first.starts_with(before));
    quiz.run(&three).ok();
    let second = std::fs::read_to_string(quiz.path("d.yaml")).unwrap();
    assert!(second.starts_with(&first) && second.len() > first.len());
    let all = ["draft", "bridge.txt", "--min-score", "0.6", "--append", "-o", "new.yaml"];
    quiz.run(&all).ok();
    assert!(quiz.path("new.yaml").exists());
    let err = quiz.run(&all).fails(2).err;
    assert!(err.contains("no card that the deck has not already"), "{err}");
    let said = quiz.run(&["check", "--source", "bridge.txt", "d.yaml"]).ok().out;
    assert!(said.contains("7 good cards") && said.contains("1 without a quote"), "{said}");
}

#[test]
fn every_sentence_is_explained() {
    let out = quiz().run(&["draft", "bridge.txt", "--explain"]).ok().out;
    assert!(
        out.contains("asked: ") && out.contains("kept: ") && out.contains("is_person"),
        "{out}"
    );
    assert!(out.contains("points to a sentence before"), "{out}");
}

#[test]
fn a_deck_by_anyone_is_checked_against_its_article() {
    let deck = "cards:
  - question: Who built the bridge?
    answer: Henrik Vale
    source:
      quote: The bridge was built by  Henrik Vale, an engineer from Port Callum
  - question: Who drew it?
    answer: Leonardo
    source:
      quote: The first plan for a bridge was drawn by Martin Ekdal in 1781.
  - question: Who paid?
    answer: the Emperor of China
    source:
      quote: The Emperor of China paid for it.
  - question: Who swam?
    answer: nobody
";
    let quiz = quiz().file("d.yaml", deck);
    let out = quiz.run(&["check", "--source", "bridge.txt", "d.yaml"]).fails(1).out;
    for words in [
        "G002",
        "does not stand in the article",
        "G004",
        "in the quote or near it",
        "G001",
        "has no quote",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let out =
        quiz.run(&["check", "--format", "json", "--source", "bridge.txt", "d.yaml"]).fails(1).out;
    let found: Vec<Value> = serde_json::from_str(&out).unwrap();
    let codes: Vec<(&str, u64)> = found
        .iter()
        .map(|it| (it["code"].as_str().unwrap(), it["line"].as_u64().unwrap()))
        .collect();
    assert_eq!(codes, [("G004", 6), ("G002", 10), ("G001", 14)]);
}

#[test]
fn the_prompt_for_a_chatbot_holds_no_codes_of_terminals() {
    let quiz = quiz();
    let article = "The bridge \u{1b}[31mof\u{202e} Lindholm\r\nwas opened in 1809.\r\n";
    quiz.write("codes.txt", article.as_bytes());
    let prompt = quiz.run(&["draft", "--prompt", "codes.txt"]).ok().out;
    assert!(prompt.contains("The bridge [31mof Lindholm\nwas opened in 1809.\n"), "{prompt}");
    assert!(!prompt.contains(['\u{1b}', '\u{202e}', '\r']), "{prompt}");
}

#[test]
fn the_prompt_for_a_chatbot_holds_a_deck_that_can_be_checked() {
    let quiz = quiz();
    let prompt = quiz.run(&["draft", "--prompt", "bridge.txt"]).ok().out;
    assert!(prompt.contains("Martin Ekdal") && prompt.contains("suspended: draft"), "{prompt}");
    let start = prompt.find("format: 1").unwrap();
    let end = start + prompt[start..].find("\n\nKeys").unwrap();
    quiz.write("of-prompt.yaml", &prompt.as_bytes()[start..end]);
    quiz.write("source.txt", b"The ceiling was painted by Michelangelo between 1508 and 1512.");
    quiz.run(&["check", "--source", "source.txt", "of-prompt.yaml"]).ok();
}

#[test]
fn what_is_no_article_is_told_in_a_sentence() {
    let quiz = Sandbox::new();
    let mut large = Vec::new();
    while large.len() < 50_000_000 {
        large.extend_from_slice(b"The bridge was built in 1809 by Henrik Vale. ");
    }
    let cases: [(&str, &[u8], &str); 7] = [
        ("empty.txt", b" \n\n", "is empty"),
        ("large.txt", &large, "larger than 1 MiB"),
        ("binary.txt", b"\x7fELF\0\0\x01", "is not a text"),
        ("latin.txt", b"Caf\xe9 was built.", "is not UTF-8"),
        ("headings.md", b"# One\n\n## Two\n\n### Three\n", "no sentences"),
        (
            "script.html",
            b"<html><script>var a = 'It was built in 1809.';</script></html>",
            "no sentences",
        ),
        (
            "words.txt",
            b"This and that are these and those, and they are here and there.\n",
            "no card",
        ),
    ];
    for (name, bytes, words) in cases {
        quiz.write(name, bytes);
        let started = Instant::now();
        let ran = quiz.run(&["draft", name]).fails(2);
        assert!(ran.err.contains(words) && ran.err.contains("help: "), "{name}: {}", ran.err);
        assert!(started.elapsed() < Duration::from_secs(10), "{name}");
    }
    assert!(quiz.run(&["draft", "nowhere.txt"]).fails(2).err.contains("no such file"));
    assert!(quiz.run(&["draft", "."]).fails(2).err.contains("folder"));
}

#[test]
fn one_endless_line_is_a_matter_of_moments() {
    let quiz = Sandbox::new();
    quiz.write("words.txt", "word ".repeat(200_000).as_bytes());
    quiz.write("letters.txt", "x".repeat(1_000_000).as_bytes());
    quiz.write(
        "sentences.txt",
        "The bridge was built in 1809 by Henrik Vale. ".repeat(2_000).as_bytes(),
    );
    quiz.write("marks.md", "[".repeat(300_000).as_bytes());
    quiz.write("tags.html", "<p>".repeat(100_000).as_bytes());
    for name in ["words.txt", "letters.txt", "sentences.txt", "marks.md", "tags.html"] {
        let started = Instant::now();
        let ran = quiz.run(&["draft", name, "--json"]);
        assert!(!ran.err.contains("panicked"), "{name}: {}", ran.err);
        assert!(started.elapsed() < Duration::from_mins(1), "{name}: {:?}", started.elapsed());
    }
}

#[test]
fn other_languages_give_numbers_or_a_reason() {
    let quiz = Sandbox::new();
    let german = "Die Brücke von Lindholm wurde im Jahr 1809 nach langem Streit der Bürger eröffnet. \
                  Der Rat der Stadt hatte dafür im Winter davor 5200 Kronen gesammelt und verwahrt.\n";
    quiz.write("german.txt", german.as_bytes());
    let ran = quiz.run(&["draft", "german.txt", "--json"]).ok();
    assert!(ran.err.contains("not seem to be English"), "{}", ran.err);
    let found: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        found.iter().map(|it| it["answer"].as_str().unwrap()).collect::<Vec<_>>(),
        ["1809", "5200"]
    );
    quiz.write("chinese.txt", "这座桥建于很久以前。它很长，也很美丽。".as_bytes());
    quiz.write(
        "arabic.txt",
        "بني الجسر منذ زمن بعيد في المدينة القديمة على النهر الكبير.".as_bytes(),
    );
    for name in ["chinese.txt", "arabic.txt"] {
        let err = quiz.run(&["draft", name]).fails(2).err;
        assert!(err.contains("outside English only numbers and years"), "{err}");
    }
}

#[test]
fn a_page_of_the_web_is_read_as_its_readers_see_it() {
    let page = "<html><head><title>The Old Bridge</title><style>p { color: red }</style></head><body><nav>Home. About 1999 pages are here, says the menu of 2001.</nav>\n\
        <p>The old bridge of the town was built by <b>Henrik&nbsp;Vale</b> &amp; his brother between the wars.</p>\n\
        <script>document.write('The script was built by Martin Ekdal in the year 1781 alone.')</script>\n\
        <p>The tower of Lindholm Castle was painted by Martin Ekdal in the spring of 1781.</p></body></html>";
    let quiz = Sandbox::new().file("page.html", page);
    let found = proposals(&quiz, &["page.html", "--min-score", "0.4"]);
    let quotes: Vec<&str> = found.iter().map(|it| it["quote"].as_str().unwrap()).collect();
    assert!(
        quotes.contains(
            &"The tower of Lindholm Castle was painted by Martin Ekdal in the spring of 1781."
        ),
        "{quotes:?}"
    );
    assert!(
        quotes.iter().all(|it| !it.contains('<') && !it.contains("script") && !it.contains("menu")),
        "{quotes:?}"
    );
    quiz.run(&["draft", "page.html", "--min-score", "0.4", "-o", "page.yaml"]).ok();
    quiz.run(&["check", "--source", "page.html", "page.yaml"]).ok();
}

#[test]
fn cards_are_kept_dropped_and_left_for_later_at_a_terminal() {
    let quiz = quiz();
    let args = ["draft", "bridge.txt", "--max", "6", "--min-score", "0", "-o", "d.yaml"];
    let drafts = || std::fs::read_to_string(quiz.path("d.yaml")).unwrap();
    let n =
        |text: &str| (text.matches("suspended: draft\n").count(), text.matches("quote:").count());
    let mut terminal = Terminal::start(&quiz, &args, 80, 24);
    terminal.sees("1 of 6").sees("k keep").types("k").sees("1 of 5").sees("k keep").types("d");
    terminal.sees("1 of 4").sees("k keep").types("n").sees("2 of 4").sees("k keep").types("q");
    terminal.sees("go on");
    assert_eq!(terminal.ends().1, Some(0));
    assert_eq!(n(&drafts()), (4, 5));
    let mut terminal = Terminal::start(&quiz, &args, 40, 12);
    terminal.sees("1 of 4").sees("k keep").types("d").sees("1 of 3").sees("later").types("u");
    terminal.sees("1 of 4").sees("k keep").types("\u{3}");
    assert_eq!(terminal.ends().1, Some(130));
    assert_eq!(n(&drafts()), (4, 5));
    quiz.run(&["check", "--source", "bridge.txt", "d.yaml"]).ok();
}

#[test]
fn a_report_with_weak_cards_alone_says_how_to_get_them() {
    let report = "The ships of Varne\n\nPublished 13 January 2010\n\n\
                  Henrik Vale of Lindholm built 42 houses in the north of Storhult.\n\n\
                  It was of the and to the with which that was from the by is.\n";
    let quiz = quiz().file("report.txt", report);
    let weak = "1 sentence would give a weaker card: --min-score 0.4 drafts them\n";
    let err = quiz.run(&["draft", "report.txt"]).fails(2).err;
    assert!(err.starts_with(weak) && err.contains("no card that is good enough"), "{err}");
    assert!(quiz.run(&["draft", "report.txt", "--min-score", "0.4"]).ok().out.contains("cloze"));
    quiz.write(
        "dated.txt",
        BRIDGE.replacen("\n\n", "\n\nPublished 13 January 2010\n\n", 1).as_bytes(),
    );
    let err = quiz.run(&["draft", "dated.txt"]).ok().err;
    assert!(err.contains(" more would give a weaker card"), "{err}");
}

/// A `$` has a backslash in the deck, for it may begin a formula there; who looks at the card sees it as a learner does.
#[test]
fn wrong_choices_are_shown_as_learners_see_them() {
    let article = "The ships of Varne\n\nThe port of Lindholm was sold to builders of the ships for $3.1 billion \
                   in a storm of the north.\n\nIt was of the and to the with which that was from the by is.\n";
    let quiz = Sandbox::new().file("money.txt", article);
    let args = ["draft", "money.txt", "--min-score", "0", "-o", "money.yaml"];
    let mut terminal = Terminal::start(&quiz, &args, 80, 24);
    terminal.sees("= $3.1 billion").sees("x $").sees("k keep").types("q");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn the_run_in_the_documentation_is_real() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = std::fs::read_to_string(root.join("docs/draft.md")).unwrap();
    let quiz = quiz();
    let out = quiz.run(&["draft", "bridge.txt", "--max", "2"]).ok().out;
    assert!(document.contains(&out), "{out}");
    let explained = quiz.run(&["draft", "bridge.txt", "--explain"]).ok().out;
    let start = document.find("```text\n").unwrap() + 8;
    let shown = &document[start..start + document[start..].find("```").unwrap()];
    for line in shown.lines() {
        assert!(explained.contains(line), "{line}");
    }
}

/// The deck that ships stands on the text that ships.
#[test]
fn the_deck_drafted_from_the_shipped_text_is_as_documented() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = root.join("decks/sources/lindholm-bridge.txt");
    let deck = root.join("decks/lindholm-bridge.yaml");
    let quiz = quiz();
    let (text, deck) = (text.to_string_lossy(), deck.to_string_lossy());
    let said = quiz.run(&["check", "--source", &text, &deck]).ok().out;
    assert!(said.contains("0 where they do not, 0 without a quote"), "{said}");
}
