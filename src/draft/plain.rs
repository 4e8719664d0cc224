//! Plain text to blocks: paragraphs by empty lines, or by lines where those are long. Knows no markup but
//! the signs that people type before members of a list.

use super::reading::{Block, Growing, Reading, Role, ends_as_a_sentence};

/// A line longer than this was not broken by hand, so it is a paragraph of its own.
const WRAPPED: usize = 120;

/// A heading has at most so many words.
const HEADING_WORDS: usize = 20;

pub(super) fn read(article: &str) -> Reading {
    let mut blocks: Vec<Block> = Vec::new();
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in article.split_inclusive(['\n', '\r']) {
        if line.trim().is_empty() {
            // The two bytes of one line break stand for no empty line.
            if line != "\n" || !article[..at].ends_with('\r') {
                paragraph(&mut lines, &mut blocks);
            }
        } else {
            lines.push((at, line));
        }
        at += line.len();
    }
    paragraph(&mut lines, &mut blocks);
    let title =
        blocks.first().filter(|block| is_title(&block.text)).map(|block| block.text.clone());
    if title.is_some() && blocks.len() > 1 {
        blocks[0].role = Role::Heading;
    }
    Reading { title, day: None, blocks }
}

/// A short first line is the title, whether it ends as a sentence or not.
fn is_title(text: &str) -> bool {
    text.split_whitespace().count() <= HEADING_WORDS && text.len() < 200
}

fn paragraph(lines: &mut Vec<(usize, &str)>, blocks: &mut Vec<Block>) {
    let are_paragraphs = lines.iter().any(|(_, line)| line.trim().chars().count() > WRAPPED);
    let mut growing = Growing::default();
    let mut role = Role::Prose;
    for (at, line) in lines.drain(..) {
        let is_member = is_member(line);
        if are_paragraphs || is_member {
            blocks.extend(finished(&mut growing, role));
        }
        if is_member || growing.is_empty() {
            role = if is_member { Role::List } else { Role::Prose };
        }
        growing.push_str(line, at);
    }
    blocks.extend(finished(&mut growing, role));
}

fn finished(growing: &mut Growing, role: Role) -> Option<Block> {
    let mut block = growing.finish(role)?;
    let is_short = block.text.split_whitespace().count() <= HEADING_WORDS;
    if is_short && !ends_as_a_sentence(&block.text) {
        block.role = if role == Role::List && !is_numbered(&block.text) {
            Role::List
        } else {
            Role::Heading
        };
    } else if is_caption(&block.text) {
        block.role = Role::Aside;
    }
    Some(block)
}

/// Whether a line begins as members of lists do.
fn is_member(line: &str) -> bool {
    let line = line.trim_start();
    ["- ", "* ", "+ ", "\u{2022}", "\u{2013} ", "\u{2014} "]
        .iter()
        .any(|sign| line.starts_with(sign))
        || is_numbered(line)
}

fn is_numbered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits)
        && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
}

/// Whether a text says what a picture shows, or who made it.
pub(super) fn is_caption(text: &str) -> bool {
    const STARTS: [&str; 12] = [
        "Photo:",
        "Photo by",
        "Photograph",
        "Image:",
        "Image by",
        "Picture:",
        "Figure ",
        "Fig. ",
        "Caption:",
        "Credit:",
        "Source:",
        "Video:",
    ];
    STARTS.iter().any(|start| text.starts_with(start)) && text.split_whitespace().count() < 40
}
