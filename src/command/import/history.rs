//! What was learned in Anki, as events of the learner's log. What the log holds already is not added.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use crate::config::Config;
use crate::deck::{CardKey, DEFAULT_RETENTION, DeckId, FacetId, Part};
use crate::error::Failure;
use crate::exchange::import::{Collection, Course, Note, NoteCard, courses};
use crate::exchange::{guid, lasting_id};
use crate::grading::{Response, Rule, Verdict};
use crate::history::{
    Algorithm, Amend, CardId, Event, EventId, Hlc, Logged, Marks, Purpose, Rating, Review, Reviewed,
};
use crate::store::Store;
use crate::text::count;
use crate::text::fold::fingerprint;
use crate::time::{Day, MS_PER_DAY, Stamp, Timestamp};

use super::super::shelf::{self, Shelf};

/// The name under which answers from Anki stand in the log.
const DEVICE: &str = "anki";

/// How far a time may have been moved on its way through Anki, in milliseconds.
const SHIFT: i64 = 20;

/// Whether an answer of one time is that of another.
fn is_at(at: i64, there: i64) -> bool {
    (at - there).abs() <= SHIFT
}

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
    let courses = if with_reviews { courses(collection) } else { HashMap::new() };
    let n_answers = |it: &NoteCard| courses.get(&it.id).map_or(0, |it| it.answers.len());
    let mut taken = Taken {
        shelf: &shelf,
        config,
        known: known(&shelf)?,
        marked_there: if with_reviews { marked_there(&shelf)? } else { Marks::default() },
        used: shelf.collection.algorithms(),
        events: Vec::new(),
        n: Counts::default(),
    };
    for note in &collection.notes {
        let Some((deck, key, parts)) = cards.get(&note.guid).filter(|_| !note.guid.is_empty())
        else {
            taken.n.lost += note.cards.iter().map(n_answers).sum::<usize>();
            continue;
        };
        let n_suspended = note.cards.iter().filter(|it| it.suspended).count();
        taken.n.partly += usize::from(n_suspended > 0 && n_suspended < note.cards.len());
        let card = CardId { deck: deck.clone(), card: key.clone() };
        let is_aside = |marks: &Marks| marks.suspended.contains(&card);
        let is_ours = is_aside(&shelf.collection.marks) && !is_aside(&taken.marked_there);
        taken.n.here += usize::from(n_suspended == 0 && is_ours);
        taken.marks(note, &card);
        for card in &note.cards {
            let Some(part) = part(parts, card.ord) else {
                taken.n.lost += n_answers(card);
                continue;
            };
            let facet = FacetId { deck: deck.clone(), card: key.clone(), part };
            // Memory is made of answers only, and a day without any is kept of none.
            let is_bare = with_reviews && card.due.is_some() && n_answers(card) == 0;
            taken.n.bare += usize::from(is_bare && !taken.known.contains_key(&facet.to_string()));
            let Some(course) = courses.get(&card.id) else { continue };
            let due = card.due.map(|due| day(collection.created, due, config));
            taken.course(&facet, course, due)?;
        }
    }
    let goes_on = taken.schedulers();
    let Taken { events, mut n, .. } = taken;
    if !events.is_empty() {
        let mut store = Store::open(&config.database)?;
        // What was undone here is not taken again.
        n.answers -= events.len().saturating_sub(store.merge(&events)?).min(n.answers);
        shelf::keep_answers(&mut store, config)?;
    }
    n.tell(with_reviews, &goes_on, said);
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

/// When each facet was answered and for when it was promised, by its name, as the log has it.
fn known(shelf: &Shelf) -> Result<HashMap<String, Vec<(i64, Day)>>, Failure> {
    let mut known = HashMap::new();
    if let Some(reader) = &shelf.log {
        reader.answers(reader.last_row()?, &|_, _| ())?.each_facet(|name, tried| {
            known.insert(name.to_owned(), tried.iter().map(|it| (it.at.0, it.due)).collect());
        });
    }
    Ok(known)
}

