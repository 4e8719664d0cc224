//! Times told by the day of the article, `last year`, `35 years ago`, told by its date instead, or, where that is not
//! known, as they stand to the article that the title names: `the previous year`, `35 years earlier`.

use super::calendar::is_unit;
use super::day::Day;
use super::reworded::Edits;
use super::tags::Tag;
use super::tokens::Token;
use crate::time::MONTHS;

/// What to put for the times of a sentence that are told by the day of its article.
pub(super) fn reworded_times(block: &str, tokens: &[Token], day: Option<Day>) -> Edits {
    let names_year = tokens.iter().any(|it| super::candidates::is_year(block, it));
    let mut found = Edits::new();
    let mut at = 0;
    while at < tokens.len() {
        let new = one(tokens, at, day, names_year);
        let Some((n, new)) = new else {
            at += 1;
            continue;
        };
        let begins = at == 0 || tokens[..at].iter().all(|it| it.tag == Tag::Sign);
        let new = if begins { capitalised(&new) } else { new };
        found.push((tokens[at].range.start..tokens[at + n - 1].range.end, new));
        at += n;
    }
    found
}

pub(super) fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |c| c.to_uppercase().chain(rest).collect())
}

/// What to put for the tokens from here on: how many, and the words.
fn one(tokens: &[Token], at: usize, day: Option<Day>, names_year: bool) -> Option<(usize, String)> {
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    let before = at.checked_sub(1).map_or("", word);
    let owns = matches!(word(at + 2), "'s" | "\u{2019}s");
    let is_led = at > 0 && tokens[at - 1].tag == Tag::Preposition
        || matches!(before, "than" | "until" | "and" | "or" | "since");
    let which = word(at);
    match (which, word(at + 1)) {
        ("last" | "this" | "next", "year") => {
            let step = match which {
                "last" => -1,
                "next" => 1,
                _ => 0,
            };
            if let Some(day) = day {
                let year = day.year + step;
                // "in May last year"
                let is_led = is_led || MONTHS.contains(&before);
                let new = if owns || is_led { year.to_string() } else { format!("in {year}") };
                return Some((2, new));
            }
            let new = match (which, owns) {
                _ if names_year => return None,
                ("last", _) => "the previous year",
                ("next", _) => "the following year",
                _ => return None,
            };
            Some((2, new.to_owned()))
        }
        // "this plan" is the plan, which must be known like any other.
        ("this" | "these", noun) if !is_unit(noun) && is_plain_noun(tokens, at + 1) => {
            Some((1, "the".to_owned()))
        }
        ("that" | "those", _)
            if at > 0
                && tokens[at - 1].tag == Tag::Preposition
                && is_plain_noun(tokens, at + 1)
                && !is_unit(word(at + 1)) =>
        {
            Some((1, "the".to_owned()))
        }
        ("last" | "next", month)
            if MONTHS.contains(&month) && tokens[at + 1].capital && !names_year =>
        {
            let month_of = MONTHS.iter().position(|it| *it == month)? + 1;
            let Some(day) = day else {
                let side = if which == "last" { "previous" } else { "following" };
                return Some((2, format!("the {side} {}", capitalised(month))));
            };
            let year = match which {
                "last" => day.year - i32::from(month_of >= day.month),
                _ => day.year + i32::from(month_of <= day.month),
            };
            let lead = if is_led { "" } else { "in " };
            Some((2, format!("{lead}{} {year}", capitalised(month))))
        }
        ("last" | "next", "summer" | "fall" | "autumn" | "winter" | "spring")
            if !owns && !names_year =>
        {
            let side = if which == "last" { "previous" } else { "following" };
            Some((2, format!("the {side} {}", word(at + 1))))
        }
        ("last" | "next", "month" | "week") if !owns && !names_year => {
            if which == "last"
                && word(at + 1) == "month"
                && let Some(day) = day
            {
                let (year, month) =
                    if day.month == 1 { (day.year - 1, 12) } else { (day.year, day.month - 1) };
                let month = capitalised(MONTHS[month - 1]);
                let lead = if is_led { "" } else { "in " };
                return Some((2, format!("{lead}{month} {year}")));
            }
            let side = if which == "last" { "previous" } else { "following" };
            Some((2, format!("the {side} {}", word(at + 1))))
        }
        ("last" | "past" | "next" | "coming", _) if before == "the" && at > 1 => {
            let counted = tokens.get(at + 1)?;
            let is_counted =
                counted.tag == Tag::Number || matches!(&*counted.lower, "few" | "several");
            let is_one = is_unit(word(at + 1));
            let n = if is_counted { 2 } else { 1 };
            if !(is_counted || is_one)
                || !is_unit(word(at + n))
                || is_year_named(tokens, at + n + 1)
            {
                return None;
            }
            if matches!(word(at + n + 1), "'s" | "\u{2019}s" | "of") {
                return None;
            }
            let side = if matches!(which, "last" | "past") { "previous" } else { "following" };
            Some((1, side.to_owned()))
        }
        ("ago", _) if at > 1 && is_unit(before) && !names_year => Some((1, "earlier".to_owned())),
        _ => None,
    }
}

/// Whether a noun follows here that has no pointing word of its own, at once or behind an adjective.
fn is_plain_noun(tokens: &[Token], at: usize) -> bool {
    let is = |at: usize, tag: Tag| tokens.get(at).is_some_and(|it| it.tag == tag && !it.capital);
    is(at, Tag::Noun) || is(at, Tag::Adjective) && is(at + 1, Tag::Noun)
}

fn is_year_named(tokens: &[Token], from: usize) -> bool {
    tokens
        .iter()
        .skip(from)
        .take(2)
        .any(|it| it.lower.len() == 4 && it.lower.bytes().all(|b| b.is_ascii_digit()))
}
