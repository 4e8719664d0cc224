//! Texts that YAML reads as something else unless they stand in quotes, and the quotes that mend them: the
//! author's own text, ready to be copied.

use serde_yaml::granit_parser::ErrorKind;

use super::lines::{Line, Mark};
use crate::deck::faults;
use crate::diagnostic::{Diagnostic, Span};

/// The longest text that a cure shows whole.
pub(super) const MOST_SHOWN: usize = 160;

/// The cure that puts a text in quotes.
pub(in crate::deck) fn cure(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.len() > MOST_SHOWN || text.contains(['\n', '\r']) {
        return "put the whole text in single quotes, and double every apostrophe in it".to_owned();
    }
    format!("put the whole text in single quotes: {}", quoted(text))
}

/// A text in single quotes.
pub(in crate::deck) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// What stands from a byte to the end of its line.
pub(in crate::deck) fn line_from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default().split(['\n', '\r']).next().unwrap_or_default()
}

/// A value as it was typed, where it stands alone to the end of its line.
pub(in crate::deck) fn on_one_line(text: &str, span: Span) -> Option<&str> {
    let own = rest_of_line(text, span.start);
    (span.start + own.len() >= span.end).then_some(own)
}

/// What stands from a byte to the end of its line, without a comment.
pub(in crate::deck) fn rest_of_line(text: &str, at: usize) -> &str {
    let line = line_from(text, at);
    line.split(" #").next().unwrap_or_default().trim()
}

/// The fault of a text that wants quotes, at the place where the parser stopped.
pub(super) fn fault(text: &str, kind: &ErrorKind, at: usize) -> Option<Diagnostic> {
    use ErrorKind as E;
    let line = Line::at(text, at);
    match kind {
        E::InvalidTrailingSingleQuotedScalar => Some(after_quote(text, at, '\'')),
        E::InvalidTrailingDoubleQuotedScalar => Some(after_quote(text, at, '"')),
        E::UnclosedQuotedScalar => Some(unclosed(text, at)),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape => {
            let message = "this backslash means nothing in double quotes";
            let own = value(line).trim_end().trim_start_matches('"').trim_end_matches('"');
            let help = format!("single quotes keep every backslash: {}", quoted(own));
            Some(faults::syntax(place(text, at), message, &help))
        }
        _ => first_character(text, line).or_else(|| colon(text, kind, at)),
    }
}

fn place(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at.min(text.len()));
    let length = text[at..].chars().next().map_or(0, char::len_utf8);
    Span::new(at, at + length)
}

/// What stands after the key or the dash of a line.
fn value(line: Line<'_>) -> &str {
    rest_of_line(line.text, line.head().value_at)
}

/// Whether the text of a line goes on in the line below.
fn goes_on(text: &str, line: Line<'_>) -> bool {
    let depth = line.head().word_at;
    line.below(text).is_some_and(|below| {
        let head = below.head();
        let is_deeper = below.indent() >= depth && !below.is_blank();
        is_deeper && head.mark == Mark::None && !head.names_key()
    })
}

/// A text that begins with a character to which YAML gives a meaning.
fn first_character(text: &str, line: Line<'_>) -> Option<Diagnostic> {
    let value = value(line);
    let mut rest = value.chars();
    let first = rest.next()?;
    let is_alone = rest.next().is_none_or(char::is_whitespace);
    let is_taken = match first {
        '@' | '`' | '%' | '|' | '>' | ',' | '&' | '*' | '!' | ']' | '}' => true,
        '?' | '-' => is_alone,
        // A list that ends where the text goes on.
        '[' => value.find(']').is_some_and(|at| at + 1 < value.len()),
        _ => false,
    };
    if !is_taken {
        return None;
    }
    let at = line.start + line.head().value_at;
    let cure = if goes_on(text, line) { cure("") } else { cure(value) };
    if first == '*' && is_alone && !line.head().names_key() {
        return Some(faults::bullet(Span::new(at, at + 1), "*"));
    }
    let first_words = if first == '`' { "a backtick".to_owned() } else { format!("`{first}`") };
    let message = format!("a text can't begin with {first_words} outside quotes");
    Some(faults::syntax(Span::new(at, at + first.len_utf8()), &message, &cure))
}

const COLON: &str = "a colon with a space after it can't stand in a plain text";

/// Whether a fault is a colon in a text without quotes.
pub(super) fn is_colon(fault: &Diagnostic) -> bool {
    fault.message.starts_with(COLON)
}

