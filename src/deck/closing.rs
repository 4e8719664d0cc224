//! Choices that speak of the others, such as "all of the above": they stay last.

use super::markup;
use crate::text::fold::fold;

/// The phrases in the languages of learners, folded.
const CLOSING: [&str; 66] = [
    // English
    "all of the above",
    "all the above",
    "all of these",
    "all of them",
    "none of the above",
    "none of these",
    "none of them",
    "both of the above",
    "neither of the above",
    "any of the above",
    // German
    "alle der genannten",
    "alle genannten",
    "alle oben genannten",
    "alles oben genannte",
    "alle antworten sind richtig",
    "keine der genannten",
    "keiner der genannten",
    "keines der genannten",
    "keine der oben genannten",
    "keine der antworten ist richtig",
    "keine antwort ist richtig",
    "nichts davon",
    // French
    "toutes les réponses ci-dessus",
    "toutes ces réponses",
    "tout ce qui précède",
    "aucune des réponses ci-dessus",
    "aucune de ces réponses",
    "rien de ce qui précède",
    // Spanish
    "todas las anteriores",
    "todos los anteriores",
    "todo lo anterior",
    "ninguna de las anteriores",
    "ninguno de los anteriores",
    "nada de lo anterior",
    // Portuguese
    "todas as anteriores",
    "todas as alternativas",
    "nenhuma das anteriores",
    "nenhuma das alternativas",
    // Italian
    "tutte le precedenti",
    "tutti i precedenti",
    "nessuna delle precedenti",
    "nessuno dei precedenti",
    // Dutch
    "alle bovenstaande",
    "al het bovenstaande",
    "geen van bovenstaande",
    "geen van de bovenstaande",
    // Polish
    "wszystkie powyższe",
    "żadne z powyższych",
    // Russian
    "все вышеперечисленное",
    "всё вышеперечисленное",
    "все перечисленное",
    "всё перечисленное",
    "ничего из вышеперечисленного",
    "ничего из перечисленного",
    // Japanese
    "上記すべて",
    "上記のすべて",
    "上記のいずれでもない",
    "いずれでもない",
    // Chinese
    "以上都是",
    "以上皆是",
    "以上全部",
    "以上都不是",
    "以上皆非",
    // Arabic
    "جميع ما سبق",
    "كل ما سبق",
    "لا شيء مما سبق",
];

/// Whether a choice speaks of the other choices.
pub(crate) fn closes(choice: &str) -> bool {
    CLOSING.contains(&fold(&markup::plain(choice)).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phrases_are_folded() {
        for phrase in CLOSING {
            assert_eq!(fold(phrase), phrase);
        }
    }

    #[test]
    fn only_whole_phrases_close() {
        assert!(closes("None of the above."));
        assert!(closes("*All* of the above"));
        assert!(!closes("None of the ministers"));
    }
}
