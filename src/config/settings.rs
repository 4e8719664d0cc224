//! The learner's `config.yaml`: its keys, their ranges, and for one deck before in general.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_yaml::Error;

use super::unreadable;
use crate::deck::{DEFAULT_RETENTION, Form, NewOrder, RETENTION};
use crate::error::Failure;
use crate::history::Algorithm;
use crate::text::escape::escape_line;
use crate::time::Weekday;

/// New cards a study day over all decks, where nothing else is said.
pub const NEW_PER_DAY: u32 = 10;
/// Reviews a study day over all decks, where nothing else is said.
pub const REVIEWS_PER_DAY: u32 = 200;

/// The learner's settings; what is not stated is none.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Where decks live, when no path is typed; relative to the settings file.
    #[serde(default)]
    pub decks: Vec<PathBuf>,
    /// The face to use.
    pub face: Option<FaceChoice>,
    /// The hour, 0 to 23, at which a study day begins.
    pub rollover: Option<u8>,
    /// New cards a study day over all decks.
    pub new_per_day: Option<u32>,
    /// Reviews a study day over all decks.
    pub reviews_per_day: Option<u32>,
    /// The days of the week on which less is to fall due.
    #[serde(default)]
    pub easy_days: Vec<Weekday>,
    /// The wanted share of cards still known when they come back.
    pub retention: Option<f64>,
    /// The form in which cards are asked.
    #[serde(rename = "as")]
    pub form: Option<FormName>,
    /// The scheduler.
    pub scheduler: Option<Algorithm>,
    /// The order of new cards.
    pub order: Option<OrderName>,
    /// Settings for one deck, by its id.
    #[serde(default)]
    pub per_deck: BTreeMap<String, DeckSettings>,
}

/// Settings for one deck.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DeckSettings {
    /// New cards a study day from this deck.
    pub new_per_day: Option<u32>,
    /// Reviews a study day from this deck.
    pub reviews_per_day: Option<u32>,
    /// The wanted share of cards still known when they come back.
    pub retention: Option<f64>,
    /// The form in which cards are asked.
    #[serde(rename = "as")]
    pub form: Option<FormName>,
    /// The scheduler.
    pub scheduler: Option<Algorithm>,
    /// The order of new cards.
    pub order: Option<OrderName>,
}

/// Which face to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FaceChoice {
    /// The terminal face where there is a terminal.
    Terminal,
    /// Plain lines.
    Plain,
}

/// A form of asking, as settings write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormName {
    /// Shown and self-rated.
    Flashcard,
    /// Typed.
    Typed,
    /// Chosen among distractors.
    Choice,
}

impl From<FormName> for Form {
    fn from(name: FormName) -> Form {
        match name {
            FormName::Flashcard => Form::Flashcard,
            FormName::Typed => Form::Typed,
            FormName::Choice => Form::Choice,
        }
    }
}

/// An order of new cards, as settings write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OrderName {
    /// As the author wrote them.
    Deck,
    /// Shuffled.
    Random,
}

impl From<OrderName> for NewOrder {
    fn from(name: OrderName) -> NewOrder {
        match name {
            OrderName::Deck => NewOrder::Deck,
            OrderName::Random => NewOrder::Random,
        }
    }
}

impl Settings {
    /// The wanted retention of a deck: the learner's for it, else in general, else what its author
    /// suggests, else the default.
    pub fn retention(&self, deck: &str, suggested: Option<f64>) -> f64 {
        let own = self.per_deck.get(deck).and_then(|own| own.retention);
        own.or(self.retention).or(suggested).unwrap_or(DEFAULT_RETENTION)
    }

    /// Reads a settings file; one that is not there states nothing.
    pub fn read(path: &Path) -> Result<Settings, Failure> {
        let name = || escape_line(&path.to_string_lossy());
        match read_small(path) {
            Ok(text) => Settings::parse(&text).map_err(|reason| {
                Failure::new(format!("{}{reason}", name()))
                    .hint("the keys are listed in docs/settings.md; mend the file or move it away")
            }),
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                Ok(Settings::default())
            }
            Err(error) => Err(unreadable(path, &error)),
        }
    }

    fn parse(text: &str) -> Result<Settings, String> {
        if text.lines().all(|line| line.trim().is_empty() || line.trim().starts_with('#')) {
            return Ok(Settings::default());
        }
        let settings: Settings = serde_yaml::from_str(text).map_err(|error| reason(&error))?;
        settings.check().map_err(|reason| format!(": {reason}"))?;
        Ok(settings)
    }

    fn check(&self) -> Result<(), String> {
        if self.rollover.is_some_and(|hour| hour > 23) {
            return Err("`rollover` is an hour from 0 to 23".to_owned());
        }
        let retentions =
            self.per_deck.values().map(|deck| deck.retention).chain([self.retention]).flatten();
        for retention in retentions {
            if !RETENTION.contains(&retention) {
                return Err("`retention` is a share from 0.70 to 0.99".to_owned());
            }
        }
        Ok(())
    }
}

/// The file's text. Settings are short; what is longer, or no file, is none.
fn read_small(path: &Path) -> std::io::Result<String> {
    const MOST: u64 = 1 << 20;
    let about = std::fs::metadata(path)?;
    if about.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !about.is_file() || about.len() > MOST {
        return Err(std::io::Error::other("it is no settings file"));
    }
    std::fs::read_to_string(path)
}

/// Where and what, as `:line:column: what is wrong`.
fn reason(error: &Error) -> String {
    let place = error
        .location()
        .map_or_else(String::new, |place| format!(":{}:{}", place.line(), place.column()));
    let words = match error.without_snippet() {
        Error::SerdeUnknownField { field, .. } => {
            format!("there is no setting `{}`", escape_line(field))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            format!("`{}` is not possible here, only {}", escape_line(variant), expected.join(", "))
        }
        other if other.to_string().contains("duplicate") => "this key stands twice".to_owned(),
        _ => "this is not possible here".to_owned(),
    };
    format!("{place}: {words}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_for_one_deck_and_in_general() {
        let text =
            "decks: [a, b]\nnew-per-day: 5\nas: typed\nper-deck:\n  m:\n    scheduler: leitner\n";
        let settings = Settings::parse(text).unwrap();
        assert_eq!(settings.new_per_day, Some(5));
        assert_eq!(settings.form, Some(FormName::Typed));
        assert_eq!(settings.per_deck["m"].scheduler, Some(Algorithm::Leitner));
    }

    #[test]
    fn an_empty_file_states_nothing() {
        for text in ["", "\n", "# nothing yet\n"] {
            assert_eq!(Settings::parse(text).unwrap(), Settings::default());
        }
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        let reason = Settings::parse("face: plain\nnew_per_day: 5\n").unwrap_err();
        assert!(reason.contains("new_per_day") && reason.contains('2'), "{reason}");
    }

    #[test]
    fn values_out_of_range_are_refused() {
        assert!(Settings::parse("rollover: 24\n").is_err());
        assert!(Settings::parse("retention: 1.5\n").is_err());
    }
}
