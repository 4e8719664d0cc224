//! A log as lines of text, one event each, as devices hand it to each other. What can't be read is
//! counted and left out: a line that is half written, one of a later version, anything else.

use std::io::{self, BufRead, Read};

use super::Logged;

/// An event as a line, without a line break.
pub fn write(logged: &Logged) -> String {
    serde_json::to_string(logged).expect("events are plain data")
}

/// Longer lines are no events: no event takes so many bytes, and reading them would take the memory of the machine.
const LONGEST: u64 = 1 << 20;

/// Hands each event of a file to `take`, line by line; how many lines could not be read. A last line without a line
/// break is still being written and is not counted.
pub fn read(mut file: impl BufRead, mut take: impl FnMut(Logged)) -> io::Result<usize> {
    let (mut line, mut n_unreadable) = (Vec::new(), 0);
    loop {
        line.clear();
        if file.by_ref().take(LONGEST).read_until(b'\n', &mut line)? == 0 {
            return Ok(n_unreadable);
        }
        let is_cut = line.len() as u64 == LONGEST && !line.ends_with(b"\n");
        if is_cut {
            file.skip_until(b'\n')?;
        }
        match serde_json::from_slice(&line) {
            Ok(logged) if !is_cut => take(logged),
            _ => {
                let is_written = is_cut || line.ends_with(b"\n");
                n_unreadable += usize::from(is_written && !line.trim_ascii().is_empty());
            }
        }
    }
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
        let read = |text: &str| {
            let mut events = Vec::new();
            let n_unreadable = read(text.as_bytes(), |logged| events.push(logged)).unwrap();
            (events, n_unreadable)
        };
        assert_eq!(read(&format!("{line}\n")), (vec![logged.clone()], 0));
        let half = &line[..line.len() / 2];
        assert_eq!(read(&format!("{line}\n{half}")), (vec![logged.clone()], 0));
        assert_eq!(read(&format!("{half}\n\n{line}")), (vec![logged], 1));
        assert_eq!(read("\u{0}\n{}\n"), (Vec::new(), 2));
        let endless = "x".repeat(usize::try_from(LONGEST).unwrap() * 2);
        assert_eq!(read(&format!("{endless}\n{line}\n")).1, 1);
        assert_eq!(read(&format!("{endless}\n{line}\n")).0.len(), 1);
    }
}
