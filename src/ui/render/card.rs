//! The small Markdown of cards as lines of a page.

use crate::deck::markup::{self, Block, Media, Span};
use crate::deck::maths;
use crate::ui::page::{Page, Piece, Style};

/// Files that are heard and not seen, by their ending.
const SOUNDS: [&str; 8] = ["mp3", "ogg", "oga", "opus", "wav", "flac", "m4a", "aac"];

/// Adds a card's text to a page, each line after `indent`; `body` is the style of plain text.
pub fn add(page: &mut Page, indent: &str, body: Style, text: &str) {
    add_after(page, indent, indent, body, text);
}

/// Adds a card's text to a page; the first line comes after `first`, the others after `indent`.
pub fn add_after(page: &mut Page, first: &str, indent: &str, body: Style, text: &str) {
    let text = text.trim_end();
    let mut lead = first;
    for block in markup::parse(text) {
        match block {
            Block::Blank => page.blank(),
            Block::Paragraph(spans) => page.add(lead, &pieces(&spans, body)),
            Block::Point { marker, body: spans } => {
                page.add(&format!("{lead}{marker}"), &pieces(&spans, body));
            }
            Block::Code { text, .. } => {
                page.add(&format!("{lead}  "), &[Piece::new(Style::Code, text)]);
            }
            Block::Table(rows) => page.add(lead, &[Piece::new(body, rows.join("\n"))]),
        }
        lead = indent;
    }
}

/// A card's text for a place where there is only one line: a choice, a part of an answer.
pub fn inline(text: &str, body: Style) -> Vec<Piece> {
    let mut all = Vec::new();
    for block in markup::parse(text.trim_end()) {
        if !all.is_empty() {
            all.push(Piece::new(body, " "));
        }
        match block {
            Block::Blank => {}
            Block::Paragraph(spans) => all.extend(pieces(&spans, body)),
            Block::Point { marker, body: spans } => {
                all.push(Piece::new(body, marker.trim_start()));
                all.extend(pieces(&spans, body));
            }
            Block::Code { text, .. } => all.push(Piece::new(Style::Code, text)),
            Block::Table(rows) => all.push(Piece::new(body, rows.join(" "))),
        }
    }
    for piece in &mut all {
        piece.text = piece.text.replace("\r\n", " ").replace('\n', " ");
    }
    all
}

/// The words of [`inline`], without styles.
pub fn one_line(text: &str) -> String {
    inline(text, Style::Body).into_iter().map(|piece| piece.text).collect()
}

/// What stands for a picture or a sound.
pub fn stand_in(media: &Media) -> String {
    let ending = media.file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let what = if SOUNDS.contains(&ending.as_str()) { "sound" } else { "picture" };
    format!("[{what}: {}]", media.words())
}

fn pieces(spans: &[Span], body: Style) -> Vec<Piece> {
    let mut all = Vec::new();
    for span in spans {
        match span {
            Span::Text(text) => all.push(Piece::new(body, text.as_str())),
            Span::Code(code) => all.push(Piece::new(Style::Code, code.as_str())),
            Span::Strong(inner) => all.extend(pieces(inner, stronger(body, Style::Strong))),
            Span::Emphasis(inner) => all.extend(pieces(inner, stronger(body, Style::Emphasis))),
            Span::Maths { source, .. } => {
                all.push(Piece::new(Style::Code, maths::readable(source)));
            }
            Span::Media(media) => all.push(Piece::new(Style::Quiet, stand_in(media))),
        }
    }
    all
}

/// Marks show in running text; the styles of verdicts are not overwritten.
fn stronger(body: Style, mark: Style) -> Style {
    if matches!(body, Style::Body | Style::Prompt | Style::Quiet) { mark } else { body }
}
