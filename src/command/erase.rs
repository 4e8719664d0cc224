//! `quizdeck erase`: deletes what is kept of a learner, after asking.

use std::io::{BufRead, IsTerminal, Write};

use crate::cli::Erase;
use crate::config::Config;
use crate::error::Failure;
use crate::store;
use crate::text::count;

/// Erases a learner's log and its backups.
pub(super) fn run(args: &Erase, config: &Config) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let files = store::files(&config.database)?;
    if files.is_empty() {
        return Ok(writeln!(out, "nothing is kept of {}", config.learner)?);
    }
    if !args.yes && !confirmed(config, files.len())? {
        return Ok(writeln!(out, "nothing was erased")?);
    }
    store::erase(&config.database)?;
    Ok(writeln!(out, "everything kept of {} is erased", config.learner)?)
}

fn confirmed(config: &Config, n_files: usize) -> Result<bool, Failure> {
    let mut stdin = std::io::stdin().lock();
    if !stdin.is_terminal() {
        return Err(Failure::new("nobody can be asked whether to erase").hint("add --yes"));
    }
    let mut out = std::io::stdout().lock();
    write!(
        out,
        "Erase all progress of {} ({} in {})? Type the learner's name: ",
        config.learner,
        count(n_files, "file"),
        crate::text::escape::escape(&config.home.to_string_lossy())
    )?;
    out.flush()?;
    let mut typed = String::new();
    stdin.read_line(&mut typed)?;
    Ok(typed.trim() == config.learner)
}
