//! Finds decks and cards again after their files were moved, renamed, reordered or edited.
//! Compares what the files say now with what the log last saw; asks nobody and writes nothing.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::deck::{Card, CardKey, CardOutline, DeckId, markup};
use crate::history::{CardMap, Event, InOrder, Marks, Seen, SeenHash};
use crate::text::fold::fold;

/// What identity needs to know of a deck's file.
#[derive(Clone, Copy)]
pub struct DeckFacts<'a> {
    /// The author's own `id`.
    pub explicit: Option<&'a str>,
    /// The file's name without its ending.
    pub stem: &'a str,
    /// The deck's title.
    pub title: &'a str,
    /// Its cards in file order.
    pub cards: &'a [CardOutline],
    /// Gives the texts of the same cards; asked for only where cards were edited.
    pub texts: &'a dyn Fn() -> Vec<CardFacts>,
}

/// The texts by which an edited card is found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardFacts {
    /// Its name in the file.
    pub key: CardKey,
    /// Its kind's word.
    pub kind: String,
    /// Its prompt, folded.
    pub prompt: String,
    /// Its prompt as it is written, on one line.
    pub text: String,
    /// Its answer, as plain text.
    pub answer: String,
}

impl From<&Card> for CardFacts {
    fn from(card: &Card) -> CardFacts {
        CardFacts {
            key: card.key.clone(),
            kind: card.kind_word().to_owned(),
            prompt: fold(&card.prompt()),
            text: on_one_line(&card.prompt()),
            answer: card.answer_text(),
        }
    }
}

fn on_one_line(prompt: &str) -> String {
    markup::plain(prompt).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names under which a deck and its cards keep their progress.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The deck's name in the log.
    pub deck: DeckId,
    /// The cards filed under another name than their own; every other card is filed under its own.
    pub filed: HashMap<CardKey, CardKey>,
    /// Edited cards found again beyond doubt, in file order; they are in `filed` too.
    pub sure: Vec<Match>,
    /// Cards that may be edited ones, in file order; until decided they are filed as new.
    pub unsure: Vec<Match>,
    /// Known cards whose answers are other texts than those last seen, in file order: their names in the
    /// file, and the names they are filed under.
    pub answered_otherwise: Vec<(CardKey, CardKey)>,
    /// Known cards that are no longer in the file, and that no match names.
    pub gone: Vec<CardKey>,
}

/// An edited card and the known one it goes on from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The card's name in the file.
    pub card: CardKey,
    /// The name its progress is filed under.
    pub was: CardKey,
    /// The prompt last seen, as it was written.
    pub old_prompt: String,
    /// The prompt in the file, as it is written.
    pub new_prompt: String,
}

/// Prompts at least this alike are one card if the answer is the same.
const ALIKE_WITH_ANSWER: f64 = 0.75;
/// Prompts at least this alike are one card between the same neighbours, whatever the answer: below it a
/// question about another thing (`Capital of Peru?`, `Capital of Cuba?`) would take over the progress.
const ALIKE: f64 = 0.85;
/// Prompts at least this alike are worth a question.
const NEAR: f64 = 0.6;
/// Prompts at least this alike are one card with the same answer between the same neighbours.
const NEAR_WITH_ANSWER: f64 = 0.4;
/// How many cards beside one may have come or gone where its place is still told by the ones behind them.
const PASSED: usize = 3;
/// So many cards with one answer are looked at by their place.
const MANY: usize = 20;
/// How much the same answer counts, in similarity, when several known cards could be meant.
const ANSWER_WEIGHT: f64 = 0.2;
/// How much the same neighbours count.
const PLACE_WEIGHT: f64 = 0.1;
/// The cells of edit-distance tables filled for one deck, at most: less than a
/// second of work.
const CELLS: usize = 10_000_000;

/// What the log knows of decks and cards.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// What it says beside the reviews.
    pub marks: &'a Marks,
    /// Gives the texts last seen of a deck's cards; asked for only where cards were edited.
    pub texts: &'a dyn Fn(&DeckId) -> Vec<Seen>,
}

/// Resolves the names of decks and their cards, in the order given.
pub fn resolve(known: Known<'_>, decks: &[DeckFacts<'_>]) -> Vec<Resolved> {
    let names = deck_names(known.marks, decks);
    let resolve = |(facts, deck): (&DeckFacts<'_>, DeckId)| {
        let found = if unchanged(known.marks, &deck, facts) {
            Resolved::default()
        } else {
            Search::new(known, &deck, facts).finish()
        };
        let answered_otherwise = answered_otherwise(known.marks, &deck, facts, &found.filed);
        Resolved { deck, answered_otherwise, ..found }
    };
    decks.iter().zip(names).map(resolve).collect()
}

