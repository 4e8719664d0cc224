//! What is changed around a gap so that the prompt stands alone: a last name becomes the whole name that the
//! article gave before, the same figure in another unit goes, and so does a day of the week that only says when it
//! was in the news. Everything else stays as the article has it.

use std::ops::Range;

use super::Candidate;
use super::candidates::Sort;
use super::cast::Cast;
use super::names;
use super::refusals::n_loose;
use super::standing::{is_calendar, is_weekday};
use super::tags::Tag;
use super::text::{Sentence, bytes};
use super::tokens::Token;

/// The text before the answer and that after it, mended.
pub(super) fn mended(block: &str, sentence: &Sentence, it: &Candidate, cast: &Cast) -> [String; 2] {
    let span = bytes(sentence, &it.tokens);
    let mut edits = whole_names(block, sentence, it, cast);
    edits.extend(without_other_unit(sentence, it));
    edits.extend(without_initials(sentence, it));
    edits.extend(without_weekdays(sentence, it));
    edits.extend(without_loose_beginning(block, sentence, it));
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
    [part(sentence.range.start..span.start), part(span.end..sentence.range.end)]
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
    let is_own =
        short.capital && short_letters.chars().count() > 1 && own.ends_with(&short_letters);
    (open.lower == "(" && close.lower == ")" && is_own).then_some(end..end + 3)
}

/// `But` and `However,` at the beginning; what follows begins with a capital.
fn without_loose_beginning(block: &str, sentence: &Sentence, it: &Candidate) -> Edits {
    let tokens = &sentence.tokens;
    let n = n_loose(tokens);
    let Some(first) = tokens.get(n).filter(|_| n > 0 && it.tokens.start >= n) else {
        return Edits::new();
    };
    let start = first.range.start;
    let small = block[start..].chars().next().filter(|c| c.is_lowercase());
    let capital = small.filter(|_| it.tokens.start > n);
    let end = start + capital.map_or(0, char::len_utf8);
    vec![(
        sentence.range.start..end,
        capital.map(|c| c.to_uppercase().collect()).unwrap_or_default(),
    )]
}

/// `on Friday`, `late Thursday`, where what follows goes on without it.
fn without_weekdays(sentence: &Sentence, it: &Candidate) -> Edits {
    let tokens = &sentence.tokens;
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    let mut edits = Edits::new();
    for at in 1..tokens.len() {
        if !is_weekday(word(at)) || !tokens[at].capital {
            continue;
        }
        let mut start = at;
        while start > 0 && matches!(word(start - 1), "on" | "late" | "early" | "later" | "earlier")
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
        let before = start.checked_sub(1).map(|at| &tokens[at]);
        // "between Monday and Friday", "the Monday after" and "released on Friday showed" need theirs.
        let is_bare = start == at;
        let stands_free = before.is_some_and(|it| {
            matches!(it.tag, Tag::Verb | Tag::Noun | Tag::Name | Tag::Adverb | Tag::Pronoun)
                && !is_calendar(it)
                && (!is_bare || it.tag == Tag::Verb || it.tag == Tag::Noun)
        });
        let answers = it.tokens.start <= end && start <= it.tokens.end;
        // "whose trial ended on Friday, was": the comma closes a clause, which needs its end.
        let closes_clause = word(end) == ","
            && tokens[..start].iter().rev().take_while(|it| it.lower != ",").any(|it| {
                matches!(
                    &*it.lower,
                    "who" | "whose" | "whom" | "which" | "where" | "when" | "after" | "since"
                )
            });
        if goes_on && stands_free && !answers && start > 0 && !closes_clause {
            edits.push((tokens[start - 1].range.end..tokens[end - 1].range.end, String::new()));
        }
    }
    edits
}

/// Whether a day of the week is left in the sentence when it is mended.
pub(super) fn keeps_weekday(sentence: &Sentence, it: &Candidate) -> bool {
    let kept = sentence.tokens.iter().filter(|it| it.capital && is_weekday(&it.lower)).count();
    kept > without_weekdays(sentence, it).len()
}

/// Whether these words are only a last name, with or without a title, of which the article has more.
pub(super) fn is_last_name(cast: &Cast, inside: &[Token]) -> bool {
    let telling: Vec<&Token> = inside.iter().filter(|it| !names::is_title(&it.lower)).collect();
    matches!(telling.as_slice(), [one] if cast.is_last_name(&one.lower))
}
