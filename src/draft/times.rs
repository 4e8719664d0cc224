//! Times that only say when it was in the news, `yesterday`, `late on Thursday`, `this week`, and can go where what is
//! told is over. A time that measures, such as `last year`, stays.

use std::ops::Range;

use super::calendar::is_weekday;
use super::candidates::is_month;
use super::tags::Tag;
use super::tokens::Token;

/// The times that can go, by their tokens.
pub(super) fn loose_times(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let time = weekday(tokens, at).or_else(|| of_the_day(tokens, at));
        at = time.as_ref().map_or(at + 1, |time| time.end);
        found.extend(time);
    }
    found
}

/// `today`, `earlier this week`, which begins here.
fn of_the_day(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    let mut start = at;
    let end = match (word(at), word(at + 1)) {
        (
            "this" | "last",
            "week" | "month" | "weekend" | "morning" | "afternoon" | "evening" | "night",
        ) => at + 2,
        ("today" | "yesterday" | "recently", _) => at + 1,
        _ => return None,
    };
    while start > 0 && matches!(word(start - 1), "late" | "early" | "later" | "earlier" | "just") {
        start -= 1;
    }
    let is_led = start.checked_sub(1).is_some_and(|at| {
        tokens[at].tag == Tag::Preposition
            || matches!(&*tokens[at].lower, "than" | "until" | "and" | "or" | "most" | "more")
    });
    // "this week's vote", "this month showed", "this week and next"
    let is_bound = tokens.get(end).is_some_and(|it| {
        matches!(&*it.lower, "'s" | "\u{2019}s" | "and" | "or" | "that" | "alone" | "-")
            || start == 0 && matches!(it.tag, Tag::Verb | Tag::Auxiliary)
            || end - at == 2 && matches!(it.tag, Tag::Noun | Tag::Auxiliary)
    });
    (!is_led && !is_bound && is_over(tokens) && !closes_clause(tokens, start, end))
        .then_some(start..end)
}

/// `on Friday`, `late Thursday`, whose name stands here.
fn weekday(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    if at == 0 || !is_weekday(word(at)) || !tokens[at].capital {
        return None;
    }
    let mut start = at;
    while start > 0
        && matches!(word(start - 1), "on" | "late" | "early" | "later" | "earlier" | "sometime")
    {
        start -= 1;
    }
    let mut end = at + 1;
    while matches!(word(end), "morning" | "afternoon" | "evening" | "night") {
        end += 1;
    }
    let goes_on = tokens.get(end).is_none_or(|it| {
        it.tag == Tag::Preposition && it.lower != "of"
            || matches!(&*it.lower, "." | "," | ";" | "that" | "to" | "and" | "when" | "as")
    });
    // "between Monday and Friday", "the Monday after" and "released on Friday showed" need theirs.
    let is_bare = start == at;
    // "were absent Monday", but not "on a busy Monday"
    let is_told = matches!(&tokens[..start], [.., be, it]
        if be.tag == Tag::Auxiliary && it.tag == Tag::Adjective)
        && tokens.get(end).is_some_and(|it| it.lower == ".");
    let stands_free = start.checked_sub(1).map(|at| &tokens[at]).is_some_and(|it| {
        !matches!(it.tag, Tag::Preposition | Tag::Determiner | Tag::Adjective)
            && !matches!(&*it.lower, "and" | "or" | "," | "past" | "last" | "next")
            && !super::calendar::is_calendar(it)
            && (!is_bare || it.tag == Tag::Verb || it.tag == Tag::Noun)
    });
    // "in statements published Sunday.", "the law, passed on Monday, allows"
    // "On Monday, Vale sold"
    let begins = start == 0 && tokens[0].lower == "on" && word(end) == "," && is_over(tokens);
    let closes = tokens.get(end).is_some_and(|it| matches!(&*it.lower, "." | ","))
        && match &tokens[..start] {
            [.., comma, participle] if comma.lower == "," => participle.lower.ends_with("ed"),
            [.., noun, participle] if noun.tag == Tag::Noun => matches!(
                &*participle.lower,
                "published" | "issued" | "released" | "posted" | "aired"
            ),
            _ => false,
        };
    // "on Monday, 28 April, that"
    let is_dated = matches!(&tokens[end..], [comma, one, other, ..]
        if comma.lower == "," && (is_month(&one.lower) || is_month(&other.lower)));
    // "Friday and/or Saturday"
    let is_paired = tokens[..start].iter().rev().take(4).any(is_day)
        || tokens[end..].iter().take(4).any(is_day);
    (goes_on
        && (stands_free || is_told || begins)
        && !closes
        && !is_dated
        && !is_paired
        && !closes_clause(tokens, start, end))
    .then_some(start..end)
}

fn is_day(it: &Token) -> bool {
    it.capital && is_weekday(&it.lower)
}

/// `whose trial ended on Friday, was`: the comma closes a clause, which needs its end.
fn closes_clause(tokens: &[Token], start: usize, end: usize) -> bool {
    tokens.get(end).is_some_and(|it| it.lower == ",")
        && tokens[..start].iter().rev().take_while(|it| it.lower != ",").any(|it| {
            matches!(
                &*it.lower,
                "who" | "whose" | "whom" | "which" | "where" | "when" | "after" | "since"
            )
        })
}

/// Whether a sentence tells of what is over, and of nothing to come.
fn is_over(tokens: &[Token]) -> bool {
    let is_past = |it: &Token| match it.tag {
        Tag::Auxiliary => matches!(&*it.lower, "was" | "were" | "had" | "has" | "have" | "did"),
        Tag::Verb => {
            it.lower.ends_with("ed")
                || matches!(
                    &*it.lower,
                    "said"
                        | "told"
                        | "went"
                        | "won"
                        | "lost"
                        | "beat"
                        | "took"
                        | "made"
                        | "held"
                        | "met"
                        | "left"
                        | "came"
                        | "gave"
                        | "found"
                        | "began"
                        | "became"
                        | "sold"
                        | "bought"
                )
        }
        _ => false,
    };
    let is_to_come = |it: &Token| {
        matches!(
            &*it.lower,
            "will" | "shall" | "expected" | "due" | "going" | "scheduled" | "tomorrow"
        )
    };
    tokens.iter().any(is_past) && !tokens.iter().any(is_to_come)
}
