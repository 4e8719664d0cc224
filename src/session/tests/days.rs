//! Days that are promised: what is previewed is given, cards spread over the days, siblings keep apart.

use proptest::prelude::*;

use super::script::{Play, deck_context, moment, plan};
use super::*;
use crate::deck::{FacetId, Part};
use crate::grading::Response;
use crate::history::{Algorithm, Rating};
use crate::time::Day;

const GREEK: [&str; 6] = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta"];

/// A plan under FSRS-7, whose intervals are spread.
fn spread(yaml: &str) -> Plan {
    let mut plan = plan(yaml);
    plan.turns.iter_mut().for_each(|turn| turn.algorithm = Algorithm::Fsrs7);
    plan
}

/// Questions whose answers are Greek letters.
fn questions() -> String {
    GREEK.map(|name| format!("- {{id: {name}, question: {name}?, answer: {name}}}\n")).concat()
}

/// Answers a question, right or not, and tells its feedback and what was recorded.
fn answer(play: &mut Play, text: &str) -> (Feedback, u32, Rating) {
    let response = Response::Text(text.to_owned());
    let effects = play.step(Input::Answer { response, first_key_ms: None });
    let shown = effects.iter().find_map(|effect| match effect {
        Effect::Show(feedback) => Some((**feedback).clone()),
        _ => None,
    });
    let recorded = effects.iter().find_map(|effect| match effect {
        Effect::Record { event: Event::Review(review), .. } => {
            Some((review.interval, review.rating))
        }
        _ => None,
    });
    let (interval, rating) = recorded.unwrap();
    (shown.unwrap(), interval, rating)
}

/// The day that an Easy promises to the first card of a plan.
fn easy(asked: Plan) -> Day {
    let mut play = Play::start(asked);
    answer(&mut play, "alpha");
    play.step(Input::Rate(Rating::Easy));
    play.session.turns[0].last_review().unwrap().due
}

#[test]
fn cards_learnt_together_fall_on_different_days() {
    let mut play = Play::start(spread(&questions()));
    for name in GREEK {
        answer(&mut play, name);
        play.step(Input::Rate(Rating::Easy));
    }
    let mut days: Vec<i32> =
        play.session.turns.due().map(|due| due.unwrap().since(moment(0).day)).collect();
    days.sort_unstable();
    let n = days.len();
    days.dedup();
    assert!(days.len() >= n - 1, "{n} cards on the days {days:?}");
}

#[test]
fn an_easy_day_is_left_free_where_the_interval_allows_another() {
    let promised = easy(spread(&questions()));
    let mut plan = spread(&questions());
    plan.load = plan.load.easy_on(&[promised.weekday()]);
    let moved = easy(plan);
    assert_ne!(moved.weekday(), promised.weekday());
    assert!(moved.since(promised).abs() <= 4, "{moved:?} instead of {promised:?}");
}

#[test]
fn an_easy_day_is_taken_where_the_interval_allows_no_other() {
    let mut plan = plan(&questions());
    let promised = easy(plan.clone());
    plan.load = plan.load.easy_on(&[promised.weekday()]);
    assert_eq!(easy(plan), promised, "boxes are kept to the day");
}

#[test]
fn siblings_keep_a_day_between_them() {
    let promised = easy(spread(&questions()));
    for beside in -1..=1 {
        let mut plan = spread(&questions());
        plan.turns[0].siblings.push(promised.plus(beside));
        let apart = easy(plan).since(promised.plus(beside)).abs();
        assert!(apart > 1, "{apart} days between siblings");
    }
}

#[test]
fn siblings_of_one_session_keep_a_day_between_them() {
    let (deck, cards) = deck_context("- {id: c, cloze: '{{c1::alpha}} and {{c2::beta}}'}");
    let mut both = spread("- {id: x, question: X?, answer: x}");
    both.turns.clear();
    for part in cards[0].parts() {
        let filed = FacetId { deck: deck.id.clone(), card: cards[0].key.clone(), part };
        let turn = turn(cards[0].clone(), part, None, &deck, Progress::new(filed));
        both.turns.push(Turn { algorithm: Algorithm::Fsrs7, ..turn });
    }
    assert_ne!(both.turns[0].filed.part, Part::Whole);
    let mut play = Play::start(both);
    for gap in ["alpha", "beta"] {
        answer(&mut play, gap);
        play.step(Input::Rate(Rating::Easy));
    }
    let days: Vec<Day> = play.session.turns.due().flatten().collect();
    assert!(days[0].since(days[1]).abs() > 1, "{days:?}");
}

fn rating() -> impl Strategy<Value = Rating> {
    prop::sample::select(vec![Rating::Again, Rating::Hard, Rating::Good, Rating::Easy])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    #[test]
    fn what_is_previewed_is_given(
        given in prop::collection::vec((prop::sample::select(GREEK.to_vec()), rating()), 1..12),
        ahead in prop::collection::vec(0..30_i32, 0..200),
    ) {
        let mut plan = spread(&questions());
        for days in &ahead {
plan.load.add(moment(0).day.plus(*days));
}
        let mut play = Play::start(plan);
        for (name, rating) in given {
            if play.session.stage == Stage::Finished {
                break;
            }
            let turn_idx = play.session.asked().unwrap().turn_idx;
            let (feedback, interval, suggested) = answer(&mut play, name);
            prop_assert_eq!(interval, feedback.next[suggested as usize - 1]);
            play.step(Input::Rate(rating));
            let review = play.session.turns[turn_idx].last_review().unwrap();
            prop_assert_eq!(review.interval, feedback.next[rating as usize - 1]);
            prop_assert_eq!(review.due, moment(0).day.after(review.interval));
        }
    }
}
