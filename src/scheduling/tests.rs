//! Replay, preview, and a learner's year.

mod laws;
mod learner;

use Algorithm::{Fsrs6, Fsrs7, Leitner as Boxes, Sm2 as SuperMemo};
use Rating::{Again, Easy, Good, Hard};

use super::*;
use crate::deck::FacetId;
use crate::grading::Verdict;
use crate::history::EventId;
use crate::time::{Day, Moment, Timestamp};

/// The schedulers.
const ALGORITHMS: [Algorithm; 4] = [Fsrs6, Fsrs7, Boxes, SuperMemo];

/// A facet to ask.
fn facet() -> FacetId {
    "moscow/minsk".parse().unwrap()
}

/// The middle of a study day.
fn noon(day: Day) -> Moment {
    Moment { at: Timestamp(i64::from(day.0) * 86_400_000), offset: 0, day }
}

/// The time since the last review, if any, on a later day.
fn elapsed(last: Option<Day>, today: Day) -> Elapsed {
    last.map_or_else(Elapsed::default, |last| {
        Elapsed::between((noon(last).at, last), (noon(today).at, today))
    })
}

/// A review of a day, with the interval that it promised.
fn reviewed(algorithm: Algorithm, day: Day, rating: Rating, interval: u32) -> Reviewed {
    let right = rating != Again;
    Reviewed {
        id: EventId::new("test", 0),
        moment: noon(day),
        session: "test".into(),
        purpose: Purpose::Scheduled,
        verdict: if right { Verdict::Right } else { Verdict::Wrong },
        rating,
        score: if right { 1.0 } else { 0.0 },
        points: 1.0,
        total_ms: 1_000,
        recall: None,
        scheduler: algorithm,
        interval,
        due: day.plus(i32::try_from(interval).unwrap()),
        start: None,
        response: String::new(),
        disputed: false,
    }
}

/// Reviews a facet on some days: each is given what was previewed.
fn history(algorithm: Algorithm, reviews: &[(i32, Rating)]) -> Vec<Reviewed> {
    let scheduler = scheduler(algorithm);
    let mut history = Vec::new();
    for (day, rating) in reviews {
        let promise =
            preview(&*scheduler, &facet(), &history, noon(Day(*day)), 0.9, &Load::default())
                .of(*rating);
        history.push(reviewed(algorithm, Day(*day), *rating, promise.interval));
    }
    history
}

/// The previewed days of Again, Hard, Good and Easy.
fn days(algorithm: Algorithm, reviews: &[Reviewed], today: i32, retention: f64) -> [u32; 4] {
    let preview = preview(
        &*scheduler(algorithm),
        &facet(),
        reviews,
        noon(Day(today)),
        retention,
        &Load::default(),
    );
    [Again, Hard, Good, Easy].map(|r| preview.of(r).interval)
}

#[track_caller]
fn check(algorithm: Algorithm, reviews: &[(i32, Rating)], today: i32, expected: [u32; 4]) {
    assert_eq!(days(algorithm, &history(algorithm, reviews), today, 0.9), expected);
}

#[test]
fn a_new_facet_has_four_futures() {
    check(Boxes, &[], 100, [0, 1, 2, 4]);
    check(SuperMemo, &[], 100, [0, 1, 1, 1]);
    let [again, hard, good, easy] = days(Fsrs6, &[], 100, 0.9);
    assert_eq!((again, hard, good), (0, 1, 2));
    assert!((6..=10).contains(&easy), "{easy}");
}

#[test]
fn ratings_that_the_scheduler_sets_apart_come_on_different_days() {
    for algorithm in [Fsrs6, SuperMemo] {
        for today in [20, 30, 50] {
            let reviews = history(algorithm, &[(0, Again), (1, Good), (3, Good), (12, Hard)]);
            let [again, hard, good, easy] = days(algorithm, &reviews, today, 0.9);
            assert!(again < hard && hard < good && good < easy, "{hard} {good} {easy}");
        }
    }
}

#[test]
fn a_repeat_after_a_miss_comes_back_tomorrow() {
    check(Fsrs6, &[(100, Again)], 100, [0, 1, 1, 1]);
    check(Boxes, &[(100, Again)], 100, [0, 1, 1, 1]);
    check(SuperMemo, &[(100, Again)], 100, [0, 1, 1, 1]);
}

