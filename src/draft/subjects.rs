//! Whom and what `He`, `It`, `Its` and `The company` at the beginning of a sentence mean: the subject of the sentence
//! before, where that is a person or a thing with a name. Reads tokens only; the names stand as the article has them.

use std::collections::HashSet;
use std::ops::Range;

use super::cast::tells_of_person;
use super::names::{self, Named};
use super::sentence_refusals::n_loose;
use super::tags::Tag;
use super::text::{MAX_TOKENS, Sentence};
use super::tokens::Token;
use super::words::SAYING;

/// What sort of thing a sentence tells of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Person,
    /// A body or another thing with a name.
    Named,
    /// What a noun tells, one or several of them.
    Thing,
    Things,
}

/// What a sentence tells of.
#[derive(Clone)]
struct Subject {
    name: String,
    kind: Kind,
    /// The pronoun it was called by, where it was.
    pronoun: Option<&'static str>,
    /// Whether its sentence names nothing else.
    is_alone: bool,
}

/// For each sentence what to put for which of its tokens, where it begins with a word for what was told before.
pub(super) fn meant(
    sentences: &[Sentence],
    text_of: impl Fn(&Sentence) -> String,
) -> Vec<Option<(Range<usize>, String)>> {
    let last_names: HashSet<&str> = sentences.iter().flat_map(|it| persons(&it.tokens)).collect();
    let mut before: Option<Subject> = None;
    let mut found = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let tokens = &sentence.tokens;
        let mut new = None;
        if tokens.len() <= MAX_TOKENS {
            let text = text_of(sentence);
            let words = |range: &Range<usize>| {
                let start = sentence.range.start;
                text[tokens[range.start].range.start - start
                    ..tokens[range.end - 1].range.end - start]
                    .to_owned()
            };
            match pointer(tokens) {
                Some(pointer) => {
                    let fits = before.as_ref().is_some_and(|it| pointer.fits(it));
                    if fits && let Some(subject) = &mut before {
                        subject.pronoun = subject.pronoun.or(pointer.person);
                        let owner = if pointer.owns { "\u{2019}s" } else { "" };
                        new = Some((pointer.tokens, format!("{}{owner}", subject.name)));
                        if pointer.owns {
                            before = None;
                        }
                    } else {
                        before = None;
                    }
                }
                None => before = own_subject(tokens, &last_names, &words),
            }
        } else {
            before = None;
        }
        found.push(new);
    }
    found
}

/// The last names of the persons that are named in full.
fn persons(tokens: &[Token]) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let len = tokens[at..].iter().take_while(|it| it.tag == Tag::Name).count();
        let words: Vec<&str> = tokens[at..at + len].iter().map(|it| &*it.lower).collect();
        let within = names::person_within(&words).unwrap_or(0);
        if len > within + 1 && names::sort_of(None, &words[within..]) == Named::Person {
            found.extend(words.last());
        }
        at += len.max(1);
    }
    found
}

/// A word at the beginning of a sentence for what was told before.
struct Pointer {
    tokens: Range<usize>,
    /// `he` or `she`; none for a thing.
    person: Option<&'static str>,
    owns: bool,
    may_mean: &'static [Kind],
}

impl Pointer {
    fn fits(&self, it: &Subject) -> bool {
        let is_other = self.person.is_some_and(|own| it.pronoun.is_some_and(|other| other != own));
        self.may_mean.contains(&it.kind) && !is_other && (it.is_alone || !self.owns)
    }
}

fn pointer(tokens: &[Token]) -> Option<Pointer> {
    let at = n_loose(tokens);
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    let next = tokens.get(at + 1)?;
    // "He's ill"
    if matches!(&*next.lower, "'s" | "\u{2019}s") {
        return None;
    }
    let is_noun = matches!(next.tag, Tag::Noun | Tag::Adjective);
    let (person, owns, len, may_mean): (_, _, _, &[Kind]) = match word(at) {
        "he" => (Some("he"), false, 1, &[Kind::Person]),
        "she" => (Some("she"), false, 1, &[Kind::Person]),
        "his" if is_noun => (Some("he"), true, 1, &[Kind::Person]),
        "her" if is_noun => (Some("she"), true, 1, &[Kind::Person]),
        "its" if is_noun => (None, true, 1, &[Kind::Named]),
        "it" if means_a_thing(&tokens[at + 1..]) => (None, false, 1, &[Kind::Named, Kind::Thing]),
        "they" => (None, false, 1, &[Kind::Things]),
        "the" if is_body(&next.lower) => {
            let behind = tokens.get(at + 2)?;
            let owns = matches!(&*behind.lower, "'s" | "\u{2019}s");
            let is_verb = matches!(behind.tag, Tag::Verb | Tag::Auxiliary | Tag::Adverb);
            if !(owns || is_verb) {
                return None;
            }
            (None, false, 2, &[Kind::Named])
        }
        _ => return None,
    };
    Some(Pointer { tokens: at..at + len, person, owns, may_mean })
}

