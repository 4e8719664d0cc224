//! Typed commands: a line that begins with `:`. Their shortest unique beginning is enough, `::`
//! stands for a literal colon, and an accepted answer that begins with `:` is an answer.

#[cfg(test)]
mod tests;

use crate::history::Rating;
use crate::session::About;
use crate::text::fold::fold;

/// What a typed line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A command.
    Command(Command),
    /// Everything else.
    Text(String),
}

/// What can be commanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Take back the newest answer.
    Undo,
    /// Leave the card for another session.
    Skip,
    /// Show the hint.
    Hint,
    /// Show the answer.
    Reveal,
    /// "I was right."
    Right,
    /// Give the newest answer another rating.
    Rate(Rating),
    /// Edit a card.
    Edit(Which),
    /// Open a card's pictures and sounds.
    Open(Which),
    /// Tell why a card is due.
    Why(Which),
    /// Flag a card.
    Flag(Which),
    /// Put a card aside.
    Suspend(Which),
    /// Write a note to the card.
    Note(String),
    /// Show what can be typed.
    Help,
    /// Stop.
    Quit,
}

/// Which card a command means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one before one's eyes.
    This,
    /// The one answered last: the word `last` was typed.
    Last,
}

impl Which {
    /// The card meant, where `this` is the one before one's eyes.
    pub fn about(self, this: About) -> About {
        match self {
            Which::This => this,
            Which::Last => About::Judged,
        }
    }
}

/// Every command with what it does, in the order in which help shows them; each fits a menu of 40 columns.
pub const COMMANDS: [(&str, &str); 17] = [
    ("hint", "show the hint"),
    ("reveal", "show it; counts as wrong"),
    ("skip", "leave it for another session"),
    ("undo", "take back the newest answer"),
    ("right", "the newest answer was right"),
    ("again", "rate the newest answer again"),
    ("hard", "rate the newest answer hard"),
    ("good", "rate the newest answer good"),
    ("easy", "rate the newest answer easy"),
    ("why", "why it is due, and its history"),
    ("open", "open its pictures and sounds"),
    ("edit", "edit the card in your editor"),
    ("note", "write a note: :note TEXT"),
    ("flag", "flag the card, or unflag it"),
    ("suspend", "put the card aside"),
    ("help", "show this"),
    ("quit", "stop; your answers are kept"),
];

/// Reads a line. An error is a sentence for the learner; nothing is lost by it.
pub fn read(line: &str, accepted: &[String]) -> Result<Line, String> {
    let typed = line.trim();
    let Some(rest) = typed.strip_prefix(':') else { return Ok(Line::Text(line.to_owned())) };
    if accepted.iter().any(|text| fold(text) == fold(typed)) {
        return Ok(Line::Text(typed.to_owned()));
    }
    if rest.starts_with(':') {
        return Ok(Line::Text(rest.to_owned()));
    }
    let (name, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    command(find(name)?, argument.trim()).map(Line::Command)
}

fn find(name: &str) -> Result<&'static str, String> {
    let wanted = if name == "?" { "help".to_owned() } else { name.to_lowercase() };
    let fit = |known: &&str| !wanted.is_empty() && known.starts_with(&wanted);
    let fitting: Vec<&str> = COMMANDS.iter().map(|(known, _)| *known).filter(fit).collect();
    match fitting.as_slice() {
        _ if fitting.contains(&wanted.as_str()) => Ok(known(&wanted)),
        [one] => Ok(one),
        [] => Err(format!(
            "`:{name}` is no command; :help lists them, and `::{name}` is an answer that begins with a colon"
        )),
        several => Err(format!("`:{name}` could be :{}", several.join(" or :"))),
    }
}

/// The command of exactly this name.
fn known(name: &str) -> &'static str {
    COMMANDS.iter().map(|(known, _)| *known).find(|known| *known == name).unwrap_or("help")
}

fn command(name: &str, argument: &str) -> Result<Command, String> {
    let which = || match argument {
        "" => Ok(Which::This),
        "last" => Ok(Which::Last),
        _ => Err(format!("`:{name}` takes nothing, or the word `last` for the card before")),
    };
    let command = match name {
        "note" => return Ok(Command::Note(argument.to_owned())),
        "edit" => return which().map(Command::Edit),
        "open" => return which().map(Command::Open),
        "why" => return which().map(Command::Why),
        "flag" => return which().map(Command::Flag),
        "suspend" => return which().map(Command::Suspend),
        "undo" => Command::Undo,
        "skip" => Command::Skip,
        "hint" => Command::Hint,
        "reveal" => Command::Reveal,
        "right" => Command::Right,
        "again" => Command::Rate(Rating::Again),
        "hard" => Command::Rate(Rating::Hard),
        "good" => Command::Rate(Rating::Good),
        "easy" => Command::Rate(Rating::Easy),
        "quit" => Command::Quit,
        _ => Command::Help,
    };
    if argument.is_empty() { Ok(command) } else { Err(format!("`:{name}` takes nothing after it")) }
}
