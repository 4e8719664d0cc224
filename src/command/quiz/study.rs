//! The learner's decks and log while a quiz runs: opened once, written answer by answer.

mod versions;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::collection::{Collection, Facet};
use crate::config::Config;
use crate::deck::FacetId;
use crate::diagnostic::{LineIndex, Severity};
use crate::error::Failure;
use crate::history::{Event, EventId, ParameterSet, Purpose, Reviewed};
use crate::identity::{self, CardFacts};
use crate::library::{self, Catalogue, Loaded};
use crate::session::About;
use crate::store::{Settling, Store};
use crate::text::count;
use crate::text::escape::escape;
use crate::time::{Clock, Day, Moment, Stamp, reconcile};
use crate::ui::{Face, report};

use super::super::digest;
use super::super::shelf::{self, Shelf};

/// The learner's decks and log.
pub(super) struct Study {
    shelf: Shelf,
    /// Ends before the log is closed.
    settling: Settling,
    store: Store,
    token: Arc<str>,
    /// Numbers the events that are not the session's own.
    n_own: u32,
    told: Vec<String>,
    /// What the log is to be told of cards that were brought, with their next answer.
    unseen: HashMap<FacetId, Vec<Event>>,
    /// Something was answered in this run.
    answered: bool,
    /// An answer was not carried into the log itself yet.
    unsettled: bool,
    /// Schedulers were fitted in this run.
    fitted: bool,
}

impl Study {
    /// Opens decks and log. Faults of decks are reported; cards that were edited are found again,
    /// and what is in doubt is asked.
    pub(super) fn open(
        paths: &[PathBuf],
        token: &Arc<str>,
        config: &Config,
        face: &mut dyn Face,
    ) -> Result<Study, Failure> {
        // Decks first: a deck that can't be read is no reason to make a log.
        let mut catalogue = Catalogue::read(&config.catalogue);
        let (Loaded { files, .. }, log) = shelf::load_beside_log(paths, config, &catalogue)?;
        let mut store = Store::open(&config.database)?;
        // What could not be read is told by the store, and another process may have answered since.
        let digested = match log {
            Ok(Some((_, digested))) if digested.is_of(store.reader())? => digested,
            _ => digest::read(store.reader(), &|_, _| ())?,
        };
        digest::keep(&digested, &mut store)?;
        let today = config.clock.now().day;
        let shelf = shelf::join(files, digested.digest, Some(store.reader()), today)?;
        shelf::keep_outlines(&shelf, &mut catalogue);
        report_faults(&shelf, config);
        if shelf.collection.decks.iter().all(|deck| deck.outline.cards.is_empty()) {
            return Err(Failure::new("there is no card without a fault to ask")
                .hint("`quizdeck check` tells every fault with its cure"));
        }
        let mut study = Study {
            shelf,
            settling: Settling::of(&config.database),
            store,
            token: Arc::clone(token),
            n_own: 0,
            told: Vec::new(),
            unseen: HashMap::new(),
            answered: false,
            unsettled: false,
            fitted: false,
        };
        if study.settle(config, face)? {
            let digest = digest::read(study.store.reader(), &|_, _| ())?.digest;
            let files = shelf::load(paths, config, &catalogue)?.files;
            study.shelf = shelf::join(files, digest, Some(study.store.reader()), today)?;
        }
        Ok(study)
    }

    /// The decks joined with the log.
    pub(super) fn collection(&self) -> &Collection {
        &self.shelf.collection
    }

    /// The present, as far as the log agrees.
    pub(super) fn now(&self, config: &Config) -> Moment {
        reconcile(config.clock.now(), self.collection().marks.newest).0
    }

    /// Sentences to be said once, before the first question.
    pub(super) fn notices(&self, now: Moment) -> Vec<String> {
        let mut said = self.told.clone();
        let hours = |ms: i64| ms / 3_600_000;
        match reconcile(now, self.collection().marks.newest).1 {
            Clock::Sound => {}
            Clock::SetBack(ms) => said.push(format!(
                "the clock stands {} before your newest answer; answers are kept all the same",
                count(usize::try_from(hours(ms)).unwrap_or(0), "hour")
            )),
            Clock::FarAhead(ms) => said.push(format!(
                "the clock stands {} after your newest answer; is it right?",
                count(usize::try_from(hours(ms) / 24).unwrap_or(0), "day")
            )),
        }
        said
    }

    /// Finds out what the log must be told of a card, so that its answer need not wait for it.
    pub(super) fn bring(&mut self, facet: &Facet) {
        let unseen = self.unseen(facet);
        self.unseen.insert(facet.filed(), unseen);
    }

