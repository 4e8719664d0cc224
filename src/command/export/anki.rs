//! Decks as notes for Anki: gathers them, writes them, and tells what Anki has no place for.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::Export;
use crate::collection::ShelvedDeck;
use crate::config::Config;
use crate::deck::{Card, CardKey, DeckId};
use crate::error::{Failure, Kind};
use crate::exchange::text_file::{self, Separator};
use crate::exchange::{self, Content, Held};
use crate::library::{self, DeckFile};
use crate::parallel;
use crate::text::count;
use crate::text::escape::escape_line;
use crate::ui::progress::Progress;

use super::super::leave;
use super::super::shelf::{self, Shelf};

/// So many cards are made into notes by one core at a time.
const PART: usize = 500;

/// What is to be told of the cards that became notes.
#[derive(Default)]
pub(super) struct Gathered {
    /// How many.
    pub n_notes: usize,
    /// A sentence each.
    pub told: Vec<String>,
    /// Faults and files that can't be read, for which cards were left out.
    pub n_faults: usize,
    /// Cards whose notes are left as they are in Anki.
    pub held: Vec<String>,
    /// Under which name in Anki each file must lie.
    pub media: BTreeMap<String, PathBuf>,
}

/// What was made of a note, and the card it came from.
pub(super) struct FromCard<'a, T> {
    /// What was made of it.
    pub made: T,
    /// Its deck in the collection.
    pub deck_idx: usize,
    /// The card's name in the log.
    pub key: &'a CardKey,
    /// The card's name, for people.
    pub place: &'a dyn Fn() -> String,
}

/// How notes go to Anki.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As a text file, which writes notes of any type.
    Text,
    /// As a package, which leaves notes of other types than its own as they are.
    Package,
}

/// Writes a text file for Anki's importer.
pub(super) fn text_file(
    args: &Export,
    separator: Separator,
    config: &Config,
) -> Result<(), Failure> {
    let renamed = renamed(&args.notetype)?;
    let shelf = shelf::read(&args.decks.paths, config)?;
    let earlier = earlier(args.output.as_deref());
    let made = |content: Content| {
        let note = exchange::note(content);
        let notetype = renamed.get(&*note.notetype).map_or(&*note.notetype, String::as_str);
        let row = text_file::row(&note, notetype, separator);
        let is_other = earlier.get(&note.guid).is_some_and(|before| before != notetype);
        (note.notetype, row, is_other)
    };
    let mut text = vec![text_file::head(separator)];
    let mut of_type: BTreeMap<String, usize> = BTreeMap::new();
    let mut other_type = Vec::new();
    let mut gathered = gather(&shelf, Way::Text, config, &made, &mut |card| {
        let (notetype, row, is_other) = card.made;
        text.push(row);
        if is_other {
            other_type.push((card.place)());
        }
        match of_type.get_mut(&*notetype) {
            Some(n) => *n += 1,
            None => drop(of_type.insert(notetype.into_owned(), 1)),
        }
        Ok(())
    })?;
    let is_unused = |name: &&str| !of_type.contains_key(*name);
    let mut unused: Vec<&str> = renamed.keys().copied().filter(is_unused).collect();
    unused.sort_unstable();
    if let Some(name) = unused.into_iter().find(|name| !exchange::STOCK.contains(name)) {
        return Err(Failure::new(format!("no note is of the type `{name}`")).hint(format!(
            "`--notetype` renames {}, and types that cards name in `anki:`",
            exchange::STOCK.map(|it| format!("`{it}`")).join(", ")
        )));
    }
    gathered.told.extend(of_another_type(&other_type));
    super::put(args.output.as_deref(), &text, library::write_export)?;
    tell(&gathered, &of_type, &renamed, config);
    leave((shelf, earlier, text));
    if gathered.n_faults > 0 { Err(Failure::silent(Kind::No)) } else { Ok(()) }
}

/// The note types of the text file that is about to be replaced, by the names of their notes.
fn earlier(output: Option<&Path>) -> HashMap<String, String> {
    let output = output.filter(|path| path.as_os_str() != "-" && path.is_file());
    let bytes = output.and_then(|path| library::read(path).ok());
    bytes.map(|bytes| text_file::notetypes(&bytes)).unwrap_or_default()
}

/// Anki changes no note's type.
pub(super) fn of_another_type(places: &[String]) -> Option<String> {
    (!places.is_empty()).then(|| {
        format!(
            "of another note type than in the last export: {}; Anki leaves such notes as they were. Change \
             their type there (Browse, Notes, Change Note Type), or give the cards another `id`, which makes \
             new notes",
            few(places)
        )
    })
}

/// The first of many names.
fn few(names: &[String]) -> String {
    match names {
        [a, b, c, rest @ ..] if rest.len() > 1 => {
            format!("{a}, {b}, {c} and {} more", rest.len())
        }
        all => all.join(", "),
    }
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

/// A deck some of whose notes are not safe for ever.
struct Passing<'a> {
    file: &'a str,
    has_id: bool,
    /// How many of its cards have no id.
    n_cards: usize,
}

