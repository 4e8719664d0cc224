//! A candidate as a question: a sentence with a gap first; `Who`, `Which place`, `How many` and `In what year` only
//! where the grammar of the sentence makes them safe.

use super::candidates::{Sort, is_year};
use super::cast::Cast;
use super::hints::hint;
use super::mending::mended;
use super::names;
use super::tags::Tag;
use super::text::{Text, bytes};
use super::tokens::Token;
use super::topic::with_topic;
use super::{Candidate, Form};

/// What stands for the answer in a sentence with a gap.
pub(super) const GAP: &str = "_____";

/// A question as it is shown.
pub(super) struct Asked {
    pub form: Form,
    pub prompt: String,
    pub before: String,
    pub after: String,
    pub hint: &'static str,
}

/// The question for a candidate. `english` is whether the grammar of English holds.
/// Where `titled`, the title is shown before it.
pub(super) fn asked(
    text: &Text,
    it: &Candidate,
    cast: &Cast,
    english: bool,
    titled: bool,
) -> Asked {
    let sentence = &text.sentences[it.sentence];
    let block = &text.reading.blocks[sentence.block].text;
    let [mut before, after] = if english {
        mended(block, sentence, it, cast)
    } else {
        let span = bytes(sentence, &it.tokens);
        [&block[sentence.range.start..span.start], &block[span.end..sentence.range.end]]
            .map(str::to_owned)
    };
    let hint = hint(block, &sentence.tokens, &it.tokens, it.sort);
    let mut question = if english { question(text, it, &before, &after) } else { None };
    if let Some(topic) = text.topic.as_deref().filter(|_| titled) {
        question = question.map(|prompt| with_topic(topic, &prompt));
        before = with_topic(topic, &before);
    }
    let (form, prompt) = match question {
        Some(prompt) => (Form::Short, prompt),
        None if hint.is_empty() => (Form::Cloze, format!("{before}{GAP}{after}")),
        None => (Form::Cloze, format!("{before}{GAP} ({hint}){after}")),
    };
    Asked { form, prompt, before, after, hint }
}

fn question(text: &Text, it: &Candidate, before: &str, after: &str) -> Option<String> {
    let sentence = &text.sentences[it.sentence];
    let tokens = &sentence.tokens;
    if sentence.lead > 0 {
        return None;
    }
    // What else the sentence says must not need it whole: one clause, no quotation.
    if tokens.iter().any(|it| {
        matches!(&*it.lower, "\"" | "\u{201c}" | ";" | ":" | "\u{2014}" | "\u{2013}" | "(")
    }) {
        return None;
    }
    let bare = after.trim_end().strip_suffix('.')?;
    if it.sort == Sort::Number
        && let Some(prompt) = how_many(tokens, it, before, bare)
    {
        return Some(prompt);
    }
    if before.is_empty() {
        let next = tokens.get(it.tokens.end)?;
        let is_finite = next.tag == Tag::Auxiliary
            && matches!(&*next.lower, "is" | "was" | "has" | "had")
            || next.tag == Tag::Verb && next.lower.ends_with("ed");
        let rest = &tokens[it.tokens.end..];
        let refers = rest.iter().any(|it| it.tag == Tag::Pronoun || it.lower == ",");
        // "Who scored for Varne and Henrik Vale stopped 22 shots?"
        let and = rest.iter().position(|it| it.lower == "and");
        let goes_on = and.is_some_and(|and| rest[and..].iter().any(|it| it.tag == Tag::Verb));
        if !is_finite || refers || goes_on {
            return None;
        }
        return match it.sort {
            Sort::Person => Some(format!("Who{bare}?")),
            Sort::Place if tokens[it.tokens.start].tag == Tag::Name => {
                Some(format!("Which place{bare}?"))
            }
            _ => None,
        };
    }
    in_what_year(text, it, before, bare)
}

