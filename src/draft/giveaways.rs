//! Why an answer could be guessed, or is not worth a card: it follows from other figures of its sentence or
//! from an office that one person holds, the whole article speaks of it, or it names only who was quoted.

use super::Candidate;
use super::calendar::is_calendar;
use super::candidates::{Sort, is_year};
use super::cast::{Cast, n_blocks};
use super::names;
use super::sources::{is_affiliation, is_mouthpiece, is_saying, is_source, is_speaker};
use super::tags::Tag;
use super::text::Text;
use super::tokens::Token;

/// Why an answer is given away; `None` where it is not.
pub(super) fn given_away(text: &Text, it: &Candidate, cast: &Cast) -> Option<&'static str> {
    let tokens = &text.sentences[it.sentence].tokens;
    match it.sort {
        Sort::Number => figure(tokens, it),
        Sort::Date if it.answer.eq_ignore_ascii_case("september 11") => {
            Some("the answer is the first that comes to mind")
        }
        Sort::Date if is_vague_decade(tokens, it, cast) => {
            Some("the decade is vague, or that of the article")
        }
        Sort::Date if is_saying(tokens, it) => Some("it tells only when somebody said so"),
        Sort::Date if range(tokens, it) => Some("the answer is one end of a range"),
        Sort::Date => year(text, it, cast),
        Sort::Person | Sort::Place | Sort::Organisation | Sort::Name => name(text, it, cast),
        _ => None,
    }
}

/// `throughout the 1990s`, and the decades around the latest year that the article holds.
fn is_vague_decade(tokens: &[Token], it: &Candidate, cast: &Cast) -> bool {
    let [decade] = &tokens[it.tokens.clone()] else { return false };
    let Some(first) = decade.lower.strip_suffix('s').and_then(|it| it.parse::<i64>().ok()) else {
        return false;
    };
    let led = tokens[..it.tokens.start].iter().rev().take(2);
    let mut led = led.map(|it| &*it.lower);
    led.any(|it| {
        matches!(it, "throughout" | "during" | "over" | "since" | "early" | "mid" | "late")
    }) || cast.latest_year.is_some_and(|latest| latest - first < 15)
}

/// Why a year alone is not asked for.
fn year(text: &Text, it: &Candidate, cast: &Cast) -> Option<&'static str> {
    let sentence = &text.sentences[it.sentence];
    let (tokens, block) = (&sentence.tokens, &text.reading.blocks[sentence.block].text);
    let [own] = &tokens[it.tokens.clone()] else { return None };
    let number = |it: &Token| is_year(block, it).then(|| it.lower.parse::<i64>().ok()).flatten();
    let year = number(own)?;
    // "the Immigration Act 1999", "the Sept. 11, 2001, attacks"
    let is_name =
        |it: &Token| (it.tag == Tag::Name || it.tag == Tag::Noun && it.capital) && !is_calendar(it);
    let before = &tokens[..it.tokens.start];
    let is_part = before.len() > 1 && before.last().is_some_and(is_name)
        || matches!(before, [.., day, comma]
            if comma.lower == "," && day.tag == Tag::Number && day.lower.len() <= 2);
    // "the 2015 Marigold", but not "the 1979 Islamic revolution"
    let names_next =
        |it: &Token| it.tag == Tag::Name && !is_calendar(it) && !names::is_demonym(&it.lower);
    if is_part || tokens.get(it.tokens.end).is_some_and(names_next) {
        return Some("the year is part of a name or of a longer date");
    }
    // "a study from 2012", "the latest count, from 2019", "a 2011 paper"
    let is_of_study = |it: &Token| {
        matches!(
            &*it.lower,
            "study"
                | "survey"
                | "poll"
                | "report"
                | "paper"
                | "article"
                | "census"
                | "count"
                | "data"
                | "figures"
        )
    };
    let next = tokens.get(it.tokens.end);
    let led = before.iter().rev().filter(|it| it.lower != ",").take(2).collect::<Vec<_>>();
    if next.is_some_and(is_of_study)
        || matches!(led[..], [join, study] if join.tag == Tag::Preposition && is_of_study(study))
    {
        return Some("the year is only that of a study");
    }
    if tokens.iter().filter_map(number).any(|other| (other - year).abs() == 1) {
        return Some("the year beside it stands in the sentence");
    }
    let is_to_come = (0..tokens.len()).any(|at| {
        let next = tokens.get(at + 1).map_or("", |it| &*it.lower);
        match &*tokens[at].lower {
            "will" | "forecast" | "predicted" | "projected" | "scheduled" | "upcoming" => true,
            "set" | "expected" | "due" | "plans" | "going" | "likely" | "hopes" => next == "to",
            _ => false,
        }
    });
    let is_newest = cast.latest_year.is_some_and(|latest| year + 1 >= latest);
    (is_to_come && is_newest).then_some("the year is that of the article, or the next")
}

