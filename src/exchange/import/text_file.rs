//! Text files of notes: Anki's export with its header lines, and any two or more columns, such as
//! Quizlet's.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use csv::{Reader, ReaderBuilder, StringRecord};

use super::spreadsheet::Row;
use super::{Collection, ImportError, Note, NoteCard, Notetype, Spreadsheet};
use crate::deck::keys::{self, Key, Room};
use crate::parallel;
use crate::text::bytes;

/// A text file of notes.
pub enum TextFile {
    /// Notes.
    Notes(Collection),
    /// Rows under the names of the deck format's keys.
    Spreadsheet(Spreadsheet),
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
    /// The separator that a spreadsheet names.
    excel: Option<u8>,
    /// The names of the columns.
    columns: Vec<String>,
}

/// Reads a text file. `name` is the deck's where the file names none.
pub fn read(bytes: &[u8], name: &str) -> Result<TextFile, ImportError> {
    let text = decoded(bytes)?;
    let (mut header, body) = header(&text);
    // Excel's own first line.
    let mut body = body;
    if let Some((line, rest)) = body.split_once('\n')
        && let Some(mark) = line.trim_end().strip_prefix("sep=")
        && let [mark] = mark.as_bytes()
    {
        header.excel = Some(*mark);
        body = rest;
    }
    let is_bare = header.separator.is_none() && header.notetype_column.is_none();
    if is_bare && let Some(rows) = only_clozes(body) {
        return rows;
    }
    let joined = if is_bare && header.excel.is_none() { quizlet(body) } else { None };
    let body = joined.as_deref().unwrap_or(body);
    let separator = header.separator.or(header.excel).unwrap_or_else(|| separator(body));
    let first_row = rows(body, separator).next().transpose()?;
    let Some(first) = first_row else { return Err(ImportError::Empty) };
    let parts = cut(body);
    // Quotes are closed in all parts but the last.
    if parts.last().is_some_and(|it| has_odd_quotes(it.as_bytes()))
        && let Some(line) = unclosed_quote(body, separator)
    {
        return Err(ImportError::UnclosedQuote(line));
    }
    if is_bare && let Some(keys) = deck_keys(&first)? {
        let rows = rows(body, separator).skip(1).map(|row| row.map(|it| cells(&it)));
        let mut rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
        let language = language(&first, &mut rows)?;
        return Ok(TextFile::Spreadsheet(Spreadsheet { keys, language, rows }));
    }
    if header.notetype_column.is_none() && !is_table(body, separator)? {
        return Err(ImportError::NoTable);
    }
    let is_html = match header.html {
        Some(is_html) => is_html,
        None => is_html(body),
    };
    // Anki leaves all marks out where it exports without HTML.
    let is_stripped = header.html == Some(false) && header.guid_column.is_some();
    let none = || Notes::new(&header, is_html, name);
    let read = |parts: &[&str]| -> Result<Vec<Notes<'_>>, ImportError> {
        let notes = |part: &&str| none().read(part, separator);
        parallel::map(parts, notes, &|_, _| {}).into_iter().collect()
    };
    let mut parts = read(&parts)?;
    if parts.iter().rev().skip(1).any(|it| it.may_go_on) {
        parts = read(&[body])?;
    }
    let collection = together(none(), parts);
    // Plain texts go into a deck as they are; HTML may hold far more than it shows.
    let deck_bytes =
        if is_bare && !is_html { body.len() + AROUND * collection.notes.len() } else { 0 };
    let collection = Collection { is_stripped, deck_bytes, ..collection };
    if collection.notes.is_empty() {
        Err(ImportError::Empty)
    } else {
        Ok(TextFile::Notes(collection))
    }
}

/// A card in a deck takes so many bytes more than its row in a table.
const AROUND: usize = "  - front: \n    back: \n".len() - "\"\",\"\"\n".len();

/// So many bytes are read by one core at a time.
const PART: usize = 1 << 20;

/// A text in parts that can be read at the same time: each ends with a line, up to which as many quotes opened
/// as closed.
fn cut(body: &str) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), body);
    while rest.len() > 2 * PART {
        let bytes = rest.as_bytes();
        let (mut end, mut is_open) = (PART, has_odd_quotes(&bytes[..PART]));
        loop {
            let Some(len) = bytes[end..].iter().position(|it| *it == b'\n') else {
                parts.push(rest);
                return parts;
            };
            is_open ^= has_odd_quotes(&bytes[end..=end + len]);
            end += len + 1;
            if !is_open {
                break;
            }
        }
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

fn has_odd_quotes(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |is_odd, byte| is_odd ^ (*byte == b'"'))
}

