//! What was foretold against what was known: sums over any set of reviews. Pure; shows nothing.

use crate::history::{Purpose, Rating, Tried};

/// Sums over reviews for which recall was foretold.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Calibration {
    /// How many.
    pub(super) n: usize,
    n_known: usize,
    recalls: f64,
    /// The variance of how many are known, were the forecasts right.
    variance: f64,
}

impl Calibration {
    /// Takes an answer, where its recall was foretold.
    pub(super) fn take(&mut self, tried: &Tried) {
        let Some(recall) = foretold(tried) else { return };
        self.n += 1;
        self.n_known += usize::from(tried.rating != Rating::Again);
        self.recalls += recall;
        self.variance += recall * (1.0 - recall);
    }

    /// Adds sums that were made elsewhere.
    pub(super) fn add(&mut self, other: &Calibration) {
        self.n += other.n;
        self.n_known += other.n_known;
        self.recalls += other.recalls;
        self.variance += other.variance;
    }

    /// The share that was known, 0 to 1; none of no reviews.
    pub(super) fn known(&self) -> Option<f64> {
        self.share(real(self.n_known))
    }

    /// The share that was foretold, 0 to 1.
    pub(super) fn predicted(&self) -> Option<f64> {
        self.share(self.recalls)
    }

    /// Half the width of the interval in which the share known lies with 95 %, were the forecasts right.
    pub(super) fn margin(&self) -> Option<f64> {
        self.share(1.96 * self.variance.sqrt())
    }

    fn share(&self, sum: f64) -> Option<f64> {
        (self.n > 0).then(|| sum / real(self.n))
    }
}

/// The recall foretold for a review that was not asked for again on the same day.
pub(super) fn foretold(tried: &Tried) -> Option<f64> {
    let counts = !matches!(tried.purpose, Purpose::Cram | Purpose::Repeat);
    tried.recall.filter(|recall| counts && (0.0..=1.0).contains(recall))
}

#[expect(clippy::cast_precision_loss, reason = "no log has 2^52 reviews")]
fn real(n: usize) -> f64 {
    n as f64
}
