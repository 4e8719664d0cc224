//! `quizdeck quiz`: carries out what a session asks for. Records before it shows, in a loop that
//! decides nothing itself.

mod copying;
pub(super) mod editing;
mod fitting;
mod opening;
mod plan;
mod study;

use std::collections::VecDeque;
use std::sync::Arc;

use crate::cli::Quiz;
use crate::config::Config;
use crate::deck::FacetId;
use crate::error::{Failure, Kind};
use crate::history::Event;
use crate::session::{About, Effect, Feedback, Input, Question, Session, Turn};
use crate::time::Timestamp;
use crate::ui::guard::Guard;
use crate::ui::{Action, Face};

use copying::Copying;
use fitting::Fitting;
use plan::TurnMaker;
use study::Study;

const MS_PER_MINUTE: i64 = 60_000;
/// What is said at an end from outside.
const STOPPED: &str = "Stopped. Everything you answered is saved.";

/// Runs a quiz.
pub(super) fn run(args: &Quiz, config: &Config) -> Result<(), Failure> {
    let _guard = Guard::with_farewell(STOPPED)?;
    let mut face = super::face(args.jsonl, config)?;
    let token = super::token();
    let mut study = Study::open(&args.decks.paths, &token, config, face.as_mut())?;
    let now = study.now(config);
    let planned = plan::plan(args, study.collection(), config, &token, now);
    face.open(&opening::opening(&study, &planned, config, now))?;
    if planned.plan.later.is_empty() {
        return Ok(face.tell(&opening::nothing_to_ask(args, &study, &planned.queue, now.day))?);
    }
    let until = args
        .minutes
        .map(|minutes| Timestamp(now.at.0.saturating_add(i64::from(minutes) * MS_PER_MINUTE)));
    let (session, effects) = Session::start(planned.plan, now);
    let fitting = Fitting::due(
        &planned.algorithms,
        &study.collection().marks,
        (now.day, study.last_row()?),
        config,
    );
    let copying = Copying::due(config.database.clone(), study.last_written()?, now.day);
    let mut quiz = Running {
        session,
        face: face.as_mut(),
        study: &mut study,
        maker: planned.maker,
        config,
        until,
        asked: None,
        judged: None,
        fitting,
        copying,
    };
    let ended = quiz.run(effects);
    quiz.copying.end();
    study.close(config);
    ended
}

/// The seed that a run's token gives, where none was typed.
fn seed_of(token: &Arc<str>) -> u64 {
    u64::from_str_radix(token, 16).unwrap_or(0)
}

/// A running quiz: the session, and what its effects work on.
struct Running<'a> {
    session: Session,
    face: &'a mut dyn Face,
    study: &'a mut Study,
    maker: TurnMaker,
    config: &'a Config,
    until: Option<Timestamp>,
    asked: Option<Box<Question>>,
    judged: Option<Box<Feedback>>,
    fitting: Fitting,
    copying: Copying,
}

