//! How long it takes to fit FSRS-7: `cargo bench --bench fit`.

use quizdeck::history::{Algorithm, Rating};
use quizdeck::scheduling::{Answered, Elapsed, Fsrs7Parameters, Memory, Step, scheduler};
use quizdeck::time::{Day, Timestamp};
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

const MS_PER_DAY: i64 = 86_400_000;

fn main() {
    divan::main();
}

#[divan::bench(args = [1_000, 12_580, 50_000], sample_count = 3, sample_size = 1)]
fn fit(bencher: divan::Bencher<'_, '_>, n_reviews: usize) {
    let trails = trails(n_reviews);
    let trails: Vec<&[Step]> = trails.iter().map(Vec::as_slice).collect();
    bencher.bench_local(|| Fsrs7Parameters::default().fit(&trails));
}

/// Cards of ten reviews each, by a learner who forgets as FSRS-6 says.
fn trails(n_reviews: usize) -> Vec<Vec<Step>> {
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(1);
    let truth = scheduler(Algorithm::Fsrs6);
    let trail = |card: usize| {
        let mut day = i32::try_from(card / 20).unwrap_or(0);
        let mut memory: Option<Memory> = None;
        let mut trail: Vec<Step> = Vec::new();
        for _ in 0..10 {
            let days = trail.last().map_or(0, |last| u32::try_from(day - last.day.0).unwrap_or(0));
            let recall = memory.and_then(|it| truth.recall(it, Elapsed::days(days)));
            let right = dice.random_bool(recall.unwrap_or(0.6));
            let rating = if right { Rating::Good } else { Rating::Again };
            let at = Timestamp(i64::from(day) * MS_PER_DAY);
            trail.push(Step { at, day: Day(day), rating });
            memory = Some(truth.step(memory, Answered::after(days, rating)));
            let wait = memory.map_or(1.0, |memory| truth.interval(memory, 0.85));
            let wait = wait * dice.random_range(0.6..1.5);
            #[allow(clippy::cast_possible_truncation, reason = "days of one life")]
            let wait = wait.clamp(1.0, 300.0) as i32;
            day += wait;
        }
        trail
    };
    (0..n_reviews / 10).map(trail).collect()
}
