//! One card: its kind from its keys, and every value in it.

use super::cloze;
use super::fields::Reader;
use crate::deck::keys::{self, KINDS, Room, SUSPENDED};
use crate::deck::yaml::{self, ANSWERS, Entry, Head, Node, PROMPTS, Value, quoting};
use crate::deck::{
    Accepted, Card, CardKey, Choice, Kind, Number, Piece, Strict, Tolerance, faults,
};
use crate::diagnostic::Span;
use crate::text::fold::{fingerprint, fold};

/// Under `choices`, that they come from the deck's other answers.
const AUTO: &str = "auto";

/// The keys of one card, with the deck's defaults behind them.
struct Keys<'a> {
    own: &'a [Entry],
    defaults: &'a [Entry],
    /// The card's first line, for what is missing.
    span: Span,
}

impl<'a> Keys<'a> {
    fn get(&self, name: &str) -> Option<&'a Entry> {
        let own = self.own.iter().find(|entry| entry.key == name);
        own.or_else(|| self.defaults.iter().find(|entry| entry.key == name))
    }

    fn has(&self, name: &str) -> bool {
        self.own.iter().any(|entry| entry.key == name)
    }

    fn need(&self, reader: &mut Reader<'_>, name: &str) -> Option<&'a Entry> {
        let found = self.get(name);
        let is_misspelt = |it: &Entry| {
            keys::find(Room::Card, &it.key).is_none() && reader.meant(&it.key) == Some(name)
        };
        if found.is_some() || self.own.iter().any(is_misspelt) {
            return found;
        }
        // A line that only looks indented is no part of its card, and has been told.
        if reader.has_odd_space {
            reader.broken = true;
        } else {
            reader.push(faults::missing(self.span, name, &format!("add `{name}:` to it")));
        }
        found
    }

    fn text(&self, reader: &mut Reader<'_>, name: &str) -> Option<String> {
        self.need(reader, name).and_then(|it| reader.text(it))
    }

    fn texts(&self, reader: &mut Reader<'_>, name: &str) -> Vec<String> {
        let Some(entry) = self.get(name) else { return Vec::new() };
        if matches!(entry.value.value, Value::Empty) {
            reader.push(faults::empty_list(entry.key_span, name));
        }
        reader.texts(entry)
    }

    fn is(&self, reader: &mut Reader<'_>, name: &str, default: bool) -> bool {
        self.get(name).and_then(|it| reader.truth(it)).unwrap_or(default)
    }
}

/// Reads a card; `None` where it can't be one. Faults are with the reader.
pub(super) fn card(reader: &mut Reader<'_>, node: &Node, defaults: &[Entry]) -> Option<Card> {
    let Value::Map(own) = &node.value else {
        if let Value::Text(text) = &node.value
            && let Some(idx) = yaml::wide_colon(text)
        {
            let at = node.span.start + idx;
            reader.push(faults::wide_colon(Span::new(at, at + '：'.len_utf8())));
        } else if let Value::Text(text) = &node.value
            && let head = Head::of(text)
            && head.names_key()
        {
            let at = Span::new(node.span.start, node.span.start + head.word.len());
            reader.push(faults::no_space(at, &format!("{}: ", head.word)));
        } else if !matches!(node.value, Value::Faulty) {
            let help = "write `- question: Q`, and below it, indented as far, `answer: A`";
            reader.push(faults::wrong_shape(node.span, "cards", "a list of maps", help));
        }
        return None;
    };
    reader.known(own, Room::Card);
    let start = own.first().map_or(node.span, |entry| entry.key_span);
    let keys = Keys { own, defaults, span: start };
    let name = kind_name(reader, &keys)?;
    let auto_choices = has_auto_choices(&keys) && name == "short";
    for entry in own {
        let fits = keys::find(Room::Card, &entry.key)
            .is_none_or(|key| key.kinds.is_empty() || key.kinds.contains(&name))
            || (entry.key == "choices" && name == "short" && auto_choices);
        if !fits {
            reader.push(faults::not_for_kind(entry.key_span, &entry.key, name));
        }
    }
    let points = "a number above 0";
    let id = keys.own.iter().find(|it| it.key == "id").and_then(|it| reader.id(it, false));
    let hint = keys.get("hint").and_then(|it| reader.text(it));
    let explanation = keys.get("explanation").and_then(|it| reader.text(it));
    let source = keys.get("source").and_then(|it| reader.source(it));
    let worth =
        keys.get("points").and_then(|it| reader.number(it, f64::MIN_POSITIVE..=f64::MAX, points));
    let tags = keys.texts(reader, "tags");
    let is_proposed =
        keys.get("suspended").is_some_and(|it| reader.one_of(it, SUSPENDED).is_some());
    let draft = keys.is(reader, "draft", false) || is_proposed;
    let strict = keys.get("strict").map_or_else(Strict::default, |it| reader.strict(it));
    let check_off = keys.get("check").map(|it| reader.check(it)).unwrap_or_default();
    let anki = keys.own.iter().find(|it| it.key == "anki").map(|it| reader.anki(it));
    let kind = kind(reader, &keys, name)?;
    let key = match &id {
        Some(id) => CardKey::from(id.as_str()),
        None => CardKey::from(fingerprint(&fold(&kind.prompt())).as_str()),
    };
    Some(Card {
        id,
        key,
        kind,
        hint,
        explanation,
        tags,
        source,
        points: worth.unwrap_or(1.0),
        auto_choices,
        draft,
        strict,
        check_off,
        anki: anki.unwrap_or_default(),
        span: node.span,
    })
}