/// The marks that cards have because they had them in Anki.
fn marked_there(shelf: &Shelf) -> Result<Marks, Failure> {
    let mut there = Marks::default();
    let Some(reader) = &shelf.log else { return Ok(there) };
    for mut logged in reader.marked()? {
        let is_ours = &*logged.device != DEVICE;
        if let Event::Suspend { on, .. } | Event::Flag { on, .. } = &mut logged.event {
            *on &= !is_ours;
        }
        there.take(&logged);
    }
    Ok(there)
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

/// How many of what.
#[derive(Default)]
struct Counts {
    answers: usize,
    /// Of days to come.
    future: usize,
    moved: usize,
    forgotten: usize,
    /// With a day and without an answer.
    bare: usize,
    marked: usize,
    unmarked: usize,
    /// Answers of cards that are in no deck here.
    lost: usize,
    /// Notes with some of their cards put aside.
    partly: usize,
    /// Cards put aside here only.
    here: usize,
}

impl Counts {
    /// What was taken, and what was not.
    fn tell(&self, with_reviews: bool, goes_on: &str, said: &mut Vec<String>) {
        if self.future > 0 {
            said.push(format!("{} of days to come: not taken", count(self.future, "answer")));
        }
        if with_reviews {
            said.push(format!("{} taken into your log", count(self.answers, "answer")));
        }
        if self.answers > 0 {
            said.push(format!("days that were promised stay; from now on {goes_on} promises"));
        }
        let here = if with_reviews { self.here } else { 0 };
        for (n, what, done) in [
            (self.moved, "day", "set in Anki without an answer, and so here"),
            (
                self.forgotten,
                "card",
                "forgotten or learned again in Anki: answers from before count no longer",
            ),
            (
                self.bare,
                "card",
                "with a day in Anki and no answer in its log: new here, as memory is made of answers",
            ),
            (self.marked, "card", "put aside or flagged as in Anki"),
            (self.unmarked, "card", "taken up again or without a flag as in Anki"),
            (
                self.partly,
                "note",
                "with some of their cards suspended in Anki: not put aside, as a card here is put aside as a whole",
            ),
            (here, "card", "put aside here and not in Anki: they stay so"),
            (self.lost, "answer", "of cards that are in no deck here: not taken"),
        ] {
            if n > 0 {
                said.push(format!("{} {done}", count(n, what)));
            }
        }
    }
}

struct Taken<'a> {
    shelf: &'a Shelf,
    config: &'a Config,
    /// When each facet was answered and for when it was promised, by its name.
    known: HashMap<String, Vec<(i64, Day)>>,
    /// The marks that Anki brought.
    marked_there: Marks,
    /// The scheduler each deck was last studied with.
    used: Vec<Option<Algorithm>>,
    events: Vec<Logged>,
    n: Counts,
}

