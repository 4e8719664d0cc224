//! The names of units: `metres` and `m`, `dollars` and `$`, `m/s2` and `m/s²`; and how units of one kind convert. Reads no
//! numbers.

use crate::text::fold::fold_keeping_case;

/// Units that take prefixes, by symbol, with their names.
const METRIC: &[(&str, &[&str])] = &[
    ("m", &["metre", "meter", "mètre", "metro"]),
    ("g", &["gram", "gramme", "gramm", "gramo"]),
    ("L", &["litre", "liter", "litro", "l"]),
    ("s", &["second", "sec", "sekunde", "sekunden", "seconde", "segundo"]),
    ("W", &["watt"]),
    ("V", &["volt"]),
    ("J", &["joule"]),
    ("N", &["newton"]),
    ("Hz", &["hertz"]),
    ("Pa", &["pascal"]),
    ("A", &["ampere", "amp"]),
    ("Ω", &["ohm"]),
    ("B", &["byte"]),
    ("cal", &["calorie"]),
    ("mol", &["mole"]),
    ("K", &["kelvin"]),
    ("Wh", &["watt hour", "watt-hour"]),
    ("eV", &["electronvolt", "electron volt"]),
];

/// Prefixes by symbol, with their names and powers of ten.
const PREFIXES: &[(&str, &str, i32)] = &[
    ("", "", 0),
    ("k", "kilo", 3),
    ("k", "kiló", 3),
    ("c", "centi", -2),
    ("c", "zenti", -2),
    ("c", "centí", -2),
    ("m", "milli", -3),
    ("m", "mili", -3),
    ("m", "milí", -3),
    ("d", "deci", -1),
    ("h", "hecto", 2),
    ("M", "mega", 6),
    ("G", "giga", 9),
    ("T", "tera", 12),
    ("u", "micro", -6),
    ("n", "nano", -9),
    ("p", "pico", -12),
];

/// Groups of names that mean one unit; the first stands for all.
const OTHERS: &[&[&str]] = &[
    &["°C", "degree celsius", "degrees celsius", "deg c", "celsius", "grad celsius", "° c", "°c"],
    &["°F", "degree fahrenheit", "degrees fahrenheit", "deg f", "fahrenheit", "° f", "°f"],
    &["°", "degree", "degrees", "grad", "deg"],
    &["%", "percent", "per cent", "prozent", "pct", "pour cent", "por ciento"],
    &["h", "hour", "hours", "hr", "hrs", "stunde", "stunden", "heure", "heures", "hora", "horas"],
    &["min", "minute", "minutes", "mins", "minuten", "minuto", "minutos"],
    &["d", "day", "days", "tag", "tage", "jour", "jours", "día", "días"],
    &["week", "weeks", "wk", "wks", "woche", "wochen"],
    &["month", "months", "monat", "monate", "mois"],
    &["year", "years", "yr", "yrs", "jahr", "jahre", "an", "ans", "année", "années", "año", "años"],
    &["kg", "kilo", "kilos"],
    &["mi", "mile", "miles", "meile", "meilen"],
    &["ft", "foot", "feet"],
    &["in", "inch", "inches", "zoll"],
    &["yd", "yard", "yards"],
    &["lb", "lbs", "pound", "pounds"],
    &["oz", "ounce", "ounces"],
    &["t", "tonne", "tonnes", "metric ton", "metric tons", "tonnen", "toneladas"],
    &["ha", "hectare", "hectares", "hektar"],
    &["€", "euro", "euros", "eur"],
    &["$", "dollar", "dollars", "us dollar", "us dollars", "usd", "us$"],
    &["£", "pound", "pounds", "pound sterling", "pounds sterling", "gbp"],
    &["¥", "yen", "jpy"],
    &["km/h", "kmh", "kph", "kmph"],
    &["mi/h", "mph"],
];

/// Whether two texts name one unit.
pub fn same(given: &str, wanted: &str) -> bool {
    if given.is_empty() || wanted.is_empty() {
        return false;
    }
    let (given, wanted) = (symbols(given), symbols(wanted));
    given.iter().any(|one| wanted.contains(one))
}

/// The symbol of the unit that a text names; `None` where none is known here.
pub fn unit(text: &str) -> Option<String> {
    let is_named =
        |symbol: &String| symbol.contains(is_name) && atoms(symbol).all(|atom| atom.is_known);
    symbols(text).into_iter().find(is_named)
}

/// By what a number in one unit is multiplied to be one in another of the same kind.
pub fn factor(from: &str, to: &str) -> Option<f64> {
    let of = |unit: &str| symbols(unit).iter().find_map(|symbol| size(symbol));
    let ((from, kind), (to, other)) = (of(from)?, of(to)?);
    (kind == other).then(|| from / to)
}

/// A symbol's size in its base unit.
fn size(symbol: &str) -> Option<(f64, &'static str)> {
    match symbol {
        "min" => return Some((60.0, "s")),
        "h" => return Some((3600.0, "s")),
        "d" => return Some((86_400.0, "s")),
        "week" => return Some((604_800.0, "s")),
        "t" => return Some((1e6, "g")),
        _ => {}
    }
    let (power, base) = metric_symbol(symbol)?;
    Some((10_f64.powi(power), base))
}