/// Makes notes of rows.
struct Notes<'a> {
    header: &'a Header,
    is_html: bool,
    /// The deck's where the file names none.
    name: &'a str,
    collection: Collection,
    notetypes: HashMap<String, usize>,
    decks: HashMap<String, i64>,
    /// The last cell of all ends with a line break: where more text follows, the cell may go on in it.
    may_go_on: bool,
}

impl<'a> Notes<'a> {
    fn new(header: &'a Header, is_html: bool, name: &'a str) -> Notes<'a> {
        Notes {
            header,
            is_html,
            name,
            collection: Collection::default(),
            notetypes: HashMap::new(),
            decks: HashMap::new(),
            may_go_on: false,
        }
    }

    /// The notes of a text.
    fn read(mut self, text: &str, separator: u8) -> Result<Notes<'a>, ImportError> {
        let (mut reader, mut row) = (reader(text, separator), StringRecord::new());
        while reader.read_record(&mut row).map_err(|error| damaged(&error))? {
            self.may_go_on = row.iter().next_back().is_some_and(|it| it.ends_with('\n'));
            self.add(&row);
        }
        Ok(self)
    }

    /// The place of a note type; most rows name what rows before them did.
    fn notetype(&mut self, name: &str) -> usize {
        if let Some(at) = self.notetypes.get(name) {
            return *at;
        }
        let at = self.collection.notetypes.len();
        self.collection.notetypes.push(notetype_of(name));
        self.notetypes.insert(name.to_owned(), at);
        at
    }

    /// The number of a deck.
    fn deck(&mut self, name: &str) -> i64 {
        if let Some(number) = self.decks.get(name) {
            return *number;
        }
        let number = i64::try_from(self.decks.len()).unwrap_or(i64::MAX);
        self.collection.decks.insert(number, name.into());
        self.decks.insert(name.to_owned(), number);
        number
    }

    fn add(&mut self, cells: &StringRecord) {
        let header = self.header;
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
        // Without a note type the names of the columns say which is the front.
        if header.notetype_column.is_none()
            && let Some([front, back]) = sides(&header.columns)
            && front.max(back) < cells.len()
        {
            let cell = |at: usize| cells.get(at).unwrap_or_default();
            let html = |cell: &str| if self.is_html { cell.to_owned() } else { escaped(cell) };
            let special = |at: &usize| special.contains(&Some(at + 1));
            let rest = (0..cells.len()).filter(|at| *at != front && *at != back && !special(at));
            let order: Vec<usize> = [front, back].into_iter().chain(rest).collect();
            fields = order.into_iter().map(|at| html(cell(at))).collect();
        }
        fields.resize(fields.len().max(2), String::new());
        let name = cell(header.notetype_column).or(header.notetype.as_deref()).unwrap_or_default();
        let deck = cell(header.deck_column).or(header.deck.as_deref()).unwrap_or(self.name);
        let tags = cell(header.tags_column).unwrap_or_default().split_whitespace();
        let tags = tags.map(str::to_owned).chain(header.tags.iter().cloned()).collect();
        let guid = cell(header.guid_column).unwrap_or_default().to_owned();
        let (notetype, deck) = (self.notetype(name), self.deck(deck));
        let cards = vec![NoteCard { deck, ..NoteCard::default() }];
        self.collection.notes.push(Note { guid, notetype, tags, fields, cards });
    }
}

/// The notes of the parts of a text, under the numbers that note types and decks have in all of it.
fn together(mut all: Notes<'_>, parts: Vec<Notes<'_>>) -> Collection {
    let mut parts: Vec<_> = parts
        .into_iter()
        .map(|Notes { collection: Collection { notetypes, decks, notes, .. }, .. }| {
            let notetypes: Vec<usize> = notetypes.iter().map(|it| all.notetype(&it.name)).collect();
            let decks: Vec<i64> = decks.values().map(|it| all.deck(it)).collect();
            (notes, notetypes, decks)
        })
        .collect();
    let number = |_, parts: &mut [(Vec<Note>, Vec<usize>, Vec<i64>)]| {
        for (notes, notetypes, decks) in parts {
            for note in notes {
                note.notetype = notetypes[note.notetype];
                for card in &mut note.cards {
                    card.deck = usize::try_from(card.deck).map_or(card.deck, |at| decks[at]);
                }
            }
        }
    };
    parallel::map_parts(&mut parts, 1, number, &|_, _| {});
    let mut notes = Vec::with_capacity(parts.iter().map(|(notes, ..)| notes.len()).sum());
    for (part, ..) in &mut parts {
        notes.append(part);
    }
    Collection { notes, ..all.collection }
}

