//! A log boiled down to what choosing cards needs: one small standing for each facet, and the marks.
//! Derived from the log and kept beside it; whatever is kept equals what the whole log would give.

use std::collections::HashMap;

use indexmap::Equivalent;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::deck::{CardKey, DeckId, FacetId, Part};
use crate::history::{
    Algorithm, Answers, CardId, CardMap, Hlc, Logged, Marks, ParameterSet, Purpose, Rating, Tried,
    Tries,
};
use crate::scheduling::{Elapsed, Imprint, Load, Past, Schedulers};
use crate::time::{Day, Moment, Timestamp};

/// So many study days the tolerance of the clock can make.
const DAYS_TOLERATED: i32 = 2;

/// Where a facet stands, from its reviews that count for memory.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Standing {
    /// The study day of the first review.
    pub first: Day,
    /// The study day of the last.
    pub last: Day,
    /// When the last was.
    pub at: Timestamp,
    /// The day promised by the last.
    pub due: Day,
    /// Who promised it.
    pub scheduler: Algorithm,
    /// How many of the last study day count for the limit of reviews.
    pub counted: u16,
    /// The newest first try was wrong.
    pub wrong: bool,
    /// Its memory under the scheduler that promised, with the learner's own parameters.
    pub imprint: Imprint,
}

impl Standing {
    /// The standing of a facet with these answers; `None` where none counts for memory.
    pub fn of(answers: &Tries, schedulers: &Schedulers) -> Option<Standing> {
        let mut later = answers.iter().filter(|answer| answer.purpose != Purpose::Cram);
        let first = later.next()?;
        let last = later.clone().next_back().unwrap_or(first);
        let counts = |answer: &&Tried| answer.day == last.day && answer.purpose != Purpose::Repeat;
        let newest_try = answers.iter().rfind(|answer| answer.purpose != Purpose::Repeat);
        let memory = Past::of(answers).replay(schedulers.of(last.scheduler))?;
        Some(Standing {
            first: first.day,
            last: last.day,
            at: last.at,
            due: last.due,
            scheduler: last.scheduler,
            counted: u16::try_from(later.filter(counts).count()).unwrap_or(u16::MAX),
            wrong: newest_try.is_some_and(|answer| answer.rating == Rating::Again),
            imprint: Imprint::of(memory),
        })
    }

    /// As it is on a study day. What was answered days after that day was answered under a wrong clock (this one, or
    /// the one of then), whose promises would keep it away until the clocks meet: it is due at once, and the
    /// next answer is the measure.
    #[must_use]
    pub fn on(self, today: Day) -> Standing {
        let is_of_today = self.last <= today.plus(DAYS_TOLERATED);
        Standing { due: if is_of_today { self.due } else { self.due.min(today) }, ..self }
    }

    /// The recall by which due facets are ordered.
    pub fn recall(&self, schedulers: &Schedulers, now: Moment) -> f64 {
        let elapsed = Elapsed::between((self.at, self.last), (now.at, now.day));
        schedulers.of(self.scheduler).likely(self.imprint.memory(self.scheduler), elapsed)
    }
}

/// The standings of a deck's facets, by card and part.
pub type Standings = CardMap<(CardKey, Part), Standing>;

/// The name of a facet within its deck, to look it up by.
#[derive(Hash)]
pub struct InDeck<'a>(pub &'a CardKey, pub Part);

impl Equivalent<(CardKey, Part)> for InDeck<'_> {
    fn equivalent(&self, (card, part): &(CardKey, Part)) -> bool {
        self.0 == card && self.1 == *part
    }
}

/// A log boiled down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// By deck; only facets with a review that counts.
    pub standings: HashMap<DeckId, Standings>,
    /// What the log says beside its reviews.
    pub marks: Marks,
    /// The place of the newest event in the order of the log.
    order: Hlc,
    /// Under which parameters the memories stand, by number.
    under: [u32; 2],
}

