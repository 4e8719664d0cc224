//! Names that tell only where something is from: who is quoted or asked, where such people work, who gathered the
//! data. What they say is the news, not they.

use super::Candidate;
use super::candidates::Sort;
use super::names;
use super::tags::Tag;
use super::tokens::Token;
use super::words::QUOTED;

/// Those whom the press asks.
const ASKED: [&str; 22] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "meteorologist",
    "analyst",
    "economist",
    "strategist",
    "reporter",
    "correspondent",
    "journalist",
    "editor",
    "columnist",
    "expert",
    "fellow",
    "researcher",
    "professor",
    "lecturer",
    "coroner",
    "dispatcher",
    "judge",
    "attorney",
    "lawyer",
];

/// Whether a person is one of those whom the press asks: a spokesman, an analyst.
pub(super) fn is_mouthpiece(tokens: &[Token], it: &Candidate) -> bool {
    let before =
        tokens[..it.tokens.start].iter().rev().take(3).take_while(|it| it.tag != Tag::Sign);
    let behind =
        tokens[it.tokens.end..].iter().skip(1).take(7).take_while(|it| it.tag != Tag::Sign);
    let follows = tokens.get(it.tokens.end).is_some_and(|it| it.lower == ",");
    // "the BBC's Henrik Vale"
    let is_reporter = matches!(&tokens[..it.tokens.start], [.., press, own]
        if matches!(&*press.lower, "bbc" | "cnn" | "reuters" | "afp" | "ap" | "times" | "guardian" | "jazeera" | "post" | "news")
            && matches!(&*own.lower, "'s" | "\u{2019}s"));
    is_reporter
        || before.chain(behind.filter(|_| follows)).any(|it| ASKED.contains(&&*it.lower))
        || matches!(&tokens[..it.tokens.start], [.., press, office]
            if press.lower == "press" && office.lower == "secretary")
}

/// Whether a name is only where one who is quoted works: `said Ann Lee, a scientist at _____`.
pub(super) fn is_affiliation(tokens: &[Token], it: &Candidate) -> bool {
    let before = &tokens[..it.tokens.start];
    // "for the city's _____"
    let joined = before
        .iter()
        .rev()
        .take(4)
        .any(|it| matches!(&*it.lower, "at" | "of" | "with" | "for" | "from"));
    let is_quoted = tokens.iter().any(|it| QUOTED.contains(&&*it.lower) || it.lower == "according");
    let own = before.iter().rev().take_while(|it| !matches!(it.tag, Tag::Verb | Tag::Auxiliary));
    let works = |it: &Token| {
        it.tag == Tag::Noun
            && (names::is_job(&it.lower)
                || names::is_office(&it.lower)
                || ASKED.contains(&&*it.lower)
                || it.lower.len() > 6 && it.lower.ends_with("ist"))
    };
    it.sort != Sort::Person && joined && is_quoted && own.into_iter().any(works)
}

/// Whether a place is only where somebody said so: `told the Varne Times in _____`, `in a speech in _____`.
pub(super) fn is_where_said(tokens: &[Token], it: &Candidate) -> bool {
    let [before @ .., led] = &tokens[..it.tokens.start] else { return false };
    let says = |it: &Token| {
        QUOTED.contains(&&*it.lower)
            || matches!(&*it.lower, "speaking" | "spoke" | "speech" | "interview" | "conference")
    };
    let is_end = |it: &Token| {
        matches!(it.tag, Tag::Verb | Tag::Auxiliary)
            || matches!(&*it.lower, "that" | "\"" | "\u{201d}")
    };
    let said = before.iter().rev().find(|it| says(it) || is_end(it)).is_some_and(says);
    matches!(&*led.lower, "in" | "at" | "outside" | "near") && said
}

/// Whether a date is only that on which somebody said so: `told the Varne Times in _____`.
pub(super) fn is_saying(tokens: &[Token], it: &Candidate) -> bool {
    let before = tokens[..it.tokens.start].iter().rev();
    let mut whom = before.skip_while(|it| it.tag == Tag::Preposition).skip_while(|it| {
        matches!(it.tag, Tag::Name | Tag::Determiner) || it.capital && it.tag == Tag::Noun
    });
    whom.next().is_some_and(|it| QUOTED.contains(&&*it.lower) || it.lower == "spoke")
}

