//! Every rule finds its bad example, and nothing doubts its good one.

use proptest::prelude::*;

use super::*;
use crate::deck::parse;
use crate::diagnostic::{LineIndex, Span};

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

/// The codes of a deck of these cards, in English.
#[track_caller]
fn doubts(cards: &str) -> Vec<&'static str> {
    codes(format!("language: en\ncards:\n{cards}").as_bytes())
}

#[test]
fn the_length_of_the_right_choice_is_measured_against_the_longest_wrong_one() {
    let card = |answer: &str, wrong: &[&str]| {
        let wrong: Vec<String> = wrong.iter().map(|it| format!("      - {it}\n")).collect();
        format!(
            "  - question: Who selects the members?\n    answer: {answer}\n    wrong:\n{}",
            wrong.concat()
        )
    };
    let right = "Operators of a region whose stations are eligible for it";
    assert_eq!(doubts(&card(right, &["The office", "The chapter", "A bureau"])), ["H24"]);
    assert_eq!(
        doubts(&card(
            right,
            &["The local chapter of the council of operators", "An office", "A bureau"]
        )),
        [""; 0]
    );
    assert_eq!(
        doubts(&card("La b y c son correctas de verdad", &["Leche", "Agua", "Pan"])),
        ["H24"]
    );
    assert_eq!(
        doubts(&card("La b y c son correctas", &["Leche", "Vitaminas", "Minerales"])),
        ["H9"]
    );
}

#[test]
fn quantities_are_no_absolute_words() {
    let card = |wrong: &str| {
        format!(
            "  - question: Who may select a call sign?\n    answer: A licensed amateur\n    wrong: [{wrong}]\n"
        )
    };
    assert_eq!(doubts(&card("Only a holder of class A, Only a holder of class B")), [""; 0]);
    assert_eq!(doubts(&card("It never is an amateur, It always is an office")), ["H28a"]);
}

#[test]
fn a_term_may_be_the_same_in_two_languages_and_a_shared_word_tells_nothing() {
    assert_eq!(doubts("  - question: das Alphabet, -e\n    answer: alphabet\n"), [""; 0]);
    assert_eq!(doubts("  - question: Coral\n    answer: coral\n"), [""; 0]);
    let shared = "  - question: After git push -u what is short for it?\n    answer: git push\n    wrong: [git push origin, git push master]\n";
    assert_eq!(doubts(shared), [""; 0]);
}

#[test]
fn a_doubt_about_a_question_stands_at_the_question() {
    let deck = "cards:\n  - id: x\n    tags: [Minsk]\n    question: 'Which city gave the Minsk agreement its name, who''s first?'\n    answer: Minsk\n";
    let parsed = parse(deck.as_bytes());
    let found = check(&parsed);
    assert_eq!(found.len(), 1);
    assert!(parsed.text[found[0].span.start..].starts_with("question: 'Which"), "{found:?}");
}

#[test]
fn questions_that_differ_in_their_signs_only_are_one() {
    let two = |one: &str, other: &str, answer: &str| {
        doubts(&format!(
            "  - question: {one}\n    answer: Minsk\n  - question: {other}\n    answer: {answer}\n"
        ))
    };
    assert_eq!(two("Which city was it?", "Which city was it", "Minsk"), ["S3"]);
    assert_eq!(two("Which city was it ?", "Which  city was it?", "Oslo"), ["S5"]);
    assert_eq!(two("Is it C?", "Is it C++?", "Minsk"), [""; 0]);
}

#[test]
fn several_texts_as_one_are_told_and_one_text_with_commas_is_not() {
    let accept = |answer: &str, accept: &str| {
        doubts(&format!("  - question: What is it?\n    answer: {answer}\n    accept: {accept}\n"))
    };
    assert_eq!(accept("'1453'", "1454, 1456"), ["J5"]);
    assert_eq!(accept("grey", "gray; greyish"), ["J5"]);
    assert_eq!(accept("grey", "\n      - gray\n      - greyish").len(), 0);
    assert_eq!(accept("Washington", "Washington, D.C.").len(), 0);
    assert_eq!(accept("red, white, blue", "white, red, blue").len(), 0);
    let wrong = |wrong: &str| {
        doubts(&format!("  - question: What is it?\n    answer: Folio\n    wrong: {wrong}\n"))
    };
    assert_eq!(wrong("Mainz, Quarto, Vellum"), ["J5"]);
    assert_eq!(wrong("\n      1. Quarto\n      2. Vellum"), ["J5"]);
    assert_eq!(wrong("\n      -Quarto\n      -Vellum"), ["J5"]);
    assert_eq!(wrong("A book that is bound, sewn and glued, and seldom printed"), ["H18"]);
}

