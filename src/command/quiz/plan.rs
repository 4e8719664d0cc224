//! From what was typed, the settings and the collection to a plan: which facets are asked, why,
//! and under which scheduler. Decides; asks nobody and writes nothing.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

use crate::cli::{FormChoice, OrderChoice, Quiz};
use crate::collection::{Collection, Facet};
use crate::config::{Config, DeckSettings, NEW_PER_DAY, REVIEWS_PER_DAY};
use crate::deck::{FacetId, Form, NewOrder};
use crate::grading::Lexicon;
use crate::history::{Algorithm, CardId, Parameters, Purpose, Reviewed};
use crate::scheduling::{self, Candidate, Limits, Queue, QueueOptions, Schedulers};
use crate::session::{self, DeckContext, Later, Plan, Progress, Turn};
use crate::time::{Day, Moment};

/// A plan, and what the queue left out.
pub(super) struct Planned {
    /// What the session asks.
    pub plan: Plan,
    /// What the queue chose and held back.
    pub queue: Queue,
    /// How turns are made, for cards that are edited on the way.
    pub maker: TurnMaker,
    /// The schedulers in use.
    pub algorithms: HashSet<Algorithm>,
}

/// How one deck is studied in this run.
#[derive(Clone, Debug)]
pub(super) struct DeckChoice {
    algorithm: Algorithm,
    retention: f64,
    pass: f64,
    form: Option<Form>,
    new_per_day: Option<u32>,
    reviews_per_day: Option<u32>,
}

/// Makes the turns of a session, deck by deck.
pub(super) struct TurnMaker {
    choices: Vec<DeckChoice>,
    contexts: Vec<Option<DeckContext>>,
    /// Why each facet is asked.
    purposes: HashMap<FacetId, Purpose>,
    /// The words of decks of which a card came up, to be gathered.
    words: Vec<Arc<Lexicon>>,
    seed: u64,
}

impl TurnMaker {
    /// Why a facet is asked, by the name it is filed under.
    pub(super) fn purpose(&self, filed: &FacetId) -> Purpose {
        self.purposes.get(filed).copied().unwrap_or(Purpose::Scheduled)
    }

    /// The turn of a facet.
    pub(super) fn turn(
        &mut self,
        collection: &Collection,
        facet: &Facet,
        purpose: Purpose,
        reviews: Vec<Reviewed>,
    ) -> Option<Turn> {
        let card = Arc::new(collection.card(facet)?);
        let deck = collection.deck(facet);
        let choice = &self.choices[facet.deck_idx];
        let context = self.contexts[facet.deck_idx].get_or_insert_with(|| {
            let context = DeckContext {
                title: deck.title.as_str().into(),
                pass: choice.pass,
                retention: choice.retention,
                algorithm: choice.algorithm,
                parameters: Parameters::new(collection.marks.values(choice.algorithm)),
                seed: self.seed,
                ..DeckContext::new(&deck.outline, &deck.parsed, deck.id.clone())
            };
            self.words.push(context.lexicon.clone());
            context
        });
        let siblings = collection
            .of_same_card(facet)
            .iter()
            .filter(|it| !it.suspended && !self.purposes.contains_key(&it.filed()));
        let progress = Progress {
            purpose,
            reviews,
            siblings: siblings.filter_map(Facet::due).collect(),
            flagged: facet.flagged,
            note: collection.marks.notes.get(&CardId::from(&facet.filed())).cloned(),
            ..Progress::new(facet.filed())
        };
        Some(session::turn(card, facet.name.part, choice.form, context, progress))
    }
}

impl TurnMaker {
    /// Gathers the words of decks of which a card came up, on a thread of its own: the first answer to
    /// be judged wants them.
    pub(super) fn gather_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        if !words.is_empty() {
            std::thread::spawn(move || words.iter().for_each(|it| it.gather()));
        }
    }

    /// The turn of a facet whose deck has changed since the session began.
    pub(super) fn turn_anew(
        &mut self,
        collection: &Collection,
        facet: &Facet,
        purpose: Purpose,
        reviews: Vec<Reviewed>,
    ) -> Option<Turn> {
        self.contexts[facet.deck_idx] = None;
        self.turn(collection, facet, purpose, reviews)
    }
}

/// Plans a session.
pub(super) fn plan(
    args: &Quiz,
    collection: &Collection,
    config: &Config,
    token: &Arc<str>,
    now: Moment,
) -> Planned {
    let choices: Vec<DeckChoice> = (0..collection.decks.len())
        .zip(collection.algorithms())
        .map(|(deck_idx, used)| choose(args, collection, config, deck_idx, used))
        .collect();
    let schedulers = Schedulers::with(|algorithm| collection.marks.values(algorithm));
    let algorithms = choices.iter().map(|choice| choice.algorithm).collect();
    let everything = args.all || args.only_wrong || args.cram;
    let horizon = now.day.plus(i32::try_from(args.ahead.unwrap_or(0)).unwrap_or(i32::MAX));
    // One that is due later can't be chosen; one asked today keeps its siblings away.
    let may_count = |facet: &Facet| {
        everything || facet.standing.is_none_or(|it| it.due <= horizon || it.last == now.day)
    };
    let candidates: Vec<Candidate> = collection
        .facets
        .iter()
        .filter(|facet| may_count(facet) && wanted(args, collection, facet))
        .enumerate()
        .map(|(place, facet)| candidate(facet, place, &schedulers, now))
        .collect();
    let options = QueueOptions {
        today: now.day,
        ahead: args.ahead.unwrap_or(0),
        all: everything,
        order: order(args, collection, config),
        at_most: args.limit,
    };
    let seed = config.seed.unwrap_or_else(|| super::seed_of(token));
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
    let limits = limits(args, collection, config, &choices);
    let queue = scheduling::build_queue(&candidates, &limits, &options, &mut dice);
    let later: Vec<Later> = queue
        .asked
        .iter()
        .map(|asked| Later { filed: asked.facet.clone(), due: asked.due })
        .collect();
    let purposes =
        queue.asked.iter().map(|it| (it.facet.clone(), purpose(args, it, now.day))).collect();
    let mut load = collection.load.clone().easy_on(&config.settings.easy_days);
    later.iter().filter_map(|later| later.due).for_each(|due| load.remove(due));
    let tomorrow = now.day.plus(1);
    let n_asked = later.iter().filter(|it| it.due.is_some_and(|due| due <= tomorrow)).count();
    let due_tomorrow_elsewhere = collection.n_due_by(tomorrow).saturating_sub(n_asked);
    let plan = Plan {
        token: Arc::clone(token),
        repeat_missed: !args.all,
        seed,
        due_tomorrow_elsewhere,
        load,
        turns: Vec::new(),
        later,
    };
    let contexts = vec![None; choices.len()];
    let maker = TurnMaker { contexts, choices, purposes, words: Vec::new(), seed };
    Planned { plan, queue, maker, algorithms }
}

