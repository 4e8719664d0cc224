//! The present: the system's clock and time zone, or `QUIZDECK_NOW`, from which a run's time is
//! counted so that two runs give the same bytes.

use std::cell::Cell;

use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;

use crate::error::Failure;
use crate::time::{Moment, Rollover, Timestamp};

/// Tells the present.
#[derive(Debug)]
pub struct Clock {
    source: Source,
    rollover: Rollover,
}

#[derive(Debug)]
enum Source {
    System(TimeZone),
    Fixed { ms: Cell<i64>, offset: i32 },
}

impl Clock {
    /// The system's clock, or one that starts at `fixed` (RFC 3339 with an offset) and advances
    /// one second at each [`Clock::tick`].
    pub fn start(fixed: Option<&str>, rollover: Rollover) -> Result<Clock, Failure> {
        let source = match fixed {
            None => Source::System(TimeZone::system()),
            Some(text) => {
                let (ms, offset) = parse(text).ok_or_else(|| {
                    Failure::new("QUIZDECK_NOW is not a time with an offset")
                        .hint("write it like 2026-11-23T18:30:00+01:00")
                })?;
                Source::Fixed { ms: Cell::new(ms), offset }
            }
        };
        Ok(Clock { source, rollover })
    }

    /// The present.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn now(&self) -> Moment {
        let (ms, offset) = match &self.source {
            Source::System(zone) => {
                let now = jiff::Timestamp::now();
                (now.as_millisecond(), zone.to_offset(now).seconds())
            }
            Source::Fixed { ms, offset } => (ms.get(), *offset),
        };
        Moment::new(Timestamp(ms), offset, self.rollover)
    }

    /// A time of the past as the learner lived it, by the zone and the rollover of now.
    pub fn moment(&self, at: Timestamp) -> Moment {
        let offset = match &self.source {
            Source::System(zone) => {
                jiff::Timestamp::from_millisecond(at.0).map_or(0, |it| zone.to_offset(it).seconds())
            }
            Source::Fixed { offset, .. } => *offset,
        };
        Moment::new(at, offset, self.rollover)
    }

    /// The hour at which a study day begins.
    pub fn rollover(&self) -> Rollover {
        self.rollover
    }

    /// An answer was recorded: a fixed clock goes on by a second.
    pub fn tick(&self) {
        if let Source::Fixed { ms, .. } = &self.source {
            ms.set(ms.get().saturating_add(1_000));
        }
    }
}

fn parse(text: &str) -> Option<(i64, i32)> {
    let at: jiff::Timestamp = text.parse().ok()?;
    let offset = Pieces::parse(text).ok()?.to_numeric_offset()?;
    Some((at.as_millisecond(), offset.seconds()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixed_clock_tells_its_own_offset_and_advances_by_ticks() {
        let clock = Clock::start(Some("2026-11-23T02:30:00+01:00"), Rollover(4)).unwrap();
        let first = clock.now();
        assert_eq!((first.at.0, first.offset), (1_795_397_400_000, 3600));
        clock.tick();
        assert_eq!(clock.now().at.0, 1_795_397_401_000);
        assert_eq!(first.day, Moment::new(first.at, 3600, Rollover(0)).day.plus(-1));
    }

    #[test]
    fn a_time_without_an_offset_is_refused() {
        for text in ["2026-11-23T02:30:00", "yesterday", ""] {
            assert!(Clock::start(Some(text), Rollover(4)).is_err(), "{text}");
        }
    }
}
