//! Numbers that the rest of the sentence lets one count out: what is left of a hundred percent, the sum of two other
//! figures or what lies between them, how many things are listed. Knows the words of one sentence.

use super::Candidate;
use super::tags::Tag;
use super::tokens::Token;
use super::words::counted;

/// No list of a sentence is longer.
const LONGEST_LIST: usize = 12;

/// Whether other words of the sentence let one count the answer out.
pub(super) fn is_counted_out(tokens: &[Token], it: &Candidate) -> bool {
    let Some(own) = value(&tokens[it.tokens.clone()]) else { return false };
    let others: Vec<f64> = (0..tokens.len())
        .filter(|at| !it.tokens.contains(at) && tokens[*at].tag == Tag::Number)
        .filter_map(|at| value(&tokens[at..=at]))
        .collect();
    let is_own = |n: f64| (n - own).abs() < 1e-6;
    let is_percentage = tokens[it.tokens.start..]
        .iter()
        .take(it.tokens.len() + 1)
        .any(|it| matches!(&*it.lower, "%" | "percent" | "cent"));
    // "from 892 to 917, or 3 percent"
    let grows = |one: &f64, other: &f64| {
        let percent = (one / other - 1.0).abs() * 100.0;
        *other > 100.0 && *one > 100.0 && (percent - own).abs() <= own * 0.1
    };
    is_percentage
        && others
            .iter()
            .any(|one| is_own(100.0 - one) || others.iter().any(|other| grows(one, other)))
        || others.iter().enumerate().any(|(at, one)| {
            others[..at].iter().any(|other| is_own(one + other) || is_own((one - other).abs()))
        })
        || is_listed(tokens, it, own)
}

/// The number that tokens say: `1,340`, `6.8`, `four`.
fn value(tokens: &[Token]) -> Option<f64> {
    tokens.iter().find(|it| it.tag == Tag::Number).and_then(|it| {
        let figure = it.lower.replace(',', "");
        figure.parse().ok().or_else(|| u32::try_from(counted(&figure)?).ok().map(f64::from))
    })
}

/// Whether so many things stand in a row in the sentence: `five provinces - Varne, Tal, ...`, `Ann, Ben and Cy formed
/// _____ teams`.
fn is_listed(tokens: &[Token], it: &Candidate, own: f64) -> bool {
    let mut longest = 0_u32;
    let mut commas = 0_u32;
    // Words between two signs; long ones are clauses.
    let mut words = 0;
    for (at, token) in tokens.iter().enumerate() {
        let ends = it.tokens.contains(&at) || matches!(token.tag, Tag::Verb | Tag::Auxiliary);
        if token.lower == "," && words < 7 {
            commas += 1;
            words = 0;
        } else if token.lower == "and" && commas > 0 && words < 7 {
            // "Ann, Ben, and Cy" has a comma more.
            let n = commas + 2 - u32::from(words == 0);
            longest = longest.max(n);
            commas = 0;
            words = 0;
        } else if ends {
            commas = 0;
            words = 0;
        } else {
            words += 1;
        }
    }
    // "three ports, in Varne, Tal and Callum" has a comma before the first of them.
    let is_so_many = |n: u32| (f64::from(n) - own).abs() < 1e-6;
    (longest as usize) < LONGEST_LIST
        && longest > 2
        && (is_so_many(longest) || longest > 3 && is_so_many(longest - 1))
}
