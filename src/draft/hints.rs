//! What a gap says of its answer: the sort of thing that its own words tell, so that a learner knows how exact to be.

use super::candidates::{Sort, is_month, is_year};
use super::names::kind_of_place;
use super::tokens::Token;

/// What the last or the first word of a name calls it. They are more exact than the sort: `the Museum` and `the
/// Church` are houses as often as bodies.
const KINDS: [&str; 14] = [
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
];

/// The hint of an answer; `name` where no sort is known for sure.
pub(super) fn hint(block: &str, answer: &[Token], sort: Sort) -> &'static str {
    let has = |words: &[&str]| answer.iter().any(|it| words.contains(&&*it.lower));
    match sort {
        Sort::Date => date(block, answer),
        Sort::Number if has(&["%", "percent", "cent"]) => "percentage",
        Sort::Number if has(&["$", "\u{20ac}", "\u{a3}", "\u{a5}"]) => "amount",
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
    let kind = |word: Option<&Token>| {
        KINDS.into_iter().find(|kind| word.is_some_and(|it| it.lower == *kind))
    };
    if let Some(kind) = kind(answer.last()).or_else(|| kind(answer.first())) {
        return kind;
    }
    match (sort, answer) {
        (Sort::Name, [flight, _]) if flight.lower == "flight" => "flight number",
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

fn is_abbreviation(word: &str) -> bool {
    word.len() > 2 && word.chars().all(char::is_uppercase)
}
