//! Chooses among candidates and makes cards of them: the best first, one of a sentence, two of a
//! paragraph, each answer and each prompt once. Ties go to what stands earlier.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::alternatives::alternatives;
use super::candidates::Sort;
use super::cast::Cast;
use super::choices::Pool;
use super::features::Feature;
use super::flags::flags;
use super::forms::asked;
use super::ranker::Weights;
use super::ranking::{Ranked, Ranking, ranking, with_passages};
use super::tags::Tag;
use super::text::Text;
use super::{Candidate, Form};
use crate::text::fold::fold;

/// What to draft.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// At most so many cards; without it as many as suit the length of the text.
    pub max: Option<usize>,
    /// The least score, 0 to 1; without it [`LEAST_SCORE`] in a text that tells its day, [`HALF_SCORE`] in another, and
    /// none outside of English.
    pub min_score: Option<f64>,
    /// Whether somebody looks at each card before it is kept; then [`HALF_SCORE`] is enough.
    pub reviewed: bool,
    /// Only answers of these sorts; empty for all but terms.
    pub sorts: Vec<Sort>,
    /// Only cards of these forms; empty for all.
    pub forms: Vec<Form>,
    /// Folded prompts that are asked already.
    pub asked: HashSet<String>,
}

/// Below this a reader would rather change or drop a card than keep it.
pub const LEAST_SCORE: f64 = 0.75;

/// From here on readers keep half of the cards. It is enough where each is looked at, and for a text without a day: that is
/// no report of the news, of which the weak cards soon are worth nothing.
pub const HALF_SCORE: f64 = 0.5;

/// From here on a card that is not drafted without being asked for may be worth a look.
pub const WEAK_SCORE: f64 = 0.4;

/// The most cards of one block of the text.
const OF_BLOCK: usize = 3;

/// At most one card in so many asks for a date, which the ranker likes too well for the news, and one for a person: reports
/// of sport name many.
const ONE_OF: usize = 3;

/// The most sums of money, and the most percentages: of a budget, and of a day at the stock exchange, nobody keeps each.
const FIGURES: usize = 3;

/// Why a card that may be drafted is not.
const TOO_LOW: &str = "its score is too low";

/// A card that is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What is asked, with `_____` for a gap.
    pub prompt: String,
    /// The right answer.
    pub answer: String,
    /// What else is right.
    pub accept: Vec<String>,
    /// How it is asked.
    pub form: Form,
    /// What sort of answer it is.
    pub sort: Sort,
    /// The choices with the right one among them; empty where there are none.
    pub choices: Vec<String>,
    /// For a gap: the text before it, and the text after it.
    pub around: [String; 2],
    /// What the gap shows.
    pub hint: &'static str,
    /// The sentence it comes from, as it stands in the article.
    pub quote: String,
    /// The bytes of the sentence in the article.
    pub place: Range<usize>,
    /// How good it seems, 0 to 1.
    pub score: f64,
    /// What a teacher should look at: `attributed`, `hedged`, `relative-time`.
    pub flags: Vec<&'static str>,
    /// What the ranker knew of it, with what it counted.
    pub features: Vec<Feature>,
    /// What its score is the sum of.
    pub worth: Vec<Feature>,
}

/// A sentence that gave no card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The sentence.
    pub sentence: String,
    /// Where it stands in the article.
    pub place: Range<usize>,
    /// Why.
    pub reason: String,
}

/// What came of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The cards, in the order of the text.
    pub proposals: Vec<Proposal>,
    /// The other sentences.
    pub passed_over: Vec<PassedOver>,
    /// Whether the text is English; else only numbers and years are asked for.
    pub english: bool,
    /// How many words the running text has.
    pub n_words: usize,
    /// How many of the other sentences would give a card from [`WEAK_SCORE`] on.
    pub n_weak: usize,
}

