//! The words a deck teaches, so that no slip turns one of them into another.

use crate::deck::Deck;

/// The folded answers, choices and words of one deck.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Gathers the words of a deck.
    pub fn new(deck: &Deck) -> Lexicon {
        let _ = deck;
        todo!()
    }
}
