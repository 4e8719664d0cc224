//! Sentences to tokens: words, figures and signs, each with its place. Initials and compounds with
//! hyphens stay whole; the `'s` of a possessive stands alone.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::tags::Tag;

/// A word, a figure or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it stands in its block.
    pub range: Range<usize>,
    /// It in small letters.
    pub lower: String,
    /// Its part of speech.
    pub tag: Tag,
    /// It begins with a capital.
    pub capital: bool,
    /// A word that the tagger's list does not have.
    pub rare: bool,
}

/// The tokens of a sentence, without their parts of speech.
pub(super) fn tokens(text: &str, sentence: &Range<usize>) -> Vec<Token> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, word) in text[sentence.clone()].split_word_bound_indices() {
        if word.trim().is_empty() {
            continue;
        }
        let range = sentence.start + at..sentence.start + at + word.len();
        match found.last_mut() {
            Some(last)
                if last.end == range.start && is_one(&text[last.clone()], word, text, &range) =>
            {
                let own = possessive(word).unwrap_or(0);
                last.end = range.end - own;
                if own > 0 {
                    found.push(range.end - own..range.end);
                }
            }
            _ => match possessive(word) {
                Some(len) => {
                    found.push(range.start..range.end - len);
                    found.push(range.end - len..range.end);
                }
                None => found.push(range),
            },
        }
    }
    found
        .into_iter()
        .map(|range| {
            let word = &text[range.clone()];
            let capital = word.starts_with(char::is_uppercase);
            Token { lower: word.to_lowercase(), range, tag: Tag::Other, capital, rare: false }
        })
        .collect()
}

/// Whether a piece goes on with the token before it, which it touches.
fn is_one(before: &str, piece: &str, text: &str, range: &Range<usize>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let begins_word = |text: &str| is_word(text.chars().next());
    match piece {
        "-" | "\u{2010}" | "\u{2011}" => {
            is_word(before.chars().next_back()) && begins_word(&text[range.end..])
        }
        "." => {
            let is_initial = before.chars().count() == 1 && before.chars().all(char::is_uppercase);
            let has_stops =
                before.contains('.') && before.chars().all(|c| c == '.' || c.is_alphabetic());
            let is_title = matches!(
                before,
                "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Jr" | "Sr" | "Prof" | "Gen" | "No"
            );
            is_initial || has_stops || is_title
        }
        _ => {
            before.ends_with(['-', '\u{2010}', '\u{2011}'])
                && before.len() > 1
                && begins_word(piece)
        }
    }
}

/// The length of the `'s` at the end of a word.
fn possessive(word: &str) -> Option<usize> {
    ["'s", "\u{2019}s", "'S", "\u{2019}S"]
        .iter()
        .find(|end| word.ends_with(**end) && word.len() > end.len())
        .map(|end| end.len())
}
