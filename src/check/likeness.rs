//! Rules on cards that are like others of their deck.

use std::collections::{BTreeSet, HashMap};

use super::view::View;
use super::{Check, rule};
use crate::deck::Kind;
use crate::diagnostic::Severity::{Hint, Warning};
use crate::text::fold::fold;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    Check { find: alike, rule: rule("S3", "two cards ask nearly the same",
        "The second is answered from the first, and both take time.",
        "cards:\n  - question: Which agreement of the year 2015 did the foreign ministers cite in Moscow on that day?\n    answer: Minsk\n  - question: Which agreement of the year 2015 did the foreign ministers cite in Moscow that day?\n    answer: Minsk\n",
        "cards:\n  - question: Which agreement of the year 2015 did the foreign ministers cite?\n    answer: Minsk\n  - question: Who vetoed the resolution?\n    answer: Russia\n") },
    Check { find: same_front, rule: rule("S5", "one question, different answers",
        "A learner who gives the other card's answer is judged wrong though it is right.",
        "cards:\n  - {id: one, question: Which capital lies on the Danube?, answer: Vienna}\n  - {id: two, question: Which capital lies on the Danube?, answer: Budapest}\n",
        "cards:\n  - question: Which capital lies on the Danube?\n    answer: Vienna\n    accept: [Budapest, Bratislava, Belgrade]\n") },
    Check { find: confusable, rule: rule("W11", "easily taken for another card",
        "Cards that look alike and differ in the answer are mixed up for ever (Wozniak, rule 11, combat interference).",
        "cards:\n  - question: Who spoke first in the council on the evening of the seventh of April?\n    answer: Haley\n  - question: Who spoke first in the council on the morning of the seventh of April?\n    answer: Safronkov\n",
        "cards:\n  - question: Who opened the evening session of the council?\n    answer: Haley\n  - question: Which envoy asked for the floor before breakfast?\n    answer: Safronkov\n") },
    Check { find: twins, rule: rule("S6", "two left sides with one right side",
        "Both belong to it, but each right side can be chosen once.",
        "cards:\n  - question: Match river and country.\n    match: {Seine: France, Loire: France, Po: Italy}\n",
        "cards:\n  - question: Match river and country.\n    match: {Seine: France, Thames: England, Po: Italy}\n") },
];

/// Pairs of cards whose questions share so much of their words, with that share.
fn pairs(view: &View<'_>, least: f64) -> Vec<(usize, usize, f64)> {
    let sets: Vec<BTreeSet<&str>> =
        view.cards.iter().map(|it| it.words.iter().map(String::as_str).collect()).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in sets.iter().flatten() {
        *counts.entry(word).or_default() += 1;
    }
    // Two sets that share that much share one of the rarest words of each (Bayardo et al. 2007).
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (idx, set) in sets.iter().enumerate() {
        if set.len() < 4 {
            continue;
        }
        let mut rarest: Vec<&str> = set.iter().copied().collect();
        rarest.sort_by_key(|word| (counts[word], *word));
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of words"
        )]
        let n_kept = set.len() - (least * set.len() as f64).ceil() as usize + 1;
        rarest.truncate(n_kept);
        let mut candidates: Vec<usize> =
            rarest.iter().filter_map(|word| by_word.get(word)).flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        for other in candidates {
            let share = likeness(&sets[other], set);
            if share >= least {
                found.push((other, idx, share));
            }
        }
        for word in rarest {
            // A word that begins a thousand questions tells nothing.
            let with_it = by_word.entry(word).or_default();
            if with_it.len() < 200 {
                with_it.push(idx);
            }
        }
    }
    found
}

/// The share of their words that two sets have in common (Jaccard).
#[expect(clippy::cast_precision_loss, reason = "a count of words")]
fn likeness(one: &BTreeSet<&str>, other: &BTreeSet<&str>) -> f64 {
    let n_shared = one.intersection(other).count();
    n_shared as f64 / (one.len() + other.len() - n_shared) as f64
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// Words in another order are another question.
fn same_order(one: &[String], other: &[String]) -> bool {
    let shared = |words: &[String], of: &[String]| -> Vec<String> {
        words.iter().filter(|it| of.contains(it)).cloned().collect()
    };
    shared(one, other) == shared(other, one)
}

fn alike(view: &mut View<'_>) {
    for (first, second, _) in pairs(view, 0.9) {
        let (one, other) = (&view.cards[first], &view.cards[second]);
        // Digits are what such questions differ in: one year, another year.
        let numbers = |words: &[String]| -> Vec<String> {
            words.iter().filter(|it| it.contains(char::is_numeric)).cloned().collect()
        };
        let is_same = fold(&one.card.answer_text()) == fold(&other.card.answer_text());
        if is_same
            && numbers(&one.words) == numbers(&other.words)
            && same_order(&one.words, &other.words)
            && one.words != other.words
        {
            let message = format!("asks nearly the same as `{}`", short(&one.stem));
            view.doubt(other.card, Warning, "", message, "keep one of them");
        }
    }
}

fn same_front(view: &mut View<'_>) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for (idx, seen) in view.cards.iter().enumerate() {
        if !matches!(
            seen.card.kind,
            Kind::Flashcard { .. } | Kind::Short { .. } | Kind::Number { .. }
        ) {
            continue;
        }
        let other = *first.entry(fold(&seen.stem)).or_insert(idx);
        if other != idx {
            let message = format!(
                "asks the same as the card with the answer `{}`",
                short(&view.cards[other].card.answer_text())
            );
            view.doubt(
                seen.card,
                Warning,
                "",
                message,
                "say in the question which of the two is meant, or put both under `accept:`",
            );
        }
    }
}

fn confusable(view: &mut View<'_>) {
    let mut told = BTreeSet::new();
    for (first, second, _) in pairs(view, 0.8) {
        let (one, other) = (&view.cards[first], &view.cards[second]);
        // A drill asks the same of one thing after the other, and means to.
        let is_new = told.insert(second);
        let differ = fold(&one.card.answer_text()) != fold(&other.card.answer_text());
        let n_different = other.words.iter().filter(|it| !one.words.contains(it)).count();
        let is_name = |word: &String| {
            other.stem.split(|c: char| !c.is_alphanumeric()).any(|it| {
                it.to_lowercase() == *word
                    && it.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            })
        };
        let differs_in_name = other.words.iter().filter(|it| !one.words.contains(it)).any(is_name);
        if is_new
            && differ
            && n_different <= 2
            && !differs_in_name
            && one.words != other.words
            && other.words.len() >= 8
        {
            let message = format!("easily taken for `{}`", short(&one.stem));
            view.doubt(
                other.card,
                Hint,
                "",
                message,
                "put what differs into the first words, or emphasise it",
            );
        }
    }
}

fn twins(view: &mut View<'_>) {
    for seen in view.cards {
        let Kind::Match { pairs, .. } = &seen.card.kind else { continue };
        let twin = pairs.iter().enumerate().find(|(at, (_, right))| {
            pairs[..*at].iter().any(|(_, other)| fold(other) == fold(right))
        });
        if let Some((_, (left, right))) = twin {
            let message = format!("`{right}` belongs to `{left}` and to another");
            view.doubt(seen.card, Warning, left, message, "keep one pair of the two");
        }
    }
}
