//! `quizdeck export`: decks for Anki, or everything that is kept of a learner.

mod anki;
mod package;

use std::io::{BufWriter, Write};
use std::path::Path;

use crate::cli::{Export, ExportFormat};
use crate::config::Config;
use crate::error::Failure;
use crate::exchange::text_file::Separator;
use crate::library::{self, LibraryError};
use crate::store::{Order, Store};
use crate::ui::json;

/// Writes what was asked for.
pub(super) fn run(args: &Export, config: &Config) -> Result<(), Failure> {
    if args.to != ExportFormat::Apkg && (args.since.is_some() || args.with_progress) {
        return Err(Failure::new("`--since` and `--with-progress` are for packages")
            .hint("add `--to apkg`, or leave them out"));
    }
    match args.to {
        ExportFormat::Log => log(args, config),
        ExportFormat::AnkiCsv => anki::text_file(args, Separator::Comma, config),
        ExportFormat::AnkiTsv => anki::text_file(args, Separator::Tab, config),
        ExportFormat::Apkg => package::write(args, config),
    }
}

/// Writes the log as JSON lines.
fn log(args: &Export, config: &Config) -> Result<(), Failure> {
    if !args.decks.paths.is_empty() {
        return Err(Failure::new("`--to log` writes the whole log, whatever the deck")
            .hint("leave the deck out"));
    }
    let mut bytes = Vec::new();
    if let Some(reader) = Store::read(&config.database)? {
        reader.log(Order::Oldest, |events| -> Result<(), Failure> {
            for logged in events {
                json::line(&mut bytes, &logged?)?;
            }
            Ok(())
        })??;
    }
    put(args.output.as_deref(), &[bytes], library::write_output)
}

/// Writes a file in parts, whole or not at all; or to standard output.
fn put<T: AsRef<[u8]>>(
    path: Option<&Path>,
    parts: &[T],
    write: fn(&Path, &[T]) -> Result<(), LibraryError>,
) -> Result<(), Failure> {
    let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
        let mut out = BufWriter::new(std::io::stdout().lock());
        parts.iter().try_for_each(|part| out.write_all(part.as_ref()))?;
        return Ok(out.flush()?);
    };
    Ok(write(path, parts)?)
}
