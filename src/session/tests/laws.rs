//! Laws for any sequence of inputs.

use proptest::prelude::*;

use super::script::{Play, is_judged, moment, plan};
use super::*;
use crate::grading::{Response, Verdict};
use crate::history::{Event, History, Hlc, Logged, Rating};

const DECK: &str = "
- {id: a, question: A?, answer: alpha, hint: first, points: 2}
- {id: f, front: Front, back: Back}
- {id: z, cloze: '{{c1::one}} and {{c2::two}}'}
- {id: c, question: Q?, answer: x, wrong: [y, z]}
- {id: o, question: O?, order: [x, y, z]}
- {id: l, question: L?, list: [a, b, c], need: 2}
- {id: g, front: Other, back: Side}
";

fn rating() -> impl Strategy<Value = Rating> {
    prop::sample::select(vec![Rating::Again, Rating::Hard, Rating::Good, Rating::Easy])
}

fn response() -> impl Strategy<Value = Response> {
    let texts = vec!["alpha", "one", "two", "a", "b", "x", ""];
    let text = prop::sample::select(texts).prop_map(str::to_owned);
    let places = prop::collection::vec(0_usize..5, 0..4);
    prop_oneof![
        4 => text.clone().prop_map(Response::Text),
        2 => places.clone().prop_map(Response::Choices),
        2 => places.prop_map(Response::Order),
        1 => prop::collection::vec((0_usize..4, 0_usize..4), 0..3).prop_map(Response::Pairs),
        2 => prop::collection::vec(text, 0..3).prop_map(Response::List),
        1 => any::<bool>().prop_map(Response::Truth),
        1 => Just(Response::Revealed),
    ]
}

fn about() -> impl Strategy<Value = About> {
    prop::sample::select(vec![About::Asked, About::Judged])
}

fn answer() -> impl Strategy<Value = Input> {
    (response(), prop::option::of(any::<u32>()))
        .prop_map(|(response, first_key_ms)| Input::Answer { response, first_key_ms })
}

fn any_input() -> impl Strategy<Value = Input> {
    prop_oneof![
        12 => answer(),
        3 => Just(Input::Reveal),
        6 => rating().prop_map(Input::Rate),
        2 => Just(Input::Right),
        1 => Just(Input::Hint),
        1 => Just(Input::Skip),
        1 => about().prop_map(Input::Flag),
        1 => about().prop_map(|about| Input::Note(about, "n".to_owned())),
        1 => about().prop_map(Input::Suspend),
        4 => Just(Input::Undo),
        1 => about().prop_map(|about| Input::Edited(about, Some(edited()))),
        1 => about().prop_map(|about| Input::Edited(about, None)),
        1 => Just(Input::Quit),
    ]
}

/// What an edited card becomes; [`step`] gives it the name of the card that is edited.
fn edited() -> Box<Turn> {
    Box::new(plan("- {id: new, question: New?, answer: alpha}").turns.swap_remove(0))
}

fn step(play: &mut Play, mut input: Input) -> Vec<Effect> {
    if let Input::Edited(about, Some(turn)) = &mut input
        && let Ok(turn_idx) = play.session.meant(*about)
    {
        turn.name = play.session.turns[turn_idx].name.clone();
        turn.filed = play.session.turns[turn_idx].filed.clone();
    }
    play.step(input)
}

/// What undo restores: the queue, the score, the number and the reviews; not the numbers of
/// askings nor the order of choices.
fn standing(session: &Session) -> impl PartialEq + std::fmt::Debug + use<> {
    let mut place = session.place.clone();
    if let Some(open) = &mut place.open {
        open.ask = 0;
        open.asked_at = moment(0).at;
        open.arrangement = arrange::Arrangement::default();
        open.revealed = None;
    }
    let reviews: Vec<_> =
        (0..session.turns.len()).map(|idx| session.turns[idx].reviews.clone()).collect();
    (place, reviews, session.answers.len())
}

fn ends(effect: &Effect) -> bool {
    matches!(effect, Effect::Ask(_) | Effect::Finish(_))
}

/// The effects of one input end in one `Ask` or `Finish`; a judged answer is recorded before it is
/// shown; what is shown unrated is not recorded.
fn check_order(effects: &[Effect]) -> Result<(), TestCaseError> {
    prop_assert_eq!(effects.iter().filter(|effect| ends(effect)).count(), 1);
    prop_assert!(effects.last().is_some_and(ends));
    for (idx, effect) in effects.iter().enumerate() {
        if let Effect::Show(feedback) = effect {
            let recorded = effects[..idx]
                .iter()
                .any(|it| matches!(it, Effect::Record { event: Event::Review(_), .. }));
            prop_assert_eq!(recorded, is_judged(feedback.verdict));
            prop_assert_eq!(feedback.unrated, !is_judged(feedback.verdict));
        }
    }
    Ok(())
}

fn logged(effects: &[Effect], at: i64) -> Vec<Logged> {
    let recorded = effects.iter().filter_map(|effect| match effect {
        Effect::Record { id, event } => Some((id.clone(), event.clone())),
        _ => None,
    });
    let logged = |(id, event)| Logged {
        id,
        device: "here".into(),
        hlc: Hlc { ms: at, n: 0 },
        moment: moment(at),
        doubtful: false,
        event,
    };
    recorded.map(logged).collect()
}

