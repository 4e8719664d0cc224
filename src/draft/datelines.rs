//! The dateline before the first sentence of a report: `MOSCOW (AP) —`, `(CNN) --`, `LONDON —`. It belongs to
//! the agency, not to the sentence.

use super::names::kind_of_place;

/// A dateline has at most so many bytes.
const LONGEST: usize = 80;

/// Agencies that stand in datelines without a dash.
const AGENCIES: [&str; 5] = ["(CNN) ", "(AP) ", "(AFP) ", "(Reuters) ", "(UPI) "];

/// The length of the dateline that a text begins with, with the space after it; 0 without one.
pub(super) fn length(text: &str) -> usize {
    let bare = AGENCIES.iter().find_map(|agency| Some((text.find(agency)?, agency.len())));
    if let Some((at, len)) = bare
        && at <= LONGEST
        && is_place(text[..at].trim_end(), false)
        && text[at + len..].starts_with(char::is_uppercase)
    {
        return at + len;
    }
    // "ISTANBUL A bomber killed"
    if let Some((first, rest)) = text.split_once(' ')
        && first.len() > 3
        && is_shouted(first)
        && is_known(first)
        && rest.starts_with(char::is_uppercase)
        && !rest.split(' ').next().is_some_and(is_shouted)
    {
        return first.len() + 1;
    }
    let dash = [" \u{2014} ", " \u{2013} ", " -- ", " - ", " \u{2014}", "\u{2014}"]
        .iter()
        .filter_map(|dash| Some((text.find(dash)?, dash.len())))
        .filter(|(at, _)| *at <= LONGEST)
        .min_by_key(|(at, len)| (*at, usize::MAX - len));
    let Some((at, len)) = dash else { return 0 };
    let after = text[at + len..].trim_start_matches(['"', '\u{201c}', '\u{2018}', '\'']);
    if !after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return 0;
    }
    let (place, agency) = match text[..at].strip_suffix(')').and_then(|it| it.split_once('(')) {
        Some((place, agency)) => (place.trim_end(), Some(agency)),
        None => (text[..at].trim_end(), None),
    };
    let is_dateline = match agency {
        Some(agency) => {
            agency.starts_with(char::is_uppercase)
                && agency.split(' ').count() <= 4
                && is_place(place, false)
        }
        None => is_place(place, true) || is_known(place),
    };
    if is_dateline { at + len } else { 0 }
}

/// Whether a word of several letters is all capitals.
fn is_shouted(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Whether a text is the name of a city or a country.
fn is_known(place: &str) -> bool {
    place
        .to_lowercase()
        .split(", ")
        .all(|part| matches!(kind_of_place(part), "city" | "country" | "region"))
}

/// Whether a text may be the place and the day of a dateline. Without an agency behind it, its first word is all
/// capitals.
fn is_place(text: &str, in_capitals: bool) -> bool {
    let mut words = text.split([' ', ',']).filter(|it| !it.is_empty());
    let Some(first) = words.next() else { return !in_capitals };
    let shouts = first.chars().filter(|c| c.is_alphabetic()).count() > 1
        && first.chars().all(|c| !c.is_alphabetic() || c.is_uppercase());
    let is_name = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            || matches!(word, "de" | "of" | "al" | "el")
    };
    (shouts || !in_capitals && is_name(first)) && words.all(is_name)
}

#[cfg(test)]
mod tests {
    use super::length;

    #[track_caller]
    fn leaves(text: &str, expected: &str) {
        assert_eq!(&text[length(text)..], expected);
    }

    #[test]
    fn a_dateline_goes() {
        leaves("MOSCOW (AP) \u{2014} An unmanned ship broke up.", "An unmanned ship broke up.");
        leaves("LONDON \u{2014} After 20 years it ended.", "After 20 years it ended.");
        leaves("(CNN) -- The storm is over.", "The storm is over.");
        leaves("WASHINGTON, Nov 3 (Reuters) - U.S. shares rose.", "U.S. shares rose.");
        leaves("Kabul, Afghanistan (CNN) -- Two men left.", "Two men left.");
        leaves("Port Callum, Varne (CNN) Two men left.", "Two men left.");
        leaves("Damascus - Builders met.", "Builders met.");
        leaves("Islamabad, Pakistan -- Builders met.", "Builders met.");
        leaves("ISTANBUL A builder sold wood.", "A builder sold wood.");
        leaves("SAN FRANCISCO\u{2014}Apple sold more.", "Apple sold more.");
    }

    #[test]
    fn what_only_looks_like_a_dateline_stays() {
        for text in [
            "Vale \u{2014} an engineer \u{2014} built it.",
            "The bridge (1809) \u{2014} The old one \u{2014} fell.",
            "NASA \u{2014} the agency \u{2014} said so.",
            "LONDON UK builders sold wood.",
            "A bridge of stone - The first of all.",
            "",
        ] {
            leaves(text, text);
        }
    }
}
