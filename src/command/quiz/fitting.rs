//! Fits schedulers to the learner while the first question is thought about: once a study day, on a
//! thread of its own with its own connection, so that no question waits for it.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use crate::config::Config;
use crate::evaluation::{MOST_FITTED, personal};
use crate::history::{Algorithm, Marks, ParameterSet};
use crate::store::Store;
use crate::time::Day;

use super::super::evaluate::source;

/// So long a session that ends waits for a fit. Few reviews are fitted to in less; a fit that takes longer is
/// mostly ready before the session ends, and else begun again with the next.
const LAST_WAIT: Duration = Duration::from_millis(500);

/// So long the first question has the machine to itself.
const FIRST_GLANCE: Duration = Duration::from_secs(1);

/// The fits of a session.
pub(super) struct Fitting {
    /// Those still to be begun.
    due: Vec<Algorithm>,
    /// The parameters that hold.
    current: HashMap<Algorithm, Vec<f64>>,
    database: PathBuf,
    /// The last row of the log that they are fitted to: what is answered meanwhile is for another day.
    upto: i64,
    /// What runs: to drop the sender tells it to wait no longer, the receiver gives what it comes to.
    running: Option<(Sender<()>, Receiver<Vec<ParameterSet>>)>,
}

impl Fitting {
    /// What is to be fitted today: each scheduler in use that has parameters, was not fitted today, and
    /// was not told to stay as it is.
    pub(super) fn due(
        used: &HashSet<Algorithm>,
        marks: &Marks,
        (today, upto): (Day, i64),
        config: &Config,
    ) -> Fitting {
        let is_due = |algorithm: &Algorithm| match marks.parameters.get(algorithm) {
            Some((day, set)) => !set.frozen && *day < today,
            None => true,
        };
        let fitted = [Algorithm::Fsrs6, Algorithm::Fsrs7];
        let due = fitted.into_iter().filter(|it| used.contains(it)).filter(is_due).collect();
        let current = fitted.map(|it| (it, marks.values(it).to_vec())).into();
        Fitting { due, current, database: config.database.clone(), upto, running: None }
    }

    /// Begins, where there is something to do and nothing was begun.
    pub(super) fn begin(&mut self) {
        if self.due.is_empty() {
            return;
        }
        let due = std::mem::take(&mut self.due);
        let (database, upto) = (self.database.clone(), self.upto);
        let (current, (sender, ended)) = (self.current.clone(), mpsc::channel());
        let (give, found) = mpsc::channel();
        std::thread::spawn(move || {
            let _waited = ended.recv_timeout(FIRST_GLANCE);
            // A session that did not wait is over.
            let _gone = give.send(fit(&database, upto, &due, &current));
        });
        self.running = Some((sender, found));
    }

    /// What was begun came to, where it is ready; given once.
    pub(super) fn ready(&mut self) -> Vec<ParameterSet> {
        let Some((_, found)) = &self.running else { return Vec::new() };
        let Ok(sets) = found.try_recv() else { return Vec::new() };
        self.running = None;
        sets
    }

    /// What was begun came to, where that is ready within a moment.
    pub(super) fn end(&mut self) -> Vec<ParameterSet> {
        let Some((sender, found)) = self.running.take() else { return Vec::new() };
        drop(sender);
        found.recv_timeout(LAST_WAIT).unwrap_or_default()
    }
}

/// Fits to the log up to a row; what can't be read now is fitted another day.
fn fit(
    database: &Path,
    upto: i64,
    due: &[Algorithm],
    current: &HashMap<Algorithm, Vec<f64>>,
) -> Vec<ParameterSet> {
    let Ok(Some(reader)) = Store::read(database) else { return Vec::new() };
    let Ok(answers) = reader.answers(upto, &|_, _| ()) else { return Vec::new() };
    let log = source::newest(&answers, MOST_FITTED);
    drop(answers);
    let set = |algorithm: &Algorithm| {
        let current = current.get(algorithm).map_or(&[][..], Vec::as_slice);
        let found = personal(&log, *algorithm, current)?;
        Some(ParameterSet {
            scheduler: *algorithm,
            values: found.values,
            reviews: u32::try_from(found.reviews).unwrap_or(u32::MAX),
            frozen: false,
        })
    };
    due.iter().filter_map(set).collect()
}
