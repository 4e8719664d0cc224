//! Why a number or a date could be guessed, or is not worth a card: it follows from other figures of its sentence, is
//! one end of a range, or only says when or where something was counted.

use super::Candidate;
use super::arithmetic::is_counted_out;
use super::calendar::{is_calendar, is_unit};
use super::candidates::is_year;
use super::cast::Cast;
use super::names;
use super::sources::is_saying;
use super::tags::Tag;
use super::text::Text;
use super::tokens::Token;
use super::words::is_compass;

/// Why a date is given away; `None` where it is not.
pub(super) fn date(text: &Text, it: &Candidate, cast: &Cast) -> Option<&'static str> {
    let tokens = &text.sentences[it.sentence].tokens;
    if it.answer.eq_ignore_ascii_case("september 11") {
        Some("the answer is the first that comes to mind")
    } else if is_vague_decade(tokens, it, cast) {
        Some("the decade is vague, or that of the article")
    } else if is_day(tokens, it) {
        Some("nobody remembers the day; the year would do")
    } else if is_saying(tokens, it) {
        Some("it tells only when somebody said so")
    } else if range(tokens, it) || is_end_of_stretch(tokens, it) {
        Some("the answer is one end of a range")
    } else if tokens.windows(2).any(|it| it[0].lower == "world" && it[1].lower == "war") {
        Some("the war that the sentence names tells the years")
    } else if is_paired(tokens, it) {
        Some("the year beside it stands in the sentence")
    } else {
        year(text, it, cast)
    }
}

/// `20 May 2016`: a month, a year and the day.
fn is_day(tokens: &[Token], it: &Candidate) -> bool {
    let inside = &tokens[it.tokens.clone()];
    let figures = inside.iter().filter(|it| it.lower.starts_with(|c: char| c.is_ascii_digit()));
    figures.count() > 1 && inside.iter().any(is_calendar)
}

