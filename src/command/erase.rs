//! `quizdeck erase`: deletes what is kept of a learner, after asking.

use std::io::{IsTerminal, Write};

use crate::cli::Erase;
use crate::config::Config;
use crate::error::Failure;
use crate::store;
use crate::text::escape::escape;
use crate::ui::dialog;

/// Erases a learner's log and its backups.
pub(super) fn run(args: &Erase, config: &Config) -> Result<(), Failure> {
    let learner = &config.learner;
    let said = if store::kept(&config.database).is_empty() {
        format!("nothing is kept of {learner}")
    } else if !args.yes && !confirmed(config)? {
        "nothing was erased".to_owned()
    } else {
        store::erase(&config.database)?;
        // Derived, but it tells which decks were studied here.
        let _no_catalogue = std::fs::remove_file(&config.catalogue);
        format!("everything kept of {learner} is erased")
    };
    Ok(writeln!(std::io::stdout(), "{said}")?)
}

fn confirmed(config: &Config) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return Err(Failure::new("nobody can be asked whether to erase").hint("add --yes"));
    }
    let home = escape(&config.home.to_string_lossy()).into_owned();
    let question = format!("Erase all progress of {} in {home}?", config.learner);
    Ok(dialog::confirm(&question)?)
}
