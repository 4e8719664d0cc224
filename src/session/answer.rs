//! Taking an answer: it is judged or revealed, rated, recorded, then shown.

use super::ask::files;
use super::place::{Open, Revealed};
use super::score::Standing;
use super::{Answered, Effect, Feedback, Notice, Session, ShownAnswer, Turn};
use crate::deck::{Answer, Source, with_unit};
use crate::grading::{Judgement, Response, Rule, Verdict, judge, settle};
use crate::history::{CardId, Event, Purpose, Rating, Review, Reviewed};
use crate::scheduling::{Load, Preview, preview, scheduler_with, suggest};
use crate::time::{Day, Moment, Timestamp};

/// An answer with all that is known of it when it is recorded.
struct Taken {
    response: Response,
    judgement: Judgement,
    suggested: Rating,
    rating: Rating,
    preview: Preview,
    first_key_ms: Option<u32>,
    total_ms: u32,
}

impl Session {
    pub(super) fn answer(
        &mut self,
        response: Response,
        first_key_ms: Option<u32>,
        now: Moment,
    ) -> Vec<Effect> {
        let Some(open) = self.asked() else { return self.say(Notice::Over, now) };
        let turn = &self.turns[open.turn_idx];
        if matches!(turn.answer, Answer::SelfRated(_)) {
            return self.show_back(response, first_key_ms, now);
        }
        let response = open.arrangement.as_authored(&turn.answer, response);
        let response = match settle(&turn.answer, response, &turn.context()) {
            Ok(response) => response,
            Err(why) => return self.say(Notice::Unread(why), now),
        };
        let judgement = match response {
            Response::Revealed => revealed(Verdict::Wrong),
            _ => judge(&turn.answer, &response, &turn.context()),
        };
        let second_try = open.repeat || turn.purpose == Purpose::Repeat;
        let (verdict, score) = (judgement.verdict, judgement.score);
        let suggested = suggest(verdict, score, open.hinted, second_try, turn.pass);
        let total_ms = elapsed(open.asked_at, now.at);
        let preview = self.preview(open.turn_idx, now);
        let feedback = turn.feedback(open, &judgement, suggested, &preview);
        let rating = suggested;
        let taken =
            Taken { response, judgement, suggested, rating, preview, first_key_ms, total_ms };
        let record = self.take(taken, now);
        vec![record, Effect::Show(Box::new(feedback)), self.go_on(now)]
    }

    /// Reveals: a wrong answer, but on flashcards how they are played.
    pub(super) fn reveal(&mut self, now: Moment) -> Vec<Effect> {
        self.answer(Response::Revealed, None, now)
    }

    /// Shows the back of the open flashcard; nothing is recorded before it is rated.
    fn show_back(
        &mut self,
        response: Response,
        first_key_ms: Option<u32>,
        now: Moment,
    ) -> Vec<Effect> {
        let Some(open) = self.asked().filter(|open| open.revealed.is_none()) else {
            return vec![self.wait(now)];
        };
        let total_ms = elapsed(open.asked_at, now.at);
        let preview = self.preview(open.turn_idx, now);
        let shown = revealed(Verdict::Shown);
        let turn = &self.turns[open.turn_idx];
        let feedback = turn.feedback(open, &shown, Rating::Good, &preview);
        if let Some(open) = &mut self.place.open {
            open.revealed = Some(Revealed { response, preview, first_key_ms, total_ms });
        }
        vec![Effect::Show(Box::new(feedback)), self.wait(now)]
    }

    /// Records the open, revealed flashcard with its rating; `None` where there is none.
    pub(super) fn rate_flashcard(&mut self, rating: Rating, now: Moment) -> Option<Vec<Effect>> {
        let revealed_card = self.asked()?.revealed.clone()?;
        let score = Standing::self_rated(rating).score;
        let taken = Taken {
            response: revealed_card.response,
            judgement: Judgement { score, ..revealed(Verdict::Shown) },
            suggested: Rating::Good,
            rating,
            preview: revealed_card.preview,
            first_key_ms: revealed_card.first_key_ms,
            total_ms: revealed_card.total_ms,
        };
        let record = self.take(taken, now);
        Some(vec![record, self.go_on(now)])
    }

    /// Records the answer to the open question and counts it.
    fn take(&mut self, taken: Taken, now: Moment) -> Effect {
        let mut before = self.place.clone();
        let open = self.place.open.take().expect("an answer is taken only at an open question");
        if let Some(open) = &mut before.open {
            open.revealed = None;
        }
        let turn = &self.turns[open.turn_idx];
        let (points, preview) = (turn.card.points, taken.preview);
        let standing = Standing {
            verdict: taken.judgement.verdict,
            score: taken.judgement.score,
            rating: taken.rating,
            disputed: false,
        };
        let review = turn.review(taken, &open, self.token.clone());
        let id = self.next_id();
        let reviewed = Reviewed::new(id.clone(), now, review.clone());
        self.turns[open.turn_idx].reviews.push(reviewed);
        let answered = Answered {
            id: id.clone(),
            turn_idx: open.turn_idx,
            repeat: open.repeat,
            points,
            standing,
            preview,
            before,
        };
        self.place.tally = answered.tally();
        self.place.ended += 1;
        if standing.rating == Rating::Again && self.repeat_missed {
            self.place.repeat(open.turn_idx, self.place.ended, now.at);
        }
        self.answers.push(answered);
        Effect::Record { id, event: Event::Review(Box::new(review)) }
    }

