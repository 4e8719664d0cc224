//! The digest of a log equals what the whole log would give, however it grew.

use proptest::prelude::*;

use super::*;
use crate::history::{
    Algorithm, Answers, DeckSeen, Event, EventId, History, Hlc, Logged, Marks, ParameterSet,
    Purpose, Rating, Review, Seen, Start,
};
use crate::scheduling::{Elapsed, Fsrs7Parameters, Past, Schedulers};
use crate::time::{Moment, Timestamp};

fn logged(n: u32, day: i32, event: Event) -> Logged {
    let at = Timestamp(i64::from(day) * 86_400_000 + i64::from(n));
    Logged {
        id: EventId::new("run", n),
        device: "here".into(),
        hlc: Hlc { ms: i64::from(n) + 1, n: 0 },
        moment: Moment { at, offset: 0, day: Day(day) },
        doubtful: false,
        event,
    }
}

fn review(facet: &str, purpose: Purpose, rating: Rating, day: i32) -> Event {
    Event::Review(Box::new(Review {
        facet: facet.parse().unwrap(),
        session: "run".into(),
        purpose,
        response: crate::grading::Response::Revealed,
        verdict: crate::grading::Verdict::Shown,
        rule: crate::grading::Rule::Folded,
        score: 1.0,
        points: 1.0,
        hinted: false,
        suggested: rating,
        rating,
        first_key_ms: None,
        total_ms: 10,
        recall: None,
        scheduler: Algorithm::Fsrs6,
        parameters: 0,
        retention: 0.9,
        interval: 3,
        due: Day(day + 3),
        start: None,
    }))
}

proptest! {
    #[test]
    fn no_clock_keeps_a_facet_away_for_longer_than_was_promised(
        last in 0..40_000_i32, today in 0..40_000_i32, interval in 0..4_000_i32,
    ) {
        let answered = Logged { event: review("d/a", Purpose::Scheduled, Rating::Again, last), ..logged(1, last, Event::Revoke { target: EventId::new("run", 9) }) };
        let digest = Digest::of(&Answers::of_log(&[answered]), Marks::default(), Hlc::default());
        let standing = digest.standings.values().flat_map(Standings::values).next().unwrap();
        let promised = Standing { due: Day(last + interval), ..*standing };
        let now = promised.on(Day(today));
        prop_assert!(now.due.0 <= today + 2 + interval);
        prop_assert!(last > today + 2 || now == promised);
        prop_assert!(last <= today + 2 || now.due <= Day(today));
    }
}

/// A log of reviews, undone ones and flags over a few days.
fn a_log() -> impl Strategy<Value = Vec<Logged>> {
    let purpose = prop::sample::select(vec![
        Purpose::Scheduled,
        Purpose::Repeat,
        Purpose::Cram,
        Purpose::Ahead,
    ]);
    let rating = prop::sample::select(vec![Rating::Again, Rating::Good]);
    let facet = prop::sample::select(vec!["d/a", "d/b#c1", "e/a"]);
    let step = (0_u8..17, facet, purpose, rating, 0_i32..3, any::<prop::sample::Index>());
    prop::collection::vec(step, 1..30).prop_map(|steps| {
        let mut day = 100;
        let event = |(n, step): (u32, (u8, &str, Purpose, Rating, i32, prop::sample::Index))| {
            let (what, facet, purpose, rating, later, target) = step;
            day += later;
            let event = match what {
                0 => Event::Revoke {
                    target: EventId::new(
                        "run",
                        n.saturating_sub(1 + u32::from(target.index(3) > 0)),
                    ),
                },
                1 => Event::Flag {
                    card: CardId { deck: "d".into(), card: "a".into() },
                    on: later == 0,
                },
                2 => Event::Parameters(ParameterSet {
                    scheduler: Algorithm::Fsrs7,
                    values: vec![0.5; target.index(4)],
                    reviews: n,
                    frozen: later == 0,
                }),
                3 => Event::Deck(DeckSeen {
                    deck: "d".into(),
                    title: "Title".into(),
                    explicit: later == 1,
                    cards: (later == 0).then_some(n),
                    gone: n % 2,
                    missing: (n % 2 > 0).then(|| "b".into()).into_iter().collect(),
                }),
                4 => Event::Alias {
                    deck: "d".into(),
                    card: "a".into(),
                    was: (later > 0).then(|| "b".into()),
                },
                5 => Event::Seen(Box::new(Seen {
                    deck: "d".into(),
                    card: "a".into(),
                    kind: "short".into(),
                    prompt: facet.into(),
                    text: (later > 0).then(|| facet.into()),
                    answer: "A".into(),
                    before: None,
                    after: (later > 0).then(|| "b".into()),
                })),
                6 => Event::Note {
                    card: CardId { deck: "d".into(), card: "a".into() },
                    text: "x".repeat(target.index(3)),
                },
                7 => Event::Suspend {
                    card: CardId { deck: "d".into(), card: "a".into() },
                    on: later == 0,
                },
                8 if purpose != Purpose::Cram => {
                    let mut event = review(facet, purpose, rating, day);
                    if let Event::Review(review) = &mut event {
                        review.start = Some(Start::Fsrs { interval: 1 + n, difficulty: 6.0 });
                    }
                    event
                }
                _ => review(facet, purpose, rating, day),
            };
            logged(n, day, event)
        };
        (0..).zip(steps).map(event).collect()
    })
}

