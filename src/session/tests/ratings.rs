//! Ratings: of flashcards, later ones, "I was right"; what they bring back.
//! Transcripts are filled in by `SNAPSHOTS=overwrite cargo test`.
#![allow(clippy::needless_raw_string_hashes, reason = "snapbox writes transcripts so")]

use snapbox::str;

use super::script::{CARDS, Play, SIX, THREE, check, check_plan, plan};
use super::*;
use crate::grading::Response;

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
fn a_missed_card_comes_back_after_a_minute_of_four_others() {
    check(
        SIX,
        "type x\nwait 45\ntype beta\ntype gamma\ntype delta\ntype epsilon\ntype alpha\ntype zeta",
        str![[r#"
ask 1 1/6 short d/a "A?", new | 0 of 0, streak 0
> type x
record run-1: review d/a {"text":"x"} wrong 0 -> again in 0 d, 5000 ms
show 1 wrong Text("alpha"), again of [0, 1, 2, 4]
ask 2 2/6 short d/b "B?", new | 0 of 1, streak 0
> type beta
record run-2: review d/b {"text":"beta"} right 1 -> good in 2 d, 50000 ms
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
fn a_missed_card_does_not_come_back_within_a_minute_while_there_are_others() {
    let mut play = Play::start(plan(SIX));
    let mut asked = Vec::new();
    for _ in 0..6 {
        asked.push(play.asked.as_ref().unwrap().card.card.0.to_string());
        play.step(Input::Answer { response: Response::Text(String::new()), first_key_ms: None });
    }
    assert_eq!(asked, ["a", "b", "c", "d", "e", "f"], "five seconds each");
    assert_eq!(&*play.asked.unwrap().card.card.0, "a");
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
