//! What holds for one run: the command line, the environment and the learner's settings file, read
//! once and resolved. The only place that reads the environment and the clock.

mod clock;
mod settings;
mod zone;

pub use clock::Clock;
pub use settings::{DeckSettings, FaceChoice, NEW_PER_DAY, REVIEWS_PER_DAY, Settings};
pub use zone::{Zone, parse_date, parse_time};

use std::env;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::cli::{ColorChoice, Global};
use crate::error::{Failure, plain_reason};
use crate::time::Rollover;

/// What holds for one run.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "independent switches, each with its own source")]
pub struct Config {
    /// Whose progress it is.
    pub learner: String,
    /// The folder of the learners' logs.
    pub home: PathBuf,
    /// The learner's log.
    pub database: PathBuf,
    /// Where outlines of decks are kept; derived, of no learner.
    pub catalogue: PathBuf,
    /// Where the settings were looked for.
    pub settings_file: PathBuf,
    /// The learner's settings.
    pub settings: Settings,
    /// The present.
    pub clock: Clock,
    /// The seed of every shuffle, where one was given.
    pub seed: Option<u64>,
    /// Colour on standard output.
    pub color_out: bool,
    /// Colour on standard error.
    pub color_err: bool,
    /// Plain lines instead of the terminal face.
    pub plain: bool,
    /// Say only what was asked for.
    pub quiet: bool,
    /// The learner's editor, as a command line.
    pub editor: Option<String>,
    /// What the terminal says of itself, for pictures.
    pub terminal: Terminal,
    /// The folder the program was started in.
    pub folder: PathBuf,
}

/// What the environment tells of the terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terminal {
    /// `TERM`.
    pub term: String,
    /// `TERM_PROGRAM`.
    pub program: String,
    /// `KITTY_WINDOW_ID` is set.
    pub kitty: bool,
}

impl Config {
    /// Reads environment and settings, under what was typed.
    pub fn resolve(typed: &Global) -> Result<Config, Failure> {
        let learner = learner_name(typed.learner.as_deref().unwrap_or("default"))?;
        let folders = Folders::find()?;
        let settings_file = folders.config.join("config.yaml");
        let settings = Settings::read(&settings_file)?;
        let rollover = settings.rollover.map_or_else(Rollover::default, Rollover);
        let clock = Clock::start(variable("QUIZDECK_NOW").as_deref(), rollover)?;
        let terminal = Terminal {
            term: variable("TERM").unwrap_or_default(),
            program: variable("TERM_PROGRAM").unwrap_or_default(),
            kitty: variable("KITTY_WINDOW_ID").is_some(),
        };
        let out_is_terminal = std::io::stdout().is_terminal();
        let plain = typed.plain
            || settings.face == Some(FaceChoice::Plain)
            || variable("ACCESSIBLE").is_some_and(|value| value == "1")
            || terminal.term == "dumb"
            || !out_is_terminal
            || !std::io::stdin().is_terminal();
        let color = |is_terminal: bool| match typed.color.unwrap_or(ColorChoice::Auto) {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                is_terminal && terminal.term != "dumb" && variable("NO_COLOR").is_none()
            }
        };
        Ok(Config {
            database: folders.data.join(format!("{learner}.db")),
            catalogue: folders.cache.join("decks.catalogue"),
            home: folders.data,
            learner,
            settings_file,
            clock,
            seed: typed.seed,
            color_out: color(out_is_terminal),
            color_err: color(std::io::stderr().is_terminal()),
            plain,
            quiet: typed.quiet,
            editor: variable("VISUAL").or_else(|| variable("EDITOR")),
            terminal,
            folder: current_folder(),
            settings,
        })
    }

    /// The paths to read decks from: as typed, else those of the settings, else `./decks`, else
    /// this folder.
    pub fn deck_paths(&self, typed: &[PathBuf]) -> Vec<PathBuf> {
        if !typed.is_empty() {
            return typed.to_vec();
        }
        if !self.settings.decks.is_empty() {
            let base = self.settings_file.parent().unwrap_or(Path::new(""));
            return self.settings.decks.iter().map(|path| base.join(from_home(path))).collect();
        }
        let decks = PathBuf::from("decks");
        if self.folder.join(&decks).is_dir() { vec![decks] } else { vec![PathBuf::from(".")] }
    }
}

/// Where logs and settings live.
struct Folders {
    data: PathBuf,
    config: PathBuf,
    cache: PathBuf,
}

impl Folders {
    fn find() -> Result<Folders, Failure> {
        if let Some(home) = path_variable("QUIZDECK_HOME") {
            return Ok(Folders { data: home.clone(), config: home.clone(), cache: home });
        }
        let system = etcetera::choose_base_strategy().map_err(|_| {
            Failure::new("your home folder could not be found, so there is no place for progress")
                .hint("set QUIZDECK_HOME to a folder of your choice")
        })?;
        Ok(Folders {
            data: system.data_dir().join("quizdeck"),
            config: system.config_dir().join("quizdeck"),
            // Beside the logs: one folder to know, and there in any case when a quiz runs.
            cache: system.data_dir().join("quizdeck"),
        })
    }
}

/// A variable that is set and not empty.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}

/// A path that is set and not empty, in whatever bytes the system's paths are.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn path_variable(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn current_folder() -> PathBuf {
    env::current_dir().unwrap_or_else(|_| PathBuf::from("."))
}

/// A path of the settings with `~` resolved.
fn from_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), etcetera::home_dir()) {
        (Ok(rest), Ok(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

fn learner_name(name: &str) -> Result<String, Failure> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || name.len() > 64 || !name.chars().all(fits) {
        return Err(Failure::new(format!(
            "`{}` can't be the name of a learner",
            crate::text::escape::escape_line(name)
        ))
        .hint("use up to 64 letters, digits, `-` and `_`, such as `--learner ana`"));
    }
    Ok(name.to_owned())
}

/// The failure of a file that could not be read.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let name = crate::text::escape::escape_line(&path.to_string_lossy());
    Failure::new(format!("{name} could not be read: {}", plain_reason(error)))
}
