//! `quizdeck optimize`: fits the scheduler by hand, keeps its parameters as they are, or goes back to the
//! defaults. Each is an event of the log, so that it reaches other devices and can be looked up.

use std::collections::HashSet;
use std::io::Write;

use serde::Serialize;

use crate::cli::Optimize;
use crate::collection::Digest;
use crate::config::Config;
use crate::deck::DeckId;
use crate::error::Failure;
use crate::evaluation::{Choice, LEAST_FITTED, Log, MOST_FITTED, Personal, personal};
use crate::history::{Algorithm, Event, EventId, Marks, ParameterSet};
use crate::store::Store;
use crate::text::count;
use crate::time::Stamp;
use crate::ui::json;

use super::digest;
use super::evaluate::source;

/// What was done; the names are those of `--json`.
#[derive(Serialize)]
struct Done {
    scheduler: Algorithm,
    /// To how many reviews it was fitted.
    reviews: u32,
    frozen: bool,
    #[serde(skip)]
    choice: Choice,
    /// The parameters, none for the defaults.
    values: Vec<f64>,
    /// The log loss on the newest fifth of the reviews, fitted to the others.
    log_loss: Option<f64>,
    /// That of the defaults on the same reviews.
    log_loss_default: Option<f64>,
}

/// Writes down the parameters that are to hold from now on.
pub(super) fn run(args: &Optimize, config: &Config) -> Result<(), Failure> {
    let (chosen, settings) = (args.scheduler.map(Algorithm::from), &config.settings);
    let is_general = settings.per_deck.values().all(|deck| deck.scheduler.is_none());
    match (chosen, settings.scheduler) {
        (Some(unfit), _) if !has_parameters(unfit) => return Err(refuse(unfit, "")),
        (None, Some(unfit)) if is_general && !has_parameters(unfit) => {
            return Err(refuse(unfit, ", the scheduler of your settings,"));
        }
        _ => {}
    }
    let Some(reader) = Store::read(&config.database)? else { return Err(nothing()) };
    let digest = digest::read(&reader, &|_, _| ())?.digest;
    let mut algorithms: Vec<Algorithm> =
        chosen.map_or_else(|| in_use(&digest, config), |it| vec![it]);
    if let [unfit, ..] = algorithms[..]
        && !algorithms.iter().copied().any(has_parameters)
    {
        return Err(refuse(unfit, ", the scheduler of your decks,"));
    }
    algorithms.retain(|algorithm| has_parameters(*algorithm));
    let log = if args.freeze || args.reset {
        Log::default()
    } else {
        source::own(&config.database, MOST_FITTED, config)?
    };
    let mut done = Vec::new();
    for algorithm in algorithms {
        done.push(settle(algorithm, &log, &digest.marks, args).ok_or_else(nothing)?);
    }
    let mut store = Store::open(&config.database)?;
    let token = super::token();
    let event = |(n, done): (u32, &Done)| {
        let set = ParameterSet {
            scheduler: done.scheduler,
            values: done.values.clone(),
            reviews: done.reviews,
            frozen: done.frozen,
        };
        (EventId::new(&token, n), Event::Parameters(set))
    };
    let events: Vec<_> = (1..).zip(&done).map(event).collect();
    store.append(&events, Stamp::new(config.clock.now(), digest.marks.newest))?;
    // Memories are others under new parameters; the next start should find them ready.
    digest::keep(&digest::read(store.reader(), &|_, _| ())?, &mut store)?;
    let mut out = std::io::stdout().lock();
    for done in &done {
        if args.json {
            json::line(&mut out, done)?;
        } else {
            out.write_all(text(done, args).as_bytes())?;
        }
    }
    Ok(())
}

/// The schedulers that the decks of the log are on, as `quiz` would choose them.
fn in_use(digest: &Digest, config: &Config) -> Vec<Algorithm> {
    let settings = &config.settings;
    let of_deck = |(deck, used): (&DeckId, Algorithm)| {
        let own = settings.per_deck.get(&*deck.0).and_then(|own| own.scheduler);
        own.or(settings.scheduler).unwrap_or(used)
    };
    let mut used: HashSet<Algorithm> = digest.algorithms().map(of_deck).collect();
    if used.is_empty() {
        used.insert(settings.scheduler.unwrap_or_default());
    }
    let all = [Algorithm::Fsrs7, Algorithm::Fsrs6, Algorithm::Sm2, Algorithm::Leitner];
    all.into_iter().filter(|it| used.contains(it)).collect()
}

/// What is to hold of a scheduler; none where there is too little to fit to.
fn settle(algorithm: Algorithm, log: &Log, marks: &Marks, args: &Optimize) -> Option<Done> {
    let current = marks.values(algorithm);
    let kept = Done {
        scheduler: algorithm,
        reviews: marks.parameters.get(&algorithm).map_or(0, |(_, set)| set.reviews),
        frozen: args.freeze,
        choice: Choice::Kept,
        values: current.to_vec(),
        log_loss: None,
        log_loss_default: None,
    };
    if args.freeze {
        return Some(kept);
    }
    if args.reset {
        return Some(Done { values: Vec::new(), reviews: 0, choice: Choice::Defaults, ..kept });
    }
    let Personal { values, choice, reviews, judged } = personal(log, algorithm, current)?;
    Some(Done {
        reviews: u32::try_from(reviews).unwrap_or(u32::MAX),
        choice,
        values,
        log_loss: judged.map(|(own, _)| own),
        log_loss_default: judged.map(|(_, default)| default),
        ..kept
    })
}

fn has_parameters(algorithm: Algorithm) -> bool {
    matches!(algorithm, Algorithm::Fsrs6 | Algorithm::Fsrs7)
}

/// Refuses a scheduler without parameters.
fn refuse(algorithm: Algorithm, whose: &str) -> Failure {
    Failure::new(format!("{}{whose} has no parameters to fit", algorithm.name()))
        .hint("fsrs6 and fsrs7 have: `quizdeck optimize --scheduler fsrs6`")
}

fn nothing() -> Failure {
    Failure::new(format!(
        "there is nothing to fit to yet: {LEAST_FITTED} reviews must come a study day or more after the \
         one before of the same card"
    ))
    .hint("study for some more days; the defaults are good until then")
}

fn text(done: &Done, args: &Optimize) -> String {
    let name = done.scheduler.name();
    if args.reset {
        return format!("{name}: back to the defaults; what was promised stays\n");
    }
    if args.freeze {
        let which = if done.values.is_empty() { "the defaults" } else { "your parameters" };
        return format!("{name}: {which} stay as they are until `quizdeck optimize`\n");
    }
    let reviews = count(usize::try_from(done.reviews).unwrap_or(usize::MAX), "review");
    let mut text = match done.choice {
        Choice::Defaults => {
            format!("{name}: the defaults foretell your {reviews} best and are kept\n")
        }
        Choice::Kept => {
            format!(
                "{name}: your parameters foretell your {reviews} better than a new fit and are kept\n"
            )
        }
        Choice::Fitted => {
            format!(
                "{name}: fitted to your {reviews}; each card takes it from its next review on\n"
            )
        }
    };
    if let (Some(own), Some(default)) = (done.log_loss, done.log_loss_default) {
        text.push_str(&format!(
            "on the newest fifth, foretold from the rest: log loss {own:.4}, by default {default:.4}\n"
        ));
    }
    text
}
