//! What is asked, recorded and shown, and the summary.
//! Transcripts are filled in by `SNAPSHOTS=overwrite cargo test`.
#![allow(clippy::needless_raw_string_hashes, reason = "snapbox writes transcripts so")]

use snapbox::str;

use super::script::{Play, THREE, check, check_plan, plan};
use super::*;

#[test]
fn an_answer_is_recorded_then_shown_then_the_next_is_asked() {
    check(
        THREE,
        "type alpha\ntype bbb\ntype gamma\ntype beta",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> type alpha
record run-1: review d/a {"text":"alpha"} right 1 -> good in 2 d, 5000 ms
show 1 right Text("alpha"), good of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 1 of 1, streak 1
> type bbb
record run-2: review d/b {"text":"bbb"} wrong 0 -> again in 0 d, 5000 ms
show 2 wrong Text("beta"), again of [0, 1, 2, 4]
ask 3 3/3 short d/c "C?", new | 1 of 2, streak 0
> type gamma
record run-3: review d/c {"text":"gamma"} right 1 -> good in 2 d, 5000 ms
show 3 right Text("gamma"), good of [0, 1, 2, 4]
ask 4 3/3 short d/b "B?", repeat, last wrong | 2 of 3, streak 1
> type beta
record run-4: review repeat d/b {"text":"beta"} right 1 -> hard in 1 d, 5000 ms
show 4 right Text("beta"), hard of [0, 1, 1, 1]
finish: 2 of 3 right, 2 of 3 points, streak 1, left 0, tomorrow 1; #greek 1 of 2; #two 0 of 1; hardest d/b "B?"

"#]],
    );
}

