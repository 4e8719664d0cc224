//! Why an answer is not asked for in a sentence that may be asked about: it would leave a learner guessing, or is
//! given away. Each reason is a few words for people.

use super::antecedents::lacks_antecedent;
use super::calendar::{is_calendar, is_weekday, tells_no_year};
use super::candidates::{Sort, is_part};
use super::cast::{Cast, begins_person, is_cut};
use super::cut_names::{belongs_to_next, has_article, has_initials, is_body_on, is_joined};
use super::giveaways::given_away;
use super::leaks::leaks;
use super::mending::{initials_behind, is_last_name};
use super::names;
use super::sentence_refusals::{clause_of, denial};
use super::standing::has_anchor;
use super::tags::Tag;
use super::text::Text;
use super::tokens::Token;
use super::words::{SAYING, is_compass};
use super::{Candidate, topic, wholes};
use crate::time::MONTHS;

/// The most bytes of an answer.
const LONGEST: usize = 60;

/// Why an answer is not asked for; `None` where it may be.
pub(super) fn of_answer(
    text: &Text,
    it: &Candidate,
    cast: &Cast,
    english: bool,
    titled: bool,
) -> Option<&'static str> {
    let sentence = &text.sentences[it.sentence];
    let tokens = &sentence.tokens;
    let inside = &tokens[it.tokens.clone()];
    let before = it.tokens.start.checked_sub(1).map(|at| &tokens[at]);
    let after = tokens.get(it.tokens.end);
    if it.answer.len() > LONGEST
        || it.answer.contains(['"', '\u{201c}', '\u{201d}', '(', ')', '[', ']', '*', ';'])
    {
        return Some("the answer is too long or holds brackets or quotation marks");
    }
    let inside_topic = |topic: &str| topic::tells(topic, &it.answer, inside);
    let subject = cast.subject(sentence.asked).filter(|_| sentence.lead == 0);
    if leaks(text, it)
        || titled && text.topic.as_deref().is_some_and(inside_topic)
        || subject.is_some_and(|name| topic::tells(name, &it.answer, inside))
    {
        return Some("the answer, or a word like it, stands elsewhere in the sentence");
    }
    if !english {
        let digits = it.answer.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
        return (!digits || !matches!(it.sort, Sort::Date | Sort::Number) || it.answer.len() < 2)
            .then_some("only numbers and years are safe in this language");
    }
    if let Some(reason) = no_whole(text, it) {
        return Some(reason);
    }
    if let Some(reason) = no_fact(text, it) {
        return Some(reason);
    }
    let is_name = is_name_sort(it.sort);
    let open = tokens[..it.tokens.start].iter().filter(|it| it.lower == "(").count();
    if open > tokens[..it.tokens.start].iter().filter(|it| it.lower == ")").count() {
        return Some("the answer stands in parentheses");
    }
    let is_mark = |it: &&Token| matches!(&*it.lower, "\"" | "\u{201c}" | "\u{2018}");
    let led = tokens[..it.tokens.start].iter().rev().skip_while(is_mark);
    let led: Vec<&str> = led.take(3).map(|it| &*it.lower).collect();
    if is_name
        && matches!(
            led.as_slice(),
            ["including" | "like", ..] | ["as", "such", ..] | ["at" | "in" | "with", "like", ..]
        )
    {
        return Some("the answer is one of several");
    }
    if in_list(tokens, it) {
        return Some("the answer is one of several in a row");
    }
    // "according to Ann Lee at _____"
    let mut told = tokens[..it.tokens.start].iter().rev().take_while(|it| it.lower != ",");
    if told.any(|it| it.lower == "according") {
        return Some("the answer is only who says so");
    }
    if is_name && after.is_some_and(|it| SAYING.contains(&&*it.lower)) {
        return Some("the answer is only who says so");
    }
    if inside.iter().all(|it| names::is_demonym(&it.lower)) || is_weekday(&inside[0].lower) {
        return Some("the answer says too little");
    }
    if is_name && let Some(reason) = of_name(text, it, cast) {
        return Some(reason);
    }
    if lacks_antecedent(tokens, it, cast, subject.is_some()) {
        return Some("a pronoun in the sentence would stand for nothing");
    }
    let own = &tokens[sentence.lead..];
    let start = it.tokens.start - sentence.lead;
    if denial(own).is_some_and(|at| clause_of(own, at) == clause_of(own, start)) {
        return Some("what is told of the answer is denied");
    }
    if is_name && before.is_some_and(|it| it.tag == Tag::Determiner) && has_article(text, it) {
        return Some("the answer is cut out of a longer name");
    }
    let block = &text.reading.blocks[sentence.block].text;
    if let Some(reason) = wholes::cut(block, sentence, it).or_else(|| given_away(text, it, cast)) {
        return Some(reason);
    }
    if !titled && subject.is_none() && !has_anchor(text, tokens, &it.tokens) {
        return Some("nothing else in the sentence tells what it is about");
    }
    None
}

