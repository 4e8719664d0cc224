//! How likely a reader keeps a card as it is: by what people ask for, which the ranker knows, and by what readers of
//! drafted cards kept and dropped. The weights are data in `worth.txt`; docs/draft.md tells whose judgements they are from.

use std::collections::HashSet;

use super::Candidate;
use super::candidates::Sort;
use super::cast::{is_of_office, roles_beside};
use super::features::Feature;
use super::hints::hint;
use super::ranker::Weights;
use super::tags::Tag;
use super::text::{Sentence, Text};
use super::tokens::Token;
use super::words::same_stem;

/// A sentence of fewer words tells little, one of more too much.
const WORDS: std::ops::RangeInclusive<usize> = 11..=35;

/// A number of more digits, zeros at its end apart, is no number to remember.
const DIGITS: usize = 2;

/// So many words of the title tell all that the title can tell.
const MANY: usize = 4;

/// The first so many paragraphs tell what an article is about.
const LEAD: usize = 2;

/// So many years ago is long ago.
const LONG: i32 = 15;

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
    /// The stems of what the first paragraphs tell.
    lead: HashSet<&'a str>,
}

impl Worth<'_> {
    pub(super) fn new(text: &Text) -> Worth<'_> {
        let mut blocks: Vec<usize> = text.own().iter().map(|it| it.block).collect();
        blocks.dedup();
        let last = blocks.get(LEAD - 1).or(blocks.last()).copied();
        let of_lead = text.own().iter().filter(|it| last.is_some_and(|last| it.block <= last));
        let tokens = of_lead.flat_map(|it| &it.tokens).filter(|it| tells(it));
        let lead = tokens.map(|it| stem(&it.lower)).collect();
        Worth { text, weights: Weights::of_readers(), lead }
    }

    /// How likely a reader keeps what has these features, 0 to 1.
    pub(super) fn of(&self, features: &[Feature]) -> f64 {
        self.weights.likelihood(features)
    }

    /// What counts for and against a card. `asked` is what the ranker says.
    pub(super) fn features(&self, it: &Candidate, asked: f64, title: Titled) -> Vec<Feature> {
        let sentence = &self.text.sentences[it.sentence];
        let block = &self.text.reading.blocks[sentence.block].text;
        let on_topic = self.on_topic(sentence, it);
        let n = n_words(sentence);
        let mut found = vec![("bias", 1.0), ("asked", asked)];
        if let Ok(on_topic) = u32::try_from(on_topic) {
            found.push(("on_topic", f64::from(on_topic) / 2.0));
        }
        found.push(("of_lead", self.of_lead(sentence, it)));
        let held = [
            ("untitled", !title.shown),
            ("titled", title.needed),
            ("off_topic", on_topic == 0),
            ("passage", sentence.lead > 0),
            ("short", n < *WORDS.start()),
            ("long", n > *WORDS.end()),
            ("pronoun", tells_of_he(sentence)),
            ("past", tells_past(sentence)),
            ("long_ago", self.is_long_ago(it)),
        ];
        let held = held.into_iter().chain(of_answer(block, sentence, it)).filter(|it| it.1);
        found.extend(held.map(|it| (it.0, 1.0)));
        found
    }

    /// Whether a year was long ago when the article was written.
    fn is_long_ago(&self, it: &Candidate) -> bool {
        let year: Option<i32> = it.answer.parse().ok().filter(|_| it.sort == Sort::Date);
        let day = self.text.reading.day;
        year.zip(day).is_some_and(|(year, day)| day.year - year >= LONG)
    }

    /// The share of the sentence's words, but the answer's, of which the first paragraphs tell, too, 0 to 1.
    fn of_lead(&self, sentence: &Sentence, it: &Candidate) -> f64 {
        let own = sentence.tokens.iter().enumerate().skip(sentence.lead);
        let beside = own.filter(|(at, token)| !it.tokens.contains(at) && tells(token));
        let (mut all, mut told) = (0_u32, 0_u32);
        for (_, token) in beside {
            all += 1;
            told += u32::from(self.lead.contains(stem(&token.lower)));
        }
        f64::from(told) / f64::from(all.max(1))
    }

    /// How many words of the title the sentence holds beside the answer, at most [`MANY`].
    fn on_topic(&self, sentence: &Sentence, it: &Candidate) -> usize {
        let own = sentence.tokens.iter().enumerate().skip(sentence.lead);
        let beside: Vec<&Token> = own
            .filter(|(at, token)| !it.tokens.contains(at) && token.lower.len() > 3)
            .map(|own| own.1)
            .collect();
        let is_told = |word: &&String| {
            word.len() > 3 && beside.iter().any(|token| same_stem(&token.lower, word))
        };
        self.text.title.iter().filter(is_told).count().min(MANY)
    }
}

