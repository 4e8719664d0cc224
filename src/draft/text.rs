//! An article made ready: its sentences with their words, and what holds for the whole of it, such as
//! how many blocks a word stands in. Judges nothing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::datelines;
use super::passages::passages;
use super::reading::{Reading, Role};
use super::reworded::reworded;
use super::sentences::sentences;
use super::tags::{Speech, Tag};
use super::tokens::{Token, tokens};
use super::topic::topic;

/// An article made ready for drafting.
pub struct Text {
    /// Its blocks.
    pub(super) reading: Reading,
    /// The sentences of its running text; behind them the passages that two of them make, and their rewordings.
    pub(super) sentences: Vec<Sentence>,
    /// How many of them are neither.
    pub(super) n_sentences: usize,
    /// In how many blocks of running text each word stands.
    pub(super) blocks_with: HashMap<String, u32>,
    /// The words that stand somewhere without a capital.
    pub(super) small: HashSet<String>,
    /// Where `The` or `A` stands with a capital inside of a sentence, by the block and the byte behind it.
    pub(super) articles: Vec<(usize, usize)>,
    /// How many blocks of running text there are.
    pub(super) n_blocks: u32,
    /// The words of the title that tell something.
    pub(super) title: HashSet<String>,
    /// The title as it may stand before a prompt.
    pub(super) topic: Option<String>,
}

/// Where an article with a capital stands inside of a sentence: `from The Phantom Menace`.
fn articles(reading: &Reading) -> Vec<(usize, usize)> {
    let goes_on = |c: char| c.is_lowercase() || c == ',';
    let blocks = reading.blocks.iter().enumerate();
    let found = blocks.flat_map(|(at, block)| {
        [" The ", " A "].into_iter().flat_map(move |article| {
            let places = block.text.match_indices(article);
            let inside = places.filter(move |(from, _)| block.text[..*from].ends_with(goes_on));
            inside.map(move |(from, _)| (at, from + article.len()))
        })
    });
    found.collect()
}

/// A sentence of the running text.
pub(super) struct Sentence {
    /// Its block.
    pub block: usize,
    /// Where it stands in the block.
    pub range: Range<usize>,
    /// Its words and signs.
    pub tokens: Vec<Token>,
    /// Which sentence of its block it is, from 0.
    pub within: usize,
    /// How many sentences its block has.
    pub of: usize,
    /// How many of the tokens belong to the sentence before, where this is a passage; else 0.
    pub lead: usize,
    /// Which sentence of the text is asked about: this one, or that which a passage ends with.
    pub asked: usize,
    /// Whether it tells a time as it stands to the article, which the title must name: `the previous year`.
    pub bound: bool,
}

impl Text {
    /// Finds sentences and parts of speech.
    pub fn new(mut reading: Reading) -> Text {
        let speech = Speech::new();
        let mut found: Vec<Sentence> = Vec::new();
        let mut blocks_with: HashMap<String, u32> = HashMap::new();
        let mut small: HashSet<String> = HashSet::new();
        let mut n_blocks = 0;
        for (block, it) in reading.blocks.iter().enumerate() {
            if it.role != Role::Prose {
                continue;
            }
            n_blocks += 1;
            let dateline = datelines::length(&it.text);
            let ranges: Vec<Range<usize>> = sentences(&it.text[dateline..])
                .into_iter()
                .map(|range| range.start + dateline..range.end + dateline)
                .collect();
            let of = ranges.len();
            let mut words: HashSet<String> = HashSet::new();
            for (within, range) in ranges.into_iter().enumerate() {
                let mut tokens = tokens(&it.text, &range);
                // What goes on for hundreds of words is no sentence, and costs much.
                if tokens.len() <= MAX_TOKENS {
                    speech.tag(&it.text, &mut tokens);
                } else {
                    tokens.truncate(MAX_TOKENS + 1);
                }
                words.extend(tokens.iter().map(|token| token.lower.clone()));
                for token in tokens.iter().filter(|it| !it.capital) {
                    if !small.contains(&token.lower) {
                        small.insert(token.lower.clone());
                    }
                }
                let asked = found.len();
                found.push(Sentence {
                    block,
                    range,
                    tokens,
                    within,
                    of,
                    lead: 0,
                    asked,
                    bound: false,
                });
            }
            for word in words {
                *blocks_with.entry(word).or_default() += 1;
            }
        }
        let title = reading.title.as_deref().unwrap_or_default();
        let title = tokens(title, &(0..title.len())).into_iter().map(|token| token.lower);
        let title = title
            .filter(|word| word.chars().count() > 3 || word.contains(char::is_numeric))
            .collect();
        let n_sentences = found.len();
        let passages = passages(&mut reading, &found);
        let reworded = reworded(&mut reading, &found, &speech);
        found.extend(passages);
        found.extend(reworded);
        let topic = topic(&reading);
        let articles = articles(&reading);
        Text {
            reading,
            sentences: found,
            n_sentences,
            blocks_with,
            small,
            articles,
            n_blocks,
            title,
            topic,
        }
    }

    /// The sentences, without the passages.
    pub(super) fn own(&self) -> &[Sentence] {
        &self.sentences[..self.n_sentences]
    }

    /// How many words the running text has.
    pub fn n_words(&self) -> usize {
        let tokens = self.own().iter().flat_map(|sentence| &sentence.tokens);
        tokens.filter(|token| token.tag != Tag::Sign).count()
    }

    /// Whether there is no running text.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// The article's title, where it has one.
    pub fn title(&self) -> Option<&str> {
        self.reading.title.as_deref()
    }

    /// The words between two tokens of a sentence, as they stand in their block.
    pub(super) fn between(&self, sentence: &Sentence, tokens: &Range<usize>) -> &str {
        &self.reading.blocks[sentence.block].text[bytes(sentence, tokens)]
    }

    /// The text of a sentence.
    pub(super) fn sentence(&self, sentence: &Sentence) -> &str {
        &self.reading.blocks[sentence.block].text[sentence.range.clone()]
    }
}

/// A sentence of more tokens is not looked at.
pub(super) const MAX_TOKENS: usize = 120;

/// Where tokens of a sentence stand in their block.
pub(super) fn bytes(sentence: &Sentence, tokens: &Range<usize>) -> Range<usize> {
    let end =
        sentence.tokens[..tokens.end].last().map_or(sentence.range.start, |token| token.range.end);
    sentence.tokens.get(tokens.start).map_or(end, |token| token.range.start)..end
}
