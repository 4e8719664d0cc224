//! A simulated learner: a year of study days whose forgetting is FSRS-6's own.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

use super::*;
use crate::deck::NewOrder;

const DAYS: i32 = 365;
const CARDS: usize = 300;
const NEW_A_DAY: usize = 10;
/// Little enough that the limit cuts while new cards still come in.
const REVIEWS_A_DAY: usize = 40;

/// A card as the learner has it: what is in the log, and what is in the head.
struct Card {
    facet: FacetId,
    log: Vec<Reviewed>,
    head: Option<Memory>,
}

/// What a year brought.
#[derive(Default)]
struct Year {
    cards: Vec<Card>,
    /// Reviews that were due, and the right ones among them.
    tested: u32,
    right: u32,
    /// The most days any due card was kept waiting.
    waited: i32,
}

fn year(algorithm: Algorithm, reviews_a_day: usize) -> Year {
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(7);
    let scheduler = scheduler(algorithm);
    let mut year = Year::default();
    year.cards.extend((0..CARDS).map(|n| Card {
        facet: format!("deck/card{n}").parse().unwrap(),
        log: Vec::new(),
        head: None,
    }));
    for day in (20_000..20_000 + DAYS).map(Day) {
        let queue = queue_of(&year.cards, &*scheduler, day, reviews_a_day, &mut dice);
        let n_new = queue.asked.iter().filter(|candidate| candidate.due.is_none()).count();
        assert!(n_new <= NEW_A_DAY && queue.asked.len() - n_new <= reviews_a_day);
        for candidate in &queue.asked {
            year.waited = year.waited.max(candidate.due.map_or(0, |due| day.since(due)));
            year.answer(candidate.place, &*scheduler, day, &mut dice);
        }
    }
    year
}

fn queue_of(
    cards: &[Card],
    scheduler: &dyn Scheduler,
    today: Day,
    reviews_a_day: usize,
    dice: &mut Xoshiro256PlusPlus,
) -> Queue {
    let candidate = |(place, card): (usize, &Card)| {
        let last = card.log.last();
        Candidate {
            facet: card.facet.clone(),
            deck_idx: 0,
            place,
            due: last.map(|last| last.due),
            recall: card.head.and_then(|head| {
                scheduler.recall(head, elapsed(last.map(|last| last.moment.day), today))
            }),
            last: last.map(|last| last.moment.day),
            repeat: false,
        }
    };
    let candidates: Vec<Candidate> = cards.iter().enumerate().map(candidate).collect();
    let limits = Limits {
        new: NEW_A_DAY,
        reviews: reviews_a_day,
        new_per_deck: vec![NEW_A_DAY],
        reviews_per_deck: vec![reviews_a_day],
    };
    let options =
        QueueOptions { today, ahead: 0, all: false, order: NewOrder::Deck, at_most: None };
    build_queue(&candidates, &limits, &options, dice)
}

impl Year {
    /// Asks a card until it is right.
    fn answer(
        &mut self,
        place: usize,
        scheduler: &dyn Scheduler,
        day: Day,
        dice: &mut Xoshiro256PlusPlus,
    ) {
        let head = super::scheduler(Fsrs6);
        let card = &mut self.cards[place];
        let mut second_try = false;
        loop {
            let elapsed = elapsed(card.log.last().map(|last| last.moment.day), day);
            // Half of the new cards are known by chance or from elsewhere.
            let recall = card.head.map_or(0.5, |memory| head.recall(memory, elapsed).unwrap());
            let right = dice.random_bool(recall);
            if card.head.is_some() && !second_try {
                self.tested += 1;
                self.right += u32::from(right);
            }
            let verdict = if right { Verdict::Right } else { Verdict::Wrong };
            let rating = suggest(verdict, f64::from(u8::from(right)), false, second_try, 1.0);
            let promise =
                preview(scheduler, &card.facet, &card.log, noon(day), 0.9, &Load::default())
                    .of(rating);
            card.log.push(reviewed(scheduler.algorithm(), day, rating, promise.interval));
            card.head = Some(head.step(card.head, Answered { rating, elapsed }));
            if right {
                return;
            }
            second_try = true;
        }
    }
}

#[track_caller]
fn check(algorithm: Algorithm) -> Year {
    let year = year(algorithm, REVIEWS_A_DAY);
    assert!(year.cards.iter().all(|card| !card.log.is_empty()), "a card never came up");
    assert!(year.waited > 0 || algorithm != Fsrs6, "the limit never cut");
    assert!(year.waited <= 14, "a due card waited {} days", year.waited);
    let end = Day(20_000 + DAYS);
    let late = |card: &&Card| card.log.last().is_some_and(|last| end.since(last.due) > 14);
    assert_eq!(year.cards.iter().filter(late).count(), 0, "cards left waiting");
    let mut passed_thrice = 0;
    for card in &year.cards {
        let n = card.log.len();
        let known = n >= 3 && card.log[n - 3..].iter().all(|review| review.rating == Good);
        if known {
            passed_thrice += 1;
            let [.., first, _, third] = &card.log[..] else { panic!("{n} reviews") };
            assert!(third.interval >= first.interval, "{algorithm:?}: {}", card.facet);
        }
    }
    assert!(passed_thrice > CARDS / 2, "{passed_thrice} known cards");
    year
}

/// So few reviews a day that more falls due than is asked for as long as new cards come.
#[test]
fn under_lasting_overload_no_card_waits_for_ever() {
    let year = year(Fsrs6, 20);
    assert!(year.waited > 14, "there was no overload");
    assert!(year.waited <= 25, "a due card waited {} days", year.waited);
}

#[test]
fn a_year_of_fsrs_keeps_the_wanted_retention() {
    let year = check(Fsrs6);
    let retention = f64::from(year.right) / f64::from(year.tested);
    assert!((retention - 0.90).abs() < 0.03, "retention {retention}");
}

#[test]
fn a_year_of_boxes_starves_no_card() {
    check(Boxes);
}

#[test]
fn a_year_of_sm2_starves_no_card() {
    check(SuperMemo);
}
