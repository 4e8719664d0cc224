//! A sentence together with the one before it, for what points back: `Anna Sandell built a bridge. She sold it in
//! 1809.` What is asked for stands in the second. Whether a passage stands alone is judged elsewhere.

use std::ops::Range;

use super::reading::{Block, Reading};
use super::text::Sentence;
use super::tokens::Token;

/// The most tokens of the sentence that leads to another.
const LEAD: usize = 30;

/// The most tokens of both.
const BOTH: usize = 60;

/// The most bytes of the article between them: the end of a paragraph, but no picture.
const BETWEEN: usize = 100;

/// The passages of these sentences; each is a sentence of a block of its own, which is added to the article's.
pub(super) fn passages(reading: &mut Reading, sentences: &[Sentence]) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (at, pair) in sentences.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        let n = one.tokens.len() + other.tokens.len();
        if one.tokens.len() > LEAD || n > BOTH || !are_beside(reading, one, other) {
            continue;
        }
        let [of_one, of_other] = [one, other].map(|it| &reading.blocks[it.block]);
        let block = Block::joined((of_one, &one.range), (of_other, &other.range));
        let start = one.range.len() + 1;
        let mut tokens = moved(&one.tokens, &one.range, 0);
        tokens.extend(moved(&other.tokens, &other.range, start));
        found.push(Sentence {
            block: reading.blocks.len(),
            range: 0..block.text.len(),
            tokens,
            within: other.within,
            of: other.of,
            lead: one.tokens.len(),
            asked: at + 1,
            bound: false,
        });
        reading.blocks.push(block);
    }
    found
}

/// Whether nothing stands between two sentences.
fn are_beside(reading: &Reading, one: &Sentence, other: &Sentence) -> bool {
    let place = |it: &Sentence| reading.blocks[it.block].place(&it.range);
    let between = place(other).start.saturating_sub(place(one).end);
    one.block == other.block
        || one.block + 1 == other.block
            && one.within + 1 == one.of
            && other.within == 0
            && between <= BETWEEN
}

/// Tokens of a sentence that begins elsewhere now.
fn moved(tokens: &[Token], from: &Range<usize>, to: usize) -> Vec<Token> {
    let place = |at: usize| at - from.start + to;
    let moved =
        |it: &Token| Token { range: place(it.range.start)..place(it.range.end), ..it.clone() };
    tokens.iter().map(moved).collect()
}