/// Why an answer tells nothing, or its sentence does not tell when.
fn no_fact(text: &Text, it: &Candidate) -> Option<&'static str> {
    let tokens = &text.sentences[it.sentence].tokens;
    let inside = &tokens[it.tokens.clone()];
    let before = it.tokens.start.checked_sub(1).map_or("", |at| &*tokens[at].lower);
    let word = |at: usize| tokens.get(at).map_or("", |it| &*it.lower);
    let is_pronoun = |it: &Token| {
        let bare = it.lower.split(['\'', '\u{2019}']).next().unwrap_or_default();
        bare.len() < it.lower.len()
            && matches!(bare, "they" | "we" | "i" | "you" | "he" | "she" | "it" | "that" | "who")
    };
    if inside.iter().any(is_pronoun) {
        return Some("the answer says too little");
    }
    if AGENCIES.contains(&&*it.answer.to_lowercase()) {
        return Some("the answer is only who reports it");
    }
    let is_name = is_name_sort(it.sort);
    let is_region = is_compass(before) && before.ends_with("ern");
    if is_name && (matches!(before, "upstate" | "downstate" | "downtown") || is_region) {
        return Some("the word before gives the answer away");
    }
    // "the so-called Islamic State", "one Varne Guard"
    let is_counted = it.tokens.start > 0 && tokens[it.tokens.start - 1].tag == Tag::Number;
    let is_person = matches!(it.sort, Sort::Person | Sort::Place);
    if is_name && (before == "so-called" || is_counted && !is_person) {
        return Some("the answer is no name of one thing");
    }
    // "the Varne-backed bill"
    let is_compound = |it: &Token| {
        let mut parts = it.lower.split('-').skip(1);
        parts.any(|part| part.len() > 3 && part.ends_with("ed") || matches!(part, "led" | "run"))
    };
    if is_name && inside.iter().any(is_compound) {
        return Some("the answer is no name of one thing");
    }
    // "Jurors", "Protesters" at the beginning
    if it.sort == Sort::Name && inside.len() == 1 && text.small.contains(&inside[0].lower) {
        return Some("the answer is no name of one thing");
    }
    // "Administering Vasalgel inside a man"
    let is_act = it.tokens.start == 0 && inside.len() > 1 && inside[0].lower.ends_with("ing");
    if is_name && is_act && !inside[0].rare {
        return Some("the answer is no name of one thing");
    }
    // "a Faustian bargain", "a Democrat"
    if it.sort == Sort::Name && inside.len() == 1 && matches!(before, "a" | "an") {
        return Some("the answer is no name of one thing");
    }
    // "the Guards", whose whole name stands elsewhere
    if is_name && inside.len() == 1 && !inside[0].rare && it.sort != Sort::Person {
        let is_longer = |two: &[Token]| {
            two[0].tag == Tag::Name && two[1].tag == Tag::Name && two[1].lower == inside[0].lower
        };
        if before == "the" && text.own().iter().any(|it| it.tokens.windows(2).any(is_longer)) {
            return Some("the article gives more of the name elsewhere");
        }
    }
    if tells_no_year(tokens) && !is_of_year(text, tokens, it) {
        return Some("the sentence names a month, and not the year");
    }
    // "121 have been killed": by when?
    let grows = (0..tokens.len()).any(|at| {
        matches!(word(at), "have" | "has") && (word(at + 1) == "been" || word(at + 2) == "been")
    });
    let has_time = tokens.iter().any(|it| {
        matches!(&*it.lower, "since" | "over" | "during" | "ever" | "between" | "year" | "years")
            || it.lower.len() == 4 && it.lower.bytes().all(|byte| byte.is_ascii_digit())
    });
    (it.sort == Sort::Number && grows && !has_time)
        .then_some("the count grows, and no time is told")
}

/// Who reports for others; that they do is no news.
const AGENCIES: [&str; 8] = [
    "reuters",
    "associated press",
    "the associated press",
    "agence france-presse",
    "afp",
    "xinhua",
    "bloomberg news",
    "getty images",
];

/// Whether each month of a sentence without a year can only be one of the year before the prompt, or is asked for.
fn is_of_year(text: &Text, tokens: &[Token], answer: &Candidate) -> bool {
    tokens.iter().enumerate().all(|(at, it)| {
        let month = MONTHS.iter().position(|month| it.capital && *month == it.lower);
        match (month, text.reading.day) {
            (None, _) => true,
            (Some(month), Some(day)) => month < day.month,
            (Some(_), None) => answer.tokens.contains(&at),
        }
    })
}

