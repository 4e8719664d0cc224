//! The digest of a learner's log: what is kept of it is brought up to date, or made anew where nothing
//! fits. Whoever may write keeps it for the next run.

use std::collections::HashSet;

use crate::collection::Digest;
use crate::deck::FacetId;
use crate::error::Failure;
use crate::history::{Event, Logged};
use crate::scheduling::Schedulers;
use crate::store::{Reader, Store};

const NAME: &str = "digest";
/// By which version of the program; the number changes with what a digest holds.
const MADE: &str = concat!("10 ", env!("CARGO_PKG_VERSION"));
/// More events than this are digested anew rather than one by one.
const MOST_SINCE: usize = 5_000;
/// So many events are worth keeping a fresh digest for.
const WORTH_KEEPING: i64 = 200;

/// A digest, and the last row of the log that is in it.
pub(super) struct Digested {
    pub digest: Digest,
    upto: i64,
    /// How many rows it is ahead of the one that is kept.
    ahead: i64,
}

impl Digested {
    /// Whether nothing was written to the log since.
    pub(super) fn is_of(&self, reader: &Reader) -> Result<bool, Failure> {
        Ok(reader.last_row()? == self.upto)
    }
}

/// The digest of a log as it stands; `progress` is told how far reading all of it is.
pub(super) fn read(
    reader: &Reader,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Digested, Failure> {
    let upto = reader.last_row()?;
    if let Some((from, Some(mut digest))) = reader.derived(NAME, MADE, Digest::from_bytes)?
        && from <= upto
    {
        let since = reader.between(from, upto)?;
        if since.len() <= MOST_SINCE && digest.take(&since) {
            let schedulers = Schedulers::with(|algorithm| digest.marks.values(algorithm));
            for facet in touched(reader, &since)? {
                let tries = reader.reviews_of(&facet)?.iter().collect();
                digest.set(&facet, &tries, &schedulers);
            }
            return Ok(Digested { digest, upto, ahead: upto - from });
        }
    }
    let answers = reader.answers(upto, progress)?;
    let digest = Digest::of(&answers, reader.marks(upto)?, reader.newest()?);
    Ok(Digested { digest, upto, ahead: upto })
}

/// Keeps a digest where it is worth it.
pub(super) fn keep(digested: &Digested, store: &mut Store) -> Result<(), Failure> {
    if digested.ahead >= WORTH_KEEPING {
        store.keep_derived(NAME, MADE, digested.upto, &digested.digest.to_bytes())?;
    }
    Ok(())
}

/// The facets whose reviews changed by these events.
fn touched(reader: &Reader, events: &[Logged]) -> Result<HashSet<FacetId>, Failure> {
    let mut facets = HashSet::new();
    for logged in events {
        match &logged.event {
            Event::Review(review) => {
                facets.insert(review.facet.clone());
            }
            Event::Amend(amend) => facets.extend(reader.facet_of(&amend.target)?),
            Event::Revoke { target } => facets.extend(reader.facet_of(target)?),
            _ => {}
        }
    }
    Ok(facets)
}