fn figure(tokens: &[Token], it: &Candidate) -> Option<&'static str> {
    if range(tokens, it) {
        return Some("the answer is one end of a range");
    }
    // "29 of the 50 states", "eight out of ten"
    let mut led = tokens[..it.tokens.start].iter().rev().skip_while(|it| it.tag == Tag::Determiner);
    if led.next().is_some_and(|it| it.lower == "of")
        && led.find(|it| it.lower != "out").is_some_and(|it| it.tag == Tag::Number)
    {
        return Some("it only tells of how many the other figure is a part");
    }
    let outside = |at: &usize| !it.tokens.contains(at);
    let computes = (0..tokens.len()).filter(outside).any(|at| {
        matches!(
            &*tokens[at].lower,
            "half"
                | "third"
                | "thirds"
                | "two-thirds"
                | "one-third"
                | "quarter"
                | "quarters"
                | "three-quarters"
                | "twice"
                | "double"
                | "doubled"
                | "triple"
                | "tripled"
                | "majority"
                | "remaining"
        )
    });
    let others = (0..tokens.len())
        .filter(outside)
        .filter(|at| tokens[*at].tag == Tag::Number && !is_year_like(&tokens[*at]))
        .count();
    if computes && others > 0 {
        return Some("the answer follows from other figures of the sentence");
    }
    let next = tokens.get(it.tokens.end);
    if next.is_some_and(|it| matches!(&*it.lower, "other" | "others" | "more" | "additional"))
        && tokens.get(it.tokens.end + 1).is_none_or(|it| it.lower != "than")
    {
        return Some("it counts the others of something told before");
    }
    // "190 kilometres, or 118 miles"
    let same = tokens[it.tokens.end..]
        .windows(2)
        .take(5)
        .any(|two| two[0].lower == "or" && two[1].tag == Tag::Number);
    same.then_some("the answer stands there in another unit")
}

fn is_year_like(it: &Token) -> bool {
    it.lower.len() == 4
        && it.lower.starts_with(['1', '2'])
        && it.lower.bytes().all(|byte| byte.is_ascii_digit())
}

/// `$24 to $28`, `between 10 and 20`: the other end tells too much.
fn range(tokens: &[Token], it: &Candidate) -> bool {
    let joins = |it: &Token| matches!(&*it.lower, "to" | "-" | "\u{2013}" | "or");
    let is_sign = |it: &Token| matches!(&*it.lower, "$" | "\u{20ac}" | "\u{a3}" | "%" | "percent");
    let number_behind = |mut at: usize| {
        while tokens.get(at).is_some_and(is_sign) {
            at += 1;
        }
        tokens.get(at).is_some_and(|it| it.tag == Tag::Number)
    };
    let number_before = |at: usize| {
        tokens[..at].iter().rev().find(|it| !is_sign(it)).is_some_and(|it| it.tag == Tag::Number)
    };
    let (start, end) = (it.tokens.start, it.tokens.end);
    let behind = tokens.get(end).is_some_and(joins) && number_behind(end + 1);
    let before = start > 1 && joins(&tokens[start - 1]) && number_before(start - 1);
    let between = tokens[..start].iter().rev().take(6).any(|it| it.lower == "between");
    behind || before || between
}

fn name(text: &Text, it: &Candidate, cast: &Cast) -> Option<&'static str> {
    let tokens = &text.sentences[it.sentence].tokens;
    let inside = &tokens[it.tokens.clone()];
    let blocks = n_blocks(text, inside);
    // Where a third of the article speaks of it, anyone would say it first; of what its title names nobody is asked.
    let is_subject = if it.sort == Sort::Place {
        blocks >= 3 && blocks * 6 >= text.n_blocks
    } else {
        blocks >= 4 && blocks * 3 >= text.n_blocks
    };
    if is_subject {
        return Some("the answer is what the article is about");
    }
    if names::is_household(&it.answer.to_lowercase()) {
        return Some("the answer is the first that comes to mind");
    }
    if is_mouthpiece(tokens, it) && blocks < 3 || is_affiliation(tokens, it) {
        return Some("the answer tells only of one who was quoted");
    }
    if it.sort == Sort::Organisation && acts(tokens, it.tokens.end) {
        return Some("what the organisation does is the news, not that it does");
    }
    if owns_another(tokens, it, cast) {
        return Some("the article joins the answer with another name of the sentence");
    }
    if it.sort != Sort::Place && blocks < 3 && is_private(tokens, it) {
        return Some("the answer is the name of a private person");
    }
    if is_counterpart(tokens, it) {
        return Some("the counterpart that the sentence names gives the answer away");
    }
    if is_sung(tokens, it) {
        return Some("the answer stands in the words of a song");
    }
    if is_office_of_one(tokens, it.tokens.start) {
        return Some("one person holds the office, which the sentence names");
    }
    if is_speaker(tokens, it) || it.sort != Sort::Person && is_source(tokens, it) {
        return Some("the answer is only who says so");
    }
    let quoted = tokens
        .get(it.tokens.end)
        .is_some_and(|it| matches!(&*it.lower, "\"" | "\u{201d}" | "\u{2019}" | ","))
        && it
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| matches!(&*tokens[at].lower, "\"" | "\u{201c}"));
    if quoted && inside.len() > 5 {
        return Some("nobody remembers a quotation by the letter");
    }
    let last = &inside[inside.len() - 1].lower;
    let is_people = ["ists", "ians", "anders", "landers"].iter().any(|end| last.ends_with(end));
    if it.sort == Sort::Name && is_people {
        return Some("the answer names no one thing");
    }
    None
}

