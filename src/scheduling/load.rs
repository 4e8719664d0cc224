//! How full the days ahead are, and which of them had better stay free: what fuzz looks at before it picks
//! one of the days it may.
//!
//! Far days are always emptier than near ones, since less has been put there yet. A day that is emptier than all
//! others of its range is therefore mostly the last, and intervals would grow by a sixth. So a day is
//! compared with the fortnight around it: what falls by and by counts for nothing, dips and peaks count.

use std::ops::RangeInclusive;

use crate::time::{Day, Weekday};

/// How many days before and after a day it is compared with.
const AROUND: i32 = 7;

/// What lies on the days ahead, apart from the facet whose day is sought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// How many facets are due on days, the earliest first. A list, for it is copied for every question.
    due: Vec<(Day, u32)>,
    /// Where the learner wants less to do.
    easy: Vec<Weekday>,
    /// When other facets of the same card come.
    siblings: Vec<Day>,
}

/// What speaks against a day, the weightiest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cost {
    sibling: Nearness,
    easy: bool,
    /// How many more facets are due than on the days around, times these days.
    excess: i64,
}

/// How near the nearest sibling comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    #[default]
    Apart,
    DayBeside,
    SameDay,
}

impl Load {
    /// Counts a facet that is due on a day.
    pub fn add(&mut self, due: Day) {
        match self.place_of(due) {
            Ok(place) => self.due[place].1 += 1,
            Err(place) => self.due.insert(place, (due, 1)),
        }
    }

    /// Counts a facet no longer that was due on a day.
    pub fn remove(&mut self, due: Day) {
        if let Ok(place) = self.place_of(due) {
            let n = &mut self.due[place].1;
            *n = n.saturating_sub(1);
        }
    }

    /// Where a day stands, or would stand.
    fn place_of(&self, day: Day) -> Result<usize, usize> {
        self.due.binary_search_by_key(&day, |(day, _)| *day)
    }

    /// The same load for a learner who wants less to do on some days of the week.
    #[must_use]
    pub fn easy_on(self, easy: &[Weekday]) -> Load {
        Load { easy: easy.to_vec(), ..self }
    }

    /// Tells that another facet of the same card comes on a day.
    pub fn sibling(&mut self, comes: Day) {
        self.siblings.push(comes);
    }

    /// The days of a range, counted from today, after which least is in the way; among equals dice of 0 to 1
    /// decide.
    pub fn emptiest(&self, today: Day, range: RangeInclusive<u32>, dice: f64) -> u32 {
        let costs: Vec<(u32, Cost)> =
            range.clone().map(|days| (days, self.cost(today, today.after(days)))).collect();
        let lowest = costs.iter().map(|(_, cost)| *cost).min();
        let emptiest: Vec<u32> =
            costs.into_iter().filter(|it| Some(it.1) == lowest).map(|it| it.0).collect();
        let place = place(dice, emptiest.len());
        emptiest.get(place).copied().unwrap_or(*range.start())
    }

    /// What speaks against a day.
    fn cost(&self, today: Day, day: Day) -> Cost {
        let nearness = |sibling: &Day| match day.since(*sibling) {
            0 => Nearness::SameDay,
            -1 | 1 => Nearness::DayBeside,
            _ => Nearness::Apart,
        };
        Cost {
            sibling: self.siblings.iter().map(nearness).max().unwrap_or_default(),
            easy: self.easy.contains(&day.weekday()),
            excess: self.excess(today, day),
        }
    }

    /// How much fuller a day is than those around it. Today and before is no place for anything, so that
    /// tomorrow stands for these.
    fn excess(&self, today: Day, day: Day) -> i64 {
        let tomorrow = today.plus(1);
        let due = |day| self.place_of(day).map_or(0, |place| i64::from(self.due[place].1));
        let (first, last) = (day.plus(-AROUND), day.plus(AROUND));
        let n_gone = i64::from(tomorrow.since(first).clamp(0, 2 * AROUND + 1));
        let begin = self.place_of(first.max(tomorrow)).unwrap_or_else(|place| place);
        let ahead = self.due[begin..].iter().take_while(|(other, _)| *other <= last);
        let ahead: i64 = ahead.map(|(_, n)| i64::from(*n)).sum();
        i64::from(2 * AROUND + 1) * due(day) - n_gone * due(tomorrow) - ahead
    }
}

