//! HTML as a tree of elements and texts. Takes any text; broken HTML gives the tree a reader would guess.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};

use crate::text::bytes;

/// Deeper elements stand beside, not within.
const MAX_DEPTH: usize = 100;

/// A part of a page; its texts are those of the page where they stand there as they are.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node<'h> {
    Text(Cow<'h, str>),
    Element(Element<'h>),
}

/// An element with what it holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element<'h> {
    pub name: Cow<'h, str>,
    pub attributes: Vec<(Cow<'h, str>, Cow<'h, str>)>,
    pub children: Vec<Node<'h>>,
}

impl Element<'_> {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| &**value)
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|it| it.split_whitespace().any(|it| it == class))
    }
}

impl<'h> Node<'h> {
    pub(super) fn element(&self) -> Option<&Element<'h>> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }
}

/// Elements that hold nothing.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "param",
];

/// Elements whose text is no text to read.
const UNREAD: [&str; 6] = ["script", "style", "template", "noscript", "title", "head"];

/// Parses HTML.
pub(super) fn parse(html: &str) -> Vec<Node<'_>> {
    plain(html, &|_| None).unwrap_or_else(|| by_all_rules(html))
}

/// Parses what editors write nearly always, and exports of ours: lower-case tags with their attributes in
/// double quotes, and the most common entities, of which `kept` may stand for other characters. None where
/// anything else stands, which takes all rules of HTML, and several times as long.
pub(super) fn plain<'h>(
    html: &'h str,
    kept: &dyn Fn(&str) -> Option<char>,
) -> Option<Vec<Node<'h>>> {
    let mut tree = Tree::default();
    let mut rest = html;
    while !rest.is_empty() {
        let (text, tag) = rest.split_once('<').unwrap_or((rest, ""));
        if !text.is_empty() {
            tree.text(unescaped(text, kept)?);
        }
        if text.len() == rest.len() {
            break;
        }
        let (tag, after) = tag.split_once('>')?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            tree.end(Some(name).filter(|it| is_name(it))?);
            continue;
        }
        let (name, mut more) = tag.split_once(' ').unwrap_or((tag, ""));
        let name = Some(name).filter(|it| is_name(it))?;
        let mut attributes = Vec::new();
        while !more.is_empty() {
            let (key, value) = more.split_once("=\"")?;
            let (value, after) = value.split_once('"')?;
            let is_plain = is_name(key) && !value.contains(['&', '\r', '\0']);
            attributes.push(is_plain.then_some((key.into(), value.into()))?);
            more = if after.is_empty() { after } else { after.strip_prefix(' ')? };
        }
        attributes.sort_unstable();
        if attributes.windows(2).any(|it| it[0].0 == it[1].0) {
            return None;
        }
        tree.start(name.into(), attributes, false);
    }
    Some(tree.finish())
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
}

/// A text whose entities are the most common ones, or kept.
fn unescaped<'h>(text: &'h str, kept: &dyn Fn(&str) -> Option<char>) -> Option<Cow<'h, str>> {
    if !bytes::all(text.as_bytes(), |it| it != b'\r' && it != 0) {
        return None;
    }
    let Some((before, mut rest)) = text.split_once('&') else { return Some(text.into()) };
    let mut out = before.to_owned();
    loop {
        let (name, after) = rest.split_once(';')?;
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            name => kept(name).or((name == "nbsp").then_some('\u{a0}'))?,
        });
        let Some((text, more)) = after.split_once('&') else {
            out.push_str(after);
            return Some(out.into());
        };
        out.push_str(text);
        rest = more;
    }
}

/// Parses by all rules of HTML.
pub(super) fn by_all_rules(html: &str) -> Vec<Node<'static>> {
    let mut tree = Tree::default();
    let text = |bytes: &[u8]| Cow::from(String::from_utf8_lossy(bytes).into_owned());
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(key, value)| (text(key), text(value))).collect();
                tree.start(text(&tag.name), attributes, tag.self_closing);
            }
            Token::EndTag(tag) => tree.end(&text(&tag.name)),
            Token::String(it) => tree.text(text(&it)),
            _ => {}
        }
    }
    tree.finish()
}

/// A tree that grows.
#[derive(Default)]
struct Tree<'h> {
    root: Vec<Node<'h>>,
    /// The elements that are open, the innermost last.
    open: Vec<Element<'h>>,
    /// The element whose text is not read.
    unread: Option<Cow<'h, str>>,
}

