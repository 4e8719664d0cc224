//! Timestamps, study days and the hour at which a day rolls over.
//! Reads no clock: the present is a [`Moment`] handed in by the program's rim.

use std::fmt;

use serde::{Deserialize, Serialize};

const MS_PER_SECOND: i64 = 1_000;
const MS_PER_HOUR: i64 = 3_600 * MS_PER_SECOND;
/// Milliseconds of a day of 24 hours.
pub const MS_PER_DAY: i64 = 24 * MS_PER_HOUR;

/// The months by their English names, in small letters.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// How far the clock may stand behind the newest event before it is called wrong, and how far ahead of it while
/// the study day is still kept from going back.
pub const CLOCK_TOLERANCE_MS: i64 = 36 * MS_PER_HOUR;

/// Longer than this nobody stays away without being asked whether the clock is right.
const LONGEST_ABSENCE_MS: i64 = 180 * MS_PER_DAY;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Days since an earlier moment, with their fraction; none where the clock went back.
    #[expect(clippy::cast_precision_loss, reason = "nobody lives for 2^52 milliseconds")]
    pub fn days_since(self, earlier: Timestamp) -> f64 {
        self.0.saturating_sub(earlier.0).max(0) as f64 / MS_PER_DAY as f64
    }
}

/// A study day: days since 1970-01-01 in the learner's local calendar, counted from the rollover
/// hour instead of midnight.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Day(pub i32);

impl Day {
    /// Whole days from `earlier` to this day; negative where `earlier` is later.
    pub fn since(self, earlier: Day) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        // 1 January 1970 was a Thursday.
        match self.0.rem_euclid(7) {
            0 => Thursday,
            1 => Friday,
            2 => Saturday,
            3 => Sunday,
            4 => Monday,
            5 => Tuesday,
            _ => Wednesday,
        }
    }

    /// The day `n` days on.
    #[must_use]
    pub fn plus(self, n: i32) -> Day {
        Day(self.0.saturating_add(n))
    }

    /// The day after an interval in days.
    #[must_use]
    pub fn after(self, interval: u32) -> Day {
        self.plus(i32::try_from(interval).unwrap_or(i32::MAX))
    }
}

/// `YYYY-MM-DD` in the proleptic Gregorian calendar (the days-to-civil algorithm of Howard Hinnant).
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = i64::from(self.0) + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// The local hour, 0 to 23, at which a study day begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rollover(pub u8);

impl Default for Rollover {
    fn default() -> Self {
        Rollover(4)
    }
}

/// A timestamp as the learner lived it: with the offset of the local clock and the study day.
///
/// All three are stored with every event, so that the past is never put into other days by a
/// later journey or another rollover hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// When, in UTC.
    pub at: Timestamp,
    /// The local clock's offset, in seconds east of UTC.
    pub offset: i32,
    /// The study day.
    pub day: Day,
}

impl Moment {
    /// The moment of a timestamp under a local offset and a rollover hour.
    pub fn new(at: Timestamp, offset: i32, rollover: Rollover) -> Moment {
        Moment { at, offset, day: study_day(at, offset, rollover) }
    }
}

/// The study day a timestamp falls in, under a local offset in seconds and a rollover hour.
pub fn study_day(at: Timestamp, offset: i32, rollover: Rollover) -> Day {
    let local = at.0.saturating_add(i64::from(offset) * MS_PER_SECOND);
    let shifted = local.saturating_sub(i64::from(rollover.0) * MS_PER_HOUR);
    let days = shifted.div_euclid(MS_PER_DAY);
    Day(i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX }))
}

/// What the clock said when the log was written, as far as it matters for whether the clock is right now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newest {
    /// The newest moment whose clock was believed.
    pub sound: Option<Moment>,
    /// The newest whose clock was doubted.
    pub doubted: Option<Moment>,
}

impl Newest {
    /// Takes the moment of an event; the order does not matter.
    pub fn take(&mut self, moment: Moment, doubtful: bool) {
        let newest = if doubtful { &mut self.doubted } else { &mut self.sound };
        *newest = later(*newest, Some(moment));
    }

    /// What both know.
    #[must_use]
    pub fn and(self, other: Newest) -> Newest {
        Newest {
            sound: later(self.sound, other.sound),
            doubted: later(self.doubted, other.doubted),
        }
    }

    /// Whether a clock that was doubted went on until now from one study day to another: then it was no slip,
    /// but a long absence.
    fn goes_on(self, now: Moment) -> bool {
        self.doubted.is_some_and(|doubted| {
            let since = now.at.0.saturating_sub(doubted.at.0);
            doubted.day < now.day && (0..=LONGEST_ABSENCE_MS).contains(&since)
        })
    }
}

/// The later of two moments; of two at the same time the second.
fn later(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    [one, other].into_iter().flatten().max_by_key(|moment| moment.at)
}

/// What the log makes of the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The clock agrees with the log.
    Sound,
    /// The clock stands this many milliseconds before the newest event of the log.
    SetBack(i64),
    /// The clock stands this many milliseconds after the newest event: a holiday, or a wrong clock.
    FarAhead(i64),
}

/// Reconciles the clock with the newest sound event of the log: within 36 hours the study day
/// never goes back (a journey west, a rollover moved), beyond that the clock is told as it is.
pub fn reconcile(now: Moment, newest: Newest) -> (Moment, Clock) {
    let Some(sound) = newest.sound else { return (now, Clock::Sound) };
    let ahead = now.at.0.saturating_sub(sound.at.0);
    if ahead < -CLOCK_TOLERANCE_MS {
        return (now, Clock::SetBack(-ahead));
    }
    let day = if ahead <= CLOCK_TOLERANCE_MS { now.day.max(sound.day) } else { now.day };
    let is_far = ahead > LONGEST_ABSENCE_MS && !newest.goes_on(now);
    let clock = if is_far { Clock::FarAhead(ahead) } else { Clock::Sound };
    (Moment { day, ..now }, clock)
}

/// When something is written to the log, and whether the clock may be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The present, as far as the log agrees.
    pub moment: Moment,
    /// The clock and the log are too far apart: what is written now must not be the measure of what comes.
    pub doubtful: bool,
}

impl Stamp {
    /// What the clock says, against what the log knows of it.
    pub fn new(now: Moment, newest: Newest) -> Stamp {
        let (moment, clock) = reconcile(now, newest);
        Stamp { moment, doubtful: clock != Clock::Sound }
    }
}
