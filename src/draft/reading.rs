//! An article as a reader sees it: blocks of text without markup, every byte of them with its place in
//! the file. Decides nothing about sentences.

use std::ops::Range;

use super::day::{Day, day_in};
use super::{html, markdown, plain};

/// How an article is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Paragraphs parted by empty lines, or one to a line.
    Plain,
    /// Markdown.
    Markdown,
    /// A page of the web.
    Html,
}

impl Format {
    /// The format of a file by the ending of its name, else by its first characters.
    pub fn of(name: &str, text: &str) -> Format {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("md" | "markdown") => return Format::Markdown,
            Some("html" | "htm" | "xhtml") => return Format::Html,
            Some("txt" | "text") => return Format::Plain,
            _ => {}
        }
        let start: String = text.trim_start_matches('\u{feff}').chars().take(4_000).collect();
        let start = start.to_ascii_lowercase();
        let is_page = start.trim_start().starts_with("<!doctype html")
            || ["<html", "<body", "<article", "<p>", "<p ", "<div"]
                .iter()
                .any(|tag| start.contains(tag));
        let is_markdown = start.lines().any(|line| {
            let marks = line.chars().take_while(|c| *c == '#').count();
            (1..=6).contains(&marks) && line[marks..].starts_with(' ')
        });
        match (is_page, is_markdown) {
            (true, _) => Format::Html,
            (false, true) => Format::Markdown,
            (false, false) => Format::Plain,
        }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Running text.
    Prose,
    /// A title or a heading.
    Heading,
    /// A member of a list.
    List,
    /// What stands under a picture, or who wrote it and when.
    Aside,
}

/// A stretch of text that belongs together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The text; white space is one space each time.
    pub text: String,
    /// What it is.
    pub role: Role,
    /// For each byte of `text`, where the character it belongs to stands in the article.
    places: Vec<(u32, u32)>,
}

impl Block {
    /// Where a range of the text stands in the article.
    pub fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).map_or(0, |place| place.0);
        let end = range
            .end
            .checked_sub(1)
            .and_then(|last| self.places.get(last))
            .map_or(start, |it| it.1);
        start as usize..(end.max(start)) as usize
    }
}

impl Block {
    /// Two stretches of text as one, with a space between them.
    pub(super) fn joined(one: (&Block, &Range<usize>), other: (&Block, &Range<usize>)) -> Block {
        let places = |(block, range): (&Block, &Range<usize>)| block.places[range.clone()].to_vec();
        let (mut before, after) = (places(one), places(other));
        let end = before.last().map_or(0, |place| place.1);
        before.push((end, after.first().map_or(end, |place| place.0)));
        before.extend(after);
        let text = format!("{} {}", &one.0.text[one.1.clone()], &other.0.text[other.1.clone()]);
        Block { text, role: Role::Prose, places: before }
    }

    /// A stretch of a block with other words for some of its own. What is put stands where they stood.
    pub(super) fn edited(
        block: &Block,
        range: &Range<usize>,
        edits: &[(Range<usize>, String)],
    ) -> Block {
        let (mut text, mut places) = (String::new(), Vec::new());
        let mut at = range.start;
        for (edit, new) in edits.iter().filter(|it| it.0.end <= range.end) {
            if edit.start < at {
                continue;
            }
            text.push_str(&block.text[at..edit.start]);
            places.extend_from_slice(&block.places[at..edit.start]);
            let place = (block.places[edit.start].0, block.places[edit.end - 1].1);
            text.push_str(new);
            places.extend(std::iter::repeat_n(place, new.len()));
            at = edit.end;
        }
        text.push_str(&block.text[at..range.end]);
        places.extend_from_slice(&block.places[at..range.end]);
        Block { text, role: Role::Prose, places }
    }
}

/// An article as a reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Its title, where it has one.
    pub title: Option<String>,
    /// When it was published, where it says so.
    pub day: Option<Day>,
    /// Its blocks, from first to last.
    pub blocks: Vec<Block>,
}

/// In so many blocks at the beginning, outside of the running text, an article says when it was published.
const HEAD: usize = 6;

