//! Failures of the program as people meet them: what is wrong, what can be done, and the exit
//! code. Faults of decks are not failures; they are diagnostics.

use std::fmt;
use std::process::ExitCode;

use crate::library::LibraryError;
use crate::store::StoreError;
use crate::text::escape::escape;
use crate::ui::input::InputFailed;

/// Why a command could not do what it was asked to.
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    message: String,
    hints: Vec<String>,
}

/// What a failure means for the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It ran, and the answer is no.
    No,
    /// It could not run.
    CouldNotRun,
    /// Ctrl-C.
    Interrupted,
    /// Whoever read the output is gone; nothing to complain about.
    BrokenPipe,
}

impl Failure {
    /// It could not run.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure { kind: Kind::CouldNotRun, message: message.into(), hints: Vec::new() }
    }

    /// A failure that has been told already, or needs no words.
    pub fn silent(kind: Kind) -> Failure {
        Failure { kind, message: String::new(), hints: Vec::new() }
    }

    /// Adds what can be done about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Failure {
        self.hints.push(hint.into());
        self
    }

    /// The exit code: 0 done (a closed pipe too), 1 the answer is no, 2 could not run, 130
    /// interrupted.
    pub fn exit_code(&self) -> ExitCode {
        match self.kind {
            Kind::BrokenPipe => ExitCode::SUCCESS,
            Kind::No => ExitCode::from(1),
            Kind::CouldNotRun => ExitCode::from(2),
            Kind::Interrupted => ExitCode::from(130),
        }
    }

    /// Whether there is anything to say.
    pub fn is_silent(&self) -> bool {
        self.message.is_empty()
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Names of cards, decks and files may stand in it.
        write!(f, "error: {}", escape(&self.message))?;
        for hint in &self.hints {
            write!(f, "\nhelp: {}", escape(hint))?;
        }
        Ok(())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            return Failure::silent(Kind::BrokenPipe);
        }
        if let Some(InputFailed(reason)) = error.get_ref().and_then(|it| it.downcast_ref()) {
            return Failure::new(format!("the input could not be read: {}", plain_reason(reason)));
        }
        Failure::new(format!("the output could not be written: {}", plain_reason(&error)))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let hint = error.hint();
        Failure::new(error.to_string()).hint(hint)
    }
}

impl From<LibraryError> for Failure {
    fn from(error: LibraryError) -> Self {
        Failure::from(&error)
    }
}

impl From<&LibraryError> for Failure {
    fn from(error: &LibraryError) -> Self {
        match error {
            LibraryError::Unreadable { reason, .. } | LibraryError::Unwritable { reason, .. } => {
                Failure::new(format!("{error}: {}", plain_reason(reason)))
            }
            LibraryError::OtherSort(_) => {
                Failure::new(error.to_string()).hint("give another name, or take that file away")
            }
            LibraryError::Held(_) => {
                Failure::new(error.to_string()).hint("end that program, then come back")
            }
            LibraryError::SeveralNames(_) => Failure::new(error.to_string())
                .hint("put a copy in its place (`cp` to another name, then `mv` back)"),
            LibraryError::OfAnother(_) => {
                Failure::new(error.to_string()).hint("run this as its owner, or work on a copy")
            }
            _ => Failure::new(error.to_string()),
        }
    }
}

/// What went wrong with a file, in words, without the number of the system's error.
pub fn plain_reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind as E;
    match error.kind() {
        E::NotFound => "there is no such file or folder".to_owned(),
        E::PermissionDenied => "you have no right to it".to_owned(),
        E::IsADirectory => "it is a folder".to_owned(),
        E::NotADirectory | E::AlreadyExists => "a file stands where a folder should be".to_owned(),
        E::InvalidData => "it is not UTF-8 text".to_owned(),
        E::StorageFull => "the disk is full".to_owned(),
        E::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}
