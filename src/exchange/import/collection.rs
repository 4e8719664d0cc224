//! A collection's database, of the old schema and of the new. Believes nothing: what is no plain table
//! is not read, and no code that the database brings is run.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use prost::Message;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row};
use serde::Deserialize;

use super::{Collection, ImportError, Note, NoteCard, Notetype, Revlog, Template};

/// The deck of notes that nobody filed.
const DEFAULT_DECK: &str = "Default";

/// No collection has more fields and tags; each takes far more memory here than the byte it may take there.
const MAX_PARTS: usize = 10_000_000;

/// Reads a collection out of the bytes of its database; of its log at most so many lines, the newest.
pub fn of_bytes(mut bytes: Vec<u8>, most_reviews: usize) -> Result<Collection, ImportError> {
    // A database in memory has no write-ahead log, whatever its header says (sqlite.org/fileformat.html,
    // "File format version numbers").
    if let Some(versions) = bytes.get_mut(18..20) {
        versions.fill(1);
    }
    let mut connection = Connection::open_in_memory().map_err(|error| damaged(&error))?;
    connection
        .deserialize_read_exact("main", &*bytes, bytes.len(), true)
        .map_err(|error| damaged(&error))?;
    read(&connection, most_reviews)
}

/// Reads a collection where Anki keeps it, with what waits beside it to be written.
pub fn of_file(path: &Path, most_reviews: usize) -> Result<Collection, ImportError> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .map_err(|error| damaged(&error))?;
    read(&connection, most_reviews)
}

/// Whether a database is a collection of Anki.
pub fn is_collection(path: &Path) -> bool {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .is_ok_and(|connection| connection.table_exists(None, "revlog").unwrap_or(false))
}

fn read(connection: &Connection, most_reviews: usize) -> Result<Collection, ImportError> {
    // Anki's names are under an order that only it brings; without one SQLite does not read their tables.
    connection
        .create_collation("unicase", |a, b| a.to_lowercase().cmp(&b.to_lowercase()))
        .map_err(|error| damaged(&error))?;
    let source = Source { connection };
    source.check()?;
    let col = source.col()?;
    let mut collection = Collection { created: col.created, ..Collection::default() };
    let by_id = if col.version < 15 {
        collection.decks = old_decks(&col.decks)?;
        old_notetypes(&col.models, &mut collection.notetypes)?
    } else {
        collection.decks = source.decks()?;
        source.notetypes(&mut collection.notetypes)?
    };
    source.notes(&by_id, &mut collection)?;
    if collection.notes.is_empty() {
        return Err(ImportError::Empty);
    }
    if most_reviews > 0 {
        collection.reviews = source.reviews(col.is_v1, most_reviews)?;
        collection.older_reviews = source.n_reviews()? - collection.reviews.len();
    }
    Ok(collection)
}

struct Source<'a> {
    connection: &'a Connection,
}

/// The one row of `col`.
struct Col {
    created: i64,
    version: i64,
    models: String,
    decks: String,
    /// The first scheduler logged three ratings of learning cards, not four.
    is_v1: bool,
}

fn damaged(error: &rusqlite::Error) -> ImportError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => ImportError::InUse,
        _ => ImportError::Damaged(
            "its database can't be read, or has other columns than Anki's".to_owned(),
        ),
    }
}

