//! Tables and bars as text, aligned by display width; no boxes, so that screen readers read words.

use crate::text::escape::escape;
use crate::text::width::width;

/// How a column is aligned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Texts.
    Left,
    /// Numbers.
    Right,
}

/// Lines of cells in aligned columns, two spaces apart. Cells are escaped here.
///
/// A row may be shorter than the others; what is missing is empty.
pub fn table(columns: &[Align], rows: &[Vec<String>]) -> String {
    let cell = |row: &[String], idx: usize| {
        let text = row.get(idx).map_or("", String::as_str);
        escape(text).replace(['\n', '\t'], " ")
    };
    let widths: Vec<usize> = (0..columns.len())
        .map(|idx| rows.iter().map(|row| width(&cell(row, idx))).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (idx, align) in columns.iter().enumerate() {
            if idx > 0 {
                line.push_str("  ");
            }
            let cell = cell(row, idx);
            let space = " ".repeat(widths[idx] - width(&cell));
            match align {
                Align::Left => line.extend([cell.as_str(), space.as_str()]),
                Align::Right => line.extend([space.as_str(), cell.as_str()]),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
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
    fn bars_are_never_longer_than_asked_and_show_the_smallest_value() {
        assert_eq!(bar(0, 10, 5), "");
        assert_eq!(bar(1, 1_000, 5), "#");
        assert_eq!(bar(1_000, 1_000, 5), "#####");
    }
}
