//! What of a sentence could be asked for: names, dates, numbers, and phrases of nouns, as ranges of its
//! tokens. Judges none of them.

use std::ops::Range;

use super::names::{self, Named};
use super::tags::{NUMBER_WORDS, Tag};
use super::tokens::Token;
use crate::time::MONTHS;

/// What sort of answer it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sort {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organisation.
    Organisation,
    /// A name of another sort, or of one that is not known.
    Name,
    /// A year, a day, a month with a year, a century.
    Date,
    /// A number, with its unit where it has one.
    Number,
    /// A number and what it counts.
    Count,
    /// A phrase of nouns.
    Term,
    /// Two phrases of nouns with `of` between them.
    TermOf,
}

impl Sort {
    /// The word for it, as `--only` knows it and hints show it.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Person => "person",
            Sort::Place => "place",
            Sort::Organisation => "organisation",
            Sort::Name => "name",
            Sort::Date => "date",
            Sort::Number | Sort::Count => "number",
            Sort::Term | Sort::TermOf => "term",
        }
    }
}

/// Whether a word in small letters is a month.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.contains(&word)
}

const SCALES: [&str; 10] = [
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "percent",
    "%",
    "percentage",
    "per",
    "dozen",
];

/// Whether a word only multiplies or measures a number.
pub(super) fn is_scale(word: &str) -> bool {
    SCALES.contains(&word)
}

/// The answers that could be asked for in a sentence, by where they begin.
pub(super) fn candidates(text: &str, tokens: &[Token]) -> Vec<(Range<usize>, Sort)> {
    let mut found: Vec<(Range<usize>, Sort)> = Vec::new();
    let dates = dates(text, tokens);
    let in_date = |at: usize| dates.iter().any(|date| date.contains(&at));
    found.extend(dates.iter().map(|date| (date.clone(), Sort::Date)));
    // "2 June 1809", of which the year alone may be asked for
    let years = dates.iter().filter(|date| date.len() > 1 && is_year(text, &tokens[date.end - 1]));
    found.extend(years.map(|date| (date.end - 1..date.end, Sort::Date)));
    for number in numbers(tokens, &in_date) {
        let counted = phrase_at(tokens, number.end);
        if counted > number.end && tokens[number.end..counted].iter().any(|it| it.tag == Tag::Noun)
        {
            found.push((number.start..counted, Sort::Count));
        }
        found.push((number, Sort::Number));
    }
    for name in names_in(tokens, &in_date) {
        let name = with_article(tokens, name);
        let words: Vec<&str> = tokens[name.clone()].iter().map(|token| &*token.lower).collect();
        if let Some(at) = names::person_within(&words) {
            found.push((name.start + at..name.end, Sort::Person));
        }
        found.push((name.clone(), sort_of_name(tokens, &name)));
    }
    let mut at = 0;
    let mut last: Option<Range<usize>> = None;
    while at < tokens.len() {
        let end = if in_date(at) { at } else { phrase_at(tokens, at) };
        if end == at {
            at += 1;
            continue;
        }
        let phrase = at..end;
        if !found.iter().any(|(range, _)| *range == phrase) {
            found.push((phrase.clone(), Sort::Term));
        }
        if let Some(before) = last.filter(|before| joined_by_of(tokens, before.end, at)) {
            let both = before.start..end;
            if !found.iter().any(|(range, _)| *range == both) {
                found.push((both, Sort::TermOf));
            }
        }
        last = Some(phrase);
        at = end;
    }
    found.sort_by_key(|(range, sort)| (range.start, range.end, *sort));
    found
}

/// Whether only `of` and an article stand between two places.
fn joined_by_of(tokens: &[Token], from: usize, to: usize) -> bool {
    tokens.get(from).is_some_and(|token| token.lower == "of")
        && (from + 1..to).all(|at| tokens[at].tag == Tag::Determiner)
        && to <= from + 2
}

/// The end of the phrase of nouns that begins here; the same place where none does.
fn phrase_at(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    let mut end = start;
    while let Some(token) = tokens.get(at) {
        match token.tag {
            Tag::Noun | Tag::Name => end = at + 1,
            Tag::Adjective => {}
            Tag::Number if at == start => {}
            _ => break,
        }
        at += 1;
    }
    end
}

