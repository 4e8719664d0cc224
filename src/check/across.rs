//! Rules over several decks: one question in two of them.

use std::collections::HashMap;

use super::rule;
use super::view::place;
use crate::deck::Parsed;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::text::fold::fold;

#[rustfmt::skip]
pub(super) const RULES: &[Rule] = &[
    rule("X1", "one card in two decks",
        "It is learned twice, and progress in one deck does not count in the other.",
        "cards:\n  - {question: Capital of Peru?, answer: Lima}\n", "cards:\n  - {question: Capital of Chile?, answer: Santiago}\n"),
    rule("X2", "one question, different answers in two decks",
        "A learner of both is judged wrong in one.",
        "cards:\n  - {question: Capital of Bolivia?, answer: Sucre}\n", "cards:\n  - {question: Seat of government of Bolivia?, answer: La Paz}\n"),
];

/// Doubts about cards that another deck has, too: which file, and what. `names` are the files', for people.
pub fn across(decks: &[&Parsed], names: &[String]) -> Vec<(usize, Diagnostic)> {
    let mut first: HashMap<String, (usize, usize)> = HashMap::new();
    let mut found = Vec::new();
    for (deck_idx, parsed) in decks.iter().enumerate() {
        for (card_idx, card) in parsed.deck.cards.iter().enumerate() {
            let there = *first.entry(fold(&card.prompt())).or_insert((deck_idx, card_idx));
            if there.0 == deck_idx {
                continue;
            }
            let other = &decks[there.0].deck.cards[there.1];
            let same = fold(&other.answer_text()) == fold(&card.answer_text());
            let (rule, message, help) = if same {
                (
                    &RULES[0],
                    format!("the same card stands in {}", names[there.0]),
                    "keep it in one deck",
                )
            } else {
                let message = format!("the same question has another answer in {}", names[there.0]);
                (&RULES[1], message, "say in the question what makes the difference")
            };
            let off = |card: &crate::deck::Card| {
                card.check_off.iter().any(|it| it.eq_ignore_ascii_case(rule.code))
            };
            if off(card) || off(other) {
                continue;
            }
            found.push((
                deck_idx,
                Diagnostic {
                    code: rule.code,
                    severity: Severity::Warning,
                    span: place(&parsed.text, card, ""),
                    message,
                    help: Some(help.to_owned()),
                    related: Vec::new(),
                },
            ));
        }
    }
    found
}
