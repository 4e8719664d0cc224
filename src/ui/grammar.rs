//! What is typed at a question, as a response: numbers of choices, orders, pairs, parts, words for
//! true and false, ratings. An error says what is expected; judging is done elsewhere.

#[cfg(test)]
mod tests;

use crate::deck::markup;
use crate::grading::Response;
use crate::history::Rating;
use crate::session::Question;
use crate::text::fold::fold;

/// Words for true, in languages with learners; compared after folding.
const TRUE: [&str; 22] = [
    "true",
    "t",
    "yes",
    "y",
    "right",
    "correct",
    "wahr",
    "ja",
    "richtig",
    "vrai",
    "oui",
    "verdadero",
    "sí",
    "si",
    "vero",
    "verdadeiro",
    "sim",
    "да",
    "верно",
    "правда",
    "はい",
    "对",
];

/// Words for false.
const FALSE: [&str; 19] = [
    "false",
    "f",
    "no",
    "n",
    "wrong",
    "incorrect",
    "falsch",
    "nein",
    "faux",
    "non",
    "falso",
    "não",
    "nao",
    "нет",
    "неверно",
    "ложь",
    "いいえ",
    "错",
    "不对",
];

/// Reads what was typed to a question; indices are as shown.
pub fn response(question: &Question, typed: &str) -> Result<Response, String> {
    match question.kind {
        "choice" => choice(question, typed),
        "truefalse" => truth(typed),
        "order" => order(question.choices.len(), typed),
        "match" => pairs(question, typed),
        "list" => Ok(Response::List(members(question, typed))),
        "number" if !has_number(question, typed) => {
            Err("expected a number, such as 12 or 3.5".to_owned())
        }
        "cloze" if question.need > 1 => Ok(Response::List(parts(typed))),
        _ => Ok(Response::Text(typed.trim().to_owned())),
    }
}

/// Whether there is a number in what was typed, or a text that is accepted for one.
fn has_number(question: &Question, typed: &str) -> bool {
    let given = fold(typed);
    typed.chars().any(char::is_numeric) || question.accepted.iter().any(|it| fold(it) == given)
}

/// The members of a list: between semicolons; where there are none, between commas and the word
/// "and", unless a member has these in its own name.
fn members(question: &Question, typed: &str) -> Vec<String> {
    if question.need < 2 || typed.contains([';', '；', '\n']) {
        return parts(typed);
    }
    let free = |mark: &str| !question.accepted.iter().any(|text| text.contains(mark));
    let mut members = vec![typed.to_owned()];
    for mark in [",", "，", "、", "،", " and ", " & "] {
        if free(mark) {
            members = members.iter().flat_map(|it| it.split(mark)).map(str::to_owned).collect();
        }
    }
    let members = members.iter().map(|it| it.trim());
    let members = members.map(|it| it.strip_prefix("and ").unwrap_or(it).to_owned());
    members.filter(|it| !it.is_empty()).collect()
}

/// Reads a rating: 1 to 4, its word or the beginning of it; nothing means the suggested one.
pub fn rating(typed: &str, suggested: Rating) -> Result<Rating, String> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return Ok(suggested);
    }
    let is = |number: &str, word: &str| typed == number || word.starts_with(&typed);
    match () {
        () if is("1", "again") => Ok(Rating::Again),
        () if is("2", "hard") => Ok(Rating::Hard),
        () if is("3", "good") => Ok(Rating::Good),
        () if is("4", "easy") => Ok(Rating::Easy),
        () => Err("expected 1 again, 2 hard, 3 good, 4 easy, or Enter".to_owned()),
    }
}

/// The number that a full-width or plain digit text names.
fn number(text: &str) -> Option<usize> {
    let digits: Option<String> = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
            _ => Some(c),
        })
        .collect();
    digits?.parse().ok()
}

/// The index of a choice named by number or letter.
fn index(name: &str, n: usize) -> Option<usize> {
    let name = name.trim_end_matches(['.', ')']);
    let idx = match number(name) {
        Some(number) => number.checked_sub(1)?,
        None => letter(name)?,
    };
    (idx < n).then_some(idx)
}