/// Where front and back stand by the names of their columns.
fn sides(columns: &[String]) -> Option<[usize; 2]> {
    let at = |names: &[&str]| columns.iter().position(|it| names.contains(&&**it));
    let front = at(&["front", "question", "text", "term"])?;
    Some([front, at(&["back", "answer", "back extra", "definition"])?])
}

/// Texts with gaps in the only column of a table.
fn only_clozes(body: &str) -> Option<Result<TextFile, ImportError>> {
    // No text holds it, so that commas part nothing.
    const NO_SEPARATOR: u8 = 0x1f;
    let (first, _) = body.split_once('\n')?;
    if !first.trim().trim_matches('"').eq_ignore_ascii_case("cloze") {
        return None;
    }
    let key = keys::named(Room::Card, "cloze")?;
    let rows = rows(body, NO_SEPARATOR).skip(1).map(|row| row.map(|it| cells(&it)));
    let rows = rows.collect::<Result<_, _>>();
    let table = |rows| Spreadsheet { keys: vec![key], language: None, rows };
    Some(rows.map(|rows| TextFile::Spreadsheet(table(rows))))
}

/// Quizlet's export as rows: a line without a tab goes on with the definition above it, and rows may be parted
/// by `;` on one line. None where the text is a table as it is.
fn quizlet(body: &str) -> Option<String> {
    if body.contains('"') || !body.contains('\t') {
        return None;
    }
    let body = body.trim_end();
    let lines: Vec<&str> = body.lines().collect();
    let n_tabs = |text: &str| text.matches('\t').count();
    let rows: Vec<String> = if let [line] = lines.as_slice() {
        let rows: Vec<String> = line.split(';').map(str::to_owned).collect();
        if rows.len() < 2 || !rows.iter().all(|row| row.is_empty() || n_tabs(row) == 1) {
            return None;
        }
        rows
    } else {
        let goes_on = |line: &&&str| n_tabs(line) == 0;
        let is_pair = lines.iter().all(|line| n_tabs(line) < 2) && n_tabs(lines[0]) == 1;
        if !is_pair || lines.iter().filter(goes_on).all(|line| line.trim().is_empty()) {
            return None;
        }
        let mut rows: Vec<String> = Vec::new();
        for line in lines {
            match rows.last_mut() {
                Some(row) if n_tabs(line) == 0 => {
                    row.push('\n');
                    row.push_str(line);
                }
                _ => rows.push(line.to_owned()),
            }
        }
        rows
    };
    let mut table = String::with_capacity(body.len() + 4 * rows.len());
    for (term, definition) in rows.iter().filter_map(|row| row.split_once('\t')) {
        for part in ["\"", term, "\"\t\"", definition.trim_end(), "\"\n"] {
            table.push_str(part);
        }
    }
    Some(table)
}

/// Elements that fields are made of.
const TAGS: [&str; 26] = [
    "a",
    "b",
    "big",
    "blockquote",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "i",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "u",
    "ul",
];

/// Whether a text is written in HTML: it has an entity, or an element that is closed or holds nothing. Else a
/// `<` in it is one, as in `List<int>`.
fn is_html(body: &str) -> bool {
    let is_entity = |after: &str| {
        let name = after.split(';').next().unwrap_or_default();
        let digits = name.strip_prefix('#').unwrap_or_default();
        after.len() > name.len()
            && (matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp")
                || !digits.is_empty()
                    && digits.bytes().all(|it| it.is_ascii_hexdigit() || it == b'x'))
    };
    let is_tag = |line: &str, after: &str| {
        let Some((tag, _)) = after.split_once('>') else { return false };
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let attributes = tag[name.len()..].trim_end_matches('/').trim();
        match &*name {
            "br" | "hr" => attributes.is_empty(),
            "img" => attributes.contains("src="),
            name => {
                TAGS.contains(&name)
                    && (attributes.is_empty() || attributes.contains('='))
                    && line.contains(&format!("</{name}>"))
            }
        }
    };
    body.lines().any(|line| {
        line.match_indices('&').any(|(at, _)| is_entity(&line[at + 1..]))
            || line.match_indices('<').any(|(at, _)| is_tag(line, &line[at + 1..]))
    })
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
        Ok(text) if bytes::all(bytes, |it| it != 0) => Ok(text.into()),
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
            "columns" => {
                let separator = char::from(header.separator.unwrap_or(b'\t'));
                let name = |it: &str| it.trim().trim_matches('"').to_lowercase();
                header.columns = value.split(separator).map(name).collect();
            }
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

fn reader(body: &str, separator: u8) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(separator).has_headers(false).flexible(true).from_reader(body.as_bytes())
}

