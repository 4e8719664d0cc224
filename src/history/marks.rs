//! What a log says beside its reviews: cards put aside, flagged, noted, last seen; decks; decisions on
//! identity. Small enough to be kept in memory for every card there is.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use indexmap::{Equivalent, IndexMap};
use serde::{Deserialize, Serialize};

use super::{Algorithm, CardId, DeckSeen, Event, Logged, ParameterSet, Seen};
use crate::deck::{CardKey, DeckId};
use crate::text::fold::hash;
use crate::time::{Day, Newest};

/// A map for names of cards. They come from one's own decks, so that speed counts and nobody chooses
/// them to collide. Keeps its order, most often that of the deck, so that a whole deck is looked up as
/// its cards lie ([`InOrder`]).
pub type CardMap<K, V> = IndexMap<K, V, foldhash::fast::RandomState>;

/// Looks up one name after the other in a map that has most of them in the same order: where memory is
/// slow, ten times as fast as by hash alone.
#[derive(Debug)]
pub struct InOrder<'a, K, V> {
    map: &'a CardMap<K, V>,
    next: usize,
}

impl<'a, K: Eq + Hash, V> InOrder<'a, K, V> {
    /// Begins with the first.
    pub fn new(map: &'a CardMap<K, V>) -> Self {
        InOrder { map, next: 0 }
    }

    /// The value of a key.
    pub fn get<Q>(&mut self, key: &Q) -> Option<&'a V>
    where
        Q: Equivalent<K> + Hash + ?Sized,
    {
        let found = match self.map.get_index(self.next) {
            Some((next, value)) if key.equivalent(next) => (self.next, value),
            _ => self.map.get_full(key).map(|(at, _, value)| (at, value))?,
        };
        self.next = found.0 + 1;
        Some(found.1)
    }
}

/// What a log says beside its reviews.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Marks {
    /// Cards put aside.
    pub suspended: HashSet<CardId>,
    /// Cards flagged.
    pub flagged: HashSet<CardId>,
    /// Notes to cards.
    pub notes: HashMap<CardId, String>,
    /// Each card as last seen, by deck.
    pub seen: BTreeMap<DeckId, CardMap<CardKey, SeenHash>>,
    /// Each deck as last seen.
    pub decks: HashMap<DeckId, DeckSeen>,
    /// Decisions on identity: the card's name now, and the one its progress is filed under.
    pub aliases: HashMap<(DeckId, CardKey), Option<CardKey>>,
    /// The newest parameters of each scheduler, and the study day they are of.
    pub parameters: HashMap<Algorithm, (Day, ParameterSet)>,
    /// The newest events.
    pub newest: Newest,
}

/// A card as last seen, in hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenHash {
    /// Of its prompt.
    #[serde(with = "crate::text::eight_bytes")]
    pub prompt: u64,
    /// Of its answer.
    #[serde(with = "crate::text::eight_bytes")]
    pub answer: u64,
    /// Of all that was seen, its neighbours too.
    #[serde(with = "crate::text::eight_bytes")]
    pub whole: u64,
}

impl SeenHash {
    /// The hashes of a card as seen.
    pub fn of(seen: &Seen) -> SeenHash {
        let key = |key: &Option<CardKey>| key.as_ref().map_or("", |key| &key.0).to_owned();
        let whole = [&seen.kind, &seen.prompt, &seen.answer, &key(&seen.before), &key(&seen.after)];
        SeenHash {
            prompt: hash(&seen.prompt),
            answer: hash(&seen.answer),
            whole: hash(&whole.map(String::as_str).join("\u{1f}")),
        }
    }
}

