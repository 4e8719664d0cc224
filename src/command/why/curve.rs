//! The forgetting curve of a card as text: a column a stretch of time, a row a tenth of recall.

use serde::Serialize;

use crate::history::Rating;
use crate::scheduling::{Scheduler, Step, forgetting_curve};
use crate::time::{Day, MS_PER_DAY, Timestamp};

/// How many columns the curve has; with its scale it fits 40, also indented in a session.
const COLUMNS: usize = 31;

/// How many rows.
const ROWS: usize = 8;

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
    steps: &[Step],
    now: Timestamp,
    due: Day,
) -> Option<Curve> {
    let (first, last) = (steps.first()?, steps.last()?);
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
    let recall = forgetting_curve(scheduler, steps, (0..columns).map(at));
    let end = i32::try_from(span / MS_PER_DAY).unwrap_or(i32::MAX);
    recall.iter().any(Option::is_some).then(|| Curve {
        from: first.day.to_string(),
        to: first.day.plus(end).to_string(),
        recall,
        reviews: steps.iter().map(|it| (place(it.at), it.rating > Rating::Again)).collect(),
        now: place(now),
    })
}

impl Curve {
    /// The drawing: `*` the curve, below it `o` a review that was known, `x` one that was not, `|` now.
    pub(super) fn text(&self) -> String {
        let mut text = String::from("\nrecall\n");
        for row in (0..ROWS).rev() {
            let percent = 100 * (row + 1) / ROWS;
            let scale = if row % 2 == 1 { format!("{percent:3} %") } else { " ".repeat(5) };
            let cell = |recall: &Option<f64>| match recall {
                Some(recall) if level(*recall) == row => '*',
                _ => ' ',
            };
            let line: String = self.recall.iter().map(cell).collect();
            text.push_str(format!("{scale} {line}").trim_end());
            text.push('\n');
        }
        let mut marks = ['-'; COLUMNS];
        marks[self.now] = '|';
        for (place, known) in &self.reviews {
            marks[*place] = if *known { 'o' } else { 'x' };
        }
        let gap = COLUMNS.saturating_sub(self.from.len() + self.to.len());
        text.push_str(&format!("      {}\n", marks.iter().collect::<String>()));
        text.push_str(&format!("      {}{}{}\n", self.from, " ".repeat(gap), self.to));
        text.push_str("      o known  x missed  | now\n");
        text
    }
}

/// The row of a recall, from 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to ROWS - 1")]
fn level(recall: f64) -> usize {
    ((recall.clamp(0.0, 1.0) * 8.0).ceil() as usize).clamp(1, ROWS) - 1
}
