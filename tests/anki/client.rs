//! The real Anki as a child process that takes steps.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// An Anki with a collection of its own.
pub struct Anki {
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
}

impl Anki {
    /// Starts on a new collection in a folder; `None`, and a word why, where there is no Anki.
    pub fn start(folder: &Path, language: &str) -> Option<Anki> {
        let Some(python) = std::env::var_os("QUIZDECK_ANKI_PYTHON") else {
            eprintln!("skipped: QUIZDECK_ANKI_PYTHON names no Python with the package `anki`");
            return None;
        };
        let steps = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/anki/anki_steps.py");
        let mut child = Command::new(python)
            .arg(steps)
            .arg(folder.join(format!("anki-{language}.anki2")))
            .arg(language)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdin = child.stdin.take().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        Some(Anki { child, stdin, stdout })
    }

    #[track_caller]
    pub fn take(&mut self, step: &Value) -> Value {
        writeln!(self.stdin, "{step}").unwrap();
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("Anki failed at {step}"))
    }

    #[track_caller]
    pub fn import(&mut self, file: &Path) -> Value {
        self.take(&json!({"do": "import", "file": file}))
    }

    #[track_caller]
    pub fn import_package(&mut self, file: &Path, progress: bool) -> Value {
        self.take(&json!({"do": "import-package", "file": file, "progress": progress}))
    }

    #[track_caller]
    pub fn notes(&mut self) -> Vec<Value> {
        self.take(&json!({"do": "notes"})).as_array().unwrap().clone()
    }

    /// Check Database has nothing to mend.
    #[track_caller]
    pub fn is_sound(&mut self) {
        let checked = self.take(&json!({"do": "check"}));
        assert_eq!(checked["ok"], true, "{checked}");
        let problems = checked["problems"].as_str().unwrap();
        assert!(problems.lines().count() <= 1, "{problems}");
    }
}

impl Drop for Anki {
    fn drop(&mut self) {
        // The test is over; what became of the collection does not matter.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
