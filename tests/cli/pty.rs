//! A real terminal: answering, choosing with the arrows, undo, Ctrl-C, a narrow window.
#![cfg(unix)]

use std::process::Command;
use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::{Eof, Expect, session::OsSession};

use crate::sandbox::{CAPITALS, Sandbox};

const SHOW_CURSOR: &str = "\u{1b}[?25h";

/// A quiz in a pseudo-terminal, and all it has written.
struct Terminal {
    session: OsSession,
    seen: String,
}

impl Terminal {
    fn start(quiz: &Sandbox, args: &[&str], columns: u16, rows: u16) -> Terminal {
        Terminal::of(quiz, args, (columns, rows), "xterm-256color")
    }

    fn with_term(quiz: &Sandbox, args: &[&str], term: &str) -> Terminal {
        Terminal::of(quiz, args, (80, 24), term)
    }

    fn of(quiz: &Sandbox, args: &[&str], (columns, rows): (u16, u16), term: &str) -> Terminal {
        // The size is set by a shell inside, once the one that the other side sets at first is there
        // and before the program starts and asks for it.
        let program = quiz.command(args);
        let mut command = Command::new("sh");
        command.current_dir(quiz.path("")).env_clear();
        command.envs(program.get_envs().filter_map(|(key, value)| Some((key, value?))));
        command.env("TERM", term);
        command.arg("-c").arg(format!(
            "while [ \"$(stty size)\" = \"0 0\" ]; do :; done; stty cols {columns} rows {rows}; exec \"$0\" \"$@\""
        ));
        command.arg(program.get_program()).args(program.get_args());
        let mut session = OsSession::spawn(command).unwrap();
        session.set_expect_timeout(Some(Duration::from_secs(20)));
        Terminal { session, seen: String::new() }
    }

    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Terminal {
        let found = match self.session.expect(text) {
            Ok(found) => found,
            Err(error) => panic!("`{text}`: {error}; so far:\n{}", self.seen),
        };
        self.seen.push_str(&String::from_utf8_lossy(found.before()));
        self.seen.push_str(text);
        self
    }

    /// Types a line once the prompt for it is there; what is typed earlier may be thrown away when
    /// the terminal's mode changes.
    #[track_caller]
    fn answers(&mut self, line: &str) -> &mut Terminal {
        self.sees("> ").types(line).types("\r")
    }

    /// Presses a key once the ratings are offered.
    #[track_caller]
    fn rates(&mut self, key: &str) -> &mut Terminal {
        self.sees("keys").types(key)
    }

    fn types(&mut self, keys: &str) -> &mut Terminal {
        self.session.send(keys).unwrap();
        self
    }

    /// Everything up to the end of the program, and how it ended.
    #[track_caller]
    fn ends(mut self) -> (String, Option<i32>) {
        let rest = self.session.expect(Eof).unwrap();
        self.seen.push_str(&String::from_utf8_lossy(rest.as_bytes()));
        let code = match self.session.get_process().wait().unwrap() {
            WaitStatus::Exited(_, code) => Some(code),
            _ => None,
        };
        (self.seen, code)
    }
}

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
    terminal.sees("Pick y").types("\u{3}");
    let (seen, code) = terminal.ends();
    assert_eq!(code, Some(130));
    let hidden = seen.rfind("\u{1b}[?25l");
    assert!(hidden.is_none_or(|at| seen[at..].contains(SHOW_CURSOR)), "{seen:?}");
    let stats = quiz.run(&["stats", "--json", "capitals.yaml"]).ok().out;
    assert!(stats.contains(r#""reviews":3"#), "{stats}");
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
