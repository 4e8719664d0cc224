//! Units behind a number. `mW` is not `MW` and `m` not `ms`; but `Km`, `KM`, `Days` and `day` for `days` are
//! what they seem, since nothing else is written with these letters.

use crate::text::fold::fold_keeping_case;

/// What stands before a unit.
const PREFIXES: &[&str] = &[
    "", "y", "z", "a", "f", "p", "n", "μ", "m", "c", "d", "h", "k", "M", "G", "T", "P", "E", "Z",
    "Y",
];

/// Units that take prefixes.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "m", "g", "s", "A", "K", "mol", "cd", "Hz", "N", "Pa", "J", "W", "Wh", "Ah", "C", "V", "F", "Ω", "ohm", "S",
    "Wb", "T", "H", "lm", "lx", "Bq", "Gy", "Sv", "kat", "L", "t", "eV", "u", "Da", "b", "B", "bit", "byte",
    "bar", "rad", "cal", "Ci", "R", "Gal", "volt", "watt", "gram",
];

/// Units and numerals that take none.
const ALONE: &[&str] = &["M", "mM", "μM", "nM", "min", "h", "d", "a", "ha", "Å"];

/// From so many letters on, a unit is a word that may have a plural.
const WORD: usize = 4;

/// Whether what stands behind a number is the unit that is wanted.
pub(super) fn fits(given: &str, wanted: &str) -> bool {
    let (given, wanted) = (fold_keeping_case(given), fold_keeping_case(wanted));
    let (given, wanted) = (parts(&given), parts(&wanted));
    given.len() == wanted.len()
        && given.iter().zip(&wanted).all(|(given, wanted)| is_same(given, wanted))
}

/// Runs of letters, and what stands between them: `km/h` is `km`, `/` and `h`.
fn parts(unit: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = unit;
    while let Some(first) = rest.chars().next() {
        let is_letters = first.is_alphabetic();
        let end = rest.find(|c: char| c.is_alphabetic() != is_letters).unwrap_or(rest.len());
        let part = rest[..end].trim();
        if !part.is_empty() {
            parts.push(part);
        }
        rest = &rest[end..];
    }
    parts
}

fn is_same(given: &str, wanted: &str) -> bool {
    let (given, wanted) = (usual(given), usual(wanted));
    if given == wanted {
        return true;
    }
    let (given_low, wanted_low) = (given.to_lowercase(), wanted.to_lowercase());
    if given_low == wanted_low {
        return !is_ambiguous(&wanted_low, &wanted);
    }
    let n_letters = given.chars().count().max(wanted.chars().count());
    let singular = |text: &str| text.strip_suffix('s').unwrap_or(text).to_owned();
    n_letters >= WORD
        && (given_low == singular(&wanted_low) || singular(&given_low) == wanted_low)
        && !is_ambiguous(&given_low, &wanted)
}

/// A symbol as it should be written: `K` is no prefix, and litres are `l` and `L`.
fn usual(symbol: &str) -> String {
    let mut symbol = match symbol.strip_prefix('K') {
        Some(rest) if !rest.is_empty() => format!("k{rest}"),
        _ => symbol.to_owned(),
    };
    if symbol.strip_suffix('l').is_some_and(|prefix| PREFIXES.contains(&prefix)) {
        symbol.replace_range(symbol.len() - 1.., "L");
    }
    symbol
}

/// Whether these letters, in whatever case, may be another unit than the one that is wanted.
fn is_ambiguous(letters: &str, wanted: &str) -> bool {
    let is_it = |unit: &String| unit.to_lowercase() == letters;
    let prefixed =
        PREFIXES.iter().flat_map(|prefix| UNITS.iter().map(move |unit| format!("{prefix}{unit}")));
    let all = prefixed.chain(ALONE.iter().map(|unit| (*unit).to_owned()));
    let found: Vec<String> = all.filter(is_it).collect();
    match found.as_slice() {
        [] => false,
        // A word may well be written otherwise than its symbol.
        [unit] => unit != wanted && letters.chars().count() < 3,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(wanted: &str, fitting: &[&str], others: &[&str]) {
        for given in fitting {
            assert!(fits(given, wanted), "{given} for {wanted}");
        }
        for given in others {
            assert!(!fits(given, wanted), "{given} for {wanted}");
        }
    }

    #[test]
    fn a_unit_is_not_another_one() {
        check("mW", &["mW"], &["MW", "mw", "W", "mWs"]);
        check("m", &["m"], &["M", "ms", "s", "mm", "Ms"]);
        check("s", &["s"], &["S", ""]);
        check("mbar", &["mbar"], &["Mbar", "MBAR"]);
        check("kB", &["kB", "KB"], &["kb", "Kb"]);
        check("ms", &["ms"], &["m", "Ms", "mS"]);
        check("Pa", &["Pa"], &["pA", "PA", "pa"]);
        check("mm", &["mm"], &["Mm", "MM"]);
        check("%", &["%"], &["‰", "percent"]);
    }

    #[test]
    fn what_can_be_nothing_else_fits_in_any_case() {
        check("km", &["km", "Km", "KM"], &["k", "kms"]);
        check("kg", &["kg", "KG"], &["g"]);
        check("days", &["day", "Days", "DAYS"], &["da", "d"]);
        check("metre", &["metres", "Metre"], &["metr"]);
        check("EUR", &["eur"], &["EU"]);
        check("ml", &["mL", "ml"], &["ML", "Ml"]);
        check("km/h", &["km/h", "KM/h", "km / h"], &["km", "kmh", "km/H"]);
        check("m²", &["m²"], &["m", "m³", "mm²"]);
        check("°C", &["°C", "°c"], &["°F", "C"]);
        check("Watt", &["watt", "Watts"], &["Wat"]);
        check("µg", &["μg"], &["mg"]);
    }
}
