//! Drafts cards from an article: what could be asked of each sentence, how good it would be, and why
//! not of the others. Pure: the same article gives the same cards. Reads and writes no file.

mod candidates;
mod cast;
pub mod chatbot;
mod choices;
mod datelines;
pub mod decisions;
mod deck_text;
mod drafting;
mod features;
mod forms;
mod giveaways;
pub mod grounding;
mod html;
mod markdown;
mod mending;
mod names;
mod passages;
mod plain;
mod ranker;
mod reading;
mod references;
mod refusals;
mod sentences;
mod standing;
mod tags;
mod text;
mod times;
mod tokens;
mod topic;
mod wholes;

pub use candidates::Sort;
pub use deck_text::{appended, deck_of};
pub use drafting::{Draft, LEAST_SCORE, PassedOver, Proposal, Wanted, draft};
pub use features::Feature;
pub use ranker::Weights;
pub use reading::{Block, Format, Reading, Role, read};
pub use text::Text;

use std::ops::Range;

/// How a card asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A sentence with a gap.
    Cloze,
    /// A question.
    Short,
    /// Either of them with choices.
    Choice,
}

impl Form {
    /// The word for it: the kind of card it becomes.
    pub fn word(self) -> &'static str {
        match self {
            Form::Cloze => "cloze",
            Form::Short => "short",
            Form::Choice => "choice",
        }
    }
}

/// What could be asked for in a sentence.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Which sentence, from 0.
    pub sentence: usize,
    /// Which of its tokens.
    pub(crate) tokens: Range<usize>,
    /// What sort of answer it is.
    pub sort: Sort,
    /// The answer, as it stands in the sentence.
    pub answer: String,
    /// Where the answer stands in the article.
    pub place: Range<usize>,
    /// What the ranker knows of it.
    pub features: Vec<Feature>,
}

impl Text {
    /// Everything that could be asked for, in the order of the text, good or not.
    pub fn candidates(&self) -> Vec<Candidate> {
        let mut found: Vec<Candidate> = Vec::new();
        for (idx, sentence) in self.own().iter().enumerate() {
            if sentence.tokens.len() > text::MAX_TOKENS {
                continue;
            }
            let block = &self.reading.blocks[sentence.block];
            let of_sentence = features::OfSentence::new(self, idx);
            for (tokens, sort) in candidates::candidates(&block.text, &sentence.tokens) {
                let features = features::features(self, idx, &of_sentence, &tokens, sort);
                found.push(Candidate {
                    sentence: idx,
                    sort,
                    answer: self.between(sentence, &tokens).to_owned(),
                    place: block.place(&text::bytes(sentence, &tokens)),
                    features,
                    tokens,
                });
            }
        }
        name_by_surname(&mut found);
        found
    }
}

/// A last name alone is a person's where the article has the whole name.
fn name_by_surname(candidates: &mut [Candidate]) {
    let is_whole = |it: &&Candidate| it.sort == Sort::Person && it.answer.contains(' ');
    let last = |it: &Candidate| it.answer.rsplit(' ').next().map(str::to_owned);
    let known: std::collections::HashSet<String> =
        candidates.iter().filter(is_whole).filter_map(last).collect();
    for it in candidates.iter_mut().filter(|it| it.sort == Sort::Name) {
        if known.contains(&it.answer) {
            it.sort = Sort::Person;
        }
    }
}

#[cfg(test)]
mod tests;