/// What may stand before a number that begins a sentence, and what asks for it.
const ABOUT: [(&str, &str); 10] = [
    ("", "How many"),
    ("about", "About how many"),
    ("around", "About how many"),
    ("roughly", "About how many"),
    ("nearly", "Nearly how many"),
    ("almost", "Nearly how many"),
    ("over", "More than how many"),
    ("more than", "More than how many"),
    ("at least", "At least how many"),
    ("fewer than", "Fewer than how many"),
];

/// `NUMBER THINGS VERB ...`, with or without `About` before it.
fn how_many(tokens: &[Token], it: &Candidate, before: &str, after: &str) -> Option<String> {
    let about = before.trim().to_lowercase();
    let (_, how_many) = ABOUT.iter().find(|(word, _)| *word == about)?;
    if !after.starts_with(' ') {
        return None;
    }
    let rest = &tokens[it.tokens.end..];
    let n_adjectives = rest.iter().take_while(|it| it.tag == Tag::Adjective).count();
    let n_nouns = rest[n_adjectives..].iter().take_while(|it| it.tag == Tag::Noun).count();
    let counted = rest[n_adjectives..].get(n_nouns.checked_sub(1)?)?;
    let verb = rest.get(n_adjectives + n_nouns)?;
    let is_many = counted.lower.ends_with('s')
        || matches!(&*counted.lower, "people" | "men" | "women" | "children");
    let behind = &rest[n_adjectives + n_nouns + 1..];
    let is_only = !behind.iter().any(|it| matches!(it.tag, Tag::Verb | Tag::Auxiliary));
    // Several of them did it, and the verb says so at once: no clause stands between.
    let is_finite = verb.tag == Tag::Auxiliary
        && matches!(&*verb.lower, "are" | "were" | "have" | "had" | "will" | "can" | "could")
        || verb.tag == Tag::Verb && !verb.lower.ends_with("ing") && is_only;
    let refers = rest.iter().any(|it| it.tag == Tag::Pronoun || it.lower == ",");
    if !is_many || !is_finite || refers {
        return None;
    }
    Some(format!("{how_many}{after}?"))
}

/// `X was VERBed ... in YEAR.` turned round.
fn in_what_year(text: &Text, it: &Candidate, before: &str, after: &str) -> Option<String> {
    let sentence = &text.sentences[it.sentence];
    let (tokens, block) = (&sentence.tokens, &text.reading.blocks[sentence.block].text);
    let start = it.tokens.start;
    if !after.trim().is_empty() || start < 4 || tokens[start - 1].lower != "in" {
        return None;
    }
    if !is_year(block, &tokens[start]) || it.tokens.len() != 1 {
        return None;
    }
    let was = tokens.iter().position(|it| it.tag == Tag::Auxiliary)?;
    let participle = tokens.get(was + 1)?;
    let subject = &tokens[..was];
    let is_plain = |it: &Token| {
        let is_noun = matches!(it.tag, Tag::Determiner | Tag::Noun | Tag::Name | Tag::Adjective);
        is_noun || it.lower == "of"
    };
    let rest = &tokens[was + 1..start];
    if !matches!(&*tokens[was].lower, "was" | "were")
        || !(participle.lower.ends_with("ed")
            || matches!(
                &*participle.lower,
                "built" | "born" | "founded" | "written" | "made" | "held" | "sold"
            ))
        || subject.is_empty()
        || !subject.iter().all(is_plain)
        || rest.iter().any(|it| {
            it.lower == "," || matches!(it.tag, Tag::Pronoun | Tag::Auxiliary | Tag::Conjunction)
        })
    {
        return None;
    }
    let first = block[subject[0].range.clone()].to_owned();
    let keeps = subject[0].tag == Tag::Name || names::is_title(&subject[0].lower);
    let first = if keeps { first } else { first.to_lowercase() };
    let subject = format!("{first}{}", &block[subject[0].range.end..tokens[was].range.start]);
    let rest = &block[tokens[was].range.end..tokens[start - 1].range.start];
    debug_assert!(!before.is_empty(), "a subject stands before");
    Some(format!(
        "In what year {} {}{}?",
        tokens[was].lower,
        subject.trim_end(),
        format!(" {}", rest.trim()).trim_end()
    ))
}
