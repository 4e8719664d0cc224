//! The fold of a log, and its laws as properties.

use proptest::prelude::*;

use super::*;
use crate::deck::CardKey;
use crate::grading::Rule;
use crate::history::{Answers, Tries};
use crate::history::{CardId, Hlc, Purpose};
use crate::time::Timestamp;

fn id(n: u32) -> EventId {
    EventId::new("run", n)
}

fn card() -> CardId {
    CardId { deck: "d".into(), card: "a".into() }
}

fn logged(n: u32, event: Event) -> Logged {
    let moment = Moment { at: Timestamp(i64::from(n)), offset: 0, day: Day(0) };
    Logged {
        id: id(n),
        device: "here".into(),
        hlc: Hlc { ms: i64::from(n), n: 0 },
        moment,
        doubtful: false,
        event,
    }
}

fn review(facet: &str) -> Event {
    Event::Review(Box::new(Review {
        facet: facet.parse().unwrap(),
        session: "run".into(),
        purpose: Purpose::Scheduled,
        response: Response::Text("Minsk".into()),
        verdict: Verdict::Wrong,
        rule: Rule::Different,
        score: 0.0,
        points: 1.0,
        hinted: false,
        suggested: Rating::Again,
        rating: Rating::Again,
        first_key_ms: None,
        total_ms: 10,
        recall: None,
        scheduler: Algorithm::Fsrs6,
        parameters: 0,
        retention: 0.9,
        interval: 0,
        due: Day(0),
        start: None,
    }))
}

/// A review from which memory starts.
fn starting((facet, interval): (&str, u32)) -> Event {
    let mut event = review(facet);
    if let Event::Review(review) = &mut event {
        review.start = Some(Start::Sm2 { interval, ease: 2.5 });
    }
    event
}

fn amend(target: u32, rating: Rating) -> Event {
    let score = 1.0;
    let (verdict, disputed) = (Verdict::Right, true);
    let (interval, due) = (3, Day(3));
    Event::Amend(Amend { target: id(target), rating, verdict, score, disputed, interval, due })
}

fn revoke(target: u32) -> Event {
    Event::Revoke { target: id(target) }
}

fn fold(events: Vec<Event>) -> History {
    History::fold((0..).zip(events).map(|(n, event)| logged(n, event)))
}

fn ratings(history: &History) -> Vec<Rating> {
    history.reviews.values().flatten().map(|review| review.rating).collect()
}

#[test]
fn the_newest_amendment_wins() {
    let history = fold(vec![review("d/a"), amend(0, Rating::Easy), amend(0, Rating::Hard)]);
    assert_eq!(ratings(&history), [Rating::Hard]);
    assert!(history.reviews.values().flatten().all(|review| review.disputed));
}

#[test]
fn memory_starts_from_the_last_start_that_counts() {
    let log = |more: Vec<Event>| {
        let events = [starting(("d/a", 7)), review("d/a"), starting(("d/a", 30)), review("d/a")];
        let events = events.into_iter().chain(more);
        let log: Vec<Logged> = (0..).zip(events).map(|(n, event)| logged(n, event)).collect();
        let mut found = Vec::new();
        Answers::of_log(&log).each_facet(|_, tries| {
            let (start, tried) = tries.since_start();
            found.push((start.map(Start::interval), tried.len()));
        });
        found
    };
    assert_eq!(log(vec![]), [(Some(30), 2)]);
    assert_eq!(log(vec![revoke(2)]), [(Some(7), 3)]);
    assert_eq!(log(vec![revoke(2), revoke(0)]), [(None, 2)]);
    assert_eq!(log(vec![amend(2, Rating::Easy), review("e/a")]), [(Some(30), 2), (None, 1)]);
}

#[test]
fn revoking_twice_is_revoking_once() {
    let history = fold(vec![review("d/a"), amend(0, Rating::Easy), revoke(0), revoke(0)]);
    assert_eq!((ratings(&history), history.n_revoked), (vec![], 1));
}

#[test]
fn corrections_without_their_review_change_nothing() {
    let history = fold(vec![review("d/a"), amend(7, Rating::Easy), revoke(8)]);
    assert_eq!((ratings(&history), history.n_revoked), (vec![Rating::Again], 0));
}

