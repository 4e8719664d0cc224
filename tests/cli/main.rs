//! The program as a user types it: decks in a folder of their own, a clock that stands still, and
//! what comes out as text.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::disallowed_methods, reason = "a test may look for its tools")]
#![allow(unreachable_pub, clippy::must_use_candidate, reason = "a test is no library")]
#![allow(
    clippy::format_collect,
    clippy::float_cmp,
    reason = "speed and rounding do not matter here"
)]

mod sandbox;
mod terminal;

mod authoring;
mod backup;
mod bad_input;
mod catalogue;
mod check;
mod decks;
mod dependencies;
mod dialogue;
mod docs;
mod draft;
mod durability;
mod evaluate;
mod export;
mod identity;
mod import;
mod jsonl;
mod killed;
mod listing;
mod precious;
mod pty;
mod quiz;
mod sync;
mod words;