/// Reads an article; never fails, but may find nothing. Meant for articles: offsets are kept in 32 bits.
pub fn read(article: &str, format: Format) -> Reading {
    let mut reading = match format {
        Format::Plain => plain::read(article),
        Format::Markdown => markdown::read(article),
        Format::Html => html::read(article),
    };
    for block in reading.blocks.iter_mut().rev().take(3).filter(|it| it.role == Role::Prose) {
        if is_about_the_author(&block.text) {
            block.role = Role::Aside;
        }
    }
    if reading.day.is_none() {
        let apart = reading.blocks.iter().take(HEAD).filter(|it| it.role != Role::Prose);
        reading.day = apart.into_iter().find_map(|it| day_in(&it.text));
    }
    if reading.title.is_none() {
        let first = reading.blocks.first().filter(|block| block.role == Role::Heading);
        reading.title = first.map(|block| block.text.clone());
    }
    reading.title = reading.title.filter(|it| !tells_only_the_day(it));
    reading
}

/// `Published 13 January 2010`, which is no title.
fn tells_only_the_day(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    matches!(first.trim_end_matches(':'), "Published" | "Posted" | "Updated")
        && day_in(text).is_some()
}

/// Whether a text at the end of an article says who wrote it: `Ann Lee is a reporter for ...`.
fn is_about_the_author(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().take(16).collect();
    let verb = words.iter().position(|word| matches!(*word, "is" | "was" | "covers" | "reports"));
    let named = verb.is_some_and(|at| {
        (1..=4).contains(&at) && words[..at].iter().all(|it| it.starts_with(char::is_uppercase))
    });
    named
        && words.iter().any(|word| {
            let word = word.trim_end_matches([',', '.', ';']).to_lowercase();
            matches!(
                &*word,
                "reporter"
                    | "writer"
                    | "journalist"
                    | "editor"
                    | "author"
                    | "correspondent"
                    | "columnist"
                    | "contributor"
                    | "blogger"
                    | "freelance"
                    | "covers"
                    | "reports"
            )
        })
}

/// A block that grows by characters.
#[derive(Debug, Default)]
pub(super) struct Growing {
    text: String,
    places: Vec<(u32, u32)>,
}

impl Growing {
    /// Adds a character that stands at this place of the article.
    pub(super) fn push(&mut self, c: char, place: Range<usize>) {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) || is_unseen(c) {
            return;
        }
        self.text.push(c);
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let place = (narrow(place.start), narrow(place.end));
        self.places.extend(std::iter::repeat_n(place, c.len_utf8()));
    }

    /// Adds a text that stands in the article as it is.
    pub(super) fn push_str(&mut self, text: &str, start: usize) {
        for (at, c) in text.char_indices() {
            self.push(c, start + at..start + at + c.len_utf8());
        }
    }

    /// Whether nothing was added yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The block, without marks of notes such as `[12]`; none where nothing is left.
    pub(super) fn finish(&mut self, role: Role) -> Option<Block> {
        let Growing { text, places } = std::mem::take(self);
        let mut block = Block { text: String::with_capacity(text.len()), role, places: Vec::new() };
        let mut at = 0;
        while at < text.len() {
            let note = note_mark(&text[at..]);
            if note > 0 {
                at += note;
                continue;
            }
            let next = text[at..].chars().next().map_or(1, char::len_utf8);
            block.text.push_str(&text[at..at + next]);
            block.places.extend(&places[at..at + next]);
            at += next;
        }
        let end = block.text.trim_end().len();
        block.text.truncate(end);
        block.places.truncate(end);
        (!block.text.is_empty()).then_some(block)
    }
}

/// What no reader sees: marks of byte order, zeros, soft hyphens and spaces without width. They would part a
/// word in two.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{feff}' | '\0' | '\u{ad}' | '\u{200b}' | '\u{2060}')
}

/// The length of a mark such as `[12]`, `[a]` or `[citation needed]` at the start of a text; else 0.
fn note_mark(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('[') else { return 0 };
    let Some(end) = rest.bytes().take(24).position(|byte| byte == b']') else { return 0 };
    let inner = &rest[..end];
    let is_note = !inner.is_empty()
        && (inner.bytes().all(|byte| byte.is_ascii_digit())
            || inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase())
            || inner == "citation needed"
            || inner.strip_prefix("note ").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())));
    if is_note { end + 2 } else { 0 }
}

/// Whether a text ends as sentences do.
pub(super) fn ends_as_a_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '\u{201d}', '\u{2019}', ')', ']', '\u{bb}', ' ']);
    bare.ends_with(['.', '!', '?', '\u{2026}', '。', '！', '？', '؟', '۔', '।'])
}
