//! What a sentence refers to and does not hold: `the same role`, `such a meeting`, `previous offer`, `they said`, a
//! quotation whose speaker stands elsewhere, an entry of a list of references.

use super::calendar::is_weekday;
use super::candidates::is_month;
use super::cast::Cast;
use super::names;
use super::tags::Tag;
use super::tokens::Token;
use super::words::{SAYING, same_stem};

/// What a sentence lacks that it refers to; `None` where it lacks nothing.
pub(super) fn lacking(whole: &str, tokens: &[Token], cast: &Cast) -> Option<&'static str> {
    if is_quotation(whole) {
        return Some("it is a quotation, and does not tell who says it");
    }
    if compares(tokens) {
        return Some("it compares with something told before");
    }
    if tokens.windows(2).any(|two| two[0].lower == "they" && says(&two[1].lower)) {
        return Some("it does not tell who says it");
    }
    let is_named = |it: &Token| {
        names::is_first_name(&it.lower)
            || names::is_title(&it.lower)
            || cast.is_last_name(&it.lower)
    };
    if is_called_before(tokens) {
        return Some("a pronoun in the sentence would stand for nothing");
    }
    if let [.., who, says_it, stop] = tokens
        && matches!(&*who.lower, "he" | "she" | "it")
        && says(&says_it.lower)
        && stop.tag == Tag::Sign
        && !tokens.iter().any(is_named)
    {
        return Some("it does not tell who says it");
    }
    if calls_by_last_name(tokens, cast) {
        return Some("it calls a person by a name that others have, too");
    }
    if is_rhetoric(tokens) {
        return Some("it is a figure of speech, not a fact");
    }
    if has_outer_subject(tokens) || begins_with_pointer(tokens) {
        return Some("a pronoun in the sentence would stand for nothing");
    }
    lacks_object(tokens).then_some("it ends before it tells what is meant")
}

/// Whether a sentence is an entry of a list of references, or says when something was posted.
pub(super) fn is_reference(whole: &str) -> bool {
    let mut words = whole.trim_start_matches(['"', '\u{201c}']).split_whitespace();
    let first = words.next().unwrap_or_default();
    let next = words.next().unwrap_or_default().to_lowercase();
    let is_day = next.starts_with(|c: char| c.is_ascii_digit()) || is_month(&next);
    // "The Associated Press contributed to this report."
    let asks = [" contributed to th", " for comment", " requested comment"];
    if asks.iter().any(|it| whole.contains(it)) {
        return true;
    }
    if is_notice(whole) {
        return true;
    }
    if matches!(first, "Contributing:" | "Reporting") {
        return true;
    }
    match first {
        "Archived" | "Retrieved" => is_day || matches!(&*next, "from" | "on" | "at" | "via"),
        "Posted" => is_day || matches!(&*next, "on" | "by" | "at"),
        _ => whole.starts_with('^'),
    }
}

/// Whether a sentence is about the page and not of the article: what it earns, sells and owns.
fn is_notice(whole: &str) -> bool {
    let lower = whole.to_lowercase();
    [
        "affiliate link",
        "affiliate commission",
        "earn a commission",
        "earn commission",
        "heads up",
        "our newsletter",
        "newsletters",
        "subscribe to",
        "subscribers can",
        "sign up for",
        "all rights reserved",
        "\u{a9}",
        "copyright 1",
        "copyright 2",
        "may not be published, broadcast",
        "originally appeared",
        "originally published",
        "first appeared on",
        "this article was",
        "this story was",
    ]
    .iter()
    .any(|it| lower.contains(it))
}

/// `A builder of ships, it has 42 members`: what is told before the comma is whom the sentence before names.
fn is_called_before(tokens: &[Token]) -> bool {
    let Some(comma) = tokens.iter().position(|it| it.lower == ",") else { return false };
    let is_phrase =
        !tokens[..comma].iter().any(|it| matches!(it.tag, Tag::Verb | Tag::Auxiliary | Tag::Name));
    tokens[0].tag == Tag::Determiner
        && is_phrase
        && tokens
            .get(comma + 1)
            .is_some_and(|it| matches!(&*it.lower, "it" | "he" | "she" | "they"))
}

fn says(word: &str) -> bool {
    SAYING.contains(&word) && !matches!(word, "believe" | "believed" | "described" | "according")
}

/// Whether a sentence stands wholly between two quotation marks.
fn is_quotation(whole: &str) -> bool {
    let is_mark = |c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}');
    let bare = whole.trim().trim_end_matches(['.', ',']);
    bare.starts_with(is_mark) && bare.ends_with(is_mark) && bare.matches(is_mark).count() == 2
}

