//! `quizdeck man`: the manual page, for `man -l -`.

use std::io::Write;

use clap::CommandFactory;

use crate::cli::Cli;
use crate::error::Failure;

/// Prints the page, and one section for each command.
pub(super) fn run() -> Result<(), Failure> {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for subcommand in command.get_subcommands().filter(|each| each.get_name() != "help") {
        let subcommand = clap_mangen::Man::new(subcommand.clone());
        subcommand.render_synopsis_section(&mut page)?;
        subcommand.render_options_section(&mut page)?;
    }
    Ok(std::io::stdout().write_all(&page)?)
}
