//! A new version of a deck: what it means for a learner's progress, and what is told of it or asked before the
//! first question.

use crate::collection::Facet;
use crate::config::Config;
use crate::deck::CardKey;
use crate::error::Failure;
use crate::history::{DeckSeen, Event};
use crate::text::count;
use crate::text::escape::escape;
use crate::text::fold::fold;
use crate::ui::{Decision, Face};

use super::{Shelf, Study};

impl Study {
    /// Tells which decks have grown or lost known cards since they were last seen. What was told is written
    /// down, so that it is told once.
    fn tell_of_versions(&mut self) -> Result<Vec<Event>, Failure> {
        let mut events = Vec::new();
        let Study { shelf, told, store, .. } = self;
        for (deck_idx, deck) in shelf.collection.decks.iter().enumerate() {
            let Some(before) = shelf.collection.marks.decks.get(&deck.id) else { continue };
            let now = deck_seen(shelf, deck_idx);
            let title = escape(&deck.title).into_owned();
            let n_told = told.len();
            let more = now.cards.zip(before.cards).map_or(0, |(now, was)| now.saturating_sub(was));
            if more > 0 {
                let more = usize::try_from(more).unwrap_or(usize::MAX);
                told.push(format!("{} more than before in {title}", count(more, "card")));
            }
            let gone = newly_gone(before, &now);
            if !gone.is_empty() {
                let seen = store.reader().seen_of(&deck.id)?;
                let names = gone.iter().map(|name| {
                    let seen = seen.iter().find(|seen| seen.card == **name);
                    escape(seen.map_or(&name.0, |seen| seen.shown())).into_owned()
                });
                told.push(format!(
                    "no longer in {title}: {}; the progress is kept, and comes back with the card",
                    some_of(&names.collect::<Vec<_>>())
                ));
            }
            if told.len() > n_told {
                events.push(Event::Deck(now));
            }
        }
        Ok(events)
    }

    /// Writes down what becomes of the progress of edited cards; asks where it is in doubt.
    /// Tells whether the log has something new to say.
    pub(super) fn settle(&mut self, config: &Config, face: &mut dyn Face) -> Result<bool, Failure> {
        let mut events = self.tell_of_versions()?;
        events.extend(self.reworded(face)?);
        events.extend(self.answered_otherwise(face)?);
        let events: Vec<_> = events.into_iter().map(|event| (self.own_id(), event)).collect();
        if !events.is_empty() {
            self.append(&events, self.now(config))?;
        }
        Ok(!events.is_empty())
    }

    /// Which edited cards go on with whose progress.
    fn reworded(&mut self, face: &mut dyn Face) -> Result<Vec<Event>, Failure> {
        let mut events = Vec::new();
        for resolved in &self.shelf.resolved {
            for found in &resolved.sure {
                self.told.push(format!(
                    "a card was reworded and keeps its progress: {}",
                    escape(&found.new_prompt)
                ));
                events.push(Event::Alias {
                    deck: resolved.deck.clone(),
                    card: found.card.clone(),
                    was: Some(found.was.clone()),
                });
            }
            for found in &resolved.unsure {
                let decision = Decision {
                    question: format!(
                        "Is this card the one you know?\nbefore: {}\nnow: {}",
                        escape(&found.old_prompt),
                        escape(&found.new_prompt)
                    ),
                    options: vec![
                        "yes, keep its progress".to_owned(),
                        "no, it is a new card".to_owned(),
                    ],
                };
                let Some(chosen) = face.decide(&decision)? else { continue };
                events.push(Event::Alias {
                    deck: resolved.deck.clone(),
                    card: found.card.clone(),
                    was: (chosen == 0).then(|| found.was.clone()),
                });
            }
        }
        Ok(events)
    }

    /// Which cards with another answer keep their progress, and which are learned anew.
    fn answered_otherwise(&mut self, face: &mut dyn Face) -> Result<Vec<Event>, Failure> {
        let mut others = Vec::new();
        for (deck_idx, resolved) in self.shelf.resolved.iter().enumerate() {
            if resolved.answered_otherwise.is_empty() {
                continue;
            }
            let last_seen = self.store.reader().seen_of(&resolved.deck)?;
            for (card, filed) in &resolved.answered_otherwise {
                let before = last_seen.iter().find(|seen| seen.card == *filed);
                let cards = &self.shelf.collection.decks[deck_idx].parsed.deck.cards;
                let now = cards.iter().find(|it| it.key == *card);
                let (Some(before), Some(now)) = (before, now) else { continue };
                // Another spelling of the same answer changes nothing for a learner.
                if fold(&before.answer) != fold(&now.answer_text()) {
                    let other = (resolved.deck.clone(), filed.clone(), before.answer.clone());
                    others.push((other, now.prompt().into_owned(), now.answer_text()));
                }
            }
        }
        let (mut events, mut keep_all) = (Vec::new(), false);
        let n_others = others.len();
        for (nth, ((deck, filed, before), prompt, now)) in others.into_iter().enumerate() {
            let mut options =
                vec!["keep my progress".to_owned(), "learn this card anew".to_owned()];
            let n_left = n_others - nth - 1;
            if n_left > 0 {
                options.push(format!("keep my progress, of {} more, too", count(n_left, "card")));
            }
            let [prompt, before, now] = [prompt, before, now].map(|it| escape(&it).into_owned());
            let question = format!(
                "The answer of a card that you know was changed: {prompt}\nbefore: {before}\nnow: {now}"
            );
            let chosen =
                if keep_all { Some(0) } else { face.decide(&Decision { question, options })? };
            match chosen {
                None => self.told.push(format!(
                    "the answer of a card that you know was changed: {prompt}: {now} (before: {before})"
                )),
                Some(1) => {
                    let was = Some(filed.anew());
                    events.push(Event::Alias { deck, card: filed, was });
                }
                Some(chosen) => {
                    keep_all = keep_all || chosen == 2;
                    let facets = &self.shelf.collection.facets;
                    let of_card = |it: &&Facet| it.name.deck == deck && *it.filed_card() == filed;
                    let facet = facets.iter().find(of_card);
                    events.extend(facet.into_iter().flat_map(|facet| self.unseen(facet)));
                }
            }
        }
        Ok(events)
    }
}

/// The known cards that are gone and were there before, as far as the log says which were.
fn newly_gone<'a>(before: &DeckSeen, now: &'a DeckSeen) -> Vec<&'a CardKey> {
    if before.missing.is_empty() && before.gone >= now.gone {
        return Vec::new();
    }
    now.missing.iter().filter(|name| !before.missing.contains(name)).collect()
}

/// How many are named of those that are gone.
const NAMED: usize = 3;

/// The first of several, in a sentence.
fn some_of(names: &[String]) -> String {
    let shown = names[..names.len().min(NAMED)].join(" / ");
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// A deck as it is seen now.
pub(super) fn deck_seen(shelf: &Shelf, deck_idx: usize) -> DeckSeen {
    let deck = &shelf.collection.decks[deck_idx];
    let gone = &shelf.resolved[deck_idx].gone;
    DeckSeen {
        deck: deck.id.clone(),
        title: deck.title.clone(),
        explicit: deck.outline.id.as_deref() == Some(&*deck.id.0),
        cards: u32::try_from(deck.outline.cards.len()).ok(),
        gone: u32::try_from(gone.len()).unwrap_or(u32::MAX),
        missing: gone.clone(),
    }
}
