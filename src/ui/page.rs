//! Lines of styled text, wrapped by display width. Every text passes the escaping function here,
//! in [`Page::add`], so that nothing from a deck steers the terminal. Draws no boxes and asks nothing.

use console::Style as Paint;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::escape::escape;

/// What a stretch of text is; colour is decided when it is painted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// Running text.
    #[default]
    Body,
    /// What is asked.
    Prompt,
    /// Strong text.
    Strong,
    /// Emphasised text.
    Emphasis,
    /// Code and maths.
    Code,
    /// Remarks beside the text.
    Quiet,
    /// Right.
    Right,
    /// Nearly right.
    Slip,
    /// Wrong.
    Wrong,
}

impl Style {
    /// The text in this style, for a terminal with or without colour.
    pub fn paint(self, text: &str, colour: bool) -> String {
        if !colour {
            return text.to_owned();
        }
        let paint = Paint::new().force_styling(true);
        let paint = match self {
            Style::Body => return text.to_owned(),
            Style::Prompt | Style::Strong => paint.bold(),
            Style::Emphasis => paint.italic(),
            Style::Code => paint.cyan(),
            Style::Quiet => paint.dim(),
            Style::Right => paint.green(),
            Style::Slip => paint.yellow(),
            Style::Wrong => paint.red(),
        };
        paint.apply_to(text).to_string()
    }
}

/// A stretch of text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its style.
    pub style: Style,
    /// Its text, not yet escaped.
    pub text: String,
}

impl Piece {
    /// A text in a style.
    pub fn new(style: Style, text: impl Into<String>) -> Piece {
        Piece { style, text: text.into() }
    }
}

/// Lines of at most so many columns.
#[derive(Clone, Debug)]
pub struct Page {
    columns: usize,
    lines: Vec<Vec<Piece>>,
}

impl Page {
    /// An empty page, at least 10 columns wide.
    pub fn new(columns: usize) -> Page {
        Page { columns: columns.max(10), lines: Vec::new() }
    }

    /// How wide the lines may be.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Adds a paragraph: the first line begins with `first`, the others are indented as far.
    /// Escapes, keeps line breaks, wraps at spaces and between wide characters, cuts only words
    /// that are longer than a line.
    pub fn add(&mut self, first: &str, pieces: &[Piece]) {
        let first = escape(first);
        let indent = first.width().min(self.columns / 2);
        let mut wrap = Wrap {
            columns: self.columns,
            indent,
            line: Vec::new(),
            taken: 0,
            word: Vec::new(),
            lines: &mut self.lines,
        };
        if indent == first.width() {
            wrap.line.push(Piece::new(Style::Body, first.into_owned()));
            wrap.taken = indent;
        } else {
            wrap.feed(Style::Body, &first);
        }
        for piece in pieces {
            wrap.feed(piece.style, &escape(&piece.text).replace('\t', "    "));
        }
        wrap.end_line(true);
    }

    /// Adds a text of one style without indent.
    pub fn say(&mut self, style: Style, text: impl Into<String>) {
        self.add("", &[Piece::new(style, text)]);
    }

    /// Adds an empty line.
    pub fn blank(&mut self) {
        self.lines.push(Vec::new());
    }

    /// The lines, painted.
    pub fn lines(&self, colour: bool) -> Vec<String> {
        let paint = |line: &Vec<Piece>| {
            let mut text = String::new();
            for piece in line {
                text.push_str(&piece.style.paint(&piece.text, colour));
            }
            // What held words together on a line is a plain space to those who copy it.
            let text = text.replace('\u{a0}', " ");
            if colour { text } else { text.trim_end().to_owned() }
        };
        self.lines.iter().map(paint).collect()
    }
}

/// A paragraph on its way into lines.
struct Wrap<'a> {
    columns: usize,
    indent: usize,
    line: Vec<Piece>,
    taken: usize,
    /// Graphemes since the last place where the line may break.
    word: Vec<(Style, String)>,
    lines: &'a mut Vec<Vec<Piece>>,
}

impl Wrap<'_> {
    fn feed(&mut self, style: Style, text: &str) {
        for grapheme in text.graphemes(true) {
            let wide = grapheme.width() > 1;
            match grapheme {
                "\n" | "\r\n" => self.end_line(false),
                " " => {
                    self.end_word();
                    if self.taken < self.columns {
                        self.place(style, " ");
                    }
                }
                _ if wide && !clings(grapheme) => {
                    self.end_word();
                    self.word.push((style, grapheme.to_owned()));
                }
                _ => self.word.push((style, grapheme.to_owned())),
            }
        }
    }

    /// Puts the pending word on this line, or on the next where it does not fit.
    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        let width: usize = word.iter().map(|(_, grapheme)| grapheme.width()).sum();
        if self.taken + width > self.columns && self.taken > self.indent {
            self.break_line();
        }
        for (style, grapheme) in word {
            let width = grapheme.width();
            if self.taken + width > self.columns && self.taken > self.indent {
                self.break_line();
            }
            self.place(style, &grapheme);
        }
    }

    fn place(&mut self, style: Style, text: &str) {
        self.taken += text.width();
        match self.line.last_mut() {
            Some(last) if last.style == style => last.text.push_str(text),
            _ => self.line.push(Piece::new(style, text)),
        }
    }

    fn break_line(&mut self) {
        while let Some(last) = self.line.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
            if !last.text.is_empty() {
                break;
            }
            self.line.pop();
        }
        self.lines.push(std::mem::take(&mut self.line));
        self.line.push(Piece::new(Style::Body, " ".repeat(self.indent)));
        self.taken = self.indent;
    }

    fn end_line(&mut self, last: bool) {
        self.end_word();
        if last {
            self.lines.push(std::mem::take(&mut self.line));
        } else {
            self.break_line();
        }
    }
}

/// Wide punctuation that may not begin a line.
fn clings(grapheme: &str) -> bool {
    grapheme
        .starts_with(['、', '。', '，', '．', '！', '？', '：', '；', '）', '」', '』', '】', '》'])
}
