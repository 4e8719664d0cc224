//! Whether a sentence stands alone: whether it names whatever it speaks of, so that who has lost the article
//! still knows which city, which interview and which year is meant.

use super::calendar::{is_calendar, is_unit, is_weekday};
use super::candidates::is_month;
use super::definite::{Known, dangles, is_open, names_body, open_phrases};
use super::mending::quotations;
use super::names;
use super::tags::Tag;
use super::text::Text;
use super::times::loose_times;
use super::tokens::Token;
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
    // Who knows the article by its title knows more of what it is about.
    let is_bad = if titled {
        open.len() > 2
            || open
                .iter()
                .any(|(at, _)| dangles(tokens, *at) || is_subject(*at) && names_body(tokens, *at))
    } else {
        open.len() > 1
            || open
                .iter()
                .any(|(at, is_class)| *is_class || dangles(tokens, *at) || is_subject(*at))
    };
    is_bad.then_some("it tells of something named in a sentence before")
}

/// Whether `this plan` became `the plan` in a rewording, and nobody knows which plan.
pub(super) fn still_points(original: &[Token], reworded: &[Token], is_known: Known<'_>) -> bool {
    demonstrative(original, 0) && !open_phrases(reworded, is_known).is_empty()
}

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
                    && next.is_some_and(|it| matches!(it.tag, Tag::Noun | Tag::Number))
            }
            _ => false,
        }
    })
}

/// Whether a time is told by the day on which the article was written, or by an event told before.
///
/// Where the title is shown with its year, `now` is the time of the article.
pub(super) fn relative_time(tokens: &[Token], titled: bool, dated: bool) -> bool {
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
        // The same sentence with the year in its place is the better one; what somebody said stays as it was said.
        "last" | "next" if dated && matches!(word(at + 1), "year" | "month") => {
            let quoted = quotations(tokens);
            !quoted.iter().any(|it| it.contains(&tokens[at].range.start))
        }
        // "a year ago", by the year that stands before it
        "last" | "past" | "ago" if dated => false,
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
            matches!(word(at + 1), "quarter" | "half") && !has_year(at + 2) && word(at + 2) != "of"
        }
        "earlier" | "later" => {
            // "three balls later"
            at > 1 && tokens[at - 1].tag == Tag::Noun && tokens[at - 2].tag == Tag::Number
                || at > 0 && is_unit(word(at - 1))
                || is_unit(word(at + 1))
                || word(at + 1) == "on"
        }
        "so" => word(at + 1) == "far" && !titled,
        "then" => at > 0 && matches!(word(at - 1), "since" | "by" | "until"),
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
