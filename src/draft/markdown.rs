//! Markdown to blocks: marks of emphasis and links are left out, code, tables, quotations and pictures
//! with all they hold. A reader of what is written, not a full parser.

use super::plain::is_caption;
use super::reading::{Block, Growing, Reading, Role};

pub(super) fn read(article: &str) -> Reading {
    let mut state = State::default();
    let mut at = 0;
    for line in article.split_inclusive('\n') {
        state.line(line, at);
        at += line.len();
    }
    state.end_block();
    Reading { title: state.title, day: None, blocks: state.blocks }
}

#[derive(Default)]
struct State {
    title: Option<String>,
    blocks: Vec<Block>,
    growing: Growing,
    role: Option<Role>,
    /// What ends the part that is being left out.
    left_out: Option<&'static str>,
}

impl State {
    fn line(&mut self, line: &str, at: usize) {
        let bare = line.trim();
        if let Some(end) = self.left_out {
            if bare.starts_with(end) || end == "-->" && bare.contains(end) {
                self.left_out = None;
            }
            return;
        }
        let opens = [("```", "```"), ("~~~", "~~~"), ("<!--", "-->"), ("<script", "</script")];
        if let Some((open, end)) = opens.iter().find(|(open, _)| bare.starts_with(open)) {
            self.end_block();
            self.left_out = Some(end).filter(|end| !bare[open.len()..].contains(**end)).copied();
            return;
        }
        if at == 0 && bare == "---" {
            self.left_out = Some("---");
            return;
        }
        let is_underline =
            bare.len() > 1 && (bare.bytes().all(|b| b == b'=') || bare.bytes().all(|b| b == b'-'));
        if is_underline && !self.growing.is_empty() {
            self.role = Some(Role::Heading);
            return self.end_block();
        }
        if bare.is_empty() || is_underline || bare.starts_with(['|', '<']) || bare == "***" {
            return self.end_block();
        }
        let start = at + (line.len() - line.trim_start().len());
        let marks = bare.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&marks) && bare[marks..].starts_with(' ') {
            self.end_block();
            self.role = Some(Role::Heading);
            inline(&mut self.growing, bare[marks..].trim_end_matches('#'), start + marks);
            return self.end_block();
        }
        let sign = list_sign(bare);
        if sign > 0 || bare.starts_with('>') {
            self.end_block();
            self.role = Some(Role::List);
        }
        inline(&mut self.growing, &bare[sign..], start + sign);
        self.growing.push(' ', at + line.len()..at + line.len());
    }

    fn end_block(&mut self) {
        let role = self.role.take().unwrap_or(Role::Prose);
        let Some(mut block) = self.growing.finish(role) else { return };
        if is_caption(&block.text) {
            block.role = Role::Aside;
        }
        if role == Role::Heading && self.title.is_none() {
            self.title = Some(block.text.clone());
        }
        self.blocks.push(block);
    }
}

/// The length of the sign before a member of a list; else 0.
fn list_sign(line: &str) -> usize {
    if line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") {
        return 2;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let ends = line[digits..].starts_with(". ") || line[digits..].starts_with(") ");
    if (1..=3).contains(&digits) && ends { digits + 2 } else { 0 }
}

/// Adds a line without its marks.
fn inline(growing: &mut Growing, line: &str, start: usize) {
    let mut at = 0;
    // The ends of links whose text is being read: where the text ends, and where the link does.
    let mut open: Option<(usize, usize)> = None;
    while let Some(c) = line[at..].chars().next() {
        let next = at + c.len_utf8();
        let rest = &line[at..];
        if let Some((end, after)) = open
            && at == end
        {
            at = after;
            open = None;
            continue;
        }
        if rest.starts_with("![") {
            at = link_of(line, at + 1).map_or(next, |(_, after)| after);
        } else if c == '['
            && open.is_none()
            && let Some(found) = link_of(line, at)
        {
            open = Some(found);
            at = next;
        } else if c == '<' {
            at = find_near(rest, ">", 200).map_or(next, |end| at + end + 1);
        } else if c == '\\' && line[next..].starts_with(|c: char| c.is_ascii_punctuation()) {
            let escaped = line[next..].chars().next().unwrap_or('\\');
            growing.push(escaped, start + at..start + next + 1);
            at = next + 1;
        } else if c == '*' || c == '`' || c == '_' && is_mark(line, at) {
            at = next;
        } else {
            growing.push(c, start + at..start + next);
            at = next;
        }
    }
}

/// An underscore is a mark at the edge of a word.
fn is_mark(line: &str, at: usize) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !(is_word(line[..at].chars().next_back()) && is_word(line[at + 1..].chars().next()))
}

/// For a `[` at this place: where the link's text ends and where the whole of it does.
fn link_of(line: &str, open: usize) -> Option<(usize, usize)> {
    let end = open + find_near(&line[open..], "](", 400)?;
    let after = end + find_near(&line[end..], ")", 2_000)? + 1;
    Some((end, after))
}

/// Where something stands within so many bytes. Bounded, so that a line of marks alone takes no longer
/// than one of words.
fn find_near(text: &str, wanted: &str, within: usize) -> Option<usize> {
    text[..text.floor_char_boundary(within)].find(wanted)
}
