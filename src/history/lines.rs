//! A log as lines of text, one event each, as devices hand it to each other. What can't be read is
//! counted and left out: a line that is half written, one of a later version, anything else.

use super::Logged;

/// An event as a line, without a line break.
pub fn write(logged: &Logged) -> String {
    serde_json::to_string(logged).expect("events are plain data")
}

/// The events of a text, and how many lines of it could not be read. A last line without a line break
/// is still being written and is not counted.
pub fn read(text: &str) -> (Vec<Logged>, usize) {
    let mut events = Vec::new();
    let mut n_unreadable = 0;
    for line in text.split_inclusive('\n') {
        match serde_json::from_str(line.trim()) {
            Ok(logged) => events.push(logged),
            Err(_) => n_unreadable += usize::from(line.ends_with('\n') && !line.trim().is_empty()),
        }
    }
    (events, n_unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{CardId, Event, EventId, Hlc};
    use crate::time::Moment;

    #[test]
    fn what_is_half_written_or_foreign_is_left_out() {
        let card = CardId { deck: "d".into(), card: "a".into() };
        let logged = Logged {
            id: EventId::new("run", 1),
            device: "here".into(),
            hlc: Hlc { ms: 5, n: 1 },
            moment: Moment::default(),
            doubtful: false,
            event: Event::Flag { card, on: true },
        };
        let line = write(&logged);
        assert_eq!(read(&format!("{line}\n")), (vec![logged.clone()], 0));
        let half = &line[..line.len() / 2];
        assert_eq!(read(&format!("{line}\n{half}")), (vec![logged.clone()], 0));
        assert_eq!(read(&format!("{half}\n\n{line}")), (vec![logged], 1));
        assert_eq!(read("\u{0}\n{}\n"), (Vec::new(), 2));
    }
}