/// Whether a word tells something by itself.
fn tells(it: &Token) -> bool {
    it.lower.len() > 3
        && matches!(it.tag, Tag::Noun | Tag::Name | Tag::Verb | Tag::Adjective | Tag::Number)
}

/// The first letters of a word, by which forms of it are found.
fn stem(word: &str) -> &str {
    word.char_indices().nth(6).map_or(word, |(at, _)| &word[..at])
}

/// The words of a sentence, without those of one before it.
fn n_words(sentence: &Sentence) -> usize {
    sentence.tokens[sentence.lead..].iter().filter(|it| it.tag != Tag::Sign).count()
}

/// Whether a sentence speaks of somebody as `he` or `her`.
fn tells_of_he(sentence: &Sentence) -> bool {
    sentence.tokens[sentence.lead..]
        .iter()
        .any(|it| matches!(&*it.lower, "he" | "his" | "him" | "she" | "her"))
}

fn tells_past(sentence: &Sentence) -> bool {
    sentence.tokens[sentence.lead..]
        .iter()
        .any(|it| it.tag == Tag::Verb && it.lower.ends_with("ed"))
}

/// What holds of an answer.
fn of_answer(block: &str, sentence: &Sentence, it: &Candidate) -> [(&'static str, bool); 13] {
    let tokens = &sentence.tokens;
    let is_named = matches!(it.sort, Sort::Person | Sort::Name | Sort::Organisation | Sort::Place);
    let (is_number, is_date) = (it.sort == Sort::Number, it.sort == Sort::Date);
    let is_person = it.sort == Sort::Person;
    let digits: String = it.answer.chars().filter(char::is_ascii_digit).collect();
    let is_figure = digits.len() == it.answer.len();
    let has_year = tokens[it.tokens.clone()].iter().any(|it| {
        it.lower.len() >= 4 && it.lower.bytes().take(4).all(|byte| byte.is_ascii_digit())
    });
    let kind = hint(block, tokens, &it.tokens, it.sort);
    [
        ("is_name", it.sort == Sort::Name),
        ("is_place", it.sort == Sort::Place),
        ("is_organisation", it.sort == Sort::Organisation),
        ("short_name", is_named && it.answer.len() <= 4),
        ("long_name", is_named && it.tokens.len() > 2),
        ("minor_kind", is_named && MINOR.contains(&kind)),
        ("one_name", is_person && it.tokens.len() == 1),
        ("office", is_person && roles_beside(tokens, it).iter().any(|it| is_of_office(it))),
        ("yearless", is_date && !has_year),
        ("month", is_date && kind == "month and year"),
        ("millions", is_number && it.answer.contains("llion")),
        ("hundreds", is_number && is_figure && digits.len() == 3),
        ("precise", is_number && digits.trim_end_matches('0').len() > DIGITS),
    ]
}

/// What readers seldom want to remember, by its hint.
const MINOR: [&str; 15] = [
    "river", "street", "park", "church", "festival", "party", "agency", "island", "school",
    "college", "stadium", "bridge", "museum", "prize", "award",
];
