//! Notes of the types that every Anki has from the start, so that a text file imports with nothing
//! prepared. What is no part of question or answer lies folded away where it would give the answer
//! away, or where Anki compares the field with what was typed.

use std::borrow::Cow;

use super::{Content, Form};

/// A note of a stock type.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// Its own name.
    pub guid: String,
    /// The English name of its type, or the one it came with.
    pub notetype: Cow<'static, str>,
    /// Its deck.
    pub deck: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its two fields, as HTML.
    pub fields: [String; 2],
}

/// The English names of the stock types that are used.
pub const STOCK: [&str; 4] =
    ["Basic", "Basic (and reversed card)", "Basic (type in the answer)", "Cloze"];

/// The English name of a form's stock type.
const fn name(form: Form) -> &'static str {
    match form {
        Form::Turned | Form::Asked => STOCK[0],
        Form::BothWays => STOCK[1],
        Form::Typed => STOCK[2],
        Form::Cloze => STOCK[3],
    }
}

/// A card as a note of a stock type.
pub fn note(content: Content) -> Note {
    let hint = content.hint.as_ref().map(|hint| folded("hint", "Hint", hint)).unwrap_or_default();
    let after = after(&content);
    let more = if after.is_empty() { String::new() } else { folded("more", "More", &after) };
    let bare_explanation = bare_explanation(&content).map(str::to_owned);
    let Content { form, front, choices, back, .. } = content;
    let fields = match form {
        Form::Turned | Form::Asked => [[front, choices, hint].concat(), back + &after],
        // Each side is a question once.
        Form::BothWays => [front, [back, hint, more].concat()],
        // Anki compares the whole of the second field with what was typed.
        Form::Typed => [[front, hint, more].concat(), back],
        // What came as it is goes as it is.
        Form::Cloze => [front, bare_explanation.unwrap_or(hint + &after)],
    };
    Note {
        guid: content.guid,
        notetype: content.notetype.map_or(name(form).into(), Cow::from),
        deck: content.deck,
        tags: content.tags,
        fields,
    }
}

/// The explanation of a note that came from Anki, where its second field holds nothing else.
fn bare_explanation(content: &Content) -> Option<&str> {
    let Content { notetype, hint, remarks, source, explanation, .. } = content;
    let is_alone = hint.is_none() && remarks.is_empty() && source.is_none();
    explanation.as_deref().filter(|_| notetype.is_some() && is_alone)
}

/// What is shown after the answer.
fn after(content: &Content) -> String {
    let mut after: Vec<&str> = content.remarks.iter().map(String::as_str).collect();
    if let Some(explanation) = &content.explanation {
        after.extend(["<div class=\"qd-explanation\">", explanation, "</div>"]);
    }
    if let Some(source) = &content.source {
        after.extend(["<div class=\"qd-source\"><small>", source, "</small></div>"]);
    }
    after.concat()
}

fn folded(class: &str, title: &str, html: &str) -> String {
    ["<details class=\"qd-", class, "\"><summary>", title, "</summary>", html, "</details>"]
        .concat()
}
