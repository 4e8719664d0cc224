//! Rules on values that are typed otherwise than they are meant: several texts as one, and quotes that become
//! part of an answer.

use super::view::View;
use super::{Check, rule};
use crate::deck::{Card, Kind};
use crate::diagnostic::Severity::{Hint, Warning};
use crate::text::fold::fold;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    Check { find: several, rule: rule("J5", "several texts as one",
        "Commas make no list: `accept: 1454, 1456` accepts only who types both with the comma, and `wrong: Mainz, Worms, Trier` is one long choice.",
        "cards:\n  - question: Where did Gutenberg print?\n    answer: Mainz\n    wrong: Worms, Trier, Speyer\n",
        "cards:\n  - question: Where did Gutenberg print?\n    answer: Mainz\n    wrong:\n      - Worms\n      - Trier\n      - Speyer\n") },
    Check { find: quotes, rule: rule("J6", "quotes around an answer",
        "YAML knows straight quotes only. Curly ones, which word processors type, are part of the text and are shown with it.",
        "cards:\n  - question: Which agreement was cited?\n    answer: “Minsk”\n",
        "cards:\n  - question: Which agreement was cited?\n    answer: Minsk\n") },
];

/// Curly quotes that open a text, and those that close one, in the ways of several languages.
const OPENING: [char; 5] = ['\u{201c}', '\u{201e}', '\u{201d}', '\u{ab}', '\u{201a}'];
const CLOSING: [char; 5] = ['\u{201d}', '\u{201c}', '\u{bb}', '\u{2019}', '\u{2018}'];

/// Marks with which people begin the lines of a list.
const BULLETS: [char; 8] = ['-', '–', '—', '−', '•', '·', '*', '+'];

/// The length of a mark such as `1.` or `2)` that begins a text.
fn n_mark(text: &str) -> usize {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_mark = (1..=2).contains(&digits) && text[digits..].starts_with([')', '.']);
    if is_mark && text[digits + 1..].starts_with(' ') { digits + 1 } else { 0 }
}

/// The pieces of a text that is several: set off by marks, by semicolons or by commas.
fn pieces(text: &str) -> Vec<&str> {
    let text = text.trim();
    if let Some(mark) = text.chars().next().filter(|it| BULLETS.contains(it)) {
        let inside = format!(" {mark}");
        if text.contains(&inside) {
            let parts = text[mark.len_utf8()..].split(inside.as_str());
            return parts.map(str::trim).collect();
        }
    }
    let mut starts =
        text.match_indices(' ').map(|(at, _)| at + 1).filter(|at| n_mark(&text[*at..]) > 0);
    if n_mark(text) > 0
        && let Some(second) = starts.next()
    {
        let starts: Vec<usize> = [0, second].into_iter().chain(starts).collect();
        let ends = starts[1..].iter().copied().chain([text.len()]);
        return starts.iter().zip(ends).map(|(start, end)| text[*start..end].trim()).collect();
    }
    let by = if text.contains(';') { "; " } else { ", " };
    text.split(by).map(|it| it.trim_matches([';', ','])).collect()
}

/// Whether a text is rather a list of short texts than one.
fn is_list(text: &str, answer: &str, least: usize) -> bool {
    let pieces = pieces(text);
    let is_short = |it: &&str| {
        !it.is_empty() && it.split_whitespace().count() <= 3 && it.chars().count() <= 30
    };
    let is_number = |it: &&str| it.chars().all(|c| c.is_ascii_digit());
    let is_numbered = pieces.len() > 1 && pieces.iter().all(|it| n_mark(it) > 0);
    let is_marked = text.trim().starts_with(BULLETS) && pieces.len() > 1 || is_numbered;
    let enough = pieces.len() >= least || pieces.len() > 1 && pieces.iter().all(is_number);
    // An answer with a comma of its own, and "Paris, France" beside "Paris", are one text each.
    let is_beside = text.contains(", ") && pieces.iter().any(|it| fold(it) == fold(answer));
    let is_one = answer.contains([',', ';'])
        || is_beside
        || [" and ", " or ", " und ", " oder ", " et ", " y "].iter().any(|it| text.contains(it));
    pieces.iter().all(is_short) && (is_marked || enough && !is_one)
}

/// The key of a card under which one text stands for several, and the text.
pub(super) fn misread(card: &Card) -> Option<(&'static str, &str)> {
    let (key, text, answer, least) = match &card.kind {
        Kind::Choice { choices, .. } => {
            let mut wrong = choices.iter().filter(|it| !it.correct);
            let (Some(only), None) = (wrong.next(), wrong.next()) else { return None };
            let answer = choices.iter().find(|it| it.correct).map_or("", |it| &it.text);
            ("wrong", &only.text, answer, 3)
        }
        Kind::Short { answer, .. } | Kind::Flashcard { back: answer, .. } => {
            let [only] = &answer.accept[..] else { return None };
            ("accept", only, answer.answer.as_str(), if only.contains(';') { 2 } else { 3 })
        }
        _ => return None,
    };
    is_list(text, answer, least).then_some((key, text))
}

fn several(view: &mut View<'_>) {
    for seen in view.cards {
        if let Some((key, text)) = misread(seen.card) {
            let message = format!("`{text}` is one text, not {}", pieces(text).len());
            let help = format!("write under `{key}:` one to a line, each after a dash and a space");
            view.doubt(seen.card, Warning, text, message, &help);
        }
    }
}

fn quotes(view: &mut View<'_>) {
    for seen in view.cards {
        let (Kind::Short { answer, .. } | Kind::Flashcard { back: answer, typed: true, .. }) =
            &seen.card.kind
        else {
            continue;
        };
        let text = answer.answer.trim();
        let inside = text.strip_prefix(OPENING).and_then(|it| it.strip_suffix(CLOSING));
        // Two quotations side by side are no quotes around a text.
        let is_whole = |it: &&str| !it.trim().is_empty() && !it.contains(CLOSING);
        if let Some(inside) = inside.filter(is_whole) {
            let message = format!("the curly quotes of `{text}` are part of the answer");
            view.doubt(seen.card, Hint, text, message, &format!("take them away: {inside}"));
        }
    }
}
