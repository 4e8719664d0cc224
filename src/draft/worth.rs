//! How likely a reader keeps a card as it is: by what people ask for, which the ranker knows, and by what readers of
//! drafted cards kept and dropped. The weights are data in `worth.txt`; docs/draft.md tells whose judgements they are from.

#![allow(clippy::cast_precision_loss, reason = "places in an article are small")]

use super::Candidate;
use super::calendar::tells_no_year;
use super::candidates::{Sort, is_month};
use super::features::Feature;
use super::ranker::Weights;
use super::tags::Tag;
use super::text::{Sentence, Text};

/// A sentence of fewer words tells little.
const FEW_WORDS: usize = 11;

/// A number of more digits, zeros at its end apart, is no number to remember.
const DIGITS: usize = 2;

/// What becomes of the title before a card.
#[derive(Clone, Copy)]
pub(super) struct Titled {
    /// The sentence does not stand alone without it.
    pub needed: bool,
    /// It stands there.
    pub shown: bool,
}

/// The judgement of an article's cards.
pub(super) struct Worth<'a> {
    text: &'a Text,
    weights: Weights,
}

impl Worth<'_> {
    pub(super) fn new(text: &Text) -> Worth<'_> {
        Worth { text, weights: Weights::of_readers() }
    }

    /// How likely a reader keeps what has these features, 0 to 1.
    pub(super) fn of(&self, features: &[Feature]) -> f64 {
        self.weights.likelihood(features)
    }

    /// What counts for and against a card. `asked` is what the ranker says.
    pub(super) fn features(&self, it: &Candidate, asked: f64, title: Titled) -> Vec<Feature> {
        let sentence = &self.text.sentences[it.sentence];
        let last = self.text.own().last().map_or(0, |it| it.block).max(1);
        // How late what is told stands, of however many sentences the prompt is made.
        let behind = self.text.sentences[sentence.asked].block as f64 / last as f64;
        let mut found = vec![("bias", 1.0), ("asked", asked), ("behind", behind)];
        let held = [
            ("untitled", !title.shown),
            ("titled", title.needed),
            ("passage", sentence.lead > 0),
            ("short", n_words(sentence) < FEW_WORDS),
        ];
        let held = held.into_iter().chain(of_answer(sentence, it)).filter(|it| it.1);
        found.extend(held.map(|it| (it.0, 1.0)));
        found
    }
}

/// The words of a sentence, without those of one before it.
fn n_words(sentence: &Sentence) -> usize {
    sentence.tokens[sentence.lead..].iter().filter(|it| it.tag != Tag::Sign).count()
}

/// What holds of an answer.
fn of_answer(sentence: &Sentence, it: &Candidate) -> [(&'static str, bool); 8] {
    let tokens = &sentence.tokens;
    let is_named = matches!(it.sort, Sort::Person | Sort::Name | Sort::Organisation | Sort::Place);
    let (is_number, is_date) = (it.sort == Sort::Number, it.sort == Sort::Date);
    let digits: String = it.answer.chars().filter(char::is_ascii_digit).collect();
    // A day without its year is soon any day; a century is guessed.
    let is_vague = tells_no_year(tokens) || it.answer.contains("centur");
    let names_month = tokens[it.tokens.clone()].iter().any(|it| is_month(&it.lower));
    [
        ("is_name", it.sort == Sort::Name),
        ("is_place", it.sort == Sort::Place),
        ("short_name", is_named && it.answer.len() <= 4),
        ("long_name", is_named && it.tokens.len() > 2),
        ("month", is_date && names_month),
        ("vague_date", is_date && is_vague),
        ("millions", is_number && it.answer.contains("llion")),
        ("precise", is_number && digits.trim_end_matches('0').len() > DIGITS),
    ]
}
