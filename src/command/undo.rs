//! `quizdeck undo`: takes back the newest answers of this device, also of earlier sessions.

use std::io::Write;

use crate::cli::Undo;
use crate::config::Config;
use crate::error::{Failure, Kind};
use crate::history::{Event, EventId};
use crate::store::Store;
use crate::text::escape::escape;
use crate::time::Stamp;
use crate::ui::render::words;

/// Revokes the newest `n` answers.
pub(super) fn run(args: &Undo, config: &Config) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    if Store::read(&config.database)?.is_none() {
        writeln!(out, "there is nothing to take back")?;
        return Err(Failure::silent(Kind::No));
    }
    let mut store = Store::open(&config.database)?;
    let newest = super::digest::read(store.reader(), &|_, _| ())?.digest.marks.newest;
    let token = super::token();
    for n in 0..args.n {
        let Some((target, review)) = store.reader().newest_answer(store.device())? else {
            writeln!(out, "there is nothing {}to take back", if n > 0 { "more " } else { "" })?;
            return Err(Failure::silent(Kind::No));
        };
        // Another rating may have been given since.
        let reviews = store.reader().reviews_of(&review.facet)?;
        let given = reviews.iter().find(|it| it.id == target).map_or(review.rating, |it| it.rating);
        let id = EventId::new(&token, u32::try_from(n).unwrap_or(u32::MAX));
        let stamp = Stamp::new(config.clock.now(), newest);
        store.append(&[(id, Event::Revoke { target })], stamp)?;
        writeln!(
            out,
            "took back the newest answer: {} was rated {}",
            escape(&review.facet.to_string()),
            words::rating(given)
        )?;
    }
    Ok(())
}
