//! Where a teacher had better look twice: that somebody says so, that it is not sure, that its time is told by the day
//! of the article.

use super::calendar::{tells_no_year, tells_now};
use super::text::Sentence;
use super::words::SAYING;

/// What a teacher should look at.
pub(super) fn flags(sentence: &Sentence) -> Vec<&'static str> {
    const HEDGES: &[&str] = &[
        "may",
        "might",
        "could",
        "would",
        "possibly",
        "perhaps",
        "probably",
        "likely",
        "if",
        "allegedly",
        "reportedly",
        "appears",
        "appear",
        "seems",
        "seem",
        "apparently",
        "supposedly",
    ];
    let words: Vec<(&str, bool)> =
        sentence.tokens.iter().map(|it| (&*it.lower, it.capital)).collect();
    let has = |list: &[&str]| words.iter().any(|(word, _)| list.contains(word));
    let hedged = words
        .iter()
        .enumerate()
        .any(|(at, (word, capital))| HEDGES.contains(word) && (at == 0 || !capital));
    let mut found = Vec::new();
    if has(SAYING) {
        found.push("attributed");
    }
    if hedged {
        found.push("hedged");
    }
    if tells_no_year(&sentence.tokens) || tells_now(&sentence.tokens) {
        found.push("relative-time");
    }
    found
}
