//! What was learned in Anki, as events of the learner's log. What the log holds already is not added.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use crate::config::Config;
use crate::deck::{CardKey, DEFAULT_RETENTION, DeckId, FacetId, Part};
use crate::error::Failure;
use crate::exchange::import::{Asked, Collection, Note, asked};
use crate::exchange::{guid, lasting_id};
use crate::grading::{Response, Rule, Verdict};
use crate::history::{Algorithm, CardId, Event, EventId, Hlc, Logged, Purpose, Rating, Review};
use crate::store::Store;
use crate::text::count;
use crate::text::fold::fingerprint;
use crate::time::{Day, MS_PER_DAY, Stamp, Timestamp};

use super::super::shelf::{self, Shelf};

/// The name under which answers from Anki stand in the log.
const DEVICE: &str = "anki";

/// How far a time may have been moved on its way through Anki, in milliseconds.
const SHIFT: i64 = 20;

/// Takes over suspensions and flags, and answers where they are wanted, for the decks at a path.
pub(super) fn take(
    output: &Path,
    collection: &Collection,
    with_reviews: bool,
    config: &Config,
    said: &mut Vec<String>,
) -> Result<(), Failure> {
    let has_marks =
        || collection.notes.iter().flat_map(|it| &it.cards).any(|it| it.suspended || it.flagged);
    if !with_reviews && !has_marks() {
        return Ok(());
    }
    let Some(shelf) = super::decks::there(output, config)? else {
        return Err(Failure::new("there is no deck to file the answers under")
            .hint("import the notes first, with `--with-history`"));
    };
    let cards = cards(&shelf);
    let known = known(&shelf)?;
    let used = shelf.collection.algorithms();
    let mut taken =
        Taken { shelf: &shelf, config, known, used, events: Vec::new(), n_marks: 0, n_future: 0 };
    let answers = if with_reviews { asked(collection) } else { HashMap::new() };
    let (mut n_lost, mut n_partly, mut n_here) = (0, 0, 0);
    for note in &collection.notes {
        let Some((deck, key, parts)) = cards.get(&note.guid).filter(|_| !note.guid.is_empty())
        else {
            n_lost +=
                note.cards.iter().filter_map(|it| answers.get(&it.id)).map(Vec::len).sum::<usize>();
            continue;
        };
        let n_suspended = note.cards.iter().filter(|it| it.suspended).count();
        n_partly += usize::from(n_suspended > 0 && n_suspended < note.cards.len());
        let card = CardId { deck: deck.clone(), card: key.clone() };
        let is_aside = shelf.collection.marks.suspended.contains(&card);
        n_here += usize::from(n_suspended == 0 && is_aside);
        taken.marks(note, deck, key);
        for card in &note.cards {
            let Some(answers) = answers.get(&card.id) else { continue };
            let part = part(parts, card.ord);
            let Some(part) = part else {
                n_lost += answers.len();
                continue;
            };
            let facet = FacetId { deck: deck.clone(), card: key.clone(), part };
            let due = card.due.map(|due| day(collection.created, due, config));
            taken.answers(&facet, answers, due);
        }
    }
    let goes_on = taken.schedulers();
    let Taken { events, n_marks, n_future, .. } = taken;
    if n_future > 0 {
        said.push(format!("{} of days to come: not taken", count(n_future, "answer")));
    }
    if with_reviews || !events.is_empty() {
        let mut n_events = 0;
        if !events.is_empty() {
            let mut store = Store::open(&config.database)?;
            n_events = store.merge(&events)?;
            shelf::keep_answers(&mut store, config)?;
        }
        let n = n_events.saturating_sub(n_marks);
        if with_reviews {
            said.push(format!("{} taken into your log", count(n, "answer")));
            if n > 0 {
                said.push(format!("days that were promised stay; from now on {goes_on} promises"));
            }
        }
        if n_marks > 0 {
            said.push(format!("{} put aside or flagged as in Anki", count(n_marks, "card")));
        }
    }
    if n_partly > 0 {
        said.push(format!(
            "{} with some of their cards suspended in Anki: not put aside, as a card here is put aside as a whole",
            count(n_partly, "note")
        ));
    }
    if n_here > 0 && with_reviews {
        said.push(format!(
            "{} put aside here and not in Anki: they stay so",
            count(n_here, "card")
        ));
    }
    if n_lost > 0 {
        said.push(format!(
            "{} of cards that are in no deck here: not taken",
            count(n_lost, "answer")
        ));
    }
    Ok(())
}

/// The cards of decks by the names of their notes, and what is scheduled of each.
fn cards(shelf: &Shelf) -> HashMap<String, (DeckId, CardKey, Vec<Part>)> {
    let mut cards = HashMap::new();
    for (deck, resolved) in shelf.collection.decks.iter().zip(&shelf.resolved) {
        for card in &deck.parsed.deck.cards {
            let key = resolved.filed.get(&card.key).unwrap_or(&card.key);
            let made = || Some(guid(&lasting_id(&deck.parsed.deck)?, key));
            if let Some(name) = card.anki.guid.clone().or_else(made) {
                cards.insert(name, (deck.id.clone(), key.clone(), card.parts()));
            }
        }
    }
    cards
}

/// When each facet was answered, by its name, as the log has it.
fn known(shelf: &Shelf) -> Result<HashMap<String, Vec<i64>>, Failure> {
    let mut known = HashMap::new();
    if let Some(reader) = &shelf.log {
        reader.answers(reader.last_row()?, &|_, _| ())?.each_facet(|name, tried| {
            known.insert(name.to_owned(), tried.iter().map(|it| it.at.0).collect());
        });
    }
    Ok(known)
}

