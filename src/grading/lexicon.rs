//! The words a deck teaches, so that no slip turns one of them into another.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use crate::deck::{Accepted, Deck, Kind, LazyDeck, Piece, markup};
use crate::text::fold::fold;

/// The folded answers, choices and words of one deck, gathered when they are first wanted.
pub struct Lexicon(LazyLock<Words, Gather>);

type Gather = Box<dyn FnOnce() -> Words + Send>;

#[derive(Default)]
struct Words {
    /// Every text that some card of the deck accepts or offers, folded, by its number of characters: an
    /// answer is looked for among few.
    answers: BTreeMap<usize, HashSet<String>>,
    known: HashSet<String>,
}

impl Lexicon {
    /// The words of a deck that is already there.
    pub fn new(deck: &Deck) -> Lexicon {
        let words = Words::of(deck);
        Lexicon(LazyLock::new(Box::new(|| words)))
    }

    /// The words of a deck that is read when they are first wanted.
    pub fn later(deck: LazyDeck) -> Lexicon {
        Lexicon(LazyLock::new(Box::new(move || Words::of(&deck.deck))))
    }

    /// Gathers the words now.
    pub fn gather(&self) {
        LazyLock::force(&self.0);
    }

    /// Whether the deck itself uses this folded text or word.
    pub(super) fn knows(&self, folded: &str) -> bool {
        self.0.known.contains(folded)
    }

    /// Whether a folded word is the whole of an answer or choice of the deck.
    pub(super) fn is_answer(&self, folded: &str) -> bool {
        self.0.answers.get(&folded.chars().count()).is_some_and(|answers| answers.contains(folded))
    }

    /// Whether an answer of the deck other than those of `own` lies within `distance` of a folded
    /// text.
    pub(super) fn near(&self, folded: &str, distance: usize, own: &[String]) -> bool {
        let n_chars = folded.chars().count();
        let as_long = n_chars.saturating_sub(distance)..=n_chars.saturating_add(distance);
        self.0
            .answers
            .range(as_long)
            .flat_map(|(_, answers)| answers)
            .any(|answer| !own.contains(answer) && strsim::osa_distance(answer, folded) <= distance)
    }
}

impl Default for Lexicon {
    /// No words.
    fn default() -> Lexicon {
        Lexicon(LazyLock::new(Box::new(Words::default)))
    }
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lexicon")
    }
}

impl Words {
    /// Gathers the answers and choices of a deck, and the single words of them.
    fn of(deck: &Deck) -> Words {
        let mut words = Words::default();
        for card in &deck.cards {
            match &card.kind {
                Kind::Flashcard { front, back, reverse, .. } => {
                    words.accepted(back);
                    if *reverse {
                        words.add(front);
                    }
                }
                Kind::Short { answer, .. } => words.accepted(answer),
                Kind::Choice { choices, .. } => {
                    for choice in choices {
                        words.add(&choice.text);
                    }
                }
                Kind::Cloze { pieces, .. } => {
                    for piece in pieces {
                        if let Piece::Gap { text, .. } = piece {
                            words.add(text);
                        }
                    }
                }
                Kind::Order { order, .. } => order.iter().for_each(|step| words.add(step)),
                Kind::Match { pairs, extra, .. } => {
                    let right = pairs.iter().map(|(_, right)| right);
                    right.chain(extra).for_each(|side| words.add(side));
                }
                Kind::List { list, .. } => list.iter().for_each(|one| words.accepted(one)),
                Kind::TrueFalse { .. } | Kind::Number { .. } => {}
            }
        }
        words
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
        self.answers.entry(folded.chars().count()).or_default().insert(folded);
    }
}
