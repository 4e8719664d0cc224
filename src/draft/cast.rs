//! Whom and what an article tells of: the whole names of persons by their last names, how much of the article
//! speaks of a name, what persons are called, and its latest year.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Candidate;
use super::calendar::is_calendar;
use super::candidates::{Sort, is_year};
use super::names;
use super::sentence_refusals::n_loose;
use super::tags::Tag;
use super::text::Text;
use super::tokens::Token;

/// Whom and what an article tells of.
#[derive(Default)]
pub(super) struct Cast {
    /// Whole names of persons by their last word in small letters; none where two persons share it.
    whole: HashMap<String, Option<String>>,
    /// What persons are called beside their names, by the last word of the name.
    roles: HashMap<String, BTreeSet<String>>,
    /// Whom `He` or `She` at the beginning of a sentence means.
    subjects: HashMap<usize, String>,
    /// Two words with capitals, the one right behind the other or owned by it, in small letters.
    joined: HashSet<(String, String)>,
    /// The latest year that the article holds.
    pub latest_year: Option<i64>,
}

impl Cast {
    pub(super) fn new(text: &Text, candidates: &[Candidate]) -> Cast {
        let mut cast = Cast::default();
        for it in candidates.iter().filter(|it| it.sort == Sort::Person) {
            let tokens = &text.sentences[it.sentence].tokens;
            let bare = without_title(tokens, it);
            if bare.len() < 2 || is_cut(tokens, it) {
                continue;
            }
            let name = text.between(&text.sentences[it.sentence], &bare).to_owned();
            // "James Vale Jr." is another Vale.
            let is_junior = |it: &Token| matches!(it.lower.trim_end_matches('.'), "jr" | "sr");
            let n_last = 1 + usize::from(bare.len() > 2 && is_junior(&tokens[bare.end - 1]));
            let last = tokens[bare.end - n_last].lower.clone();
            cast.roles.entry(last.clone()).or_default().extend(roles_beside(tokens, it));
            cast.whole
                .entry(last)
                .and_modify(|known| {
                    // "Kate A. Miller" after "Kate Miller" is the same; another first name is another person.
                    let first = |name: &str| name.split(' ').next().map(str::to_lowercase);
                    if known.as_deref().is_some_and(|it| first(it) != first(&name)) {
                        *known = None;
                    }
                })
                .or_insert(Some(name));
        }
        // Another name that ends or begins with the word may be meant by it: `Kim` beside `Kim Yong-hyun`.
        let names = |it: &&Candidate| matches!(it.sort, Sort::Person | Sort::Name);
        for it in candidates.iter().filter(names) {
            let tokens = &text.sentences[it.sentence].tokens;
            let bare = &tokens[without_title(tokens, it)];
            let [first, .., last] = bare else { continue };
            // "Foreign Minister Henrik Vale" is Henrik Vale, who is a name of his own.
            if bare.iter().any(|it| names::is_title(&it.lower) || names::is_office(&it.lower)) {
                continue;
            }
            for word in [first, last] {
                let is_own = cast.whole_name(&word.lower).is_some_and(|whole| {
                    let whole = whole.to_lowercase();
                    whole.split(' ').next() == Some(&first.lower)
                });
                if !is_own && !names::is_office(&first.lower) && !names::is_job(&first.lower) {
                    cast.whole.insert(word.lower.clone(), None);
                }
            }
        }
        // "the elder Vale", "the Vale family"
        for two in text.own().iter().flat_map(|it| it.tokens.windows(2)) {
            if matches!(&*two[0].lower, "elder" | "younger" | "senior") {
                cast.whole.insert(two[1].lower.clone(), None);
            } else if two[1].lower == "family" && two[0].tag == Tag::Name {
                cast.whole.insert(two[0].lower.clone(), None);
            }
        }
        let years = text.own().iter().flat_map(|it| {
            let block = &text.reading.blocks[it.block].text;
            it.tokens.iter().filter(|it| is_year(block, it)).map(|it| it.lower.parse())
        });
        cast.latest_year = years.filter_map(Result::ok).max();
        cast.joined =
            text.own().iter().flat_map(|it| it.tokens.windows(3)).filter_map(joined).collect();
        cast.subjects = subjects(text, candidates, &cast);
        cast
    }

