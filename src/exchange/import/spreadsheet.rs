//! Rows of a spreadsheet under the names of the deck format's keys, as cards. Where a key takes a list, `|`
//! or a new line parts its members, or `;` where there is neither; `=` parts the sides of a pair.

use super::{Imported, Report};
use crate::deck::keys::{Key, Shape};
use crate::deck::parse;
use crate::deck::write::{self, Cell};
use crate::diagnostic::Severity;

/// Makes cards of rows; what is wrong with a row is reported with its line.
pub fn spreadsheet(
    keys: &[&'static Key],
    rows: &[(u64, Vec<String>)],
    report: &mut Report,
) -> Vec<Imported> {
    let mut cards = Vec::with_capacity(rows.len());
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
        let cells: Vec<(&str, Cell<'_>)> = keys
            .iter()
            .zip(cells)
            .filter(|(_, cell)| !is_blank(cell))
            .map(|(key, cell)| (key.name, value(key.shape, cell.trim(), is_choice)))
            .collect();
        let parsed = parse(format!("cards:\n{}", write::cells(&cells)).as_bytes());
        let wrong = parsed.diagnostics.iter().find(|it| it.severity == Severity::Error);
        match (parsed.deck.cards.into_iter().next(), wrong) {
            (Some(card), None) => {
                let media = Vec::new();
                let deck = String::new();
                let card = Box::new(card);
                cards.push(Imported { card, deck, note: 0, ords: Vec::new(), media });
            }
            (_, wrong) => {
                let why = wrong.map_or("it is no card", |it| &it.message);
                report.rows_left_out.push(format!("line {line}: {why}"));
            }
        }
    }
    cards
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

fn sides<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<(&'a str, &'a str)> {
    let side = |it: &'a str| it.split_once('=').map_or((it, ""), |(a, b)| (a.trim(), b.trim()));
    parts.map(side).collect()
}
