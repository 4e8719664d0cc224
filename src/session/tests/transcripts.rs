//! One law a test; the transcripts are filled in by `SNAPSHOTS=overwrite cargo test`.
#![allow(clippy::needless_raw_string_hashes, reason = "snapbox writes transcripts so")]

use snapbox::{IntoData, assert_data_eq, str};

use super::script::{Play, plan};
use super::*;

const THREE: &str = "
- {id: a, question: A?, answer: alpha, tags: [greek], hint: first}
- {id: b, question: B?, answer: beta, tags: [greek, two]}
- {id: c, question: C?, answer: gamma}
";

const CARDS: &str = "
- {id: f, front: Front, back: Back, explanation: Why}
- {id: g, front: Other, back: Side}
";

const SIX: &str = "
- {id: a, question: A?, answer: alpha}
- {id: b, question: B?, answer: beta}
- {id: c, question: C?, answer: gamma}
- {id: d, question: D?, answer: delta}
- {id: e, question: E?, answer: epsilon}
- {id: f, question: F?, answer: zeta}
";

#[track_caller]
fn check(yaml: &str, script: &str, expected: impl IntoData) {
    check_plan(plan(yaml), script, expected);
}

#[track_caller]
fn check_plan(plan: Plan, script: &str, expected: impl IntoData) {
    assert_data_eq!(Play::start(plan).script(script), expected);
}

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
fn a_flashcard_is_revealed_and_recorded_when_it_is_rated() {
    check(
        CARDS,
        "good\nreveal\nreveal\ntype x\ngood\nreveal\nright",
        str![[r#"
ask 1 1/2 flashcard d/f "Front", new | 0 of 0, streak 0
> good
say RevealFirst
wait 1
> reveal
show 1 shown Text("Back"), good of [0, 1, 2, 4], unrated, "Why"
wait 1 for a rating
> reveal
wait 1 for a rating
> type x
wait 1 for a rating
> good
record run-1: review d/f revealed shown 1 -> good in 2 d, 10000 ms
ask 2 2/2 flashcard d/g "Other", new | 1 of 1, streak 1
> reveal
show 2 shown Text("Side"), good of [0, 1, 2, 4], unrated
wait 2 for a rating
> right
record run-2: review d/g revealed shown 1 -> good in 2 d, 5000 ms
finish: 2 of 2 right, 2 of 2 points, streak 2, left 0, tomorrow 0

"#]],
    );
}

#[test]
fn any_answer_reveals_a_flashcard() {
    check(
        CARDS,
        "type my guess\nhard\nquit",
        str![[r#"
ask 1 1/2 flashcard d/f "Front", new | 0 of 0, streak 0
> type my guess
show 1 shown Text("Back"), good of [0, 1, 2, 4], unrated, "Why"
wait 1 for a rating
> hard
record run-1: review d/f {"text":"my guess"} shown 1 -> hard in 1 d, 5000 ms
ask 2 2/2 flashcard d/g "Other", new | 1 of 1, streak 1
> quit
finish: 1 of 1 right, 1 of 1 points, streak 1, left 1, tomorrow 1

"#]],
    );
}

#[test]
fn a_missed_flashcard_comes_back_until_it_is_known() {
    check(
        CARDS,
        "reveal\nagain\nreveal\ngood\nreveal\nagain\nreveal\nhard",
        str![[r#"
ask 1 1/2 flashcard d/f "Front", new | 0 of 0, streak 0
> reveal
show 1 shown Text("Back"), good of [0, 1, 2, 4], unrated, "Why"
wait 1 for a rating
> again
record run-1: review d/f revealed shown 0 -> again in 0 d, 5000 ms
ask 2 2/2 flashcard d/g "Other", new | 0 of 1, streak 0
> reveal
show 2 shown Text("Side"), good of [0, 1, 2, 4], unrated
wait 2 for a rating
> good
record run-2: review d/g revealed shown 1 -> good in 2 d, 5000 ms
ask 3 2/2 flashcard d/f "Front", repeat, last shown | 1 of 2, streak 1
> reveal
show 3 shown Text("Back"), good of [0, 1, 1, 1], unrated, "Why"
wait 3 for a rating
> again
record run-3: review repeat d/f revealed shown 0 -> again in 0 d, 5000 ms
ask 4 2/2 flashcard d/f "Front", repeat, last shown | 1 of 2, streak 1
> reveal
show 4 shown Text("Back"), good of [0, 1, 1, 1], unrated, "Why"
wait 4 for a rating
> hard
record run-4: review repeat d/f revealed shown 1 -> hard in 1 d, 5000 ms
finish: 1 of 2 right, 1 of 2 points, streak 1, left 0, tomorrow 1; hardest d/f "Front"

"#]],
    );
}

#[test]
fn a_missed_card_comes_back_after_four_others() {
    check(
        SIX,
        "type x\ntype beta\ntype gamma\ntype delta\ntype epsilon\ntype alpha\ntype zeta",
        str![[r#"
ask 1 1/6 short d/a "A?", new | 0 of 0, streak 0
> type x
record run-1: review d/a {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 1 wrong Text("alpha"), again of [0, 1, 2, 4]
ask 2 2/6 short d/b "B?", new | 0 of 1, streak 0
> type beta
record run-2: review d/b {"text":"beta"} right 1 -> good in 2 d, 5000 ms
show 2 right Text("beta"), good of [0, 1, 2, 4]
ask 3 3/6 short d/c "C?", new | 1 of 2, streak 1
> type gamma
record run-3: review d/c {"text":"gamma"} right 1 -> good in 2 d, 5000 ms
show 3 right Text("gamma"), good of [0, 1, 2, 4]
ask 4 4/6 short d/d "D?", new | 2 of 3, streak 2
> type delta
record run-4: review d/d {"text":"delta"} right 1 -> good in 2 d, 5000 ms
show 4 right Text("delta"), good of [0, 1, 2, 4]
ask 5 5/6 short d/e "E?", new | 3 of 4, streak 3
> type epsilon
record run-5: review d/e {"text":"epsilon"} right 1 -> good in 2 d, 5000 ms
show 5 right Text("epsilon"), good of [0, 1, 2, 4]
ask 6 5/6 short d/a "A?", repeat, last wrong | 4 of 5, streak 4
> type alpha
record run-6: review repeat d/a {"text":"alpha"} right 1 -> hard in 1 d, 5000 ms
show 6 right Text("alpha"), hard of [0, 1, 1, 1]
ask 7 6/6 short d/f "F?", new | 4 of 5, streak 4
> type zeta
record run-7: review d/f {"text":"zeta"} right 1 -> good in 2 d, 5000 ms
show 7 right Text("zeta"), good of [0, 1, 2, 4]
finish: 5 of 6 right, 5 of 6 points, streak 5, left 0, tomorrow 1; hardest d/a "A?"

"#]],
    );
}

#[test]
fn a_missed_card_comes_back_at_once_where_no_other_is_left() {
    check(
        "- {id: a, question: A?, answer: alpha}",
        "type x\ntype y\ntype alpha",
        str![[r#"
ask 1 1/1 short d/a "A?", new | 0 of 0, streak 0
> type x
record run-1: review d/a {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 1 wrong Text("alpha"), again of [0, 1, 2, 4]
ask 2 1/1 short d/a "A?", repeat, last wrong | 0 of 1, streak 0
> type y
record run-2: review repeat d/a {"text":"y"} wrong 0 -> again in 0 d, 5000 ms
show 2 wrong Text("alpha"), again of [0, 1, 1, 1]
ask 3 1/1 short d/a "A?", repeat, last wrong | 0 of 1, streak 0
> type alpha
record run-3: review repeat d/a {"text":"alpha"} right 1 -> hard in 1 d, 5000 ms
show 3 right Text("alpha"), hard of [0, 1, 1, 1]
finish: 0 of 1 right, 0 of 1 points, streak 0, left 0, tomorrow 1; hardest d/a "A?"

"#]],
    );
}

#[test]
fn missed_cards_do_not_come_back_where_the_plan_says_so() {
    let once = Plan { repeat_missed: false, ..plan(THREE) };
    check_plan(
        once,
        "type x\ntype x\ntype x\ngood\nagain",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> type x
record run-1: review d/a {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 1 wrong Text("alpha"), again of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 0 of 1, streak 0
> type x
record run-2: review d/b {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 2 wrong Text("beta"), again of [0, 1, 2, 4]
ask 3 3/3 short d/c "C?", new | 0 of 2, streak 0
> type x
record run-3: review d/c {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 3 wrong Text("gamma"), again of [0, 1, 2, 4]
finish: 0 of 3 right, 0 of 3 points, streak 0, left 0, tomorrow 3; #greek 0 of 2; #two 0 of 1; hardest d/a "A?", d/b "B?", d/c "C?"
> good
record run-4: amend run-3 wrong 0 -> good in 2 d
say Rated(Good, 2)
finish: 0 of 3 right, 0 of 3 points, streak 0, left 0, tomorrow 2; #greek 0 of 2; #two 0 of 1; hardest d/a "A?", d/b "B?", d/c "C?"
> again
record run-5: amend run-3 wrong 0 -> again in 0 d
say Rated(Again, 0)
finish: 0 of 3 right, 0 of 3 points, streak 0, left 0, tomorrow 3; #greek 0 of 2; #two 0 of 1; hardest d/a "A?", d/b "B?", d/c "C?"

"#]],
    );
}

#[test]
fn a_later_rating_amends_the_newest_verdict_and_the_question_waits() {
    check(
        THREE,
        "type alpha\neasy\neasy\nhard\ntype beta",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> type alpha
record run-1: review d/a {"text":"alpha"} right 1 -> good in 2 d, 5000 ms
show 1 right Text("alpha"), good of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 1 of 1, streak 1
> easy
record run-2: amend run-1 right 1 -> easy in 4 d
say Rated(Easy, 4)
wait 2
> easy
say Rated(Easy, 4)
wait 2
> hard
record run-3: amend run-1 right 1 -> hard in 1 d
say Rated(Hard, 1)
wait 2
> type beta
record run-4: review d/b {"text":"beta"} right 1 -> good in 2 d, 20000 ms
show 2 right Text("beta"), good of [0, 1, 2, 4]
ask 3 3/3 short d/c "C?", new | 2 of 2, streak 2

"#]],
    );
}

#[test]
fn a_later_rating_decides_whether_the_card_comes_back() {
    check(
        THREE,
        "type x\nhard\ntype beta\nagain\ntype gamma\ntype beta",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> type x
record run-1: review d/a {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 1 wrong Text("alpha"), again of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 0 of 1, streak 0
> hard
record run-2: amend run-1 wrong 0 -> hard in 1 d
say Rated(Hard, 1)
wait 2
> type beta
record run-3: review d/b {"text":"beta"} right 1 -> good in 2 d, 10000 ms
show 2 right Text("beta"), good of [0, 1, 2, 4]
ask 3 3/3 short d/c "C?", new | 1 of 2, streak 1
> again
record run-4: amend run-3 right 1 -> again in 0 d
say Rated(Again, 0)
wait 3
> type gamma
record run-5: review d/c {"text":"gamma"} right 1 -> good in 2 d, 10000 ms
show 3 right Text("gamma"), good of [0, 1, 2, 4]
ask 4 3/3 short d/b "B?", repeat, last right | 2 of 3, streak 2
> type beta
record run-6: review repeat d/b {"text":"beta"} right 1 -> hard in 1 d, 5000 ms
show 4 right Text("beta"), hard of [0, 1, 1, 1]
finish: 2 of 3 right, 2 of 3 points, streak 2, left 0, tomorrow 2; #greek 1 of 2; #two 1 of 1; hardest d/a "A?"

"#]],
    );
}

#[test]
fn a_rating_takes_away_the_repeat_that_is_open() {
    check(
        "- {id: a, question: A?, answer: alpha}",
        "type x\ngood\nagain\ntype alpha",
        str![[r#"
ask 1 1/1 short d/a "A?", new | 0 of 0, streak 0
> type x
record run-1: review d/a {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 1 wrong Text("alpha"), again of [0, 1, 2, 4]
ask 2 1/1 short d/a "A?", repeat, last wrong | 0 of 1, streak 0
> good
record run-2: amend run-1 wrong 0 -> good in 2 d
say Rated(Good, 2)
finish: 0 of 1 right, 0 of 1 points, streak 0, left 0, tomorrow 0; hardest d/a "A?"
> again
record run-3: amend run-1 wrong 0 -> again in 0 d
say Rated(Again, 0)
ask 3 1/1 short d/a "A?", repeat, last wrong | 0 of 1, streak 0
> type alpha
record run-4: review repeat d/a {"text":"alpha"} right 1 -> hard in 1 d, 5000 ms
show 3 right Text("alpha"), hard of [0, 1, 1, 1]
finish: 0 of 1 right, 0 of 1 points, streak 0, left 0, tomorrow 1; hardest d/a "A?"

"#]],
    );
}

#[test]
fn a_rating_after_the_end_can_open_the_session_again() {
    check(
        THREE,
        "type alpha\ntype beta\ntype gamma\nagain\ntype gamma\nquit\neasy",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> type alpha
record run-1: review d/a {"text":"alpha"} right 1 -> good in 2 d, 5000 ms
show 1 right Text("alpha"), good of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 1 of 1, streak 1
> type beta
record run-2: review d/b {"text":"beta"} right 1 -> good in 2 d, 5000 ms
show 2 right Text("beta"), good of [0, 1, 2, 4]
ask 3 3/3 short d/c "C?", new | 2 of 2, streak 2
> type gamma
record run-3: review d/c {"text":"gamma"} right 1 -> good in 2 d, 5000 ms
show 3 right Text("gamma"), good of [0, 1, 2, 4]
finish: 3 of 3 right, 3 of 3 points, streak 3, left 0, tomorrow 0; #greek 2 of 2; #two 1 of 1
> again
record run-4: amend run-3 right 1 -> again in 0 d
say Rated(Again, 0)
ask 4 3/3 short d/c "C?", repeat, last right | 3 of 3, streak 3
> type gamma
record run-5: review repeat d/c {"text":"gamma"} right 1 -> hard in 1 d, 5000 ms
show 4 right Text("gamma"), hard of [0, 1, 1, 1]
finish: 3 of 3 right, 3 of 3 points, streak 3, left 0, tomorrow 1; #greek 2 of 2; #two 1 of 1
> quit
finish: 3 of 3 right, 3 of 3 points, streak 3, left 0, tomorrow 1; #greek 2 of 2; #two 1 of 1
> easy
record run-6: amend run-5 right 1 -> easy in 1 d
say Rated(Easy, 1)
finish: 3 of 3 right, 3 of 3 points, streak 3, left 0, tomorrow 1; #greek 2 of 2; #two 1 of 1

"#]],
    );
}

#[test]
fn a_rating_after_quitting_does_not_open_the_session_again() {
    check(
        THREE,
        "type alpha\nquit\nagain\ntype x\nundo\ntype alpha",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> type alpha
record run-1: review d/a {"text":"alpha"} right 1 -> good in 2 d, 5000 ms
show 1 right Text("alpha"), good of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 1 of 1, streak 1
> quit
finish: 1 of 1 right, 1 of 1 points, streak 1, left 2, tomorrow 0; #greek 1 of 1
> again
record run-2: amend run-1 right 1 -> again in 0 d
say Rated(Again, 0)
finish: 1 of 1 right, 1 of 1 points, streak 1, left 2, tomorrow 1; #greek 1 of 1
> type x
say Over
finish: 1 of 1 right, 1 of 1 points, streak 1, left 2, tomorrow 1; #greek 1 of 1
> undo
record run-3: revoke run-1
say undone d/a
ask 3 1/3 short d/a "A?", new | 0 of 0, streak 0
> type alpha
record run-4: review d/a {"text":"alpha"} right 1 -> good in 2 d, 5000 ms
show 3 right Text("alpha"), good of [0, 1, 2, 4]
ask 4 2/3 short d/b "B?", new | 1 of 1, streak 1

"#]],
    );
}

#[test]
fn i_was_right_counts_as_right_and_is_disputed() {
    check(
        THREE,
        "right\ntype x\nright\nright\nhard\ntype beta\ntype gamna\nright\nquit",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> right
say NothingToRate
wait 1
> type x
record run-1: review d/a {"text":"x"} wrong 0 -> again in 0 d, 10000 ms
show 1 wrong Text("alpha"), again of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 0 of 1, streak 0
> right
record run-2: amend run-1 right 1 -> good in 2 d, disputed
say CountedRight
wait 2
> right
say CountedRight
wait 2
> hard
record run-3: amend run-1 right 1 -> hard in 1 d, disputed
say Rated(Hard, 1)
wait 2
> type beta
record run-4: review d/b {"text":"beta"} right 1 -> good in 2 d, 20000 ms
show 2 right Text("beta"), good of [0, 1, 2, 4]
ask 3 3/3 short d/c "C?", new | 2 of 2, streak 2
> type gamna
record run-5: review d/c {"text":"gamna"} slip 1 -> hard in 1 d, 5000 ms
show 3 slip Text("gamma"), hard of [0, 1, 2, 4]
finish: 3 of 3 right, 3 of 3 points, streak 3, left 0, tomorrow 2; #greek 2 of 2; #two 1 of 1
> right
record run-6: amend run-5 right 1 -> good in 2 d, disputed
say CountedRight
finish: 3 of 3 right, 3 of 3 points, streak 3, left 0, tomorrow 1; #greek 2 of 2; #two 1 of 1
> quit
finish: 3 of 3 right, 3 of 3 points, streak 3, left 0, tomorrow 1; #greek 2 of 2; #two 1 of 1

"#]],
    );
}

#[test]
fn i_was_right_about_a_flashcard_is_a_good_rating() {
    check(
        CARDS,
        "reveal\nagain\nright\nright",
        str![[r#"
ask 1 1/2 flashcard d/f "Front", new | 0 of 0, streak 0
> reveal
show 1 shown Text("Back"), good of [0, 1, 2, 4], unrated, "Why"
wait 1 for a rating
> again
record run-1: review d/f revealed shown 0 -> again in 0 d, 5000 ms
ask 2 2/2 flashcard d/g "Other", new | 0 of 1, streak 0
> right
say RevealFirst
wait 2
> right
say RevealFirst
wait 2

"#]],
    );
}

#[test]
fn a_hint_is_remembered_in_the_rating() {
    check(
        THREE,
        "hint\nhint\ntype alpha\nhint\nquit",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> hint
hint "first"
wait 1
> hint
hint "first"
wait 1
> type alpha
record run-1: review d/a {"text":"alpha"} right hinted 1 -> hard in 1 d, 15000 ms
show 1 right Text("alpha"), hard of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 1 of 1, streak 1
> hint
say NoHint
wait 2
> quit
finish: 1 of 1 right, 1 of 1 points, streak 1, left 2, tomorrow 1; #greek 1 of 1

"#]],
    );
}

#[test]
fn a_skipped_card_leaves_the_session_unrecorded() {
    check(
        THREE,
        "skip\ntype x\ntype gamma\nskip\nskip",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> skip
say skipped d/a
ask 2 2/3 short d/b "B?", new | 0 of 0, streak 0
> type x
record run-1: review d/b {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 2 wrong Text("beta"), again of [0, 1, 2, 4]
ask 3 3/3 short d/c "C?", new | 0 of 1, streak 0
> type gamma
record run-2: review d/c {"text":"gamma"} right 1 -> good in 2 d, 5000 ms
show 3 right Text("gamma"), good of [0, 1, 2, 4]
ask 4 3/3 short d/b "B?", repeat, last wrong | 1 of 2, streak 1
> skip
say skipped d/b
finish: 1 of 2 right, 1 of 2 points, streak 1, left 0, tomorrow 1; #greek 0 of 1; #two 0 of 1; hardest d/b "B?"
> skip
say Over
finish: 1 of 2 right, 1 of 2 points, streak 1, left 0, tomorrow 1; #greek 0 of 1; #two 0 of 1; hardest d/b "B?"

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
fn undo_goes_back_to_the_start() {
    check(
        THREE,
        "type alpha\ntype x\nundo\nundo\nundo\ntype alpha\ntype beta\ntype gamma",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> type alpha
record run-1: review d/a {"text":"alpha"} right 1 -> good in 2 d, 5000 ms
show 1 right Text("alpha"), good of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 1 of 1, streak 1
> type x
record run-2: review d/b {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 2 wrong Text("beta"), again of [0, 1, 2, 4]
ask 3 3/3 short d/c "C?", new | 1 of 2, streak 0
> undo
record run-3: revoke run-2
say undone d/b
ask 4 2/3 short d/b "B?", new | 1 of 1, streak 1
> undo
record run-4: revoke run-1
say undone d/a
ask 5 1/3 short d/a "A?", new | 0 of 0, streak 0
> undo
say NothingToUndo
wait 5
> type alpha
record run-5: review d/a {"text":"alpha"} right 1 -> good in 2 d, 10000 ms
show 5 right Text("alpha"), good of [0, 1, 2, 4]
ask 6 2/3 short d/b "B?", new | 1 of 1, streak 1
> type beta
record run-6: review d/b {"text":"beta"} right 1 -> good in 2 d, 5000 ms
show 6 right Text("beta"), good of [0, 1, 2, 4]
ask 7 3/3 short d/c "C?", new | 2 of 2, streak 2
> type gamma
record run-7: review d/c {"text":"gamma"} right 1 -> good in 2 d, 5000 ms
show 7 right Text("gamma"), good of [0, 1, 2, 4]
finish: 3 of 3 right, 3 of 3 points, streak 3, left 0, tomorrow 0; #greek 2 of 2; #two 1 of 1

"#]],
    );
}

#[test]
fn undo_takes_back_an_amended_answer_whole() {
    check(
        THREE,
        "type x\nright\nundo\ntype alpha\nquit",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> type x
record run-1: review d/a {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 1 wrong Text("alpha"), again of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 0 of 1, streak 0
> right
record run-2: amend run-1 right 1 -> good in 2 d, disputed
say CountedRight
wait 2
> undo
record run-3: revoke run-1
say undone d/a
ask 3 1/3 short d/a "A?", new | 0 of 0, streak 0
> type alpha
record run-4: review d/a {"text":"alpha"} right 1 -> good in 2 d, 5000 ms
show 3 right Text("alpha"), good of [0, 1, 2, 4]
ask 4 2/3 short d/b "B?", new | 1 of 1, streak 1
> quit
finish: 1 of 1 right, 1 of 1 points, streak 1, left 2, tomorrow 0; #greek 1 of 1

"#]],
    );
}

#[test]
fn undo_works_after_the_end() {
    check(
        THREE,
        "type alpha\ntype beta\ntype gamma\nundo\ntype x\ntype gamma",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> type alpha
record run-1: review d/a {"text":"alpha"} right 1 -> good in 2 d, 5000 ms
show 1 right Text("alpha"), good of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 1 of 1, streak 1
> type beta
record run-2: review d/b {"text":"beta"} right 1 -> good in 2 d, 5000 ms
show 2 right Text("beta"), good of [0, 1, 2, 4]
ask 3 3/3 short d/c "C?", new | 2 of 2, streak 2
> type gamma
record run-3: review d/c {"text":"gamma"} right 1 -> good in 2 d, 5000 ms
show 3 right Text("gamma"), good of [0, 1, 2, 4]
finish: 3 of 3 right, 3 of 3 points, streak 3, left 0, tomorrow 0; #greek 2 of 2; #two 1 of 1
> undo
record run-4: revoke run-3
say undone d/c
ask 4 3/3 short d/c "C?", new | 2 of 2, streak 2
> type x
record run-5: review d/c {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 4 wrong Text("gamma"), again of [0, 1, 2, 4]
ask 5 3/3 short d/c "C?", repeat, last wrong | 2 of 3, streak 0
> type gamma
record run-6: review repeat d/c {"text":"gamma"} right 1 -> hard in 1 d, 5000 ms
show 5 right Text("gamma"), hard of [0, 1, 1, 1]
finish: 2 of 3 right, 2 of 3 points, streak 0, left 0, tomorrow 1; #greek 2 of 2; #two 1 of 1; hardest d/c "C?"

"#]],
    );
}

#[test]
fn undo_at_a_revealed_flashcard_goes_to_the_answer_before() {
    check(
        CARDS,
        "reveal\nundo\ngood\nreveal\nundo\nreveal\neasy",
        str![[r#"
ask 1 1/2 flashcard d/f "Front", new | 0 of 0, streak 0
> reveal
show 1 shown Text("Back"), good of [0, 1, 2, 4], unrated, "Why"
wait 1 for a rating
> undo
say NothingToUndo
wait 1 for a rating
> good
record run-1: review d/f revealed shown 1 -> good in 2 d, 5000 ms
ask 2 2/2 flashcard d/g "Other", new | 1 of 1, streak 1
> reveal
show 2 shown Text("Side"), good of [0, 1, 2, 4], unrated
wait 2 for a rating
> undo
record run-2: revoke run-1
say undone d/f
ask 3 1/2 flashcard d/f "Front", new | 0 of 0, streak 0
> reveal
show 3 shown Text("Back"), good of [0, 1, 2, 4], unrated, "Why"
wait 3 for a rating
> easy
record run-3: review d/f revealed shown 1 -> easy in 4 d, 5000 ms
ask 4 2/2 flashcard d/g "Other", new | 1 of 1, streak 1

"#]],
    );
}

#[test]
fn flags_and_notes_are_recorded_and_shown() {
    check(
        THREE,
        "flag\nnote look it up\ntype alpha\nflag last\nflag last\nnote last\nflag\nflag\nquit",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> flag
record run-1: flag d/a true
say flagged d/a true
wait 1
> note look it up
record run-2: note d/a "look it up"
say noted d/a
wait 1
> type alpha
record run-3: review d/a {"text":"alpha"} right 1 -> good in 2 d, 15000 ms
show 1 right Text("alpha"), good of [0, 1, 2, 4]
ask 2 2/3 short d/b "B?", new | 1 of 1, streak 1
> flag last
record run-4: flag d/a false
say flagged d/a false
wait 2
> flag last
record run-5: flag d/a true
say flagged d/a true
wait 2
> note last
record run-6: note d/a ""
say noted d/a
wait 2
> flag
record run-7: flag d/b true
say flagged d/b true
wait 2
> flag
record run-8: flag d/b false
say flagged d/b false
wait 2
> quit
finish: 1 of 1 right, 1 of 1 points, streak 1, left 2, tomorrow 0; #greek 1 of 1

"#]],
    );
}

#[test]
fn a_card_put_aside_leaves_the_session_with_its_siblings() {
    let cloze = "
- {id: z, cloze: '{{c1::one}} and {{c2::two}}'}
- {id: a, question: A?, answer: alpha}
- {id: b, question: B?, answer: beta}
";
    check(
        cloze,
        "suspend\ntype x\nsuspend last\ntype beta\nsuspend\nundo\nundo",
        str![[r#"
ask 1 1/4 cloze d/z#c1 "[...] and two", new | 0 of 0, streak 0
> suspend
record run-1: suspend d/z true
say suspended d/z#c1
ask 2 1/2 short d/a "A?", new | 0 of 0, streak 0
> type x
record run-2: review d/a {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 2 wrong Text("alpha"), again of [0, 1, 2, 4]
ask 3 2/2 short d/b "B?", new | 0 of 1, streak 0
> suspend last
record run-3: suspend d/a true
say suspended d/a
wait 3
> type beta
record run-4: review d/b {"text":"beta"} right 1 -> good in 2 d, 10000 ms
show 3 right Text("beta"), good of [0, 1, 2, 4]
finish: 1 of 2 right, 1 of 2 points, streak 1, left 0, tomorrow 0; hardest d/a "A?"
> suspend
say Over
finish: 1 of 2 right, 1 of 2 points, streak 1, left 0, tomorrow 0; hardest d/a "A?"
> undo
record run-5: revoke run-4
say undone d/b
ask 4 2/2 short d/b "B?", new | 0 of 1, streak 0
> undo
record run-6: revoke run-2
say undone d/a
ask 5 1/1 short d/b "B?", new | 0 of 0, streak 0

"#]],
    );
}

#[test]
fn an_edited_card_is_asked_anew() {
    check(
        THREE,
        "flag\nedit id: a, question: 'A, what?', answer: aleph\ntype aleph
         edit last id: a, question: A!, answer: alif\nundo\nedit away\nedit away",
        str![[r#"
ask 1 1/3 short d/a "A?", new | 0 of 0, streak 0
> flag
record run-1: flag d/a true
say flagged d/a true
wait 1
> edit id: a, question: 'A, what?', answer: aleph
say edited d/a
ask 2 1/3 short d/a "A, what?", new, flagged | 0 of 0, streak 0
> type aleph
record run-2: review d/a {"text":"aleph"} right 1 -> good in 2 d, 5000 ms
show 2 right Text("aleph"), good of [0, 1, 2, 4]
ask 3 2/3 short d/b "B?", new | 1 of 1, streak 1
> edit last id: a, question: A!, answer: alif
say edited d/a
wait 3
> undo
record run-3: revoke run-2
say undone d/a
ask 4 1/3 short d/a "A!", new, flagged | 0 of 0, streak 0
> edit away
say edited away d/a
ask 5 1/2 short d/b "B?", new | 0 of 0, streak 0
> edit away
say edited away d/b
ask 6 1/1 short d/c "C?", new | 0 of 0, streak 0

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
    for (turn, before) in second.turns.iter_mut().zip(&first.session.turns) {
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
