//! The note types of our packages: fields, templates, looks. Their numbers and fields never change:
//! Anki would take changed ones for other note types and leave the notes alone.

use serde_json::{Value, json};

use super::super::{Content, Form};

/// When fields, templates or looks were changed last, in seconds; Anki takes the newer ones.
pub(super) const MOD: i64 = 1_795_400_000;

/// A note type.
pub(super) struct Notetype {
    pub id: i64,
    name: &'static str,
    fields: &'static [&'static str],
    /// Name, question, answer.
    templates: &'static [(&'static str, &'static str, &'static str)],
    is_cloze: bool,
}

/// The note type of a form.
pub(super) fn of(form: Form) -> &'static Notetype {
    match form {
        Form::Turned => &FLASHCARD,
        Form::BothWays => &BOTH_WAYS,
        Form::Typed => &TYPED,
        Form::Asked => &QUESTION,
        Form::Cloze => &CLOZE,
    }
}

pub(super) const ALL: [&Notetype; 5] = [&FLASHCARD, &BOTH_WAYS, &TYPED, &QUESTION, &CLOZE];

/// The fields of a card's note in a package.
pub fn fields(content: &Content) -> Vec<String> {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let own = match content.form {
        Form::Asked => vec![&content.front, &content.choices, &content.back],
        Form::Cloze => vec![&content.front],
        _ => vec![&content.front, &content.back],
    };
    let mut fields: Vec<String> = own.into_iter().cloned().collect();
    fields.extend([
        optional(&content.hint),
        content.remarks.concat(),
        optional(&content.explanation),
        optional(&content.source),
    ]);
    fields
}

/// What is shown after the answer, in every template.
macro_rules! with_rest {
    ($answer:literal) => {
        concat!(
            $answer,
            "{{#Remarks}}<div class=\"remarks\">{{Remarks}}</div>{{/Remarks}}",
            "{{#Explanation}}<div class=\"explanation\">{{Explanation}}</div>{{/Explanation}}",
            "{{#Source}}<div class=\"source\">{{Source}}</div>{{/Source}}"
        )
    };
}

macro_rules! with_hint {
    ($question:literal) => {
        concat!($question, "{{#Hint}}<div class=\"hint\">{{hint:Hint}}</div>{{/Hint}}")
    };
}

static FLASHCARD: Notetype = Notetype {
    id: 1_795_400_000_001,
    name: "quizdeck flashcard",
    fields: &["Front", "Back", "Hint", "Remarks", "Explanation", "Source"],
    templates: &[(
        "Card 1",
        with_hint!("<div class=\"question\">{{Front}}</div>"),
        with_rest!("<div class=\"question\">{{Front}}</div><hr id=answer><div>{{Back}}</div>"),
    )],
    is_cloze: false,
};

static BOTH_WAYS: Notetype = Notetype {
    id: 1_795_400_000_002,
    name: "quizdeck flashcard (both ways)",
    fields: &["Front", "Back", "Hint", "Remarks", "Explanation", "Source"],
    templates: &[
        (
            "Card 1",
            with_hint!("<div class=\"question\">{{Front}}</div>"),
            with_rest!("<div class=\"question\">{{Front}}</div><hr id=answer><div>{{Back}}</div>"),
        ),
        (
            "Card 2",
            "<div class=\"question\">{{Back}}</div>",
            with_rest!("<div class=\"question\">{{Back}}</div><hr id=answer><div>{{Front}}</div>"),
        ),
    ],
    is_cloze: false,
};

static TYPED: Notetype = Notetype {
    id: 1_795_400_000_003,
    name: "quizdeck typed",
    fields: &["Question", "Answer", "Hint", "Remarks", "Explanation", "Source"],
    templates: &[(
        "Card 1",
        with_hint!("<div class=\"question\">{{Question}}</div>{{type:Answer}}"),
        with_rest!("<div class=\"question\">{{Question}}</div><hr id=answer>{{type:Answer}}"),
    )],
    is_cloze: false,
};

static QUESTION: Notetype = Notetype {
    id: 1_795_400_000_004,
    name: "quizdeck question",
    fields: &["Question", "Choices", "Answer", "Hint", "Remarks", "Explanation", "Source"],
    templates: &[(
        "Card 1",
        with_hint!("<div class=\"question\">{{Question}}</div>{{Choices}}"),
        with_rest!(
            "<div class=\"question\">{{Question}}</div>{{Choices}}<hr id=answer><div>{{Answer}}</div>"
        ),
    )],
    is_cloze: false,
};

static CLOZE: Notetype = Notetype {
    id: 1_795_400_000_005,
    name: "quizdeck cloze",
    fields: &["Text", "Hint", "Remarks", "Explanation", "Source"],
    templates: &[(
        "Cloze",
        with_hint!("<div class=\"question\">{{cloze:Text}}</div>"),
        with_rest!("<div class=\"question\">{{cloze:Text}}</div><hr id=answer>"),
    )],
    is_cloze: true,
};

const CSS: &str = "\
.card { font-family: system-ui, sans-serif; font-size: 20px; line-height: 1.5; text-align: left;
  max-width: 40em; margin: 0 auto; padding: 0.5em; color: #222; background: #fff; }
.card.nightMode { color: #ddd; background: #222; }
.question { font-weight: 600; }
.hint, .remarks, .source { color: #666; font-size: 0.85em; }
.nightMode .hint, .nightMode .remarks, .nightMode .source { color: #aaa; }
.explanation { margin-top: 0.6em; }
.cloze { font-weight: 700; color: #06c; }
.nightMode .cloze { color: #6af; }
hr { border: 0; border-top: 1px solid #888; }
img { max-width: 100%; height: auto; }
pre { overflow-x: auto; padding: 0.4em; background: rgba(128, 128, 128, 0.15); }
table { border-collapse: collapse; }
td, th { border: 1px solid #888; padding: 0.15em 0.6em; }
ol, ul { padding-left: 1.6em; }
li { margin: 0.25em 0; }
";

impl Notetype {
    /// The note type as a package of schema 11 holds it.
    pub(super) fn json(&self) -> Value {
        let fields: Vec<Value> = (0..)
            .zip(self.fields)
            .map(|(ord, name): (u32, _)| {
                json!({"name": name, "ord": ord, "sticky": false, "rtl": false, "font": "Arial",
                       "size": 20, "media": []})
            })
            .collect();
        let templates: Vec<Value> = (0..)
            .zip(self.templates)
            .map(|(ord, (name, question, answer)): (u32, _)| {
                json!({"name": name, "ord": ord, "qfmt": question, "afmt": answer, "did": null,
                       "bqfmt": "", "bafmt": ""})
            })
            .collect();
        json!({
            "id": self.id, "name": self.name, "type": u8::from(self.is_cloze), "mod": MOD,
            "usn": -1, "sortf": 0, "did": null, "flds": fields, "tmpls": templates, "css": CSS,
            "latexPre": "\\documentclass[12pt]{article}\n\\begin{document}\n",
            "latexPost": "\\end{document}", "latexsvg": false, "req": [], "tags": [], "vers": [],
        })
    }
}
