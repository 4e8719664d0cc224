//! Card text as HTML for Anki's fields. What Anki would take for a command in plain text is written as
//! an entity; what was plain stays plain.

use crate::deck::markup::{self, Block, Media, Span};
use crate::text::bytes;

/// The first of the characters that stand for gaps while a text is converted; in a plane that no
/// script uses.
const FIRST_GAP: u32 = 0xF_0000;

/// A gap of a cloze text.
pub(super) struct Gap<'a> {
    pub number: u16,
    pub text: &'a str,
    pub hint: Option<&'a str>,
}

/// The character that stands for a gap.
pub(super) fn gap_mark(idx: usize) -> char {
    u32::try_from(idx).ok().and_then(|idx| char::from_u32(FIRST_GAP + idx)).unwrap_or('\u{fffd}')
}

/// Converts texts, and notes the files they show.
#[derive(Default)]
pub(super) struct Writer {
    /// The pictures and sounds, as the deck names them.
    pub media: Vec<String>,
    in_cloze: bool,
    /// Where HTML shows spaces as they are, and whoever copies code wants no other.
    in_block: bool,
}

impl Writer {
    /// A text as HTML, without a line break of its own.
    pub(super) fn html(&mut self, text: &str) -> String {
        let mut html = self.with_gaps(text, &[]);
        // Nor does HTML show a space that ends a text.
        if html.ends_with(' ') {
            html.replace_range(html.len() - 1.., "&nbsp;");
        }
        html
    }

