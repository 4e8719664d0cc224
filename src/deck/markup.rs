//! The small Markdown of card text, parsed once here: `ui` renders it, `exchange` maps it, judging
//! sees plain text. Knows no screen; any text parses, and a text without marks stays as it is.
//!
//! A paragraph keeps its line breaks. Marks are `` `code` ``, `**strong**`, `*emphasis*`,
//! `_emphasis_`, `$maths$`, `$$maths$$` and `![alt](file)`; a backslash before a mark's character
//! takes its meaning away. Fences need their closing line. There is nothing else.

mod inline;
#[cfg(test)]
mod tests;

pub use inline::Span;
pub(crate) use inline::is_word;

/// A picture or sound that a text points to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// What it shows, in words; may be empty.
    pub alt: String,
    /// The file, relative to the deck.
    pub file: String,
}

impl Media {
    /// The words that stand for it: the alternative text, else the file's name.
    pub fn words(&self) -> &str {
        if self.alt.trim().is_empty() { &self.file } else { &self.alt }
    }
}

/// A stretch of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Running text; line breaks stand in its spans as `\n`.
    Paragraph(Vec<Span>),
    /// An empty line.
    Blank,
    /// Fenced code, without its fences.
    Code {
        /// The word after the opening fence; may be empty.
        language: String,
        /// The lines between the fences.
        text: String,
    },
    /// A point of a list.
    Point {
        /// Indent, bullet or number, and the spaces after it, as typed.
        marker: String,
        /// The text.
        body: Vec<Span>,
    },
    /// The lines of a table, as they stand.
    Table(Vec<String>),
}

/// Parses a text into blocks, one after the other, each on lines of its own.
pub fn parse(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut blocks = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut line_idx = 0;
    while line_idx < lines.len() {
        let (block, taken) = special(&lines[line_idx..]);
        if let Some(block) = block {
            end_paragraph(&mut paragraph, &mut blocks);
            blocks.push(block);
        } else {
            paragraph.push(lines[line_idx]);
        }
        line_idx += taken;
    }
    end_paragraph(&mut paragraph, &mut blocks);
    blocks
}

/// The text without its marks, as judging and search see it: media by their words, maths by its
/// source. Empty only for an empty text.
pub fn plain(text: &str) -> String {
    let blocks = parse(text);
    let mut plain = String::with_capacity(text.len());
    for (block_idx, block) in blocks.iter().enumerate() {
        if block_idx > 0 {
            plain.push('\n');
        }
        match block {
            Block::Paragraph(spans) => inline::plain(spans, &mut plain),
            Block::Blank => {}
            Block::Code { text, .. } => plain.push_str(text),
            Block::Point { marker, body } => {
                plain.push_str(marker);
                inline::plain(body, &mut plain);
            }
            Block::Table(lines) => plain.push_str(&lines.join("\n")),
        }
    }
    if plain.trim().is_empty() { text.to_owned() } else { plain }
}

/// The pictures and sounds of a text, in its order.
pub fn media(text: &str) -> Vec<Media> {
    let mut found = Vec::new();
    for block in parse(text) {
        if let Block::Paragraph(spans) | Block::Point { body: spans, .. } = block {
            inline::media(spans, &mut found);
        }
    }
    found
}

/// The block that is no paragraph and begins with the first line, and how many lines are taken.
fn special(lines: &[&str]) -> (Option<Block>, usize) {
    let line = lines[0];
    if line.is_empty() || line == "\r" {
        return (Some(Block::Blank), 1);
    }
    if line.trim().is_empty() {
        return (Some(Block::Paragraph(vec![Span::Text(line.to_owned())])), 1);
    }
    if let Some((block, taken)) = fenced(lines) {
        return (Some(block), taken);
    }
    let n_rows = lines.iter().take_while(|line| is_row(line)).count();
    if n_rows > 1 {
        let rows = lines[..n_rows].iter().map(|line| (*line).to_owned()).collect();
        return (Some(Block::Table(rows)), n_rows);
    }
    match marker(line) {
        Some(len) => {
            let (marker, body) = line.split_at(len);
            let body = inline::parse(body);
            (Some(Block::Point { marker: marker.to_owned(), body }), 1)
        }
        None => (None, 1),
    }
}

fn end_paragraph(lines: &mut Vec<&str>, blocks: &mut Vec<Block>) {
    if !lines.is_empty() {
        blocks.push(Block::Paragraph(inline::parse(&lines.join("\n"))));
        lines.clear();
    }
}

fn fenced(lines: &[&str]) -> Option<(Block, usize)> {
    let (mark, len, language) = fence(lines[0])?;
    let closes = |line: &&str| {
        fence(line).is_some_and(|(m, n, rest)| m == mark && n >= len && rest.is_empty())
    };
    let n_inside = lines[1..].iter().position(closes)?;
    let text = lines[1..=n_inside].join("\n");
    Some((Block::Code { language: language.to_owned(), text }, n_inside + 2))
}

/// The fence a line consists of: its mark, its length, and the words after it.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = line.trim_start_matches(mark);
    let len = line.len() - rest.len();
    (len >= 3 && !rest.contains(mark)).then(|| (mark, len, rest.trim()))
}

fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.starts_with('|') && line.len() > 1 && line.ends_with('|')
}

/// The bytes of a list marker with the space after it.
fn marker(line: &str) -> Option<usize> {
    let body = line.trim_start_matches(' ');
    let rest = match body.trim_start_matches(|c: char| c.is_ascii_digit()) {
        rest if rest.len() == body.len() => body.strip_prefix(['-', '*', '+'])?,
        rest if body.len() - rest.len() <= 3 => rest.strip_prefix(['.', ')'])?,
        _ => return None,
    };
    let text = rest.trim_start_matches(' ');
    (text.len() < rest.len() && !text.trim().is_empty()).then(|| line.len() - text.len())
}
