//! Notes as a text file for Anki's importer. The header lines say all that Anki would else guess or
//! ask; every cell is quoted, so that none is taken for a comment.

use std::borrow::Cow;
use std::collections::HashMap;

use csv::ReaderBuilder;

use super::Note;
use crate::text::fold::composed;

/// How cells are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// A tab.
    Tab,
}

impl Separator {
    const fn mark(self) -> &'static str {
        match self {
            Separator::Comma => ",",
            Separator::Tab => "\t",
        }
    }
}

/// The names of the columns, in their order.
const COLUMNS: [&str; 6] = ["GUID", "Notetype", "Deck", "Tags", "Field 1", "Field 2"];

/// The note types in a file of ours, by the names of their notes.
pub fn notetypes(bytes: &[u8]) -> HashMap<String, String> {
    let mut at = 0;
    let mut separator = None;
    for line in bytes.split_inclusive(|byte| *byte == b'\n').take_while(|it| it.starts_with(b"#")) {
        separator = separator.or_else(|| match line.trim_ascii_end() {
            b"#separator:Comma" => Some(b','),
            b"#separator:Tab" => Some(b'\t'),
            _ => None,
        });
        at += line.len();
    }
    let Some(separator) = separator else { return HashMap::new() };
    let mut rows = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(&bytes[at..]);
    let text = |cell: Option<&[u8]>| String::from_utf8_lossy(cell.unwrap_or_default()).into_owned();
    let rows = rows.byte_records().map_while(Result::ok);
    rows.map(|row| (text(row.get(0)), text(row.get(1)))).collect()
}

/// The lines above the notes.
pub fn head(separator: Separator) -> String {
    let name = match separator {
        Separator::Comma => "Comma",
        Separator::Tab => "Tab",
    };
    let columns = COLUMNS.join(separator.mark());
    // `#columns` stands last: a spreadsheet that quotes it would end the header.
    format!(
        "#separator:{name}\n#html:true\n#if matches:update current\n#guid column:1\n\
         #notetype column:2\n#deck column:3\n#tags column:4\n#columns:{columns}\n"
    )
}

/// A note under its type's name, its texts composed as Anki keeps them; parents of decks must come first.
pub fn row(note: &Note, notetype: &str, separator: Separator) -> String {
    let [first, second] = &note.fields;
    let tags = note.tags.join(" ");
    let cells = [&note.guid, notetype, &note.deck, &tags, first, second];
    let mut row = String::with_capacity(cells.iter().map(|it| it.len() + 8).sum());
    for (at, cell) in cells.into_iter().enumerate() {
        row.push_str(if at == 0 { "" } else { separator.mark() });
        // Names of notes and types are compared as they are.
        let is_kept = at < 2 || cell.is_ascii();
        let cell = if is_kept { Cow::Borrowed(cell) } else { composed(cell).into() };
        for (nth, part) in cell.split('"').enumerate() {
            row.push_str(if nth == 0 { "\"" } else { "\"\"" });
            row.push_str(part);
        }
        row.push('"');
    }
    row.push('\n');
    row
}
