//! FSRS-6 by the official crate, with its default parameters or a learner's own. The only file that names
//! the crate; it adds no formula of its own.
//!
//! A second review on a study day (0 days after the first) goes by FSRS-6's short-term formula.

use fsrs::{
    ComputeParametersInput, DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, MemoryState,
    TrainingConfig, compute_parameters, current_retrievability,
};

use super::{Answered, DUE_RECALL, Elapsed, Memory, Scheduler, trail::Step};
use crate::history::{Algorithm, Rating, Start};

/// The bounds of stability in days, as the crate has them.
const STABILITY: (f64, f64) = (0.001, 36_500.0);

/// The bounds of difficulty.
const DIFFICULTY: (f64, f64) = (1.0, 10.0);

/// How many parameters the model has.
const N: usize = 21;

/// Histories longer than this are not fitted to, as the crate has it.
pub const MAX_LENGTH: usize = 256;

/// How often the fit goes over the reviews. Anki's 8 leave it before its end; from 24 on nothing is gained.
const EPOCHS: usize = 24;

/// A set of parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Fsrs6Parameters([f32; N]);

impl Default for Fsrs6Parameters {
    fn default() -> Fsrs6Parameters {
        Fsrs6Parameters(DEFAULT_PARAMETERS)
    }
}

impl Fsrs6Parameters {
    /// The crate's fit to reviews that come at least a study day after the one before, in the order of
    /// time; each is the trail of its facet up to and with itself. The defaults where there are too few.
    pub fn fit<'a>(reviews: impl IntoIterator<Item = &'a [Step]>) -> Fsrs6Parameters {
        let train_set: Vec<FSRSItem> =
            reviews.into_iter().filter(|trail| trail.len() <= MAX_LENGTH).map(item).collect();
        let training_config = TrainingConfig { num_epochs: EPOCHS, ..TrainingConfig::default() };
        let fitted = compute_parameters(ComputeParametersInput {
            train_set,
            training_config: Some(training_config),
            ..ComputeParametersInput::default()
        });
        let fitted = fitted.ok().and_then(|fitted| <[f32; N]>::try_from(fitted).ok());
        fitted
            .filter(|w| FSRS::new(w).is_ok())
            .map_or_else(Fsrs6Parameters::default, Fsrs6Parameters)
    }

    /// The set as numbers, to be written down.
    pub fn to_values(&self) -> Vec<f64> {
        self.0.iter().map(|w| f64::from(*w)).collect()
    }

    /// The set of numbers that were written down; none where they are no such set.
    pub fn from_values(values: &[f64]) -> Option<Fsrs6Parameters> {
        let values: &[f64; N] = values.try_into().ok()?;
        let w = values.map(single);
        let is_sound = w.iter().all(|w| w.is_finite()) && FSRS::new(&w).is_ok();
        is_sound.then_some(Fsrs6Parameters(w))
    }
}

/// A trail in the crate's terms.
fn item(trail: &[Step]) -> FSRSItem {
    let mut last = None;
    let reviews = trail.iter().map(|step| {
        let delta_t = step.since(last).days;
        last = Some(step);
        FSRSReview { rating: step.rating as u32, delta_t }
    });
    FSRSItem { reviews: reviews.collect() }
}

/// The model with its parameters, built once.
#[derive(Debug)]
pub(super) struct Fsrs6 {
    model: FSRS,
    decay: f32,
}

impl Fsrs6 {
    pub(super) fn new(parameters: &Fsrs6Parameters) -> Fsrs6 {
        let Fsrs6Parameters(w) = parameters;
        Fsrs6 { model: FSRS::new(w).unwrap_or_default(), decay: w[N - 1] }
    }
}

