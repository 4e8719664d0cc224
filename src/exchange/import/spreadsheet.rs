//! Rows of a spreadsheet under the names of the deck format's keys, as cards. Where a key takes a list, `|`
//! or a new line parts its members, or `;` where there is neither; `=` parts the sides of a pair.

use std::borrow::Cow;
use std::sync::Arc;

use super::card::is_plain;
use super::{Imported, Report};
use crate::deck::keys::{Key, Shape};
use crate::deck::parse;
use crate::deck::write::{self, Cell};
use crate::diagnostic::Severity;

/// Rows under the names of the deck format's keys.
pub struct Spreadsheet {
    /// The keys.
    pub keys: Vec<&'static Key>,
    /// The language of the texts, where a column tells it.
    pub language: Option<String>,
    /// The rows below them.
    pub rows: Vec<Row>,
}

impl Spreadsheet {
    /// About so many bytes its cards take in a deck, where none of them stands twice: a line for each cell.
    pub fn deck_bytes(&self) -> usize {
        const AROUND: usize = "    : \n".len();
        let line = |(key, cell): (&&Key, &String)| match cell.trim().len() {
            0 => 0,
            len => key.name.len() + len + AROUND,
        };
        self.rows
            .iter()
            .map(|(_, cells)| self.keys.iter().zip(cells).map(line).sum::<usize>())
            .sum()
    }
}

/// The line a row stands on, and its cells.
pub type Row = (u64, Vec<String>);

/// Makes cards of rows; what is wrong with a row is reported with its line.
pub fn spreadsheet(keys: &[&'static Key], rows: &[Row], name: &str) -> (Vec<Imported>, Report) {
    let mut report = Report::default();
    let mut cards = Vec::with_capacity(rows.len());
    let deck: Arc<str> = name.into();
    for (line, cells) in rows {
        if let Some(more) = cells.get(keys.len()..).filter(|it| !it.iter().all(|it| is_blank(it))) {
            let more = more.join(", ");
            report.rows_left_out.push(format!(
                "line {line}: `{}` stands behind the last column; is a quote missing around a text with a comma?",
                more.trim()
            ));
            continue;
        }
        let has =
            |name: &str| keys.iter().zip(cells).any(|(key, it)| key.name == name && !is_blank(it));
        let is_choice = has("wrong") || has("choices");
        let is_truth = |cell: &str| matches!(&*cell.trim().to_lowercase(), "true" | "false");
        let mut by_key = keys.iter().zip(cells);
        let is_statement = !is_choice
            && !has("accept")
            && !has("kind")
            && by_key.any(|(key, cell)| key.name == "answer" && is_truth(cell));
        report.n_statements += usize::from(is_statement && has("question"));
        let texts: Vec<(&Key, Cow<'_, str>)> = keys
            .iter()
            .zip(cells)
            .filter(|(_, cell)| !is_blank(cell))
            .map(|(key, cell)| (*key, plain(cell.trim())))
            .collect();
        let cells: Vec<(&str, Cell<'_>)> = texts
            .iter()
            .map(|(key, cell)| match key.name {
                "question" if is_statement => ("statement", Cell::Text(cell)),
                "answer" if is_statement && cell.eq_ignore_ascii_case("true") => {
                    (key.name, Cell::Text("true"))
                }
                "answer" if is_statement => (key.name, Cell::Text("false")),
                name => (name, value(key.shape, cell, is_choice)),
            })
            .collect();
        let is_list = |cell: &Cell<'_>| matches!(cell, Cell::Texts(texts) if texts.len() > 1);
        let with_bar = cells
            .iter()
            .zip(&texts)
            .filter(|((_, cell), (_, text))| is_list(cell) && text.contains('|'));
        report.n_parted += with_bar.count();
        let text = format!("cards:\n{}", write::cells(&cells)).replace(BAR, "|");
        let made = parse(text.as_bytes());
        let wrong = made.diagnostics.iter().find(|it| it.severity == Severity::Error);
        match (made.deck.cards.into_iter().next(), wrong) {
            (Some(card), None) => {
                let media = Vec::new();
                let deck = Arc::clone(&deck);
                let (is_plain, card) = (is_plain(&card), Box::new(card));
                cards.push(Imported { card, deck, note: 0, ords: Vec::new(), media, is_plain });
            }
            (_, wrong) => {
                let why = wrong.map_or("it is no card", |it| &it.message);
                report.rows_left_out.push(format!("line {line}: {why}"));
            }
        }
    }
    (cards, report)
}

fn is_blank(cell: &str) -> bool {
    cell.trim().is_empty()
}

fn value(shape: Shape, cell: &str, is_choice: bool) -> Cell<'_> {
    // An answer may hold a `;` of its own; a list of one thing seldom does.
    let is_list = !matches!(shape, Shape::TextOrTexts) && !cell.contains(['|', '\n']);
    let marks: &[char] = if is_list { &[';'] } else { &['|', '\n'] };
    let parts = || cell.split(marks).map(str::trim).filter(|it| !it.is_empty());
    match shape {
        Shape::Texts | Shape::Steps | Shape::Accept | Shape::Choices | Shape::Languages => {
            Cell::Texts(parts().collect())
        }
        Shape::TextOrTexts if is_choice && parts().count() > 1 => Cell::Texts(parts().collect()),
        Shape::Pairs => Cell::Pairs(sides(parts())),
        Shape::Reject if cell.contains('=') => Cell::Pairs(sides(parts())),
        Shape::Reject => Cell::Texts(parts().collect()),
        _ => Cell::Text(cell),
    }
}

/// Stands for a bar that is text while cells are parted; in a plane that no script uses.
const BAR: char = '\u{F5010}';

/// A cell whose lines end in one way, in which `\|` is no mark.
fn plain(cell: &str) -> Cow<'_, str> {
    if cell.contains(['\r', '\\']) {
        let cell = cell.replace("\r\n", "\n").replace('\r', "\n");
        cell.replace("\\|", &BAR.to_string()).into()
    } else {
        cell.into()
    }
}

fn sides<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<(&'a str, &'a str)> {
    let side = |it: &'a str| it.split_once('=').map_or((it, ""), |(a, b)| (a.trim(), b.trim()));
    parts.map(side).collect()
}