    /// Whom a sentence that begins with `He` or `She` tells of, where the one before names that person alone.
    pub(super) fn subject(&self, sentence: usize) -> Option<&str> {
        self.subjects.get(&sentence).map(String::as_str)
    }

    /// The whole name of the only person of this last name, in small letters.
    pub(super) fn whole_name(&self, last: &str) -> Option<&str> {
        self.whole.get(last)?.as_deref()
    }

    /// Whether a word in small letters is a last name of a person that the article gives in whole, or of several.
    pub(super) fn is_last_name(&self, word: &str) -> bool {
        self.whole.contains_key(word)
    }

    /// Whether the article has the second word right behind the first one, or as what it owns: `Varne's Marigold`.
    pub(super) fn are_joined(&self, first: &str, second: &str) -> bool {
        self.joined.contains(&(first.to_owned(), second.to_owned()))
    }

    /// What the person of this name, in any letters, is called: `economist`, `mayor`.
    pub(super) fn roles(&self, name: &str) -> impl Iterator<Item = &str> {
        let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
        self.roles.get(&last).into_iter().flatten().map(String::as_str)
    }
}

/// The two words that these begin with, where both have capitals.
fn joined(words: &[Token]) -> Option<(String, String)> {
    let is_name = |it: &Token| it.capital && it.tag != Tag::Sign && !is_calendar(it);
    let next = 1 + usize::from(matches!(&*words[1].lower, "'s" | "\u{2019}s"));
    (is_name(&words[0]) && is_name(&words[next]))
        .then(|| (words[0].lower.clone(), words[next].lower.clone()))
}

/// The pronoun that a sentence begins with, behind `But` and the like.
pub(super) fn first_pronoun(tokens: &[Token]) -> Option<usize> {
    let at = n_loose(tokens);
    // "He's ill"
    if tokens.get(at + 1).is_some_and(|it| matches!(&*it.lower, "'s" | "\u{2019}s")) {
        return None;
    }
    tokens.get(at).filter(|it| matches!(&*it.lower, "he" | "she")).map(|_| at)
}

/// How many sentences before it are looked through for whom `He` means.
const FAR: usize = 3;

/// Whether a word tells of a person who is not named.
pub(super) fn tells_of_person(it: &Token) -> bool {
    it.tag == Tag::Noun && (names::is_job(&it.lower) || names::is_office(&it.lower))
        || matches!(
            &*it.lower,
            "man"
                | "woman"
                | "boy"
                | "girl"
                | "mother"
                | "father"
                | "wife"
                | "husband"
                | "son"
                | "daughter"
        )
}

/// Whom `He` and `She` mean: the only person of the sentence before, or whom `He` meant there.
fn subjects(text: &Text, candidates: &[Candidate], cast: &Cast) -> HashMap<usize, String> {
    let mut named: HashMap<usize, BTreeSet<&str>> = HashMap::new();
    let may_name = |it: &&Candidate| matches!(it.sort, Sort::Person | Sort::Name);
    for it in candidates.iter().filter(may_name) {
        let tokens = &text.sentences[it.sentence].tokens[it.tokens.clone()];
        let last = tokens.last().map_or("", |it| &*it.lower);
        if cast.is_last_name(last) || it.sort == Sort::Person {
            let persons = named.entry(it.sentence).or_default();
            persons.insert(last);
            // "The 70-year-old was an early Vale supporter": the sentence tells of another.
            let whole = &text.sentences[it.sentence].tokens;
            if whole.get(it.tokens.end).is_some_and(|it| it.tag == Tag::Noun)
                || whole.iter().any(|it| it.lower.ends_with("-year-old"))
            {
                persons.insert("");
            }
        }
    }
    let mut found: HashMap<usize, String> = HashMap::new();
    for (at, sentence) in text.own().iter().enumerate() {
        let Some(pronoun) = first_pronoun(&sentence.tokens) else { continue };
        let pronoun = &sentence.tokens[pronoun].lower;
        // Past sentences that tell of nobody, and of a person only as `he` where this one does.
        let whole = (at.saturating_sub(FAR)..at).rev().find_map(|before| {
            let tokens = &text.sentences[before].tokens;
            let other = first_pronoun(tokens).filter(|it| tokens[*it].lower != *pronoun);
            match named.get(&before) {
                Some(persons) if persons.len() == 1 && first_pronoun(tokens).is_none() => {
                    Some(persons.first().and_then(|only| cast.whole_name(only)).map(str::to_owned))
                }
                None if other.is_none() && !tokens.iter().any(tells_of_person) => None,
                _ => Some(None),
            }
        });
        if let Some(whole) = whole.flatten() {
            found.insert(at, whole);
        }
    }
    found
}

