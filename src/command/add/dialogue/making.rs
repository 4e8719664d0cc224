//! A card in the making: what was typed at each field so far, looked at field by field, so that a fault is
//! told at its field and the others are kept. Asks nobody.

use super::super::one;
use super::kinds::{Field, Form, Shape};
use crate::deck::Card;
use crate::deck::write::Cell;

/// Words for true and false.
const TRUE: [&str; 4] = ["true", "t", "yes", "y"];
const FALSE: [&str; 4] = ["false", "f", "no", "n"];

/// A card that is not whole yet.
pub(super) struct Making {
    form: &'static Form,
    /// What was typed at each field; more than up to here where one went back.
    typed: Vec<String>,
    /// The field that is next.
    at: usize,
}

impl Making {
    pub(super) fn new(form: &'static Form) -> Making {
        Making { form, typed: vec![String::new(); form.fields.len()], at: 0 }
    }

    /// The field that is next; none where all are typed.
    pub(super) fn field(&self) -> Option<&'static Field> {
        self.form.fields.get(self.at)
    }

    /// What was typed at this field before.
    pub(super) fn before(&self) -> &str {
        self.typed.get(self.at).map_or("", String::as_str)
    }

    /// Whether nothing was typed yet.
    pub(super) fn is_empty(&self) -> bool {
        self.typed.iter().all(String::is_empty)
    }

    /// To the field before; false at the first.
    pub(super) fn back(&mut self) -> bool {
        let Some(before) = self.at.checked_sub(1) else { return false };
        self.at = before;
        true
    }

    /// Takes what was typed at this field; or tells what is wrong with it.
    pub(super) fn take(&mut self, typed: &str) -> Result<(), String> {
        let Some(field) = self.field() else { return Ok(()) };
        if typed.is_empty() && field.is_needed() {
            return Err("this can't be left empty".to_owned());
        }
        let before = std::mem::replace(&mut self.typed[self.at], typed.to_owned());
        self.at += 1;
        let looked_at = self.card().map(drop);
        if looked_at.is_err() {
            self.at -= 1;
            self.typed[self.at] = before;
        }
        looked_at
    }

    /// The card as far as it is typed, with something in place of what it still needs.
    pub(super) fn card(&self) -> Result<Card, String> {
        let mut cells = Vec::new();
        if self.form.name == "number" {
            cells.push(("kind", Cell::Text("number")));
        }
        for (n, (field, typed)) in self.form.fields.iter().zip(&self.typed).enumerate() {
            let typed = if n < self.at { typed.as_str() } else { field.stand_in };
            if !typed.is_empty() {
                cells.push((field.key, cell(field, typed)?));
            }
        }
        one(&cells)
    }
}

/// What stands under a field's key.
fn cell<'t>(field: &Field, typed: &'t str) -> Result<Cell<'t>, String> {
    let texts = || -> Vec<&str> { parts(typed).collect() };
    match field.shape {
        Shape::Text => Ok(Cell::Text(typed)),
        Shape::Truth => {
            let word = typed.to_lowercase();
            match (TRUE.contains(&&*word), FALSE.contains(&&*word)) {
                (true, _) => Ok(Cell::Text("true")),
                (_, true) => Ok(Cell::Text("false")),
                _ => Err(format!("`{typed}` is neither true nor false")),
            }
        }
        Shape::TextOrTexts => Ok(match texts().as_slice() {
            [only] => Cell::Text(only),
            several => Cell::Texts(several.to_vec()),
        }),
        Shape::Texts => Ok(Cell::Texts(texts())),
        Shape::Lines => match texts().as_slice() {
            [] => Err("there is nothing between the semicolons".to_owned()),
            [_] if matches!(field.key, "order" | "list") => {
                Err("one is not enough; name at least two".to_owned())
            }
            several => Ok(Cell::Texts(several.to_vec())),
        },
        Shape::Pairs => {
            let pairs: Vec<(&str, &str)> = parts(typed).map(pair).collect::<Result<_, _>>()?;
            if pairs.len() < 2 {
                return Err("one pair is not enough; name at least two".to_owned());
            }
            Ok(Cell::Pairs(pairs))
        }
    }
}

