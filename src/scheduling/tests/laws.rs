//! What holds for every history.

use proptest::prelude::*;

use super::*;

fn rating() -> impl Strategy<Value = Rating> {
    prop::sample::select(vec![Again, Hard, Good, Easy])
}

/// Reviews some days apart (now and then back in time), some of them cramming.
fn reviews() -> impl Strategy<Value = Vec<(i32, Rating, bool)>> {
    let gap = prop_oneof![3 => Just(0), 6 => 1..40i32, 1 => -5..0i32, 1 => 1_000..1_000_000i32];
    prop::collection::vec((gap, rating(), prop::bool::weighted(0.1)), 0..20)
}

/// Gives each review what was previewed; the log and the day of the last review.
fn live(algorithm: Algorithm, reviews: &[(i32, Rating, bool)]) -> (Vec<Reviewed>, Day) {
    let scheduler = scheduler(algorithm);
    let mut log = Vec::new();
    let mut day = Day(20_000);
    for (gap, rating, cram) in reviews {
        day = day.plus(*gap);
        let promise =
            preview(&*scheduler, &facet(), &log, noon(day), 0.9, &Load::default()).of(*rating);
        let purpose = if *cram { Purpose::Cram } else { Purpose::Scheduled };
        log.push(Reviewed { purpose, ..reviewed(algorithm, day, *rating, promise.interval) });
    }
    (log, day)
}

/// Any start that a log may hold.
fn start() -> impl Strategy<Value = Start> {
    prop_oneof![
        (0..40_000_u32, 0.0..9.0f64).prop_map(|(interval, ease)| Start::Sm2 { interval, ease }),
        (0..40_000_u32, -1.0..12.0f64)
            .prop_map(|(interval, difficulty)| Start::Fsrs { interval, difficulty }),
    ]
}

fn is_finite(memory: Memory) -> bool {
    match memory {
        Memory::Fsrs { stability, difficulty } => {
            stability.is_finite() && stability > 0.0 && (1.0..=10.0).contains(&difficulty)
        }
        Memory::Fsrs7 { slow, fast, difficulty } => {
            [slow, fast].iter().all(|s| s.is_finite() && *s > 0.0)
                && (1.0..=10.0).contains(&difficulty)
        }
        Memory::Leitner { number } => (1..=7).contains(&number),
        Memory::Sm2 { interval, ease, .. } => {
            (1.0..=36_500.0).contains(&interval) && (1.3..=100.0).contains(&ease)
        }
    }
}

proptest! {
    #[test]
    fn better_ratings_reach_further(reviews in reviews(), gap in 0..400i32, wanted in 0.0..1.1f64) {
        for algorithm in ALGORITHMS {
            let (log, day) = live(algorithm, &reviews);
            let today = day.plus(gap);
            let [again, hard, good, easy] = days(algorithm, &log, today.0, wanted);
            prop_assert_eq!(again, 0);
            prop_assert!(1 <= hard && hard <= good && good <= easy && easy <= MAX_INTERVAL);
            let preview = preview(&*scheduler(algorithm), &facet(), &log, noon(today), wanted, &Load::default());
            prop_assert_eq!([again, hard, good, easy], days(algorithm, &log, today.0, wanted));
            prop_assert!(preview.recall.is_none_or(|recall| (0.0..=1.0).contains(&recall)));
            prop_assert_eq!(preview.good.due.since(today), i32::try_from(good).unwrap());
        }
    }

    #[test]
    fn live_updates_equal_replay_and_stay_finite(reviews in reviews()) {
        for algorithm in ALGORITHMS {
            let scheduler = scheduler(algorithm);
            let (log, _) = live(algorithm, &reviews);
            let mut memory = None;
            let mut last = None;
            for (n, review) in log.iter().enumerate() {
                if review.purpose != Purpose::Cram {
                    let day = review.moment.day;
                    let elapsed = elapsed(last, day);
                    let answered = Answered { rating: review.rating, elapsed };
                    memory = Some(scheduler.step(memory, answered));
                    last = Some(day);
                }
                prop_assert_eq!(Past::of_reviews(&log[..=n]).replay(&*scheduler), memory);
                prop_assert!(memory.is_none_or(is_finite), "{:?}", memory);
            }
        }
    }

    #[test]
    fn memory_starts_anew_at_a_start(before in reviews(), start in start(), after in reviews()) {
        for algorithm in ALGORITHMS {
            let (mut log, day) = live(algorithm, &before);
            let n = log.len();
            let first = reviewed(algorithm, day, Good, start.interval());
            log.push(Reviewed { start: Some(start), ..first });
            log.extend(live(algorithm, &after).0);
            let memory = Past::of_reviews(&log).replay(&*scheduler(algorithm));
            prop_assert!(memory.is_some_and(is_finite), "{:?}", memory);
            prop_assert_eq!(Past::of_reviews(&log[n..]).replay(&*scheduler(algorithm)), memory);
        }
    }

    #[test]
    fn a_start_reaches_as_far_as_its_interval(interval in 1..20_000_u32, ease in 1.3..4.0f64, difficulty in 1.0..10.0f64) {
        for start in [Start::Sm2 { interval, ease }, Start::Fsrs { interval, difficulty }] {
            for algorithm in [Fsrs6, Fsrs7, SuperMemo] {
                let model = scheduler(algorithm);
                let reach = model.interval(model.start(start), 0.9);
                prop_assert!((reach / f64::from(interval) - 1.0).abs() < 1e-3, "{:?} {:?}: {}", algorithm, start, reach);
            }
            let boxes = scheduler(Boxes);
            prop_assert!(boxes.interval(boxes.start(start), 0.9) <= f64::from(interval));
        }
    }

    #[test]
    fn cramming_changes_nothing(reviews in reviews(), gap in 0..100i32) {
        for algorithm in ALGORITHMS {
            let (mut log, day) = live(algorithm, &reviews);
            let with = days(algorithm, &log, day.plus(gap).0, 0.9);
            log.retain(|review| review.purpose != Purpose::Cram);
            prop_assert_eq!(with, days(algorithm, &log, day.plus(gap).0, 0.9));
        }
    }

    #[test]
    fn a_review_undone_leaves_no_trace(reviews in reviews(), rating in rating()) {
        for algorithm in ALGORITHMS {
            let (mut log, day) = live(algorithm, &reviews);
            let before = days(algorithm, &log, day.0, 0.9);
            log.push(reviewed(algorithm, day, rating, before[rating as usize - 1]));
            log.pop();
            prop_assert_eq!(before, days(algorithm, &log, day.0, 0.9));
        }
    }

    #[test]
    fn a_pass_that_grew_never_falls_below_the_last_interval(reviews in reviews()) {
        for algorithm in ALGORITHMS {
            let (log, _) = live(algorithm, &reviews);
            let Some(last) = log.iter().rfind(|review| review.purpose != Purpose::Cram) else {
                continue;
            };
            let model = scheduler(algorithm);
            let memory = Past::of_reviews(&log).replay(&*model);
            let waited = u32::try_from(last.due.since(last.moment.day)).unwrap();
            let wanted = model.interval(model.step(memory, Answered::after(waited, Good)), 0.9);
            let good = days(algorithm, &log, last.due.0, 0.9)[2];
            if last.interval > 0 && wanted > f64::from(last.interval) {
                prop_assert!(good > last.interval || good == MAX_INTERVAL);
            }
        }
    }
}
