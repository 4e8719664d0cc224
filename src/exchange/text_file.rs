//! Notes as a text file for Anki's importer. The header lines say all that Anki would else guess or
//! ask; every cell is quoted, so that none is taken for a comment.

use std::collections::HashMap;
use std::io::{self, Write};

use csv::{QuoteStyle, ReaderBuilder, WriterBuilder};

use super::Note;

/// How cells are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// A tab.
    Tab,
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

/// Writes notes one after the other; parents of decks must come first.
pub struct Writer<W: Write> {
    rows: csv::Writer<W>,
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    pub fn new(mut out: W, separator: Separator) -> io::Result<Writer<W>> {
        let (name, byte) = match separator {
            Separator::Comma => ("Comma", b','),
            Separator::Tab => ("Tab", b'\t'),
        };
        let columns = COLUMNS.join(if byte == b',' { "," } else { "\t" });
        // `#columns` stands last: a spreadsheet that quotes it would end the header.
        write!(
            out,
            "#separator:{name}\n#html:true\n#if matches:update current\n#guid column:1\n\
             #notetype column:2\n#deck column:3\n#tags column:4\n#columns:{columns}\n"
        )?;
        let rows =
            WriterBuilder::new().delimiter(byte).quote_style(QuoteStyle::Always).from_writer(out);
        Ok(Writer { rows })
    }

    /// Writes a note.
    pub fn add(&mut self, note: &Note) -> io::Result<()> {
        let tags = note.tags.join(" ");
        let [first, second] = &note.fields;
        let row = [&note.guid, &note.notetype, &note.deck, &tags, first, second];
        Ok(self.rows.write_record(row)?)
    }

    /// Ends the file.
    pub fn finish(self) -> io::Result<W> {
        self.rows.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}
