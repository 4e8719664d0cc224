//! Figures that are known beforehand, learners whose truth is known, and the crate's own evaluation.

pub(super) mod learner;

use fsrs::{
    ComputeParametersInput, FSRSItem, FSRSReview, TrainingConfig, evaluate_with_time_series_splits,
};
use learner::Truth;

use super::*;
use crate::history::{Algorithm, Rating};
use crate::scheduling::{Fsrs7Parameters, Past, Scheduler, Step, fsrs7, scheduler};
use crate::time::{Day, Timestamp};

fn item(known: bool, bin: u32) -> Item {
    let rating = if known { Rating::Good } else { Rating::Again };
    let step = Step { at: Timestamp(0), day: Day(0), rating };
    Item { trail: 0, place: 0, step, bin: (bin, 0, 0) }
}

/// What a model foretells of the five parts, and those parts.
fn in_parts(log: &Log, model: ModelName) -> (Vec<Item>, Vec<f64>) {
    let items = log.items();
    let cuts = cuts(items.len());
    let parts = cuts.windows(2).map(|pair| pair[0]..pair[1]);
    let foretold = foretold(&mut Forecaster::new(log, &items), model, parts, &mut || {});
    (items[cuts[0]..].to_vec(), foretold)
}

fn loss(log: &Log, model: ModelName) -> f64 {
    let (items, foretold) = in_parts(log, model);
    log_loss(&items, &foretold)
}

/// The log loss of FSRS-7 as it comes, on the same items.
fn unfitted_loss(log: &Log) -> f64 {
    let items = log.items();
    let tested = &items[cuts(items.len())[0]..];
    log_loss(tested, &models::recalls(log, tested, &*scheduler(Algorithm::Fsrs7)))
}

#[test]
fn the_measures_are_those_of_the_books() {
    let items = [item(true, 1), item(true, 1), item(false, 2), item(true, 2)];
    let foretold = [0.9, 0.6, 0.3, 0.3];
    let expected = -(0.9_f64.ln() + 0.6_f64.ln() + 0.7_f64.ln() + 0.3_f64.ln()) / 4.0;
    assert!((log_loss(&items, &foretold) - expected).abs() < 1e-12);
    // Bins of two: 0.75 foretold of 1, and 0.3 of one half.
    let expected = f64::midpoint(0.25_f64.powi(2), 0.2_f64.powi(2)).sqrt();
    assert!((rmse_bins(&items, &foretold) - expected).abs() < 1e-12);
    // Of three pairs two are in order and one is a tie.
    assert!((auc(&items, &foretold).unwrap() - 2.5 / 3.0).abs() < 1e-12);
}

#[test]
fn where_all_answers_are_alike_there_is_no_order_to_measure() {
    assert_eq!(auc(&[item(true, 1), item(true, 1)], &[0.5, 0.6]), None);
    assert_eq!(auc(&[item(false, 1)], &[0.5]), None);
    assert_eq!(auc(&[], &[]), None);
}

#[test]
fn certainty_that_is_wrong_costs_much_but_not_without_bound() {
    let scores = scores(&[item(false, 1)], &[1.0]);
    assert!(scores.log_loss > 10.0 && scores.log_loss.is_finite());
}

#[test]
fn bins_are_those_of_the_crate() {
    let trail = [0, 1, 1, 5, 19, 400].iter().map(|day| Step {
        at: Timestamp(i64::from(*day) * 86_400_000),
        day: Day(*day),
        rating: if *day == 5 { Rating::Again } else { Rating::Good },
    });
    let log = Log::of_trails([trail.collect()]);
    let bins: Vec<_> = log.items().iter().map(|item| item.bin).collect();
    // The second review on day 1 has the moment of the first, and is the same.
    assert_eq!(bins, [(248, 4, 0), (898, 4, 0), (3_250, 7, 2), (42_588, 7, 2)]);
}

/// The crate cuts, fits and measures by itself; the figures must be the same.
#[test]
fn fitted_fsrs6_has_the_figures_of_the_crates_own_evaluation() {
    let truth = scheduler(Algorithm::Fsrs6);
    let log = learner::log(&Truth::Model(&*truth, -0.4), 150, 7, 3);
    let (items, foretold) = in_parts(&log, ModelName::Fsrs6);
    let train_set = log.items().into_iter().map(|item| {
        let trail = &log.trails()[item.trail as usize][..=item.place as usize];
        let mut last = None;
        let reviews = trail.iter().map(|step| {
            let delta_t = step.since(last).days;
            last = Some(step);
            FSRSReview { rating: step.rating as u32, delta_t }
        });
        FSRSItem { reviews: reviews.collect() }
    });
    let input = ComputeParametersInput {
        train_set: train_set.collect(),
        training_config: Some(TrainingConfig { num_epochs: 24, ..TrainingConfig::default() }),
        ..ComputeParametersInput::default()
    };
    let theirs = evaluate_with_time_series_splits(input, |_| true).unwrap();
    let ours = scores(&items, &foretold);
    assert!((ours.log_loss - f64::from(theirs.log_loss)).abs() < 1e-5, "{ours:?} {theirs:?}");
    assert!((ours.rmse_bins - f64::from(theirs.rmse_bins)).abs() < 1e-5, "{ours:?} {theirs:?}");
}

