//! What can be told of a card from its kind: its prompt, the kind's word, its parts.

use std::borrow::Cow;

use super::{Answer, Card, Kind, Part, Piece, Source, markup};

impl Card {
    /// The text that identifies the card: question, front or statement, or the full cloze text.
    pub fn prompt(&self) -> Cow<'_, str> {
        self.kind.prompt()
    }

    /// The whole answer as plain text.
    pub fn answer_text(&self) -> String {
        match self.as_flashcard(Part::Whole).answer {
            Answer::SelfRated(back) => markup::plain(&back),
            _ => String::new(),
        }
    }

    /// The kind as `kind:` names it.
    pub fn kind_word(&self) -> &'static str {
        match self.kind {
            Kind::Flashcard { .. } => "flashcard",
            Kind::Short { .. } => "short",
            Kind::Choice { .. } => "choice",
            Kind::TrueFalse { .. } => "truefalse",
            Kind::Number { .. } => "number",
            Kind::Cloze { .. } => "cloze",
            Kind::Order { .. } => "order",
            Kind::Match { .. } => "match",
            Kind::List { .. } => "list",
        }
    }

    /// What is scheduled of the card: cloze numbers ascending, both directions, or the whole.
    pub fn parts(&self) -> Vec<Part> {
        match &self.kind {
            Kind::Flashcard { reverse: true, .. } => vec![Part::Whole, Part::Reverse],
            Kind::Cloze { pieces, .. } => {
                let mut numbers: Vec<u16> = pieces.iter().filter_map(Piece::number).collect();
                numbers.sort_unstable();
                numbers.dedup();
                numbers.into_iter().map(Part::Cloze).collect()
            }
            _ => vec![Part::Whole],
        }
    }
}

impl Kind {
    /// The text that identifies a card of this kind.
    pub(super) fn prompt(&self) -> Cow<'_, str> {
        match self {
            Kind::Flashcard { front: text, .. }
            | Kind::TrueFalse { statement: text, .. }
            | Kind::Short { question: text, .. }
            | Kind::Choice { question: text, .. }
            | Kind::Number { question: text, .. }
            | Kind::Order { question: text, .. }
            | Kind::Match { question: text, .. }
            | Kind::List { question: text, .. } => Cow::Borrowed(text),
            Kind::Cloze { pieces, .. } => pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Text(text) | Piece::Gap { text, .. } => text.as_str(),
                })
                .collect::<String>()
                .into(),
        }
    }
}

impl Piece {
    /// The gap's number, where it is a gap.
    pub fn number(&self) -> Option<u16> {
        match self {
            Piece::Text(_) => None,
            Piece::Gap { number, .. } => Some(*number),
        }
    }
}

impl Source {
    /// The source in a line: work, author, date, section, place; then the words it rests on.
    pub fn in_a_line(&self) -> Option<String> {
        let section = self.section.as_ref().map(|section| format!("section {section}"));
        let parts = [&self.text, &self.title, &self.author, &self.date, &section, &self.url];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        let work = parts.join(", ");
        let quote = self.quote.as_ref().map(|quote| format!("\u{201c}{}\u{201d}", quote.trim()));
        match (work.is_empty(), quote) {
            (true, quote) => quote,
            (false, None) => Some(work),
            (false, Some(quote)) => Some(format!("{work}: {quote}")),
        }
    }
}
