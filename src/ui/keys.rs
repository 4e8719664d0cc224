//! One key at a time. What is pasted is no keystroke: it is thrown away where single keys decide.

use std::io;

use console::{Key, Term};

/// Has the terminal mark what is pasted, and no longer.
const MARK_PASTED: &str = "\x1b[?2004h";
const NO_MARKS: &str = "\x1b[?2004l";

/// Reads a key. Ctrl-C and Ctrl-Z are keys like others.
pub(super) fn read(term: &Term) -> io::Result<Key> {
    term.write_str(MARK_PASTED)?;
    let key = unpasted(|| term.read_key_raw());
    term.write_str(NO_MARKS)?;
    key
}

/// The next key that was not pasted. The marks are `ESC [200~` and `ESC [201~`, of which `console` takes the first
/// four characters for one key.
fn unpasted(mut next: impl FnMut() -> io::Result<Key>) -> io::Result<Key> {
    let is_mark = |key: &Key| matches!(key, Key::UnknownEscSeq(seq) if *seq == ['[', '2', '0']);
    loop {
        let key = next()?;
        if !is_mark(&key) {
            return Ok(key);
        }
        // The rest of the mark, then the text up to the mark at its end.
        next()?;
        next()?;
        while !is_mark(&next()?) {}
        next()?;
        next()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_is_no_key() {
        let mark = || Key::UnknownEscSeq(vec!['[', '2', '0']);
        let mut keys = vec![
            mark(),
            Key::Char('0'),
            Key::Char('~'),
            Key::Char('x'),
            Key::Char('4'),
            mark(),
            Key::Char('1'),
            Key::Char('~'),
            Key::Char('3'),
        ]
        .into_iter();
        assert_eq!(unpasted(|| Ok(keys.next().unwrap())).unwrap(), Key::Char('3'));
    }
}