/// The numbers of a sentence that are no dates.
fn numbers(tokens: &[Token], in_date: &dyn Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].tag != Tag::Number || in_date(at) {
            at += 1;
            continue;
        }
        let is_sign =
            |at: usize| matches!(&*tokens[at].lower, "$" | "\u{20ac}" | "\u{a3}" | "\u{a5}");
        let touches = |at: usize| at > 0 && tokens[at - 1].range.end == tokens[at].range.start;
        let start = if at > 0 && touches(at) && is_sign(at - 1) { at - 1 } else { at };
        let mut end = at + 1;
        while tokens.get(end).is_some_and(|token| {
            // "0.2 percentage points"
            let scale = SCALES.contains(&&*token.lower)
                && token.lower != "per"
                && !(token.lower == "percentage"
                    && tokens.get(end + 1).is_some_and(|it| it.lower.starts_with("point")));
            scale || NUMBER_WORDS.contains(&&*token.lower) && tokens[end - 1].tag == Tag::Number
        }) {
            end += 1;
        }
        if tokens.get(end).is_some_and(|token| token.lower == "per")
            && tokens.get(end + 1).is_some_and(|token| token.lower == "cent")
        {
            end += 2;
        }
        found.push(start..end);
        at = end;
    }
    found
}

/// Whether a token is a year.
pub(super) fn is_year(text: &str, token: &Token) -> bool {
    let word = &text[token.range.clone()];
    word.len() == 4
        && word.bytes().all(|byte| byte.is_ascii_digit())
        && word.parse().is_ok_and(|year: u16| (1000..2100).contains(&year))
}

/// Whether the number behind a month counts what follows: `In January 25 people`.
fn counts_after_month(text: &str, tokens: &[Token], month: usize) -> bool {
    let before = month.checked_sub(1).map_or("", |at| &*tokens[at].lower);
    let has_year =
        tokens[month + 2..].iter().take(2).any(|it| it.lower != "," && is_year(text, it));
    let counts = tokens.get(month + 2).is_some_and(|it| {
        it.tag == Tag::Noun
            && !it.capital
            && (it.lower.ends_with('s') || matches!(&*it.lower, "people" | "men" | "women"))
    });
    !has_year && (before == "in" || counts && before != "on")
}

