//! Names are added, and nothing else changes.

use super::*;
use crate::deck::parse;

#[track_caller]
fn check(text: &str, deck_id: Option<&str>, expected: Option<&str>) {
    let parsed = parse(text.as_bytes());
    let cards: Vec<NewId<'_>> = (1..)
        .zip(parsed.deck.cards.iter().filter(|card| card.id.is_none()))
        .map(|(n, card)| NewId { card, id: format!("number-{n}") })
        .collect();
    assert_eq!(with_ids(&parsed, deck_id, &cards).as_deref(), expected);
}

#[test]
fn names_stand_first_in_their_cards() {
    check(
        "# mine\ntitle: T\ncards:\n  - question: a?   # why\n    answer: b\n  - {front: c, back: d}\n  - id: own\n    front: e\n    back: f\n",
        Some("mine"),
        Some(
            "# mine\nid: 'mine'\ntitle: T\ncards:\n  - id: number-1\n    question: a?   # why\n    answer: b\n  - {id: number-2, front: c, back: d}\n  - id: own\n    front: e\n    back: f\n",
        ),
    );
}

#[test]
fn line_ends_marks_and_odd_indents_stay() {
    check(
        "# mine\rcards:\r  - front: a\r    back: b\r",
        Some("mine"),
        Some("# mine\rid: 'mine'\rcards:\r  - id: number-1\r    front: a\r    back: b\r"),
    );
    check(
        "\u{feff}cards:\r\n-   front: a\r\n    back: b\r\n",
        None,
        Some("\u{feff}cards:\r\n-   id: number-1\r\n    front: a\r\n    back: b\r\n"),
    );
    check(
        "cards:\n-\n  front: a\n  back: b\n",
        None,
        Some("cards:\n-\n  id: number-1\n  front: a\n  back: b\n"),
    );
}

#[test]
fn what_can_not_be_named_by_a_line_is_refused() {
    check("{cards: [{front: a, back: b}]}\n", Some("mine"), None);
}
