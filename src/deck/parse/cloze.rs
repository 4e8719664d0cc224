//! Cuts a cloze text at its gaps: `{{c1::text::hint}}`, and `{{text}}`, which numbers itself.

use crate::deck::Piece;

/// What is wrong with a cloze text, and the cure.
pub(super) type Fault = (&'static str, &'static str);

/// The highest gap number.
const MAX_NUMBER: u16 = 500;

/// The pieces of a cloze text, or what is wrong with it.
pub(super) fn pieces(text: &str) -> Result<Vec<Piece>, Fault> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut next = 1;
    while let Some(open) = find_open(rest) {
        if open > 0 {
            pieces.push(Piece::Text(rest[..open].to_owned()));
        }
        let inside = &rest[open + 2..];
        let close =
            inside.find("}}").ok_or(("a gap is not closed", "end it with `}}`: {{c1::Minsk}}"))?;
        let body = &inside[..close];
        if body.contains("{{c") {
            return Err(("a gap stands inside another gap", "write them one after the other"));
        }
        pieces.push(gap(body, &mut next)?);
        rest = &inside[close + 2..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    if pieces.iter().any(|piece| matches!(piece, Piece::Gap { .. })) {
        return Ok(pieces);
    }
    Err(("the cloze has no gap", "mark what is to be filled in: 'The {{c1::Minsk}} agreement'"))
}

/// The next `{{` that opens a gap; one right after a command such as `\frac` is maths.
fn find_open(text: &str) -> Option<usize> {
    text.match_indices("{{").map(|(at, _)| at).find(|at| {
        let word = text[..*at].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        word.len() == *at || !word.ends_with('\\')
    })
}

fn gap(body: &str, next: &mut u16) -> Result<Piece, Fault> {
    let stated = body.split_once("::").and_then(|(head, rest)| {
        let digits = head.strip_prefix('c')?;
        let only_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        only_digits.then_some((digits, rest))
    });
    let (number, rest) = match stated {
        Some((digits, rest)) => (digits.parse().unwrap_or(u16::MAX), rest),
        None => (*next, body),
    };
    if number == 0 || number > MAX_NUMBER {
        return Err(("a gap's number must be from 1 to 500", "number the gaps from c1 on"));
    }
    *next = (*next).max(number + 1);
    let (text, hint) = match rest.split_once("::") {
        Some((text, hint)) => (text, Some(hint.to_owned())),
        None => (rest, None),
    };
    if text.trim().is_empty() {
        return Err(("a gap is empty", "write the answer between the braces: {{c1::Minsk}}"));
    }
    Ok(Piece::Gap { number, text: text.to_owned(), hint })
}
