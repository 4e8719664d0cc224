//! Where pages go: an output with its width, height and colour, measured elsewhere and handed in; and how
//! wide the window is. A vanished reader surfaces as [`io::ErrorKind::BrokenPipe`].

use std::io::{self, IsTerminal, Write};

use super::page::Page;
use crate::text::width::wrap;

/// How wide pages are where no terminal says it.
const COLUMNS: usize = 80;

/// How wide the window is, or pages where there is none.
pub fn columns() -> usize {
    size().map_or(COLUMNS, |(columns, _)| columns)
}

/// How wide the window is that standard output goes to; none where nothing need fit, as in a pipe.
pub fn window() -> Option<usize> {
    io::stdout().is_terminal().then(columns)
}

/// Says something on standard error, in lines that fit where it is the window.
pub fn complain(text: &str) {
    let columns = if io::stderr().is_terminal() { columns() } else { usize::MAX };
    for line in wrap(text, columns) {
        // Nothing is left to do when standard error is gone.
        let _gone = writeln!(io::stderr(), "{line}");
    }
}

/// Columns and rows of the window.
pub fn size() -> Option<(usize, usize)> {
    #[cfg(unix)]
    if let Ok(size) = rustix::termios::tcgetwinsize(io::stdout())
        && size.ws_col > 0
    {
        return Some((usize::from(size.ws_col), usize::from(size.ws_row)));
    }
    None
}

/// An output that pages are written to.
#[derive(Debug)]
pub struct Screen<W> {
    out: W,
    /// Colours and styles are written.
    pub colour: bool,
    /// How many columns a line may take.
    pub columns: usize,
    /// How many rows there are; 0 where nothing scrolls away.
    pub rows: usize,
}

impl<W: Write> Screen<W> {
    /// An output without colour that is 80 columns wide and has no height.
    pub fn new(out: W) -> Screen<W> {
        Screen { out, colour: false, columns: 80, rows: 0 }
    }

    /// An empty page of this width.
    pub fn page(&self) -> Page {
        Page::new(self.columns)
    }

    /// Writes the lines of a page and sends them off.
    pub fn print(&mut self, page: &Page) -> io::Result<()> {
        self.lines(&page.lines(self.colour))
    }

    /// Writes lines that are painted already, and sends them off.
    pub fn lines(&mut self, lines: &[String]) -> io::Result<()> {
        for line in lines {
            writeln!(self.out, "{line}")?;
        }
        self.out.flush()
    }

    /// Writes something without a line break, and sends it off.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }
}
