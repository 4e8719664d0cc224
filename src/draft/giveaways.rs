//! Why a name could be guessed, or is not worth a card: the whole article speaks of it, an office or a place of its
//! sentence tells it, or it names only who was quoted.

use super::Candidate;
use super::calendar::is_calendar;
use super::candidates::Sort;
use super::cast::{Cast, n_blocks};
use super::figures::{date, figure};
use super::names;
use super::sources::{
    is_affiliation, is_listener, is_mouthpiece, is_source, is_speaker, is_where_said,
};
use super::tags::Tag;
use super::text::Text;
use super::tokens::Token;

/// Why an answer is given away; `None` where it is not. Those of numbers and dates stand in `figures.rs`.
pub(super) fn given_away(text: &Text, it: &Candidate, cast: &Cast) -> Option<&'static str> {
    let tokens = &text.sentences[it.sentence].tokens;
    match it.sort {
        Sort::Number => figure(tokens, it),
        Sort::Date => date(text, it, cast),
        Sort::Person | Sort::Place | Sort::Organisation | Sort::Name => name(text, it, cast),
        _ => None,
    }
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
    if it.sort == Sort::Person && blocks < 2 && is_compared_with(tokens, it) {
        return Some("somebody is only compared with the answer");
    }
    if is_counterpart(tokens, it) {
        return Some("the counterpart that the sentence names gives the answer away");
    }
    if is_sung(tokens, it) {
        return Some("the answer stands in the words of a song");
    }
    // "_____, Qatar" below a title that names Qatar
    let is_of_title = matches!(&tokens[it.tokens.end..], [comma, place, ..]
        if comma.lower == "," && place.tag == Tag::Name && text.title.contains(&place.lower));
    if it.sort == Sort::Place && is_of_title || is_told_by_place(tokens, it) {
        return Some("the place beside it gives the answer away");
    }
    // "with _____ over a treaty with Turkey"
    let answer = it.answer.to_lowercase();
    let is_same = |other: &Token| other.capital && names::are_same(&answer, &other.lower);
    if it.sort == Sort::Place
        && tokens.iter().any(is_same)
        && !tokens[it.tokens.clone()].iter().any(is_same)
    {
        return Some("the place beside it gives the answer away");
    }
    if is_office_of_one(tokens, it.tokens.start) {
        return Some("one person holds the office, which the sentence names");
    }
    if it.sort != Sort::Person && is_where_said(tokens, it) {
        return Some("it tells only where somebody said so");
    }
    if is_speaker(tokens, it)
        || is_listener(tokens, it)
        || it.sort != Sort::Person && is_source(tokens, it)
    {
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

const RELATIVES: [&str; 18] = [
    "mother",
    "father",
    "grandmother",
    "grandfather",
    "brother",
    "sister",
    "wife",
    "husband",
    "widow",
    "son",
    "daughter",
    "uncle",
    "aunt",
    "cousin",
    "friend",
    "girlfriend",
    "boyfriend",
    "neighbour",
];

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
    // "Kim's grandmother, Ann Lee", "her husband Henrik Vale"
    let before = tokens[..it.tokens.start].iter().rev().skip_while(|it| it.lower == ",");
    let before: Vec<&Token> = before.take(2).collect();
    if let [who, owner] = before[..]
        && RELATIVES.contains(&&*who.lower)
        && matches!(&*owner.lower, "'s" | "\u{2019}s" | "his" | "her" | "their")
    {
        return true;
    }
    if it.tokens.len() < 2 || tokens.get(end).is_none_or(|it| it.lower != ",") {
        return false;
    }
    let told = &tokens[end + 1..];
    let len = told.iter().position(|it| it.tag == Tag::Sign || it.tag == Tag::Verb);
    let told = &told[..len.unwrap_or(told.len())];
    // "Henrik Vale, 18, of Queens"
    if matches!(&tokens[end..], [_, age, comma, of, ..]
        if age.tag == Tag::Number && comma.lower == "," && matches!(&*of.lower, "of" | "from"))
    {
        return true;
    }
    // "Ann Lee, Kim's sister-in-law"
    let is_relative = |it: &Token| RELATIVES.contains(&&*it.lower) || it.lower.ends_with("-in-law");
    if told.windows(2).any(|it| {
        matches!(&*it[0].lower, "'s" | "\u{2019}s" | "his" | "her") && is_relative(&it[1])
    }) {
        return true;
    }
    // "the owner of a shop", but not "the owner of the Varne Times"
    let owns = told.windows(3).any(|it| {
        it[0].lower == "owner" && it[1].lower == "of" && matches!(&*it[2].lower, "a" | "an")
    });
    let is_one = told.first().is_some_and(|it| matches!(&*it.lower, "a" | "an"));
    // "a worker in Lindholm", but not "a priest of his mother's church"
    let kind = told.iter().take_while(|it| it.tag != Tag::Preposition);
    owns || is_one && kind.into_iter().any(|it| PRIVATE.contains(&&*it.lower))
}

