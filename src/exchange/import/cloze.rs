//! Anki's gaps in a field's HTML, kept apart while the HTML becomes card text.

use std::collections::BTreeSet;

use super::words::{self, Words};
use crate::deck::Piece;

/// Characters that stand for the marks of gaps, in a plane that no script uses.
const OPEN: u32 = 0xF_7000;
const CLOSE: char = '\u{F6FFE}';
const HINT: char = '\u{F6FFF}';

/// The highest number of a gap.
const MAX_NUMBER: u32 = 500;

/// A field with gaps as the pieces of a cloze; why not, where it can't be one.
pub(super) fn pieces(html: &str) -> Result<(Vec<Piece>, Words), &'static str> {
    let mut simplified = BTreeSet::new();
    let marked = marked(html, &mut simplified);
    let mut words = words::words(&words::nodes(&marked));
    words.simplified.extend(simplified);
    let text = &words.text;
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let mut gap: Option<(u16, String, Option<String>)> = None;
    for c in text.chars() {
        let number = u32::from(c).checked_sub(OPEN).filter(|n| (1..=MAX_NUMBER).contains(n));
        match (&mut gap, c) {
            (None, _) if number.is_some() => {
                if !plain.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut plain)));
                }
                let number = number.and_then(|n| u16::try_from(n).ok()).unwrap_or(1);
                gap = Some((number, String::new(), None));
            }
            (None, c) => {
                if c != CLOSE && c != HINT {
                    plain.push(c);
                }
            }
            (Some(_), CLOSE) => {
                let Some((number, text, hint)) = gap.take() else { continue };
                let text = text.trim().to_owned();
                if text.is_empty() {
                    return Err("an empty gap");
                }
                pieces.push(Piece::Gap {
                    number,
                    text,
                    hint: hint.filter(|it| !it.trim().is_empty()),
                });
            }
            (Some((_, _, hint)), HINT) => *hint = Some(String::new()),
            (Some((_, text, hint)), c) => hint.as_mut().unwrap_or(text).push(c),
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Text(plain));
    }
    if !pieces.iter().any(|it| it.number().is_some()) {
        return Err("a cloze note without a gap");
    }
    Ok((pieces, words))
}

/// The HTML with the marks of gaps as single characters; a gap within a gap is only its text.
fn marked(html: &str, simplified: &mut BTreeSet<&'static str>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    let mut depth = 0_usize;
    let mut has_hint = false;
    while let Some(c) = rest.chars().next() {
        if let Some((number, len)) = opening(rest) {
            depth += 1;
            if depth == 1 {
                has_hint = false;
                out.push(char::from_u32(OPEN + number).unwrap_or(' '));
            } else {
                simplified.insert("gaps within gaps");
            }
            rest = &rest[len..];
        } else if depth > 0 && rest.starts_with("}}") {
            if depth == 1 {
                out.push(CLOSE);
            }
            depth -= 1;
            rest = &rest[2..];
        } else if depth == 1 && !has_hint && rest.starts_with("::") {
            has_hint = true;
            out.push(HINT);
            rest = &rest[2..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    if depth > 0 {
        out.push(CLOSE);
    }
    out
}

/// The number of the gap that opens here, and how long its mark is; of several numbers the first.
fn opening(text: &str) -> Option<(u32, usize)> {
    let inside = text.strip_prefix("{{c")?;
    let end = inside.as_bytes().windows(2).take(13).position(|it| it == b"::")?;
    let digits = &inside[..end];
    let first = digits.split(',').next()?;
    let is_number = !first.is_empty() && digits.bytes().all(|it| it.is_ascii_digit() || it == b',');
    let number: u32 = first.parse().ok().filter(|_| is_number)?;
    (1..=MAX_NUMBER).contains(&number).then_some((number, end + 5))
}
