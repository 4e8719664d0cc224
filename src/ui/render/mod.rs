//! From the session's messages to lines of a page: `card` for the text of cards, `plain` for what is
//! read one line after the other, `rich` for the terminal, `words` for what both say alike.
//! Writes nothing.

pub mod card;
pub mod plain;
pub mod rich;
#[cfg(test)]
mod tests;
pub mod words;
