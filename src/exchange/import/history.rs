//! Anki's log as answers of ours: which of its lines count, and what each of them promised. By the rules that
//! Anki's own FSRS goes by (`docs/anki.md`); knows no facet and no file.

use std::collections::HashMap;

use super::{Collection, NoteCard, Revlog};
use crate::history::{Purpose, Rating, Start};
use crate::scheduling::MAX_INTERVAL;

/// From this factor down it is a difficulty of FSRS, as Anki logs it.
const MOST_DIFFICULT: i64 = 1_100;

/// The factor of a card that has none yet.
const FIRST_FACTOR: i64 = 2_500;

/// An answer that was given in Anki.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The rating.
    pub rating: Rating,
    /// Why it was asked.
    pub purpose: Purpose,
    /// The promised interval in days; 0 is within the study day.
    pub interval: u32,
    /// Milliseconds to the answer.
    pub ms: u32,
    /// What memory starts from here, where nothing of the card's learning is left.
    pub start: Option<Start>,
}

/// What Anki's log says of a card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Course {
    /// The answers that count, in their order.
    pub answers: Vec<Asked>,
    /// They begin with the learning of the card. Parameters are fitted to no others.
    pub is_whole: bool,
    /// When answers were given that count no longer, as the card was forgotten or learned again after them.
    pub forgotten: Vec<i64>,
    /// When the day it is due was last set otherwise than by an answer, after the last one.
    pub moved: Option<i64>,
}

/// What the log says of each card, by the card's number.
pub fn courses(collection: &Collection) -> HashMap<i64, Course> {
    let mut by_card: HashMap<i64, Vec<Revlog>> = HashMap::new();
    for review in &collection.reviews {
        by_card.entry(review.card).or_default().push(*review);
    }
    let cards = collection.notes.iter().flat_map(|note| &note.cards);
    let with_log = cards.filter_map(|card: &NoteCard| Some((card.id, by_card.get(&card.id)?)));
    with_log.map(|(id, log)| (id, course(log))).filter(|(_, it)| *it != Course::default()).collect()
}

/// What the lines of a card's log come to.
fn course(log: &[Revlog]) -> Course {
    let is_cram = |it: &Revlog| it.kind == 3 && it.factor == 0;
    // Forgetting a card begins its history anew.
    let is_reset = |it: &Revlog| it.kind == 4 && it.factor == 0;
    let reset = log.iter().rposition(is_reset).map_or(0, |at| at + 1);
    // So does learning it again: the last unbroken group of learning steps.
    let mut group = None;
    for (at, it) in log.iter().enumerate().skip(reset).rev().filter(|(_, it)| !is_cram(it)) {
        match (it.kind == 0 && it.ease > 0, group) {
            (true, _) => group = Some(at),
            (false, Some(_)) => break,
            (false, None) => {}
        }
    }
    let (before, log) = log.split_at(group.unwrap_or(reset));
    // Without it memory starts with the first line that tells of a day and not of a step.
    let is_of_a_day = |it: &Revlog| it.interval >= 1 || it.interval <= -86_400;
    let tells = |it: &Revlog| it.ease > 0 && !is_cram(it) && is_of_a_day(it);
    let first = if group.is_some() { None } else { log.iter().position(tells) };
    let asked =
        |(at, it)| Some(Asked { start: (first == Some(at)).then(|| start(it)), ..answer(it)? });
    let since = log.iter().rev().take_while(|it| it.ease == 0 || is_cram(it));
    Course {
        answers: log.iter().enumerate().filter_map(asked).collect(),
        is_whole: group.is_some(),
        forgotten: before.iter().filter(|it| it.ease > 0).map(|it| it.at).collect(),
        moved: since.filter(|it| matches!(it.kind, 4 | 5)).map(|it| it.at).next(),
    }
}

fn answer(line: &Revlog) -> Option<Asked> {
    let rating = match line.ease {
        1 => Rating::Again,
        2 => Rating::Hard,
        3 => Rating::Good,
        4 => Rating::Easy,
        _ => return None,
    };
    let cram = line.kind == 3 && line.factor == 0;
    let purpose = match line.kind {
        _ if cram => Purpose::Cram,
        3 => Purpose::Ahead,
        _ => Purpose::Scheduled,
    };
    let interval = days(line.interval);
    Some(Asked { at: line.at, rating, purpose, interval, ms: line.ms, start: None })
}

/// What memory starts from at a line.
fn start(line: &Revlog) -> Start {
    let interval = days(line.interval).max(1);
    let factor = if line.factor == 0 { FIRST_FACTOR } else { line.factor };
    #[expect(clippy::cast_precision_loss, reason = "no factor has 2^52")]
    let share = factor as f64 / 1e3;
    if factor <= MOST_DIFFICULT {
        Start::Fsrs { interval, difficulty: 1.0 + 9.0 * (share - 0.1) }
    } else {
        Start::Sm2 { interval, ease: share }
    }
}

