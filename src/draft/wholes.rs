//! Whether a gap takes a whole expression: no clock time, score or number of a house is cut in two, no
//! person's age or compound word, and a number says what it counts.

use super::Candidate;
use super::calendar::is_weekday;
use super::candidates::Sort;
use super::tags::Tag;
use super::text::{Sentence, bytes};
use super::tokens::Token;

/// Why an answer is no whole expression of its sentence; `None` where it is.
pub(super) fn cut(block: &str, sentence: &Sentence, it: &Candidate) -> Option<&'static str> {
    let span = bytes(sentence, &it.tokens);
    let before = block[sentence.range.start..span.start].chars().next_back();
    let after = &block[span.end..sentence.range.end];
    let mut rest = after.chars();
    let (next, then) = (rest.next(), rest.next());
    let opens = |c: char| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '"' | '\'' | '\u{201c}' | '\u{2018}' | '\u{2014}' | '\u{ab}')
    };
    let closes =
        |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '/' | '\u{2010}'..='\u{2013}');
    let goes_on = next.is_some_and(|c| {
        !closes(c)
            || matches!(c, ':' | '.' | ',' | '\'' | '\u{2019}')
                && then.is_some_and(char::is_alphanumeric)
    });
    // "Remain Co. will", and the name that heads a list: "Ohio: ..."
    let stops = next == Some('.') && after[1..].contains(char::is_alphanumeric);
    let heads = it.tokens.start == 0 && next == Some(':');
    if before.is_some_and(|c| !opens(c)) || goes_on || heads || stops {
        return Some("the answer is a part of a longer expression");
    }
    let tokens = &sentence.tokens;
    let inside = &tokens[it.tokens.clone()];
    if it.sort == Sort::Number { number(block, tokens, inside, it) } else { None }
}

/// The same for numbers.
fn number(block: &str, tokens: &[Token], inside: &[Token], it: &Candidate) -> Option<&'static str> {
    let after = |n: usize| tokens.get(it.tokens.end + n).map_or("", |it| &*it.lower);
    let before = |n: usize| {
        it.tokens.start.checked_sub(n).and_then(|at| tokens.get(at)).map_or("", |it| &*it.lower)
    };
    if is_clock(after(0)) || before(1) == "o'clock" {
        return Some("the answer is a time of day");
    }
    let is_age = matches!(after(0), "years" | "months" | "days" | "weeks")
        && (after(1) == "old" || after(1) == "of" && after(2) == "age")
        || matches!(before(1), "aged" | "age" | "ages")
        || before(1) == "age" && before(2) == "of"
        || before(1) == "," && matches!(after(0), "," | ".") && names_a_person(tokens, it)
        || inside.iter().any(|it| it.lower.contains("-old"));
    if is_age {
        return Some("the answer is an age");
    }
    // "Dec. 23"
    let month = if before(1) == "." { before(2) } else { before(1).trim_end_matches('.') };
    if month.len() > 2 && crate::time::MONTHS.iter().any(|it| it.starts_with(month)) {
        return Some("the answer is a part of a date");
    }
    // "September 11 attacks", "District 12"
    let is_of_name = it.tokens.start.checked_sub(1).is_some_and(|at| {
        tokens[at].capital
            && matches!(tokens[at].tag, Tag::Name | Tag::Noun)
            && !is_weekday(before(1))
            && at > 0
            && inside[0].lower.starts_with(|c: char| c.is_ascii_digit())
    });
    // "a $7 billion-a-year industry"
    let is_scaled = ["hundred-", "thousand-", "million-", "billion-", "trillion-"]
        .iter()
        .any(|scale| after(0).starts_with(scale));
    if is_of_name || is_scaled || inside.iter().any(|it| !is_plain(&block[it.range.clone()])) {
        return Some("the answer is a part of a longer expression");
    }
    if after(0).starts_with(['\u{bd}', '\u{bc}', '\u{be}', '\u{2153}', '\u{2154}'])
        || after(0) == "and" && matches!(after(1), "a") && matches!(after(2), "half" | "quarter")
        || after(0).contains('/')
    {
        return Some("the answer is a part of a longer number");
    }
    let next = tokens.get(it.tokens.end);
    let measures = inside.iter().any(|it| {
        matches!(
            &*it.lower,
            "%" | "percent" | "percentage" | "cent" | "$" | "\u{20ac}" | "\u{a3}" | "\u{a5}"
        )
    });
    let counts = next.is_some_and(|it| matches!(it.tag, Tag::Noun | Tag::Adjective | Tag::Name))
        || after(0) == "of"
        || matches!(after(0), "injured" | "wounded" | "killed" | "dead" | "missing" | "hurt")
        || matches!(after(0), "-" | "\u{2010}")
        || after(0) == "more"
            && tokens.get(it.tokens.end + 1).is_some_and(|it| it.tag == Tag::Noun);
    (!measures && !counts).then_some("the number does not say what it counts")
}

fn is_clock(next: &str) -> bool {
    matches!(
        next,
        "a.m"
            | "a.m."
            | "p.m"
            | "p.m."
            | "am"
            | "pm"
            | "o'clock"
            | "o\u{2019}clock"
            | "gmt"
            | "noon"
    )
}

/// Whether a name stands right before the comma before a number: `Anna Sandell, 51,`.
fn names_a_person(tokens: &[Token], it: &Candidate) -> bool {
    it.tokens.start.checked_sub(2).is_some_and(|at| tokens[at].tag == Tag::Name)
}

/// Whether a word is a number and nothing else: `1,600`, `six`, `3.5`, `$`, but not `50s`, `22-year-old` or `½`.
fn is_plain(word: &str) -> bool {
    let is_word = word.chars().all(|c| c.is_alphabetic() || c == '-');
    let is_figure = word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    is_word || is_figure || matches!(word, "%" | "$" | "\u{20ac}" | "\u{a3}" | "\u{a5}")
}
