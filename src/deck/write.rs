//! A card as the YAML text of a deck: one key to a line, quoted only where it must be. What is written is
//! read back as the same card (`deck/write/tests.rs`). Writes no file, and changes no text that is there.

use std::borrow::Cow;
use std::fmt::Write;

use super::{Accepted, Card, Choice, Deck, Kind, Piece, Rejected, Source, Strict, Tolerance};
use crate::text::bytes;

/// The keys of a deck above its cards, and `cards:`.
pub fn head(deck: &Deck) -> String {
    let mut out = Lines::default();
    for (key, value) in [("title", &deck.title), ("id", &deck.id), ("language", &deck.language)] {
        if let Some(value) = value {
            out.text(key, value);
        }
    }
    if let Some(source) = &deck.source {
        out.source(source);
    }
    out.line("cards:");
    out.text
}

/// What stands under a key of a card that is written key by key.
#[derive(Clone, Debug)]
pub enum Cell<'a> {
    /// A text.
    Text(&'a str),
    /// A list of texts.
    Texts(Vec<&'a str>),
    /// Left sides with their right sides.
    Pairs(Vec<(&'a str, &'a str)>),
}

/// A card under its dash at the left edge, as these keys say it, whether or not they make a card.
pub fn cells(cells: &[(&str, Cell<'_>)]) -> String {
    let mut out = Lines { indent: 2, ..Lines::default() };
    for (name, cell) in cells {
        match cell {
            Cell::Text(text) => out.text(name, text),
            Cell::Texts(texts) => out.texts(name, texts.iter().copied()),
            Cell::Pairs(pairs) => out.nested(name, |out| {
                for (left, right) in pairs {
                    out.line(&format!("{}: {}", key(left), scalar(right, out.indent)));
                }
            }),
        }
    }
    if !out.text.is_empty() {
        out.text.replace_range(0..1, "-");
    }
    out.text
}

/// A card under its dash, indented by so many columns.
pub fn card(card: &Card, indent: usize) -> String {
    let mut text = String::new();
    add_card(&mut text, card, indent);
    text
}

/// Adds a card to a text, under its dash, indented by so many columns.
pub fn add_card(text: &mut String, card: &Card, indent: usize) {
    let start = text.len() + indent;
    let mut out = Lines { indent: indent + 2, text: std::mem::take(text) };
    if let Some(id) = &card.id {
        out.text("id", id);
    }
    out.kind(card);
    if card.auto_choices {
        out.line("choices: auto");
    }
    let strict = strict(card.strict);
    if !strict.is_empty() {
        out.texts("strict", strict.iter().copied());
    }
    if let Some(hint) = &card.hint {
        out.text("hint", hint);
    }
    if let Some(explanation) = &card.explanation {
        out.text("explanation", explanation);
    }
    if !card.tags.is_empty() {
        out.texts("tags", card.tags.iter().map(String::as_str));
    }
    if let Some(source) = &card.source {
        out.source(source);
    }
    #[expect(clippy::float_cmp, reason = "the default is written as 1")]
    if card.points != 1.0 {
        out.line(&format!("points: {}", card.points));
    }
    if card.draft {
        out.line("draft: true");
    }
    if !card.check_off.is_empty() {
        out.nested("check", |out| out.texts("off", card.check_off.iter().map(String::as_str)));
    }
    let anki = &card.anki;
    let anki = [("guid", &anki.guid), ("notetype", &anki.notetype), ("held", &anki.held)];
    if anki.iter().any(|(_, value)| value.is_some()) {
        out.nested("anki", |out| {
            for (key, value) in anki {
                if let Some(value) = value {
                    out.text(key, value);
                }
            }
        });
    }
    *text = out.text;
    text.replace_range(start..=start, "-");
}

/// Lines of YAML at an indent.
#[derive(Default)]
struct Lines {
    text: String,
    indent: usize,
}

impl Lines {
    fn line(&mut self, line: &str) {
        self.parts(&[line]);
    }

    /// A line in parts.
    fn parts(&mut self, parts: &[&str]) {
        const SPACES: &str = "            ";
        match SPACES.get(..self.indent) {
            Some(spaces) => self.text.push_str(spaces),
            None => self.text.push_str(&" ".repeat(self.indent)),
        }
        self.text.extend(parts.iter().copied());
        self.text.push('\n');
    }

    fn text(&mut self, key: &str, value: &str) {
        self.parts(&[key, ": ", &scalar(value, self.indent)]);
    }

    fn truth(&mut self, key: &str, value: bool) {
        self.line(&format!("{key}: {value}"));
    }

    fn texts<'a>(&mut self, key: &str, texts: impl Iterator<Item = &'a str>) {
        self.nested(key, |out| {
            for text in texts {
                out.parts(&["- ", &scalar(text, out.indent)]);
            }
        });
    }

    fn nested(&mut self, key: &str, write: impl FnOnce(&mut Lines)) {
        self.parts(&[key, ":"]);
        self.indent += 2;
        write(self);
        self.indent -= 2;
    }

    fn source(&mut self, source: &Source) {
        if let Some(text) = &source.text {
            return self.text("source", text);
        }
        self.nested("source", |out| {
            let Source { title, author, date, url, section, quote, .. } = source;
            for (key, value) in [
                ("title", title),
                ("author", author),
                ("date", date),
                ("url", url),
                ("section", section),
                ("quote", quote),
            ] {
                if let Some(value) = value {
                    out.text(key, value);
                }
            }
            for (key, value) in [("start", source.start), ("end", source.end)] {
                if let Some(value) = value {
                    out.line(&format!("{key}: {value}"));
                }
            }
        });
    }

    fn accepted(&mut self, key: &str, accepted: &Accepted) {
        self.text(key, &accepted.answer);
        if !accepted.accept.is_empty() {
            self.texts("accept", accepted.accept.iter().map(String::as_str));
        }
        self.rejected(&accepted.reject);
    }

    fn rejected(&mut self, rejected: &[Rejected]) {
        if rejected.is_empty() {
        } else if rejected.iter().all(|it| it.why.is_empty()) {
            self.texts("reject", rejected.iter().map(|it| it.text.as_str()));
        } else {
            self.nested("reject", |out| {
                for it in rejected {
                    let why = scalar(&it.why, out.indent);
                    out.line(&format!(
                        "{}: {}",
                        key(&it.text),
                        if it.why.is_empty() { "" } else { &why }
                    ));
                }
            });
        }
    }

    fn kind(&mut self, card: &Card) {
        match &card.kind {
            Kind::Flashcard { front, back, reverse, typed, languages } => {
                self.text("front", front);
                self.accepted("back", back);
                for (key, value) in [("reverse", *reverse), ("typed", *typed)] {
                    if value {
                        self.truth(key, true);
                    }
                }
                if let Some(languages) = languages {
                    self.texts("languages", languages.iter().map(String::as_str));
                }
            }
            Kind::Short { question, answer } => {
                self.text("question", question);
                self.accepted("answer", answer);
            }
            Kind::Choice { question, choices, multiple, shuffle } => {
                self.text("question", question);
                self.choices(choices, *multiple);
                if !shuffle {
                    self.truth("shuffle", false);
                }
            }
            Kind::TrueFalse { statement, answer } => {
                self.text("statement", statement);
                self.truth("answer", *answer);
            }
            Kind::Number { question, answer } => {
                if answer.unit.is_none() && answer.tolerance == Tolerance::Exact {
                    self.line("kind: number");
                }
                self.text("question", question);
                self.text("answer", &answer.text);
                match answer.tolerance {
                    Tolerance::Exact => {}
                    Tolerance::Absolute(by) => self.line(&format!("tolerance: {by}")),
                    Tolerance::Relative(share) => {
                        let percent = (share * 1e10).round() / 1e8;
                        self.line(&format!("tolerance: {percent}%"));
                    }
                }
                if let Some(unit) = &answer.unit {
                    self.text("unit", unit);
                }
                if !answer.accept.is_empty() {
                    self.texts("accept", answer.accept.iter().map(String::as_str));
                }
            }
            Kind::Cloze { pieces, accept, reject, typed } => {
                self.text("cloze", &cloze_text(pieces));
                if !accept.is_empty() {
                    self.nested("accept", |out| {
                        for (number, texts) in accept {
                            out.texts(&format!("c{number}"), texts.iter().map(String::as_str));
                        }
                    });
                }
                self.rejected(reject);
                if let Some(typed) = typed {
                    self.truth("typed", *typed);
                }
            }
            Kind::Order { question, order } => {
                self.text("question", question);
                self.texts("order", order.iter().map(String::as_str));
            }
            Kind::Match { question, pairs, extra } => {
                self.text("question", question);
                self.nested("match", |out| {
                    for (left, right) in pairs {
                        out.line(&format!("{}: {}", key(left), scalar(right, out.indent)));
                    }
                });
                if !extra.is_empty() {
                    self.texts("extra", extra.iter().map(String::as_str));
                }
            }
            Kind::List { question, list, need } => {
                self.text("question", question);
                self.texts("list", list.iter().map(|it| it.answer.as_str()));
                if *need < list.len() {
                    self.line(&format!("need: {need}"));
                }
                if list.iter().any(|it| !it.accept.is_empty()) {
                    self.nested("accept", |out| {
                        for it in list.iter().filter(|it| !it.accept.is_empty()) {
                            out.texts(&key(&it.answer), it.accept.iter().map(String::as_str));
                        }
                    });
                }
            }
        }
    }

    fn choices(&mut self, choices: &[Choice], multiple: bool) {
        let n_right = choices.iter().filter(|it| it.correct).count();
        let right_first = choices.iter().take(n_right).all(|it| it.correct);
        let no_feedback = choices.iter().all(|it| it.feedback.is_none());
        let texts = |correct: bool| {
            choices.iter().filter(move |it| it.correct == correct).map(|it| it.text.as_str())
        };
        if no_feedback && right_first {
            self.right(&texts(true).collect::<Vec<_>>(), multiple);
            self.texts("wrong", texts(false));
        } else if no_feedback || (multiple && n_right < 2) {
            self.nested("choices", |out| {
                for it in choices {
                    out.choice(it, false);
                }
            });
            self.right(&texts(true).collect::<Vec<_>>(), multiple);
        } else {
            self.nested("choices", |out| {
                for it in choices {
                    out.choice(it, true);
                }
            });
        }
    }

    fn right(&mut self, right: &[&str], multiple: bool) {
        match right {
            [only] if !multiple => self.text("answer", only),
            several => self.texts("answer", several.iter().copied()),
        }
    }

    fn choice(&mut self, choice: &Choice, says_correct: bool) {
        let plain = choice.feedback.is_none() && !(choice.correct && says_correct);
        if plain {
            return self.line(&format!("- {}", scalar(&choice.text, self.indent)));
        }
        let deeper = self.indent + 2;
        self.line(&format!("- text: {}", scalar(&choice.text, deeper)));
        self.indent = deeper;
        if choice.correct && says_correct {
            self.truth("correct", true);
        }
        if let Some(feedback) = &choice.feedback {
            self.text("feedback", feedback);
        }
        self.indent = deeper - 2;
    }
}

/// A cloze text with its gaps as they are typed.
pub fn cloze_text(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(plain) => text.push_str(plain),
            Piece::Gap { number, text: inner, hint } => {
                write!(text, "{{{{c{number}::{inner}").expect("a string takes all text");
                if let Some(hint) = hint {
                    write!(text, "::{hint}").expect("a string takes all text");
                }
                text.push_str("}}");
            }
        }
    }
    text
}