    /// Appends an event, and before an answer what its card looks like, where the log does not know it so.
    pub(super) fn record(&mut self, id: EventId, event: Event, now: Moment) -> Result<(), Failure> {
        let mut events = Vec::new();
        if let Event::Review(review) = &event {
            self.answered = true;
            self.unsettled = true;
            events.extend(self.unseen.remove(&review.facet).into_iter().flatten());
        }
        let mut events: Vec<_> = events.into_iter().map(|event| (self.own_id(), event)).collect();
        events.push((id, event));
        self.append(&events, now)?;
        for (_, event) in &events {
            self.shelf.collection.marks.saw(event);
        }
        Ok(())
    }

    fn append(&mut self, events: &[(EventId, Event)], now: Moment) -> Result<(), Failure> {
        let stamp = Stamp::new(now, self.collection().marks.newest);
        Ok(self.store.append(events, stamp)?)
    }

    /// A question is about to be open: there is time to carry what was answered into the log itself.
    pub(super) fn settle_soon(&mut self) {
        if std::mem::take(&mut self.unsettled) {
            self.settling.wanted();
        }
    }

    /// The last row of the log, and the study day it was written on.
    pub(super) fn last_written(&self) -> Result<Option<(i64, Day)>, Failure> {
        Ok(self.store.reader().last_written()?)
    }

    /// The last row of the log.
    pub(super) fn last_row(&self) -> Result<i64, Failure> {
        Ok(self.store.reader().last_row()?)
    }

    /// Writes down what schedulers were fitted to; they hold from the next session on.
    pub(super) fn keep_parameters(
        &mut self,
        sets: Vec<ParameterSet>,
        config: &Config,
    ) -> Result<(), Failure> {
        let events: Vec<_> =
            sets.into_iter().map(|set| (self.own_id(), Event::Parameters(set))).collect();
        if events.is_empty() {
            return Ok(());
        }
        self.fitted = true;
        self.append(&events, self.now(config))
    }

    /// Where a card stands: its file and line.
    pub(super) fn place(&self, name: &FacetId) -> Option<(PathBuf, usize)> {
        let facet = self.facet(name)?;
        let span = self.collection().card(facet)?.span;
        let text = &self.collection().deck(facet).parsed.text;
        let line = LineIndex::new(text).place(text, span.start).line;
        Some((self.shelf.files[facet.deck_idx].path.clone(), line))
    }

    /// Reads a card's file again and finds the card in it: by its name, else at its place.
    pub(super) fn read_again(
        &mut self,
        name: &FacetId,
        now: Moment,
    ) -> Result<Option<(Facet, Purpose)>, Failure> {
        let Some(facet) = self.facet(name).cloned() else { return Ok(None) };
        let Ok(file) = library::load_file(&self.shelf.files[facet.deck_idx].path) else {
            return Ok(None);
        };
        let cards = &file.parsed.deck.cards;
        let by_name = cards.iter().position(|card| card.key == name.card);
        let Some(card_idx) = by_name.or_else(|| {
            cards.get(facet.card_idx).map(|_| facet.card_idx).filter(|_| file.n_errors() == 0)
        }) else {
            return Ok(None);
        };
        let card = &cards[card_idx];
        if !card.parts().contains(&facet.name.part) {
            return Ok(None);
        }
        let edited = facet.renamed(card.key.clone(), card_idx);
        if card.key != *facet.filed_card() && by_name.is_none() {
            let alias = Event::Alias {
                deck: facet.name.deck.clone(),
                card: card.key.clone(),
                was: Some(facet.filed_card().clone()),
            };
            let id = self.own_id();
            self.append(&[(id, alias)], now)?;
        }
        let purpose = match self.reviews(&facet)?.last() {
            Some(last) if last.moment.day == now.day => Purpose::Repeat,
            Some(last) if last.due > now.day => Purpose::Ahead,
            _ => Purpose::Scheduled,
        };
        self.shelf.collection.replace_card(&facet, file.parsed.clone(), &edited);
        self.bring(&edited);
        Ok(Some((edited, purpose)))
    }

