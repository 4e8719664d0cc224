//! Reads the values under keys as texts, lists, numbers and switches, and collects what is wrong.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::deck::facet::unfit_id;
use crate::deck::keys::{self, Room};
use crate::deck::yaml::{self, Entry, Head, Mark, Node, PROMPTS, Value, quoting};
use crate::deck::{AnkiNote, Rejected, Source, Strict, faults, languages};
use crate::diagnostic::{Diagnostic, Severity, Span};

/// Collects faults while values are read.
pub(super) struct Reader<'t> {
    /// The file's text.
    pub(super) text: &'t str,
    pub(super) faults: Vec<Diagnostic>,
    /// The card being read has a fault.
    pub(super) broken: bool,
    /// Somewhere a line only looks indented.
    pub(super) has_odd_space: bool,
    /// What was meant by keys of cards that are none; one misspelling comes a thousand times.
    pub(super) meant: HashMap<String, Option<&'static str>>,
}

impl Reader<'_> {
    pub(super) fn push(&mut self, fault: Diagnostic) {
        self.broken |= fault.severity == Severity::Error;
        self.has_odd_space |= fault.code == faults::ODD_SPACE;
        self.faults.push(fault);
    }

    pub(super) fn wrong_shape(&mut self, entry: &Entry, wanted: &str, help: &str) {
        if matches!(entry.value.value, Value::Faulty) {
            self.broken = true;
            return;
        }
        self.push(faults::wrong_shape(entry.value.span, &entry.key, wanted, help));
    }

    /// Where words stand in a value, as they were typed.
    pub(super) fn place(&self, entry: &Entry, words: &str) -> Option<Span> {
        let span = entry.value.span;
        let at = span.start + self.text.get(span.start..span.end)?.find(words)?;
        Some(Span::new(at, at + words.len()))
    }

    /// The key of a card that was probably meant.
    pub(super) fn meant(&mut self, key: &str) -> Option<&'static str> {
        if let Some(found) = self.meant.get(key) {
            return *found;
        }
        let found = keys::nearest(Room::Card, key);
        self.meant.insert(key.to_owned(), found);
        found
    }

    /// Reports keys that have no place in this room.
    pub(super) fn known(&mut self, entries: &[Entry], room: Room) {
        for entry in entries.iter().filter(|it| it.key != "<<") {
            if keys::find(room, &entry.key).is_some() {
                continue;
            }
            if let Some((idx, found)) = yaml::odd_indentation(&entry.key) {
                let at = entry.key_span.start + idx;
                self.push(faults::odd_space(Span::new(at, at + found.len_utf8()), found));
                continue;
            }
            let head = format!("{}:", entry.key);
            let head = Head::of(&head);
            let is_outside = room == Room::Deck && head.card_key().is_some();
            let fault = match head.mark {
                Mark::Bullet => faults::bullet(entry.key_span, head.mark_text),
                Mark::TightDash => faults::no_space(entry.key_span, &format!("- {}:", head.word)),
                _ if is_outside => {
                    let is_prompt = PROMPTS.contains(&head.word);
                    faults::card_key_outside(entry.key_span, &entry.key, is_prompt)
                }
                _ => {
                    let near = match room {
                        Room::Card => self.meant(&entry.key),
                        _ => keys::nearest(room, &entry.key),
                    };
                    faults::unknown_key(entry.key_span, &entry.key, room.words(), near)
                }
            };
            self.push(fault);
        }
    }

    /// The text of a value; blank ones are reported.
    pub(super) fn text(&mut self, entry: &Entry) -> Option<String> {
        self.node_text(&entry.value, entry)
    }

    /// A name under which progress is kept; one that could be taken for another is reported.
    pub(super) fn id(&mut self, entry: &Entry, of_deck: bool) -> Option<String> {
        let id = self.text(entry)?;
        let Some(why) = unfit_id(&id, of_deck) else { return Some(id) };
        self.push(faults::unfit_id(entry.value.span, &id, why));
        None
    }

    fn node_text(&mut self, node: &Node, entry: &Entry) -> Option<String> {
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => return Some(text.clone()),
            Value::Text(_) | Value::Empty => {
                let span = if node.span.start < node.span.end { node.span } else { entry.key_span };
                let after = quoting::line_from(self.text, entry.key_span.end);
                let comment = after.trim_start_matches(':').trim();
                self.push(if node.span.start == node.span.end && comment.starts_with('#') {
                    faults::empty_by_comment(span, &entry.key, &quoting::cure(comment))
                } else {
                    faults::empty(span, &entry.key)
                });
            }
            Value::Faulty => self.broken = true,
            Value::Map(_) => {
                let help = match quoting::on_one_line(self.text, node.span) {
                    Some(own) => quoting::cure(own),
                    None => "put a text with `: ` or braces in it in single quotes".to_owned(),
                };
                self.push(faults::wrong_shape(node.span, &entry.key, "a text, not a map", &help));
            }
            Value::List(_) => match self.bracketed(node) {
                Some(own) => {
                    let cure = quoting::cure(own);
                    self.push(faults::brackets(node.span, &entry.key, &cure));
                }
                None => {
                    let help = "write one text after the key";
                    let wanted = "a text, not a list";
                    self.push(faults::wrong_shape(node.span, &entry.key, wanted, help));
                }
            },
        }
        None
    }

    /// A value in brackets, where it is one text that someone may have meant to stand in them.
    pub(super) fn bracketed(&self, node: &Node) -> Option<&str> {
        let Value::List(list) = &node.value else { return None };
        let own = quoting::on_one_line(self.text, node.span).filter(|it| it.starts_with('['));
        own.filter(|_| list.len() <= 1)
    }

    /// A language tag, with its primary code in small letters.
    pub(super) fn language(&mut self, typed: &str, span: Span) -> Option<String> {
        match languages::tag(typed) {
            Ok(tag) => Some(tag),
            Err(code) => {
                self.push(faults::unknown_language(span, typed, code));
                None
            }
        }
    }

    /// A list of texts; one text stands for a list of one.
    pub(super) fn texts(&mut self, entry: &Entry) -> Vec<String> {
        match &entry.value.value {
            Value::List(list) => list.iter().filter_map(|it| self.node_text(it, entry)).collect(),
            Value::Empty => Vec::new(),
            _ => self.text(entry).into_iter().collect(),
        }
    }

    /// A list of at least two different texts.
    pub(super) fn steps(&mut self, entry: &Entry, least: usize) -> Vec<String> {
        let Value::List(list) = &entry.value.value else {
            self.wrong_shape(entry, "a list", "write one to a line, each after `- `");
            return Vec::new();
        };
        if list.len() < least {
            self.push(faults::too_few(entry.value.span, &entry.key, least));
        }
        self.distinct(list.iter());
        self.texts(entry)
    }

    /// Reports texts that stand twice.
    pub(super) fn distinct<'n>(&mut self, nodes: impl Iterator<Item = &'n Node>) {
        let mut seen = HashMap::new();
        for node in nodes {
            if let Value::Text(text) = &node.value {
                match seen.get(text.trim()) {
                    Some(first) => self.push(faults::duplicate(node.span, text, *first)),
                    None => drop(seen.insert(text.trim(), node.span)),
                }
            }
        }
    }

    pub(super) fn map<'n>(&mut self, entry: &'n Entry, room: Room) -> Option<&'n [Entry]> {
        match &entry.value.value {
            Value::Map(entries) => {
                self.known(entries, room);
                Some(entries)
            }
            Value::Empty => None,
            Value::Faulty => {
                self.broken = true;
                None
            }
            _ => {
                self.wrong_shape(entry, "a map", "write its keys indented below, one to a line");
                None
            }
        }
    }

    pub(super) fn truth(&mut self, entry: &Entry) -> Option<bool> {
        let text = self.text(entry)?;
        match text.to_lowercase().as_str() {
            "true" | "yes" => Some(true),
            "false" | "no" => Some(false),
            _ => {
                let names = ["true", "false"];
                self.push(faults::not_one_of(entry.value.span, &entry.key, &text, &names));
                None
            }
        }
    }

    pub(super) fn one_of(&mut self, entry: &Entry, names: &[&str]) -> Option<usize> {
        let text = self.text(entry)?;
        let found = names.iter().position(|name| *name == text);
        if found.is_none() {
            self.push(faults::not_one_of(entry.value.span, &entry.key, &text, names));
        }
        found
    }

    pub(super) fn number(
        &mut self,
        entry: &Entry,
        range: RangeInclusive<f64>,
        words: &str,
    ) -> Option<f64> {
        let text = self.text(entry)?;
        let number = text.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            self.push(faults::out_of_range(entry.value.span, &entry.key, &text, words));
        }
        number
    }

    pub(super) fn whole<N: std::str::FromStr>(&mut self, entry: &Entry) -> Option<N> {
        let text = self.text(entry)?;
        let number = text.parse().ok();
        if number.is_none() {
            let words = "a whole number from 0 on";
            self.push(faults::out_of_range(entry.value.span, &entry.key, &text, words));
        }
        number
    }

    pub(super) fn source(&mut self, entry: &Entry) -> Option<Source> {
        if matches!(entry.value.value, Value::Text(_)) {
            return Some(Source { text: self.text(entry), ..Source::default() });
        }
        let entries = self.map(entry, Room::Source)?;
        let get = |name: &str| entries.iter().find(|entry| entry.key == name);
        let mut text = |name: &str| get(name).and_then(|it| self.text(it));
        let mut source = Source {
            title: text("title"),
            author: text("author"),
            date: text("date"),
            url: text("url"),
            section: text("section"),
            quote: text("quote"),
            ..Source::default()
        };
        source.start = get("start").and_then(|it| self.whole(it));
        source.end = get("end").and_then(|it| self.whole(it));
        Some(source)
    }

    pub(super) fn check(&mut self, entry: &Entry) -> Vec<String> {
        let entries = self.map(entry, Room::Check).unwrap_or_default();
        let off = entries.iter().find(|entry| entry.key == "off");
        off.map(|it| self.texts(it)).unwrap_or_default()
    }

    pub(super) fn anki(&mut self, entry: &Entry) -> AnkiNote {
        let entries = self.map(entry, Room::Anki).unwrap_or_default();
        let mut text = |name: &str| {
            let entry = entries.iter().find(|entry| entry.key == name);
            entry.and_then(|it| self.text(it))
        };
        AnkiNote { guid: text("guid"), notetype: text("notetype"), held: text("held") }
    }

    pub(super) fn strict(&mut self, entry: &Entry) -> Strict {
        let mut strict = Strict::default();
        for name in self.texts(entry) {
            match name.as_str() {
                "case" => strict.case = true,
                "accents" => strict.accents = true,
                "articles" => strict.articles = true,
                "spelling" => strict.spelling = true,
                "punctuation" => strict.punctuation = true,
                _ => {
                    let names = keys::ALLOWANCES;
                    self.push(faults::not_one_of(entry.value.span, "strict", &name, names));
                }
            }
        }
        strict
    }

    /// Wrong responses: a list of texts, or a map of text to the reason.
    pub(super) fn reject(&mut self, entry: &Entry) -> Vec<Rejected> {
        let Value::Map(entries) = &entry.value.value else {
            let texts = self.texts(entry).into_iter();
            return texts.map(|text| Rejected { text, why: String::new() }).collect();
        };
        let mut rejected = Vec::with_capacity(entries.len());
        for it in entries {
            let why = if matches!(it.value.value, Value::Empty) { None } else { self.text(it) };
            rejected.push(Rejected { text: it.key.clone(), why: why.unwrap_or_default() });
        }
        rejected
    }
}
