//! The linear ranker: how likely a person would ask for a candidate. The weights are data in `weights.txt`, learned by
//! `examples/draft_quality`, and in `worth.txt`; docs/draft.md tells from what.

use std::collections::HashMap;

use super::features::Feature;

/// What each feature counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights(HashMap<String, f64>);

impl Weights {
    /// The weights the program ships with.
    pub fn shipped() -> Weights {
        Weights::parse(include_str!("weights.txt"))
    }

    /// Those of what readers keep, which weigh what the others say.
    pub fn of_readers() -> Weights {
        Weights::parse(include_str!("worth.txt"))
    }

    /// Weights from lines of a name, a space and a number. Lines that begin with `#` say something about
    /// them; what else is no such line is passed over.
    pub fn parse(text: &str) -> Weights {
        let line = |line: &str| {
            let (name, value) = line.split_once(' ')?;
            Some((name.to_owned(), value.trim().parse().ok()?))
        };
        Weights(text.lines().filter(|it| !it.starts_with('#')).filter_map(line).collect())
    }

    /// Weights of features by their names.
    pub fn new(weights: impl IntoIterator<Item = (String, f64)>) -> Weights {
        Weights(weights.into_iter().collect())
    }

    /// How likely a person would ask for what has these features, from 0 to 1.
    pub fn likelihood(&self, features: &[Feature]) -> f64 {
        1.0 / (1.0 + (-self.sum(features)).exp())
    }

    /// What all of these features count.
    pub fn sum(&self, features: &[Feature]) -> f64 {
        features.iter().map(|(name, value)| self.of(name) * value).sum()
    }

    /// What a feature counts; 0 for one that is not known.
    pub fn of(&self, name: &str) -> f64 {
        self.0.get(name).copied().unwrap_or(0.0)
    }
}
