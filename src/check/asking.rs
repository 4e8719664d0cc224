//! The part of a question that asks, apart from quotations, asides and background: where a "not" turns the
//! question round, and where it does not.

use super::tongue::Tongue;
use super::view::words;

/// Quotes and brackets, each with what closes it.
const PAIRS: [(char, char); 8] = [
    ('(', ')'),
    ('[', ']'),
    ('"', '"'),
    ('\u{201c}', '\u{201d}'),
    ('\u{201e}', '\u{201c}'),
    ('\u{ab}', '\u{bb}'),
    ('\u{bb}', '\u{ab}'),
    ('`', '`'),
];

/// The word that turns a question round, where one does.
pub(super) fn negative(stem: &str, tongue: &Tongue) -> Option<String> {
    let words = asking(stem, tongue);
    if words.first().is_some_and(|it| tongue.why.contains(&&**it)) {
        return None;
    }
    // "a flag that doesn't ..." says what is asked about, and asks for what is so.
    let describes = |at: usize| {
        at > 1 && matches!(&*words[at - 1], "that" | "who" | "which" | "whose" | "qui" | "que")
    };
    let is_pair = |at: usize| {
        let next = words.get(at + 1);
        tongue
            .negative_pairs
            .iter()
            .any(|(one, two)| words[at] == *one && next.is_some_and(|it| it == two))
    };
    let turns =
        |at: &usize| is_pair(*at) || tongue.negative.contains(&&*words[*at]) && !describes(*at);
    (0..words.len()).find(turns).map(|at| words[at].clone())
}

/// The words of the clauses that ask.
fn asking(stem: &str, tongue: &Tongue) -> Vec<String> {
    let bare = without_quotations(stem);
    let sentences: Vec<&str> = sentences(&bare).filter(|it| !words(it).is_empty()).collect();
    let asks = |text: &str| words(text).iter().any(|it| tongue.asking.contains(&&**it));
    let begins =
        |text: &str, with: &[&str]| words(text).first().is_some_and(|it| with.contains(&&**it));
    let last = sentences.iter().rposition(|it| it.contains('?'));
    let sentence = match last {
        // After "which words did he say:" stands what was said.
        Some(at)
            if at > 0
                && sentences[at - 1].ends_with(':')
                && begins(sentences[at - 1], tongue.asking) =>
        {
            sentences[at - 1]
        }
        Some(at) => sentences[at],
        None => sentences.iter().find(|it| asks(it)).copied().unwrap_or(&bare),
    };
    let clauses: Vec<&str> = clauses(sentence).filter(|it| !words(it).is_empty()).collect();
    let is_open = |it: &&&str| !begins(it, tongue.aside) || it.contains('?') && clauses.len() == 1;
    let mut kept: Vec<&str> = clauses.iter().filter(is_open).copied().collect();
    if kept.is_empty() {
        kept.clone_from(&clauses);
    }
    if last.is_none() && kept.iter().any(|it| asks(it)) {
        kept.retain(|it| asks(it));
    }
    kept.iter().flat_map(|it| words(it)).collect()
}

/// A text without what stands in quotes or brackets.
fn without_quotations(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| PAIRS.iter().any(|(open, _)| *open == c)) {
        let opened = rest[at..].chars().next().unwrap_or_default();
        let after = at + opened.len_utf8();
        let close =
            PAIRS.iter().find(|(open, _)| *open == opened).map_or(opened, |(_, close)| *close);
        let end = rest[after..].find(close).map(|found| after + found + close.len_utf8());
        kept.push_str(&rest[..at]);
        kept.push(' ');
        rest = &rest[end.unwrap_or(after)..];
    }
    kept + rest
}

/// The sentences of a question; a sign within a word, as in a file's name, ends none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    parts(text, |c, next| {
        c == '\n' || matches!(c, '.' | '!' | ':' | ';') && next.is_none_or(char::is_whitespace)
    })
}

/// The clauses of a sentence.
fn clauses(text: &str) -> impl Iterator<Item = &str> {
    parts(text, |c, next| {
        matches!(c, ',' | '–' | '—' | '-') && next.is_none_or(char::is_whitespace)
    })
}

/// A text cut after each character that ends a part; it is asked with the one that follows.
fn parts(text: &str, ends: impl Fn(char, Option<char>) -> bool) -> impl Iterator<Item = &str> {
    let is_end = |(at, c): &(usize, char)| ends(*c, text[at + c.len_utf8()..].chars().next());
    let ends: Vec<usize> = text
        .char_indices()
        .filter(is_end)
        .map(|(at, c)| at + c.len_utf8())
        .chain([text.len()])
        .collect();
    let starts: Vec<usize> = std::iter::once(0).chain(ends.iter().copied()).collect();
    starts.into_iter().zip(ends).map(|(start, end)| text[start..end].trim())
}

#[cfg(test)]
mod tests {
    use super::super::tongue;
    use super::*;

    fn turned(language: &str, stem: &str) -> Option<String> {
        negative(stem, tongue::of(Some(language), &[]).unwrap())
    }

    #[test]
    fn a_negative_that_asks_is_found() {
        for stem in [
            "Which country did not sign?",
            "Which of the following, when heated, does not melt?",
            "One of these things will not help you to get in touch with your neighbours PC.",
            "It is the only continent that does not have land areas below sea level.",
            "All of these are fruits except",
        ] {
            assert!(turned("en", stem).is_some(), "{stem}");
        }
        assert!(turned("de", "Was steht nicht im Grundgesetz?").is_some());
        assert!(turned("fr", "Quel mot ne peut-on associer à la mer ?").is_some());
        assert!(turned("es", "¿Cuál no es un hueso?").is_some());
    }

    #[test]
    fn a_negative_beside_what_is_asked_is_none() {
        for stem in [
            "Why should you not set it to the edge of a band?",
            "Except for some restrictions, what is the maximum output?",
            "When the operator is not the licensee, who is responsible?",
            "Which continents (landmasses, not islands) are in the north?",
            "Who said: Ask not what your country can do for you.?",
            "Who said \"Ask not what your country can do for you\"?",
            "This was an attempt at the metric system. However it was not accepted.",
            "This bridge collapsed due to resonance - a pattern never seen before, took it down.",
            "Where is it, not far from here?",
            "It is not known when. In which town was he born?",
            "Which country did Russia, unlike the others that never joined, invite?",
        ] {
            assert_eq!(turned("en", stem), None, "{stem}");
        }
    }
}
