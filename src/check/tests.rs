//! Every rule finds its bad example, and nothing doubts its good one.

use proptest::prelude::*;

use super::*;
use crate::deck::parse;

fn codes(deck: &[u8]) -> Vec<&'static str> {
    let parsed = parse(deck);
    assert!(!parsed.has_errors(), "{:?}", parsed.diagnostics);
    let mut codes: Vec<&str> = check(&parsed).iter().map(|it| it.code).collect();
    codes.dedup();
    codes
}

#[test]
fn every_rule_finds_its_bad_example_and_nothing_in_its_good_one() {
    let mut wrong = Vec::new();
    for rule in CHECKS.iter().flat_map(|checks| checks.iter()).map(|check| &check.rule) {
        let (bad, good) = (codes(&rule.example()), codes(rule.good.as_bytes()));
        if bad != [rule.code] || !good.is_empty() {
            wrong.push((rule.code, bad, good));
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn codes_are_unique_and_any_can_be_switched_off() {
    let rules = rules();
    assert!(rules.windows(2).all(|two| two[0].code != two[1].code));
    for check in CHECKS.iter().flat_map(|checks| checks.iter()) {
        let bad = String::from_utf8(check.rule.example()).unwrap();
        let off = format!("check: {{off: [{}]}}\n{bad}", check.rule.code.to_lowercase());
        assert!(codes(off.as_bytes()).is_empty(), "{}", check.rule.code);
    }
}

#[test]
fn two_decks_are_compared() {
    let decks: Vec<Parsed> = ["Lima", "Cusco", "Lima"]
        .map(|answer| {
            parse(
                format!("cards:\n- {{question: Capital of Peru?, answer: {answer}}}\n").as_bytes(),
            )
        })
        .into();
    let refs: Vec<&Parsed> = decks.iter().collect();
    let found = across(&refs, &["a".to_owned(), "b".to_owned(), "c".to_owned()]);
    let found: Vec<(usize, &str)> = found.iter().map(|(file, it)| (*file, it.code)).collect();
    assert_eq!(found, [(1, "X2"), (2, "X1")]);
}

#[test]
fn mending_quotes_values_and_cuts_trailing_space_and_nothing_else() {
    let deck = "# mine  \ncards:\n  - question: So?   # why\n    answer: no  \n  - question: List?\n    list: [yes, 'off', 1:30] \n  - front: |\n      two  \n      lines\n    back: x\n";
    let text = mended(&parse(deck.as_bytes())).unwrap();
    assert_eq!(
        text,
        "# mine  \ncards:\n  - question: So?   # why\n    answer: 'no'  \n  - question: List?\n    list: ['yes', 'off', '1:30'] \n  - front: |\n      two  \n      lines\n    back: x\n"
    );
    let deck = "cards:  \n- question: So?\n  answer: yes \n";
    let text = mended(&parse(deck.as_bytes())).unwrap();
    assert_eq!(text, "cards:\n- question: So?\n  answer: 'yes'\n");
    assert_eq!(mended(&parse(text.as_bytes())), None);
}

proptest! {
    #[test]
    fn any_deck_is_judged_and_mended_without_harm(stem in "[a-zA-Z ?.,'*]{1,60}", answers in prop::collection::vec("[a-zA-Z0-9 .:-]{1,20}", 2..6)) {
        let list = format!("'{}'", answers.join("', '"));
        let deck = format!("cards:\n- question: 'q {}'\n  choices: [{list}]\n  answer: '{}'\n", stem.replace('\'', "''"), answers[0]);
        let parsed = parse(deck.as_bytes());
        drop(check(&parsed));
        if let Some(text) = mended(&parsed) {
            prop_assert_eq!(parse(text.as_bytes()).deck.cards.len(), parsed.deck.cards.len());
        }
    }
}
