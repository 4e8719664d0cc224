//! Keys that stand twice under one dash: cards whose dash is missing, each read on its own, and keys too many.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::{Entry, PROMPTS};
use crate::deck::faults;
use crate::diagnostic::{Diagnostic, Span};

/// Keys of which each makes a card whole together with what it asks.
pub(in crate::deck) const ANSWERS: [&str; 7] =
    ["answer", "back", "wrong", "choices", "order", "match", "list"];

/// A key without the mark that someone typed for a dash.
fn bare(key: &str) -> &str {
    key.trim_start_matches(|c: char| !c.is_alphabetic())
}

fn is_prompt(key: &str) -> bool {
    PROMPTS.contains(&bare(key))
}

/// The entries without those whose key stood before.
pub(super) fn unique(entries: Vec<Entry>, faults: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut names: HashSet<&str, RandomState> =
        HashSet::with_capacity_and_hasher(entries.len(), RandomState::default());
    if entries.iter().all(|entry| names.insert(&entry.key)) {
        return entries;
    }
    let mut seen: HashMap<String, Span> = HashMap::with_capacity(entries.len());
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries {
        if let Some(first) = seen.get(&entry.key) {
            faults.push(faults::duplicate_key(entry.key_span, *first, &entry.key));
        } else {
            seen.insert(entry.key.clone(), entry.key_span);
            kept.push(entry);
        }
    }
    kept
}

/// The maps that the entries under one dash are: more than one where a card begins without a dash of its own.
pub(super) fn split(entries: Vec<Entry>, faults: &mut Vec<Diagnostic>) -> Vec<Vec<Entry>> {
    let last_prompt = entries.iter().rposition(|entry| is_prompt(&entry.key));
    let mut parts = Vec::new();
    let mut current: Vec<Entry> = Vec::with_capacity(entries.len());
    for (idx, entry) in entries.into_iter().enumerate() {
        let asks = is_prompt(&entry.key).then(|| current.iter().find(|it| is_prompt(&it.key)));
        let same = || current.iter().find(|it| bare(&it.key) == bare(&entry.key));
        // An answer may stand above its question.
        let begins_above = || same().filter(|_| last_prompt.is_some_and(|last| last > idx));
        let first = asks.flatten().or_else(begins_above).map(|it| it.key_span);
        if let Some(first) = first.filter(|_| is_whole(&current)) {
            let fault = faults::card_without_dash(entry.key_span, bare(&entry.key), Some(first));
            faults.push(fault);
            parts.push(unique(std::mem::take(&mut current), faults));
        }
        current.push(entry);
    }
    parts.push(unique(current, faults));
    parts
}

fn is_whole(card: &[Entry]) -> bool {
    let has = |names: &[&str]| card.iter().any(|it| names.contains(&bare(&it.key)));
    has(&["cloze"]) || has(&PROMPTS) && has(&ANSWERS)
}
