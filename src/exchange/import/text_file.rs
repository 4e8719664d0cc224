//! Text files of notes: Anki's export with its header lines, and any two or more columns, such as
//! Quizlet's.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use csv::{ReaderBuilder, StringRecord};

use super::{Collection, ImportError, Note, NoteCard, Notetype};
use crate::deck::keys::{self, Key, Room};

/// A text file of notes.
pub enum TextFile {
    /// Notes.
    Notes(Collection),
    /// Rows under the names of the deck format's keys.
    Spreadsheet {
        /// The keys.
        keys: Vec<&'static Key>,
        /// For each row the line it stands on, and its cells.
        rows: Vec<(u64, Vec<String>)>,
    },
}

/// What the header lines say.
#[derive(Default)]
struct Header {
    separator: Option<u8>,
    html: Option<bool>,
    notetype: Option<String>,
    deck: Option<String>,
    tags: Vec<String>,
    guid_column: Option<usize>,
    notetype_column: Option<usize>,
    deck_column: Option<usize>,
    tags_column: Option<usize>,
}

/// Reads a text file. `name` is the deck's where the file names none.
pub fn read(bytes: &[u8], name: &str) -> Result<TextFile, ImportError> {
    let text = decoded(bytes)?;
    let (header, body) = header(&text);
    let separator = header.separator.unwrap_or_else(|| separator(body));
    let is_bare = header.separator.is_none() && header.notetype_column.is_none();
    let mut first_rows = rows(body, separator).take(5);
    let Some(first) = first_rows.next().transpose()? else { return Err(ImportError::Empty) };
    if let Some(line) = unclosed_quote(body, separator) {
        return Err(ImportError::UnclosedQuote(line));
    }
    if is_bare && let Some(keys) = deck_keys(&first)? {
        let rows = rows(body, separator).skip(1);
        let cells = |row: StringRecord| (line(&row), row.iter().map(str::to_owned).collect());
        let rows = rows.map(|row| row.map(cells)).collect::<Result<_, _>>()?;
        return Ok(TextFile::Spreadsheet { keys, rows });
    }
    if header.notetype_column.is_none() && !is_table(body, separator)? {
        return Err(ImportError::NoTable);
    }
    let is_html = match header.html {
        Some(is_html) => is_html,
        None => {
            let has_tag = |cell: &str| cell.find('<').is_some_and(|at| cell[at..].contains('>'));
            std::iter::once(Ok(first))
                .chain(first_rows)
                .flatten()
                .any(|row| row.iter().any(has_tag))
        }
    };
    let mut notes = Notes { header, is_html, name, ..Notes::default() };
    for row in rows(body, separator) {
        notes.add(&row?);
    }
    let collection = notes.collection;
    if collection.notes.is_empty() {
        Err(ImportError::Empty)
    } else {
        Ok(TextFile::Notes(collection))
    }
}

/// Makes notes of rows.
#[derive(Default)]
struct Notes<'a> {
    header: Header,
    is_html: bool,
    /// The deck's where the file names none.
    name: &'a str,
    collection: Collection,
    notetypes: HashMap<String, usize>,
    decks: HashMap<String, i64>,
}

impl Notes<'_> {
    fn add(&mut self, cells: &StringRecord) {
        let header = &self.header;
        let cell = |column: Option<usize>| {
            column.and_then(|column| cells.get(column.checked_sub(1)?)).map(str::trim)
        };
        let special =
            [header.guid_column, header.notetype_column, header.deck_column, header.tags_column];
        let mut fields: Vec<String> = (1..)
            .zip(cells)
            .filter(|(column, _)| !special.contains(&Some(*column)))
            .map(|(_, cell)| if self.is_html { cell.to_owned() } else { escaped(cell) })
            .collect();
        if fields.iter().all(|it| it.trim().is_empty()) {
            return;
        }
        fields.resize(fields.len().max(2), String::new());
        let name = cell(header.notetype_column).or(header.notetype.as_deref()).unwrap_or_default();
        let deck = cell(header.deck_column).or(header.deck.as_deref()).unwrap_or(self.name);
        let tags = cell(header.tags_column).unwrap_or_default().split_whitespace();
        let tags = tags.map(str::to_owned).chain(header.tags.iter().cloned()).collect();
        let guid = cell(header.guid_column).unwrap_or_default().to_owned();
        let Collection { notetypes, decks, notes, .. } = &mut self.collection;
        let notetype = *self.notetypes.entry(name.to_owned()).or_insert_with(|| {
            notetypes.push(notetype_of(name));
            notetypes.len() - 1
        });
        let deck = *self.decks.entry(deck.to_owned()).or_insert_with(|| {
            let number = i64::try_from(decks.len()).unwrap_or(i64::MAX);
            decks.insert(number, deck.to_owned());
            number
        });
        let cards = vec![NoteCard { deck, ..NoteCard::default() }];
        notes.push(Note { guid, notetype, tags, fields, cards });
    }
}

/// What is known of a note type by its name.
fn notetype_of(name: &str) -> Notetype {
    let fields: &[&str] = match name {
        "quizdeck flashcard" | "quizdeck flashcard (both ways)" => {
            &["Front", "Back", "Hint", "Remarks", "Explanation", "Source"]
        }
        "quizdeck typed" => &["Question", "Answer", "Hint", "Remarks", "Explanation", "Source"],
        "quizdeck question" => {
            &["Question", "Choices", "Answer", "Hint", "Remarks", "Explanation", "Source"]
        }
        "quizdeck cloze" => &["Text", "Hint", "Remarks", "Explanation", "Source"],
        _ => &[],
    };
    let fields = fields.iter().map(|it| (*it).to_owned()).collect();
    Notetype { name: name.to_owned(), fields, ..Notetype::default() }
}