/// Points and right answers by the log alone: the first review of each facet that was not revoked.
fn by_the_log(log: Vec<Logged>) -> (usize, usize, f64, f64) {
    let history = History::fold(log);
    let mut sum = (0, 0, 0.0, 0.0);
    for first in history.reviews.values().filter_map(|reviews| reviews.first()) {
        let right = match first.verdict {
            Verdict::Shown => first.rating != Rating::Again,
            verdict => matches!(verdict, Verdict::Right | Verdict::Slip),
        };
        sum.0 += 1;
        sum.1 += usize::from(right);
        sum.2 += first.score * first.points;
        sum.3 += first.points;
    }
    sum
}

/// A session whose turns are brought one by one, and the turns.
fn lazily(yaml: &str) -> (Plan, Vec<Turn>) {
    let plan = plan(yaml);
    let turns = plan.turns;
    let later = turns.iter().map(|turn| Later { filed: turn.filed.clone(), due: None }).collect();
    (Plan { turns: Vec::new(), later, ..plan }, turns)
}

/// Brings what is asked for, until there is a question or the end.
fn bring(session: &mut Session, turns: &[Turn], mut effects: Vec<Effect>) -> Vec<Effect> {
    while let Some(Effect::Bring(filed)) = effects.last() {
        let turn = turns.iter().find(|turn| turn.filed == *filed).cloned().map(Box::new);
        effects.pop();
        effects.extend(session.step(Input::Brought(turn), moment(0)));
    }
    effects
}

#[test]
fn a_turn_that_can_not_be_had_is_left_out() {
    let (plan, turns) = lazily(DECK);
    let (mut session, first) = Session::start(plan, moment(0));
    let only: Vec<Turn> = turns.into_iter().skip(3).take(1).collect();
    let effects = bring(&mut session, &only, first);
    let Some(Effect::Ask(question)) = effects.last() else { panic!("{effects:?}") };
    assert_eq!((question.number, question.card.clone()), (1, only[0].name.clone()));
    let effects = session.step(Input::Skip, moment(2));
    assert!(matches!(bring(&mut session, &only, effects).last(), Some(Effect::Finish(_))));
}

proptest! {
    #[test]
    fn turns_brought_one_by_one_make_the_same_session(
        inputs in prop::collection::vec(any_input(), 0..30),
    ) {
        let (mut eager, mut at_once) = Session::start(plan(DECK), moment(0));
        let (later, turns) = lazily(DECK);
        let (mut lazy, first) = Session::start(later, moment(0));
        let mut brought = bring(&mut lazy, &turns, first);
        prop_assert_eq!(&at_once, &brought);
        for input in inputs {
            at_once = eager.step(input.clone(), moment(0));
            let effects = lazy.step(input, moment(0));
            brought = bring(&mut lazy, &turns, effects);
            prop_assert_eq!(&at_once, &brought);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_inputs_keep_the_laws(inputs in prop::collection::vec(any_input(), 1..40)) {
        let mut play = Play::start(plan(DECK));
        let mut log = Vec::new();
        for (at, input) in (1..).zip(inputs) {
            let effects = step(&mut play, input);
            check_order(&effects)?;
            log.extend(logged(&effects, at));
            if let Some(Effect::Ask(question)) = effects.last() {
                prop_assert!(question.number <= question.of);
            }
        }
        let ids: std::collections::HashSet<_> = log.iter().map(|logged| &logged.id).collect();
        prop_assert_eq!(ids.len(), log.len(), "every event has its own id");
        let (answered, right, score, possible) = by_the_log(log);
        let tally = play.session.place.tally;
        prop_assert_eq!((tally.answered, tally.right), (answered, right));
        prop_assert!((tally.score - score).abs() < 1e-9);
        prop_assert!((tally.possible - possible).abs() < 1e-9);
    }

    #[test]
    fn what_is_done_and_undone_was_not_done(
        before in prop::collection::vec(any_input(), 0..25),
        answer in answer(),
        again in prop::option::of(rating()),
    ) {
        let mut play = Play::start(plan(DECK));
        for input in before {
            step(&mut play, input);
        }
        prop_assume!(play.session.stage == Stage::Asking);
        let standing_before = standing(&play.session);
        let n_answers = play.session.answers.len();
        play.step(answer);
        if play.asked.as_ref().is_some_and(|question| question.awaiting == Awaiting::Rating) {
            play.step(Input::Rate(Rating::Hard));
        }
        // What has to be given again was not done.
        prop_assume!(play.session.answers.len() > n_answers);
        if let Some(rating) = again {
            play.step(Input::Rate(rating));
        }
        play.step(Input::Undo);
        prop_assert_eq!(standing(&play.session), standing_before);
    }

    #[test]
    fn undo_goes_back_to_the_start(inputs in prop::collection::vec(answer(), 0..30)) {
        let mut play = Play::start(plan(DECK));
        let at_first = standing(&play.session);
        for input in inputs {
            play.step(input);
        }
        let n_answers = play.session.answers.len();
        for _ in 0..n_answers {
            play.step(Input::Undo);
        }
        prop_assert_eq!(standing(&play.session), at_first);
    }

    #[test]
    fn right_answers_end_every_session(misses in prop::collection::vec(0_usize..8, 0..8)) {
        let mut play = Play::start(plan(DECK));
        for turn_idx in misses {
            let asked = play.session.asked().map(|open| open.turn_idx);
            if asked == Some(turn_idx) {
                play.step(Input::Reveal);
            }
            play.step(Input::Rate(Rating::Good));
        }
        for _ in 0..40 {
            play.step(Input::Reveal);
            play.step(Input::Rate(Rating::Good));
        }
        prop_assert_eq!(play.session.stage, Stage::Finished);
    }
}
