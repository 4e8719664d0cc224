//! Reviews out of a CSV file: `card_id`, `review_rating` 1 to 4, `review_time` in ISO 8601 or
//! milliseconds; other columns say nothing here. Rows that can't be read
//! are counted and left out.

use std::fs::File;
use std::path::Path;

use csv::{ByteRecord, ReaderBuilder};

use crate::config::{parse_time, unreadable};
use crate::error::Failure;
use crate::evaluation::Gathering;
use crate::history::Rating;
use crate::scheduling::Step;
use crate::text::count;
use crate::text::escape::escape_line;
use crate::text::fold::hash;
use crate::time::{Day, Timestamp};

use super::source::say;

/// A row longer than this is none.
const LONGEST_CELL: usize = 200;

/// Times before 1980 are none: most likely they are seconds, not milliseconds.
const FIRST_TIME: Timestamp = Timestamp(315_532_800_000);

/// What was read of a file.
pub(super) struct Read {
    pub reviews: Gathering,
    /// How many rows could not be read, and the line of the first.
    bad: usize,
    first_bad: u64,
    /// How many rows lie in the future.
    future: usize,
}

/// Which column holds what.
struct Columns {
    card: usize,
    rating: usize,
    time: usize,
}

/// Reads a file row by row; `day` tells the study day of a time.
pub(super) fn read(
    path: &Path,
    now: Timestamp,
    day: &dyn Fn(Timestamp) -> Day,
) -> Result<Read, Failure> {
    let name = escape_line(&path.to_string_lossy());
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
    let failed = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => unreadable(path, &error),
        _ => Failure::new(format!("{name} could not be read as CSV")),
    };
    let columns = Columns::of(reader.byte_headers().map_err(failed)?).ok_or_else(|| {
        Failure::new(format!("{name} is no log of reviews"))
            .hint("its first line must name the columns card_id, review_rating and review_time")
    })?;
    let mut read = Read { reviews: Gathering::default(), bad: 0, first_bad: 0, future: 0 };
    let mut row = ByteRecord::new();
    let mut n = 0;
    while reader.read_byte_record(&mut row).map_err(failed)? {
        n += 1;
        if row.iter().any(|cell| cell.contains(&b'\n')) {
            let line = row.position().map_or(0, csv::Position::line);
            return Err(Failure::new(format!("{name}: a quote in line {line} is not closed"))
                .hint("close it, or take it away: all that follows it would be left out"));
        }
        match columns.review(&row, day) {
            Some((_, step)) if step.at > now => read.future += 1,
            Some((card, step)) => read.reviews.take(card, step),
            None => {
                read.bad += 1;
                if read.bad == 1 {
                    read.first_bad = row.position().map_or(0, csv::Position::line);
                }
            }
        }
    }
    if n > 0 && read.bad == n {
        return Err(Failure::new(format!("no row of {name} is a review")).hint(format!(
            "line {}: the rating must be 1 to 4, the time ISO 8601 with an offset, or milliseconds \
             (not seconds) since 1970",
            read.first_bad
        )));
    }
    Ok(read)
}

impl Read {
    /// Tells what was left out.
    pub(super) fn tell(&self, path: &Path) {
        let name = escape_line(&path.to_string_lossy());
        if self.bad > 0 {
            let rows = count(self.bad, "row");
            say(&format!(
                "{name}: {rows} left out as no review, the first in line {}",
                self.first_bad
            ));
        }
        if self.future > 0 {
            say(&format!("{name}: {} in the future left out", count(self.future, "review")));
        }
    }
}

impl Columns {
    fn of(head: &ByteRecord) -> Option<Columns> {
        let place = |name: &[u8]| {
            let is_it = |cell: &[u8]| {
                cell.strip_prefix(b"\xef\xbb\xbf").unwrap_or(cell).trim_ascii() == name
            };
            head.iter().position(is_it)
        };
        Some(Columns {
            card: place(b"card_id")?,
            rating: place(b"review_rating")?,
            time: place(b"review_time")?,
        })
    }

    fn review(&self, row: &ByteRecord, day: &dyn Fn(Timestamp) -> Day) -> Option<(u64, Step)> {
        let cell = |place: usize| {
            let bytes = row.get(place).filter(|bytes| bytes.len() <= LONGEST_CELL)?;
            Some(std::str::from_utf8(bytes).ok()?.trim()).filter(|text| !text.is_empty())
        };
        let rating = match cell(self.rating)? {
            "1" => Rating::Again,
            "2" => Rating::Hard,
            "3" => Rating::Good,
            "4" => Rating::Easy,
            _ => return None,
        };
        let at = parse_time(cell(self.time)?).filter(|at| *at >= FIRST_TIME)?;
        Some((hash(cell(self.card)?), Step { at, day: day(at), rating }))
    }
}
