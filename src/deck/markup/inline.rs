//! Marks inside a line of text. First the text is cut into atoms (text, leaves, runs of `*` and
//! `_`), then runs that open find the runs that close; both passes are linear in the text.

use std::collections::HashSet;

use super::Media;

/// How deep emphasis may nest; deeper marks stay text.
const MAX_DEPTH: usize = 4;

/// A stretch of text with one meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Text.
    Text(String),
    /// `` `code` ``.
    Code(String),
    /// `**strong**`.
    Strong(Vec<Span>),
    /// `*emphasis*` or `_emphasis_`.
    Emphasis(Vec<Span>),
    /// `$maths$`, as TeX source.
    Maths {
        /// Between the dollars.
        source: String,
        /// Written with two dollars, to stand on lines of its own.
        display: bool,
    },
    /// `![alt](file)`.
    Media(Media),
}

enum Atom {
    Text(String),
    Leaf(Span),
    /// Marks of emphasis.
    Run {
        mark: char,
        len: usize,
        opens: bool,
        closes: bool,
    },
}

/// Parses the text of a paragraph.
pub(super) fn parse(text: &str) -> Vec<Span> {
    nest(&Cutter::new(text).atoms(), 0)
}

/// Appends the text of spans without their marks.
pub(super) fn plain(spans: &[Span], out: &mut String) {
    for span in spans {
        match span {
            Span::Text(text) | Span::Code(text) => out.push_str(text),
            Span::Strong(inner) | Span::Emphasis(inner) => plain(inner, out),
            Span::Maths { source, .. } => out.push_str(source),
            Span::Media(media) => out.push_str(media.words()),
        }
    }
}

/// Gathers the media of spans.
pub(super) fn media(spans: Vec<Span>, found: &mut Vec<Media>) {
    for span in spans {
        match span {
            Span::Media(one) => found.push(one),
            Span::Strong(inner) | Span::Emphasis(inner) => media(inner, found),
            Span::Text(_) | Span::Code(_) | Span::Maths { .. } => {}
        }
    }
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    atoms: Vec<Atom>,
    pending: String,
    /// Lengths of backtick runs that are known to have no partner any more.
    unclosed_ticks: HashSet<usize>,
    unclosed_display: bool,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str) -> Self {
        Cutter {
            text,
            at: 0,
            atoms: Vec::new(),
            pending: String::new(),
            unclosed_ticks: HashSet::new(),
            unclosed_display: false,
        }
    }

    fn atoms(mut self) -> Vec<Atom> {
        while let Some(first) = self.rest().chars().next() {
            match first {
                '\\' => self.backslash(),
                '`' => self.code(),
                '$' => self.maths(),
                '!' => self.media(),
                '*' | '_' => self.run(first),
                _ => self.text(first.len_utf8()),
            }
        }
        self.end_text();
        self.atoms
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn text(&mut self, len: usize) {
        self.pending.push_str(&self.text[self.at..self.at + len]);
        self.at += len;
    }

    fn end_text(&mut self) {
        if !self.pending.is_empty() {
            self.atoms.push(Atom::Text(std::mem::take(&mut self.pending)));
        }
    }

    fn leaf(&mut self, span: Span, len: usize) {
        self.end_text();
        self.atoms.push(Atom::Leaf(span));
        self.at += len;
    }

    /// Backslashes count only before a mark; `\frac` and `\\server` stay as typed. Before one, two of them
    /// are one backslash, and one that is left over takes the mark's meaning away.
    fn backslash(&mut self) {
        let len = run_len(self.rest(), '\\');
        if !begins_mark(&self.rest()[len..]) {
            return self.text(len);
        }
        self.at += len - len / 2;
        self.text(len / 2);
        if len % 2 == 1 {
            self.text(1);
        }
    }

    fn code(&mut self) {
        let rest = self.rest();
        let len = run_len(rest, '`');
        let content = if self.unclosed_ticks.contains(&len) {
            None
        } else {
            closing_ticks(&rest[len..], len)
        };
        if let Some(content) = content {
            let code = Span::Code(unpadded(content).to_owned());
            self.leaf(code, content.len() + 2 * len);
        } else {
            self.unclosed_ticks.insert(len);
            self.text(len);
        }
    }

    fn maths(&mut self) {
        let rest = self.rest();
        if let Some(inside) = rest.strip_prefix("$$") {
            let end = if self.unclosed_display { None } else { inside.find("$$") };
            match end {
                Some(end) if !inside[..end].trim().is_empty() => {
                    let source = inside[..end].trim().to_owned();
                    self.leaf(Span::Maths { source, display: true }, end + 4);
                }
                Some(_) => self.text(2),
                None => {
                    self.unclosed_display = true;
                    self.text(2);
                }
            }
        } else if let Some(source) = inline_maths(&rest[1..]) {
            let span = Span::Maths { source: source.to_owned(), display: false };
            self.leaf(span, source.len() + 2);
        } else {
            self.text(1);
        }
    }

    fn media(&mut self) {
        match pointed_to(self.rest()) {
            Some((media, len)) => self.leaf(Span::Media(media), len),
            None => self.text(1),
        }
    }

    fn run(&mut self, mark: char) {
        let len = run_len(self.rest(), mark);
        let before = self.text[..self.at].chars().next_back();
        let after = self.rest()[len..].chars().next();
        let fits = len <= if mark == '_' { 1 } else { 3 };
        let opens = fits && !before.is_some_and(is_word) && after.is_some_and(may_begin);
        let closes = fits && !after.is_some_and(is_word) && before.is_some_and(may_end);
        if opens || closes {
            self.end_text();
            self.atoms.push(Atom::Run { mark, len, opens, closes });
            self.at += len;
        } else {
            self.text(len);
        }
    }
}

