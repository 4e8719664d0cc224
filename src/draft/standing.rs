//! Whether a sentence stands alone: whether it names whatever it speaks of, so that who has lost the article
//! still knows which city, which interview and which year is meant.

use super::candidates::is_month;
use super::names;
use super::tags::Tag;
use super::text::Text;
use super::times::loose_times;
use super::tokens::Token;
use super::topic::DANGLING;
use super::words::{SAYING, same_stem};

/// What makes the reader look elsewhere; `None` where the sentence stands alone.
///
/// The first `lead` tokens may explain those behind; of `the` and what `is_known` the reader knows which is meant. The
/// title may be shown, and with it the year of the article.
pub(super) fn pointing(
    tokens: &[Token],
    lead: usize,
    titled: bool,
    dated: bool,
    is_known: Known<'_>,
) -> Option<&'static str> {
    if demonstrative(tokens, lead) {
        return Some("it points to what stands before: `this`, `these` or `those`");
    }
    if relative_time(tokens, titled, dated) {
        return Some("it tells a time by the day of the article: `today`, `last year`, `ago`");
    }
    if tokens.windows(2).any(|two| {
        two[0].tag == Tag::Number && two[1].lower == "other" || two[0].lower == "similar"
    }) {
        return Some("it compares with something told before");
    }
    if let [first, second, ..] = tokens
        && first.tag == Tag::Verb
        && second.tag == Tag::Auxiliary
    {
        return Some("it goes on from what stands before");
    }
    let open = open_phrases(tokens, is_known);
    // The subject must be named; of the rest one thing may be left to what a reader can think.
    let is_verb = |it: &Token| matches!(it.tag, Tag::Verb | Tag::Auxiliary);
    let is_subject = |at: usize| {
        let from = if at < lead { 0 } else { lead };
        !tokens[from..at].iter().any(is_verb)
    };
    // Who knows the article by its title knows more of what it is about, but not every subject of its sentences.
    let is_bad = open.len() > 1
        || open.iter().any(|(at, is_class)| {
            *is_class && !titled
                || dangles(tokens, *at)
                || is_subject(*at) && !(titled && open.len() == 1 && has_name(tokens))
        });
    is_bad.then_some("it tells of something named in a sentence before")
}

/// Whether `the` stands here before what a text has many of: `the apartment`, `the man`.
fn dangles(tokens: &[Token], the: usize) -> bool {
    let mut noun = tokens[the + 1..].iter().take(4).take_while(|it| it.tag != Tag::Sign);
    noun.find(|it| matches!(it.tag, Tag::Noun | Tag::Name)).is_some_and(|it| {
        let one = singular(&it.lower);
        DANGLING.iter().any(|word| *word == it.lower || *word == one)
    })
}

/// Whether a sentence names anything.
fn has_name(tokens: &[Token]) -> bool {
    tokens.iter().any(|it| it.tag == Tag::Name && !is_calendar(it))
}

/// Whether one thing of the sentence, though not what it is about, is named elsewhere only.
pub(super) fn leaves_open(tokens: &[Token], is_known: Known<'_>) -> bool {
    !open_phrases(tokens, is_known).is_empty()
}

/// Whether the subject is `the city`, `the program` or another body or place that the title does not name.
pub(super) fn begins_with_body(text: &Text, tokens: &[Token]) -> bool {
    // Several states in the title do not tell which one `the state` is.
    let of_title = |noun: &str| text.title.contains(noun);
    let is_verb = |it: &Token| matches!(it.tag, Tag::Verb | Tag::Auxiliary);
    open_phrases(tokens, &of_title)
        .first()
        .is_some_and(|(at, is_class)| *is_class && !tokens[..*at].iter().any(is_verb))
}

/// Tells of a noun whether it needs no more than what is shown before the sentence.
type Known<'a> = &'a dyn Fn(&str) -> bool;

