//! Anki's templates: what a side of a card shows of a note's fields. Filters that change only the look
//! are left out.

use std::collections::BTreeSet;

/// A side of a card as HTML.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Side {
    pub html: String,
    /// The field that is typed.
    pub typed: Option<String>,
    /// The fields that are shown on request.
    pub hints: Vec<String>,
    /// The fields that are shown.
    pub fields: BTreeSet<String>,
}

/// Fills a template with the fields that `field` gives by name. The front side is left out of the back.
pub(super) fn fill<'a>(template: &str, field: &dyn Fn(&str) -> Option<&'a str>) -> Side {
    let mut side = Side::default();
    // Sections that are open: their names, and whether what is in them shows.
    let mut open: Vec<(&str, bool)> = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find("{{").filter(|_| open.len() <= MAX_OPEN) {
        let shows = open.iter().all(|(_, shows)| *shows);
        if shows {
            side.html.push_str(&rest[..at]);
        }
        let Some(len) = rest[at + 2..].find("}}") else {
            rest = &rest[at..];
            break;
        };
        let tag = rest[at + 2..at + 2 + len].trim();
        rest = &rest[at + 4 + len..];
        let is_filled = |name: &str| field(name).is_some_and(|it| !is_blank(it));
        if let Some(name) = tag.strip_prefix('#') {
            // `{{#c1}}` shows on the card of that gap.
            open.push((name.trim(), is_filled(name.trim()) || is_gap(name.trim())));
        } else if let Some(name) = tag.strip_prefix('^') {
            open.push((name.trim(), !is_filled(name.trim()) && !is_gap(name.trim())));
        } else if tag.starts_with('/') {
            open.pop();
        } else if shows {
            show(&mut side, tag, field);
        }
    }
    if open.iter().all(|(_, shows)| *shows) {
        side.html.push_str(rest);
    }
    side
}

/// No side that is meant to be read is longer, in bytes; a template could show a field ten thousand times.
const MAX_SIDE: usize = 1_000_000;
/// No template has more sections within each other.
const MAX_OPEN: usize = 100;

fn show<'a>(side: &mut Side, tag: &str, field: &dyn Fn(&str) -> Option<&'a str>) {
    let mut filters: Vec<&str> = tag.split(':').map(str::trim).collect();
    let Some(name) = filters.pop() else { return };
    let Some(value) = field(name) else { return };
    side.fields.insert(name.to_owned());
    let has = |filter: &str| filters.iter().any(|it| it.split(' ').next() == Some(filter));
    if has("type") || has("nc") {
        side.typed = Some(name.to_owned());
    } else if has("hint") {
        side.hints.push(name.to_owned());
    } else if !has("tts") && side.html.len() + value.len() <= MAX_SIDE {
        side.html.push_str(value);
    }
}

fn is_gap(name: &str) -> bool {
    name.strip_prefix('c').is_some_and(|n| !n.is_empty() && n.bytes().all(|it| it.is_ascii_digit()))
}

/// Whether a field shows nothing.
pub(super) fn is_blank(html: &str) -> bool {
    let mut in_tag = false;
    let mut shown = html.replace("&nbsp;", " ");
    let has_media = ["<img", "<audio", "<video", "[sound:"].iter().any(|it| shown.contains(it));
    shown.retain(|c| {
        let was = in_tag;
        in_tag = (in_tag || c == '<') && c != '>';
        !was && !in_tag && c != '>'
    });
    shown.trim().is_empty() && !has_media
}