    /// A cloze text, in which marks stand for gaps, as HTML with Anki's gaps.
    pub(super) fn cloze(&mut self, text: &str, gaps: &[Gap<'_>]) -> String {
        self.in_cloze = true;
        let html = self.with_gaps(text, gaps);
        self.in_cloze = false;
        html
    }

    fn with_gaps(&mut self, text: &str, gaps: &[Gap<'_>]) -> String {
        if gaps.is_empty() && is_bare(text) {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len() + 16);
        let blocks = markup::parse(text.trim_end_matches('\n'));
        for (idx, block) in blocks.iter().enumerate() {
            // A table is a block of its own; all else is lines.
            let after_table = idx > 0 && matches!(blocks[idx - 1], Block::Table(_));
            if idx > 0 && !after_table && !matches!(block, Block::Table(_)) {
                out.push_str("<br>");
            }
            match block {
                Block::Paragraph(spans) => self.spans(spans, gaps, &mut out),
                Block::Blank => {}
                Block::Code { language, text } => {
                    out.push_str("<pre><code");
                    if !language.is_empty() {
                        out.push_str(&format!(" class=\"language-{}\"", attribute(language)));
                    }
                    out.push('>');
                    self.in_block = true;
                    self.text(text, gaps, &mut out);
                    self.in_block = false;
                    out.push_str("</code></pre>");
                }
                Block::Point { marker, body } => {
                    self.text(marker, gaps, &mut out);
                    self.spans(body, gaps, &mut out);
                }
                Block::Table(rows) => self.table(rows, gaps, &mut out),
            }
        }
        out
    }

    fn spans(&mut self, spans: &[Span], gaps: &[Gap<'_>], out: &mut String) {
        for span in spans {
            match span {
                Span::Text(text) => self.text(text, gaps, out),
                Span::Code(text) => self.within("code", out, |it, out| it.text(text, gaps, out)),
                Span::Strong(inner) => {
                    self.within("b", out, |it, out| it.spans(inner, gaps, out));
                }
                Span::Emphasis(inner) => {
                    self.within("i", out, |it, out| it.spans(inner, gaps, out));
                }
                Span::Maths { source, display } => {
                    let (open, close) = if *display { ("\\[", "\\]") } else { ("\\(", "\\)") };
                    out.push_str(open);
                    self.maths(source, gaps, out);
                    out.push_str(close);
                }
                Span::Media(media) => self.show(media, out),
            }
        }
    }

    fn within(&mut self, tag: &str, out: &mut String, write: impl FnOnce(&mut Self, &mut String)) {
        out.push_str(&format!("<{tag}>"));
        write(self, out);
        out.push_str(&format!("</{tag}>"));
    }

    /// Plain text; the marks of gaps become gaps.
    fn text(&mut self, text: &str, gaps: &[Gap<'_>], out: &mut String) {
        for (at, c) in text.char_indices() {
            if let Some(gap) = gap_at(c, gaps) {
                if out.ends_with('{') {
                    out.pop();
                    out.push_str("&#123;");
                }
                let inner = self.with_gaps(gap.text, &[]).replace("::", "&#58;&#58;");
                let mut inner = inner.replace("}}", "}&#125;");
                if inner.ends_with('}') {
                    inner.replace_range(inner.len() - 1.., "&#125;");
                }
                self.gap(gap, &inner, out);
            } else {
                self.character(c, &text[at + c.len_utf8()..], out);
            }
        }
    }

    fn character(&self, c: char, rest: &str, out: &mut String) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            // HTML shows a row of spaces as one, and none where a line begins.
            ' ' if self.in_block => out.push(' '),
            ' ' if out.is_empty() || [" ", "&nbsp;", "<br>"].iter().any(|it| out.ends_with(it)) => {
                out.push_str("&nbsp;");
            }
            '\u{a0}' => out.push_str("&#160;"),
            '[' if is_command(rest) => out.push_str("&#91;"),
            '\\' if rest.starts_with(['(', '[', ')', ']']) => out.push_str("&#92;"),
            '{' if self.in_cloze && out.ends_with('{') => out.push_str("&#123;"),
            '\t' => out.push_str("&#9;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }

    /// TeX source; a gap in it holds TeX, too.
    fn maths(&mut self, source: &str, gaps: &[Gap<'_>], out: &mut String) {
        for c in source.chars() {
            match c {
                _ if gap_at(c, gaps).is_some() => {
                    let gap = gap_at(c, gaps).expect("just found");
                    if out.ends_with('{') {
                        out.push(' ');
                    }
                    let mut inner = String::new();
                    self.maths(&gap.text.replace("}}", "} }"), &[], &mut inner);
                    // A brace before its end would be taken for a part of it.
                    if inner.ends_with('}') {
                        inner.push(' ');
                    }
                    self.gap(gap, &inner.replace("::", ": :"), out);
                }
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\n' => out.push(' '),
                // Anki would end a gap there.
                '}' if self.in_cloze && out.ends_with('}') => out.push_str(" }"),
                '{' if self.in_cloze && out.ends_with('{') => out.push_str(" {"),
                c if c.is_control() => {}
                c => out.push(c),
            }
        }
    }

    fn gap(&mut self, gap: &Gap<'_>, inner: &str, out: &mut String) {
        out.push_str(&format!("{{{{c{}::{inner}", gap.number));
        if let Some(hint) = gap.hint {
            let hint = self.with_gaps(hint, &[]).replace("}}", "}&#125;");
            out.push_str(&format!("::{hint}"));
        }
        out.push_str("}}");
    }

    fn show(&mut self, media: &Media, out: &mut String) {
        if !self.media.contains(&media.file) {
            self.media.push(media.file.clone());
        }
        let name = super::media_name(&media.file);
        if is_sound(&name) {
            out.push_str(&format!("[sound:{}]", escape(&name)));
        } else {
            let alt = attribute(&media.alt);
            out.push_str(&format!("<img src=\"{}\" alt=\"{alt}\">", attribute(&name)));
        }
    }

    /// A table; where its second row is a line, the first is its head.
    fn table(&mut self, rows: &[String], gaps: &[Gap<'_>], out: &mut String) {
        let is_line = |row: &String| row.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
        let has_head = rows.get(1).is_some_and(is_line);
        out.push_str("<table>");
        for (idx, row) in rows.iter().enumerate() {
            if has_head && idx == 1 {
                continue;
            }
            let tag = if has_head && idx == 0 { "th" } else { "td" };
            out.push_str("<tr>");
            for cell in cells(row) {
                let cell = markup::parse(&cell);
                self.within(tag, out, |it, out| {
                    for block in &cell {
                        if let Block::Paragraph(spans) | Block::Point { body: spans, .. } = block {
                            it.spans(spans, gaps, out);
                        }
                    }
                });
            }
            out.push_str("</tr>");
        }
        out.push_str("</table>");
    }
}

/// The cells of a row. A bar within code, or behind a backslash, is text.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').filter(|it| !it.ends_with('\\')).unwrap_or(row);
    let mut cells = vec![String::new()];
    let (mut in_code, mut rest) = (false, row);
    while let Some(c) = rest.chars().next() {
        let cell = cells.last_mut().expect("there is one from the start");
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' if rest.starts_with('|') => {
                cell.push('|');
                rest = &rest[1..];
            }
            '|' if !in_code => cells.push(String::new()),
            _ => {
                in_code = (c == '`') != in_code && (in_code || rest.contains('`'));
                cell.push(c);
            }
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// Whether a text has neither marks nor anything that HTML or Anki gives a meaning.
fn is_bare(text: &str) -> bool {
    // A number with a dot may begin a list, and a row of spaces would be one.
    let is_numbered = text.starts_with(|c: char| c.is_ascii_digit()) && text.contains('.');
    let mut last = b' ';
    !is_numbered
        && text.bytes().all(|byte| {
            let is_second = byte == b' ' && last == b' ';
            last = byte;
            // A hard space begins with 0xc2.
            !is_second && (BARE[usize::from(byte)] || byte >= 0x80 && byte != 0xc2)
        })
}

/// The bytes of ASCII that mean themselves in HTML, to Anki and in card text.
static BARE: [bool; 256] =
    bytes::table(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .?,;'\"()");

fn gap_at<'a, 'b>(c: char, gaps: &'b [Gap<'a>]) -> Option<&'b Gap<'a>> {
    u32::from(c).checked_sub(FIRST_GAP).and_then(|idx| gaps.get(idx as usize))
}

/// Whether Anki would read a command where this follows a bracket.
fn is_command(rest: &str) -> bool {
    let rest: String = rest.chars().take(8).collect::<String>().to_ascii_lowercase();
    ["sound:", "anki:", "latex]", "/latex]", "$]", "/$]", "$$]", "/$$]"]
        .iter()
        .any(|it| rest.starts_with(it))
}

fn is_sound(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(
        &*ending,
        "mp3"
            | "ogg"
            | "oga"
            | "opus"
            | "wav"
            | "m4a"
            | "flac"
            | "aac"
            | "3gp"
            | "mp4"
            | "webm"
            | "mkv"
            | "avi"
            | "mov"
    )
}

/// Plain text in HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn attribute(text: &str) -> String {
    escape(&text.replace(char::is_control, " ")).replace('"', "&quot;")
}
