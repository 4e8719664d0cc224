//! What is written is read back as the same card.

use proptest::prelude::*;

use super::*;
use crate::deck::{AnkiNote, Number, Parsed, parse};

fn written(cards: &[Card]) -> String {
    let deck = Deck { title: Some("T".to_owned()), ..Deck::default() };
    cards.iter().fold(head(&deck), |text, it| text + &card(it, 2))
}

fn read(text: &str) -> Parsed {
    parse(text.as_bytes())
}

#[track_caller]
fn survives(parsed: &Parsed) {
    let text = written(&parsed.deck.cards);
    let again = read(&text);
    assert_eq!(again.diagnostics, [], "{text}");
    let bare = |card: &Card| Card { span: crate::diagnostic::Span::default(), ..card.clone() };
    let before: Vec<Card> = parsed.deck.cards.iter().map(bare).collect();
    let after: Vec<Card> = again.deck.cards.iter().map(bare).collect();
    assert_eq!(after, before, "{text}");
}

#[test]
fn the_template_with_every_kind_and_key_survives() {
    let template = include_str!("../../../decks/template.yaml");
    survives(&read(template));
    survives(&read(include_str!("../../../decks/scripts.yaml")));
}

#[test]
fn a_card_is_written_as_an_author_would() {
    let deck = read(
        "cards: [{question: 'Which: one?', answer: Minsk, accept: ['no', Minsk II], tags: [a]}, \
         {front: a, back: \"one\\n\\ntwo\\n\", anki: {guid: 'x:y'}}]",
    );
    assert_eq!(
        written(&deck.deck.cards),
        "\
title: T
cards:
  - question: 'Which: one?'
    answer: Minsk
    accept:
      - 'no'
      - Minsk II
    tags:
      - a
  - front: a
    back: |
      one

      two
    anki:
      guid: x:y
"
    );
}

/// Texts that YAML has opinions on.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just(": "),
        Just(" #"),
        Just("'"),
        Just("\""),
        Just("- "),
        Just("\n"),
        Just("\n\n"),
        Just("  "),
        Just("\t"),
        Just("{"),
        Just("}"),
        Just("["),
        Just("&a"),
        Just("*a"),
        Just("!"),
        Just("|"),
        Just(">"),
        Just("%"),
        Just("@"),
        Just("`"),
        Just("\\"),
        Just("\\n"),
        Just("no"),
        Just("~"),
        Just("1:30"),
        Just("0755"),
        Just("word"),
        Just("日本"),
        Just("، ע"),
        Just("👩‍👧"),
        Just("---"),
        Just("..."),
        Just("? "),
        Just("<<"),
        Just("="),
        Just("："),
        Just("\u{2028}"),
        Just("\u{a0}"),
    ];
    prop::collection::vec(part, 1..6)
        .prop_map(|parts| parts.concat())
        .prop_filter("a blank text is no text", |text| !text.trim().is_empty())
}

proptest! {
    #[test]
    fn every_text_survives(front in text(), back in text(), why in text(), tags in prop::collection::vec(text(), 0..3)) {
        let mut parsed = read("cards: [{front: a, back: b}]");
        let card = &mut parsed.deck.cards[0];
        card.kind = Kind::Flashcard {
            front: front.clone(),
            back: Accepted {
                answer: back,
                accept: tags.clone(),
                reject: vec![Rejected { text: "near".to_owned(), why: why.clone() }],
            },
            reverse: true,
            typed: true,
            languages: None,
        };
        card.tags = tags;
        card.explanation = Some(why);
        card.anki = AnkiNote { guid: Some(front.clone()), notetype: None, held: Some(front.clone()) };
        // Of an id only letters and digits are left, which survive in any form.
        card.id = Some(format!("no{}", front.replace(|c: char| !c.is_alphanumeric(), " ").trim_end()));
        card.key = card.id.as_deref().unwrap_or_default().into();
        survives(&parsed);
    }

    #[test]
    fn every_key_survives(left in text(), right in text()) {
        // YAML's merge key, which no deck may use (D006).
        prop_assume!(left != "<<");
        let mut parsed = read("cards: [{front: a, back: b}]");
        let pairs = vec![(left.clone(), right.clone()), (format!("{left}x"), format!("{right}y"))];
        parsed.deck.cards[0].kind =
            Kind::Match { question: "a".to_owned(), pairs, extra: Vec::new() };
        survives(&parsed);
    }

    #[test]
    fn every_number_survives(n in any::<u32>(), percent in 0_u32..100_000, by in 0_u32..100) {
        let mut parsed = read("cards: [{kind: number, question: a, answer: 1}]");
        for tolerance in [
            Tolerance::Exact,
            Tolerance::Absolute(f64::from(by) / 8.0),
            Tolerance::Relative(f64::from(percent) / 1000.0 / 100.0),
        ] {
            parsed.deck.cards[0].kind = Kind::Number {
                question: "a".to_owned(),
                answer: Number { text: n.to_string(), tolerance, unit: None, asked_in: None, accept: Vec::new() },
            };
            survives(&parsed);
        }
    }
}
