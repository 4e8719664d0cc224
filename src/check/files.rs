//! The rule about pictures and sounds that are not there. Asks whoever reads files; reads none itself.

use super::access::{leads_out, named};
use super::rule;
use super::view::place;
use crate::deck::Parsed;
use crate::diagnostic::{Diagnostic, Rule, Severity};

pub(super) const RULES: &[Rule] = &[rule(
    "A4",
    "a picture or sound that is not there",
    "Its name alone is shown, nothing opens, and a package for Anki goes without it. Capitals in names count on most machines.",
    "cards:\n  - front: 'Which river is this? ![a river with three bridges](rivre.png)'\n    back: The Danube\n",
    "cards:\n  - front: 'Which river is this? ![a river with three bridges](river.png)'\n    back: The Danube\n",
)];

/// Doubts about pictures and sounds of a deck that are not where it says; `is_there` tells of a name in its folder.
pub fn missing(parsed: &Parsed, is_there: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let rule = &RULES[0];
    let mut found = Vec::new();
    for card in &parsed.deck.cards {
        if card.check_off.iter().any(|off| off.eq_ignore_ascii_case(rule.code)) {
            continue;
        }
        for file in named(parsed, card) {
            if leads_out(&file) || is_there(&file) {
                continue;
            }
            found.push(Diagnostic {
                code: rule.code,
                severity: Severity::Warning,
                span: place(&parsed.text, card, &file),
                message: format!("there is no file `{file}` in the deck's folder"),
                help: Some("put the file beside the deck, or mend its name".to_owned()),
                related: Vec::new(),
            });
        }
    }
    found
}
