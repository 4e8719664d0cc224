//! Whether the pronouns of a sentence have something in it to stand for. Knows one sentence; what the sentence before
//! it tells is put in its place elsewhere (`subjects.rs`).

use super::Candidate;
use super::calendar::is_calendar;
use super::candidates::Sort;
use super::cast::Cast;
use super::names;
use super::sentence_refusals::n_loose;
use super::tags::Tag;
use super::tokens::Token;

/// Whether a pronoun of the sentence has nothing before it that it could stand for. The answer may be what it
/// stands for: `_____ drew it, and his drawing is kept.`
pub(super) fn lacks_antecedent(
    tokens: &[Token],
    it: &Candidate,
    cast: &Cast,
    is_named: bool,
) -> bool {
    let of_person = |word: &str| {
        matches!(word, "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself")
    };
    let of_thing = |word: &str| {
        matches!(word, "it" | "its" | "itself" | "they" | "them" | "their" | "themselves")
    };
    tokens.iter().enumerate().any(|(at, pronoun)| {
        // "they've"
        let word = pronoun.lower.split(['\'', '\u{2019}']).next().unwrap_or_default();
        let persons = of_person(word);
        if persons && is_named || !persons && !of_thing(word) {
            return false;
        }
        if is_object_of_first_verb(tokens, at) {
            return true;
        }
        let stands_for = |other: usize| {
            if persons {
                // "After his speech, Apple shares fell": a name before a noun is no person.
                let owns =
                    other > at && tokens.get(other + 1).is_some_and(|it| it.tag == Tag::Noun);
                !owns && is_person(tokens, other, it, cast)
            } else {
                is_thing(&tokens[other], cast)
            }
        };
        // "With his second ball Ryan Harris hit it": the name may follow the phrase that begins the sentence.
        let is_joined = n_loose(tokens);
        if matches!(word, "he" | "she" | "they" | "it") && is_after_opening(&tokens[is_joined..at])
        {
            return true;
        }
        let is_opening = at < 4 && tokens[0].tag == Tag::Preposition && word != "he";
        let to = if is_opening {
            tokens.iter().position(|it| matches!(it.tag, Tag::Verb | Tag::Auxiliary)).unwrap_or(at)
        } else {
            at
        };
        !(0..to.max(at)).any(stands_for)
    })
}

/// `The council of Lindholm rejected it in 1782`: what is rejected is not the council, and nothing else is named.
fn is_object_of_first_verb(tokens: &[Token], at: usize) -> bool {
    let Some(verb) = at.checked_sub(1) else { return false };
    let is_object = matches!(&*tokens[at].lower, "it" | "them" | "him")
        && tokens[verb].tag == Tag::Verb
        && tokens.get(at + 1).is_some_and(|it| !matches!(it.tag, Tag::Verb | Tag::Auxiliary));
    let goes_before = |it: &Token| {
        it.tag == Tag::Verb
            || it.lower == ","
            || matches!(&*it.lower, "when" | "after" | "while" | "who" | "which" | "and" | "whose")
    };
    is_object && !tokens[..verb].iter().any(goes_before)
}

/// Whether these tokens are only a phrase before the subject: `At the laboratory, starting in 1965, `.
fn is_after_opening(before: &[Token]) -> bool {
    let begins = before.first().is_some_and(|it| {
        it.tag == Tag::Preposition
            || it.tag == Tag::Verb && (it.lower.ends_with("ing") || it.lower.ends_with("ed"))
    });
    let before = before.get(1..).unwrap_or_default();
    let is_finite = |it: &Token| {
        it.tag == Tag::Auxiliary
            || it.tag == Tag::Verb
                && !it.lower.ends_with("ing")
                && !matches!(&*it.lower, "named" | "called" | "known")
    };
    begins && !before.iter().any(is_finite)
}

fn is_thing(it: &Token, cast: &Cast) -> bool {
    let is_known_person = cast.is_last_name(&it.lower) || names::is_first_name(&it.lower);
    it.tag == Tag::Noun || it.tag == Tag::Name && !is_calendar(it) && !is_known_person
}

/// Whether a person is named here, or told by what the person is, as a subject or an object and not behind a
/// preposition: in `from a colleague named Saltzman, he borrowed` it is another who borrowed.
fn is_person(tokens: &[Token], at: usize, it: &Candidate, cast: &Cast) -> bool {
    let token = &tokens[at];
    let of_answer = it.tokens.contains(&at) && matches!(it.sort, Sort::Person | Sort::Name);
    let named = token.tag == Tag::Name
        && (cast.is_last_name(&token.lower)
            || names::is_first_name(&token.lower)
            || at > 0 && names::is_title(&tokens[at - 1].lower));
    let told = token.tag == Tag::Noun
        && (names::is_job(&token.lower) && !is_plural(&token.lower)
            || matches!(
                &*token.lower,
                "man" | "woman" | "boy" | "girl" | "mother" | "father" | "son" | "daughter"
            ));
    let start = tokens[..at]
        .iter()
        .rposition(|it| {
            !matches!(
                it.tag,
                Tag::Name | Tag::Noun | Tag::Adjective | Tag::Determiner | Tag::Number
            )
        })
        .map(|at| &tokens[at]);
    let is_led = start.is_some_and(|it| it.tag == Tag::Preposition && it.lower != "that");
    (of_answer || named || told) && !is_led
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss")
        || matches!(word, "people" | "children" | "men" | "women" | "police")
}
