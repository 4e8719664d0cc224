//! Tables and bars as text, aligned by display width; no boxes, so that screen readers read words.

use crate::text::escape::escape;
use crate::text::width::{width, wrap};

/// How a column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Names.
    Left,
    /// Texts, which wrap where the window is narrow.
    Text,
    /// Numbers.
    Right,
}

/// Lines of cells in aligned columns, two spaces apart. Cells are escaped here.
///
/// A row may be shorter than the others; what is missing is empty.
pub fn table(columns: &[Align], rows: &[Vec<String>]) -> String {
    fitted(columns, rows, None)
}

/// The same in a window of so many columns: where the table is wider, its texts wrap at words.
pub fn fitted(columns: &[Align], rows: &[Vec<String>], window: Option<usize>) -> String {
    let cell = |row: &[String], idx: usize| {
        let text = row.get(idx).map_or("", String::as_str);
        escape(text).replace(['\n', '\t'], " ")
    };
    let mut widths: Vec<usize> = (0..columns.len())
        .map(|idx| rows.iter().map(|row| width(&cell(row, idx))).max().unwrap_or(0))
        .collect();
    if let Some(window) = window {
        shrink(columns, &mut widths, window);
    }
    let mut text = String::new();
    for row in rows {
        let cells: Vec<Vec<String>> = widths
            .iter()
            .enumerate()
            .map(|(idx, room)| wrap(&cell(row, idx), (*room).max(1)))
            .collect();
        for nth in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = String::new();
            for (idx, align) in columns.iter().enumerate() {
                if idx > 0 {
                    line.push_str("  ");
                }
                let cell = cells[idx].get(nth).map_or("", |it| it.trim_end());
                let space = " ".repeat(widths[idx].saturating_sub(width(cell)));
                match align {
                    Align::Left | Align::Text => line.extend([cell, space.as_str()]),
                    Align::Right => line.extend([space.as_str(), cell]),
                }
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
    }
    text
}

/// No column of texts becomes narrower, so that words stay whole.
const NARROW: usize = 10;

/// Takes from the widest columns of texts what a table is too wide for its window.
fn shrink(columns: &[Align], widths: &mut [usize], window: usize) {
    let between = 2 * columns.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + between > window {
        let texts =
            columns.iter().zip(widths.iter_mut()).filter(|(align, _)| **align == Align::Text);
        let Some((_, widest)) = texts.max_by_key(|(_, it)| **it).filter(|(_, it)| **it > NARROW)
        else {
            break;
        };
        *widest -= 1;
    }
}

/// A bar of at most `columns` for a value out of a greatest one; at least one mark for any value
/// above nothing.
pub fn bar(value: usize, greatest: usize, columns: usize) -> String {
    if value == 0 || greatest == 0 {
        return String::new();
    }
    "#".repeat((value * columns / greatest).clamp(1, columns))
}

/// A share as a percentage without decimals, `-` where there is none.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{:.0} %", share * 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_align_in_wide_scripts() {
        let rows =
            [vec!["日本".to_owned(), "1".to_owned()], vec!["abc".to_owned(), "10".to_owned()]];
        let text = table(&[Align::Left, Align::Right], &rows);
        assert_eq!(text, "日本   1\nabc   10\n");
    }

    #[test]
    fn in_a_narrow_window_texts_wrap_at_words_and_numbers_stay_whole() {
        let rows = [
            ["deck", "due", "new"].map(str::to_owned).to_vec(),
            ["A title that is longer than the window", "12", "3"].map(str::to_owned).to_vec(),
        ];
        let columns = [Align::Text, Align::Right, Align::Right];
        let wanted = "deck                  due  new\nA title that is        12    3\nlonger than the\nwindow\n";
        assert_eq!(fitted(&columns, &rows, Some(30)), wanted);
        assert_eq!(fitted(&columns, &rows, Some(99)), table(&columns, &rows));
    }

    #[test]
    fn bars_are_never_longer_than_asked_and_show_the_smallest_value() {
        assert_eq!(bar(0, 10, 5), "");
        assert_eq!(bar(1, 1_000, 5), "#");
        assert_eq!(bar(1_000, 1_000, 5), "#####");
    }
}
