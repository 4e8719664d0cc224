//! Numbers that are not digits alone, rewritten so that they are: `minus 5`, `$5`, `1½`, `8 billion`, `3·10^5`, `1989 AD`,
//! and units by their other names.

use crate::deck::units::{self, low};
use crate::text::fold::fold_keeping_case;

/// Powers of ten that have a name; which number `billion` is depends on the language.
const SCALES: &[(&str, &[(&str, i32)])] = &[
    ("en", &[("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)]),
    (
        "de",
        &[("tausend", 3), ("million", 6), ("millionen", 6), ("milliarde", 9), ("milliarden", 9)],
    ),
    ("fr", &[("mille", 3), ("million", 6), ("millions", 6), ("milliard", 9), ("milliards", 9)]),
    ("es", &[("mil", 3), ("millón", 6), ("millones", 6)]),
];

/// What stands before the thing that is counted.
const HOW_MANY: &[&str] = &[
    "how many ",
    "number of ",
    "wie viele ",
    "anzahl der ",
    "combien de ",
    "combien d'",
    "nombre de ",
    "cuántos ",
    "cuántas ",
    "quanti ",
    "quante ",
    "quantos ",
    "quantas ",
];

/// A number with what stands behind it, as it is read.
pub(super) fn plain(given: &str, unit: Option<&str>, language: &str, prompt: &str) -> String {
    let given = fold_keeping_case(given);
    let given = without_unit(&given, unit).unwrap_or(&given);
    let given = leads(given, unit.is_none());
    let (sign, given) = match given.strip_prefix('-') {
        Some(rest) => ("-", rest.trim_start().to_owned()),
        None => ("", given),
    };
    let given = power(&given).or_else(|| mixed(&given)).unwrap_or(given);
    let (number, rest) = split(&given);
    let (number, rest) = scaled(number, rest, language).unwrap_or((number.to_owned(), rest));
    let rest = match unit {
        Some(unit) if units::same(rest, unit) => unit,
        _ if is_counted(rest, prompt) || (unit.is_none() && is_era(rest)) => "",
        _ => rest,
    };
    format!("{sign}{number} {rest}").trim_end().to_owned()
}

/// The number and what stands behind it; a space within a number stands before three digits.
pub(super) fn split(text: &str) -> (&str, &str) {
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        let group = after.chars().take_while(|c| c.is_numeric()).count() == 3;
        let belongs = match c {
            ' ' | '\'' => at > 0 && group && text[..at].ends_with(char::is_numeric),
            ',' | '.' | '/' | '\u{66B}' | '\u{66C}' => true,
            'e' | 'E' => {
                let sign = after.strip_prefix(['-', '+']).unwrap_or(after);
                at > 0 && sign.starts_with(|c: char| c.is_ascii_digit())
            }
            '-' | '+' => text[..at].ends_with(['e', 'E']),
            c => c.is_numeric(),
        };
        if !belongs {
            end = at;
            break;
        }
    }
    let number = text[..end].trim_end_matches([',', '.', '/', ' ']);
    (number, text[number.len()..].trim_start_matches([',', '.', ' ']).trim())
}

/// Without the unit that is asked for, where it stands behind a number as it is: `5 1/mol`.
fn without_unit<'a>(given: &'a str, unit: Option<&str>) -> Option<&'a str> {
    let unit = fold_keeping_case(unit?);
    let rest = given.strip_suffix(&unit)?;
    let apart = rest.ends_with(' ')
        || rest.ends_with(char::is_numeric) && !unit.starts_with(char::is_numeric);
    (apart && rest.contains(char::is_numeric)).then(|| rest.trim_end())
}

/// Without words and signs in front: `the year`, `minus`, a currency.
fn leads(given: &str, is_bare: bool) -> String {
    let strip = |text: &str, lead: &str| {
        let head = text.get(..lead.len())?;
        head.eq_ignore_ascii_case(lead).then(|| text[lead.len()..].trim_start().to_owned())
    };
    let mut text = given.trim().to_owned();
    for lead in ["in the year ", "the year ", "year ", "ad ", "a.d. "] {
        if let Some(rest) = strip(&text, lead).filter(|_| is_bare) {
            text = rest;
        }
    }
    for lead in ["minus ", "negative "] {
        if let Some(rest) = strip(&text, lead) {
            return format!("-{rest}");
        }
    }
    for sign in ["US$", "$", "€", "£", "¥"] {
        if let Some(rest) = text.strip_prefix(sign).filter(|_| !is_bare) {
            return format!("{} {sign}", rest.trim());
        }
    }
    text
}