/// Whether the verb of a subject that ends here comes next.
fn acts(tokens: &[Token], end: usize) -> bool {
    tokens[end..]
        .iter()
        .find(|it| it.tag != Tag::Adverb)
        .is_some_and(|it| matches!(it.tag, Tag::Verb | Tag::Auxiliary))
}

/// Whether the article says elsewhere whose, or of whom, another name of the sentence is: `Varne's Marigold` gives
/// Varne away beside the Marigold.
fn owns_another(tokens: &[Token], it: &Candidate, cast: &Cast) -> bool {
    let last = &tokens[it.tokens.end - 1].lower;
    let rests = [&tokens[1.min(it.tokens.start)..it.tokens.start], &tokens[it.tokens.end..]];
    rests.into_iter().flatten().any(|other| other.capital && cast.are_joined(last, &other.lower))
}

/// Whether a name is that of one whom a report takes as an example: `Anna Sandell, a mother of four,`.
fn is_private(tokens: &[Token], it: &Candidate) -> bool {
    const PRIVATE: [&str; 20] = [
        "mother",
        "housewife",
        "immigrant",
        "resident",
        "homeowner",
        "shopper",
        "tourist",
        "passenger",
        "commuter",
        "neighbor",
        "neighbour",
        "bystander",
        "onlooker",
        "customer",
        "retiree",
        "pensioner",
        "villager",
        "waitress",
        "farmer",
        "worker",
    ];
    let end = it.tokens.end;
    if it.tokens.len() < 2 || tokens.get(end).is_none_or(|it| it.lower != ",") {
        return false;
    }
    let told = &tokens[end + 1..];
    let len = told.iter().position(|it| it.tag == Tag::Sign || it.tag == Tag::Verb);
    let told = &told[..len.unwrap_or(told.len())];
    // "the owner of a shop", but not "the owner of the Varne Times"
    let owns = told.windows(3).any(|it| {
        it[0].lower == "owner" && it[1].lower == "of" && matches!(&*it[2].lower, "a" | "an")
    });
    let is_one = told.first().is_some_and(|it| matches!(&*it.lower, "a" | "an"));
    // "a worker in Lindholm", but not "a priest of his mother's church"
    let kind = told.iter().take_while(|it| it.tag != Tag::Preposition);
    owns || is_one && kind.into_iter().any(|it| PRIVATE.contains(&&*it.lower))
}

/// Whether a sentence names the counterpart of an answer: `_____ met his Russian counterpart, Dmitri Medvedev`.
fn is_counterpart(tokens: &[Token], it: &Candidate) -> bool {
    it.sort != Sort::Organisation
        && tokens[it.tokens.end..].windows(3).any(|words| {
            words[0].lower == "counterpart"
                && (words[1].tag == Tag::Name || words[1].lower == "," && words[2].tag == Tag::Name)
        })
}

/// Whether an answer stands in quotation marks that hold what is sung.
fn is_sung(tokens: &[Token], it: &Candidate) -> bool {
    let before = &tokens[..it.tokens.start];
    let is_mark = |it: &&Token| matches!(&*it.lower, "\"" | "\u{201c}" | "\u{201d}");
    before.iter().filter(is_mark).count() % 2 == 1
        && before.iter().any(|it| {
            matches!(
                &*it.lower,
                "sing"
                    | "sings"
                    | "sang"
                    | "sung"
                    | "singing"
                    | "belt"
                    | "belted"
                    | "belting"
                    | "chant"
                    | "chanted"
                    | "chanting"
                    | "hum"
                    | "hummed"
            )
        })
}

/// Whether words before a name tell an office that one person holds, and whose: `Facebook CEO`, `the
/// country's president`.
fn is_office_of_one(tokens: &[Token], start: usize) -> bool {
    const OFFICES: [&str; 9] = [
        "president",
        "ceo",
        "chancellor",
        "premier",
        "pope",
        "king",
        "queen",
        "emperor",
        "founder",
    ];
    let is_comma = start > 1 && tokens[start - 1].lower == ",";
    let Some(office) = start.checked_sub(1 + usize::from(is_comma)) else { return false };
    if tokens[office].lower == "justice" && office > 0 && tokens[office - 1].lower == "chief" {
        return true;
    }
    let is_premier =
        tokens[office].lower == "minister" && office > 0 && tokens[office - 1].lower == "prime";
    if !is_premier && !OFFICES.contains(&&*tokens[office].lower) {
        return false;
    }
    tokens[..office].iter().rev().take(3).take_while(|it| it.tag != Tag::Sign).any(|it| {
        it.tag == Tag::Name && !names::is_title(&it.lower)
            || names::is_demonym(&it.lower)
            || matches!(&*it.lower, "'s" | "\u{2019}s")
    })
}
