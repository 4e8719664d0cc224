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
            closing(inside).ok_or(("a gap is not closed", "end it with `}}`: {{c1::Minsk}}"))?;
        let body = &inside[..close];
        if find_open(body).is_some() {
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

/// The next `{{` that opens a gap: one before a gap's number, or one that is not maths, as it is
/// after `^`, `_` or a command such as `\frac`.
fn find_open(text: &str) -> Option<usize> {
    let opens = |at: usize| text[at..].starts_with("{{");
    text.match_indices('{').map(|(at, _)| at).filter(|at| opens(*at)).find(|at| {
        if stated(&text[at + 2..]).is_some() {
            return true;
        }
        let before = &text[..*at];
        let word = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_command = word.len() < before.len() && word.ends_with('\\');
        let is_maths = is_command || before.ends_with(['^', '_', '{']);
        let later = opens(at + 1) && stated(&text[at + 3..]).is_some();
        !is_maths && !later
    })
}

/// The digits of `c1::` and what follows it.
fn stated(body: &str) -> Option<(&str, &str)> {
    let (digits, rest) = body.strip_prefix('c')?.split_once("::")?;
    let only_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    only_digits.then_some((digits, rest))
}

/// The `}}` that closes a gap: of those that could, the first after which every brace of the gap,
/// such as those of `\frac{a}{b}`, has its fellow; else the first.
fn closing(inside: &str) -> Option<usize> {
    let next = find_open(inside).unwrap_or(inside.len());
    let mut depth = 0_i32;
    for (at, c) in inside[..next].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 && inside[at..].starts_with("}}") => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    inside.find("}}")
}

fn gap(body: &str, next: &mut u16) -> Result<Piece, Fault> {
    let (number, rest) = match stated(body) {
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
