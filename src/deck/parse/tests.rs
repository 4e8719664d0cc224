//! Decks and their faults, by example and by properties.

use super::*;
use crate::deck::{Kind, Piece};

#[track_caller]
fn check(text: &str, n_cards: usize, faults: &[&str]) {
    let parsed = parse(text.as_bytes());
    let index = crate::diagnostic::LineIndex::new(&parsed.text);
    let found: Vec<String> = parsed
        .diagnostics
        .iter()
        .map(|it| {
            let place = index.place(&parsed.text, it.span.start);
            format!("{}:{} {}", place.line, place.column, it.code)
        })
        .collect();
    assert_eq!(found, faults, "{:#?}", parsed.diagnostics);
    assert_eq!(parsed.deck.cards.len(), n_cards);
}

#[test]
fn every_kind_is_read() {
    let text = "title: T\nsettings: {retention: 0.9, new-per-day: 10}\ncards:
  - {id: a, front: Haus, back: house, reverse: true, languages: [de, en]}
  - {id: b, question: Q, answer: no, accept: [1:30], reject: {yes: why}}
  - {id: c, question: Q, answer: A, wrong: [B, C]}
  - {id: d, question: Q, choices: [A, B], answer: A}
  - {id: e, statement: S, answer: true}
  - {id: f, question: Q, answer: 3.10, tolerance: 5%}
  - {id: g, cloze: 'The {{c1::Minsk}} of {{c2::2015::year}}', accept: {c1: [x]}}
  - {id: h, question: Q, order: [x, y]}
  - {id: i, question: Q, match: {a: b, c: d}, extra: [e]}
  - {id: j, question: Q, list: [red, blue], need: 1, accept: {red: [crimson]}}
";
    check(text, 10, &[]);
}

#[test]
fn a_list_without_end_is_one_fault() {
    let tags = "      - tag\n".repeat(3_000);
    let text = format!(
        "cards:\n  - question: Q\n    answer: A\n    tags:\n{tags}\n  - question: R\n    answer: B\n"
    );
    check(&text, 1, &["1005:9 D033"]);
}

#[test]
fn good_cards_survive_broken_ones_and_all_faults_are_told() {
    let text = "cards:
  - id: a
    question: Which is right: cats?
    answer: x
  - id: b
    question: Q
    anwser: y
  - id: c
    question: 'Q
    answer: z
  - id: d
    question: Q
    answer: A
";
    check(text, 1, &["3:29 D002", "7:5 D011", "9:15 D002"]);
}

#[test]
fn what_yaml_would_lose_is_told() {
    check("cards:\n  - {id: a, question: \"\\frac\", answer: A}\n", 0, &["2:23 D004"]);
    check("cards:\n  - id: a\n    question: Q\n    answer: !x y\n", 0, &["4:13 D005"]);
}

#[test]
fn what_only_looks_like_yaml_is_told_with_its_own_cure() {
    check("cards:\n  - question：Q?\n    answer: A\n", 0, &["2:13 D019"]);
    check("cards:\n  - question：Q?\n  - question: R?\n    answer: A\n", 1, &["2:13 D019"]);
    check("cards:\n  - question: Q?\n\u{3000}\u{3000}answer: A\n", 0, &["3:1 D009"]);
    check("cards:\n  - question: Q?\n  \u{a0} answer: A\n", 0, &["3:3 D009"]);
    check("cards:\n  - cloze: {{c1::a}} b\n", 0, &["2:12 D028"]);
    check("cards:\n  - cloze: {{a}}\n", 0, &["2:12 D028"]);
    check(
        "cards:\n  - {id: a, question: Q, answer: A, accept: [a,\n 1,000 km]}\n",
        0,
        &["3:2 D030"],
    );
    check("cards:\n  - {id: a, question: Q, answer: A, accept: ['1,000']}\n", 1, &[]);
    // Wide spaces may begin a paragraph.
    check("cards:\n  - question: |\n      \u{3000}本文\n    answer: A\n", 1, &[]);
}

#[test]
fn a_fault_above_the_cards_hides_none_in_them() {
    let text = "title: Moscow: a story\nid: x\ncards:\n  - question: Q\n    anwser: y\n";
    check(text, 0, &["1:14 D002", "5:5 D011"]);
    let text = "cards:\n  - question: Q\n    answer: y\ntitle: [a\nid: x\n";
    assert_eq!(parse(text.as_bytes()).deck.cards.len(), 1);
}

