//! Fits FSRS-7 to a learner: the most likely parameters given the reviews and what is known of other
//! learners (maximum a posteriori). Gives the same figures on every machine; reads nothing.
//!
//! The steps are those of Levenberg and Marquardt with Fisher's information, which the gradients of the
//! single predictions give; each parameter stays within its bounds.

use super::Parameters;
use super::dual::{Dual, N, Real};
use super::model::Model;
use super::table::{BIAS, Row, TABLE};
use crate::history::Rating;
use crate::scheduling::trail::Step;

/// Fewer reviews that can be predicted than this move nothing but the bias.
pub const BIAS_ONLY: usize = 64;

/// From so many reviews on, the prior is only what other learners' spread says.
pub const FULL: usize = 512;

/// More rounds are not worth their time.
const MAX_ROUNDS: usize = 30;

/// A round that gains a smaller share of the loss than this is the last.
const LEAST_GAIN: f64 = 2e-6;

/// The weight of the published penalty `sum(((w - start) / sigma)^2)`.
const PRIOR: f64 = 0.3333;

/// The parts a sample is cut into: a fixed number, so that sums do not depend on the machine.
const PARTS: usize = 8;

/// A review as the fit sees it.
#[derive(Clone, Copy)]
struct Point {
    days: f64,
    rating: Rating,
    /// 0 for a first review.
    weight: f64,
}

/// Fits to trails, oldest reviews first in each. Looks from `start` and from the defaults, and takes the
/// better find: what a learner has does not move far for one day's reviews, and no fit is caught for ever
/// where it once came to rest.
pub(super) fn fit(trails: &[&[Step]], start: &Parameters) -> Parameters {
    let sample = sample(trails);
    let n = sample.iter().map(|points| points.len().saturating_sub(1)).sum();
    let search = Search { sample, n };
    let defaults = Parameters::default();
    let (mut w, loss) = search.run(&defaults.w);
    // With little history all but the bias stays as most learners have it.
    if n >= BIAS_ONLY && *start != defaults {
        // A bias found in little history is no part of what is found in more.
        let mut from = start.w;
        from[BIAS] = TABLE[BIAS].start;
        let (own, own_loss) = search.run(&from);
        if own_loss < loss {
            w = own;
        }
    }
    Parameters { w }
}

/// The points of trails, weighted by how recent they are: 0.25 for the oldest review to 1 for the newest.
fn sample(trails: &[&[Step]]) -> Vec<Vec<Point>> {
    let mut order: Vec<(i64, u32, u32)> = Vec::new();
    let mut sample = Vec::with_capacity(trails.len());
    for (trail_no, trail) in (0_u32..).zip(trails) {
        let mut last: Option<&Step> = None;
        let mut points = Vec::with_capacity(trail.len());
        for (no, step) in (0_u32..).zip(*trail) {
            if no > 0 {
                order.push((step.at.0, trail_no, no));
            }
            points.push(Point { days: step.since(last).exact, rating: step.rating, weight: 0.0 });
            last = Some(step);
        }
        sample.push(points);
    }
    order.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "no log has 2^52 reviews")]
    let newest = order.len().saturating_sub(1).max(1) as f64;
    for (rank, (_, trail, no)) in (0_u32..).zip(order) {
        let age = f64::from(rank) / newest;
        sample[trail as usize][no as usize].weight = 0.25 + 0.75 * age.powi(3);
    }
    sample
}

/// What a sample says of a set of parameters.
struct Sums {
    loss: f64,
    by: [f64; N],
    fisher: Box<[[f64; N]; N]>,
}

struct Search {
    sample: Vec<Vec<Point>>,
    /// Reviews that can be predicted.
    n: usize,
}

impl Search {
    /// Where the search ends that begins at a place, and the loss there.
    fn run(&self, start: &[f64; N]) -> ([f64; N], f64) {
        let mut here = within_bounds(start);
        let mut sums = self.sums(&here);
        let mut damping = 1e-2;
        for _ in 0..MAX_ROUNDS {
            let Some(next) = self.step(&here, &sums, damping) else { break };
            let loss = self.loss(&next);
            if loss >= sums.loss || loss.is_nan() {
                damping *= 8.0;
                if damping > 1e6 {
                    break;
                }
                continue;
            }
            let gain = (sums.loss - loss) / sums.loss;
            here = next;
            if gain < LEAST_GAIN {
                return (here, loss);
            }
            damping = f64::max(damping / 4.0, 1e-6);
            sums = self.sums(&here);
        }
        (here, sums.loss)
    }

