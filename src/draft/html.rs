//! A page of the web to blocks: what a reader sees as running text. Menus, scripts, tables and what
//! stands under pictures are left out.

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::day::{Day, day_in};
use super::plain::is_caption;
use super::reading::{Block, Growing, Reading, Role, ends_as_a_sentence};

/// Elements left out with all they hold.
const LEFT_OUT: [&[u8]; 19] = [
    b"script",
    b"style",
    b"noscript",
    b"template",
    b"svg",
    b"math",
    b"nav",
    b"footer",
    b"aside",
    b"form",
    b"figure",
    b"figcaption",
    b"table",
    b"button",
    b"select",
    b"textarea",
    b"iframe",
    b"pre",
    b"head",
];

/// Elements that stand in a line.
const INLINE: [&[u8]; 32] = [
    b"a", b"abbr", b"b", b"bdi", b"bdo", b"cite", b"code", b"data", b"del", b"dfn", b"em", b"font",
    b"i", b"ins", b"kbd", b"mark", b"q", b"s", b"samp", b"small", b"span", b"strong", b"sub",
    b"sup", b"time", b"tt", b"u", b"var", b"wbr", b"img", b"label", b"br",
];

pub(super) fn read(article: &str) -> Reading {
    let mut state = State { article, ..State::default() };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(article, emitter) {
        let Ok(token) = token;
        state.token(token);
    }
    state.end_block();
    Reading { title: state.title, day: state.day, blocks: state.blocks }
}

#[derive(Default)]
struct State<'a> {
    article: &'a str,
    title: Option<String>,
    day: Option<Day>,
    blocks: Vec<Block>,
    growing: Growing,
    role: Option<Role>,
    in_title: bool,
    /// The element being left out, and how deep in others of its name.
    left_out: Option<(Vec<u8>, usize)>,
}

impl State<'_> {
    fn token(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => {
                if self.day.is_none() {
                    self.day = day_of(&tag);
                }
                self.open(&tag.name, tag.self_closing);
            }
            Token::EndTag(tag) => self.close(&tag.name),
            Token::String(text) if self.in_title => {
                let text = String::from_utf8_lossy(&text);
                let title = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.title = Some(title).filter(|title| !title.is_empty());
            }
            Token::String(text) if self.left_out.is_none() => {
                self.text(&String::from_utf8_lossy(&text), text.span.start, text.span.end);
            }
            _ => {}
        }
    }

    fn open(&mut self, name: &[u8], self_closing: bool) {
        if let Some((of, depth)) = &mut self.left_out {
            if name == of.as_slice() && !self_closing {
                *depth += 1;
            }
            // A page may leave its head open; its body ends it.
            if of == b"head" && name == b"body" {
                self.left_out = None;
            }
            self.in_title = name == b"title";
            return;
        }
        self.in_title = name == b"title";
        if LEFT_OUT.contains(&name) {
            self.end_block();
            if !self_closing {
                self.left_out = Some((name.to_vec(), 1));
            }
        } else if name == b"br" {
            self.growing.push(' ', 0..0);
        } else if !INLINE.contains(&name) {
            self.end_block();
            self.role = match name {
                b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Some(Role::Heading),
                b"li" | b"dt" | b"dd" | b"option" => Some(Role::List),
                b"address" => Some(Role::Aside),
                _ => None,
            };
        }
    }

    fn close(&mut self, name: &[u8]) {
        self.in_title = false;
        if let Some((of, depth)) = &mut self.left_out {
            if name == of.as_slice() {
                *depth -= 1;
                if *depth == 0 {
                    self.left_out = None;
                }
            }
        } else if !INLINE.contains(&name) {
            self.end_block();
        }
    }

    /// Adds a text whose named characters may be written in several; each is found again.
    fn text(&mut self, text: &str, start: usize, end: usize) {
        let Some(raw) = self.article.get(start..end) else { return };
        let mut at = 0;
        for c in text.chars() {
            let here = &raw[at..];
            let width = match here.chars().next() {
                Some('&') if c != '&' || !here.starts_with("& ") => {
                    let end = here.bytes().take(40).position(|byte| byte == b';');
                    let is_named = end.is_some_and(|end| !here[1..end].contains([' ', '&', '<']));
                    if is_named { end.map_or(1, |end| end + 1) } else { 1 }
                }
                Some(first) => {
                    let line_break = here.starts_with("\r\n") && c == '\n';
                    if line_break { 2 } else { first.len_utf8() }
                }
                None => 0,
            };
            self.growing.push(c, start + at..start + at + width);
            at += width;
        }
    }

    fn end_block(&mut self) {
        let role = self.role.take().unwrap_or(Role::Prose);
        let Some(mut block) = self.growing.finish(role) else { return };
        let n_words = block.text.split_whitespace().count();
        if is_caption(&block.text)
            || role == Role::Prose && n_words < 20 && !ends_as_a_sentence(&block.text)
        {
            block.role = Role::Aside;
        }
        if role == Role::Heading && self.title.is_none() {
            self.title = Some(block.text.clone());
        }
        self.blocks.push(block);
    }
}

/// The day that `<meta property="article:published_time" content="...">` or `<time datetime="...">` tells.
fn day_of(tag: &StartTag<usize>) -> Option<Day> {
    let value = |name: &[u8]| {
        tag.attributes.get(name).map(|it| String::from_utf8_lossy(it).to_ascii_lowercase())
    };
    let told = match tag.name.as_slice() {
        b"time" => value(b"datetime"),
        b"meta" => {
            let names = [b"property".as_slice(), b"name", b"itemprop"];
            let is_day = names
                .into_iter()
                .filter_map(value)
                .any(|it| it.contains("publish") || it.contains("pubdate") || it.ends_with("date"));
            value(b"content").filter(|_| is_day)
        }
        _ => None,
    };
    day_in(&told?)
}
