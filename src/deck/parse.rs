//! From YAML text to a deck: every fault at once, the good cards kept, no panic for any bytes.

mod card;
mod cloze;
mod fields;

use std::collections::HashMap;

use super::yaml::{self, Entry, Head, Mark, Node, Value};
use super::{Card, CardKey, Deck, NewOrder, RETENTION, Settings, faults};
use crate::deck::keys::{self, Room};
use crate::diagnostic::{Diagnostic, Severity, Span};
use fields::Reader;

/// A deck, what is wrong with it, and the text that the spans count in.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// The deck with its good cards.
    pub deck: Deck,
    /// All faults, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The file's text.
    pub text: String,
}

impl Parsed {
    /// Whether any card or the deck itself can't be used as it stands.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|it| it.severity == Severity::Error)
    }
}

/// Reads a deck from the bytes of its file.
pub fn parse(bytes: &[u8]) -> Parsed {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let at = error.valid_up_to();
            let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
            let fault = faults::not_utf8(Span::new(at, at + '\u{fffd}'.len_utf8()), utf16);
            let text = String::from_utf8_lossy(bytes).into_owned();
            return Parsed { diagnostics: vec![fault], text, deck: Deck::default() };
        }
    };
    let document = yaml::read(&text);
    let has_odd_space = document.diagnostics.iter().any(|it| it.code == faults::ODD_SPACE);
    let faults = document.diagnostics;
    let mut reader =
        Reader { text: &text, faults, broken: false, has_odd_space, meant: HashMap::new() };
    let syntax_broken = reader.faults.iter().any(|it| it.severity == Severity::Error);
    let deck = match document.root {
        Some(Node { value: Value::Map(entries), .. }) => deck(&mut reader, &entries),
        Some(Node { value: Value::List(list), span }) => {
            if !document.is_headless {
                reader.push(faults::no_cards_key(Span::new(span.start, span.start)));
            }
            // Their own faults are told at once, too.
            cards(&mut reader, &list, &[], &[]);
            Deck::default()
        }
        Some(node) if !syntax_broken => {
            let at = Span::new(node.span.start, node.span.start);
            reader.push(match &node.value {
                Value::Text(text) if yaml::wide_colon(text).is_some() => {
                    let at = node.span.start + yaml::wide_colon(text).unwrap_or(0);
                    faults::wide_colon(Span::new(at, at + '：'.len_utf8()))
                }
                _ => faults::no_cards(at),
            });
            Deck::default()
        }
        None if !syntax_broken => {
            reader.push(faults::no_cards(Span::default()));
            Deck::default()
        }
        _ => Deck::default(),
    };
    let mut diagnostics = reader.faults;
    // A fault in `defaults:` is found again in each card.
    diagnostics.sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    diagnostics.dedup();
    Parsed { deck, diagnostics, text }
}

fn deck(reader: &mut Reader<'_>, entries: &[Entry]) -> Deck {
    reader.known(entries, Room::Deck);
    let get = |name: &str| entries.iter().find(|entry| entry.key == name);
    if let Some(entry) = get("format")
        && let Some(version) = reader.text(entry)
        && version != "1"
    {
        if version.parse::<u32>().is_ok_and(|version| version > 1) {
            reader.push(faults::newer_format(entry.value.span, &version));
            return Deck::default();
        }
        reader.push(faults::out_of_range(entry.value.span, "format", &version, "`1`"));
    }
    let mut deck = Deck {
        id: get("id").and_then(|it| reader.id(it, true)),
        title: get("title").and_then(|it| reader.text(it)),
        language: get("language").and_then(|it| {
            let typed = reader.text(it)?;
            reader.language(&typed, it.value.span)
        }),
        source: get("source").and_then(|it| reader.source(it)),
        settings: get("settings").map(|it| settings(reader, it)).unwrap_or_default(),
        cards: Vec::new(),
    };
    let check_off = get("check").map(|it| reader.check(it)).unwrap_or_default();
    let defaults: &[Entry] = match get("defaults").map(|it| (&it.value.value, it)) {
        Some((Value::Map(entries), _)) => {
            reader.known(entries, Room::Card);
            entries
        }
        Some((Value::Empty | Value::Faulty, _)) | None => &[],
        Some((_, entry)) => {
            reader.wrong_shape(entry, "a map of card keys", "write `defaults: {tags: [history]}`");
            &[]
        }
    };
    match get("cards").map(|it| (&it.value.value, it)) {
        Some((Value::List(list), entry)) => {
            if list.is_empty() && reader.faults.is_empty() {
                reader.push(faults::no_cards(entry.key_span));
            }
            deck.cards = cards(reader, list, defaults, &check_off);
        }
        Some((Value::Faulty, _)) => {}
        Some((Value::Map(entries), entry)) => not_a_list(reader, entry, entries),
        Some((_, entry)) if reader.faults.is_empty() => {
            reader.push(faults::no_cards(entry.key_span));
        }
        None => reader.push(faults::no_cards(Span::default())),
        _ => {}
    }
    deck
}

