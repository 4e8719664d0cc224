//! Wrong choices for a drafted question: names of the same sort and form from the article that fit what the
//! sentence says of the answer, or numbers and years near the right one that the article does not hold. Fewer than
//! three good ones are none.

use std::collections::{BTreeMap, HashSet};

use super::Candidate;
use super::candidates::Sort;
use super::cast::{Cast, is_cut, n_blocks, roles_beside};
use super::names;
use super::tags::Tag;
use super::text::Text;
use super::tokens::Token;
use super::words::same_stem;
use crate::text::fold::hash;

/// How many wrong choices a question has.
const WRONG: usize = 3;

/// The names of an article that may be wrong choices, and the numbers that may not.
pub(super) struct Pool {
    /// Names by sort: each with the sentences it stands in.
    names: BTreeMap<(Sort, String), Vec<usize>>,
    numbers: HashSet<String>,
}

impl Pool {
    pub(super) fn new(text: &Text, candidates: &[Candidate]) -> Pool {
        let mut names: BTreeMap<(Sort, String), Vec<usize>> = BTreeMap::new();
        for it in candidates.iter().filter(|it| matches!(it.sort, Sort::Person | Sort::Place)) {
            let tokens = &text.sentences[it.sentence].tokens;
            let inside = &tokens[it.tokens.clone()];
            // What half the article is about is no choice beside what it tells once.
            if !is_cut(tokens, it) && !is_subject(text, n_blocks(text, inside)) {
                names.entry((it.sort, it.answer.clone())).or_default().push(it.sentence);
            }
        }
        let blocks = text.reading.blocks.iter().flat_map(|block| {
            block.text.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        });
        let numbers = blocks
            .map(|it| it.trim_matches(['.', ',']).replace(',', ""))
            .filter(|it| !it.is_empty())
            .collect();
        Pool { names, numbers }
    }

    /// Three wrong choices and the right one, in an order that tells nothing; empty where there are
    /// too few good ones.
    pub(super) fn choices(&self, text: &Text, it: &Candidate, cast: &Cast) -> Vec<String> {
        let tokens = &text.sentences[it.sentence].tokens;
        let is_to_come = tokens.iter().any(|it| matches!(&*it.lower, "will" | "would"))
            || it
                .tokens
                .start
                .checked_sub(1)
                .is_some_and(|at| matches!(&*tokens[at].lower, "by" | "until" | "since"));
        // "under the regime"
        let has_era = it.sort == Sort::Date
            && tokens.iter().any(|it| {
                matches!(&*it.lower, "regime" | "reign" | "era" | "rule" | "war" | "presidency")
            });
        // Other figures of the sentence, and times that are to come, rule out what is only near.
        let has_others = tokens
            .iter()
            .enumerate()
            .any(|(at, token)| token.tag == Tag::Number && !it.tokens.contains(&at));
        let mut wrong = match it.sort {
            Sort::Person | Sort::Place => self.names_like(text, it, cast),
            Sort::Number if !has_others && !is_bound(&tokens[..it.tokens.start]) => {
                self.numbers_like(&it.answer)
            }
            Sort::Date if !has_others && !is_to_come && !has_era => {
                self.years_like(&it.answer, cast)
            }
            _ => Vec::new(),
        };
        if wrong.len() < WRONG {
            return Vec::new();
        }
        wrong.truncate(WRONG);
        wrong.push(it.answer.clone());
        wrong.sort_by(|a, b| number_of(a).total_cmp(&number_of(b)).then_with(|| a.cmp(b)));
        wrong
    }