/// The phrases with `the` that only another sentence explains: where each stands, and whether it is a word for a
/// place or a body, such as `the city`, without which nobody knows what is told.
fn open_phrases(tokens: &[Token], is_known: Known<'_>) -> Vec<(usize, bool)> {
    let is_open = |at: &usize| tokens[*at].lower == "the" && is_open(tokens, *at, is_known);
    let is_class = |at: usize| {
        tokens[at + 1..].iter().take(4).take_while(|it| it.tag != Tag::Sign).any(|it| {
            let one = singular(&it.lower);
            let lists: [&[&str]; 3] = [&PLACES, &BODIES, &EVENTS];
            lists.iter().any(|list| list.contains(&&*one))
        })
    };
    (0..tokens.len()).filter(is_open).map(|at| (at, is_class(at))).collect()
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

/// Whether a name, or a word of the title, is left in the sentence beside the answer to tell what it is about.
/// Who merely reports it tells nothing.
pub(super) fn has_anchor(text: &Text, tokens: &[Token], answer: &std::ops::Range<usize>) -> bool {
    let report = report(tokens);
    tokens.iter().enumerate().any(|(at, it)| {
        if answer.contains(&at) || report.contains(&at) {
            return false;
        }
        // A first name alone is anybody's.
        let is_beside = |at: Option<usize>| {
            at.and_then(|at| tokens.get(at)).is_some_and(|it| it.tag == Tag::Name)
        };
        let is_anybody = names::is_first_name(&it.lower)
            && !is_beside(at.checked_sub(1))
            && !is_beside(Some(at + 1));
        let names_it =
            it.tag == Tag::Name && !is_calendar(it) && !names::is_title(&it.lower) && !is_anybody;
        let of_title = text.title.contains(&it.lower)
            && it.lower.chars().count() > 4
            && matches!(it.tag, Tag::Noun | Tag::Name | Tag::Adjective);
        let is_at_home = it.capital && it.tag == Tag::Adjective && it.lower.contains('-');
        names_it || of_title || is_at_home || it.capital && names::is_demonym(&it.lower)
    })
}

/// The tokens that only tell who says so: `according to ...` up to a comma, or `, ... said.` at the end.
fn report(tokens: &[Token]) -> std::ops::Range<usize> {
    if let Some(at) = tokens.iter().position(|it| it.lower == "according") {
        let rest = tokens[at..].iter().position(|it| it.lower == ",");
        return at..rest.map_or(tokens.len(), |n| at + n);
    }
    let last = tokens.iter().rposition(|it| it.lower == "," || it.lower == "\u{201d}");
    match last {
        Some(at)
            if tokens.len() - at < 12
                && tokens[at..].iter().any(|it| SAYING.contains(&&*it.lower)) =>
        {
            at..tokens.len()
        }
        _ => 0..0,
    }
}

/// A month or a day of the week.
pub(super) fn is_calendar(it: &Token) -> bool {
    it.capital && (is_month(&it.lower) || is_weekday(&it.lower))
}

/// Whether a word in small letters is a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"
    )
}

fn demonstrative(tokens: &[Token], lead: usize) -> bool {
    let is_told = |noun: &Token| tokens[..lead].iter().any(|it| same_stem(&it.lower, &noun.lower));
    let loose = loose_times(tokens);
    let stays = |at: usize| !loose.iter().any(|time| time.contains(&at));
    tokens.iter().enumerate().filter(|(at, _)| stays(*at)).any(|(at, it)| {
        let next = tokens.get(at + 1);
        match &*it.lower {
            // "this plan" behind a sentence on the plan, and "This" alone behind any
            "this" | "these" if at >= lead && lead > 0 => match next {
                Some(it) if matches!(it.tag, Tag::Noun | Tag::Adjective) => {
                    !tokens[at..].iter().find(|it| it.tag == Tag::Noun).is_some_and(is_told)
                }
                _ => at > lead,
            },
            "this" | "these" | "here" | "aforementioned" => true,
            "those" => !next.is_some_and(|it| {
                matches!(&*it.lower, "who" | "of" | "in" | "with" | "from" | "that" | "whose")
                    || it.tag == Tag::Verb
            }),
            "that" => {
                // "that year" after a preposition; else it may join clauses.
                at > 0
                    && tokens[at - 1].tag == Tag::Preposition
                    && next.is_some_and(|it| it.tag == Tag::Noun)
            }
            _ => false,
        }
    })
}

