//! Values that other readers of YAML take for something else than the text that stands there, and how a deck
//! is mended without a doubt: quotes around them, no spaces at the ends of lines.

use super::view::View;
use super::{Check, rule};
use crate::deck::Parsed;
use crate::deck::keys::{self, Room, Shape};
use crate::deck::{Accepted, Card, Kind, parse};
use crate::diagnostic::Severity::Hint;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    Check { find: ambiguous, rule: rule("Y1", "a value that YAML reads as something else",
        "quizdeck takes every value as the text you typed; other programs read `no` as false, `1:30` as a time and `3.10` as 3.1.",
        "cards:\n  - question: Does the article say so?\n    answer: no\n",
        "cards:\n  - question: Does the article say so?\n    answer: 'no'\n") },
];

/// Whether a plain value is read as something else than its text.
fn is_ambiguous(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_word = matches!(
        &*lower,
        "yes" | "no" | "on" | "off" | "y" | "n" | "true" | "false" | "null" | "~"
    );
    let digits = text.trim_start_matches(['-', '+']);
    let is_octal =
        digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|it| it.is_ascii_digit());
    let is_time = text.split(':').count() > 1
        && text
            .split(':')
            .all(|it| !it.is_empty() && it.len() <= 2 && it.bytes().all(|it| it.is_ascii_digit()));
    let is_shortened =
        digits.contains('.') && digits.ends_with('0') && digits.parse::<f64>().is_ok();
    let is_power = lower.contains('e')
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && lower.parse::<f64>().is_ok();
    let is_grouped =
        digits.contains('_') && digits.bytes().all(|it| it.is_ascii_digit() || it == b'_');
    is_word || is_octal || is_time || is_shortened || is_power || is_grouped
}

/// The texts of a card that are answers.
fn answers(card: &Card) -> Vec<&str> {
    match &card.kind {
        Kind::Flashcard { back: it, .. } | Kind::Short { answer: it, .. } => it.texts().collect(),
        Kind::Choice { choices, .. } => choices.iter().map(|it| it.text.as_str()).collect(),
        Kind::Order { order, .. } => order.iter().map(String::as_str).collect(),
        Kind::List { list, .. } => list.iter().flat_map(Accepted::texts).collect(),
        Kind::Match { pairs, .. } => pairs.iter().map(|(_, right)| right.as_str()).collect(),
        // A number is a number to every reader.
        Kind::Number { .. } | Kind::TrueFalse { .. } | Kind::Cloze { .. } => Vec::new(),
    }
}

/// Where a value stands in a card without quotes.
fn bare(text: &str, card: &Card, value: &str) -> Option<usize> {
    let body = text.get(card.span.start..card.span.end)?;
    let is_end = |rest: &str| {
        let rest = rest.trim_start_matches([' ', '\t']);
        rest.is_empty() || rest.starts_with(['\n', '\r', ',', ']', '}', '#'])
    };
    body.match_indices(value)
        .find(|(at, _)| {
            let before = body[..*at].trim_end_matches(' ');
            let opens = before.ends_with([':', '[', ','])
                || before.ends_with("\n-")
                || before.trim_start_matches('-').is_empty()
                || before.rsplit('\n').next().is_some_and(|line| line.trim() == "-");
            opens
                && !is_of_flag(before)
                && before.len() < *at + 1
                && is_end(&body[at + value.len()..])
        })
        .map(|(at, _)| card.span.start + at)
}

/// Whether the text before a value ends with a key whose value is `true` or `false`: no text is meant there.
fn is_of_flag(before: &str) -> bool {
    let Some(before) = before.strip_suffix(':') else { return false };
    let name = before.rsplit(|c: char| !c.is_alphanumeric() && c != '-').next().unwrap_or(before);
    [Room::Card, Room::Choice].into_iter().any(|room| {
        keys::named(room, name).is_some_and(|key| key.name == name && key.shape == Shape::Truth)
    })
}

fn ambiguous(view: &mut View<'_>) {
    for seen in view.cards {
        for value in answers(seen.card) {
            if is_ambiguous(value) && bare(&view.parsed.text, seen.card, value).is_some() {
                let message = format!("other programs read `{value}` as something else");
                view.doubt(
                    seen.card,
                    Hint,
                    value,
                    message,
                    "put it in single quotes, or let `quizdeck check --fix` do it",
                );
                break;
            }
        }
    }
}

/// The deck's text with quotes around values that need them and without spaces at the ends of lines; what is
/// in a text stays, and so does every comment. `None` where there is nothing to mend.
pub fn mended(parsed: &Parsed) -> Option<String> {
    let mut text = parsed.text.clone();
    let mut places: Vec<(usize, usize)> = Vec::new();
    for card in &parsed.deck.cards {
        let off = card.check_off.iter().any(|it| it.eq_ignore_ascii_case("Y1"));
        for value in answers(card).into_iter().filter(|it| !off && is_ambiguous(it)) {
            places.extend(bare(&parsed.text, card, value).map(|at| (at, value.len())));
        }
    }
    places.sort_unstable();
    places.dedup();
    for (at, len) in places.into_iter().rev() {
        let quoted = format!("'{}'", &text[at..at + len]);
        text.replace_range(at..at + len, &quoted);
    }
    let same = |text: &str| is_same(parsed, &parse(text.as_bytes()));
    if !same(&text) {
        text.clone_from(&parsed.text);
    }
    let trimmed: String = text.split_inclusive('\n').map(without_trail).collect();
    if same(&trimmed) {
        text = trimmed;
    }
    (text != parsed.text).then_some(text)
}

/// A line without the spaces at its end.
fn without_trail(line: &str) -> String {
    let body = line.trim_end_matches(['\n', '\r']);
    format!("{}{}", body.trim_end_matches([' ', '\t']), &line[body.len()..])
}

fn is_same(before: &Parsed, after: &Parsed) -> bool {
    let mut found = after.deck.clone();
    if found.cards.len() != before.deck.cards.len() {
        return false;
    }
    for (card, old) in found.cards.iter_mut().zip(&before.deck.cards) {
        card.span = old.span;
    }
    found == before.deck && after.diagnostics.len() == before.diagnostics.len()
}
