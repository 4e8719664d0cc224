//! The binary: calls the library and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    quizdeck::command::main()
}
