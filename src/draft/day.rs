//! The day of an article, as far as the article tells it: in a line of its own, or in what a page says of itself.

use crate::time::MONTHS;

/// The day of an article, to the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: usize,
}

/// The first whole date of a text: `13 August 2010`, `Aug. 13, 2010`, `2010-08-13`.
pub(super) fn day_in(text: &str) -> Option<Day> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    words.windows(3).find_map(|three| {
        let [first, second, third] = three else { return None };
        // "2010-08-13T18:04:00"
        let clock = third.find(['T', 't']).unwrap_or(third.len());
        if let (Some(year), Some(month), Some(_)) =
            (year(first), number(second, 12), number(&third[..clock], 31))
        {
            return Some(Day { year, month });
        }
        let (month, day) = match (month(first), month(second)) {
            (Some(month), None) => (month, second),
            (None, Some(month)) => (month, first),
            _ => return None,
        };
        number(day.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']), 31)?;
        Some(Day { year: year(third)?, month })
    })
}

fn year(word: &str) -> Option<i32> {
    word.parse().ok().filter(|year| word.len() == 4 && (1900..2100).contains(year))
}

fn number(word: &str, most: usize) -> Option<usize> {
    word.parse().ok().filter(|n| word.len() <= 2 && (1..=most).contains(n))
}

/// A month by its name or the first letters of it.
fn month(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    let at = MONTHS.iter().position(|it| lower.len() > 2 && it.starts_with(&*lower));
    at.or_else(|| (lower == "sept").then_some(8)).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::{Day, day_in};

    #[test]
    fn a_whole_date_is_found() {
        let day = Some(Day { year: 2010, month: 8 });
        for text in [
            "Published: 13 August 2010",
            "Aug. 13, 2010 6:04 PM",
            "2010-08-13T18:04:00Z",
            "By Ann Lee, Friday 13th August 2010",
        ] {
            assert_eq!(day_in(text), day, "{text}");
        }
        for text in ["August 2010", "13/08/2010", "In 2010 he may come", "é-1-1", ""] {
            assert_eq!(day_in(text), None, "{text}");
        }
    }
}