impl<'h> Tree<'h> {
    fn start(
        &mut self,
        name: Cow<'h, str>,
        attributes: Vec<(Cow<'h, str>, Cow<'h, str>)>,
        is_closed: bool,
    ) {
        if self.unread.is_some() {
            return;
        }
        if UNREAD.contains(&&*name) {
            self.unread = (!is_closed).then_some(name);
            return;
        }
        close_implied(&mut self.root, &mut self.open, &name);
        let is_void = VOID.contains(&&*name);
        let element = Element { name, attributes, children: Vec::new() };
        if is_void || self.open.len() >= MAX_DEPTH {
            add(&mut self.root, &mut self.open, Node::Element(element));
        } else {
            self.open.push(element);
        }
    }

    fn end(&mut self, name: &str) {
        if self.unread.as_deref() == Some(name) {
            self.unread = None;
        } else if self.unread.is_none()
            && let Some(at) = self.open.iter().rposition(|it| it.name == name)
        {
            close_to(&mut self.root, &mut self.open, at);
        }
    }

    fn text(&mut self, text: Cow<'h, str>) {
        if self.unread.is_none() {
            add(&mut self.root, &mut self.open, Node::Text(text));
        }
    }

    fn finish(mut self) -> Vec<Node<'h>> {
        close_to(&mut self.root, &mut self.open, 0);
        self.root
    }
}

fn add<'h>(root: &mut Vec<Node<'h>>, open: &mut [Element<'h>], node: Node<'h>) {
    match open.last_mut() {
        Some(element) => element.children.push(node),
        None => root.push(node),
    }
}

fn close_to<'h>(root: &mut Vec<Node<'h>>, open: &mut Vec<Element<'h>>, at: usize) {
    while open.len() > at {
        if let Some(element) = open.pop() {
            add(root, open, Node::Element(element));
        }
    }
}

/// Closes what a beginning element ends without saying so.
fn close_implied<'h>(root: &mut Vec<Node<'h>>, open: &mut Vec<Element<'h>>, name: &str) {
    let (ends, within): (&[&str], &[&str]) = match name {
        "li" => (&["li"], &["ul", "ol"]),
        "td" | "th" => (&["td", "th"], &["table"]),
        "tr" => (&["tr", "td", "th"], &["table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "p" | "div" | "ul" | "ol" | "table" | "pre" => (&["p"], &["li", "td", "div"]),
        _ => return,
    };
    let from = open.iter().rposition(|it| within.contains(&&*it.name)).map_or(0, |at| at + 1);
    if let Some(at) = open[from..].iter().position(|it| ends.contains(&&*it.name)) {
        close_to(root, open, from + at);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Parts of fields, with and without a meaning in HTML.
    fn html() -> impl Strategy<Value = String> {
        let parts = vec![
            "a",
            "é",
            " ",
            "&amp;",
            "&lt;",
            "&nbsp;",
            "&",
            "&x",
            ";",
            "&copy",
            "<",
            ">",
            "\"",
            "=",
            "<b>",
            "</b>",
            "<br>",
            "<br/>",
            "<BR>",
            "<li>",
            "</li>",
            "<ul>",
            "</ul>",
            "<p>",
            "</p>",
            "<div class=\"a b\">",
            "</div>",
            "<img alt=\"x\" src=\"a>b\">",
            "<span a=\"1\" a=\"2\">",
            "<span lang='de'>",
            "<i >",
            "<script>",
            "</script>",
            "<style>",
            "<title>",
            "<!-- c -->",
            "<textarea>",
            "\r\n",
            "\0",
            "\u{F5000}",
            "<h1",
            "</",
            "<a href=\"x&amp;y\">",
            "</a >",
        ];
        prop::collection::vec(prop::sample::select(parts), 0..12).prop_map(|it| it.concat())
    }

    proptest! {
        #[test]
        fn plain_html_is_read_as_all_rules_read_it(html in html()) {
            if let Some(tree) = plain(&html, &|_| None) {
                prop_assert_eq!(tree, by_all_rules(&html));
            }
        }
    }

    #[test]
    fn what_exports_write_is_plain() {
        let html = "<details class=\"qd-more\"><summary>More</summary>a &amp; b<br></details>";
        assert_eq!(plain(html, &|_| None), Some(by_all_rules(html)));
        assert_eq!(plain("a < b", &|_| None), None);
    }
}