/// The symbols that a text may stand for; the text itself where it is not known.
fn symbols(text: &str) -> Vec<String> {
    let text = usual(text);
    let lower = text.to_lowercase();
    let mut found: Vec<String> = OTHERS
        .iter()
        .filter(|names| text == names[0] || names[1..].contains(&lower.as_str()))
        .map(|names| names[0].to_owned())
        .collect();
    if found.is_empty() {
        found.push(atoms(&text).map(|atom| atom.symbol).collect());
    }
    found
}

/// A unit as a keyboard writes it: raised digits low, `per` as a bar.
fn usual(text: &str) -> String {
    let text = fold_keeping_case(text);
    let mut out = String::new();
    for c in text.chars() {
        match c {
            'µ' | 'μ' => out.push('u'),
            '^' => {}
            '·' | '⋅' | '∙' => out.push('*'),
            c => out.push(low(c)),
        }
    }
    let mut out = out.replace("**", "").replace("° ", "°");
    if !out.to_lowercase().starts_with("per ") && !out.to_lowercase().ends_with("per cent") {
        out = out.replace(" per ", "/").replace(" / ", "/");
    }
    for (word, power) in [("square ", "2"), ("cubic ", "3")] {
        while let Some(at) = out.find(word) {
            let rest = &out[at + word.len()..];
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            out = format!("{}{}{power}{}", &out[..at], &rest[..end], &rest[end..]);
        }
    }
    out
}

/// A raised digit as one that is not.
pub fn low(c: char) -> char {
    match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10).unwrap_or(c),
        '⁻' => '-',
        c => c,
    }
}

/// A unit without its power, or what stands between two.
struct Atom {
    symbol: String,
    is_known: bool,
}

/// Whether units are named with a character.
fn is_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '°' | '%' | '$' | '€' | '£' | '¥')
}

fn atoms(text: &str) -> impl Iterator<Item = Atom> {
    let mut atoms = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let named = is_name(first);
        let end = rest.find(|c: char| is_name(c) != named).unwrap_or(rest.len());
        let part = &rest[..end];
        atoms.push(if named {
            name(part)
        } else {
            Atom { symbol: part.trim().to_owned(), is_known: true }
        });
        rest = &rest[end..];
    }
    atoms.into_iter()
}

fn name(text: &str) -> Atom {
    let known = |symbol: String| Atom { symbol, is_known: true };
    if metric_symbol(text).is_some() {
        return known(text.strip_suffix('l').map_or(text.to_owned(), |rest| format!("{rest}L")));
    }
    let lower = text.to_lowercase();
    if let Some(names) =
        OTHERS.iter().find(|names| text == names[0] || names[1..].contains(&lower.as_str()))
    {
        return known(names[0].to_owned());
    }
    let singular = lower.strip_suffix('s').unwrap_or(&lower);
    for (symbol, names) in METRIC {
        for name in *names {
            for word in [lower.as_str(), singular] {
                let Some(prefix) = word.strip_suffix(name) else { continue };
                if let Some((prefix, ..)) = PREFIXES.iter().find(|(_, word, _)| *word == prefix) {
                    return known(format!("{prefix}{symbol}"));
                }
            }
        }
    }
    Atom { symbol: text.to_owned(), is_known: false }
}

/// The power of ten and the base unit of a symbol with its prefix.
fn metric_symbol(symbol: &str) -> Option<(i32, &'static str)> {
    METRIC.iter().find_map(|(base, _)| {
        let prefix = symbol
            .strip_suffix(base)
            .or_else(|| (*base == "L").then(|| symbol.strip_suffix('l')).flatten())?;
        PREFIXES.iter().find(|(known, ..)| *known == prefix).map(|(.., power)| (*power, *base))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_has_several_names() {
        for (one, other) in [
            ("metres", "m"),
            ("Kilometers", "km"),
            ("degrees Celsius", "°C"),
            ("° C", "°C"),
            ("percent", "%"),
            ("hours", "h"),
            ("d", "days"),
            ("dollars", "$"),
            ("pounds", "£"),
            ("m/s2", "m/s²"),
            ("m/s^2", "m/s²"),
            ("metres per second", "m/s"),
            ("square kilometres", "km²"),
            ("um", "µm"),
            ("ml", "millilitres"),
            ("euro", "€"),
            ("mph", "miles per hour"),
        ] {
            assert!(same(one, other), "{one} and {other}: {:?} {:?}", symbols(one), symbols(other));
        }
        for (one, other) in
            [("m", "km"), ("mW", "MW"), ("m2", "m"), ("min", "m"), ("dollars", "€"), ("C", "°C")]
        {
            assert!(!same(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn units_of_one_kind_convert() {
        assert_eq!(factor("km", "metres"), Some(1000.0));
        assert_eq!(factor("h", "min"), Some(60.0));
        assert_eq!(factor("kg", "m"), None);
    }
}
