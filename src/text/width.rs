//! Columns on a terminal: the width of a text, and wrapping by words without cutting any.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// The columns a text takes on a terminal.
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// A text of one line in at most so many columns; where it is longer, its beginning and a sign that it goes on.
pub fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    for grapheme in text.graphemes(true) {
        if width(&out) + width(grapheme) >= columns {
            break;
        }
        out.push_str(grapheme);
    }
    out.truncate(out.trim_end().len());
    out.push('\u{2026}');
    Cow::Owned(out)
}

/// Breaks a text into lines of at most `columns`, at spaces where it can and between characters
/// where it must (long words, CJK). Line breaks of the text are kept, and so is the indentation
/// of its lines; spaces at a break are dropped. A character wider than `columns` has a line to itself.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, columns)).collect()
}

fn wrap_line(line: &str, columns: usize) -> Vec<String> {
    if width(line) <= columns {
        return vec![line.to_owned()];
    }
    let mut lines = Vec::new();
    let mut current = String::new();
    // The byte in `current` after which it may be broken.
    let mut opening = None;
    let mut previous = "";
    for grapheme in line.graphemes(true) {
        let space = grapheme.chars().all(char::is_whitespace);
        if !current.trim().is_empty() && !space && opens_between(previous, grapheme) {
            opening = Some(current.len());
        }
        previous = grapheme;
        if space && current.is_empty() && !lines.is_empty() {
            continue;
        }
        current.push_str(grapheme);
        if space && !current.trim().is_empty() {
            continue;
        }
        while width(&current) > columns && current.len() > grapheme.len() {
            let at = opening.take().unwrap_or(current.len() - grapheme.len());
            let rest = current.split_off(at);
            lines.push(current.trim_end().to_owned());
            current = rest;
        }
    }
    lines.push(if width(&current) > columns { current.trim_end().to_owned() } else { current });
    lines
}

/// Whether a line may end between two grapheme clusters.
fn opens_between(before: &str, after: &str) -> bool {
    before.ends_with([' ', '\t'])
        || (width(before) == 2 || width(after) == 2)
            && !after
                .starts_with(['。', '、', '，', '．', '」', '』', '）', '！', '？', '：', '；'])
            && !before.ends_with(['「', '『', '（'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, columns: usize, expected: &[&str]) {
        assert_eq!(wrap(text, columns), expected);
    }

    #[test]
    fn lines_break_at_spaces_where_they_can() {
        check("one two three", 8, &["one two", "three"]);
        check("one two", 7, &["one two"]);
        check("  let x = 1;\nend", 8, &["  let x", "= 1;", "end"]);
        check("a\n\nb", 5, &["a", "", "b"]);
        check("", 5, &[""]);
    }

    #[test]
    fn long_words_and_cjk_break_between_characters() {
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("東京都庁", 5, &["東京", "都庁"]);
        check("東京。", 4, &["東", "京。"]);
        check("👩\u{200d}🚀👩\u{200d}🚀", 3, &["👩\u{200d}🚀", "👩\u{200d}🚀"]);
    }

    #[test]
    fn a_line_is_cut_with_a_sign() {
        assert_eq!(cut("one two", 7), "one two");
        assert_eq!(cut("one two three", 8), "one two\u{2026}");
        assert_eq!(cut("東京都庁", 6), "東京\u{2026}");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "[a-c東京é。 \n\u{301}]{0,40}|\\PC{0,30}", columns in 1usize..20) {
            let lines = wrap(&text, columns);
            for line in &lines {
                prop_assert!(width(line) <= columns || line.graphemes(true).count() == 1, "{line:?}");
            }
            let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }
    }
}
