//! A deck of every kind and a plan over it, for the targets that play sessions.

use std::sync::Arc;

use quizdeck::deck::{DeckId, FacetId, LazyDeck, Outline, Parsed, parse};
use quizdeck::scheduling::Load;
use quizdeck::session::{DeckContext, Plan, Progress, turn};
use quizdeck::time::{Day, Moment, Timestamp};

const DECK: &str = "
id: d
cards:
  - {id: a, question: A?, answer: alpha, hint: first, points: 2, reject: {beta: no}}
  - {id: f, front: Front, back: Back}
  - {id: z, cloze: '{{c1::one}} and {{c2::two}}'}
  - {id: c, question: Q?, answer: x, wrong: [y, z]}
  - {id: t, statement: True it is., answer: true}
  - {id: n, question: N?, answer: 3.5, tolerance: 0.1}
  - {id: o, question: O?, order: [x, y, z]}
  - {id: m, question: M?, match: {a: 1, b: 2}}
  - {id: l, question: L?, list: [a, b, c], need: 2}
";

/// A session over every part of every card.
pub fn plan() -> Plan {
    let deck = parse(DECK.as_bytes());
    let context = context(&deck);
    let mut turns = Vec::new();
    for card in deck.deck.cards.into_iter().map(Arc::new) {
        for part in card.parts() {
            let filed = FacetId { deck: context.id.clone(), card: card.key.clone(), part };
            turns.push(turn(card.clone(), part, None, &context, Progress::new(filed)));
        }
    }
    Plan {
        token: "run".into(),
        turns,
        later: Vec::new(),
        repeat_missed: true,
        seed: 1,
        due_tomorrow_elsewhere: 0,
        load: Load::default(),
    }
}

/// What the turns of a deck need.
pub fn context(deck: &Parsed) -> DeckContext {
    DeckContext::new(&Outline::from(deck), &LazyDeck::from(deck.clone()), DeckId::from("d"))
}

/// The moment some seconds into an afternoon.
pub fn moment(seconds: i64) -> Moment {
    let day = Day(20_000);
    let at = Timestamp((i64::from(day.0) * 86_400 + 43_200 + seconds) * 1_000);
    Moment { at, offset: 0, day }
}