/// The text; spreadsheets write UTF-16 where they say "Unicode".
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    let units = |bytes: &[u8], big: bool| -> Vec<u16> {
        let (pairs, _) = bytes.as_chunks::<2>();
        let unit =
            |it: &[u8; 2]| if big { u16::from_be_bytes(*it) } else { u16::from_le_bytes(*it) };
        pairs.iter().map(unit).collect()
    };
    let utf16 = match bytes {
        [0xff, 0xfe, rest @ ..] => Some(units(rest, false)),
        [0xfe, 0xff, rest @ ..] => Some(units(rest, true)),
        _ => None,
    };
    if let Some(units) = utf16 {
        return String::from_utf16(&units).map(Cow::from).map_err(|_| ImportError::NotUtf8(1));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text.into()),
        Ok(_) => Err(ImportError::Unknown),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            Err(ImportError::NotUtf8(before.matches('\n').count() + 1))
        }
    }
}

/// The header lines on top of a file, and what is below them.
fn header(text: &str) -> (Header, &str) {
    let mut header = Header::default();
    let mut body = text;
    while let Some(line) = body.split_inclusive('\n').next().filter(|it| it.starts_with('#')) {
        let bare = line.trim_end_matches(['\r', '\n']).trim_end_matches([',', ';', '\t']);
        // A comment above a table is no header; its words are not lost to it, as it is none.
        let Some((key, value)) = bare[1..].split_once(':') else {
            body = &body[line.len()..];
            continue;
        };
        let column = value.trim().parse().ok();
        match &*key.trim().to_ascii_lowercase() {
            "separator" => header.separator = separator_named(value.trim()),
            "html" => header.html = value.trim().parse().ok(),
            "notetype" => header.notetype = Some(value.trim().to_owned()),
            "deck" => header.deck = Some(value.trim().to_owned()),
            "tags" => header.tags = value.split_whitespace().map(str::to_owned).collect(),
            "guid column" => header.guid_column = column,
            "notetype column" => header.notetype_column = column,
            "deck column" => header.deck_column = column,
            "tags column" => header.tags_column = column,
            _ => {}
        }
        body = &body[line.len()..];
    }
    (header, body)
}

fn separator_named(name: &str) -> Option<u8> {
    Some(match &*name.to_ascii_lowercase() {
        "comma" | "," => b',',
        "semicolon" | ";" => b';',
        "tab" | "\\t" | "" => b'\t',
        "space" => b' ',
        "pipe" | "|" => b'|',
        "colon" | ":" => b':',
        _ => return None,
    })
}

/// The separator that cuts most of the first rows into the same number of cells.
fn separator(body: &str) -> u8 {
    let mut start = body.len().min(16_384);
    while !body.is_char_boundary(start) {
        start -= 1;
    }
    let best = [b'\t', b';', b',', b'|'].into_iter().max_by_key(|separator| {
        let mut counts = BTreeMap::new();
        for row in rows(&body[..start], *separator).flatten().take(50) {
            if row.len() > 1 {
                *counts.entry(row.len()).or_insert(0_usize) += 1;
            }
        }
        // Of two that fit as well the one named first.
        (counts.values().copied().max().unwrap_or(0), u8::MAX - *separator)
    });
    best.unwrap_or(b'\t')
}

/// The rows that are not blank.
fn rows(body: &str, separator: u8) -> impl Iterator<Item = Result<StringRecord, ImportError>> {
    let reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    let rows = reader.into_records();
    let rows = rows.map(|row| row.map_err(|error| ImportError::Damaged(error.to_string())));
    rows.filter(|row| row.as_ref().map_or(true, |row| row.iter().any(|it| !it.trim().is_empty())))
}

/// The line a row stands on.
fn line(row: &StringRecord) -> u64 {
    row.position().map_or(0, csv::Position::line)
}

/// Whether nearly all rows have the same number of columns, and more than one.
fn is_table(body: &str, separator: u8) -> Result<bool, ImportError> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut n_rows = 0;
    for row in rows(body, separator) {
        *counts.entry(row?.len()).or_default() += 1;
        n_rows += 1;
    }
    counts.remove(&1);
    Ok(counts.values().max().is_some_and(|n| n * 10 >= n_rows * 9))
}

/// The keys of the deck format that a row consists of. A row that names what is asked and what is answered,
/// and something else that is no key, is a heading with a slip in it.
fn deck_keys(row: &StringRecord) -> Result<Option<Vec<&'static Key>>, ImportError> {
    let named = |cell: &str| keys::named(Room::Card, &cell.trim().to_lowercase());
    let found: Vec<&'static Key> = row.iter().filter_map(named).collect();
    let has = |names: &[&str]| found.iter().any(|key| names.contains(&key.name));
    let is_heading = has(&["question", "front", "statement"]) && has(&["answer", "back"]);
    match row.iter().find(|cell| named(cell).is_none()) {
        None => Ok(Some(found).filter(|keys| keys.len() > 1)),
        Some(other) if is_heading => Err(ImportError::UnknownColumn(other.trim().to_owned())),
        Some(_) => Ok(None),
    }
}

/// The line of a quote that is never closed, and would swallow all rows behind it.
fn unclosed_quote(body: &str, separator: u8) -> Option<u64> {
    if body.bytes().filter(|byte| *byte == b'"').count() % 2 == 0 {
        return None;
    }
    let last = rows(body, separator).flatten().last()?;
    let swallows = last.iter().any(|cell| cell.contains('\n'));
    swallows.then(|| line(&last))
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace("\r\n", "\n").replace(['\r', '\n'], "<br>")
}