fn dates(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let lower = |at: usize| tokens.get(at).map_or("", |token| &*token.lower);
    let is_month = |at: usize| MONTHS.contains(&lower(at)) && tokens[at].capital;
    let is_day = |at: usize| {
        let word = lower(at).trim_end_matches(
            ["s", "t", "n", "d", "r", "h"].map(|s| s.chars().next().unwrap_or(' ')),
        );
        word.len() <= 2 && word.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
    };
    let year = |at: usize| tokens.get(at).is_some_and(|token| is_year(text, token));
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let start = at;
        let mut end = at;
        if is_day(at) && is_month(at + 1) {
            end = at + 2;
        } else if is_month(at) {
            let with_day = is_day(at + 1) && !counts_after_month(text, tokens, at);
            end = at + 1 + usize::from(with_day);
            let is_alone = !(with_day || year(at + 1) || lower(at + 1) == "," && year(at + 2));
            if is_alone {
                end = at;
            }
        }
        if end > at {
            let comma = usize::from(lower(end) == ",");
            if year(end + comma) {
                end += comma + 1;
            }
        } else if year(at) {
            // "1500 people" counts them.
            let counts = tokens.get(at + 1).is_some_and(|next| {
                next.tag == Tag::Noun && next.lower.ends_with('s') && !next.capital
            }) && at > 0
                && !matches!(lower(at - 1), "in" | "since" | "by" | "the");
            if !counts {
                end = at + 1;
            }
        } else if is_decade(lower(at)) {
            end = at + 1;
        } else if tokens[at].tag == Tag::Adjective
            && lower(at).starts_with(|c: char| c.is_ascii_digit())
            && matches!(lower(at + 1), "century" | "centuries" | "millennium")
            || is_ordinal_word(lower(at)) && lower(at + 1) == "century"
            || lower(at).starts_with(|c: char| c.is_ascii_digit())
                && matches!(lower(at + 1), "bc" | "bce" | "ad" | "ce")
        {
            end = at + 2;
        }
        if end > start && matches!(lower(end), "bc" | "bce" | "ad" | "ce") {
            end += 1;
        }
        if end > start {
            found.push(start..end);
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn is_decade(word: &str) -> bool {
    word.len() == 5 && word.ends_with("0s") && word[..4].bytes().all(|byte| byte.is_ascii_digit())
}

fn is_ordinal_word(word: &str) -> bool {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    ORDINALS.contains(&word)
        || word.ends_with("teenth")
        || word == "twentieth"
        || word == "twenty-first"
}

/// Runs of names, and those that `of`, `for the` and the like join.
fn names_in(tokens: &[Token], in_date: &dyn Fn(usize) -> bool) -> Vec<Range<usize>> {
    let is_name = |at: usize| {
        tokens.get(at).is_some_and(|it| it.tag == Tag::Name || it.tag == Tag::Number && it.capital)
            && !in_date(at)
    };
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !is_name(at) {
            at += 1;
            continue;
        }
        let start = at;
        while is_name(at) {
            at += 1;
        }
        runs.push(start..at);
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut idx = 0;
    while idx < runs.len() {
        let mut whole = runs[idx].clone();
        found.push(whole.clone());
        while let Some(next) =
            runs.get(idx + 1).filter(|next| are_joined(tokens, &whole, next.start))
        {
            whole.end = next.end;
            found.push(next.clone());
            idx += 1;
        }
        if whole != runs[idx] {
            found.push(whole);
        }
        idx += 1;
    }
    found
}

fn are_joined(tokens: &[Token], name: &Range<usize>, to: usize) -> bool {
    let from = name.end;
    // "Clara Nordin of Storhult" names a person and a place.
    let sort = sort_of_name(tokens, name);
    let is_person = sort == Sort::Person;
    // "Museum for Art", but not "New York for Newark".
    let last = &*tokens[from - 1].lower;
    let is_body = sort == Sort::Organisation
        || matches!(last, "center" | "centre" | "fund" | "campaign" | "movement" | "alliance");
    let words: Vec<&str> = tokens[from..to].iter().map(|token| &*token.lower).collect();
    match words.as_slice() {
        ["of"] | ["of", "the"] => !is_person,
        ["for"] | ["for", "the"] => is_body,
        ["de" | "van" | "von" | "di" | "del" | "da" | "la" | "al" | "bin" | "ibn"]
        | ["de", "la"]
        | ["van", "der" | "de" | "den"] => true,
        _ => false,
    }
}

/// Whether a run of names is a part of a longer one that `of` or `for` joins.
pub(super) fn is_part(tokens: &[Token], name: &Range<usize>) -> bool {
    names_in(tokens, &|_| false)
        .iter()
        .any(|it| it.start <= name.start && name.end <= it.end && it.len() > name.len() + 1)
}

/// The article that belongs to a name, such as that of `The Phantom Menace`: one with a capital inside a sentence.
fn with_article(tokens: &[Token], name: Range<usize>) -> Range<usize> {
    let is_article = |it: &Token| it.capital && matches!(&*it.lower, "the" | "a" | "an");
    let goes_on = |it: &Token| it.tag != Tag::Sign || matches!(&*it.lower, "," | "(");
    match name.start {
        at if at > 1 && is_article(&tokens[at - 1]) && goes_on(&tokens[at - 2]) => at - 1..name.end,
        _ => name,
    }
}

fn sort_of_name(tokens: &[Token], name: &Range<usize>) -> Sort {
    let words: Vec<&str> = tokens[name.clone()].iter().map(|token| &*token.lower).collect();
    let before = name.start.checked_sub(1).map(|at| &*tokens[at].lower);
    let before_it = name.start.checked_sub(1).map(|at| &tokens[at]);
    // "the Adelaide Oval", "around Tora Bora"
    let is_led = before_it.is_some_and(|it| {
        it.tag == Tag::Determiner
            || matches!(
                &*it.lower,
                "in" | "at" | "near" | "around" | "outside" | "inside" | "across"
            )
    });
    // "Palestinian leader Yasser Arafat"
    let is_called = (2..=3).contains(&words.len())
        && before_it.is_some_and(|it| {
            it.tag == Tag::Noun && (names::is_job(&it.lower) || names::is_office(&it.lower))
        });
    match names::sort_of(before, &words) {
        Named::Person if is_led && !names::is_title(words[0]) => Sort::Name,
        Named::Unknown if is_called => Sort::Person,
        Named::Person => Sort::Person,
        Named::Place => Sort::Place,
        Named::Organisation => Sort::Organisation,
        Named::Unknown => Sort::Name,
    }
}
