//! Cards are added, and nothing else changes.

use super::*;

fn card(text: &str) -> Card {
    parse(format!("cards: [{text}]").as_bytes()).deck.cards.swap_remove(0)
}

#[track_caller]
fn check(before: &str, expected: Option<&str>) {
    let new = [card("{id: new, front: 'x: y', back: \"a\\nb\"}")];
    assert_eq!(with_cards(&parse(before.as_bytes()), &new).as_deref(), expected);
}

#[test]
fn cards_stand_behind_the_last_at_its_indent() {
    check(
        "# mine\ncards:\n- front: a # why\n  back: b   # so\n\n# the end\n",
        Some(
            "# mine\ncards:\n- front: a # why\n  back: b   # so\n- id: new\n  front: 'x: y'\n  back: |-\n    a\n    b\n\n# the end\n",
        ),
    );
    check(
        "cards:\n    -   front: a\n        back: |\n          text\n\n          more\ntitle: below\n",
        Some(
            "cards:\n    -   front: a\n        back: |\n          text\n\n          more\n    - id: new\n      front: 'x: y'\n      back: |-\n        a\n        b\ntitle: below\n",
        ),
    );
}

#[test]
fn odd_files_keep_their_ways() {
    check(
        "\u{feff}cards:\r\n  - {front: a, back: b}",
        Some(
            "\u{feff}cards:\r\n  - {front: a, back: b}\r\n  - id: new\r\n    front: 'x: y'\r\n    back: |-\r\n      a\r\n      b\r\n",
        ),
    );
    check("cards: [{front: a, back: b}]\n", None);
    check(
        "title: T\ncards:  # none yet\n",
        Some(
            "title: T\ncards:  # none yet\n  - id: new\n    front: 'x: y'\n    back: |-\n      a\n      b\n",
        ),
    );
    check(
        "title: T\ncards: []  # none yet\ncheck: {off: [H4]}\n",
        Some(
            "title: T\ncards:  # none yet\n  - id: new\n    front: 'x: y'\n    back: |-\n      a\n      b\ncheck: {off: [H4]}\n",
        ),
    );
    check(
        "title: T\rcards:\r- front: a\r  back: b\r",
        Some(
            "title: T\rcards:\r- front: a\r  back: b\r- id: new\r  front: 'x: y'\r  back: |-\r    a\r    b\r",
        ),
    );
    check("cards:\n- {id: new, front: a, back: b}\n", None);
}
