//! How likely a reader keeps a card as it is: by what people ask for, which the ranker knows, and by what readers of
//! drafted cards kept and dropped. The weights are data in `worth.txt`; docs/draft.md tells whose judgements they are from.

#![allow(clippy::cast_precision_loss, reason = "counts of words are small")]

use std::collections::HashMap;

use super::calendar::{is_calendar, tells_no_year};
use super::candidates::Sort;
use super::cast::n_blocks;
use super::definite::{begins_with_body, leaves_open};
use super::features::Feature;
use super::flags::flags;
use super::mending::keeps_weekday;
use super::ranker::Weights;
use super::sentence_refusals::{is_comment, n_loose};
use super::tags::Tag;
use super::text::{Sentence, Text};
use super::tokens::Token;
use super::words::same_stem;
use super::{Candidate, topic};

/// The sorts of answers that readers weigh otherwise than who asks questions.
const WEIGHED: [&str; 4] = ["bias", "is_name", "is_place", "is_date"];

/// The judgement of an article's cards.
pub(super) struct Worth<'a> {
    text: &'a Text,
    weights: Weights,
    /// What holds for every card of a sentence.
    of_sentence: Vec<[Feature; 4]>,
}

impl<'a> Worth<'a> {
    pub(super) fn new(text: &'a Text) -> Worth<'a> {
        let mut n: HashMap<&str, usize> = HashMap::new();
        for sentence in text.own() {
            for it in sentence.tokens.iter().filter(|it| it.tag == Tag::Name) {
                *n.entry(&it.lower).or_default() += 1;
            }
        }
        let actor = n.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))).map(|it| it.0);
        let of_sentence = text.own().iter().map(|it| of_sentence(text, it, actor)).collect();
        Worth { text, weights: Weights::of_readers(), of_sentence }
    }

    /// How likely a reader keeps what has these features, 0 to 1.
    pub(super) fn of(&self, features: &[Feature]) -> f64 {
        self.weights.likelihood(features)
    }

    /// What counts for and against a card. `asked` is what the ranker says, `titled` whether the title is shown, `told`
    /// whether it tells the answer.
    pub(super) fn features(
        &self,
        it: &Candidate,
        asked: f64,
        titled: bool,
        told: bool,
    ) -> Vec<Feature> {
        let text = self.text;
        let sentence = &text.sentences[it.sentence];
        let tokens = &sentence.tokens;
        let has = |is_one: &dyn Fn(&Token) -> bool| tokens.iter().any(is_one);
        let is_known = |noun: &str| titled && topic::is_known(text, noun);
        let mut found = vec![("asked", asked)];
        found.extend(it.features.iter().filter(|it| WEIGHED.contains(&it.0)).copied());
        let mut add = |name: &'static str, holds: bool| {
            if holds {
                found.push((name, 1.0));
            }
        };
        for flag in flags(sentence) {
            // A day of the week that is not shown leaves nobody guessing.
            add(flag, flag != "relative-time" || keeps_weekday(sentence));
        }
        let points =
            |it: &Token| matches!(&*it.lower, "it" | "he" | "she" | "they" | "them" | "him");
        add("points", sentence.lead == 0 && has(&points));
        let adds = |it: &Token| matches!(&*it.lower, "also" | "too");
        add("goes_on", has(&adds) || n_loose(tokens) > 0 && !is_comment(&tokens[0]));
        add("passage", sentence.lead > 0);
        add("reworded", sentence.lead == 0 && it.sentence >= text.n_sentences);
        add("titled", titled);
        add("told", told);
        add("open", leaves_open(tokens, &is_known));
        // "255,904 potholes"
        let digits = it.answer.chars().filter(char::is_ascii_digit).collect::<String>();
        let is_number = it.sort == Sort::Number;
        let is_precise = is_number && digits.trim_end_matches('0').len() > 3;
        add("precise", is_precise);
        add("decimal", is_number && it.answer.contains('.') && !it.answer.contains("llion"));
        let inside = &tokens[it.tokens.clone()];
        let is_named =
            matches!(it.sort, Sort::Person | Sort::Name | Sort::Organisation | Sort::Place);
        // Whom an article names once, and not where it tells of what its title tells.
        let is_aside = self.of_sentence[sentence.asked].contains(&("title_words", 0.0));
        add("aside", is_named && is_aside && n_blocks(text, inside) == 1);
        // The month of an event is worth knowing of great ones only.
        add("precise_date", it.sort == Sort::Date && inside.iter().any(is_calendar));
        add("body", titled && begins_with_body(text, &tokens[sentence.lead..]));
        // A last name alone tells little of whom it means.
        add("last_name", it.sort == Sort::Person && !it.answer.contains(' '));
        // A day without its year is soon any day; a century is guessed.
        let is_vague = tells_no_year(tokens) || it.answer.contains("centur");
        add("vague_date", it.sort == Sort::Date && is_vague);
        // What is told stands in the whole sentence, however it is reworded.
        found.extend(self.of_sentence[sentence.asked].iter().filter(|it| it.1 != 0.0));
        found
    }
}

/// How much a sentence tells of what its article is about: whether it holds the name that stands there most often, its
/// words of the title, and those that the article says again and again.
fn of_sentence(text: &Text, sentence: &Sentence, actor: Option<&str>) -> [Feature; 4] {
    let tokens = &sentence.tokens;
    let last = text.own().last().map_or(0, |it| it.block).max(1);
    let is_content = |it: &&Token| {
        matches!(it.tag, Tag::Noun | Tag::Name | Tag::Verb | Tag::Adjective) && it.lower.len() > 2
    };
    let content: Vec<&Token> = tokens.iter().filter(is_content).collect();
    let of_title = |it: &&&Token| text.title.iter().any(|word| same_stem(word, &it.lower));
    let is_often = |it: &&&Token| text.blocks_with.get(&it.lower).is_some_and(|n| *n > 2);
    let n_title = content.iter().filter(of_title).count().min(3) as f64;
    let often = content.iter().filter(is_often).count() as f64 / content.len().max(1) as f64;
    let is_told = actor.is_some_and(|actor| tokens.iter().any(|it| it.lower == actor));
    [
        ("actor", f64::from(u8::from(is_told))),
        ("title_words", n_title / 3.0),
        ("behind", sentence.block as f64 / last as f64),
        ("often", (2.0 * often).min(1.0)),
    ]
}
