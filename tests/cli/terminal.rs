//! The program in a pseudo-terminal, for tests: keys in, what is on the screen out.
#![cfg(unix)]

use std::process::Command;
use std::time::Duration;

use expectrl::process::unix::WaitStatus;
use expectrl::{Eof, Expect, session::OsSession};

use crate::sandbox::Sandbox;

/// A quiz in a pseudo-terminal, and all it has written.
pub struct Terminal {
    session: OsSession,
    seen: String,
}

impl Terminal {
    pub fn start(quiz: &Sandbox, args: &[&str], columns: u16, rows: u16) -> Terminal {
        Terminal::of(quiz, args, (columns, rows), "xterm-256color")
    }

    pub fn with_term(quiz: &Sandbox, args: &[&str], term: &str) -> Terminal {
        Terminal::of(quiz, args, (80, 24), term)
    }

    fn of(quiz: &Sandbox, args: &[&str], (columns, rows): (u16, u16), term: &str) -> Terminal {
        // The size is set from outside, where another one is set first; a shell inside waits for it
        // before the program starts and asks.
        let program = quiz.command(args);
        let mut command = Command::new("sh");
        command.current_dir(quiz.path("")).env_clear();
        command.envs(program.get_envs().filter_map(|(key, value)| Some((key, value?))));
        command.env("TERM", term);
        command.arg("-c").arg(format!(
            "while [ \"$(stty size)\" != \"{rows} {columns}\" ]; do :; done; exec \"$0\" \"$@\""
        ));
        command.arg(program.get_program()).args(program.get_args());
        let mut session = OsSession::spawn(command).unwrap();
        session.set_expect_timeout(Some(Duration::from_mins(1)));
        session.get_process_mut().set_window_size(columns, rows).unwrap();
        Terminal { session, seen: String::new() }
    }

    #[track_caller]
    pub fn sees(&mut self, text: &str) -> &mut Terminal {
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
    pub fn answers(&mut self, line: &str) -> &mut Terminal {
        self.sees("> ").types(line).types("\r")
    }

    /// Presses a key once the ratings are offered.
    #[track_caller]
    pub fn rates(&mut self, key: &str) -> &mut Terminal {
        self.sees("keys").types(key)
    }

    /// Gives the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Terminal {
        self.session.get_process_mut().set_window_size(columns, rows).unwrap();
        self
    }

    pub fn types(&mut self, keys: &str) -> &mut Terminal {
        self.session.send(keys).unwrap();
        self
    }

    /// Everything up to the end of the program, and how it ended.
    #[track_caller]
    pub fn ends(mut self) -> (String, Option<i32>) {
        let rest = self.session.expect(Eof).unwrap();
        self.seen.push_str(&String::from_utf8_lossy(rest.as_bytes()));
        let code = match self.session.get_process().wait().unwrap() {
            WaitStatus::Exited(_, code) => Some(code),
            _ => None,
        };
        (self.seen, code)
    }
}

/// What a screen of this size shows after all that was written to it.
pub fn screen(written: &str, columns: u16, rows: u16) -> String {
    let mut parser = vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0);
    parser.process(written.as_bytes());
    let lines: Vec<String> =
        parser.screen().rows(0, columns).map(|row| row.trim_end().to_owned()).collect();
    lines.join("\n").trim_end().to_owned()
}