impl Source<'_> {
    /// The tables are tables: a view or a virtual table could run what it likes.
    fn check(&self) -> Result<(), ImportError> {
        self.connection
            .execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")
            .map_err(|error| damaged(&error))?;
        for table in ["col", "notes", "cards", "revlog"] {
            let found: Result<(String, Option<String>), _> = self.connection.query_row(
                "SELECT type, sql FROM sqlite_schema WHERE name = ?1",
                [table],
                |row| Ok((row.get(0)?, row.get(1)?)),
            );
            let (kind, sql) = match found {
                Ok(found) => found,
                Err(rusqlite::Error::QueryReturnedNoRows) => {
                    return Err(ImportError::Damaged(format!("it has no table `{table}`")));
                }
                Err(error) => return Err(damaged(&error)),
            };
            let sql = sql.unwrap_or_default().to_ascii_lowercase();
            if kind != "table"
                || !sql.starts_with("create table")
                || sql.contains(" generated always")
            {
                return Err(ImportError::Damaged(format!("`{table}` is no plain table")));
            }
        }
        Ok(())
    }

    /// Runs a query and takes each row.
    fn each(
        &self,
        sql: &str,
        mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), ImportError> {
        let mut statement = self.connection.prepare(sql).map_err(|error| damaged(&error))?;
        let mut rows = statement.query([]).map_err(|error| damaged(&error))?;
        while let Some(row) = rows.next().map_err(|error| damaged(&error))? {
            take(row).map_err(|error| damaged(&error))?;
        }
        Ok(())
    }

    fn col(&self) -> Result<Col, ImportError> {
        let mut found = None;
        self.each("SELECT crt, ver, models, decks, conf FROM col LIMIT 1", |row| {
            found = Some((row.get(0)?, row.get(1)?, text(row, 2)?, text(row, 3)?, text(row, 4)?));
            Ok(())
        })?;
        let (created, version, models, decks, conf) =
            found.ok_or_else(|| ImportError::Damaged("`col` is empty".to_owned()))?;
        match version {
            ..11 => return Err(ImportError::TooOld),
            19.. => return Err(ImportError::TooNew),
            _ => {}
        }
        let conf: serde_json::Value = serde_json::from_str(&conf).unwrap_or_default();
        let is_v1 = version < 15 && conf["schedVer"].as_i64() != Some(2);
        Ok(Col { created, version, models, decks, is_v1 })
    }

    fn decks(&self) -> Result<BTreeMap<i64, Arc<str>>, ImportError> {
        let mut decks = BTreeMap::new();
        self.each("SELECT id, name FROM decks", |row| {
            decks.insert(row.get(0)?, text(row, 1)?.replace('\u{1f}', "::").into());
            Ok(())
        })?;
        Ok(decks)
    }

    fn notetypes(&self, notetypes: &mut Vec<Notetype>) -> Result<HashMap<i64, usize>, ImportError> {
        let mut by_id = HashMap::new();
        self.each("SELECT id, name, config FROM notetypes", |row| {
            let config = NotetypeConfig::decode(blob(row, 2)).unwrap_or_default();
            by_id.insert(row.get(0)?, notetypes.len());
            let is_cloze = config.kind == 1;
            notetypes.push(Notetype { name: text(row, 1)?, is_cloze, ..Notetype::default() });
            Ok(())
        })?;
        let mut fields: Vec<(i64, i64, String)> = Vec::new();
        self.each("SELECT ntid, ord, name FROM fields", |row| {
            fields.push((row.get(0)?, row.get(1)?, text(row, 2)?));
            Ok(())
        })?;
        fields.sort();
        for (id, _, name) in fields {
            if let Some(at) = by_id.get(&id) {
                notetypes[*at].fields.push(name);
            }
        }
        let mut templates: Vec<(i64, i64, TemplateConfig)> = Vec::new();
        self.each("SELECT ntid, ord, config FROM templates", |row| {
            let config = TemplateConfig::decode(blob(row, 2)).unwrap_or_default();
            templates.push((row.get(0)?, row.get(1)?, config));
            Ok(())
        })?;
        templates.sort_by_key(|(id, ord, _)| (*id, *ord));
        for (id, _, TemplateConfig { question, answer }) in templates {
            if let Some(at) = by_id.get(&id) {
                notetypes[*at].templates.push(Template { question, answer });
            }
        }
        Ok(by_id)
    }

    fn notes(
        &self,
        by_id: &HashMap<i64, usize>,
        collection: &mut Collection,
    ) -> Result<(), ImportError> {
        let mut places: HashMap<i64, usize> = HashMap::new();
        let notes = &mut collection.notes;
        let mut n_parts = 0;
        self.each("SELECT id, guid, mid, tags, flds FROM notes ORDER BY id", |row| {
            let (tags, fields) = (text(row, 3)?, text(row, 4)?);
            n_parts += tags.matches(char::is_whitespace).count() + fields.matches('\u{1f}').count();
            if n_parts > MAX_PARTS {
                return Ok(());
            }
            places.insert(row.get(0)?, notes.len());
            notes.push(Note {
                guid: text(row, 1)?,
                notetype: by_id.get(&row.get(2)?).copied().unwrap_or(usize::MAX),
                tags: tags.split_whitespace().map(str::to_owned).collect(),
                fields: fields.split('\u{1f}').map(str::to_owned).collect(),
                cards: Vec::new(),
            });
            Ok(())
        })?;
        if n_parts > MAX_PARTS {
            return Err(ImportError::TooLarge("10,000,000 fields and tags".to_owned()));
        }
        let sql = "SELECT id, nid, did, ord, type, queue, due, odue, odid, flags FROM cards ORDER BY nid, ord";
        self.each(sql, |row| {
            let Some(at) = places.get(&row.get(1)?) else { return Ok(()) };
            let (home, filtered): (i64, i64) = (row.get(8)?, row.get(2)?);
            let (due, home_due): (i64, i64) = (row.get(6)?, row.get(7)?);
            let (kind, queue): (i64, i64) = (row.get(4)?, row.get(5)?);
            let due = if home != 0 && home_due != 0 { home_due } else { due };
            notes[*at].cards.push(NoteCard {
                id: row.get(0)?,
                ord: u32::try_from(row.get::<_, i64>(3)?).unwrap_or(0),
                deck: if home == 0 { filtered } else { home },
                suspended: queue == -1,
                flagged: row.get::<_, i64>(9)? & 7 != 0,
                // A time within a day is in seconds.
                due: (kind == 2 && due.abs() < 1_000_000).then_some(due),
            });
            Ok(())
        })
    }

    /// The newest lines of the log, in their order.
    fn reviews(&self, is_v1: bool, most: usize) -> Result<Vec<Revlog>, ImportError> {
        let mut reviews = Vec::new();
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let sql = format!(
            "SELECT id, cid, ease, ivl, type, factor, time FROM revlog ORDER BY id DESC LIMIT {most}"
        );
        self.each(&sql, |row| {
            let kind: i64 = row.get(4)?;
            let mut ease: i64 = row.get(2)?;
            if is_v1 && matches!(kind, 0 | 2) && matches!(ease, 2 | 3) {
                ease += 1;
            }
            reviews.push(Revlog {
                at: row.get(0)?,
                card: row.get(1)?,
                ease: u8::try_from(ease).ok().filter(|it| *it <= 4).unwrap_or(0),
                interval: row.get(3)?,
                kind: u8::try_from(kind).unwrap_or(u8::MAX),
                factor: row.get(5)?,
                ms: u32::try_from(row.get::<_, i64>(6)?.max(0)).unwrap_or(u32::MAX),
            });
            Ok(())
        })?;
        reviews.reverse();
        Ok(reviews)
    }

    /// How many lines the log has.
    fn n_reviews(&self) -> Result<usize, ImportError> {
        let mut n = 0;
        self.each("SELECT count(*) FROM revlog", |row| {
            n = usize::try_from(row.get::<_, i64>(0)?).unwrap_or(0);
            Ok(())
        })?;
        Ok(n)
    }
}