/// `8*10^9`, `3·10^5`, `3x10⁵` as digits alone.
fn power(text: &str) -> Option<String> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let at = compact.find("10")?;
    let (before, after) = (&compact[..at], &compact[at + 2..]);
    let mantissa = before.strip_suffix(['*', '·', '×', 'x', '⋅', '∙'])?;
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let raised: String = after.chars().map(low).collect();
    let raised = match after.strip_prefix("**").or_else(|| after.strip_prefix('^')) {
        Some(rest) => rest.to_owned(),
        // Without a sign it has to be raised.
        None if after.chars().all(|c| low(c) != c) => raised,
        None => return None,
    };
    let raised = raised.trim_start_matches('(');
    let end = raised
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || *at == 0 && matches!(c, '-' | '+')))
        .map_or(raised.len(), |(at, _)| at);
    let exponent: i32 = raised[..end].parse().ok()?;
    let parts: Vec<&str> = mantissa.split(['.', ',']).collect();
    if !parts.iter().all(|part| is_number(part)) {
        return None;
    }
    let number = shift(mantissa, exponent)?;
    Some(format!("{number} {}", raised[end..].trim_start_matches(')')))
}

/// `1 1/2 km` as `1.5 km`; a third stays a fraction.
fn mixed(text: &str) -> Option<String> {
    let mut words = text.splitn(3, ' ');
    let (whole, fraction) = (words.next()?, words.next()?);
    let (above, below) = fraction.split_once('/')?;
    let (whole, above, below): (u64, u64, u64) =
        (whole.parse().ok()?, above.parse().ok()?, below.parse().ok()?);
    let above = whole.checked_mul(below)?.checked_add(above)?;
    if below == 0 {
        return None;
    }
    let fine = u128::from(above) * 1_000_000;
    let number = if fine % u128::from(below) == 0 {
        shift(&(fine / u128::from(below)).to_string(), -6)?
    } else {
        format!("{above}/{below}")
    };
    Some(format!("{number} {}", words.next().unwrap_or_default()).trim_end().to_owned())
}

/// A number before `billion` and the like as digits.
fn scaled<'a>(number: &str, rest: &'a str, language: &str) -> Option<(String, &'a str)> {
    let own = super::super::articles::primary(language);
    let own = if own.is_empty() { "en" } else { &own };
    let (_, names) = SCALES.iter().find(|(language, _)| *language == own)?;
    let (word, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    let word = word.to_lowercase();
    let power = names.iter().find(|(name, _)| *name == word)?.1;
    Some((shift(number, power)?, rest))
}

/// A number of digits with at most one mark, times a power of ten; never with three digits behind its mark, which
/// could be thousands.
fn shift(number: &str, power: i32) -> Option<String> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let mut digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) || power.abs() > 60 {
        return None;
    }
    let point = i32::try_from(whole.len()).ok()? + power;
    if point <= 0 {
        let zeros = usize::try_from(1 - point).ok()?;
        digits.insert_str(0, &"0".repeat(zeros));
    }
    let point = usize::try_from(point.max(1)).ok()?;
    while digits.len() < point {
        digits.push('0');
    }
    let (whole, fraction) = digits.split_at(point);
    let fraction = fraction.trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(match fraction.len() {
        0 => whole.to_owned(),
        3 => format!("{whole}.{fraction}0"),
        _ => format!("{whole}.{fraction}"),
    })
}

/// Whether a word is what the question counts: `sides` in `How many sides has ...`.
fn is_counted(rest: &str, prompt: &str) -> bool {
    let rest = rest.to_lowercase();
    if rest.is_empty() || !rest.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-') {
        return false;
    }
    let prompt = fold_keeping_case(&crate::deck::markup::plain(prompt)).to_lowercase();
    HOW_MANY.iter().any(|asked| {
        prompt.match_indices(asked).any(|(at, _)| {
            let after: Vec<&str> = prompt[at + asked.len()..]
                .split_whitespace()
                .map(|word| word.trim_end_matches(|c: char| !c.is_alphanumeric()))
                .take(3)
                .collect();
            let wanted: Vec<&str> = rest.split_whitespace().collect();
            let same =
                |one: &str, other: &str| one.trim_end_matches('s') == other.trim_end_matches('s');
            after
                .windows(wanted.len())
                .any(|words| words.iter().zip(&wanted).all(|(word, wanted)| same(word, wanted)))
        })
    })
}

/// The years after nought need no sign.
fn is_era(rest: &str) -> bool {
    matches!(rest.to_lowercase().as_str(), "ad" | "a.d" | "a.d." | "ce" | "c.e" | "c.e.")
}
