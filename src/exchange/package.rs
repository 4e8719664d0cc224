//! Decks as a package (.apkg) for Anki: note types of our own, pictures and sounds, and where asked for
//! the schedule and the history. Bytes out; the files to put in come in as bytes.
//!
//! The layout is that of schema 11, which every Anki since 2012 reads; what a package must hold was found
//! by leaving it out (`tests/anki`).

mod notetypes;
mod progress;

pub use notetypes::fields;
pub use progress::Learned;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, Cursor, Read, Write};

use rusqlite::{Connection, params};
use serde_json::{Value, json};
use xxhash_rust::xxh3::xxh3_64;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{Content, Form};
use crate::text::fold::composed;
use crate::time::{Day, Moment, Rollover};

/// Ids in Anki are moments; ours lie in these years, well before now and after its first release.
const FIRST_ID: u64 = 1_262_304_000_000;
const ID_SPAN: u64 = 400_000_000_000;

/// When and for whom a package is made.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    /// Now.
    pub now: Moment,
    /// The hour at which a study day begins.
    pub rollover: Rollover,
}

/// Why no package can be made, or an earlier one not be read.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// It is no package, or none of ours.
    #[error("it is no package that quizdeck wrote")]
    NotOurs,
    /// It would not be written.
    #[error("the package can't be put together: {0}")]
    Database(#[from] rusqlite::Error),
    /// The container can't be written.
    #[error("the package can't be put together: {0}")]
    Zip(#[from] zip::result::ZipError),
    /// As above.
    #[error("the package can't be put together: {0}")]
    Io(#[from] io::Error),
}

/// What an earlier package holds of each note, by its name.
#[derive(Debug, Default)]
pub struct Earlier(HashMap<String, Before>);

#[derive(Debug)]
struct Before {
    changed: i64,
    notetype: i64,
    /// Of all of it.
    hash: u64,
}

impl Earlier {
    /// Reads an earlier package of ours.
    pub fn read(bytes: &[u8]) -> Result<Earlier, PackageError> {
        let not_ours = |_| PackageError::NotOurs;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| PackageError::NotOurs)?;
        let mut file = zip.by_name("collection.anki2").map_err(|_| PackageError::NotOurs)?;
        let mut database = Vec::new();
        file.by_ref().take(MAX_COLLECTION).read_to_end(&mut database)?;
        let mut connection = Connection::open_in_memory()?;
        connection
            .deserialize_read_exact("main", database.as_slice(), database.len(), true)
            .map_err(not_ours)?;
        let mut notes =
            connection.prepare("SELECT guid, mod, mid, tags, flds FROM notes").map_err(not_ours)?;
        let rows = notes.query_map([], |row| {
            let notetype = row.get(2)?;
            let hash = hash(notetype, &row.get::<_, String>(3)?, &row.get::<_, String>(4)?);
            Ok((row.get(0)?, Before { changed: row.get(1)?, notetype, hash }))
        })?;
        rows.collect::<Result<_, _>>().map(Earlier).map_err(not_ours)
    }

    /// When the note changed: now, where it is not as it was.
    fn changed(&self, guid: &str, hash: u64, now: i64) -> i64 {
        match self.0.get(guid) {
            Some(before) if before.hash == hash => before.changed,
            // Anki takes only what is newer than what it has.
            Some(before) => now.max(before.changed + 1),
            None => now,
        }
    }
}

/// No collection of ours is larger.
const MAX_COLLECTION: u64 = 1 << 30;

fn hash(notetype: i64, tags: &str, fields: &str) -> u64 {
    xxh3_64(format!("{notetype}\u{1e}{tags}\u{1e}{fields}").as_bytes())
}

/// What a note's row holds that takes work.
pub struct Columns {
    notetype: i64,
    fields: String,
    tags: String,
    hash: u64,
}

impl Columns {
    /// The columns of a card.
    pub fn new(content: &Content) -> Columns {
        let notetype = notetypes::of(content.form).id;
        // As Anki keeps them.
        let fields = composed(&fields(content).join("\u{1f}"));
        let tags = match content.tags.as_slice() {
            [] => String::new(),
            tags => format!(" {} ", tags.join(" ")),
        };
        let hash = hash(notetype, &tags, &fields);
        Columns { notetype, fields, tags, hash }
    }
}

/// Gives each name an id that is its own and stays.
#[derive(Default)]
struct Ids(HashSet<u64>);

impl Ids {
    fn of(&mut self, name: &str) -> i64 {
        let mut id = FIRST_ID + xxh3_64(name.as_bytes()) % ID_SPAN;
        while !self.0.insert(id) {
            id += 1;
        }
        i64::try_from(id).unwrap_or(i64::MAX)
    }
}

const SCHEMA: &str = "
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
  scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
  ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
  dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
  sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
  ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
  queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,
  reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,
  odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
  ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
  time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
";

/// Writes notes into a package, one after the other.
pub struct Writer {
    connection: Connection,
    earlier: Earlier,
    made: Made,
    ids: Ids,
    /// By their names.
    decks: BTreeMap<String, i64>,
    revlog_ids: HashSet<i64>,
    n_notes: i64,
}

impl Writer {
    /// Begins a package.
    pub fn new(earlier: Earlier, made: Made) -> Result<Writer, PackageError> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(SCHEMA)?;
        connection.execute_batch("BEGIN")?;
        Ok(Writer {
            connection,
            earlier,
            made,
            ids: Ids::default(),
            decks: BTreeMap::new(),
            revlog_ids: HashSet::new(),
            n_notes: 0,
        })
    }

    /// Whether the note was of another type in the earlier package.
    pub fn had_other_type(&self, content: &Content) -> bool {
        let before = self.earlier.0.get(&content.guid);
        before.is_some_and(|it| it.notetype != notetypes::of(content.form).id)
    }

    /// Now, in seconds.
    fn now(&self) -> i64 {
        self.made.now.at.0.div_euclid(1_000)
    }

    /// Writes a note with, for each of its cards by its place in the note type, what was learned.
    pub fn add(
        &mut self,
        content: &Content,
        columns: &Columns,
        learned: &[(u32, Learned)],
    ) -> Result<(), PackageError> {
        self.n_notes += 1;
        let Columns { notetype, fields, tags, hash } = columns;
        let changed = self.earlier.changed(&content.guid, *hash, self.now());
        let note_id = self.ids.of(&content.guid);
        let mut note = self.connection.prepare_cached(
            "INSERT INTO notes VALUES (?1, ?2, ?3, ?4, -1, ?5, ?6, '', 0, 0, '')",
        )?;
        note.execute(params![note_id, content.guid, notetype, changed, tags, fields])?;
        let deck = match self.decks.get(&content.deck) {
            Some(id) => *id,
            None => {
                let id = self.ids.of(&format!("deck {}", content.deck));
                self.decks.insert(content.deck.clone(), id);
                id
            }
        };
        let mut card = self.connection.prepare_cached(
            "INSERT INTO cards VALUES \
             (?1, ?2, ?3, ?4, ?5, -1, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, 0, 0, ?13, ?14)",
        )?;
        let mut review = self
            .connection
            .prepare_cached("INSERT INTO revlog VALUES (?1, ?2, -1, ?3, ?4, ?5, ?6, ?7, ?8)")?;
        for ord in ords(content) {
            let card_id = self.ids.of(&format!("{} {ord}", content.guid));
            let learned = learned.iter().find(|(of, _)| *of == ord).map(|(_, learned)| learned);
            let row = match learned {
                Some(learned) => learned.row(self.n_notes, FIRST_DAY),
                None => progress::Row::new(self.n_notes),
            };
            card.execute(params![
                card_id, note_id, deck, ord, changed, row.kind, row.queue, row.due, row.ivl,
                row.factor, row.reps, row.lapses, row.flags, row.data
            ])?;
            for it in learned.map(Learned::revlog).unwrap_or_default() {
                let mut id = it.id;
                while !self.revlog_ids.insert(id) {
                    id += 1;
                }
                review.execute(params![
                    id,
                    card_id,
                    it.ease,
                    it.ivl,
                    it.last_ivl,
                    it.factor,
                    it.ms,
                    it.kind
                ])?;
            }
        }
        Ok(())
    }

    /// Ends the package. `media` gives the bytes of each file under its name in Anki.
    pub fn finish(self, media: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, PackageError> {
        self.write_col()?;
        self.connection.execute_batch("COMMIT; VACUUM")?;
        let database = self.connection.serialize("main")?;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        // No time of its own: the same input gives the same bytes.
        let packed = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        zip.start_file("collection.anki2", packed)?;
        zip.write_all(&database)?;
        drop(database);
        let as_is = packed.compression_method(CompressionMethod::Stored);
        let mut names = BTreeMap::new();
        for (number, (name, bytes)) in media.iter().enumerate() {
            zip.start_file(number.to_string(), as_is)?;
            zip.write_all(bytes)?;
            names.insert(number.to_string(), name);
        }
        zip.start_file("media", packed)?;
        serde_json::to_writer(&mut zip, &names).map_err(io::Error::from)?;
        Ok(zip.finish()?.into_inner())
    }

    /// The one row that says what kind of collection it is.
    fn write_col(&self) -> Result<(), PackageError> {
        let Made { now, rollover } = self.made;
        let seconds = self.now();
        let created =
            i64::from(FIRST_DAY.0) * 86_400 - i64::from(now.offset) + i64::from(rollover.0) * 3_600;
        let conf = json!({
            "schedVer": 2, "rollover": rollover.0, "curDeck": 1, "nextPos": self.n_notes + 1,
            "creationOffset": -now.offset / 60, "activeDecks": [1], "sortType": "noteFld",
        });
        let models: BTreeMap<String, Value> =
            notetypes::ALL.iter().map(|it| (it.id.to_string(), it.json())).collect();
        let decks: BTreeMap<String, Value> = std::iter::once(("Default", 1))
            .chain(self.decks.iter().map(|(name, id)| (name.as_str(), *id)))
            .map(|(name, id)| (id.to_string(), deck(name, id, seconds)))
            .collect();
        let presets = json!({"1": {"id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60,
            "autoplay": true, "timer": 0, "replayq": true, "dyn": false,
            "new": {"delays": [1.0, 10.0], "ints": [1, 4, 0], "initialFactor": 2500,
                    "order": 1, "perDay": 20, "bury": true},
            "rev": {"perDay": 200, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "bury": true,
                    "hardFactor": 1.2},
            "lapse": {"delays": [10.0], "mult": 0.0, "minInt": 1, "leechFails": 8,
                      "leechAction": 1}}});
        self.connection.execute(
            "INSERT INTO col VALUES (1, ?1, ?2, ?2, 11, 0, 0, 0, ?3, ?4, ?5, ?6, '{}')",
            params![
                created,
                seconds * 1_000,
                conf.to_string(),
                json!(models).to_string(),
                json!(decks).to_string(),
                presets.to_string(),
            ],
        )?;
        Ok(())
    }
}

/// The day from which days are counted in a package: 2000-01-01.
const FIRST_DAY: Day = Day(10_957);

fn deck(name: &str, id: i64, now: i64) -> Value {
    json!({"id": id, "name": name, "mod": now, "usn": -1, "collapsed": false,
           "browserCollapsed": false, "desc": "", "dyn": 0, "conf": 1, "extendNew": 0,
           "extendRev": 0, "lrnToday": [0, 0], "revToday": [0, 0], "newToday": [0, 0],
           "timeToday": [0, 0]})
}

/// The cards of a note, by their places in its type.
pub fn ords(content: &Content) -> Vec<u32> {
    match content.form {
        Form::BothWays => vec![0, 1],
        Form::Cloze => content.gaps.iter().map(|gap| u32::from(*gap) - 1).collect(),
        _ => vec![0],
    }
}
