//! All answers of a log, boiled down to what figures and standings are made of: fixed columns, names
//! as numbers, so that a million of them fit into memory and are read at the speed of the disk.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::body::Body;
use super::{Algorithm, Amend, Hlc, Purpose, Rating, Reviewed, Start};
use crate::grading::Verdict;
use crate::time::{Day, Moment, Newest, Timestamp};

/// What counts of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tried {
    /// When.
    pub at: Timestamp,
    /// The study day.
    pub day: Day,
    /// Why it was asked.
    pub purpose: Purpose,
    /// How it was judged in the end.
    pub verdict: Verdict,
    /// The rating in the end.
    pub rating: Rating,
    /// The recall foretold at that moment.
    pub recall: Option<f64>,
    /// Who promised.
    pub scheduler: Algorithm,
    /// The promised day.
    pub due: Day,
    /// Milliseconds from question to answer.
    pub total_ms: u32,
    /// The share of the points, 0 to 1.
    pub score: f64,
    /// What a right answer was worth.
    pub points: f64,
}

impl From<&Reviewed> for Tried {
    fn from(review: &Reviewed) -> Tried {
        Tried {
            at: review.moment.at,
            day: review.moment.day,
            purpose: review.purpose,
            verdict: review.verdict,
            rating: review.rating,
            recall: review.recall,
            scheduler: review.scheduler,
            due: review.due,
            total_ms: review.total_ms,
            score: review.score,
            points: review.points,
        }
    }
}

/// The answers to a facet, in the order of the log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tries {
    all: Vec<Tried>,
    /// The place of the last from which memory starts, and what it starts from.
    start: Option<(usize, Start)>,
}

impl Tries {
    /// The answers that memory is made of, cramming among them, and what it starts from at the first of these.
    pub fn since_start(&self) -> (Option<Start>, &[Tried]) {
        match self.start {
            Some((at, start)) => (Some(start), &self.all[at..]),
            None => (None, &self.all),
        }
    }
}

impl Deref for Tries {
    type Target = [Tried];

    fn deref(&self) -> &[Tried] {
        &self.all
    }
}

impl<'a> FromIterator<&'a Reviewed> for Tries {
    fn from_iter<T: IntoIterator<Item = &'a Reviewed>>(reviews: T) -> Tries {
        let mut tries = Tries::default();
        for review in reviews {
            tries.start = review.start.map(|start| (tries.len(), start)).or(tries.start);
            tries.all.push(Tried::from(review));
        }
        tries
    }
}

/// An answer with its place in the log.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Its row in the log, by which corrections find it.
    pub row: i64,
    /// Its place in the order of the log; ties go by row.
    pub hlc: Hlc,
    /// Which of [`Answers::facets`].
    pub facet: u32,
    /// Which of [`Answers::sessions`].
    pub session: u32,
    /// What counts of it.
    pub tried: Tried,
}

/// All answers of a log that were not taken back, in its order.
#[derive(Debug, Default, PartialEq)]
pub struct Answers {
    /// The facets, as they are written.
    pub facets: Names,
    /// The runs of `quiz`.
    pub sessions: Names,
    /// The answers.
    pub all: Vec<Answer>,
    /// What memory starts from, by facet and row. Few answers have it, so that it takes no column.
    pub(super) starts: BTreeMap<(u32, i64), Start>,
    /// How many were taken back.
    pub n_revoked: usize,
    /// The newest, taken back or not.
    pub newest: Newest,
}

/// A correction of the answer in a row.
#[derive(Clone, Debug)]
pub enum Correction {
    /// It counts otherwise.
    Amended(Amend),
    /// It counts no longer.
    Revoked,
}