impl Running<'_> {
    /// Runs the session to its end; what was fitted meanwhile is kept however it ends.
    fn run(&mut self, first: Vec<Effect>) -> Result<(), Failure> {
        let ended = self.go_through(first);
        let sets = self.fitting.end();
        let kept = self.study.keep_parameters(sets, self.config);
        ended.and(kept)
    }

    fn go_through(&mut self, first: Vec<Effect>) -> Result<(), Failure> {
        let mut effects = VecDeque::from(first);
        while let Some(effect) = effects.pop_front() {
            let again = effect.clone();
            let action = match effect {
                Effect::Record { id, event } => {
                    let counts = matches!(event, Event::Review(_));
                    self.study.record(id, event, self.study.now(self.config))?;
                    if counts {
                        self.config.clock.tick();
                    }
                    None
                }
                Effect::Show(feedback) => {
                    self.pictures(&feedback.card, &feedback.media)?;
                    let action = self.face.show(&feedback)?;
                    self.judged = Some(feedback);
                    action
                }
                Effect::Hint(text) => {
                    self.face.hint(&text)?;
                    None
                }
                Effect::Say(notice) => {
                    self.face.say(&notice)?;
                    None
                }
                Effect::Bring(filed) => Some(Action::Input(Input::Brought(self.turn(&filed)?))),
                Effect::Ask(_) if self.time_is_up() => {
                    self.face.tell("the time is up")?;
                    Some(Action::Input(Input::Quit))
                }
                Effect::Ask(question) => {
                    if self.asked.as_ref().is_none_or(|asked| asked.ask != question.ask) {
                        self.pictures(&question.card, &question.media)?;
                    }
                    // From here on there is time: the learner thinks. What was fitted is kept at once, so
                    // that no sudden end takes it away.
                    self.study.settle_soon();
                    self.fitting.begin();
                    let fitted = self.fitting.ready();
                    self.study.keep_parameters(fitted, self.config)?;
                    self.copying.begin();
                    self.maker.gather_words();
                    let action = self.face.ask(&question)?;
                    self.asked = Some(question);
                    Some(action)
                }
                Effect::Finish(summary) => match self.face.finish(&summary)? {
                    None | Some(Action::EndOfInput) => return Ok(()),
                    action => action,
                },
            };
            match action {
                None => {}
                Some(Action::Interrupt) => {
                    self.face.tell(STOPPED)?;
                    return Err(Failure::silent(Kind::Interrupted));
                }
                Some(action) => match self.input(action)? {
                    Some(input) => {
                        // A flag or a note at a verdict is no rating: the verdict still waits for it.
                        let stays = matches!(again, Effect::Show(_))
                            && matches!(
                                input,
                                Input::Flag(_) | Input::Note(..) | Input::Edited(..)
                            );
                        effects = self.session.step(input, self.study.now(self.config)).into();
                        if stays {
                            effects.insert(effects.len().saturating_sub(1), again);
                        }
                    }
                    None => effects.push_front(again),
                },
            }
        }
        Ok(())
    }

    /// The turn that is filed under a name.
    fn turn(&mut self, filed: &FacetId) -> Result<Option<Box<Turn>>, Failure> {
        let Some(facet) = self.study.collection().filed(filed).cloned() else { return Ok(None) };
        self.study.bring(&facet);
        let purpose = self.maker.purpose(filed);
        let reviews = self.study.reviews(&facet)?;
        Ok(self.maker.turn(self.study.collection(), &facet, purpose, reviews).map(Box::new))
    }

    /// Shows the pictures of a text above it, where the terminal can.
    fn pictures(&mut self, name: &FacetId, files: &[String]) -> Result<(), Failure> {
        if self.face.shows_pictures() {
            for bytes in self.study.media_bytes(name, files) {
                self.face.picture(&bytes)?;
            }
        }
        Ok(())
    }

    fn time_is_up(&self) -> bool {
        self.until.is_some_and(|until| self.config.clock.now().at >= until)
    }

    /// What an action means for the session; `None` where it is none of its business.
    fn input(&mut self, action: Action) -> Result<Option<Input>, Failure> {
        match action {
            Action::Input(input) => Ok(Some(input)),
            Action::EndOfInput | Action::Interrupt => Ok(Some(Input::Quit)),
            Action::Why(about) => {
                let told = self.meant(about).map(|name| self.study.why(&name, about, self.config));
                let told = told.transpose()?;
                self.face.tell(told.as_deref().unwrap_or("there is no card to tell of"))?;
                Ok(None)
            }
            Action::Open(about) => {
                let files = self.media(about);
                let said = self.study.open_media(self.meant(about).as_ref(), &files);
                self.face.tell(&said)?;
                Ok(None)
            }
            Action::Edit(about) => self.edit(about),
        }
    }

    fn meant(&self, about: About) -> Option<FacetId> {
        match about {
            About::Asked => self.asked.as_ref().map(|question| question.card.clone()),
            About::Judged => self.judged.as_ref().map(|feedback| feedback.card.clone()),
        }
    }

    fn media(&self, about: About) -> Vec<String> {
        let files = match about {
            About::Asked => self.asked.as_ref().map(|question| &question.media),
            About::Judged => self.judged.as_ref().map(|feedback| &feedback.media),
        };
        files.cloned().unwrap_or_default()
    }

    fn edit(&mut self, about: About) -> Result<Option<Input>, Failure> {
        let Some(name) = self.meant(about) else {
            self.face.tell("there is no card to edit")?;
            return Ok(None);
        };
        let Some((path, line)) = self.study.place(&name) else { return Ok(None) };
        let edited = loop {
            if !editing::edit(&path, line, self.config, self.face)? {
                return Ok(None);
            }
            let now = self.study.now(self.config);
            let edited = self.study.read_again(&name, now)?;
            if edited.is_some() || !editing::again(&path, self.face)? {
                break edited;
            }
        };
        let turn = match edited {
            Some((facet, purpose)) => {
                let reviews = self.study.reviews(&facet)?;
                self.maker.turn_anew(self.study.collection(), &facet, purpose, reviews)
            }
            None => None,
        };
        let turn = turn.map(Box::new);
        Ok(Some(Input::Edited(about, turn)))
    }
}
