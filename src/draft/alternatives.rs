//! What else is right for a gap: the last name of a person, a number in figures, `66%` for `66 percent`, a name
//! without its full stops, the initials that the article gives of it.

use super::Candidate;
use super::candidates::Sort;
use super::cast::Cast;
use super::hints::is_kind;
use super::mending::initials_behind;
use super::names::{self, Named};
use super::tags::{NUMBER_WORDS, Tag};
use super::text::Text;
use super::tokens::Token;
use super::words::counted;
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
        Sort::Person => {
            let last = person(text, it, inside, cast);
            // "Bismarck" of "von Bismarck"
            let bare = last.as_deref().and_then(|it| it.strip_prefix("von ")).map(str::to_owned);
            last.into_iter().chain(bare).collect()
        }
        Sort::Number => number(&it.answer),
        Sort::Date => day(&it.answer).into_iter().chain(century(&it.answer)).collect(),
        _ => Vec::new(),
    };
    if matches!(it.sort, Sort::Organisation | Sort::Name | Sort::Place) {
        found.extend(initials_behind(tokens, it).map(|behind| own(&tokens[behind.start + 1])));
        for before in ["The ", "USS ", "HMS ", "U.S. ", "US ", "Airbus ", "Boeing "] {
            found.extend(it.answer.strip_prefix(before).map(str::to_owned));
        }
        found.extend(spelled(text, inside));
        found.extend(without_form(&it.answer));
        found.extend(turned(&it.answer));
        found.extend(without_kind(&it.answer));
        if it.answer.eq_ignore_ascii_case("islamic state") {
            found.extend(["IS", "ISIS", "ISIL"].map(str::to_owned));
        }
        found.extend(initials(&it.answer).filter(|_| without_form(&it.answer).is_none()));
        // "Yousuf Gilani", of whom only the sentence does not tell that he is a person
        if let [one] = inside {
            found.extend(cast.whole_name(&one.lower).map(str::to_owned));
        }
        // "Ogun Varley", whom the article calls Varley, too
        let is_foreign = (2..=3).contains(&inside.len()) && inside.iter().all(|it| it.rare);
        let may_be_called = |word: Option<&Token>| word.is_some_and(|it| stands_alone(text, it));
        if it.sort == Sort::Name
            && may_be_person(inside)
            && (is_foreign || may_be_called(inside.last()))
        {
            found.extend(last_word(text, it, inside));
        }
        // "Varne Research", which the article calls Varne, too
        let is_kind = inside.last().is_some_and(|it| !it.rare);
        let first = inside.first().filter(|it| inside.len() > 1 && it.rare && is_kind);
        if it.sort != Sort::Place && may_be_called(first) {
            found.extend(first.map(own));
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
    Some(surname(whole).to_owned()).filter(|_| last.tag == Tag::Name)
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
    let last = Some(surname(&it.answer).to_owned());
    last.filter(|_| inside.len() > 1 && !is_anothers)
}

/// The last name of a whole one, with what belongs to it: `bin Laden`, `van de Velde`, `Ray` of `Ross Ray QC`.
fn surname(whole: &str) -> &str {
    const JOINING: [&str; 18] = [
        "bin", "ibn", "de", "van", "von", "del", "da", "la", "al", "der", "den", "di", "du", "le",
        "el", "dos", "ter", "ten",
    ];
    let is_behind = |word: &str| {
        matches!(word, "QC" | "KC" | "MP" | "PhD" | "Jr." | "Jr")
            || word.chars().all(|c| "IVX".contains(c))
    };
    let bare = match whole.rsplit_once(' ') {
        Some((bare, last)) if is_behind(last) => bare,
        _ => whole,
    };
    // "Yun Byung-se" is Mr Yun.
    if let Some((first, given)) = bare.split_once(' ')
        && given.split_once('-').is_some_and(|it| {
            it.1.starts_with(char::is_lowercase) || !names::is_first_name(&first.to_lowercase())
        })
    {
        return first;
    }
    let mut start = bare.rfind(' ').map_or(0, |at| at + 1);
    while let Some(space) = start.checked_sub(1) {
        let from = bare[..space].rfind(' ').map_or(0, |at| at + 1);
        if from == 0 || !JOINING.contains(&&bare[from..space]) {
            break;
        }
        start = from;
    }
    &bare[start..]
}

/// Whether nothing says that a name of several words is no person's.
fn may_be_person(inside: &[Token]) -> bool {
    let is_unknown =
        |it: &Token| it.tag == Tag::Name && names::sort_of(None, &[&*it.lower]) == Named::Unknown;
    inside.len() > 1 && inside.iter().all(is_unknown)
}

/// Whether a word of a name stands by itself somewhere.
fn stands_alone(text: &Text, word: &Token) -> bool {
    text.own().iter().any(|sentence| {
        let tokens = &sentence.tokens;
        let is_name = |at: usize| tokens.get(at).is_some_and(|it| it.tag == Tag::Name);
        tokens.iter().enumerate().any(|(at, it)| {
            it.capital
                && it.lower == word.lower
                && !is_name(at + 1)
                && at.checked_sub(1).is_none_or(|before| !is_name(before))
        })
    })
}

/// `LPG` of `Lindholm Port Guard`.
fn initials(answer: &str) -> Option<String> {
    let capitals =
        answer.split(' ').filter_map(|it| it.chars().next()).filter(|c| c.is_uppercase());
    let found: String = capitals.collect();
    (found.chars().count() > 2).then_some(found)
}

/// `Department of Ports` of `Ports Department`, and the other way; the University of Varne may be another than Varne
/// University.
fn turned(answer: &str) -> Option<String> {
    ["Department", "Ministry"].iter().find_map(|body| {
        if let Some(of) = answer.strip_prefix(&format!("{body} of ")) {
            return Some(format!("{} {body}", of.strip_prefix("the ").unwrap_or(of)));
        }
        Some(format!("{body} of {}", answer.strip_suffix(&format!(" {body}"))?))
    })
}

/// `Varne` of `Varne River`, whose hint says that it is a river.
fn without_kind(answer: &str) -> Option<String> {
    let (bare, kind) = answer.rsplit_once(' ')?;
    is_kind(&kind.to_lowercase()).then(|| bare.to_owned())
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
        let is_figure = bare.ends_with(|c: char| c.is_ascii_digit());
        let mut all: Vec<String> = is_figure.then(|| format!("{bare}%")).into_iter().collect();
        all.extend([format!("{bare} percent"), bare.to_owned()]);
        all.extend(counted(bare).into_iter().flat_map(|it| [format!("{it}%"), it.to_string()]));
        // "12.0 percent"
        all.extend(bare.strip_suffix(".0").map(str::to_owned));
        return all;
    }
    for (sign, word) in [('$', "dollars"), ('\u{20ac}', "euros"), ('\u{a3}', "pounds")] {
        if let Some(bare) = answer.strip_prefix(sign) {
            return vec![format!("{bare} {word}"), bare.to_owned()];
        }
    }
    if let Some(n) = answer.strip_suffix(" dozen").and_then(counted) {
        return vec![(12 * n).to_string()];
    }
    if let Some(n) = answer.strip_suffix(" thousand") {
        let n = counted(n).or_else(|| n.parse().ok());
        return n.map(|n| format!("{n},000")).into_iter().collect();
    }
    // "three million"
    let scaled = answer.split_once(' ').and_then(|(n, scale)| {
        scale.contains("llion").then(|| Some(format!("{} {scale}", counted(n)?)))?
    });
    let of_word = counted(answer).map(|it| it.to_string()).or(scaled);
    let of_figure = answer.parse::<usize>().ok().filter(|n| (1..=20).contains(n));
    let word = of_figure.and_then(|n| NUMBER_WORDS.get(n - 1)).map(|it| (*it).to_owned());
    of_word.or(word).into_iter().collect()
}

/// `19th` and `nineteenth century`.
fn century(answer: &str) -> Vec<String> {
    const WORDS: [&str; 8] = [
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty-first",
    ];
    let Some(which) = answer.strip_suffix(" century") else { return Vec::new() };
    let n: Option<usize> = which.trim_end_matches(char::is_alphabetic).parse().ok();
    let word = n.and_then(|n| WORDS.get(n.checked_sub(14)?)).map(|it| format!("{it} century"));
    word.into_iter().chain([which.to_owned()]).collect()
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
