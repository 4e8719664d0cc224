//! The commands: one file each, wiring only. The clock, the log and the screen meet here.

mod completions;
mod erase;
mod export;
mod man;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::config::Config;
use crate::error::Failure;

/// Runs the program as typed and tells its exit code.
pub fn main() -> ExitCode {
    let typed = Cli::parse();
    match run(typed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_silent() {
                // Nothing is left to do when even the complaint can't be written.
                let _gone = writeln!(std::io::stderr(), "{failure}");
            }
            failure.exit_code()
        }
    }
}

fn run(typed: Cli) -> Result<(), Failure> {
    let config = Config::resolve(&typed.global)?;
    match typed.command {
        None => today::run(&config),
        Some(Command::Quiz(args)) => quiz::run(&args, &config),
        Some(Command::Due(args)) => due::run(&args, &config),
        Some(Command::Stats(args)) => stats::run(&args, &config),
        Some(Command::Why(args)) => why::run(&args, &config),
        Some(Command::Cards(args)) => cards::run(&args, &config),
        Some(Command::Suspend(args)) => suspend::run(&args, true, &config),
        Some(Command::Unsuspend(args)) => suspend::run(&args, false, &config),
        Some(Command::Undo(args)) => undo::run(&args, &config),
        Some(Command::Check(args)) => check::run(&args, &config),
        Some(Command::Export(args)) => export::run(&args, &config),
        Some(Command::Erase(args)) => erase::run(&args, &config),
        Some(Command::Completions(args)) => completions::run(&args),
        Some(Command::Man) => man::run(),
    }
}