/// Whether a text begins with something that a backslash takes the meaning from.
fn begins_mark(text: &str) -> bool {
    text.starts_with(['*', '_', '`', '$']) || text.starts_with("![")
}

fn run_len(text: &str, mark: char) -> usize {
    text.len() - text.trim_start_matches(mark).len()
}

fn closing_ticks(text: &str, len: usize) -> Option<&str> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let run = run_len(&text[start..], '`');
        if run == len {
            return Some(&text[..start]);
        }
        at = start + run;
    }
    None
}

/// Code without the one space on both sides that lets it begin or end with a backtick.
fn unpadded(code: &str) -> &str {
    let inner = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '));
    inner.filter(|inner| !inner.trim().is_empty()).unwrap_or(code)
}

/// Pandoc's rule: no space after the first dollar, none before the last, no digit after it.
fn inline_maths(text: &str) -> Option<&str> {
    if text.starts_with(char::is_whitespace) {
        return None;
    }
    let mut escaped = false;
    let end = text.find(|c| {
        let ends = c == '$' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    let source = &text[..end];
    let digit_after = text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    let sound = !source.is_empty() && !source.ends_with(char::is_whitespace) && !digit_after;
    sound.then_some(source)
}

/// The media a text begins with, and the bytes it takes.
fn pointed_to(text: &str) -> Option<(Media, usize)> {
    let inside = text.strip_prefix("![")?;
    let line = inside.split('\n').next().unwrap_or(inside);
    let alt_end = line.find(']')?;
    let target = line[alt_end + 1..].strip_prefix('(')?;
    let mut depth = 1;
    let end = target.find(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let file = target[..end].trim();
    let file = file.strip_prefix('<').and_then(|file| file.strip_suffix('>')).unwrap_or(file);
    if file.is_empty() {
        return None;
    }
    let media = Media { alt: line[..alt_end].to_owned(), file: file.to_owned() };
    Some((media, 2 + alt_end + 2 + end + 1))
}

/// A letter or digit of a script that puts spaces between words.
pub(crate) fn is_word(c: char) -> bool {
    let spaceless = matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    c.is_alphanumeric() && !spaceless
}

/// Whether emphasis may begin with this character; not a full stop, so that `*.rs` stays text.
fn may_begin(c: char) -> bool {
    !c.is_whitespace() && (!c.is_ascii_punctuation() || "\"'([{`$*_-+\\!".contains(c))
}

/// Whether emphasis may end with this character.
fn may_end(c: char) -> bool {
    !c.is_whitespace() && (!c.is_ascii_punctuation() || "\"')]}`$*_!?.:;,%".contains(c))
}

fn nest(atoms: &[Atom], depth: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut unclosed = HashSet::new();
    let mut idx = 0;
    while let Some(atom) = atoms.get(idx) {
        idx += 1;
        match atom {
            Atom::Text(text) => push_text(&mut spans, text),
            Atom::Leaf(span) => spans.push(span.clone()),
            Atom::Run { mark, len, opens, .. } => {
                let looks = *opens && depth < MAX_DEPTH && !unclosed.contains(&(*mark, *len));
                let partner = if looks { closing_run(&atoms[idx..], *mark, *len) } else { None };
                if let Some(n_inside) = partner {
                    let inner = nest(&atoms[idx..idx + n_inside], depth + 1);
                    spans.push(emphasised(*len, inner));
                    idx += n_inside + 1;
                } else {
                    if looks {
                        unclosed.insert((*mark, *len));
                    }
                    push_text(&mut spans, &mark.to_string().repeat(*len));
                }
            }
        }
    }
    spans
}

/// How many atoms stand before the run that closes one of this mark and length.
fn closing_run(atoms: &[Atom], mark: char, len: usize) -> Option<usize> {
    atoms.iter().position(|atom| match atom {
        Atom::Run { mark: m, len: n, closes, .. } => *closes && *m == mark && *n == len,
        _ => false,
    })
}

fn emphasised(len: usize, inner: Vec<Span>) -> Span {
    match len {
        1 => Span::Emphasis(inner),
        2 => Span::Strong(inner),
        _ => Span::Strong(vec![Span::Emphasis(inner)]),
    }
}

/// Text next to text is one text.
fn push_text(spans: &mut Vec<Span>, text: &str) {
    if let Some(Span::Text(before)) = spans.last_mut() {
        before.push_str(text);
    } else {
        spans.push(Span::Text(text.to_owned()));
    }
}
