//! What is typed in the dialogues of `new` and `add`: text, or a command that begins with `:` as in the
//! quiz. Asks and reads; what comes of it is decided by the dialogue.

use std::io;

use crate::ui::talk::{Said, Talk};

/// The commands with what they do, in the order in which help shows them.
const COMMANDS: [(&str, &str); 4] = [
    ("back", "the line before, to change it"),
    ("drop", "drop the card that was begun"),
    ("quit", "end; cards that were taken are kept"),
    ("help", "show this"),
];

/// What was typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// A text, perhaps none.
    Text(String),
    /// To the line before.
    Back,
    /// Away with the card.
    Drop,
    /// The end.
    End(Ending),
}

/// How a dialogue ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// There was nothing more to say.
    Done,
    /// `:quit`, or the end of the input.
    Quit,
    /// Ctrl-C.
    Interrupted,
}

/// Asks until a text or a command is typed.
pub(super) fn ask(talk: &mut Talk, question: &str, typed: &str) -> io::Result<Typed> {
    loop {
        let line = match talk.ask(question, typed)? {
            Said::Line(line) => line,
            Said::Interrupt => return Ok(Typed::End(Ending::Interrupted)),
            Said::End => return Ok(Typed::End(Ending::Quit)),
        };
        // A command may be typed behind what stands there already.
        let behind = line.strip_prefix(typed).map(str::trim_start).filter(|it| it.starts_with(':'));
        let line = match behind {
            Some(command) if read(command).is_ok() => command,
            _ => &line,
        };
        match read(line) {
            Ok(Some(typed)) => return Ok(typed),
            Ok(None) => help(talk)?,
            Err(why) => talk.say(&why)?,
        }
    }
}

/// What can be typed beside texts.
pub(super) fn help(talk: &mut Talk) -> io::Result<()> {
    for (name, what) in COMMANDS {
        talk.say(&format!(":{name}  {what}"))?;
    }
    talk.say("a text that begins with a colon is typed with two")
}

/// What a line says; none for help.
fn read(line: &str) -> Result<Option<Typed>, String> {
    let Some(rest) = line.strip_prefix(':') else { return Ok(Some(Typed::Text(line.to_owned()))) };
    if rest.starts_with(':') {
        return Ok(Some(Typed::Text(rest.to_owned())));
    }
    let wanted = rest.trim().to_lowercase();
    let fits = |name: &&str| !wanted.is_empty() && name.starts_with(&wanted);
    match COMMANDS.iter().map(|(name, _)| *name).find(fits) {
        Some("back") => Ok(Some(Typed::Back)),
        Some("drop") => Ok(Some(Typed::Drop)),
        Some("quit") => Ok(Some(Typed::End(Ending::Quit))),
        Some(_) => Ok(None),
        None => Err(format!(
            "`{line}` is no command here; :help lists them, and `:{line}` is a text that begins with a colon"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{Ending, Typed, read};

    #[test]
    fn a_colon_begins_a_command_and_two_a_text() {
        let text = |text: &str| Ok(Some(Typed::Text(text.to_owned())));
        assert_eq!(read("oops"), text("oops"));
        assert_eq!(read("::) is a smile"), text(":) is a smile"));
        assert_eq!(read(":b"), Ok(Some(Typed::Back)));
        assert_eq!(read(":QUIT"), Ok(Some(Typed::End(Ending::Quit))));
        assert_eq!(read(":help"), Ok(None));
        assert!(read(":undo").unwrap_err().contains("no command"));
        assert!(read(":").is_err());
    }
}
