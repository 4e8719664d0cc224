//! English dates, which are written in several ways: `11 November 1918`, `11th of November, 1918`, `November 11, 1918`.

use crate::time::MONTHS;

/// A day of a month, and its year where one is named.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Date {
    day: u32,
    month: usize,
    year: Option<u32>,
}

/// Reads a folded text that is a date and nothing else.
pub(super) fn date(folded: &str) -> Option<Date> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in folded.split([' ', ',']).filter(|word| !word.is_empty()) {
        let is_first = day.is_none() && month.is_none();
        if word == "of" || (word == "the" && is_first) {
            continue;
        }
        let word = word.trim_end_matches('.');
        if let Some(at) = MONTHS.iter().position(|name| is_month(word, name)) {
            if month.replace(at).is_some() {
                return None;
            }
        } else if let Some(number) = ordinal(word).filter(|_| day.is_none()) {
            day = Some(number);
        } else if let (4, Ok(number), None) = (word.len(), word.parse(), year) {
            year = Some(number);
        } else {
            return None;
        }
    }
    Some(Date { day: day?, month: month?, year })
}

fn is_month(word: &str, name: &str) -> bool {
    word == name || (word.len() >= 3 && word.len() <= 4 && name.starts_with(word))
}

/// The day that `11`, `11th` or `1st` names.
fn ordinal(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let day: u32 = digits.parse().ok()?;
    let ending = match (day % 10, day) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    let rest = &word[digits.len()..];
    ((rest.is_empty() || rest == ending) && (1..=31).contains(&day)).then_some(day)
}
