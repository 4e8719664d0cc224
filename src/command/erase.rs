//! `quizdeck erase`: deletes what is kept of a learner, after asking.

use std::io::{BufRead, IsTerminal, Write};

use crate::cli::Erase;
use crate::config::Config;
use crate::error::Failure;
use crate::store;

/// Erases a learner's log and its backups.
pub(super) fn run(args: &Erase, config: &Config) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    if !args.yes && !confirmed(config)? {
        return Ok(writeln!(out, "nothing was erased")?);
    }
    let erased = store::erase(&config.database)?;
    if erased.is_empty() {
        return Ok(writeln!(out, "nothing is kept of {}", config.learner)?);
    }
    Ok(writeln!(out, "everything kept of {} is erased", config.learner)?)
}

fn confirmed(config: &Config) -> Result<bool, Failure> {
    let mut stdin = std::io::stdin().lock();
    if !stdin.is_terminal() {
        return Err(Failure::new("nobody can be asked whether to erase").hint("add --yes"));
    }
    let mut out = std::io::stdout().lock();
    write!(
        out,
        "Erase all progress of {} in {}? Type the learner's name: ",
        config.learner,
        crate::text::escape::escape(&config.home.to_string_lossy())
    )?;
    out.flush()?;
    let mut typed = String::new();
    stdin.read_line(&mut typed)?;
    Ok(typed.trim() == config.learner)
}
