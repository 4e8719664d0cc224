//! Lines from a stream: any bytes become text, line endings of every system are taken off.

use std::io::{self, BufRead, Read};

/// The input could not be read; all other errors of a face are those of its output.
#[derive(Debug, thiserror::Error)]
#[error("the input could not be read")]
pub struct InputFailed(#[source] pub io::Error);

/// What stands behind so many bytes of a line is left out: nobody types it, and judging it would take the
/// memory of the machine.
pub const MAX_LINE: u64 = 1 << 16;

/// The next line, whatever stands in it; `None` at the end of the input.
pub fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let Some(bytes) = next_bytes(input)? else { return Ok(None) };
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']);
    Ok(Some(text.to_owned()))
}

/// The bytes of the next line, with its end; `None` at the end of the input.
pub fn next_bytes(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let failed = |error| io::Error::other(InputFailed(error));
    if input.by_ref().take(MAX_LINE).read_until(b'\n', &mut bytes).map_err(failed)? == 0 {
        return Ok(None);
    }
    if bytes.len() as u64 == MAX_LINE && !bytes.ends_with(b"\n") {
        input.skip_until(b'\n').map_err(failed)?;
    }
    Ok(Some(bytes))
}
