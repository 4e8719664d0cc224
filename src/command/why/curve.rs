//! The forgetting curve of a card as text: a column a stretch of time, ten rows from the lowest tenth of
//! recall that it comes to.

use serde::Serialize;

use crate::history::Rating;
use crate::scheduling::{Past, Scheduler, forgetting_curve};
use crate::time::{Day, MS_PER_DAY, Timestamp};

/// How many columns the curve has; with its scale it fits 40, also indented in a session.
const COLUMNS: usize = 31;

/// How many rows.
const ROWS: usize = 10;

/// A curve from the first review to beyond the day that was promised.
#[derive(Debug, Serialize)]
pub(super) struct Curve {
    /// The first day, `YYYY-MM-DD`.
    from: String,
    /// The last day.
    to: String,
    /// Recall at equal steps from the first moment to the last, 0 to 1.
    recall: Vec<Option<f64>>,
    /// Where reviews lie among the steps, and whether they were known.
    reviews: Vec<(usize, bool)>,
    /// Where the present lies among the steps.
    now: usize,
}

/// The curve of a facet with reviews; none where its scheduler foretells no recall.
pub(super) fn curve(
    scheduler: &dyn Scheduler,
    past: &Past,
    now: Timestamp,
    due: Day,
) -> Option<Curve> {
    let (first, last) = (past.steps.first()?, past.steps.last()?);
    // A tenth beyond the promised day, or today where that is later.
    let days_to_due = i64::from(due.since(last.day).max(1));
    let ahead = last.at.0.saturating_add(days_to_due.saturating_mul(95_040_000));
    let span = ahead.max(now.0).saturating_sub(first.at.0).max(1);
    let columns = i64::try_from(COLUMNS).unwrap_or(i64::MAX);
    let at = |column: i64| Timestamp(first.at.0 + span / (columns - 1) * column);
    let place = |moment: Timestamp| {
        let column = (moment.0 - first.at.0) / (span / (columns - 1)).max(1);
        usize::try_from(column.clamp(0, columns - 1)).unwrap_or(0)
    };
    let recall = forgetting_curve(scheduler, past, (0..columns).map(at));
    let end = i32::try_from(span / MS_PER_DAY).unwrap_or(i32::MAX);
    recall.iter().any(Option::is_some).then(|| Curve {
        from: first.day.to_string(),
        to: first.day.plus(end).to_string(),
        recall,
        reviews: past.steps.iter().map(|it| (place(it.at), it.rating > Rating::Again)).collect(),
        now: place(now),
    })
}

impl Curve {
    /// The drawing: `*` the curve, below it `o` a review that was known, `x` one that was not, `|` now.
    pub(super) fn text(&self) -> String {
        let lowest = self.lowest();
        let mut text = String::from("\nrecall\n");
        for row in (0..ROWS).rev() {
            let percent = lowest + (100 - lowest) * (row + 1) / ROWS;
            let scale = if row % 2 == 1 { format!("{percent:3} %") } else { " ".repeat(5) };
            let cell = |recall: &Option<f64>| match recall {
                Some(recall) if level(*recall, lowest) == row => '*',
                _ => ' ',
            };
            let line: String = self.recall.iter().map(cell).collect();
            text.push_str(format!("{scale} {line}").trim_end());
            text.push('\n');
        }
        let gap = COLUMNS.saturating_sub(self.from.len() + self.to.len());
        text.push_str(&format!("{lowest:3} % {}\n", self.marks()));
        text.push_str(&format!("      {}{}{}\n", self.from, " ".repeat(gap), self.to));
        text.push_str("      o known  x missed  | now\n");
        text
    }

    /// The tens of percent at which the drawing begins, so that it shows as much as there is to see.
    fn lowest(&self) -> usize {
        let lowest = self.recall.iter().flatten().copied().fold(0.9, f64::min);
        tens(lowest) * 10
    }

    /// The present and the reviews. Of those that fall together a miss is what must be seen.
    fn marks(&self) -> String {
        let mut marks = ['-'; COLUMNS];
        marks[self.now] = '|';
        for (place, known) in &self.reviews {
            if !*known || marks[*place] != 'x' {
                marks[*place] = if *known { 'o' } else { 'x' };
            }
        }
        marks.iter().collect()
    }
}

/// How many whole tenths a recall has, 0 to 9.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 9")]
fn tens(recall: f64) -> usize {
    (recall * 10.0).clamp(0.0, 9.0) as usize
}

/// The row of a recall, from 0, where the drawing begins at so many percent.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to ROWS - 1")]
#[expect(clippy::cast_precision_loss, reason = "0 to 90")]
fn level(recall: f64, lowest: usize) -> usize {
    let lowest = lowest as f64 / 100.0;
    let share = (recall - lowest) / (1.0 - lowest);
    ((share.clamp(0.0, 1.0) * ROWS as f64).ceil() as usize).clamp(1, ROWS) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(recall: &[f64], reviews: &[(usize, bool)]) -> String {
        Curve {
            from: "2026-01-01".into(),
            to: "2026-02-01".into(),
            recall: recall.iter().copied().map(Some).collect(),
            reviews: reviews.to_vec(),
            now: 5,
        }
        .text()
    }

    #[test]
    fn the_scale_begins_at_the_lowest_tens_that_are_reached() {
        let text = curve(&[1.0, 0.86, 0.72], &[]);
        assert!(text.contains("\n100 % *\n") && text.contains("\n 70 % -----|---"), "{text}");
        assert!(curve(&[1.0, 0.97], &[]).contains("\n 90 % ---"));
        assert!(curve(&[1.0, 0.0], &[]).contains("\n  0 % ---"));
    }

    #[test]
    fn a_miss_is_seen_beside_the_passes_of_its_day() {
        let text = curve(&[1.0], &[(0, true), (2, false), (2, true), (4, true), (4, false)]);
        assert!(text.contains(" % o-x-x|---"), "{text}");
    }
}
