//! Lists and maps in brackets that are never closed: each is told at its bracket, and left out, so that the rest
//! of the file is read as its author sees it.

use super::lines::{Line, Mark};
use super::quoting;
use crate::deck::faults;
use crate::diagnostic::{Diagnostic, Span};

/// A value that begins with a bracket and is not closed before the next key or dash.
pub(super) struct Unclosed {
    pub(super) span: Span,
    pub(super) fault: Diagnostic,
}

/// All such values of a text.
pub(super) fn unclosed(text: &str) -> Vec<Unclosed> {
    let mut found = Vec::new();
    let mut lines = Line::all(text).peekable();
    // Lines of a text below `|` or `>` mean nothing.
    let mut block = None;
    while let Some(line) = lines.next() {
        if line.is_blank() || block.is_some_and(|column| line.indent() > column) {
            continue;
        }
        block = None;
        let Some((column, at)) = value(line) else { continue };
        let own = &line.text[at..];
        if own.starts_with(['|', '>']) {
            block = Some(column);
        }
        // A gap of a cloze has a fault of its own.
        if !own.starts_with(['[', '{']) || own.starts_with("{{") {
            continue;
        }
        let mut brackets = Brackets::default();
        let mut end = line.start + line.text.len();
        brackets.read(own);
        while brackets.is_open()
            && let Some(below) = lines.next_if(|it| !begins(*it, column))
        {
            brackets.read(below.text);
            if !below.is_blank() {
                end = below.start + below.text.len();
            }
        }
        // Of quotes that are not closed something else is told.
        if brackets.is_open() && brackets.quote.is_none() {
            let span = Span::new(line.start + at, end);
            found.push(Unclosed { span, fault: fault(text, span, &brackets) });
        }
    }
    found
}

/// The text with a letter and as many spaces in place of each of these values, so that all keeps its place.
pub(super) fn without(text: &str, values: &[Unclosed]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for Unclosed { span, .. } in values {
        out.push_str(&text[done..span.start]);
        out.push('x');
        let blank = |byte: u8| if matches!(byte, b'\n' | b'\r') { byte as char } else { ' ' };
        out.extend(text[span.start + 1..span.end].bytes().map(blank));
        done = span.end;
    }
    out + &text[done..]
}

/// Where the key, or the dash, of a line stands, and its value.
fn value(line: Line<'_>) -> Option<(usize, usize)> {
    let indent = line.indent();
    let mut at = indent;
    while let Some(rest) = line.text[at..].strip_prefix("- ") {
        at = line.text.len() - rest.trim_start_matches(' ').len();
    }
    if line.text[at..].starts_with(['[', '{']) {
        return (at > indent).then_some((indent, at));
    }
    let colon = at + line.text[at..].find(": ")?;
    let is_key = !line.text[at..colon].contains(['\'', '"', '[', '{', '#', '|', '>']);
    let value = line.text.len() - line.text[colon + 1..].trim_start().len();
    is_key.then_some((at, value))
}

/// Whether something begins at a line that can't belong to brackets opened at a column.
fn begins(line: Line<'_>, column: usize) -> bool {
    let head = line.head();
    let is_dash = head.mark == Mark::Dash;
    !line.is_blank()
        && (is_dash && head.card_key().is_some()
            || line.indent() <= column && (is_dash || is_key(line)))
}

fn is_key(line: Line<'_>) -> bool {
    let body = line.text.trim();
    !body.starts_with(['\'', '"', '[', '{', ']', '}'])
        && (body.contains(": ") || body.ends_with(':'))
}

/// The brackets that are open, and the quotes.
#[derive(Default)]
struct Brackets {
    open: Vec<char>,
    quote: Option<char>,
    is_over: bool,
}

impl Brackets {
    fn is_open(&self) -> bool {
        !self.is_over
    }

    fn read(&mut self, line: &str) {
        // A quote opens where a text begins; elsewhere it is an apostrophe.
        let mut may_quote = true;
        let mut before = ' ';
        for c in line.chars() {
            match c {
                _ if self.quote.is_some() => self.quote = self.quote.filter(|it| *it != c),
                '#' if before == ' ' => return,
                '\'' | '"' if may_quote => self.quote = Some(c),
                '[' | '{' => self.open.push(c),
                ']' | '}' if self.open.last().is_some_and(|it| closes(*it) == c) => {
                    self.open.pop();
                }
                _ => {}
            }
            if self.open.is_empty() {
                self.is_over = true;
                return;
            }
            if c != ' ' {
                may_quote = matches!(c, '[' | '{' | ',' | ':');
            }
            before = c;
        }
    }
}

fn closes(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

fn fault(text: &str, span: Span, brackets: &Brackets) -> Diagnostic {
    let open = text[span.start..].chars().next().unwrap_or('[');
    let own = quoting::rest_of_line(text, span.start);
    let close: String = brackets.open.iter().rev().map(|it| closes(*it)).collect();
    let is_one_line = span.end <= span.start + quoting::line_from(text, span.start).len();
    let help = if is_one_line && own.len() <= quoting::MOST_SHOWN {
        let quoted = quoting::quoted(own);
        format!("close it: {own}{close}; or, if it belongs to the text: {quoted}")
    } else {
        format!("close it with `{}` behind its last member", closes(open))
    };
    let at = Span::new(span.start, span.start + 1);
    faults::syntax(at, &format!("`{open}` is never closed"), &help)
}
