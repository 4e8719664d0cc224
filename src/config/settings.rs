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
        let settings: Settings =
            serde_yaml::from_str(text).map_err(|error| reason(&error, text))?;
        settings.check().map_err(|key| match line_of(text, key) {
            Some(line) => format!(":{line}: {}", wanted(key)),
            None => format!(": {}", wanted(key)),
        })?;
        Ok(settings)
    }

    /// The key whose value is out of its range, if there is one.
    fn check(&self) -> Result<(), &'static str> {
        if self.rollover.is_some_and(|hour| hour > 23) {
            return Err("rollover");
        }
        let mut retentions =
            self.per_deck.values().map(|deck| deck.retention).chain([self.retention]).flatten();
        if retentions.any(|retention| !RETENTION.contains(&retention)) {
            return Err("retention");
        }
        Ok(())
    }
}

/// What each key wants, in words.
const WANTED: &[(&str, &str)] = &[
    ("decks", "a list of folders and files, such as [~/quiz]"),
    ("face", "`terminal` or `plain`"),
    ("rollover", "an hour from 0 to 23"),
    ("new-per-day", "a whole number, such as 10"),
    ("reviews-per-day", "a whole number, such as 200"),
    ("easy-days", "a list of days, such as [saturday]"),
    ("retention", "a share from 0.70 to 0.99"),
    ("as", "`flashcard`, `typed` or `choice`"),
    ("scheduler", "`fsrs7`, `fsrs6`, `leitner` or `sm2`"),
    ("order", "`deck` or `random`"),
    ("per-deck", "the id of a deck, and below it settings for this deck"),
];

/// What a key wants.
fn wanted(key: &str) -> String {
    let words = WANTED.iter().find(|(known, _)| *known == key).map_or("", |(_, words)| words);
    format!("`{key}` is {words}")
}

/// The first line, from 1, on which a key stands.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let is_of =
        |line: &str| line.trim_start().strip_prefix(key).is_some_and(|it| it.starts_with(':'));
    text.lines().position(is_of).map(|idx| idx + 1)
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
fn reason(error: &Error, text: &str) -> String {
    let place = error.location();
    let shown = place.map_or_else(String::new, |it| format!(":{}:{}", it.line(), it.column()));
    let words = match error.without_snippet() {
        Error::SerdeUnknownField { field, .. } => {
            let keys: Vec<&str> = WANTED.iter().map(|(key, _)| *key).collect();
            format!("there is no setting `{}`, only {}", escape_line(field), keys.join(", "))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            format!("`{}` is not possible here, only {}", escape_line(variant), expected.join(", "))
        }
        other if other.to_string().contains("duplicate") => "this key stands twice".to_owned(),
        _ => {
            let line = place.and_then(|it| text.lines().nth(usize::try_from(it.line()).ok()? - 1));
            let key = line.and_then(|line| line.split(':').next()).map(str::trim);
            let key = key.filter(|key| WANTED.iter().any(|(known, _)| known == key));
            key.map_or_else(|| "this is not possible here".to_owned(), wanted)
        }
    };
    format!("{shown}: {words}")
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
    fn what_a_key_wants_is_told_at_its_line() {
        for (text, told) in [
            ("rollover: 24\n", ":1: `rollover` is an hour from 0 to 23"),
            ("face: plain\nretention: 1.5\n", ":2: `retention` is a share from 0.70 to 0.99"),
            ("# mine\nnew-per-day: many\n", ":2:14: `new-per-day` is a whole number, such as 10"),
            ("decks: 3\n", ":1:8: `decks` is a list of folders and files, such as [~/quiz]"),
            ("- a\n", ":1:1: this is not possible here"),
        ] {
            assert_eq!(Settings::parse(text).unwrap_err(), told);
        }
    }

    #[test]
    fn every_key_is_told_with_what_it_wants() {
        let Err(reason) = Settings::parse("x: 1\n") else { panic!("no such key") };
        let named = reason.split("only ").nth(1).unwrap();
        for key in named.split(", ") {
            let reason = Settings::parse(&format!("{key}: {{}}\n{key}: {{}}\n")).unwrap_err();
            assert!(!reason.contains("no setting"), "{reason}");
        }
        assert_eq!(named.split(", ").count(), 11);
    }
}
