//! What the line editor tells of keys: when the first one of a typed answer was pressed, and that Esc
//! was, which opens the menu.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rustyline::{
    Cmd, ConditionalEventHandler, Event, EventContext, EventHandler, KeyCode, KeyEvent, Modifiers,
    RepeatCount,
};

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

/// Whether Esc ended the line.
#[derive(Clone, Debug, Default)]
pub(super) struct EscKey(Arc<AtomicBool>);

impl EscKey {
    /// The key it is bound to.
    pub(super) fn key() -> KeyEvent {
        KeyEvent(KeyCode::Esc, Modifiers::NONE)
    }

    /// The handler for it: ends the line as it stands.
    pub(super) fn handler(&self) -> EventHandler {
        EventHandler::Conditional(Box::new(self.clone()))
    }

    /// Whether it was pressed since this was asked the last time.
    pub(super) fn take(&self) -> bool {
        self.0.swap(false, Ordering::SeqCst)
    }
}

impl ConditionalEventHandler for EscKey {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext<'_>) -> Option<Cmd> {
        self.0.store(true, Ordering::SeqCst);
        Some(Cmd::AcceptLine)
    }
}

#[expect(clippy::disallowed_methods, reason = "the face times an answer")]
fn now() -> Instant {
    Instant::now()
}
