//! What is changed around a gap so that the prompt stands alone: a last name becomes the whole name that the
//! article gave before, the same figure in another unit goes, and so does a day of the week that only says when it
//! was in the news. Everything else stays as the article has it.

use std::ops::Range;

use super::Candidate;
use super::calendar::is_calendar;
use super::candidates::Sort;
use super::cast::{Cast, first_pronoun};
use super::names;
use super::sentence_refusals::n_loose;
use super::tags::Tag;
use super::text::{Sentence, bytes};
use super::times::loose_times;
use super::tokens::Token;

/// The text before the answer and that after it, mended.
pub(super) fn mended(block: &str, sentence: &Sentence, it: &Candidate, cast: &Cast) -> [String; 2] {
    let span = bytes(sentence, &it.tokens);
    let mut edits = whole_names(block, sentence, it, cast);
    edits.extend(with_subject(sentence, cast));
    edits.extend(without_other_unit(sentence, it));
    edits.extend(without_initials(sentence, it));
    edits.extend(without_also(sentence));
    edits.extend(without_times(block, sentence, it));
    edits.extend(without_loose_beginning(block, sentence, it, cast));
    // What somebody said stays as it was said.
    let quoted = quotations(&sentence.tokens);
    edits.retain(|(edit, _)| !quoted.iter().any(|it| it.start < edit.end && edit.start < it.end));
    edits.sort_by_key(|(range, _)| range.start);
    let part = |range: Range<usize>| {
        let mut out = String::new();
        let mut at = range.start;
        for (edit, new) in &edits {
            if edit.start >= at && edit.start >= range.start && edit.end <= range.end {
                out.push_str(&block[at..edit.start]);
                out.push_str(new);
                at = edit.end;
            }
        }
        out.push_str(&block[at..range.end]);
        out
    };
    let after = part(span.end..sentence.range.end);
    // "Corp ."
    let is_loose = after.trim_start().starts_with(['.', ',']) && !after.starts_with(['.', ',']);
    let after = if is_loose { after.trim_start().to_owned() } else { after };
    [part(sentence.range.start..span.start), after]
}

/// The bytes between quotation marks.
pub(super) fn quotations(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for it in tokens {
        match (&*it.lower, open) {
            ("\u{201c}" | "\"", None) => open = Some(it.range.end),
            ("\u{201d}" | "\"", Some(start)) => {
                found.push(start..it.range.start);
                open = None;
            }
            _ => {}
        }
    }
    found
}

type Edits = Vec<(Range<usize>, String)>;

/// The first last name of each person, with its title, becomes the whole name.
fn whole_names(block: &str, sentence: &Sentence, it: &Candidate, cast: &Cast) -> Edits {
    let tokens = &sentence.tokens;
    let mut seen: Vec<&str> = Vec::new();
    let mut edits = Edits::new();
    for (at, token) in tokens.iter().enumerate() {
        if it.tokens.contains(&at) || token.tag != Tag::Name || seen.contains(&&*token.lower) {
            continue;
        }
        let Some(whole) = cast.whole_name(&token.lower) else { continue };
        // The UN is not Kim Jong Un.
        if !whole.ends_with(&block[token.range.clone()]) {
            continue;
        }
        seen.push(&token.lower);
        let is_name = |at: usize| tokens.get(at).is_some_and(|it| it.tag == Tag::Name);
        let is_title = |at: usize| tokens.get(at).is_some_and(|it| names::is_title(&it.lower));
        let title = at.checked_sub(1).filter(|at| is_title(*at) && !it.tokens.contains(at));
        let first = title.unwrap_or(at);
        let is_longer = is_name(at + 1)
            || first.checked_sub(1).is_some_and(|at| {
                is_name(at) && !is_calendar(&tokens[at])
                    || matches!(&*tokens[at].lower, "de" | "van" | "von" | "bin" | "del" | "da")
            });
        // "the Obama administration" is as well known as the name.
        let is_of_another =
            first.checked_sub(1).is_some_and(|at| tokens[at].tag == Tag::Determiner);
        let is_mister = title.is_none_or(|at| {
            matches!(tokens[at].lower.trim_end_matches('.'), "mr" | "mrs" | "ms" | "dr")
        });
        if is_longer || is_of_another || whole.to_lowercase().contains(&it.answer.to_lowercase()) {
            continue;
        }
        let from = if is_mister { first } else { at };
        let range = tokens[from].range.start..token.range.end;
        if block[range.clone()] != *whole {
            edits.push((range, whole.to_owned()));
        }
    }
    edits
}

/// `He` at the beginning becomes the name.
fn with_subject(sentence: &Sentence, cast: &Cast) -> Edits {
    let pronoun = first_pronoun(&sentence.tokens).filter(|_| sentence.lead == 0);
    let name = cast.subject(sentence.asked).map(str::to_owned);
    pronoun
        .zip(name)
        .map(|(at, name)| (sentence.tokens[at].range.clone(), name))
        .into_iter()
        .collect()
}

/// `(118 miles)` behind the number that is asked for.
fn without_other_unit(sentence: &Sentence, it: &Candidate) -> Edits {
    let tokens = &sentence.tokens;
    let from = it.tokens.end;
    let behind = &tokens[from..];
    let Some(open) = behind.iter().take(4).position(|it| it.lower == "(") else {
        return Edits::new();
    };
    let Some(len) = behind[open..].iter().take(9).position(|it| it.lower == ")") else {
        return Edits::new();
    };
    let holds_number = behind[open..open + len].iter().any(|it| it.tag == Tag::Number);
    if it.sort != Sort::Number || !holds_number {
        return Edits::new();
    }
    let start = tokens[from + open - usize::from(from + open > 0)].range.end;
    vec![(start..behind[open + len].range.end, String::new())]
}