fn letter(name: &str) -> Option<usize> {
    let mut idx = 0_usize;
    for c in name.chars() {
        let c = c.to_ascii_lowercase();
        if !c.is_ascii_lowercase() || name.len() > 2 {
            return None;
        }
        idx = idx * 26 + (c as usize - 'a' as usize) + 1;
    }
    idx.checked_sub(1)
}

fn names(typed: &str) -> Vec<&str> {
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '，' | '、');
    typed.split(separates).filter(|name| !name.is_empty()).collect()
}

/// The choice whose text was typed.
fn by_text(choices: &[String], typed: &str) -> Option<usize> {
    let typed = fold(typed);
    choices.iter().position(|choice| fold(&markup::plain(choice)) == typed)
}

fn choice(question: &Question, typed: &str) -> Result<Response, String> {
    let n = question.choices.len();
    let typed = typed.trim();
    // A choice may itself read `2`: the number shown before it goes first.
    if let Some(idx) = index(typed, n).or_else(|| by_text(&question.choices, typed)) {
        return Ok(Response::Choices(vec![idx]));
    }
    if !question.multiple {
        return Err(format!("expected one number from 1 to {n}, or the choice's own words"));
    }
    let mut chosen = named_choices(&question.choices, typed).ok_or_else(|| {
        format!(
            "expected numbers from 1 to {n}, such as 1 3, or the choices' own words separated by ;"
        )
    })?;
    chosen.sort_unstable();
    chosen.dedup();
    Ok(Response::Choices(chosen))
}

fn named_choices(choices: &[String], typed: &str) -> Option<Vec<usize>> {
    let named: Option<Vec<usize>> =
        names(typed).iter().map(|name| index(name, choices.len())).collect();
    let chosen =
        named.or_else(|| parts(typed).iter().map(|part| by_text(choices, part)).collect())?;
    (!chosen.is_empty()).then_some(chosen)
}

fn truth(typed: &str) -> Result<Response, String> {
    let typed = fold(typed);
    let among = |words: &[&str]| words.iter().any(|word| fold(word) == typed);
    match () {
        () if among(&TRUE) => Ok(Response::Truth(true)),
        () if among(&FALSE) => Ok(Response::Truth(false)),
        () => Err("expected true or false (t or f will do)".to_owned()),
    }
}

fn order(n: usize, typed: &str) -> Result<Response, String> {
    let expected = || format!("expected each number from 1 to {n} once, in the right order");
    let given: Option<Vec<usize>> = match names(typed).as_slice() {
        // Up to nine steps need no spaces.
        [run] if n <= 9 && run.chars().count() == n => {
            run.chars().map(|c| index(&c.to_string(), n)).collect()
        }
        names => names.iter().map(|name| index(name, n)).collect(),
    };
    let given = given.ok_or_else(expected)?;
    let mut sorted = given.clone();
    sorted.sort_unstable();
    if sorted.iter().copied().eq(0..n) { Ok(Response::Order(given)) } else { Err(expected()) }
}

fn pairs(question: &Question, typed: &str) -> Result<Response, String> {
    let expected = || {
        let n = question.left.len();
        format!("expected a number from 1 to {n} with a letter for each pair, such as 1b 2a")
    };
    let mut pairs = Vec::new();
    for pair in runs(typed).chunks(2) {
        let [left, right] = pair else { return Err(expected()) };
        let left = number(left).and_then(|number| number.checked_sub(1));
        let left = left.filter(|idx| *idx < question.left.len());
        let right = letter(right).filter(|idx| *idx < question.right.len());
        pairs.push((left.ok_or_else(expected)?, right.ok_or_else(expected)?));
    }
    let mut lefts: Vec<usize> = pairs.iter().map(|(left, _)| *left).collect();
    lefts.sort_unstable();
    lefts.dedup();
    if pairs.is_empty() {
        return Err(expected());
    }
    if lefts.len() < pairs.len() {
        return Err("each number may stand in one pair only".to_owned());
    }
    Ok(Response::Pairs(pairs))
}

/// The runs of digits and of letters; what stands between them only separates.
fn runs(typed: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut rest = typed;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = &rest[start..];
        let digits = rest.starts_with(char::is_numeric);
        let ends = |c: char| !c.is_alphanumeric() || c.is_numeric() != digits;
        let (run, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        runs.push(run);
        rest = after;
    }
    runs
}

fn parts(typed: &str) -> Vec<String> {
    let parts = typed.split([';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}