/// A column that should be text; `SQLite` lets it be anything.
fn text(row: &Row<'_>, idx: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(idx)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Null => String::new(),
    })
}

fn blob<'r>(row: &'r Row<'_>, idx: usize) -> &'r [u8] {
    match row.get_ref(idx) {
        Ok(ValueRef::Blob(bytes) | ValueRef::Text(bytes)) => bytes,
        _ => &[],
    }
}

/// What is used of a note type's settings in the new schema.
#[derive(Clone, PartialEq, Message)]
struct NotetypeConfig {
    #[prost(int32, tag = "1")]
    kind: i32,
}

/// What is used of a template's settings in the new schema.
#[derive(Clone, PartialEq, Message)]
struct TemplateConfig {
    #[prost(string, tag = "1")]
    question: String,
    #[prost(string, tag = "2")]
    answer: String,
}

#[derive(Deserialize)]
struct OldDeck {
    #[serde(default)]
    name: String,
}

fn old_decks(json: &str) -> Result<BTreeMap<i64, Arc<str>>, ImportError> {
    let decks: BTreeMap<String, OldDeck> =
        serde_json::from_str(json).map_err(|error| ImportError::Damaged(error.to_string()))?;
    let named =
        decks.into_iter().filter_map(|(id, deck)| Some((id.parse().ok()?, deck.name.into())));
    let mut decks: BTreeMap<i64, Arc<str>> = named.collect();
    decks.entry(1).or_insert_with(|| DEFAULT_DECK.into());
    Ok(decks)
}

#[derive(Deserialize)]
struct OldNotetype {
    #[serde(default)]
    name: String,
    #[serde(default, rename = "type")]
    kind: i64,
    #[serde(default, rename = "flds")]
    fields: Vec<OldField>,
    #[serde(default, rename = "tmpls")]
    templates: Vec<OldTemplate>,
}

#[derive(Deserialize)]
struct OldField {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
struct OldTemplate {
    #[serde(default, rename = "qfmt")]
    question: String,
    #[serde(default, rename = "afmt")]
    answer: String,
}

fn old_notetypes(
    json: &str,
    notetypes: &mut Vec<Notetype>,
) -> Result<HashMap<i64, usize>, ImportError> {
    let models: BTreeMap<String, OldNotetype> =
        serde_json::from_str(json).map_err(|error| ImportError::Damaged(error.to_string()))?;
    let mut by_id = HashMap::new();
    for (id, model) in models {
        let Ok(id) = id.parse() else { continue };
        by_id.insert(id, notetypes.len());
        notetypes.push(Notetype {
            name: model.name,
            fields: model.fields.into_iter().map(|it| it.name).collect(),
            templates: model
                .templates
                .into_iter()
                .map(|OldTemplate { question, answer }| Template { question, answer })
                .collect(),
            is_cloze: model.kind == 1,
        });
    }
    Ok(by_id)
}