/// Whether every known card of a deck stands in its file under its own name, and no decision says
/// otherwise: then every card is filed under its own.
fn unchanged(marks: &Marks, deck: &DeckId, facts: &DeckFacts<'_>) -> bool {
    let Some(seen) = marks.seen.get(deck) else { return marks.aliases.is_empty() };
    let mut known = InOrder::new(seen);
    let n_known = facts.cards.iter().filter(|card| known.get(&card.key).is_some()).count();
    marks.aliases.is_empty() && n_known == seen.len()
}

/// The known cards of a deck whose answers are other texts than those last seen.
fn answered_otherwise(
    marks: &Marks,
    deck: &DeckId,
    facts: &DeckFacts<'_>,
    filed: &HashMap<CardKey, CardKey>,
) -> Vec<(CardKey, CardKey)> {
    let Some(seen) = marks.seen.get(deck) else { return Vec::new() };
    let mut seen = InOrder::new(seen);
    let others = facts.cards.iter().filter_map(|card| {
        let name = filed.get(&card.key).unwrap_or(&card.key);
        let is_other = seen.get(name).is_some_and(|seen| seen.answer != card.answer);
        is_other.then(|| (card.key.clone(), name.clone()))
    });
    others.collect()
}

/// The `seen` event to write for a card whose text or neighbours differ from those last seen.
pub fn seen(
    marks: &Marks,
    resolved_deck: &DeckId,
    filed: &CardKey,
    card: CardFacts,
    (before, after): (Option<&CardKey>, Option<&CardKey>),
) -> Option<Event> {
    let now = Seen {
        deck: resolved_deck.clone(),
        card: filed.clone(),
        kind: card.kind,
        text: (card.text != card.prompt).then_some(card.text),
        prompt: card.prompt,
        answer: card.answer,
        before: before.cloned(),
        after: after.cloned(),
    };
    let before = marks.seen.get(resolved_deck).and_then(|cards| cards.get(filed));
    (before != Some(&SeenHash::of(&now))).then(|| Event::Seen(Box::new(now)))
}

/// The places of the cards before and after one of so many.
fn neighbours(n_cards: usize, idx: usize) -> (Option<usize>, Option<usize>) {
    (idx.checked_sub(1), Some(idx + 1).filter(|&after| after < n_cards))
}

