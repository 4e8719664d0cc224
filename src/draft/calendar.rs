//! Words for days, months and stretches of time, and whether a sentence tells of them.

use super::candidates::is_month;
use super::tokens::Token;

/// A month or a day of the week.
pub(super) fn is_calendar(it: &Token) -> bool {
    it.capital && (is_month(&it.lower) || is_weekday(&it.lower))
}

/// Whether a word in small letters is a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
    )
}

const UNITS: [&str; 20] = [
    "week",
    "month",
    "year",
    "night",
    "decade",
    "century",
    "quarter",
    "season",
    "weekend",
    "day",
    "summer",
    "winter",
    "spring",
    "autumn",
    "morning",
    "evening",
    "afternoon",
    "semester",
    "hour",
    "moment",
];

pub(super) fn is_unit(word: &str) -> bool {
    UNITS.contains(&word) || word.strip_suffix('s').is_some_and(|one| UNITS.contains(&one))
}

/// Whether a sentence names a day of the week, or a month, and no year.
pub(super) fn tells_no_year(tokens: &[Token]) -> bool {
    let is_year =
        |it: &Token| it.lower.len() == 4 && it.lower.bytes().all(|byte| byte.is_ascii_digit());
    tokens.iter().any(is_calendar) && !tokens.iter().any(is_year)
}

/// Whether a sentence tells of the time of the article.
pub(super) fn tells_now(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|it| matches!(&*it.lower, "now" | "currently" | "presently" | "recently" | "lately"))
}
