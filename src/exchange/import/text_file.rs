//! Text files of notes: Anki's export with its header lines, and any two or more columns, such as
//! Quizlet's.

mod layout;

use std::collections::{BTreeMap, HashMap};

use csv::StringRecord;
use layout::{
    Header, cells, cut, damaged, decoded, has_odd_quotes, header, is_html, is_table, quizlet,
    reader, rows, separator, unclosed_quote,
};

use super::spreadsheet::Row;
use super::{Collection, ImportError, Note, NoteCard, Notetype, Spreadsheet};
use crate::deck::keys::{self, Key, Room};
use crate::parallel;

/// A text file of notes.
pub enum TextFile {
    /// Notes.
    Notes(Collection),
    /// Rows under the names of the deck format's keys.
    Spreadsheet(Spreadsheet),
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
