//! Values that other readers of YAML take for something else than the text that stands there, and how a deck
//! is mended without a doubt: quotes around them, no spaces at the ends of lines.

use super::view::View;
use super::{Check, rule};
use crate::deck::{Accepted, Card, Kind, Parsed, parse, places};
use crate::diagnostic::Severity::Hint;
use crate::diagnostic::{Diagnostic, Span};

/// The code of a text that is cut by a comment.
const CUT: &str = "D031";
/// Why spaces are left.
const OF_TEXT: &str = "these spaces belong to the text";
/// What ends a line.
const BREAKS: [char; 2] = ['\n', '\r'];

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

/// The ambiguous answers of a deck that stand without quotes, each with the number of its card.
fn bare(parsed: &Parsed) -> Vec<(usize, Span)> {
    let cards = &parsed.deck.cards;
    // Most decks have none, and are not looked at again.
    if !cards.iter().flat_map(answers).any(is_ambiguous) {
        return Vec::new();
    }
    let text = |span: Span| &parsed.text[span.start..span.end];
    let is_one = |(n, span): &(usize, Span)| {
        is_ambiguous(text(*span)) && answers(&cards[*n]).contains(&text(*span))
    };
    places(parsed).bare.into_iter().filter(is_one).collect()
}

/// Whether a value is told to be cut by a comment: how it is to be quoted is not known.
fn is_cut(parsed: &Parsed, value: Span) -> bool {
    let is_there = |it: &Diagnostic| it.code == CUT && it.span.start == value.start;
    parsed.diagnostics.iter().any(is_there)
}

fn ambiguous(view: &mut View<'_>) {
    let mut last = None;
    for (n, span) in bare(view.parsed) {
        // One is told of each card.
        if last == Some(n) || is_cut(view.parsed, span) {
            continue;
        }
        last = Some(n);
        let value = &view.parsed.text[span.start..span.end];
        let message = format!("other programs read `{value}` as something else");
        let help = "put it in single quotes, or let `quizdeck check --fix` do it";
        view.doubt_at(view.cards[n].card, Hint, span, message, help);
    }
}

/// What mending came to.
#[derive(Debug, Default)]
pub struct Mended {
    /// The text, where there was something to mend.
    pub text: Option<String>,
    /// What was left as it is, and why.
    pub left: Vec<(Span, &'static str)>,
}

/// What stands at a place after mending.
#[derive(Clone, Debug)]
struct Mend {
    at: Span,
    text: String,
}

/// The deck's text with quotes around values that need them and without spaces at the ends of lines; what is
/// in a text stays, and so does every comment. Each mend stands on its own.
pub fn mended(parsed: &Parsed) -> Mended {
    let (mut mends, mut left) = (Vec::new(), Vec::new());
    for (n, at) in bare(parsed) {
        if parsed.deck.cards[n].check_off.iter().any(|it| it.eq_ignore_ascii_case("Y1")) {
            continue;
        }
        if is_cut(parsed, at) {
            left.push((at, "whether what stands behind the `#` belongs to the text only you know"));
        } else {
            mends.push(Mend { at, text: format!("'{}'", &parsed.text[at.start..at.end]) });
        }
    }
    let trails = trails(&parsed.text);
    if !trails.is_empty() {
        let blocks = places(parsed).blocks;
        for (at, is_blank) in trails {
            let before = blocks.partition_point(|it| it.start < at.start);
            let block = blocks[..before].last().filter(|it| at.start < it.end);
            let is_text = block.is_some_and(|it| parsed.text[it.start..at.start].contains(BREAKS));
            if is_text && !is_blank {
                left.push((at, OF_TEXT));
            } else {
                mends.push(Mend { at, text: String::new() });
            }
        }
    }
    let mut taken = Vec::new();
    settle(parsed, &mends, &mut taken, &mut left);
    left.sort_unstable();
    Mended { text: (!taken.is_empty()).then(|| with(&parsed.text, &taken)), left }
}

/// The spaces at the ends of lines, and whether nothing else stands in the line.
fn trails(text: &str) -> Vec<(Span, bool)> {
    let mut start = 0;
    let mut trails = Vec::new();
    for line in text.split_inclusive(BREAKS) {
        let body = line.trim_end_matches(BREAKS);
        let kept = body.trim_end_matches([' ', '\t']).len();
        if kept < body.len() {
            trails.push((Span::new(start + kept, start + body.len()), kept == 0));
        }
        start += line.len();
    }
    trails
}

/// Takes the mends that leave the deck what it is: those that together do not are halved until the culprits
/// stand alone.
fn settle(
    parsed: &Parsed,
    mends: &[Mend],
    taken: &mut Vec<Mend>,
    left: &mut Vec<(Span, &'static str)>,
) {
    let mut tried = [taken, mends].concat();
    tried.sort_by_key(|it| it.at);
    if is_same(parsed, &parse(with(&parsed.text, &tried).as_bytes())) {
        *taken = tried;
    } else if let [one] = mends {
        let why =
            if one.text.is_empty() { OF_TEXT } else { "quotes would change what the deck says" };
        left.push((one.at, why));
    } else {
        let (first, second) = mends.split_at(mends.len() / 2);
        settle(parsed, first, taken, left);
        settle(parsed, second, taken, left);
    }
}

/// A text with mends in their order.
fn with(text: &str, mends: &[Mend]) -> String {
    let mut out = String::with_capacity(text.len() + 2 * mends.len());
    let mut done = 0;
    for mend in mends {
        out.push_str(&text[done..mend.at.start]);
        out.push_str(&mend.text);
        done = mend.at.end;
    }
    out + &text[done..]
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
