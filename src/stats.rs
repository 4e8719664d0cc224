//! Figures from the log: totals, retention, sessions, streak and what comes. Pure; shows nothing.

mod calibration;
mod group;
mod leech;
mod memory;
mod page;

pub use group::{Group, Home};
pub use leech::{LEECH, chance_of_lapses};
pub use memory::{Leech, MemoryFigures, Month, memory_figures};
pub use page::page;

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;

use crate::deck::FacetId;
use crate::grading::Verdict;
use crate::history::{Answers, CardId, Purpose, Rating, Tried};
use crate::time::{Day, Timestamp};

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
pub fn stats(answers: &Answers, due: impl IntoIterator<Item = Day>, today: Day) -> Stats {
    let tried = || answers.all.iter().map(|answer| &answer.tried);
    let mut facets = vec![false; answers.facets.count()];
    for answer in &answers.all {
        facets[answer.facet as usize] = true;
    }
    let cards: foldhash::HashSet<CardId> = (0..)
        .zip(facets)
        .filter(|(_, is_answered)| *is_answered)
        .filter_map(|(facet, _)| answers.facets.name(facet).parse::<FacetId>().ok())
        .map(|facet| CardId::from(&facet))
        .collect();
    let mut days: Vec<Day> = tried().map(|tried| tried.day).collect();
    days.dedup();
    let days: BTreeSet<Day> = days.into_iter().collect();
    let spent: u64 = tried().map(|tried| u64::from(tried.total_ms)).sum();
    let sessions = sessions(answers);
    let newest = &sessions[..sessions.len().min(MAX_SESSIONS)];
    Stats {
        reviews: answers.all.len(),
        revoked: answers.n_revoked,
        cards_seen: cards.len(),
        retention: retention(answers),
        sessions: sessions.len(),
        days_streak: streak(&days, today),
        minutes: minutes(spent),
        last_sessions: scores(answers, newest),
        forecast: forecast(due, today),
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody answers for 2^52 milliseconds")]
fn minutes(spent: u64) -> f64 {
    (spent as f64 / MS_PER_MINUTE * 10.0).round() / 10.0
}

#[expect(clippy::cast_precision_loss, reason = "no log has 2^52 reviews")]
fn retention(answers: &Answers) -> Option<f64> {
    let (mut first, mut later) = ((0_usize, 0_usize), (0, 0));
    let mut is_known = vec![false; answers.facets.count()];
    for answer in &answers.all {
        if matches!(answer.tried.purpose, Purpose::Cram | Purpose::Repeat) {
            continue;
        }
        let was_known = std::mem::replace(&mut is_known[answer.facet as usize], true);
        let sum = if was_known { &mut later } else { &mut first };
        sum.0 += usize::from(answer.tried.rating > Rating::Again);
        sum.1 += 1;
    }
    let (known, of) = if later.1 > 0 { later } else { first };
    (of > 0).then(|| known as f64 / of as f64)
}

/// The sessions, the newest first.
fn sessions(answers: &Answers) -> Vec<u32> {
    let mut newest = vec![None; answers.sessions.count()];
    for answer in &answers.all {
        let newest = &mut newest[answer.session as usize];
        *newest = (*newest).max(Some(answer.tried.at));
    }
    let mut sessions: Vec<(u32, Timestamp)> =
        (0..).zip(newest).filter_map(|(session, newest)| Some((session, newest?))).collect();
    sessions.sort_by(|a, b| {
        let name = |session| answers.sessions.name(session);
        b.1.cmp(&a.1).then_with(|| name(a.0).cmp(name(b.0)))
    });
    sessions.into_iter().map(|(session, _)| session).collect()
}

/// The scores of some sessions.
fn scores(answers: &Answers, sessions: &[u32]) -> Vec<SessionScore> {
    let mut tries = vec![Vec::new(); sessions.len()];
    for answer in &answers.all {
        if let Some(idx) = sessions.iter().position(|session| *session == answer.session) {
            tries[idx].push((answer.facet, &answer.tried));
        }
    }
    tries.iter().map(|tries| score(tries)).collect()
}

/// The score of a session, from the first tries of its answers.
fn score(answers: &[(u32, &Tried)]) -> SessionScore {
    let right = |tried: &&Tried| match tried.verdict {
        Verdict::Right | Verdict::Slip => true,
        Verdict::Shown => tried.rating > Rating::Again,
        Verdict::Partial | Verdict::Wrong => false,
    };
    let mut known_facets = HashSet::new();
    let first = answers.iter().filter(|(facet, _)| known_facets.insert(*facet));
    let tries: Vec<&Tried> = first.map(|(_, tried)| *tried).collect();
    SessionScore {
        day: tries.iter().map(|tried| tried.day).min().unwrap_or_default().to_string(),
        answered: tries.len(),
        right: tries.iter().copied().filter(right).count(),
        score: tries.iter().map(|tried| tried.score * tried.points).sum(),
        possible: tries.iter().map(|tried| tried.points).sum(),
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
            assert_eq!(Day(day).to_string(), expected);
        }
    }

    #[test]
    fn nothing_learned_gives_no_share() {
        let figures = stats(&Answers::default(), [], Day(100));
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
