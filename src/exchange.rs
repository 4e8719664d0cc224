//! Decks for Anki and from it: cards as notes, notes as a text file or a package, and back. Pure: bytes and values in, bytes
//! and values out; reads and writes no file.
//!
//! Facts about Anki's formats: its manual (docs.ankiweb.net, "Importing: Text Files") and what its
//! own importer did with each case in `tests/anki`.

mod bundle;
mod content;
mod held;
mod html;
pub mod import;
pub mod package;
mod stock;
pub mod text_file;

pub use bundle::{bundle, is_bundle, media, name_in_zip};
pub use content::{Content, Form};
pub use held::{ALWAYS, Held, held, mark};
pub use stock::{Note, STOCK, note};

use std::fmt::Write;

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::deck::{CardKey, Deck, DeckId};

/// The name by which a deck's notes are told from those of other decks: its `id`, else one made of its
/// title. Never of its file's name, which many decks share and which changes; none where there is nothing
/// else.
pub fn lasting_id(deck: &Deck) -> Option<DeckId> {
    let id = deck.id.clone();
    let of_title = || deck.title.as_deref().map(|title| made_id(title, ""));
    id.or_else(of_title).map(|id| DeckId::from(id.as_str()))
}

/// An `id` for a deck that has none: readable, and another for each name and salt.
pub fn made_id(name: &str, salt: &str) -> String {
    let mut id = String::new();
    for c in crate::text::fold::composed(name).to_lowercase().chars().take(40) {
        if c.is_alphanumeric() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = if id.is_empty() { "deck" } else { id.trim_end_matches('-') };
    format!("{id}-{:08x}", xxh3_64(format!("{name}\u{0}{salt}").as_bytes()) >> 32)
}

/// The name of a card's note in Anki: made of the names its progress is filed under, so that it stays
/// through every edit and new beginning, and never of its text.
pub fn guid(deck: &DeckId, card: &CardKey) -> String {
    let hash = xxh3_128([&*deck.0, "\u{0}", &*card.first().0].concat().as_bytes());
    // 80 bits: a million cards collide once in 10^12 collections.
    format!("qd{:020x}", hash >> 48)
}

/// A deck's name as Anki keeps names: parts between `::`, none of them empty or with odd spaces. Bare
/// digits would be read as a number of a deck.
pub fn deck_name(title: &str) -> String {
    let is_odd = |c: char| c.is_control() || c.is_whitespace() || c == ':';
    let mut name = String::new();
    for part in title.split("::") {
        let part: String = part.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let part = part.trim_matches(is_odd);
        if !part.is_empty() {
            let between = if name.is_empty() { "" } else { "::" };
            write!(name, "{between}{part}").expect("a string takes all text");
        }
    }
    if name.is_empty() {
        return "quizdeck".to_owned();
    }
    let name = crate::text::fold::composed(&name);
    if name.parse::<i64>().is_ok() { format!("Deck {name}") } else { name }
}

/// A tag as Anki keeps tags: without spaces.
pub fn tag(tag: &str) -> String {
    if !tag.contains(char::is_whitespace) {
        return tag.to_owned();
    }
    tag.split(char::is_whitespace).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
}

/// The name of a picture or sound in Anki, which knows no folders.
pub fn media_name(file: &str) -> String {
    crate::text::fold::composed(&file.trim_start_matches("./").replace(['/', '\\'], "_"))
}

#[cfg(test)]
mod tests;