#[test]
fn a_session_without_questions_is_finished() {
    let mut empty = plan(THREE);
    empty.turns.clear();
    check_plan(
        empty,
        "type x\nundo\ngood\nright\nflag\nflag last\nquit",
        str![[r#"
finish: 0 of 0 right, 0 of 0 points, streak 0, left 0, tomorrow 0
> type x
say Over
finish: 0 of 0 right, 0 of 0 points, streak 0, left 0, tomorrow 0
> undo
say NothingToUndo
finish: 0 of 0 right, 0 of 0 points, streak 0, left 0, tomorrow 0
> good
say NothingToRate
finish: 0 of 0 right, 0 of 0 points, streak 0, left 0, tomorrow 0
> right
say NothingToRate
finish: 0 of 0 right, 0 of 0 points, streak 0, left 0, tomorrow 0
> flag
say Over
finish: 0 of 0 right, 0 of 0 points, streak 0, left 0, tomorrow 0
> flag last
say NothingToRate
finish: 0 of 0 right, 0 of 0 points, streak 0, left 0, tomorrow 0
> quit
finish: 0 of 0 right, 0 of 0 points, streak 0, left 0, tomorrow 0

"#]],
    );
}

#[test]
fn a_revealed_answer_is_wrong() {
    check(
        THREE,
        "reveal\nquit",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> reveal
record run-1: review d/a revealed wrong 0 -> again in 0 d, 5000 ms
show 1 wrong Text("alpha"), again of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 0 of 1, streak 0
> quit
finish: 0 of 1 right, 0 of 1 points, streak 0, left 2, tomorrow 1; #greek 0 of 1; hardest d/a "A?"

"#]],
    );
}

#[test]
fn a_cram_stays_cram_and_promises_nothing() {
    let mut cram = plan(THREE);
    cram.turns.truncate(1);
    cram.turns[0].purpose = Purpose::Cram;
    check_plan(
        cram,
        "type x\ntype alpha\neasy",
        str![[r#"
ask 1 1/1 short d/a "A?", new | 0 of 0, streak 0
> type x
record run-1: review cram d/a {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 1 wrong Text("alpha"), again of [0, 1, 2, 4], cram
ask 2 1/1 short d/a "A?", new, repeat, last wrong | 0 of 1, streak 0
> type alpha
record run-2: review cram d/a {"text":"alpha"} right 1 -> hard in 1 d, 5000 ms
show 2 right Text("alpha"), hard of [0, 1, 2, 4], cram
finish: 0 of 1 right, 0 of 1 points, streak 0, left 0, tomorrow 0; #greek 0 of 1; hardest d/a "A?"
> easy
record run-3: amend run-2 right 1 -> easy in 4 d
say Rated(Easy, 4)
finish: 0 of 1 right, 0 of 1 points, streak 0, left 0, tomorrow 0; #greek 0 of 1; hardest d/a "A?"

"#]],
    );
}

#[test]
fn every_kind_is_asked_and_answered() {
    let kinds = "
- {id: choice, question: Q?, answer: b, wrong: [c, a, None of the above]}
- {id: several, question: Q??, answer: [a, b], wrong: [c]}
- {id: truth, statement: S, answer: true}
- {id: number, question: N?, answer: 3, unit: km}
- {id: order, question: O?, order: [x, y, z]}
- {id: match, question: M?, match: {l: r, m: s}, extra: [t]}
- {id: list, question: L?, list: [a, b, c], need: 2}
- {id: gaps, cloze: '{{c1::Iran}} and {{c1::Syria}}'}
- {id: long, cloze: 'He {{c1::said that it was late::did what?}} ![a](a.png)', source: {section: 5, quote: late}}
";
    check(
        kinds,
        "choose b\nchoose b, a\ntrue\ntype 3\norder x, y, z\nmatch l=r, m=t\ngood\nlist c; a
         list Iran; Syria\nreveal\neasy",
        str![[r#"
ask 1 1/9 choice d/choice "Q?" a/b/c/None of the above, new | 0 of 0, streak 0
> choose b
record run-1: review d/choice {"choices":[0]} right 1 -> good in 2 d, 5000 ms
show 1 right Text("b"), good of [0, 1, 2, 4]
ask 2 2/9 choice d/several "Q??" a/c/b, new, multiple | 1 of 1, streak 1
> choose b, a
record run-2: review d/several {"choices":[0,1]} right 1 -> good in 2 d, 5000 ms
show 2 right List(["a", "b"]), good of [0, 1, 2, 4]
ask 3 3/9 truefalse d/truth "S", new | 2 of 2, streak 2
> true
record run-3: review d/truth {"truth":true} right 1 -> good in 2 d, 5000 ms
show 3 right Text("true"), good of [0, 1, 2, 4]
ask 4 4/9 number d/number "N?", new | 3 of 3, streak 3
> type 3
record run-4: review d/number {"text":"3"} right 1 -> good in 2 d, 5000 ms
show 4 right Text("3 km"), good of [0, 1, 2, 4]
ask 5 5/9 order d/order "O?" z/y/x, new | 4 of 4, streak 4
> order x, y, z
record run-5: review d/order {"order":[0,1,2]} right 1 -> good in 2 d, 5000 ms
show 5 right List(["x", "y", "z"]), good of [0, 1, 2, 4]
ask 6 6/9 match d/match "M?" left l/m right t/r/s, new | 5 of 5, streak 5
> match l=r, m=t
record run-6: review d/match {"pairs":[[0,0],[1,2]]} partial 0.5 -> again in 0 d, 5000 ms
show 6 partial Pairs([("l", "r"), ("m", "s")]), again of [0, 1, 2, 4]
ask 7 7/9 list d/list "L?", new | 5.5 of 6, streak 0
> good
record run-7: amend run-6 partial 0.5 -> good in 2 d
say Rated(Good, 2)
wait 7
> list c; a
record run-8: review d/list {"list":["c","a"]} right 1 -> good in 2 d, 10000 ms
show 7 right List(["a", "b", "c"]), good of [0, 1, 2, 4]
ask 8 8/9 cloze d/gaps#c1 "[...] and [...]", new | 6.5 of 7, streak 1
> list Iran; Syria
record run-9: review d/gaps#c1 {"list":["Iran","Syria"]} right 1 -> good in 2 d, 5000 ms
show 8 right List(["Iran", "Syria"]), good of [0, 1, 2, 4]
ask 9 9/9 cloze d/long#c1 "He [did what?] ![a](a.png)" media a.png, new | 7.5 of 8, streak 2
> reveal
show 9 shown Text("He **said that it was late** ![a](a.png)"), good of [0, 1, 2, 4], unrated, "section 5: “late”", media ["a.png"]
wait 9 for a rating
> easy
record run-10: review d/long#c1 revealed shown 1 -> easy in 4 d, 5000 ms
finish: 8 of 9 right, 8.5 of 9 points, streak 3, left 0, tomorrow 0; hardest d/match "M?"

"#]],
    );
}

#[test]
fn a_session_is_compared_with_the_last_time() {
    let mut first = Play::start(plan(THREE));
    let answer = |text: &str| Input::Answer {
        response: crate::grading::Response::Text(text.to_owned()),
        first_key_ms: None,
    };
    for text in ["x", "beta", "gamma", "alpha"] {
        first.step(answer(text));
    }
    let mut second = plan(THREE);
    second.token = "later".into();
    for (idx, turn) in second.turns.iter_mut().enumerate() {
        let before = &first.session.turns[idx];
        turn.reviews.clone_from(&before.reviews);
    }
    second.turns[2].reviews.clear();
    second.due_tomorrow_elsewhere = 7;
    check_plan(
        second,
        "type alpha\ntype x\ngood\ntype gamma",
        str![[r#"
ask 1 1/3 short d/a "A?", due -1 d ago, last right | 0 of 0, streak 0
> type alpha
record later-1: review d/a {"text":"alpha"} right 1 -> good in 1 d, 5000 ms
show 1 right Text("alpha"), good of [0, 1, 1, 1]
ask 2 2/3 short d/b "B?", due -2 d ago, last right | 1 of 1, streak 1
> type x
record later-2: review d/b {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 2 wrong Text("beta"), again of [0, 2, 2, 2]
ask 3 3/3 short d/c "C?", new | 1 of 2, streak 0
> good
record later-3: amend later-2 wrong 0 -> good in 2 d
say Rated(Good, 2)
wait 3
> type gamma
record later-4: review d/c {"text":"gamma"} right 1 -> good in 2 d, 10000 ms
show 3 right Text("gamma"), good of [0, 1, 2, 4]
finish: 2 of 3 right, 2 of 3 points, streak 1, left 0, tomorrow 8; #greek 1 of 2; #two 0 of 1; hardest d/b "B?"; 2 before: 1, now 1 of 2

"#]],
    );
}
