//! What can be said about a place in a text: spans, lines and columns, and diagnostics as values.
//! Prints nothing; `ui::report` turns these into excerpts for people.

use std::borrow::Cow;

/// A range of bytes in a file, from its very first byte on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The deck or card can't be used as it stands.
    Error,
    /// Probably not what the author wants.
    Warning,
    /// Could be better.
    Hint,
}

impl Severity {
    /// The word used in reports and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

/// One fault or doubt: what is wrong, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's id, such as `D003`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where, in bytes of the file.
    pub span: Span,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Span, Cow<'static, str>)>,
}

/// A rule that diagnostics come from: what it is about, and a pair of examples.
#[derive(Debug)]
pub struct Rule {
    /// Its id, such as `D003`.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// Why it matters.
    pub reason: &'static str,
    /// The beginning of a deck in which it is found, and nothing else; most often all of it.
    pub bad: &'static [u8],
    /// What follows, so many times; `#` stands for the number of the time.
    pub again: Option<(usize, &'static str)>,
    /// The same deck, mended.
    pub good: &'static str,
}

impl Rule {
    /// The deck in which it is found.
    pub fn example(&self) -> Vec<u8> {
        let mut deck = self.bad.to_vec();
        if let Some((times, text)) = self.again {
            (0..times).for_each(|n| deck.extend(text.replace('#', &n.to_string()).bytes()));
        }
        deck
    }

    /// The same as it is shown: long lines and long texts are cut.
    pub fn excerpt(&self) -> String {
        const LETTERS: usize = 120;
        const LINES: usize = 8;
        let deck = self.example();
        let text = String::from_utf8_lossy(&deck);
        let cut = |line: &str| match line.char_indices().nth(LETTERS) {
            Some((at, _)) => format!("{} ...\n", &line[..at]),
            None => format!("{line}\n"),
        };
        let mut shown: String = text.lines().take(LINES).map(cut).collect();
        if text.lines().count() > LINES {
            shown.push_str("  ...\n");
        }
        shown
    }
}

/// A place as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

/// Finds line and column of byte offsets in one text.
///
/// A line ends at LF, CRLF or a lone CR, as YAML counts them.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many characters begin before each block of bytes, so that places far along a line are found fast.
    blocks: Vec<usize>,
}

/// The bytes of a block.
const BLOCK: usize = 1024;

impl LineIndex {
    /// Reads the text once, for its line starts.
    pub fn new(text: &str) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let blocks = bytes.chunks(BLOCK).scan(0, |n, block| {
            let before = *n;
            *n += n_characters(block);
            Some(before)
        });
        let blocks = blocks.collect();
        for (idx, byte) in bytes.iter().enumerate() {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => bytes.get(idx + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends_line {
                starts.push(idx + 1);
            }
        }
        LineIndex { starts, blocks }
    }

    /// The place of a byte offset; an offset past the end is on the last line.
    pub fn place(&self, text: &str, offset: usize) -> Place {
        let offset = offset.min(text.len());
        let line_idx = self.starts.partition_point(|start| *start <= offset) - 1;
        let start = self.starts[line_idx];
        let has_mark = offset > start && text[start..].starts_with('\u{feff}');
        let n_before = self.n_before(text, offset).saturating_sub(self.n_before(text, start));
        Place { line: line_idx + 1, column: n_before.saturating_sub(has_mark.into()) + 1 }
    }

    /// How many characters begin before a byte.
    fn n_before(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        let counted = self.blocks.get(block).copied();
        // The end of a text may be the end of its last block.
        let (from, n) = counted.map_or_else(|| (0, 0), |n| (block * BLOCK, n));
        n + n_characters(&text.as_bytes()[from..offset])
    }

    /// The byte at which a line, counted from 1, begins.
    pub fn line_start(&self, line: usize) -> Option<usize> {
        self.starts.get(line.checked_sub(1)?).copied()
    }
}

/// How many characters of UTF-8 begin in these bytes.
fn n_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_far_along_a_line_are_counted_in_characters() {
        let text = format!("\u{feff}é{}\nab{}", "ä€".repeat(3_000), "x".repeat(2 * BLOCK));
        let index = LineIndex::new(&text);
        let mut line = (1, text.char_indices().next().map_or(0, |(_, c)| c.len_utf8()));
        for (at, c) in text.char_indices().skip(1) {
            let column = text[line.1..at].chars().count() + 1;
            assert_eq!(index.place(&text, at), Place { line: line.0, column });
            if c == '\n' {
                line = (line.0 + 1, at + 1);
            }
        }
        assert_eq!(index.place(&text, text.len()).column, 2 * BLOCK + 3);
    }
}
