//! Rules on cloze texts: enough must be left to go by.

use super::view::{View, words};
use super::{Check, rule};
use crate::deck::{Kind, Piece, markup};
use crate::diagnostic::Severity::{Hint, Warning};

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    Check { find: crowded, rule: rule("W5", "too little left of a cloze",
        "Where half of the words are gaps, nothing is left to go by (Wozniak, rule 5).",
        "cards:\n  - cloze: '{{c1::Kenya}} and {{c1::Uganda}} border {{c1::Tanzania}} in {{c1::Africa}}'\n",
        "cards:\n  - cloze: 'Kenya and Uganda border {{c1::Tanzania}} in the south of the lake.'\n") },
    Check { find: function_word, rule: rule("W5b", "a gap on a word that says nothing",
        "Which of \"the\", \"of\" and \"is\" stands in a gap is no knowledge, unless the deck teaches the language.",
        "language: en\ncards:\n  - cloze: The agreement {{c1::of}} Minsk was signed in 2015.\n",
        "language: en\ncards:\n  - cloze: The agreement of {{c1::Minsk}} was signed in 2015.\n") },
];

fn crowded(view: &mut View<'_>) {
    for seen in view.cards {
        let Kind::Cloze { pieces, .. } = &seen.card.kind else { continue };
        let n_words = seen.words.len();
        let mut numbers: Vec<u16> = pieces.iter().filter_map(Piece::number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            let gaps: Vec<&str> = pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Gap { number: of, text, .. } if *of == number => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            let n_gone: usize = gaps.iter().map(|it| words(&markup::plain(it)).len()).sum();
            let message = if gaps.len() > 3 {
                format!("{} gaps are open at once in c{number}", gaps.len())
            } else if n_gone * 10 > n_words * 5 && n_words > 2 {
                format!("{n_gone} of {n_words} words are gone in c{number}")
            } else {
                continue;
            };
            view.doubt(
                seen.card,
                Warning,
                "",
                message,
                "number the gaps from c1 on, so that each is asked alone",
            );
            break;
        }
    }
}

fn function_word(view: &mut View<'_>) {
    let Some(tongue) = view.tongue else { return };
    for seen in view.cards {
        let Kind::Cloze { pieces, .. } = &seen.card.kind else { continue };
        let found = pieces.iter().find_map(|piece| match piece {
            Piece::Gap { text, .. } => {
                let of_gap = words(&markup::plain(text));
                // "First" and "one" are facts; so is what has a hint.
                let says_nothing = |it: &String| {
                    tongue.function.contains(&it.as_str())
                        && !["one", "first", "all", "not"].contains(&it.as_str())
                };
                (of_gap.len() == 1 && says_nothing(&of_gap[0])).then_some(text)
            }
            Piece::Text(_) => None,
        });
        if let Some(text) = found {
            let message = format!("`{text}` is not worth a gap");
            view.doubt(
                seen.card,
                Hint,
                text,
                message,
                "open the gap on a word that carries the fact",
            );
        }
    }
}
