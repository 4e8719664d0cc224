//! Which unit a question asks for in its words. Knows no units itself.

use crate::deck::units::unit;

/// Words behind or before a unit that make another of it.
#[rustfmt::skip]
const CHANGING: &[&str] = &[
    "per", "pro", "par", "por", "square", "squared", "cubic", "cubed", "carré", "carrés", "cube", "cubes", "cuadrados", "cúbicos",
    "light", "nautical",
];

/// Words that ask in a unit that follows.
const IN: &[&str] = &["in", "en"];

/// The unit that a question asks for: the only one that it names, by its word or after "in". What a question
/// counts ("how many sides") stands for one, too.
pub(super) fn asked(question: &str) -> Option<String> {
    let lower = question.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| {
            !(c.is_alphanumeric() || matches!(c, '°' | '%' | '€' | '$' | '/' | '²' | '³'))
        })
        .filter(|it| !it.is_empty())
        .collect();
    let mut found: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        // A letter is a unit only where one is asked for; "an" and "a" are words elsewhere.
        let is_symbol = word.chars().count() <= 2;
        let after_in = at > 0 && IN.contains(&words[at - 1]);
        let Some(name) = unit(word).filter(|_| !is_symbol || after_in) else { continue };
        let beside = [at.checked_sub(1), Some(at + 1)];
        let changes = |at: Option<usize>| words.get(at?).filter(|it| CHANGING.contains(it));
        if beside.into_iter().any(|it| changes(it).is_some()) {
            return None;
        }
        found.push(name);
    }
    found.sort_unstable();
    found.dedup();
    match &mut found[..] {
        [name] => Some(std::mem::take(name)),
        [] => counted(&words),
        _ => None,
    }
}

/// What is counted: the word after "how many".
fn counted(words: &[&str]) -> Option<String> {
    let asks = |two: &[&str]| {
        matches!(
            two,
            ["how", "many"] | ["wie", "viele"] | ["combien", "de"] | ["quanti" | "quante", _]
        )
    };
    let at = words.windows(2).position(asks)? + 2;
    words.get(at).filter(|it| it.len() > 2 && unit(it).is_none()).map(|it| (*it).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_only_unit_of_a_question_is_asked_for() {
        let asked = |question: &str| asked(question).unwrap_or_default();
        assert_eq!(asked("How deep is Lake Baikal, in metres?"), "m");
        assert_eq!(asked("How deep is Lake Baikal (in m)?"), "m");
        assert_eq!(asked("Wie hoch ist er in Metern, in km?"), "km");
        assert_eq!(asked("How many kilometres long is it?"), "km");
        assert_eq!(asked("How many sides has a dodecagon?"), "sides");
        for question in [
            "How many metres are 5 kilometres?",
            "How fast is it in metres per second?",
            "How many square metres has it?",
            "How old is an oak?",
            "In which year was it built?",
        ] {
            assert!(matches!(&*asked(question), "" | "year"), "{question}");
        }
    }
}
