//! The names of decks: their own, or that of the known deck which a file goes on from. Knows nothing of how its
//! cards are found again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::DeckFacts;
use crate::deck::{CardKey, DeckId};
use crate::history::{CardMap, Marks};

/// The decks' names: their own `id` where it is known, else a known deck's, else their own `id`, else
/// a new one made of the file's name.
pub(super) fn deck_names(marks: &Marks, decks: &[DeckFacts<'_>]) -> Vec<DeckId> {
    let own: Vec<Option<DeckId>> =
        decks.iter().map(|deck| deck.explicit.map(DeckId::from)).collect();
    let is_known = |name: &DeckId| marks.decks.contains_key(name) || marks.seen.contains_key(name);
    let mut names: Vec<Option<DeckId>> =
        own.iter().map(|own| own.clone().filter(is_known)).collect();
    let mut taken: HashSet<DeckId> = own.iter().flatten().cloned().collect();
    // Most often every deck is known by its own id, and nothing need be compared.
    let all_known = names.iter().all(Option::is_some);
    let shares = if all_known { Vec::new() } else { shares(marks, decks) };
    for (_, name, at) in shares {
        if names[at].is_none() && taken.insert(name.clone()) {
            names[at] = Some(name.clone());
        }
    }
    for (own, name) in own.into_iter().zip(&mut names).filter(|(_, name)| name.is_none()) {
        *name = own;
    }
    for (deck, name) in decks.iter().zip(&mut names).filter(|(_, name)| name.is_none()) {
        *name = same_file(marks, deck, &taken).inspect(|name| {
            taken.insert(name.clone());
        });
    }
    taken.extend(marks.seen.keys().chain(marks.decks.keys()).cloned());
    let settle = |(deck, name): (&DeckFacts<'_>, Option<DeckId>)| {
        name.unwrap_or_else(|| {
            let name = DeckId(unique(&slug(deck.stem), |name| taken.contains(&DeckId::from(name))));
            taken.insert(name.clone());
            name
        })
    };
    decks.iter().zip(names).map(settle).collect()
}

/// The known deck that was named after a file of this name and has this title: every card of it that
/// was answered may have been reworded since.
fn same_file(marks: &Marks, deck: &DeckFacts<'_>, taken: &HashSet<DeckId>) -> Option<DeckId> {
    let name = DeckId::from(slug(deck.stem).as_str());
    let known = marks.decks.get(&name).filter(|known| !known.explicit)?;
    (known.title == deck.title && !taken.contains(&name)).then_some(name)
}

/// How many cards each deck shares with each known one, most first. They must be half
/// of the smaller deck. A deck with an `id` of its own may go on from a deck that had none.
fn shares<'h>(marks: &'h Marks, decks: &[DeckFacts<'_>]) -> Vec<(usize, &'h DeckId, usize)> {
    let known = &marks.seen;
    let mut homes: HashMap<&CardKey, BTreeSet<&'h DeckId>> = HashMap::new();
    let mut answers: HashMap<(&CardKey, &DeckId), u64> = HashMap::new();
    for (deck, cards) in known {
        for (card, seen) in cards {
            homes.entry(card).or_default().insert(deck);
            answers.insert((card, deck), seen.answer);
        }
    }
    for (deck, card) in marks.aliases.keys() {
        let is_known = |cards: &CardMap<_, _>| cards.contains_key(&marks.filed(deck, card));
        if known.get(deck).is_some_and(is_known) {
            homes.entry(card).or_default().insert(deck);
        }
    }
    let mut shares = Vec::new();
    let has_id = |name: &DeckId| marks.decks.get(name).is_some_and(|known| known.explicit);
    for (at, deck) in decks.iter().enumerate() {
        let mut counts: BTreeMap<&'h DeckId, usize> = BTreeMap::new();
        for card in deck.cards {
            // Many decks ask "What is the capital?"; it is the same card with the same answer.
            let same = |home: &&&DeckId| {
                card.explicit
                    || answers.get(&(&card.key, **home)).is_none_or(|answer| *answer == card.answer)
            };
            for home in homes.get(&card.key).into_iter().flatten().filter(same) {
                *counts.entry(home).or_default() += 1;
            }
        }
        let fits = |(name, count): &(&'h DeckId, usize)| {
            let smaller = deck.cards.len().min(known.get(name).map_or(0, CardMap::len));
            count * 2 >= smaller && (deck.explicit.is_none() || !has_id(name))
        };
        shares.extend(counts.into_iter().filter(fits).map(|(name, count)| (count, name, at)));
    }
    // Of decks with as many, the one of the same title, then the one named after such a file.
    let unlike = |name: &DeckId, at: usize| {
        let same_title = marks.decks.get(name).is_some_and(|known| known.title == decks[at].title);
        (!same_title, *name.0 != *slug(decks[at].stem))
    };
    shares.sort_by(|a, b| {
        let tie = || (unlike(a.1, a.2), a.1, a.2).cmp(&(unlike(b.1, b.2), b.1, b.2));
        b.0.cmp(&a.0).then_with(tie)
    });
    shares
}

/// A file's name as a deck's: lower-case letters and digits, joined by hyphens.
fn slug(stem: &str) -> String {
    let plain: String = stem.nfc().flat_map(char::to_lowercase).collect();
    let words: Vec<&str> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "deck".to_owned() } else { words.join("-") }
}

/// The name, or the name with the first number from 2 on that is not taken.
pub(super) fn unique(name: &str, taken: impl Fn(&str) -> bool) -> std::sync::Arc<str> {
    let mut candidate = name.to_owned();
    let mut number = 2_usize;
    while taken(&candidate) {
        candidate = format!("{name}-{number}");
        number += 1;
    }
    candidate.into()
}
