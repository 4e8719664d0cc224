//! The program as a user types it: decks in a folder of their own, a clock that stands still, and
//! what comes out as text.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod sandbox;

mod bad_input;
mod decks;
mod durability;
mod identity;
mod jsonl;
mod listing;
mod pty;
mod quiz;
mod words;
