//! HTML as card text: what looks strong, slanted, like code, like a list or a table there is written with
//! the marks of the deck format; all else that HTML can do is left out and counted.

use std::collections::BTreeSet;

use super::tree::{self, Element, Node};
use crate::deck::markup::{self, Block, Span};
use crate::text::bytes;

/// Characters that stand for what an entity or a command means, in a plane that no script uses, so that
/// they are told from the same characters typed plainly.
const KEPT: [(&str, char, char); 8] = [
    ("&nbsp;", '\u{F5000}', ' '),
    ("&#91;", '\u{F5001}', '['),
    ("&#92;", '\u{F5002}', '\\'),
    ("&#123;", '\u{F5003}', '{'),
    ("&#125;", '\u{F5004}', '}'),
    ("&#58;", '\u{F5005}', ':'),
    ("&#x27;", '\u{F5006}', '\''),
    ("&#9;", '\u{F5007}', '\t'),
];

/// Marks of emphasis, and the characters that stand for them until it is known what is around them.
#[derive(Clone, Copy)]
struct Marks {
    open: char,
    close: char,
    typed: &'static str,
}

/// No text that is meant to be read has more.
const MAX_SIGNS: usize = 10_000;

const STRONG: Marks = Marks { open: '\u{F6000}', close: '\u{F6001}', typed: "**" };
const SLANTED: Marks = Marks { open: '\u{F6002}', close: '\u{F6003}', typed: "*" };

/// Card text, with what it shows and what was left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Words {
    pub text: String,
    /// Pictures and sounds, by their names in Anki.
    pub media: Vec<String>,
    /// What card text has no form for, in words.
    pub simplified: BTreeSet<&'static str>,
}

/// The tree of a field, its characters kept apart.
pub(super) fn nodes(html: &str) -> Vec<Node<'_>> {
    tree::plain(html, &kept).unwrap_or_else(|| {
        let mut html = html.to_owned();
        for (entity, kept, _) in KEPT {
            if html.contains(entity) {
                html = html.replace(entity, &kept.to_string());
            }
        }
        tree::by_all_rules(&html)
    })
}

/// What stands for an entity of this name.
fn kept(name: &str) -> Option<char> {
    let is_name = |entity: &str| entity[1..entity.len() - 1] == *name;
    KEPT.iter().find(|(entity, ..)| is_name(entity)).map(|(_, kept, _)| *kept)
}

/// Nodes as card text.
pub(super) fn words<'n>(nodes: impl IntoIterator<Item = &'n Node<'n>>) -> Words {
    let mut writer = Writer::default();
    writer.nodes(nodes);
    let mut words = writer.words;
    let text = words.text.trim_matches(|c: char| c == '\n' || c == ' ');
    let is_plain =
        text.len() == words.text.len() && bytes::all(text.as_bytes(), |byte| !is_odd(byte));
    if !is_plain {
        words.text = restored(&emphasised(text));
    }
    words
}

/// Whether a byte belongs to a control, or may belong to a character that stands for another for a while.
fn is_odd(byte: u8) -> bool {
    byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xf3..)
}

/// Whether a text has nothing that HTML, Anki or card text gives a meaning: most texts.
fn is_bare(text: &str) -> bool {
    let mut last = 0;
    text.bytes().all(|byte| {
        let is_double = byte == b' ' && last == b' ';
        last = byte;
        !is_double && !is_odd(byte) && !MARKS[usize::from(byte)]
    })
}

/// The bytes by which card text and Anki's commands are marked.
static MARKS: [bool; 256] = bytes::table(br"*_`$!\~[");

/// The text with its marks typed; within a word marks would be text, and are left out.
fn emphasised(text: &str) -> String {
    let is_sign = |c: char| ('\u{F6000}'..='\u{F6003}').contains(&c);
    if !text.contains(is_sign) {
        return text.to_owned();
    }
    if text.matches(is_sign).count() > MAX_SIGNS {
        return text.replace(is_sign, "");
    }
    let mut text = text.to_owned();
    for Marks { open, close, typed } in [STRONG, SLANTED] {
        while let Some(start) = text.find(open) {
            let Some(len) = text[start..].find(close) else { break };
            let end = start + len;
            let before = text[..start].chars().rev().find(|c| !is_sign(*c));
            let after = text[end + close.len_utf8()..].chars().find(|c| !is_sign(*c));
            let is_word = |c: Option<char>| c.is_some_and(markup::is_word);
            let typed = if is_word(before) || is_word(after) { "" } else { typed };
            text.replace_range(end..end + close.len_utf8(), typed);
            text.replace_range(start..start + open.len_utf8(), typed);
        }
    }
    text
}