/// Whether a dash stands before the answer of a card, and cuts it in two; then that is reported.
pub(super) fn is_cut(reader: &mut Reader<'_>, asks: &Node, answers: &Node) -> bool {
    let (Value::Map(above), Value::Map(below)) = (&asks.value, &answers.value) else {
        return false;
    };
    let has = |entries: &[Entry], names: &[&str]| {
        entries.iter().any(|it| names.contains(&it.key.as_str()))
    };
    let asks_only = has(above, &["question", "front", "statement"]) && !has(above, &ANSWERS);
    let is_known = |it: &Entry| keys::find(Room::Card, &it.key).is_some();
    let answers_only = has(below, &ANSWERS) && !has(below, &PROMPTS) && below.iter().all(is_known);
    if !asks_only || !answers_only || !above.iter().all(is_known) {
        return false;
    }
    if let Some(first) = below.first() {
        reader.push(faults::dash_inside_card(first.key_span, &first.key));
    }
    true
}

fn kind_name(reader: &mut Reader<'_>, keys: &Keys<'_>) -> Option<&'static str> {
    if let Some(entry) = keys.own.iter().find(|entry| entry.key == "kind") {
        return reader.one_of(entry, KINDS).map(|idx| KINDS[idx]);
    }
    let telling = [
        ("cloze", "cloze"),
        ("statement", "truefalse"),
        ("order", "order"),
        ("match", "match"),
        ("list", "list"),
        ("front", "flashcard"),
        ("back", "flashcard"),
        ("wrong", "choice"),
        ("choices", "choice"),
        ("tolerance", "number"),
        ("unit", "number"),
    ];
    let tells = |key: &str| keys.has(key) && !(key == "choices" && has_auto_choices(keys));
    if let Some((_, kind)) = telling.iter().find(|(key, _)| tells(key)) {
        return Some(kind);
    }
    if let Some(entry) = keys.get("kind") {
        return reader.one_of(entry, KINDS).map(|idx| KINDS[idx]);
    }
    if keys.has("question") || keys.has("answer") {
        return Some("short");
    }
    if !reader.broken {
        let help = "write `question:` and `answer:`, or `front:` and `back:`";
        reader.push(faults::missing(keys.span, "question", help));
    }
    None
}

/// Whether the choices are to be made of the deck's other answers.
fn has_auto_choices(keys: &Keys<'_>) -> bool {
    let is_auto = |it: &Entry| matches!(&it.value.value, Value::Text(text) if text == AUTO);
    keys.get("choices").is_some_and(is_auto)
}

fn kind(reader: &mut Reader<'_>, keys: &Keys<'_>, name: &str) -> Option<Kind> {
    match name {
        "flashcard" => return flashcard(reader, keys),
        "cloze" => return cloze_card(reader, keys),
        "truefalse" => {
            let statement = keys.text(reader, "statement");
            let answer = keys.need(reader, "answer").and_then(|it| reader.truth(it));
            return Some(Kind::TrueFalse { statement: statement?, answer: answer? });
        }
        _ => {}
    }
    let question = keys.text(reader, "question");
    match name {
        "choice" => choice(reader, keys, question),
        "number" => number(reader, keys, question),
        "order" => {
            let order = keys.need(reader, "order").map(|it| reader.steps(it, 2));
            Some(Kind::Order { question: question?, order: order? })
        }
        "match" => pairs(reader, keys, question),
        "list" => list(reader, keys, question),
        _ => {
            let answer = accepted(reader, keys, "answer");
            Some(Kind::Short { question: question?, answer: answer? })
        }
    }
}