#[test]
fn marks_follow_their_newest_event() {
    let note = |text: &str| Event::Note { card: card(), text: text.to_owned() };
    let flag = |on| Event::Flag { card: card(), on };
    let history = fold(vec![flag(true), note("first"), note("second"), flag(false)]);
    assert!(history.marks.flagged.is_empty());
    assert_eq!(history.marks.notes[&card()], "second");
    assert!(fold(vec![note("first"), note("")]).marks.notes.is_empty());
}

#[test]
fn a_doubtful_clock_is_not_the_newest_moment() {
    let mut wrong = logged(9, review("d/a"));
    wrong.doubtful = true;
    let history = History::fold([logged(1, review("d/a")), wrong]);
    assert_eq!(history.marks.newest.sound.map(|moment| moment.at), Some(Timestamp(1)));
}

#[test]
fn aliases_are_followed_and_never_in_a_circle() {
    let alias = |card: &str, was: Option<&str>| Event::Alias {
        deck: "d".into(),
        card: card.into(),
        was: was.map(CardKey::from),
    };
    let filed =
        |events, card: &str| fold(events).marks.filed(&"d".into(), &card.into()).to_string();
    let chain = vec![alias("b", Some("a")), alias("c", Some("b"))];
    assert_eq!(filed(chain.clone(), "c"), "a");
    assert_eq!(filed(chain, "x"), "x");
    assert_eq!(filed(vec![alias("n", None)], "n"), "n");
    filed(vec![alias("a", Some("b")), alias("b", Some("a"))], "a");
}

#[test]
fn undo_takes_the_newest_answer_of_its_device_that_still_counts() {
    let mut other = logged(3, review("d/other"));
    other.device = "there".into();
    let log = [logged(1, review("d/a")), logged(2, review("d/b")), other, logged(4, revoke(2))];
    let newest_first = log.into_iter().rev().map(Ok::<_, ()>);
    let (found, answer) = newest_answer(newest_first, "here").unwrap().unwrap();
    assert_eq!((found, answer.facet.to_string()), (id(1), "d/a".to_owned()));
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let rating = prop::sample::select(vec![Rating::Again, Rating::Good, Rating::Easy]);
    let event = prop_oneof![
        4 => prop::sample::select(vec!["d/a", "d/b", "e/a#c1"]).prop_map(review),
        1 => (prop::sample::select(vec!["d/a", "d/b"]), 1..99_u32).prop_map(starting),
        2 => (0..30_u32, rating).prop_map(|(target, rating)| amend(target, rating)),
        1 => (0..30_u32).prop_map(revoke),
        1 => any::<bool>().prop_map(|on| Event::Flag { card: card(), on }),
    ];
    prop::collection::vec(event, 0..30)
}

proptest! {
    #[test]
    fn do_then_undo_is_the_identity(events in events()) {
        let before = fold(events.clone());
        let mut log: Vec<Logged> = (0..).zip(events).map(|(n, event)| logged(n, event)).collect();
        log.push(logged(100, review("d/a")));
        log.push(logged(101, revoke(100)));
        let after = History::fold(log);
        prop_assert_eq!(after.reviews, before.reviews);
        prop_assert_eq!(after.marks.flagged, before.marks.flagged);
        prop_assert_eq!(after.n_revoked, before.n_revoked + 1);
    }

    #[test]
    fn the_order_of_merging_never_matters(events in events(), seed in any::<u64>()) {
        let log: Vec<Logged> = (0..).zip(events).map(|(n, event)| logged(n, event)).collect();
        let (mut left, right): (Vec<_>, Vec<_>) =
            log.iter().cloned().partition(|logged| seed >> (logged.hlc.ms % 64) & 1 == 0);
        left.splice(0..0, right);
        left.sort_by(|a, b| a.order().cmp(&b.order()));
        prop_assert_eq!(History::fold(left).reviews, History::fold(log).reviews);
    }

    #[test]
    fn answers_boiled_down_are_those_of_the_whole_log(events in events()) {
        let log: Vec<Logged> = (0..).zip(events).map(|(n, event)| logged(n, event)).collect();
        let small = Answers::of_log(&log);
        let whole = History::fold(log);
        let mut n_facets = 0;
        small.each_facet(|facet, tried| {
            n_facets += 1;
            let reviews = &whole.reviews[&facet.parse().unwrap()];
            assert_eq!(*tried, reviews.iter().collect::<Tries>());
        });
        prop_assert_eq!(n_facets, whole.reviews.len());
        prop_assert_eq!(small.n_revoked, whole.n_revoked);
    }
}