/// A map where the cards should be: their dashes are missing, or other marks stand for them.
fn not_a_list(reader: &mut Reader<'_>, entry: &Entry, entries: &[Entry]) {
    let n_before = reader.faults.len();
    for it in entries {
        let head = format!("{}:", it.key);
        let head = Head::of(&head);
        match head.mark {
            Mark::Bullet => reader.push(faults::bullet(it.key_span, head.mark_text)),
            Mark::TightDash => {
                reader.push(faults::no_space(it.key_span, &format!("- {}:", head.word)));
            }
            Mark::None | Mark::Dash => {}
        }
    }
    if reader.faults.len() == n_before {
        let help =
            "begin each card with a dash: `- question:`, and put its other keys under `question`";
        reader.wrong_shape(entry, "a list", help);
    }
}

fn cards(reader: &mut Reader<'_>, list: &[Node], defaults: &[Entry], off: &[String]) -> Vec<Card> {
    let mut cards: Vec<Card> = Vec::with_capacity(list.len());
    let mut seen: HashMap<CardKey, Span> = HashMap::with_capacity(list.len());
    let mut inside: Vec<usize> = reader
        .faults
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .map(|it| it.span.start)
        .collect();
    inside.sort_unstable();
    let mut nodes = list.iter().peekable();
    while let Some(node) = nodes.next() {
        reader.broken = false;
        if nodes.next_if(|next| card::is_cut(reader, node, next)).is_some() {
            continue;
        }
        let Some(mut card) = card::card(reader, node, defaults) else { continue };
        if reader.broken || touches(node.span, &inside) {
            continue;
        }
        if let Some(first) = seen.get(&card.key) {
            let fault = match &card.id {
                Some(id) => faults::duplicate_id(node.span, *first, id),
                None => faults::same_prompt(node.span, *first),
            };
            reader.push(fault);
            continue;
        }
        seen.insert(card.key.clone(), node.span);
        card.check_off.extend_from_slice(off);
        cards.push(card);
    }
    cards
}

/// Whether one of the sorted places lies in the card.
fn touches(card: Span, places: &[usize]) -> bool {
    let next = places.partition_point(|at| *at < card.start);
    places.get(next).is_some_and(|at| *at < card.end)
}

fn settings(reader: &mut Reader<'_>, entry: &Entry) -> Settings {
    let Some(entries) = reader.map(entry, Room::Settings) else { return Settings::default() };
    let get = |name: &str| entries.iter().find(|entry| entry.key == name);
    Settings {
        retention: get("retention")
            .and_then(|it| reader.number(it, RETENTION, "a number from 0.70 to 0.99")),
        new_per_day: get("new-per-day").and_then(|it| reader.whole(it)),
        reviews_per_day: get("reviews-per-day").and_then(|it| reader.whole(it)),
        pass: get("pass").and_then(|it| reader.number(it, 0.0..=1.0, "a number from 0 to 1")),
        order: get("order").and_then(|it| match reader.one_of(it, keys::ORDERS)? {
            0 => Some(NewOrder::Deck),
            _ => Some(NewOrder::Random),
        }),
    }
}

#[cfg(test)]
mod cures;
#[cfg(test)]
mod tests;