/// Drafts cards. `article` is what `text` was read from.
pub fn draft(article: &str, text: &Text, wanted: &Wanted, weights: &Weights) -> Draft {
    let candidates = text.candidates();
    let english = is_english(text);
    let pool = Pool::new(text, &candidates);
    let cast = Cast::new(text, &candidates);
    let candidates = with_passages(text, candidates);
    let Ranking { ranked, mut reasons, mut nearest } =
        ranking(text, &candidates, &cast, english, wanted, weights);
    let most = wanted.max.unwrap_or_else(|| (text.n_words() / 60).clamp(6, 30));
    // What readers keep was judged in English; elsewhere little is safe, and all of it is drafted.
    let least = match wanted.min_score {
        Some(wish) => wish,
        None if !english => 0.0,
        None if wanted.reviewed || text.reading.day.is_none() => HALF_SCORE,
        None => LEAST_SCORE,
    };
    let mut chosen = Chosen {
        text,
        most,
        taken: HashSet::new(),
        shown: HashSet::new(),
        of_block: HashMap::new(),
        answers: HashSet::new(),
        of_kind: HashMap::new(),
        is_mixed: wanted.sorts.is_empty(),
        prompts: wanted.asked.clone(),
    };
    let mut proposals: Vec<Proposal> = Vec::new();
    let (mut weak, mut there): (HashSet<usize>, HashSet<usize>) = Default::default();
    for Ranked { score, features, it, titled, .. } in ranked {
        if let Err(reason) = chosen.takes(it, score < least, proposals.len()) {
            if reason == TOO_LOW && score >= WEAK_SCORE {
                weak.insert(text.sentences[it.sentence].asked);
            }
            let told = nearest.entry(text.sentences[it.sentence].asked).or_default();
            if told.1.is_empty() || score >= told.0 {
                *told = (score, format!("{:?}: {reason}", it.answer));
            }
            continue;
        }
        let Some(mut proposal) = proposal(
            article,
            text,
            it,
            (score, features),
            &Known { pool: &pool, cast: &cast, english, titled },
        ) else {
            continue;
        };
        if !wanted.forms.is_empty() && !wanted.forms.contains(&proposal.form) {
            // A question with choices can be asked without them.
            if proposal.form == Form::Choice && wanted.forms.contains(&proposal.bare_form()) {
                proposal.form = proposal.bare_form();
                proposal.choices.clear();
            } else {
                continue;
            }
        }
        if chosen.prompts.contains(&fold(&proposal.prompt))
            || chosen.prompts.contains(&fold(&proposal.whole()))
            || wanted.asked.contains(&fold(&proposal.quote))
        {
            let asked = text.sentences[it.sentence].asked;
            nearest.insert(asked, (score, "it is asked already".to_owned()));
            // A draft of the same article again finds as many of each kind as are there.
            if there.insert(asked) {
                chosen.count(it);
            }
            continue;
        }
        chosen.take(it, &proposal);
        proposals.push(proposal);
    }
    proposals.sort_by_key(|it| it.place.start);
    let n_weak = weak.difference(&chosen.taken).count();
    let passed_over =
        text.own().iter().enumerate().filter(|(idx, _)| !chosen.taken.contains(idx)).map(
            |(idx, sentence)| {
                let block = &text.reading.blocks[sentence.block];
                let reason = reasons[idx].take().or_else(|| nearest.remove(&idx).map(|it| it.1));
                PassedOver {
                    sentence: text.sentence(sentence).to_owned(),
                    place: block.place(&sentence.range),
                    reason: reason
                        .unwrap_or_else(|| "it names nothing that could be asked for".to_owned()),
                }
            },
        );
    Draft {
        passed_over: passed_over.collect(),
        proposals,
        english,
        n_words: text.n_words(),
        n_weak,
    }
}

/// What was chosen so far.
struct Chosen<'a> {
    text: &'a Text,
    most: usize,
    /// The sentences that are asked about.
    taken: HashSet<usize>,
    /// The sentences that stand before others in a passage.
    shown: HashSet<usize>,
    of_block: HashMap<usize, usize>,
    answers: HashSet<String>,
    of_kind: HashMap<Kind, usize>,
    /// Whether answers of all sorts are wanted, and no kind of them too often.
    is_mixed: bool,
    prompts: HashSet<String>,
}

impl Chosen<'_> {
    fn takes(&self, it: &Candidate, is_low: bool, n: usize) -> Result<(), &'static str> {
        let sentence = &self.text.sentences[it.sentence];
        let block = self.text.sentences[sentence.asked].block;
        let tells = sentence.lead > 0 && self.taken.contains(&(sentence.asked - 1));
        if self.taken.contains(&sentence.asked) {
            Err("another answer of the sentence is asked for")
        } else if tells || self.shown.contains(&sentence.asked) {
            Err("another card would tell its answer, or it that of another")
        } else if n >= self.most {
            Err("there are enough better ones")
        } else if is_low {
            Err(TOO_LOW)
        } else if self.of_block.get(&block).is_some_and(|n| *n >= OF_BLOCK) {
            Err("its paragraph has three better ones")
        } else if Kind::of(it).is_some_and(|kind| self.has_enough(kind)) {
            Err("there are enough of the kind")
        } else if self.answers.contains(&answer_of(it)) {
            Err("the answer is asked for elsewhere")
        } else {
            Ok(())
        }
    }

    fn take(&mut self, it: &Candidate, proposal: &Proposal) {
        let sentence = &self.text.sentences[it.sentence];
        let block = self.text.sentences[sentence.asked].block;
        self.taken.insert(sentence.asked);
        if sentence.lead > 0 {
            self.shown.insert(sentence.asked - 1);
        }
        *self.of_block.entry(block).or_default() += 1;
        self.answers.insert(answer_of(it));
        self.count(it);
        self.prompts.insert(fold(&proposal.prompt));
        self.prompts.insert(fold(&proposal.whole()));
    }

    fn count(&mut self, it: &Candidate) {
        if let Some(kind) = Kind::of(it) {
            *self.of_kind.entry(kind).or_default() += 1;
        }
    }

    fn has_enough(&self, kind: Kind) -> bool {
        let most = match kind {
            Kind::Date | Kind::Person => self.most.div_ceil(ONE_OF),
            Kind::Money | Kind::Share => FIGURES,
        };
        self.is_mixed && self.of_kind.get(&kind).is_some_and(|n| *n >= most)
    }
}