/// Why an answer says too little, or is cut out of more.
fn no_whole(text: &Text, it: &Candidate) -> Option<&'static str> {
    let tokens = &text.sentences[it.sentence].tokens;
    let inside = &tokens[it.tokens.clone()];
    let before = it.tokens.start.checked_sub(1).map(|at| &tokens[at]);
    let after = tokens.get(it.tokens.end);
    match it.sort {
        Sort::Count => return Some("the number alone is the better answer"),
        Sort::Name if inside.len() < 2 && !is_telling(text, it) => {
            return Some("a single name of no known sort");
        }
        Sort::Number if is_vague(inside) => return Some("the number is too small or too vague"),
        _ => {}
    }
    let is_name = is_name_sort(it.sort);
    let owns = after.is_some_and(|it| matches!(&*it.lower, "'s" | "\u{2019}s"));
    if after.is_some_and(|it| matches!(&*it.lower, "'" | "\u{2019}" | "-"))
        || owns && (!is_name || it.sort == Sort::Place)
    {
        return Some("the answer owns the next word");
    }
    if is_name && belongs_to_next(tokens, it) {
        return Some("the answer belongs to the next word");
    }
    let words: Vec<&str> = inside.iter().map(|it| &*it.lower).collect();
    if names::person_within(&words).is_some() {
        return Some("the person's name alone is the better answer");
    }
    let is_titled = it.sort == Sort::Person && begins_person(tokens, it.tokens.start);
    if !matches!(it.sort, Sort::Number | Sort::Date)
        && !is_titled
        && before.is_some_and(|it| it.tag == Tag::Name)
    {
        return Some("the answer is cut out of a longer name");
    }
    if is_joined(tokens, it) {
        return Some("the answer is cut out of a longer name");
    }
    // Mun "Oner" Hyeon-jun
    let is_name_at =
        |at: Option<usize>| at.and_then(|at| tokens.get(at)).is_some_and(|it| it.tag == Tag::Name);
    let opens = |it: &Token| matches!(&*it.lower, "\"" | "\u{201c}");
    let closes = |it: &Token| matches!(&*it.lower, "\"" | "\u{201d}");
    let is_called = before.is_some_and(opens)
        && after.is_some_and(closes)
        && is_name_at(it.tokens.start.checked_sub(2))
        && is_name_at(Some(it.tokens.end + 1));
    let follows_call = before.is_some_and(closes)
        && it.tokens.start > 3
        && opens(&tokens[it.tokens.start - 3])
        && is_name_at(Some(it.tokens.start - 4));
    if is_name && (is_called || follows_call) {
        return Some("the answer is cut out of a longer name");
    }
    // "Fund for Lindholm Bridges (FFLB)"
    let block = &text.reading.blocks[text.sentences[it.sentence].block].text;
    if is_name
        && initials_behind(tokens, it).is_none()
        && has_initials(block, &tokens[it.tokens.end..])
    {
        return Some("the initials behind it stand for more, or give it away");
    }
    // "Sheriffs' Association"
    if is_name && before.is_some_and(|it| matches!(&*it.lower, "'" | "\u{2019}")) {
        return Some("the answer is cut out of a longer name");
    }
    if matches!(it.sort, Sort::Term | Sort::TermOf)
        && inside.iter().all(|it| it.tag != Tag::Noun || it.lower.len() < 4)
    {
        return Some("the phrase says too little");
    }
    None
}

/// Why a name is not asked for.
fn of_name(text: &Text, it: &Candidate, cast: &Cast) -> Option<&'static str> {
    let tokens = &text.sentences[it.sentence].tokens;
    let inside = &tokens[it.tokens.clone()];
    let of_title = |it: &Token| text.title.contains(&it.lower);
    if !text.title.is_empty()
        && (inside.iter().all(|it| of_title(it) || it.lower.len() <= 3)
            || it.sort == Sort::Person
                && inside.iter().any(|it| of_title(it) && it.lower.len() > 3))
    {
        return Some("the answer is what the article is about");
    }
    let is_counted = matches!(
        &*inside[0].lower,
        "many" | "most" | "some" | "several" | "all" | "few" | "other" | "more" | "both" | "fewer"
    );
    if inside.len() > 1 && is_counted {
        return Some("the answer names no one thing");
    }
    if it.sort != Sort::Person && is_body_on(tokens, &it.tokens) {
        return Some("the answer is cut out of a longer name");
    }
    if it.sort == Sort::Person {
        if inside.len() > 1
            && names::is_title(&inside[0].lower)
            && !names::keeps_title(&inside[0].lower)
        {
            return Some("the person's name alone is the better answer");
        }
        // The whole name is as right as the last that stands here; what another shares is neither.
        if is_last_name(cast, inside)
            && (inside.len() > 1 || cast.whole_name(&inside[0].lower).is_none())
        {
            return Some("the article gives more of the name elsewhere");
        }
        if is_cut(tokens, it) {
            return Some("the answer is cut out of a longer name");
        }
    }
    let last = &*inside[inside.len() - 1].lower;
    if it.sort == Sort::Name
        && inside.len() > 1
        && names::is_title(inside[0].lower.trim_end_matches('.'))
        && !names::keeps_title(&inside[0].lower)
    {
        return Some("the person's name alone is the better answer");
    }
    if it.sort != Sort::Person
        && (names::is_title(last) || names::is_office(last) || names::is_job(last))
    {
        return Some("the answer is an office, not a name");
    }
    if it.sort != Sort::Person && is_part(tokens, &it.tokens) {
        return Some("the answer is cut out of a longer name");
    }
    None
}

