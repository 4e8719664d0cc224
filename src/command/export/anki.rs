//! Decks as notes for Anki: gathers them, writes them, and tells what Anki has no place for.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::Export;
use crate::config::Config;
use crate::deck::CardKey;
use crate::error::{Failure, Kind};
use crate::exchange::text_file::{self, Separator};
use crate::exchange::{self, Content, Note};
use crate::library::DeckFile;
use crate::text::count;
use crate::text::escape::escape_line;

use super::super::shelf::{self, Shelf};

/// The cards of decks as notes, and what is to be told of them.
pub(super) struct Gathered {
    /// By deck, parents first.
    pub notes: Vec<FromCard>,
    /// A sentence each.
    pub told: Vec<String>,
    /// Faults, for which cards were left out.
    pub n_faults: usize,
}

/// A note, and the card it was made of.
pub(super) struct FromCard {
    /// The note.
    pub content: Content,
    /// Its deck in the collection.
    pub deck_idx: usize,
    /// The card's name in the log.
    pub key: CardKey,
    /// Where the deck's pictures and sounds are.
    pub folder: PathBuf,
}

/// Writes a text file for Anki's importer.
pub(super) fn text_file(
    args: &Export,
    separator: Separator,
    config: &Config,
) -> Result<(), Failure> {
    let renamed = renamed(&args.notetype)?;
    let shelf = shelf::read(&args.decks.paths, config)?;
    let gathered = gather(&shelf)?;
    let notes: Vec<Note> = gathered
        .notes
        .iter()
        .map(|card| {
            let mut note = exchange::note(&card.content);
            if let Some(name) = renamed.get(&*note.notetype) {
                note.notetype.clone_from(name);
            }
            note
        })
        .collect();
    let media = media_apart(&gathered.notes)?;
    let mut bytes = Vec::new();
    text_file::write(&mut bytes, separator, &notes)?;
    super::put(args.output.as_deref(), &bytes)?;
    tell(&gathered, &notes, &media, config);
    if gathered.n_faults > 0 { Err(Failure::silent(Kind::No)) } else { Ok(()) }
}

/// The names of note types in another language, by the English ones.
fn renamed(typed: &[String]) -> Result<HashMap<&str, String>, Failure> {
    let mut renamed = HashMap::new();
    for typed in typed {
        let Some((from, to)) =
            typed.split_once('=').filter(|(a, b)| !a.is_empty() && !b.is_empty())
        else {
            return Err(Failure::new(format!("`--notetype {typed}` is no pair of names"))
                .hint("write the English name, `=`, and the other: `--notetype Basic=Einfach`"));
        };
        renamed.insert(from.trim(), to.trim().to_owned());
    }
    Ok(renamed)
}

/// Turns every card into what a note holds.
pub(super) fn gather(shelf: &Shelf) -> Result<Gathered, Failure> {
    let mut gathered = Gathered { notes: Vec::new(), told: Vec::new(), n_faults: 0 };
    let mut names: Vec<(String, usize)> = shelf
        .collection
        .decks
        .iter()
        .enumerate()
        .map(|(idx, deck)| (exchange::deck_name(&deck.title), idx))
        .collect();
    // Anki would make a second deck of a parent that comes after its child.
    names.sort_by_key(|(name, idx)| (name.matches("::").count(), *idx));
    gathered.n_faults = shelf.files.iter().map(DeckFile::n_errors).sum();
    let mut n_drafts = 0;
    for (name, idx) in &names {
        let shelved = &shelf.collection.decks[*idx];
        let filed = &shelf.resolved[*idx];
        let deck = &shelved.parsed.deck;
        let folder = Path::new(&shelved.file).parent().unwrap_or(Path::new("")).to_owned();
        let mut n_without = 0;
        for card in &deck.cards {
            if card.draft {
                n_drafts += 1;
                continue;
            }
            n_without += usize::from(card.id.is_none() && card.anki.guid.is_none());
            let key = filed.filed.get(&card.key).unwrap_or(&card.key);
            let content = Content::new(deck, name, (&shelved.id, key), card);
            if !content.lost.is_empty() {
                let lost = content.lost.join("; ");
                let place = format!("{}/{}", shelved.id, card.key);
                gathered.told.push(format!("{place}: stays behind: {lost}"));
            }
            gathered.notes.push(FromCard {
                content,
                deck_idx: *idx,
                key: key.clone(),
                folder: folder.clone(),
            });
        }
        if n_without > 0 {
            gathered.told.push(format!(
                "{}: {} without an id, so that a reworded one may become a second note; \
                 `quizdeck ids {}` makes them safe for ever",
                shelved.file,
                count(n_without, "card"),
                shelved.file,
            ));
        }
    }
    if n_drafts > 0 {
        gathered.told.push(format!("left out as not yet asked: {}", count(n_drafts, "draft")));
    }
    no_note_twice(&gathered.notes)?;
    Ok(gathered)
}

fn no_note_twice(notes: &[FromCard]) -> Result<(), Failure> {
    let mut seen: HashMap<&str, &Content> = HashMap::new();
    for FromCard { content, .. } in notes {
        if let Some(other) = seen.insert(&content.guid, content) {
            return Err(Failure::new(format!(
                "two cards are the note `{}` of Anki, in {} and {}",
                escape_line(&content.guid),
                escape_line(&other.deck),
                escape_line(&content.deck)
            ))
            .hint("take the `anki:` lines away from the card that was copied"));
        }
    }
    Ok(())
}

/// Anki has one folder for all files: under which name each of them must lie there.
fn media_apart(notes: &[FromCard]) -> Result<BTreeMap<String, PathBuf>, Failure> {
    let mut names: BTreeMap<String, PathBuf> = BTreeMap::new();
    for (note, file) in notes.iter().flat_map(|it| it.content.media.iter().map(move |f| (it, f))) {
        let path = note.folder.join(file);
        let name = exchange::media_name(file);
        match names.get(&name) {
            Some(other) if *other != path => {
                return Err(Failure::new(format!(
                    "{} and {} would be one file in Anki, which has no folders",
                    escape_line(&other.to_string_lossy()),
                    escape_line(&path.to_string_lossy())
                ))
                .hint("rename one of them"));
            }
            _ => names.insert(name, path),
        };
    }
    Ok(names)
}

/// Tells what was written, what stays behind, and which files Anki needs.
fn tell(gathered: &Gathered, notes: &[Note], media: &BTreeMap<String, PathBuf>, config: &Config) {
    let mut said = gathered.told.clone();
    for (name, path) in media {
        let same = path.file_name().is_some_and(|it| it.to_string_lossy() == **name);
        let as_name = if same { String::new() } else { format!(" as {name}") };
        let path = path.to_string_lossy();
        said.push(format!("copy {path}{as_name} into Anki's folder collection.media"));
    }
    if !config.quiet {
        let mut of_type: BTreeMap<&str, usize> = BTreeMap::new();
        for note in notes {
            *of_type.entry(&note.notetype).or_default() += 1;
        }
        let types: Vec<String> = of_type.iter().map(|(name, n)| format!("{n} {name}")).collect();
        said.push(format!("{} written: {}", count(notes.len(), "note"), types.join(", ")));
    }
    say(&said);
}

/// Says sentences on standard error.
pub(super) fn say(sentences: &[String]) {
    for line in sentences {
        // Nothing is left to do when standard error is gone.
        let _gone = writeln!(std::io::stderr(), "{}", escape_line(line));
    }
}
