//! From a turn to the question a screen shows.

use super::arrange::Arrangement;
use super::place::Open;
use super::plan::dice;
use super::{Awaiting, Effect, Notice, Question, Session, Stage, Turn};
use crate::deck::{Accepted, Answer, markup};
use crate::time::Moment;

impl Session {
    /// The question that waits for an answer or a rating.
    pub(super) fn asked(&self) -> Option<&Open> {
        self.place.open.as_ref().filter(|_| self.stage == Stage::Asking)
    }

    /// Opens the question of a turn.
    pub(super) fn open(&mut self, turn_idx: usize, repeat: bool, now: Moment) {
        self.n_asks += 1;
        let ask = self.n_asks;
        let turn = &self.turns[turn_idx];
        let mut dice = dice(&turn.name, ask, self.seed);
        self.place.open = Some(Open {
            turn_idx,
            repeat,
            ask,
            asked_at: now.at,
            hinted: false,
            arrangement: Arrangement::new(&turn.answer, &mut dice),
            revealed: None,
        });
    }

    /// Asks the open question anew, with a new number. A hint that was seen stays seen.
    pub(super) fn ask_anew(&mut self, now: Moment) -> Effect {
        if let Some(open) = &self.place.open {
            let (turn_idx, repeat, hinted) = (open.turn_idx, open.repeat, open.hinted);
            self.open(turn_idx, repeat, now);
            if let Some(open) = &mut self.place.open {
                open.hinted = hinted;
            }
        }
        self.wait(now)
    }

    pub(super) fn hint(&mut self, now: Moment) -> Vec<Effect> {
        let Some(turn_idx) = self.asked().map(|open| open.turn_idx) else {
            return self.say(Notice::Over, now);
        };
        let Some(hint) = self.turns[turn_idx].card.hint.clone() else {
            return self.say(Notice::NoHint, now);
        };
        if let Some(open) = &mut self.place.open {
            open.hinted = true;
        }
        vec![Effect::Hint(hint), self.wait(now)]
    }

    /// The open question, as a screen shows it.
    pub(super) fn question(&self, now: Moment) -> Option<Question> {
        let place = &self.place;
        let open = self.asked()?;
        let turn = &self.turns[open.turn_idx];
        let last = turn.last_review();
        Some(Question {
            ask: open.ask,
            card: turn.name.clone(),
            deck: turn.deck_title.clone(),
            kind: turn.card.kind_word_as(&turn.answer),
            prompt: turn.prompt.clone(),
            choices: open.arrangement.choices(&turn.answer),
            multiple: matches!(turn.answer, Answer::Choice { multiple: true, .. }),
            left: turn.left_sides(),
            right: open.arrangement.right_sides(&turn.answer),
            need: turn.need(),
            unit: turn.unit(),
            accepted: turn.accepted(),
            tags: turn.card.tags.clone(),
            hint: turn.card.hint.is_some(),
            media: files([turn.prompt.as_str()]),
            number: place.number,
            of: place.number + place.n_ahead(&self.gone),
            new: last.is_none(),
            repeat: open.repeat,
            overdue: last.filter(|_| !open.repeat).map(|last| now.day.since(last.due)),
            last: turn.reviews.last().map(|last| last.verdict),
            last_rating: turn.reviews.last().map(|last| last.rating),
            score: place.tally.score,
            possible: place.tally.possible,
            streak: place.tally.streak,
            awaiting: match open.revealed {
                Some(_) => Awaiting::Rating,
                None => Awaiting::Answer,
            },
            flagged: turn.flagged,
            note: turn.note.clone(),
        })
    }
}

impl Turn {
    fn left_sides(&self) -> Vec<String> {
        match &self.answer {
            Answer::Match { pairs, .. } => pairs.iter().map(|(left, _)| left.clone()).collect(),
            _ => Vec::new(),
        }
    }

    fn need(&self) -> usize {
        match &self.answer {
            Answer::List { need, .. } => *need,
            Answer::Gaps(gaps) => gaps.len(),
            _ => 0,
        }
    }

    fn unit(&self) -> Option<String> {
        match &self.answer {
            Answer::Number(number) => number.unit.clone(),
            _ => None,
        }
    }

    /// Every text that would be right if it were typed.
    fn accepted(&self) -> Vec<String> {
        match &self.answer {
            Answer::Words(words) => words.texts().map(markup::plain).collect(),
            Answer::Gaps(parts) | Answer::List { list: parts, .. } => {
                parts.iter().flat_map(Accepted::texts).map(markup::plain).collect()
            }
            Answer::Number(number) => {
                std::iter::once(&number.text).chain(&number.accept).cloned().collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The files of pictures and sounds in texts, each once.
pub(super) fn files<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut files = Vec::new();
    for media in texts.into_iter().flat_map(markup::media) {
        if !files.contains(&media.file) {
            files.push(media.file);
        }
    }
    files
}
