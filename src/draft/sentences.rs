//! Text to sentences: the boundaries of Unicode, without those after abbreviations and initials.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// After these a full stop ends no sentence.
const ABBREVIATIONS: &str = " mr mrs ms dr prof sr jr st rev gen col lt capt sgt maj gov sen rep hon pres no v vs etc \
    e.g i.e cf al fig vol ed eds ca approx dept inc ltd co corp bros mt ft jan feb mar apr jun jul aug sep sept \
    oct nov dec u.s u.k u.n d.c a.m p.m ph.d b.c a.d op pp ";

/// The sentences of a text, in order, without the space between them.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, piece) in text.split_sentence_bound_indices() {
        let end = at + piece.trim_end().len();
        if end == at {
            continue;
        }
        match found.last_mut() {
            Some(last) if belongs_together(&text[last.clone()], &text[at..end]) => last.end = end,
            _ => found.push(at..end),
        }
    }
    found
}

/// Whether the second piece goes on with the sentence of the first.
fn belongs_together(before: &str, after: &str) -> bool {
    if after.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')')) {
        return true;
    }
    let Some(bare) = before.strip_suffix('.') else { return false };
    let word = bare.rsplit([' ', '(', '\u{201c}', '"']).next().unwrap_or_default();
    // `J`, and `E.F` of `E.F. Schumacher`.
    let is_initial = !word.is_empty()
        && word.split('.').all(|it| it.chars().count() == 1 && it.chars().all(char::is_uppercase));
    let lower = word.to_lowercase();
    // "in the U.S. The", where the next word begins a sentence for sure, is parted.
    let is_parted = lower.contains('.') && begins_a_sentence(after);
    is_initial && !begins_a_sentence(after)
        || !word.is_empty() && !is_parted && ABBREVIATIONS.contains(&format!(" {lower} "))
}

fn begins_a_sentence(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    matches!(
        first,
        "The"
            | "In"
            | "It"
            | "He"
            | "She"
            | "They"
            | "This"
            | "These"
            | "But"
            | "However,"
            | "A"
            | "An"
            | "As"
            | "On"
            | "At"
    )
}
