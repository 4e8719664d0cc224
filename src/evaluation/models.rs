//! The models side by side, from the plain average to our own. Each foretells a stretch of items from
//! what was known before it.

use std::collections::HashMap;
use std::ops::Range;

use super::{Item, Log};
use crate::history::{Algorithm, Rating};
use crate::scheduling::{
    Answered, Fsrs6Parameters, Fsrs7Parameters, Memory, Scheduler, Step, fsrs6, fsrs7, scheduler,
};

/// How fast the moving average follows, and where it starts, on the logit (as srs-benchmark has it).
const MOVING_RATE: f64 = 0.3;
const MOVING_START: f64 = 1.2;

/// A model of memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ModelName {
    /// The share known so far.
    Average,
    /// A running average: one number that follows the answers.
    MovingAverage,
    /// The share known in each of Leitner's boxes so far.
    Leitner,
    /// SM-2's intervals, with nine tenths known at their end.
    Sm2,
    /// FSRS-6 as it comes.
    Fsrs6Default,
    /// FSRS-6 fitted.
    Fsrs6,
    /// FSRS-7 fitted.
    Fsrs7,
}

impl ModelName {
    /// All, the plainest first.
    pub const ALL: [ModelName; 7] = [
        ModelName::Average,
        ModelName::MovingAverage,
        ModelName::Leitner,
        ModelName::Sm2,
        ModelName::Fsrs6Default,
        ModelName::Fsrs6,
        ModelName::Fsrs7,
    ];

    /// Its name, as `evaluate` tells it.
    pub fn name(self) -> &'static str {
        match self {
            ModelName::Average => "average",
            ModelName::MovingAverage => "moving-average",
            ModelName::Leitner => "leitner",
            ModelName::Sm2 => "sm2",
            ModelName::Fsrs6Default => "fsrs6-default",
            ModelName::Fsrs6 => "fsrs6",
            ModelName::Fsrs7 => "fsrs7",
        }
    }

    /// Whether it is fitted to a learner, day by day as well.
    pub fn is_fitted(self) -> bool {
        matches!(self, ModelName::Fsrs6 | ModelName::Fsrs7)
    }

    /// Whether days can be chosen by it: whether `--scheduler` has it.
    pub fn schedules(self) -> bool {
        !matches!(self, ModelName::Average | ModelName::MovingAverage)
    }
}

/// Foretells stretches of items; what does not depend on the stretch is worked out once.
pub(super) struct Forecaster<'a> {
    log: &'a Log,
    items: &'a [Item],
    /// The items of each trail, by place: which of all they are.
    ranks: HashMap<(u32, u32), usize, foldhash::fast::RandomState>,
    fixed: HashMap<ModelName, Vec<f64>>,
    /// Leitner's box before each item.
    boxes: Vec<u8>,
    /// The newest fit of FSRS-7, and the item before which its reviews end.
    newest: Option<(usize, Fsrs7Parameters)>,
}

impl<'a> Forecaster<'a> {
    pub(super) fn new(log: &'a Log, items: &'a [Item]) -> Forecaster<'a> {
        let mut forecaster = Forecaster::bare(log, items);
        let whole = 0..items.len();
        let in_box = |_: &dyn Scheduler, memory: Memory, _: &Step, _: &Step| match memory {
            Memory::Leitner { number } => f64::from(number),
            _ => 1.0,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 7")]
        let to_box = |number: f64| number as u8;
        let boxes = forecaster.replayed(&*scheduler(Algorithm::Leitner), whole.clone(), in_box);
        forecaster.boxes = boxes.into_iter().map(to_box).collect();
        let by_interval = |sm2: &dyn Scheduler, memory: Memory, last: &Step, now: &Step| {
            sm2.likely(memory, now.since(Some(last)))
        };
        let sm2 = forecaster.replayed(&*scheduler(Algorithm::Sm2), whole.clone(), by_interval);
        let fsrs6 = forecaster.recalls(&*scheduler(Algorithm::Fsrs6), whole);
        let moving = moving_average(items);
        forecaster.fixed = HashMap::from([
            (ModelName::MovingAverage, moving),
            (ModelName::Sm2, sm2),
            (ModelName::Fsrs6Default, fsrs6),
        ]);
        forecaster
    }

