//! Numbers: `3,14` is `3.14`, thousands marks and digits of any script count for nothing, units
//! may be left out but not be wrong.

mod wording;

use super::decimals::comma_is_decimal;
use super::{Context, Judgement, Rule, Verdict, difference, unit, words};
use crate::deck::{self, Accepted, Number, Tolerance, units};
use crate::text::fold::fold_keeping_case;

/// Judges a response to a question whose answer is a number.
pub(super) fn judge(number: &Number, given: &str, context: &Context<'_>) -> Judgement {
    if given.trim().is_empty() {
        return Judgement::plain(Verdict::Wrong, 0.0, Rule::Empty);
    }
    let strict = deck::Strict { spelling: true, accents: true, ..context.strict };
    let is_accepted = |text: &String| {
        let texts = Accepted { answer: text.clone(), ..Accepted::default() };
        let is_right = |case| {
            let strict = deck::Strict { case: case || strict.case, ..strict };
            let context = Context { strict, ..*context };
            words::judge(&texts, given, &context).verdict == Verdict::Right
        };
        // Behind a digit stands a unit, and `5 mW` is not `5 MW`.
        let has_unit = text.contains(char::is_numeric);
        is_right(true) || (is_right(false) && (!has_unit || unit::fits(given, text)))
    };
    if std::iter::once(&number.text).chain(&number.accept).any(is_accepted) {
        return Judgement::plain(Verdict::Right, 1.0, Rule::Number);
    }
    let shown = number
        .unit
        .as_ref()
        .map_or_else(|| number.text.clone(), |unit| format!("{} {unit}", number.text));
    let wrong = |feedback: Option<&str>| Judgement {
        diff: difference(given.trim(), &shown, true),
        feedback: feedback.map(str::to_owned),
        ..Judgement::plain(Verdict::Wrong, 0.0, Rule::Number)
    };
    let comma_is_decimal = comma_is_decimal(context.language);
    let Some(wanted) = read(&plainly(number, &number.text, context), comma_is_decimal) else {
        return wrong(None);
    };
    let Some(typed) = read(&plainly(number, given, context), comma_is_decimal) else {
        return wrong(Some("a number is asked for"));
    };
    let asked = number.unit.as_ref().or(number.asked_in.as_ref());
    let fits =
        |wanted: &String| unit::fits(&typed.rest, wanted) || units::same(&typed.rest, wanted);
    if !typed.rest.is_empty() && !asked.is_some_and(fits) {
        let feedback =
            asked.filter(|it| number.unit.is_some() || units::unit(it).is_some()).map_or_else(
                || "a number alone is asked for".to_owned(),
                |unit| format!("the unit is {unit}"),
            );
        return wrong(Some(&feedback));
    }
    match near(&wanted, &typed, number.tolerance) {
        Near::Yes => Judgement::plain(Verdict::Right, 1.0, Rule::Number),
        Near::Perhaps | Near::No => wrong(None),
    }
}

/// Why a number has to be given again rather than judged: only its wording was not understood.
pub(super) fn unread(number: &Number, given: &str, context: &Context<'_>) -> Option<String> {
    let given = given.trim();
    let unit = number.unit.as_deref().or(number.asked_in.as_deref());
    let alone = unit.map_or_else(
        || "give the number alone".to_owned(),
        |unit| format!("give the number alone, or with {unit}"),
    );
    let verdict = |given: &str| judge(number, given, context).verdict;
    let plain = plainly(number, given, context);
    if verdict(given) == Verdict::Right {
        return stands_in_question(number, given, context).then(|| {
            format!("`{given}` is how the question writes it; write the number as an answer")
        });
    }
    let comma_is_decimal = comma_is_decimal(context.language);
    let wanted = read(&plainly(number, &number.text, context), comma_is_decimal)?;
    let typed = read(&plain, comma_is_decimal)?;
    if let (Near::Perhaps, Some(other)) =
        (near(&wanted, &typed, number.tolerance), typed.other.as_ref())
    {
        let (first, other) = (typed.first.value, other.value);
        return Some(format!(
            "`{given}` may be {first} or {other}; write it so that it can be only one of them"
        ));
    }
    let (digits, rest) = wording::split(&plain);
    if rest.starts_with(char::is_numeric) {
        return Some(format!("`{given}` is more than one number; {alone}"));
    }
    if rest.is_empty() {
        return None;
    }
    if verdict(digits) == Verdict::Right {
        // A unit that is known and another one is wrong.
        let is_other = units::unit(rest).is_some()
            && unit
                .map_or_else(|| !names(context.prompt, rest), |unit| units::unit(unit).is_some());
        return (!is_other).then(|| format!("`{rest}` was not understood; {alone}"));
    }
    let unit = unit?;
    let converted = typed.first.value * units::factor(rest, unit)?;
    let off = (converted - wanted.first.value).abs();
    (off <= wanted.first.value.abs() * 0.01).then(|| format!("give it in {unit}"))
}