    /// Keeps what makes figures fast, and this day's copy of the log, where something was answered. Tells
    /// where there is no copy: the log itself is safe.
    pub(super) fn close(&mut self, config: &Config) {
        use std::io::Write;
        if !self.answered {
            return;
        }
        // Where it can't be kept, only speed is lost.
        drop(shelf::keep_answers(&mut self.store, config));
        if self.fitted {
            // Every memory is another under new parameters; the next start should find it ready.
            let digested = digest::read(self.store.reader(), &|_, _| ());
            drop(digested.and_then(|it| digest::keep(&it, &mut self.store)));
        }
        let day = self.now(config).day.to_string();
        if let Err(error) = crate::store::keep_backup(self.store.reader(), &day) {
            // Nothing is left to do when standard error is gone.
            let _gone = writeln!(std::io::stderr(), "no copy of your log was made: {error}");
        }
    }

    /// The reviews of a facet so far.
    pub(super) fn reviews(&self, facet: &Facet) -> Result<Vec<Reviewed>, Failure> {
        Ok(self.store.reader().reviews_of(&facet.filed())?)
    }

    /// The story of a card.
    pub(super) fn why(
        &self,
        name: &FacetId,
        about: About,
        config: &Config,
    ) -> Result<String, Failure> {
        let Some(facet) = self.facet(name) else {
            return Ok("there is no card to tell of".to_owned());
        };
        let now = self.now(config);
        let mut reviews = self.reviews(facet)?;
        if about == About::Asked {
            // What was given before may be the answer that is asked for.
            for review in &mut reviews {
                review.response.clear();
            }
        }
        Ok(super::super::why::told(self.collection(), facet, &reviews, now))
    }

    /// Opens pictures and sounds with the system's program; tells what was opened.
    pub(super) fn open_media(&self, name: Option<&FacetId>, files: &[String]) -> String {
        let folder = name.map_or(Path::new(""), |name| self.folder(name));
        if files.is_empty() {
            return "this card has no picture and no sound".to_owned();
        }
        let said = files.iter().map(|file| {
            let path = folder.join(file);
            let shown = escape(file).into_owned();
            if !library::is_inside(folder, Path::new(file)) {
                format!("{shown} lies outside the deck's folder and is not opened")
            } else if !path.is_file() {
                format!("{shown} is missing")
            } else if open::that_detached(&path).is_err() {
                format!("{shown} could not be opened")
            } else {
                format!("opened {shown}")
            }
        });
        said.collect::<Vec<_>>().join("\n")
    }

    /// The bytes of those files of a card that lie in the deck's folder and can be read.
    pub(super) fn media_bytes(&self, name: &FacetId, files: &[String]) -> Vec<Vec<u8>> {
        let folder = self.folder(name);
        files.iter().filter_map(|file| library::read_medium(folder, file).ok()).collect()
    }

    /// The folder of a card's deck.
    fn folder(&self, name: &FacetId) -> &Path {
        let facet = self.facet(name);
        let parent = facet.and_then(|facet| self.shelf.files[facet.deck_idx].path.parent());
        parent.unwrap_or(Path::new(""))
    }

    fn facet(&self, name: &FacetId) -> Option<&Facet> {
        self.collection().named(name)
    }

    fn own_id(&mut self) -> EventId {
        self.n_own += 1;
        EventId::new(&format!("{}k", self.token), self.n_own)
    }

    /// What must be remembered of a card and its deck to find them again, and is not known to the log.
    fn unseen(&self, facet: &Facet) -> Vec<Event> {
        let Some(card) = self.collection().card(facet) else { return Vec::new() };
        let (deck, marks) = (self.collection().deck(facet), &self.collection().marks);
        let seen = versions::deck_seen(&self.shelf, facet.deck_idx);
        let deck_seen = (marks.decks.get(&deck.id) != Some(&seen)).then_some(Event::Deck(seen));
        let key = |idx: usize| deck.outline.cards.get(idx).map(|card| &card.key);
        let beside = (facet.card_idx.checked_sub(1).and_then(key), key(facet.card_idx + 1));
        let card =
            identity::seen(marks, &deck.id, facet.filed_card(), CardFacts::from(&card), beside);
        deck_seen.into_iter().chain(card).collect()
    }
}

/// Tells on standard error which cards are left out, and why.
fn report_faults(shelf: &Shelf, config: &Config) {
    use std::io::Write;
    for file in shelf.files.iter().filter(|file| !file.is_sound) {
        let errors: Vec<_> = file
            .diagnostics()
            .iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .cloned()
            .collect();
        let style = super::super::report_style(config.plain, config.color_err);
        let text = report::render(&file.name(), &file.parsed.text, &errors, style);
        // Nothing is left to do when standard error is gone; the quiz goes on.
        let _gone = std::io::stderr().write_all(text.as_bytes());
    }
}
