//! The decks of a command, under the names their progress is filed under, joined with the log.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::collection::{Collection, Digest, Facet, ShelvedDeck};
use crate::config::Config;
use crate::deck::DeckId;
use crate::error::Failure;
use crate::history::{Answers, Reviewed};
use crate::identity::{self, CardFacts, DeckFacts, Known, Resolved};
use crate::library::{self, Catalogue, DeckFile, Loaded};
use crate::store::{Reader, Store};
use crate::text::count;
use crate::text::escape::escape_line;
use crate::time::Day;
use crate::ui::progress::Progress;
use crate::ui::screen::complain;

use super::digest::{self, Digested};

/// The decks of a command with what was found out about them.
pub(super) struct Shelf {
    /// The decks joined with the log.
    pub collection: Collection,
    /// Which deck and card is which.
    pub resolved: Vec<Resolved>,
    /// The log, open for reading; `None` where there is none yet.
    pub log: Option<Reader>,
    /// The files, without their outlines.
    pub files: Vec<DeckFile>,
    /// How much of the folders can't be read, as is told.
    pub n_unreadable: usize,
}

/// Reads decks and log; writes nothing. Tells on standard error where cards are left out.
pub(super) fn read(paths: &[PathBuf], config: &Config) -> Result<Shelf, Failure> {
    let shelf = quietly(paths, config)?;
    for file in shelf.files.iter().filter(|file| file.n_errors() > 0 && !config.quiet) {
        let name = escape_line(&file.name());
        let faults = count(file.n_errors(), "fault");
        complain(&format!(
            "{name}: {faults}; cards with faults are left out, `quizdeck check {name}` tells them"
        ));
    }
    Ok(shelf)
}

fn quietly(paths: &[PathBuf], config: &Config) -> Result<Shelf, Failure> {
    let (loaded, log) = load_beside_log(paths, config, &Catalogue::read(&config.catalogue))?;
    let (log, digest) = match log? {
        Some((reader, digested)) => (Some(reader), digested.digest),
        None => (None, Digest::default()),
    };
    let shelf = join(loaded.files, digest, log.as_ref(), config.clock.now().day)?;
    Ok(Shelf { log, n_unreadable: loaded.unreadable.len(), ..shelf })
}

/// All answers of a log; tells how far reading is where that takes long.
pub(super) fn answers(reader: &Reader, config: &Config) -> Result<Answers, Failure> {
    let progress = reading_the_log(config);
    Ok(reader.answers(reader.last_row()?, &|done, of| progress.at(done, of))?)
}

/// Keeps the answers of a log, so that its figures are made faster, where many came since they were kept.
pub(super) fn keep_answers(store: &mut Store, config: &Config) -> Result<(), Failure> {
    let progress = reading_the_log(config);
    Ok(store.keep_answers(&|done, of| progress.at(done, of))?)
}

fn reading_the_log(config: &Config) -> Progress {
    Progress::new("reading the log", config.plain || config.quiet)
}

/// A log, open for reading, and what it comes to; none where there is none yet.
pub(super) type Log = Option<(Reader, Digested)>;

/// Reads the decks of a command, and the log meanwhile.
pub(super) fn load_beside_log(
    paths: &[PathBuf],
    config: &Config,
    catalogue: &Catalogue,
) -> Result<(Loaded, Result<Log, Failure>), Failure> {
    let (progress, decks_read) = (&reading_the_log(config), &AtomicBool::new(false));
    std::thread::scope(|scope| {
        let database = &config.database;
        let log = scope.spawn(move || match Store::read(database)? {
            None => Ok(None),
            Some(reader) => {
                // One bar at a time: that of the decks goes first.
                let tell = |done, of| {
                    if decks_read.load(Ordering::Relaxed) {
                        progress.at(done, of);
                    }
                };
                let digested = digest::read(&reader, &tell)?;
                Ok(Some((reader, digested)))
            }
        });
        let loaded = load(paths, config, catalogue)?;
        decks_read.store(true, Ordering::Relaxed);
        let log = log.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok((loaded, log))
    })
}