/// The days of an interval; 0 where it is told in seconds.
fn days(interval: i64) -> u32 {
    u32::try_from(interval.max(0)).map_or(MAX_INTERVAL, |days| days.min(MAX_INTERVAL))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: i64, kind: u8, ease: u8, factor: i64) -> Revlog {
        Revlog { at, card: 1, ease, interval: 3, kind, factor, ms: 900 }
    }

    #[track_caller]
    fn check(log: &[(u8, u8, i64)], expected: &[i64]) {
        let log: Vec<Revlog> = (1..)
            .zip(log)
            .map(|(at, (kind, ease, factor))| line(at, *kind, *ease, *factor))
            .collect();
        let course = course(&log);
        let found: Vec<i64> = course.answers.iter().map(|it| it.at).collect();
        assert_eq!(found, expected);
        let n_rated = log.iter().filter(|it| it.ease > 0).count();
        assert_eq!(found.len() + course.forgotten.len(), n_rated);
    }

    #[test]
    fn a_history_begins_with_the_last_learning() {
        check(&[(0, 3, 0), (0, 3, 2500), (1, 3, 2500)], &[1, 2, 3]);
        check(&[(0, 3, 0), (1, 3, 2500), (0, 1, 0), (1, 3, 2500)], &[3, 4]);
        check(&[(1, 3, 2500), (1, 1, 2300), (2, 3, 2300)], &[1, 2, 3]);
    }

    #[test]
    fn forgetting_begins_anew_and_moving_by_hand_is_no_answer() {
        check(&[(0, 3, 0), (1, 3, 2500), (4, 0, 0), (0, 3, 0)], &[4]);
        check(&[(0, 3, 0), (1, 3, 2500), (4, 0, 0)], &[]);
        check(&[(0, 3, 0), (4, 0, 2500), (1, 3, 2500), (5, 0, 2500)], &[1, 3]);
    }

    #[test]
    fn cramming_breaks_no_group() {
        check(&[(0, 3, 0), (3, 3, 0), (0, 3, 0), (1, 3, 2500)], &[1, 2, 3, 4]);
        let log = [line(1, 0, 3, 0), line(2, 3, 3, 0), line(3, 3, 3, 2500)];
        let purposes: Vec<Purpose> = course(&log).answers.iter().map(|it| it.purpose).collect();
        assert_eq!(purposes, [Purpose::Scheduled, Purpose::Cram, Purpose::Ahead]);
    }

    /// Lines of kind, ease, interval and factor; where memory starts and from what, and whether the card's learning
    /// is there.
    #[track_caller]
    fn check_start(log: &[(u8, u8, i64, i64)], expected: Option<(i64, Start)>, is_whole: bool) {
        let log = (1..).zip(log).map(|(at, (kind, ease, interval, factor))| Revlog {
            interval: *interval,
            ..line(at, *kind, *ease, *factor)
        });
        let course = course(&log.collect::<Vec<_>>());
        let starts = course.answers.iter().filter_map(|it| Some((it.at, it.start?)));
        assert_eq!(starts.collect::<Vec<_>>(), Vec::from_iter(expected));
        assert_eq!(course.is_whole, is_whole);
    }

    fn sm2(at: i64, interval: u32, ease: f64) -> (i64, Start) {
        (at, Start::Sm2 { interval, ease })
    }

    #[test]
    fn without_its_learning_memory_starts_where_a_line_first_tells_of_a_day() {
        check_start(&[(0, 3, 1, 2500), (1, 3, 30, 2300)], None, true);
        check_start(&[(1, 3, 30, 2300), (1, 3, 70, 2300)], Some(sm2(1, 30, 2.3)), false);
        check_start(&[(3, 3, 30, 2300), (1, 3, 70, 2300)], Some(sm2(1, 30, 2.3)), false);
        check_start(&[(1, 1, -600, 2100), (2, 3, 1, 2100)], Some(sm2(2, 1, 2.1)), false);
        check_start(&[(1, 1, -86_400, 2100), (1, 3, 9, 2100)], Some(sm2(1, 1, 2.1)), false);
        check_start(&[(3, 3, -60, 0), (1, 3, 30, 2300)], Some(sm2(2, 30, 2.3)), false);
        check_start(&[(4, 0, 20, 2500), (1, 3, 60, 2500)], Some(sm2(2, 60, 2.5)), false);
        check_start(
            &[(0, 3, 1, 2500), (4, 0, 0, 0), (1, 3, 30, 2300)],
            Some(sm2(3, 30, 2.3)),
            false,
        );
        check_start(&[(1, 1, -600, 2100)], None, false);
    }

    #[test]
    fn a_factor_is_an_ease_or_a_difficulty() {
        check_start(&[(1, 3, 30, 0)], Some(sm2(1, 30, 2.5)), false);
        check_start(&[(1, 3, 30, 1300)], Some(sm2(1, 30, 1.3)), false);
        for (factor, difficulty) in [(100, 1.0), (1_100, 10.0)] {
            let start = Start::Fsrs { interval: 30, difficulty };
            check_start(&[(1, 3, 30, factor)], Some((1, start)), false);
        }
    }

    #[test]
    fn a_day_is_moved_by_what_is_no_answer_and_comes_after_all_answers() {
        let moved = |log: &[(u8, u8, i64)]| {
            let log =
                (1..).zip(log).map(|(at, (kind, ease, factor))| line(at, *kind, *ease, *factor));
            course(&log.collect::<Vec<_>>()).moved
        };
        assert_eq!(moved(&[(0, 3, 0), (4, 0, 2500)]), Some(2));
        assert_eq!(moved(&[(0, 3, 0), (4, 0, 2500), (5, 0, 2500), (3, 3, 0)]), Some(3));
        assert_eq!(moved(&[(0, 3, 0), (4, 0, 2500), (1, 3, 2500)]), None);
        assert_eq!(moved(&[(0, 3, 0), (4, 0, 2500), (4, 0, 0)]), None);
    }
}
