//! What `the` leaves open: `the city`, `the interview`, of which only another sentence tells which one is meant.

use super::calendar::is_calendar;
use super::names;
use super::tags::Tag;
use super::tokens::Token;
use super::topic::DANGLING;
use super::words::same_stem;

/// Tells of a noun whether it needs no more than what is shown before the sentence.
pub(super) type Known<'a> = &'a dyn Fn(&str) -> bool;

/// The phrases with `the` that only another sentence explains: where each stands, and whether it is a word for a
/// place or a body, such as `the city`, without which nobody knows what is told.
pub(super) fn open_phrases(tokens: &[Token], is_known: Known<'_>) -> Vec<(usize, bool)> {
    let is_open = |at: &usize| tokens[*at].lower == "the" && is_open(tokens, *at, is_known);
    let is_class_at = |at| holds(tokens, at, is_class);
    (0..tokens.len()).filter(is_open).map(|at| (at, is_class_at(at))).collect()
}

/// Whether a noun is a word for a place, a body or an event, of which an article may tell of several.
pub(super) fn is_class(noun: &str) -> bool {
    let one = singular(noun);
    let lists: [&[&str]; 3] = [&PLACES, &BODIES, &EVENTS];
    lists.iter().any(|list| list.contains(&&*one))
}

/// Whether `the` stands here before a word for a body: `the company`.
pub(super) fn names_body(tokens: &[Token], the: usize) -> bool {
    holds(tokens, the, |noun| BODIES.contains(&&*singular(noun)))
}

/// Whether one of the words right behind `the` is of a sort.
fn holds(tokens: &[Token], the: usize, is_of_sort: impl Fn(&str) -> bool) -> bool {
    let behind = tokens[the + 1..].iter().take(4).take_while(|it| it.tag != Tag::Sign);
    behind.into_iter().any(|it| is_of_sort(&it.lower))
}

/// Whether one thing of the sentence, though not what it is about, is named elsewhere only.
pub(super) fn leaves_open(tokens: &[Token], is_known: Known<'_>) -> bool {
    !open_phrases(tokens, is_known).is_empty()
}

/// Whether `the` stands here before what a text has many of: `the apartment`, `the man`.
pub(super) fn dangles(tokens: &[Token], the: usize) -> bool {
    let mut noun = tokens[the + 1..].iter().take(4).take_while(|it| it.tag != Tag::Sign);
    noun.find(|it| matches!(it.tag, Tag::Noun | Tag::Name)).is_some_and(|it| {
        let one = singular(&it.lower);
        DANGLING.iter().any(|word| *word == it.lower || *word == one)
    })
}

/// Whether `the` and what follows it at this place mean something that only other sentences name.
pub(super) fn is_open(tokens: &[Token], the: usize, is_known: Known<'_>) -> bool {
    let mut end = the + 1;
    while tokens.get(end).is_some_and(|it| {
        let is_first =
            tokens[the + 1..end].iter().all(|it| it.tag != Tag::Noun && it.tag != Tag::Name);
        let is_participle = it.lower.ends_with("ing") || it.lower.ends_with("ed");
        matches!(it.tag, Tag::Noun | Tag::Adjective | Tag::Name | Tag::Number)
            || is_first && (it.tag == Tag::Verb && is_participle || it.tag == Tag::Adverb)
    }) {
        end += 1;
    }
    let phrase = &tokens[the + 1..end];
    let Some(head) = phrase.iter().rfind(|it| matches!(it.tag, Tag::Noun | Tag::Name)) else {
        // "the two", "the second"; but "the poor".
        return phrase.iter().any(|it| it.tag == Tag::Number && !is_decade(it));
    };
    // "the German chancellor", but not "the German automaker"
    let is_maker = head.lower.ends_with("maker") || BODIES.contains(&&*head.lower);
    let names_it = |it: &Token| {
        let is_home = it.capital && names::is_demonym(&it.lower);
        if is_home { !is_maker } else { it.tag == Tag::Name || is_decade(it) }
    };
    let is_superlative = |it: &Token| {
        matches!(
            &*it.lower,
            "first" | "only" | "same" | "most" | "least" | "best" | "worst" | "main"
        ) || it.lower.ends_with("est") && it.tag == Tag::Adjective
    };
    let of_text = matches!(
        &*head.lower,
        "example"
            | "reason"
            | "problem"
            | "difference"
            | "question"
            | "issue"
            | "thing"
            | "result"
            | "case"
            | "step"
            | "option"
            | "point"
            | "change"
            | "time"
            | "challenge"
    );
    if phrase.iter().any(|it| names_it(it) || is_superlative(it) && !of_text) {
        return false;
    }
    let one = head.lower.strip_suffix('s').unwrap_or(&head.lower);
    if UNIQUE.contains(&&*head.lower) || UNIQUE.contains(&one) {
        return false;
    }
    if is_told_after(tokens, end) {
        return false;
    }
    !is_told_before(&tokens[..the], &head.lower) && !is_known(&head.lower)
}

fn is_decade(it: &Token) -> bool {
    it.lower.starts_with(|c: char| c.is_ascii_digit()) && it.lower.ends_with('s')
}

