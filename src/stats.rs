//! Figures from the log: totals, retention, sessions, streak and what comes. Pure; shows nothing.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::Serialize;

use crate::deck::FacetId;
use crate::grading::Verdict;
use crate::history::{CardId, History, Purpose, Rating, Reviewed};
use crate::time::Day;

/// How many days the forecast covers.
const FORECAST_DAYS: usize = 14;
/// How many sessions are listed.
const MAX_SESSIONS: usize = 5;
const MS_PER_MINUTE: f64 = 60_000.0;

/// Figures of a learner; the names are those of `stats --json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stats {
    /// Answers that count, whatever their purpose.
    pub reviews: usize,
    /// Answers that were taken back.
    pub revoked: usize,
    /// Cards with an answer.
    pub cards_seen: usize,
    /// The share, 0 to 1, of scheduled reviews that were known, first ones left out; where there
    /// are only first ones, the share of those. Repeats and cramming do not count.
    pub retention: Option<f64>,
    /// Runs of `quiz` with an answer.
    pub sessions: usize,
    /// Study days in a row with an answer, up to today or yesterday.
    pub days_streak: usize,
    /// Minutes spent on answers.
    pub minutes: f64,
    /// The newest first.
    pub last_sessions: Vec<SessionScore>,
    /// Cards due on each of 14 days from today on; the overdue ones in the first.
    pub forecast: Vec<usize>,
}

/// The score of a session: first tries only.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionScore {
    /// Its study day, `YYYY-MM-DD`.
    pub day: String,
    /// Questions answered.
    pub answered: usize,
    /// Right ones among them.
    pub right: usize,
    /// Points earned.
    pub score: f64,
    /// Points that could have been earned.
    pub possible: f64,
}

/// Gathers the figures; `due` gives the day of every facet that is scheduled.
pub fn stats(history: &History, due: impl IntoIterator<Item = Day>, today: Day) -> Stats {
    let all = || {
        history.reviews.iter().flat_map(|(facet, reviews)| reviews.iter().map(move |r| (facet, r)))
    };
    let cards: HashSet<CardId> = all().map(|(facet, _)| CardId::from(facet)).collect();
    let days: BTreeSet<Day> = all().map(|(_, review)| review.moment.day).collect();
    let spent: f64 = all().map(|(_, review)| f64::from(review.total_ms)).sum();
    let sessions = sessions(history);
    Stats {
        reviews: all().count(),
        revoked: history.n_revoked,
        cards_seen: cards.len(),
        retention: retention(history),
        sessions: sessions.len(),
        days_streak: streak(&days, today),
        // Nothing added up is -0.0.
        minutes: (spent / MS_PER_MINUTE * 10.0).round() / 10.0 + 0.0,
        last_sessions: sessions.into_iter().take(MAX_SESSIONS).collect(),
        forecast: forecast(due, today),
    }
}

#[expect(clippy::cast_precision_loss, reason = "no log has 2^52 reviews")]
fn retention(history: &History) -> Option<f64> {
    let (mut first, mut later) = ((0_usize, 0_usize), (0, 0));
    for reviews in history.reviews.values() {
        let counted =
            |review: &&Reviewed| !matches!(review.purpose, Purpose::Cram | Purpose::Repeat);
        for (idx, review) in reviews.iter().filter(counted).enumerate() {
            let sum = if idx == 0 { &mut first } else { &mut later };
            sum.0 += usize::from(review.rating > Rating::Again);
            sum.1 += 1;
        }
    }
    let (known, of) = if later.1 > 0 { later } else { first };
    (of > 0).then(|| known as f64 / of as f64)
}

/// The sessions, the newest first.
fn sessions(history: &History) -> Vec<SessionScore> {
    let mut by_session: HashMap<&str, HashMap<&FacetId, &Reviewed>> = HashMap::new();
    for (facet, reviews) in &history.reviews {
        for review in reviews {
            by_session.entry(&review.session).or_default().entry(facet).or_insert(review);
        }
    }
    let mut sessions: Vec<_> = by_session.into_iter().collect();
    let newest =
        |tries: &HashMap<&FacetId, &Reviewed>| tries.values().map(|review| review.moment.at).max();
    sessions.sort_by(|a, b| newest(&b.1).cmp(&newest(&a.1)).then(a.0.cmp(b.0)));
    sessions.into_iter().map(|(_, tries)| score(&tries)).collect()
}

fn score(tries: &HashMap<&FacetId, &Reviewed>) -> SessionScore {
    let right = |review: &&&Reviewed| match review.verdict {
        Verdict::Right | Verdict::Slip => true,
        Verdict::Shown => review.rating > Rating::Again,
        Verdict::Partial | Verdict::Wrong => false,
    };
    // In a fixed order, so that sums of fractions come out the same in every run.
    let mut tries: Vec<_> = tries.iter().collect();
    tries.sort_by_key(|(facet, _)| **facet);
    let tries: Vec<&Reviewed> = tries.into_iter().map(|(_, review)| *review).collect();
    SessionScore {
        day: date(tries.iter().map(|review| review.moment.day).min().unwrap_or_default()),
        answered: tries.len(),
        right: tries.iter().filter(right).count(),
        score: tries.iter().map(|review| review.score * review.points).sum(),
        possible: tries.iter().map(|review| review.points).sum(),
    }
}

fn streak(days: &BTreeSet<Day>, today: Day) -> usize {
    let last = if days.contains(&today) { today } else { today.plus(-1) };
    let mut day = last;
    while days.contains(&day) {
        day = day.plus(-1);
    }
    usize::try_from(last.since(day)).unwrap_or(0)
}

fn forecast(due: impl IntoIterator<Item = Day>, today: Day) -> Vec<usize> {
    let mut forecast = vec![0; FORECAST_DAYS];
    for day in due {
        let idx = usize::try_from(day.since(today)).unwrap_or(0);
        if let Some(count) = forecast.get_mut(idx) {
            *count += 1;
        }
    }
    forecast
}

/// A study day as `YYYY-MM-DD` in the proleptic Gregorian calendar (the days-to-civil algorithm of
/// Howard Hinnant).
pub fn date(day: Day) -> String {
    let days = i64::from(day.0) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn study_days_are_told_as_dates() {
        for (day, expected) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (19_782, "2024-02-29"),
            (20_780, "2026-11-23"),
        ] {
            assert_eq!(date(Day(day)), expected);
        }
    }

    #[test]
    fn nothing_learned_gives_no_share() {
        let figures = stats(&History::default(), [], Day(100));
        assert_eq!((figures.reviews, figures.retention, figures.days_streak), (0, None, 0));
    }

    #[test]
    fn a_streak_ends_today_or_yesterday() {
        let days = |days: &[i32]| days.iter().copied().map(Day).collect::<BTreeSet<_>>();
        assert_eq!(streak(&days(&[8, 9, 10]), Day(10)), 3);
        assert_eq!(streak(&days(&[8, 9]), Day(10)), 2);
        assert_eq!(streak(&days(&[7, 8]), Day(10)), 0);
        assert_eq!(streak(&days(&[7, 9, 10]), Day(10)), 2);
    }

    #[test]
    fn the_forecast_puts_what_is_overdue_into_its_first_day() {
        let forecast = forecast([Day(1), Day(10), Day(12), Day(99)], Day(10));
        assert_eq!(forecast[..4], [2, 0, 1, 0]);
        assert_eq!(forecast.len(), 14);
    }
}
