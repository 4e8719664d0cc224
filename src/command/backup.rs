//! `quizdeck backup` and `restore`: a copy of the learner's log, and the way back to one.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::cli::{Backup, Restore};
use crate::config::Config;
use crate::error::{Failure, Kind};
use crate::store::{self, Store};
use crate::text::count;
use crate::text::escape::escape_line;

/// Copies the log to a file, or beside the log as the copy of this day.
pub(super) fn back_up(args: &Backup, config: &Config) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let Some(reader) = Store::read(&config.database)? else {
        writeln!(out, "nothing is kept of {} yet", config.learner)?;
        return Err(Failure::silent(Kind::No));
    };
    let to = match &args.file {
        Some(file) => file.clone(),
        None => store::backup_path(&config.database, &config.clock.now().day.to_string()),
    };
    let name = escape_line(&to.to_string_lossy());
    // The copy takes the place of what stands there: a device, a pipe or a link would be gone.
    if fs::symlink_metadata(&to).is_ok_and(|there| !there.is_file()) {
        return Err(Failure::new(format!("{name} is there already, and is no ordinary file"))
            .hint("give another name"));
    }
    if to.is_file() && args.file.is_some() {
        let same = |path: &Path| fs::canonicalize(path).ok();
        if same(&to) == same(&config.database) {
            return Err(Failure::new(format!("{name} is the log itself")).hint("give another name"));
        }
        let mut start = [0; 15];
        let is_copy = File::open(&to).and_then(|mut it| it.read_exact(&mut start)).is_ok()
            && start == *b"SQLite format 3";
        if !is_copy {
            return Err(Failure::new(format!("{name} is there already, and is no copy of a log"))
                .hint("give another name"));
        }
    }
    store::back_up(&reader, &to)?;
    Ok(writeln!(out, "copied to {name}")?)
}

/// Puts a copy in the log's place, with whatever of the log can still be read.
pub(super) fn restore(args: &Restore, config: &Config) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let copies = store::backups(&config.database);
    if args.list {
        for copy in &copies {
            writeln!(out, "{}", escape_line(&copy.to_string_lossy()))?;
        }
        return Ok(());
    }
    let restored = match &args.file {
        Some(file) => {
            let copy = named(file, &copies);
            if !copy.is_file() {
                let name = escape_line(&copy.to_string_lossy());
                return Err(Failure::new(format!("{name}: there is no such copy"))
                    .hint("`quizdeck restore --list` names the copies that there are"));
            }
            store::restore_from(&config.database, &copy)?
        }
        None if copies.is_empty() && !config.database.exists() => {
            return Err(Failure::new("there is no copy to restore")
                .hint("name a file, such as a copy of yours"));
        }
        None => store::restore(&config.database)?,
    };
    match &restored.copy {
        Some(copy) => {
            let n = count(restored.from_copy, "event");
            writeln!(out, "restored {n} from {}", escape_line(&copy.to_string_lossy()))?;
        }
        None => writeln!(out, "there is no sound copy; what can be read of the log is kept")?,
    }
    if let Some(aside) = restored.aside {
        writeln!(
            out,
            "and {} from the log that was there; {} of it could not be read",
            count(restored.from_log, "event"),
            restored.unreadable
        )?;
        writeln!(out, "that log is kept as {}", escape_line(&aside.to_string_lossy()))?;
    }
    Ok(())
}

/// A copy by its file or by its day.
fn named(file: &PathBuf, copies: &[PathBuf]) -> PathBuf {
    let day = format!(".day-{}.backup", file.to_string_lossy());
    let of_day = copies.iter().find(|copy| copy.to_string_lossy().ends_with(&day));
    of_day.filter(|_| !file.exists()).unwrap_or(file).clone()
}
