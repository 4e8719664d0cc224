//! Which languages write a decimal comma: `3,14`, and `1.234` for a thousand and more. All others, and a
//! language that is not known, write a point. After the locale data of the Unicode consortium (CLDR 46).

use super::articles::primary;

/// Languages whose decimal mark is a comma.
const COMMA: &[&str] = &[
    "af", "ast", "az", "be", "bg", "br", "bs", "ca", "co", "cs", "da", "de", "dsb", "el", "es",
    "et", "eu", "fi", "fo", "fr", "fur", "fy", "gl", "hr", "hsb", "hu", "hy", "id", "is", "it",
    "jv", "ka", "kk", "kl", "ky", "lb", "lo", "lt", "lv", "mk", "nb", "nl", "nn", "no", "oc", "pl",
    "pt", "ro", "ru", "sc", "se", "sk", "sl", "sq", "sr", "sv", "tk", "tr", "tt", "uk", "uz", "vi",
    "wo",
];

/// Places where such a language has a point all the same.
const POINT_THERE: &[(&str, &[&str])] = &[
    ("de", &["ch", "li"]),
    ("es", &["419", "bz", "cu", "do", "gt", "hn", "mx", "ni", "pa", "pe", "pr", "sv", "us"]),
    ("it", &["ch"]),
];

/// Places where another language has a comma all the same.
const COMMA_THERE: &[(&str, &[&str])] = &[("ar", &["dz", "ly", "ma", "mr", "tn"])];

/// Whether a language, as a BCP 47 tag, writes a decimal comma.
pub(super) fn comma_is_decimal(tag: &str) -> bool {
    let language = primary(tag);
    let region = tag.split(['-', '_']).skip(1).map(str::to_lowercase).find(|part| {
        let is_number = part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.len() == 2 || is_number
    });
    let is_there = |places: &[(&str, &[&str])]| {
        let of_language = places.iter().find(|(name, _)| *name == language);
        let regions = of_language.map_or(&[][..], |(_, regions)| regions);
        region.as_deref().is_some_and(|region| regions.contains(&region))
    };
    if COMMA.contains(&&*language) { !is_there(POINT_THERE) } else { is_there(COMMA_THERE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_and_places_have_their_marks() {
        for tag in ["de", "DE", "de-AT", "fr-CA", "pt_BR", "es", "es-AR", "ar-MA", "sr-Latn-RS"] {
            assert!(comma_is_decimal(tag), "{tag}");
        }
        for tag in [
            "",
            "en",
            "EN",
            "en-GB",
            "zh",
            "zh-Hant-TW",
            "ja",
            "ko",
            "he",
            "hi",
            "th",
            "ar",
            "es-MX",
            "es-419",
            "de-CH",
            "it-CH",
            "tlh",
        ] {
            assert!(!comma_is_decimal(tag), "{tag}");
        }
    }
}
