//! `quizdeck ids`: writes a lasting name beside every card that has none.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::Ids;
use crate::config::Config;
use crate::deck::DeckId;
use crate::deck::ids::{NewId, with_ids};
use crate::error::Failure;
use crate::exchange::{lasting_id, made_id};
use crate::library;
use crate::text::count;
use crate::text::escape::escape_line;

use super::shelf;

/// Names the cards of each deck; a deck that has all its names is left alone.
pub(super) fn run(args: &Ids, config: &Config) -> Result<(), Failure> {
    args.decks.iter().try_for_each(|path| name_cards(path, config))
}

fn name_cards(path: &Path, config: &Config) -> Result<(), Failure> {
    let shelf = shelf::read(&[path.to_path_buf()], config)?;
    let ([file], 0) = (shelf.files.as_slice(), shelf.n_unreadable) else {
        return Err(Failure::new(format!("{} is not one deck", path.display()))
            .hint("name deck files, not folders"));
    };
    let name = escape_line(&file.name());
    if file.n_errors() > 0 {
        return Err(Failure::new(format!("{name} has faults, and cards could be mistaken"))
            .hint(format!("mend what `quizdeck check {name}` tells, then come back")));
    }
    let (deck, resolved) = (&shelf.collection.decks[0], &shelf.resolved[0]);
    let parsed = &deck.parsed;
    // The names that progress and notes are filed under already, so that both go on.
    let id = |key| resolved.filed.get(key).unwrap_or(key).first().to_string();
    let cards: Vec<NewId<'_>> = parsed
        .deck
        .cards
        .iter()
        .filter(|card| card.id.is_none())
        .map(|card| NewId { card, id: id(&card.key) })
        .collect();
    // Notes that are in Anki already go on, too.
    let made = || {
        let salt: Vec<&str> = parsed.deck.cards.iter().map(|card| &*card.key.0).collect();
        DeckId::from(made_id(&file.stem(), &salt.join("\n")).as_str())
    };
    let lasting = lasting_id(&parsed.deck);
    let other = lasting.as_ref().filter(|_| parsed.deck.id.is_none());
    let other = other.and_then(|id| other_of_name(id, &file.path));
    let lasting = lasting.filter(|_| other.is_none()).unwrap_or_else(made);
    let deck_id = parsed.deck.id.is_none().then_some(&*lasting.0);
    let mut out = std::io::stdout().lock();
    if cards.is_empty() && deck_id.is_none() {
        return Ok(writeln!(out, "{name}: every card has its id already")?);
    }
    let Some(text) = with_ids(parsed, deck_id, &cards) else {
        return Err(Failure::new(format!(
            "{name}: ids can't be added without changing other lines; nothing was written"
        ))
        .hint("write each card under a dash of its own, without anchors or aliases"));
    };
    library::replace(&file.path, parsed.text.as_bytes(), text.as_bytes())?;
    let of_deck = match (deck_id, other) {
        (None, _) => String::new(),
        (Some(_), None) => "; the deck got one, too".to_owned(),
        (Some(_), Some(other)) => format!(
            "; the deck got one of its own, as {} has the one that is made of the title, and with it the notes \
             in Anki",
            escape_line(&other.file_name().unwrap_or_default().to_string_lossy())
        ),
    };
    let names = if cards.len() == 1 { "an id" } else { "ids" };
    Ok(writeln!(out, "{name}: {} got {names}{of_deck}", count(cards.len(), "card"))?)
}

/// The deck beside a file that has this name already, as two decks of one title would get the same.
fn other_of_name(id: &DeckId, path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = fs::read_dir(folder).ok()?.flatten().map(|it| it.path()).filter(|it| it != path);
    let mut decks = beside.filter(|it| library::is_yaml(it));
    // Most decks do not even hold the words, and are not parsed.
    let holds = |path: &Path| {
        library::read(path).is_ok_and(|bytes| String::from_utf8_lossy(&bytes).contains(&*id.0))
    };
    let is_named = |path: &Path| {
        library::load_file(path).is_ok_and(|it| it.parsed.deck.id.as_deref() == Some(&*id.0))
    };
    decks.find(|it| holds(it) && is_named(it))
}
