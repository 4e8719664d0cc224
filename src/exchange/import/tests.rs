//! HTML as card text, gaps, templates; and that anything at all is taken without harm.

use proptest::prelude::*;

use super::{cloze, template, words};
use crate::deck::Piece;

#[track_caller]
fn reads(html: &str, text: &str) {
    assert_eq!(words::words(&words::nodes(html)).text, text, "{html}");
}

#[test]
fn html_becomes_the_small_markdown_of_cards() {
    reads("a <b>bold</b> and <i>slanted</i> word", "a **bold** and *slanted* word");
    reads("<div>one</div><div>two<br></div><div><br></div><div>four</div>", "one\ntwo\n\nfour");
    reads("<p>one</p><p>two</p>", "one\n\ntwo");
    reads("<ul><li>a<li>b<ol><li>c</ol></ul>", "- a\n- b\n  1. c");
    reads("x &lt; y &amp;&amp; z&nbsp;", "x < y && z ");
    reads("2 * 3 * 4 = 24, a_b_c, $5 and $6", "2 * 3 * 4 = 24, a_b_c, $5 and $6");
    reads("*stars* and `ticks`", "\\*stars\\* and \\`ticks\\`");
    reads("\\(x^2\\) and \\[y\\] [$]z[/$]", "$x^2$ and $$y$$ $z$");
    reads("<img src=\"a%20b.png\" alt=\"map\">[sound:s.mp3]", "![map](a b.png)![](s.mp3)");
    reads(
        "<pre><code class=\"language-rust\">let a = 1;<br>b();</code></pre>",
        "```rust\nlet a = 1;\nb();\n```",
    );
    reads("<code>a `b`</code>", "`` a `b` ``");
    reads(
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c<td>d</tr></table>",
        "| a | b |\n|---|---|\n| c | d |",
    );
    reads("<script>alert(1)</script><style>x</style>kept", "kept");
    reads("<b>  </b><b>a</b>", "**a**");
    reads("un<b>bold", "unbold");
    reads("H<sub>2</sub>O <u>x</u>", "H_2O x");
    reads("<ruby>漢<rt>かん</rt></ruby>", "漢(かん)");
}

#[test]
fn what_is_lost_is_named() {
    let words = words::words(&words::nodes("<u>a</u><sup>2</sup><img src=\"https://x/y.png\">"));
    let expected = [
        "pictures from the net, whose addresses stay",
        "raised or lowered characters",
        "underlines, colours and sizes",
    ];
    assert_eq!(words.text, "a^2https://x/y.png");
    assert_eq!(words.simplified.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn gaps_are_cut_as_anki_cuts_them() {
    let gap = |number, text: &str, hint: Option<&str>| Piece::Gap {
        number,
        text: text.to_owned(),
        hint: hint.map(str::to_owned),
    };
    let cut = |html| cloze::pieces(html).map(|(pieces, _)| pieces);
    assert_eq!(
        cut("A {{c2::<b>b</b>::which?}}}} {{c1,3::c}}"),
        Ok(vec![
            Piece::Text("A ".to_owned()),
            gap(2, "**b**", Some("which?")),
            Piece::Text("}} ".to_owned()),
            gap(1, "c", None),
        ])
    );
    assert_eq!(cut("{{c1::a {{c2::b}} c}}"), Ok(vec![gap(1, "a b c", None)]));
    assert_eq!(cut("{{c1::std&#58;&#58;vec}}"), Ok(vec![gap(1, "std::vec", None)]));
    assert_eq!(cut("none"), Err("a cloze note without a gap"));
    assert_eq!(cut("{{c1::}}"), Err("an empty gap"));
    assert_eq!(cut("{{c0::a}} {{c501::b}}"), Err("a cloze note without a gap"));
}

#[test]
fn templates_show_what_their_fields_hold() {
    let field = |name: &str| match name {
        "Front" => Some("f"),
        "Back" => Some("b"),
        "Empty" => Some("<br>&nbsp;"),
        _ => None,
    };
    let html = |template: &str| template::fill(template, &field).html;
    assert_eq!(html("{{Front}} {{#Empty}}no{{/Empty}}{{^Empty}}yes{{/Empty}}"), "f yes");
    assert_eq!(html("{{#Front}}a{{#Empty}}{{Back}}{{/Empty}}c{{/Front}}"), "ac");
    assert_eq!(html("{{text:furigana:Front}}{{FrontSide}}{{Unknown}}"), "f");
    assert_eq!(html("{{Front}} {{unclosed"), "f {{unclosed");
    let side = template::fill("{{Front}}{{type:Back}}{{hint:Front}}", &field);
    assert_eq!((side.typed.as_deref(), side.hints), (Some("Back"), vec!["Front".to_owned()]));
}

proptest! {
    #[test]
    fn anything_is_taken(html in "(<[a-z/]{1,6}|>|\\{\\{c[0-9]{1,4}::|\\}\\}|::|&#?[a-z0-9]{1,4};|\\[sound:|\\\\[\\[\\(\\])]|[*_`$!|\\-]|\n|.){0,40}") {
        let words = words::words(&words::nodes(&html));
        prop_assert!(!words.text.contains('\r'));
        drop(cloze::pieces(&html));
        drop(template::fill(&html, &|_| Some("x")));
    }

    /// Text that is only text is the same text to a reader of the card.
    #[test]
    fn plain_text_stays_itself(text in "[a-z*_`$!\\[\\]()\\\\|.,0-9-]{1,12}( [a-z*_`$!\\[\\]()\\\\|.,0-9-]{1,12}){0,4}") {
        prop_assume!(!["\\(", "\\[", "[sound:", "[$]", "[latex]"].iter().any(|it| text.contains(it)));
        let read = words::words(&words::nodes(&text)).text;
        prop_assert_eq!(crate::deck::markup::plain(&read), text);
    }
}
