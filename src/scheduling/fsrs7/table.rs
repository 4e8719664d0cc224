//! FSRS-7's parameters: where each starts, within which bounds it stays, and how far it is likely to be
//! from its start. Figures only.

use super::dual::N;

/// The place of the bias on the logit of recall: 0 for all but learners with little history.
pub(super) const BIAS: usize = 34;

/// The least and the greatest stability in days.
pub(super) const STABILITY: (f64, f64) = (0.000_1, 36_500.0);

/// The bounds of difficulty.
pub(super) const DIFFICULTY: (f64, f64) = (1.0, 10.0);

/// One parameter: default, least, greatest, and the standard deviation over learners.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub start: f64,
    pub low: f64,
    pub high: f64,
    pub sigma: f64,
}

const fn row(start: f64, low: f64, high: f64, sigma: f64) -> Row {
    Row { start, low, high, sigma }
}

/// The first stabilities vary freely in the published table; here their logarithms get a wide prior,
/// so that a rating which a learner hardly gives stays where most learners have it.
const FREE: f64 = 1.5;

/// The published figures of srs-benchmark's FSRS-7 (defaults, bounds and deviations over its users),
/// and one of our own behind them.
pub(super) const TABLE: [Row; N] = [
    row(0.1104, 0.000_1, 50.0, FREE),
    row(2.2395, 0.000_1, 100.0, FREE),
    row(3.9221, 0.000_1, 100.0, FREE),
    row(11.7841, 0.000_1, 100.0, FREE),
    row(6.1686, 1.0, 10.0, 0.523),
    row(0.6457, 0.001, 4.0, 0.2528),
    row(3.6807, 0.1, 4.0, 0.4329),
    row(1.9795, 0.0, 4.0, 0.2966),
    row(0.0, 0.0, 1.2, 0.2139),
    row(1.3826, 0.3, 3.0, 0.2889),
    row(0.7024, 0.01, 1.5, 0.1862),
    row(0.5999, 0.1, 1.0, 0.175),
    row(0.8146, 0.0, 3.5, 0.3812),
    row(0.6398, 0.0, 1.0, 0.3013),
    row(1.0, 1.0, 7.0, 0.9104),
    row(1.3207, 0.0, 4.0, 0.3234),
    row(0.6707, 0.0, 2.0, 0.2448),
    row(3.8668, 0.5, 6.0, 0.3273),
    row(0.4416, 0.001, 1.5, 0.1842),
    row(0.0934, 0.001, 1.0, 0.1735),
    row(1.8631, 0.0, 5.0, 0.4608),
    row(0.6162, 0.0, 1.0, 0.311),
    row(1.0869, 1.0, 7.0, 0.864),
    row(0.1567, 0.01, 0.25, 0.0418),
    row(0.0801, 0.01, 0.95, 0.2596),
    row(0.2421, 0.2, 0.85, 0.0798),
    row(0.9464, 0.5, 0.99, 0.0682),
    row(0.1433, 0.01, 1.0, 0.1282),
    row(0.7145, 0.1, 1.0, 0.1397),
    row(0.0, 0.0, 0.9, 0.1407),
    row(0.5667, 0.1, 1.1, 0.1489),
    row(0.3734, 0.0, 1.0, 0.2),
    row(0.5333, 0.0, 0.6, 0.15),
    row(0.3048, 0.0, 0.6, 0.15),
    row(0.0, -1.5, 1.5, 0.3),
];
