//! What goes into a session and what comes out of it: plain values, in the words of a screen.

use std::sync::Arc;

use super::Turn;
use crate::deck::FacetId;
use crate::grading::{Response, Token, Verdict};
use crate::history::{Event, EventId, Rating};

/// What a learner does.
#[derive(Clone, Debug)]
pub enum Input {
    /// Answers the question that was asked last. Indices are as shown.
    Answer {
        /// What was given.
        response: Response,
        /// Milliseconds to the first key, where the face can tell.
        first_key_ms: Option<u32>,
    },
    /// Asks for the answer: wrong, but on flashcards how they are played.
    Reveal,
    /// Rates: the revealed flashcard, else the newest verdict. Between two flashcards the next one
    /// is meant, which has to be revealed first.
    Rate(Rating),
    /// Says "I was right" to the newest verdict.
    Right,
    /// Asks for the hint.
    Hint,
    /// Leaves the card for another session; nothing is recorded.
    Skip,
    /// Flags the card, or takes the flag away. Means the card of the newest verdict right after
    /// it, else the one asked.
    Flag(About),
    /// Writes a note to the card.
    Note(About, String),
    /// Puts the card aside.
    Suspend(About),
    /// Takes back the newest answer of this session.
    Undo,
    /// The card was edited: from now on it is this one; `None` when it is gone or faulty.
    Edited(About, Option<Box<Turn>>),
    /// The turn that [`Effect::Bring`] asked for; `None` where its card is gone.
    Brought(Option<Box<Turn>>),
    /// Ends the session.
    Quit,
}

/// Which card is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The one asked now.
    Asked,
    /// The one of the newest verdict.
    Judged,
}

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Append to the log, durably, before anything after it is shown.
    Record {
        /// The event's unique id.
        id: EventId,
        /// The event.
        event: Event,
    },
    /// Show a verdict.
    Show(Box<Feedback>),
    /// Show a hint.
    Hint(String),
    /// Say something.
    Say(Notice),
    /// Bring the turn that is filed under this name; it is to be asked next.
    Bring(FacetId),
    /// Ask. With the number of the question last asked: wait on, there is nothing new to show.
    Ask(Box<Question>),
    /// Show the summary. Rating and undo are still taken after it.
    Finish(Box<Summary>),
}

/// Something to be said in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The newest answer counts with this rating now, and comes back in so many days.
    Rated(Rating, u32),
    /// The newest answer counts as right now.
    CountedRight,
    /// An answer was taken back; the card is asked again.
    Undone(FacetId),
    /// There is nothing to take back in this session.
    NothingToUndo,
    /// There is no verdict to rate yet.
    NothingToRate,
    /// The card has no hint.
    NoHint,
    /// The card stays due for another session.
    Skipped(FacetId),
    /// The card was flagged (true) or the flag taken away.
    Flagged(FacetId, bool),
    /// The note was kept (true) or taken away.
    Noted(FacetId, bool),
    /// An empty note, where there is none to take away.
    NoNote,
    /// The card is put aside.
    Suspended(FacetId),
    /// The session goes on with the edited card.
    Edited(FacetId),
    /// The card is gone or has faults now; it is left out.
    EditedAway(FacetId),
    /// The flashcard shows its front; it has to be revealed before it is rated.
    RevealFirst,
    /// The answer was not understood well enough to be judged, and why; it is asked for again.
    Unread(String),
    /// There is no question open.
    Over,
}

/// What the face waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaiting {
    /// An answer.
    Answer,
    /// The rating of a revealed flashcard.
    Rating,
}

