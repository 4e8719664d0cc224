//! What comes of studying on: the days ahead played through with a learner's own memory as the model
//! sees it. Dice are handed in; the same dice give the same days.

use std::cmp::Reverse;
use std::collections::HashSet;

use rand::{Rng, RngExt};

use crate::history::{Rating, Tried};
use crate::scheduling::{
    Answered, Elapsed, Load, MAX_INTERVAL, Memory, Scheduler, fuzz_range, none_starves,
};
use crate::time::{Day, Weekday};

/// Seconds of a right and of a wrong answer, where nothing is known of the learner.
const SECONDS: (f64, f64) = (8.0, 20.0);

/// The days among which the load of one is compared: over longer times it changes by itself.
const SPAN: usize = 28;

/// The chance that a new card is known at its first asking.
const FIRST_KNOWN: f64 = 0.5;

/// What is scheduled, as it stands before the first day; none of its memory where it is new.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Which of the decks it is in.
    pub deck: usize,
    /// A number that only the sides of one card share: they are asked on different days.
    pub card: usize,
    /// Its memory, the day of its last review and the day it is due.
    pub known: Option<(Memory, Day, Day)>,
}

/// How a deck is studied.
#[derive(Clone, Copy)]
pub struct Deck<'a> {
    /// Its scheduler, under the learner's parameters.
    pub model: &'a dyn Scheduler,
    /// The wanted retention, 0 to 1.
    pub retention: f64,
    /// Reviews a day at most.
    pub reviews_per_day: usize,
}

/// How the days are studied.
#[derive(Clone, Copy)]
pub struct Habit<'a> {
    /// The decks.
    pub decks: &'a [Deck<'a>],
    /// The first day.
    pub today: Day,
    /// How many days, the last of them not studied but looked at.
    pub days: u32,
    /// New cards a day.
    pub new_per_day: usize,
    /// Reviews a day at most, over all decks.
    pub reviews_per_day: usize,
    /// Seconds of a right and of a wrong answer.
    pub seconds: (f64, f64),
    /// The days of the week with less to do.
    pub easy_days: &'a [Weekday],
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Future {
    /// Minutes a day, on average.
    pub minutes: f64,
    /// Minutes on the fullest day.
    pub most_minutes: f64,
    /// Answers a day, on average.
    pub answers: f64,
    /// By how much the answers vary from day to day, as [`variation`] has it.
    pub variation: f64,
    /// Each card's recall on the last day, in the order given; 0 for one that is still new.
    pub recalls: Vec<f64>,
    /// Reviews that had to wait for another day, on the last day that was studied.
    pub left: usize,
    /// Cards that are still new at the end.
    pub unmet: usize,
}

/// By how much a load varies from day to day: the coefficient of variation (the standard deviation over the
/// mean), deviations taken from the mean of each four weeks; 0 where there is no load.
pub fn variation(loads: &[u32]) -> f64 {
    let mean = |loads: &[u32]| {
        loads.iter().map(|load| f64::from(*load)).sum::<f64>() / count(loads.len().max(1))
    };
    let squares = |span: &[u32]| {
        let middle = mean(span);
        span.iter().map(|load| (f64::from(*load) - middle).powi(2)).sum::<f64>()
    };
    let whole = mean(loads);
    if whole <= 0.0 {
        return 0.0;
    }
    let variance = loads.chunks(SPAN).map(squares).sum::<f64>() / count(loads.len());
    variance.sqrt() / whole
}

#[expect(clippy::cast_precision_loss, reason = "nobody plays 2^52 days")]
fn count(n: usize) -> f64 {
    n as f64
}

/// The middle seconds of a learner's right and wrong answers.
pub fn seconds<'a>(tried: impl IntoIterator<Item = &'a Tried>) -> (f64, f64) {
    let (mut right, mut wrong) = (Vec::new(), Vec::new());
    for tried in tried.into_iter().filter(|tried| tried.total_ms > 0) {
        let of = if tried.rating == Rating::Again { &mut wrong } else { &mut right };
        of.push(tried.total_ms);
    }
    let middle = |mut times: Vec<u32>, usual: f64| {
        if times.len() < 10 {
            return usual;
        }
        let at = times.len() / 2;
        f64::from(*times.select_nth_unstable(at).1) / 1_000.0
    };
    (middle(right, SECONDS.0), middle(wrong, SECONDS.1))
}