/// Whether what follows a phrase tells which one is meant.
fn is_told_after(tokens: &[Token], end: usize) -> bool {
    let Some(next) = tokens.get(end) else { return false };
    let names_soon = |from: usize, n: usize| {
        tokens[from.min(tokens.len())..]
            .iter()
            .take(n)
            .take_while(|it| it.tag != Tag::Sign)
            .any(|it| it.tag == Tag::Name && !is_calendar(it) || names::is_demonym(&it.lower))
    };
    match &*next.lower {
        "of" | "between" | "that" | "who" | "whose" | "whom" | "where" | "among" => {
            // "of the city" is as open as the city; the search comes to it by itself.
            true
        }
        "," => {
            // "the capital, Khartoum,"
            tokens.get(end + 1).is_some_and(|it| it.tag == Tag::Name && !is_calendar(it))
        }
        "in" | "at" | "on" | "for" | "from" | "near" | "behind" | "about" | "against" | "to"
        | "with" | "under" | "by" | "over" | "around" | "into" => names_soon(end + 1, 5),
        _ => false,
    }
}

/// Whether something before in the sentence is what a word means.
fn is_told_before(before: &[Token], head: &str) -> bool {
    let stem = |it: &Token| {
        matches!(it.tag, Tag::Noun | Tag::Verb | Tag::Name | Tag::Adjective)
            && same_stem(&it.lower, head)
    };
    if before.iter().any(stem) {
        return true;
    }
    let one = singular(head);
    let is_one = |list: &[&str]| list.contains(&head) || list.contains(&&*one);
    let is_name = |it: &Token| it.tag == Tag::Name && !is_calendar(it);
    // A person is no city.
    let is_place = |at: usize| {
        let is_first = |it: &Token| names::is_first_name(&it.lower) || names::is_title(&it.lower);
        if head == "area" && before[at].lower.ends_with('s') {
            return false;
        }
        is_name(&before[at]) && !is_first(&before[at]) && !(at > 0 && is_first(&before[at - 1]))
            // "Swedes live in the area"
            || head != "area" && before[at].capital && names::is_demonym(&before[at].lower)
    };
    is_one(&BODIES) && before.iter().any(is_name)
        || (is_one(&PLACES) || is_one(&OF_STATES)) && (0..before.len()).any(is_place)
}

fn singular(word: &str) -> String {
    word.strip_suffix("ies").map_or_else(
        || word.strip_suffix('s').unwrap_or(word).to_owned(),
        |stem| format!("{stem}y"),
    )
}

/// What happens once: without its name it could be any.
const EVENTS: [&str; 26] = [
    "attack",
    "interview",
    "meeting",
    "accident",
    "crash",
    "incident",
    "match",
    "election",
    "war",
    "storm",
    "fire",
    "trial",
    "case",
    "hearing",
    "report",
    "study",
    "bill",
    "deal",
    "plan",
    "event",
    "investigation",
    "victim",
    "suspect",
    "job",
    "role",
    "offer",
];

/// Things of which there is one for every reader.
const UNIQUE: [&str; 70] = [
    "world",
    "sun",
    "moon",
    "earth",
    "sky",
    "sea",
    "ocean",
    "internet",
    "web",
    "universe",
    "past",
    "future",
    "present",
    "public",
    "poor",
    "rich",
    "elderly",
    "environment",
    "climate",
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "morning",
    "afternoon",
    "evening",
    "night",
    "way",
    "air",
    "ground",
    "middle",
    "century",
    "millennium",
    "decade",
    "media",
    "press",
    "planet",
    "globe",
    "atmosphere",
    "humanity",
    "equator",
    "bible",
    "brain",
    "heart",
    "body",
    "human",
    "wild",
    "same",
    "rest",
    "others",
    "top",
    "bottom",
    "end",
    "beginning",
    "fore",
    "homeless",
    "dead",
    "unemployed",
    "economy",
    "population",
    "age",
    "mind",
    "weather",
    "water",
    "one",
    "countryside",
];

/// What a name before can be called later in its sentence.
const PLACES: [&str; 22] = [
    "country",
    "nation",
    "city",
    "state",
    "town",
    "region",
    "island",
    "islands",
    "area",
    "capital",
    "republic",
    "kingdom",
    "river",
    "province",
    "village",
    "county",
    "district",
    "territory",
    "continent",
    "neighborhood",
    "neighbourhood",
    "peninsula",
];

const BODIES: [&str; 59] = [
    "bureau",
    "regulator",
    "fund",
    "florist",
    "commission",
    "committee",
    "hospital",
    "structure",
    "duo",
    "company",
    "automaker",
    "carmaker",
    "airline",
    "foundation",
    "association",
    "firm",
    "agency",
    "group",
    "team",
    "club",
    "organization",
    "organisation",
    "party",
    "church",
    "university",
    "museum",
    "bank",
    "court",
    "network",
    "store",
    "band",
    "newspaper",
    "magazine",
    "ministry",
    "council",
    "film",
    "movie",
    "book",
    "song",
    "series",
    "show",
    "game",
    "album",
    "novel",
    "program",
    "programme",
    "project",
    "school",
    "site",
    "service",
    "department",
    "institute",
    "startup",
    "brand",
    "ship",
    "craft",
    "spacecraft",
    "device",
    "platform",
];

/// What every country has one of: told by the name of the country before.
const OF_STATES: [&str; 21] = [
    "government",
    "cabinet",
    "parliament",
    "army",
    "military",
    "economy",
    "constitution",
    "president",
    "minister",
    "opposition",
    "senate",
    "legislature",
    "border",
    "coast",
    "regime",
    "authority",
    "monarchy",
    "throne",
    "population",
    "currency",
    "premier",
];