fn damaged(error: &csv::Error) -> ImportError {
    ImportError::Damaged(error.to_string())
}

/// The rows that are not blank.
fn rows(body: &str, separator: u8) -> impl Iterator<Item = Result<StringRecord, ImportError>> {
    let rows = reader(body, separator).into_records();
    let rows = rows.map(|row| row.map_err(|error| damaged(&error)));
    rows.filter(|row| row.as_ref().map_or(true, |row| row.iter().any(|it| !it.trim().is_empty())))
}

/// The line a row stands on, and its cells.
fn cells(row: &StringRecord) -> Row {
    (line(row), row.iter().map(str::to_owned).collect())
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
    // Spreadsheets write columns that are empty.
    let n_named = row.iter().collect::<Vec<_>>().iter().rposition(|it| !it.trim().is_empty());
    let row = row.iter().take(n_named.map_or(0, |at| at + 1));
    let row: Vec<&str> = row.filter(|it| !is_language(it)).collect();
    let found: Vec<&'static Key> = row.iter().filter_map(|it| named(it)).collect();
    let has = |names: &[&str]| found.iter().any(|key| names.contains(&key.name));
    let is_heading = has(&["question", "front", "statement"]) && has(&["answer", "back"]);
    match row.into_iter().find(|cell| named(cell).is_none()) {
        None => Ok(Some(found).filter(|keys| keys.len() > 1)),
        Some(other) if is_heading => Err(ImportError::UnknownColumn(other.trim().to_owned())),
        Some(_) => Ok(None),
    }
}

/// Whether a heading is the deck's own key, which a table has room for in a column.
fn is_language(heading: &str) -> bool {
    heading.trim().eq_ignore_ascii_case("language")
}

/// What language the texts are in, where a column says so; the column is taken out of the rows.
fn language(headings: &StringRecord, rows: &mut [Row]) -> Result<Option<String>, ImportError> {
    let Some(at) = headings.iter().position(is_language) else { return Ok(None) };
    let mut found = BTreeMap::new();
    for (line, cells) in rows.iter_mut().filter(|(_, cells)| at < cells.len()) {
        let cell = cells.remove(at);
        if !cell.trim().is_empty() {
            found.entry(cell.trim().to_owned()).or_insert(*line);
        }
    }
    match found.values().max().filter(|_| found.len() > 1) {
        Some(line) => Err(ImportError::SecondLanguage(*line)),
        None => Ok(found.into_keys().next()),
    }
}

/// The line of a quote that is never closed, and would swallow all rows behind it.
fn unclosed_quote(body: &str, separator: u8) -> Option<u64> {
    let last = rows(body, separator).flatten().last()?;
    let swallows = last.iter().any(|cell| cell.contains('\n'));
    swallows.then(|| line(&last))
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace("\r\n", "\n").replace(['\r', '\n'], "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(table: &str) -> Vec<Vec<String>> {
        match read(table.as_bytes(), "t") {
            Ok(TextFile::Notes(it)) => it.notes.into_iter().map(|note| note.fields).collect(),
            _ => panic!("no notes"),
        }
    }

    /// Whatever stands where a large file is cut, its rows are those that reading it at once gives.
    #[test]
    fn rows_are_the_same_wherever_the_text_is_cut() {
        let rows = ["a,b\n", "a,\"b\nb\"\n", "a,b\" b\n", "\"\"\"a\"\"\n\",\"b\n\"\n"];
        let long = "x".repeat(300);
        for odd in 0..rows.len() {
            let row = |at: usize| if at.is_multiple_of(7) { rows[odd] } else { rows[(at / 7) % 2] };
            let body: String = (0..20_000).map(|at| row(at).replace('a', &long)).collect();
            let table = format!("#separator:Comma\n#html:true\n#deck:D\n{body}");
            assert!(cut(&body).len() > 2);
            let at_once: Vec<Vec<String>> = super::rows(&body, b',')
                .map(|row| row.unwrap().iter().map(str::to_owned).collect())
                .collect();
            assert!(fields(&table) == at_once, "{odd}");
        }
    }
}