    /// One that has worked out nothing yet.
    fn bare(log: &'a Log, items: &'a [Item]) -> Forecaster<'a> {
        let ranks = items.iter().enumerate().map(|(rank, it)| ((it.trail, it.place), rank));
        Forecaster {
            log,
            items,
            ranks: ranks.collect(),
            fixed: HashMap::new(),
            boxes: Vec::new(),
            newest: None,
        }
    }

    /// What a model foretells for a stretch of items, from all that was known before it.
    pub(super) fn foretell(&mut self, model: ModelName, stretch: Range<usize>) -> Vec<f64> {
        let known = &self.items[..stretch.start];
        match model {
            ModelName::Average => {
                let n_known = known.iter().filter(|item| item.is_known()).count();
                vec![share(n_known, known.len()); stretch.len()]
            }
            ModelName::Leitner => {
                let table = self.box_table(stretch.start);
                self.boxes[stretch].iter().map(|number| table[usize::from(*number)]).collect()
            }
            ModelName::Fsrs6 => {
                let trails = known.iter().map(|item| self.trail(item));
                let parameters = Fsrs6Parameters::fit(trails);
                self.recalls(&*fsrs6(&parameters), stretch)
            }
            ModelName::Fsrs7 => {
                // What was fitted to later reviews would tell of the future.
                let is_earlier = |at: &usize| *at <= stretch.start;
                let newest = self.newest.take().filter(|(at, _)| is_earlier(at));
                let start = newest.map_or_else(Fsrs7Parameters::default, |(_, it)| it);
                let parameters = start.fit(&self.before(stretch.start));
                self.newest = Some((stretch.start, parameters.clone()));
                self.recalls(&*fsrs7(&parameters), stretch)
            }
            _ => self.fixed[&model][stretch].to_vec(),
        }
    }

    /// The trail of an item up to and with itself.
    fn trail(&self, item: &Item) -> &'a [Step] {
        &self.log.trails()[item.trail as usize][..=item.place as usize]
    }

    /// All reviews before an item, those of the same study day too.
    fn before(&self, first: usize) -> Vec<&'a [Step]> {
        let until = self.items[first].step.at;
        let before = |trail: &'a Vec<Step>| &trail[..trail.partition_point(|it| it.at < until)];
        self.log.trails().iter().map(before).filter(|trail| !trail.is_empty()).collect()
    }

    /// The share known in each box before an item; each with two reviews more, as [`share`] has it.
    fn box_table(&self, before: usize) -> [f64; 8] {
        let mut counts = [(0_usize, 0_usize); 8];
        for (item, number) in self.items[..before].iter().zip(&self.boxes) {
            let (known, n) = &mut counts[usize::from(*number)];
            *known += usize::from(item.is_known());
            *n += 1;
        }
        counts.map(|(known, n)| share(known, n))
    }

    /// The recall that a scheduler foretells for a stretch of items.
    fn recalls(&self, scheduler: &dyn Scheduler, stretch: Range<usize>) -> Vec<f64> {
        self.replayed(scheduler, stretch, |scheduler, memory, last, now| {
            scheduler.recall(memory, now.since(Some(last))).unwrap_or(0.5)
        })
    }

    /// What is told of the memory before each item of a stretch, last step and item given.
    fn replayed(
        &self,
        scheduler: &dyn Scheduler,
        stretch: Range<usize>,
        tell: impl Fn(&dyn Scheduler, Memory, &Step, &Step) -> f64,
    ) -> Vec<f64> {
        let mut told = vec![0.5; stretch.len()];
        // How far each trail must be followed.
        let mut upto: HashMap<u32, u32, foldhash::fast::RandomState> = HashMap::default();
        for item in &self.items[stretch.clone()] {
            let place = upto.entry(item.trail).or_default();
            *place = item.place.max(*place);
        }
        for (trail, upto) in upto {
            let steps = &self.log.trails()[trail as usize][..=upto as usize];
            let mut before: Option<(Memory, &Step)> = None;
            for (place, step) in (0..).zip(steps) {
                if let Some((memory, last)) = before
                    && let Some(rank) = self.ranks.get(&(trail, place))
                    && stretch.contains(rank)
                {
                    told[rank - stretch.start] = tell(scheduler, memory, last, step);
                }
                let elapsed = step.since(before.map(|(_, last)| last));
                let answered = Answered { rating: step.rating, elapsed };
                before = Some((scheduler.step(before.map(|(memory, _)| memory), answered), step));
            }
        }
        told
    }
}

/// The recall that a scheduler foretells for some of a log's items.
pub(super) fn recalls(log: &Log, items: &[Item], scheduler: &dyn Scheduler) -> Vec<f64> {
    Forecaster::bare(log, items).recalls(scheduler, 0..items.len())
}

/// One logit that follows the answers in the order of time.
fn moving_average(items: &[Item]) -> Vec<f64> {
    let mut level = MOVING_START;
    let follow = |item: &Item| {
        let recall = 1.0 / (1.0 + f64::exp(-level));
        let known = f64::from(u8::from(item.step.rating != Rating::Again));
        level += MOVING_RATE * (known - recall);
        recall
    };
    items.iter().map(follow).collect()
}

/// A share that is never 0 or 1: two more reviews, one known and one not, are thought to be there.
#[expect(clippy::cast_precision_loss, reason = "no log has 2^52 reviews")]
fn share(known: usize, n: usize) -> f64 {
    (known as f64 + 1.0) / (n as f64 + 2.0)
}
