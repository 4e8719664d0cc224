//! Simple ways to choose answers, to be better than.

use std::collections::{BTreeMap, HashSet};

use quizdeck::draft::{Candidate, Sort};

use crate::articles::Article;

type Answers = Vec<(usize, String)>;

/// Each way with its twenty answers.
pub fn all(article: &Article) -> Vec<(&'static str, Answers)> {
    let is_date = |it: &Candidate| matches!(it.sort, Sort::Date | Sort::Number);
    let is_name = |it: &Candidate| {
        matches!(it.sort, Sort::Person | Sort::Place | Sort::Organisation | Sort::Name)
    };
    vec![
        ("random phrases of nouns", random(article, |it| it.sort == Sort::Term)),
        ("random capitalised runs", random(article, is_name)),
        ("random numbers and dates", random(article, is_date)),
        ("names, numbers, dates in order", {
            let it = article.candidates.iter().filter(|it| is_date(it) || is_name(it));
            once(it.map(|it| (it.place.start, it.answer.clone())))
        }),
        ("RAKE", by_words(article, true)),
        ("frequent words (as YAKE)", by_words(article, false)),
    ]
}

/// The first twenty, each answer once.
fn once(answers: impl Iterator<Item = (usize, String)>) -> Answers {
    let mut seen = HashSet::new();
    answers.filter(|(_, answer)| seen.insert(answer.to_lowercase())).take(20).collect()
}

/// Twenty by dice that fall the same each time.
fn random(article: &Article, is_one: impl Fn(&Candidate) -> bool) -> Answers {
    let mut found: Vec<&Candidate> = article.candidates.iter().filter(|it| is_one(it)).collect();
    found.sort_by_key(|it| {
        (it.place.start as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
    });
    once(found.into_iter().map(|it| (it.place.start, it.answer.clone())))
}

/// Phrases by the worth of their words: for RAKE the length of the phrases a word stands in, summed
/// over the words; else how often the words are used, over the words of the phrase.
fn by_words(article: &Article, rake: bool) -> Answers {
    let phrases: Vec<&Candidate> = article
        .candidates
        .iter()
        .filter(|it| it.sort == Sort::Term || it.sort == Sort::Name)
        .collect();
    let mut of_word: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    for it in &phrases {
        let words: Vec<String> =
            it.answer.to_lowercase().split_whitespace().map(str::to_owned).collect();
        for word in &words {
            let (n, degree) = of_word.entry(word.clone()).or_default();
            *n += 1.0;
            *degree += words.len() as f64;
        }
    }
    let mut scored: Vec<(f64, &Candidate)> = phrases
        .into_iter()
        .map(|it| {
            let lower = it.answer.to_lowercase();
            let of = |word: &str| {
                of_word.get(word).map_or(0.0, |(n, degree)| if rake { degree / n } else { *n })
            };
            let worth: Vec<f64> = lower.split_whitespace().map(of).collect();
            let sum: f64 = worth.iter().sum();
            (if rake { sum } else { sum / worth.len().max(1) as f64 }, it)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.place.start.cmp(&b.1.place.start)));
    once(scored.into_iter().map(|(_, it)| (it.place.start, it.answer.clone())))
}
