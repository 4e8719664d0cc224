//! A learner's cards as the days ahead begin: what `plan` and `simulate` start from.

use std::collections::HashMap;

use crate::config::Config;
use crate::error::Failure;
use crate::history::{Algorithm, Answers};
use crate::planning::{Standing, seconds};
use crate::scheduling::{Scheduler, Step, replay_steps, scheduler_with};
use crate::time::Day;

use super::shelf::Shelf;

/// The cards that are neither put aside nor drafts, and how the learner answers.
pub(super) struct Prospect {
    pub today: Day,
    pub model: Box<dyn Scheduler>,
    /// In the order of `facets`.
    pub cards: Vec<Standing>,
    /// Where each card stands among the facets of the collection.
    pub facets: Vec<usize>,
    /// Seconds of a right and of a wrong answer.
    pub seconds: (f64, f64),
}

impl Prospect {
    pub(super) fn of(shelf: &Shelf, config: &Config) -> Result<Prospect, Failure> {
        let collection = &shelf.collection;
        let algorithm = Algorithm::default();
        let model = scheduler_with(algorithm, collection.marks.values(algorithm));
        let answers = match &shelf.log {
            Some(reader) => super::shelf::answers(reader, config)?,
            None => Answers::default(),
        };
        let mut memories = HashMap::new();
        answers.each_facet(|facet, tried| {
            let memory = replay_steps(&*model, tried.iter().filter_map(Step::of_tried));
            memories.extend(memory.map(|memory| (facet.to_owned(), memory)));
        });
        let (mut cards, mut facets) = (Vec::new(), Vec::new());
        for (idx, facet) in collection.facets.iter().enumerate().filter(|(_, it)| !it.suspended) {
            let memory = memories.get(&facet.filed.to_string());
            let known = facet.standing.zip(memory).map(|(it, memory)| (*memory, it.last, it.due));
            cards.push(Standing { known });
            facets.push(idx);
        }
        let seconds = seconds(answers.all.iter().map(|answer| &answer.tried));
        Ok(Prospect { today: config.clock.now().day, model, cards, facets, seconds })
    }
}
