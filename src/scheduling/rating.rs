//! The rating that a verdict suggests. Easy is only ever chosen by the learner.

use crate::grading::Verdict;
use crate::history::Rating;

/// What rounding may take from a sum of parts.
const ROUNDING: f64 = 1e-9;

/// The rating that a verdict suggests.
///
/// `score` and `pass` are shares of the points, 0 to 1: from `pass` on, a partly right answer is
/// known with trouble. A second try is one after a wrong answer, in the same question or in a
/// repeat within the study day.
pub fn suggest(verdict: Verdict, score: f64, hinted: bool, second_try: bool, pass: f64) -> Rating {
    match verdict {
        Verdict::Right if !hinted && !second_try => Rating::Good,
        Verdict::Right | Verdict::Slip => Rating::Hard,
        Verdict::Partial if score + ROUNDING >= pass => Rating::Hard,
        Verdict::Partial | Verdict::Wrong => Rating::Again,
        Verdict::Shown => Rating::Good,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_suggest_ratings() {
        use Verdict::{Partial, Right, Shown, Slip, Wrong};
        for (verdict, score, hinted, second_try, pass, expected) in [
            (Right, 1.0, false, false, 1.0, Rating::Good),
            (Right, 1.0, true, false, 1.0, Rating::Hard),
            (Right, 1.0, false, true, 1.0, Rating::Hard),
            (Slip, 1.0, false, false, 1.0, Rating::Hard),
            (Slip, 1.0, true, true, 1.0, Rating::Hard),
            (Wrong, 0.0, false, false, 0.0, Rating::Again),
            (Wrong, 0.9, true, false, 0.5, Rating::Again),
            (Partial, 0.5, false, false, 1.0, Rating::Again),
            (Partial, 0.5, false, false, 0.5, Rating::Hard),
            (Partial, 0.1 + 0.2, false, false, 0.3, Rating::Hard),
            (Partial, 0.49, false, false, 0.5, Rating::Again),
            (Partial, f64::NAN, false, false, 0.5, Rating::Again),
            (Shown, 0.0, false, false, 1.0, Rating::Good),
            (Shown, 0.0, true, false, 1.0, Rating::Good),
        ] {
            let given = suggest(verdict, score, hinted, second_try, pass);
            assert_eq!(given, expected, "{verdict:?} {score} {hinted} {second_try} {pass}");
        }
    }
}
