//! The face for pipes, screen readers and slow links: one line in, plain lines out, the verdict
//! first and in words.
//!
//! One line is one answer. A judged answer keeps its suggested rating; `:again`, `:hard`, `:good`,
//! `:easy`, `:right` and `:undo` mean the newest verdict and may be typed at the next question. A
//! flashcard takes two lines: one to see the answer, one to rate it. An empty line where an answer
//! is wanted is told and loses nothing; a second one shows the answer.

#[cfg(test)]
mod tests;

use std::io::{self, BufRead, Write};

use super::page::Style;
use super::render::{plain, words};
use super::reply::{self, Reply};
use super::screen::Screen;
use super::{Action, Decision, Face, Opening, input};
use crate::history::Rating;
use crate::session::{Awaiting, Feedback, Notice, Question, Summary};

/// The line face over an input and an output.
#[derive(Debug)]
pub struct Lines<R, W> {
    input: R,
    screen: Screen<W>,
    /// Nobody sees what is typed (the input is a pipe), so it is written into the output.
    echo: bool,
    shown: Option<u32>,
    suggested: Rating,
}

impl<R: BufRead, W: Write> Lines<R, W> {
    /// A line face; `echo` where the input is no terminal.
    pub fn new(input: R, screen: Screen<W>, echo: bool) -> Lines<R, W> {
        Lines { input, screen, echo, shown: None, suggested: Rating::Good }
    }

    fn read(&mut self, prompt: &str) -> io::Result<Option<String>> {
        self.screen.write(prompt)?;
        let line = input::next_line(&mut self.input)?;
        if self.echo || line.is_none() {
            let mut page = self.screen.page();
            page.say(Style::Body, line.as_deref().unwrap_or_default());
            self.screen.print(&page)?;
        }
        Ok(line)
    }

    fn sentence(&mut self, text: &str) -> io::Result<()> {
        let mut page = self.screen.page();
        page.say(Style::Body, text);
        self.screen.print(&page)
    }

    fn prompt(&self, question: &Question) -> String {
        match question.awaiting {
            Awaiting::Answer => plain::prompt(question),
            Awaiting::Rating => plain::rating_prompt(self.suggested),
        }
    }
}

impl<R: BufRead, W: Write> Face for Lines<R, W> {
    fn open(&mut self, opening: &Opening) -> io::Result<()> {
        let mut page = self.screen.page();
        plain::opening(opening, &mut page);
        self.screen.print(&page)
    }

    fn ask(&mut self, question: &Question) -> io::Result<Action> {
        if self.shown != Some(question.ask) {
            self.shown = Some(question.ask);
            let mut page = self.screen.page();
            plain::question(question, &mut page);
            self.screen.print(&page)?;
        }
        let prompt = self.prompt(question);
        let mut nothing = false;
        loop {
            let Some(line) = self.read(&prompt)? else { return Ok(Action::EndOfInput) };
            match reply::to_question(question, &line, self.suggested, nothing) {
                Reply::Action(action) => return Ok(action),
                Reply::Say(text) => {
                    nothing = false;
                    self.sentence(&text)?;
                }
                Reply::Nothing => {
                    nothing = true;
                    self.sentence(&reply::nothing_typed(question))?;
                }
            }
        }
    }

    fn show(&mut self, feedback: &Feedback) -> io::Result<Option<Action>> {
        self.suggested = feedback.suggested;
        let mut page = self.screen.page();
        plain::feedback(feedback, &mut page);
        self.screen.print(&page)?;
        Ok(None)
    }

    fn hint(&mut self, text: &str) -> io::Result<()> {
        self.sentence(&format!("hint: {}", super::render::card::one_line(text)))
    }

    fn say(&mut self, notice: &Notice) -> io::Result<()> {
        self.sentence(&format!("{}.", words::notice(notice).1))
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        self.sentence(text.trim_end())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<Option<Action>> {
        let mut page = self.screen.page();
        plain::summary(summary, &mut page);
        self.screen.print(&page)?;
        if summary.answered == 0 {
            return Ok(None);
        }
        loop {
            let line = self.read("Enter ends, :undo takes back the last answer: ")?;
            match line.as_deref().and_then(reply::to_end) {
                None | Some(Reply::Nothing) => return Ok(None),
                Some(Reply::Action(action)) => return Ok(Some(action)),
                Some(Reply::Say(text)) => self.sentence(&text)?,
            }
        }
    }

    fn decide(&mut self, decision: &Decision) -> io::Result<Option<usize>> {
        if self.echo {
            return Ok(None);
        }
        let mut page = self.screen.page();
        page.say(Style::Prompt, decision.question.as_str());
        for (idx, option) in decision.options.iter().enumerate() {
            page.add(&format!("{}. ", idx + 1), &[super::page::Piece::new(Style::Body, option)]);
        }
        self.screen.print(&page)?;
        let n = decision.options.len();
        loop {
            let Some(line) = self.read("number: ")? else { return Ok(None) };
            match line.trim().parse::<usize>() {
                Ok(number) if (1..=n).contains(&number) => return Ok(Some(number - 1)),
                _ => self.sentence(&format!("expected one number from 1 to {n}"))?,
            }
        }
    }
}
