//! What the real Anki makes of our files, and we of its. Needs a Python with the package `anki` of the
//! Python Package Index, named by `QUIZDECK_ANKI_PYTHON`; without it these tests say so and see nothing.
#![allow(clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::disallowed_methods, reason = "a test may look for its tools")]
#![allow(clippy::print_stderr, reason = "a test tells why it sees nothing")]
#![allow(unreachable_pub, clippy::must_use_candidate, reason = "a test is no library")]

#[path = "../cli/sandbox.rs"]
#[allow(dead_code, reason = "shared with the tests of the command line")]
mod sandbox;

mod client;
mod import;
mod package;
mod text_file;
