//! Cuts a cloze text at its gaps: `{{c1::text::hint}}`, and `{{text}}`, which numbers itself.

use std::borrow::Cow;

use crate::deck::Piece;

/// What is wrong with a cloze text.
pub(super) struct Fault {
    pub(super) why: &'static str,
    pub(super) cure: Cow<'static, str>,
    /// The words that are wrong, where it is not the text as a whole.
    pub(super) at: Option<String>,
}

fn fault(why: &'static str, cure: &'static str) -> Fault {
    Fault { why, cure: Cow::Borrowed(cure), at: None }
}

/// The fault of a mark that is nearly one of a gap.
fn nearly(why: &'static str, at: String, digits: &str, text: &str) -> Fault {
    let cure = format!("write `{{{{c{digits}::{text}}}}}`");
    Fault { why, cure: Cow::Owned(cure), at: Some(at) }
}

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
        let close = closing(inside)
            .ok_or(fault("a gap is not closed", "end it with `}}`: {{c1::Minsk}}"))?;
        let body = &inside[..close];
        if find_open(body).is_some() {
            return Err(fault("a gap stands inside another gap", "write them one after the other"));
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
    Err(halves(&pieces).into_iter().next().unwrap_or_else(|| {
        fault("the cloze has no gap", "mark what is to be filled in: 'The {{c1::Minsk}} agreement'")
    }))
}

/// The gaps that were meant and have one brace instead of two: `{c2::2015}`, which shows as it stands.
pub(super) fn halves(pieces: &[Piece]) -> Vec<Fault> {
    let mut found = Vec::new();
    for piece in pieces {
        let Piece::Text(text) = piece else { continue };
        for (at, _) in text.match_indices("{c") {
            let inside = &text[at + 1..];
            let Some(end) = inside.find(['{', '}']).filter(|_| !is_maths(&text[..at])) else {
                continue;
            };
            if inside[end..].starts_with('}')
                && let Some((digits, rest)) = stated(&inside[..end])
            {
                let own = format!("{{{}}}", &inside[..end]);
                found.push(nearly("a gap has two braces on either side", own, digits, rest));
            }
        }
    }
    found
}

/// The next `{{` that opens a gap: one before a gap's number, or one that is not maths, as it is
/// after `^`, `_` or a command such as `\frac`.
fn find_open(text: &str) -> Option<usize> {
    let opens = |at: usize| text[at..].starts_with("{{");
    text.match_indices('{').map(|(at, _)| at).filter(|at| opens(*at)).find(|at| {
        if stated(&text[at + 2..]).is_some() {
            return true;
        }
        let later = opens(at + 1) && stated(&text[at + 3..]).is_some();
        !is_maths(&text[..*at]) && !later
    })
}

/// Whether a brace behind this text belongs to maths.
fn is_maths(before: &str) -> bool {
    let word = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let is_command = word.len() < before.len() && word.ends_with('\\');
    is_command || before.ends_with(['^', '_', '{'])
}

/// The digits of `c1::` and what follows it.
fn stated(body: &str) -> Option<(&str, &str)> {
    let (digits, rest) = body.strip_prefix('c')?.split_once("::")?;
    let only_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    only_digits.then_some((digits, rest))
}

/// The digits of `c1:`, a colon too few, and what follows it.
fn nearly_stated(body: &str) -> Option<(&str, &str)> {
    let (digits, rest) = body.strip_prefix('c')?.split_once(':')?;
    let only_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    only_digits.then(|| (digits, rest.trim_start_matches([' ', ':'])))
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
        None => match nearly_stated(body) {
            Some((digits, rest)) => {
                let own = format!("{{{{{body}}}}}");
                return Err(nearly("two colons end a gap's number", own, digits, rest));
            }
            None => (*next, body),
        },
    };
    if number == 0 || number > MAX_NUMBER {
        return Err(fault("a gap's number must be from 1 to 500", "number the gaps from c1 on"));
    }
    *next = (*next).max(number + 1);
    let (text, hint) = match rest.split_once("::") {
        Some((text, hint)) => (text, Some(hint.to_owned())),
        None => (rest, None),
    };
    if text.trim().is_empty() {
        return Err(fault("a gap is empty", "write the answer between the braces: {{c1::Minsk}}"));
    }
    Ok(Piece::Gap { number, text: text.to_owned(), hint })
}
