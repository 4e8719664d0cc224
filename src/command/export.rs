//! `quizdeck export --to log`: everything that is kept of a learner, one event a line.

use std::io::{BufWriter, Write};

use crate::cli::{Export, ExportFormat};
use crate::config::Config;
use crate::error::Failure;
use crate::store::{Order, Store};
use crate::ui::json;

/// Writes the log as JSON lines.
pub(super) fn run(args: &Export, config: &Config) -> Result<(), Failure> {
    let ExportFormat::Log = args.to;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let Some(reader) = Store::read(&config.database)? else { return Ok(()) };
    reader.log(Order::Oldest, |events| -> Result<(), Failure> {
        for logged in events {
            json::line(&mut out, &logged?)?;
        }
        Ok(out.flush()?)
    })?
}
