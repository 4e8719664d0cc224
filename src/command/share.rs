//! `quizdeck share`: a deck with its pictures and sounds in one file, and nothing of the learner.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use crate::cli::Share;
use crate::config::Config;
use crate::error::Failure;
use crate::text::count;
use crate::text::escape::escape_line;
use crate::{exchange, library};

/// Packs the deck.
pub(super) fn run(args: &Share, config: &Config) -> Result<(), Failure> {
    let file = library::load_file(&args.deck)?;
    let name = escape_line(&file.name());
    if file.n_errors() > 0 {
        return Err(Failure::new(format!("{name} has faults"))
            .hint(format!("mend what `quizdeck check {name}` tells, then share it")));
    }
    let output = args.output.clone().unwrap_or_else(|| args.deck.with_extension("zip"));
    let folder = args.deck.parent().unwrap_or(Path::new(""));
    let own_name = args.deck.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut files = BTreeMap::from([(own_name, file.parsed.text.clone().into_bytes())]);
    let mut missing = Vec::new();
    for medium in exchange::media(&file.parsed.deck) {
        match library::read_medium(folder, &medium) {
            Ok(bytes) => drop(files.insert(exchange::name_in_zip(&medium), bytes)),
            Err(_) => missing.push(medium),
        }
    }
    let bytes = exchange::bundle(&files)
        .map_err(|error| Failure::new(format!("the file can't be put together: {error}")))?;
    library::write_over(&output, &bytes, |there| Ok(exchange::is_bundle(there)))?;
    for it in missing {
        // Nothing is left to do when standard error is gone.
        let _gone = writeln!(std::io::stderr(), "not there: {}", escape_line(&it));
    }
    if !config.quiet {
        let shown = escape_line(&output.to_string_lossy());
        let media = count(files.len() - 1, "media file");
        writeln!(std::io::stdout(), "{shown}: {name} with {media}")?;
    }
    Ok(())
}