fn is_vague(inside: &[Token]) -> bool {
    let words: Vec<&str> = inside.iter().map(|it| &*it.lower).collect();
    matches!(
        words.as_slice(),
        ["zero"
            | "one"
            | "two"
            | "1"
            | "2"
            | "0"
            | "dozen"
            | "hundred"
            | "thousand"
            | "million"
            | "billion"
            | "trillion"
            | "dozens"
            | "hundreds"
            | "thousands"
            | "millions"]
            | ["$" | "\u{a3}" | "\u{20ac}", "1"]
    ) || words.iter().any(|word| word.contains('/') || word.contains('\u{2013}'))
}

/// Whether the answer is a member of an enumeration.
fn in_list(tokens: &[Token], it: &Candidate) -> bool {
    if matches!(it.sort, Sort::Date) {
        return false;
    }
    let like = |at: usize| {
        tokens.get(at).is_some_and(|token| match it.sort {
            Sort::Number => token.tag == Tag::Number,
            Sort::Term | Sort::TermOf => matches!(token.tag, Tag::Noun | Tag::Adjective),
            _ => token.tag == Tag::Name,
        })
    };
    let joins = |at: usize| {
        tokens.get(at).is_some_and(|it| {
            matches!(&*it.lower, "," | "and" | "or" | "&" | "/" | "\"" | "\u{201c}" | "\u{201d}")
        })
    };
    let is_article = |at: usize| tokens.get(at).is_some_and(|it| it.tag == Tag::Determiner);
    // The members to either side, and whether `and` or `or` stands among them: "Cape Canaveral, Florida" is no list.
    let mut members = 1;
    let mut joined = false;
    let mut at = it.tokens.end;
    while joins(at) {
        let n = 1 + usize::from(joins(at + 1));
        joined |= (at..at + n).any(|at| tokens[at].tag != Tag::Sign || tokens[at].lower == "&");
        at += n;
        at += usize::from(is_article(at));
        if !like(at) {
            break;
        }
        members += 1;
        while like(at) {
            at += 1;
        }
    }
    let mut at = it.tokens.start;
    loop {
        at -= usize::from(at > 0 && is_article(at - 1));
        let n = usize::from(at > 0 && joins(at - 1));
        let n = n + usize::from(n > 0 && at > 1 && joins(at - 2));
        if n == 0 || at <= n || !like(at - n - 1) {
            break;
        }
        joined |= (at - n..at).any(|at| tokens[at].tag != Tag::Sign || tokens[at].lower == "&");
        at -= n;
        members += 1;
        while at > 0 && like(at - 1) {
            at -= 1;
        }
    }
    // Of two the one tells which the other is; of more nobody knows which is left out.
    let most = if matches!(it.sort, Sort::Person | Sort::Organisation) { 2 } else { 1 };
    // "Mike Smith, 55; Lorne Ahrens, 48; ..."
    joined && members > most
        || is_name_sort(it.sort) && tokens.iter().filter(|it| it.lower == ";").count() > 1
}

fn is_name_sort(sort: Sort) -> bool {
    matches!(sort, Sort::Person | Sort::Place | Sort::Organisation | Sort::Name)
}

/// Whether a single name of no known sort is one for sure: inside of its sentence, and of some length.
fn is_telling(text: &Text, it: &Candidate) -> bool {
    let sentence = &text.sentences[it.sentence];
    let token = &sentence.tokens[it.tokens.start];
    let before = it.tokens.start.checked_sub(1).map(|at| &sentence.tokens[at]);
    // "the Center on Poverty"
    let goes_on = sentence.tokens.get(it.tokens.end..).is_some_and(|rest| {
        matches!(rest, [join, next, ..]
            if matches!(&*join.lower, "on" | "of" | "for") && next.tag == Tag::Name)
    });
    let is_inside = it.tokens.start > sentence.lead && before.is_some_and(|it| it.tag != Tag::Sign);
    token.tag == Tag::Name
        && !goes_on
        && (is_inside || token.rare && text.blocks_with.get(&token.lower).is_some_and(|n| *n > 1))
        && it.answer.len() > 3
        && !is_calendar(token)
        && !names::is_first_name(&token.lower)
}
