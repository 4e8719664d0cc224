//! What a session is to ask, fully decided before it starts, and how a card becomes a turn of it.

use std::sync::{Arc, LazyLock};

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::deck::{
    Answer, Card, DEFAULT_RETENTION, DeckId, Exercise, FacetId, Form, Kind, LazyDeck, Outline,
    Part, Strict,
};
use crate::distractors::Pool;
use crate::grading::{Context, Lexicon};
use crate::history::{Algorithm, Parameters, Purpose, Reviewed};
use crate::scheduling::Load;
use crate::time::Day;

/// How many wrong choices stand beside an answer that is asked with choices.
const N_WRONG: usize = 3;

/// What a session is to ask, fully decided before it starts.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The unique token of this run, from which event ids are made.
    pub token: Arc<str>,
    /// The first turns, in the order of asking.
    pub turns: Vec<Turn>,
    /// What is asked after them; each is brought when its time comes.
    pub later: Vec<Later>,
    /// Missed cards come back until right.
    pub repeat_missed: bool,
    /// The seed for the order of choices.
    pub seed: u64,
    /// Facets outside this session that are due tomorrow.
    pub due_tomorrow_elsewhere: usize,
    /// When the facets outside this session are due, and where the learner wants less to do.
    pub load: Load,
}

/// A facet that will be asked, by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Later {
    /// The name its progress is filed under.
    pub filed: FacetId,
    /// When it is due; none for a new one.
    pub due: Option<Day>,
}

/// A facet that will be asked, with all that asking, judging and scheduling need.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The name it is shown and addressed by.
    pub name: FacetId,
    /// The name its progress is filed under.
    pub filed: FacetId,
    /// The title of its deck.
    pub deck_title: Arc<str>,
    /// The card.
    pub card: Arc<Card>,
    /// What is asked, as its author or the learner's `--as` wants it.
    pub prompt: String,
    /// What is accepted.
    pub answer: Answer,
    /// The language of the answer; empty where unknown.
    pub language: Arc<str>,
    /// The card's two sides differ in language.
    pub teaches_language: bool,
    /// Allowances switched off.
    pub strict: Strict,
    /// The words of its deck.
    pub lexicon: Arc<Lexicon>,
    /// Why it is asked.
    pub purpose: Purpose,
    /// Its reviews so far.
    pub reviews: Vec<Reviewed>,
    /// When the facets of its card come that this session does not ask.
    pub siblings: Vec<Day>,
    /// Its scheduler.
    pub algorithm: Algorithm,
    /// The learner's own parameters of it; none for its defaults.
    pub parameters: Parameters,
    /// The wanted retention, 0 to 1.
    pub retention: f64,
    /// The share of the points from which a partly right answer is not Again.
    pub pass: f64,
    /// Flagged by the learner.
    pub flagged: bool,
    /// The learner's note.
    pub note: Option<String>,
}

impl Turn {
    /// What judging must know.
    pub(super) fn context(&self) -> Context<'_> {
        Context {
            language: &self.language,
            teaches_language: self.teaches_language,
            strict: self.strict,
            lexicon: &self.lexicon,
            prompt: &self.prompt,
        }
    }
}

/// What the turns of one deck have in common.
#[derive(Clone, Debug)]
pub struct DeckContext {
    /// The name its progress is filed under.
    pub id: DeckId,
    /// The title, for people.
    pub title: Arc<str>,
    /// The language of its texts; empty where unknown.
    pub language: Arc<str>,
    /// Its words.
    pub lexicon: Arc<Lexicon>,
    /// Its answers, from which wrong choices are taken.
    pub pool: Arc<LazyPool>,
    /// The share of the points from which a partly right answer is not Again.
    pub pass: f64,
    /// The wanted retention, 0 to 1.
    pub retention: f64,
    /// Its scheduler.
    pub algorithm: Algorithm,
    /// The learner's own parameters of it; none for its defaults.
    pub parameters: Parameters,
    /// The seed for wrong choices.
    pub seed: u64,
}

/// The answers of a deck, gathered when they are first wanted.
pub type LazyPool = LazyLock<Pool, Box<dyn FnOnce() -> Pool + Send>>;