    /// How strongly a parameter is held to its start, per square of its distance.
    fn hold(&self, place: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "no log has 2^52 reviews")]
        let shrinkage = if self.n >= FULL { 1.0 } else { FULL as f64 / self.n.max(1) as f64 };
        let bias_only = self.n < BIAS_ONLY;
        let strength = if place == BIAS && bias_only { 1.0 } else { shrinkage };
        strength * PRIOR / (TABLE[place].sigma * TABLE[place].sigma)
    }

    /// Whether a parameter is searched for: the bias with little history, everything else with more.
    fn is_free(&self, place: usize) -> bool {
        (place == BIAS) == (self.n < BIAS_ONLY)
    }

    fn prior(&self, w: &[f64; N]) -> f64 {
        (0..N).map(|place| self.hold(place) * distance(place, w[place]).powi(2)).sum()
    }

    /// The loss without its derivatives.
    fn loss(&self, w: &[f64; N]) -> f64 {
        let model = Model::new(*w);
        let of_part = |part: &[Vec<Point>]| {
            let mut loss = 0.0;
            for points in part {
                walk(&model, points, |recall, point| loss += cross_entropy(recall, point));
            }
            loss
        };
        self.by_parts(of_part).into_iter().sum::<f64>() + self.prior(w)
    }

    fn sums(&self, w: &[f64; N]) -> Sums {
        let seeds = std::array::from_fn(|place| {
            Dual::parameter(place, w[place], if place < 4 { w[place] } else { 1.0 })
        });
        let model = Model::new(seeds);
        let mut sums = Sums { loss: self.prior(w), by: [0.0; N], fisher: Box::new([[0.0; N]; N]) };
        for (place, w) in w.iter().enumerate() {
            let hold = self.hold(place);
            sums.by[place] = 2.0 * hold * distance(place, *w);
            sums.fisher[place][place] = 2.0 * hold;
        }
        let of_part = |part: &[Vec<Point>]| {
            let mut sums = Sums { loss: 0.0, by: [0.0; N], fisher: Box::new([[0.0; N]; N]) };
            for points in part {
                walk(&model, points, |recall, point| sums.take(&recall, point));
            }
            sums
        };
        for part in self.by_parts(of_part) {
            sums.add(&part);
        }
        sums
    }

    /// Works on the parts of the sample, on as many threads as the machine has cores.
    fn by_parts<T: Send>(&self, work: impl Fn(&[Vec<Point>]) -> T + Sync) -> Vec<T> {
        let size = self.sample.len().div_ceil(PARTS).max(1);
        let parts: Vec<&[Vec<Point>]> = self.sample.chunks(size).collect();
        let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
        if n_cores == 1 || self.n < 1_000 {
            return parts.into_iter().map(work).collect();
        }
        let work = &work;
        std::thread::scope(|scope| {
            let share = parts.len().div_ceil(n_cores);
            let threads: Vec<_> = parts
                .chunks(share)
                .map(|parts| scope.spawn(move || parts.iter().map(|part| work(part)).collect()))
                .collect();
            let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<T>>| {
                thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            threads.into_iter().flat_map(join).collect()
        })
    }

    /// The parameters after a step; none where there is nothing to gain.
    fn step(&self, here: &[f64; N], sums: &Sums, damping: f64) -> Option<[f64; N]> {
        let is_stuck = |place: usize| {
            let Row { low, high, .. } = TABLE[place];
            let uphill = sums.by[place];
            here[place] <= low && uphill > 0.0 || here[place] >= high && uphill < 0.0
        };
        let free: Vec<usize> =
            (0..N).filter(|place| self.is_free(*place) && !is_stuck(*place)).collect();
        let n = free.len();
        let mut matrix = vec![vec![0.0; n]; n];
        for (i, row) in free.iter().enumerate() {
            for (j, column) in free.iter().enumerate() {
                matrix[i][j] = sums.fisher[*row.max(column)][*row.min(column)];
            }
            matrix[i][i] *= 1.0 + damping;
        }
        let downhill = free.iter().map(|place| -sums.by[*place]).collect();
        let moved = solve(matrix, downhill)?;
        let mut next = *here;
        for (place, by) in free.into_iter().zip(moved) {
            next[place] =
                if place < 4 { here[place] * by.clamp(-2.0, 2.0).exp() } else { here[place] + by };
        }
        Some(within_bounds(&next))
    }
}

impl Sums {
    fn take(&mut self, recall: &Dual, point: &Point) {
        let p = recall.value;
        self.loss += cross_entropy(p, point);
        let slope = if point.rating == Rating::Again { (1.0 - p).recip() } else { -p.recip() };
        let sharpness = point.weight / (p * (1.0 - p));
        for place in 0..N {
            let by = recall.by[place];
            self.by[place] += point.weight * slope * by;
            let scaled = sharpness * by;
            for (cell, other) in self.fisher[place][..=place].iter_mut().zip(&recall.by) {
                *cell += scaled * other;
            }
        }
    }

    fn add(&mut self, other: &Sums) {
        self.loss += other.loss;
        for place in 0..N {
            self.by[place] += other.by[place];
            for column in 0..N {
                self.fisher[place][column] += other.fisher[place][column];
            }
        }
    }
}

/// Follows the memory of a facet and hands the recall at each later review to `take`.
fn walk<R: Real>(model: &Model<R>, points: &[Point], mut take: impl FnMut(R, &Point)) {
    let Some((first, later)) = points.split_first() else { return };
    let mut state = model.first(first.rating);
    for point in later {
        let recall = model.recall(&state, point.days);
        take(model.answered(recall.whole), point);
        state = model.next(&state, &recall, point.rating);
    }
}

fn cross_entropy(recall: f64, point: &Point) -> f64 {
    let of_outcome = if point.rating == Rating::Again { 1.0 - recall } else { recall };
    -point.weight * of_outcome.ln()
}

/// How far a parameter is from its start, in its own measure: first stabilities by their logarithms.
fn distance(place: usize, w: f64) -> f64 {
    let start = TABLE[place].start;
    if place < 4 { (w / start).ln() } else { w - start }
}

fn within_bounds(w: &[f64; N]) -> [f64; N] {
    std::array::from_fn(|place| w[place].clamp(TABLE[place].low, TABLE[place].high))
}

/// Solves a symmetric positive system by Cholesky's decomposition; none where it is not positive.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    for i in 0..n {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let rest = matrix[i][j] - known;
            matrix[i][j] = if i == j { rest.sqrt() } else { rest / matrix[j][j] };
        }
        if !matrix[i][i].is_finite() || matrix[i][i] <= 0.0 {
            return None;
        }
    }
    for i in 0..n {
        let known: f64 = (0..i).map(|k| matrix[i][k] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    for i in (0..n).rev() {
        let known: f64 = (i + 1..n).map(|k| matrix[k][i] * right[k]).sum();
        right[i] = (right[i] - known) / matrix[i][i];
    }
    right.iter().all(|moved| moved.is_finite()).then_some(right)
}
