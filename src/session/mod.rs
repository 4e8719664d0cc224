//! A session: the state machine between questions and answers. Values in, values out; no `Result`,
//! no input or output, no clock of its own.
//!
//! Effects end in exactly one `Ask`, `Bring` or `Finish`, and an answer is recorded before it is shown.

mod amend;
mod answer;
mod arrange;
mod ask;
mod marks;
mod message;
mod place;
mod plan;
mod score;
#[cfg(test)]
mod tests;
mod turns;

pub use message::{
    About, Awaiting, Comparison, Effect, Feedback, Input, Notice, Question, ShownAnswer, Summary,
    TagScore,
};
pub use plan::{DeckContext, Later, LazyPool, Plan, Progress, Turn, turn};

use std::sync::Arc;

use crate::history::{CardId, Event, EventId, Purpose, Reviewed};
use crate::scheduling::{Load, Preview};
use crate::time::Moment;
use place::Place;
use score::Standing;
use turns::Turns;

/// A running session.
#[derive(Debug)]
pub struct Session {
    token: Arc<str>,
    seed: u64,
    repeat_missed: bool,
    due_tomorrow_elsewhere: usize,
    /// What lies on the days ahead, apart from the session's own turns.
    load: Load,
    turns: Turns,
    /// For each turn, whether it was put aside or edited away.
    gone: Vec<bool>,
    place: Place,
    stage: Stage,
    /// The recorded answers that count, oldest first.
    answers: Vec<Answered>,
    n_events: u32,
    n_asks: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// A question is open.
    Asking,
    /// The turn to be asked next, and whether it is a repeat, waits to be brought.
    Bringing(usize, bool),
    /// Nothing is left to ask.
    Finished,
    /// The learner ended the session; so many turns were about to be brought.
    Quit(usize),
}

/// A recorded answer, with what amending and undoing it need.
#[derive(Clone, Debug)]
struct Answered {
    id: EventId,
    turn_idx: usize,
    /// It answered a repeat, which does not count in the score.
    repeat: bool,
    points: f64,
    standing: Standing,
    /// The futures that were shown; an amendment promises one of them.
    preview: Preview,
    /// Where the session stood, with the question open.
    before: Place,
}

impl Session {
    /// Starts; the effects end in one `Ask` or `Bring`, or in `Finish` where there is nothing to ask.
    pub fn start(plan: Plan, now: Moment) -> (Session, Vec<Effect>) {
        let turns = Turns::new(plan.turns, plan.later);
        let mut session = Session {
            token: plan.token,
            seed: plan.seed,
            repeat_missed: plan.repeat_missed,
            due_tomorrow_elsewhere: plan.due_tomorrow_elsewhere,
            load: plan.load,
            gone: vec![false; turns.len()],
            turns,
            place: Place::default(),
            stage: Stage::Asking,
            answers: Vec::new(),
            n_events: 0,
            n_asks: 0,
        };
        let first = session.go_on(now);
        (session, vec![first])
    }

    /// Takes an input; the effects end in exactly one `Ask`, `Bring` or `Finish`.
    pub fn step(&mut self, input: Input, now: Moment) -> Vec<Effect> {
        match input {
            Input::Answer { response, first_key_ms } => self.answer(response, first_key_ms, now),
            Input::Reveal => self.reveal(now),
            Input::Rate(rating) => self.rate(rating, now),
            Input::Right => self.right(now),
            Input::Hint => self.hint(now),
            Input::Skip => self.skip(now),
            Input::Flag(about) => self.flag(about, now),
            Input::Note(about, text) => self.note(about, text, now),
            Input::Suspend(about) => self.suspend(about, now),
            Input::Undo => self.undo(now),
            Input::Edited(about, turn) => self.edited(about, turn, now),
            Input::Brought(turn) => vec![self.brought(turn, now)],
            Input::Quit => {
                if self.stage != Stage::Finished {
                    let coming = matches!(self.stage, Stage::Bringing(_, false));
                    self.stage = match self.stage {
                        Stage::Quit(coming) => Stage::Quit(coming),
                        _ => Stage::Quit(usize::from(coming)),
                    };
                }
                vec![self.wait(now)]
            }
        }
    }

    /// Goes on to the next question, or to the end.
    fn go_on(&mut self, now: Moment) -> Effect {
        if let Some((turn_idx, repeat)) = self.place.take_next(&self.gone, now.at) {
            if self.turns.missing(turn_idx).is_some() {
                self.place.open = None;
                self.stage = Stage::Bringing(turn_idx, repeat);
            } else {
                self.open(turn_idx, repeat, now);
                self.stage = Stage::Asking;
            }
        } else {
            self.place.open = None;
            self.stage = Stage::Finished;
        }
        self.wait(now)
    }

    /// Takes a turn that was asked for; one that can't be had is left out.
    fn brought(&mut self, turn: Option<Box<Turn>>, now: Moment) -> Effect {
        let Stage::Bringing(turn_idx, repeat) = self.stage else { return self.wait(now) };
        let Some(turn) = turn else {
            self.gone[turn_idx] = true;
            self.place.number -= 1;
            return self.go_on(now);
        };
        self.turns.bring(turn_idx, turn);
        self.open(turn_idx, repeat, now);
        self.stage = Stage::Asking;
        self.wait(now)
    }

    /// Stays at the open question, or at the end.
    fn wait(&self, now: Moment) -> Effect {
        if let Stage::Bringing(turn_idx, _) = self.stage
            && let Some(filed) = self.turns.missing(turn_idx)
        {
            return Effect::Bring(filed.clone());
        }
        match self.question(now) {
            Some(question) => Effect::Ask(Box::new(question)),
            None => Effect::Finish(Box::new(self.summary(now.day))),
        }
    }

    /// Says something and stays.
    fn say(&self, notice: Notice, now: Moment) -> Vec<Effect> {
        vec![Effect::Say(notice), self.wait(now)]
    }

    /// The effect that appends an event to the log.
    fn record(&mut self, event: Event) -> Effect {
        Effect::Record { id: self.next_id(), event }
    }

    fn next_id(&mut self) -> EventId {
        self.n_events += 1;
        EventId::new(&self.token, self.n_events)
    }

    fn skip(&mut self, now: Moment) -> Vec<Effect> {
        let Some(open) = self.asked() else { return self.say(Notice::Over, now) };
        let skipped = Notice::Skipped(self.turns[open.turn_idx].name.clone());
        self.place.ended += 1;
        vec![Effect::Say(skipped), self.go_on(now)]
    }

    /// Takes back the newest recorded answer: all is as it was before it, and its card is asked.
    fn undo(&mut self, now: Moment) -> Vec<Effect> {
        let Some(answered) = self.answers.pop() else {
            return self.say(Notice::NothingToUndo, now);
        };
        let turn = &mut self.turns[answered.turn_idx];
        turn.reviews.retain(|review| review.id != answered.id);
        let undone = Notice::Undone(turn.name.clone());
        let revoke = self.record(Event::Revoke { target: answered.id });
        self.place = answered.before;
        self.stage = Stage::Asking;
        let next = if self.gone[answered.turn_idx] {
            self.place.leave_out();
            self.go_on(now)
        } else {
            self.ask_anew(now)
        };
        vec![revoke, Effect::Say(undone), next]
    }
}

impl Turn {
    /// The newest review that memory is made of.
    fn last_review(&self) -> Option<&Reviewed> {
        self.reviews.iter().rev().find(|review| review.purpose != Purpose::Cram)
    }
}
