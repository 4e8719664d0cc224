//! What we wrote into the fields of our own notes, read back: the parts of a card beside its texts.

use std::borrow::Cow;

use super::card::Options;
use super::tree::{Element, Node};
use super::words::{self, Words};
use crate::deck::{Accepted, Choice, Kind, Number, Rejected, Tolerance};

/// How Anki asks a note.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    Turned,
    BothWays,
    Typed,
    Cloze(Option<bool>),
}

/// What we wrote into fields ourselves, found again by its class.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) words: Words,
    pub(super) hint: Option<String>,
    pub(super) explanation: Option<String>,
    pub(super) source: Option<String>,
    accept: Vec<String>,
    pub(super) gap_accept: Vec<(u16, Vec<String>)>,
    member_accept: Vec<(String, Vec<String>)>,
    pub(super) reject: Vec<Rejected>,
    feedback: Vec<(String, String)>,
    /// Whether gaps are typed, where the deck says so.
    pub(super) typed: Option<bool>,
    number: Option<(Option<String>, Tolerance)>,
}

impl Parts {
    pub(super) fn add(&mut self, words: Words) -> String {
        self.words.simplified.extend(words.simplified);
        words.text
    }

    pub(super) fn text<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node<'n>>) -> String {
        let words = words::words(nodes);
        self.add(words)
    }

    /// The nodes without those that are parts of their own. These are blocks: what stands before and behind them
    /// stands on lines of its own.
    pub(super) fn take<'n>(
        &mut self,
        nodes: impl IntoIterator<Item = &'n Node<'n>>,
    ) -> Vec<&'n Node<'n>> {
        static BLOCK: Node<'static> = Node::Element(Element {
            name: Cow::Borrowed("div"),
            attributes: Vec::new(),
            children: Vec::new(),
        });
        let (mut rest, mut is_behind) = (Vec::new(), false);
        for node in nodes {
            if node.element().is_some_and(|it| self.is_part(it)) {
                is_behind = !rest.is_empty();
                continue;
            }
            if std::mem::take(&mut is_behind) {
                rest.push(&BLOCK);
            }
            rest.push(node);
        }
        rest
    }

    fn is_part(&mut self, element: &Element<'_>) -> bool {
        let children = &element.children;
        let class = element.attribute("class").unwrap_or_default();
        match class {
            "qd-hint" => {
                let hint = self.text(without_summary(children));
                self.hint = Some(hint).filter(|it| !it.is_empty());
            }
            "qd-more" => {
                let shown: Vec<&Node<'_>> = without_summary(children).collect();
                self.take(shown);
            }
            "qd-explanation" => self.explanation = Some(self.text(children)),
            "qd-source" => {
                let plain = children.iter().flat_map(|it| match it {
                    Node::Element(small) if small.name == "small" => small.children.as_slice(),
                    other => std::slice::from_ref(other),
                });
                self.source = Some(self.text(plain));
            }
            "qd-accept" => self.accepted(children),
            "qd-typed" => self.typed = Some(true),
            "qd-turned" => self.typed = Some(false),
            "qd-reject" => {
                let mut texts = self.spans(children).into_iter();
                if let Some(text) = texts.next() {
                    self.reject.push(Rejected { text, why: texts.next().unwrap_or_default() });
                }
            }
            "qd-feedback" => {
                let mut texts = self.spans(children).into_iter();
                if let (Some(text), Some(feedback)) = (texts.next(), texts.next()) {
                    self.feedback.push((text, feedback));
                }
            }
            "qd-number" => {
                let of = |class: &str| {
                    let found =
                        children.iter().filter_map(Node::element).find(|it| it.has_class(class));
                    found.map(|it| words::words(&it.children).text)
                };
                let near = of("qd-tolerance").map_or(Tolerance::Exact, |it| tolerance(&it));
                self.number = Some((of("qd-unit"), near));
            }
            _ => return false,
        }
        true
    }

    /// The choice that an answer is; what somebody wrote below it in Anki explains it.
    fn right(&mut self, answer: String, choices: &[String]) -> String {
        let below = |it: &&String| {
            answer.strip_prefix(it.as_str()).is_some_and(|rest| rest.starts_with('\n'))
        };
        let right = choices.iter().find(below).filter(|_| !choices.contains(&answer));
        let Some(right) = right else { return answer };
        let remark = answer[right.len()..].trim();
        let explanation = [self.explanation.as_deref().unwrap_or_default(), remark].join("\n");
        self.explanation = Some(explanation.trim().to_owned());
        right.clone()
    }

    fn spans(&mut self, nodes: &[Node<'_>]) -> Vec<String> {
        let spans = nodes.iter().filter_map(Node::element).filter(|it| it.name == "span");
        let plain: Vec<&Element<'_>> = spans.filter(|it| it.attribute("class").is_none()).collect();
        plain.into_iter().map(|it| self.text(&it.children)).collect()
    }

    fn accepted(&mut self, children: &[Node<'_>]) {
        let texts = self.spans(children);
        let of = children.iter().filter_map(Node::element).find(|it| it.has_class("qd-of"));
        match of.map(|it| words::words(&it.children).text) {
            None => self.accept.extend(texts),
            Some(of) => match of.parse() {
                Ok(number) => {
                    self.gap_accept.push((number, texts.clone()));
                    self.member_accept.push((of, texts));
                }
                Err(_) => self.member_accept.push((of, texts)),
            },
        }
    }

    pub(super) fn kind(
        &mut self,
        form: Form,
        front: &[&Node<'_>],
        back: &[&Node<'_>],
        options: Options,
    ) -> Result<Kind, String> {
        let is_marker = |node: &Node<'_>| {
            let marks =
                ["qd-choices", "qd-truefalse", "qd-steps", "qd-left", "qd-sides", "qd-need"];
            node.element().is_some_and(|it| marks.iter().any(|mark| it.has_class(mark)))
        };
        let question = self.text(front.iter().copied().filter(|it| !is_marker(it)));
        let answer = self.text(back.iter().copied());
        if question.trim().is_empty() {
            return Err("an empty front".to_owned());
        }
        if answer.trim().is_empty() {
            return Err("an empty back".to_owned());
        }
        let marker =
            |class: &str| front.iter().filter_map(|it| it.element()).find(|it| it.has_class(class));
        let answered =
            |class: &str| back.iter().filter_map(|it| it.element()).find(|it| it.has_class(class));
        if let Some(choices) = marker("qd-choices") {
            let shuffle = !choices.has_class("qd-fixed");
            let right = answered("qd-right").map(points);
            let multiple = right.is_some();
            let mut choices = points(choices);
            let right = right.unwrap_or_else(|| vec![self.right(answer, &choices)]);
            // The answer has the author's order.
            if shuffle {
                choices.sort_by_key(|text| {
                    right.iter().position(|it| it == text).unwrap_or(right.len())
                });
            }
            let choices = choices
                .into_iter()
                .map(|text| Choice {
                    correct: right.contains(&text),
                    feedback: self
                        .feedback
                        .iter()
                        .find(|(of, _)| *of == text)
                        .map(|(_, it)| it.clone()),
                    text,
                })
                .collect();
            return Ok(Kind::Choice { question, choices, multiple, shuffle });
        }
        if marker("qd-truefalse").is_some() {
            return Ok(Kind::TrueFalse { statement: question, answer: answer.trim() == "True" });
        }
        if marker("qd-steps").is_some()
            && let Some(order) = answered("qd-order")
        {
            return Ok(Kind::Order { question, order: points(order) });
        }
        if let (Some(sides), Some(table)) = (marker("qd-sides"), answered("qd-pairs")) {
            let pairs = pairs(table);
            let extra = points(sides).into_iter();
            let extra = extra.filter(|it| !pairs.iter().any(|(_, right)| right == it)).collect();
            return Ok(Kind::Match { question, pairs, extra });
        }
        if let (Some(asked), Some(list)) = (marker("qd-need"), answered("qd-list")) {
            let members = points(list);
            let asked = words::words(&asked.children).text;
            let need = asked.split(|c: char| !c.is_ascii_digit()).find_map(|it| it.parse().ok());
            let need = if asked.contains(" of ") { need } else { None };
            let list = members
                .into_iter()
                .map(|answer| {
                    let accept = self.member_accept.iter().find(|(of, _)| *of == answer);
                    let accept = accept.map(|(_, texts)| texts.clone()).unwrap_or_default();
                    Accepted { answer, accept, reject: Vec::new() }
                })
                .collect::<Vec<_>>();
            let need = need.unwrap_or(list.len()).clamp(1, list.len().max(1));
            return Ok(Kind::List { question, list, need });
        }
        let accept = std::mem::take(&mut self.accept);
        let reject = std::mem::take(&mut self.reject);
        if let Some((unit, tolerance)) = self.number.take() {
            let bare = unit.as_deref().and_then(|unit| answer.strip_suffix(unit));
            let text = bare.unwrap_or(&answer).trim().to_owned();
            return Ok(Kind::Number {
                question,
                answer: Number { text, tolerance, unit, asked_in: None, accept },
            });
        }
        let accepted = Accepted { answer, accept, reject };
        let languages = language(front).zip(language(back)).map(|(a, b)| [a, b]);
        // Only a flashcard says which languages its sides are in.
        if form == Form::Typed && languages.is_none() {
            return Ok(Kind::Short { question, answer: accepted });
        }
        Ok(Kind::Flashcard {
            front: question,
            back: accepted,
            reverse: form == Form::BothWays,
            typed: options.typed || form == Form::Typed,
            languages,
        })
    }
}

fn without_summary<'n>(nodes: &'n [Node<'n>]) -> impl Iterator<Item = &'n Node<'n>> {
    nodes.iter().filter(|it| it.element().is_none_or(|it| it.name != "summary"))
}

fn tolerance(text: &str) -> Tolerance {
    match text.strip_suffix('%') {
        Some(percent) => {
            percent.parse().map_or(Tolerance::Exact, |it: f64| Tolerance::Relative(it / 100.0))
        }
        None => text.parse().map_or(Tolerance::Exact, Tolerance::Absolute),
    }
}

/// The points of a list.
fn points(list: &Element<'_>) -> Vec<String> {
    let points = list.children.iter().filter_map(Node::element).filter(|it| it.name == "li");
    points.map(|it| words::words(&it.children).text).collect()
}

/// The rows of a table of two columns.
fn pairs(table: &Element<'_>) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let mut open: Vec<&Element<'_>> = vec![table];
    while let Some(element) = open.pop() {
        if element.name == "tr" {
            let cells: Vec<String> = element
                .children
                .iter()
                .filter_map(Node::element)
                .map(|it| words::words(&it.children).text)
                .collect();
            if let [left, right] = cells.as_slice() {
                rows.push((left.clone(), right.clone()));
            }
        } else {
            open.extend(element.children.iter().rev().filter_map(Node::element));
        }
    }
    rows
}

/// The language a side is marked with.
fn language(nodes: &[&Node<'_>]) -> Option<String> {
    match nodes {
        [Node::Element(span)] if span.name == "span" => span.attribute("lang").map(str::to_owned),
        _ => None,
    }
}