/// Plays the days through.
pub fn play(cards: &[Standing], habit: &Habit<'_>, dice: &mut dyn Rng) -> Future {
    let mut cards = cards.to_vec();
    let (mut total, mut most, mut left) = (0.0, 0.0_f64, 0);
    let mut load = Load::default().easy_on(habit.easy_days);
    cards.iter().filter_map(|card| card.known).for_each(|(_, _, due)| load.add(due));
    let mut answers = Vec::new();
    for n in 0..habit.days {
        let day = habit.today.plus(i32::try_from(n).unwrap_or(i32::MAX));
        let (asked, held) = asked(&cards, habit, day);
        left = held;
        let mut spent = 0.0;
        answers.push(0);
        for idx in asked {
            let (seconds, n_answers) = answer(&mut cards[idx], habit, day, &mut load, dice);
            spent += seconds;
            answers[n as usize] += n_answers;
        }
        total += spent;
        most = most.max(spent);
    }
    let end = habit.today.plus(i32::try_from(habit.days).unwrap_or(i32::MAX));
    let recall = |card: &Standing| match card.known {
        Some((memory, last, _)) => habit.decks[card.deck].model.likely(memory, since(last, end)),
        None => 0.0,
    };
    let days = f64::from(habit.days.max(1));
    Future {
        minutes: total / 60.0 / days,
        most_minutes: most / 60.0,
        answers: f64::from(answers.iter().sum::<u32>()) / days,
        variation: variation(&answers),
        recalls: cards.iter().map(recall).collect(),
        left,
        unmet: cards.iter().filter(|card| card.known.is_none()).count(),
    }
}

/// What is asked on a day, as `quiz` would choose it: of the due, where they are too many, mostly those that
/// are likeliest known; then new ones; of a card one side. And how many due ones the limits hold back.
fn asked(cards: &[Standing], habit: &Habit<'_>, day: Day) -> (Vec<usize>, usize) {
    let mut taken = HashSet::new();
    let mut left: Vec<usize> = habit.decks.iter().map(|deck| deck.reviews_per_day).collect();
    let (mut asked, mut held) = (Vec::new(), 0);
    for idx in due(cards, habit, day) {
        let Standing { deck, card, .. } = cards[idx];
        if taken.contains(&card) {
            continue;
        }
        if asked.len() >= habit.reviews_per_day || left[deck] == 0 {
            held += 1;
            continue;
        }
        left[deck] -= 1;
        taken.insert(card);
        asked.push(idx);
    }
    let new = (0..).zip(cards).filter(|(_, card)| card.known.is_none());
    let new = new.filter(|(_, it)| taken.insert(it.card)).map(|(idx, _)| idx);
    asked.extend(new.take(habit.new_per_day));
    (asked, held)
}

/// What is due on a day, in the order in which limits let it through.
fn due(cards: &[Standing], habit: &Habit<'_>, day: Day) -> Vec<usize> {
    let due_at = |idx: &usize| cards[*idx].known.map(|(_, _, due)| (due, *idx));
    let is_due = |card: &Standing| card.known.is_some_and(|(_, _, due)| due <= day);
    let mut due: Vec<usize> =
        (0..).zip(cards).filter(|(_, card)| is_due(card)).map(|(idx, _)| idx).collect();
    if due.len() <= habit.reviews_per_day {
        due.sort_unstable_by_key(due_at);
        return due;
    }
    // The bits of floats from zero upwards sort as the floats do.
    let unlikely = |idx: &usize| {
        let Standing { deck, known, .. } = cards[*idx];
        let recall = known.map(|(memory, last, _)| {
            habit.decks[deck].model.likely(memory, since(last, day)).max(0.0).to_bits()
        });
        (Reverse(recall), *idx)
    };
    due.sort_by_cached_key(unlikely);
    none_starves(&due, due_at)
}