fn whole(log: &[Logged]) -> Digest {
    let order = log.last().map_or_else(Hlc::default, |last| last.hlc);
    let mut marks = Marks::default();
    for logged in log.iter().filter(|logged| !matches!(logged.event, Event::Review(_))) {
        marks.take(logged);
    }
    Digest::of(&Answers::of_log(log), marks, order)
}

proptest! {
    #[test]
    fn a_digest_brought_up_to_date_is_that_of_the_whole_log(log in a_log(), cut in any::<prop::sample::Index>()) {
        let (before, since) = log.split_at(cut.index(log.len()));
        let mut digest = Digest::from_bytes(&whole(before).to_bytes()).unwrap();
        let parameters = |event: &Logged| matches!(event.event, Event::Parameters(_));
        if !digest.take(since) {
            // Other parameters want other memories.
            prop_assert!(since.iter().any(parameters));
            return Ok(());
        }
        let marks = digest.marks.clone();
        let schedulers = Schedulers::with(|algorithm| marks.values(algorithm));
        let reviews = History::fold(log.clone()).reviews;
        for facet in ["d/a", "d/b#c1", "e/a"] {
            let facet: FacetId = facet.parse().unwrap();
            let reviews = reviews.get(&facet).map_or(&[][..], Vec::as_slice);
            digest.set(&facet, &reviews.iter().collect(), &schedulers);
        }
        let mut expected = whole(&log);
        // A deck without a standing says nothing.
        digest.standings.retain(|_, standings| !standings.is_empty());
        expected.standings.retain(|_, standings| !standings.is_empty());
        prop_assert_eq!(digest, expected);
    }

    #[test]
    fn what_was_asked_on_the_last_day_is_counted(log in a_log()) {
        let today = log.last().unwrap().moment.day;
        let asked = Asked::on(today, &whole(&log)).total();
        let mut expected = Counts::default();
        for reviews in History::fold(log).reviews.values() {
            let mut counted = reviews.iter().filter(|review| review.purpose != Purpose::Cram);
            expected.new += usize::from(counted.next().is_some_and(|it| it.moment.day == today));
            expected.reviews += counted
                .filter(|it| it.moment.day == today && it.purpose != Purpose::Repeat)
                .count();
        }
        prop_assert_eq!(asked, expected);
    }
}

#[test]
fn an_event_of_earlier_times_wants_the_whole_log() {
    let log = [logged(5, 1, review("d/a", Purpose::Scheduled, Rating::Good, 1))];
    let mut digest = whole(&log);
    assert!(!digest.take(&[logged(4, 1, review("d/a", Purpose::Scheduled, Rating::Good, 1))]));
    assert_eq!(Digest::from_bytes(b"no digest at all"), None);
}

/// The order in which a limit lets due facets through is that of the model's own recall, replayed from the
/// whole history under the learner's own parameters.
#[test]
fn standings_foretell_what_a_replay_under_the_learners_parameters_foretells() {
    let mut own = Fsrs7Parameters::default().to_values();
    (own[2], own[34]) = (9.0, -0.7);
    let set =
        |values| ParameterSet { scheduler: Algorithm::Fsrs7, values, reviews: 9, frozen: false };
    let ratings = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];
    for scheduler in [Algorithm::Fsrs6, Algorithm::Fsrs7, Algorithm::Leitner, Algorithm::Sm2] {
        let mut log = vec![logged(1, 0, Event::Parameters(set(own.clone())))];
        for n in 0_u32..240 {
            let (card, turn) = (n % 40, n / 40);
            let rating = ratings[((card * 7 + turn * (1 + card % 3)) % 4) as usize];
            let facet = format!("d/{card}");
            let mut event = review(&facet, Purpose::Scheduled, rating, 0);
            if let Event::Review(review) = &mut event {
                review.scheduler = scheduler;
            }
            let day = i32::try_from(turn * (1 + card % 5)).unwrap();
            log.push(logged(n + 2, day, event));
        }
        let digest = whole(&log);
        let schedulers = Schedulers::with(|algorithm| digest.marks.values(algorithm));
        let now = Moment { at: Timestamp(40 * 86_400_000), offset: 0, day: Day(40) };
        let mut seen = HashSet::new();
        Answers::of_log(&log).each_facet(|facet, answers| {
            let FacetId { card, part, .. } = facet.parse().unwrap();
            let standing = digest.standings[&DeckId::from("d")].get(&InDeck(&card, part)).unwrap();
            let model = schedulers.of(scheduler);
            let memory = Past::of(answers).replay(model).unwrap();
            let last = answers.last().unwrap();
            let elapsed = Elapsed::between((last.at, last.day), (now.at, now.day));
            let (told, replayed) =
                (standing.recall(&schedulers, now), model.likely(memory, elapsed));
            assert!((told - replayed).abs() < 1e-4, "{facet}: {told}, {replayed}");
            seen.insert((told * 1e6).to_bits());
        });
        assert!(seen.len() > 5, "{scheduler:?} tells facets apart");
    }
}