/// How to keep the notes of decks and cards without ids for ever.
fn without_ids(without: &[Passing<'_>]) -> Vec<String> {
    let told = |what: &str, has_id, n, ids: &str| {
        let deck = "no `id` of the deck, so that under another title its notes are new ones, and a deck of \
                    the same title may write over them";
        let cards = format!(
            "{} without an id, so that a reworded one may become a second note",
            count(n, "card")
        );
        let what_for = match (has_id, n) {
            (true, _) => cards,
            (false, 0) => deck.to_owned(),
            (false, _) => format!("{deck}; {cards}"),
        };
        format!("{what}: {what_for}; `quizdeck ids {ids}` makes them safe for ever")
    };
    match without {
        [first, .., _] if without.len() > 3 => {
            let n = without.iter().map(|it| it.n_cards).sum();
            let has_id = without.iter().all(|it| it.has_id);
            vec![told(&count(without.len(), "deck"), has_id, n, &format!("{} ...", first.file))]
        }
        few => few.iter().map(|it| told(it.file, it.has_id, it.n_cards, it.file)).collect(),
    }
}

/// The name that a deck's notes are made of.
fn lasting_id(deck: &ShelvedDeck) -> Result<DeckId, Failure> {
    let parsed = &deck.parsed.deck;
    let is_named = |card: &Card| card.anki.guid.is_some() || card.draft;
    match exchange::lasting_id(parsed) {
        Some(id) => Ok(id),
        None if parsed.cards.iter().all(is_named) => Ok(deck.id.clone()),
        None => {
            let file = escape_line(&deck.file);
            Err(Failure::new(format!(
                "{file} has neither an `id` nor a title, so that Anki could take its notes for those of \
                 another deck"
            ))
            .hint(format!("`quizdeck ids {file}` writes ids that last for ever")))
        }
    }
}

/// The name a card is filed under.
fn filed_as<'k>(filed: &'k HashMap<CardKey, CardKey>, card: &'k CardKey) -> &'k CardKey {
    filed.get(card).unwrap_or(card)
}

/// What is to be known of a note beside what is made of it.
struct Told {
    guid: String,
    has_notetype: bool,
    media: Vec<String>,
    lost: Vec<String>,
}

/// Cards of a deck, which one core makes into notes.
struct Share<'a> {
    deck_idx: usize,
    /// The deck's name in Anki.
    name: &'a str,
    /// The name that its notes are made of.
    id: &'a DeckId,
    cards: &'a [Card],
}

