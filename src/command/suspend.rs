//! `quizdeck suspend` and `unsuspend`: put cards aside and take them up again.

use std::io::Write;

use crate::cli::CardNames;
use crate::config::Config;
use crate::error::Failure;
use crate::history::{CardId, Event, EventId};
use crate::store::Store;
use crate::text::escape::escape;
use crate::time::Stamp;

/// Puts the named cards aside, or takes them up again.
pub(super) fn run(args: &CardNames, on: bool, config: &Config) -> Result<(), Failure> {
    let collection = super::shelf::read(&args.decks, config)?.collection;
    let found: Vec<_> = args
        .card
        .iter()
        .map(|name| super::lookup::card(&collection, name))
        .collect::<Result<_, _>>()?;
    let token = super::token();
    let events: Vec<_> = (0_u32..)
        .zip(&found)
        .map(|(n, facet)| {
            (EventId::new(&token, n), Event::Suspend { card: CardId::from(&facet.filed()), on })
        })
        .collect();
    let stamp = Stamp::new(config.clock.now(), collection.marks.newest);
    Store::open(&config.database)?.append(&events, stamp)?;
    let mut out = std::io::stdout().lock();
    for facet in found {
        let name = CardId::from(&facet.name);
        let done = if on { "is put aside" } else { "is asked again" };
        let told = format!("{name} {done}: {}", super::lookup::prompt(&collection, facet));
        writeln!(out, "{}", escape(&told))?;
    }
    Ok(())
}
