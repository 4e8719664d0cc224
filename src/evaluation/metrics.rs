//! The measures: log loss, RMSE(bins), AUC, calibration, and paired differences. Never gives a number
//! that is none.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Item;

/// Predictions are kept so far from 0 and 1, so that a single surprise does not count without bound.
const EDGE: f64 = 1e-6;

/// How many bins the calibration curve has.
const N_BINS: usize = 10;

/// Study days that belong together for standard errors: a week, whose good and bad days are alike.
const BLOCK_DAYS: i32 = 7;

/// How well a model foretold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// The mean of -ln of the chance that was given to what happened; 0 is perfect.
    pub log_loss: f64,
    /// The root of the mean squared distance of foretold and true shares over bins of like reviews.
    pub rmse_bins: f64,
    /// The chance that a known answer was given a higher recall than one that was not; none where all
    /// answers were known, or none.
    pub auc: Option<f64>,
    /// The mean distance of foretold and true shares over the calibration curve.
    pub calibration_error: f64,
    /// Foretold and true shares, by foretold recall.
    pub calibration: Vec<CalibrationBin>,
}

/// The reviews whose foretold recall lies within a tenth.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CalibrationBin {
    /// The mean recall foretold.
    pub predicted: f64,
    /// The share that was known.
    pub actual: f64,
    /// How many there are.
    pub n: usize,
}

/// The difference of two models' log loss on the same reviews.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The mean.
    pub log_loss: f64,
    /// Its standard error, weeks taken as blocks.
    pub standard_error: f64,
}

/// All measures of a forecast.
pub fn scores(items: &[Item], foretold: &[f64]) -> Scores {
    let calibration = calibration(items, foretold);
    let n = items.len().max(1);
    let distances = calibration.iter().map(|bin| (bin.predicted - bin.actual).abs() * real(bin.n));
    Scores {
        log_loss: log_loss(items, foretold),
        rmse_bins: rmse_bins(items, foretold),
        auc: auc(items, foretold),
        calibration_error: distances.sum::<f64>() / real(n),
        calibration,
    }
}

/// The mean log loss; 0 where there is nothing to measure.
pub fn log_loss(items: &[Item], foretold: &[f64]) -> f64 {
    mean(items.iter().zip(foretold).map(|(item, recall)| surprise(item, *recall)))
}

/// RMSE(bins), weighted by the size of the bins.
pub fn rmse_bins(items: &[Item], foretold: &[f64]) -> f64 {
    let mut bins: BTreeMap<(u32, u32, u32), (f64, f64, f64)> = BTreeMap::new();
    for (item, recall) in items.iter().zip(foretold) {
        let (predicted, known, n) = bins.entry(item.bin).or_default();
        *predicted += recall;
        *known += f64::from(u8::from(item.is_known()));
        *n += 1.0;
    }
    let squares = bins.values().map(|(predicted, known, n)| (predicted - known).powi(2) / n);
    (squares.sum::<f64>() / real(items.len().max(1))).sqrt()
}

/// The area under the receiver operating characteristic (Mann and Whitney's statistic; ties count half).
pub fn auc(items: &[Item], foretold: &[f64]) -> Option<f64> {
    let mut order: Vec<(f64, bool)> =
        items.iter().zip(foretold).map(|(item, recall)| (*recall, item.is_known())).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut below, mut won) = (0.0, 0.0);
    for equals in order.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let known = real(equals.iter().filter(|(_, known)| *known).count());
        let missed = real(equals.len()) - known;
        won += known * (below + missed / 2.0);
        below += missed;
    }
    let known = real(order.len()) - below;
    (known > 0.0 && below > 0.0).then(|| won / (known * below))
}

/// The calibration curve: tenths of foretold recall that hold reviews.
fn calibration(items: &[Item], foretold: &[f64]) -> Vec<CalibrationBin> {
    let mut bins = [(0.0, 0_usize, 0_usize); N_BINS];
    for (item, recall) in items.iter().zip(foretold) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10")]
        let place = (recall * 10.0).clamp(0.0, 9.0) as usize;
        let (sum, known, n) = &mut bins[place];
        *sum += recall;
        *known += usize::from(item.is_known());
        *n += 1;
    }
    let held = bins.into_iter().filter(|(_, _, n)| *n > 0);
    held.map(|(sum, known, n)| CalibrationBin {
        predicted: sum / real(n),
        actual: real(known) / real(n),
        n,
    })
    .collect()
}

/// How much less a forecast is surprised than another, and how sure that is.
pub(super) fn difference(items: &[Item], foretold: &[f64], other: &[f64]) -> Difference {
    let gains: Vec<f64> = items
        .iter()
        .zip(foretold.iter().zip(other))
        .map(|(item, (a, b))| surprise(item, *a) - surprise(item, *b))
        .collect();
    let average = mean(gains.iter().copied());
    let mut weeks: BTreeMap<i32, f64> = BTreeMap::new();
    for (item, gain) in items.iter().zip(&gains) {
        *weeks.entry(item.step.day.0.div_euclid(BLOCK_DAYS)).or_default() += gain - average;
    }
    let spread = weeks.values().map(|week| week * week).sum::<f64>().sqrt();
    Difference { log_loss: average, standard_error: spread / real(gains.len().max(1)) }
}

/// The share of known answers, 0 to 1.
pub(super) fn share_known(items: &[Item]) -> f64 {
    mean(items.iter().map(|item| f64::from(u8::from(item.is_known()))))
}

fn surprise(item: &Item, recall: f64) -> f64 {
    let recall = recall.clamp(EDGE, 1.0 - EDGE);
    if item.is_known() { -recall.ln() } else { -(1.0 - recall).ln() }
}

fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = numbers.len().max(1);
    numbers.sum::<f64>() / real(n)
}

#[expect(clippy::cast_precision_loss, reason = "no log has 2^52 reviews")]
fn real(n: usize) -> f64 {
    n as f64
}
