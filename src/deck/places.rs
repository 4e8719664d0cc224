//! Where the values of a deck stand in its text, for those who would change the text and not the deck.

use std::collections::HashMap;

use super::Parsed;
use super::yaml::{self, ANSWERS, Entry, Node, Value};
use crate::diagnostic::Span;

/// Places of values in a deck's text.
#[derive(Debug, Default)]
pub struct Places {
    /// Answers that stand without quotes, each with its card among the good ones, by number.
    pub bare: Vec<(usize, Span)>,
    /// Texts in lines of their own below `|` or `>`, in which every space counts.
    pub blocks: Vec<Span>,
}

/// The places in the text of a deck.
pub fn places(parsed: &Parsed) -> Places {
    let mut places = Places::default();
    let Some(root) = yaml::read(&parsed.text).root else { return places };
    let cards = parsed.deck.cards.iter().enumerate().map(|(n, card)| (card.span.start, n));
    let cards: HashMap<usize, usize> = cards.collect();
    let source = |node: &Node| parsed.text.get(node.span.start..node.span.end).unwrap_or_default();
    each(&root, &mut |node| match &node.value {
        Value::Text(_) if source(node).starts_with(['|', '>']) => places.blocks.push(node.span),
        Value::Map(entries) => {
            let Some(card) = cards.get(&node.span.start) else { return };
            for it in entries.iter().filter(|it| is_answer(it)) {
                each(&it.value, &mut |node| {
                    if matches!(&node.value, Value::Text(text) if text == source(node)) {
                        places.bare.push((*card, node.span));
                    }
                });
            }
        }
        _ => {}
    });
    places
}

fn is_answer(entry: &Entry) -> bool {
    entry.key == "accept" || ANSWERS.contains(&&*entry.key)
}

/// Looks at a node and all below it. Of what is said of a choice only its text is looked at.
fn each(node: &Node, look: &mut impl FnMut(&Node)) {
    look(node);
    match &node.value {
        Value::List(list) => list.iter().for_each(|it| each(it, look)),
        Value::Map(entries) => {
            let is_choice = entries.iter().any(|it| it.key == "correct");
            let seen = entries.iter().filter(|it| !is_choice || it.key == "text");
            seen.for_each(|it| each(&it.value, look));
        }
        Value::Text(_) | Value::Empty | Value::Faulty => {}
    }
}