/// How much of the article speaks of a name: the blocks with the rarest of its words.
pub(super) fn n_blocks(text: &Text, inside: &[Token]) -> u32 {
    let telling = inside.iter().filter(|it| it.tag != Tag::Sign && it.lower.len() > 2);
    let blocks = telling.map(|it| text.blocks_with.get(&it.lower).copied().unwrap_or(1));
    blocks.min().unwrap_or(1)
}

/// The tokens of a person's name without titles before it.
pub(super) fn without_title(tokens: &[Token], it: &Candidate) -> std::ops::Range<usize> {
    let inside = &tokens[it.tokens.clone()];
    let n = inside.iter().take_while(|it| names::is_title(&it.lower)).count();
    it.tokens.start + n.min(inside.len() - 1)..it.tokens.end
}

/// Whether a name goes on before or behind: `Omar Hassan` of `Omar Hassan al-Bashir`.
pub(super) fn is_cut(tokens: &[Token], it: &Candidate) -> bool {
    let is_name = |at: usize| tokens.get(at).is_some_and(|it| it.tag == Tag::Name);
    let joins = |at: usize| {
        tokens.get(at).is_some_and(|it| {
            matches!(&*it.lower, "bin" | "ibn" | "de" | "van" | "von" | "del" | "da" | "la" | "al")
        })
    };
    let start = it.tokens.start;
    let goes_on = is_name(it.tokens.end) || joins(it.tokens.end) && is_name(it.tokens.end + 1);
    let is_titled = start > 0 && begins_person(tokens, start);
    // "Anna van de | Sandell"
    let n_joining = (1..=start).take_while(|n| joins(start - n)).count();
    let led = start.checked_sub(n_joining + 1).is_some_and(is_name);
    let comes_from = led && (n_joining > 0 || !is_titled);
    goes_on || comes_from
}

/// Whether a person's name begins here after the words for an office.
pub(super) fn begins_person(tokens: &[Token], at: usize) -> bool {
    let is_name = |it: &&Token| it.tag == Tag::Name;
    let before = tokens[..at].iter().rev().take_while(is_name).count();
    let after = tokens[at..].iter().take_while(is_name).count();
    let words: Vec<&str> = tokens[at - before..at + after].iter().map(|it| &*it.lower).collect();
    names::person_within(&words) == Some(before)
        || before > 0 && words[..before].iter().all(|it| names::is_title(it))
}

/// The words for what a person is or does that stand right before or behind the name.
pub(super) fn roles_beside(tokens: &[Token], it: &Candidate) -> BTreeSet<String> {
    let is_role = |it: &&Token| {
        names::is_job(&it.lower) || names::is_office(&it.lower) || names::is_title(&it.lower)
    };
    let before = tokens[..it.tokens.end].iter().rev().skip(it.tokens.len());
    let before = before.take(3).take_while(|it| it.tag != Tag::Sign && it.tag != Tag::Verb);
    let behind = tokens.get(it.tokens.end).filter(|it| it.lower == ",").map(|_| {
        let rest = &tokens[it.tokens.end + 1..];
        rest.iter().take(8).take_while(|it| it.tag != Tag::Sign && it.tag != Tag::Verb)
    });
    before
        .chain(behind.into_iter().flatten())
        .chain(&tokens[it.tokens.start..without_title(tokens, it).start])
        .filter(is_role)
        .map(|it| it.lower.trim_end_matches('.').to_owned())
        .collect()
}

/// Whether a word is one for an office, of a state or of a body; a title that anyone may have is none.
pub(super) fn is_of_office(word: &str) -> bool {
    let is_anybodys = matches!(word, "mr" | "mrs" | "ms" | "dr" | "prof" | "sir" | "saint");
    names::is_office(word) || names::is_title(word) && !is_anybodys
}
