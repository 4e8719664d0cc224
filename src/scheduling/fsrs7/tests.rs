//! The model against figures worked out elsewhere from the published formulas, its gradient against
//! differences, and what holds for every memory.

use Rating::{Again, Easy, Good, Hard};
use proptest::prelude::*;

use super::dual::{Dual, Real};
use super::table::BIAS;
use super::*;
use crate::history::Rating;

/// Reviews as ratings and days since the one before; the state after them, and the recall after `days`.
#[track_caller]
fn check(reviews: &[(Rating, f64)], days: f64, expected: [f64; 4]) {
    let model = Model::new(Parameters::default().w);
    let (state, recall) = follow(&model, reviews, days);
    let found = [state.slow, state.fast, state.difficulty, recall];
    for (found, expected) in found.into_iter().zip(expected) {
        assert!((found / expected - 1.0).abs() < 1e-8, "{found}, expected {expected}");
    }
}

fn follow<R: Real>(model: &Model<R>, reviews: &[(Rating, f64)], days: f64) -> (State<R>, R) {
    let mut state = model.first(reviews[0].0);
    for (rating, days) in &reviews[1..] {
        let recall = model.recall(&state, *days);
        state = model.next(&state, &recall, *rating);
    }
    let recall = model.recall(&state, days).whole;
    (state, recall)
}

#[test]
fn states_and_recalls_are_those_of_the_formulas() {
    check(&[(Good, 0.0)], 2.5, [3.9221, 3.137_68, 3.530_723_981, 0.919_481_355]);
    check(
        &[(Again, 0.0), (Good, 0.007)],
        1.0,
        [0.536_657_412, 19.974_540_593, 6.109_214_002, 0.778_984_908],
    );
    check(
        &[(Good, 0.0), (Good, 3.0), (Good, 10.0), (Again, 30.0), (Hard, 0.01)],
        2.0,
        [4.884_011_931, 7.588_648_25, 9.252_677_014, 0.863_585_144],
    );
    check(
        &[(Easy, 0.0), (Hard, 12.0), (Easy, 20.0)],
        100.0,
        [41.264_668_154, 584.033_242_438, 2.420_448_987, 0.924_431_341],
    );
}

/// Under any parameters, a bias too, the interval is what it was, and the ease is what the slow stability grows by.
#[test]
fn a_start_keeps_interval_and_ease() {
    let mut own = Parameters::default().w;
    (own[7], own[8], own[32], own[BIAS]) = (1.9, 0.05, 0.5, -0.7);
    for w in [Parameters::default().w, own] {
        let model = Fsrs7 { model: Model::new(w) };
        for (interval, ease) in [(1, 2.5), (30, 1.5), (30, 2.3), (400, 2.5)] {
            let memory = model.start(Start::Sm2 { interval, ease });
            let reach = model.interval(memory, 0.9);
            assert!((reach / f64::from(interval) - 1.0).abs() < 1e-6, "{interval} {ease}: {reach}");
            let mut state = state(memory).unwrap();
            state.slow = f64::from(interval);
            let due = Recall { whole: 0.9, fast: 0.9 };
            let grown = model.model.next(&state, &due, Good).slow / state.slow;
            assert!((grown - ease).abs() < 1e-6, "{interval} {ease}: {grown}");
        }
        let memory = model.start(Start::Fsrs { interval: 30, difficulty: 6.5 });
        assert!((state(memory).unwrap().difficulty - 6.5).abs() < 1e-9);
    }
}

#[test]
fn gradients_are_the_limits_of_differences() {
    let reviews = [(Good, 0.0), (Good, 2.0), (Again, 9.0), (Good, 0.01), (Easy, 4.0), (Hard, 8.0)];
    // Away from the defaults, some of which stand on a bound.
    let start: [f64; N] = std::array::from_fn(|n| TABLE[n].start + 0.03 * TABLE[n].sigma + 1e-3);
    let recall_at = |w: [f64; N]| {
        let model = Model::new(w);
        let curve = follow(&model, &reviews, 11.0).1;
        model.answered(curve)
    };
    let seeds = std::array::from_fn(|place| Dual::parameter(place, start[place], 1.0));
    let model = Model::new(seeds);
    let exact = model.answered(follow(&model, &reviews, 11.0).1);
    assert!((exact.value - recall_at(start)).abs() < 1e-12);
    for place in 0..N {
        let moved = |by: f64| {
            let mut w = start;
            w[place] += by;
            recall_at(w)
        };
        let difference = (moved(1e-6) - moved(-1e-6)) / 2e-6;
        assert!((exact.by[place] - difference).abs() < 1e-6, "w{place}: {difference}");
    }
}

#[test]
fn parameters_come_back_as_they_were_written_and_nonsense_is_refused() {
    let mut parameters = Parameters::default();
    parameters.w[BIAS] = 0.25;
    assert_eq!(Parameters::from_values(&parameters.to_values()), Some(parameters.clone()));
    assert_eq!(Parameters::from_values(&[]), None);
    assert_eq!(Parameters::from_values(&[0.5; 21]), None);
    let mut values = parameters.to_values();
    values[3] = f64::NAN;
    assert_eq!(Parameters::from_values(&values), None);
    values[3] = 1e9;
    assert!((Parameters::from_values(&values).unwrap().w[3] - 100.0).abs() < 1e-12);
}

/// Sets that were written before held the weight of slow answers and the usual answer time behind the bias.
#[test]
fn older_sets_are_read_without_what_is_used_no_longer() {
    let parameters = Parameters::default();
    let older = [parameters.to_values(), vec![0.3, 4_321.0]].concat();
    assert_eq!(Parameters::from_values(&older), Some(parameters));
}

proptest! {
    #[test]
    fn any_history_leaves_a_sound_memory_whose_recall_only_falls(
        reviews in prop::collection::vec((1..=4_u8, 0.0..5_000.0f64), 1..30),
        days in 0.0..40_000.0f64,
        wanted in 0.70..0.99f64,
    ) {
        let model = Fsrs7::new(&Parameters::default());
        let mut memory = None;
        for (rating, exact) in reviews {
            let rating = [Again, Hard, Good, Easy][usize::from(rating) - 1];
            let elapsed = Elapsed { days: 0, exact };
            memory = Some(model.step(memory, Answered { rating, elapsed }));
        }
        let memory = memory.unwrap();
        let at = |exact| model.recall(memory, Elapsed { days: 0, exact }).unwrap();
        prop_assert!(at(0.0) > 0.999 && (0.0..=1.0).contains(&at(days)));
        prop_assert!(at(days) >= at(days * 1.5 + 0.1));
        let interval = model.interval(memory, wanted);
        prop_assert!((0.0..=36_500.0).contains(&interval));
        if interval > 0.001 && interval < 36_000.0 {
            prop_assert!((at(interval) - wanted).abs() < 1e-3, "{} {}", at(interval), wanted);
        }
    }
}
