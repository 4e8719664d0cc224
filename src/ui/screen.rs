//! Where pages go: an output with its width, height and colour, measured elsewhere and handed in.
//! A vanished reader surfaces as [`io::ErrorKind::BrokenPipe`].

use std::io::{self, Write};

use super::page::Page;

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
