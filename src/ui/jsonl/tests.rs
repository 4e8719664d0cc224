//! JSON lines as transcripts.

use snapbox::{assert_data_eq, str};

use super::JsonLines;
use crate::grading::{Response, Verdict};
use crate::history::Rating;
use crate::session::{About, Awaiting, Feedback, Input, Notice, Question, ShownAnswer};
use crate::ui::{Action, Face, Opening, samples};

fn transcript(input: &str, steps: impl FnOnce(&mut JsonLines<&[u8], &mut Vec<u8>>)) -> String {
    let mut out = Vec::new();
    steps(&mut JsonLines::new(input.as_bytes(), &mut out));
    String::from_utf8(out).unwrap()
}

/// The response that a line gives to a question, or the error's message.
fn response(question: &Question, line: &str) -> Result<Response, String> {
    let mut given = None;
    let out = transcript(line, |face| given = Some(face.ask(question).unwrap()));
    match given {
        Some(Action::Input(Input::Answer { response, .. })) => Ok(response),
        _ => Err(out.lines().nth(1).unwrap_or_default().to_owned()),
    }
}

#[test]
fn a_session_as_json_lines() {
    let input = r#"
        {"type":"hint"}
        {"type":"answer","ask":1,"text":"minks"}
        {"type":"rate","rating":"easy"}
        {"type":"quit"}
    "#;
    let seen = transcript(input, |face| {
        let opening = Opening { title: "Moscow".into(), due: 4, new: 6, ..Opening::default() };
        face.open(&opening).unwrap();
        let question = samples::question("short", "Which agreement?");
        assert!(matches!(face.ask(&question).unwrap(), Action::Input(Input::Hint)));
        face.hint("a capital").unwrap();
        assert!(matches!(face.ask(&question).unwrap(), Action::Input(Input::Answer { .. })));
        assert!(face.show(&samples::slip()).unwrap().is_none());
        let rated = face.finish(&samples::summary()).unwrap();
        assert!(matches!(rated, Some(Action::Input(Input::Rate(Rating::Easy)))));
        face.say(&Notice::Rated(Rating::Easy, 14)).unwrap();
        assert!(face.finish(&samples::summary()).unwrap().is_none());
    });
    assert_data_eq!(
        seen,
        str![[r#"
{"type":"hello","protocol":1,"program":"quizdeck","version":"0.1.0","title":"Moscow","due":4,"new":6,"other":0,"notices":[]}
{"type":"question","ask":1,"card":"moscow/minsk","deck":"Moscow","kind":"short","prompt":"Which agreement?","choices":[],"multiple":false,"left":[],"right":[],"need":0,"unit":null,"tags":["donbass"],"hint":true,"media":[],"number":3,"of":10,"new":false,"repeat":false}
{"type":"hint","text":"a capital"}
{"type":"verdict","ask":1,"card":"moscow/minsk","verdict":"slip","score":1.0,"points":1.0,"answer":"minsk","diff":[{"mark":"same","text":"min"},{"mark":"missing","text":"s"},{"mark":"same","text":"k"},{"mark":"extra","text":"s"}],"feedback":null,"explanation":"Lavrov stressed carrying it out.","source":null,"media":[],"suggested":"hard","next":{"again":0,"hard":2,"good":6,"easy":14},"unrated":false}
{"type":"summary","answered":10,"right":8,"score":8.5,"possible":10.0,"streak":4,"due_tomorrow":5,"left":0,"tags":[],"hardest":[]}
{"type":"notice","code":"rated","text":"rated easy: comes back in 14 days"}
{"type":"summary","answered":10,"right":8,"score":8.5,"possible":10.0,"streak":4,"due_tomorrow":5,"left":0,"tags":[],"hardest":[]}

"#]]
    );
}

#[test]
fn a_bad_line_gets_an_error_and_loses_nothing() {
    let input = "{\n{\"type\":\"dance\"}\n\u{0}\n{\"type\":\"skip\"}";
    let seen = transcript(input, |face| {
        let question = samples::question("short", "?");
        assert!(matches!(face.ask(&question).unwrap(), Action::Input(Input::Skip)));
        assert!(matches!(face.ask(&question).unwrap(), Action::EndOfInput));
    });
    assert_eq!(seen.matches(r#"{"type":"error","message":""#).count(), 3, "{seen}");
    assert_eq!(seen.matches(r#"{"type":"question""#).count(), 1, "{seen}");
}

#[test]
fn responses_must_fit_the_question() {
    let choice = samples::choice(true, &["a", "b", "c"]);
    let order = samples::order(&["a", "b", "c"]);
    let matching = samples::matching(&["a", "b"], &["c", "d"]);
    let truth = samples::question("truefalse", "?");
    let list = Question { need: 2, ..samples::question("list", "?") };
    let rows = [
        (&choice, r#""choices":[2,0,2]"#, Some(Response::Choices(vec![0, 2]))),
        (&choice, r#""choices":[3]"#, None),
        (&choice, r#""text":"b""#, Some(Response::Choices(vec![1]))),
        (&order, r#""order":[2,0,1]"#, Some(Response::Order(vec![2, 0, 1]))),
        (&order, r#""order":[2,0]"#, None),
        (&order, r#""choices":[2,0,1]"#, None),
        (&matching, r#""pairs":[[0,1],[1,0]]"#, Some(Response::Pairs(vec![(0, 1), (1, 0)]))),
        (&matching, r#""pairs":[[0,1],[0,0]]"#, None),
        (&matching, r#""pairs":[[0,2]]"#, None),
        (&truth, r#""truth":false"#, Some(Response::Truth(false))),
        (&truth, r#""text":"true""#, Some(Response::Truth(true))),
        (&list, r#""list":["a","b"]"#, Some(Response::List(vec!["a".into(), "b".into()]))),
        (&list, r#""list":["a"],"text":"a""#, None),
        (&list, "\"ask\":2,\"list\":[\"a\"]", None),
    ];
    for (question, fields, expected) in rows {
        let line = format!(r#"{{"type":"answer",{fields}}}"#);
        let given = response(question, &line);
        assert_eq!(given.as_ref().ok(), expected.as_ref(), "{line}: {given:?}");
    }
}

#[test]
fn a_shown_flashcard_waits_for_its_rating() {
    let question =
        Question { awaiting: Awaiting::Rating, ..samples::question("flashcard", "der Hund") };
    let given = response(&question, r#"{"type":"answer","text":"dog"}"#);
    assert!(given.unwrap_err().contains("waits for its rating"));
}

#[test]
fn marks_mean_the_card_asked_and_after_the_end_the_one_judged() {
    let input = "{\"type\":\"flag\"}\n{\"type\":\"suspend\",\"about\":\"judged\"}\n{\"type\":\"note\",\"text\":\"x\"}";
    transcript(input, |face| {
        let question = samples::question("short", "?");
        let flag = face.ask(&question).unwrap();
        assert!(matches!(flag, Action::Input(Input::Flag(About::Asked))));
        let suspend = face.ask(&question).unwrap();
        assert!(matches!(suspend, Action::Input(Input::Suspend(About::Judged))));
        let note = face.finish(&samples::summary()).unwrap();
        assert!(matches!(note, Some(Action::Input(Input::Note(About::Judged, _)))));
    });
}

#[test]
fn pairs_keep_their_order_and_cramming_promises_nothing() {
    let seen = transcript("", |face| {
        let pairs = vec![("b".to_owned(), "1".to_owned()), ("a".to_owned(), "2".to_owned())];
        let feedback = samples::feedback(Verdict::Right, "");
        let feedback = Feedback { answer: ShownAnswer::Pairs(pairs), cram: true, ..feedback };
        face.show(&feedback).unwrap();
    });
    assert!(seen.contains(r#""answer":{"b":"1","a":"2"}"#), "{seen}");
    assert!(seen.contains(r#""next":null"#), "{seen}");
}