/// The place among so many that dice of 0 to 1 give.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a float cast saturates, and a range has few days"
)]
fn place(dice: f64, n: usize) -> usize {
    ((dice * n as f64) as usize).min(n.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Monday, 23 November 2026.
    const MONDAY: Day = Day(20_780);

    #[test]
    fn siblings_weigh_more_than_easy_days_and_these_more_than_cards() {
        let mut load = Load::default().easy_on(&[Weekday::Saturday]);
        let [tuesday, thursday, friday, saturday] = [1, 3, 4, 5].map(|n| MONDAY.plus(n));
        load.sibling(thursday);
        (0..50).for_each(|_| load.add(tuesday));
        let costs = [tuesday, saturday, friday, thursday].map(|day| load.cost(MONDAY, day));
        assert!(costs.is_sorted() && costs[0] < costs[1], "{costs:?}");
    }

    #[test]
    fn what_was_counted_can_be_taken_away() {
        let mut load = Load::default();
        load.add(MONDAY);
        load.add(MONDAY);
        load.remove(MONDAY);
        load.remove(MONDAY.plus(1));
        assert_eq!(load.due[0], (MONDAY, 1));
        load.remove(MONDAY);
        assert_eq!(load.cost(MONDAY, MONDAY.plus(3)), Cost::default());
    }

    #[test]
    fn the_emptiest_day_of_a_range_is_taken() {
        for (due, expected) in [([3, 3, 3, 1, 3], 11), ([0, 3, 3, 3, 3], 8), ([9, 8, 9, 9, 9], 9)] {
            let mut load = Load::default();
            for (days, n) in (8..).zip(due) {
                (0..n).for_each(|_| load.add(MONDAY.after(days)));
            }
            assert_eq!(load.emptiest(MONDAY, 8..=12, 0.5), expected, "{due:?}");
        }
    }

    #[test]
    fn a_load_that_falls_evenly_leaves_the_choice_to_the_dice() {
        let mut load = Load::default();
        for days in 1..=60 {
            (days..=60).for_each(|_| load.add(MONDAY.after(days)));
        }
        for (dice, expected) in [(0.0, 27), (0.5, 30), (0.999, 33)] {
            assert_eq!(load.emptiest(MONDAY, 27..=33, dice), expected);
        }
    }

    #[test]
    fn where_nothing_lies_ahead_the_dice_alone_decide_and_reach_both_ends() {
        let none = Load::default();
        assert_eq!(none.emptiest(MONDAY, 8..=12, 0.0), 8);
        assert_eq!(none.emptiest(MONDAY, 8..=12, 0.5), 10);
        assert_eq!(none.emptiest(MONDAY, 8..=12, 0.999), 12);
        assert_eq!(none.emptiest(MONDAY, 5..=5, 0.5), 5);
    }

    proptest! {
        #[test]
        fn a_day_is_compared_with_each_of_those_around_it(
            due in prop::collection::vec(0..30u32, 0..80), days in -20..40i32,
        ) {
            let mut load = Load::default();
            for days in &due {
                load.add(MONDAY.after(*days));
            }
            let n = |day: Day| {
                i64::from(load.due.iter().find(|(other, _)| *other == day).map_or(0, |(_, n)| *n))
            };
            let day = MONDAY.plus(days);
            let around = (-AROUND..=AROUND).map(|n| day.plus(n).max(MONDAY.plus(1)));
            let one_by_one: i64 = around.map(|other| n(day) - n(other)).sum();
            prop_assert_eq!(load.excess(MONDAY, day), one_by_one);
        }

        #[test]
        fn no_day_that_may_be_taken_costs_less_than_the_one_that_is(
            due in prop::collection::vec(0..30u32, 0..80),
            siblings in prop::collection::vec(0..30u32, 0..3),
            (first, span) in (1..20u32, 0..10u32),
            dice in 0.0..1.0f64,
        ) {
            let mut load = Load::default().easy_on(&[Weekday::Saturday, Weekday::Sunday]);
            for days in &due {
                load.add(MONDAY.after(*days));
            }
            for days in &siblings {
                load.sibling(MONDAY.after(*days));
            }
            let range = first..=first + span;
            let taken = load.emptiest(MONDAY, range.clone(), dice);
            prop_assert!(range.contains(&taken));
            let cost = |days| load.cost(MONDAY, MONDAY.after(days));
            for other in range {
                prop_assert!(cost(taken) <= cost(other), "{} instead of {}", taken, other);
            }
        }
    }
}
