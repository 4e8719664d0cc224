//! Sessions as text: a deck, a script of inputs, the transcript of all effects.

mod answers;
mod changes;
mod days;
mod forms;
mod laws;
mod ratings;
mod script;

use super::*;
