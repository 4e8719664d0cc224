//! Decks as notes for Anki: gathers them, writes them, and tells what Anki has no place for.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use crate::cli::Export;
use crate::config::Config;
use crate::error::{Failure, Kind};
use crate::exchange::text_file::{self, Separator};
use crate::exchange::{self, Content, Note};
use crate::library::DeckFile;
use crate::text::count;
use crate::text::escape::escape_line;

use super::super::shelf::{self, Shelf};

/// The cards of decks as notes, and what is to be told of them.
struct Gathered {
    /// By deck, parents first.
    contents: Vec<Content>,
    told: Vec<String>,
    /// Faults, for which cards were left out.
    n_faults: usize,
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
        .contents
        .iter()
        .map(|content| {
            let mut note = exchange::note(content);
            if let Some(name) = renamed.get(&*note.notetype) {
                note.notetype.clone_from(name);
            }
            note
        })
        .collect();
    let mut bytes = Vec::new();
    text_file::write(&mut bytes, separator, &notes)?;
    super::put(args.output.as_deref(), &bytes)?;
    tell(&gathered, &notes, config);
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
fn gather(shelf: &Shelf) -> Result<Gathered, Failure> {
    let mut gathered = Gathered { contents: Vec::new(), told: Vec::new(), n_faults: 0 };
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
            gathered.contents.push(content);
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
    no_note_twice(&gathered.contents)?;
    media_apart(&gathered.contents)?;
    Ok(gathered)
}

fn no_note_twice(contents: &[Content]) -> Result<(), Failure> {
    let mut seen: HashMap<&str, &Content> = HashMap::new();
    for content in contents {
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

/// Anki has one folder for all files.
fn media_apart(contents: &[Content]) -> Result<(), Failure> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for file in contents.iter().flat_map(|content| &content.media) {
        match seen.insert(exchange::media_name(file), file) {
            Some(other) if other != file => {
                return Err(Failure::new(format!(
                    "{} and {} would be one file in Anki, which has no folders",
                    escape_line(other),
                    escape_line(file)
                ))
                .hint("rename one of them"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Tells what was written, what stays behind, and which files Anki needs.
fn tell(gathered: &Gathered, notes: &[Note], config: &Config) {
    let mut said = gathered.told.clone();
    let files: BTreeMap<String, &String> = gathered
        .contents
        .iter()
        .flat_map(|content| &content.media)
        .map(|file| (exchange::media_name(file), file))
        .collect();
    for (name, file) in files {
        let as_name = if name == *file { String::new() } else { format!(" as {name}") };
        said.push(format!("copy {file}{as_name} into Anki's folder collection.media"));
    }
    if !config.quiet {
        let mut of_type: BTreeMap<&str, usize> = BTreeMap::new();
        for note in notes {
            *of_type.entry(&note.notetype).or_default() += 1;
        }
        let types: Vec<String> = of_type.iter().map(|(name, n)| format!("{n} {name}")).collect();
        said.push(format!("{} written: {}", count(notes.len(), "note"), types.join(", ")));
    }
    for line in said {
        // Nothing is left to do when standard error is gone.
        let _gone = writeln!(std::io::stderr(), "{}", escape_line(&line));
    }
}
