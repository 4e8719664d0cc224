//! Time zones by name, and times as they are written in files. Reads no clock.

use jiff::tz::TimeZone;

use crate::error::Failure;
use crate::text::escape::escape_line;
use crate::time::{Day, Moment, Rollover, Timestamp};

/// A time zone.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// The zone of a name such as `Europe/Rome` or `UTC`; the system's where none is given.
    pub fn named(name: Option<&str>) -> Result<Zone, Failure> {
        let Some(name) = name else { return Ok(Zone(TimeZone::system())) };
        TimeZone::get(name).map(Zone).map_err(|_| {
            Failure::new(format!("there is no time zone `{}`", escape_line(name)))
                .hint("write it like Europe/Rome, America/New_York or UTC")
        })
    }

    /// The moment of a timestamp as it was lived in this zone.
    pub fn moment(&self, at: Timestamp, rollover: Rollover) -> Moment {
        let offset =
            jiff::Timestamp::from_millisecond(at.0).map_or(0, |at| self.0.to_offset(at).seconds());
        Moment::new(at, offset, rollover)
    }
}

/// A time as milliseconds since 1970, or as ISO 8601 with an offset or `Z`; none where it is neither.
pub fn parse_time(text: &str) -> Option<Timestamp> {
    let ms = match text.parse::<i64>() {
        Ok(ms) => ms,
        Err(_) => text.parse::<jiff::Timestamp>().ok()?.as_millisecond(),
    };
    jiff::Timestamp::from_millisecond(ms).is_ok().then_some(Timestamp(ms))
}

/// A date such as 2027-03-31 as a study day; none where it is none.
pub fn parse_date(text: &str) -> Option<Day> {
    let date: jiff::civil::Date = text.trim().parse().ok()?;
    let epoch = jiff::civil::date(1970, 1, 1);
    Some(Day((date - epoch).get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_both_ways() {
        let ms = Some(Timestamp(1_711_744_352_250));
        for text in ["1711744352250", "2024-03-29T20:32:32.250000+00:00", "2024-03-29T20:32:32.25Z"]
        {
            assert_eq!(parse_time(text), ms, "{text}");
        }
        for text in ["", "yesterday", "2024-03-29", "99999999999999999", "NaN"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_is_a_study_day() {
        assert_eq!(parse_date("2026-11-23"), Some(Day(20_780)));
        assert_eq!(parse_date("soon"), None);
    }

    #[test]
    fn a_zone_knows_its_summer_time() {
        let rome = Zone::named(Some("Europe/Rome")).unwrap();
        let offset = |text| rome.moment(parse_time(text).unwrap(), Rollover(4)).offset;
        assert_eq!(offset("2024-01-10T12:00:00Z"), 3_600);
        assert_eq!(offset("2024-07-10T12:00:00Z"), 7_200);
        assert!(Zone::named(Some("Mars/Olympus")).is_err());
    }
}