/// Whether a name is the subject of a verb of saying, behind it, before it, or before a few words on who it is.
pub(super) fn is_speaker(tokens: &[Token], it: &Candidate) -> bool {
    let says = |at: usize| {
        tokens.get(at).is_some_and(|it| QUOTED.contains(&&*it.lower) || it.lower == "described")
    };
    // "said Tom Forte", "said economist Tom Forte"
    let before = tokens[..it.tokens.start].iter().rev().take(8);
    let said_before = before
        .take_while(|it| it.tag != Tag::Sign && it.tag != Tag::Preposition && it.lower != "that")
        .any(|it| QUOTED.contains(&&*it.lower) && it.lower != "told");
    let end = it.tokens.end;
    let is_quoted = tokens.get(end + 1).is_some_and(|it| it.lower == "quoted");
    // "was quoted by the Varne Times"
    let closes = |it: &Token| matches!(&*it.lower, "\"" | "\u{201d}" | ",");
    let is_last = tokens.iter().rfind(|it| it.tag != Tag::Sign);
    let ends_with_saying = is_last.is_some_and(|it| QUOTED.contains(&&*it.lower))
        && it.tokens.start.checked_sub(1).is_some_and(|at| closes(&tokens[at]));
    let quotes = tokens[..it.tokens.start]
        .windows(2)
        .rev()
        .take(3)
        .any(|two| two[0].lower == "quoted" && two[1].lower == "by");
    if said_before
        || ends_with_saying
        || quotes
        || is_quoted
        || says(end)
        || says(end + 1) && matches!(tokens[end].tag, Tag::Adverb | Tag::Adjective)
        || has_found(tokens, end)
    {
        return true;
    }
    if tokens.get(end).is_none_or(|it| it.lower != ",") {
        return false;
    }
    if tokens.get(end + 1).is_some_and(|it| matches!(&*it.lower, "said" | "says" | "added")) {
        return true;
    }
    // "Tom Forte, who follows Amazon for the firm, said", "Ann Lee, head of Varne, the biggest port, says"
    (end + 1..tokens.len().min(end + 40)).any(|at| tokens[at].lower == "," && says(at + 1))
}

/// `has previously established.`, which ends what was told before it.
fn has_found(tokens: &[Token], at: usize) -> bool {
    let finds = |it: &Token| {
        matches!(
            &*it.lower,
            "established" | "found" | "shown" | "learned" | "reported" | "confirmed" | "estimated"
        )
    };
    let rest = &tokens[at.min(tokens.len())..];
    matches!(rest, [has, .., found, end]
        if rest.len() <= 4
            && matches!(&*has.lower, "has" | "have" | "had")
            && finds(found)
            && end.tag == Tag::Sign)
}

/// Whether a name is only that of whom somebody told it: `told the reporter _____ that`.
pub(super) fn is_listener(tokens: &[Token], it: &Candidate) -> bool {
    let before = tokens[..it.tokens.start].iter().rev().take(5);
    let mut words = before.skip_while(|it| {
        matches!(it.tag, Tag::Noun | Tag::Name | Tag::Adjective | Tag::Determiner)
    });
    words.next().is_some_and(|it| matches!(&*it.lower, "told" | "tells"))
}

/// Whether a name is that of a body that only gathered or told it: `data compiled by _____`, `told _____`, `reported
/// _____`, `figures from _____`.
pub(super) fn is_source(tokens: &[Token], it: &Candidate) -> bool {
    let before = tokens[..it.tokens.start].iter().rev().filter(|it| it.tag != Tag::Determiner);
    let led: Vec<&str> = before.take(2).map(|it| &*it.lower).collect();
    let [last, first] = led.as_slice() else { return false };
    let gathers = matches!(
        *first,
        "compiled" | "published" | "collected" | "gathered" | "obtained" | "reported"
    );
    let is_data = matches!(*first, "data" | "figures" | "numbers" | "estimates" | "statistics");
    match *last {
        "told" | "tells" | "reported" | "reports" | "journal" => true,
        "by" => gathers || is_data || matches!(*first, "supported" | "funded" | "sponsored"),
        "from" | "of" => is_data,
        "in" => matches!(*first, "published" | "journal"),
        "to" => matches!(*first, "speaking" | "spoke" | "talking" | "confirmed" | "said"),
        "with" => *first == "interview",
        _ => false,
    }
}
