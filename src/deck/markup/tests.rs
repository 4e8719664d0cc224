//! The small Markdown, by rows and by properties.

use proptest::prelude::*;

use super::{Block, Media, Span, media, parse, plain};

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(plain(text), expected, "{text:?}");
}

#[test]
fn marks_are_taken_away() {
    check("**strong** and *soft* and _soft_", "strong and soft and soft");
    check("***both***, **a _b_ c**", "both, a b c");
    check("这是**重点**内容", "这是重点内容");
    check("run `a*b*c` now", "run a*b*c now");
    check("`` a`b ``", "a`b");
    check("$x^2$ and $$\\frac{1}{2}$$", "x^2 and \\frac{1}{2}");
    check("see ![a cat](cat.png) ![](dir/b (1).ogg)", "see a cat dir/b (1).ogg");
    check("```rust\nlet x = 1;\n```", "let x = 1;");
    check("**over\ntwo lines**", "over\ntwo lines");
    check("a \\* b \\_c\\_ \\$5 \\![x](y) \\`", "a * b _c_ $5 ![x](y) `");
}

#[test]
fn what_only_looks_like_a_mark_stays() {
    let texts = [
        "snake_case",
        "__init__",
        "2 * 3 * 4",
        "2*3*4",
        "x**2 + y**2",
        "*.rs and *.toml",
        "*",
        "**",
        "****",
        "_",
        "$5 and $6",
        "$",
        "$$",
        "$$$$",
        "US$5, US$6",
        "\\frac{a}{b}",
        "\\\\server\\share",
        "`",
        "```",
        "```\nno end",
        "![](",
        "![a]()",
        "!",
        "- 5",
        "-40",
        "1. first\n2. second",
        "| a | b |\n|---|---|\n| *c* | d |",
        "a\n\nb\n",
        "  \n x",
        "* a * b",
        "f(x)",
        "C++",
        "[a](b)",
        "# no heading",
        "a * b*",
        "_ _",
        "\r\n",
    ];
    for text in texts {
        check(text, text);
    }
}

#[test]
fn nothing_but_marks_stays_as_typed() {
    check("```\n```", "```\n```");
    check("$ $", "$ $");
}

#[test]
fn blocks_keep_their_lines() {
    let text = "Read:\n\n- one **two**\n 12) three\n```py\nx\n\n```\n| a |\n| b |\nend";
    let word = |text: &str| Span::Text(text.to_owned());
    let expected = vec![
        Block::Paragraph(vec![word("Read:")]),
        Block::Blank,
        Block::Point {
            marker: "- ".into(),
            body: vec![word("one "), Span::Strong(vec![word("two")])],
        },
        Block::Point { marker: " 12) ".into(), body: vec![word("three")] },
        Block::Code { language: "py".into(), text: "x\n".into() },
        Block::Table(vec!["| a |".into(), "| b |".into()]),
        Block::Paragraph(vec![word("end")]),
    ];
    assert_eq!(parse(text), expected);
}

#[test]
fn media_are_found_in_order_also_inside_emphasis() {
    let found = media("![a](1.png) **![b](2.png)**\n- ![c](<3 4.ogg>) `![d](5)`");
    let one = |alt: &str, file: &str| Media { alt: alt.into(), file: file.into() };
    assert_eq!(found, [one("a", "1.png"), one("b", "2.png"), one("c", "3 4.ogg")]);
}

#[test]
fn many_marks_without_partner_take_no_time() {
    for marks in ["*a ", "_a ", "`", "`a``", "$", "$$a", "![", "**a *b _c "] {
        drop(plain(&marks.repeat(50_000)));
    }
    drop(plain(&format!("{}x{}", "*(".repeat(10_000), ")*".repeat(10_000))));
}

proptest! {
    #[test]
    fn any_text_parses_and_none_is_emptied(text in r"([a-z *_`$!\[\]()\\|\-\n~1.]|\PC){0,60}") {
        prop_assert_eq!(plain(&text).trim().is_empty(), text.trim().is_empty());
        drop(media(&text));
    }

    #[test]
    fn a_text_without_marks_is_unchanged(text in r"[^*_`$!\\~|\r]{0,80}") {
        prop_assert_eq!(plain(&text), text);
    }
}
