//! The forgetting curve of a facet: how its recall fell between its reviews, and will fall. Values only;
//! drawing is others' work.

use super::{Elapsed, Memory, Past, Scheduler, Step};
use crate::time::Timestamp;

/// The recall at moments, which must stand in the order of time; none before the first review, or where the
/// scheduler has no model of recall.
pub fn forgetting_curve(
    scheduler: &dyn Scheduler,
    past: &Past,
    moments: impl IntoIterator<Item = Timestamp>,
) -> Vec<Option<f64>> {
    let mut newest: Option<(&Step, Memory)> = None;
    let mut rest = past.memories(scheduler).peekable();
    let recall_at = |at: Timestamp| {
        while let Some(next) = rest.next_if(|(step, _)| step.at <= at) {
            newest = Some(next);
        }
        let (last, memory) = newest?;
        scheduler.recall(memory, passed(last.at, at))
    };
    moments.into_iter().map(recall_at).collect()
}

/// The time between two moments; the study days in it are its whole days.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, from 0 up")]
fn passed(from: Timestamp, to: Timestamp) -> Elapsed {
    let exact = to.days_since(from);
    Elapsed { days: exact as u32, exact }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{Algorithm, Rating};
    use crate::scheduling::scheduler;
    use crate::time::Day;

    #[test]
    fn recall_falls_between_reviews_and_rises_with_them() {
        let at = |day: i32| Timestamp(i64::from(day) * 86_400_000);
        let step = |day| Step { at: at(day), day: Day(day), rating: Rating::Good };
        let past = Past { start: None, steps: vec![step(10), step(14)] };
        for algorithm in [Algorithm::Fsrs6, Algorithm::Fsrs7] {
            let model = scheduler(algorithm);
            let curve = forgetting_curve(&*model, &past, [9, 10, 12, 13, 14, 20].map(at));
            assert_eq!(curve[0], None);
            let recalls: Vec<f64> = curve[1..].iter().map(|recall| recall.unwrap()).collect();
            assert!(recalls[0] > recalls[1] && recalls[1] > recalls[2], "{recalls:?}");
            assert!(recalls[3] > recalls[2] && recalls[3] > recalls[4], "{recalls:?}");
        }
        let boxes = scheduler(Algorithm::Leitner);
        assert_eq!(forgetting_curve(&*boxes, &past, [at(12)]), [None]);
    }
}
