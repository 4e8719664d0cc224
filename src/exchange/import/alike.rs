//! Whether two fields show the same: what only other marks of HTML tell apart does not count.

use super::tree::{self, Element, Node};

/// Whether what would be written shows all that is there.
pub(super) fn are_alike(written: &str, there: &str) -> bool {
    written == there || shown(written) == shown(there)
}

/// A field in one spelling.
fn shown(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    write(&tree::parse(html), &mut out);
    crate::text::fold::composed(out.trim_matches(['\n', ' ']))
}

fn write(nodes: &[Node<'_>], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => words(text, out),
            Node::Element(element) => tag(element, out),
        }
    }
}

/// HTML shows a row of spaces as one, and editors write some of them as hard ones.
fn words(text: &str, out: &mut String) {
    for c in text.chars() {
        if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{a0}') {
            out.push(c);
        } else if !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}

fn new_line(out: &mut String) {
    while out.ends_with(' ') {
        out.pop();
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
}

fn tag(element: &Element<'_>, out: &mut String) {
    let Element { name, attributes, children } = element;
    match (&**name, attributes.as_slice()) {
        ("br", _) => {
            while out.ends_with(' ') {
                out.pop();
            }
            out.push('\n');
        }
        ("div" | "p", []) => {
            new_line(out);
            write(children, out);
            new_line(out);
        }
        ("span" | "tbody", []) => write(children, out),
        (name, _) => {
            let name = match name {
                "strong" => "b",
                "em" => "i",
                name => name,
            };
            out.push_str(&format!("<{name}"));
            for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
                out.push_str(&format!(" {key}={value:?}"));
            }
            out.push('>');
            write(children, out);
            out.push_str(&format!("</{name}>"));
        }
    }
}
