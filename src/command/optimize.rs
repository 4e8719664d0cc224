//! `quizdeck optimize`: fits the scheduler by hand, keeps its parameters as they are, or goes back to the
//! defaults. Each is an event of the log, so that it reaches other devices and can be looked up.

use std::io::Write;

use serde::Serialize;

use crate::cli::Optimize;
use crate::config::Config;
use crate::error::Failure;
use crate::evaluation::{LEAST_FITTED, MOST_FITTED, Personal, personal};
use crate::history::{Algorithm, Event, EventId, ParameterSet};
use crate::store::Store;
use crate::text::count;
use crate::time::Stamp;
use crate::ui::json;

use super::evaluate::source;

/// What was done; the names are those of `--json`.
#[derive(Serialize)]
struct Done {
    scheduler: Algorithm,
    /// To how many reviews it was fitted.
    reviews: u32,
    frozen: bool,
    /// The parameters, none for the defaults.
    values: Vec<f64>,
    /// The log loss on the newest fifth of the reviews, fitted to the others.
    log_loss: Option<f64>,
    /// That of the defaults on the same reviews.
    log_loss_default: Option<f64>,
}

/// Writes down the parameters that are to hold from now on.
pub(super) fn run(args: &Optimize, config: &Config) -> Result<(), Failure> {
    let chosen = args.scheduler.map(Algorithm::from);
    let algorithm = chosen.or(config.settings.scheduler).unwrap_or_default();
    fits(algorithm, chosen.is_none())?;
    let Some(reader) = Store::read(&config.database)? else { return Err(nothing()) };
    let marks = super::digest::read(&reader, &|_, _| ())?.digest.marks;
    let kept = ParameterSet {
        scheduler: algorithm,
        values: marks.values(algorithm).to_vec(),
        reviews: marks.parameters.get(&algorithm).map_or(0, |(_, set)| set.reviews),
        frozen: args.freeze,
    };
    let (set, judged) = if args.freeze {
        (kept, None)
    } else if args.reset {
        (ParameterSet { values: Vec::new(), reviews: 0, ..kept }, None)
    } else {
        let log = source::own(&config.database, MOST_FITTED, config)?;
        let Personal { values, reviews, judged } = personal(&log, algorithm).ok_or_else(nothing)?;
        let reviews = u32::try_from(reviews).unwrap_or(u32::MAX);
        (ParameterSet { values, reviews, ..kept }, judged)
    };
    let mut store = Store::open(&config.database)?;
    let id = EventId::new(&super::token(), 1);
    let stamp = Stamp::new(config.clock.now(), marks.newest);
    store.append(&[(id, Event::Parameters(set.clone()))], stamp)?;
    let done = Done {
        scheduler: algorithm,
        reviews: set.reviews,
        frozen: set.frozen,
        values: set.values,
        log_loss: judged.map(|(own, _)| own),
        log_loss_default: judged.map(|(_, default)| default),
    };
    let mut out = std::io::stdout().lock();
    if args.json {
        return Ok(json::line(&mut out, &done)?);
    }
    Ok(out.write_all(text(&done, args).as_bytes())?)
}

/// Refuses a scheduler without parameters.
fn fits(algorithm: Algorithm, of_settings: bool) -> Result<(), Failure> {
    let name = match algorithm {
        Algorithm::Fsrs6 | Algorithm::Fsrs7 => return Ok(()),
        Algorithm::Leitner => "leitner",
        Algorithm::Sm2 => "sm2",
    };
    let whose = if of_settings { ", the scheduler of your settings," } else { "" };
    Err(Failure::new(format!("{name}{whose} has no parameters to fit"))
        .hint("fsrs6 and fsrs7 have: `quizdeck optimize --scheduler fsrs6`"))
}

fn nothing() -> Failure {
    Failure::new(format!(
        "there is nothing to fit to yet: {LEAST_FITTED} reviews must come a study day or more after the \
         one before of the same card"
    ))
    .hint("study for some more days; the defaults are good until then")
}

fn text(done: &Done, args: &Optimize) -> String {
    if args.reset {
        return "back to the defaults; what was promised stays\n".to_owned();
    }
    if args.freeze {
        let which = if done.values.is_empty() { "the defaults" } else { "your parameters" };
        return format!("{which} stay as they are until `quizdeck optimize`\n");
    }
    let reviews = count(usize::try_from(done.reviews).unwrap_or(usize::MAX), "review");
    let mut text = if done.values.is_empty() {
        format!("the defaults foretell your {reviews} best and are kept\n")
    } else {
        format!("fitted to your {reviews}; each card takes it from its next review on\n")
    };
    if let (Some(own), Some(default)) = (done.log_loss, done.log_loss_default) {
        text.push_str(&format!(
            "on the newest fifth, foretold from the rest: log loss {own:.4}, by default {default:.4}\n"
        ));
    }
    text
}
