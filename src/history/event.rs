//! The events of a learner's log, as they are written: append-only, versioned, each with a unique
//! id. Field names are part of the stored format.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::deck::{CardKey, DeckId, FacetId};
use crate::grading::{Response, Rule, Verdict};
use crate::text::fold::hash;
use crate::time::{Day, Moment};

/// The unique id of an event: a token of the run that made it, and a number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub Arc<str>);

impl EventId {
    /// The `n`th event of the run with this token.
    pub fn new(token: &str, n: u32) -> EventId {
        EventId(format!("{token}-{n}").into())
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A hybrid logical clock: never before the newest event seen, so that a union of several
/// devices' logs has one order (Kulkarni et al. 2014).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Hlc {
    /// Milliseconds since 1970, at least those of every event before.
    pub ms: i64,
    /// Counts events of one millisecond.
    pub n: u32,
}

/// An event with what the store stamped on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Logged {
    /// Unique over all devices.
    pub id: EventId,
    /// The device that wrote it.
    pub device: Arc<str>,
    /// Its place in the order of the log; ties go by device, then id.
    pub hlc: Hlc,
    /// When, as the learner lived it.
    pub moment: Moment,
    /// The clock was found wrong when this was written; the row pins no study day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub doubtful: bool,
    /// What happened.
    pub event: Event,
}

impl Logged {
    /// Its place in the order of the log, in which every device reads the same union.
    pub fn order(&self) -> (Hlc, &str, &EventId) {
        (self.hlc, &self.device, &self.id)
    }
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Event {
    /// An answer was judged and rated.
    Review(Box<Review>),
    /// An answer got another rating, or was declared right.
    Amend(Amend),
    /// An answer was undone.
    Revoke {
        /// The review that counts no longer.
        target: EventId,
    },
    /// A card was put aside, or taken up again.
    Suspend {
        /// The card.
        card: CardId,
        /// Put aside.
        on: bool,
    },
    /// A card was flagged, or the flag taken away.
    Flag {
        /// The card.
        card: CardId,
        /// Flagged.
        on: bool,
    },
    /// A note to a card; an empty one takes it away.
    Note {
        /// The card.
        card: CardId,
        /// The learner's words.
        text: String,
    },
    /// The text of a card as last seen.
    Seen(Box<Seen>),
    /// A deck as last seen.
    Deck(DeckSeen),
    /// A decision on identity: `card` goes on with the progress of `was`.
    Alias {
        /// The deck.
        deck: DeckId,
        /// The card's name now.
        card: CardKey,
        /// The name its progress is filed under; `None` says that it is a new card.
        was: Option<CardKey>,
    },
    /// A scheduler was fitted to the learner, or is to stay as it is.
    Parameters(ParameterSet),
}

impl Event {
    /// Its kind, in the word that is stored.
    pub fn kind(&self) -> &'static str {
        match self {
            Event::Review(_) => "review",
            Event::Amend(_) => "amend",
            Event::Revoke { .. } => "revoke",
            Event::Suspend { .. } => "suspend",
            Event::Flag { .. } => "flag",
            Event::Note { .. } => "note",
            Event::Seen(_) => "seen",
            Event::Deck(_) => "deck",
            Event::Alias { .. } => "alias",
            Event::Parameters(_) => "parameters",
        }
    }
}

/// A card of a deck.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CardId {
    /// The deck.
    pub deck: DeckId,
    /// The card in it.
    pub card: CardKey,
}

impl fmt::Display for CardId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.deck, self.card)
    }
}

impl From<&FacetId> for CardId {
    fn from(facet: &FacetId) -> Self {
        CardId { deck: facet.deck.clone(), card: facet.card.clone() }
    }
}

/// How well it was known, in the four steps of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rating {
    /// Not known.
    Again = 1,
    /// Known with trouble.
    Hard = 2,
    /// Known.
    Good = 3,
    /// Known without thinking.
    Easy = 4,
}

/// A learner's own parameters of a scheduler, from the moment they were written on. Every field is always
/// written: the digest that keeps it has no names for fields, and could not tell which one is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParameterSet {
    /// The scheduler.
    pub scheduler: Algorithm,
    /// Its parameters, as it writes them; none for its defaults.
    pub values: Vec<f64>,
    /// To how many reviews they were fitted.
    pub reviews: u32,
    /// They stay until `optimize` is asked for by hand.
    #[serde(default)]
    pub frozen: bool,
}

impl ParameterSet {
    /// The number by which reviews name their set; 0 for a scheduler's defaults.
    pub fn number(values: &[f64]) -> u32 {
        if values.is_empty() {
            return 0;
        }
        let text: Vec<String> = values.iter().map(f64::to_string).collect();
        // Half of the hash is enough to tell sets apart, and never 0.
        u32::try_from(hash(&text.join(" ")) >> 32).unwrap_or(0) | 1
    }
}

/// The parameters that a scheduler works under, with the number by which reviews name them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parameters {
    values: Arc<[f64]>,
    number: u32,
}

