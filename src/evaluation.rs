//! How well models of memory foretell a learner's answers, measured on reviews they were not fitted to.
//! Works on plain reviews from any source; reads no file.
//!
//! The protocol is that of the field (srs-benchmark): the reviews that come at least a study day after
//! the one before of the same card, in the order of time, are cut into six equal parts; each model is
//! fitted to parts 1 to k and foretells part k + 1, knowing the whole history of each card. The five
//! foretold parts are counted together, each review once.

mod log;
mod metrics;
mod models;
mod personal;

pub use log::{Gathering, Item, Log, MOST_REVIEWS};
pub use metrics::{CalibrationBin, Difference, Scores, auc, log_loss, rmse_bins, scores};
pub use models::ModelName;
pub use personal::{Choice, LEAST_FITTED, MOST_FITTED, Personal, personal};

use std::ops::Range;

use serde::Serialize;

use models::Forecaster;

/// How many parts a log is cut into.
pub const N_PARTS: usize = 6;

/// Fewer reviews than this can't be cut into parts that tell anything.
pub const LEAST_ITEMS: usize = 2 * N_PARTS;

/// The day-by-day forecast fits anew at most so often, so that a long log does not take for ever.
const MOST_REFITS: usize = 60;

/// What an evaluation found; the names are those of `evaluate --json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Reviews that were foretold.
    pub n: usize,
    /// Reviews in the log.
    pub reviews: usize,
    /// Cards in the log.
    pub cards: usize,
    /// The share of foretold reviews that were known, 0 to 1.
    pub known: f64,
    /// Each model with its figures.
    pub models: Vec<Scored>,
    /// The name of the best of those that can schedule.
    pub chosen: &'static str,
    /// Study days between two fits of the day-by-day figures.
    pub days_between_fits: usize,
}

/// A model with its figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scored {
    /// Its name.
    pub name: &'static str,
    /// Over the five parts.
    #[serde(flatten)]
    pub scores: Scores,
    /// The log loss less that of FSRS-6 fitted, on the same reviews; below 0 is better.
    pub difference: Difference,
    /// Day by day: fitted to all that was known on the morning of each study day; only where a fit is
    /// part of the model.
    pub daily: Option<Scores>,
}

/// Why a log can't be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFew {
    /// Reviews that could be foretold.
    pub found: usize,
}

/// Measures all models on a log. `progress` is told how much is done of how much.
pub fn evaluate(log: &Log, progress: &dyn Fn(usize, usize)) -> Result<Report, TooFew> {
    let items = log.items();
    if items.len() < LEAST_ITEMS {
        return Err(TooFew { found: items.len() });
    }
    let cuts = cuts(items.len());
    let tested = &items[cuts[0]..];
    let mornings = mornings(&items, cuts[0]);
    let every = mornings.len().div_ceil(MOST_REFITS);
    let fitted = ModelName::ALL.iter().filter(|model| model.is_fitted()).count();
    let of = ModelName::ALL.len() * (N_PARTS - 1) + fitted * mornings.len().div_ceil(every);
    let mut done = 0;
    let mut tick = || {
        progress(done, of);
        done += 1;
    };

    let mut forecaster = Forecaster::new(log, &items);
    let mut by_parts = Vec::new();
    let mut by_days = Vec::new();
    for model in ModelName::ALL {
        let parts = cuts.windows(2).map(|pair| pair[0]..pair[1]);
        by_parts.push(foretold(&mut forecaster, model, parts, &mut tick));
        by_days.push(model.is_fitted().then(|| {
            let end = |days: &[Range<usize>]| days.last().map_or(0, |day| day.end);
            let days = mornings.chunks(every).map(|days| days[0].start..end(days));
            foretold(&mut forecaster, model, days, &mut tick)
        }));
    }

    let baseline = ModelName::ALL.iter().position(|model| *model == ModelName::Fsrs6);
    let baseline = by_parts[baseline.unwrap_or(0)].clone();
    let models: Vec<Scored> = ModelName::ALL
        .iter()
        .zip(by_parts.iter().zip(&by_days))
        .map(|(model, (parts, days))| Scored {
            name: model.name(),
            scores: scores(tested, parts),
            difference: metrics::difference(tested, parts, &baseline),
            daily: days.as_ref().map(|days| scores(tested, days)),
        })
        .collect();
    let chosen = ModelName::ALL
        .iter()
        .zip(&models)
        .filter(|(model, _)| model.schedules())
        .min_by(|a, b| a.1.scores.log_loss.total_cmp(&b.1.scores.log_loss))
        .map_or(ModelName::Fsrs7.name(), |(model, _)| model.name());
    Ok(Report {
        n: tested.len(),
        reviews: log.n_reviews(),
        cards: log.trails().len(),
        known: metrics::share_known(tested),
        models,
        chosen,
        days_between_fits: every,
    })
}

/// What a model foretells, stretch by stretch.
fn foretold(
    forecaster: &mut Forecaster<'_>,
    model: ModelName,
    stretches: impl Iterator<Item = Range<usize>>,
    tick: &mut impl FnMut(),
) -> Vec<f64> {
    let mut foretold = Vec::new();
    for stretch in stretches {
        tick();
        foretold.extend(forecaster.foretell(model, stretch));
    }
    foretold
}

/// Where the parts after the first begin, and the end: equal parts, what is left over in the last.
fn cuts(n: usize) -> Vec<usize> {
    let part = n / N_PARTS;
    (1..N_PARTS).map(|k| k * part).chain([n]).collect()
}

/// The items of each study day from a place on.
fn mornings(items: &[Item], from: usize) -> Vec<Range<usize>> {
    let mut days: Vec<Range<usize>> = Vec::new();
    for (idx, item) in items.iter().enumerate().skip(from) {
        match days.last_mut() {
            Some(day) if items[day.start].step.day == item.step.day => day.end = idx + 1,
            _ => days.push(idx..idx + 1),
        }
    }
    days
}

#[cfg(test)]
mod tests;