fn is_body(word: &str) -> bool {
    matches!(
        word,
        "company"
            | "firm"
            | "agency"
            | "group"
            | "organization"
            | "organisation"
            | "bank"
            | "club"
            | "retailer"
            | "airline"
            | "manufacturer"
            | "automaker"
            | "carmaker"
            | "startup"
            | "charity"
    )
}

/// Whether `It` before these tokens means a thing: `It also plans`, but not `It is clear that`.
fn means_a_thing(behind: &[Token]) -> bool {
    let n = behind.iter().take_while(|it| it.tag == Tag::Adverb).count();
    let [verb, next, ..] = &behind[n..] else { return false };
    match &*verb.lower {
        "is" | "was" | "has" | "had" | "will" | "would" | "can" | "could" | "may" | "might"
        | "did" => {
            next.tag == Tag::Determiner && next.lower != "no" && verb.lower != "is"
                || next.tag == Tag::Verb
                    && !matches!(
                        &*next.lower,
                        "thought"
                            | "believed"
                            | "said"
                            | "expected"
                            | "understood"
                            | "known"
                            | "hoped"
                            | "reported"
                            | "feared"
                            | "take"
                            | "taken"
                            | "seem"
                            | "become"
                    )
                || matches!(&*next.lower, "been" | "also" | "already")
        }
        "seems" | "seemed" | "appears" | "appeared" | "takes" | "took" | "remains" | "remained"
        | "turns" | "turned" | "looks" | "looked" | "helps" | "means" | "depends" | "be"
        // "published a list. It includes": that is the list
        | "include" | "includes" | "included" | "contains" | "contained" | "features" | "lists"
        | "brings" | "brought" | "marks" | "marked" | "represents" | "shows" | "showed" | "says" | "said" | "found" | "came" | "comes" | "follows" => false,
        _ => verb.tag == Tag::Verb,
    }
}

/// What a sentence tells of, where it begins with a name and its verb, or ends with who says so.
fn own_subject(
    tokens: &[Token],
    last_names: &HashSet<&str>,
    words: &impl Fn(&Range<usize>) -> String,
) -> Option<Subject> {
    let is_quoted = tokens.first().is_some_and(|it| matches!(&*it.lower, "\"" | "\u{201c}"));
    let name = if is_quoted {
        speaker(tokens)?
    } else {
        match first_name(tokens) {
            Some(name) => name,
            None => return phrase(tokens, words),
        }
    };
    let lower: Vec<&str> = tokens[name.clone()].iter().map(|it| &*it.lower).collect();
    let within = names::person_within(&lower).unwrap_or(0);
    let bare = name.start + within..name.end;
    let before = name.start.checked_sub(1).map(|at| &*tokens[at].lower);
    let sort = names::sort_of(before, &lower[within..]);
    let is_person =
        sort == Named::Person || last_names.contains(lower.last()?) && lower.len() - within <= 3;
    // "Anna Sandell met Henrik Vale. He ..." is not told by names alone.
    let mut named: HashSet<&str> = persons(tokens).into_iter().collect();
    named.extend(tokens.iter().map(|it| &*it.lower).filter(|it| last_names.contains(it)));
    if is_person && (named.len() > 1 || tokens.iter().any(tells_of_person)) {
        return None;
    }
    // "Vale said Belgarin was ill. He ..." may be of Belgarin, whatever that names.
    let says = tokens.get(name.end).is_some_and(|it| SAYING.contains(&&*it.lower));
    let may_be_person = |at: usize, it: &Token| {
        !name.contains(&at)
            && it.tag == Tag::Name
            && !super::calendar::is_calendar(it)
            && names::sort_of(None, &[&*it.lower]) == Named::Unknown
    };
    if is_person && says && tokens.iter().enumerate().any(|(at, it)| may_be_person(at, it)) {
        return None;
    }
    if !is_person
        && (is_quoted
            || lower.iter().all(|it| names::is_demonym(it) || super::candidates::is_month(it)))
    {
        return None;
    }
    let article = if !is_person && before == Some("the") { "the " } else { "" };
    let kind = if is_person { Kind::Person } else { Kind::Named };
    // "Lindholm lies in the north of Varne. Its port" is of either.
    let names_other = tokens.iter().enumerate().any(|(at, it)| {
        !name.contains(&at)
            && it.capital
            && (it.tag == Tag::Name && !super::calendar::is_calendar(it)
                || names::is_demonym(&it.lower))
    });
    let name = format!("{article}{}", words(&bare));
    Some(Subject { name, kind, pronoun: None, is_alone: is_person || !names_other })
}