    /// The four futures of a turn.
    fn preview(&self, turn_idx: usize, now: Moment) -> Preview {
        let turn = &self.turns[turn_idx];
        let scheduler = scheduler_with(turn.algorithm, turn.parameters.values());
        let load = self.load_beside(turn_idx, now.day);
        preview(&*scheduler, &turn.filed, &turn.reviews, now, turn.retention, &load)
    }

    /// What lies on the days ahead beside a turn. The session's own part of it is what its turns promise
    /// at this moment, so that an answer that is amended or taken back needs no mending here.
    fn load_beside(&self, turn_idx: usize, today: Day) -> Load {
        let turn = &self.turns[turn_idx];
        let card = CardId::from(&turn.filed);
        let mut load = self.load.clone();
        let others = self.turns.due().zip(self.turns.are_of(&card)).enumerate();
        for (idx, (due, is_sibling)) in others {
            let Some(due) = due.filter(|_| idx != turn_idx && !self.gone[idx]) else { continue };
            load.add(due);
            if is_sibling {
                load.sibling(due);
            }
        }
        // Siblings wait a day, so one that is due by now comes tomorrow at the earliest.
        turn.siblings.iter().for_each(|due| load.sibling(today.plus(1).max(*due)));
        load
    }
}

impl Turn {
    fn review(&self, taken: Taken, open: &Open, session: std::sync::Arc<str>) -> Review {
        let promise = taken.preview.of(taken.rating);
        Review {
            facet: self.filed.clone(),
            session,
            purpose: match self.purpose {
                Purpose::Cram => Purpose::Cram,
                _ if open.repeat => Purpose::Repeat,
                purpose => purpose,
            },
            response: taken.response,
            verdict: taken.judgement.verdict,
            rule: taken.judgement.rule,
            score: taken.judgement.score,
            points: self.card.points,
            hinted: open.hinted,
            suggested: taken.suggested,
            rating: taken.rating,
            first_key_ms: taken.first_key_ms,
            total_ms: taken.total_ms,
            recall: taken.preview.recall,
            scheduler: self.algorithm,
            parameters: self.parameters.number(),
            retention: self.retention,
            interval: promise.interval,
            due: promise.due,
            start: None,
        }
    }

    fn feedback(
        &self,
        open: &Open,
        judgement: &Judgement,
        suggested: Rating,
        preview: &Preview,
    ) -> Feedback {
        let ratings = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];
        let answer = shown(&self.answer);
        let explanation = self.card.explanation.clone();
        Feedback {
            ask: open.ask,
            card: self.name.clone(),
            verdict: judgement.verdict,
            score: judgement.score,
            points: self.card.points,
            media: files(texts(&answer).into_iter().chain(explanation.as_deref())),
            answer,
            diff: judgement.diff.clone(),
            feedback: judgement.feedback.clone(),
            explanation,
            source: self.card.source.as_ref().and_then(Source::in_a_line),
            suggested,
            next: ratings.map(|rating| preview.of(rating).interval),
            unrated: judgement.verdict == Verdict::Shown,
            cram: self.purpose == Purpose::Cram,
        }
    }
}

/// What is known of an answer that was only shown.
fn revealed(verdict: Verdict) -> Judgement {
    Judgement { verdict, score: 0.0, rule: Rule::Shown, diff: Vec::new(), feedback: None }
}

/// Milliseconds from one timestamp to another; 0 where the clock went back.
fn elapsed(from: Timestamp, to: Timestamp) -> u32 {
    u32::try_from(to.0.saturating_sub(from.0).max(0)).unwrap_or(u32::MAX)
}

/// The right answer, as shown.
fn shown(answer: &Answer) -> ShownAnswer {
    match answer {
        Answer::SelfRated(text) => ShownAnswer::Text(text.clone()),
        Answer::Words(words) => ShownAnswer::Text(words.answer.clone()),
        Answer::Gaps(parts) | Answer::List { list: parts, .. } => {
            ShownAnswer::List(parts.iter().map(|part| part.answer.clone()).collect())
        }
        Answer::Number(number) => ShownAnswer::Text(with_unit(number)),
        Answer::Choice { choices, multiple, .. } => {
            let mut right = choices.iter().filter(|choice| choice.correct);
            let mut text = || right.next().map(|choice| choice.text.clone());
            if *multiple {
                ShownAnswer::List(std::iter::from_fn(text).collect())
            } else {
                ShownAnswer::Text(text().unwrap_or_default())
            }
        }
        Answer::Truth(truth) => ShownAnswer::Text(truth.to_string()),
        Answer::Order(steps) => ShownAnswer::List(steps.clone()),
        Answer::Match { pairs, .. } => ShownAnswer::Pairs(pairs.clone()),
    }
}

fn texts(answer: &ShownAnswer) -> Vec<&str> {
    match answer {
        ShownAnswer::Text(text) => vec![text],
        ShownAnswer::List(texts) => texts.iter().map(String::as_str).collect(),
        ShownAnswer::Pairs(pairs) => {
            pairs.iter().flat_map(|(left, right)| [left.as_str(), right.as_str()]).collect()
        }
    }
}
