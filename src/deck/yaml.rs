//! YAML text to a tree of texts with their places, and every syntax fault of the file at once.
//! The only place that names the YAML crate for decks. Gives no text a meaning: `no`, `3.10`
//! and `~` stay as typed.

mod brackets;
mod broken;
mod layout;
mod lines;
pub(super) mod quoting;
mod repeats;

pub(super) use broken::{odd_indentation, wide_colon};
pub(super) use lines::{Head, Mark, PROMPTS};
pub(super) use repeats::ANSWERS;

use std::borrow::Cow;

use serde_yaml::granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, StructureStyle};

use super::faults;
use crate::diagnostic::{Diagnostic, Span};
use crate::text::bytes;

/// Deeper nesting is refused; a deck needs five levels.
const MAX_DEPTH: usize = 64;
/// No text of a card is longer, in bytes: some fifty pages.
const MAX_TEXT: usize = 100_000;
/// No map has more keys; a card has a dozen.
const MAX_KEYS: usize = 1_000;
/// So many texts one list of a card may hold.
const MAX_ITEMS: usize = 1_000;
/// How many broken cards are looked past in one file.
const MAX_REPAIRS: usize = 20;

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) value: Value,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Value {
    /// A text, exactly as typed.
    Text(String),
    /// Nothing after the key.
    Empty,
    List(Vec<Node>),
    Map(Vec<Entry>),
    /// Reported already.
    Faulty,
}

/// A key and its value.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) value: Node,
}

/// What was read.
pub(super) struct Document {
    pub(super) root: Option<Node>,
    /// The cards stand without `cards:` above them, and that is reported.
    pub(super) is_headless: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads one document; where the syntax is broken, leaves out the card and reads on.
pub(super) fn read(text: &str) -> Document {
    let mut diagnostics = Vec::new();
    let mut patched = Cow::Borrowed(text);
    let odd = text.char_indices().filter(|(_, c)| is_forbidden(*c));
    for (at, found) in odd.take(if may_hold_forbidden(text) { MAX_REPAIRS } else { 0 }) {
        let span = Span::new(at, at + found.len_utf8());
        diagnostics.push(faults::control_character(span, found));
    }
    if !diagnostics.is_empty() {
        // As many bytes, so that all that follows keeps its place.
        let blank = |c: char| if is_forbidden(c) { " ".repeat(c.len_utf8()) } else { c.into() };
        patched = Cow::Owned(text.chars().map(blank).collect());
    }
    let mut is_headless = false;
    let mut left_out: Option<Vec<usize>> = None;
    for _ in 0..=MAX_REPAIRS + 1 {
        let mut builder = Builder::new(&patched, left_out.as_deref().unwrap_or_default());
        match builder.run() {
            Ok(root) => {
                diagnostics.append(&mut builder.diagnostics);
                return Document { root, is_headless, diagnostics };
            }
            Err((kind, at)) => {
                if left_out.is_none() {
                    let found = brackets::unclosed(&patched);
                    left_out = Some(found.iter().map(|it| it.span.start).collect());
                    if !found.is_empty() {
                        patched = Cow::Owned(brackets::without(&patched, &found));
                        diagnostics.extend(found.into_iter().map(|it| it.fault));
                        continue;
                    }
                }
                if !is_headless && let Some((fault, rest)) = broken::without_cards(&patched) {
                    is_headless = true;
                    diagnostics.push(fault);
                    patched = Cow::Owned(rest);
                    continue;
                }
                let fault = broken::fault(text, &kind, at);
                // The cause may stand before the place where the parser stopped.
                let from = fault.span.start;
                let rest = broken::without_part(&patched, from)
                    .or_else(|| broken::without_part(&patched, at));
                if !diagnostics.contains(&fault) {
                    diagnostics.extend(broken::others(&patched, &fault));
                    diagnostics.push(fault);
                }
                let Some(rest) = rest else { break };
                patched = Cow::Owned(rest);
            }
        }
    }
    Document { root: None, is_headless, diagnostics }
}

fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')) || c == '\u{fffe}'
}

/// Whether a text has a byte with which a forbidden character may begin; most have none.
fn may_hold_forbidden(text: &str) -> bool {
    let is_harmless = |it: u8| {
        (it >= b' ' || matches!(it, b'\t' | b'\n' | b'\r')) && !matches!(it, 0x7f | 0xc2 | 0xef)
    };
    !bytes::all(text.as_bytes(), is_harmless)
}