    fn names_like(&self, text: &Text, it: &Candidate, cast: &Cast) -> Vec<String> {
        let sentence = &text.sentences[it.sentence];
        let stem: HashSet<&str> = sentence
            .tokens
            .iter()
            .filter(|it| matches!(it.tag, Tag::Noun | Tag::Verb | Tag::Name) && it.lower.len() > 3)
            .map(|it| &*it.lower)
            .collect();
        let whole = text.sentence(sentence).to_lowercase();
        let kind = names::kind_of_place(&it.answer.to_lowercase()).to_owned();
        if it.sort == Sort::Place && kind.is_empty()
            || it.sort == Sort::Person && !is_plain(&it.answer)
        {
            return Vec::new();
        }
        if it.sort == Sort::Place && kind != "country" && names_country(&sentence.tokens, it) {
            return Vec::new();
        }
        let mut roles = roles_beside(&sentence.tokens, it);
        // Of ministers each has an own country and office.
        roles.retain(|it| {
            !matches!(&**it, "minister" | "president" | "leader" | "secretary" | "chief")
        });
        // Without a word for what they are, persons are told apart by too much: age, sex, country.
        if it.sort == Sort::Person && roles.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(usize, &String)> = Vec::new();
        for ((sort, name), places) in &self.names {
            let lower = name.to_lowercase();
            let told = || {
                places.iter().any(|place| {
                    let others = &text.sentences[*place].tokens;
                    others.iter().filter(|it| stem.contains(&*it.lower)).count() > 3
                })
            };
            // What the sentence says the answer is, each choice must be.
            let fits = match it.sort {
                Sort::Place => names::kind_of_place(&lower) == kind,
                _ => is_plain(name) && cast.roles(name).any(|it| roles.contains(it)),
            };
            if *sort != it.sort
                || !fits
                || aliases(name, &it.answer)
                || lower.split(' ').any(|word| word.len() > 2 && whole.contains(word))
                || told()
            {
                continue;
            }
            found.push((
                places.iter().map(|place| place.abs_diff(it.sentence)).min().unwrap_or(0),
                name,
            ));
        }
        found.sort();
        let mut wrong: Vec<String> = Vec::new();
        for (_, name) in found {
            if !wrong.iter().any(|it| aliases(it, name)) {
                wrong.push(name.clone());
            }
        }
        wrong
    }

    /// Years near this one, none after the latest of the article.
    fn years_like(&self, answer: &str, cast: &Cast) -> Vec<String> {
        let Ok(year) = answer.parse::<i64>() else { return Vec::new() };
        if answer.len() != 4 {
            return Vec::new();
        }
        let latest = cast.latest_year.unwrap_or(year);
        let steps = [[-3, 2, 6], [-5, -2, 4], [-7, 3, 8], [-9, -4, 5]][(hash(answer) % 4) as usize];
        let near = [0, 1, -1, 2, -2, -4]
            .into_iter()
            .flat_map(|more| steps.map(|step| year + step + more))
            .filter(|it| *it <= latest);
        self.fresh(&near.collect::<Vec<_>>(), |it| it.to_string(), year, 2)
    }

    /// Numbers of the same shape near this one.
    fn numbers_like(&self, answer: &str) -> Vec<String> {
        let Some(start) = answer.find(|c: char| c.is_ascii_digit()) else { return Vec::new() };
        let end = answer[start..]
            .find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
            .map_or(answer.len(), |at| start + at);
        let (before, figure, after) = (&answer[..start], &answer[start..end], &answer[end..]);
        let dice = hash(answer);
        let has_commas = figure.contains(',');
        let bare = figure.replace(',', "");
        if has_commas && !is_grouped(figure) {
            return Vec::new();
        }
        let decimals = bare.split_once('.').map_or(0, |(_, digits)| digits.len());
        let scale = 10_i64.pow(u32::try_from(decimals.min(9)).unwrap_or(9));
        let Ok(number) = bare.replace('.', "").parse::<i64>() else { return Vec::new() };
        if decimals > 3 || !(3..=1_000_000_000_000).contains(&number) || bare.ends_with('.') {
            return Vec::new();
        }
        // The same rounding: as many zeros at the end; of a price the same cents.
        let mut unit = if decimals == 2 { 100 } else { 1 };
        let cents = number % unit;
        while number % (unit * 10) == 0 && unit * 10 < number {
            unit *= 10;
        }
        let factors =
            [[70, 130, 85, 120, 60, 140], [60, 80, 125, 140, 115, 75], [115, 130, 140, 85, 70, 60]]
                [(dice % 3) as usize];
        // The plain ones first; their neighbours where the article holds those.
        let near = [0, 1, -1].into_iter().flat_map(|more| {
            factors.map(|factor| (number * factor / 100 / unit + more) * unit + cents)
        });
        let is_share = after.trim_start().starts_with(['%', 'p']);
        // "1100 billion" is written in trillions.
        let is_scaled = after.trim_start().starts_with(['m', 'b', 't']) && number < 1000 * scale;
        // Beside nearly all of it, nothing else is likely.
        if is_share && (80 * scale..=100 * scale).contains(&number) {
            return Vec::new();
        }
        let most = if is_share && number <= 100 * scale {
            100 * scale
        } else if is_scaled || !has_commas && number < 1000 * scale {
            1000 * scale
        } else {
            i64::MAX
        };
        let shown = |it: i64| {
            let figure = if decimals > 0 {
                format!("{}.{:0decimals$}", it / scale, it % scale)
            } else if has_commas {
                grouped(it)
            } else {
                it.to_string()
            };
            format!("{before}{figure}{after}")
        };
        let least = if has_commas { 1000 } else { 2 };
        let near: Vec<i64> = near.filter(|it| *it >= least && *it < most).collect();
        self.fresh(&near, shown, number, (number / 20).max(1))
    }

