//! Sessions as text: a deck, a script of inputs, the transcript of all effects.

mod forms;
mod laws;
mod script;
mod transcripts;

use super::*;
