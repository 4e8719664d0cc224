//! What is kept of a memory beside the log: as much as recall can be foretold by, in six bytes, so that a
//! digest of many facets stays small. For an order and for figures; days are promised by replay.

use serde::{Deserialize, Serialize};

use super::Memory;
use crate::history::Algorithm;

/// The logarithms of the least and the greatest number of days that are told apart.
const DAYS: (f64, f64) = (-9.3, 10.6);

/// A memory in few digits: of days the fourth is lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imprint([[u8; 2]; 3]);

impl Imprint {
    /// Of a memory.
    pub fn of(memory: Memory) -> Imprint {
        let numbers = match memory {
            Memory::Fsrs { stability, difficulty } => [days(stability), 0, tens(difficulty)],
            Memory::Fsrs7 { slow, fast, difficulty } => [days(slow), days(fast), tens(difficulty)],
            Memory::Leitner { number } => [u16::from(number), 0, 0],
            Memory::Sm2 { interval, .. } => [days(interval), 0, 0],
        };
        Imprint(numbers.map(u16::to_le_bytes))
    }

    /// A memory of a scheduler that foretells what the one foretells it was made of.
    pub fn memory(self, algorithm: Algorithm) -> Memory {
        let [first, second, third] = self.0.map(u16::from_le_bytes);
        match algorithm {
            Algorithm::Fsrs6 => {
                Memory::Fsrs { stability: of_days(first), difficulty: of_tens(third) }
            }
            Algorithm::Fsrs7 => Memory::Fsrs7 {
                slow: of_days(first),
                fast: of_days(second),
                difficulty: of_tens(third),
            },
            Algorithm::Leitner => {
                Memory::Leitner { number: u8::try_from(first).unwrap_or(u8::MAX) }
            }
            Algorithm::Sm2 => Memory::Sm2 { interval: of_days(first), ease: 2.5, repetitions: 1 },
        }
    }
}

fn days(days: f64) -> u16 {
    share((days.ln() - DAYS.0) / (DAYS.1 - DAYS.0))
}

fn of_days(number: u16) -> f64 {
    (DAYS.0 + of_share(number) * (DAYS.1 - DAYS.0)).exp()
}

fn tens(number: f64) -> u16 {
    share(number / 10.0)
}

fn of_tens(number: u16) -> f64 {
    of_share(number) * 10.0
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, from 0 up")]
fn share(share: f64) -> u16 {
    (share * f64::from(u16::MAX)).round() as u16
}

fn of_share(number: u16) -> f64 {
    f64::from(number) / f64::from(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheduling::{Elapsed, scheduler};

    #[test]
    fn an_imprint_foretells_what_its_memory_foretells() {
        for (algorithm, memory) in [
            (Algorithm::Fsrs6, Memory::Fsrs { stability: 12.3, difficulty: 6.1 }),
            (Algorithm::Fsrs7, Memory::Fsrs7 { slow: 9.7, fast: 31.0, difficulty: 9.9 }),
            (Algorithm::Fsrs7, Memory::Fsrs7 { slow: 0.0001, fast: 36_500.0, difficulty: 1.0 }),
            (Algorithm::Leitner, Memory::Leitner { number: 5 }),
            (Algorithm::Sm2, Memory::Sm2 { interval: 40.0, ease: 1.7, repetitions: 6 }),
        ] {
            let model = scheduler(algorithm);
            for days in [0, 1, 10, 100] {
                let [one, other] = [memory, Imprint::of(memory).memory(algorithm)]
                    .map(|memory| model.likely(memory, Elapsed::days(days)));
                assert!((one - other).abs() < 1e-4, "{memory:?} after {days}: {one} {other}");
            }
        }
    }
}
