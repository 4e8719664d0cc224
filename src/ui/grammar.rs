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
        "number" if !has_number(question, typed) => {
            // No example may give the answer away.
            let gives_away = question.accepted.iter().any(|it| ["12", "3.5"].contains(&&*fold(it)));
            let example = if gives_away { "8 or 0.75" } else { "12 or 3.5" };
            Err(format!("expected a number, such as {example}"))
        }
        _ => Ok(Response::Text(typed.trim().to_owned())),
    }
}

/// Whether there is a number in what was typed, or a text that is accepted for one.
fn has_number(question: &Question, typed: &str) -> bool {
    let given = fold(typed);
    typed.chars().any(char::is_numeric) || question.accepted.iter().any(|it| fold(it) == given)
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

/// The index that a number names, counted from 1.
fn index(name: &str, n: usize) -> Option<usize> {
    let idx = number(name.trim_end_matches(['.', ')']))?.checked_sub(1)?;
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

/// The choice whose text was typed; capitals count only where they tell choices apart.
fn by_text(choices: &[String], typed: &str) -> Option<usize> {
    let texts: Vec<String> = choices.iter().map(|choice| markup::plain(choice)).collect();
    let folded = fold(typed);
    let mut same = (0..texts.len()).filter(|idx| fold(&texts[*idx]) == folded);
    let exact = texts.iter().position(|text| text == typed);
    exact.or_else(|| same.next().filter(|_| same.next().is_none()))
}

fn choice(question: &Question, typed: &str) -> Result<Response, String> {
    let n = question.choices.len();
    let typed = typed.trim();
    let is_one = |chosen: &Vec<usize>| question.multiple || chosen.len() == 1;
    let by_number = numbered(n, typed).filter(is_one);
    let by_words = worded(question, typed);
    // Numbers with a full stop, and words in quotes, are nothing else.
    let is_number = names(typed).iter().all(|name| name.ends_with(['.', ')']));
    match (by_number, by_words) {
        (Some(numbers), Some(words)) if numbers != words && !is_number => Err(format!(
            "`{typed}` may be numbers or the choices' own words: a number is typed with a full stop \
             (1.), words in quotes (\"1\")"
        )),
        (Some(numbers), words) if is_number || words.is_none() => Ok(Response::Choices(numbers)),
        (_, Some(words)) => Ok(Response::Choices(words)),
        _ if question.multiple => Err(format!(
            "expected numbers from 1 to {n}, such as 1 3, or the choices' own words separated by ;"
        )),
        _ => Err(format!("expected one number from 1 to {n}, or the choice's own words")),
    }
}

/// The choices that numbers name.
fn numbered(n: usize, typed: &str) -> Option<Vec<usize>> {
    sorted(names(typed).iter().map(|name| index(name, n)).collect())
}

/// The choices whose words were typed: one, or several with marks or spaces between them.
fn worded(question: &Question, typed: &str) -> Option<Vec<usize>> {
    let choices = &question.choices;
    let quoted = typed.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    if let Some(idx) = by_text(choices, typed).or_else(|| by_text(choices, quoted?)) {
        return Some(vec![idx]);
    }
    let all = |parts: Vec<&str>| -> Option<Vec<usize>> {
        let bare = |part: &str| part.trim().trim_matches('"').to_owned();
        sorted(parts.iter().map(|part| by_text(choices, &bare(part))).collect())
    };
    let between = |marks: &[char]| -> Vec<&str> {
        typed.split(marks).filter(|part| !part.trim().is_empty()).collect()
    };
    question.multiple.then_some(())?;
    all(between(&[';', '；', '\n']))
        .or_else(|| all(between(&[',', '，', '、'])))
        .or_else(|| all(typed.split_whitespace().collect()))
}

/// Each place once, in order; nothing where there is none.
fn sorted(places: Option<Vec<usize>>) -> Option<Vec<usize>> {
    let mut places = places.filter(|places| !places.is_empty())?;
    places.sort_unstable();
    places.dedup();
    Some(places)
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
    if lefts.len() < question.left.len() {
        let (n, of) = (lefts.len(), question.left.len());
        return Err(format!("{n} of {of} pairs were read: {}", expected()));
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
