//! Puts the terminal back: when the face is dropped, on a panic, and on signals that end the program.
//! Answers need no care here, they are in the log before their verdict shows.

use std::io;
#[cfg(unix)]
use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};

/// Written so that the cursor shows, styles end and pasted text is no longer marked.
const RESTORE: &[u8] = b"\x1b[?25h\x1b[0m\x1b[?2004l";

/// Set while a panic is caught and another way taken, so that nothing is said of it.
static QUIET: AtomicBool = AtomicBool::new(false);

/// Runs a part that may panic in a window of one or two lines, as `dialoguer` 0.12 does in its
/// paging; `None` where it did. The terminal is put back, and the caller asks in another way.
pub fn unless_it_panics<T>(run: impl FnOnce() -> T) -> Option<T> {
    QUIET.store(true, Ordering::SeqCst);
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
    QUIET.store(false, Ordering::SeqCst);
    outcome.ok()
}

/// Keeps the terminal's state and puts it back when dropped.
#[derive(Debug)]
pub struct Guard {
    state: State,
}

impl Guard {
    /// Takes note of the terminal's state, and puts it back on a panic and on signals too.
    pub fn new() -> io::Result<Guard> {
        Guard::with_farewell("")
    }

    /// The same; a signal ends the program with a sentence on the terminal.
    pub fn with_farewell(farewell: &'static str) -> io::Result<Guard> {
        let state = State::now();
        let of_panic = state.clone();
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            of_panic.restore();
            if !QUIET.load(Ordering::SeqCst) {
                before(panic);
            }
        }));
        watch(state.clone(), farewell)?;
        Ok(Guard { state })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.state.restore();
    }
}

#[cfg(unix)]
#[derive(Clone, Debug)]
struct State(Option<rustix::termios::Termios>);

#[cfg(unix)]
impl State {
    fn now() -> State {
        State(rustix::termios::tcgetattr(io::stdin()).ok())
    }

    /// As far as it goes: a terminal that is gone needs nothing.
    fn restore(&self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        if let Some(termios) = &self.0 {
            tcsetattr(io::stdin(), OptionalActions::Now, termios).ok();
        }
        if io::stdout().is_terminal() {
            // Past the lock of the standard output, which the thread that was stopped may hold.
            rustix::io::write(io::stdout(), RESTORE).ok();
        }
    }
}

/// Restores and ends with 128 and the signal's number, as shells expect it.
#[cfg(unix)]
fn watch(state: State, farewell: &'static str) -> io::Result<()> {
    use signal_hook::consts::{
        SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2,
    };
    let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGALRM, SIGUSR1, SIGUSR2];
    let mut signals = signal_hook::iterator::Signals::new(ending)?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            state.restore();
            if !farewell.is_empty() && io::stdout().is_terminal() {
                // Below the line that was being typed.
                rustix::io::write(io::stdout(), format!("\n{farewell}\n").as_bytes()).ok();
            }
            #[expect(clippy::exit, reason = "a signal ends the program from its own thread")]
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}

/// Stops the program until the shell continues it, as Ctrl-Z does.
#[cfg(unix)]
pub fn suspend() {
    use rustix::process::{Signal, getpid, kill_process};
    // Where it can't be stopped it goes on.
    let _stopped = kill_process(getpid(), Signal::TSTP);
}

/// The system knows no such thing.
#[cfg(not(unix))]
pub fn suspend() {}

/// Ends the program as Ctrl-C does where keys are not read one by one.
#[cfg(unix)]
pub fn interrupt() -> ! {
    use rustix::process::{Signal, getpid, kill_process};
    // The thread that watches for signals ends the program.
    let _sent = kill_process(getpid(), Signal::INT);
    loop {
        std::thread::park();
    }
}

/// The code is the one of an interrupt.
#[cfg(not(unix))]
#[expect(clippy::exit, reason = "an interrupt ends the program")]
pub fn interrupt() -> ! {
    std::process::exit(130)
}

/// Throws away what was typed before it was asked for.
#[cfg(unix)]
pub fn forget_typed() {
    use rustix::termios::{QueueSelector, tcflush};
    // At worst an early key counts.
    let _flushed = tcflush(io::stdin(), QueueSelector::IFlush);
}

/// Consoles keep few keys.
#[cfg(not(unix))]
pub fn forget_typed() {}

/// A file that may not grow further is an error of writing, told like a full disk, and no reason to
/// die without a word.
#[cfg(unix)]
pub fn outlive_file_limits() {
    let noticed = std::sync::Arc::default();
    // Where it can't be done the system ends the program, as it would without.
    let _kept = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, noticed);
}

/// There are no such limits.
#[cfg(not(unix))]
pub fn outlive_file_limits() {}

#[cfg(not(unix))]
#[derive(Clone, Debug)]
struct State;

#[cfg(not(unix))]
impl State {
    fn now() -> State {
        State
    }

    fn restore(&self) {
        use io::Write;
        let mut out = io::stdout();
        out.write_all(RESTORE).and_then(|()| out.flush()).ok();
    }
}

/// The system ends the program; the console keeps no state of ours.
#[cfg(not(unix))]
fn watch(_: State, _: &str) -> io::Result<()> {
    Ok(())
}