/// Whether a response is right as a number only, and stands in the question itself: `3/4` for `3/4 as a decimal`.
fn stands_in_question(number: &Number, given: &str, context: &Context<'_>) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let texts = std::iter::once(&number.text).chain(&number.accept);
    let is_written_so = texts.into_iter().any(|text| digits(text) == digits(given));
    !is_written_so && names(context.prompt, given)
}

/// Whether a text stands in a question, with no letter or digit joined to it.
fn names(prompt: &str, text: &str) -> bool {
    let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    prompt.match_indices(text).any(|(at, found)| {
        !joined(prompt[..at].chars().next_back())
            && !joined(prompt[at + found.len()..].chars().next())
    })
}

/// A number as [`read`] takes it.
fn plainly(number: &Number, text: &str, context: &Context<'_>) -> String {
    let unit = number.unit.as_deref().or(number.asked_in.as_deref());
    wording::plain(without_lead(text), unit, context.language, context.prompt)
}

/// Without a small word in front that leaves the number what it is.
fn without_lead(given: &str) -> &str {
    const LEADS: &[&str] =
        &["in ", "about ", "approximately ", "circa ", "ca. ", "ca ", "~", "≈", "="];
    let given = given.trim();
    let lead = LEADS
        .iter()
        .find(|lead| given.get(..lead.len()).is_some_and(|head| head.eq_ignore_ascii_case(lead)));
    lead.map_or(given, |lead| given[lead.len()..].trim_start())
}

/// Whether a number is near enough; perhaps, where it is so only if its mark is read the less likely way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Near {
    Yes,
    Perhaps,
    No,
}

fn near(wanted: &Reading, typed: &Reading, tolerance: Tolerance) -> Near {
    let within = |decimal: &Decimal| {
        let limit = match tolerance {
            Tolerance::Exact => return decimal.same(&wanted.first),
            Tolerance::Absolute(limit) => limit,
            Tolerance::Relative(share) => share * wanted.first.value.abs(),
        };
        // The border belongs to it, whatever the last bit of the binary fraction says.
        (decimal.value - wanted.first.value).abs() <= limit + limit.abs() * 1e-9
    };
    match (within(&typed.first), typed.other.as_ref().is_some_and(within)) {
        (true, _) => Near::Yes,
        (false, true) => Near::Perhaps,
        (false, false) => Near::No,
    }
}

/// A number as it was read: its most likely value, another where its marks allow one, and what
/// stands behind it.
struct Reading {
    first: Decimal,
    other: Option<Decimal>,
    rest: String,
}

/// A decimal number, exact where it was written without exponent or fraction bar.
struct Decimal {
    exact: Option<(bool, String, String)>,
    value: f64,
}

impl Decimal {
    fn same(&self, other: &Decimal) -> bool {
        match (&self.exact, &other.exact) {
            (Some(one), Some(two)) => one == two,
            #[expect(clippy::float_cmp, reason = "both are the nearest to what was written")]
            _ => self.value == other.value,
        }
    }

