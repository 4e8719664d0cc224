//! Looking through the drafted cards of a deck at a terminal. Each decision is in the file before the next
//! card shows, so leaving at any moment loses nothing; what waits is `suspended: draft` still.

use std::path::Path;

use crate::command::quiz::editing;
use crate::config::Config;
use crate::deck::{Card, Kind, Part, Piece, markup, parse};
use crate::diagnostic::LineIndex;
use crate::draft::decisions::{dropped, kept};
use crate::error::{Failure, Kind as FailureKind};
use crate::library;
use crate::text::count;
use crate::ui::review::{Decision, Review, Shown};

/// Shows the drafted cards one after the other until none is left or the teacher leaves.
pub(super) fn review(path: &Path, config: &Config) -> Result<(), Failure> {
    let mut ui = Review::new(config.color_out)?;
    let mut text = library::load_file(path)?.parsed.text.clone();
    let mut past: Vec<(String, usize)> = Vec::new();
    let mut at = 0;
    let mut interrupted = false;
    loop {
        let parsed = parse(text.as_bytes());
        let waiting: Vec<usize> = parsed
            .deck
            .cards
            .iter()
            .enumerate()
            .filter(|(_, it)| it.draft)
            .map(|it| it.0)
            .collect();
        let Some(idx) = waiting.iter().copied().find(|idx| *idx >= at) else {
            let n = waiting.len();
            let rest = if n == 0 {
                "every card is decided".to_owned()
            } else {
                format!("{} still wait", count(n, "card"))
            };
            ui.say(&rest)?;
            break;
        };
        let card = &parsed.deck.cards[idx];
        let nth = waiting.iter().take_while(|it| **it < idx).count() + 1;
        let decision = ui.ask(&shown(card, &format!("{nth} of {} that wait", waiting.len())))?;
        let changed = match decision {
            Decision::Keep => kept(&parsed, idx),
            Decision::Drop => dropped(&parsed, idx),
            Decision::Edit => {
                let line = LineIndex::new(&text).place(&text, card.span.start).line;
                let mut face = crate::command::face(false, config)?;
                editing::edit(path, line, config, face.as_mut())?;
                while editing::again(path, face.as_mut())? {
                    editing::edit(path, line, config, face.as_mut())?;
                }
                let now = library::load_file(path)?.parsed.text.clone();
                past.push((std::mem::replace(&mut text, now), at));
                continue;
            }
            Decision::Next => {
                past.push((text.clone(), at));
                at = idx + 1;
                continue;
            }
            Decision::Undo => {
                match past.pop() {
                    None => ui.say("there is nothing to take back")?,
                    Some((before, place)) => {
                        library::replace(path, text.as_bytes(), before.as_bytes())?;
                        (text, at) = (before, place);
                    }
                }
                continue;
            }
            Decision::Quit | Decision::Interrupt => {
                interrupted = decision == Decision::Interrupt;
                ui.say(&format!(
                    "{} wait; the same command goes on",
                    count(waiting.len(), "card")
                ))?;
                break;
            }
        };
        let Some(after) = changed else {
            ui.say("that can't be done by taking out lines; edit the file")?;
            past.push((text.clone(), at));
            at = idx + 1;
            continue;
        };
        library::replace(path, text.as_bytes(), after.as_bytes())?;
        past.push((std::mem::replace(&mut text, after), at));
        // A kept card stays where it is; a dropped one leaves its place to the next.
        at = if decision == Decision::Keep { idx + 1 } else { idx };
    }
    if interrupted { Err(Failure::silent(FailureKind::Interrupted)) } else { Ok(()) }
}

fn shown(card: &Card, place: &str) -> Shown {
    let part = card.parts().first().copied().unwrap_or(Part::Whole);
    let wrong = match &card.kind {
        Kind::Choice { choices, .. } => {
            choices.iter().filter(|it| !it.correct).map(|it| markup::plain(&it.text)).collect()
        }
        _ => Vec::new(),
    };
    let gap = |piece: &Piece| match piece {
        Piece::Gap { text, .. } => Some(markup::plain(text)),
        Piece::Text(_) => None,
    };
    let (prompt, answer) = match &card.kind {
        Kind::Choice { question, .. } => (question.clone(), card.answer_text()),
        Kind::Cloze { pieces, .. } => {
            let answers: Vec<String> = pieces.iter().filter_map(gap).collect();
            (card.as_flashcard(part).prompt, answers.join(", "))
        }
        _ => (card.as_flashcard(part).prompt, card.answer_text()),
    };
    Shown {
        place: place.to_owned(),
        prompt: markup::plain(&prompt),
        answer,
        wrong,
        quote: card.source.as_ref().and_then(|it| it.quote.clone()).unwrap_or_default(),
    }
}