#[test]
fn a_pair_of_true_and_false_is_a_statement() {
    let deck = "cards:\n  - question: Water boils.\n    answer: 'True'\n    wrong: ['False']\n";
    let found = check(&parse(deck.as_bytes()));
    assert!(
        found.iter().any(|it| it.code == "H18"
            && it.help.as_deref().unwrap().contains("`statement:` with `answer: true`")),
        "{found:?}"
    );
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
    let text = mended(&parse(deck.as_bytes())).text.unwrap();
    assert_eq!(
        text,
        "# mine\ncards:\n  - question: So?   # why\n    answer: 'no'\n  - question: List?\n    list: ['yes', 'off', '1:30']\n  - front: |\n      two  \n      lines\n    back: x\n"
    );
    let deck = "cards:  \n- question: So?\n  answer: yes \n";
    let text = mended(&parse(deck.as_bytes())).text.unwrap();
    assert_eq!(text, "cards:\n- question: So?\n  answer: 'yes'\n");
    assert_eq!(mended(&parse(text.as_bytes())).text, None);
    let flags = "cards:\n  - front: f\n    back: 'yes'\n    typed: yes\n    reverse: yes\n";
    assert_eq!(mended(&parse(flags.as_bytes())).text, None);
    assert_eq!(codes(flags.as_bytes()), [""; 0]);
    let tabbed = "cards:\n- question: So?\n  answer: yes\t \r\n";
    let text = mended(&parse(tabbed.as_bytes())).text.unwrap();
    assert_eq!(text, "cards:\n- question: So?\n  answer: 'yes'\r\n");
}

/// A deck mended, and what is left: the line and why.
fn mending(deck: &str) -> (String, Vec<String>) {
    let parsed = parse(deck.as_bytes());
    let Mended { text, left } = mended(&parsed);
    let lines = LineIndex::new(deck);
    let tell = |(at, why): &(Span, &str)| format!("{} {why}", lines.place(deck, at.start).line);
    (text.unwrap_or_default(), left.iter().map(tell).collect())
}

#[test]
fn each_mend_stands_on_its_own_and_what_is_left_is_named() {
    let deck = "title: t  \ncards:\n  - question: b\n    answer: no # really\n  - question: c\n    answer: yes   \n  - question: d\n    answer: |  \n      keep   \n        \n      it\n  - question: e\n    answer: off\n";
    let (text, left) = mending(deck);
    assert_eq!(
        text,
        "title: t\ncards:\n  - question: b\n    answer: no # really\n  - question: c\n    answer: 'yes'\n  - question: d\n    answer: |\n      keep   \n        \n      it\n  - question: e\n    answer: 'off'\n"
    );
    let of_text = "these spaces belong to the text";
    let cut = "whether what stands behind the `#` belongs to the text only you know";
    assert_eq!(left, [format!("4 {cut}"), format!("9 {of_text}"), format!("10 {of_text}")]);
    assert_eq!(mending(&text), (String::new(), left));
    let (text, _) = mending("cards:\r- question: So?\r  answer: yes  \r");
    assert_eq!(text, "cards:\r- question: So?\r  answer: 'yes'\r");
}

#[test]
fn an_ambiguous_value_is_told_where_it_stands() {
    let place = |deck: &str| {
        let found = check(&parse(deck.as_bytes()));
        let it = found.iter().find(|it| it.code == "Y1").unwrap();
        let at = LineIndex::new(deck).place(deck, it.span.start);
        (at.line, at.column)
    };
    assert_eq!(place("cards:\n  - question: yes no\n    answer: yes\n"), (3, 13));
    assert_eq!(place("cards:\n  - question: yes\n    answer: yes\n"), (3, 13));
    assert_eq!(place("cards:\n  - front: on\n    back: a\n    accept: [b, on]\n"), (4, 17));
    let (text, _) = mending("cards:\n  - question: Is it so, yes\n    answer: yes\n");
    assert_eq!(text, "cards:\n  - question: Is it so, yes\n    answer: 'yes'\n");
}

proptest! {
    #[test]
    fn any_deck_is_judged_and_mended_without_harm(stem in "[a-zA-Z ?.,'*]{1,60}", answers in prop::collection::vec("[a-zA-Z0-9 .:-]{1,20}", 2..6)) {
        let list = format!("'{}'", answers.join("', '"));
        let deck = format!("cards:\n- question: 'q {}'\n  choices: [{list}]\n  answer: '{}'\n", stem.replace('\'', "''"), answers[0]);
        let parsed = parse(deck.as_bytes());
        drop(check(&parsed));
        if let Some(text) = mended(&parsed).text {
            prop_assert_eq!(parse(text.as_bytes()).deck.cards.len(), parsed.deck.cards.len());
        }
    }
}