impl DeckContext {
    /// What the turns of a deck need; with the default scheduler and the deck's own suggestions for
    /// `pass` and retention. The deck is read when its words or its answers are wanted.
    pub fn new(outline: &Outline, deck: &LazyDeck, id: DeckId) -> DeckContext {
        let whole = deck.clone();
        DeckContext {
            title: outline.title.as_deref().unwrap_or(&id.0).into(),
            id,
            language: outline.language.as_deref().unwrap_or_default().into(),
            lexicon: Arc::new(Lexicon::later(deck.clone())),
            pool: Arc::new(LazyLock::new(Box::new(move || pool(&whole.deck.cards)))),
            pass: outline.settings.pass.unwrap_or(1.0),
            retention: outline.settings.retention.unwrap_or(DEFAULT_RETENTION),
            algorithm: Algorithm::default(),
            parameters: Parameters::default(),
            seed: 0,
        }
    }
}

/// What a learner's log says of a facet, and why it is asked.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The name it is filed under.
    pub filed: FacetId,
    /// Why it is asked.
    pub purpose: Purpose,
    /// Its reviews so far.
    pub reviews: Vec<Reviewed>,
    /// When the facets of its card come that this session does not ask.
    pub siblings: Vec<Day>,
    /// Flagged by the learner.
    pub flagged: bool,
    /// The learner's note.
    pub note: Option<String>,
}

impl Progress {
    /// A facet that was never asked.
    pub fn new(filed: FacetId) -> Progress {
        let purpose = Purpose::Scheduled;
        let (reviews, siblings) = (Vec::new(), Vec::new());
        Progress { filed, purpose, reviews, siblings, flagged: false, note: None }
    }
}

/// The turn of a card's part, in the form the learner wants where the card allows it, else as its
/// author wants it.
pub fn turn(
    card: Arc<Card>,
    part: Part,
    form: Option<Form>,
    deck: &DeckContext,
    progress: Progress,
) -> Turn {
    let name = FacetId { deck: deck.id.clone(), card: card.key.clone(), part };
    let exercise = exercise(&card, &name, form, deck);
    let language = exercise.language.map_or_else(|| deck.language.clone(), Arc::from);
    let Exercise { prompt, answer, teaches_language, .. } = exercise;
    Turn {
        name,
        filed: progress.filed,
        deck_title: deck.title.clone(),
        prompt,
        answer,
        language,
        teaches_language,
        strict: card.strict,
        card,
        lexicon: deck.lexicon.clone(),
        purpose: progress.purpose,
        reviews: progress.reviews,
        siblings: progress.siblings,
        algorithm: deck.algorithm,
        parameters: deck.parameters.clone(),
        retention: deck.retention,
        pass: deck.pass,
        flagged: progress.flagged,
        note: progress.note,
    }
}

fn exercise<'a>(
    card: &'a Card,
    name: &FacetId,
    form: Option<Form>,
    deck: &DeckContext,
) -> Exercise<'a> {
    let part = name.part;
    match form.or(card.auto_choices.then_some(Form::Choice)) {
        None => card.exercise(part),
        Some(Form::Flashcard) => card.as_flashcard(part),
        Some(Form::Typed) => card.as_typed(part),
        Some(Form::Choice) => {
            let mut dice = dice(name, 0, deck.seed);
            let wrong = card
                .chosen(part)
                .filter(|_| card.allows(part, Form::Choice))
                .and_then(|right| deck.pool.choose(&right, N_WRONG, &mut dice));
            match wrong {
                Some(wrong) => card.as_choice(part, wrong),
                None => card.exercise(part),
            }
        }
    }
}

/// The dice of a facet at its `ask`th asking, the same on every machine for ever.
pub(super) fn dice(name: &FacetId, ask: u32, seed: u64) -> Xoshiro256PlusPlus {
    let hash = xxh3_64_with_seed(name.to_string().as_bytes(), seed);
    Xoshiro256PlusPlus::seed_from_u64(hash.wrapping_add(u64::from(ask)))
}

/// The answers of cards, as texts to choose from; and short choices, since long ones fit their own
/// question only.
fn pool(cards: &[Card]) -> Pool {
    let mut texts: Vec<String> = Vec::new();
    for card in cards {
        for part in card.parts() {
            if let Some(right) = card.chosen(part) {
                texts.push(right.answer);
            }
        }
        match &card.kind {
            Kind::Choice { choices, .. } if card.allows(Part::Whole, Form::Typed) => {
                texts.extend(choices.iter().map(|choice| choice.text.clone()));
            }
            Kind::List { list, .. } => texts.extend(list.iter().map(|one| one.answer.clone())),
            _ => {}
        }
    }
    Pool::new(texts.iter().map(String::as_str))
}
