//! The one way for text from decks to a terminal: control characters, escape codes and
//! direction overrides become visible, harmless marks.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Makes a text safe to print; line breaks and tabs stay. Idempotent.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            c if !is_harmful(c) => out.push(c),
            '\u{7f}' => out.push('␡'),
            // U+2400 to U+241F are the pictures of U+0000 to U+001F.
            '\0'..='\u{1f}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            c => write!(out, "<U+{:04X}>", u32::from(c)).expect("a String takes any text"),
        }
    }
    Cow::Owned(out)
}

/// Makes a name safe to print on one line.
pub fn escape_line(text: &str) -> String {
    escape(text).replace('\n', "␊").replace('\t', "␉")
}

/// Control characters, line separators, and what overrides or isolates direction.
pub fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(escape(text), expected);
    }

    #[test]
    fn harmful_characters_become_visible() {
        check("\u{1b}[31mred", "␛[31mred");
        check("a\r\nb\tc", "a␍\nb\tc");
        check("\u{9b}2J\u{7f}", "<U+009B>2J␡");
        check("\u{202e}abc\u{2069}", "<U+202E>abc<U+2069>");
    }

    #[test]
    fn emoji_and_right_to_left_letters_are_unharmed() {
        check("👩\u{200d}🚀 שלום مرحبا", "👩\u{200d}🚀 שלום مرحبا");
    }

    proptest! {
        #[test]
        fn escaping_twice_is_escaping_once(text in any::<String>()) {
            let once = escape(&text).into_owned();
            prop_assert!(!once.contains(is_harmful));
            prop_assert_eq!(escape(&once).into_owned(), once);
        }
    }
}
