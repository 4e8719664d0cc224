//! What a gap says of its answer: the sort of thing that its own words tell, so that a learner knows how exact to be.

use std::ops::Range;

use super::candidates::{Sort, is_month, is_year};
use super::names::kind_of_place;
use super::tokens::Token;

/// What the last or the first word of a name calls it. They are more exact than the sort: `the Museum` and `the
/// Church` are houses as often as bodies.
const KINDS: [&str; 32] = [
    "airport",
    "university",
    "college",
    "school",
    "hospital",
    "museum",
    "church",
    "court",
    "river",
    "lake",
    "island",
    "bridge",
    "newspaper",
    "committee",
    "party",
    "festival",
    "prize",
    "award",
    "trophy",
    "cup",
    "stadium",
    "park",
    "square",
    "street",
    "act",
    "bill",
    "bank",
    "union",
    "ministry",
    "department",
    "army",
    "agency",
];

/// Whether the last word of a name says what it is as the hint does, so that the rest is as right.
pub(super) fn is_kind(last: &str) -> bool {
    KINDS.contains(&last)
        && !matches!(last, "bank" | "court" | "union" | "cup" | "act" | "bill" | "army" | "square")
}

/// The same for words that say it otherwise.
const CALLED: [(&str, &str); 29] = [
    ("airbus", "aircraft type"),
    ("boeing", "aircraft type"),
    ("embraer", "aircraft type"),
    ("cessna", "aircraft type"),
    ("tupolev", "aircraft type"),
    ("inc", "company"),
    ("inc.", "company"),
    ("corp", "company"),
    ("corp.", "company"),
    ("co", "company"),
    ("ltd", "company"),
    ("plc", "company"),
    ("company", "company"),
    ("corporation", "company"),
    ("holdings", "company"),
    ("motors", "company"),
    ("airlines", "airline"),
    ("airways", "airline"),
    ("times", "newspaper"),
    ("tribune", "newspaper"),
    ("arena", "stadium"),
    ("oval", "stadium"),
    ("camp", "camp or base"),
    ("flight", "flight number"),
    ("uss", "ship"),
    ("hms", "ship"),
    ("awards", "award"),
    ("road", "street"),
    ("avenue", "street"),
];

/// The hint of an answer; `name` where no sort is known for sure.
pub(super) fn hint(block: &str, tokens: &[Token], at: &Range<usize>, sort: Sort) -> &'static str {
    let answer = &tokens[at.clone()];
    let has = |words: &[&str]| answer.iter().any(|it| words.contains(&&*it.lower));
    match sort {
        Sort::Date => date(block, answer),
        Sort::Number if has(&["%", "percent", "cent"]) => "percentage",
        Sort::Number if has(&["$", "\u{20ac}", "\u{a3}", "\u{a5}"]) => "amount",
        Sort::Name if is_where(tokens, at) => "place",
        Sort::Name | Sort::Place | Sort::Organisation => name(block, answer, sort),
        _ => sort.word(),
    }
}

fn date(block: &str, answer: &[Token]) -> &'static str {
    let has_month = answer.iter().any(|it| is_month(&it.lower));
    let has_year = answer.iter().any(|it| is_year(block, it));
    let has_day = answer.iter().any(|it| {
        it.lower.len() <= 4
            && it.lower.starts_with(|c: char| c.is_ascii_digit())
            && !is_year(block, it)
    });
    match answer {
        [_] if has_year => "year",
        [one] if one.lower.ends_with("0s") => "decade",
        _ if answer.iter().any(|it| matches!(&*it.lower, "century" | "centuries")) => "century",
        _ if has_month && has_day && has_year => "full date",
        _ if has_month && has_day => "month and day",
        _ if has_month && has_year => "month and year",
        _ => "date",
    }
}

fn name(block: &str, answer: &[Token], sort: Sort) -> &'static str {
    // The West Bank is no bank, and Wall Street more than a street.
    let is_figurative =
        |kind: &str| sort == Sort::Place && matches!(kind, "bank" | "street" | "square");
    let kind = |word: Option<&Token>| {
        let mut kinds = KINDS.into_iter().filter(|kind| !is_figurative(kind));
        kinds.find(|kind| word.is_some_and(|it| it.lower == *kind))
    };
    if let Some(kind) = kind(answer.last()).or_else(|| kind(answer.first())) {
        return kind;
    }
    let called = |word: Option<&Token>| {
        CALLED
            .into_iter()
            .find(|(own, kind)| {
                // "Boeing" alone builds them.
                word.is_some_and(|it| it.lower == *own)
                    && (*kind != "aircraft type" || answer.len() > 1)
            })
            .map(|it| it.1)
    };
    if let Some(kind) = called(answer.last()).or_else(|| called(answer.first())) {
        return kind;
    }
    match (sort, answer) {
        (Sort::Name, [_, america]) if america.lower == "america" => "continent",
        // "NATO", "RSPCA"
        (Sort::Name, [one]) if is_abbreviation(&block[one.range.clone()]) => "abbreviation",
        (Sort::Place, _) => {
            let words: Vec<&str> = answer.iter().map(|it| &*it.lower).collect();
            match kind_of_place(&words.join(" ")) {
                "country" => "country",
                "city" => "city",
                _ => "place",
            }
        }
        _ => sort.word(),
    }
}

/// Whether a name tells where something is: `based in Lindholm,`, `in Lindholm, Sweden`, `near Lindholm`.
fn is_where(tokens: &[Token], at: &Range<usize>) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    let Some(before) = at.start.checked_sub(1) else { return false };
    let by_country = word(at.end) == ","
        && tokens.get(at.end + 1).is_some_and(|it| {
            kind_of_place(&it.lower) == "country" || kind_of_place(&it.lower) == "region"
        });
    let is_led = match word(before) {
        "near" | "outside" => true,
        "in" => {
            by_country
                || before > 0
                    && (matches!(
                        word(before - 1),
                        "based"
                            | "born"
                            | "held"
                            | "lives"
                            | "lived"
                            | "live"
                            | "killed"
                            | "arrested"
                            | "headquarters"
                            | "hospital"
                            | "hotel"
                            | "house"
                            | "office"
                            | "offices"
                            | "died"
                            | "crashed"
                            | "spoke"
                            | "speech"
                            | "plant"
                            | "factory"
                    ))
                || before == 0 && word(at.end) == ","
        }
        "at" => by_country,
        _ => false,
    };
    is_led && at.len() <= 3 && (before == 0 || !tokens[before].capital)
}

fn is_abbreviation(word: &str) -> bool {
    word.len() > 2 && word.chars().all(char::is_uppercase)
}
