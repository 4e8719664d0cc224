//! Doubts about a deck's quality: questions that give their answer away, choices that betray the right one,
//! cards that ask too much. Knows the deck as values and its text for places; changes nothing, and finds no
//! fault of form, which is the parser's.
//!
//! Most rules are those of Haladyna, Downing & Rodriguez 2002 (H and its number), of Wozniak's "Twenty rules of
//! formulating knowledge" (W), of the Web Content Accessibility Guidelines (A); S, J and Y are structural.

mod access;
mod across;
mod answers;
mod asking;
mod choices;
mod clozes;
mod files;
mod likeness;
mod lists;
mod positions;
mod stems;
mod tongue;
mod values;
mod view;

pub use across::across;
pub use files::missing;
pub use values::{Mended, mended};

use crate::deck::Parsed;
use crate::diagnostic::{Diagnostic, Rule};
use view::View;

/// A rule, and what finds it in a deck.
struct Check {
    rule: Rule,
    find: fn(&mut View<'_>),
}

/// Every rule that looks at one deck.
const CHECKS: &[&[Check]] = &[
    access::CHECKS,
    answers::CHECKS,
    choices::CHECKS,
    clozes::CHECKS,
    likeness::CHECKS,
    lists::CHECKS,
    positions::CHECKS,
    stems::CHECKS,
    values::CHECKS,
];

/// Every rule, by code.
pub fn rules() -> Vec<&'static Rule> {
    let of_one = CHECKS.iter().flat_map(|checks| checks.iter()).map(|check| &check.rule);
    let mut rules: Vec<&Rule> = of_one.chain(across::RULES).chain(files::RULES).collect();
    rules.sort_by_key(|rule| rule.code);
    rules
}

/// All doubts about a deck, by place.
pub fn check(parsed: &Parsed) -> Vec<Diagnostic> {
    let cards = view::seen(parsed);
    let alike = likeness::pairs(&cards);
    let mut view = View::new(parsed, &cards, &alike);
    for check in CHECKS.iter().flat_map(|checks| checks.iter()) {
        view.rule = check.rule.code;
        (check.find)(&mut view);
    }
    let mut found = view.found;
    found.sort_by_key(|it| (it.span, it.code));
    found
}

/// A rule with a pair of examples.
const fn rule(
    code: &'static str,
    title: &'static str,
    reason: &'static str,
    bad: &'static str,
    good: &'static str,
) -> Rule {
    Rule { code, title, reason, bad: bad.as_bytes(), again: None, good }
}

#[cfg(test)]
mod tests;
