//! The decks of a command, under the names their progress is filed under, joined with the log.

use std::io::Write;
use std::path::PathBuf;

use crate::collection::{Collection, ShelvedDeck};
use crate::config::Config;
use crate::error::Failure;
use crate::history::History;
use crate::identity::{self, CardFacts, DeckFacts, Resolved};
use crate::library::{self, DeckFile};
use crate::store::Store;
use crate::text::count;
use crate::text::escape::escape_line;
use crate::text::fold::fold;

use super::lookup;

/// The decks of a command with what was found out about them.
pub(super) struct Shelf {
    /// The decks joined with the log.
    pub collection: Collection,
    /// Which deck and card is which.
    pub resolved: Vec<Resolved>,
    /// The facts that this rests on, deck by deck.
    pub facts: Vec<Vec<CardFacts>>,
    /// The files as they were read, without their decks.
    pub files: Vec<DeckFile>,
}

/// Reads decks and log; writes nothing. Tells on standard error where cards are left out.
pub(super) fn read(paths: &[PathBuf], config: &Config) -> Result<Shelf, Failure> {
    let shelf = quietly(paths, config)?;
    for file in shelf.files.iter().filter(|file| file.n_errors() > 0 && !config.quiet) {
        let name = escape_line(&file.name());
        let faults = count(file.n_errors(), "fault");
        // Nothing is left to do when standard error is gone.
        let _gone = writeln!(
            std::io::stderr(),
            "{name}: {faults}; cards with faults are left out, `quizdeck check {name}` tells them"
        );
    }
    Ok(shelf)
}

fn quietly(paths: &[PathBuf], config: &Config) -> Result<Shelf, Failure> {
    let history = match Store::read(&config.database)? {
        Some(reader) => reader.history()?,
        None => History::default(),
    };
    join(paths, history, config)
}

/// Reads decks and joins them with a history.
pub(super) fn join(paths: &[PathBuf], history: History, config: &Config) -> Result<Shelf, Failure> {
    let mut files = library::load(&config.deck_paths(paths))?;
    files.retain(|file| !file.deck.cards.is_empty() || !file.diagnostics.is_empty());
    no_id_twice(&files)?;
    let facts: Vec<Vec<CardFacts>> = files.iter().map(facts).collect();
    let stems: Vec<String> = files.iter().map(DeckFile::stem).collect();
    let decks: Vec<DeckFacts<'_>> = files
        .iter()
        .zip(&facts)
        .zip(&stems)
        .map(|((file, cards), stem)| DeckFacts {
            explicit: file.deck.id.as_deref(),
            stem,
            title: file.deck.title.as_deref().unwrap_or(stem),
            cards: cards.clone(),
        })
        .collect();
    let resolved = identity::resolve(&history, &decks);
    let shelved = files
        .iter_mut()
        .zip(&resolved)
        .zip(&stems)
        .map(|((file, resolved), stem)| {
            let deck = std::mem::take(&mut file.deck);
            ShelvedDeck {
                id: resolved.deck.clone(),
                title: deck.title.clone().unwrap_or_else(|| stem.clone()),
                file: file.name(),
                deck,
            }
        })
        .collect();
    let names: Vec<_> = resolved.iter().map(|deck| deck.filed.clone()).collect();
    Ok(Shelf { collection: Collection::new(shelved, &names, history), resolved, facts, files })
}

/// What identity needs of a file's cards.
fn facts(file: &DeckFile) -> Vec<CardFacts> {
    let cards = file.deck.cards.iter();
    cards
        .map(|card| CardFacts {
            key: card.key.clone(),
            explicit: card.id.is_some(),
            kind: card.kind_word().to_owned(),
            prompt: fold(&card.prompt()),
            answer: lookup::answer(card),
        })
        .collect()
}

fn no_id_twice(files: &[DeckFile]) -> Result<(), Failure> {
    for (idx, file) in files.iter().enumerate() {
        let Some(id) = &file.deck.id else { continue };
        if let Some(other) = files[..idx].iter().find(|other| other.deck.id.as_ref() == Some(id)) {
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