impl Shelf {
    /// The reviews of a facet, in the order of the log.
    pub(super) fn reviews(&self, facet: &Facet) -> Result<Vec<Reviewed>, Failure> {
        match &self.log {
            Some(reader) if facet.standing.is_some() => Ok(reader.reviews_of(&facet.filed())?),
            _ => Ok(Vec::new()),
        }
    }
}

/// Joins decks with what the log comes to. Where cards were edited, the log is asked for the texts
/// last seen.
pub(super) fn join(
    mut files: Vec<DeckFile>,
    digest: Digest,
    log: Option<&Reader>,
    today: Day,
) -> Result<Shelf, Failure> {
    files.retain(|file| !file.outline.cards.is_empty() || !file.is_sound);
    no_id_twice(&files)?;
    let texts: Vec<_> = files
        .iter()
        .map(|file| || file.parsed.deck.cards.iter().map(CardFacts::from).collect())
        .collect();
    let stems: Vec<String> = files.iter().map(DeckFile::stem).collect();
    let decks: Vec<DeckFacts<'_>> = files
        .iter()
        .zip(&texts)
        .zip(&stems)
        .map(|((file, texts), stem)| DeckFacts {
            explicit: file.outline.id.as_deref(),
            stem,
            title: file.outline.title.as_deref().unwrap_or(stem),
            cards: &file.outline.cards,
            texts,
        })
        .collect();
    let failure = RefCell::new(None);
    let seen = |deck: &DeckId| match log.map(|log| log.seen_of(deck)).transpose() {
        Ok(seen) => seen.unwrap_or_default(),
        Err(error) => {
            failure.replace(Some(error));
            Vec::new()
        }
    };
    let known = Known { marks: &digest.marks, texts: &seen };
    let resolved = identity::resolve(known, &decks);
    if let Some(error) = failure.take() {
        return Err(error.into());
    }
    drop(decks);
    drop(texts);
    let shelved = files
        .iter_mut()
        .zip(&resolved)
        .zip(&stems)
        .map(|((file, resolved), stem)| {
            let outline = std::mem::take(&mut file.outline);
            ShelvedDeck {
                id: resolved.deck.clone(),
                title: outline.title.clone().unwrap_or_else(|| stem.clone()),
                file: file.name(),
                outline,
                parsed: file.parsed.clone(),
            }
        })
        .collect();
    let names: Vec<_> = resolved.iter().map(|deck| deck.filed.clone()).collect();
    let collection = Collection::new(shelved, &names, digest, today);
    Ok(Shelf { collection, resolved, log: None, files, n_unreadable: 0 })
}

/// Reads the decks of a command; tells how far it is where that takes long, and which of the decks of a
/// folder can't be read.
pub(super) fn load(
    paths: &[PathBuf],
    config: &Config,
    catalogue: &Catalogue,
) -> Result<Loaded, Failure> {
    let progress = Progress::new("reading decks", config.plain || config.quiet);
    let tell = |done, of| progress.at(done, of);
    let loaded = library::load(&config.deck_paths(paths), catalogue, &tell)?;
    drop(progress);
    for error in &loaded.unreadable {
        complain(&Failure::from(error).to_string());
    }
    Ok(loaded)
}

/// Keeps the outlines of sound decks, so that the next run need not parse them.
pub(super) fn keep_outlines(shelf: &Shelf, catalogue: &mut Catalogue) {
    for (file, deck) in shelf.files.iter().zip(&shelf.collection.decks) {
        if file.is_sound {
            catalogue.keep(file.hash, &deck.outline);
        }
    }
    catalogue.save();
}

fn no_id_twice(files: &[DeckFile]) -> Result<(), Failure> {
    for (idx, file) in files.iter().enumerate() {
        let Some(id) = &file.outline.id else { continue };
        if let Some(other) = files[..idx].iter().find(|other| other.outline.id.as_ref() == Some(id))
        {
            return Err(Failure::new(format!(
                "two decks have the id `{id}`: {} and {}",
                escape_line(&other.name()),
                escape_line(&file.name())
            ))
            .hint("give one of them another `id`, or quiz them one at a time"));
        }
    }
    Ok(())
}
