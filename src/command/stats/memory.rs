//! The figures of memory as text: words and digits always, drawings where the face is not plain.

use crate::stats::{Group, MemoryFigures};
use crate::text::escape::escape_line;
use crate::time::Day;
use crate::ui::table::{Align, bar, percent, table};

/// The longest bar, in columns.
const BAR: usize = 20;

/// Weeks side by side in the map of the year: half a year, so that it fits 40 columns.
const WEEKS: usize = 26;

/// How full a day of the map is, from none to the most of all days; and the same for plain faces.
const SHADES: [char; 5] = ['·', '░', '▒', '▓', '█'];
const PLAIN_SHADES: [char; 5] = ['.', '-', '+', '*', '#'];

const STABILITIES: [&str; 7] =
    ["a day", "a week", "a month", "3 months", "a year", "5 years", "longer"];

/// How many decks, and tags, are told of.
const MOST_GROUPS: usize = 20;

/// How many leeches are named.
const MOST_LEECHES: usize = 10;

/// The figures as text.
pub(super) fn text(figures: &MemoryFigures, today: Day, charts: bool) -> String {
    let mut text = String::new();
    if !figures.months.is_empty() {
        text.push_str("\nknown, and foretold +- chance\n");
        let rows: Vec<_> = figures
            .months
            .iter()
            .rev()
            .take(12)
            .map(|month| {
                vec![
                    month.month.clone(),
                    month.reviews.to_string(),
                    percent(Some(month.known)),
                    percent(Some(month.predicted)),
                    format!("+-{}", percent(Some(month.margin))),
                ]
            })
            .collect();
        let columns = [Align::Left, Align::Right, Align::Right, Align::Right, Align::Right];
        text.push_str(&table(&columns, &rows));
    }
    text.push_str(&groups("deck", &figures.decks));
    text.push_str(&groups("tag", &figures.tags));
    if figures.recalls.iter().any(|n| *n > 0) {
        text.push_str("\nrecall of your cards today\n");
        let tenths = (0..10).map(|n| format!("{} to {} %", n * 10, n * 10 + 10)).rev();
        text.push_str(&classes(tenths, figures.recalls.iter().rev(), charts));
        text.push_str("\nnine tenths of recall last at most\n");
        let names = STABILITIES.iter().map(|name| (*name).to_owned());
        text.push_str(&classes(names, figures.stabilities.iter(), charts));
    }
    if let Some(seconds) = figures.answer_seconds {
        text.push_str(&format!("\nhalf of your answers: below {seconds:.1} s\n"));
    }
    if figures.year.iter().any(|n| *n > 0) {
        let shades = if charts { SHADES } else { PLAIN_SHADES };
        text.push_str(&year(&figures.year, today, shades));
    }
    if !figures.leeches.is_empty() {
        text.push_str("\nmissed more often than by chance;\nreword or split them\n");
        let rows: Vec<_> = figures
            .leeches
            .iter()
            .take(MOST_LEECHES)
            .map(|leech| {
                let said = format!("{} missed, {:.1} foretold", leech.lapses, leech.expected);
                vec![leech.card.clone(), said]
            })
            .collect();
        text.push_str(&table(&[Align::Left, Align::Right], &rows));
    }
    text
}

/// Decks or tags, each with its figures on a line below its name, which may be long.
fn groups(of: &str, groups: &[Group]) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let rows: Vec<_> = groups
        .iter()
        .take(MOST_GROUPS)
        .map(|group| {
            vec![
                String::new(),
                group.reviews.to_string(),
                percent(group.known),
                percent(group.predicted),
                group.margin.map_or_else(String::new, |it| format!("+-{}", percent(Some(it)))),
                format!("{:.0}/{}", group.cards_known, group.cards),
            ]
        })
        .collect();
    let figures = table(&[Align::Right; 6], &rows);
    let mut text = format!("\nby {of}\nasked, known, foretold; cards known now\n");
    for (group, figures) in groups.iter().zip(figures.lines()) {
        let name = group.title.as_ref().unwrap_or(&group.name);
        text.push_str(&format!("{}\n{figures}\n", escape_line(name)));
    }
    if groups.len() > MOST_GROUPS {
        text.push_str(&format!("and {} more\n", groups.len() - MOST_GROUPS));
    }
    text
}

/// Classes that hold cards, with their bars.
fn classes<'a>(
    names: impl Iterator<Item = String>,
    counts: impl Iterator<Item = &'a usize> + Clone,
    charts: bool,
) -> String {
    let greatest = counts.clone().copied().max().unwrap_or(0);
    let rows: Vec<_> = names
        .zip(counts)
        .filter(|(_, n)| **n > 0)
        .map(|(name, n)| {
            let chart = if charts { bar(*n, greatest, BAR) } else { String::new() };
            vec![name, n.to_string(), chart]
        })
        .collect();
    table(&[Align::Left, Align::Right, Align::Left], &rows)
}

/// The map of the year: a column a week, a row a weekday, the older half above.
fn year(days: &[usize], today: Day, shades: [char; 5]) -> String {
    let greatest = days.iter().copied().max().unwrap_or(0).max(1);
    let shade = |n: usize| shades[if n == 0 { 0 } else { 1 + (n - 1) * 4 / greatest }];
    let mut text = String::from("\nthe year, a column a week\n");
    let mut first = today.plus(1 - i32::try_from(days.len()).unwrap_or(i32::MAX));
    for half in days.chunks(7 * WEEKS) {
        text.push_str(&format!("from {first}\n"));
        for weekday in 0..7 {
            let row: String = half.iter().skip(weekday).step_by(7).map(|n| shade(*n)).collect();
            text.push_str(&format!("{row}\n"));
        }
        first = first.plus(i32::try_from(half.len()).unwrap_or(i32::MAX));
    }
    text
}