/// The texts between semicolons, or of lines that were pasted.
pub(super) fn parts(typed: &str) -> impl Iterator<Item = &str> {
    typed.split([';', '\n']).map(str::trim).filter(|it| !it.is_empty())
}

/// The two sides of a pair.
pub(in crate::command::add) fn pair(text: &str) -> Result<(&str, &str), String> {
    let sides = text.split_once(" = ").or_else(|| text.split_once('='));
    match sides.map(|(left, right)| (left.trim(), right.trim())) {
        Some((left, right)) if !left.is_empty() && !right.is_empty() => Ok((left, right)),
        _ => Err(format!("`{text}` is no pair; write left = right")),
    }
}

/// What was typed on one line and what on the next, as one text of a field that takes several.
pub(super) fn joined(typed: &str, next: &str) -> String {
    format!("{typed}; {next}")
}

#[cfg(test)]
mod tests {
    use super::super::kinds::{FORMS, named};
    use super::*;

    /// What is told of each line typed in turn, and the card at the end.
    fn after(kind: &str, lines: &[&str]) -> (Vec<String>, Option<Card>) {
        let mut making = Making::new(named(kind).unwrap());
        let told = lines.iter().filter_map(|line| making.take(line).err()).collect();
        (told, making.field().is_none().then(|| making.card().unwrap()))
    }

    #[test]
    fn every_kind_can_be_made() {
        for (kind, lines) in [
            ("short", &["Deepest lake?", "Baikal", "Lake Baikal; Baykal", ""][..]),
            ("choice", &["Which?", "a; b", "c", "why"]),
            ("flashcard", &["dog", "Hund", ""]),
            ("truefalse", &["It rains.", "f", ""]),
            ("number", &["How deep?", "1642", "m", "5%", ""]),
            ("cloze", &["The {{c1::Minsk}} agreement", ""]),
            ("order", &["In order", "a; b; c", ""]),
            ("match", &["What belongs together?", "a = b; c = d", ""]),
            ("list", &["Name two", "a\nb\nc", "2", ""]),
        ] {
            let (told, card) = after(kind, lines);
            assert_eq!(told, [""; 0], "{kind}");
            assert_eq!(card.unwrap().kind_word(), kind);
        }
        assert_eq!(FORMS.len(), 9);
    }

    #[test]
    fn a_fault_is_told_at_its_field_and_the_rest_is_kept() {
        let (told, card) = after("number", &["How deep?", "very", "1642", "", "metres", "5", ""]);
        assert!(told[0].contains("`very`") && told[1].contains("`metres`"), "{told:?}");
        assert_eq!(told.len(), 2);
        assert_eq!(card.unwrap().answer_text(), "1642");
        let (told, card) = after("truefalse", &["It rains.", "nope", "true", ""]);
        assert!(told[0].contains("neither true nor false"), "{told:?}");
        assert!(card.is_some());
        let (told, _) = after("cloze", &["no gap here"]);
        assert!(told[0].contains("no gap"), "{told:?}");
        for kind in ["choice", "short", "order", "match", "list"] {
            let (told, _) = after(kind, &["Q?", "", "a;b", ""]);
            assert!(told[0].contains("empty"), "{kind}: {told:?}");
        }
        let (told, _) = after("choice", &["Q?", "a", "", "a"]);
        assert!(told[0].contains("empty") && told[1].contains("stands twice"), "{told:?}");
        let (told, _) = after("match", &["Q?", "a = b; c", "a = b"]);
        assert!(told[0].contains("no pair") && told[1].contains("not enough"), "{told:?}");
        let (told, _) = after("list", &["Q?", "a; b", "3"]);
        assert!(told[0].contains("`3`"), "{told:?}");
    }

    #[test]
    fn going_back_keeps_what_was_typed() {
        let mut making = Making::new(named("short").unwrap());
        assert!(!making.back());
        making.take("Q?").unwrap();
        making.take("A").unwrap();
        assert!(making.back() && making.back());
        assert_eq!((making.field().unwrap().key, making.before()), ("question", "Q?"));
        assert!(!making.back());
        making.take("Which?").unwrap();
        assert_eq!(making.before(), "A");
    }
}
