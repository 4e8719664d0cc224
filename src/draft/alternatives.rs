//! What else is right for a gap: the last name of a person, a number in figures, `66%` for `66 percent`, a name
//! without its full stops, the initials that the article gives of it.

use super::Candidate;
use super::candidates::Sort;
use super::cast::Cast;
use super::mending::initials_behind;
use super::names::{self, Named};
use super::tags::{NUMBER_WORDS, Tag};
use super::text::Text;
use super::tokens::Token;
use crate::text::fold::fold;
use crate::time::MONTHS;

/// The other right answers, none of them the answer itself and none that stands in the prompt.
pub(super) fn alternatives(text: &Text, it: &Candidate, cast: &Cast, prompt: &str) -> Vec<String> {
    let sentence = &text.sentences[it.sentence];
    let tokens = &sentence.tokens;
    let inside = &tokens[it.tokens.clone()];
    let block = &text.reading.blocks[sentence.block].text;
    let own = |it: &Token| block[it.range.clone()].to_owned();
    let mut found: Vec<String> = match it.sort {
        Sort::Person => person(text, it, inside, cast).into_iter().collect(),
        Sort::Number => number(&it.answer),
        Sort::Date => day(&it.answer).into_iter().collect(),
        _ => Vec::new(),
    };
    if matches!(it.sort, Sort::Organisation | Sort::Name | Sort::Place) {
        found.extend(initials_behind(tokens, it).map(|behind| own(&tokens[behind.start + 1])));
        for before in ["The ", "USS ", "HMS ", "U.S. ", "US ", "Airbus ", "Boeing "] {
            found.extend(it.answer.strip_prefix(before).map(str::to_owned));
        }
        found.extend(spelled(text, inside));
        found.extend(without_form(&it.answer));
        // "Yousuf Gilani", of whom only the sentence does not tell that he is a person
        if let [one] = inside {
            found.extend(cast.whole_name(&one.lower).map(str::to_owned));
        }
        // "Ogun Varley", whom the article calls Varley, too
        if it.sort == Sort::Name && may_be_person(inside) && stands_alone(text, inside) {
            found.extend(last_word(text, it, inside));
        }
    }
    if it.answer.contains('.') && it.answer.contains(char::is_alphabetic) && it.sort != Sort::Number
    {
        found.push(it.answer.replace('.', ""));
    }
    let prompt = prompt.to_lowercase();
    let mut folded = vec![fold(&it.answer)];
    found.retain(|other| {
        let is_new = !other.is_empty()
            && !holds(&prompt, &other.to_lowercase())
            && !folded.contains(&fold(other));
        folded.push(fold(other));
        is_new
    });
    found
}

/// Whether words stand in a prompt as words: the `6` of 2016 is none.
fn holds(prompt: &str, words: &str) -> bool {
    let is_figure = words.bytes().all(|byte| byte.is_ascii_digit());
    let is_more = |c: Option<char>| is_figure && c.is_some_and(|c| c.is_ascii_digit());
    prompt.match_indices(words).any(|(at, _)| {
        !is_more(prompt[..at].chars().next_back())
            && !is_more(prompt[at + words.len()..].chars().next())
    })
}

/// What the article spells initials out as, `Lindholm Port Guard (LPG)`, and a last name with the first before it.
fn spelled(text: &Text, inside: &[Token]) -> Option<String> {
    text.own().iter().find_map(|sentence| {
        let tokens = &sentence.tokens;
        let block = &text.reading.blocks[sentence.block].text;
        (1..tokens.len()).find_map(|at| {
            let here = tokens.get(at..at + inside.len())?;
            if here.iter().zip(inside).any(|(a, b)| a.lower != b.lower) {
                return None;
            }
            let is_short = inside.len() == 1 && tokens[at - 1].lower == "(";
            let end = if is_short { at - 1 } else { at };
            let n = tokens[..end].iter().rev().take_while(|it| it.tag == Tag::Name).count();
            let before = &tokens[end - n..end];
            if is_short {
                let initials: String =
                    before.iter().filter_map(|it| it.lower.chars().next()).collect();
                let whole = before.first()?.range.start..before.last()?.range.end;
                return (initials == inside[0].lower).then(|| block[whole].to_owned());
            }
            let first = before.iter().find(|it| names::is_first_name(&it.lower))?;
            Some(block[first.range.start..here.last()?.range.end].to_owned())
        })
    })
}

/// The last name of a person, or the whole name of whom the sentence calls by the last.
fn person(text: &Text, it: &Candidate, inside: &[Token], cast: &Cast) -> Option<String> {
    let last = inside.last()?;
    let Some(whole) = cast.whole_name(&last.lower) else {
        return last_word(text, it, inside);
    };
    let bare = inside.iter().filter(|it| !names::is_title(&it.lower)).count();
    if bare == 1 {
        return Some(whole.to_owned());
    }
    whole.rsplit(' ').next().map(str::to_owned).filter(|_| last.tag == Tag::Name)
}

