//! How the lines of a deck's text end: what is added to it ends likewise.

/// What ends a line, alone or one after the other.
pub(super) const ENDS: [char; 2] = ['\n', '\r'];

/// The line end of a text: that of Windows, of all others, or the lone one of very old programs.
pub(super) fn of(text: &str) -> &'static str {
    if text.contains("\r\n") {
        "\r\n"
    } else if text.contains('\r') && !text.contains('\n') {
        "\r"
    } else {
        "\n"
    }
}

/// Where the line after that of a byte begins.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    let Some(end) = text[at..].find(ENDS).map(|found| at + found) else { return text.len() };
    end + if text[end..].starts_with("\r\n") { 2 } else { 1 }
}