fn accepted(reader: &mut Reader<'_>, keys: &Keys<'_>, name: &str) -> Option<Accepted> {
    let entry = keys.need(reader, name);
    let answer = match entry {
        Some(entry) if matches!(entry.value.value, Value::List(_)) => {
            let own = reader.bracketed(&entry.value).map(quoting::cure);
            reader.push(match own {
                Some(cure) => faults::brackets(entry.value.span, name, &cure),
                None => faults::answer_list(entry.value.span),
            });
            None
        }
        Some(entry) => reader.text(entry),
        None => None,
    };
    let accept = keys.texts(reader, "accept");
    let reject = keys.get("reject").map(|it| reader.reject(it)).unwrap_or_default();
    Some(Accepted { answer: answer?, accept, reject })
}

fn flashcard(reader: &mut Reader<'_>, keys: &Keys<'_>) -> Option<Kind> {
    let front = keys.text(reader, "front");
    let back = accepted(reader, keys, "back");
    let reverse = keys.is(reader, "reverse", false);
    let typed = keys.is(reader, "typed", false);
    let languages = keys.get("languages").and_then(|entry| {
        let Ok([front, back]) = <[String; 2]>::try_from(reader.texts(entry)) else {
            reader.wrong_shape(entry, "a list of two languages", "write `languages: [de, en]`");
            return None;
        };
        let spans: Vec<Span> = nodes(entry).iter().map(|it| it.span).collect();
        let front = reader.language(&front, spans.first().copied().unwrap_or(entry.value.span));
        let back = reader.language(&back, spans.last().copied().unwrap_or(entry.value.span));
        front.zip(back).map(|(front, back)| [front, back])
    });
    Some(Kind::Flashcard { front: front?, back: back?, reverse, typed, languages })
}

fn cloze_card(reader: &mut Reader<'_>, keys: &Keys<'_>) -> Option<Kind> {
    let entry = keys.need(reader, "cloze");
    let pieces = entry.and_then(|entry| {
        let text = reader.text(entry)?;
        let place = |it: &cloze::Fault, reader: &Reader<'_>| {
            let own = it.at.as_deref();
            own.and_then(|own| reader.place(entry, own)).unwrap_or(entry.value.span)
        };
        match cloze::pieces(&text) {
            Ok(pieces) => {
                for it in cloze::halves(&pieces) {
                    let at = place(&it, reader);
                    reader.push(faults::half_gap(at, it.why, &it.cure));
                }
                Some(pieces)
            }
            Err(it) => {
                let at = place(&it, reader);
                reader.push(faults::cloze(at, it.why, &it.cure));
                None
            }
        }
    });
    let accept = keys.own.iter().find(|it| it.key == "accept");
    let accept = accept.map(|it| gap_accept(reader, it, pieces.as_deref())).unwrap_or_default();
    let reject = keys.get("reject").map(|it| reader.reject(it)).unwrap_or_default();
    let typed = keys.get("typed").and_then(|it| reader.truth(it));
    Some(Kind::Cloze { pieces: pieces?, accept, reject, typed })
}

fn gap_accept(
    reader: &mut Reader<'_>,
    entry: &Entry,
    pieces: Option<&[Piece]>,
) -> Vec<(u16, Vec<String>)> {
    let Value::Map(entries) = &entry.value.value else {
        reader.wrong_shape(entry, "a map of gaps", "write `accept: {c1: [other text]}`");
        return Vec::new();
    };
    let mut accept = Vec::with_capacity(entries.len());
    for it in entries {
        let number = it.key.strip_prefix('c').and_then(|n| n.parse::<u16>().ok());
        let known = number.filter(|wanted| {
            pieces.is_none_or(|pieces| {
                pieces.iter().any(|p| matches!(p, Piece::Gap { number, .. } if number == wanted))
            })
        });
        match known {
            Some(number) => accept.push((number, reader.texts(it))),
            None => {
                let fault = faults::out_of_range(it.key_span, "accept", &it.key, "a gap's number");
                reader.push(fault);
            }
        }
    }
    accept
}