#[test]
fn a_second_pass_on_a_day_never_brings_a_card_nearer() {
    for algorithm in ALGORITHMS {
        let mut reviews = vec![(0, Good), (2, Good), (10, Good), (40, Good)];
        let first = history(algorithm, &reviews).pop().unwrap().interval;
        for rating in [Hard, Good, Easy] {
            reviews.push((40, rating));
            let second = history(algorithm, &reviews).pop().unwrap().interval;
            assert!(second >= first, "{algorithm:?} {rating:?}: {second} after {first}");
        }
    }
}

#[test]
fn boxes_are_kept_to_the_day() {
    check(Boxes, &[(0, Good), (2, Good), (6, Good)], 14, [0, 8, 16, 32]);
    check(Boxes, &[(0, Good), (2, Good), (6, Good)], 13, [0, 8, 8, 8]);
}

#[test]
fn more_retention_means_shorter_intervals_and_has_bounds() {
    let reviews = history(Fsrs6, &[(0, Good), (2, Good), (12, Good)]);
    let good = |retention| days(Fsrs6, &reviews, 50, retention)[2];
    assert!(good(0.95) < good(0.9) && good(0.9) < good(0.8));
    assert_eq!(good(0.0), good(0.70));
    assert_eq!(good(f64::INFINITY), good(0.99));
    assert_eq!(good(f64::NAN), good(0.90));
}

#[test]
fn no_interval_is_longer_than_a_century() {
    for algorithm in ALGORITHMS {
        let mut reviews = Vec::new();
        let mut day = Day(0);
        for _ in 0..30 {
            let preview = preview(
                &*scheduler(algorithm),
                &facet(),
                &reviews,
                noon(day),
                0.7,
                &Load::default(),
            );
            reviews.push(reviewed(algorithm, day, Easy, preview.easy.interval));
            assert!(preview.easy.interval <= MAX_INTERVAL);
            day = preview.easy.due;
        }
    }
}

#[test]
fn a_clock_set_back_counts_as_the_same_day() {
    for algorithm in ALGORITHMS {
        let reviews = history(algorithm, &[(100, Good)]);
        let back = days(algorithm, &reviews, 50, 0.9);
        assert_eq!(back, days(algorithm, &reviews, 100, 0.9));
    }
}

#[test]
fn recall_is_predicted_by_fsrs_alone_and_only_for_known_facets() {
    let recall = |algorithm, reviews: &[Reviewed]| {
        preview(&*scheduler(algorithm), &facet(), reviews, noon(Day(10)), 0.9, &Load::default())
            .recall
    };
    assert_eq!(recall(Fsrs6, &[]), None);
    assert!(recall(Fsrs6, &history(Fsrs6, &[(0, Good)])).is_some_and(|r| r > 0.5 && r < 0.9));
    assert_eq!(recall(Boxes, &history(Boxes, &[(0, Good)])), None);
    assert_eq!(recall(SuperMemo, &history(SuperMemo, &[(0, Good)])), None);
}

#[test]
fn fsrs7_foretells_a_second_review_within_the_study_day_by_the_minute() {
    let reviews = history(Fsrs7, &[(100, Again)]);
    let recall_after = |minutes: i64| {
        let now =
            Moment { at: Timestamp(noon(Day(100)).at.0 + minutes * 60_000), ..noon(Day(100)) };
        let model = scheduler(Fsrs7);
        preview(&*model, &facet(), &reviews, now, 0.9, &Load::default()).recall.unwrap()
    };
    let recalls = [1, 10, 60, 360].map(recall_after);
    assert!(recalls.is_sorted_by(|a, b| a > b), "{recalls:?}");
    assert!(recalls[0] > 0.75 && recalls[3] < 0.65, "{recalls:?}");
}

#[test]
fn a_change_of_scheduler_replays_the_same_reviews() {
    let reviews = history(Fsrs6, &[(0, Good), (2, Good), (12, Good), (50, Good)]);
    assert_eq!(
        Past::of_reviews(&reviews).replay(&*scheduler(Boxes)),
        Some(Memory::Leitner { number: 5 }),
        "boxes of 2, 4, 8 and 16 days"
    );
}
