//! Cards whose notes in Anki hold more than a card can: pictures from the net, colours, fields without a
//! place. An export would write them poorer than they are, so that it leaves them alone.

use xxhash_rust::xxh3::xxh3_64;

use crate::deck::{AnkiNote, Card, write};

/// The mark of a card whose note no export may write, whatever the card says.
pub const ALWAYS: &str = "always";

/// Whether an export may write the note of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It may.
    Free,
    /// The card is as it was imported, and the note is better.
    Unedited,
    /// Its author wants the note as the card is now.
    Edited,
    /// The note's fields are not the card's.
    Always,
}

/// Whether an export may write the note of this card.
pub fn held(card: &Card) -> Held {
    match card.anki.held.as_deref() {
        None => Held::Free,
        Some(ALWAYS) => Held::Always,
        Some(of) if of == mark(card) => Held::Unedited,
        Some(_) => Held::Edited,
    }
}

/// The mark of a card as it is now. Its name, its tags and its place in Anki are no part of it.
pub fn mark(card: &Card) -> String {
    let bare = Card { id: None, tags: Vec::new(), anki: AnkiNote::default(), ..card.clone() };
    format!("{:016x}", xxh3_64(write::card(&bare, 2).as_bytes()))
}