fn choice(reader: &mut Reader<'_>, keys: &Keys<'_>, question: Option<String>) -> Option<Kind> {
    let shuffle = keys.is(reader, "shuffle", true);
    let (choices, several) = match keys.get("choices") {
        Some(entry) => named_choices(reader, keys, entry)?,
        None => plain_choices(reader, keys)?,
    };
    let n_right = choices.iter().filter(|choice| choice.correct).count();
    if n_right == choices.len() {
        reader.push(faults::no_wrong_choice(keys.span));
    }
    if n_right == 0 && !reader.broken {
        let help = "name the right choice under `answer:`";
        reader.push(faults::missing(keys.span, "right choice", help));
    }
    let multiple = several || n_right > 1;
    Some(Kind::Choice { question: question?, choices, multiple, shuffle })
}

fn nodes(entry: &Entry) -> &[Node] {
    match &entry.value.value {
        Value::List(list) => list,
        _ => std::slice::from_ref(&entry.value),
    }
}

/// `answer` and `wrong`.
fn plain_choices(reader: &mut Reader<'_>, keys: &Keys<'_>) -> Option<(Vec<Choice>, bool)> {
    let answer = keys.need(reader, "answer");
    let wrong = keys.need(reader, "wrong");
    let (answer, wrong) = (answer?, wrong?);
    reader.distinct(nodes(answer).iter().chain(nodes(wrong)));
    let right = reader.texts(answer).into_iter().map(|text| (text, true));
    let right: Vec<_> = right.collect();
    // What was left out can't be judged together with the rest.
    if [answer, wrong].iter().any(|it| matches!(it.value.value, Value::Faulty)) {
        reader.broken = true;
        return None;
    }
    if right.is_empty() {
        reader.push(faults::empty(answer.key_span, "answer"));
    }
    let wrong = reader.texts(wrong).into_iter().map(|text| (text, false));
    let choices = right.into_iter().chain(wrong).map(|(text, correct)| Choice {
        text,
        correct,
        feedback: None,
    });
    Some((choices.collect(), matches!(answer.value.value, Value::List(_))))
}

/// `choices`, with the right ones named by `answer` or marked.
fn named_choices(
    reader: &mut Reader<'_>,
    keys: &Keys<'_>,
    entry: &Entry,
) -> Option<(Vec<Choice>, bool)> {
    let Value::List(list) = &entry.value.value else {
        reader.wrong_shape(entry, "a list", "write one choice to a line, each after `- `");
        return None;
    };
    if let Some(wrong) = keys.own.iter().find(|it| it.key == "wrong") {
        reader.push(faults::not_for_kind(wrong.key_span, "wrong", "choice with `choices:`"));
    }
    let mut choices = Vec::with_capacity(list.len());
    let mut texts = Vec::with_capacity(list.len());
    for node in list {
        let Value::Map(entries) = &node.value else {
            texts.push(node);
            let text = Entry {
                key: "choices".into(),
                key_span: entry.key_span,
                value: Node {
                    span: node.span,
                    value: match &node.value {
                        Value::Text(text) => Value::Text(text.clone()),
                        Value::List(_) => Value::List(Vec::new()),
                        Value::Empty => Value::Empty,
                        _ => Value::Faulty,
                    },
                },
            };
            if let Some(text) = reader.text(&text) {
                choices.push(Choice { text, correct: false, feedback: None });
            }
            continue;
        };
        reader.known(entries, Room::Choice);
        let get = |name: &str| entries.iter().find(|it| it.key == name);
        let Some(text) = get("text") else {
            reader.push(faults::missing(node.span, "`text` for this choice", "add `text:`"));
            continue;
        };
        texts.push(&text.value);
        let correct = get("correct").and_then(|it| reader.truth(it)).unwrap_or(false);
        let feedback = get("feedback").and_then(|it| reader.text(it));
        if let Some(text) = reader.text(text) {
            choices.push(Choice { text, correct, feedback });
        }
    }
    reader.distinct(texts.into_iter());
    let Some(answer) = keys.get("answer") else { return Some((choices, false)) };
    for node in nodes(answer) {
        if let Value::Text(text) = &node.value {
            match choices.iter_mut().find(|choice| choice.text.trim() == text.trim()) {
                Some(choice) => choice.correct = true,
                None => reader.push(faults::not_among_choices(node.span, text)),
            }
        } else if matches!(node.value, Value::Empty) {
            reader.push(faults::empty(answer.key_span, "answer"));
        }
    }
    Some((choices, matches!(answer.value.value, Value::List(_))))
}