    /// The first of these that the article does not hold, each at least `gap` from the others; some below the right
    /// one and some above it, or none.
    fn fresh(
        &self,
        near: &[i64],
        shown: impl Fn(i64) -> String,
        right: i64,
        gap: i64,
    ) -> Vec<String> {
        let first = 1 + usize::from(hash(&shown(right)) / 12 % 2 == 1);
        for n_above in [first, WRONG - first] {
            let mut taken = vec![right];
            for it in near {
                let text = shown(*it);
                let figure: String =
                    text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
                let on_side = taken.iter().filter(|other| (**other > right) == (*it > right));
                let n_side = on_side.filter(|other| **other != right).count();
                let most = if *it > right { n_above } else { WRONG - n_above };
                if n_side < most
                    && taken.iter().all(|other| (other - it).abs() >= gap)
                    && !self.numbers.contains(&figure)
                {
                    taken.push(*it);
                }
            }
            if taken.len() > WRONG {
                return taken[1..].iter().map(|it| shown(*it)).collect();
            }
        }
        Vec::new()
    }
}

/// Whether what stands before a number makes it a limit, beside which others are as true: `more than`, `at least`.
fn is_bound(before: &[Token]) -> bool {
    let word = |back: usize| before.len().checked_sub(back).map_or("", |at| &*before[at].lower);
    match word(1) {
        "than" => matches!(word(2), "more" | "less" | "fewer" | "greater" | "higher" | "lower"),
        "least" | "most" => word(2) == "at",
        "over" | "above" | "under" | "below" | "exceed" | "exceeds" | "exceeded" | "exceeding" => {
            true
        }
        "to" => word(2) == "up",
        _ => false,
    }
}

/// Whether half the article and more speaks of what stands in so many of its blocks.
fn is_subject(text: &Text, blocks: u32) -> bool {
    blocks >= 4 && blocks * 2 >= text.n_blocks
}

/// Whether a country is named beside the answer: of towns, only its own is likely then.
fn names_country(tokens: &[Token], it: &Candidate) -> bool {
    let is_country = |words: &[Token]| {
        let name = words.iter().map(|it| &*it.lower).collect::<Vec<_>>().join(" ");
        words[0].capital && (names::kind_of_place(&name) == "country" || names::is_demonym(&name))
    };
    let rests = [&tokens[..it.tokens.start], &tokens[it.tokens.end..]];
    rests.iter().any(|rest| rest.windows(1).chain(rest.windows(2)).any(is_country))
}

/// Whether a person's name is a first and a last name without a title.
fn is_plain(name: &str) -> bool {
    let mut words = name.split(' ');
    words.next().is_some_and(|first| !names::is_title(&first.to_lowercase()))
        && words.next().is_some()
}

/// Whether two names may name the same: they share a word, or one abbreviates the other.
fn aliases(one: &str, other: &str) -> bool {
    let (a, b) = (one.to_lowercase(), other.to_lowercase());
    let share =
        a.split([' ', '-']).any(|x| b.split([' ', '-']).any(|y| x.len() > 2 && same_stem(x, y)));
    let initials = |name: &str| -> String {
        name.split([' ', '-'])
            .filter_map(|word| word.chars().next())
            .filter(|c| c.is_uppercase())
            .collect()
    };
    let bare = |name: &str| name.replace('.', "");
    share
        || names::are_same(&a, &b)
        || a.contains(&b)
        || b.contains(&a)
        || initials(one) == bare(other)
        || initials(other) == bare(one)
        || b.len() < 2
}

fn number_of(text: &str) -> f64 {
    let figure: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    figure.parse().unwrap_or(0.0)
}

/// Whether the commas of a figure part thousands.
fn is_grouped(figure: &str) -> bool {
    let whole = figure.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    groups.next().is_some_and(|first| (1..=3).contains(&first.len()))
        && groups.all(|it| it.len() == 3)
        && !figure.contains('.')
}

fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}
