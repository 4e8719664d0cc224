//! Drafts cards from an article: what could be asked of each sentence, how good it would be, and why
//! not of the others. Pure: the same article gives the same cards. Reads and writes no file.

mod alternatives;
mod answer_refusals;
mod antecedents;
mod arithmetic;
mod calendar;
mod candidates;
mod cast;
pub mod chatbot;
mod choices;
mod cut_names;
mod datelines;
mod day;
pub mod decisions;
mod deck_text;
mod definite;
mod drafting;
mod features;
mod figures;
mod flags;
mod forms;
mod giveaways;
pub mod grounding;
mod hints;
mod html;
mod leaks;
mod markdown;
mod mending;
mod names;
mod passages;
mod plain;
mod ranker;
mod ranking;
mod reading;
mod references;
mod relative;
mod reworded;
mod sentence_refusals;
mod sentences;
mod sources;
mod standing;
mod subjects;
mod tags;
mod text;
mod times;
mod tokens;
mod topic;
mod wholes;
mod words;
mod worth;

pub use candidates::Sort;
pub use day::Day;
pub use deck_text::{appended, deck_of};
pub use drafting::{
    Draft, HALF_SCORE, LEAST_SCORE, PassedOver, Proposal, WEAK_SCORE, Wanted, draft,
};
pub use features::Feature;
pub use ranker::Weights;
pub use reading::{Block, Format, Reading, Role, read};
pub use text::Text;

use std::collections::HashSet;
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

/// A last name alone is a person's where the article has the whole name; and what is a person in one sentence is one
/// in all: `Palestinian leader Yasser Arafat`, but what is none in one is none: `in Tora Bora`.
fn name_by_surname(candidates: &mut [Candidate]) {
    let of_sort = |sort: Sort| -> HashSet<String> {
        let whole = candidates.iter().filter(|it| it.sort == sort && it.answer.contains(' '));
        whole.map(|it| it.answer.clone()).collect()
    };
    let (persons, others) = (of_sort(Sort::Person), of_sort(Sort::Name));
    let last = |name: &String| name.rsplit(' ').next().map(str::to_owned);
    let last_names: HashSet<String> = persons.iter().filter_map(last).collect();
    let begins_as_person = |name: &str| {
        let first = name.split(' ').next().unwrap_or_default();
        names::is_first_name(&first.to_lowercase())
    };
    for it in candidates.iter_mut() {
        let is_both = persons.contains(&it.answer) && others.contains(&it.answer);
        match it.sort {
            Sort::Name if last_names.contains(&it.answer) => it.sort = Sort::Person,
            Sort::Name if is_both && !begins_as_person(&it.answer) => it.sort = Sort::Person,
            Sort::Person if is_both && begins_as_person(&it.answer) => it.sort = Sort::Name,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
