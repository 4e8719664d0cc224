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
    /// The parameters, as the scheduler writes them; none where its defaults stay.
    pub values: Vec<f64>,
    /// To how many reviews it was fitted.
    pub reviews: usize,
    /// The log loss on the newest fifth, fitted to the rest, and that of the defaults; only where there
    /// were enough reviews for a judgement.
    pub judged: Option<(f64, f64)>,
}

/// Fits a scheduler to a log; none where it has no parameters or there are too few reviews.
pub fn personal(log: &Log, algorithm: Algorithm) -> Option<Personal> {
    if !matches!(algorithm, Algorithm::Fsrs6 | Algorithm::Fsrs7) {
        return None;
    }
    let items = log.items();
    if items.len() < LEAST_FITTED {
        return None;
    }
    let reviews = log.n_reviews();
    let judged = (items.len() >= BIAS_ONLY).then(|| judge(log, &items, algorithm));
    let values = match judged {
        Some((own, default)) if own > default + MOST_WORSE => Vec::new(),
        _ => fit(log, &items, algorithm),
    };
    Some(Personal { values, reviews, judged })
}

/// The log loss on the newest fifth: fitted to the rest, and by default.
fn judge(log: &Log, items: &[Item], algorithm: Algorithm) -> (f64, f64) {
    let cut = items.len() - items.len() / JUDGED;
    let (known, judged) = items.split_at(cut);
    let until = judged[0].step.at;
    let before =
        log.trails().iter().map(|trail| &trail[..trail.partition_point(|it| it.at < until)]);
    let before = Log::of_trails(before.filter(|trail| !trail.is_empty()).map(<[Step]>::to_vec));
    let values = match algorithm {
        // FSRS-6 is fitted to items, which keep their trails.
        Algorithm::Fsrs6 => fit(log, known, algorithm),
        _ => fit(&before, known, algorithm),
    };
    let loss = |values: &[f64]| {
        let model = scheduler_with(algorithm, values);
        log_loss(judged, &super::models::recalls(log, judged, &*model))
    };
    (loss(&values), loss(&[]))
}

/// The parameters fitted to a log, of which these are the items to learn from.
fn fit(log: &Log, items: &[Item], algorithm: Algorithm) -> Vec<f64> {
    if algorithm == Algorithm::Fsrs6 {
        let trail = |item: &Item| &log.trails()[item.trail as usize][..=item.place as usize];
        return Fsrs6Parameters::fit(items.iter().map(trail)).to_values();
    }
    let trails: Vec<&[Step]> = log.trails().iter().map(Vec::as_slice).collect();
    Fsrs7Parameters::default().fit(&trails).to_values()
}
