//! What a learner's log says: its events, and their fold into reviews, marks and names.
//! The log is the truth; everything here is derived from it. Reads no database.

mod answers;
mod body;
mod event;
mod fold;
mod kept;
pub mod lines;
mod marks;

pub use answers::{Answer, Answers, Correction, Names, Tried, Tries};
pub use event::{
    Algorithm, Amend, CardId, DeckSeen, Event, EventId, Hlc, Logged, ParameterSet, Parameters,
    Purpose, Rating, Review, Seen, Start,
};
pub use fold::{History, Reviewed, newest_answer};
pub use marks::{CardMap, InOrder, Marks, SeenHash};
