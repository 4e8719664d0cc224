//! What words are by themselves, whatever sentence they stand in: of one stem, figures, verbs of saying.

use super::tags::NUMBER_WORDS;

/// Verbs by which an article names its source.
pub(super) const SAYING: &[&str] = &[
    "said",
    "says",
    "say",
    "claimed",
    "claims",
    "claim",
    "alleged",
    "alleges",
    "believes",
    "believed",
    "believe",
    "told",
    "announced",
    "stated",
    "argued",
    "argues",
    "argue",
    "reported",
    "reports",
    "insisted",
    "suggested",
    "suggests",
    "added",
    "noted",
    "warned",
    "according",
    "emphasised",
    "emphasized",
    "described",
];

/// Verbs of those whom an article quotes or asks, what they think and expect among them; not of bodies that announce.
pub(super) const QUOTED: [&str; 29] = [
    "tells",
    "reiterated",
    "stressed",
    "commented",
    "stated",
    "predicts",
    "predicted",
    "estimates",
    "estimated",
    "thinks",
    "believes",
    "said",
    "says",
    "say",
    "told",
    "added",
    "adds",
    "noted",
    "notes",
    "explained",
    "explains",
    "recalled",
    "recalls",
    "wrote",
    "writes",
    "warned",
    "insisted",
    "tweeted",
    "joked",
];

/// Whether a word of a number or a date tells how many, or when; `million` and `percent` alone do not.
pub(super) fn is_figure(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
        || super::candidates::is_month(word)
        || super::tags::is_number(word) && !super::candidates::is_scale(word)
}

/// Whether a word tells a direction: `north`, `southern`, `north-eastern`.
pub(super) fn is_compass(word: &str) -> bool {
    ["north", "south", "east", "west"].iter().any(|it| word.starts_with(it))
}

/// What a number in a word counts, one to ninety-nine.
pub(super) fn counted(words: &str) -> Option<usize> {
    let lower = words.to_lowercase();
    let (tens, ones) = lower.split_once('-').unwrap_or((&lower, ""));
    let of = |word: &str| {
        let at = NUMBER_WORDS.iter().position(|it| *it == word)?;
        // One to twenty, then the tens to ninety.
        (at < 27).then(|| if at < 20 { at + 1 } else { (at - 17) * 10 })
    };
    Some(of(tens)? + if ones.is_empty() { 0 } else { of(ones)? })
}

/// Whether two words share a stem of four letters or more, or are the same.
pub(super) fn same_stem(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let common = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (one.chars().count(), other.chars().count());
    let shorter = a.min(b);
    let digits = one.starts_with(|c: char| c.is_ascii_digit());
    !digits && common >= 4 && common + 2 >= shorter && a.max(b) <= common + 5
}