/// The decks' names: their own `id` where it is known, else a known deck's, else their own `id`, else
/// a new one made of the file's name.
fn deck_names(marks: &Marks, decks: &[DeckFacts<'_>]) -> Vec<DeckId> {
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
fn unique(name: &str, taken: impl Fn(&str) -> bool) -> std::sync::Arc<str> {
    let mut candidate = name.to_owned();
    let mut number = 2_usize;
    while taken(&candidate) {
        candidate = format!("{name}-{number}");
        number += 1;
    }
    candidate.into()
}

/// The search for a deck's cards among those last seen.
struct Search<'a> {
    marks: &'a Marks,
    deck: &'a DeckId,
    cards: &'a [CardOutline],
    /// The cards' texts, where some are to be matched.
    texts: Vec<CardFacts>,
    /// What each card is filed under, once that is settled.
    filed: Vec<Option<CardKey>>,
    /// Known cards that are not in the file under a settled name, and that no match names yet.
    gone: Vec<CardKey>,
    /// Their texts, where some are to be matched; taken out as they are matched.
    missing: Vec<Option<Seen>>,
}

/// A card of the file, a missing one, and what they have in common.
struct Pair {
    new: usize,
    old: usize,
    similarity: f64,
    same_answer: bool,
}

impl<'a> Search<'a> {
    /// Settles the cards that are known or decided on; what is left on both sides may be matched.
    fn new(known: Known<'a>, deck: &'a DeckId, facts: &DeckFacts<'a>) -> Self {
        let (marks, cards) = (known.marks, facts.cards);
        let seen = marks.seen.get(deck);
        let seen_card = |key: &CardKey| seen.and_then(|seen| seen.get(key));
        let mut claims: Vec<(bool, bool, usize, CardKey)> = Vec::new();
        for (at, card) in cards.iter().enumerate() {
            let decided = !marks.aliases.is_empty()
                && marks.aliases.contains_key(&(deck.clone(), card.key.clone()));
            let name = marks.filed(deck, &card.key);
            let seen = seen_card(&name);
            if decided || seen.is_some() {
                let edited = seen.is_none_or(|seen| seen.prompt != card.prompt);
                claims.push((edited, !decided, at, name));
            }
        }
        // An old prompt may come back as a new card while its progress lives on under an edited
        // one; the card that still reads as last seen keeps the name.
        claims.sort();
        let mut filed = vec![None; cards.len()];
        let mut taken = HashSet::with_capacity(claims.len());
        let mut losers = Vec::new();
        for (_, _, at, name) in claims {
            if taken.insert(name.clone()) {
                filed[at] = Some(name);
            } else {
                losers.push(at);
            }
        }
        losers.sort_unstable();
        for at in losers {
            let name = unique(&cards[at].key.0, |name| taken.contains(&CardKey::from(name)));
            let name = CardKey::from(&*name);
            taken.insert(name.clone());
            filed[at] = Some(name);
        }
        let is_gone = |key: &&CardKey| !taken.contains(*key) && marks.filed(deck, key) == **key;
        let keys = seen.into_iter().flat_map(CardMap::keys);
        let mut gone: Vec<CardKey> = keys.filter(is_gone).cloned().collect();
        gone.sort();
        let (mut texts, mut missing) = (Vec::new(), Vec::new());
        if filed.iter().any(Option::is_none) && !gone.is_empty() {
            texts = (facts.texts)();
            missing = (known.texts)(deck);
            missing.retain(|seen| gone.binary_search(&seen.card).is_ok());
            missing.sort_by(|a, b| a.card.cmp(&b.card));
        }
        let missing = missing.into_iter().map(Some).collect();
        Search { marks, deck, cards, texts, filed, gone, missing }
    }

    /// Matches what can be matched: first all that is sure, then what is worth a question.
    fn finish(mut self) -> Resolved {
        let mut pairs = self.pairs();
        let mut sure = Vec::new();
        // A card found may be the neighbour by which another one is found.
        loop {
            let found = self.settle(&pairs, Search::is_sure);
            if found.is_empty() {
                break;
            }
            sure.extend(found);
            pairs.retain(|pair| self.is_open(pair));
        }
        let filed: HashMap<CardKey, CardKey> = (self.cards.iter().zip(&self.filed))
            .filter_map(|(card, name)| Some((card.key.clone(), name.clone()?)))
            .filter(|(card, name)| card != name)
            .collect();
        let mut unsure = self.settle(&pairs, |_, pair| pair.similarity >= NEAR);
        // Reworded from the first word to the last, where only place and answer are the same.
        unsure.extend(self.settle(&self.in_place(), |_, _| true));
        sure.sort_by_key(|(at, _)| *at);
        unsure.sort_by_key(|(at, _)| *at);
        Resolved {
            deck: self.deck.clone(),
            filed,
            sure: sure.into_iter().map(|(_, found)| found).collect(),
            unsure: unsure.into_iter().map(|(_, found)| found).collect(),
            gone: self.gone,
            ..Resolved::default()
        }
    }

    /// Neither side has been matched yet.
    fn is_open(&self, pair: &Pair) -> bool {
        self.filed[pair.new].is_none() && self.missing[pair.old].is_some()
    }

    /// Matches the pairs that pass, best first, each card once.
    fn settle(
        &mut self,
        pairs: &[Pair],
        passes: impl Fn(&Self, &Pair) -> bool,
    ) -> Vec<(usize, Match)> {
        let mut passing: Vec<(f64, &Pair)> = pairs
            .iter()
            .filter(|pair| self.is_open(pair) && passes(self, pair))
            .map(|pair| (self.rank(pair), pair))
            .collect();
        passing.sort_by(|(a, left), (b, right)| {
            let places = || (left.new, left.old).cmp(&(right.new, right.old));
            b.partial_cmp(a).unwrap_or(Ordering::Equal).then_with(places)
        });
        let mut found = Vec::new();
        for (_, pair) in passing {
            if self.filed[pair.new].is_some() {
                continue;
            }
            let Some(was) = self.missing[pair.old].take() else { continue };
            let card = &self.texts[pair.new];
            self.filed[pair.new] = Some(was.card.clone());
            self.gone.retain(|key| *key != was.card);
            let matched = Match {
                card: card.key.clone(),
                was: was.card.clone(),
                old_prompt: was.shown().to_owned(),
                new_prompt: card.text.clone(),
            };
            found.push((pair.new, matched));
        }
        found
    }

    fn is_sure(&self, pair: &Pair) -> bool {
        let &Pair { similarity, same_answer, .. } = pair;
        same_answer && similarity >= ALIKE_WITH_ANSWER
            || (similarity >= ALIKE || same_answer && similarity >= NEAR_WITH_ANSWER)
                && self.same_place(pair)
    }

    /// What is left on both sides and has the same answer between the same neighbours, where no other card
    /// could be meant.
    fn in_place(&self) -> Vec<Pair> {
        if self.texts.len() != self.cards.len() {
            return Vec::new();
        }
        let mut by_answer: HashMap<&str, Vec<(usize, &Seen)>> = HashMap::new();
        for (old, seen) in self.missing.iter().enumerate() {
            if let Some(seen) = seen {
                by_answer.entry(&seen.answer).or_default().push((old, seen));
            }
        }
        let gone: HashMap<&CardKey, &Seen> =
            self.missing.iter().flatten().map(|seen| (&seen.card, seen)).collect();
        let mut pairs = Vec::new();
        for new in (0..self.cards.len()).filter(|new| self.filed[*new].is_none()) {
            let alike = by_answer.get(&*self.texts[new].answer).map_or(&[][..], Vec::as_slice);
            // Of answers such as `true` there are many, and a place among them says little.
            for (old, seen) in alike.iter().take(MANY) {
                if self.stands_where(new, seen, &gone) {
                    pairs.push(Pair { new, old: *old, similarity: 0.0, same_answer: true });
                }
            }
        }
        let is_one = |pair: &Pair| {
            pairs.iter().filter(|it| it.new == pair.new || it.old == pair.old).count() == 1
        };
        let ones: Vec<bool> = pairs.iter().map(is_one).collect();
        let mut ones = ones.into_iter();
        pairs.retain(|_| ones.next() == Some(true));
        pairs
    }

    /// Whether a card stands between the neighbours that a known one had; a few that came or went are passed over.
    fn stands_where(&self, new: usize, seen: &Seen, gone: &HashMap<&CardKey, &Seen>) -> bool {
        let beside = |side: fn(&Seen) -> &Option<CardKey>, step: isize| {
            let mut then = side(seen).as_ref();
            for _ in 0..PASSED {
                match then.and_then(|name| gone.get(name)) {
                    Some(away) => then = side(away).as_ref(),
                    None => break,
                }
            }
            let then = then.map(|name| self.marks.filed(self.deck, name));
            let mut at = new;
            for _ in 0..=PASSED {
                let Some(next) = at.checked_add_signed(step).filter(|at| *at < self.cards.len())
                else {
                    return then.is_none();
                };
                at = next;
                let name = self.filed[at].as_ref();
                if then.as_ref() == Some(name.unwrap_or(&self.cards[at].key)) {
                    return true;
                }
                if name.is_some() {
                    return false;
                }
            }
            false
        };
        beside(|it| &it.before, -1) && beside(|it| &it.after, 1)
    }

    fn rank(&self, pair: &Pair) -> f64 {
        let answer = if pair.same_answer { ANSWER_WEIGHT } else { 0.0 };
        let place = if self.same_place(pair) { PLACE_WEIGHT } else { 0.0 };
        pair.similarity + answer + place
    }

    fn same_place(&self, pair: &Pair) -> bool {
        let old = self.missing[pair.old].as_ref();
        old.is_some_and(|old| self.place_then(old) == self.place_now(pair.new))
    }

    /// What a known card's neighbours were, by the names they are filed under.
    fn place_then(&self, seen: &Seen) -> (Option<CardKey>, Option<CardKey>) {
        let name = |key: &Option<CardKey>| key.as_ref().map(|key| self.marks.filed(self.deck, key));
        (name(&seen.before), name(&seen.after))
    }

    /// What a card's neighbours are, by the names they are filed under as far as settled.
    fn place_now(&self, at: usize) -> (Option<CardKey>, Option<CardKey>) {
        let name = |at: usize| self.filed[at].clone().unwrap_or(self.cards[at].key.clone());
        let (before, after) = neighbours(self.cards.len(), at);
        (before.map(name), after.map(name))
    }

    /// The pairs near enough to be considered. The likeliest are compared first, so that they are
    /// among those compared before the work becomes too much.
    fn pairs(&self) -> Vec<Pair> {
        let open: Vec<usize> =
            (0..self.cards.len()).filter(|&at| self.filed[at].is_none()).collect();
        let old: Vec<&Seen> = self.missing.iter().flatten().collect();
        // A file that changed a moment ago has other texts; the next run sees it whole.
        if open.is_empty() || old.is_empty() || self.texts.len() != self.cards.len() {
            return Vec::new();
        }
        let mut by_prompt: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut by_answer: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut by_place: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, seen) in old.iter().enumerate() {
            by_prompt.entry(&seen.prompt).or_default().push(at);
            for word in seen.prompt.split_whitespace() {
                by_word.entry(word).or_default().push(at);
            }
            by_answer.entry(&seen.answer).or_default().push(at);
            by_place.entry(self.place_then(seen)).or_default().push(at);
        }
        let all: Vec<usize> = (0..old.len()).collect();
        let mut comparison = Comparison::new(&self.texts, &old);
        let rarest_word = |new: usize| {
            let words = self.texts[new].prompt.split_whitespace();
            words.filter_map(|word| by_word.get(word)).min_by_key(|cards| cards.len())
        };
        let tiers: [&Tier<'_>; 5] = [
            &|new| by_prompt.get(&*self.texts[new].prompt),
            &rarest_word,
            &|new| by_place.get(&self.place_now(new)),
            &|new| by_answer.get(&*self.texts[new].answer),
            &|_| Some(&all),
        ];
        for tier in tiers {
            for &new in &open {
                for &old in tier(new).into_iter().flatten() {
                    if !comparison.compare(new, old) {
                        return comparison.pairs;
                    }
                }
            }
        }
        comparison.pairs
    }
}

