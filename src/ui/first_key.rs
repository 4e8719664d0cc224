//! The line editor, and what it tells of keys: when the first one of a typed answer was pressed, and which one ended the line
//! before it was done.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rustyline::{
    Cmd, ConditionalEventHandler, Config, DefaultEditor, Event, EventContext, EventHandler,
    KeyCode, KeyEvent, Modifiers, RepeatCount,
};

/// An editor of typed lines. Esc is a key of its own: nothing need follow it at once.
pub(super) fn editor() -> io::Result<DefaultEditor> {
    let config = Config::builder()
        .auto_add_history(false)
        .bracketed_paste(true)
        .keyseq_timeout(Some(50))
        .build();
    DefaultEditor::with_config(config).map_err(io::Error::other)
}

/// A stopwatch from the prompt to the first key.
#[derive(Clone, Debug, Default)]
pub(super) struct FirstKey(Arc<Mutex<Watch>>);

#[derive(Debug, Default)]
struct Watch {
    started: Option<Instant>,
    ms: Option<u32>,
}

impl FirstKey {
    /// The handler for every key; it changes nothing.
    pub(super) fn handler(&self) -> EventHandler {
        EventHandler::Conditional(Box::new(self.clone()))
    }

    /// Starts with the prompt.
    pub(super) fn start(&self) {
        *self.watch() = Watch { started: Some(now()), ms: None };
    }

    /// Milliseconds from the prompt to the first key.
    pub(super) fn ms(&self) -> Option<u32> {
        self.watch().ms
    }

    fn watch(&self) -> std::sync::MutexGuard<'_, Watch> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ConditionalEventHandler for FirstKey {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        let mut watch = self.watch();
        if let (Some(started), None) = (watch.started, watch.ms) {
            let elapsed = now().duration_since(started).as_millis();
            watch.ms = Some(u32::try_from(elapsed).unwrap_or(u32::MAX));
        }
        None
    }
}

/// A key that ends the line as it stands, for something else to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    /// Esc.
    Menu,
    /// Ctrl-L.
    Clear,
    /// Ctrl-Z.
    Stop,
}

impl Leave {
    pub(super) const ALL: [Leave; 3] = [Leave::Menu, Leave::Clear, Leave::Stop];

    /// The key it is bound to.
    pub(super) fn key(self) -> KeyEvent {
        match self {
            Leave::Menu => KeyEvent(KeyCode::Esc, Modifiers::NONE),
            Leave::Clear => KeyEvent::ctrl('L'),
            Leave::Stop => KeyEvent::ctrl('Z'),
        }
    }
}

/// Which of these keys ended the line, if one did.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaving(Arc<Mutex<Option<Leave>>>);

impl Leaving {
    /// The handler for a key.
    pub(super) fn handler(&self, leave: Leave) -> EventHandler {
        EventHandler::Conditional(Box::new(Leaver(self.clone(), leave)))
    }

    /// The key that was pressed since this was asked the last time.
    pub(super) fn take(&self) -> Option<Leave> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

struct Leaver(Leaving, Leave);

impl ConditionalEventHandler for Leaver {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(self.1);
        Some(Cmd::AcceptLine)
    }
}

#[expect(clippy::disallowed_methods, reason = "the face times an answer")]
fn now() -> Instant {
    Instant::now()
}
