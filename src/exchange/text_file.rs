//! Notes as a text file for Anki's importer. The header lines say all that Anki would else guess or
//! ask; every cell is quoted, so that none is taken for a comment.

use std::io::{self, Write};

use csv::{QuoteStyle, WriterBuilder};

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

/// Writes notes; parents of decks must come first.
pub fn write<'a>(
    mut out: impl Write,
    separator: Separator,
    notes: impl IntoIterator<Item = &'a Note>,
) -> io::Result<()> {
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
    let mut rows =
        WriterBuilder::new().delimiter(byte).quote_style(QuoteStyle::Always).from_writer(out);
    for note in notes {
        let tags = note.tags.join(" ");
        let [first, second] = &note.fields;
        rows.write_record([&note.guid, &note.notetype, &note.deck, &tags, first, second])?;
    }
    rows.flush()
}
