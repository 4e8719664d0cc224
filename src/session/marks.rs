//! What a learner does to a card beside answering it: flag, note, put aside, edit.

use super::{About, Effect, Notice, Session, Turn};
use crate::history::{CardId, Event};
use crate::time::Moment;

impl Session {
    /// The turn that is meant, or what to say where there is none.
    pub(super) fn meant(&self, about: About) -> Result<usize, Notice> {
        match about {
            About::Asked => self.asked().map(|open| open.turn_idx).ok_or(Notice::Over),
            About::Judged => {
                self.answers.last().map(|newest| newest.turn_idx).ok_or(Notice::NothingToRate)
            }
        }
    }

    pub(super) fn flag(&mut self, about: About, now: Moment) -> Vec<Effect> {
        let turn = match self.meant(about) {
            Ok(turn_idx) => &self.turns[turn_idx],
            Err(notice) => return self.say(notice, now),
        };
        let (card, name, on) = (CardId::from(&turn.filed), turn.name.clone(), !turn.flagged);
        self.turns.flag(&card, on);
        let record = self.record(Event::Flag { card, on });
        vec![record, Effect::Say(Notice::Flagged(name, on)), self.wait(now)]
    }

    pub(super) fn note(&mut self, about: About, text: String, now: Moment) -> Vec<Effect> {
        let turn = match self.meant(about) {
            Ok(turn_idx) => &self.turns[turn_idx],
            Err(notice) => return self.say(notice, now),
        };
        if text.is_empty() && turn.note.is_none() {
            return self.say(Notice::NoNote, now);
        }
        let (card, name) = (CardId::from(&turn.filed), turn.name.clone());
        let note = Some(text.clone()).filter(|text| !text.is_empty());
        self.turns.note(&card, note.clone());
        let noted = Notice::Noted(name, note.is_some());
        let record = self.record(Event::Note { card, text });
        vec![record, Effect::Say(noted), self.wait(now)]
    }

    /// Puts a card aside, with all its facets.
    pub(super) fn suspend(&mut self, about: About, now: Moment) -> Vec<Effect> {
        let turn = match self.meant(about) {
            Ok(turn_idx) => &self.turns[turn_idx],
            Err(notice) => return self.say(notice, now),
        };
        let (card, name) = (CardId::from(&turn.filed), turn.name.clone());
        for (gone, is_of) in self.gone.iter_mut().zip(self.turns.are_of(&card)) {
            *gone |= is_of;
        }
        let record = self.record(Event::Suspend { card, on: true });
        vec![record, Effect::Say(Notice::Suspended(name)), self.go_on_without(now)]
    }

    /// Goes on with the edited card, or without it. Progress, flag and note stay; other facets of
    /// the card keep their text until the next session.
    pub(super) fn edited(
        &mut self,
        about: About,
        turn: Option<Box<Turn>>,
        now: Moment,
    ) -> Vec<Effect> {
        let turn_idx = match self.meant(about) {
            Ok(turn_idx) => turn_idx,
            Err(notice) => return self.say(notice, now),
        };
        let old = &mut self.turns[turn_idx];
        let Some(new) = turn else {
            let name = old.name.clone();
            self.gone[turn_idx] = true;
            return vec![Effect::Say(Notice::EditedAway(name)), self.go_on_without(now)];
        };
        *old = Turn {
            purpose: old.purpose,
            reviews: std::mem::take(&mut old.reviews),
            flagged: old.flagged,
            note: old.note.take(),
            ..*new
        };
        let edited = Effect::Say(Notice::Edited(old.name.clone()));
        if self.asked().is_none_or(|open| open.turn_idx != turn_idx) {
            return vec![edited, self.wait(now)];
        }
        if let Some(open) = &mut self.place.open {
            open.hinted = false;
        }
        vec![edited, self.ask_anew(now)]
    }

    /// Leaves the open question where its card is gone now.
    fn go_on_without(&mut self, now: Moment) -> Effect {
        self.place.repeats.retain(|repeat| !self.gone[repeat.turn_idx]);
        if self.asked().is_some_and(|open| self.gone[open.turn_idx]) {
            self.place.leave_out();
            return self.go_on(now);
        }
        self.wait(now)
    }
}
