//! Any sequence of inputs: effects end in one `Ask` or `Finish`, an answer is recorded before it shows.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quizdeck::grading::{Response, Verdict};
use quizdeck::history::{Event, Rating};
use quizdeck::session::{About, Effect, Input, Session};
use quizdeck_fuzz::{moment, plan};

fn input(code: u8, operand: u8) -> Input {
    let about = if operand & 1 == 0 { About::Asked } else { About::Judged };
    let places = (0..operand & 3).map(|n| usize::from((operand >> 2).wrapping_add(n) % 5));
    let texts = ["alpha", "one", "two", "a", "x", "3.5", "beta", ""];
    let text = texts[usize::from(operand) % texts.len()].to_owned();
    let answer = |response| Input::Answer { response, first_key_ms: Some(u32::from(operand)) };
    match code % 18 {
        0 | 1 => answer(Response::Text(text)),
        2 => answer(Response::Choices(places.collect())),
        3 => answer(Response::Order(places.collect())),
        4 => answer(Response::Pairs(places.map(|at| (at, at)).collect())),
        5 => answer(Response::List(vec![text; usize::from(operand >> 5)])),
        6 => answer(Response::Truth(operand & 1 == 0)),
        7 => answer(Response::Revealed),
        8 => Input::Reveal,
        9 | 10 => Input::Rate(
            [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy][usize::from(operand & 3)],
        ),
        11 => Input::Right,
        12 => Input::Hint,
        13 => Input::Skip,
        14 => Input::Flag(about),
        15 => Input::Suspend(about),
        16 => Input::Undo,
        _ => Input::Edited(about, None),
    }
}

fuzz_target!(|bytes: &[u8]| {
    let (mut session, _) = Session::start(plan(), moment(0));
    for (n, pair) in (1..).zip(bytes.chunks_exact(2)) {
        let effects = session.step(input(pair[0], pair[1]), moment(n));
        let is_end = |effect: &Effect| {
            matches!(effect, Effect::Ask(_) | Effect::Bring(_) | Effect::Finish(_))
        };
        assert!(effects.last().is_some_and(is_end), "{effects:?}");
        assert_eq!(effects.iter().filter(|effect| is_end(effect)).count(), 1, "{effects:?}");
        let mut recorded = false;
        for effect in &effects {
            match effect {
                Effect::Record { event: Event::Review(_), .. } => recorded = true,
                Effect::Show(feedback) => assert!(recorded || feedback.verdict == Verdict::Shown),
                _ => {}
            }
        }
    }
});
