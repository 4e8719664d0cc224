//! What can be said of a candidate in numbers: its sort and length, the words around it, where it and
//! its sentence stand. Every value lies between -2 and 6; the names are those of `weights.txt`.

#![allow(clippy::cast_precision_loss, reason = "counts of words are small")]

use std::ops::Range;

use super::candidates::Sort;
use super::tags::Tag;
use super::text::Text;
use super::tokens::Token;

/// A feature with its value.
pub type Feature = (&'static str, f64);

/// What holds for every candidate of a sentence.
pub(super) struct OfSentence {
    common: Vec<Feature>,
}

const GENERIC: [&str; 34] = [
    "part", "way", "number", "kind", "type", "form", "use", "result", "example", "case", "time",
    "people", "area", "group", "term", "name", "thing", "one", "others", "end", "set", "lack",
    "variety", "member", "order", "fact", "system", "point", "addition", "range", "series",
    "amount", "majority", "rest",
];

impl OfSentence {
    pub(super) fn new(text: &Text, idx: usize) -> OfSentence {
        let sentence = &text.sentences[idx];
        let words: Vec<&Token> = sentence.tokens.iter().filter(|it| it.tag != Tag::Sign).collect();
        let n = words.len().max(1) as f64;
        let content: Vec<&&Token> = words
            .iter()
            .filter(|it| matches!(it.tag, Tag::Noun | Tag::Name | Tag::Verb | Tag::Adjective))
            .collect();
        let df =
            |token: &Token| f64::from(text.blocks_with.get(&token.lower).copied().unwrap_or(1));
        let central =
            content.iter().filter(|it| df(it) > 1.0).count() as f64 / content.len().max(1) as f64;
        let title =
            content.iter().filter(|it| text.title.contains(&it.lower)).count().min(3) as f64;
        let starts_with_pronoun = words.first().is_some_and(|it| it.tag == Tag::Pronoun);
        let mut common = vec![
            ("bias", 1.0),
            ("central", central),
            ("title_overlap", title / 3.0),
            ("sentence_late", (idx as f64 + 1.0).ln() / 4.0),
            ("block_first", f64::from(u8::from(sentence.within == 0))),
            ("block_late", sentence.within as f64 / sentence.of.max(1) as f64),
            (
                "block_last",
                f64::from(u8::from(sentence.within + 1 == sentence.of && sentence.of > 1)),
            ),
            ("sentence_length", (n / 25.0).min(3.0)),
            ("short", f64::from(u8::from(n < 10.0))),
            ("long", f64::from(u8::from(n > 35.0))),
            ("pronoun_first", f64::from(u8::from(starts_with_pronoun))),
        ];
        let superlative = words.iter().any(|it| {
            matches!(
                &*it.lower,
                "first" | "most" | "only" | "largest" | "main" | "best" | "oldest" | "last"
            ) || it.lower.ends_with("est") && it.tag == Tag::Adjective
        });
        let digits = words.iter().filter(|it| it.tag == Tag::Number).count();
        let names = words.iter().filter(|it| it.tag == Tag::Name).count() as f64;
        common.push(("superlative", f64::from(u8::from(superlative))));
        common.push(("many_numbers", (digits.saturating_sub(1)).min(4) as f64 / 4.0));
        common.push(("name_density", names / n));
        common.retain(|(_, value)| *value != 0.0);
        OfSentence { common }
    }
}

/// Everything that can be said of a candidate.
pub(super) fn features(
    text: &Text,
    idx: usize,
    of_sentence: &OfSentence,
    range: &Range<usize>,
    sort: Sort,
) -> Vec<Feature> {
    let sentence = &text.sentences[idx];
    let tokens = &sentence.tokens;
    let mut found = of_sentence.common.clone();
    let mut add = |name: &'static str, holds: bool| {
        if holds {
            found.push((name, 1.0));
        }
    };
    add(sort_name(sort), true);
    let inside = &tokens[range.clone()];
    let n = inside.len();
    add(["len0", "len1", "len2", "len3", "len4", "len5", "len6"][n.min(6)], true);
    let is_name = matches!(sort, Sort::Person | Sort::Place | Sort::Organisation | Sort::Name);
    add("name1", is_name && n == 1);
    add("name2", is_name && n >= 2);
    add("term1", sort == Sort::Term && n == 1);
    add("term3", sort == Sort::Term && n >= 3);
    add("has_number", inside.iter().any(|it| it.tag == Tag::Number));
    add(
        "all_capitals",
        inside.iter().all(|it| {
            let word =
                text.reading.blocks[sentence.block].text.get(it.range.clone()).unwrap_or_default();
            word.len() > 1 && word.chars().all(char::is_uppercase)
        }),
    );
    add(
        "generic",
        inside.last().is_some_and(|it| {
            GENERIC.contains(&&*it.lower) || GENERIC.contains(&it.lower.trim_end_matches('s'))
        }),
    );
    add("has_adjective", !is_name && inside.iter().any(|it| it.tag == Tag::Adjective));
    add("has_name", !is_name && inside.iter().any(|it| it.tag == Tag::Name));
    add("rare", inside.iter().any(|it| it.rare));
    add("in_title", inside.iter().any(|it| text.title.contains(&it.lower)));
    add("all_in_title", inside.iter().all(|it| text.title.contains(&it.lower)));
    add("plural", !is_name && inside.last().is_some_and(|it| it.lower.ends_with('s')));
    before(tokens, range, &mut add);
    after(tokens, range, &mut add);
    let first_verb = tokens.iter().position(|it| matches!(it.tag, Tag::Verb | Tag::Auxiliary));
    add("subject", first_verb.is_some_and(|verb| range.end <= verb));
    add(
        "sentence_start",
        tokens[..range.start].iter().all(|it| it.tag == Tag::Sign || it.tag == Tag::Determiner),
    );
    add("sentence_end", tokens[range.end..].iter().all(|it| it.tag == Tag::Sign));
    let open = tokens[..range.start].iter().filter(|it| it.lower == "(").count();
    let closed = tokens[..range.start].iter().filter(|it| it.lower == ")").count();
    add("in_parentheses", open > closed);
    let place = range.start as f64 / tokens.len().max(1) as f64;
    found.push(("late", place));
    let df = |token: &Token| f64::from(text.blocks_with.get(&token.lower).copied().unwrap_or(1));
    let blocks = f64::from(text.n_blocks.max(1));
    let content: Vec<&Token> =
        inside.iter().filter(|it| it.tag != Tag::Sign && it.lower.len() > 2).collect();
    if !content.is_empty() {
        let idf: f64 =
            content.iter().map(|it| (blocks / df(it)).ln()).sum::<f64>() / content.len() as f64;
        found.push(("idf", idf / 4.0));
        let unique = content.iter().all(|it| df(it) <= 1.0);
        if unique {
            found.push(("unique", 1.0));
        }
    }
    found
}

fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Person => "is_person",
        Sort::Place => "is_place",
        Sort::Organisation => "is_organisation",
        Sort::Name => "is_name",
        Sort::Date => "is_date",
        Sort::Number => "is_number",
        Sort::Count => "is_count",
        Sort::Term => "is_term",
        Sort::TermOf => "is_term_of",
    }
}

/// What stands before a candidate.
fn before(tokens: &[Token], range: &Range<usize>, add: &mut impl FnMut(&'static str, bool)) {
    let mut at = range.start;
    let back = |at: usize| at.checked_sub(1).map(|at| &tokens[at]);
    let with_article = back(at).is_some_and(|it| it.tag == Tag::Determiner);
    add("after_article", with_article);
    if with_article {
        at -= 1;
    }
    let quoted =
        back(at).is_some_and(|it| matches!(&*it.lower, "\"" | "\u{201c}" | "'" | "\u{2018}"));
    add("after_quote", quoted);
    if quoted {
        at -= 1;
    }
    let Some(token) = back(at) else { return };
    let word = &*token.lower;
    add("after_in", matches!(word, "in" | "at" | "on"));
    add("after_by", word == "by");
    add("after_of", word == "of");
    add("after_as", word == "as");
    add("after_to", matches!(word, "to" | "into"));
    add("after_from", word == "from");
    add("after_with", matches!(word, "with" | "between"));
    add("after_for", word == "for");
    add(
        "after_about",
        matches!(
            word,
            "about" | "around" | "approximately" | "nearly" | "over" | "than" | "least" | "some"
        ),
    );
    add(
        "after_called",
        matches!(word, "called" | "named" | "termed" | "known" | "titled" | "dubbed")
            || word == "as" && back(at - 1).is_some_and(|it| it.lower == "known"),
    );
    add(
        "after_like",
        matches!(word, "like" | "including")
            || word == "as" && back(at - 1).is_some_and(|it| it.lower == "such"),
    );
    add("after_and", matches!(word, "and" | "or"));
    add("after_comma", word == ",");
    add("after_parenthesis", word == "(");
    add("after_verb", token.tag == Tag::Verb);
    add("after_is", token.tag == Tag::Auxiliary);
    add("after_noun", matches!(token.tag, Tag::Noun | Tag::Name) && !with_article);
    add("after_number", token.tag == Tag::Number);
    add("after_adjective", token.tag == Tag::Adjective);
    add("after_possessive", matches!(word, "'s" | "\u{2019}s"));
    add("after_pronoun", token.tag == Tag::Pronoun);
}

/// What stands after a candidate.
fn after(tokens: &[Token], range: &Range<usize>, add: &mut impl FnMut(&'static str, bool)) {
    let Some(token) = tokens.get(range.end) else { return };
    let word = &*token.lower;
    add("before_parenthesis", word == "(");
    add("before_comma", word == ",");
    add("before_stop", matches!(word, "." | ";" | ":" | "?" | "!"));
    add("before_and", matches!(word, "and" | "or"));
    add("before_of", word == "of");
    add("before_in", matches!(word, "in" | "at" | "on"));
    add("before_to", word == "to");
    add("before_that", matches!(word, "that" | "which" | "who" | "where"));
    add("before_verb", token.tag == Tag::Verb);
    add("before_is", token.tag == Tag::Auxiliary);
    add("before_noun", matches!(token.tag, Tag::Noun | Tag::Name));
    add("before_possessive", matches!(word, "'s" | "\u{2019}s"));
    add("before_number", token.tag == Tag::Number);
    add("before_quote", matches!(word, "\"" | "\u{201d}" | "\u{2019}" | "'"));
}