/// A learner who forgets as FSRS-7 does, but sooner.
#[test]
fn a_fit_comes_near_the_truth_of_a_learner_of_its_own_kind() {
    let truth = scheduler(Algorithm::Fsrs7);
    let log = learner::log(&Truth::Model(&*truth, -0.8), 120, 8, 5);
    assert!(loss(&log, ModelName::Fsrs7) < unfitted_loss(&log) - 0.01);
}

#[test]
fn a_fit_helps_with_learners_of_another_kind() {
    let log = learner::log(&Truth::Halving, 120, 8, 6);
    let ours = loss(&log, ModelName::Fsrs7);
    assert!(ours < loss(&log, ModelName::Fsrs6) && ours < unfitted_loss(&log));
    let fsrs6 = scheduler(Algorithm::Fsrs6);
    let log = learner::log(&Truth::Model(&*fsrs6, 0.0), 120, 8, 7);
    assert!(loss(&log, ModelName::Fsrs7) < loss(&log, ModelName::Fsrs6Default) + 0.01);
}

#[test]
fn where_there_is_nothing_to_learn_nothing_is_made_up() {
    let log = learner::log(&Truth::Chance(0.8), 120, 8, 8);
    let gain = loss(&log, ModelName::Average) - loss(&log, ModelName::Fsrs7);
    assert!(gain.abs() < 0.02, "{gain}");
}

#[test]
fn few_reviews_move_the_bias_only() {
    let log = learner::log(&Truth::Chance(0.2), 10, 4, 9);
    let trails: Vec<&[Step]> = log.trails().iter().map(Vec::as_slice).collect();
    let fitted = Fsrs7Parameters::default().fit(&trails).to_values();
    let start = Fsrs7Parameters::default().to_values();
    let moved: Vec<usize> = (0..35).filter(|n| (fitted[*n] - start[*n]).abs() > 1e-9).collect();
    assert_eq!(moved, [34], "the bias");
    assert!(fitted[34] < -0.1, "{}", fitted[34]);
}

#[test]
fn extreme_learners_leave_only_sound_numbers() {
    for chance in [0.0, 1.0] {
        let log = learner::log(&Truth::Chance(chance), 60, 6, 10);
        for model in ModelName::ALL {
            let (items, foretold) = in_parts(&log, model);
            assert!(foretold.iter().all(|recall| (0.0..=1.0).contains(recall)), "{model:?}");
            let scores = scores(&items, &foretold);
            assert!(scores.log_loss.is_finite() && scores.rmse_bins.is_finite(), "{model:?}");
        }
    }
}

#[test]
fn a_log_too_short_says_how_short_it_is() {
    let log = learner::log(&Truth::Chance(0.8), 1, 4, 11);
    let found = log.items().len();
    assert_eq!(evaluate(&log, &|_, _| {}), Err(TooFew { found }));
    assert_eq!(evaluate(&Log::default(), &|_, _| {}), Err(TooFew { found: 0 }));
}

#[test]
fn a_fit_does_not_depend_on_where_it_begins() {
    let log = learner::log(&Truth::Halving, 100, 7, 12);
    let trails: Vec<&[Step]> = log.trails().iter().map(Vec::as_slice).collect();
    let once = Fsrs7Parameters::default().fit(&trails);
    let again = once.fit(&trails);
    let recalls = |parameters: &Fsrs7Parameters| {
        let model = fsrs7(parameters);
        let past = Past { start: None, steps: log.trails()[0].clone() };
        let memory = past.replay(&*model).unwrap();
        [0.1, 1.0, 10.0, 100.0].map(|exact| {
            let elapsed = crate::scheduling::Elapsed { days: 0, exact };
            Scheduler::recall(&*model, memory, elapsed).unwrap()
        })
    };
    for (a, b) in recalls(&once).into_iter().zip(recalls(&again)) {
        assert!((a - b).abs() < 0.02, "{a} {b}");
    }
}