impl Taken<'_> {
    /// A card is put aside where all cards of its note are, flagged where any is, and each where it is not yet
    /// here. A mark that came from Anki goes where it is gone there; the learner's own stay.
    fn marks(&mut self, note: &Note, card: &CardId) {
        let (here, theirs) = (&self.shelf.collection.marks, &self.marked_there);
        let change = |on: bool, here: &HashSet<CardId>, theirs: &HashSet<CardId>| {
            let (is_here, is_theirs) = (here.contains(card), theirs.contains(card));
            (if on { !is_here } else { is_here && is_theirs }).then_some(on)
        };
        let n_suspended = note.cards.iter().filter(|it| it.suspended).count();
        let is_partly = n_suspended > 0 && n_suspended < note.cards.len();
        let suspends = change(n_suspended > 0, &here.suspended, &theirs.suspended);
        let suspends = suspends.filter(|_| !is_partly);
        let is_flagged = note.cards.iter().any(|it| it.flagged);
        let flags = change(is_flagged, &here.flagged, &theirs.flagged);
        let suspends = suspends.map(|on| (on, Event::Suspend { card: card.clone(), on }));
        let flags = flags.map(|on| (on, Event::Flag { card: card.clone(), on }));
        let Stamp { moment: now, doubtful } = Stamp::new(self.config.clock.now(), here.newest);
        for (on, event) in [suspends, flags].into_iter().flatten() {
            let n = u32::try_from(self.n.marked + self.n.unmarked).unwrap_or(u32::MAX);
            let name = fingerprint(&format!("{}{}{event:?}", now.at.0, note.guid));
            self.push(EventId(name.into()), now.at, n, event, doubtful);
            *(if on { &mut self.n.marked } else { &mut self.n.unmarked }) += 1;
        }
    }

    /// Takes what Anki's log says of a card, and the day it is due there.
    fn course(
        &mut self,
        facet: &FacetId,
        course: &Course,
        due: Option<Day>,
    ) -> Result<(), Failure> {
        let name = facet.to_string();
        let known = self.known.get(&name).cloned().unwrap_or_default();
        let is_forgotten = |at: i64| course.forgotten.iter().any(|there| is_at(at, *there));
        let moved = course.moved.zip(due).zip(course.answers.last());
        let is_moved = |at: i64, promised: Day| {
            moved.is_some_and(|((_, due), last)| is_at(at, last.at) && promised != due)
        };
        let any_forgotten = known.iter().any(|(at, _)| is_forgotten(*at));
        if any_forgotten || known.last().is_some_and(|(at, promised)| is_moved(*at, *promised)) {
            let reviews = match &self.shelf.log {
                Some(reader) => reader.reviews_of(facet)?,
                None => Vec::new(),
            };
            for review in reviews.iter().filter(|it| is_forgotten(it.moment.at.0)) {
                let at = course.answers.first().map_or(review.moment.at.0, |it| it.at);
                let id = EventId(format!("anki-revoke-{}", fingerprint(&review.id.0)).into());
                self.push(id, Timestamp(at), 0, Event::Revoke { target: review.id.clone() }, false);
            }
            self.n.forgotten += usize::from(any_forgotten);
            if let (Some(review), Some(((at, due), _))) = (reviews.last(), moved)
                && is_moved(review.moment.at.0, review.due)
            {
                self.moved(&name, review, Timestamp(at), due);
            }
        }
        self.answers(facet, &known, course, due);
        Ok(())
    }

    /// The day of the last answer is another since a day was set by hand.
    fn moved(&mut self, facet: &str, review: &Reviewed, at: Timestamp, due: Day) {
        let amend = Amend {
            target: review.id.clone(),
            rating: review.rating,
            verdict: review.verdict,
            score: review.score,
            disputed: review.disputed,
            interval: u32::try_from(due.since(review.moment.day)).unwrap_or(0),
            due,
        };
        let id = EventId(format!("anki-{}-{}", at.0, fingerprint(facet)).into());
        self.push(id, at, 0, Event::Amend(amend), false);
        self.n.moved += 1;
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

    fn answers(
        &mut self,
        facet: &FacetId,
        known: &[(i64, Day)],
        course: &Course,
        due: Option<Day>,
    ) {
        let answers = &course.answers;
        let is_there = |at: i64| {
            let mut there = answers.iter().map(|it| it.at).chain(course.forgotten.iter().copied());
            there.any(|there| is_at(at, there))
        };
        let mut days = HashSet::new();
        for (nth, answer) in answers.iter().enumerate() {
            let moment = self.config.clock.moment(Timestamp(answer.at));
            let is_first = answer.purpose == Purpose::Cram || days.insert(moment.day);
            // A clock that far off would hold up every day to come.
            if answer.at > self.config.clock.now().at.0 + MS_PER_DAY {
                self.n.future += 1;
                continue;
            }
            // It was answered here and went through Anki, or was taken before.
            if known.iter().any(|(at, _)| is_at(*at, answer.at)) {
                continue;
            }
            // What Anki's log does not hold any more may stand in this one, and is better than a start.
            let is_held = || known.iter().any(|(at, _)| *at < answer.at && !is_there(*at));
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
                start: answer.start.filter(|_| !is_held()),
            };
            let id =
                EventId(format!("anki-{}-{}", answer.at, fingerprint(&facet.to_string())).into());
            self.push(id, moment.at, 0, Event::Review(Box::new(review)), false);
            self.n.answers += 1;
        }
    }

    fn push(&mut self, id: EventId, at: Timestamp, n: u32, event: Event, doubtful: bool) {
        let moment = self.config.clock.moment(at);
        let device: Arc<str> = DEVICE.into();
        let hlc = Hlc { ms: at.0, n };
        self.events.push(Logged { id, device, hlc, moment, doubtful, event });
    }
}