/// `apologized more often than _____`, `like the hair of a balding _____`, `think _____ rather than`.
fn is_compared_with(tokens: &[Token], it: &Candidate) -> bool {
    let before = tokens[..it.tokens.start].iter().rev();
    let own = before.take_while(|it| !matches!(it.tag, Tag::Verb | Tag::Auxiliary | Tag::Sign));
    let is_rather = tokens.get(it.tokens.end).is_some_and(|it| it.lower == "rather");
    is_rather || own.into_iter().any(|it| matches!(&*it.lower, "than" | "like"))
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

/// `Bonn, _____`, `France's _____` of a person, `Ukraine's _____` of its ministry.
fn is_told_by_place(tokens: &[Token], it: &Candidate) -> bool {
    let (before, behind) = (&tokens[..it.tokens.start], &tokens[it.tokens.end..]);
    let is_capital = matches!(before, [.., capital, comma] if capital.lower == "capital" && comma.lower == ",")
        || matches!(behind, [comma, the, capital, ..]
            if comma.lower == "," && the.lower == "the" && capital.lower == "capital");
    // "a 28-year-old from _____", "an immigrant from _____"
    let is_home = matches!(before, [.., who, from] if from.lower == "from"
        && (who.lower.ends_with("-year-old")
            || matches!(&*who.lower, "immigrant" | "resident" | "student" | "farmer" | "tourist")));
    if it.sort != Sort::Person && (is_capital || is_home) {
        return true;
    }
    let [.., place, sign] = before else { return false };
    match &*sign.lower {
        "," => it.sort == Sort::Place && place.tag == Tag::Name && !is_calendar(place),
        "'s" | "\u{2019}s" => {
            let last = &*tokens[it.tokens.end - 1].lower;
            let is_body = matches!(
                last,
                "ministry" | "government" | "parliament" | "army" | "police" | "military"
            );
            // "Sam's Club", "the World's Fair"
            let is_word =
                it.sort != Sort::Place && it.tokens.len() == 1 && !tokens[it.tokens.start].rare;
            let is_country = names::kind_of_place(&place.lower) == "country"
                || names::is_household(&place.lower);
            is_word || is_country && (it.sort == Sort::Person || is_body)
        }
        _ => false,
    }
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
    // "North Korean leader", but not "Varne Party leader"
    let is_of_state =
        |it: &Token| names::is_demonym(&it.lower) || names::kind_of_place(&it.lower) == "country";
    if tokens[office].lower == "leader"
        && tokens[..office].iter().rev().take(2).any(|it| it.capital && is_of_state(it))
    {
        return true;
    }
    let is_premier =
        tokens[office].lower == "minister" && office > 0 && tokens[office - 1].lower == "prime";
    if !is_premier && !OFFICES.contains(&&*tokens[office].lower) {
        return false;
    }
    // "President _____ condemned": the news names no office of a company so
    if tokens[office].capital && office + 1 == start && tokens[office].lower != "ceo" {
        return true;
    }
    tokens[..office].iter().rev().take(3).take_while(|it| it.tag != Tag::Sign).any(|it| {
        it.tag == Tag::Name && !names::is_title(&it.lower)
            || names::is_demonym(&it.lower)
            || matches!(&*it.lower, "'s" | "\u{2019}s")
    })
}
