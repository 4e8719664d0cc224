//! What is said before the first question, and what is said when there is none.

use crate::cli::Quiz;
use crate::collection::Facet;
use crate::config::Config;
use crate::history::Purpose;
use crate::scheduling::Queue;
use crate::session::Later;
use crate::text::count;
use crate::time::{Day, Moment};
use crate::ui::Opening;

use super::plan::Planned;
use super::study::Study;

/// The head of a session.
pub(super) fn opening(study: &Study, planned: &Planned, config: &Config, now: Moment) -> Opening {
    let asked = &planned.plan.later;
    let purpose = |later: &Later| planned.maker.purpose(&later.filed);
    let is_new = |it: &&Later| purpose(it) != Purpose::Cram && it.due.is_none();
    let is_due =
        |it: &&Later| it.due.is_some_and(|due| due <= now.day) && purpose(it) != Purpose::Cram;
    let n_new = asked.iter().filter(is_new).count();
    let n_due = asked.iter().filter(is_due).count();
    let title = match study.collection().decks.as_slice() {
        [deck] => deck.title.clone(),
        decks => count(decks.len(), "deck"),
    };
    let mut notices = study.notices(now);
    if !config.quiet && !asked.is_empty() {
        notices.extend(held(&planned.queue));
    }
    Opening { title, due: n_due, new: n_new, other: asked.len() - n_due - n_new, notices }
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

/// What is said when nothing is asked: why, what waits, and what can be done meanwhile.
pub(super) fn nothing_to_ask(args: &Quiz, study: &Study, queue: &Queue, today: Day) -> String {
    let collection = study.collection();
    if collection.facets.iter().all(|facet| facet.suspended) {
        return "every card of these decks is a draft or put aside; `quizdeck cards --suspended` tells which".to_owned();
    }
    let tagged = |facet: &Facet| {
        collection.decks[facet.deck_idx].outline.has_tag(collection.outline(facet), &args.tag)
    };
    if !args.tag.is_empty() && !collection.facets.iter().any(tagged) {
        return format!("no card has the tag {}", args.tag.join(" or "));
    }
    if args.limit == Some(0) {
        return "--limit 0 asks nothing".to_owned();
    }
    if args.only_wrong {
        return "no card was answered wrong the last time".to_owned();
    }
    let held = held(queue);
    let mut said =
        vec![if held.is_empty() { "nothing is due" } else { "nothing is left for today" }];
    said.extend(held.iter().map(String::as_str));
    let next = collection.next_due().filter(|next| *next > today).map(|next| {
        let days = next.since(today);
        format!("the next card is due {}; --ahead {days} asks it now", super::super::in_days(days))
    });
    said.extend(next.as_deref());
    said.push("--all asks every card once, --cram practises outside the schedule");
    said.join("\n")
}