const UNITS: [&str; 20] = [
    "week",
    "month",
    "year",
    "night",
    "decade",
    "century",
    "quarter",
    "season",
    "weekend",
    "day",
    "summer",
    "winter",
    "spring",
    "autumn",
    "morning",
    "evening",
    "afternoon",
    "semester",
    "hour",
    "moment",
];

pub(super) fn is_unit(word: &str) -> bool {
    UNITS.contains(&word) || word.strip_suffix('s').is_some_and(|one| UNITS.contains(&one))
}

/// Whether a sentence names a day of the week, or a month, and no year.
pub(super) fn tells_no_year(tokens: &[Token]) -> bool {
    let is_year =
        |it: &Token| it.lower.len() == 4 && it.lower.bytes().all(|byte| byte.is_ascii_digit());
    tokens.iter().any(is_calendar) && !tokens.iter().any(is_year)
}

/// Whether a sentence tells of the time of the article.
pub(super) fn tells_now(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|it| matches!(&*it.lower, "now" | "currently" | "presently" | "recently" | "lately"))
}

/// Whether a time is told by the day on which the article was written, or by an event told before.
///
/// Where the title is shown with its year, `now` is the time of the article.
fn relative_time(tokens: &[Token], titled: bool, dated: bool) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    let has_year = |from: usize| {
        // "in the second quarter of 2018" names its time.
        (from..from + 3)
            .any(|at| word(at).len() == 4 && word(at).bytes().all(|b| b.is_ascii_digit()))
    };
    let loose = loose_times(tokens);
    let stays = |at: &usize| !loose.iter().any(|time| time.contains(at));
    // "Saturday is the 75th anniversary"
    if matches!(tokens, [day, verb, ..] if is_weekday(&day.lower) && verb.tag == Tag::Auxiliary) {
        return true;
    }
    (0..tokens.len()).filter(stays).any(|at| match word(at) {
        "this" => is_unit(word(at + 1)),
        "now" | "currently" | "presently" | "recently" | "lately" => !dated,
        // "has just passed"
        "just" if at > 0 && matches!(word(at - 1), "has" | "have" | "had") => !dated,
        "today" | "yesterday" | "tomorrow" | "tonight" | "nowadays" | "ago" | "midnight" => true,
        "current" if tokens.get(at + 1).is_some_and(|it| it.tag == Tag::Noun) => !titled,
        "recent" | "previous" | "following" if titled => false,
        "last" | "next" | "past" | "previous" | "coming" | "following" | "upcoming" | "recent"
        | "current" => {
            let counted = tokens.get(at + 1).is_some_and(|it| {
                it.tag == Tag::Number || matches!(&*it.lower, "few" | "several" | "couple" | "full")
            });
            let unit = if counted { at + 2 } else { at + 1 };
            let unit = if word(unit) == "of" { unit + 1 } else { unit };
            is_unit(word(unit)) && !has_year(unit + 1)
                || tokens.get(at + 1).is_some_and(is_calendar)
                || is_month(word(at + 1))
        }
        "first" | "second" | "third" | "fourth" => {
            !titled
                && matches!(word(at + 1), "quarter" | "half")
                && !has_year(at + 2)
                && word(at + 2) != "of"
        }
        "earlier" | "later" => {
            // "three balls later"
            at > 1 && tokens[at - 1].tag == Tag::Noun && tokens[at - 2].tag == Tag::Number
                || at > 0 && is_unit(word(at - 1))
                || is_unit(word(at + 1))
                || word(at + 1) == "on"
        }
        "so" => word(at + 1) == "far" && !titled,
        "to" => word(at + 1) == "date" && tokens.get(at + 2).is_none_or(|it| it.tag == Tag::Sign),
        "at" => word(at + 1) == "the" && matches!(word(at + 2), "time" | "moment"),
        "after" | "before" => {
            // "Hours after", where what came before is told elsewhere.
            at > 0
                && is_unit(word(at - 1))
                && word(at + 1) == "the"
                && is_open(tokens, at + 1, &|_| false)
        }
        _ => false,
    })
}

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

const BODIES: [&str; 50] = [
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

/// Whether `the` and what follows it at this place mean something that only other sentences name.
fn is_open(tokens: &[Token], the: usize, is_known: Known<'_>) -> bool {
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
