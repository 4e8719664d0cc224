//! A folder of its own, a home of its own, a clock and dice of its own for each test.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Where the clock of every test starts.
pub const NOW: &str = "2026-11-23T10:00:00+01:00";

/// A place to run the program in.
pub struct Sandbox {
    folder: TempDir,
    now: String,
}

/// What a run left.
pub struct Ran {
    pub out: String,
    pub err: String,
    pub code: Option<i32>,
}

impl Sandbox {
    pub fn new() -> Sandbox {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("home")).unwrap();
        Sandbox { folder, now: NOW.to_owned() }
    }

    /// Writes a file.
    pub fn file(self, name: &str, text: &str) -> Sandbox {
        self.write(name, text.as_bytes());
        self
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn home(&self) -> PathBuf {
        self.path("home")
    }

    /// Sets the clock of the runs to come.
    pub fn at(&mut self, now: &str) -> &Sandbox {
        now.clone_into(&mut self.now);
        self
    }

    /// The program, not yet started.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quizdeck"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.home())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("QUIZDECK_HOME", self.home())
            .env("QUIZDECK_NOW", &self.now)
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs with nothing on standard input.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, "")
    }

    /// Runs with a text on standard input.
    pub fn run_with(&self, args: &[&str], input: &str) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        // A run that ends early closes its input; that is no fault of the test.
        let _early_end = child.stdin.take().unwrap().write_all(input.as_bytes());
        Ran::from(child.wait_with_output().unwrap(), self.folder.path())
    }

    /// Runs with JSON lines and gives back the lines of the answer.
    pub fn jsonl(&self, args: &[&str], lines: &[&str]) -> Vec<serde_json::Value> {
        let mut typed = vec!["quiz", "--jsonl"];
        typed.extend(args);
        let ran = self.run_with(&typed, &(lines.join("\n") + "\n"));
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Ran {
    fn from(output: Output, folder: &Path) -> Ran {
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes)
                .unwrap()
                .replace(&folder.to_string_lossy().into_owned(), "[DIR]")
        };
        Ran { out: text(output.stdout), err: text(output.stderr), code: output.status.code() }
    }

    #[track_caller]
    pub fn ok(self) -> Ran {
        assert_eq!(self.code, Some(0), "out: {}\nerr: {}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn fails(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "out: {}\nerr: {}", self.out, self.err);
        assert!(!self.err.contains("panicked") && !self.err.contains("Error {"), "{}", self.err);
        self
    }
}

/// A small deck of typed questions without faults.
pub const CAPITALS: &str = "\
title: Capitals
id: capitals
language: en
cards:
  - id: france
    question: Capital of France?
    answer: Paris
    tags: [europe]
  - id: japan
    question: Capital of Japan?
    answer: Tokyo
    hint: It was called Edo
    tags: [asia]
  - id: peru
    question: Capital of Peru?
    answer: Lima
    explanation: Founded in 1535.
";
