//! Carries answers from the journal that `SQLite` keeps beside a log into the log itself, on a thread of its own, while
//! the learner reads a verdict: a journal that is lost or damaged then takes at most the last answer with it.

use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use super::read;

/// So long after an answer its carrying over begins: by then the next question is shown.
const A_MOMENT: Duration = Duration::from_millis(20);

/// The thread, which ends when this is dropped.
#[derive(Debug, Default)]
pub struct Settling(Option<(Sender<()>, JoinHandle<()>)>);

impl Settling {
    /// Begins for a log.
    pub fn of(path: &Path) -> Settling {
        let (sender, wanted) = mpsc::channel();
        let path = path.to_path_buf();
        let work = move || {
            while wanted.recv().is_ok() {
                // The next question goes first; one pass serves all answers that are given meanwhile.
                while wanted.recv_timeout(A_MOMENT).is_ok() {}
                // Passive: waits for no reader and no writer. What can't be carried over now stays in the journal,
                // where it is as durable as before. A connection that stayed open would see its file replaced.
                let Ok(connection) = read::connect_to_write(&path) else { continue };
                let _later = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            }
        };
        let thread = std::thread::Builder::new().spawn(work);
        // Without a thread the journal is carried over when the log is closed, as ever.
        Settling(thread.ok().map(|thread| (sender, thread)))
    }

    /// Asks for what is in the journal to be carried over; waits for nothing.
    pub fn wanted(&self) {
        if let Some((sender, _)) = &self.0 {
            // A thread that broke is missed by nobody.
            let _asked = sender.send(());
        }
    }
}

impl Drop for Settling {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.0.take() {
            drop(sender);
            let _ended = thread.join();
        }
    }
}
