//! `quizdeck sync FOLDER`: several devices and no server. Each device appends its own events to its own
//! file in a shared folder, and takes over what the others' files hold.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::cli::Sync;
use crate::config::Config;
use crate::error::{Failure, plain_reason};
use crate::history::{Logged, lines};
use crate::store::{Order, Store, StoreError};
use crate::text::count;
use crate::text::escape::escape_line;

/// What every file of a shared log has in its name.
const MARK: &str = ".quizdeck-log";

/// Takes over what other devices did, then hands on what this one did.
pub(super) fn run(args: &Sync, config: &Config) -> Result<(), Failure> {
    if !args.folder.is_dir() {
        return Err(Failure::new(format!("{} is no folder", shown(&args.folder)))
            .hint("make it, or name the folder that your devices share"));
    }
    let mut out = std::io::stdout().lock();
    let mut store = Store::open(&config.database)?;
    let Received { events, said } = received(&args.folder, &config.learner)?;
    let n_taken = store.merge(&events)?;
    drop(events);
    super::shelf::keep_answers(&mut store, config)?;
    let device = store.device().to_owned();
    let own = args.folder.join(format!("{}.{device}{MARK}.jsonl", config.learner));
    let mine = store.reader().log(Order::Oldest, |events| {
        let is_mine = |it: &Result<Logged, StoreError>| {
            it.as_ref().map_or(true, |logged| *logged.device == *device)
        };
        events.filter(is_mine).collect::<Result<Vec<_>, _>>()
    })??;
    let n_given = hand_on(&own, &mine)?;
    writeln!(
        out,
        "took over {} from other devices, handed on {}",
        count(n_taken, "event"),
        count(n_given, "event")
    )?;
    for it in &said {
        writeln!(out, "{it}")?;
    }
    Ok(())
}

/// What the files of other devices hold.
struct Received {
    /// Each event once, however many files have it.
    events: Vec<Logged>,
    /// What could not be read, a sentence a file.
    said: Vec<String>,
}

/// The events in all files of a learner's log, conflict copies too. A file that can't be read holds up no other.
fn received(folder: &Path, learner: &str) -> Result<Received, Failure> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|files| files.map(|file| file.map(|file| file.path())).collect())
        .map_err(|error| unreadable(folder, &error))?;
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&format!("{learner}.")) && name.contains(MARK) && file.is_file()
    });
    files.sort();
    let (mut known, mut events, mut said) = (HashSet::new(), Vec::new(), Vec::new());
    for file in files {
        let name = shown(&file);
        let take = |logged: Logged| {
            if known.insert(logged.id.clone()) {
                events.push(logged);
            }
        };
        match File::open(&file).and_then(|it| lines::read(BufReader::new(it), take)) {
            Ok(0) => {}
            Ok(n) => said.push(format!(
                "{} of {name} could not be read: cut short, damaged, or of a newer quizdeck; what is only there is not taken over",
                count(n, "line")
            )),
            Err(error) => said.push(format!("{name} could not be read: {}", plain_reason(&error))),
        }
    }
    Ok(Received { events, said })
}

/// Appends to a file the events it does not hold yet; how many.
fn hand_on(path: &Path, mine: &[Logged]) -> Result<usize, Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(format!("{} could not be written: {}", shown(path), plain_reason(&error)))
            .hint("what other devices did is taken over all the same")
    };
    let mut file: File =
        OpenOptions::new().read(true).append(true).create(true).open(path).map_err(failed)?;
    let mut held_ids = HashSet::new();
    let hold = |logged: Logged| {
        held_ids.insert(logged.id);
    };
    lines::read(BufReader::new(&file), hold).map_err(failed)?;
    let new: Vec<&Logged> = mine.iter().filter(|logged| !held_ids.contains(&logged.id)).collect();
    let mut text = String::new();
    // A line that was cut off by the end of its writer is closed, and stays unreadable.
    if !ends_its_line(&mut file).map_err(failed)? {
        text.push('\n');
    }
    for logged in &new {
        text.push_str(&lines::write(logged));
        text.push('\n');
    }
    if !new.is_empty() {
        file.seek(SeekFrom::End(0)).map_err(failed)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_data()).map_err(failed)?;
    }
    Ok(new.len())
}

/// Whether a file is empty or ends with a line break.
fn ends_its_line(file: &mut File) -> std::io::Result<bool> {
    if file.metadata()?.len() == 0 {
        return Ok(true);
    }
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}

fn shown(path: &Path) -> String {
    escape_line(&path.to_string_lossy())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    crate::config::unreadable(path, error)
}
