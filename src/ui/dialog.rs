//! Decisions outside a session: one of several, yes or no. At a terminal only; asks nothing by
//! itself.

use std::io;

use console::Term;
use dialoguer::theme::ColorfulTheme;
use dialoguer::{Confirm, FuzzySelect};

use super::guard::{Guard, unless_it_panics};
use crate::text::escape::escape;

/// Has one of several lines chosen, by arrows or by typing a part of it; `None` on Esc.
pub fn pick(prompt: &str, lines: &[String]) -> io::Result<Option<usize>> {
    // Ctrl-C ends the program in the middle of it.
    let _guard = Guard::new()?;
    let lines: Vec<String> = lines.iter().map(|line| escape(line).into_owned()).collect();
    let theme = ColorfulTheme::default();
    let select = FuzzySelect::with_theme(&theme)
        .with_prompt(prompt)
        .items(&lines)
        .highlight_matches(false)
        .default(0);
    unless_it_panics(|| select.interact_on_opt(&Term::stdout())).unwrap_or(Ok(None)).map_err(to_io)
}

/// Asks yes or no; Enter and Esc are no.
pub fn confirm(prompt: &str) -> io::Result<bool> {
    let _guard = Guard::new()?;
    let theme = ColorfulTheme::default();
    let confirm = Confirm::with_theme(&theme).with_prompt(escape(prompt)).default(false);
    let sure = unless_it_panics(|| confirm.interact_on_opt(&Term::stdout())).unwrap_or(Ok(None));
    Ok(sure.map_err(to_io)?.unwrap_or(false))
}

fn to_io(error: dialoguer::Error) -> io::Error {
    let dialoguer::Error::IO(error) = error;
    error
}