/// By what an answer is known to be another's: a person by the last name.
fn answer_of(it: &Candidate) -> String {
    let whole = fold(&it.answer);
    match (it.sort, whole.rsplit_once(' ')) {
        (Sort::Person, Some((_, last))) => last.to_owned(),
        _ => whole,
    }
}

/// What an article may have more of than is worth a card.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Date,
    Person,
    Money,
    Share,
}

impl Kind {
    fn of(it: &Candidate) -> Option<Kind> {
        let has = |signs: &[&str]| signs.iter().any(|sign| it.answer.contains(sign));
        match it.sort {
            Sort::Date => Some(Kind::Date),
            Sort::Person => Some(Kind::Person),
            Sort::Number if has(&["$", "\u{20ac}", "\u{a3}"]) => Some(Kind::Money),
            Sort::Number if has(&["%", "percent", "per cent"]) => Some(Kind::Share),
            _ => None,
        }
    }
}

impl Proposal {
    /// The form without its choices.
    fn bare_form(&self) -> Form {
        if self.prompt.contains(super::forms::GAP) { Form::Cloze } else { Form::Short }
    }

    /// The sentence with its answer in place, which identifies a card with a gap.
    fn whole(&self) -> String {
        format!("{}{}{}", self.around[0], self.answer, self.around[1])
    }
}

/// What is known of the article of a card.
struct Known<'a> {
    pool: &'a Pool,
    cast: &'a Cast,
    english: bool,
    titled: bool,
}

fn proposal(
    article: &str,
    text: &Text,
    it: &Candidate,
    (score, worth): (f64, Vec<Feature>),
    known: &Known<'_>,
) -> Option<Proposal> {
    let sentence = &text.sentences[it.sentence];
    // What is reworded is quoted whole.
    let quoted = if sentence.lead == 0 { &text.sentences[sentence.asked] } else { sentence };
    let place = text.reading.blocks[quoted.block].place(&quoted.range);
    let raw = article.get(place.clone())?;
    // "0*0" is read as "00" where the stars are marks: nobody finds such an answer in the article.
    let is_page = raw.contains(['<', '&']);
    if !is_page && !it.answer.split_whitespace().all(|word| raw.contains(word)) {
        return None;
    }
    // A sentence of a page is quoted as it is read, where tags or named characters stand in it.
    let quote = if is_page { text.sentence(quoted).to_owned() } else { raw.to_owned() };
    let asked = asked(text, it, known.cast, known.english, known.titled);
    // A question may leave out what the sentence says; its answer must not stand in it either.
    if asked.prompt.to_lowercase().contains(&it.answer.to_lowercase()) {
        return None;
    }
    let choices = known.pool.choices(text, it, known.cast);
    let form = if choices.is_empty() { asked.form } else { Form::Choice };
    Some(Proposal {
        accept: alternatives(text, it, known.cast, &asked.prompt),
        prompt: asked.prompt,
        answer: it.answer.clone(),
        form,
        sort: it.sort,
        choices,
        around: [asked.before, asked.after],
        hint: asked.hint,
        quote,
        place,
        score: (score * 1000.0).round() / 1000.0,
        flags: flags(sentence),
        features: it.features.clone(),
        worth,
    })
}

/// Whether a text is English, by its small words.
fn is_english(text: &Text) -> bool {
    const SMALL: &[&str] = &[
        "the", "of", "and", "to", "in", "is", "was", "for", "that", "on", "with", "as", "are",
        "by", "it", "from", "at", "were", "an", "be", "which", "has", "have", "had", "this", "or",
        "a",
    ];
    const OWN: &[&str] =
        &["the", "of", "and", "to", "with", "was", "which", "that", "from", "were", "by", "is"];
    let words: Vec<&str> = text
        .own()
        .iter()
        .flat_map(|it| &it.tokens)
        .filter(|it| it.tag != Tag::Sign)
        .take(3_000)
        .map(|it| &*it.lower)
        .collect();
    let share = |list: &[&str]| {
        words.iter().filter(|word| list.contains(word)).count() * 100 / words.len().max(1)
    };
    share(SMALL) >= 18 && share(OWN) >= 8
}
