//! The difference between what was given and what is accepted, as tokens; no colour, no screen.

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// Texts with more grapheme clusters than this are compared as wholes.
const MAX_CLUSTERS: usize = 400;

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
    /// How it was typed, where only capitals that do not count make it differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
}

impl Token {
    /// The text as it was typed.
    pub fn as_typed(&self) -> &str {
        self.typed.as_deref().unwrap_or(&self.text)
    }
}

/// The given text against the accepted one, by the longest common subsequence of grapheme
/// clusters. `Same` and `Missing` tokens together spell `accepted`, `Same` and `Extra` ones spell
/// `given`, but for capitals where `case` does not count.
pub fn difference(given: &str, accepted: &str, case: bool) -> Vec<Token> {
    let given_keys = keys(given, case);
    let accepted_keys = keys(accepted, case);
    let given: Vec<&str> = given.graphemes(true).collect();
    let accepted: Vec<&str> = accepted.graphemes(true).collect();
    let mut tokens = Tokens::default();
    if given.len() > MAX_CLUSTERS || accepted.len() > MAX_CLUSTERS {
        let same = given == accepted;
        for cluster in &given {
            tokens.push(if same { Mark::Same } else { Mark::Extra }, cluster);
        }
        for cluster in accepted.iter().filter(|_| !same) {
            tokens.push(Mark::Missing, cluster);
        }
        return tokens.0;
    }
    let common = common(&given_keys, &accepted_keys);
    let (mut i, mut j) = (0, 0);
    while i < given.len() || j < accepted.len() {
        if i < given.len() && j < accepted.len() && given_keys[i] == accepted_keys[j] {
            tokens.same(given[i], accepted[j]);
            (i, j) = (i + 1, j + 1);
        } else if j >= accepted.len() || (i < given.len() && common[i + 1][j] >= common[i][j + 1]) {
            tokens.push(Mark::Extra, given[i]);
            i += 1;
        } else {
            tokens.push(Mark::Missing, accepted[j]);
            j += 1;
        }
    }
    tokens.0
}

/// The grapheme clusters as they are compared.
fn keys(text: &str, case: bool) -> Vec<String> {
    let key = |cluster: &str| if case { cluster.to_owned() } else { cluster.to_lowercase() };
    text.graphemes(true).map(key).collect()
}

/// The lengths of the longest common subsequences of all pairs of endings.
fn common(given: &[String], accepted: &[String]) -> Vec<Vec<u16>> {
    let mut common = vec![vec![0; accepted.len() + 1]; given.len() + 1];
    for i in (0..given.len()).rev() {
        for j in (0..accepted.len()).rev() {
            common[i][j] = if given[i] == accepted[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    common
}

/// Tokens under way; neighbours of one mark become one.
#[derive(Default)]
struct Tokens(Vec<Token>);

impl Tokens {
    fn push(&mut self, mark: Mark, cluster: &str) {
        match self.0.last_mut() {
            Some(last) if last.mark == mark => last.text.push_str(cluster),
            _ => self.0.push(Token { mark, text: cluster.to_owned(), typed: None }),
        }
    }

    fn same(&mut self, given: &str, accepted: &str) {
        let before = match self.0.last() {
            Some(last) if last.mark == Mark::Same => last.as_typed().to_owned(),
            _ => String::new(),
        };
        self.push(Mark::Same, accepted);
        if let Some(last) = self.0.last_mut() {
            let typed = before + given;
            last.typed = (typed != last.text).then_some(typed);
        }
    }
}
