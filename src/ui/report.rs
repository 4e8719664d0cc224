//! Diagnostics for people: an excerpt with carets at a terminal, one line each elsewhere.
//! The only place that names `annotate-snippets`. Decides nothing about what is wrong.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, LineIndex, Severity};
use crate::text::escape::{escape, escape_line};
use crate::text::width::wrap;

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Excerpts with carets, in a window of so many columns.
    Excerpt {
        /// With colours.
        colour: bool,
        /// How wide the window is.
        columns: usize,
    },
    /// One line for each, for pipes and screen readers.
    Plain,
}

/// Words for all diagnostics of one file, each ended by a line break.
pub fn render(name: &str, text: &str, diagnostics: &[Diagnostic], style: Style) -> String {
    let index = LineIndex::new(text);
    let mut out = String::new();
    for it in diagnostics {
        let place = index.place(text, it.span.start);
        let head = format!("{}:{}:{}", escape_line(name), place.line, place.column);
        let Style::Excerpt { colour, columns } = style else {
            let help = it.help.as_deref().map_or_else(String::new, |help| {
                format!("; help: {}", escape(help).replace('\n', " "))
            });
            let message = escape(&it.message).replace('\n', " ");
            let (word, code) = (it.severity.word(), it.code);
            let _infallible = writeln!(out, "{head}: {word}[{code}]: {message}{help}");
            continue;
        };
        let _infallible = writeln!(out, "{head}");
        out.push_str(&excerpt(&index, text, it, colour, columns));
        out.push('\n');
    }
    out
}

/// How many bytes of a line are shown on either side of a place.
const EXCERPT: usize = 200;

/// The lines of the span, escaped, with carets under it.
fn excerpt(index: &LineIndex, text: &str, it: &Diagnostic, colour: bool, columns: usize) -> String {
    let line = index.place(text, it.span.start).line;
    let start = index.line_start(line).unwrap_or(0);
    let end = index.line_start(line + 1).unwrap_or(text.len());
    let from = it.span.start.clamp(start, end);
    // Of a line of thousands of letters only those around the place.
    let start = text.floor_char_boundary(start.max(from.saturating_sub(EXCERPT)));
    let end = text.floor_char_boundary(end.min(from.saturating_add(EXCERPT)));
    let to = it.span.end.clamp(from, end);
    let part = |from, to| escape(text.get(from..to).unwrap_or("").trim_end_matches(['\r', '\n']));
    let (before, marked, after) = (part(start, from), part(from, to), part(to, end));
    let shown = format!("{before}{marked}{after}");
    let carets = before.len()..before.len() + marked.len();
    let level = match it.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    let wrapped = |text: &str, margin: usize| {
        wrap(&escape(text), columns.saturating_sub(margin).max(20)).join("\n")
    };
    // `warning[D011]: ` stands before the one, `   = help: ` before the other.
    let message = wrapped(&it.message, 15);
    let snippet = Snippet::source(shown.as_str())
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(carets));
    let mut group = level.primary_title(message.as_str()).id(it.code).element(snippet);
    let margin = line.to_string().len() + " = help: ".len() + 1;
    let help = it.help.as_deref().map(|help| wrapped(help, margin));
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.term_width(columns).render(&[group])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_shown_in_each_form() {
        let parsed = crate::deck::parse(b"cards:\n  - question: Q\n    anwser: A\n");
        let line = render("d.yaml", &parsed.text, &parsed.diagnostics, Style::Plain);
        let wanted = "d.yaml:3:5: error[D011]: a card has no key `anwser`; \
                      help: write `answer:`\n";
        assert_eq!(line, wanted);
        let excerpt = render(
            "d.yaml",
            &parsed.text,
            &parsed.diagnostics,
            Style::Excerpt { colour: false, columns: 80 },
        );
        assert!(excerpt.starts_with("d.yaml:3:5\n"), "{excerpt}");
        assert!(excerpt.contains("^^^^^^"), "{excerpt}");
    }
}
