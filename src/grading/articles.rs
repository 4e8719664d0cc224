//! Leading articles by language: a missing one is forgiven, a wrong one is not.

/// The leading articles of a language, by the first part of its BCP 47 tag; those of elision end
/// in an apostrophe. Where the language is unknown, those of English.
fn articles(language: &str) -> &'static [&'static str] {
    match primary(language).as_str() {
        "" | "en" => &["the", "a", "an"],
        "de" => &["der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem"],
        "fr" => &["le", "la", "les", "l'", "un", "une", "des"],
        "es" => &["el", "la", "los", "las", "un", "una", "unos", "unas"],
        "it" => &["il", "lo", "la", "l'", "i", "gli", "le", "un", "uno", "una", "un'"],
        "pt" => &["o", "a", "os", "as", "um", "uma", "uns", "umas"],
        "nl" => &["de", "het", "een"],
        "sv" | "no" | "nb" | "nn" | "da" => &["en", "ett", "et", "ei", "den", "det"],
        "el" => &["ο", "η", "το", "οι", "τα", "ένας", "μία", "ένα"],
        "hu" => &["a", "az", "egy"],
        "ca" => &["el", "la", "els", "les", "l'", "un", "una"],
        _ => &[],
    }
}

/// Splits a folded text into its leading article, if any, and the rest. An article alone is no
/// article.
pub(super) fn split<'a>(folded: &'a str, language: &str) -> (Option<&'a str>, &'a str) {
    for article in articles(language) {
        let Some(rest) = strip_any_case(folded, article) else { continue };
        let rest = if article.ends_with('\'') { Some(rest) } else { rest.strip_prefix(' ') };
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            return (Some(&folded[..folded.len() - rest.len()]), rest);
        }
    }
    (None, folded)
}

/// Whether the articles of a language carry knowledge (gender), so that a wrong one is wrong.
pub(super) fn matter(language: &str) -> bool {
    !matches!(primary(language).as_str(), "" | "en" | "hu")
}

/// The first part of a BCP 47 tag, in small letters.
pub(super) fn primary(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_lowercase()
}

fn strip_any_case<'a>(text: &'a str, article: &str) -> Option<&'a str> {
    let head = text.get(..article.len())?;
    (head.to_lowercase() == article).then(|| &text[article.len()..])
}
