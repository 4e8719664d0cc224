//! Whether what a deck quotes stands in its article: any deck, by whomever it was written. White space,
//! quotation marks, dashes and capitals are folded; a quote's place is checked where it is stated.

use super::reading::Reading;
use crate::deck::{Accepted, Card, Kind, Piece, markup};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::fold::fold;

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
                "G001",
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
                "G002",
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
                    "G003",
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
            "G004",
            Severity::Error,
            "the answer does not stand in the quote or near it".into(),
            "quote the sentence that tells the answer, or word the answer as the article does",
        )
    }
}

/// A text folded, without the full stop that folding would spare inside of an article.
fn flat(text: &str) -> String {
    fold(text).trim_end_matches(['.', '\u{2026}']).trim_matches(['"', '\'', ' ']).to_owned()
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
