//! How a text file of notes is written, before its rows mean anything: bytes to text, header lines, separator, marks of
//! HTML, rows, and parts that can be read at the same time.

use std::borrow::Cow;
use std::collections::BTreeMap;

use csv::{Reader, ReaderBuilder, StringRecord};

use super::super::ImportError;
use super::super::spreadsheet::Row;
use crate::text::bytes;

/// What the header lines say.
#[derive(Default)]
pub(super) struct Header {
    pub(super) separator: Option<u8>,
    pub(super) html: Option<bool>,
    pub(super) notetype: Option<String>,
    pub(super) deck: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) guid_column: Option<usize>,
    pub(super) notetype_column: Option<usize>,
    pub(super) deck_column: Option<usize>,
    pub(super) tags_column: Option<usize>,
    /// The separator that a spreadsheet names.
    pub(super) excel: Option<u8>,
    /// The names of the columns.
    pub(super) columns: Vec<String>,
}

/// So many bytes are read by one core at a time.
const PART: usize = 1 << 20;

/// A text in parts that can be read at the same time: each ends with a line, up to which as many quotes opened
/// as closed.
pub(super) fn cut(body: &str) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), body);
    while rest.len() > 2 * PART {
        let bytes = rest.as_bytes();
        let (mut end, mut is_open) = (PART, has_odd_quotes(&bytes[..PART]));
        loop {
            let Some(len) = bytes[end..].iter().position(|it| *it == b'\n') else {
                parts.push(rest);
                return parts;
            };
            is_open ^= has_odd_quotes(&bytes[end..=end + len]);
            end += len + 1;
            if !is_open {
                break;
            }
        }
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

pub(super) fn has_odd_quotes(bytes: &[u8]) -> bool {
    bytes.iter().fold(false, |is_odd, byte| is_odd ^ (*byte == b'"'))
}

/// Quizlet's export as rows: a line without a tab goes on with the definition above it, and rows may be parted
/// by `;` on one line. None where the text is a table as it is.
pub(super) fn quizlet(body: &str) -> Option<String> {
    if body.contains('"') || !body.contains('\t') {
        return None;
    }
    let body = body.trim_end();
    let lines: Vec<&str> = body.lines().collect();
    let n_tabs = |text: &str| text.matches('\t').count();
    let rows: Vec<String> = if let [line] = lines.as_slice() {
        let rows: Vec<String> = line.split(';').map(str::to_owned).collect();
        if rows.len() < 2 || !rows.iter().all(|row| row.is_empty() || n_tabs(row) == 1) {
            return None;
        }
        rows
    } else {
        let goes_on = |line: &&&str| n_tabs(line) == 0;
        let is_pair = lines.iter().all(|line| n_tabs(line) < 2) && n_tabs(lines[0]) == 1;
        if !is_pair || lines.iter().filter(goes_on).all(|line| line.trim().is_empty()) {
            return None;
        }
        let mut rows: Vec<String> = Vec::new();
        for line in lines {
            match rows.last_mut() {
                Some(row) if n_tabs(line) == 0 => {
                    row.push('\n');
                    row.push_str(line);
                }
                _ => rows.push(line.to_owned()),
            }
        }
        rows
    };
    let mut table = String::with_capacity(body.len() + 4 * rows.len());
    for (term, definition) in rows.iter().filter_map(|row| row.split_once('\t')) {
        for part in ["\"", term, "\"\t\"", definition.trim_end(), "\"\n"] {
            table.push_str(part);
        }
    }
    Some(table)
}

/// Elements that fields are made of.
const TAGS: [&str; 26] = [
    "a",
    "b",
    "big",
    "blockquote",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "i",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "u",
    "ul",
];

/// Whether a text is written in HTML: it has an entity, or an element that is closed or holds nothing. Else a
/// `<` in it is one, as in `List<int>`.
pub(super) fn is_html(body: &str) -> bool {
    let is_entity = |after: &str| {
        let name = after.split(';').next().unwrap_or_default();
        let digits = name.strip_prefix('#').unwrap_or_default();
        after.len() > name.len()
            && (matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp")
                || !digits.is_empty()
                    && digits.bytes().all(|it| it.is_ascii_hexdigit() || it == b'x'))
    };
    let is_tag = |line: &str, after: &str| {
        let Some((tag, _)) = after.split_once('>') else { return false };
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let attributes = tag[name.len()..].trim_end_matches('/').trim();
        match &*name {
            "br" | "hr" => attributes.is_empty(),
            "img" => attributes.contains("src="),
            name => {
                TAGS.contains(&name)
                    && (attributes.is_empty() || attributes.contains('='))
                    && line.contains(&format!("</{name}>"))
            }
        }
    };
    body.lines().any(|line| {
        line.match_indices('&').any(|(at, _)| is_entity(&line[at + 1..]))
            || line.match_indices('<').any(|(at, _)| is_tag(line, &line[at + 1..]))
    })
}

/// The text; spreadsheets write UTF-16 where they say "Unicode".
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    let units = |bytes: &[u8], big: bool| -> Vec<u16> {
        let (pairs, _) = bytes.as_chunks::<2>();
        let unit =
            |it: &[u8; 2]| if big { u16::from_be_bytes(*it) } else { u16::from_le_bytes(*it) };
        pairs.iter().map(unit).collect()
    };
    let utf16 = match bytes {
        [0xff, 0xfe, rest @ ..] => Some(units(rest, false)),
        [0xfe, 0xff, rest @ ..] => Some(units(rest, true)),
        _ => None,
    };
    if let Some(units) = utf16 {
        return String::from_utf16(&units).map(Cow::from).map_err(|_| ImportError::NotUtf8(1));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if bytes::all(bytes, |it| it != 0) => Ok(text.into()),
        Ok(_) => Err(ImportError::Unknown),
        Err(error) => {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            Err(ImportError::NotUtf8(before.matches('\n').count() + 1))
        }
    }
}