impl Scheduler for Fsrs6 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::Fsrs6
    }

    /// As Anki does it: the difficulty under which a pass at the end of the interval makes it grow by the ease.
    fn start(&self, start: Start) -> Memory {
        let stability = f64::from(start.interval()).clamp(STABILITY.0, STABILITY.1);
        let difficulty = match start {
            Start::Fsrs { difficulty, .. } => difficulty,
            Start::Sm2 { ease, .. } => self
                .model
                .memory_state_from_sm2(single(ease), single(stability), single(DUE_RECALL))
                // An ease beyond all numbers is that of the easiest card.
                .map_or(DIFFICULTY.0, |state| state.difficulty.into()),
        };
        let difficulty = difficulty.clamp(DIFFICULTY.0, DIFFICULTY.1);
        Memory::Fsrs { stability, difficulty }
    }

    fn step(&self, memory: Option<Memory>, answered: Answered) -> Memory {
        let Answered { rating, elapsed, .. } = answered;
        let state = memory.and_then(state);
        // The wanted retention changes only the intervals, which are not used here.
        let next = self.model.next_states(state, 0.9, elapsed.days).map(|next| match rating {
            Rating::Again => next.again.memory,
            Rating::Hard => next.hard.memory,
            Rating::Good => next.good.memory,
            Rating::Easy => next.easy.memory,
        });
        next.map(memory_of).expect("states within the model's bounds stay finite")
    }

    fn interval(&self, memory: Memory, retention: f64) -> f64 {
        let Some(state) = state(memory) else { return 0.0 };
        f64::from(self.model.next_interval(Some(state.stability), single(retention), 3)).max(0.0)
    }

    fn recall(&self, memory: Memory, elapsed: Elapsed) -> Option<f64> {
        let recall =
            current_retrievability(state(memory)?, single(f64::from(elapsed.days)), self.decay);
        Some(f64::from(recall).clamp(0.0, 1.0))
    }
}

/// The crate's state of a memory, within the model's bounds.
fn state(memory: Memory) -> Option<MemoryState> {
    let Memory::Fsrs { stability, difficulty } = memory else { return None };
    if !stability.is_finite() || !difficulty.is_finite() {
        return None;
    }
    Some(MemoryState {
        stability: single(stability.clamp(STABILITY.0, STABILITY.1)),
        difficulty: single(difficulty.clamp(DIFFICULTY.0, DIFFICULTY.1)),
    })
}

fn memory_of(state: MemoryState) -> Memory {
    Memory::Fsrs { stability: state.stability.into(), difficulty: state.difficulty.into() }
}

/// The number in the crate's precision.
#[expect(clippy::cast_possible_truncation, reason = "the crate computes in single precision")]
fn single(number: f64) -> f32 {
    number as f32
}

#[cfg(test)]
mod tests {
    use Rating::{Again, Easy, Good, Hard};

    use super::*;

    #[track_caller]
    fn check(reviews: &[(Rating, u32)], stability: f64, difficulty: f64) {
        let model = Fsrs6::new(&Fsrs6Parameters::default());
        let memory = reviews.iter().fold(None, |memory, (rating, elapsed)| {
            Some(model.step(memory, Answered::after(*elapsed, *rating)))
        });
        let Some(Memory::Fsrs { stability: s, difficulty: d }) = memory else {
            panic!("{memory:?}")
        };
        assert!((s / stability - 1.0).abs() < 1e-5, "stability {s}, expected {stability}");
        assert!((d / difficulty - 1.0).abs() < 1e-5, "difficulty {d}, expected {difficulty}");
    }

    /// From the documentation of `FSRS::next_states`.
    #[test]
    fn first_reviews_give_the_published_states() {
        check(&[(Again, 0)], 0.212, 6.4133);
        check(&[(Hard, 0)], 1.2931, 5.112_170_7);
        check(&[(Good, 0)], 2.3065, 2.118_104);
        check(&[(Easy, 0)], 8.2956, 1.0);
    }

