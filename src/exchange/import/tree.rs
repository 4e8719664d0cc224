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
    let mut root = Vec::new();
    // The elements that are open, the innermost last.
    let mut open: Vec<Element> = Vec::new();
    let mut unread: Option<String> = None;
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if unread.is_some() {
                    continue;
                }
                if UNREAD.contains(&&*name) {
                    unread = (!tag.self_closing).then_some(name);
                    continue;
                }
                close_implied(&mut root, &mut open, &name);
                let attributes = tag
                    .attributes
                    .iter()
                    .map(|(key, value)| {
                        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                        (text(key), text(value))
                    })
                    .collect();
                let is_void = VOID.contains(&&*name);
                let element = Element { name, attributes, children: Vec::new() };
                if is_void || open.len() >= MAX_DEPTH {
                    add(&mut root, &mut open, Node::Element(element));
                } else {
                    open.push(element);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if unread.as_ref() == Some(&name) {
                    unread = None;
                } else if unread.is_none()
                    && let Some(at) = open.iter().rposition(|it| it.name == name)
                {
                    close_to(&mut root, &mut open, at);
                }
            }
            Token::String(text) if unread.is_none() => {
                let text = String::from_utf8_lossy(&text).into_owned();
                add(&mut root, &mut open, Node::Text(text));
            }
            _ => {}
        }
    }
    close_to(&mut root, &mut open, 0);
    root
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