/// The header lines on top of a file, and what is below them.
pub(super) fn header(text: &str) -> (Header, &str) {
    let mut header = Header::default();
    let mut body = text;
    while let Some(line) = body.split_inclusive('\n').next().filter(|it| it.starts_with('#')) {
        let bare = line.trim_end_matches(['\r', '\n']).trim_end_matches([',', ';', '\t']);
        // A comment above a table is no header; its words are not lost to it, as it is none.
        let Some((key, value)) = bare[1..].split_once(':') else {
            body = &body[line.len()..];
            continue;
        };
        let column = value.trim().parse().ok();
        match &*key.trim().to_ascii_lowercase() {
            "separator" => header.separator = separator_named(value.trim()),
            "html" => header.html = value.trim().parse().ok(),
            "notetype" => header.notetype = Some(value.trim().to_owned()),
            "deck" => header.deck = Some(value.trim().to_owned()),
            "tags" => header.tags = value.split_whitespace().map(str::to_owned).collect(),
            "guid column" => header.guid_column = column,
            "notetype column" => header.notetype_column = column,
            "deck column" => header.deck_column = column,
            "tags column" => header.tags_column = column,
            "columns" => {
                let separator = char::from(header.separator.unwrap_or(b'\t'));
                let name = |it: &str| it.trim().trim_matches('"').to_lowercase();
                header.columns = value.split(separator).map(name).collect();
            }
            _ => {}
        }
        body = &body[line.len()..];
    }
    (header, body)
}

fn separator_named(name: &str) -> Option<u8> {
    Some(match &*name.to_ascii_lowercase() {
        "comma" | "," => b',',
        "semicolon" | ";" => b';',
        "tab" | "\\t" | "" => b'\t',
        "space" => b' ',
        "pipe" | "|" => b'|',
        "colon" | ":" => b':',
        _ => return None,
    })
}

/// The separator that cuts most of the first rows into the same number of cells.
pub(super) fn separator(body: &str) -> u8 {
    let mut start = body.len().min(16_384);
    while !body.is_char_boundary(start) {
        start -= 1;
    }
    let best = [b'\t', b';', b',', b'|'].into_iter().max_by_key(|separator| {
        let mut counts = BTreeMap::new();
        for row in rows(&body[..start], *separator).flatten().take(50) {
            if row.len() > 1 {
                *counts.entry(row.len()).or_insert(0_usize) += 1;
            }
        }
        // Of two that fit as well the one named first.
        (counts.values().copied().max().unwrap_or(0), u8::MAX - *separator)
    });
    best.unwrap_or(b'\t')
}

pub(super) fn reader(body: &str, separator: u8) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(separator).has_headers(false).flexible(true).from_reader(body.as_bytes())
}

pub(super) fn damaged(error: &csv::Error) -> ImportError {
    ImportError::Damaged(error.to_string())
}

/// The rows that are not blank.
pub(super) fn rows(
    body: &str,
    separator: u8,
) -> impl Iterator<Item = Result<StringRecord, ImportError>> {
    let rows = reader(body, separator).into_records();
    let rows = rows.map(|row| row.map_err(|error| damaged(&error)));
    rows.filter(|row| row.as_ref().map_or(true, |row| row.iter().any(|it| !it.trim().is_empty())))
}

/// The line a row stands on, and its cells.
pub(super) fn cells(row: &StringRecord) -> Row {
    (line(row), row.iter().map(str::to_owned).collect())
}

/// The line a row stands on.
fn line(row: &StringRecord) -> u64 {
    row.position().map_or(0, csv::Position::line)
}

/// Whether nearly all rows have the same number of columns, and more than one.
pub(super) fn is_table(body: &str, separator: u8) -> Result<bool, ImportError> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut n_rows = 0;
    for row in rows(body, separator) {
        *counts.entry(row?.len()).or_default() += 1;
        n_rows += 1;
    }
    counts.remove(&1);
    Ok(counts.values().max().is_some_and(|n| n * 10 >= n_rows * 9))
}

/// The line of a quote that is never closed, and would swallow all rows behind it.
pub(super) fn unclosed_quote(body: &str, separator: u8) -> Option<u64> {
    let last = rows(body, separator).flatten().last()?;
    let swallows = last.iter().any(|cell| cell.contains('\n'));
    swallows.then(|| line(&last))
}
