//! The deck format as a JSON Schema (draft 7, which editors' YAML servers read), made from the one table of
//! keys. Says what may stand where; what it means is the parser's to say.

use serde_json::{Map, Value, json};

use super::keys::{KEYS, Key, Room, Shape};

/// The schema of a deck file.
pub fn schema() -> Value {
    let mut schema = room(Room::Deck);
    let top = [
        ("$schema", json!("http://json-schema.org/draft-07/schema#")),
        ("title", json!("A deck for quizdeck")),
        (
            "description",
            json!("Questions in YAML; `quizdeck check` tells every fault at its line."),
        ),
        ("required", json!(["cards"])),
    ];
    if let Value::Object(schema) = &mut schema {
        schema.extend(top.map(|(key, value)| (key.to_owned(), value)));
        let rooms =
            [Room::Card, Room::Source, Room::Settings, Room::Choice, Room::Check, Room::Anki];
        let mut definitions: Map<String, Value> =
            rooms.into_iter().map(|it| (name(it).to_owned(), room(it))).collect();
        let a_card = json!({
            "anyOf": [
                {"required": ["question"]}, {"required": ["front"]}, {"required": ["cloze"]},
                {"required": ["statement"]},
            ],
            "defaultSnippets": snippets(),
        });
        if let (Some(Value::Object(card)), Value::Object(more)) =
            (definitions.get_mut("card"), a_card)
        {
            card.extend(more);
        }
        // What holds for all cards asks nothing itself.
        definitions.insert("defaults".to_owned(), room(Room::Card));
        schema.insert("definitions".to_owned(), Value::Object(definitions));
    }
    schema
}

fn name(room: Room) -> &'static str {
    match room {
        Room::Deck => "deck",
        Room::Card => "card",
        Room::Source => "source",
        Room::Settings => "settings",
        Room::Choice => "choice",
        Room::Check => "check",
        Room::Anki => "anki",
    }
}

fn reference(room: Room) -> Value {
    json!({"$ref": format!("#/definitions/{}", name(room))})
}

/// The keys of a room; any other is a fault.
fn room(room: Room) -> Value {
    let keys = KEYS.iter().filter(|key| key.room == room);
    let properties: Map<String, Value> =
        keys.map(|key| (key.name.to_owned(), property(key))).collect();
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

fn property(key: &Key) -> Value {
    let mut description = key.purpose.to_owned();
    if !key.kinds.is_empty() {
        description.push_str(&format!(" For: {}.", key.kinds.join(", ")));
    }
    if !matches!(key.default, "" | "required" | "none" | "nothing") {
        description.push_str(&format!(" Default: {}.", key.default));
    }
    let mut property = shape(key.shape);
    if let Value::Object(property) = &mut property {
        property.insert("description".to_owned(), json!(description));
        property.insert("markdownDescription".to_owned(), json!(description));
    }
    property
}

/// A text: whatever stands there is taken as it was typed.
fn text() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

fn list(of: &Value, least: usize) -> Value {
    json!({"type": "array", "items": of, "minItems": least})
}

fn shape(shape: Shape) -> Value {
    let map = |of: Value| json!({"type": "object", "additionalProperties": of});
    match shape {
        Shape::Format => json!({"enum": [1, "1"]}),
        Shape::Text => text(),
        Shape::Texts | Shape::TextOrTexts => json!({"anyOf": [text(), list(&text(), 1)]}),
        Shape::Steps => list(&text(), 2),
        Shape::Truth => json!({"type": "boolean"}),
        Shape::Number(from, to) if to < f64::MAX => {
            json!({"type": "number", "minimum": from, "maximum": to})
        }
        Shape::Number(..) => json!({"type": "number", "exclusiveMinimum": 0}),
        Shape::Whole(from) => json!({"type": "integer", "minimum": from}),
        Shape::Amount => json!({"anyOf": [
            {"type": "number", "minimum": 0},
            {"type": "string", "pattern": "^[0-9]+([.,][0-9]+)? ?%?$"},
        ]}),
        Shape::OneOf(words) => json!({"enum": words}),
        Shape::KeysOf(Room::Card) => json!({"allOf": [{"$ref": "#/definitions/defaults"}]}),
        Shape::KeysOf(room) => json!({"allOf": [reference(room)]}),
        Shape::SourceOrText => json!({"anyOf": [text(), reference(Room::Source)]}),
        Shape::Pairs => {
            json!({"type": "object", "additionalProperties": text(), "minProperties": 2})
        }
        Shape::Accept => {
            let texts = json!({"anyOf": [text(), list(&text(), 1)]});
            json!({"anyOf": [text(), list(&text(), 1), map(texts)]})
        }
        Shape::Reject => {
            let reason = json!({"type": ["string", "number", "boolean", "null"]});
            json!({"anyOf": [text(), list(&text(), 1), map(reason)]})
        }
        Shape::Choices => {
            let choice = json!({"anyOf": [text(), reference(Room::Choice)]});
            json!({"anyOf": [{"enum": ["auto"]}, list(&choice, 2)]})
        }
        Shape::Languages => {
            json!({"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2})
        }
        Shape::Cards => list(&reference(Room::Card), 1),
    }
}

/// A card of each kind, to begin with.
fn snippets() -> Value {
    let snippet = |label: &str, description: &str, body: Value| json!({"label": label, "description": description, "body": body});
    json!([
        snippet(
            "short answer",
            "A question with a short typed answer",
            json!({"question": "${1:Which ...?}", "answer": "${2:answer}"})
        ),
        snippet(
            "flashcard",
            "A front and a back, turned and self-rated",
            json!({"front": "${1:front}", "back": "${2:back}"})
        ),
        snippet(
            "choice",
            "A right choice and wrong ones",
            json!({"question": "${1:Which ...?}", "answer": "${2:right}",
                   "wrong": ["${3:wrong}", "${4:wrong}"]})
        ),
        snippet(
            "true or false",
            "A statement to be judged",
            json!({"statement": "${1:It is so.}", "answer": "^${2|true,false|}"})
        ),
        snippet(
            "number",
            "A number, and how far off is still right",
            json!({"question": "${1:How many ...?}", "answer": "^${2:12}", "tolerance": "${3:5%}"})
        ),
        snippet(
            "cloze",
            "A text with gaps",
            json!({"cloze": "${1:The {{c1::answer}} stands here.}"})
        ),
        snippet(
            "order",
            "Steps to be put in order",
            json!({"question": "${1:Put in order.}", "order": ["${2:first}", "${3:second}", "${4:third}"]})
        ),
        snippet(
            "match",
            "What belongs together",
            json!({"question": "${1:Match.}", "match": {"${2:left}": "${3:right}", "${4:left 2}": "${5:right 2}"}})
        ),
        snippet(
            "list",
            "Members to be named in any order",
            json!({"question": "${1:Name two ...}", "list": ["${2:one}", "${3:two}", "${4:three}"], "need": "^${5:2}"})
        ),
    ])
}
