//! A talk line by line at a terminal: lines are typed in the kept editor, sentences wrap to the window.
//! What a line means is decided elsewhere; no control character gets past here.

use std::io::{self, StdinLock};

use rustyline::error::ReadlineError;
use rustyline::{Cmd, DefaultEditor, EventHandler};

use super::first_key::{self, Leave};
use super::guard::Guard;
use super::input::next_line;
use super::page::{Page, Style};
use super::screen::{Screen, columns};
use crate::text::escape::is_harmful;
use crate::text::width::width;

/// Below a longer prompt the line is typed on a line of its own: so much room is left for it.
const ROOM: usize = 16;

/// What came of a question.
#[derive(Debug, PartialEq, Eq)]
pub enum Said {
    /// A line, or several that were pasted.
    Line(String),
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D, or nothing more to read.
    End,
}

/// A talk at a terminal, which is put back when it is over.
pub struct Talk {
    input: Input,
    screen: Screen<io::Stdout>,
    _guard: Guard,
}

enum Input {
    Editor(Box<DefaultEditor>),
    /// For screen readers and terminals that can't move the cursor.
    Lines(StdinLock<'static>),
}

impl Talk {
    /// Takes the terminal; `plain` where nothing may be redrawn.
    pub fn new(plain: bool, colour: bool) -> io::Result<Talk> {
        let guard = Guard::new()?;
        let mut screen = Screen::new(io::stdout());
        screen.colour = colour;
        if plain {
            let input = Input::Lines(io::stdin().lock());
            return Ok(Talk { input, screen, _guard: guard });
        }
        let mut editor = first_key::editor()?;
        // Esc alone would wait for another key and change what that does.
        editor.bind_sequence(Leave::Menu.key(), EventHandler::Simple(Cmd::Noop));
        Ok(Talk { input: Input::Editor(Box::new(editor)), screen, _guard: guard })
    }

    /// Says a sentence.
    pub fn say(&mut self, sentence: &str) -> io::Result<()> {
        self.page(|page| page.say(Style::Body, sentence))
    }

    /// Shows lines as they are, to be copied: none is broken.
    pub fn lines(&mut self, text: &str) -> io::Result<()> {
        self.screen.lines(&text.lines().map(str::to_owned).collect::<Vec<_>>())
    }

    /// Shows a page as wide as the window.
    pub fn page(&mut self, fill: impl FnOnce(&mut Page)) -> io::Result<()> {
        let mut page = Page::new(columns());
        fill(&mut page);
        self.screen.print(&page)
    }

    /// Asks for a line, without the spaces around it; `typed` stands there already.
    pub fn ask(&mut self, question: &str, typed: &str) -> io::Result<Said> {
        let mut typed = typed.to_owned();
        loop {
            let line = match self.read(question, &typed)? {
                Said::Line(line) => line.replace('\t', " "),
                end => return Ok(end),
            };
            if !line.contains(is_harmful) {
                return Ok(Said::Line(line.trim().to_owned()));
            }
            self.say("a key left a control character in this line, which no deck may hold; look at it again")?;
            typed = line.chars().filter(|c| !is_harmful(*c)).collect();
        }
    }

    fn read(&mut self, question: &str, typed: &str) -> io::Result<Said> {
        let kept = format!("{question} (Enter: {typed})");
        let is_editor = matches!(self.input, Input::Editor(_));
        let question = if is_editor || typed.is_empty() { question } else { &kept };
        let prompt = if width(question) + ROOM > columns() {
            self.say(question)?;
            " > ".to_owned()
        } else {
            format!("{question} ")
        };
        match &mut self.input {
            Input::Editor(editor) => match editor.readline_with_initial(&prompt, (typed, "")) {
                Ok(line) => Ok(Said::Line(line)),
                Err(ReadlineError::Interrupted) => Ok(Said::Interrupt),
                Err(_) => Ok(Said::End),
            },
            Input::Lines(input) => {
                self.screen.write(&prompt)?;
                let line = next_line(input)?;
                if line.is_none() {
                    self.screen.write("\n")?;
                }
                Ok(match line {
                    Some(line) if line.trim().is_empty() => Said::Line(typed.to_owned()),
                    Some(line) => Said::Line(line),
                    None => Said::End,
                })
            }
        }
    }
}
