//! What a card accepts, apart from how it is asked: the value that `grading` judges against.

/// What is accepted of one facet, in the form in which it is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Shown, and rated by the learner.
    SelfRated(String),
    /// Typed words.
    Words(Accepted),
    /// Typed words for several gaps of one number, in the order of the text.
    Gaps(Vec<Accepted>),
    /// A number.
    Number(Number),
    /// The right ones among choices; several may be chosen where `multiple`.
    Choice {
        /// In the author's order.
        choices: Vec<Choice>,
        /// Several may be chosen.
        multiple: bool,
        /// May be shown in another order.
        shuffle: bool,
    },
    /// True or false.
    Truth(bool),
    /// Steps in the right order.
    Order(Vec<String>),
    /// Pairs, and right sides that belong to nothing.
    Match {
        /// Left side and right side.
        pairs: Vec<(String, String)>,
        /// Right sides that belong to nothing.
        extra: Vec<String>,
    },
    /// Members of a list, of which `need` must be named.
    List {
        /// The members.
        list: Vec<Accepted>,
        /// How many must be named.
        need: usize,
    },
}

/// A text that is the answer, and others that count as it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The answer, as it is shown.
    pub answer: String,
    /// Others that are right.
    pub accept: Vec<String>,
    /// Near ones that are wrong.
    pub reject: Vec<Rejected>,
}

impl Accepted {
    /// The answer and every other accepted text.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.answer.as_str()).chain(self.accept.iter().map(String::as_str))
    }
}

/// A response that is wrong though near, with a word why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The response.
    pub text: String,
    /// Why it is wrong; may be empty.
    pub why: String,
}

/// One of several choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is shown.
    pub text: String,
    /// Whether it is right.
    pub correct: bool,
    /// Said when it was chosen.
    pub feedback: Option<String>,
}

/// A number, and how near a response must come to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// As the author typed it, without the unit.
    pub text: String,
    /// How far off is still right.
    pub tolerance: Tolerance,
    /// The unit it is asked in; a response may leave it out.
    pub unit: Option<String>,
    /// What the question asks for in its words where the author states no unit: a unit, or what is counted. It
    /// may be typed behind the number.
    pub asked_in: Option<String>,
    /// Other texts that are right.
    pub accept: Vec<String>,
}

/// How far off a number may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tolerance {
    /// Not at all.
    Exact,
    /// By this much either way.
    Absolute(f64),
    /// By this share of the number either way; `0.05` for 5 %.
    Relative(f64),
}
