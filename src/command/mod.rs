//! The commands: one file each, wiring only. The clock, the log and the screen meet here.

mod add;
mod asking;
mod backup;
mod cards;
mod check;
mod completions;
mod diff;
mod digest;
mod disputes;
mod draft;
mod due;
mod erase;
mod evaluate;
mod export;
mod hardest;
mod ids;
mod import;
mod lookup;
mod man;
mod new;
mod optimize;
mod plan;
mod prospect;
mod quiz;
mod share;
mod shelf;
mod show;
mod simulate;
mod stats;
mod suspend;
mod sync;
mod today;
mod undo;
mod why;

use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::config::Config;
use crate::error::Failure;
use crate::ui::jsonl::JsonLines;
use crate::ui::lines::Lines;
use crate::ui::picture::Pictures;
use crate::ui::report::Style;
use crate::ui::screen::{Screen, columns, complain};
use crate::ui::terminal::Terminal;
use crate::ui::{Face, guard};

/// Runs the program as typed and tells its exit code.
pub fn main() -> ExitCode {
    let typed = Cli::parse();
    guard::outlive_file_limits();
    match run(typed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_silent() {
                complain(&failure.to_string());
            }
            failure.exit_code()
        }
    }
}

/// Leaves what a command needs no longer to the system, which takes it back at the end. Giving it back text by
/// text takes a tenth of the time of a command that holds a hundred thousand cards.
fn leave<T>(it: T) {
    std::mem::forget(it);
}

fn run(typed: Cli) -> Result<(), Failure> {
    // Asked for where it is wanted: a fault in the settings is not in the way of what goes without them.
    let config = Config::resolve(&typed.global);
    match typed.command {
        None => today::run(&config?),
        Some(Command::Quiz(args)) => quiz::run(&args, &config?),
        Some(Command::Due(args)) => due::run(&args, &config?),
        Some(Command::Stats(args)) => stats::run(&args, &config?),
        Some(Command::Why(args)) => why::run(&args, &config?),
        Some(Command::Cards(args)) => cards::run(&args, &config?),
        Some(Command::Suspend(args)) => suspend::run(&args, true, &config?),
        Some(Command::Unsuspend(args)) => suspend::run(&args, false, &config?),
        Some(Command::Undo(args)) => undo::run(&args, &config?),
        Some(Command::Check(args)) => check::run(&args, &config?),
        Some(Command::Draft(args)) => draft::run(&args, &config?),
        Some(Command::Backup(args)) => backup::back_up(&args, &config?),
        Some(Command::Restore(args)) => backup::restore(&args, &config?),
        Some(Command::Sync(args)) => sync::run(&args, &config?),
        Some(Command::Export(args)) => export::run(&args, &config?),
        Some(Command::New(args)) => new::run(&args, &config?),
        Some(Command::Add(args)) => add::run(&args, &config?),
        Some(Command::Show(args)) => show::run(&args, &config?),
        Some(Command::Disputes(args)) => disputes::run(&args, &config?),
        Some(Command::Hardest(args)) => hardest::run(&args, &config?),
        Some(Command::Share(args)) => share::run(&args, &config?),
        Some(Command::Import(args)) => import::run(&args, &config?),
        Some(Command::Ids(args)) => ids::run(&args, &config?),
        Some(Command::Erase(args)) => erase::run(&args, &config?),
        Some(Command::Evaluate(args)) => evaluate::run(&args, &config?),
        Some(Command::Optimize(args)) => optimize::run(&args, &config?),
        Some(Command::Plan(args)) => plan::run(&args, &config?),
        Some(Command::Simulate(args)) => simulate::run(&args, &config?),
        Some(Command::Schema) => new::schema(),
        Some(Command::Diff(args)) => diff::run(&args),
        Some(Command::Completions(args)) => completions::run(&args),
        Some(Command::Man) => man::run(),
    }
}

/// The face of a run.
fn face(jsonl: bool, config: &Config) -> Result<Box<dyn Face>, Failure> {
    let stdin = std::io::stdin();
    if jsonl {
        return Ok(Box::new(JsonLines::new(stdin.lock(), std::io::stdout())));
    }
    if config.plain {
        let mut screen = Screen::new(std::io::stdout());
        screen.colour = config.color_out;
        let echo = !stdin.is_terminal();
        return Ok(Box::new(Lines::new(stdin.lock(), screen, echo)));
    }
    Ok(Box::new(Terminal::new(config.color_out, pictures(config))?))
}

/// How this terminal shows pictures.
fn pictures(config: &Config) -> Pictures {
    let terminal = &config.terminal;
    Pictures::of(&terminal.term, &terminal.program, terminal.kitty)
}

/// A name no other run has.
#[expect(clippy::disallowed_methods, reason = "nothing that is asked or shown depends on it")]
fn token() -> Arc<str> {
    format!("{:016x}", rand::random::<u64>()).into()
}

/// A number of days from today, in words.
fn in_days(days: i32) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days < 0 => format!("{} days ago", -days),
        days => format!("in {days} days"),
    }
}

/// How diagnostics are shown.
fn report_style(plain: bool, colour: bool) -> Style {
    if plain && !colour { Style::Plain } else { Style::Excerpt { colour, columns: columns() } }
}