fn restored(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .map(|c| KEPT.iter().find(|(_, kept, _)| *kept == c).map_or(c, |(_, _, plain)| *plain))
        .collect()
}

#[derive(Default)]
struct Writer {
    words: Words,
    /// Numbers of the lists that are open; none for points without numbers.
    lists: Vec<Option<usize>>,
}

impl Writer {
    fn nodes<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node<'n>>) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn new_line(&mut self) {
        while self.words.text.ends_with(' ') {
            self.words.text.pop();
        }
        if !self.words.text.is_empty() && !self.words.text.ends_with('\n') {
            self.words.text.push('\n');
        }
    }

    fn text(&mut self, text: &str) {
        if is_bare(text) {
            let is_first = self.words.text.is_empty() || self.words.text.ends_with([' ', '\n']);
            let text = if is_first { text.trim_start_matches(' ') } else { text };
            self.words.text.push_str(text);
            return;
        }
        let mut folded = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                let before = if folded.is_empty() { &self.words.text } else { &folded };
                if !before.is_empty() && !before.ends_with([' ', '\n']) {
                    folded.push(' ');
                }
            } else {
                folded.push(c);
            }
        }
        self.commands(&folded);
    }

    /// Text with Anki's sounds and formulas in it.
    fn commands(&mut self, text: &str) {
        let mut rest = text;
        while let Some((at, end, command)) = next_command(rest) {
            self.plain(&rest[..at]);
            match command {
                Command::Sound(name) => self.media("", name),
                Command::Maths { source, display } => {
                    let source = source.trim().replace("<br>", " ");
                    let source = source.trim();
                    if source.is_empty() {
                    } else if display {
                        self.words.text.push_str(&format!("$${source}$$"));
                    } else {
                        self.words.text.push_str(&format!("${source}$"));
                    }
                }
                Command::Speech => {
                    self.words.simplified.insert("speech made by Anki");
                }
            }
            rest = &rest[end..];
        }
        self.plain(rest);
    }

    /// Text without a meaning of its own.
    fn plain(&mut self, text: &str) {
        let text = restored_marks(text);
        // Without any of these no text is a mark; most texts have none.
        if !text.contains(['*', '_', '`', '$', '!', '\\', '~']) {
            self.words.text.push_str(&text);
            return;
        }
        let is_plain = match markup::parse(&text).as_slice() {
            [] | [Block::Blank] => true,
            [Block::Paragraph(spans)] => {
                matches!(spans.as_slice(), [Span::Text(same)] if *same == text)
            }
            // A marker of a list is read as it was meant.
            [Block::Point { marker, body }] => {
                matches!(body.as_slice(), [Span::Text(rest)] if text.strip_prefix(marker.as_str()) == Some(rest))
            }
            _ => false,
        };
        if is_plain {
            self.words.text.push_str(&text);
            return;
        }
        let mut n_backslashes = 0;
        for (at, c) in text.char_indices() {
            let is_media = c == '!' && text[at + 1..].starts_with('[');
            if matches!(c, '*' | '_' | '`' | '$') || is_media {
                self.words.text.extend(std::iter::repeat_n('\\', n_backslashes + 1));
            }
            n_backslashes = if c == '\\' { n_backslashes + 1 } else { 0 };
            self.words.text.push(c);
        }
    }

    fn media(&mut self, alt: &str, name: &str) {
        let name = name.trim();
        if name.is_empty() || name.starts_with("data:") {
            self.words.simplified.insert("pictures within the text");
            self.words.text.push_str(alt);
            return;
        }
        if name.contains("://") {
            self.words.simplified.insert("pictures from the net, whose addresses stay");
            self.words.text.push_str(alt);
            self.address(name, !alt.is_empty());
            return;
        }
        let alt = alt.replace(['\n', '[', ']'], " ");
        // As it is written in the field; the file may be called as that says.
        let safe = super::safe_media_name(&percent_decoded(name));
        self.words.text.push_str(&format!("![{}]({safe})", alt.trim()));
        self.words.media.push(name.to_owned());
    }

    /// Where the text before leads to, unless it says so itself.
    fn address(&mut self, address: &str, has_text: bool) {
        if !has_text {
            self.plain(address);
        } else if !self.words.text.ends_with(address) {
            self.words.text.push_str(" (");
            self.plain(address);
            self.words.text.push(')');
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        let children = &element.children;
        match &*element.name {
            "br" => {
                while self.words.text.ends_with(' ') {
                    self.words.text.pop();
                }
                self.words.text.push('\n');
            }
            "b" | "strong" => self.marked(STRONG, children),
            "i" | "em" => self.marked(SLANTED, children),
            "pre" => self.pre(children),
            "code" | "kbd" | "samp" | "tt" => self.code(children),
            "img" => {
                let name = element.attribute("src").unwrap_or_default();
                self.media(element.attribute("alt").unwrap_or_default(), name);
            }
            "hr" => self.new_line(),
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" => {
                self.new_line();
                if !self.words.text.is_empty() && !self.words.text.ends_with("\n\n") {
                    self.words.text.push('\n');
                }
                self.nodes(children);
                self.new_line();
            }
            "ul" | "ol" => {
                self.new_line();
                let numbered = element.name == "ol";
                self.lists.push(numbered.then_some(1));
                self.nodes(children);
                self.lists.pop();
                self.new_line();
            }
            "li" => self.point(children),
            "table" => self.table(element),
            "rt" => {
                self.words.text.push('(');
                self.nodes(children);
                self.words.text.push(')');
            }
            "rp" => {}
            "a" => {
                let start = self.words.text.len();
                self.nodes(children);
                let address = element.attribute("href").unwrap_or_default();
                if address.starts_with("http") {
                    self.address(address, self.words.text.len() > start);
                }
            }
            "sub" | "sup" => {
                self.words.simplified.insert("raised or lowered characters");
                self.words.text.push(if element.name == "sup" { '^' } else { '_' });
                self.nodes(children);
            }
            "video" | "audio" | "object" | "iframe" | "svg" | "canvas" => {
                self.words.simplified.insert("embedded pages and drawings");
                if let Some(name) = element.attribute("src") {
                    self.media("", name);
                }
            }
            "div" | "section" | "article" | "header" | "footer" | "details" | "summary" | "dl"
            | "dt" | "dd" | "center" | "form" | "figure" | "figcaption" | "address" => {
                self.new_line();
                self.nodes(children);
                self.new_line();
            }
            "u" | "s" | "del" | "strike" | "ins" | "mark" | "font" | "small" | "big" => {
                self.words.simplified.insert("underlines, colours and sizes");
                self.nodes(children);
            }
            _ => {
                if element.attribute("style").is_some() {
                    self.words.simplified.insert("underlines, colours and sizes");
                }
                self.nodes(children);
            }
        }
    }

    /// What the children give, taken out of the text again.
    fn apart(&mut self, children: &[Node<'_>]) -> String {
        let before = std::mem::take(&mut self.words.text);
        self.nodes(children);
        std::mem::replace(&mut self.words.text, before)
    }

    /// Marks take effect only around text that neither begins nor ends with a space.
    fn marked(&mut self, marks: Marks, children: &[Node<'_>]) {
        let inner = self.apart(children);
        let kept = inner.trim();
        let is_marked = |c: char| c == marks.open || c == marks.close;
        if kept.is_empty() || kept.contains("\n\n") || kept.contains(is_marked) {
            self.words.text.push_str(&inner);
            return;
        }
        let start = inner.find(kept).unwrap_or(0);
        self.words.text.push_str(&inner[..start]);
        self.words.text.push(marks.open);
        self.words.text.push_str(kept);
        self.words.text.push(marks.close);
        self.words.text.push_str(&inner[start + kept.len()..]);
    }

    fn pre(&mut self, children: &[Node<'_>]) {
        let language = children
            .iter()
            .filter_map(Node::element)
            .find_map(|it| it.attribute("class")?.strip_prefix("language-"))
            .unwrap_or_default()
            .to_owned();
        let inner = restored(&as_typed(children));
        let ticks = "`".repeat(3.max(longest_run(&inner) + 1));
        self.new_line();
        let inner = inner.trim_matches('\n');
        self.words.text.push_str(&format!("{ticks}{language}\n{inner}\n{ticks}\n"));
    }

    fn code(&mut self, children: &[Node<'_>]) {
        let inner = restored(&as_typed(children)).replace('\n', " ");
        if inner.is_empty() {
            return;
        }
        let ticks = "`".repeat(longest_run(&inner) + 1);
        let pad = if inner.starts_with('`') || inner.ends_with('`') { " " } else { "" };
        self.words.text.push_str(&format!("{ticks}{pad}{inner}{pad}{ticks}"));
    }

    fn point(&mut self, children: &[Node<'_>]) {
        self.new_line();
        let depth = self.lists.len().saturating_sub(1);
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.words.text.push_str(&"  ".repeat(depth));
        self.words.text.push_str(&marker);
        let inner = self.apart(children);
        self.words.text.push_str(inner.trim_start_matches(['\n', ' ']).trim_end());
        self.new_line();
    }

    fn table(&mut self, table: &Element<'_>) {
        self.new_line();
        let mut rows = Vec::new();
        gather_rows(&table.children, &mut rows);
        for (idx, row) in rows.iter().enumerate() {
            let cells: Vec<&Element<'_>> = row
                .children
                .iter()
                .filter_map(Node::element)
                .filter(|it| matches!(&*it.name, "td" | "th"))
                .collect();
            self.words.text.push('|');
            for cell in &cells {
                let inner = self.apart(&cell.children);
                let inner = inner.trim().replace('\n', " ").replace('|', "\\|");
                self.words.text.push_str(&format!(" {inner} |"));
            }
            self.words.text.push('\n');
            if idx == 0 && !cells.is_empty() && cells.iter().all(|it| it.name == "th") {
                self.words.text.push('|');
                self.words.text.push_str(&"---|".repeat(cells.len()));
                self.words.text.push('\n');
            }
        }
    }
}

/// Nodes as text without marks.
fn as_typed(nodes: &[Node<'_>]) -> String {
    let mut text = String::new();
    typed(nodes, &mut text);
    text
}

fn typed(nodes: &[Node<'_>], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(it) if it.name == "br" => out.push('\n'),
            Node::Element(it) => {
                if it.name == "div" && !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
                typed(&it.children, out);
            }
        }
    }
}

fn gather_rows<'a>(nodes: &'a [Node<'a>], rows: &mut Vec<&'a Element<'a>>) {
    for element in nodes.iter().filter_map(Node::element) {
        if element.name == "tr" {
            rows.push(element);
        } else {
            gather_rows(&element.children, rows);
        }
    }
}

fn longest_run(text: &str) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Backslashes and brackets that were written as entities are text.
fn restored_marks(text: &str) -> String {
    if text.contains(|c: char| ('\u{F5000}'..='\u{F5007}').contains(&c)) {
        // Spaces stay kept, so that they are not folded later.
        text.chars()
            .map(|c| match KEPT.iter().find(|(_, kept, _)| *kept == c) {
                Some((_, kept, ' ' | '\t')) => *kept,
                Some((_, _, plain)) => *plain,
                None => c,
            })
            .collect()
    } else {
        text.to_owned()
    }
}

/// A name as the address it may be stands for.
pub fn percent_decoded(name: &str) -> String {
    let bytes = name.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = bytes.get(at + 1..at + 3).and_then(|it| std::str::from_utf8(it).ok());
        match code.filter(|_| bytes[at] == b'%').and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| name.to_owned())
}

enum Command<'a> {
    Sound(&'a str),
    Maths { source: &'a str, display: bool },
    Speech,
}

/// What formulas stand between, and whether they stand on lines of their own.
const MATHS: [(&str, &str, bool); 5] = [
    ("\\(", "\\)", false),
    ("\\[", "\\]", true),
    ("[latex]", "[/latex]", true),
    ("[$]", "[/$]", false),
    ("[$$]", "[/$$]", true),
];

/// The first of Anki's commands in a text: where it begins and ends.
fn next_command(text: &str) -> Option<(usize, usize, Command<'_>)> {
    if !text.contains(['[', '\\']) {
        return None;
    }
    let mut found: Option<(usize, usize, Command<'_>)> = None;
    let mut offer = |at: usize, end: usize, command| {
        if found.as_ref().is_none_or(|(first, ..)| at < *first) {
            found = Some((at, end, command));
        }
    };
    for (open, close, display) in MATHS {
        if let Some(at) = text.find(open) {
            let inside = at + open.len();
            if let Some(len) = text[inside..].find(close) {
                let source = &text[inside..inside + len];
                offer(at, inside + len + close.len(), Command::Maths { source, display });
            }
        }
    }
    for (open, is_sound) in [("[sound:", true), ("[anki:tts", false)] {
        if let Some(at) = text.find(open) {
            let inside = at + open.len();
            if let Some(len) = text[inside..].find(']') {
                let name = &text[inside..inside + len];
                let command = if is_sound { Command::Sound(name) } else { Command::Speech };
                offer(at, inside + len + 1, command);
            }
        }
    }
    found
}
