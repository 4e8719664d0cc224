//! `quizdeck sync FOLDER`: several devices and no server. Each device appends its own events to its own
//! file in a shared folder, and takes over what the others' files hold.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
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
    let (theirs, n_unreadable) = received(&args.folder, &config.learner)?;
    let n_taken = store.merge(&theirs)?;
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
    if n_unreadable > 0 {
        writeln!(
            out,
            "{} could not be read; a device with a newer quizdeck may have written them",
            count(n_unreadable, "line")
        )?;
    }
    Ok(())
}

/// The events in all files of a learner's log, conflict copies too, and how many lines can't be read.
fn received(folder: &Path, learner: &str) -> Result<(Vec<Logged>, usize), Failure> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|files| files.map(|file| file.map(|file| file.path())).collect())
        .map_err(|error| unreadable(folder, &error))?;
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&format!("{learner}.")) && name.contains(MARK) && file.is_file()
    });
    files.sort();
    let (mut events, mut n_unreadable) = (Vec::new(), 0);
    for file in files {
        let bytes = fs::read(&file).map_err(|error| unreadable(&file, &error))?;
        let (found, unread) = lines::read(&String::from_utf8_lossy(&bytes));
        events.extend(found);
        n_unreadable += unread;
    }
    Ok((events, n_unreadable))
}

/// Appends to a file the events it does not hold yet; how many.
fn hand_on(path: &Path, mine: &[Logged]) -> Result<usize, Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(format!("{} could not be written: {}", shown(path), plain_reason(&error)))
            .hint("what other devices did is taken over all the same")
    };
    let mut file: File =
        OpenOptions::new().read(true).append(true).create(true).open(path).map_err(failed)?;
    let mut held = Vec::new();
    file.read_to_end(&mut held).map_err(failed)?;
    let (events, _) = lines::read(&String::from_utf8_lossy(&held));
    let held_ids: HashSet<_> = events.into_iter().map(|logged| logged.id).collect();
    let new: Vec<&Logged> = mine.iter().filter(|logged| !held_ids.contains(&logged.id)).collect();
    let mut text = String::new();
    // A line that was cut off by the end of its writer is closed, and stays unreadable.
    if !held.is_empty() && !held.ends_with(b"\n") {
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

fn shown(path: &Path) -> String {
    escape_line(&path.to_string_lossy())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    crate::config::unreadable(path, error)
}
