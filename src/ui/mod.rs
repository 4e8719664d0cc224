//! Faces: the ways a session meets a learner. `terminal` for people at a terminal, `lines` for
//! pipes and screen readers, `jsonl` for programs. A face decides nothing about cards.

mod choice;
pub mod dialog;
mod first_key;
pub mod grammar;
pub mod guard;
pub mod input;
pub mod json;
pub mod jsonl;
mod keys;
pub mod lines;
pub mod page;
pub mod picture;
pub mod progress;
pub mod render;
pub mod reply;
pub mod report;
pub mod review;
#[cfg(test)]
mod samples;
pub mod screen;
pub mod table;
pub mod talk;
pub mod terminal;
pub mod typed;

use std::io;

use crate::session::{About, Feedback, Input, Notice, Question, Summary};

/// What a learner wants next.
#[derive(Debug)]
pub enum Action {
    /// Goes to the session as it is.
    Input(Input),
    /// Edit the card in the learner's editor.
    Edit(About),
    /// Open or play the card's pictures and sounds.
    Open(About),
    /// Tell the card's history and why it is due.
    Why(About),
    /// Ctrl-C: end as by `Quit`, with the exit code of an interrupt.
    Interrupt,
    /// The other side is gone or has nothing more to say.
    EndOfInput,
}

/// The head of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    /// The deck's title, or how many decks there are.
    pub title: String,
    /// Facets that are due.
    pub due: usize,
    /// New facets.
    pub new: usize,
    /// Facets of another purpose: ahead, cram, all.
    pub other: usize,
    /// Sentences said once: what limits hold back, edited cards found again, a clock that jumped.
    pub notices: Vec<String>,
}

/// A decision asked once, with what each choice means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The question.
    pub question: String,
    /// The answers to choose from.
    pub options: Vec<String>,
}

/// A way to meet a learner. All errors are those of the output; a vanished reader is
/// [`io::ErrorKind::BrokenPipe`].
pub trait Face {
    /// Shows the head of the session.
    fn open(&mut self, opening: &Opening) -> io::Result<()>;
    /// Asks, or waits on where `question.ask` was shown already.
    fn ask(&mut self, question: &Question) -> io::Result<Action>;
    /// Shows a verdict. An action given right away (another rating, "I was right", undo) comes
    /// before the next question is shown.
    fn show(&mut self, feedback: &Feedback) -> io::Result<Option<Action>>;
    /// Shows a hint.
    fn hint(&mut self, text: &str) -> io::Result<()>;
    /// Says something in a line.
    fn say(&mut self, notice: &Notice) -> io::Result<()>;
    /// Says something that is not the session's: the history of a card, what an editor left.
    fn tell(&mut self, text: &str) -> io::Result<()>;
    /// Shows the summary and waits where undo or another rating can still be typed; `None` ends.
    fn finish(&mut self, summary: &Summary) -> io::Result<Option<Action>>;
    /// Whether pictures can be shown among the text.
    fn shows_pictures(&self) -> bool {
        false
    }
    /// Shows the bytes of a picture; nothing where they are no picture it knows.
    fn picture(&mut self, _bytes: &[u8]) -> io::Result<()> {
        Ok(())
    }
    /// Has something decided before the session; `None` where nobody can be asked.
    fn decide(&mut self, decision: &Decision) -> io::Result<Option<usize>>;
}
