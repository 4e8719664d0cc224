//! Drafts cards from an article: what could be asked of each sentence, how good it would be, and why
//! not of the others. Pure: the same article gives the same cards. Reads and writes no file.

mod candidates;
mod features;
mod html;
mod markdown;
mod names;
mod plain;
mod ranker;
mod reading;
mod sentences;
mod tags;
mod text;
mod tokens;

pub use candidates::Sort;
pub use features::Feature;
pub use ranker::Weights;
pub use reading::{Block, Format, Reading, Role, read};
pub use text::Text;

use std::ops::Range;

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
        let mut found = Vec::new();
        for (idx, sentence) in self.sentences.iter().enumerate() {
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
        found
    }
}
