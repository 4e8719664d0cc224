//! A real terminal: answering, choosing with the arrows, undo, Ctrl-C, a narrow window.
#![cfg(unix)]

use crate::sandbox::{CAPITALS, Sandbox};
use crate::terminal::Terminal;

const SHOW_CURSOR: &str = "\u{1b}[?25h";

#[test]
fn typed_answers_from_the_first_question_to_the_summary() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let mut terminal = Terminal::start(&quiz, &["quiz", "capitals.yaml"], 80, 24);
    terminal.sees("Capital of France?").answers("Paris").sees("right").rates("\r");
    terminal.sees("Capital of Japan?").answers("tokio").sees("slip").rates("\r");
    terminal.sees("Capital of Peru?").answers("Lima").sees("right").rates("\r");
    terminal.sees("3 of 3").answers("");
    let (_, code) = terminal.ends();
    assert_eq!(code, Some(0));
}

#[test]
fn a_choice_is_taken_with_the_arrows() {
    let deck =
        "cards:\n  - question: Pick y\n    choices: [x, y, z]\n    answer: y\n    shuffle: false\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let mut terminal = Terminal::start(&quiz, &["quiz", "d.yaml"], 80, 24);
    terminal.sees("Pick y").sees("z").types("\u{1b}[B").types("\r").sees("right");
    terminal.rates("\r").sees("1 of 1").answers("");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn undo_after_a_verdict_asks_the_card_again() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let mut terminal = Terminal::start(&quiz, &["quiz", "capitals.yaml"], 80, 24);
    terminal.sees("Capital of France?").answers("London").sees("wrong").rates("u");
    terminal.sees("Capital of France?").answers("Paris").sees("right").rates("\r");
    terminal.sees("Capital of Japan?").answers(":quit").sees("1 of 1").answers("");
    assert_eq!(terminal.ends().1, Some(0));
    let stats = quiz.run(&["stats", "--json", "capitals.yaml"]).ok().out;
    assert!(stats.contains(r#""reviews":1"#) && stats.contains(r#""revoked":1"#), "{stats}");
}

#[test]
fn ctrl_c_gives_the_cursor_back_and_keeps_the_answer() {
    let deck = format!(
        "{CAPITALS}  - id: pick\n    question: Pick y\n    choices: [x, y, z]\n    answer: y\n"
    );
    let quiz = Sandbox::new().file("capitals.yaml", &deck);
    let mut terminal = Terminal::start(&quiz, &["quiz", "capitals.yaml"], 80, 24);
    for answer in ["Paris", "Tokyo", "Lima"] {
        terminal.sees("Capital of").answers(answer).sees("right").rates("\r");
    }
    // In the list of choices the cursor is hidden.
    terminal.sees("Pick y").sees(" > ").types("\u{3}");
    let (seen, code) = terminal.ends();
    assert_eq!(code, Some(130));
    let hidden = seen.rfind("\u{1b}[?25l");
    assert!(hidden.is_none_or(|at| seen[at..].contains(SHOW_CURSOR)), "{seen:?}");
    let stats = quiz.run(&["stats", "--json", "capitals.yaml"]).ok().out;
    assert!(stats.contains(r#""reviews":3"#), "{stats}");
}

#[test]
fn ctrl_c_among_plain_lines_says_that_the_answers_are_kept() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let mut terminal = Terminal::start(&quiz, &["quiz", "--plain", "capitals.yaml"], 80, 24);
    terminal.sees("Capital of").types("Par\u{3}");
    let (seen, code) = terminal.ends();
    assert_eq!(code, Some(130));
    assert!(seen.contains("\nStopped. Everything you answered is saved.\r"), "{seen:?}");
}

#[test]
fn ctrl_c_at_a_typed_question_ends_with_130() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let mut terminal = Terminal::start(&quiz, &["quiz", "capitals.yaml"], 80, 24);
    terminal.sees("Capital of France?").sees("> ").types("Par\u{3}");
    assert_eq!(terminal.ends().1, Some(130));
}

#[test]
fn a_flashcard_is_turned_and_rated_by_keys() {
    let quiz = Sandbox::new().file("d.yaml", "cards:\n  - front: dog\n    back: Hund\n");
    let mut terminal = Terminal::start(&quiz, &["quiz", "d.yaml"], 80, 24);
    terminal.sees("dog").answers("").sees("Hund").rates("3").sees("1 of 1").answers("");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn bare_quizdeck_starts_one_deck_or_all() {
    let quiz = Sandbox::new().file("decks/a.yaml", CAPITALS).file(
        "decks/b.yaml",
        "title: Rivers\ncards:\n  - question: River of Cairo?\n    answer: Nile\n",
    );
    let mut terminal = Terminal::start(&quiz, &[], 80, 24);
    terminal.sees("all decks: 0 due, 4 new").sees("Rivers").types("riv").sees("riv").types("\r");
    terminal.sees("River of Cairo?").answers("Nile").sees("right").rates("\r");
    terminal.sees("1 of 1").answers("");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn erase_asks_first() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.run_with(&["quiz", "capitals.yaml"], "Paris\n").ok();
    let mut terminal = Terminal::start(&quiz, &["erase"], 80, 24);
    terminal.sees("Erase all progress of default").types("n").sees("nothing was erased");
    assert_eq!(terminal.ends().1, Some(0));
    let mut terminal = Terminal::start(&quiz, &["erase"], 80, 24);
    terminal.sees("Erase all progress of default").types("y").sees("is erased");
    assert_eq!(terminal.ends().1, Some(0));
    assert!(quiz.run(&["erase"]).ok().out.contains("nothing is kept"));
}

#[test]
fn a_picture_is_drawn_where_the_terminal_can() {
    let deck = "cards:\n  - question: 'What is this? ![a dot](dot.png)'\n    answer: dot\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    quiz.write("dot.png", b"\x89PNG\r\n\x1a\nrest");
    let mut terminal = Terminal::with_term(&quiz, &["quiz", "d.yaml"], "xterm-kitty");
    terminal.sees("\u{1b}_Ga=T,f=100").sees("a dot").answers("dot").sees("right").rates("\r");
    terminal.sees("1 of 1").answers("");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn the_time_to_the_first_key_is_kept() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let mut terminal = Terminal::start(&quiz, &["quiz", "capitals.yaml"], 80, 24);
    terminal.sees("Capital of France?").answers("Paris").sees("right").rates("\r");
    terminal.sees("Capital of Japan?").answers(":quit").sees("1 of 1").answers("");
    terminal.ends();
    let log = quiz.run(&["export", "--to", "log"]).ok().out;
    assert!(log.contains(r#""first_key_ms":"#) && !log.contains(r#""first_key_ms":null"#), "{log}");
}

#[test]
fn nothing_is_wider_than_a_narrow_window() {
    let deck = "title: A title that is longer than forty columns of a narrow window\ncards:\n  \
                - question: A rather long question that does not fit into one line of forty columns, with 日本語の長い文章もあります\n    \
                choices: [a first choice that is long enough to wrap around, a second choice that is long enough to wrap around]\n    \
                answer: a first choice that is long enough to wrap around\n    shuffle: false\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let mut terminal = Terminal::start(&quiz, &["quiz", "d.yaml"], 40, 12);
    terminal
        .sees("wrap")
        .sees("second")
        .answers("1")
        .sees("right")
        .rates("\r")
        .sees("1 of 1")
        .answers("");
    let (seen, code) = terminal.ends();
    assert_eq!(code, Some(0));
    let plain = console_free(&seen);
    for line in plain.split(['\n', '\r']) {
        assert!(quizdeck::text::width::width(line) <= 40, "{line:?}");
    }
}

/// A text without its escape codes.
fn console_free(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            if chars.next() == Some('[') {
                chars.by_ref().find(|c| ('\u{40}'..='\u{7e}').contains(c));
            }
        } else {
            plain.push(c);
        }
    }
    plain
}

#[test]
fn a_window_that_becomes_tiny_ends_no_session() {
    let deck = "cards:\n  - question: Pick y\n    answer: y\n    wrong: [x, z]\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let mut terminal = Terminal::start(&quiz, &["quiz", "d.yaml", "--seed", "1"], 80, 24);
    terminal.sees("Pick y").sees("z").resize(80, 2).types("\u{1b}[B").types("\u{1b}[B");
    terminal.resize(80, 24).types("y").types("\r").sees("right");
    terminal.rates("\r").sees("1 of 1").answers("");
    let (seen, code) = terminal.ends();
    assert_eq!(code, Some(0));
    assert!(!seen.contains("panicked"), "{seen}");
}

#[test]
fn a_command_typed_at_a_list_answers_nothing() {
    let deck =
        "cards:\n  - question: Pick y\n    answer: y\n    wrong: [x, z]\n    hint: last but one\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let mut terminal = Terminal::start(&quiz, &["quiz", "d.yaml"], 80, 24);
    terminal.sees("Pick y").sees("z").types(":").sees(":").types("hint\r");
    terminal.sees("hint: last but one").sees("Enter;").types("y\r").sees("right");
    terminal.rates("\r").sees("1 of 1").answers("");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn keys_of_a_question_do_nothing_at_a_verdict_and_a_flag_stays_there() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let mut terminal = Terminal::start(&quiz, &["quiz", "capitals.yaml"], 80, 24);
    terminal.sees("Capital of France?").answers("Paris").sees("right").rates("h");
    terminal.types("v").types("s").types("f").sees("flagged").rates("4");
    terminal.sees("rated easy").sees("2/3").sees("Capital of Japan?").answers(":quit");
    terminal.sees("1 of 1").answers("");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn esc_opens_the_menu_and_keeps_what_was_typed() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let mut terminal = Terminal::start(&quiz, &["quiz", "capitals.yaml"], 80, 24);
    terminal.sees("Capital of France?").sees("> ").types("Par").types("\u{1b}");
    terminal.sees("reveal: show it").types("\u{1b}").sees("Par").types("is\r");
    terminal.sees("right").rates("\r").sees("Capital of Japan?").answers(":quit");
    terminal.sees("1 of 1").answers("");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn an_order_and_several_choices_are_made_with_the_keys() {
    let deck = "cards:\n  - question: In order\n    order: [a, b]\n  - question: Two\n    answer: [p, q]\n    wrong: [r]\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let mut terminal = Terminal::start(&quiz, &["quiz", "d.yaml", "--seed", "1"], 80, 24);
    // Two steps are never shown in their order: the first is carried down.
    terminal.sees("In order").sees("2. ").types(" ").types("\u{1b}[B").types(" ").types("\r");
    terminal.sees("right").rates("\r").sees("Two").sees("[ ] ").sees("3. ").types("\r");
    terminal.sees("nothing is chosen").types("\r").sees("wrong").sees("not chosen:").rates("\r");
    terminal.sees("once more").sees("3. ").types("\r").sees("nothing is chosen").types("\r");
    terminal.sees("wrong").rates("2").sees("of 2").answers("");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn of_a_card_with_another_answer_the_learner_says_whether_to_learn_it_anew() {
    for (keys, new) in [("\r", 2), ("\u{1b}[B\r", 3)] {
        let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
        quiz.jsonl(&["capitals.yaml"], &[r#"{"type":"answer","text":"Paris"}"#]);
        quiz.write("capitals.yaml", CAPITALS.replace("Paris", "Lyon").as_bytes());
        let mut terminal = Terminal::start(&quiz, &["quiz", "capitals.yaml"], 40, 12);
        terminal.sees("before: Paris").sees("now: Lyon").sees("learn this card anew").types(keys);
        terminal.sees("Capital of").answers(":quit");
        assert_eq!(terminal.ends().1, Some(0));
        let due = quiz.run(&["due", "--json", "capitals.yaml"]).ok().out;
        assert!(due.contains(&format!("\"new\":{new}")), "{due}");
        // Once decided it is not asked again, and the note in Anki stays the one it was.
        let notices = quiz.jsonl(&["capitals.yaml"], &[])[0]["notices"].to_string();
        assert!(!notices.contains("Lyon"), "{notices}");
        let exported =
            |quiz: &Sandbox| quiz.run(&["export", "--to", "anki-csv", "capitals.yaml"]).ok().out;
        let guids = |csv: String| -> Vec<String> {
            csv.lines()
                .filter_map(|it| it.strip_prefix("\"qd"))
                .map(|it| it[..20].to_owned())
                .collect()
        };
        let fresh = Sandbox::new().file("capitals.yaml", CAPITALS);
        assert_eq!(guids(exported(&quiz)), guids(exported(&fresh)));
        assert_eq!(guids(exported(&quiz)).len(), 3);
    }
}

#[test]
fn in_a_small_window_the_menu_fits_and_the_question_is_there_again_after_it() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let mut terminal = Terminal::start(&quiz, &["quiz", "capitals.yaml"], 40, 12);
    terminal.sees("Capital of France?").sees("> ").types("Par").types("\u{1b}");
    terminal
        .sees("reveal: show")
        .sees("quit: stop")
        .types("\u{1b}[B")
        .sees(" > ")
        .sees("skip: leave");
    terminal.types("\u{1b}").sees("Capital of France?").sees("Par").types("is\r").sees("right");
    terminal.rates("\r").sees("Capital of Japan?").answers(":quit").sees("1 of 1").answers("");
    let (seen, code) = terminal.ends();
    assert_eq!(code, Some(0));
    for line in console_free(&seen).split(['\n', '\r']) {
        assert!(quizdeck::text::width::width(line) <= 40, "{line:?}");
    }
}

#[test]
fn choices_are_drawn_anew_in_a_window_that_became_narrow() {
    let deck = "cards:\n  - question: Pick one of these two, and be quick about it, please\n    \
                answer: a first choice that is long enough to wrap around\n    \
                wrong: [a second choice that is long enough to wrap around]\n    shuffle: false\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let mut terminal = Terminal::start(&quiz, &["quiz", "d.yaml"], 80, 24);
    terminal.sees("a first choice that is long enough to wrap around").sees("2. a second");
    terminal.resize(40, 24).sees("Pick one of these two").sees("a first choice that is long");
    terminal
        .sees("to wrap around")
        .sees("2. a second choice that is long")
        .sees("enough to wrap")
        .types("\r")
        .sees("right");
    terminal.rates("\r").sees("1 of 1").answers("");
    assert_eq!(terminal.ends().1, Some(0));
}

#[test]
fn lists_and_tables_wrap_at_words_in_a_narrow_window() {
    let deck = "title: A title that is longer than forty columns of a narrow window\ncards:\n  \
                - question: A rather long question that does not fit into one line of forty columns\n    \
                answer: a rather long answer that does not fit into one line of forty columns\n";
    let old = deck.replace("rather long answer", "somewhat long answer");
    let quiz = Sandbox::new().file("decks/d.yaml", deck).file("old.yaml", &old);
    quiz.jsonl(
        &["decks/d.yaml"],
        &[r#"{"type":"answer","text":"something that is wrong in many words"}"#],
    );
    let longest = deck.split([' ', '\n']).chain(["decks/d.yaml"]).map(str::len).max().unwrap();
    for args in [
        &["cards", "decks"][..],
        &["due", "decks"],
        &["why", "rather"],
        &["hardest", "decks"],
        &["diff", "old.yaml", "decks/d.yaml"],
        &["new", "a-new-deck.yaml", "--question", "Q?", "--answer", "A"],
    ] {
        let (seen, code) = Terminal::start(&quiz, args, 40, 24).ends();
        assert_eq!(code, Some(0), "{seen}");
        let plain = console_free(&seen);
        let lines: Vec<&str> = plain.lines().map(str::trim_end).collect();
        assert!(lines.iter().all(|it| quizdeck::text::width::width(it) <= 40), "{lines:#?}");
        // A word that is whole on one line was not broken.
        assert!(longest < 40 && plain.contains("long") || args[0] == "new", "{lines:#?}");
    }
}
