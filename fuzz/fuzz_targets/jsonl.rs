//! Any bytes to the JSON face of a session: every line out is one JSON object without control codes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quizdeck::session::{Effect, Input, Session};
use quizdeck::ui::jsonl::JsonLines;
use quizdeck::ui::{Action, Face, Opening};
use quizdeck_fuzz::{moment, plan};

fuzz_target!(|bytes: &[u8]| {
    let mut out = Vec::new();
    let mut face = JsonLines::new(bytes, &mut out);
    let (mut session, mut effects) = Session::start(plan(), moment(0));
    face.open(&Opening::default()).unwrap();
    let mut n = 0;
    'session: loop {
        n += 1;
        let mut action = None;
        for effect in std::mem::take(&mut effects) {
            match effect {
                Effect::Show(feedback) => drop(face.show(&feedback).unwrap()),
                Effect::Hint(text) => face.hint(&text).unwrap(),
                Effect::Say(notice) => face.say(&notice).unwrap(),
                Effect::Ask(question) => action = face.ask(&question).ok(),
                Effect::Finish(summary) => {
                    drop(face.finish(&summary).unwrap());
                    break 'session;
                }
                Effect::Record { .. } | Effect::Bring(_) => {}
            }
        }
        let input = match action {
            Some(Action::Input(input)) => input,
            Some(Action::Edit(_) | Action::Open(_) | Action::Why(_)) => Input::Hint,
            _ => Input::Quit,
        };
        effects = session.step(input, moment(n));
    }
    let text = String::from_utf8(out).unwrap();
    for line in text.lines() {
        assert!(!line.chars().any(char::is_control), "{line:?}");
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(value["type"].is_string(), "{line}");
    }
});
