//! Makes the copy of an earlier day that is missing because its last run was ended from outside: while the first
//! question is thought about, on a thread of its own.

use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::store;
use crate::time::Day;

/// So long the first question has the machine to itself.
const FIRST_GLANCE: Duration = Duration::from_secs(1);

/// The copy of a session.
pub(super) struct Copying {
    /// The log, its last row before this session, and the day of that row.
    due: Option<(PathBuf, i64, Day)>,
    /// What runs; to drop the sender tells it to wait no longer.
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Copying {
    /// What may be missing: the copy of the day of the last row, where that day is over.
    pub(super) fn due(database: PathBuf, last: Option<(i64, Day)>, today: Day) -> Copying {
        let over = last.filter(|(_, day)| *day < today);
        Copying { due: over.map(|(row, day)| (database, row, day)), running: None }
    }

    /// Begins, where there is something to do and nothing was begun.
    pub(super) fn begin(&mut self) {
        let Some((database, row, day)) = self.due.take() else { return };
        let (sender, ended) = mpsc::channel();
        let work = move || {
            let _waited = ended.recv_timeout(FIRST_GLANCE);
            // The log itself is safe; the end of the session tells where no copy can be made.
            let _kept = store::keep_missed_backup(&database, row, &day.to_string());
        };
        self.running = Some((sender, std::thread::spawn(work)));
    }

    /// Waits for what was begun.
    pub(super) fn end(&mut self) {
        if let Some((sender, thread)) = self.running.take() {
            drop(sender);
            // A copy that broke is made another day.
            let _ended = thread.join();
        }
    }
}
