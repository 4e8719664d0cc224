//! What a syntax error means to a teacher, and the text with the broken part left out so that
//! the rest can be read.

use serde_yaml::granit_parser::ErrorKind;

use super::lines::{Line, Mark};
use super::{layout, quoting};
use crate::deck::faults;
use crate::deck::keys::{self, Room};
use crate::diagnostic::{Diagnostic, Span};

/// The fault behind a parser's error, at the byte where it stopped.
pub(super) fn fault(text: &str, kind: &ErrorKind, at: usize) -> Diagnostic {
    use ErrorKind as E;
    let is_tab = matches!(
        kind,
        E::TabInIndentation
            | E::TabInBlockIndentation
            | E::TabNotAllowed
            | E::TabInPlainScalar
            | E::TabAtBlockScalarStart
    );
    // Quotes say where they are wrong; what stands after them may look like anything.
    let is_quote = matches!(
        kind,
        E::UnclosedQuotedScalar
            | E::InvalidTrailingDoubleQuotedScalar
            | E::InvalidTrailingSingleQuotedScalar
            | E::UnknownQuotedScalarEscape
            | E::InvalidQuotedScalarHexEscape
            | E::InvalidUnicodeEscape
    );
    let of_layout = || layout::fault(text, Line::at(text, at), is_tab).filter(|_| !is_quote);
    lookalike(text, at)
        .or_else(of_layout)
        .or_else(|| layout::block(text, Line::at(text, at)).filter(|_| !is_quote))
        .or_else(|| quoting::fault(text, kind, at))
        .unwrap_or_else(|| {
            let (message, help) = words(kind);
            faults::syntax(char_at(text, at), message, help)
        })
}

fn char_at(text: &str, at: usize) -> Span {
    let at = at.min(text.len());
    let length = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    Span::new(at, at + length)
}

/// A character on the broken line, or the one before, that only looks like what YAML wants. The
/// parser stops after it, with an error about something else.
fn lookalike(text: &str, at: usize) -> Option<Diagnostic> {
    let at = at.min(text.len());
    let here = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let before = text[..here.saturating_sub(1)].rfind('\n').map_or(0, |found| found + 1);
    let lines = [(before, text.get(before..here)?), (here, text[here..].lines().next()?)];
    lines.into_iter().find_map(|(start, line)| {
        let line = line.trim_end_matches(['\r', '\n']);
        odd_indentation(line)
            .map(|(idx, found)| {
                let from = start + idx;
                faults::odd_space(Span::new(from, from + found.len_utf8()), found)
            })
            .or_else(|| {
                let idx = wide_colon(line)?;
                let from = start + idx;
                Some(faults::wide_colon(Span::new(from, from + '：'.len_utf8())))
            })
            .or_else(|| {
                let idx = value_start(line).filter(|idx| line[*idx..].starts_with('{'))?;
                let end = start + line.len();
                let cure = quoting::cure(&line[idx..]);
                Some(faults::braces(Span::new(start + idx, end), &cure))
            })
    })
}