/// The known cards to compare a card of the file with.
type Tier<'t> = dyn Fn(usize) -> Option<&'t Vec<usize>> + 't;

/// Compares prompts, each pair once, until the work becomes too much.
struct Comparison<'a> {
    cards: &'a [CardFacts],
    old: &'a [&'a Seen],
    new_prompts: Vec<Vec<char>>,
    old_prompts: Vec<Vec<char>>,
    compared: HashSet<(usize, usize)>,
    cells_left: usize,
    pairs: Vec<Pair>,
}

impl<'a> Comparison<'a> {
    fn new(cards: &'a [CardFacts], old: &'a [&'a Seen]) -> Self {
        Comparison {
            cards,
            old,
            new_prompts: cards.iter().map(|card| card.prompt.chars().collect()).collect(),
            old_prompts: old.iter().map(|seen| seen.prompt.chars().collect()).collect(),
            compared: HashSet::new(),
            cells_left: CELLS,
            pairs: Vec::new(),
        }
    }

    /// Compares two cards and keeps the pair if it is near; false when no work is left to spend.
    fn compare(&mut self, new: usize, old: usize) -> bool {
        let Some(cells_left) = self.cells_left.checked_sub(CELLS_PER_PAIR) else { return false };
        self.cells_left = cells_left;
        let same_answer = self.cards[new].answer == self.old[old].answer;
        let wanted = if same_answer { NEAR_WITH_ANSWER } else { NEAR };
        let (a, b) = (&*self.new_prompts[new], &*self.old_prompts[old]);
        let (shorter, longer) = (a.len().min(b.len()), a.len().max(b.len()));
        if ratio(shorter, longer) < wanted || !self.compared.insert((new, old)) {
            return true;
        }
        let (a, b) = without_common_ends(a, b);
        let Some(cells_left) = self.cells_left.checked_sub(a.len().saturating_mul(b.len())) else {
            return true;
        };
        self.cells_left = cells_left;
        let distance = strsim::generic_damerau_levenshtein(a, b);
        let similarity = ratio(longer - distance.min(longer), longer);
        if similarity >= wanted {
            self.pairs.push(Pair { new, old, similarity, same_answer });
        }
        true
    }
}

/// What looking at a pair costs even if its prompts are too unlike in length to be compared.
const CELLS_PER_PAIR: usize = 8;

/// A part of a whole, 0 to 1; all of nothing is 1.
fn ratio(part: usize, whole: usize) -> f64 {
    let exact = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    if whole == 0 { 1.0 } else { exact(part) / exact(whole) }
}

/// Two texts without the beginning and the end they share, which add nothing to their distance.
fn without_common_ends<'t>(a: &'t [char], b: &'t [char]) -> (&'t [char], &'t [char]) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    (&a[..a.len() - end], &b[..b.len() - end])
}

#[cfg(test)]
mod tests;