    fn new(negative: bool, whole: &str, fraction: &str) -> Option<Decimal> {
        let whole = whole.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let value: f64 = format!("0{whole}.{fraction}0").parse().ok()?;
        let negative = negative && value != 0.0;
        let value = if negative { -value } else { value };
        value.is_finite().then_some(Decimal { exact: Some((negative, whole, fraction)), value })
    }

    fn inexact(value: f64) -> Option<Decimal> {
        value.is_finite().then_some(Decimal { exact: None, value })
    }
}

fn read(text: &str, comma_is_decimal: bool) -> Option<Reading> {
    let text: String = fold_keeping_case(text).chars().map(western).collect();
    let (negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let end = end_of_number(text);
    let (number, rest) = text.split_at(end);
    let (number, rest) = (number.trim_end_matches([',', '.', ' ', '\'']), rest.trim());
    if !number.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',') {
        return None;
    }
    if !number.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let signed = |value: f64| if negative { -value } else { value };
    if let Some(below) = rest.strip_prefix('/') {
        let (above, below): (f64, f64) = (number.parse().ok()?, below.trim().parse().ok()?);
        let first = Decimal::inexact(signed(above / below))?;
        return Some(Reading { first, other: None, rest: String::new() });
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']).and_then(|e| e.parse::<i32>().ok()) {
        let mantissa: f64 = number.replace(',', ".").parse().ok()?;
        let value: f64 = format!("{mantissa}e{exponent}").parse().ok()?;
        let first = Decimal::inexact(signed(value))?;
        return Some(Reading { first, other: None, rest: String::new() });
    }
    let mut ways = ways(number, comma_is_decimal).into_iter();
    let mut next = || ways.next().and_then(|(whole, part)| Decimal::new(negative, &whole, &part));
    Some(Reading { first: next()?, other: next(), rest: rest.to_owned() })
}

/// Where the digits and their marks end; a space belongs to them only before three digits.
fn end_of_number(text: &str) -> usize {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (idx, (at, c)) in chars.iter().enumerate() {
        let next = chars[idx + 1..].iter().take_while(|(_, next)| next.is_ascii_digit());
        let belongs = match c {
            '0'..='9' | '.' | ',' => true,
            ' ' | '\'' => idx > 0 && next.count() == 3,
            _ => false,
        };
        if !belongs {
            return *at;
        }
    }
    text.len()
}

/// The ways to read a number with marks, the most likely first: whole part and fraction.
fn ways(number: &str, comma_is_decimal: bool) -> Vec<(String, String)> {
    let plain = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let cut = |at: usize| (plain(&number[..at]), plain(&number[at + 1..]));
    let whole = (plain(number), String::new());
    let marks: Vec<(usize, char)> =
        number.char_indices().filter(|(_, c)| matches!(c, '.' | ',')).collect();
    match marks.as_slice() {
        [(at, mark)] => {
            let groups =
                at > &0 && *at <= 3 && number.len() - at - 1 == 3 && !number.starts_with('0');
            let decimal = cut(*at);
            let likely_decimal = (*mark == ',') == comma_is_decimal;
            match (groups, likely_decimal) {
                (false, _) => vec![decimal],
                (true, true) => vec![decimal, whole],
                (true, false) => vec![whole, decimal],
            }
        }
        [.., (at, last)] if marks.iter().filter(|(_, mark)| mark == last).count() == 1 => {
            vec![cut(*at)]
        }
        _ => vec![whole],
    }
}

/// The western digit of a digit of another script.
fn western(c: char) -> char {
    const ZEROS: [u32; 10] = [0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xE50, 0xED0];
    let digit = ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero).filter(|d| *d < 10));
    match (digit, c) {
        (Some(digit), _) => char::from_digit(digit, 10).unwrap_or(c),
        (None, '\u{66B}') => '.',
        (None, '\u{66C}') => ',',
        _ => c,
    }
}
