//! A learner's own parameters, and the guard before them: they are taken only where they foretell
//! reviews they were not fitted to no worse than the defaults.

use super::{Item, Log, log_loss};
use crate::history::Algorithm;
use crate::scheduling::{BIAS_ONLY, Fsrs6Parameters, Fsrs7Parameters, Step, scheduler_with};

/// Fewer reviews than this say nothing.
pub const LEAST_FITTED: usize = 8;

/// Of a longer log the newest so many reviews are fitted to: a fit takes seconds at most.
pub const MOST_FITTED: usize = 100_000;

/// How much worse than the defaults a fit may foretell; so much is noise.
const MOST_WORSE: f64 = 0.002;

/// The share of reviews, the newest, by which a fit is judged.
const JUDGED: usize = 5;

/// What a fit came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Personal {
    /// The parameters, as the scheduler writes them; none where its defaults hold.
    pub values: Vec<f64>,
    /// Where they come from.
    pub choice: Choice,
    /// To how many reviews it was fitted.
    pub reviews: usize,
    /// The log loss on the newest fifth, fitted to the rest, and that of the defaults; only where there
    /// were enough reviews for a judgement.
    pub judged: Option<(f64, f64)>,
}

/// Which parameters hold after a fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Those of the fit.
    Fitted,
    /// Those that held before: the fit did not stand its trial.
    Kept,
    /// The defaults: neither did those that held before.
    Defaults,
}

/// Fits a scheduler to a log; none where it has no parameters or there are too few reviews. `current` are
/// the parameters that hold, none for the defaults.
pub fn personal(log: &Log, algorithm: Algorithm, current: &[f64]) -> Option<Personal> {
    if !matches!(algorithm, Algorithm::Fsrs6 | Algorithm::Fsrs7) {
        return None;
    }
    let items = log.items();
    if items.len() < LEAST_FITTED {
        return None;
    }
    let reviews = log.n_reviews();
    let trial = (items.len() >= BIAS_ONLY).then(|| judge(log, &items, algorithm, current));
    let (values, choice) = match trial {
        Some(Trial { own, default, current: before }) if own > default + MOST_WORSE => {
            // A fit that fails one day by a hair must not throw away what held until then.
            if before <= default && !current.is_empty() {
                (current.to_vec(), Choice::Kept)
            } else {
                (Vec::new(), Choice::Defaults)
            }
        }
        _ => (fit(log, &items, algorithm, current), Choice::Fitted),
    };
    Some(Personal { values, choice, reviews, judged: trial.map(|it| (it.own, it.default)) })
}

/// Log losses on the newest fifth of the reviews.
#[derive(Clone, Copy)]
struct Trial {
    /// Fitted to the rest, from the defaults, which know nothing of the newest fifth.
    own: f64,
    default: f64,
    /// Of the parameters that hold; they have seen most of it.
    current: f64,
}

fn judge(log: &Log, items: &[Item], algorithm: Algorithm, current: &[f64]) -> Trial {
    let cut = items.len() - items.len() / JUDGED;
    let (known, judged) = items.split_at(cut);
    let until = judged[0].step.at;
    let before =
        log.trails().iter().map(|trail| &trail[..trail.partition_point(|it| it.at < until)]);
    let before = Log::of_trails(before.filter(|trail| !trail.is_empty()).map(<[Step]>::to_vec));
    let values = match algorithm {
        // FSRS-6 is fitted to items, which keep their trails.
        Algorithm::Fsrs6 => fit(log, known, algorithm, &[]),
        _ => fit(&before, known, algorithm, &[]),
    };
    let loss = |values: &[f64]| {
        let model = scheduler_with(algorithm, values);
        log_loss(judged, &super::models::recalls(log, judged, &*model))
    };
    Trial { own: loss(&values), default: loss(&[]), current: loss(current) }
}

/// The parameters fitted to a log, of which these are the items to learn from; looked for from the current
/// ones, too.
fn fit(log: &Log, items: &[Item], algorithm: Algorithm, current: &[f64]) -> Vec<f64> {
    if algorithm == Algorithm::Fsrs6 {
        let trail = |item: &Item| &log.trails()[item.trail as usize][..=item.place as usize];
        return Fsrs6Parameters::fit(items.iter().map(trail)).to_values();
    }
    let trails: Vec<&[Step]> = log.trails().iter().map(Vec::as_slice).collect();
    Fsrs7Parameters::from_values(current).unwrap_or_default().fit(&trails).to_values()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::tests::learner::{self, Truth};

    #[test]
    fn one_more_day_hardly_moves_the_parameters_foretold_by() {
        let log = learner::log(&Truth::Halving, 120, 8, 21);
        let newest = log.trails().iter().flatten().map(|step| step.day).max().unwrap();
        let before = log.trails().iter().map(|trail| {
            trail.iter().filter(|step| step.day < newest).copied().collect::<Vec<_>>()
        });
        let before = Log::of_trails(before.filter(|trail| !trail.is_empty()));
        let current = personal(&before, Algorithm::Fsrs7, &[]).unwrap();
        let next = personal(&log, Algorithm::Fsrs7, &current.values).unwrap();
        assert_eq!((current.choice, next.choice), (Choice::Fitted, Choice::Fitted));
        let items = log.items();
        let [one, other] = [current.values, next.values].map(|values| {
            super::super::models::recalls(&log, &items, &*scheduler_with(Algorithm::Fsrs7, &values))
        });
        let moved: f64 = one.iter().zip(&other).map(|(a, b)| (a - b).abs()).sum();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred reviews")]
        let mean = moved / items.len() as f64;
        assert!(mean < 0.01, "{mean}");
    }

    #[test]
    fn a_fit_that_fails_leaves_what_held_where_that_is_no_worse_than_the_defaults() {
        // What comes last is unlike what came before, so that no fit to the rest stands its trial.
        let (known, missed) = (Truth::Chance(0.99), Truth::Chance(0.3));
        let (old, new) = (learner::log(&known, 60, 8, 1), learner::log(&missed, 12, 8, 2));
        let later = |step: &Step| Step {
            at: crate::time::Timestamp(step.at.0 + 500 * 86_400_000),
            day: step.day.plus(500),
            ..*step
        };
        let new = new.trails().iter().map(|trail| trail.iter().map(later).collect::<Vec<_>>());
        let log = Log::of_trails(old.trails().iter().cloned().chain(new));
        let default = personal(&log, Algorithm::Fsrs7, &[]).unwrap();
        assert_eq!((default.choice, default.values.len()), (Choice::Defaults, 0));
        let mut current = Fsrs7Parameters::default().to_values();
        current[34] = -1.0;
        let kept = personal(&log, Algorithm::Fsrs7, &current).unwrap();
        assert_eq!((kept.choice, kept.values), (Choice::Kept, current));
    }
}
