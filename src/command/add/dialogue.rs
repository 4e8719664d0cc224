//! Cards by a dialogue: line by line, each looked at as it is typed, and shown as a learner sees it before
//! it is taken.

mod kinds;
mod making;

use super::{Take, like};
use crate::command::asking::{Ending, Typed, ask};
use crate::command::show;
use crate::deck::{Card, write};
use crate::error::Failure;
use crate::text::escape::escape;
use crate::ui::talk::Talk;

use kinds::{Form, Shape};
use making::{Making, joined, parts};

pub(super) use making::pair;

/// Asks for cards until there are no more; how many were taken, and how it ended.
pub(super) fn cards(
    talk: &mut Talk,
    there: &[Card],
    take: &mut Take<'_>,
) -> Result<(usize, Ending), Failure> {
    let mut taken: Vec<Card> = Vec::new();
    talk.say("Now the cards, one after the other. An empty question ends.")?;
    talk.say(&format!("Kinds: {}; the first letters are enough.", kinds::names(", ")))?;
    talk.say("At any line: :back to the one before, :drop to drop the card, :quit to end.")?;
    loop {
        let (form, is_named) = match kind(talk)? {
            Ok(chosen) => chosen,
            Err(ending) => return Ok((taken.len(), ending)),
        };
        let outcome = card(talk, form, there, &taken)?;
        match outcome {
            Outcome::Card(card) => {
                if let Err(failure) = take(std::slice::from_ref(&card)) {
                    // What was typed is not lost: it can be pasted where it belongs.
                    talk.say("the card was not taken; these are its lines:")?;
                    talk.lines(&escape(&write::card(&card, 2)))?;
                    return Err(failure);
                }
                talk.say("taken")?;
                taken.push(*card);
            }
            Outcome::Dropped => talk.say("dropped")?,
            // Whoever named a kind wants a card, and may have pressed Enter once too often.
            Outcome::Nothing if is_named => talk.say("no question, no card")?,
            Outcome::Nothing => return Ok((taken.len(), Ending::Done)),
            Outcome::Kind => continue,
            Outcome::End(ending) => return Ok((taken.len(), ending)),
        }
        talk.say("")?;
    }
}

/// What came of a card.
enum Outcome {
    Card(Box<Card>),
    Dropped,
    /// Not even a question.
    Nothing,
    /// Back to its kind.
    Kind,
    End(Ending),
}

/// The kind of the next card, and whether it was named; or how the dialogue ended.
fn kind(talk: &mut Talk) -> Result<Result<(&'static Form, bool), Ending>, Failure> {
    loop {
        match ask(talk, "Kind (Enter: short):", "")? {
            Typed::End(ending) => return Ok(Err(ending)),
            Typed::Back | Typed::Drop => talk.say("no card is begun yet; :quit ends")?,
            Typed::Text(word) if word.is_empty() => return Ok(Ok((&kinds::FORMS[0], false))),
            Typed::Text(word) => match kinds::named(&word) {
                Ok(form) => return Ok(Ok((form, true))),
                Err(why) => talk.say(&why)?,
            },
        }
    }
}

/// Asks field by field, then whether the card is to be taken.
fn card(
    talk: &mut Talk,
    form: &'static Form,
    there: &[Card],
    taken: &[Card],
) -> Result<Outcome, Failure> {
    let mut making = Making::new(form);
    // What can be mended at this field: a list with one fault is not typed again.
    let mut draft = None;
    loop {
        let Some(field) = making.field() else {
            // What was taken field by field is a card.
            let Ok(card) = making.card() else { return Ok(Outcome::Dropped) };
            match is_wanted(talk, &card)? {
                Typed::Text(_) => return Ok(Outcome::Card(Box::new(card))),
                Typed::Drop => return Ok(Outcome::Dropped),
                Typed::Back => {
                    making.back();
                    continue;
                }
                Typed::End(ending) => return given_up(talk, ending),
            }
        };
        let before = draft.take().unwrap_or_else(|| making.before().to_owned());
        let typed = match several(talk, field.words, &before, field.shape)? {
            Typed::Text(typed) => typed,
            Typed::Drop => return Ok(Outcome::Dropped),
            Typed::Back if making.back() => continue,
            Typed::Back => {
                if !making.is_empty() {
                    talk.say(DROPPED)?;
                }
                return Ok(Outcome::Kind);
            }
            Typed::End(ending) if making.is_empty() => return Ok(Outcome::End(ending)),
            Typed::End(ending) => return given_up(talk, ending),
        };
        let is_first = field.key == form.fields[0].key;
        if typed.is_empty() && making.is_empty() {
            return Ok(Outcome::Nothing);
        }
        match making.take(&typed) {
            Ok(()) if is_first => {
                let twin = making.card().ok();
                let twin = twin.and_then(|card| like(&card, there).or_else(|| like(&card, taken)));
                if let Some(why) = twin {
                    making.back();
                    talk.say(&format!("{why}; ask for something else, or :drop"))?;
                }
            }
            Ok(()) => {}
            Err(why) => {
                talk.say(&why)?;
                draft = Some(typed).filter(|_| field.shape.goes_on());
            }
        }
    }
}

/// What is said of a card that was left in the middle.
const DROPPED: &str = "the card that was begun is dropped";

/// The end in the middle of a card.
fn given_up(talk: &mut Talk, ending: Ending) -> Result<Outcome, Failure> {
    talk.say(DROPPED)?;
    Ok(Outcome::End(ending))
}

/// What is typed at a field; where it takes several and one was typed, the next ones, line by line.
fn several(talk: &mut Talk, words: &str, before: &str, shape: Shape) -> Result<Typed, Failure> {
    let mut typed = match ask(talk, words, before)? {
        Typed::Text(typed) => typed,
        other => return Ok(other),
    };
    let mut is_whole = !shape.goes_on() || typed.is_empty() || typed.contains([';', '\n']);
    if let Err(why) = one_of(shape, &typed)
        && !is_whole
    {
        talk.say(&why)?;
        return several(talk, words, &typed, shape);
    }
    while !is_whole {
        match ask(talk, "next (Enter: no more):", "")? {
            Typed::Text(next) if next.is_empty() => is_whole = true,
            Typed::Text(next) => match one_of(shape, &next) {
                Ok(()) => typed = joined(&typed, &next),
                Err(why) => talk.say(&why)?,
            },
            // All of them again, to be changed.
            Typed::Back => return several(talk, words, &typed, shape),
            other => return Ok(other),
        }
    }
    Ok(Typed::Text(typed))
}

/// Whether what is typed can be one of several.
fn one_of(shape: Shape, typed: &str) -> Result<(), String> {
    if shape == Shape::Pairs { parts(typed).try_for_each(|it| pair(it).map(drop)) } else { Ok(()) }
}

/// Shows a card and asks whether it is wanted: a text for yes, or a command.
fn is_wanted(talk: &mut Talk, card: &Card) -> Result<Typed, Failure> {
    talk.say("")?;
    talk.page(|page| show::unnamed(card, page))?;
    loop {
        match ask(talk, "Take it? (Enter: yes, n: no, :back: change it)", "")? {
            Typed::Text(word) => match &*word.to_lowercase() {
                "" | "y" | "yes" => return Ok(Typed::Text(word)),
                "n" | "no" => return Ok(Typed::Drop),
                _ => talk.say("type y or n, or :back to change it")?,
            },
            other => return Ok(other),
        }
    }
}