#[test]
fn braces_of_maths_stay_in_their_gap() {
    let gap = |text: &str| -> Vec<String> {
        let deck = format!("cards:\n  - cloze: '{text}'\n");
        let parsed = parse(deck.as_bytes());
        assert_eq!(parsed.diagnostics, [], "{text}");
        let Kind::Cloze { pieces, .. } = &parsed.deck.cards[0].kind else { panic!("{text}") };
        let texts = pieces.iter().map(|piece| match piece {
            Piece::Gap { text, .. } => format!("<{text}>"),
            Piece::Text(text) => text.clone(),
        });
        texts.collect()
    };
    assert_eq!(gap(r"{{c1::\frac{a}{b}}}"), [r"<\frac{a}{b}>"]);
    assert_eq!(gap(r"${{c1::x^{{2}}}}$ is"), ["$", "<x^{{2}}>", "$ is"]);
    assert_eq!(gap(r"$\frac{{{c1::a}}}{b}$"), [r"$\frac{", "<a>", "}{b}$"]);
    assert_eq!(gap("{{c1::a}}{{c2::b}}"), ["<a>", "<b>"]);
    assert_eq!(gap("a {{c1::}x}} b"), ["a ", "<}x>", " b"]);
}

#[test]
fn what_is_no_deck_is_told_with_the_way_to_one() {
    let first = |text: &str| {
        let fault = parse(text.as_bytes()).diagnostics.remove(0);
        format!("{} {}", fault.message, fault.help.unwrap_or_default())
    };
    assert!(first("cards:\n  question: q\n  answer: a\n").contains("dash"));
    assert!(first("- question: q\n  answer: a\n").contains("above the first card"));
    assert!(first("cards：\n  - question： q\n").contains("full-width"));
}

#[test]
fn control_characters_hide_no_other_fault() {
    let text = "cards:\n  - question: a\u{1}\n    answer: b\n  - question: c\u{85}\u{2}\n    answer: d\n    foo: x\n  - question: e\n    answer: f\n";
    check(text, 1, &["2:16 D003", "4:17 D003", "6:5 D011"]);
}

#[test]
fn a_misspelt_format_hides_no_other_fault() {
    check("format: x\ncards:\n  - question: q\n    anser: a\n", 0, &["1:9 D016", "4:5 D011"]);
    check("format: 2\ncards:\n  - question: q\n    anser: a\n", 0, &["1:9 D018"]);
}

#[test]
fn a_right_side_and_an_extra_one_can_not_be_the_same() {
    let text = "cards:\n  - question: Q\n    match: {a: x, b: x}\n    extra: [y, x]\n";
    check(text, 0, &["4:16 D022"]);
}

#[test]
fn two_cards_with_one_prompt_are_told() {
    let text = "cards:\n  - question: Who?\n    answer: A\n  - question: who\n    answer: B\n";
    assert_eq!(parse(text.as_bytes()).deck.cards.len(), 2);
    let text = "cards:\n  - question: Who?\n    answer: A\n  - question: WHO?\n    answer: B\n";
    check(text, 1, &["4:5 D026"]);
}

#[test]
fn bad_files_are_told() {
    check("", 0, &["1:1 D010"]);
    check("cards:\n", 0, &["1:1 D010"]);
    check("# only\n", 0, &["1:1 D010"]);
    check("title: T\0\n", 0, &["1:1 D010", "1:9 D003"]);
    check("\u{feff}cards:\r\n- question: Q\r\n  answer: A", 1, &[]);
    let nested = format!("cards: {}", "[".repeat(100_000));
    assert!(parse(nested.as_bytes()).has_errors());
}

#[test]
fn a_quote_at_the_end_of_what_began_without_one_is_read() {
    let text = ": \"\nquestion: é\"\"\r\n";
    assert!(parse(text.as_bytes()).has_errors());
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes: Vec<u8>) {
        parse(&bytes);
    }

    #[test]
    fn any_yaml_like_text_is_read_without_panic(
        text in "(cards:\n)?([ ]{0,4}(- )?(question|answer|wrong|cloze|match|list|é)?(: )?[\\[\\]{}'\"|#&*!%a-z0-9:,é\t\r-]{0,8}\n){0,12}",
    ) {
        parse(text.as_bytes());
    }
}

#[test]
fn ids_that_could_be_taken_for_others_are_told() {
    let text = "id: history/ww1
cards:
  - {id: 'C#', question: Q1, answer: A}
  - {id: 'x#c1', question: Q2, answer: A}
  - {id: ' y', question: Q3, answer: A}
  - {id: \"a\u{202e}b\", question: Q4, answer: A}
  - {id: a/b, question: Q5, answer: A}
";
    check(text, 1, &["1:5 D041", "3:10 D041", "4:10 D041", "5:10 D041", "6:10 D041"]);
    assert_eq!(parse(text.as_bytes()).deck.id, None);
}
