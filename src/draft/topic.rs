//! The title of an article as the few words before a prompt that tell what it is about: `In "The bridge of Lindholm":`.
//! With them `the bridge` is known, and so is what the article speaks of again and again.

use super::definite::is_class;
use super::names::are_same;
use super::reading::Reading;
use super::tags::Tag;
use super::text::Text;
use super::tokens::Token;
use super::words::{counted, is_figure, same_stem};
use crate::text::escape::is_harmful;

/// A longer title is no few words.
const LONGEST: usize = 130;

/// What so many blocks of the text speak of is known to who knows the title.
const OFTEN: u32 = 3;

/// The title as it may stand before a prompt, with the year of the article where that is known.
pub(super) fn topic(reading: &Reading) -> Option<String> {
    let title = bare_title(reading)?;
    Some(match reading.day {
        Some(day) => format!("\u{201c}{title}\u{201d} ({})", day.year),
        None => format!("\u{201c}{title}\u{201d}"),
    })
}

/// The title without the name of the site behind it; none where it is long, or holds signs that no card can.
fn bare_title(reading: &Reading) -> Option<String> {
    let title = reading.title.as_deref()?.trim();
    let site = [" | ", " - ", " \u{2013} ", " \u{2014} "]
        .iter()
        .filter_map(|sign| title.rfind(sign))
        .max();
    let title = match site {
        Some(at) if title[..at].split(' ').count() >= 3 => title[..at].trim_end(),
        _ => title,
    };
    let is_bad = |c: char| {
        is_harmful(c)
            || matches!(c, '"' | '\u{201c}' | '\u{201d}' | '{' | '}' | '_' | '<' | '>' | '|')
    };
    (!title.is_empty()
        && title.len() <= LONGEST
        && !title.contains(is_bad)
        && !title.contains("::"))
    .then(|| title.trim_end_matches(['.', ':']).to_owned())
}

/// What a text has many of: that it speaks of one again does not tell which.
pub(super) const DANGLING: [&str; 16] = [
    "apartment",
    "house",
    "crime",
    "murder",
    "document",
    "man",
    "men",
    "woman",
    "women",
    "boy",
    "girl",
    "couple",
    "victim",
    "case",
    "area",
    "draft",
];

/// What stands before a prompt that needs its topic.
pub(super) fn with_topic(topic: &str, prompt: &str) -> String {
    format!("In {topic}: {prompt}")
}

/// Whether `the` and this noun need no more than the title.
pub(super) fn is_known(text: &Text, noun: &str) -> bool {
    let n_blocks = |word: &str| text.blocks_with.get(word).copied().unwrap_or(0);
    let one = noun.strip_suffix('s').unwrap_or(noun);
    text.title.iter().any(|word| same_stem(word, noun))
        // "the man" is another in every paragraph.
        || !is_class(noun) && !DANGLING.contains(&one) && !DANGLING.contains(&noun) && n_blocks(one).max(n_blocks(noun)).max(n_blocks(&format!("{one}s"))) >= OFTEN
}

/// Whether the title tells an answer, or a word of it.
pub(super) fn tells(topic: &str, answer: &str, inside: &[Token]) -> bool {
    let topic = topic.to_lowercase();
    let counts = inside.iter().any(|it| is_figure(&it.lower));
    let is_content = |it: &&Token| {
        !matches!(it.tag, Tag::Sign | Tag::Determiner | Tag::Preposition)
            && (!counts || is_figure(&it.lower))
    };
    let letters = |word: &str| word.chars().find(|c| c.is_alphanumeric());
    let initials: String = topic.split(' ').filter_map(letters).collect();
    // "DWTS" beside "Dancing with the Stars"
    let is_short = answer.len() > 2 && answer.chars().all(char::is_uppercase);
    // "CNPC" beside "China National Petroleum Corp", "Paris" beside "France"
    let own: String =
        inside.iter().filter(|it| it.capital).filter_map(|it| letters(&it.lower)).collect();
    let answer = answer.to_lowercase();
    let names_it = |word: &str| {
        own.chars().count() > 2 && word == own || word.len() > 2 && are_same(word, &answer)
    };
    topic.split(|c: char| !c.is_alphanumeric()).any(names_it)
        || topic.contains(&answer)
        || is_short && initials.contains(&answer)
        || inside.iter().filter(is_content).any(|inner| {
            // "four" beside "RTO-4"
            // "$50B" beside "$50 billion"
            let bare = |word: &str| word.trim_end_matches(['b', 'n', 'm', 'k']).parse().ok();
            let value = |word: &str| counted(word).or_else(|| bare(word));
            let own = value(&inner.lower);
            topic.split(|c: char| !c.is_alphanumeric()).any(|word| {
                same_stem(word, &inner.lower) || own.is_some() && own == value(word)
            })
                // "2.2%" beside "2.2 percent"
                || counts && inner.lower.contains('.') && topic.contains(&*inner.lower)
        })
}