    /// From the crate's own test of `FSRS::next_states`, with its fitted parameters.
    #[test]
    fn a_history_gives_the_published_states() {
        const FITTED: [f32; 19] = [
            0.684_542_2,
            1.679_082_5,
            4.734_942_4,
            10.042_885,
            7.441_023_3,
            0.642_197_97,
            1.071_918,
            0.002_519_525_4,
            1.432_437,
            0.1544,
            0.869_276_6,
            2.069_675_2,
            0.0953,
            0.2975,
            2.469_124_8,
            0.195_420_35,
            3.201_072,
            0.180_462_61,
            0.121_442_534,
        ];
        let model = Fsrs6 { model: FSRS::new(&FITTED).unwrap(), decay: 0.5 };
        let memory = [(Again, 0), (Good, 1), (Good, 3), (Good, 8)]
            .into_iter()
            .fold(None, |memory, (rating, elapsed)| {
                Some(model.step(memory, Answered::after(elapsed, rating)))
            });
        for (rating, stability, difficulty) in [
            (Again, 2.969_145_5, 8.000_659),
            (Hard, 17.091_452, 7.691_393_4),
            (Good, 31.722_992, 7.382_128),
            (Easy, 71.7502, 7.072_862_6),
        ] {
            let Memory::Fsrs { stability: s, difficulty: d } =
                model.step(memory, Answered::after(21, rating))
            else {
                panic!("a foreign memory")
            };
            assert!((s / stability - 1.0).abs() < 1e-5, "{rating:?}: stability {s}");
            assert!((d / difficulty - 1.0).abs() < 1e-5, "{rating:?}: difficulty {d}");
        }
    }

    /// As Anki 26.09 computes them for a card of one line in its log.
    #[test]
    fn an_interval_from_elsewhere_is_the_stability_and_tells_the_difficulty() {
        let model = Fsrs6::new(&Fsrs6Parameters::default());
        for (start, difficulty) in [
            (Start::Sm2 { interval: 30, ease: 2.3 }, 6.747_612),
            (Start::Sm2 { interval: 30, ease: 2.5 }, 6.093_398),
            (Start::Sm2 { interval: 30, ease: 1.3 }, 10.0),
            (Start::Sm2 { interval: 30, ease: f64::MAX }, 1.0),
            (Start::Fsrs { interval: 30, difficulty: 4.78 }, 4.78),
        ] {
            let Memory::Fsrs { stability: s, difficulty: d } = model.start(start) else {
                panic!("a foreign memory")
            };
            assert!((s - 30.0).abs() < 1e-9 && (d - difficulty).abs() < 1e-5, "{start:?}: {s} {d}");
        }
    }

    /// `S' = S * exp(w17 * (rating - 3 + w18)) * S^-w19`, and never less after a pass.
    #[test]
    fn a_second_review_on_a_day_goes_by_the_short_term_formula() {
        let short =
            |s: f64, rating: f64| s * (0.5425 * (rating - 3.0 + 0.0912)).exp() * s.powf(-0.0658);
        check(&[(Again, 0), (Good, 0)], short(0.212, 3.0), 6.402_115);
        let model = Fsrs6::new(&Fsrs6Parameters::default());
        let memory = Memory::Fsrs { stability: 10.0, difficulty: 5.0 };
        for (rating, stability) in
            [(Again, short(10.0, 1.0)), (Hard, 10.0), (Good, 10.0), (Easy, short(10.0, 4.0))]
        {
            let Memory::Fsrs { stability: s, .. } =
                model.step(Some(memory), Answered::after(0, rating))
            else {
                panic!("a foreign memory")
            };
            assert!((s / stability - 1.0).abs() < 1e-5, "{rating:?}: {s}, expected {stability}");
        }
    }

    #[test]
    fn a_foreign_or_broken_memory_counts_as_none() {
        let model = Fsrs6::new(&Fsrs6Parameters::default());
        let new = model.step(None, Answered::after(3, Good));
        assert_eq!(model.step(Some(Memory::Leitner { number: 3 }), Answered::after(3, Good)), new);
        let broken = Memory::Fsrs { stability: f64::NAN, difficulty: f64::INFINITY };
        assert_eq!(model.step(Some(broken), Answered::after(3, Good)), new);
        assert_eq!(model.recall(broken, Elapsed::days(1)), None);
        assert!(model.interval(broken, 0.9).abs() < f64::EPSILON);
    }

    #[test]
    fn recall_is_nine_tenths_after_the_stability() {
        let model = Fsrs6::new(&Fsrs6Parameters::default());
        let memory = Memory::Fsrs { stability: 30.0, difficulty: 5.0 };
        assert!((model.recall(memory, Elapsed::days(30)).unwrap() - 0.9).abs() < 1e-5);
        assert!((model.interval(memory, 0.9) - 30.0).abs() < 1e-3);
    }
}
