//! `quizdeck quiz`: carries out what a session asks for. Records before it shows, in a loop that
//! decides nothing itself.

mod editing;
mod plan;
mod study;

use std::collections::VecDeque;
use std::time::Duration;

use crate::cli::Quiz;
use crate::config::Config;
use crate::error::{Failure, Kind};
use crate::history::{Event, EventId};
use crate::session::{Effect, Input, Session};
use crate::time::Timestamp;
use crate::ui::{Action, Face};

use study::Study;

/// Runs a quiz.
pub(super) fn run(args: &Quiz, config: &Config) -> Result<(), Failure> {
    let mut face = super::face(args.jsonl, config)?;
    let mut study = Study::open(&args.decks.paths, config, face.as_mut())?;
    let Some((plan, opening)) = plan::plan(args, &study, config)? else {
        return plan::nothing_to_ask(args, &study, face.as_mut(), config);
    };
    face.open(&opening)?;
    let until = args.minutes.map(|minutes| {
        let length = Duration::from_secs(u64::from(minutes) * 60);
        Timestamp(config.clock.now().at.0.saturating_add(i64::try_from(length.as_millis()).unwrap_or(i64::MAX)))
    });
    let (session, effects) = Session::start(plan, config.clock.now());
    Loop { session, face: face.as_mut(), study: &mut study, config, until, interrupted: false }
        .run(effects)
}

/// A running quiz: the session, and what its effects work on.
struct Loop<'a> {
    session: Session,
    face: &'a mut dyn Face,
    study: &'a mut Study,
    config: &'a Config,
    until: Option<Timestamp>,
    interrupted: bool,
}

impl Loop<'_> {
    fn run(mut self, first: Vec<Effect>) -> Result<(), Failure> {
        let mut effects = VecDeque::from(first);
        while let Some(effect) = effects.pop_front() {
            let action = match effect {
                Effect::Record { id, event } => {
                    self.record(id, event)?;
                    None
                }
                Effect::Show(feedback) => self.face.show(&feedback)?,
                Effect::Hint(text) => {
                    self.face.hint(&text)?;
                    None
                }
                Effect::Say(notice) => {
                    self.face.say(&notice)?;
                    None
                }
                Effect::Ask(_) if self.time_is_up() => Some(Action::Input(Input::Quit)),
                Effect::Ask(question) => Some(self.face.ask(&question)?),
                Effect::Finish(summary) => self.face.finish(&summary)?,
            };
            match action {
                None => {}
                Some(Action::EndOfInput) if effects.is_empty() && self.session.is_over() => break,
                Some(action) => effects = self.act(action)?.into(),
            }
        }
        if self.interrupted { Err(Failure::silent(Kind::Interrupted)) } else { Ok(()) }
    }

    fn time_is_up(&self) -> bool {
        self.until.is_some_and(|until| self.config.clock.now().at >= until)
    }

    fn record(&mut self, id: EventId, event: Event) -> Result<(), Failure> {
        let counts = matches!(event, Event::Review(_));
        self.study.record(id, event, self.config.clock.now())?;
        if counts {
            self.config.clock.tick();
        }
        Ok(())
    }
}