/// `(SEC)` behind the name that it abbreviates.
fn without_initials(sentence: &Sentence, it: &Candidate) -> Edits {
    let tokens = &sentence.tokens;
    initials_behind(tokens, it)
        .map(|range| {
            (tokens[it.tokens.end - 1].range.end..tokens[range.end - 1].range.end, String::new())
        })
        .into_iter()
        .collect()
}

/// The tokens in parentheses right behind an answer that are its own initials, with the parentheses.
pub(super) fn initials_behind(tokens: &[Token], it: &Candidate) -> Option<Range<usize>> {
    let end = it.tokens.end;
    let [open, short, close, ..] = &tokens[end..] else { return None };
    let own: String = tokens[it.tokens.clone()]
        .iter()
        .filter(|it| it.capital)
        .filter_map(|it| it.lower.chars().next())
        .collect();
    let short_letters = short.lower.replace('.', "");
    // "US Securities Exchange Commission (SEC)": the first may be left out.
    // "University of Georgia (UGA)": the last word may give more than its first letter.
    let is_own = short.capital
        && short_letters.chars().count() > 1
        && (own.ends_with(&short_letters)
            || own.chars().count() > 1 && short_letters.starts_with(&own));
    (open.lower == "(" && close.lower == ")" && is_own).then_some(end..end + 3)
}

/// `But` and `However,` at the beginning; what follows begins with a capital.
fn without_loose_beginning(block: &str, sentence: &Sentence, it: &Candidate, cast: &Cast) -> Edits {
    let tokens = &sentence.tokens;
    let n = n_loose(tokens);
    let Some(first) = tokens.get(n).filter(|_| n > 0 && it.tokens.start >= n) else {
        return Edits::new();
    };
    let start = first.range.start;
    let named = cast.subject(sentence.asked).is_some() && first_pronoun(tokens).is_some();
    let small = block[start..].chars().next().filter(|c| c.is_lowercase() && !named);
    let capital = small.filter(|_| it.tokens.start > n);
    let end = start + capital.map_or(0, char::len_utf8);
    vec![(
        sentence.range.start..end,
        capital.map(|c| c.to_uppercase().collect()).unwrap_or_default(),
    )]
}

/// `also`, which adds to what a sentence before told, and `was later named`; `but also` and `also known as` add to their
/// own.
fn without_also(sentence: &Sentence) -> Edits {
    let tokens = &sentence.tokens;
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    let adds = |at: &usize| {
        word(*at) == "also"
            && !matches!(word(at - 1), "but" | "and" | "or" | "," | "(" | "who" | "which" | "that")
            && !matches!(word(at + 1), "known" | "called" | "named" | "spelled" | "written" | "as")
    };
    let is_after = |at: &usize| {
        word(*at) == "later"
            && matches!(word(at - 1), "was" | "were")
            && tokens.get(at + 1).is_some_and(|it| it.tag == Tag::Verb)
    };
    // "the port, however, sold", "sold 42 ships, though."
    let goes_on = |at: &usize| {
        matches!(word(*at), "however" | "though" | "therefore" | "meanwhile")
            && word(at - 1) == ","
            && matches!(word(at + 1), "," | ".")
    };
    let inside = || sentence.lead + 1..tokens.len();
    let added = inside().filter(|at| adds(at) || is_after(at));
    let joining = inside().skip(1).filter(goes_on).map(|at| {
        let end = if word(at + 1) == "," { at + 1 } else { at };
        (tokens[at - 2].range.end..tokens[end].range.end, String::new())
    });
    added
        .map(|at| (tokens[at - 1].range.end..tokens[at].range.end, String::new()))
        .chain(joining)
        .collect()
}

/// What only says when it was in the news; at the beginning what follows takes its capital.
fn without_times(block: &str, sentence: &Sentence, it: &Candidate) -> Edits {
    let tokens = &sentence.tokens;
    let mut edits = Edits::new();
    for time in loose_times(tokens) {
        let answers = it.tokens.start < time.end && time.start < it.tokens.end;
        if answers {
            continue;
        }
        if time.start > 0 && time.start != sentence.lead {
            edits.push((
                tokens[time.start - 1].range.end..tokens[time.end - 1].range.end,
                String::new(),
            ));
            continue;
        }
        let comma = usize::from(tokens.get(time.end).is_some_and(|it| it.lower == ","));
        let Some(next) = tokens.get(time.end + comma) else { continue };
        let start = next.range.start;
        if it.tokens.contains(&(time.end + comma)) {
            edits.push((tokens[time.start].range.start..start, String::new()));
            continue;
        }
        let first = block[start..].chars().next();
        let capital: String = first.into_iter().flat_map(char::to_uppercase).collect();
        let end = start + first.map_or(0, char::len_utf8);
        edits.push((tokens[time.start].range.start..end, capital));
    }
    edits
}

/// Whether these words are only a last name, with or without a title, of which the article has more.
pub(super) fn is_last_name(cast: &Cast, inside: &[Token]) -> bool {
    let telling: Vec<&Token> = inside.iter().filter(|it| !names::is_title(&it.lower)).collect();
    matches!(telling.as_slice(), [one] if cast.is_last_name(&one.lower))
}
