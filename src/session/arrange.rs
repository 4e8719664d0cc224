//! The order in which choices, steps and right sides are shown, and the way back from it. Judging
//! and the log know only the author's order.

use rand::Rng;
use rand::seq::SliceRandom;

use crate::deck::closing::closes;
use crate::deck::{Answer, Choice};
use crate::grading::Response;

/// For each place as shown, the place in the [`Answer`].
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Arrangement(Vec<usize>);

impl Arrangement {
    /// Mixes what may be mixed: choices unless the author forbids it, "all of the above" last;
    /// steps, never into their right order; right sides, each text once.
    pub(super) fn new(answer: &Answer, dice: &mut dyn Rng) -> Arrangement {
        Arrangement(match answer {
            Answer::Choice { choices, shuffle: true, .. } => mixed_choices(choices, dice),
            Answer::Choice { choices, .. } => (0..choices.len()).collect(),
            Answer::Order(steps) => mixed_steps(steps, dice),
            Answer::Match { pairs, extra } => {
                let right = pairs.iter().map(|(_, right)| right);
                let mut places = first_of_each(&right.chain(extra).collect::<Vec<_>>());
                places.shuffle(dice);
                places
            }
            _ => Vec::new(),
        })
    }

    /// Choices, or steps, as shown.
    pub(super) fn choices(&self, answer: &Answer) -> Vec<String> {
        match answer {
            Answer::Choice { choices, .. } => self.shown(|place| &choices[place].text),
            Answer::Order(steps) => self.shown(|place| &steps[place]),
            _ => Vec::new(),
        }
    }

    /// Right sides, as shown.
    pub(super) fn right_sides(&self, answer: &Answer) -> Vec<String> {
        match answer {
            Answer::Match { pairs, extra } => self.shown(|place| right_side(pairs, extra, place)),
            _ => Vec::new(),
        }
    }

    /// A response in the author's places. What was not shown is left out.
    pub(super) fn as_authored(&self, answer: &Answer, response: Response) -> Response {
        match (answer, response) {
            (Answer::Choice { .. }, Response::Choices(chosen)) => {
                let mut chosen = self.places(chosen);
                chosen.sort_unstable();
                chosen.dedup();
                Response::Choices(chosen)
            }
            (Answer::Order(_), Response::Order(order)) => Response::Order(self.places(order)),
            (Answer::Match { pairs, extra }, Response::Pairs(given)) => {
                let pair = |(left, shown): (usize, usize)| {
                    let place = *self.0.get(shown)?;
                    let own = &pairs.get(left)?.1;
                    // One text shown for several pairs is each one's own.
                    let is_own = own == right_side(pairs, extra, place);
                    Some((left, if is_own { left } else { place }))
                };
                Response::Pairs(given.into_iter().filter_map(pair).collect())
            }
            (_, response) => response,
        }
    }

    fn shown<'a>(&self, text: impl Fn(usize) -> &'a String) -> Vec<String> {
        self.0.iter().map(|place| text(*place).clone()).collect()
    }

    fn places(&self, shown: Vec<usize>) -> Vec<usize> {
        shown.into_iter().filter_map(|shown| self.0.get(shown).copied()).collect()
    }
}

/// A right side by its place: those of the pairs first, then the extra ones.
fn right_side<'a>(pairs: &'a [(String, String)], extra: &'a [String], place: usize) -> &'a String {
    match pairs.get(place) {
        Some((_, right)) => right,
        None => &extra[place - pairs.len()],
    }
}

fn mixed_choices(choices: &[Choice], dice: &mut dyn Rng) -> Vec<usize> {
    let (last, mut places): (Vec<usize>, Vec<usize>) =
        (0..choices.len()).partition(|place| closes(&choices[*place].text));
    places.shuffle(dice);
    places.extend(last);
    places
}

