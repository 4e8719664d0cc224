//! quizdeck turns decks of questions written in YAML into quizzes at the terminal.
//!
//! Modules in reading order; each uses only those above it. `ARCHITECTURE.md` tells why.
#![warn(missing_docs)]

pub mod diagnostic;
pub mod parallel;
pub mod text;
pub mod time;

pub mod deck;

pub mod grading;

pub mod history;

pub mod scheduling;

pub mod evaluation;

pub mod distractors;

pub mod draft;

pub mod check;
pub mod exchange;
pub mod identity;
pub mod planning;
pub mod session;
pub mod stats;

pub mod collection;

pub mod cli;
pub mod library;
pub mod store;
pub mod ui;

pub mod config;
pub mod error;

pub mod command;
