//! Finds the cards of one deck again among those last seen: first what is sure, then what is worth a question.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use super::decks::unique;
use super::{CardFacts, DeckFacts, Known, Match, Resolved, neighbours};
use crate::deck::{CardKey, CardOutline, DeckId};
use crate::history::{CardMap, Marks, Seen};

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

/// The search for a deck's cards among those last seen.
pub(super) struct Search<'a> {
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
    pub(super) fn new(known: Known<'a>, deck: &'a DeckId, facts: &DeckFacts<'a>) -> Self {
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
    pub(super) fn finish(mut self) -> Resolved {
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