/// The other values in a part of the text that have such a colon, each alone on the line of its key.
pub(super) fn colons(text: &str, part: Span, told: usize) -> Vec<Diagnostic> {
    let told = Line::at(text, told).start;
    let lines = std::iter::successors(Some(Line::at(text, part.start)), |line| line.below(text));
    let lines = lines.take_while(|line| line.start < part.end);
    lines
        .filter(|line| line.start != told && line.head().card_key().is_some())
        .filter_map(|line| {
            let own = value(line);
            let is_plain = own.starts_with(|c: char| c.is_alphanumeric());
            let at = own.find(": ").filter(|_| is_plain && !goes_on(text, line))?;
            let at = line.start + line.head().value_at + at;
            Some(faults::syntax(Span::new(at, at + 1), COLON, &cure(own)))
        })
        .collect()
}

/// A colon with a space after it, in a text without quotes.
fn colon(text: &str, kind: &ErrorKind, at: usize) -> Option<Diagnostic> {
    use ErrorKind as E;
    let is_colon = matches!(
        kind,
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::MappingKeyNotAllowed
    );
    if !is_colon {
        return None;
    }
    let line = Line::at(text, at);
    let head = line.head();
    let own = value(line);
    let is_whole = (head.mark != Mark::None || head.names_key()) && !goes_on(text, line);
    let is_its_own = own.contains(": ") || own.ends_with(':');
    let help = if is_whole && is_its_own { cure(own) } else { cure("") };
    let message = if own.starts_with(['\u{201c}', '\u{201e}', '\u{2018}', '\u{201a}', '\u{ab}']) {
        "a colon with a space after it can't stand in a plain text, and curly quotes quote nothing"
    } else {
        COLON
    };
    Some(faults::syntax(place(text, at), message, &help))
}

/// Text after a closing quote: an apostrophe that closed the quotes too early, or quotes around a part of the
/// text only.
fn after_quote(text: &str, at: usize, quote: char) -> Diagnostic {
    let line = Line::at(text, at);
    let upto = line.text.get(..at.saturating_sub(line.start)).unwrap_or(line.text);
    let here = member(line, at);
    if !here.starts_with(quote) {
        // The quotes were opened in a line above.
        let opened = std::iter::successors(line.above(text), |line| line.above(text))
            .take(200)
            .find(|line| value(*line).starts_with(quote) && upto.contains(quote));
        if let Some(opened) = opened {
            return unclosed(text, opened.start + opened.head().value_at);
        }
    }
    let whole = here.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    let inside = whole.unwrap_or(here);
    if quote == '\'' && whole.is_some() {
        let help = format!("double each apostrophe inside the quotes: {}", quoted(inside));
        return faults::syntax(place(text, at), "an apostrophe ends the quoted text here", &help);
    }
    // `'it's`: the apostrophe closed the quotes, and those that were meant to close are missing.
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let is_in_word = upto.strip_suffix(quote).is_some_and(|it| is_letter(it.chars().next_back()))
        && is_letter(text.get(at..).and_then(|it| it.chars().next()));
    if quote == '\'' && is_in_word && here.starts_with(quote) {
        let help = format!(
            "double each apostrophe inside the quotes, and close them: {}; or, if the first belongs to the text: {}",
            quoted(&here[1..]),
            quoted(here)
        );
        return faults::syntax(place(text, at), "an apostrophe ends the quoted text here", &help);
    }
    faults::syntax(place(text, at), "text goes on after the closing quote", &cure(inside))
}

/// The text around a place: of a list in brackets the member, else what stands after key or dash.
fn member(line: Line<'_>, at: usize) -> &str {
    let value = value(line);
    if !value.starts_with('[') {
        return value;
    }
    let from = line.text.len().min(line.head().value_at);
    let here = at.saturating_sub(line.start).clamp(from, line.text.len());
    let here = line.text.floor_char_boundary(here);
    let start = line.text[from..here].rfind(['[', ',']).map_or(from, |found| from + found + 1);
    let end = line.text[here..].find([',', ']']).map_or(line.text.len(), |found| here + found);
    line.text[start..end].trim()
}

/// A quote that is never closed.
fn unclosed(text: &str, at: usize) -> Diagnostic {
    let own = rest_of_line(text, at);
    let Some(quote) = own.chars().next().filter(|it| matches!(it, '\'' | '"')) else {
        let help = "close it, or take it away";
        return faults::syntax(place(text, at), "this quote is never closed", help);
    };
    let help = if own.len() > MOST_SHOWN {
        "close it behind the last word of the text".to_owned()
    } else if quote == '\'' {
        let inside = quoted(&own[1..]);
        format!("close it: {inside}; or, if it belongs to the text: {}", quoted(own))
    } else {
        format!("close it: {own}\"; or, if it belongs to the text: {}", quoted(own))
    };
    faults::syntax(place(text, at), "this quote is never closed", &help)
}
