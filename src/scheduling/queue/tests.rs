//! Orders as text, laws as properties.

use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

use super::*;

const TODAY: Day = Day(100);

fn options() -> QueueOptions {
    QueueOptions { today: TODAY, ahead: 0, all: false, order: NewOrder::Deck, at_most: None }
}

fn no_limits() -> Limits {
    Limits {
        new: usize::MAX,
        reviews: usize::MAX,
        new_per_deck: Vec::new(),
        reviews_per_deck: Vec::new(),
    }
}

/// A candidate from text: its name, then `due=DAYS` (from today, negative where overdue),
/// `recall=`, `last=DAYS`, `repeat`. Without `due` it is new.
fn candidate(place: usize, line: &str) -> Candidate {
    let mut words = line.split_whitespace();
    let facet: FacetId = words.next().unwrap().parse().unwrap();
    let deck_idx = usize::from(&*facet.deck.0 != "a");
    let mut candidate =
        Candidate { facet, deck_idx, place, due: None, recall: None, last: None, repeat: false };
    for word in words {
        match word.split_once('=') {
            Some(("due", days)) => candidate.due = Some(TODAY.plus(days.parse().unwrap())),
            Some(("last", days)) => candidate.last = Some(TODAY.plus(days.parse().unwrap())),
            Some(("recall", recall)) => candidate.recall = Some(recall.parse().unwrap()),
            _ => candidate.repeat = word == "repeat",
        }
    }
    candidate
}

fn queue(lines: &str, limits: &Limits, options: &QueueOptions) -> Queue {
    let lines = lines.split(';').map(str::trim);
    let candidates: Vec<Candidate> =
        lines.enumerate().map(|(place, line)| candidate(place, line)).collect();
    build(&candidates, limits, options, &mut Xoshiro256PlusPlus::seed_from_u64(1))
}

fn names(queue: &Queue) -> String {
    queue.asked.iter().map(|c| c.facet.to_string()).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(lines: &str, limits: &Limits, options: &QueueOptions, expected: &str) {
    assert_eq!(names(&queue(lines, limits, options)), expected);
}

#[test]
fn the_best_recall_comes_first_where_a_limit_cuts() {
    check(
        "a/1 due=0 recall=0.5; a/2 due=-9; a/3 due=-1 recall=0.9; a/4 due=-30; a/5 due=0 recall=0.7",
        &Limits { reviews: 4, ..no_limits() },
        &options(),
        "a/3 a/5 a/1 a/4",
    );
    check(
        "a/1 due=0 recall=0.5; a/2 due=0 recall=NaN; a/3 due=-1 recall=0.9",
        &no_limits(),
        &QueueOptions { at_most: Some(2), ..options() },
        "a/3 a/1",
    );
}

#[test]
fn due_cards_are_shuffled_where_all_fit() {
    let lines: Vec<String> =
        (0..20).map(|n| format!("a/{n} due=0 recall=0.{:02}", 99 - n)).collect();
    let lines = lines.join(";");
    let queue = queue(&lines, &no_limits(), &options());
    assert_eq!(queue.asked.len(), 20);
    assert!(!queue.asked.is_sorted_by_key(|candidate| candidate.place));
}

#[test]
fn new_cards_keep_the_authors_order_and_are_spread_among_the_due() {
    let limits = Limits { reviews: 4, ..no_limits() };
    check(
        "a/n1; a/1 due=0 recall=0.9; a/2 due=0 recall=0.8; a/3 due=0 recall=0.7; \
         a/4 due=0 recall=0.6; a/5 due=0 recall=0.5; a/n2",
        &limits,
        &options(),
        "a/1 a/n1 a/2 a/3 a/n2 a/4",
    );
    check("a/n1; a/n2; a/n3", &no_limits(), &options(), "a/n1 a/n2 a/n3");
}

#[test]
fn repeats_come_first_and_pass_every_limit() {
    let none = Limits { new: 0, reviews: 0, ..no_limits() };
    check(
        "a/1 due=0; a/2#c1 due=0 last=0 repeat; a/n; a/2#c2 due=0 last=0 repeat",
        &none,
        &options(),
        "a/2#c1 a/2#c2",
    );
}

#[test]
fn the_lower_of_two_limits_wins() {
    let lines = "a/1; a/2; b/3; b/4; b/5";
    let limits = Limits { new: 3, new_per_deck: vec![1, 9], ..no_limits() };
    check(lines, &limits, &options(), "a/1 b/3 b/4");
    assert_eq!(queue(lines, &limits, &options()).new_held, 2);
    let limits = Limits { new: 2, new_per_deck: vec![9, 0], ..no_limits() };
    check(lines, &limits, &options(), "a/1 a/2");
}

#[test]
fn siblings_wait_a_day() {
    let queue = queue(
        "a/1#c1; a/1#c2 due=0; a/2#c1 due=5 last=0; a/2#c2 due=-3; a/3; a/3#reverse",
        &no_limits(),
        &options(),
    );
    assert_eq!(names(&queue), "a/1#c2 a/3");
    assert_eq!(queue.siblings_held, 3);
}

#[test]
fn cards_ahead_come_after_the_due_by_the_nearest_day() {
    check(
        "a/1 due=3 recall=0.99; a/2 due=1; a/3 due=0; a/4 due=4; a/5 due=1 last=0",
        &no_limits(),
        &QueueOptions { ahead: 3, ..options() },
        "a/3 a/2 a/1",
    );
}

#[test]
fn all_asks_everything_once_in_the_authors_order_with_siblings_apart() {
    let all = QueueOptions { all: true, ..options() };
    let none = Limits { new: 0, reviews: 0, ..no_limits() };
    check("a/1; a/2#c1 due=9; a/2#c2; a/1; a/3 due=0 last=0", &none, &all, "a/1 a/2#c1 a/3 a/2#c2");
    let queue = queue("a/1; a/2; a/3", &none, &QueueOptions { at_most: Some(2), ..all });
    assert_eq!((names(&queue).as_str(), queue.cut), ("a/1 a/2", 1));
}

prop_compose! {
    fn any_candidate()(
        deck in 0..3usize,
        card in 0..12u8,
        part in 0..4u16,
        due in prop::option::of(-20..20i32),
        recall in prop::option::of(0.0..1.0f64),
        last in -20..=0i32,
        repeat in prop::bool::weighted(0.05),
    ) -> Candidate {
        let part = if part == 0 { Part::Reverse } else { Part::Cloze(part) };
        let (deck_id, card) = (format!("{deck}").as_str().into(), format!("{card}").as_str().into());
        Candidate {
            facet: FacetId { deck: deck_id, card, part },
            deck_idx: deck,
            place: 0,
            due: due.map(|days| TODAY.plus(days)),
            recall: recall.filter(|_| due.is_some()),
            last: due.map(|_| TODAY.plus(last)),
            repeat: repeat && due.is_some(),
        }
    }
}

prop_compose! {
    fn any_candidates()(
        mut candidates in prop::collection::vec(any_candidate(), 0..60)
    ) -> Vec<Candidate> {
        for (place, candidate) in candidates.iter_mut().enumerate() {
            candidate.place = place;
        }
        candidates
    }
}

prop_compose! {
    fn any_limits()(
        new in 0..20usize,
        reviews in 0..20usize,
        new_per_deck in prop::collection::vec(0..10usize, 3),
        reviews_per_deck in prop::collection::vec(0..10usize, 3),
    ) -> Limits {
        Limits { new, reviews, new_per_deck, reviews_per_deck }
    }
}

prop_compose! {
    fn any_options()(
        ahead in 0..5u32,
        all in prop::bool::weighted(0.1),
        random in any::<bool>(),
        at_most in prop::option::of(0..30usize),
    ) -> QueueOptions {
        let order = if random { NewOrder::Random } else { NewOrder::Deck };
        QueueOptions { today: TODAY, ahead, all, order, at_most }
    }
}

/// The candidates that may be asked at all, each once.
fn eligible<'a>(candidates: &'a [Candidate], options: &QueueOptions) -> Vec<&'a Candidate> {
    let mut known = HashSet::new();
    let horizon = TODAY.plus(i32::try_from(options.ahead).unwrap());
    let wanted = |c: &Candidate| {
        let ready =
            c.due.is_none_or(|due| due <= TODAY || (due <= horizon && c.last != Some(TODAY)));
        options.all || c.repeat || ready
    };
    candidates.iter().filter(|c| known.insert(&c.facet)).filter(|c| wanted(c)).collect()
}