/// Hands every card to `take` as a note, with what `work` makes of it on every core; deck by deck, parents
/// first.
pub(super) fn gather<T: Send>(
    shelf: &Shelf,
    way: Way,
    config: &Config,
    work: &(dyn Fn(Content) -> T + Sync),
    take: &mut dyn FnMut(FromCard<'_, T>) -> Result<(), Failure>,
) -> Result<Gathered, Failure> {
    let (decks, resolved) = (&shelf.collection.decks, &shelf.resolved);
    let n_faults = shelf.n_unreadable + shelf.files.iter().map(DeckFile::n_errors).sum::<usize>();
    let mut gathered = Gathered { n_faults, ..Gathered::default() };
    let mut names: Vec<(String, usize)> =
        (0..).zip(decks).map(|(idx, deck)| (exchange::deck_name(&deck.title), idx)).collect();
    // Anki would make a second deck of a parent that comes after its child.
    names.sort_by_key(|(name, idx)| (name.matches("::").count(), *idx));
    let progress = Progress::new("writing notes", config.plain || config.quiet);
    let of = decks.iter().map(|deck| deck.outline.cards.len()).sum();
    // A deck whose outline is known is parsed only here.
    let ids: Result<Vec<DeckId>, Failure> =
        parallel::map(decks, lasting_id, &|_, _| {}).into_iter().collect();
    let ids = ids?;
    let mut shares = Vec::new();
    for (name, deck_idx) in &names {
        let (deck_idx, id) = (*deck_idx, &ids[*deck_idx]);
        let parts = decks[deck_idx].parsed.deck.cards.chunks(PART);
        shares.extend(parts.map(|cards| Share { deck_idx, name, id, cards }));
    }
    let notes = |share: &Share<'_>| -> Vec<Option<(Told, T)>> {
        let deck = &decks[share.deck_idx].parsed.deck;
        let note = |card: &Card| {
            let key = filed_as(&resolved[share.deck_idx].filed, &card.key);
            let mut content = Content::new(deck, share.name, (share.id, key), card);
            let told = Told {
                guid: content.guid.clone(),
                has_notetype: content.notetype.is_some(),
                media: std::mem::take(&mut content.media),
                lost: std::mem::take(&mut content.lost),
            };
            (told, work(content))
        };
        share.cards.iter().map(|card| (!card.draft).then(|| note(card))).collect()
    };
    let mut seen: foldhash::HashMap<String, usize> = foldhash::HashMap::default();
    seen.reserve(of);
    let mut n_drafts = 0;
    // For each deck how many cards have no id, and how many notes no name from before.
    let mut n_passing = vec![(0, 0); decks.len()];
    let mut in_turn = shares.iter();
    parallel::each(&shares, notes, |made| {
        let Some(share) = in_turn.next() else { return Ok(()) };
        let deck_idx = share.deck_idx;
        for (card, note) in share.cards.iter().zip(made) {
            progress.at(gathered.n_notes, of);
            let Some((told, made)) = note else {
                n_drafts += 1;
                continue;
            };
            let shelved = &decks[deck_idx];
            let (n_without, n_made) = &mut n_passing[deck_idx];
            *n_without += usize::from(card.id.is_none() && card.anki.guid.is_none());
            *n_made += usize::from(card.anki.guid.is_none());
            let key = filed_as(&resolved[deck_idx].filed, &card.key);
            let place = || format!("{}/{}", shelved.id, card.key);
            // A package can't write over the notes of other types; other people may want them.
            let is_safe = way == Way::Package && card.anki.guid.is_some() && told.has_notetype;
            match exchange::held(card) {
                Held::Unedited | Held::Always if !is_safe => {
                    gathered.held.push(place());
                    continue;
                }
                Held::Edited if !is_safe => gathered.told.push(format!(
                    "{}: edited here; what its note held beyond the card is written over",
                    place()
                )),
                _ => {}
            }
            if !told.lost.is_empty() {
                let lost = told.lost.join("; ");
                gathered.told.push(format!("{}: stays behind: {lost}", place()));
            }
            gathered.note_media(&told.media, &shelved.file)?;
            if let Some(other) = seen.insert(told.guid, deck_idx) {
                let guid = card.anki.guid.clone();
                let guid = guid.unwrap_or_else(|| exchange::guid(&ids[deck_idx], key));
                return Err(twice(&guid, card, [&decks[other].title, &shelved.title]));
            }
            take(FromCard { made, deck_idx, key, place: &place })?;
            gathered.n_notes += 1;
        }
        Ok(())
    })?;
    leave(seen);
    let without = names.iter().filter_map(|(_, deck_idx)| {
        let shelved = &decks[*deck_idx];
        let (n_cards, n_made) = n_passing[*deck_idx];
        let has_id = shelved.parsed.deck.id.is_some() || n_made == 0;
        (n_cards > 0 || !has_id).then_some(Passing { file: &shelved.file, has_id, n_cards })
    });
    gathered.told.extend(without_ids(&without.collect::<Vec<_>>()));
    if !gathered.held.is_empty() {
        gathered.told.push(format!(
            "left as they are in Anki, whose notes hold more than cards can: {} ({})",
            count(gathered.held.len(), "card"),
            few(&gathered.held)
        ));
    }
    if n_drafts > 0 {
        gathered.told.push(format!("left out as not yet asked: {}", count(n_drafts, "draft")));
    }
    Ok(gathered)
}

/// Two cards, in decks of these titles, would be one note.
fn twice(guid: &str, card: &Card, titles: [&str; 2]) -> Failure {
    let [one, other] = titles.map(escape_line);
    let guid = escape_line(guid);
    Failure::new(format!("two cards are the note `{guid}` of Anki, in {one} and {other}")).hint(
        match card.anki.guid {
            Some(_) => "take the `anki:` lines away from the card that was copied",
            None => "write an `id` of its own into each of the two decks",
        },
    )
}

impl Gathered {
    /// Anki has one folder for all files.
    fn note_media(&mut self, media: &[String], deck: &str) -> Result<(), Failure> {
        let folder = Path::new(deck).parent().unwrap_or(Path::new(""));
        for file in media {
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
fn tell(
    gathered: &Gathered,
    of_type: &BTreeMap<String, usize>,
    renamed: &HashMap<&str, String>,
    config: &Config,
) {
    let mut said = gathered.told.clone();
    for (name, path) in &gathered.media {
        let same = path.file_name().is_some_and(|it| it.to_string_lossy() == **name);
        let as_name = if same { String::new() } else { format!(" as {name}") };
        let path = path.to_string_lossy();
        said.push(format!("copy {path}{as_name} into Anki's folder collection.media"));
    }
    if !config.quiet {
        let of = |(name, n): (&String, _)| format!("{n} {}", renamed.get(&**name).unwrap_or(name));
        let types: Vec<String> = of_type.iter().map(of).collect();
        let types =
            if types.is_empty() { String::new() } else { format!(": {}", types.join(", ")) };
        said.push(format!("{} written{types}", count(gathered.n_notes, "note")));
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