impl Answers {
    /// Takes a review as it is stored, with what was stamped on its row.
    pub fn take(
        &mut self,
        row: i64,
        hlc: Hlc,
        moment: Moment,
        doubtful: bool,
        body: &str,
    ) -> Result<(), serde_json::Error> {
        let body = Body::read(body)?;
        let Body {
            purpose,
            verdict,
            score,
            points,
            rating,
            recall,
            total_ms,
            scheduler,
            due,
            start,
            ..
        } = body;
        let Moment { at, day, .. } = moment;
        self.newest.take(moment, doubtful);
        // The answers of a session stand together.
        let session = match self.all.last() {
            Some(last) if self.sessions.name(last.session) == body.session => last.session,
            _ => self.sessions.number(&body.session),
        };
        let facet = self.facets.number(&body.facet);
        self.starts.extend(start.map(|start| ((facet, row), start)));
        self.all.push(Answer {
            row,
            hlc,
            facet,
            session,
            tried: Tried {
                at,
                day,
                purpose,
                verdict,
                rating,
                recall,
                scheduler,
                due,
                total_ms,
                score,
                points,
            },
        });
        Ok(())
    }

    /// Takes over what was read of later rows.
    pub fn append(&mut self, later_rows: Answers) {
        let facets = self.facets.take_over(later_rows.facets);
        let sessions = self.sessions.take_over(later_rows.sessions);
        self.newest = self.newest.and(later_rows.newest);
        let start = |((facet, row), start)| ((facets[facet as usize], row), start);
        self.starts.extend(later_rows.starts.into_iter().map(start));
        self.all.extend(later_rows.all.into_iter().map(|answer| Answer {
            facet: facets[answer.facet as usize],
            session: sessions[answer.session as usize],
            ..answer
        }));
    }

    /// Puts what was read row by row into the order of the log, corrected. Corrections stand in the
    /// order of the log.
    pub fn correct(&mut self, corrections: impl IntoIterator<Item = (i64, Correction)>) {
        let mut revoked = Vec::new();
        for (row, correction) in corrections {
            let Ok(idx) = self.all.binary_search_by_key(&row, |answer| answer.row) else {
                continue;
            };
            let tried = &mut self.all[idx].tried;
            match correction {
                Correction::Revoked => revoked.push(row),
                Correction::Amended(amend) => {
                    tried.rating = amend.rating;
                    tried.verdict = amend.verdict;
                    tried.score = amend.score;
                    tried.due = amend.due;
                }
            }
        }
        if !revoked.is_empty() {
            revoked.sort_unstable();
            let before = self.all.len();
            let counts = |row: i64| revoked.binary_search(&row).is_err();
            self.all.retain(|answer| counts(answer.row));
            self.starts.retain(|(_, row), _| counts(*row));
            self.n_revoked = before - self.all.len();
        }
        self.all.sort_by_key(|answer| (answer.hlc, answer.row));
    }

    /// Whether memory of a facet starts from what is not in the log.
    pub fn has_start(&self, facet: u32) -> bool {
        self.starts.range((facet, i64::MIN)..=(facet, i64::MAX)).next().is_some()
    }

    /// Hands the answers of each facet, in the order of the log, to `take`.
    pub fn each_facet(&self, mut take: impl FnMut(&str, &Tries)) {
        let by_facet = ByFacet::of(self);
        by_facet.each(0..self.facets.count(), &mut take);
    }

    /// Hands the answers of each facet, in the order of the log, to `take`, on so many threads; each
    /// gathers in a value of its own.
    pub fn gather_facets<'a, T: Default + Send>(
        &'a self,
        n_threads: usize,
        take: impl Fn(&mut T, &'a str, &Tries) + Sync,
    ) -> Vec<T> {
        let (by_facet, n_facets) = (&ByFacet::of(self), self.facets.count());
        let share = n_facets.div_ceil(n_threads.max(1)).max(1);
        let gather = &|from: usize| {
            let mut gathered = T::default();
            let facets = from..(from + share).min(n_facets);
            by_facet.each(facets, &mut |facet, tried| take(&mut gathered, facet, tried));
            gathered
        };
        std::thread::scope(|scope| {
            let shares = (0..n_facets).step_by(share);
            let threads: Vec<_> = shares.map(|from| scope.spawn(move || gather(from))).collect();
            let join = |thread: std::thread::ScopedJoinHandle<'_, T>| {
                thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
            };
            threads.into_iter().map(join).collect()
        })
    }
}

/// The answers of each facet side by side, in the order of the log.
struct ByFacet<'a> {
    answers: &'a Answers,
    /// Where each facet's answers begin in `order`, and where the last one's end.
    starts: Vec<usize>,
    order: Vec<u32>,
}

