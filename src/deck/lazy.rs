//! A deck that is read when it is first looked into, and one card of it without reading the others:
//! the first question need not wait for a thousand cards.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::{Card, Outline, Parsed, parse};
use crate::diagnostic::Span;

/// A deck's file as it is now.
#[derive(Clone, Debug, Default)]
pub struct FileNow {
    /// Its bytes; none where it is gone.
    pub bytes: Vec<u8>,
    /// It is still the file that the outline was made of, and nothing can be said against it.
    pub as_outlined: bool,
}

/// A deck that is read when it is first looked into.
#[derive(Clone)]
pub struct LazyDeck(Arc<Lazy>);

struct Lazy {
    parsed: OnceLock<Parsed>,
    read: Box<dyn Fn() -> FileNow + Send + Sync>,
}

impl LazyDeck {
    /// A deck whose file will be read by this.
    pub fn new(read: impl Fn() -> FileNow + Send + Sync + 'static) -> LazyDeck {
        LazyDeck(Arc::new(Lazy { parsed: OnceLock::new(), read: Box::new(read) }))
    }

    /// The card at a place of the outline; `None` where the file has changed and lost it.
    pub fn card(&self, outline: &Outline, idx: usize) -> Option<Card> {
        if self.0.parsed.get().is_none()
            && let Some(card) = alone(&(self.0.read)(), outline, idx)
        {
            return Some(card);
        }
        let (cards, wanted) = (&self.deck.cards, outline.cards.get(idx)?);
        let is_it = |card: &&Card| card.key == wanted.key;
        cards.get(idx).filter(is_it).or_else(|| cards.iter().find(is_it)).cloned()
    }
}

impl From<Parsed> for LazyDeck {
    fn from(parsed: Parsed) -> LazyDeck {
        let read = Box::new(FileNow::default);
        LazyDeck(Arc::new(Lazy { parsed: parsed.into(), read }))
    }
}

impl Deref for LazyDeck {
    type Target = Parsed;

    fn deref(&self) -> &Parsed {
        self.0.parsed.get_or_init(|| parse(&(self.0.read)().bytes))
    }
}

/// Reads a card as if it were the only one of its deck: what stands before the first card, and its own
/// lines. `None` where it does not stand on lines of its own, as in `cards: [{...}, {...}]`; then what
/// was cut out has a fault, or is not the card that the outline knows.
fn alone(file: &FileNow, outline: &Outline, idx: usize) -> Option<Card> {
    if !file.as_outlined || !outline.cards_last {
        return None;
    }
    let text = std::str::from_utf8(&file.bytes).ok()?;
    let line = |idx: usize| {
        let Some(card) = outline.cards.get(idx) else { return Some(text.len()) };
        let before = text.get(..usize::try_from(card.start).ok()?)?;
        Some(before.rfind(['\n', '\r']).map_or(0, |at| at + 1))
    };
    let (head, start, end) = (line(0)?, line(idx)?, line(idx + 1)?);
    // The blank lines after a text are counted otherwise where the file ends with them.
    let more = if end < text.len() { "#\n" } else { "" };
    let parsed = parse([text.get(..head)?, text.get(start..end)?, more].concat().as_bytes());
    let mut cards = parsed.deck.cards.into_iter();
    let (mut card, None) = (cards.next()?, cards.next()) else { return None };
    let wanted = &outline.cards[idx];
    if !parsed.diagnostics.is_empty() || !wanted.is_of(&card) {
        return None;
    }
    card.span = Span::new(usize::try_from(wanted.start).ok()?, usize::try_from(wanted.end).ok()?);
    Some(card)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each card read alone, beside each card read with the others.
    fn both(text: &str) -> (Vec<Option<Card>>, Vec<Card>) {
        let parsed = parse(text.as_bytes());
        let outline = Outline::from(&parsed);
        let as_outlined = parsed.diagnostics.is_empty();
        let file = FileNow { bytes: text.into(), as_outlined };
        let n_cards = parsed.deck.cards.len();
        ((0..n_cards).map(|idx| alone(&file, &outline, idx)).collect(), parsed.deck.cards)
    }

    #[test]
    fn a_card_on_its_own_lines_is_read_alone() {
        for text in [
            "id: d\ndefaults: {tags: [x]}\ncards:\n  - front: a\n    back: |+\n      b\n\n\n  # c\n  - {front: c, back: d}\n",
            "\u{feff}cards:\n- question: a\n  answer: b\n- question: >\n    c\n    d\n  answer: e\n  hint: 'f\n\n    g'\n",
            "cards:\r\n  - question: ä\r\n    answer: b\r\n  - question: é\r\n    answer: c",
        ] {
            let (alone, all) = both(text);
            assert_eq!(alone.into_iter().map(Option::unwrap).collect::<Vec<_>>(), all, "{text}");
        }
    }

    #[test]
    fn a_card_that_shares_its_lines_is_read_with_the_others() {
        for text in [
            "cards: [{front: a, back: b}, {front: c, back: d}]\n",
            "cards:\n  - {front: a, back: b}\n  - {front: c, back: d}\ndefaults: {tags: [x]}\n",
            "cards:\n  - {front: a, back: b}\n  - {front: a, back: c}\n",
        ] {
            assert!(both(text).0.iter().all(Option::is_none), "{text}");
        }
    }

    /// Decks as people may write them, with and without faults.
    fn decks() -> impl Strategy<Value = String> {
        let line = prop::sample::select(vec![
            "  - front: a\n    back: b\n",
            "  - question: c\n    answer: |\n      d\n\n      - e\n",
            "  -\n    front: f\n    back: g\n",
            "  - {front: h, back: 'i\n\n    - j'}\n",
            "  - cloze: '{{k}} l'\n    tags: [m, n]\n",
            "  # - front: o\n\n",
            "  [\n",
            "  {front: 1, back: 2},\n",
            "  ]\n",
            "  - front: p\n    back: |+\n      q\n\n\n",
            "  - question: r\n    answer: >-\n      s\n      t\n    accept:\n    - u\n    - v\n",
            "id: w\n",
            "defaults:\n  hint: x\n",
        ]);
        let head = prop::sample::select(vec!["", "title: y\n", "defaults: {tags: [z]}\n"]);
        (head, prop::collection::vec(line, 1..6))
            .prop_map(|(head, lines)| format!("{head}cards:\n{}", lines.concat()))
    }

    proptest! {
        #[test]
        fn a_card_read_alone_is_the_card_of_the_deck(text in decks()) {
            let (alone, all) = both(&text);
            for (alone, card) in alone.into_iter().zip(all) {
                prop_assert!(alone.is_none_or(|alone| alone == card));
            }
        }
    }
}