/// What holds for a deck: typed, else the learner's settings for it, else in general, else what its
/// author suggests, else the default.
fn choose(
    args: &Quiz,
    collection: &Collection,
    config: &Config,
    deck_idx: usize,
    used: Option<Algorithm>,
) -> DeckChoice {
    let deck = &collection.decks[deck_idx];
    let general = &config.settings;
    let none = DeckSettings::default();
    let own = general.per_deck.get(&*deck.id.0).unwrap_or(&none);
    let typed_form = args.form.map(|form| match form {
        FormChoice::Flashcard => Form::Flashcard,
        FormChoice::Typed => Form::Typed,
        FormChoice::Choice => Form::Choice,
    });
    let typed_scheduler = args.scheduler.map(Algorithm::from);
    DeckChoice {
        algorithm: typed_scheduler
            .or(own.scheduler)
            .or(general.scheduler)
            .or(used)
            .unwrap_or_default(),
        retention: general.retention(&deck.id.0, deck.outline.settings.retention),
        pass: deck.outline.settings.pass.unwrap_or(1.0),
        form: typed_form.or_else(|| own.form.or(general.form).map(Form::from)),
        new_per_day: own.new_per_day.or(deck.outline.settings.new_per_day),
        reviews_per_day: own.reviews_per_day.or(deck.outline.settings.reviews_per_day),
    }
}

/// Whether what was typed leaves a facet in.
fn wanted(args: &Quiz, collection: &Collection, facet: &Facet) -> bool {
    let outline = &collection.decks[facet.deck_idx].outline;
    !facet.suspended
        && (args.tag.is_empty() || outline.has_tag(collection.outline(facet), &args.tag))
        && (!args.only_wrong || facet.standing.is_some_and(|standing| standing.wrong))
}

fn candidate(facet: &Facet, place: usize, schedulers: &Schedulers, now: Moment) -> Candidate {
    let (standing, today) = (facet.standing, now.day);
    Candidate {
        facet: facet.filed(),
        deck_idx: facet.deck_idx,
        place,
        due: facet.due(),
        recall: standing
            .filter(|standing| standing.due <= today)
            .map(|standing| standing.recall(schedulers, now)),
        last: standing.map(|standing| standing.last),
        repeat: standing.is_some_and(|it| it.last == today && it.due <= today),
    }
}

fn order(args: &Quiz, collection: &Collection, config: &Config) -> NewOrder {
    let typed = args.order.map(|order| match order {
        OrderChoice::Deck => NewOrder::Deck,
        OrderChoice::Random => NewOrder::Random,
    });
    let suggested = || match collection.decks.as_slice() {
        [deck] => config
            .settings
            .per_deck
            .get(&*deck.id.0)
            .and_then(|own| own.order.map(NewOrder::from))
            .or(config.settings.order.map(NewOrder::from))
            .or(deck.outline.settings.order),
        _ => config.settings.order.map(NewOrder::from),
    };
    typed.or_else(suggested).unwrap_or_default()
}

/// What the study day still allows: over all decks and for each, the lower wins.
fn limits(args: &Quiz, collection: &Collection, config: &Config, choices: &[DeckChoice]) -> Limits {
    let asked = &collection.asked;
    let left = |limit: Option<u32>, asked: usize| {
        limit.map_or(usize::MAX, |limit| (limit as usize).saturating_sub(asked))
    };
    let total = asked.total();
    let new = args.new.or(config.settings.new_per_day).unwrap_or(NEW_PER_DAY);
    let reviews = config.settings.reviews_per_day.unwrap_or(REVIEWS_PER_DAY);
    let of = |deck_idx: usize| asked.of(&collection.decks[deck_idx].id);
    Limits {
        new: left(Some(new), total.new),
        reviews: left(Some(reviews), total.reviews),
        new_per_deck: choices
            .iter()
            .enumerate()
            .map(|(idx, choice)| left(args.new.or(choice.new_per_day), of(idx).new))
            .collect(),
        reviews_per_deck: choices
            .iter()
            .enumerate()
            .map(|(idx, choice)| left(choice.reviews_per_day, of(idx).reviews))
            .collect(),
    }
}

fn purpose(args: &Quiz, candidate: &Candidate, today: Day) -> Purpose {
    match candidate.due {
        _ if args.cram => Purpose::Cram,
        _ if candidate.last == Some(today) => Purpose::Repeat,
        Some(due) if due > today => Purpose::Ahead,
        _ => Purpose::Scheduled,
    }
}