fn strict(strict: Strict) -> Vec<&'static str> {
    [
        (strict.case, "case"),
        (strict.accents, "accents"),
        (strict.articles, "articles"),
        (strict.spelling, "spelling"),
        (strict.punctuation, "punctuation"),
    ]
    .into_iter()
    .filter_map(|(on, name)| on.then_some(name))
    .collect()
}

/// A key as the author's text; one line.
fn key(text: &str) -> Cow<'_, str> {
    if text.contains('\n') { escaped(text).into() } else { line(text) }
}

/// A value under a key at an indent: as it is, in quotes, or as lines of its own.
fn scalar(text: &str, indent: usize) -> Cow<'_, str> {
    if is_plain(text) {
        return text.into();
    }
    if !text.contains('\n') {
        return quoted(text);
    }
    let body = text.trim_end_matches('\n');
    let odd_start = body.starts_with([' ', '\n', '\t']);
    let odd_line = body.lines().any(|line| line.trim().is_empty() && !line.is_empty());
    let odd = |c: char| matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if body.is_empty() || odd_start || odd_line || text.contains(odd) {
        return escaped(text).into();
    }
    let keep = match text.len() - body.len() {
        0 => "|-",
        1 => "|",
        _ => return escaped(text).into(),
    };
    let mut out = keep.to_owned();
    for line in body.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent + 2));
            out.push_str(line);
        }
    }
    out.into()
}