impl Digest {
    /// The digest of a whole log: its answers, and what it says beside them; its newest event stands
    /// at `order`.
    pub fn of(answers: &Answers, mut marks: Marks, order: Hlc) -> Digest {
        marks.newest = marks.newest.and(answers.newest);
        let under = numbers(&marks);
        let schedulers = Schedulers::with(|algorithm| marks.values(algorithm));
        let mut digest = Digest { marks, order, under, ..Digest::default() };
        answers.each_facet(|facet, answers| {
            // What a newer version of the program names otherwise is not known here.
            if let (Ok(FacetId { deck, card, part }), Some(standing)) =
                (facet.parse(), Standing::of(answers, &schedulers))
            {
                digest.standings.entry(deck).or_default().insert((card, part), standing);
            }
        });
        // As the cards stand in the deck, for so they are looked up.
        for (deck, standings) in &mut digest.standings {
            if let Some(seen) = digest.marks.seen.get(deck) {
                standings.sort_by_cached_key(|(card, part), _| (seen.get_index_of(card), *part));
            }
        }
        digest
    }

    /// What is kept; `None` where the bytes are no digest.
    pub fn from_bytes(bytes: &[u8]) -> Option<Digest> {
        let (sum, bytes) = bytes.split_first_chunk()?;
        let is_whole = xxh3_64(bytes).to_le_bytes() == *sum;
        is_whole.then(|| postcard::from_bytes(bytes).ok())?
    }

    /// The bytes to keep.
    pub fn to_bytes(&self) -> Vec<u8> {
        let bytes = postcard::to_stdvec(self).unwrap_or_default();
        // A flipped bit must not move a due day without a word.
        [&xxh3_64(&bytes).to_le_bytes()[..], &bytes].concat()
    }

    /// Takes events that were appended since, in the order of the log, but for the answers among
    /// them: their facets are for [`Digest::set`]. False where an event belongs before what is
    /// digested, or the learner's parameters are others now; then the log must be digested anew.
    pub fn take(&mut self, logged: &[Logged]) -> bool {
        // As far as the clock goes, two devices may stand at the same place.
        if logged.first().is_some_and(|first| first.hlc <= self.order) {
            return false;
        }
        for event in logged {
            self.marks.take(event);
        }
        self.order = logged.last().map_or(self.order, |last| last.hlc);
        self.under == numbers(&self.marks)
    }

    /// When facets are due; those put aside never come.
    pub fn load(&self) -> Load {
        let suspended = &self.marks.suspended;
        let mut load = Load::default();
        for (deck, standings) in &self.standings {
            for ((card, _), standing) in standings {
                let is_suspended = !suspended.is_empty()
                    && suspended.contains(&CardId { deck: deck.clone(), card: card.clone() });
                if !is_suspended {
                    load.add(standing.due);
                }
            }
        }
        load
    }

    /// The scheduler each deck was last studied with.
    pub fn algorithms(&self) -> impl Iterator<Item = (&DeckId, Algorithm)> {
        let newest = |standings: &Standings| standings.values().max_by_key(|it| it.at).copied();
        self.standings.iter().filter_map(move |(deck, them)| Some((deck, newest(them)?.scheduler)))
    }

    /// Sets what all answers to a facet come to.
    pub fn set(&mut self, facet: &FacetId, answers: &Tries, schedulers: &Schedulers) {
        let standings = self.standings.entry(facet.deck.clone()).or_default();
        let name = (facet.card.clone(), facet.part);
        match Standing::of(answers, schedulers) {
            Some(standing) => drop(standings.insert(name, standing)),
            None => drop(standings.shift_remove(&name)),
        }
    }
}

/// The numbers of the parameters that hold.
fn numbers(marks: &Marks) -> [u32; 2] {
    [Algorithm::Fsrs6, Algorithm::Fsrs7].map(|it| ParameterSet::number(marks.values(it)))
}