/// A space in front of the text that is none to YAML.
pub(in crate::deck) fn odd_indentation(line: &str) -> Option<(usize, char)> {
    line.char_indices()
        .take_while(|(_, c)| c.is_whitespace() || is_zero_width(*c))
        .find(|(_, c)| !matches!(c, ' ' | '\t'))
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The full-width colon after a first word without any colon of YAML's.
pub(in crate::deck) fn wide_colon(line: &str) -> Option<usize> {
    let word = line.trim_start_matches([' ', '-']);
    let length = word.find(|c: char| !c.is_ascii_alphabetic() && c != '-')?;
    (length > 0 && word[length..].starts_with('：')).then(|| line.len() - word.len() + length)
}

/// Where the value after `key: ` or `- ` begins.
fn value_start(line: &str) -> Option<usize> {
    let after_key = line.find(": ").map(|idx| idx + 2);
    let after_dash = line.trim_start().starts_with("- ").then(|| line.find('-').unwrap_or(0) + 2);
    let from = after_key.or(after_dash)?;
    Some(from + line[from..].len() - line[from..].trim_start().len())
}

/// The text with the part around a byte made into comments of the same length: its card, or, above
/// and below the cards, its key. `None` where nothing is left to take out.
pub(super) fn without_part(text: &str, at: usize) -> Option<String> {
    let part = part_around(text, at.min(text.len().saturating_sub(1)))?;
    let broken = text.get(part.start..part.end)?;
    let blanked = blank(broken);
    (blanked != broken).then(|| format!("{}{blanked}{}", &text[..part.start], &text[part.end..]))
}

/// The same fault in other texts of the card, which is left out as a whole.
pub(super) fn others(text: &str, fault: &Diagnostic) -> Vec<Diagnostic> {
    let part = quoting::is_colon(fault).then(|| part_around(text, fault.span.start)).flatten();
    part.map_or_else(Vec::new, |part| quoting::colons(text, part, fault.span.start))
}

/// The fault of cards without `cards:` above them, and the text with all above the first made into comments;
/// the rest is a list. `None` where `cards:` stands.
pub(super) fn without_cards(text: &str) -> Option<(Diagnostic, String)> {
    let (card, _) = layout::first_without_cards(text)?;
    let rest = format!("{}{}", blank(&text[..card.start]), &text[card.start..]);
    Some((layout::missing_cards(text)?, rest))
}

/// As many bytes of comments, so that all that follows keeps its place.
fn blank(text: &str) -> String {
    let comment = |byte: u8| if matches!(byte, b'\n' | b'\r') { byte as char } else { '#' };
    text.bytes().map(comment).collect()
}

fn part_around(text: &str, at: usize) -> Option<Span> {
    let mut parts: Vec<usize> = Vec::new();
    let mut end = text.len();
    let mut in_cards = layout::first_without_cards(text).is_some();
    let mut indent = None;
    for line in Line::all(text) {
        let head = line.head();
        // Whatever mark stands before a key of a card, a card begins.
        let is_card = head.mark != Mark::None && head.names_key();
        let is_top = line.text.starts_with(|c: char| c.is_alphabetic() || c == '"');
        let is_key = is_top && (!in_cards || keys::named(Room::Deck, head.word).is_some());
        let is_dash = head.mark == Mark::Dash && head.at <= *indent.get_or_insert(head.at);
        let begins = is_key || in_cards && (is_card || is_dash);
        if begins && line.start > at {
            end = line.start;
            break;
        }
        if begins {
            parts.push(line.start);
        }
        if is_key {
            in_cards = line.text.starts_with("cards:");
            indent = None;
        }
    }
    let start = parts.pop()?;
    let whole_list = text[start..].starts_with("cards:");
    (!whole_list && start < end).then(|| Span::new(start, end))
}

/// A parser's error in words for a teacher, with the cure.
fn words(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as E;
    match kind {
        E::TabInIndentation
        | E::TabInBlockIndentation
        | E::TabNotAllowed
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => {
            ("a tab stands where YAML wants spaces", "type spaces instead of the tab")
        }
        E::UnexpectedCharacter { .. } => {
            ("a text can't begin with this character", "put the whole text in single quotes")
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey => (
            "this line has no key, and is not further in than the text above",
            "if it goes on with that text, put more spaces before it; if not, write a key with a colon and a space",
        ),
        E::ExpectedBlockSequenceEntry | E::ExpectedBlockMappingKey | E::InvalidIndentation => (
            "this line is not indented like the ones it belongs to",
            "line it up with the keys of its card",
        ),
        E::RecursionLimitExceeded => {
            ("lists or maps are nested too deeply", "put a text with brackets in single quotes")
        }
        E::UnclosedFlowCollection { .. }
        | E::MismatchedFlowCollectionEnd { .. }
        | E::MisplacedFlowCollectionEnd
        | E::ExpectedFlowSequenceSeparator
        | E::ExpectedFlowMappingSeparator
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping => (
            "a bracket is not closed here, or closes nothing",
            "close it, or put a text with brackets in single quotes",
        ),
        E::BlockSequenceEntryNotAllowed => (
            "a dash with a space can't begin a list here",
            "put a text that begins with `- ` in single quotes; begin a list on its own line",
        ),
        _ => (
            "this is not YAML as decks use it",
            "compare with the cards around it, and put the text in single quotes",
        ),
    }
}
