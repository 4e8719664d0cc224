//! Whether what a deck quotes stands in its article: any deck, by whomever it was written. White space,
//! quotation marks, dashes and capitals are folded; a quote's place is checked where it is stated.

use super::deck_text::readable;
use super::reading::Reading;
use crate::deck::{Accepted, Card, Kind, Piece, markup};
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text::fold::fold;

/// The article of the examples below.
pub const EXAMPLE: &str =
    "The bridge of Lindholm was opened in 1931. It cost two million crowns.\n";

/// What `check --source` finds, by code; the examples rest on [`EXAMPLE`].
pub static RULES: [Rule; 4] = [
    Rule {
        code: "G001",
        title: "a card without a quote",
        reason: "Nobody can see on which sentence of the article it rests.",
        bad: b"cards:\n  - question: When was the bridge opened?\n    answer: '1931'\n",
        again: None,
        good: "cards:\n  - question: When was the bridge opened?\n    answer: '1931'\n    source: {quote: The bridge of Lindholm was opened in 1931.}\n",
    },
    Rule {
        code: "G002",
        title: "a quote that does not stand in the article",
        reason: "It was made up, or changed on the way.",
        bad: b"cards:\n  - question: When was the bridge opened?\n    answer: '1931'\n    source: {quote: The bridge was opened to all in 1931.}\n",
        again: None,
        good: "cards:\n  - question: When was the bridge opened?\n    answer: '1931'\n    source: {quote: The bridge of Lindholm was opened in 1931.}\n",
    },
    Rule {
        code: "G003",
        title: "a quote that stands elsewhere",
        reason: "Who looks at the place finds another sentence; the article was changed since.",
        bad: b"cards:\n  - question: What did the bridge cost?\n    answer: two million crowns\n    source: {quote: It cost two million crowns., start: 0, end: 27}\n",
        again: None,
        good: "cards:\n  - question: What did the bridge cost?\n    answer: two million crowns\n    source: {quote: It cost two million crowns., start: 43, end: 70}\n",
    },
    Rule {
        code: "G004",
        title: "an answer that the article does not give there",
        reason: "The quote does not show that the answer is right.",
        bad: b"cards:\n  - question: When was the bridge opened?\n    answer: '1932'\n    source: {quote: The bridge of Lindholm was opened in 1931.}\n",
        again: None,
        good: "cards:\n  - question: When was the bridge opened?\n    answer: '1931'\n    source: {quote: The bridge of Lindholm was opened in 1931.}\n",
    },
];

/// How far from its quote, in bytes, an answer may stand.
const NEAR: usize = 300;

/// An article made ready to be searched.
pub struct Source {
    raw: String,
    /// As it stands in the file, folded; and as it is read, folded.
    folded: [String; 2],
}

impl Source {
    /// Folds an article.
    pub fn new(article: &str, reading: &Reading) -> Source {
        let read =
            reading.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ");
        Source { raw: article.to_owned(), folded: [flat(article), flat(&read)] }
    }

    /// What can be said against a card; for one without a quote, that it has none.
    pub fn check(&self, card: &Card) -> Option<Diagnostic> {
        let fault = |code, severity, message: String, help: &str| {
            Some(Diagnostic {
                code,
                severity,
                span: card.span,
                message,
                help: Some(help.to_owned()),
                related: Vec::new(),
            })
        };
        let source = card.source.as_ref();
        let Some(quote) =
            source.and_then(|it| it.quote.as_deref()).filter(|it| !it.trim().is_empty())
        else {
            return fault(
                RULES[0].code,
                Severity::Hint,
                "the card has no quote".into(),
                "write the sentence it rests on under `source:`, as `quote:`",
            );
        };
        let wanted = flat(quote);
        let Some((text, at)) =
            self.folded.iter().find_map(|text| Some((text, text.find(&wanted)?)))
        else {
            return fault(
                RULES[1].code,
                Severity::Error,
                "the quote does not stand in the article".into(),
                "copy the sentence from the article as it is, or drop the card",
            );
        };
        if let Some(source) = source
            && let (Some(start), Some(end)) = (source.start, source.end)
        {
            let stands = self.raw.get(start..end).is_some_and(|it| {
                let it = flat(it);
                // Between the tags of a page stands the quote, in its words.
                it == wanted || it.contains(['<', '&'])
            });
            if !stands {
                return fault(
                    RULES[2].code,
                    Severity::Error,
                    "the quote does not stand at `start` and `end`".into(),
                    "take both out; the quote itself stands in the article",
                );
            }
        }
        // The same words may stand at several places; near one of them is enough.
        let near = text
            .match_indices(&*wanted)
            .any(|(at, _)| is_told(card, window(text, at, wanted.len())))
            || is_told(card, window(text, at, wanted.len()));
        if near {
            return None;
        }
        fault(
            RULES[3].code,
            Severity::Error,
            "the answer does not stand in the quote or near it".into(),
            "quote the sentence that tells the answer, or word the answer as the article does",
        )
    }
}

/// A text folded, without the full stop that folding would spare inside of an article.
fn flat(text: &str) -> String {
    fold(&readable(text))
        .trim_end_matches(['.', '\u{2026}'])
        .trim_matches(['"', '\'', ' '])
        .to_owned()
}

/// The text around a place.
fn window(text: &str, at: usize, len: usize) -> &str {
    let start = text.floor_char_boundary(at.saturating_sub(NEAR));
    let end = text.ceil_char_boundary((at + len + NEAR).min(text.len()));
    &text[start..end]
}

/// Whether one of the accepted wordings of every part of the answer stands in a text.
fn is_told(card: &Card, text: &str) -> bool {
    let stands = |wording: &str| {
        let wording = flat(&markup::plain(wording));
        let has = |word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|it| it == word);
        let mut words = wording
            .split(|c: char| !c.is_alphanumeric())
            .filter(|it| it.chars().count() > 3 || it.chars().any(char::is_numeric))
            .peekable();
        text.contains(&wording) || words.peek().is_some() && words.all(has)
    };
    let any = |accepted: &Accepted| accepted.texts().any(stands);
    match &card.kind {
        Kind::Flashcard { back, .. } => any(back),
        Kind::Short { answer, .. } => any(answer),
        Kind::Choice { choices, .. } => {
            choices.iter().filter(|it| it.correct).all(|it| stands(&it.text))
        }
        Kind::TrueFalse { .. } => true,
        Kind::Number { .. } => {
            stands(&card.answer_text()) || number_stands(&card.answer_text(), text)
        }
        Kind::Cloze { pieces, .. } => pieces.iter().all(|piece| match piece {
            Piece::Text(_) => true,
            Piece::Gap { text, .. } => stands(text),
        }),
        Kind::Order { order, .. } => order.iter().all(|it| stands(it)),
        Kind::Match { pairs, .. } => pairs.iter().all(|(_, right)| stands(right)),
        Kind::List { list, .. } => list.iter().all(any),
    }
}

/// Whether a number stands in a text, with or without commas between its thousands.
fn number_stands(answer: &str, text: &str) -> bool {
    let figure: String = answer
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .filter(|c| *c != ',')
        .collect();
    !figure.is_empty()
        && text
            .replace(',', "")
            .split(|c: char| !c.is_ascii_digit() && c != '.')
            .any(|it| it.trim_matches('.') == figure)
}