/// A phrase of nouns that begins a sentence, right before its verb: `The scientists asked`.
fn phrase(tokens: &[Token], words: &impl Fn(&Range<usize>) -> String) -> Option<Subject> {
    const LONGEST: usize = 7;
    let start = n_loose(tokens);
    let len = tokens[start..].iter().take_while(|it| {
        matches!(it.tag, Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Name | Tag::Number)
            || it.lower == "of"
    });
    let end = start + len.count();
    let is_verb = tokens.get(end).is_some_and(|it| matches!(it.tag, Tag::Verb | Tag::Auxiliary));
    let first = &tokens[start];
    let is_any = matches!(
        &*first.lower,
        "no" | "some"
            | "many"
            | "any"
            | "this"
            | "these"
            | "that"
            | "those"
            | "most"
            | "several"
            | "another"
            | "each"
            | "every"
            | "all"
    );
    if !is_verb || end == start || end - start > LONGEST || is_any {
        return None;
    }
    let of = tokens[start..end].iter().position(|it| it.lower == "of").map_or(end, |at| start + at);
    let head = tokens[start..of].last().filter(|it| it.tag == Tag::Noun)?;
    let is_person = names::is_job(&head.lower) || names::is_office(&head.lower);
    let many = head.lower.ends_with('s') && !head.lower.ends_with("ss")
        || matches!(&*head.lower, "people" | "men" | "women" | "children");
    let kind = match (many, is_person) {
        (true, _) => Kind::Things,
        (false, true) => return None,
        (false, false) => Kind::Thing,
    };
    let whole = words(&(start..end));
    let name = match &*first.lower {
        "a" | "an" => format!("the{}", &whole[first.lower.len()..]),
        "the" => format!("the{}", &whole[3..]),
        _ if first.tag == Tag::Noun && !first.capital => whole,
        _ if first.tag == Tag::Name => whole,
        _ => whole[..1].to_lowercase() + &whole[1..],
    };
    Some(Subject { name, kind, pronoun: None, is_alone: true })
}

/// The name that begins a sentence as its subject: a verb follows it, or what only tells of it and then a verb.
fn first_name(tokens: &[Token]) -> Option<Range<usize>> {
    let mut at = n_loose(tokens);
    // "The", "Chief executive", "Last week, "
    while tokens.get(at).is_some_and(|it| {
        it.tag == Tag::Determiner
            || names::is_job(&it.lower)
            || names::is_office(&it.lower)
            || it.tag == Tag::Adjective
    }) {
        at += 1;
    }
    let len = tokens[at..].iter().take_while(|it| it.tag == Tag::Name).count();
    if len == 0 || at > 4 {
        return None;
    }
    let mut behind = at + len;
    if tokens.get(behind)?.lower == "," {
        behind += 1 + tokens[behind + 1..].iter().position(|it| it.lower == ",")? + 1;
    }
    while tokens.get(behind)?.tag == Tag::Adverb {
        behind += 1;
    }
    let verb = tokens.get(behind)?;
    matches!(verb.tag, Tag::Verb | Tag::Auxiliary).then_some(at..at + len)
}

/// Who says so behind a quotation: `," said Ann Lee.`, `," Ms. Lee said.`
fn speaker(tokens: &[Token]) -> Option<Range<usize>> {
    let close = tokens.iter().rposition(|it| matches!(&*it.lower, "\"" | "\u{201d}"))?;
    let rest = close + 1..tokens.len();
    let says = |it: &Token| SAYING.contains(&&*it.lower);
    if rest.len() > 14 || !tokens[rest.clone()].iter().any(says) {
        return None;
    }
    let start = rest.clone().find(|at| tokens[*at].tag == Tag::Name)?;
    let len = tokens[start..].iter().take_while(|it| it.tag == Tag::Name).count();
    let more = tokens[start + len..].iter().any(|it| it.tag == Tag::Name);
    let is_told = tokens.get(start + len).is_some_and(|it| it.lower == ",");
    (!more || is_told).then_some(start..start + len)
}
