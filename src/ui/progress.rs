//! How far long work is: a bar on a terminal's standard error, once the work has taken half a second.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that takes longer than this shows a bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// Work under way.
#[derive(Debug)]
pub struct Progress {
    what: &'static str,
    started: Instant,
    /// Nobody is to see it.
    silent: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Work that begins now; shown unless `silent`, where standard error is a terminal.
    pub fn new(what: &'static str, silent: bool) -> Progress {
        Progress { what, started: now(), silent, bar: OnceLock::new() }
    }

    /// So many of so many parts are done. May be told from any thread.
    pub fn at(&self, done: usize, of: usize) {
        if self.silent || self.started.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_init(|| {
            let target = ProgressDrawTarget::stderr();
            let bar = ProgressBar::with_draw_target(Some(of as u64), target);
            let style = ProgressStyle::with_template("{msg} {bar:30} {pos} of {len}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(self.what);
            bar
        });
        bar.set_position(done as u64);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the face times what is waited for")]
fn now() -> Instant {
    Instant::now()
}
