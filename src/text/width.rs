//! Columns on a terminal: the width of a text, and wrapping by words without cutting any.

/// The columns a text takes on a terminal.
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

/// Breaks a text into lines of at most `columns`, at spaces where it can and between characters
/// where it must (long words, CJK). Line breaks of the text are kept.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let _ = (text, columns);
    todo!()
}
