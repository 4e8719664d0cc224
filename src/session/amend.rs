//! Another rating for the newest answer, and "I was right".

use super::score::Standing;
use super::{Effect, Notice, Session, Stage};
use crate::deck::Answer;
use crate::grading::Verdict;
use crate::history::{Amend, Event, Rating};
use crate::time::Moment;

impl Session {
    /// Rates the revealed flashcard, else the newest verdict. A flashcard that still shows its
    /// front right after another one is meant itself, so it has to be revealed first.
    pub(super) fn rate(&mut self, rating: Rating, now: Moment) -> Vec<Effect> {
        if let Some(effects) = self.rate_flashcard(rating, now) {
            return effects;
        }
        let front = self
            .asked()
            .is_some_and(|open| matches!(self.turns[open.turn_idx].answer, Answer::SelfRated(_)));
        let newest = self.answers.last().map(|newest| newest.standing);
        match newest {
            Some(newest) if !front || newest.verdict != Verdict::Shown => {
                let (record, days) = self.amend(newest.rated(rating));
                let mut effects = Vec::from_iter(record);
                effects.push(Effect::Say(Notice::Rated(rating, days)));
                effects.push(self.settle(newest.rating, now));
                effects
            }
            _ if front => self.say(Notice::RevealFirst, now),
            _ => self.say(Notice::NothingToRate, now),
        }
    }

    /// Takes "I was right": on flashcards a good rating, else the newest verdict becomes right.
    pub(super) fn right(&mut self, now: Moment) -> Vec<Effect> {
        if let Some(effects) = self.rate_flashcard(Rating::Good, now) {
            return effects;
        }
        let Some(newest) = self.answers.last().map(|newest| newest.standing) else {
            return self.say(Notice::NothingToRate, now);
        };
        match newest.verdict {
            Verdict::Right => self.say(Notice::CountedRight, now),
            Verdict::Shown if newest.is_right() => self.say(Notice::CountedRight, now),
            Verdict::Shown => self.rate(Rating::Good, now),
            Verdict::Slip | Verdict::Partial | Verdict::Wrong => {
                let (record, _) = self.amend(newest.declared_right());
                let mut effects = Vec::from_iter(record);
                effects.push(Effect::Say(Notice::CountedRight));
                effects.push(self.settle(newest.rating, now));
                effects
            }
        }
    }

    /// Has the newest answer count otherwise: what is to be recorded, where anything changes, and
    /// the days until the card comes back.
    fn amend(&mut self, standing: Standing) -> (Option<Effect>, u32) {
        let newest = self.answers.last_mut().expect("only a verdict that was given is amended");
        let promise = newest.preview.of(standing.rating);
        if newest.standing == standing {
            return (None, promise.interval);
        }
        newest.standing = standing;
        self.place.tally = newest.tally();
        let amend = Amend {
            target: newest.id.clone(),
            rating: standing.rating,
            verdict: standing.verdict,
            score: standing.score,
            disputed: standing.disputed,
            interval: promise.interval,
            due: promise.due,
        };
        let reviews = &mut self.turns[newest.turn_idx].reviews;
        if let Some(review) = reviews.iter_mut().rev().find(|it| it.id == amend.target) {
            review.amend(&amend);
        }
        (Some(self.record(Event::Amend(amend))), promise.interval)
    }

    /// Settles whether the newest answer's card comes back, after its rating changed: one that is
    /// known now does not, one that is missed now does, even after the end.
    fn settle(&mut self, was: Rating, now: Moment) -> Effect {
        let newest = self.answers.last().expect("only a verdict that was given is amended");
        let turn_idx = newest.turn_idx;
        let ended = newest.before.ended + 1;
        let missed = |rating| rating == Rating::Again;
        if missed(was) && !missed(newest.standing.rating) {
            self.place.no_repeat(turn_idx);
            if self.asked().is_some_and(|open| open.turn_idx == turn_idx) {
                self.place.leave_out();
                return self.go_on(now);
            }
        }
        let comes_back = self.repeat_missed && !self.gone[turn_idx];
        if !missed(was) && missed(newest.standing.rating) && comes_back {
            self.place.repeat(turn_idx, ended, now.at);
            if self.stage == Stage::Finished {
                return self.go_on(now);
            }
        }
        self.wait(now)
    }
}
