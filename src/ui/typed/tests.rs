//! Commands as typed.

use super::{COMMANDS, Command, Line, Which, read};
use crate::history::Rating;

#[track_caller]
fn check(line: &str, expected: Line) {
    assert_eq!(read(line, &[":wq".to_owned()]), Ok(expected), "{line:?}");
}

#[test]
fn the_shortest_unique_beginning_is_enough() {
    check(":undo", Line::Command(Command::Undo));
    check(" :u ", Line::Command(Command::Undo));
    check(":HI", Line::Command(Command::Hint));
    check(":g", Line::Command(Command::Rate(Rating::Good)));
    check(":?", Line::Command(Command::Help));
    check(":fl last", Line::Command(Command::Flag(Which::Last)));
    check(":note two  words ", Line::Command(Command::Note("two  words".into())));
    for line in [":s", ":", ":x", ":undo now", ":why this", ":h"] {
        assert!(read(line, &[]).is_err(), "{line:?}");
    }
}

#[test]
fn every_command_is_found_by_its_name() {
    for (name, _) in COMMANDS {
        assert!(matches!(read(&format!(":{name}"), &[]), Ok(Line::Command(_))), "{name}");
    }
}

#[test]
fn an_answer_may_begin_with_a_colon() {
    check("::)", Line::Text(":)".into()));
    check(":WQ", Line::Text(":WQ".into()));
    check("a:b", Line::Text("a:b".into()));
    check(" plain ", Line::Text(" plain ".into()));
}