enum Open {
    List(Vec<Node>, Span),
    Map {
        entries: Vec<Entry>,
        key: Option<(String, Span)>,
        span: Span,
        /// A text that begins with `{{` and was reported.
        is_text: bool,
    },
}

struct Builder<'a> {
    text: &'a str,
    /// Where values stood that were reported and left out, by place.
    left_out: &'a [usize],
    open: Vec<Open>,
    root: Option<Node>,
    last_plain: Option<Span>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, left_out: &'a [usize]) -> Builder<'a> {
        Builder {
            text,
            left_out,
            open: Vec::new(),
            root: None,
            last_plain: None,
            diagnostics: Vec::new(),
        }
    }

    fn run(&mut self) -> Result<Option<Node>, (ErrorKind, usize)> {
        let mut options = Options::default();
        options.flow_nesting_limit = MAX_DEPTH;
        options.block_nesting_limit = MAX_DEPTH;
        options.emit_unresolved_aliases = true;
        options.max_buffered_comment_events = usize::MAX;
        let mut n_documents = 0;
        for next in Parser::new_from_str_with_options(self.text, options) {
            let (event, span) = next.map_err(|error| {
                (error.kind().clone(), error.marker().byte_offset().unwrap_or(self.text.len()))
            })?;
            let range = span.byte_range().unwrap_or_default();
            let at = Span::new(range.start, range.end);
            if matches!(event, Event::DocumentStart(..)) {
                n_documents += 1;
                if n_documents > 1 {
                    self.diagnostics.push(faults::second_document(at));
                    break;
                }
            }
            let tag = span.tag_span().and_then(|tag| tag.byte_range());
            self.take(event, at, tag.map(|tag| Span::new(tag.start, tag.end)));
        }
        Ok(self.root.take())
    }

    fn take(&mut self, event: Event<'_>, at: Span, tag: Option<Span>) {
        let last_plain = self.last_plain.take();
        match event {
            Event::Comment(..) => {
                let cut = last_plain.filter(|plain| {
                    let between = self.text.get(plain.end..at.start).unwrap_or("\n");
                    between.chars().all(|c| c == ' ') && between.len() == 1
                });
                if let Some(plain) = cut {
                    let span = Span::new(plain.start, at.start + 1);
                    self.diagnostics.push(faults::cut_by_comment(span));
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.diagnostics.push(faults::anchor(at));
                self.put(Node { span: at, value: Value::Faulty });
            }
            Event::Scalar(text, style, anchor, _) => {
                let value = self.scalar(text.into_owned(), style, at, anchor, tag);
                if style == ScalarStyle::Plain && at.end > at.start {
                    self.last_plain = Some(at);
                }
                self.put(Node { span: at, value });
            }
            Event::SequenceStart(style, anchor, _) => {
                self.refuse_marks(at, anchor, tag);
                if style == StructureStyle::Flow {
                    self.check_split(at.start);
                }
                self.open.push(Open::List(Vec::new(), at));
            }
            Event::MappingStart(style, anchor, _) => {
                self.refuse_marks(at, anchor, tag);
                let rest = self.text.get(at.start..).unwrap_or_default();
                let is_text = style == StructureStyle::Flow && rest.starts_with("{{");
                if is_text {
                    let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
                    let cure = quoting::cure(quoting::rest_of_line(self.text, at.start));
                    let span = Span::new(at.start, at.start + length);
                    self.diagnostics.push(faults::braces(span, &cure));
                }
                self.open.push(Open::Map { entries: Vec::new(), key: None, span: at, is_text });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(at),
            _ => {}
        }
    }

    fn scalar(
        &mut self,
        text: String,
        style: ScalarStyle,
        at: Span,
        anchor: usize,
        tag: Option<Span>,
    ) -> Value {
        if self.refuse_marks(at, anchor, tag) || self.left_out.binary_search(&at.start).is_ok() {
            return Value::Faulty;
        }
        if style == ScalarStyle::Plain && at.start == at.end {
            return Value::Empty;
        }
        if text.len() > MAX_TEXT {
            self.diagnostics.push(faults::too_long(at, MAX_TEXT));
            return Value::Faulty;
        }
        // Only an escape in double quotes brings what does not stand in the file.
        if style == ScalarStyle::DoubleQuoted
            && let Some(found) = text.chars().find(|c| is_forbidden(*c))
        {
            let own = self.text.get(at.start + 1..at.end.saturating_sub(1)).unwrap_or_default();
            self.diagnostics.push(faults::escape_in_quotes(at, found, &quoting::cure(own)));
            return Value::Faulty;
        }
        Value::Text(text)
    }

    fn refuse_marks(&mut self, at: Span, anchor: usize, tag: Option<Span>) -> bool {
        if let Some(tag) = tag {
            let text = self.text.get(tag.start..tag.end).unwrap_or("!");
            let cure = quoting::cure(quoting::rest_of_line(self.text, tag.start));
            self.diagnostics.push(faults::tag(tag, text, &cure));
        } else if anchor > 0 {
            self.diagnostics.push(faults::anchor(at));
        }
        tag.is_some() || anchor > 0
    }

    /// A comma between digits in `[1,000 km]` makes two texts of one number.
    fn check_split(&mut self, start: usize) {
        let bytes = &self.text.as_bytes()[start..];
        let mut quote = None;
        for (idx, window) in bytes.windows(5).enumerate() {
            match (quote, window[0]) {
                (None, b']') => return,
                (None, mark @ (b'"' | b'\'')) => quote = Some(mark),
                (Some(open), mark) if open == mark => quote = None,
                (None, digit)
                    if digit.is_ascii_digit()
                        && window[1] == b','
                        && window[2..].iter().all(u8::is_ascii_digit) =>
                {
                    let span = Span::new(start + idx, start + idx + 5);
                    self.diagnostics.push(faults::split_number(span));
                    return;
                }
                _ => {}
            }
        }
    }

    fn close(&mut self, at: Span) {
        let node = match self.open.pop() {
            Some(Open::List(list, span)) => {
                let end = list.last().map_or(at.end, |last: &Node| last.span.end).max(span.end);
                Node { span: Span::new(span.start, end), value: Value::List(list) }
            }
            Some(Open::Map { is_text: true, span, .. }) => Node { span, value: Value::Faulty },
            Some(Open::Map { entries, span, .. }) => return self.close_map(entries, span, at),
            None => return,
        };
        self.put(node);
    }

    fn close_map(&mut self, entries: Vec<Entry>, span: Span, at: Span) {
        let parts = match self.open.last() {
            Some(Open::List(..)) => repeats::split(entries, &mut self.diagnostics),
            _ => vec![repeats::unique(entries, &mut self.diagnostics)],
        };
        for (idx, entries) in parts.into_iter().enumerate() {
            let start =
                entries.first().filter(|_| idx > 0).map_or(span.start, |it| it.key_span.start);
            let end = entries.last().map_or(at.end, |it| it.value.span.end.max(it.key_span.end));
            let span = Span::new(start, if idx == 0 { end.max(span.end) } else { end });
            self.put(Node { span, value: Value::Map(entries) });
        }
    }

    fn put(&mut self, node: Node) {
        // Only the cards may be any number.
        let is_of_card = self.open.len() > 2;
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::List(list, _)) if is_of_card && list.len() >= MAX_ITEMS => {
                if list.len() == MAX_ITEMS {
                    self.diagnostics.push(faults::too_many_items(node.span, MAX_ITEMS));
                    list.push(node);
                }
            }
            Some(Open::List(list, _)) => list.push(node),
            Some(Open::Map { is_text: true, .. }) => {}
            Some(Open::Map { entries, key, .. }) => match key.take() {
                None => {
                    let name = match node.value {
                        Value::Text(name) => name,
                        _ => String::new(),
                    };
                    if name.trim().is_empty() {
                        self.diagnostics.push(faults::no_key(node.span));
                    }
                    if name == "<<" {
                        self.diagnostics.push(faults::anchor(node.span));
                    }
                    *key = Some((name, node.span));
                }
                Some((name, key_span)) => {
                    if name.trim().is_empty() {
                        return;
                    }
                    if entries.len() >= MAX_KEYS {
                        if entries.len() == MAX_KEYS {
                            self.diagnostics.push(faults::too_many_keys(key_span, MAX_KEYS));
                            entries.push(Entry { key: name, key_span, value: node });
                        }
                        return;
                    }
                    entries.push(Entry { key: name, key_span, value: node });
                }
            },
        }
    }
}
