//! The line face as transcripts.

use snapbox::{assert_data_eq, str};

use super::Lines;
use crate::grading::{Response, Verdict};
use crate::history::Rating;
use crate::session::{Awaiting, Input, Notice, Question};
use crate::ui::screen::Screen;
use crate::ui::{Action, Face, Opening, samples};

/// What is on the screen after these steps over this input.
fn transcript(input: &str, steps: impl FnOnce(&mut Lines<&[u8], &mut Vec<u8>>)) -> String {
    let mut out = Vec::new();
    steps(&mut Lines::new(input.as_bytes(), Screen::new(&mut out), true));
    String::from_utf8(out).unwrap()
}

fn text(action: Action) -> String {
    match action {
        Action::Input(Input::Answer { response: Response::Text(text), .. }) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_typed_question_reads_in_order() {
    let seen = transcript("minks\n", |face| {
        let opening = Opening { title: "Moscow".into(), due: 4, new: 6, ..Opening::default() };
        face.open(&opening).unwrap();
        let question = samples::question("short", "Which *agreement* was cited?");
        assert_eq!(text(face.ask(&question).unwrap()), "minks");
        assert!(face.show(&samples::slip()).unwrap().is_none());
        face.say(&Notice::Rated(Rating::Easy, 14)).unwrap();
        assert!(face.finish(&samples::summary()).unwrap().is_none());
    });
    assert_data_eq!(
        seen,
        str![[r"
Moscow. 10 cards: 4 due, 6 new.
type :help for what can be typed, :quit to stop.

question 3 of 10, due 2 days ago, last time right.
Which agreement was cited?
answer: minks
a slip: you wrote minks
the answer: minsk
Lavrov stressed carrying it out.
rated hard, comes back: 2 d. other ratings: again today, good 6 d, easy 14 d.
rated easy: comes back in 14 days.

8 of 10 right, score 8.5 of 10.
4 right in a row at the end.
due by tomorrow: 5.
Enter ends, :undo takes back the last answer: 

"]]
    );
}

#[test]
fn choices_are_numbered_and_a_bad_line_loses_nothing() {
    let seen = transcript("7\n:x\n:hint\n2\n", |face| {
        let question = samples::choice(false, &["Minsk", "Oslo"]);
        assert!(matches!(face.ask(&question).unwrap(), Action::Input(Input::Hint)));
        face.hint("a capital").unwrap();
        assert!(matches!(face.ask(&question).unwrap(), Action::Input(Input::Answer { .. })));
        face.show(&samples::feedback(Verdict::Wrong, "Minsk")).unwrap();
    });
    assert_data_eq!(
        seen,
        str![[r"

question 3 of 10, due 2 days ago, last time right.
Which?
1. Minsk
2. Oslo
answer (the number of the right choice): 7
expected one number from 1 to 2, or the choice's own words
answer (the number of the right choice): :x
`:x` is no command; :help lists them, and `::x` is an answer that begins with a
colon
answer (the number of the right choice): :hint
hint: a capital
answer (the number of the right choice): 2
wrong. the answer: Minsk
rated again, comes back: today. other ratings: hard 2 d, good 6 d, easy 14 d.

"]]
    );
}

#[test]
fn a_flashcard_takes_two_lines() {
    let seen = transcript("\n9\n\n", |face| {
        let mut question = samples::question("flashcard", "der Hund");
        assert!(matches!(face.ask(&question).unwrap(), Action::Input(Input::Reveal)));
        face.show(&samples::feedback(Verdict::Shown, "the dog")).unwrap();
        question.awaiting = Awaiting::Rating;
        let rated = face.ask(&question).unwrap();
        assert!(matches!(rated, Action::Input(Input::Rate(Rating::Good))), "{rated:?}");
        assert!(matches!(face.ask(&question).unwrap(), Action::EndOfInput));
    });
    assert!(seen.contains("the answer:\nthe dog\n"), "{seen}");
}

#[test]
fn an_empty_line_is_told_and_a_second_one_reveals() {
    let seen = transcript("\n\n", |face| {
        let question = samples::question("short", "?");
        assert!(matches!(face.ask(&question).unwrap(), Action::Input(Input::Reveal)));
    });
    assert!(seen.contains("nothing typed. Type the answer, or :hint, :skip."), "{seen}");
}

#[test]
fn escape_codes_of_a_deck_do_not_reach_the_screen() {
    let seen = transcript("\u{1b}[2J\n", |face| {
        let question = samples::question("short", "a\u{1b}[31mred\u{202e}");
        face.ask(&Question { note: Some("\u{1b}c".into()), ..question }).unwrap();
    });
    assert!(!seen.contains(['\u{1b}', '\u{202e}']), "{seen:?}");
}
