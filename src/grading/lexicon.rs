//! The words a deck teaches, so that no slip turns one of them into another.

use std::collections::HashSet;

use crate::deck::{Accepted, Deck, Kind, Piece, markup};
use crate::text::fold::fold;

/// The folded answers, choices and words of one deck.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Every text that some card of the deck accepts or offers, folded.
    answers: Vec<String>,
    known: HashSet<String>,
}

impl Lexicon {
    /// Gathers the answers and choices of a deck, and the single words of them.
    pub fn new(deck: &Deck) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for card in &deck.cards {
            match &card.kind {
                Kind::Flashcard { front, back, reverse, .. } => {
                    lexicon.accepted(back);
                    if *reverse {
                        lexicon.add(front);
                    }
                }
                Kind::Short { answer, .. } => lexicon.accepted(answer),
                Kind::Choice { choices, .. } => {
                    for choice in choices {
                        lexicon.add(&choice.text);
                    }
                }
                Kind::Cloze { pieces, .. } => {
                    for piece in pieces {
                        if let Piece::Gap { text, .. } = piece {
                            lexicon.add(text);
                        }
                    }
                }
                Kind::Order { order, .. } => order.iter().for_each(|step| lexicon.add(step)),
                Kind::Match { pairs, extra, .. } => {
                    let right = pairs.iter().map(|(_, right)| right);
                    right.chain(extra).for_each(|side| lexicon.add(side));
                }
                Kind::List { list, .. } => list.iter().for_each(|one| lexicon.accepted(one)),
                Kind::TrueFalse { .. } | Kind::Number { .. } => {}
            }
        }
        lexicon
    }

    fn accepted(&mut self, accepted: &Accepted) {
        accepted.texts().for_each(|text| self.add(text));
        accepted.reject.iter().for_each(|reject| self.add(&reject.text));
    }

    fn add(&mut self, text: &str) {
        let folded = fold(&markup::plain(text));
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            self.known.insert(word.to_owned());
        }
        self.known.insert(folded.clone());
        self.answers.push(folded);
    }

    /// Whether the deck itself uses this folded text or word.
    pub(super) fn knows(&self, folded: &str) -> bool {
        self.known.contains(folded)
    }

    /// Whether a folded word is the whole of an answer or choice of the deck.
    pub(super) fn is_answer(&self, folded: &str) -> bool {
        self.answers.iter().any(|answer| answer == folded)
    }

    /// Whether an answer of the deck other than those of `own` lies within `distance` of a folded
    /// text.
    pub(super) fn near(&self, folded: &str, distance: usize, own: &[String]) -> bool {
        let n_chars = folded.chars().count();
        self.answers.iter().any(|answer| {
            answer.chars().count().abs_diff(n_chars) <= distance
                && !own.contains(answer)
                && strsim::osa_distance(answer, folded) <= distance
        })
    }
}
