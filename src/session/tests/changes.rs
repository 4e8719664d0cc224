//! What is taken back, put aside, marked and edited.
//! Transcripts are filled in by `SNAPSHOTS=overwrite cargo test`.
#![allow(clippy::needless_raw_string_hashes, reason = "snapbox writes transcripts so")]

use snapbox::str;

use super::script::{CARDS, THREE, check};

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
