//! Whether a name is a part of a longer one, or belongs to what stands beside it.

use super::Candidate;
use super::calendar::is_calendar;
use super::candidates::Sort;
use super::names;
use super::tags::Tag;
use super::text::Text;
use super::tokens::Token;

/// Whether initials in parentheses come next.
pub(super) fn has_initials(block: &str, behind: &[Token]) -> bool {
    matches!(behind, [open, short, close, ..]
        if open.lower == "(" && close.lower == ")" && short.lower.len() > 2
            && block[short.range.clone()].chars().all(char::is_uppercase))
}

/// Whether `and` joins a name to more of it: `the Academy of Arts | and Sciences`, `the Competition and | Markets
/// Authority`.
pub(super) fn is_joined(tokens: &[Token], it: &Candidate) -> bool {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|it| it.lower == word);
    let is_name = |at: usize| tokens.get(at).is_some_and(|it| it.tag == Tag::Name);
    let (start, end) = (it.tokens.start, it.tokens.end);
    let inside = &tokens[it.tokens.clone()];
    let goes_on = is(end, "and") && is_name(end + 1) && inside.iter().any(|it| it.lower == "of");
    let is_body = inside.last().is_some_and(|it| names::is_body(&it.lower));
    let comes_from = start > 1 && is(start - 1, "and") && is_name(start - 2);
    let is_owned = inside.first().is_some_and(|it| it.tag == Tag::Determiner);
    it.sort == Sort::Organisation && (goes_on || comes_from && is_body && !is_owned)
}

/// Whether a name is only the first part of what the next word tells: `World War II`, `a Verizon spokesman`, `Silicon
/// Valley darling`; but not `the Ebola outbreak` and `the Tora Bora region`.
pub(super) fn belongs_to_next(tokens: &[Token], it: &Candidate) -> bool {
    let Some(next) = tokens.get(it.tokens.end) else { return false };
    if next.tag != Tag::Noun {
        return matches!(next.tag, Tag::Name | Tag::Number | Tag::Adjective)
            // "Silicon Valley darling", where the tagger takes the last word for something else
            || matches!(next.tag, Tag::Verb | Tag::Other) && next.lower.ends_with("ing");
    }
    let is_thing = matches!(
        &*next.lower,
        "outbreak"
            | "virus"
            | "attack"
            | "attacks"
            | "deal"
            | "merger"
            | "law"
            | "act"
            | "bill"
            | "project"
            | "campaign"
            | "election"
            | "elections"
            | "scandal"
            | "crisis"
            | "war"
            | "program"
            | "programme"
            | "network"
            | "movement"
            | "group"
            | "militants"
            | "rebels"
            | "theory"
            | "method"
            | "survey"
            | "poll"
            | "index"
            | "award"
            | "prize"
            | "trophy"
            | "magazine"
            | "newspaper"
            | "website"
            | "film"
            | "series"
            | "bridge"
            | "tunnel"
            | "reactor"
            | "mission"
            | "spacecraft"
            | "rocket"
            | "craft"
            | "storm"
            | "hurricane"
            | "earthquake"
            | "plant"
            | "factory"
            | "mine"
            | "stadium"
            | "festival"
            | "trial"
            | "agreement"
            | "accord"
            | "treaty"
            | "pact"
            | "summit"
            | "declaration"
    );
    !(is_kind_of_place(&next.lower) || is_thing)
        || tokens.get(it.tokens.end + 1).is_some_and(|it| matches!(it.tag, Tag::Noun | Tag::Name))
}

/// `Joint Committee` of `Joint Committee on Intelligence`.
pub(super) fn is_body_on(tokens: &[Token], name: &std::ops::Range<usize>) -> bool {
    let is_body = matches!(
        &*tokens[name.end - 1].lower,
        "committee"
            | "subcommittee"
            | "commission"
            | "council"
            | "panel"
            | "conference"
            | "center"
            | "centre"
            | "centers"
            | "centres"
            | "institute"
            | "institutes"
            | "agency"
            | "office"
            | "department"
            | "foundation"
            | "association"
            | "society"
    );
    let goes_on = |it: &Token| it.capital && it.tag != Tag::Sign && !is_calendar(it);
    is_body
        && matches!(&tokens[name.end..], [join, rest @ ..]
            if matches!(&*join.lower, "on" | "for")
                && rest.iter().find(|it| it.tag != Tag::Determiner).is_some_and(goes_on))
}

/// Whether the article writes a name with `The` inside of a sentence: `from The Phantom Menace`.
pub(super) fn has_article(text: &Text, it: &Candidate) -> bool {
    text.articles
        .iter()
        .any(|(block, at)| text.reading.blocks[*block].text[*at..].starts_with(&it.answer))
}

/// `the _____ region` asks for a place as well as its name alone.
fn is_kind_of_place(word: &str) -> bool {
    matches!(
        word,
        "region"
            | "province"
            | "district"
            | "area"
            | "county"
            | "mountains"
            | "valley"
            | "peninsula"
            | "desert"
            | "coast"
            | "neighborhood"
            | "neighbourhood"
            | "airport"
            | "prison"
    )
}
