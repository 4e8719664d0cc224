//! Which answers may be asked for, the best first, and what must stand before each; and why not the others.

use std::collections::HashMap;

use super::answer_refusals;
use super::candidates::{self, Sort};
use super::cast::Cast;
use super::definite::leaves_open;
use super::drafting::Wanted;
use super::features::Feature;
use super::ranker::Weights;
use super::sentence_refusals;
use super::standing::relative_time;
use super::text::{Sentence, Text, bytes};
use super::worth::{Titled, Worth};
use super::{Candidate, topic};

/// The answers of an article in their order.
pub(super) struct Ranking<'a> {
    /// What may be asked for, the best first; ties go to what stands earlier.
    pub ranked: Vec<Ranked<'a>>,
    /// Why nothing is made of a sentence or a passage, for each of them.
    pub reasons: Vec<Option<String>>,
    /// Of a sentence of which something could be made, its best answer that may not be asked for: its score and why.
    pub nearest: HashMap<usize, (f64, String)>,
}

/// An answer that may be asked for.
pub(super) struct Ranked<'a> {
    pub score: f64,
    /// What it is the sum of.
    pub features: Vec<Feature>,
    pub it: &'a Candidate,
    /// Whether the title is shown before its sentence.
    pub titled: bool,
    /// Whether it tells a time by the day of the article: `last year` comes behind `in 2009`, which it was reworded to.
    pub by_day: bool,
}

/// Judges the candidates of an article.
pub(super) fn ranking<'a>(
    text: &Text,
    candidates: &'a [Candidate],
    cast: &Cast,
    english: bool,
    wanted: &Wanted,
    weights: &Weights,
) -> Ranking<'a> {
    let has_topic = english && text.topic.is_some();
    let (reasons, needs_title) = judged(text, cast, english);
    let worth = Worth::new(text);
    let mut ranked: Vec<Ranked<'_>> = Vec::new();
    let mut nearest: HashMap<usize, (f64, String)> = HashMap::new();
    let open = candidates.iter().filter(|it| reasons[it.sentence].is_none());
    for it in open.filter(|it| is_wanted(wanted, it.sort)) {
        let sentence = &text.sentences[it.sentence];
        let refused = |titled: bool| answer_refusals::of_answer(text, it, cast, english, titled);
        let may_be_titled = has_topic && refused(true).is_none();
        let reason = refused(needs_title[it.sentence]);
        let titled = needs_title[it.sentence] || reason.is_some() && may_be_titled;
        let shown = titled || may_be_titled;
        let features =
            worth.features(it, weights.sum(&it.features), Titled { needed: titled, shown });
        let score = worth.of(&features);
        if let Some(reason) = reason.filter(|_| !may_be_titled) {
            let told = nearest.entry(sentence.asked).or_default();
            if score > told.0 {
                *told = (score, format!("{:?}: {reason}", it.answer));
            }
            continue;
        }
        // What needs no title is told what it is about, too: weeks later nobody knows the article.
        let by_day = relative_time(&sentence.tokens, shown, false);
        ranked.push(Ranked { score, features, it, titled: shown, by_day });
    }
    let order = |a: &Ranked<'_>, b: &Ranked<'_>| {
        let place = |it: &Ranked<'_>| it.it.place.start;
        b.score.total_cmp(&a.score).then(place(a).cmp(&place(b))).then(a.by_day.cmp(&b.by_day))
    };
    ranked.sort_by(order);
    Ranking { ranked, reasons, nearest }
}

/// Why nothing is made of each sentence and passage, and whether it needs the title before it.
fn judged(text: &Text, cast: &Cast, english: bool) -> (Vec<Option<String>>, Vec<bool>) {
    let refused = |sentence: &Sentence, titled: bool| {
        sentence_refusals::of_sentence(text, sentence, cast, english, titled).map(str::to_owned)
    };
    let mut reasons: Vec<Option<String>> = Vec::with_capacity(text.sentences.len());
    let mut needs_title = Vec::with_capacity(text.sentences.len());
    // The sentences come first: a passage is made of one that stands alone and of one that does not.
    for sentence in &text.sentences {
        let is_needless = sentence.lead > 0
            && (reasons[sentence.asked].is_none() || reasons[sentence.asked - 1].is_some());
        let mut reason = if is_needless {
            Some("the sentence before it does not help".to_owned())
        } else {
            refused(sentence, false)
        };
        // "took part in the contest" stands alone at a pinch, but the title tells which.
        let is_known = |noun: &str| topic::is_known(text, noun);
        let opens = || {
            leaves_open(&sentence.tokens, &|_| false) && !leaves_open(&sentence.tokens, &is_known)
        };
        let needs = !is_needless
            && english
            && text.topic.is_some()
            && (reason.is_some() || opens())
            && refused(sentence, true).is_none();
        if needs {
            reason = None;
        }
        reasons.push(reason);
        needs_title.push(needs);
    }
    (reasons, needs_title)
}

fn is_wanted(wanted: &Wanted, sort: Sort) -> bool {
    if wanted.sorts.is_empty() {
        !matches!(sort, Sort::Term | Sort::TermOf | Sort::Count)
    } else {
        wanted.sorts.iter().any(|it| it.word() == sort.word())
    }
}

/// The candidates, and after them those of the passages: what could be asked for in the second of two sentences.
pub(super) fn with_passages(text: &Text, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut of_sentence: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, it) in candidates.iter().enumerate() {
        of_sentence.entry(it.sentence).or_default().push(at);
    }
    for (passage, sentence) in text.sentences.iter().enumerate().skip(text.n_sentences) {
        let own = of_sentence.get(&sentence.asked);
        if sentence.lead == 0 {
            // What is left of a reworded sentence is what stood there before.
            let block = &text.reading.blocks[sentence.block];
            for (tokens, _) in candidates::candidates(&block.text, &sentence.tokens) {
                let place = block.place(&bytes(sentence, &tokens));
                let is_it = |at: &&usize| {
                    let it = &candidates[**at];
                    it.place == place && it.answer == text.between(sentence, &tokens)
                };
                if let Some(at) = own.into_iter().flatten().find(is_it) {
                    let it = &candidates[*at];
                    candidates.push(Candidate { sentence: passage, tokens, ..it.clone() });
                }
            }
            continue;
        }
        for at in own.into_iter().flatten() {
            let it = &candidates[*at];
            let tokens = it.tokens.start + sentence.lead..it.tokens.end + sentence.lead;
            candidates.push(Candidate { sentence: passage, tokens, ..it.clone() });
        }
    }
    candidates
}
