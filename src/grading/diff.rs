//! The difference between what was given and what is accepted, as tokens; no colour, no screen.

use serde::{Deserialize, Serialize};

/// Which of the two texts a token belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// In both.
    Same,
    /// Given, but not in the answer.
    Extra,
    /// In the answer, but not given.
    Missing,
}

/// A stretch of text with its mark. Never cuts a grapheme cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Which of the two texts it belongs to.
    pub mark: Mark,
    /// The text.
    pub text: String,
}

/// The given text against the accepted one. `Same` and `Extra` tokens together spell `given`,
/// `Same` and `Missing` ones spell `accepted`.
pub fn difference(given: &str, accepted: &str) -> Vec<Token> {
    let _ = (given, accepted);
    todo!()
}
