//! What is said before the first question, and what is said when there is none.

use crate::collection::Collection;
use crate::config::Config;
use crate::history::Purpose;
use crate::scheduling::Queue;
use crate::text::count;
use crate::time::{Day, Moment};
use crate::ui::Opening;

use super::plan::Planned;
use super::study::Study;

/// The head of a session.
pub(super) fn opening(study: &Study, planned: &Planned, config: &Config, now: Moment) -> Opening {
    let turns = &planned.plan.turns;
    let n_new = turns
        .iter()
        .filter(|turn| turn.purpose != Purpose::Cram && turn.reviews.is_empty())
        .count();
    let is_due = |turn: &&crate::session::Turn| {
        !turn.reviews.is_empty() && matches!(turn.purpose, Purpose::Scheduled | Purpose::Repeat)
    };
    let n_due = turns.iter().filter(is_due).count();
    let title = match study.collection().decks.as_slice() {
        [deck] => deck.title.clone(),
        decks => count(decks.len(), "deck"),
    };
    let mut notices = study.notices(now);
    if !config.quiet && !turns.is_empty() {
        notices.extend(held(&planned.queue));
    }
    Opening { title, due: n_due, new: n_new, other: turns.len() - n_due - n_new, notices }
}

/// What limits and siblings hold back, in sentences.
fn held(queue: &Queue) -> Vec<String> {
    let mut said = Vec::new();
    if queue.due_held > 0 {
        said.push(format!(
            "today's limit of reviews holds back {}",
            count(queue.due_held, "due card")
        ));
    }
    if queue.new_held > 0 {
        said.push(format!(
            "today's limit of new cards holds back {}; --new N raises it",
            count(queue.new_held, "new card")
        ));
    }
    if queue.siblings_held > 0 {
        said.push(format!(
            "{} of a card asked today {} for another day",
            count(queue.siblings_held, "other side"),
            if queue.siblings_held == 1 { "waits" } else { "wait" }
        ));
    }
    said
}

/// What is said when nothing is asked: what waits, and what can be done meanwhile.
pub(super) fn nothing_to_ask(collection: &Collection, queue: &Queue, today: Day) -> String {
    let mut said = vec!["nothing is due".to_owned()];
    said.extend(held(queue));
    if let Some(next) = collection.next_due().filter(|next| *next > today) {
        let days = next.since(today);
        said.push(format!(
            "the next card is due {}; --ahead {days} asks it now",
            super::super::in_days(days)
        ));
    }
    said.push("--all asks every card once, --cram practises outside the schedule".to_owned());
    said.join("\n")
}
