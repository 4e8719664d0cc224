//! Screens as text, wide and narrow.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{card, plain, rich};
use crate::grading::Verdict;
use crate::session::Question;
use crate::ui::page::{Page, Style};
use crate::ui::samples;

fn lines(columns: usize, add: impl FnOnce(&mut Page)) -> Vec<String> {
    let mut page = Page::new(columns);
    add(&mut page);
    page.lines(false)
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(lines(20, |page| card::add(page, "", Style::Body, text)), expected, "{text:?}");
}

#[test]
fn texts_wrap_by_display_width() {
    check("one two three four five", &["one two three four", "five"]);
    check("- one two three four five", &["- one two three four", "  five"]);
    check("日本語の文章はここで折り返される。", &["日本語の文章はここで", "折り返される。"]);
    check("a\n\nb", &["a", "", "b"]);
    check("incomprehensibilities!", &["incomprehensibilitie", "s!"]);
    check("$x^2$ ![a cat](c.png)", &["x² [picture: a cat]"]);
    check("```\nif x:\n  y\n```", &["  if x:", "    y"]);
}

#[test]
fn a_question_fits_a_narrow_window() {
    let question = samples::choice(false, &["Минск", "القدس", "東京"]);
    for columns in [10, 40, 80] {
        let seen = lines(columns, |page| rich::question(&question, true, page));
        assert!(seen.iter().all(|line| line.width() <= columns), "{seen:#?}");
    }
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_page_and_no_escape_code_survives(
        text in r"([a-z *_`$\n\t-]|\x1b\[31m|[あ日。🙂é\u{301}ש]|\PC){0,120}",
        columns in 10_usize..60,
    ) {
        let question = Question {
            note: Some(text.clone()),
            ..samples::choice(false, &[&text, "b"])
        };
        let question = Question { prompt: text.clone(), ..question };
        let feedback = samples::feedback(Verdict::Wrong, &text);
        let seen = lines(columns, |page| {
            rich::question(&question, true, page);
            plain::question(&question, page);
            rich::feedback(&feedback, page);
            plain::feedback(&feedback, page);
        });
        for line in seen {
            let escapes = line.contains('\u{1b}');
            prop_assert!(!escapes);
            let fits = line.width() <= columns || line.trim().graphemes(true).count() <= 1;
            prop_assert!(fits, "{:?} is {} wide, not {}", line, line.width(), columns);
        }
    }
}
