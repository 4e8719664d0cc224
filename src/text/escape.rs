//! The one way for text from decks to a terminal: control characters, escape codes and
//! direction overrides become visible, harmless marks.

use std::borrow::Cow;

/// Makes a text safe to print; line breaks and tabs stay.
pub fn escape(text: &str) -> Cow<'_, str> {
    let _ = text;
    todo!()
}
