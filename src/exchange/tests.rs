//! Cards as notes, and texts as HTML.

use super::*;
use crate::deck::{Card, parse};

fn notes(yaml: &str) -> Vec<Note> {
    let parsed = parse(format!("id: d\ntitle: Deck\ncards:\n{yaml}").as_bytes());
    assert!(!parsed.has_errors(), "{:?}", parsed.diagnostics);
    let id = DeckId::from("d");
    let content = |card: &Card| Content::new(&parsed.deck, "Deck", (&id, &card.key), card);
    parsed.deck.cards.iter().map(|card| note(content(card))).collect()
}

#[track_caller]
fn check(card: &str, notetype: &str, front: &str, back: &str) {
    let found = notes(&format!("- {card}\n")).swap_remove(0);
    assert_eq!(found.notetype, notetype);
    assert_eq!(found.fields, [front, back]);
}

#[test]
fn every_kind_has_its_note_type() {
    check("{front: a, back: b}", "Basic", "a", "b");
    check("{front: a, back: b, reverse: true}", "Basic (and reversed card)", "a", "b");
    check("{question: a?, answer: b}", "Basic (type in the answer)", "a?", "b");
    check(
        "{question: a?, answer: 5, unit: km, tolerance: 0}",
        "Basic (type in the answer)",
        "a?<details class=\"qd-more\"><summary>More</summary><div class=\"qd-number\">A number in \
         <span class=\"qd-unit\">km</span></div></details>",
        "5 km",
    );
    check("{cloze: 'A {{c1::b}} {{c2::c::d}}'}", "Cloze", "A {{c1::b}} {{c2::c::d}}", "");
    check(
        "{statement: So it is., answer: true}",
        "Basic",
        "So it is.<div class=\"qd-truefalse\">True or false?</div>",
        "True",
    );
}

#[test]
fn what_would_give_the_answer_away_is_folded() {
    check(
        "{question: q?, answer: a, accept: [b], hint: h, explanation: e, source: s}",
        "Basic (type in the answer)",
        "q?<details class=\"qd-hint\"><summary>Hint</summary>h</details>\
         <details class=\"qd-more\"><summary>More</summary>\
         <div class=\"qd-accept\">Also right: <span>b</span></div>\
         <div class=\"qd-explanation\">e</div>\
         <div class=\"qd-source\"><small>s</small></div></details>",
        "a",
    );
}

#[test]
fn names_are_made_of_names() {
    let guid = |deck: &str, card: &str| guid(&deck.into(), &card.into());
    assert_eq!(guid("d", "c"), guid("d", "c"));
    assert_ne!(guid("d", "c"), guid("dc", ""));
    assert!(guid("d", "c").len() > 10);
    for (title, expected) in [
        ("A :: B", "A::B"),
        ("::", "quizdeck"),
        ("2024", "Deck 2024"),
        ("2024::x", "2024::x"),
        ("a\tb", "a b"),
        ("Cafe\u{301}", "Café"),
    ] {
        assert_eq!(deck_name(title), expected, "{title}");
    }
    assert_eq!(tag(" two  words "), "two_words");
}

#[track_caller]
fn html(text: &str, expected: &str) {
    let yaml = serde_json::to_string(text).unwrap();
    let found = notes(&format!("- {{front: {yaml}, back: b}}\n")).swap_remove(0);
    assert_eq!(found.fields[0], expected);
}

#[test]
fn texts_become_html() {
    html("a < b & c > d", "a &lt; b &amp; c &gt; d");
    html("one\ntwo", "one<br>two");
    html("**b** *i* `c`", "<b>b</b> <i>i</i> <code>c</code>");
    html("$x<1$", "\\(x&lt;1\\)");
    html("a  b", "a &nbsp;b");
    html("```\nif a:\n    b\n```", "<pre><code>if a:<br>    b</code></pre>");
    html("[sound:x.mp3] [x]", "&#91;sound:x.mp3] [x]");
    html("![p](img/a.png)", "<img src=\"img_a.png\" alt=\"p\">");
    html("![p](a.mp3)", "[sound:a.mp3]");
    html(
        "| a | b |\n|---|---|\n| c | d |",
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>",
    );
    html("- a\n- b", "- a<br>- b");
}

#[test]
fn gaps_survive_what_stands_in_them() {
    let front = |text: &str| {
        let yaml = serde_json::to_string(text).unwrap();
        notes(&format!("- {{cloze: {yaml}}}\n")).swap_remove(0).fields[0].clone()
    };
    assert_eq!(front("{{c1::a}} is **{{c2::b}}**"), "{{c1::a}} is <b>{{c2::b}}</b>");
    assert_eq!(front("$x^{{{c1::2}}}$"), "\\(x^{ {{c1::2}} }\\)");
}