/// `the same role` without `as`, `such a meeting`, `previous offer`, where nothing before in the sentence is meant.
fn compares(tokens: &[Token]) -> bool {
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    let is_told = |at: usize| {
        let noun = tokens[at + 1..].iter().find(|it| it.tag == Tag::Noun);
        noun.is_some_and(|noun| {
            tokens[..at].iter().any(|it| it.tag != Tag::Sign && same_stem(&it.lower, &noun.lower))
        })
    };
    let goes_on = |at: usize, words: &[&str]| {
        tokens[at + 1..].iter().take(5).any(|it| words.contains(&&*it.lower))
    };
    (0..tokens.len()).any(|at| match word(at) {
        "same" => {
            at > 0
                && word(at - 1) == "the"
                && tokens.get(at + 1).is_some_and(|it| it.tag == Tag::Noun)
                && !matches!(word(at + 1), "time" | "way" | "thing" | "day" | "year" | "month")
                && !goes_on(at, &["as", "that", "who", "which", "of"])
                && !is_told(at)
        }
        "such" => {
            // "such as wood"; "such meetings"
            word(at + 1) != "as" && !goes_on(at, &["as", "that"]) && !is_told(at)
        }
        "previous" | "earlier" => {
            matches!(word(at + 1), "offer" | "bid" | "proposal" | "deal" | "attempt" | "statement")
                && !matches!(word(at + 2), "of" | "for" | "to" | "by")
                && !is_told(at)
        }
        "more" => {
            let is_led = matches!(word(at.wrapping_sub(1)), "a" | "an" | "bit" | "little" | "much");
            is_led
                && tokens.get(at + 1).is_some_and(|it| it.tag == Tag::Adjective)
                && !tokens.iter().any(|it| it.lower == "than")
        }
        // "A faster version will be sold": of what?
        "version" | "edition" | "variant" => {
            matches!(word(0), "a" | "an" | "the" | "another")
                && word(at + 1) != "of"
                && tokens[1..at].iter().all(|it| !matches!(it.tag, Tag::Verb | Tag::Auxiliary))
        }
        _ => false,
    })
}

/// `did a study to find out.`
fn lacks_object(tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|it| it.tag != Tag::Sign).map(|it| &*it.lower);
    // A day of the week at the end is not shown.
    let words: Vec<&str> = words.filter(|it| !is_weekday(it)).collect();
    matches!(
        words.as_slice(),
        [.., "to", "find", "out"]
            | [.., "do" | "did" | "doing" | "done", "so"]
            | [.., "take" | "takes" | "took" | "taken" | "taking", "part"]
            | [.., "to", "know" | "tell" | "decide" | "explain"]
            // By whom, or when, stood behind it.
            | [.., "data" | "figures" | "statement" | "statements" | "report", "released" | "published" | "issued"]
    )
}

/// `Williams, who was ill,` and `Taylor was`: a person by a first or a last name, of which the article gives no one whole
/// name.
pub(super) fn calls_by_last_name(tokens: &[Token], cast: &Cast) -> bool {
    let of_clause = tokens.iter().rposition(|it| it.lower == ",").map_or(0, |at| at + 1);
    let starts =
        [0, tokens.iter().position(|it| it.lower == ",").map_or(0, |at| at + 1), of_clause];
    starts.into_iter().any(|at| {
        let [name, rest @ ..] = &tokens[at..] else { return false };
        let Some(next) = rest.iter().find(|it| it.lower != ",") else { return false };
        let is_person = matches!(&*next.lower, "who" | "whose");
        let is_anybody = cast.is_last_name(&name.lower) || names::is_first_name(&name.lower);
        let is_verb = matches!(next.tag, Tag::Verb | Tag::Auxiliary)
            || next.tag != Tag::Sign && !next.capital && next.lower.ends_with(['s', 'd']);
        let acts = is_anybody && is_verb && !next.lower.starts_with(['\'', '\u{2019}']);
        name.tag == Tag::Name && (is_person || acts) && cast.whole_name(&name.lower).is_none()
    })
}

/// `The days of X are long gone.`
fn is_rhetoric(tokens: &[Token]) -> bool {
    let words: Vec<&str> = tokens.iter().map(|it| &*it.lower).collect();
    let is_over = |it: &&str| matches!(*it, "gone" | "over" | "numbered" | "past");
    matches!(words.as_slice(), ["the", "days" | "era" | "age" | "time", "of" | "when", .., last, "."] if is_over(last))
        || words.windows(2).any(|two| two == ["long", "gone"])
}

/// `Including other sources, it emitted`: nothing before the pronoun is what it stands for.
fn begins_with_pointer(tokens: &[Token]) -> bool {
    let Some(comma) = tokens.iter().position(|it| it.lower == ",") else { return false };
    let is_pronoun = |it: &Token| matches!(&*it.lower, "it" | "they" | "he" | "she");
    (matches!(tokens[0].tag, Tag::Preposition | Tag::Verb) || tokens[0].lower.ends_with("ed"))
        && tokens.get(comma + 1).is_some_and(is_pronoun)
        && !tokens[..comma].iter().any(|it| it.tag == Tag::Name)
}

/// `As Henrik Vale has pointed out, it would`: what is told stands before, and who says so is not meant.
fn has_outer_subject(tokens: &[Token]) -> bool {
    let Some(comma) = tokens.iter().position(|it| it.lower == ",") else { return false };
    let is_comment = tokens[..comma].last().is_some_and(|it| {
        says(&it.lower) || matches!(&*it.lower, "out" | "explained" | "observed" | "put")
    });
    tokens[0].lower == "as"
        && is_comment
        && tokens.get(comma + 1).is_some_and(|it| matches!(&*it.lower, "it" | "they"))
}
