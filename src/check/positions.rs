//! Rules on where the right choices stand, for decks that do not shuffle.

use super::view::View;
use super::{Check, rule};
use crate::deck::{Card, Kind};
use crate::diagnostic::Severity::Warning;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    Check { find: same_place, rule: rule("H20", "the right choice stands in the same place",
        "Learners find the pattern (Haladyna et al. 2002, guideline 20). Choices are shuffled unless you say `shuffle: false`.",
        concat!("defaults:\n  shuffle: false\ncards:\n",
            "  - {question: One?, choices: [a, b, c], answer: b}\n  - {question: Two?, choices: [d, e, f], answer: e}\n",
            "  - {question: Three?, choices: [g, h, i], answer: h}\n  - {question: Four?, choices: [j, k, l], answer: k}\n"),
        concat!("cards:\n",
            "  - {question: One?, choices: [a, b, c], answer: b}\n  - {question: Two?, choices: [d, e, f], answer: e}\n",
            "  - {question: Three?, choices: [g, h, i], answer: h}\n  - {question: Four?, choices: [j, k, l], answer: k}\n")) },
];

fn same_place(view: &mut View<'_>) {
    let mut run = 0;
    let mut last = None;
    let mut counts: Vec<usize> = Vec::new();
    let mut doubt = None;
    let mut first: Vec<Option<&Card>> = Vec::new();
    for seen in view.cards {
        let Kind::Choice { choices, shuffle: false, multiple: false, .. } = &seen.card.kind else {
            continue;
        };
        let Some(at) = choices.iter().position(|it| it.correct) else { continue };
        run = if last == Some(at) { run + 1 } else { 1 };
        last = Some(at);
        counts.resize(counts.len().max(choices.len()), 0);
        first.resize(counts.len(), None);
        counts[at] += 1;
        first[at].get_or_insert(seen.card);
        if run == 4 && doubt.is_none() {
            let message = format!("choice {} is right here for the fourth time in a row", at + 1);
            doubt = Some((seen.card, message));
        }
    }
    let n: usize = counts.iter().sum();
    let most = counts.iter().enumerate().max_by_key(|(_, n)| **n);
    if let Some((at, most)) = most.filter(|(_, most)| n >= 10 && **most * 10 > n * 6) {
        let message =
            format!("choice {} is right in {most} of {n} questions, the first time here", at + 1);
        doubt = first[at].map(|card| (card, message));
    }
    if let Some((card, message)) = doubt {
        let help = "take `shuffle: false` away, or move some right choices";
        view.doubt(card, Warning, "", message, help);
    }
}