impl Marks {
    /// Takes the next event of the log; those about answers change nothing but the newest moment.
    pub fn take(&mut self, logged: &Logged) {
        let moment = logged.moment;
        self.newest.take(moment, logged.doubtful);
        match &logged.event {
            Event::Review(_) | Event::Amend(_) | Event::Revoke { .. } => {}
            Event::Suspend { card, on } => toggle(&mut self.suspended, card, *on),
            Event::Flag { card, on } => toggle(&mut self.flagged, card, *on),
            Event::Note { card, text } if text.is_empty() => {
                self.notes.remove(card);
            }
            Event::Note { card, text } => {
                self.notes.insert(card.clone(), text.clone());
            }
            event @ (Event::Seen(_) | Event::Deck(_)) => self.saw(event),
            Event::Alias { deck, card, was } => {
                self.aliases.insert((deck.clone(), card.clone()), was.clone());
            }
            Event::Parameters(set) => {
                self.parameters.insert(set.scheduler, (moment.day, set.clone()));
            }
        }
    }

    /// Takes how a card or a deck was seen; nothing of other events.
    pub fn saw(&mut self, event: &Event) {
        match event {
            Event::Seen(seen) => {
                let cards = self.seen.entry(seen.deck.clone()).or_default();
                cards.insert(seen.card.clone(), SeenHash::of(seen));
            }
            Event::Deck(deck) => {
                self.decks.insert(deck.deck.clone(), deck.clone());
            }
            _ => {}
        }
    }

    /// The parameters of a scheduler as they are now; none for its defaults.
    pub fn values(&self, scheduler: Algorithm) -> &[f64] {
        self.parameters.get(&scheduler).map_or(&[], |(_, set)| &set.values)
    }

    /// The name a card's progress is filed under: follows decisions on identity, and stops where
    /// they would go round in a circle.
    pub fn filed(&self, deck: &DeckId, card: &CardKey) -> CardKey {
        if self.aliases.is_empty() {
            return card.clone();
        }
        let mut place = (deck.clone(), card.clone());
        let mut passed = HashSet::new();
        while let Some(Some(was)) = self.aliases.get(&place) {
            if !passed.insert(place.1.clone()) {
                break;
            }
            place.1 = was.clone();
        }
        place.1
    }
}

fn toggle(set: &mut HashSet<CardId>, card: &CardId, on: bool) {
    if on {
        set.insert(card.clone());
    } else {
        set.remove(card);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{EventId, Hlc};
    use crate::time::Moment;

    #[test]
    fn the_newest_parameters_of_each_scheduler_hold() {
        let mut marks = Marks::default();
        let mut take = |scheduler, values: &[f64], n| {
            let set =
                ParameterSet { scheduler, values: values.to_vec(), reviews: 9, frozen: false };
            marks.take(&Logged {
                id: EventId::new("run", n),
                device: "here".into(),
                hlc: Hlc { ms: i64::from(n), n: 0 },
                moment: Moment::default(),
                doubtful: false,
                event: Event::Parameters(set),
            });
        };
        take(Algorithm::Fsrs7, &[1.0], 1);
        take(Algorithm::Fsrs6, &[2.0], 2);
        take(Algorithm::Fsrs7, &[3.0], 3);
        assert_eq!(marks.values(Algorithm::Fsrs7), [3.0]);
        assert_eq!(marks.values(Algorithm::Fsrs6), [2.0]);
        assert_eq!(marks.values(Algorithm::Sm2), [0.0; 0]);
    }

    #[test]
    fn in_order_every_name_is_found_wherever_it_stands() {
        let map: CardMap<u8, u8> = [(3, 30), (1, 10), (2, 20)].into_iter().collect();
        let mut found = InOrder::new(&map);
        let asked = [3, 1, 2, 2, 1, 9, 2, 3];
        let answers = asked.map(|key| found.get(&key).copied());
        assert_eq!(answers, asked.map(|key| map.get(&key).copied()));
    }

    #[test]
    fn sets_are_told_apart_by_number_and_defaults_have_none() {
        assert_eq!(ParameterSet::number(&[]), 0);
        let [one, other] = [[0.1, 0.2], [0.1, 0.3]].map(|values| ParameterSet::number(&values));
        assert!(one != 0 && other != 0 && one != other);
        assert_eq!(one, ParameterSet::number(&[0.1, 0.2]));
    }
}