impl<'a> ByFacet<'a> {
    fn of(answers: &'a Answers) -> ByFacet<'a> {
        let mut starts = vec![0; answers.facets.count() + 1];
        for answer in &answers.all {
            starts[answer.facet as usize + 1] += 1;
        }
        for facet in 1..starts.len() {
            starts[facet] += starts[facet - 1];
        }
        let (mut next, mut order) = (starts.clone(), vec![0; answers.all.len()]);
        for (idx, answer) in (0..).zip(&answers.all) {
            let next = &mut next[answer.facet as usize];
            order[*next] = idx;
            *next += 1;
        }
        ByFacet { answers, starts, order }
    }

    fn each(&self, facets: std::ops::Range<usize>, take: &mut dyn FnMut(&'a str, &Tries)) {
        let mut tries = Tries::default();
        for facet in facets {
            let group = &self.order[self.starts[facet]..self.starts[facet + 1]];
            let answers = group.iter().map(|idx| &self.answers.all[*idx as usize]);
            let Some(Answer { facet, .. }) = answers.clone().next() else { continue };
            tries.all.clear();
            tries.all.extend(answers.clone().map(|answer| answer.tried));
            let start = |(at, answer): (usize, &Answer)| {
                Some((at, *self.answers.starts.get(&(*facet, answer.row))?))
            };
            // Nearly none has any, and one look tells.
            let has_start = self.answers.has_start(*facet);
            tries.start = has_start.then(|| answers.enumerate().rev().find_map(start)).flatten();
            take(self.answers.facets.name(*facet), &tries);
        }
    }
}

/// Names under small numbers.
#[derive(Debug, Default, PartialEq)]
pub struct Names {
    all: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32, foldhash::fast::RandomState>,
}

impl Names {
    /// The name under a number that was given out here.
    pub fn name(&self, number: u32) -> &str {
        &self.all[number as usize]
    }

    /// How many there are; their numbers go from 0.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// The names in the order of their numbers.
    pub(super) fn all(&self) -> &[Arc<str>] {
        &self.all
    }

    /// Names under the numbers of their places.
    pub(super) fn of(all: Vec<Arc<str>>) -> Names {
        let numbers = all.iter().cloned().zip(0..).collect();
        Names { all, numbers }
    }

    fn number(&mut self, name: &str) -> u32 {
        match self.numbers.get(name) {
            Some(number) => *number,
            None => self.add(name.into()),
        }
    }

    fn add(&mut self, name: Arc<str>) -> u32 {
        let number = u32::try_from(self.all.len()).expect("a log has less than 2^32 names");
        self.all.push(Arc::clone(&name));
        self.numbers.insert(name, number);
        number
    }

    /// Takes over other names; gives their new numbers.
    fn take_over(&mut self, others: Names) -> Vec<u32> {
        let number = |name: Arc<str>| match self.numbers.get(&name) {
            Some(number) => *number,
            None => self.add(name),
        };
        others.all.into_iter().map(number).collect()
    }
}

#[cfg(test)]
impl Answers {
    /// The answers of a log that is in memory, row by row as it stands.
    pub fn of_log(log: &[super::Logged]) -> Answers {
        use super::Event;
        let mut answers = Answers::default();
        let mut corrections = Vec::new();
        let row_of = |id| (1..).zip(log).find(|(_, logged)| logged.id == id).map(|(row, _)| row);
        for (row, logged) in (1..).zip(log) {
            let super::Logged { hlc, moment, doubtful, event, .. } = logged;
            match event {
                Event::Review(_) => {
                    let body = serde_json::to_string(event).unwrap();
                    answers.take(row, *hlc, *moment, *doubtful, &body).unwrap();
                }
                Event::Amend(amend) => corrections
                    .push((row_of(amend.target.clone()), Correction::Amended(amend.clone()))),
                Event::Revoke { target } => {
                    corrections.push((row_of(target.clone()), Correction::Revoked));
                }
                _ => {}
            }
        }
        answers.correct(corrections.into_iter().filter_map(|(row, what)| Some((row?, what))));
        answers
    }
}