/// The last word of a name that no other has: "Henrik Ali Vale".
fn last_word(text: &Text, it: &Candidate, inside: &[Token]) -> Option<String> {
    let last = inside.last()?;
    let is_anothers = text.own().iter().any(|sentence| {
        sentence.tokens.windows(2).any(|two| {
            two[1].lower == last.lower
                && two[0].tag == Tag::Name
                && !names::is_title(&two[0].lower)
                && !inside.iter().any(|it| it.lower == two[0].lower)
        })
    });
    let last = it.answer.rsplit(' ').next().map(str::to_owned);
    last.filter(|_| inside.len() > 1 && !is_anothers)
}

/// Whether nothing says that a name of several words is no person's.
fn may_be_person(inside: &[Token]) -> bool {
    let is_unknown =
        |it: &Token| it.tag == Tag::Name && names::sort_of(None, &[&*it.lower]) == Named::Unknown;
    inside.len() > 1 && inside.iter().all(is_unknown)
}

/// Whether the last word of a name stands by itself somewhere.
fn stands_alone(text: &Text, inside: &[Token]) -> bool {
    let Some(last) = inside.last() else { return false };
    text.own().iter().any(|sentence| {
        let tokens = &sentence.tokens;
        let is_name = |at: usize| tokens.get(at).is_some_and(|it| it.tag == Tag::Name);
        tokens.iter().enumerate().any(|(at, it)| {
            it.capital
                && it.lower == last.lower
                && !is_name(at + 1)
                && at.checked_sub(1).is_none_or(|before| !is_name(before))
        })
    })
}

/// A company without the words for what kind of one it is: `Varne Group Corp`.
fn without_form(answer: &str) -> Option<String> {
    const FORMS: [&str; 10] =
        ["corp", "inc", "ltd", "co", "plc", "llc", "group", "holdings", "ag", "corporation"];
    let mut words: Vec<&str> = answer.split(' ').collect();
    let n_words = words.len();
    let is_form = |it: &&str| FORMS.contains(&&*it.trim_end_matches('.').to_lowercase());
    while words.len() > 1 && words.last().is_some_and(is_form) {
        words.pop();
    }
    (words.len() < n_words).then(|| words.join(" ").trim_end_matches(',').to_owned())
}

/// `66%`, `66 percent` and `66 per cent`; `$1 billion` and `1 billion dollars`; `seven` and `7`.
fn number(answer: &str) -> Vec<String> {
    let bare = answer
        .strip_suffix('%')
        .or_else(|| [" percent", " per cent"].iter().find_map(|end| answer.strip_suffix(end)));
    if let Some(bare) = bare {
        let bare = bare.trim();
        let mut all = vec![format!("{bare}%"), format!("{bare} percent"), bare.to_owned()];
        all.extend(figure(bare).map(|it| format!("{it}%")));
        return all;
    }
    for (sign, word) in [('$', "dollars"), ('\u{20ac}', "euros"), ('\u{a3}', "pounds")] {
        if let Some(bare) = answer.strip_prefix(sign) {
            return vec![format!("{bare} {word}"), bare.to_owned()];
        }
    }
    let of_word = figure(answer).map(|it| it.to_string());
    let of_figure = answer.parse::<usize>().ok().filter(|n| (1..=20).contains(n));
    let word = of_figure.and_then(|n| NUMBER_WORDS.get(n - 1)).map(|it| (*it).to_owned());
    of_word.or(word).into_iter().collect()
}

/// A number in a word, or a scale with one before it.
fn figure(words: &str) -> Option<usize> {
    let lower = words.to_lowercase();
    let (tens, ones) = lower.split_once('-').unwrap_or((&lower, ""));
    let of = |word: &str| {
        let at = NUMBER_WORDS.iter().position(|it| *it == word)?;
        // One to twenty, then the tens to ninety.
        (at < 27).then(|| if at < 20 { at + 1 } else { (at - 17) * 10 })
    };
    Some(of(tens)? + if ones.is_empty() { 0 } else { of(ones)? })
}

/// `August 21` and `21 August`.
fn day(answer: &str) -> Option<String> {
    let (first, rest) = answer.split_once(' ')?;
    let is_month = |word: &str| MONTHS.contains(&&*word.to_lowercase());
    let (next, year) = rest.split_once(", ").map_or((rest, None), |(day, year)| (day, Some(year)));
    let is_day = |word: &str| word.len() <= 2 && word.parse::<u8>().is_ok();
    if is_month(first) && is_day(next) {
        return Some(
            year.map_or_else(|| format!("{next} {first}"), |year| format!("{next} {first} {year}")),
        );
    }
    let (month, year) =
        rest.split_once(' ').map_or((rest, None), |(month, year)| (month, Some(year)));
    (is_day(first) && is_month(month)).then(|| {
        year.map_or_else(|| format!("{month} {first}"), |year| format!("{month} {first}, {year}"))
    })
}
