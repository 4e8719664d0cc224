//! `quizdeck completions SHELL`: what a shell needs to complete the command line.

use std::io::Write;

use clap::CommandFactory;

use crate::cli::{Cli, Completions};
use crate::error::Failure;

/// Prints the completions.
pub(super) fn run(args: &Completions) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "quizdeck", &mut script);
    Ok(std::io::stdout().write_all(&script)?)
}