fn mixed_steps(steps: &[String], dice: &mut dyn Rng) -> Vec<usize> {
    let mut places: Vec<usize> = (0..steps.len()).collect();
    places.shuffle(dice);
    if places.iter().map(|place| &steps[*place]).eq(steps) && !places.is_empty() {
        places.rotate_left(1);
    }
    places
}

/// The places at which each text stands first.
fn first_of_each(texts: &[&String]) -> Vec<usize> {
    (0..texts.len()).filter(|place| !texts[..*place].contains(&texts[*place])).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;

    use super::*;

    fn dice(seed: u64) -> Xoshiro256PlusPlus {
        Xoshiro256PlusPlus::seed_from_u64(seed)
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn choice(choices: &[&str], shuffle: bool) -> Answer {
        let choice = |text: &&str| Choice {
            text: (*text).to_owned(),
            correct: text == &choices[0],
            feedback: None,
        };
        let choices = choices.iter().map(choice).collect();
        Answer::Choice { choices, multiple: true, shuffle }
    }

    #[test]
    fn choices_are_mixed_and_found_again() {
        let answer = choice(&["a", "b", "c", "d"], true);
        let orders: Vec<Vec<String>> = (0..20)
            .map(|seed| Arrangement::new(&answer, &mut dice(seed)).choices(&answer))
            .collect();
        assert!(orders.iter().any(|order| order != &orders[0]));
        for seed in 0..20 {
            let arrangement = Arrangement::new(&answer, &mut dice(seed));
            let shown = arrangement.choices(&answer).iter().position(|text| text == "a").unwrap();
            let back = arrangement.as_authored(&answer, Response::Choices(vec![shown, 99, shown]));
            assert_eq!(back, Response::Choices(vec![0]));
        }
    }

    #[test]
    fn the_author_can_forbid_mixing() {
        let answer = choice(&["a", "b", "c", "d"], false);
        let shown = Arrangement::new(&answer, &mut dice(3)).choices(&answer);
        assert_eq!(shown, ["a", "b", "c", "d"]);
    }

    #[test]
    fn all_of_the_above_stays_last() {
        let answer = choice(&["All of the above", "a", "b", "Keine der genannten.", "c"], true);
        for seed in 0..20 {
            let shown = Arrangement::new(&answer, &mut dice(seed)).choices(&answer);
            assert_eq!(shown[3..], ["All of the above", "Keine der genannten."]);
        }
    }

    #[test]
    fn one_right_side_of_several_pairs_is_shown_once_and_right_for_each() {
        let pair = |left: &str, right: &str| (left.to_owned(), right.to_owned());
        let pairs = vec![pair("Lyon", "France"), pair("Rome", "Italy"), pair("Nice", "France")];
        let answer = Answer::Match { pairs, extra: texts(&["Spain"]) };
        let arrangement = Arrangement::new(&answer, &mut dice(1));
        let shown = arrangement.right_sides(&answer);
        assert_eq!(shown.len(), 3);
        let at = |text: &str| shown.iter().position(|it| it == text).unwrap();
        let given = vec![(0, at("France")), (1, at("Spain")), (2, at("France")), (9, 0), (0, 9)];
        let back = arrangement.as_authored(&answer, Response::Pairs(given));
        assert_eq!(back, Response::Pairs(vec![(0, 0), (1, 3), (2, 2)]));
    }

    proptest! {
        #[test]
        fn steps_are_never_shown_in_their_right_order(n in 2_usize..6, seed in any::<u64>()) {
            let steps: Vec<String> = (0..n).map(|step| step.to_string()).collect();
            let answer = Answer::Order(steps.clone());
            let arrangement = Arrangement::new(&answer, &mut dice(seed));
            let shown = arrangement.choices(&answer);
            prop_assert_ne!(&shown, &steps);
            let right = steps.iter().map(|step| shown.iter().position(|it| it == step).unwrap());
            let back = arrangement.as_authored(&answer, Response::Order(right.collect()));
            prop_assert_eq!(back, Response::Order((0..n).collect()));
        }
    }
}
