//! Drafted cards before a teacher's eyes at a terminal: one with the sentence it comes from, and one key
//! for what becomes of it. Decides and writes nothing.

use std::io;

use console::{Key, Term};

use super::guard::Guard;
use super::page::{Piece, Style};
use super::screen::Screen;

/// What becomes of a drafted card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is asked from now on.
    Keep,
    /// It is changed in the editor first.
    Edit,
    /// It is taken out.
    Drop,
    /// It waits.
    Next,
    /// The decision before is taken back.
    Undo,
    /// The rest waits for another time.
    Quit,
    /// Ctrl-C: as quitting, with the exit code of an interrupt.
    Interrupt,
}

/// A drafted card as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Which it is of how many that wait.
    pub place: String,
    /// What is asked.
    pub prompt: String,
    /// The right answer.
    pub answer: String,
    /// The wrong choices.
    pub wrong: Vec<String>,
    /// The sentence it comes from.
    pub quote: String,
}

/// The terminal while drafted cards are looked through; put back when dropped.
pub struct Review {
    term: Term,
    screen: Screen<Term>,
    _guard: Guard,
}

impl Review {
    /// Takes the terminal.
    pub fn new(colour: bool) -> io::Result<Review> {
        let guard = Guard::new()?;
        let term = Term::stdout();
        let mut screen = Screen::new(term.clone());
        screen.colour = colour;
        Ok(Review { term, screen, _guard: guard })
    }

    /// Says something in a line.
    pub fn say(&mut self, text: &str) -> io::Result<()> {
        self.show(&[("", Style::Quiet, text)])
    }

    /// Shows a card and waits for a key that decides.
    pub fn ask(&mut self, card: &Shown) -> io::Result<Decision> {
        let mut lines = vec![
            ("", Style::Quiet, ""),
            ("", Style::Quiet, &*card.place),
            ("", Style::Strong, &*card.prompt),
            ("  = ", Style::Body, &*card.answer),
        ];
        lines.extend(card.wrong.iter().map(|it| ("  x ", Style::Body, &**it)));
        lines.push(("  | ", Style::Quiet, &*card.quote));
        lines.push((
            "",
            Style::Quiet,
            "k keep  e edit  d drop  n next  u undo  q quit, go on later",
        ));
        self.show(&lines)?;
        loop {
            match self.term.read_key_raw()? {
                Key::Char('k' | 'y') | Key::Enter => return Ok(Decision::Keep),
                Key::Char('e') => return Ok(Decision::Edit),
                Key::Char('d' | 'x') => return Ok(Decision::Drop),
                Key::Char('n' | ' ') | Key::ArrowDown | Key::ArrowRight => {
                    return Ok(Decision::Next);
                }
                Key::Char('u') => return Ok(Decision::Undo),
                Key::Char('q' | '\u{4}') | Key::Escape => return Ok(Decision::Quit),
                Key::CtrlC | Key::Char('\u{3}') => return Ok(Decision::Interrupt),
                _ => {}
            }
        }
    }

    fn show(&mut self, lines: &[(&str, Style, &str)]) -> io::Result<()> {
        let (rows, columns) = self.term.size();
        (self.screen.rows, self.screen.columns) = (usize::from(rows), usize::from(columns));
        let mut page = self.screen.page();
        for (indent, style, text) in lines {
            page.add(indent, &[Piece::new(*style, *text)]);
        }
        let lines = page.lines(self.screen.colour);
        self.screen.lines(&lines)
    }
}