fn number(reader: &mut Reader<'_>, keys: &Keys<'_>, question: Option<String>) -> Option<Kind> {
    let text = keys.need(reader, "answer").and_then(|it| {
        let text = reader.text(it)?;
        if !text.chars().any(char::is_numeric) {
            reader.push(faults::out_of_range(it.value.span, "answer", &text, "a number"));
        }
        Some(text)
    });
    let tolerance = keys.get("tolerance").and_then(|it| {
        let typed = reader.text(it)?;
        let (digits, share) = match typed.trim().strip_suffix('%') {
            Some(digits) => (digits.trim(), true),
            None => (typed.trim(), false),
        };
        let size = digits.replace(',', ".").parse::<f64>().ok();
        let Some(size) = size.filter(|size| size.is_finite() && *size >= 0.0) else {
            let words = "a number from 0 on, such as 0.5 or 5%";
            reader.push(faults::out_of_range(it.value.span, "tolerance", &typed, words));
            return None;
        };
        Some(if share { Tolerance::Relative(size / 100.0) } else { Tolerance::Absolute(size) })
    });
    let unit = keys.get("unit").and_then(|it| reader.text(it));
    let accept = keys.texts(reader, "accept");
    let mut text = text?;
    if let Some(bare) = unit.as_deref().and_then(|unit| text.trim().strip_suffix(unit)) {
        text = String::from(bare.trim());
    }
    let tolerance = tolerance.unwrap_or(Tolerance::Exact);
    Some(Kind::Number {
        question: question?,
        answer: Number { text, tolerance, unit, asked_in: None, accept },
    })
}

fn pairs(reader: &mut Reader<'_>, keys: &Keys<'_>, question: Option<String>) -> Option<Kind> {
    let entry = keys.need(reader, "match")?;
    let Value::Map(entries) = &entry.value.value else {
        reader.wrong_shape(entry, "a map", "write `left: right`, one pair to a line");
        return None;
    };
    if entries.len() < 2 {
        reader.push(faults::too_few(entry.value.span, "match", 2));
    }
    let mut pairs = Vec::with_capacity(entries.len());
    for it in entries {
        if let Some(right) = reader.text(it) {
            pairs.push((it.key.clone(), right));
        }
    }
    if let Some(extra) = keys.get("extra").map(nodes) {
        let rights = entries.iter().map(|it| &it.value);
        for (idx, node) in extra.iter().enumerate() {
            let Value::Text(text) = &node.value else { continue };
            let same =
                |it: &&Node| matches!(&it.value, Value::Text(other) if other.trim() == text.trim());
            if let Some(first) = rights.clone().chain(&extra[..idx]).find(same) {
                reader.push(faults::duplicate(node.span, text, first.span));
            }
        }
    }
    let extra = keys.texts(reader, "extra");
    Some(Kind::Match { question: question?, pairs, extra })
}

fn list(reader: &mut Reader<'_>, keys: &Keys<'_>, question: Option<String>) -> Option<Kind> {
    let members = keys.need(reader, "list").map(|it| reader.steps(it, 2))?;
    let mut list: Vec<Accepted> =
        members.into_iter().map(|answer| Accepted { answer, ..Accepted::default() }).collect();
    if let Some(entry) = keys.own.iter().find(|it| it.key == "accept") {
        let Value::Map(entries) = &entry.value.value else {
            reader.wrong_shape(entry, "a map", "write `accept: {red: [crimson]}`");
            return None;
        };
        for it in entries {
            let texts = reader.texts(it);
            match list.iter_mut().find(|member| member.answer.trim() == it.key.trim()) {
                Some(member) => member.accept = texts,
                None => {
                    let words = "a member of the list";
                    reader.push(faults::out_of_range(it.key_span, "accept", &it.key, words));
                }
            }
        }
    }
    let need = keys.get("need").and_then(|it| {
        let need = reader.whole::<usize>(it)?;
        if need == 0 || need > list.len() {
            let words = format!("a number from 1 to {}", list.len());
            reader.push(faults::out_of_range(it.value.span, "need", &need.to_string(), &words));
        }
        Some(need)
    });
    let need = need.unwrap_or(list.len());
    Some(Kind::List { question: question?, list, need })
}
