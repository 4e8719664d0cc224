//! Rules on cards that are like others of their deck.

use std::collections::HashMap;

use super::view::{Seen, View};
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

/// The least share of their words by which two questions are alike.
const ALIKE: f64 = 0.8;
/// The share by which they are nearly the same.
const NEARLY_SAME: f64 = 0.9;

/// Two cards whose questions are alike: their places, and the share of their words they have in common.
pub(super) type Pair = (usize, usize, f64);

/// The pairs of cards whose questions are alike.
///
/// Two sets that share much share one of the rarest words of each, so that most pairs are never compared
/// (Bayardo, Ma & Srikant 2007); of those left, words that stand too far behind rule most out (Xiao et al. 2008).
pub(super) fn pairs(cards: &[Seen<'_>]) -> Vec<Pair> {
    let sets = by_rarity(cards);
    // Where a word stands in the sets that hold it among their rarest.
    let mut by_word: HashMap<u32, Vec<(usize, usize)>> = HashMap::new();
    let mut found = Vec::new();
    for (idx, set) in sets.iter().enumerate().filter(|(_, set)| set.len() >= 4) {
        let n_kept = set.len() - needed(ALIKE, set.len()) + 1;
        let mut candidates = Vec::new();
        for (at, word) in set[..n_kept].iter().enumerate() {
            for &(other, other_at) in by_word.get(word).into_iter().flatten() {
                let (len, other_len) = (set.len(), sets[other].len());
                let at_most = 1 + (len - at - 1).min(other_len - other_at - 1);
                let is_open = other_len >= needed(ALIKE, len) && len >= needed(ALIKE, other_len);
                if is_open && at_most >= needed(ALIKE / (1.0 + ALIKE), len + other_len) {
                    candidates.push(other);
                }
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        for other in candidates {
            let share = likeness(&sets[other], set);
            if share >= ALIKE {
                found.push((other, idx, share));
            }
        }
        for (at, word) in set[..n_kept].iter().enumerate() {
            // A word that begins a thousand questions tells nothing.
            let with_it = by_word.entry(*word).or_default();
            if with_it.len() < 200 {
                with_it.push((idx, at));
            }
        }
    }
    found
}

/// The words of each card as numbers, the rarest in the deck first.
fn by_rarity(cards: &[Seen<'_>]) -> Vec<Vec<u32>> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut counts: Vec<(usize, &str)> = Vec::new();
    let mut sets: Vec<Vec<u32>> = Vec::with_capacity(cards.len());
    for card in cards {
        let number = |word| {
            *numbers.entry(word).or_insert_with(|| {
                counts.push((0, word));
                u32::try_from(counts.len() - 1).unwrap_or(u32::MAX)
            })
        };
        let mut set: Vec<u32> = card.words.iter().map(String::as_str).map(number).collect();
        set.sort_unstable();
        set.dedup();
        for number in &set {
            counts[*number as usize].0 += 1;
        }
        sets.push(set);
    }
    let mut order: Vec<u32> = (0..).take(counts.len()).collect();
    order.sort_unstable_by_key(|number| counts[*number as usize]);
    let mut ranks = vec![0; order.len()];
    for (rank, number) in (0..).zip(order) {
        ranks[number as usize] = rank;
    }
    for set in &mut sets {
        for number in set.iter_mut() {
            *number = ranks[*number as usize];
        }
        set.sort_unstable();
    }
    sets
}

/// So many of a number of words that they are this share of it.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count of words"
)]
fn needed(share: f64, n_words: usize) -> usize {
    // A share such as 0.8 is no exact number of its own.
    (share * n_words as f64 - 1e-9).ceil() as usize
}

/// The share of their words that two sorted sets have in common (Jaccard).
#[expect(clippy::cast_precision_loss, reason = "a count of words")]
fn likeness(one: &[u32], other: &[u32]) -> f64 {
    let (mut n_shared, mut at, mut other_at) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(at), other.get(other_at)) {
        n_shared += usize::from(a == b);
        at += usize::from(a <= b);
        other_at += usize::from(b <= a);
    }
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
    same_but_for_signs(view);
    for &(first, second, share) in view.alike {
        if share < NEARLY_SAME {
            continue;
        }
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

/// A question without the signs at its end, and its spaces as one.
fn bare(stem: &str) -> String {
    let folded = fold(stem);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let signs = |c: char| c.is_whitespace() || matches!(c, '?' | '.' | '!' | ':' | ';' | ',' | '…');
    let bare = words.join(" ");
    let trimmed = bare.trim_end_matches(signs);
    if trimmed.is_empty() { bare } else { trimmed.to_owned() }
}

/// Cards whose questions differ in their signs at the end or in spaces only.
fn same_but_for_signs(view: &mut View<'_>) {
    let mut first: HashMap<String, usize> = HashMap::new();
    for (idx, seen) in view.cards.iter().enumerate() {
        let other = *first.entry(bare(&seen.stem)).or_insert(idx);
        let (one, two) = (&view.cards[other].card, seen.card);
        let is_same = fold(&one.answer_text()) == fold(&two.answer_text());
        if other != idx && is_same && one.prompt() != two.prompt() {
            let message = format!("asks the same as `{}`", short(&view.cards[other].stem));
            view.doubt(two, Warning, "", message, "keep one of them");
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
        let other = *first.entry(bare(&seen.stem)).or_insert(idx);
        let (one, two) = (view.cards[other].card, seen.card);
        // One answer to one question is told as the same card twice.
        let is_twice =
            one.prompt() != two.prompt() && fold(&one.answer_text()) == fold(&two.answer_text());
        if other != idx && !is_twice {
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
    let mut n_like: HashMap<usize, usize> = HashMap::new();
    for (first, second, _) in view.alike {
        *n_like.entry(*first).or_default() += 1;
        *n_like.entry(*second).or_default() += 1;
    }
    for &(first, second, _) in view.alike {
        // A drill asks the same of one thing after the other, and means to.
        if n_like[&first] > 1 || n_like[&second] > 1 {
            continue;
        }
        let (one, other) = (&view.cards[first], &view.cards[second]);
        let differ = fold(&one.card.answer_text()) != fold(&other.card.answer_text());
        let n_different = other.words.iter().filter(|it| !one.words.contains(it)).count();
        let is_name = |word: &String| {
            other.stem.split(|c: char| !c.is_alphanumeric()).any(|it| {
                it.to_lowercase() == *word
                    && it.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
            })
        };
        // Both sides of a match are shown.
        let are_matches = [one, other].iter().all(|it| matches!(it.card.kind, Kind::Match { .. }));
        let differs_in_name = other.words.iter().filter(|it| !one.words.contains(it)).any(is_name);
        if differ
            && n_different <= 2
            && !differs_in_name
            && !are_matches
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