/// `over a 28-month period from _____ to`.
fn is_end_of_stretch(tokens: &[Token], it: &Candidate) -> bool {
    let is_long = |it: &Token| {
        it.lower.starts_with(|c: char| c.is_ascii_digit())
            && ["-month", "-year", "-week", "-day"].iter().any(|unit| it.lower.ends_with(unit))
    };
    let before = &tokens[..it.tokens.start];
    before.last().is_some_and(|it| matches!(&*it.lower, "from" | "to" | "until"))
        && before.iter().rev().take(12).any(is_long)
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

/// `in 2008 and _____`, `the _____ and '50s`.
fn is_paired(tokens: &[Token], it: &Candidate) -> bool {
    let joins = |it: &Token| matches!(&*it.lower, "and" | "or" | "/");
    let is_when = |it: &Token| {
        let digits = it.lower.trim_end_matches('s');
        digits.len() > 1 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let behind = tokens[it.tokens.end..].iter().take(3);
    let behind = behind.skip_while(|it| it.lower == ",").collect::<Vec<_>>();
    let before =
        tokens[..it.tokens.start].iter().rev().filter(|it| it.lower != "in" && it.lower != "the");
    let before = before.take(2).collect::<Vec<_>>();
    let is_in_row = matches!(&tokens[it.tokens.end..], [comma, next, ..]
        if comma.lower == "," && next.lower.len() == 4 && is_when(next));
    is_in_row
        || behind.first().is_some_and(|it| joins(it)) && behind[1..].iter().any(|it| is_when(it))
        || matches!(before[..], [join, other] if joins(join) && is_when(other))
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
    // "2001: A Space Odyssey", "18 U.S. Code \u{a7} 1621"
    let names_film = tokens.get(it.tokens.end).is_some_and(|it| it.lower == ":")
        || before.last().is_some_and(|it| it.lower == "\u{a7}");
    let is_part = names_film
        || before.len() > 1 && before.last().is_some_and(is_name)
        || matches!(&tokens[it.tokens.end..], [comma, next, ..]
            if comma.lower == "," && next.tag == Tag::Noun && before.last().is_some_and(|it| it.lower == ","));
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
                | "bond"
                | "anthology"
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
    if is_point_of_figure(before) {
        return Some("the year only tells when something was counted");
    }
    let is_to_come = (0..tokens.len()).any(|at| {
        let next = tokens.get(at + 1).map_or("", |it| &*it.lower);
        match &*tokens[at].lower {
            "will" | "forecast" | "predicted" | "projected" | "scheduled" | "upcoming" => true,
            "set" | "expected" | "due" | "plans" | "going" | "likely" | "hopes" => next == "to",
            _ => false,
        }
    });
    // The year before the prompt gives them away.
    let is_now = text.reading.day.is_some_and(|day| (year - i64::from(day.year)).abs() <= 1);
    let is_newest = cast.latest_year.is_some_and(|latest| year + 1 >= latest);
    (is_now || is_to_come && is_newest)
        .then_some("the year is that of the article, or one beside it")
}

/// `as of _____`, `at the end of _____`, `up from 6.6 percent in _____`.
fn is_point_of_figure(before: &[Token]) -> bool {
    let is_point = |first: &Token| matches!(&*first.lower, "as" | "end");
    if matches!(before, [.., first, of] if is_point(first) && of.lower == "of") {
        return true;
    }
    let [.., led] = before else { return false };
    let mut figure = before[..before.len() - 1].iter().rev().take(5).skip_while(|it| {
        matches!(it.tag, Tag::Number | Tag::Noun)
            || matches!(&*it.lower, "%" | "percent" | "per" | "cent" | "$" | "million" | "billion")
    });
    let is_counted = before.len() > 1 && before[before.len() - 2].tag != Tag::Name;
    led.lower == "in"
        && is_counted
        && matches!(figure.next(), Some(it) if matches!(&*it.lower, "from"))
        && matches!(figure.next(), Some(it)
            if matches!(&*it.lower, "up" | "down" | "," | "increase" | "decrease" | "rise" | "drop"))
}

/// `180 Kent is assigned to`, `300 Slater Street`: the number is that of a house or of one among several.
fn numbers_name(tokens: &[Token], it: &Candidate) -> bool {
    let rest = &tokens[it.tokens.end..];
    let n = rest.iter().take_while(|it| it.tag == Tag::Name && !is_calendar(it)).count();
    let is_bare = it.answer.bytes().all(|byte| byte.is_ascii_digit());
    let Some(last) = rest[..n].last() else { return false };
    is_bare
        && !last.lower.ends_with('s')
        && !names::is_demonym(&last.lower)
        && rest.get(n).is_none_or(|it| !matches!(it.tag, Tag::Noun | Tag::Adjective))
}

/// `in the past _____ days`, `his first _____ days`, `_____ years ago`.
fn is_stretch(tokens: &[Token], it: &Candidate) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    let led = it.tokens.start.checked_sub(1).map_or("", word);
    let is_led = matches!(
        led,
        "past" | "last" | "first" | "next" | "previous" | "following" | "coming" | "recent"
    );
    is_unit(word(it.tokens.end))
        && (is_led || matches!(word(it.tokens.end + 1), "ago" | "earlier" | "later"))
}

/// `_____ miles from downtown`, `_____ kilometers east of Moscow`.
fn is_distance(tokens: &[Token], it: &Candidate) -> bool {
    let word = |n: usize| tokens.get(it.tokens.end + n).map_or("", |it| &*it.lower);
    let is_long = matches!(
        word(0),
        "mile"
            | "miles"
            | "kilometer"
            | "kilometers"
            | "kilometre"
            | "kilometres"
            | "km"
            | "meters"
            | "metres"
            | "feet"
            | "yards"
    );
    let is_aside =
        |word: &str| matches!(word, "away" | "off" | "from" | "up" | "down") || is_compass(word);
    is_long && (is_aside(word(1)) || word(1) == "to" && is_aside(word(3)))
}

/// Why the words right beside a number make it no answer: `the top _____`, `a town of _____`, `_____ hours`.
fn beside(tokens: &[Token], it: &Candidate, led: &str) -> Option<&'static str> {
    let next = tokens.get(it.tokens.end).map_or("", |it| &*it.lower);
    if matches!(led, "few" | "several" | "many" | "top" | "category")
        || led == "," && next == "pounds"
    {
        return Some("the number is too small or too vague");
    }
    let is_noun = tokens.get(it.tokens.end).is_some_and(|it| it.tag == Tag::Noun);
    if is_year_like(&tokens[it.tokens.start]) && it.tokens.len() == 1 && !is_noun {
        return Some("the number may be a year");
    }
    // "four in ten", "5 feet, 7 inches"
    let before_last = it.tokens.start.checked_sub(2).map(|at| tokens[at].tag);
    let is_pair = led == "in" && before_last == Some(Tag::Number);
    let has_inches = tokens[it.tokens.end..].iter().take(4).any(|it| it.lower == "inches");
    if is_pair
        || led == "per"
        || next == "feet" && has_inches
        || matches!(next, "quarters" | "thirds" | "fifths" | "tenths")
    {
        return Some("the answer belongs to the words beside it");
    }
    if matches!(next, "hours" | "minutes") {
        return Some("it only tells how long ago, or for how long");
    }
    let of_town = matches!(&tokens[..it.tokens.start], [.., town, of] if of.lower == "of"
        && matches!(&*town.lower, "town" | "city" | "village" | "county" | "island" | "nation"));
    of_town.then_some("it only tells how large a place is")
}

/// Why a number is given away; `None` where it is not.
pub(super) fn figure(tokens: &[Token], it: &Candidate) -> Option<&'static str> {
    let led = it.tokens.start.checked_sub(1).map_or("", |at| &*tokens[at].lower);
    if let Some(reason) = beside(tokens, it, led) {
        return Some(reason);
    }
    if is_stretch(tokens, it) {
        return Some("it only tells how long ago, or for how long");
    }
    if led == "all" || is_counted_out(tokens, it) {
        return Some("the rest of the sentence lets one count the answer out");
    }
    if numbers_name(tokens, it) {
        return Some("the number belongs to a name or an address");
    }
    if is_distance(tokens, it) {
        return Some("it only tells how far apart places are");
    }
    if range(tokens, it) {
        return Some("the answer is one end of a range");
    }
    // "Of the more than 70 sessions, only five"
    let is_whole = tokens[0].lower == "of"
        && it.tokens.start < 7
        && tokens[it.tokens.end..].iter().any(|it| it.tag == Tag::Number);
    if is_whole {
        return Some("it only tells of how many the other figure is a part");
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
    let is_another = it
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|at| matches!(&*tokens[at].lower, "another" | "further"));
    if is_another {
        return Some("it counts the others of something told before");
    }
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
    // "from around 20% now to 24%" asks for the second.
    let from = tokens[..start].iter().rev().take(2).any(|it| it.lower == "from");
    let to = tokens[end..].iter().take(4).position(|it| it.lower == "to");
    let leads = from && to.is_some_and(|to| number_behind(end + to + 1));
    behind || before || between || leads
}
