//! Decks as notes for Anki: gathers them, writes them, and tells what Anki has no place for.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::Export;
use crate::config::Config;
use crate::deck::CardKey;
use crate::error::{Failure, Kind};
use crate::exchange::text_file::{self, Separator};
use crate::exchange::{self, Content};
use crate::library::{self, DeckFile};
use crate::text::count;
use crate::text::escape::escape_line;
use crate::ui::progress::Progress;

use super::super::shelf::{self, Shelf};

/// What is to be told of the cards that became notes.
#[derive(Default)]
pub(super) struct Gathered {
    /// How many.
    pub n_notes: usize,
    /// A sentence each.
    pub told: Vec<String>,
    /// Faults, for which cards were left out.
    pub n_faults: usize,
    /// Under which name in Anki each file must lie.
    pub media: BTreeMap<String, PathBuf>,
}

/// A note, and the card it was made of.
pub(super) struct FromCard<'a> {
    /// The note.
    pub content: Content,
    /// Its deck in the collection.
    pub deck_idx: usize,
    /// The card's name in the log.
    pub key: &'a CardKey,
}

/// Writes a text file for Anki's importer.
pub(super) fn text_file(
    args: &Export,
    separator: Separator,
    config: &Config,
) -> Result<(), Failure> {
    let renamed = renamed(&args.notetype)?;
    let shelf = shelf::read(&args.decks.paths, config)?;
    let mut file = text_file::Writer::new(Vec::new(), separator)?;
    let mut of_type: BTreeMap<String, usize> = BTreeMap::new();
    let gathered = gather(&shelf, config, &mut |card| {
        let mut note = exchange::note(&card.content);
        if let Some(name) = renamed.get(&*note.notetype) {
            note.notetype.clone_from(name);
        }
        file.add(&note)?;
        *of_type.entry(note.notetype).or_default() += 1;
        Ok(())
    })?;
    super::put(args.output.as_deref(), &file.finish()?)?;
    tell(&gathered, &of_type, config);
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

/// How to keep the notes of cards without ids for ever, by files and their numbers of such cards.
fn without_ids(without: &[(&str, usize)]) -> Vec<String> {
    let told = |what: &str, n, ids: &str| {
        format!(
            "{what}: {} without an id, so that a reworded one may become a second note; \
             `quizdeck ids {ids}` makes them safe for ever",
            count(n, "card"),
        )
    };
    match without {
        [(first, _), .., _] if without.len() > 3 => {
            let n = without.iter().map(|(_, n)| n).sum();
            vec![told(&count(without.len(), "deck"), n, &format!("{first} ..."))]
        }
        few => few.iter().map(|(file, n)| told(file, *n, file)).collect(),
    }
}

/// Hands every card to `take` as a note, deck by deck, parents first.
pub(super) fn gather(
    shelf: &Shelf,
    config: &Config,
    take: &mut dyn FnMut(FromCard<'_>) -> Result<(), Failure>,
) -> Result<Gathered, Failure> {
    let decks = &shelf.collection.decks;
    let n_faults = shelf.files.iter().map(DeckFile::n_errors).sum();
    let mut gathered = Gathered { n_faults, ..Gathered::default() };
    let mut names: Vec<(String, usize)> =
        (0..).zip(decks).map(|(idx, deck)| (exchange::deck_name(&deck.title), idx)).collect();
    // Anki would make a second deck of a parent that comes after its child.
    names.sort_by_key(|(name, idx)| (name.matches("::").count(), *idx));
    let progress = Progress::new("writing notes", config.plain || config.quiet);
    let of = decks.iter().map(|deck| deck.outline.cards.len()).sum();
    let mut seen: HashMap<String, usize> = HashMap::with_capacity(of);
    let mut n_drafts = 0;
    let mut without = Vec::new();
    for (name, deck_idx) in &names {
        let deck_idx = *deck_idx;
        let shelved = &decks[deck_idx];
        let filed = &shelf.resolved[deck_idx].filed;
        let deck = &shelved.parsed.deck;
        let mut n_without = 0;
        for card in &deck.cards {
            progress.at(gathered.n_notes, of);
            if card.draft {
                n_drafts += 1;
                continue;
            }
            n_without += usize::from(card.id.is_none() && card.anki.guid.is_none());
            let key = filed.get(&card.key).unwrap_or(&card.key);
            let content = Content::new(deck, name, (&shelved.id, key), card);
            if !content.lost.is_empty() {
                let lost = content.lost.join("; ");
                let place = format!("{}/{}", shelved.id, card.key);
                gathered.told.push(format!("{place}: stays behind: {lost}"));
            }
            if let Some(other) = seen.insert(content.guid.clone(), deck_idx) {
                return Err(Failure::new(format!(
                    "two cards are the note `{}` of Anki, in {} and {}",
                    escape_line(&content.guid),
                    escape_line(&decks[other].title),
                    escape_line(&shelved.title)
                ))
                .hint("take the `anki:` lines away from the card that was copied"));
            }
            gathered.note_media(&content, &shelved.file)?;
            take(FromCard { content, deck_idx, key })?;
            gathered.n_notes += 1;
        }
        if n_without > 0 {
            without.push((&*shelved.file, n_without));
        }
    }
    gathered.told.extend(without_ids(&without));
    if n_drafts > 0 {
        gathered.told.push(format!("left out as not yet asked: {}", count(n_drafts, "draft")));
    }
    Ok(gathered)
}

impl Gathered {
    /// Anki has one folder for all files.
    fn note_media(&mut self, content: &Content, deck: &str) -> Result<(), Failure> {
        let folder = Path::new(deck).parent().unwrap_or(Path::new(""));
        for file in &content.media {
            let path = folder.join(file);
            // A deck of somebody else must not take files along that it does not own.
            if !library::is_inside(folder, Path::new(file)) {
                let path = path.to_string_lossy();
                self.told.push(format!("{path} stays out: it is outside the deck's folder"));
                continue;
            }
            match self.media.get(&exchange::media_name(file)) {
                Some(other) if *other != path => {
                    return Err(Failure::new(format!(
                        "{} and {} would be one file in Anki, which has no folders",
                        escape_line(&other.to_string_lossy()),
                        escape_line(&path.to_string_lossy())
                    ))
                    .hint("rename one of them"));
                }
                _ => self.media.insert(exchange::media_name(file), path),
            };
        }
        Ok(())
    }
}

/// Tells what was written, what stays behind, and which files Anki needs.
fn tell(gathered: &Gathered, of_type: &BTreeMap<String, usize>, config: &Config) {
    let mut said = gathered.told.clone();
    for (name, path) in &gathered.media {
        let same = path.file_name().is_some_and(|it| it.to_string_lossy() == **name);
        let as_name = if same { String::new() } else { format!(" as {name}") };
        let path = path.to_string_lossy();
        said.push(format!("copy {path}{as_name} into Anki's folder collection.media"));
    }
    if !config.quiet {
        let types: Vec<String> = of_type.iter().map(|(name, n)| format!("{n} {name}")).collect();
        said.push(format!("{} written: {}", count(gathered.n_notes, "note"), types.join(", ")));
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
