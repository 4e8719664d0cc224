//! The face for programs: one JSON object a line, in and out. `docs/jsonl.md` is its contract.
//! A line that can't be used is answered with an error, and nothing is lost.

mod incoming;
mod outgoing;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead, Write};

use self::incoming::{Complaint, Incoming};
use self::outgoing::Outgoing;
use super::{Action, Decision, Face, Opening, input, json};
use crate::session::{Feedback, Notice, Question, Summary};

/// The JSON lines face over an input and an output.
#[derive(Debug)]
pub struct JsonLines<R, W> {
    input: R,
    out: W,
    shown: Option<u32>,
}

impl<R: BufRead, W: Write> JsonLines<R, W> {
    /// A JSON lines face.
    pub fn new(input: R, out: W) -> JsonLines<R, W> {
        JsonLines { input, out, shown: None }
    }

    fn write(&mut self, message: &Outgoing<'_>) -> io::Result<()> {
        let mut line = Vec::new();
        json::line(&mut line, message)?;
        self.out.write_all(&line)?;
        self.out.flush()
    }

    /// Reads until a line can be used; `None` at the end of the input.
    fn read(&mut self, question: Option<&Question>) -> io::Result<Option<Action>> {
        while let Some(line) = input::next_line(&mut self.input)? {
            if line.trim().is_empty() {
                continue;
            }
            match Incoming::read(&line).and_then(|message| message.action(question)) {
                Ok(action) => return Ok(Some(action)),
                Err(Complaint { message, help }) => {
                    self.write(&Outgoing::Error { message: &message, help: &help })?;
                }
            }
        }
        Ok(None)
    }
}

impl<R: BufRead, W: Write> Face for JsonLines<R, W> {
    fn open(&mut self, opening: &Opening) -> io::Result<()> {
        self.write(&Outgoing::hello(opening))
    }

    fn ask(&mut self, question: &Question) -> io::Result<Action> {
        if self.shown != Some(question.ask) {
            self.shown = Some(question.ask);
            self.write(&Outgoing::question(question))?;
        }
        Ok(self.read(Some(question))?.unwrap_or(Action::EndOfInput))
    }

    fn show(&mut self, feedback: &Feedback) -> io::Result<Option<Action>> {
        self.write(&Outgoing::verdict(feedback))?;
        Ok(None)
    }

    fn hint(&mut self, text: &str) -> io::Result<()> {
        self.write(&Outgoing::Hint { text })
    }

    fn say(&mut self, notice: &Notice) -> io::Result<()> {
        let (code, text) = super::render::words::notice(notice);
        self.write(&Outgoing::Notice { code, text: &text })
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        self.write(&Outgoing::Notice { code: "told", text })
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<Option<Action>> {
        self.write(&Outgoing::summary(summary))?;
        let action = self.read(None)?;
        Ok(action.filter(|action| !matches!(action, Action::Input(crate::session::Input::Quit))))
    }

    fn decide(&mut self, _: &Decision) -> io::Result<Option<usize>> {
        Ok(None)
    }
}