/// What is scheduled as a card of a note.
fn part(parts: &[Part], ord: u32) -> Option<Part> {
    let gap = u16::try_from(ord + 1).ok().map(Part::Cloze);
    match parts {
        [Part::Whole] if ord == 0 => Some(Part::Whole),
        [Part::Whole, Part::Reverse] => [Part::Whole, Part::Reverse].get(ord as usize).copied(),
        _ => gap.filter(|gap| parts.contains(gap)),
    }
}

/// The study day of a day that is counted from a collection's first.
fn day(created: i64, due: i64, config: &Config) -> Day {
    let first = config.clock.moment(Timestamp(created.saturating_mul(1_000)));
    // A collection begins at the hour at which its days do; half a day keeps clear of other hours.
    let middle = config.clock.moment(Timestamp(first.at.0.saturating_add(12 * 3_600_000)));
    middle.day.plus(i32::try_from(due).unwrap_or(0))
}

struct Taken<'a> {
    shelf: &'a Shelf,
    config: &'a Config,
    /// When each facet was answered, by its name.
    known: HashMap<String, Vec<i64>>,
    /// The scheduler each deck was last studied with.
    used: Vec<Option<Algorithm>>,
    events: Vec<Logged>,
    n_marks: usize,
    /// How many answers are of days to come.
    n_future: usize,
}

impl Taken<'_> {
    /// A card is put aside where all cards of its note are, flagged where any is, and each where it is not yet
    /// here.
    fn marks(&mut self, note: &Note, deck: &DeckId, key: &CardKey) {
        let card = CardId { deck: deck.clone(), card: key.clone() };
        let marks = &self.shelf.collection.marks;
        let wants = |any: bool, has: bool| any && !has;
        let suspends = wants(
            !note.cards.is_empty() && note.cards.iter().all(|it| it.suspended),
            marks.suspended.contains(&card),
        );
        let flags = wants(note.cards.iter().any(|it| it.flagged), marks.flagged.contains(&card));
        let Stamp { moment: now, doubtful } = Stamp::new(self.config.clock.now(), marks.newest);
        for (wanted, event) in [
            (suspends, Event::Suspend { card: card.clone(), on: true }),
            (flags, Event::Flag { card, on: true }),
        ] {
            if wanted {
                let n = u32::try_from(self.n_marks).unwrap_or(u32::MAX);
                let name = fingerprint(&format!("{}{}{event:?}", now.at.0, note.guid));
                self.push(EventId(name.into()), now.at, n, event, doubtful);
                self.n_marks += 1;
            }
        }
    }

    /// The scheduler with which a deck goes on, as `quiz` will choose it: Anki's own is not told, and memory is
    /// replayed from the answers.
    fn goes_on(&self, deck: &DeckId) -> Algorithm {
        let settings = &self.config.settings;
        let own = settings.per_deck.get(&*deck.0).and_then(|own| own.scheduler);
        let idx = self.shelf.collection.decks.iter().position(|it| it.id == *deck);
        let used = idx.and_then(|idx| self.used.get(idx).copied().flatten());
        own.or(settings.scheduler).or(used).unwrap_or_default()
    }

    /// The schedulers with which the decks of the answers go on, in words.
    fn schedulers(&self) -> String {
        let decks = self.events.iter().filter_map(|logged| match &logged.event {
            Event::Review(review) => Some(review.scheduler.name()),
            _ => None,
        });
        decks.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" and ")
    }

    fn answers(&mut self, facet: &FacetId, answers: &[Asked], due: Option<Day>) {
        let known = self.known.get(&facet.to_string()).cloned().unwrap_or_default();
        let mut days = HashSet::new();
        for (nth, answer) in answers.iter().enumerate() {
            let moment = self.config.clock.moment(Timestamp(answer.at));
            let is_first = answer.purpose == Purpose::Cram || days.insert(moment.day);
            // A clock that far off would hold up every day to come.
            if answer.at > self.config.clock.now().at.0 + MS_PER_DAY {
                self.n_future += 1;
                continue;
            }
            // It was answered here and went through Anki, or was taken before.
            if known.iter().any(|at| (at - answer.at).abs() <= SHIFT) {
                continue;
            }
            let mut promised = moment.day.plus(i32::try_from(answer.interval).unwrap_or(0));
            if nth + 1 == answers.len() {
                promised = due.unwrap_or(promised).max(moment.day);
            }
            let right = answer.rating > Rating::Again;
            let review = Review {
                facet: facet.clone(),
                session: format!("{DEVICE}-{}", moment.day.0).into(),
                purpose: if is_first { answer.purpose } else { Purpose::Repeat },
                response: Response::Revealed,
                verdict: Verdict::Shown,
                rule: Rule::Shown,
                score: if right { 1.0 } else { 0.0 },
                points: 1.0,
                hinted: false,
                suggested: answer.rating,
                rating: answer.rating,
                first_key_ms: None,
                total_ms: answer.ms,
                recall: None,
                scheduler: self.goes_on(&facet.deck),
                parameters: 0,
                retention: DEFAULT_RETENTION,
                interval: u32::try_from(promised.since(moment.day)).unwrap_or(0),
                due: promised,
            };
            let id =
                EventId(format!("anki-{}-{}", answer.at, fingerprint(&facet.to_string())).into());
            self.push(id, moment.at, 0, Event::Review(Box::new(review)), false);
        }
    }

    fn push(&mut self, id: EventId, at: Timestamp, n: u32, event: Event, doubtful: bool) {
        let moment = self.config.clock.moment(at);
        let device: Arc<str> = DEVICE.into();
        let hlc = Hlc { ms: at.0, n };
        self.events.push(Logged { id, device, hlc, moment, doubtful, event });
    }
}
