//! Lines from a stream: any bytes become text, line endings of every system are taken off.

use std::io::{self, BufRead};

/// The next line; `None` at the end of the input.
pub fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    if input.read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
    Ok(Some(text.to_owned()))
}