/// Asks a card until it is known; the seconds and the answers that took.
fn answer(
    card: &mut Standing,
    habit: &Habit<'_>,
    day: Day,
    load: &mut Load,
    dice: &mut dyn Rng,
) -> (f64, u32) {
    let Deck { model, retention, .. } = habit.decks[card.deck];
    let (old, elapsed, chance) = match card.known {
        None => (None, Elapsed::default(), FIRST_KNOWN),
        Some((memory, last, due)) => {
            load.remove(due);
            let elapsed = since(last, day);
            (Some(memory), elapsed, model.likely(memory, elapsed))
        }
    };
    let right = dice.random_bool(chance.clamp(0.0, 1.0));
    let rating = if right { Rating::Good } else { Rating::Again };
    let mut memory = model.step(old, Answered { rating, elapsed });
    let mut spent = if right { habit.seconds.0 } else { habit.seconds.1 };
    let mut answers = 1;
    if !right {
        // Asked again after some others, and known then.
        let elapsed = Elapsed { days: 0, exact: 0.01 };
        memory = model.step(Some(memory), Answered { rating: Rating::Hard, elapsed });
        spent += habit.seconds.0;
        answers += 1;
    }
    let wanted = model.interval(memory, retention).clamp(1.0, f64::from(MAX_INTERVAL));
    let range = fuzz_range(model, wanted);
    let due = day.after(load.emptiest(day, range, dice.random()));
    load.add(due);
    card.known = Some((memory, day, due));
    (spent, answers)
}

fn since(last: Day, day: Day) -> Elapsed {
    Elapsed::days(u32::try_from(day.since(last)).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;

    use super::*;
    use crate::history::Algorithm;
    use crate::scheduling::scheduler;

    const HABIT: Habit<'static> = Habit {
        decks: &[],
        today: Day(20_000),
        days: 120,
        new_per_day: 5,
        reviews_per_day: 200,
        seconds: (8.0, 20.0),
        easy_days: &[],
    };

    /// 200 new cards, each with so many sides.
    fn future(habit: &Habit<'_>, algorithm: Algorithm, retention: f64, n_sides: usize) -> Future {
        let model = scheduler(algorithm);
        let decks = [Deck { model: &*model, retention, reviews_per_day: usize::MAX }];
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(1);
        let card = |n: usize| Standing { deck: 0, card: n / n_sides, known: None };
        let cards: Vec<Standing> = (0..200 * n_sides).map(card).collect();
        play(&cards, &Habit { decks: &decks, ..*habit }, &mut dice)
    }

    #[test]
    fn more_retention_costs_more_and_keeps_more() {
        let [low, high] = [0.75, 0.95].map(|it| future(&HABIT, Algorithm::Fsrs7, it, 1));
        assert!(high.minutes > 1.5 * low.minutes, "{} {}", high.minutes, low.minutes);
        let kept = |future: &Future| future.recalls.iter().sum::<f64>();
        assert!(kept(&high) > kept(&low));
        assert!(low.recalls.iter().all(|recall| (0.0..=1.0).contains(recall)));
    }

    #[test]
    fn every_scheduler_keeps_most_of_what_it_teaches() {
        for algorithm in [Algorithm::Fsrs6, Algorithm::Fsrs7, Algorithm::Leitner, Algorithm::Sm2] {
            let future = future(&HABIT, algorithm, 0.9, 1);
            let kept = future.recalls.iter().sum::<f64>() / 200.0;
            assert!(kept > 0.8 && future.unmet == 0, "{algorithm:?} {kept}");
        }
    }

    #[test]
    fn the_limits_hold_and_what_is_left_is_counted() {
        let tight = Habit { reviews_per_day: 2, new_per_day: 3, ..HABIT };
        let future = future(&tight, Algorithm::Fsrs7, 0.9, 1);
        assert!(future.answers <= 10.0 && future.left > 0);
    }

    #[test]
    fn the_sides_of_a_card_come_on_different_days() {
        let habit = Habit { days: 1, new_per_day: 200, ..HABIT };
        let future = future(&habit, Algorithm::Fsrs7, 0.9, 2);
        assert_eq!(future.unmet, 200, "the second sides");
    }

    #[test]
    fn the_load_varies_by_its_deviation_from_the_mean_of_four_weeks() {
        for (loads, expected) in [
            (vec![], 0.0),
            (vec![0; 40], 0.0),
            (vec![7; 40], 0.0),
            ([vec![10; 28], vec![30; 28]].concat(), 0.0),
            ([5, 15].repeat(14), 0.5),
        ] {
            assert!((variation(&loads) - expected).abs() < 1e-12, "{loads:?}");
        }
    }

    #[test]
    fn no_day_leaves_everything_as_it_is() {
        let none = future(&Habit { days: 0, ..HABIT }, Algorithm::Fsrs7, 0.9, 1);
        assert!(none.minutes.abs() < 1e-12 && none.recalls.iter().all(|recall| *recall < 1e-12));
    }
}