/// A text of one line: plain where every reader of YAML takes it for the same text, else in quotes.
fn line(text: &str) -> Cow<'_, str> {
    if is_plain(text) { text.into() } else { quoted(text) }
}

fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains(['\t', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        escaped(text).into()
    } else {
        format!("'{}'", text.replace('\'', "''")).into()
    }
}

fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let digits = text.bytes().all(|it| it.is_ascii_digit());
    if digits {
        return !text.is_empty() && text.len() < 16 && (text == "0" || !text.starts_with('0'));
    }
    // Nearly all texts are of these only, and are looked through many letters at a time.
    let is_common = bytes::all(text.as_bytes(), |it| (b' '..=b'~').contains(&it));
    let is_odd = |c: char| c.is_control() || (c.is_whitespace() && c != ' ') || c == '：';
    // One character is found faster than two.
    let has = |mark: &str, c: char| text.contains(c) && text.contains(mark);
    text.starts_with(char::is_alphabetic)
        && !text.ends_with([' ', ':'])
        && !has(": ", ':')
        && !has(" #", '#')
        && (is_common || !text.contains(is_odd))
        && !WORDS.iter().any(|it| it.eq_ignore_ascii_case(text))
}

/// In double quotes, for what has no other form.
fn escaped(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{85}' => out.push_str("\\N"),
            '\u{2028}' => out.push_str("\\L"),
            '\u{2029}' => out.push_str("\\P"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests;
