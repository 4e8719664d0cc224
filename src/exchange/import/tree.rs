//! HTML as a tree of elements and texts. Takes any text; broken HTML gives the tree a reader would guess.

use html5gum::{Token, Tokenizer};

/// Deeper elements stand beside, not within.
const MAX_DEPTH: usize = 100;

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Text(String),
    Element(Element),
}

/// An element with what it holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|it| it.split_whitespace().any(|it| it == class))
    }
}

impl Node {
    pub(super) fn element(&self) -> Option<&Element> {
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
pub(super) fn parse(html: &str) -> Vec<Node> {
    plain(html).unwrap_or_else(|| by_all_rules(html))
}

/// Parses what editors write nearly always, and exports of ours: lower-case tags with their attributes in
/// double quotes, and the most common entities. None where anything else stands, which takes all rules of
/// HTML, and several times as long.
fn plain(html: &str) -> Option<Vec<Node>> {
    let mut tree = Tree::default();
    let mut rest = html;
    while !rest.is_empty() {
        let (text, tag) = rest.split_once('<').unwrap_or((rest, ""));
        if !text.is_empty() {
            tree.text(unescaped(text)?);
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
        let name = Some(name).filter(|it| is_name(it))?.to_owned();
        let mut attributes = Vec::new();
        while !more.is_empty() {
            let (key, value) = more.split_once("=\"")?;
            let (value, after) = value.split_once('"')?;
            let is_plain = is_name(key) && !value.contains(['&', '\r', '\0']);
            attributes.push(is_plain.then(|| (key.to_owned(), value.to_owned()))?);
            more = if after.is_empty() { after } else { after.strip_prefix(' ')? };
        }
        attributes.sort_unstable();
        if attributes.windows(2).any(|it| it[0].0 == it[1].0) {
            return None;
        }
        tree.start(name, attributes, false);
    }
    Some(tree.finish())
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit())
}

/// A text whose entities are the most common ones.
fn unescaped(text: &str) -> Option<String> {
    if text.contains(['\r', '\0']) {
        return None;
    }
    let mut parts = text.split('&');
    let mut out = parts.next()?.to_owned();
    for part in parts {
        let (name, after) = part.split_once(';')?;
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "nbsp" => '\u{a0}',
            _ => return None,
        });
        out.push_str(after);
    }
    Some(out)
}

/// Parses by all rules of HTML.
fn by_all_rules(html: &str) -> Vec<Node> {
    let mut tree = Tree::default();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
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
struct Tree {
    root: Vec<Node>,
    /// The elements that are open, the innermost last.
    open: Vec<Element>,
    /// The element whose text is not read.
    unread: Option<String>,
}

impl Tree {
    fn start(&mut self, name: String, attributes: Vec<(String, String)>, is_closed: bool) {
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

    fn text(&mut self, text: String) {
        if self.unread.is_none() {
            add(&mut self.root, &mut self.open, Node::Text(text));
        }
    }

    fn finish(mut self) -> Vec<Node> {
        close_to(&mut self.root, &mut self.open, 0);
        self.root
    }
}

fn add(root: &mut Vec<Node>, open: &mut [Element], node: Node) {
    match open.last_mut() {
        Some(element) => element.children.push(node),
        None => root.push(node),
    }
}

fn close_to(root: &mut Vec<Node>, open: &mut Vec<Element>, at: usize) {
    while open.len() > at {
        if let Some(element) = open.pop() {
            add(root, open, Node::Element(element));
        }
    }
}

/// Closes what a beginning element ends without saying so.
fn close_implied(root: &mut Vec<Node>, open: &mut Vec<Element>, name: &str) {
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
            if let Some(tree) = plain(&html) {
                prop_assert_eq!(tree, by_all_rules(&html));
            }
        }
    }

    #[test]
    fn what_exports_write_is_plain() {
        let html = "<details class=\"qd-more\"><summary>More</summary>a &amp; b<br></details>";
        assert_eq!(plain(html), Some(by_all_rules(html)));
        assert_eq!(plain("a < b"), None);
    }
}