impl Parameters {
    /// Of these values; none are the scheduler's defaults.
    pub fn new(values: &[f64]) -> Parameters {
        Parameters { values: values.into(), number: ParameterSet::number(values) }
    }

    /// The values, as the scheduler writes them.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The number, as [`ParameterSet::number`] has it.
    pub fn number(&self) -> u32 {
        self.number
    }
}

/// Why a card was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// It was due or new.
    Scheduled,
    /// Before its day.
    Ahead,
    /// Again within the study day.
    Repeat,
    /// Outside memory, limits and retention.
    Cram,
}

/// The scheduler that made a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Algorithm {
    /// FSRS-6.
    Fsrs6,
    /// FSRS-7.
    #[default]
    Fsrs7,
    /// Leitner's boxes.
    Leitner,
    /// `SuperMemo`'s second algorithm.
    Sm2,
}

impl Algorithm {
    /// Its name, as it is typed and stored.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Fsrs6 => "fsrs6",
            Algorithm::Fsrs7 => "fsrs7",
            Algorithm::Leitner => "leitner",
            Algorithm::Sm2 => "sm2",
        }
    }
}

/// An answer, with all that is needed to replay, explain and measure it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// What was asked.
    pub facet: FacetId,
    /// The run of `quiz` it belongs to.
    pub session: Arc<str>,
    /// Why it was asked.
    pub purpose: Purpose,
    /// What was given.
    pub response: Response,
    /// How it was judged.
    pub verdict: Verdict,
    /// By which rule.
    pub rule: Rule,
    /// The share of the points earned, 0 to 1.
    pub score: f64,
    /// What a right answer is worth.
    pub points: f64,
    /// The hint was seen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hinted: bool,
    /// The rating the verdict suggests.
    pub suggested: Rating,
    /// The rating given.
    pub rating: Rating,
    /// Milliseconds from question to first key, where a terminal could tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_key_ms: Option<u32>,
    /// Milliseconds from question to answer.
    pub total_ms: u32,
    /// The recall predicted for this moment, 0 to 1; none for a new card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall: Option<f64>,
    /// The scheduler that made the promise below.
    pub scheduler: Algorithm,
    /// The parameter set it used, as [`ParameterSet::number`] has it; 0 is the scheduler's default.
    #[serde(default)]
    pub parameters: u32,
    /// The wanted retention, 0 to 1.
    pub retention: f64,
    /// The promised interval in days; 0 is within the study day.
    pub interval: u32,
    /// The promised day.
    pub due: Day,
    /// What memory starts from here, whatever the log holds before; none where it goes on from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Start>,
}

/// What memory starts from after an answer, where no log tells what came before it: the interval that was given
/// elsewhere, and how hard the card was there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Start {
    /// As SM-2 tells it.
    Sm2 {
        /// In days.
        interval: u32,
        /// By what the interval grows with a pass.
        ease: f64,
    },
    /// As FSRS tells it.
    Fsrs {
        /// In days.
        interval: u32,
        /// 1 to 10.
        difficulty: f64,
    },
}

impl Start {
    /// The interval in days.
    pub fn interval(self) -> u32 {
        match self {
            Start::Sm2 { interval, .. } | Start::Fsrs { interval, .. } => interval,
        }
    }
}

/// Another rating for an answer already in the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amend {
    /// The review.
    pub target: EventId,
    /// Its rating from now on.
    pub rating: Rating,
    /// Its verdict from now on.
    pub verdict: Verdict,
    /// Its score from now on.
    pub score: f64,
    /// The learner said "I was right".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub disputed: bool,
    /// The interval promised for this rating.
    pub interval: u32,
    /// The day promised for this rating.
    pub due: Day,
}

/// A card's text as last seen, from which it is found again after an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The deck.
    pub deck: DeckId,
    /// The card's name at that time.
    pub card: CardKey,
    /// Its kind's word.
    pub kind: String,
    /// Its prompt, folded.
    pub prompt: String,
    /// Its prompt as its author wrote it, where folding changed it; unknown in logs of before it was written
    /// down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its answer, as text.
    pub answer: String,
    /// The card before it in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<CardKey>,
    /// The card after it in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<CardKey>,
}

impl Seen {
    /// Its prompt for people: as its author wrote it, where that is known.
    pub fn shown(&self) -> &str {
        self.text.as_deref().unwrap_or(&self.prompt)
    }
}

/// A deck as last seen. Every field is always written, as those of [`ParameterSet`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeckSeen {
    /// The name its progress is filed under.
    pub deck: DeckId,
    /// Its title.
    pub title: String,
    /// Whether the name is the author's own `id`.
    pub explicit: bool,
    /// How many cards it had; unknown in logs of before it was written down.
    #[serde(default)]
    pub cards: Option<u32>,
    /// How many known cards were no longer in it.
    #[serde(default)]
    pub gone: u32,
    /// Which they were; unknown in logs of before it was written down.
    #[serde(default)]
    pub missing: Vec<CardKey>,
}
