//! Rules on values that are typed otherwise than they are meant: several texts as one, and quotes that become
//! part of an answer.

use super::view::View;
use super::{Check, rule};
use crate::deck::{Accepted, Card, Kind, Strict};
use crate::diagnostic::Severity::Warning;
use crate::grading::{Context, Lexicon, Response, Verdict, judge};
use crate::text::fold::fold;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    Check { find: several, rule: rule("J5", "several texts as one",
        "Commas make no list: `accept: 1454, 1456` accepts only who types both with the comma, and `wrong: Mainz, Worms, Trier` is one long choice.",
        "cards:\n  - question: Where did Gutenberg print?\n    answer: Mainz\n    wrong: Worms, Trier, Speyer\n",
        "cards:\n  - question: Where did Gutenberg print?\n    answer: Mainz\n    wrong:\n      - Worms\n      - Trier\n      - Speyer\n") },
    Check { find: quotes, rule: rule("J6", "quotes around an answer",
        "YAML knows straight quotes only. Curly ones are part of the text, and who types the answer without them is wrong.",
        "cards:\n  - question: Which agreement was cited?\n    answer: “Minsk”\n",
        "cards:\n  - question: Which agreement was cited?\n    answer: Minsk\n") },
];

/// Marks with which people begin the lines of a list.
const BULLETS: [char; 7] = ['-', '–', '—', '•', '·', '*', '+'];

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
    let is_marked = text.trim().starts_with(BULLETS) && pieces.len() > 1;
    let enough = pieces.len() >= least || pieces.len() > 1 && pieces.iter().all(is_number);
    // An answer with a comma of its own, and "Paris, France" beside "Paris", are one text each.
    let is_one = answer.contains([',', ';'])
        || fold(text).contains(&fold(answer))
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

/// The typed answer of a card.
fn typed(card: &Card) -> Option<&Accepted> {
    match &card.kind {
        Kind::Short { answer, .. } | Kind::Flashcard { back: answer, typed: true, .. } => {
            Some(answer)
        }
        _ => None,
    }
}

fn quotes(view: &mut View<'_>) {
    let lexicon = Lexicon::default();
    let language = view.parsed.deck.language.clone().unwrap_or_default();
    let context = Context {
        language: &language,
        teaches_language: false,
        strict: Strict::default(),
        lexicon: &lexicon,
    };
    for seen in view.cards {
        let Some(accepted) = typed(seen.card) else { continue };
        let text = accepted.answer.trim();
        let inside = text
            .strip_prefix(['\u{201c}', '\u{201e}', '\u{201d}', '\u{ab}', '\u{2018}', '\u{201a}'])
            .and_then(|it| {
                it.strip_suffix(['\u{201d}', '\u{201c}', '\u{bb}', '\u{2019}', '\u{2018}'])
            });
        let Some(inside) = inside.map(str::trim).filter(|it| !it.is_empty()) else { continue };
        let answer = crate::deck::Answer::Words(accepted.clone());
        let judged = judge(&answer, &Response::Text(inside.to_owned()), &context);
        if judged.verdict != Verdict::Right {
            let message = format!("the quotes of `{text}` are part of the answer");
            view.doubt(seen.card, Warning, text, message, &format!("take them away: {inside}"));
        }
    }
}
