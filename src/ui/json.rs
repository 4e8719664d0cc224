//! JSON for people's terminals and for programs alike: what could steer a terminal is written as
//! `\u` escapes, so that the text stays as it is and harms nobody. Knows no message.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::text::escape::is_harmful;

/// Writes a value on one line, ended by a line break.
pub fn line(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Harmless(CompactFormatter)))?;
    out.write_all(b"\n")
}

/// Writes a value over several lines, ended by a line break.
pub fn pretty(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    let formatter = Harmless(PrettyFormatter::new());
    value.serialize(&mut Serializer::with_formatter(&mut *out, formatter))?;
    out.write_all(b"\n")
}

/// Escapes in texts what another formatter writes as it stands.
struct Harmless<F>(F);

/// What is handed on to the other formatter unchanged.
macro_rules! hand_on {
    ($($name:ident($($arg:ident: $kind:ty),*);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, out: &mut W, $($arg: $kind),*) -> io::Result<()> {
            self.0.$name(out, $($arg),*)
        })*
    };
}

impl<F: Formatter> Formatter for Harmless<F> {
    hand_on! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_harmful(*c)) {
            out.write_all(&rest.as_bytes()[..at])?;
            write!(out, "\\u{:04x}", u32::from(c))?;
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_it_was_and_steers_nothing() {
        let text = "a\u{202e}b\u{9b}2J\u{1b}[0m\u{2028}é日\n\"";
        let mut out = Vec::new();
        line(&mut out, &vec![text]).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(!written.trim_end().contains(is_harmful), "{written:?}");
        let back: Vec<String> = serde_json::from_str(&written).unwrap();
        assert_eq!(back, [text]);
    }
}