proptest! {
    #[test]
    fn every_queue_keeps_the_laws(
        candidates in any_candidates(),
        limits in any_limits(),
        options in any_options(),
        seed: u64,
    ) {
        let again = || {
            let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
            build(&candidates, &limits, &options, &mut dice)
        };
        let queue = again();
        prop_assert_eq!(&queue, &again(), "the same dice give the same queue");

        let once: HashSet<&FacetId> = queue.asked.iter().map(|c| &c.facet).collect();
        prop_assert_eq!(once.len(), queue.asked.len(), "nothing comes twice");

        let Queue { due_held, ahead_held, new_held, siblings_held, cut, .. } = queue;
        let held = due_held + ahead_held + new_held + siblings_held + cut;
        prop_assert_eq!(queue.asked.len() + held, eligible(&candidates, &options).len());
        prop_assert!(options.at_most.is_none_or(|at_most| queue.asked.len() <= at_most));
        if options.all {
            return Ok(());
        }

        let count = |new: bool, deck: Option<usize>| {
            let of = |c: &&Candidate| {
                !c.repeat && c.due.is_none() == new && deck.is_none_or(|deck| c.deck_idx == deck)
            };
            queue.asked.iter().filter(of).count()
        };
        prop_assert!(count(true, None) <= limits.new && count(false, None) <= limits.reviews);
        for deck in 0..3 {
            prop_assert!(count(true, Some(deck)) <= limits.new_per_deck[deck]);
            prop_assert!(count(false, Some(deck)) <= limits.reviews_per_deck[deck]);
        }

        let mut cards = HashSet::new();
        for candidate in queue.asked.iter().filter(|candidate| !candidate.repeat) {
            let card = (&candidate.facet.deck, &candidate.facet.card);
            prop_assert!(cards.insert(card), "two siblings of {}", candidate.facet);
        }
    }

    #[test]
    fn without_limits_only_siblings_hold_anything_back(candidates in any_candidates(), seed: u64) {
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
        let queue = build(&candidates, &no_limits(), &options(), &mut dice);
        let n_eligible = eligible(&candidates, &options()).len();
        prop_assert_eq!(queue.asked.len() + queue.siblings_held, n_eligible);
    }
}