/// A question, as a screen shows it.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "five independent marks of one question")]
pub struct Question {
    /// Counts the questions of the session from 1; stays the same while one is open.
    pub ask: u32,
    /// The facet.
    pub card: FacetId,
    /// The title of its deck.
    pub deck: Arc<str>,
    /// `short`, `choice`, `truefalse`, `number`, `cloze`, `order`, `match`, `list` or `flashcard`.
    pub kind: &'static str,
    /// What is asked, in small Markdown.
    pub prompt: String,
    /// Choices, or the steps to be ordered, as shown.
    pub choices: Vec<String>,
    /// Several may be chosen.
    pub multiple: bool,
    /// Left sides.
    pub left: Vec<String>,
    /// Right sides, as shown.
    pub right: Vec<String>,
    /// How many members of a list, or how many gaps, are asked for; 0 elsewhere.
    pub need: usize,
    /// The unit a number is asked in.
    pub unit: Option<String>,
    /// Every text that is accepted, so that a face can tell an answer from a command.
    pub accepted: Vec<String>,
    /// The card's tags.
    pub tags: Vec<String>,
    /// There is a hint.
    pub hint: bool,
    /// Files of pictures and sounds in the prompt.
    pub media: Vec<String>,
    /// Which question this is, from 1; repeats do not count.
    pub number: usize,
    /// How many questions the session has without repeats.
    pub of: usize,
    /// Never reviewed before.
    pub new: bool,
    /// Asked again in this session.
    pub repeat: bool,
    /// Days since it was due; negative when it is asked ahead.
    pub overdue: Option<i32>,
    /// The verdict of the last review.
    pub last: Option<Verdict>,
    /// The rating of the last review.
    pub last_rating: Option<Rating>,
    /// Points so far, and what they could have been.
    pub score: f64,
    /// The points that could have been earned so far.
    pub possible: f64,
    /// Right answers in a row.
    pub streak: usize,
    /// What is waited for.
    pub awaiting: Awaiting,
    /// Flagged by the learner.
    pub flagged: bool,
    /// The learner's note.
    pub note: Option<String>,
}

/// The right answer, as shown.
#[derive(Clone, Debug, PartialEq)]
pub enum ShownAnswer {
    /// One text.
    Text(String),
    /// Several: right choices, steps in order, members of a list.
    List(Vec<String>),
    /// Left sides with their right sides.
    Pairs(Vec<(String, String)>),
}

/// A verdict, as a screen shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Feedback {
    /// The question it answers.
    pub ask: u32,
    /// The facet.
    pub card: FacetId,
    /// The verdict.
    pub verdict: Verdict,
    /// The share of the points, 0 to 1.
    pub score: f64,
    /// What a right answer is worth.
    pub points: f64,
    /// The right answer.
    pub answer: ShownAnswer,
    /// The response against the nearest accepted text.
    pub diff: Vec<Token>,
    /// A word of the author or the judge.
    pub feedback: Option<String>,
    /// The author's explanation.
    pub explanation: Option<String>,
    /// Where the fact comes from, in a line.
    pub source: Option<String>,
    /// Files of pictures and sounds in answer and explanation.
    pub media: Vec<String>,
    /// The rating that is recorded (or, on a flashcard, that Enter gives).
    pub suggested: Rating,
    /// Days until it comes back after Again, Hard, Good, Easy; 0 is again in this session or day.
    pub next: [u32; 4],
    /// Nothing is recorded until it is rated.
    pub unrated: bool,
    /// Outside the schedule: the intervals say nothing.
    pub cram: bool,
}

/// The end of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Questions answered, repeats not counted.
    pub answered: usize,
    /// Right ones among them, slips included.
    pub right: usize,
    /// Points earned.
    pub score: f64,
    /// Points that could have been earned.
    pub possible: f64,
    /// Right answers in a row at the end.
    pub streak: usize,
    /// Facets due tomorrow, over all decks of the session.
    pub due_tomorrow: usize,
    /// Questions left unasked when the session ended.
    pub left: usize,
    /// Points by tag, in the order of the alphabet.
    pub tags: Vec<TagScore>,
    /// Cards answered wrong or partly, the worst first, with their prompts; at most five.
    pub hardest: Vec<(FacetId, String)>,
    /// The same cards the last time.
    pub last_time: Option<Comparison>,
}

/// Points on the cards of a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct TagScore {
    /// The tag.
    pub tag: String,
    /// Points earned.
    pub score: f64,
    /// Points that could have been earned.
    pub possible: f64,
}

/// Points on those cards of this session that were answered before: then and now.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How many cards.
    pub cards: usize,
    /// Points the last time.
    pub before: f64,
    /// Points now.
    pub now: f64,
    /// What they could have been.
    pub possible: f64,
}
