//! `:edit`: the learner's editor at the card's line, or without one a pause to edit in another
//! window; then the card as it is now.

use std::path::Path;
use std::process::Command;

use crate::config::Config;
use crate::error::Failure;
use crate::library;
use crate::ui::{Decision, Face, report};

/// Lets the learner edit a file at a line. Tells whether the file is to be read again.
pub(in crate::command) fn edit(
    path: &Path,
    line: usize,
    config: &Config,
    face: &mut dyn Face,
) -> Result<bool, Failure> {
    match &config.editor {
        Some(editor) if !config.plain => {
            let ran = command(editor, path, line).status();
            if !ran.is_ok_and(|status| status.success()) {
                face.tell(&format!(
                    "the editor `{editor}` could not run or did not end well; the card is read again"
                ))?;
            }
            Ok(true)
        }
        _ => {
            let place = format!("{}:{line}", path.display());
            let why = if config.plain { "" } else { "EDITOR is not set. " };
            face.tell(&format!("{why}The card stands at {place}; edit it in another window."))?;
            let decision = Decision {
                question: "When it is saved:".to_owned(),
                options: vec!["go on with the edited card".to_owned(), "leave it".to_owned()],
            };
            Ok(face.decide(&decision)? == Some(0))
        }
    }
}

/// Tells the faults that an edit left in a file, and whether the learner wants to mend them now.
pub(in crate::command) fn again(path: &Path, face: &mut dyn Face) -> Result<bool, Failure> {
    let file = library::load_file(path)?;
    if file.n_errors() == 0 {
        return Ok(false);
    }
    let text = &file.parsed.text;
    face.tell(&report::render(&file.name(), text, file.diagnostics(), report::Style::Plain))?;
    let decision = Decision {
        question: "The deck has faults now:".to_owned(),
        options: vec!["edit again".to_owned(), "leave the card out".to_owned()],
    };
    Ok(face.decide(&decision)? == Some(0))
}

/// The editor's command line, at the line where its way of saying so is known.
fn command(editor: &str, path: &Path, line: usize) -> Command {
    let program = editor.split_whitespace().next().unwrap_or(editor);
    let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let path = path.display();
    let place: Vec<String> = match name.as_str() {
        "vi" | "vim" | "nvim" | "nano" | "emacs" | "emacsclient" | "micro" | "kak" | "joe"
        | "ne" | "mg" | "jed" => vec![format!("+{line}"), path.to_string()],
        "code" | "codium" | "cursor" => vec!["-g".to_owned(), format!("{path}:{line}")],
        "hx" | "helix" | "zed" | "subl" => vec![format!("{path}:{line}")],
        _ => vec![path.to_string()],
    };
    shell(editor, &place)
}

/// `EDITOR` is a piece of shell, as git and crontab read it.
#[cfg(unix)]
fn shell(editor: &str, place: &[String]) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{editor} \"$@\"")).arg("sh").args(place);
    command
}

/// Untested on this system: the words of `EDITOR`, split at spaces.
#[cfg(not(unix))]
fn shell(editor: &str, place: &[String]) -> Command {
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or(editor));
    command.args(words).args(place);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(editor: &str, expected: &[&str]) {
        let command = command(editor, Path::new("d.yaml"), 12);
        let args: Vec<_> = command.get_args().map(|arg| arg.to_string_lossy()).collect();
        assert_eq!(args[args.len() - expected.len()..], *expected);
    }

    #[test]
    fn editors_are_opened_at_the_line_in_their_own_way() {
        check("vim", &["+12", "d.yaml"]);
        check("/usr/bin/emacs -nw", &["+12", "d.yaml"]);
        check("code --wait", &["-g", "d.yaml:12"]);
        check("hx", &["d.yaml:12"]);
        check("my-own-editor", &["d.yaml"]);
    }
}
