//! What a typed line means at a question, at a rating and after the end, alike for the terminal and
//! the line face. Reads and writes nothing.

use super::typed::{COMMANDS, Command, Line, read};
use super::{Action, grammar};
use crate::history::Rating;
use crate::session::{About, Awaiting, Input, Question};
use crate::ui::render::words;

/// What a line comes to.
#[derive(Debug)]
pub enum Reply {
    /// Something for the driver to do.
    Action(Action),
    /// Something to say, and then to read on.
    Say(String),
    /// An empty line where an answer is wanted: said once, and the next one reveals.
    Nothing,
}

impl Reply {
    fn input(input: Input) -> Reply {
        Reply::Action(Action::Input(input))
    }
}

/// What a line typed at a question means. `again` says that the line before was empty too.
pub fn to_question(question: &Question, line: &str, suggested: Rating, again: bool) -> Reply {
    if question.awaiting == Awaiting::Rating {
        return to_rating(line, suggested, About::Asked);
    }
    let text = match read(line, &question.accepted) {
        Err(sentence) => return Reply::Say(sentence),
        Ok(Line::Command(command)) => return to_command(command, About::Asked),
        Ok(Line::Text(text)) => text,
    };
    if words::is_self_rated(question) {
        return Reply::input(Input::Reveal);
    }
    if text.trim().is_empty() {
        return if again { Reply::input(Input::Reveal) } else { Reply::Nothing };
    }
    match grammar::response(question, &text) {
        Ok(response) => Reply::input(Input::Answer { response, first_key_ms: None }),
        Err(sentence) => Reply::Say(sentence),
    }
}

/// What a line typed at a rating means.
pub fn to_rating(line: &str, suggested: Rating, about: About) -> Reply {
    match read(line, &[]) {
        Err(sentence) => Reply::Say(sentence),
        Ok(Line::Command(command)) => to_command(command, about),
        Ok(Line::Text(text)) => match grammar::rating(&text, suggested) {
            Ok(rating) => Reply::input(Input::Rate(rating)),
            Err(sentence) => Reply::Say(sentence),
        },
    }
}

/// What a line typed after the summary means; `None` ends.
pub fn to_end(line: &str) -> Option<Reply> {
    if line.trim().is_empty() {
        return None;
    }
    match read(line, &[]) {
        Err(sentence) => Some(Reply::Say(sentence)),
        Ok(Line::Command(Command::Quit)) => None,
        Ok(Line::Command(command)) => Some(to_command(command, About::Judged)),
        Ok(Line::Text(_)) => {
            Some(Reply::Say("the session is over; Enter ends, :undo goes back".to_owned()))
        }
    }
}

/// What a command means; `about` is the card before one's eyes.
pub fn to_command(command: Command, about: About) -> Reply {
    match command {
        Command::Undo => Reply::input(Input::Undo),
        Command::Skip => Reply::input(Input::Skip),
        Command::Hint => Reply::input(Input::Hint),
        Command::Reveal => Reply::input(Input::Reveal),
        Command::Right => Reply::input(Input::Right),
        Command::Rate(rating) => Reply::input(Input::Rate(rating)),
        Command::Quit => Reply::input(Input::Quit),
        Command::Note(text) => Reply::input(Input::Note(about, text)),
        Command::Flag(which) => Reply::input(Input::Flag(which.about(about))),
        Command::Suspend(which) => Reply::input(Input::Suspend(which.about(about))),
        Command::Edit(which) => Reply::Action(Action::Edit(which.about(about))),
        Command::Open(which) => Reply::Action(Action::Open(which.about(about))),
        Command::Why(which) => Reply::Action(Action::Why(which.about(about))),
        Command::Help => Reply::Say(help()),
    }
}

/// What an empty line is answered with.
pub fn nothing_typed(question: &Question) -> String {
    let expected = words::expects(question);
    let hint = if question.hint { ":hint, " } else { "" };
    format!("nothing typed. Type {expected}, or {hint}:skip. Enter again shows the answer.")
}

/// The commands, one a line.
pub fn help() -> String {
    let mut lines = vec!["commands; their shortest unique beginning is enough:".to_owned()];
    lines.extend(COMMANDS.iter().map(|(name, what)| format!(":{name}  {what}")));
    lines
        .push("flag, suspend, why, open and edit take the word `last` for the card before.".into());
    lines.push("an answer that begins with a colon is typed with two.".to_owned());
    lines.join("\n")
}
