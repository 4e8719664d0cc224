//! Rules on answers: what judging makes of two that are near, and what is too much to remember. That what a
//! card accepts is judged right is a law of `grading`, not a rule.

use std::collections::HashMap;

use super::view::{View, words};
use super::{Check, rule};
use crate::deck::{Answer, Card, Kind, Number, Part, Tolerance, markup};
use crate::diagnostic::Severity::{Hint, Warning};
use crate::grading::{Context, Lexicon, Response, Verdict, judge};
use crate::text::fold::fold;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    Check { find: near_answers, rule: rule("J4", "two answers a slip apart",
        "One is judged strictly against the other, so that no slip of the fingers turns one right answer into another; learners may wonder.",
        "cards:\n  - question: Which country lies west of the Gulf?\n    answer: Mauritania\n  - question: Which country lies east of Africa?\n    answer: Mauritanie\n",
        "cards:\n  - question: Which country lies west of the Gulf?\n    answer: Mauritania\n  - question: Which country lies east of Africa?\n    answer: Mauritius\n") },
    Check { find: exact_decimal, rule: rule("S4", "a decimal number without tolerance",
        "Who types one digit more or fewer is wrong.",
        "cards:\n  - kind: number\n    question: What is pi?\n    answer: 3.14\n",
        "cards:\n  - kind: number\n    question: What is pi?\n    answer: 3.14\n    tolerance: 0.01\n") },
    Check { find: wordy_short, rule: rule("S7", "many words to type",
        "Nobody types a sentence exactly as you do. A card to turn, a choice or a cloze asks the same fairly.",
        "cards:\n  - question: Why was the meeting moved?\n    answer: Because the two ministers could not agree on the agenda\n",
        "cards:\n  - front: Why was the meeting moved?\n    back: Because the two ministers could not agree on the agenda\n") },
    Check { find: long_back, rule: rule("W4", "too much on the back",
        "What is long can't be rated: half of it was known (Wozniak, rule 4, minimum information).",
        "cards:\n  - front: What happened on 12 April?\n    back: The ministers met in the morning. They talked of Syria. Then a resolution was vetoed in New York, and in the evening both spoke to the press about the whole day.\n",
        "cards:\n  - front: What was vetoed in New York on 12 April?\n    back: A resolution on Syria\n") },
    Check { find: set, rule: rule("W9", "a set on the back",
        "The members of a set are hard to remember together, and one that was missed spoils all (Wozniak, rules 9 and 10).",
        "cards:\n  - front: Which states border the lake?\n    back: Kenya, Uganda, Tanzania, Rwanda, Burundi\n",
        "cards:\n  - question: Name three states that border the lake.\n    list: [Kenya, Uganda, Tanzania]\n") },
];

fn context<'a>(view: &'a View<'_>, card: &Card, lexicon: &'a Lexicon) -> Context<'a> {
    Context {
        language: view.parsed.deck.language.as_deref().unwrap_or_default(),
        teaches_language: matches!(card.kind, Kind::Flashcard { languages: Some(_), .. }),
        strict: card.strict,
        lexicon,
        prompt: "",
    }
}

fn near_answers(view: &mut View<'_>) {
    let free = Lexicon::default();
    // Texts that differ in one letter share what is left when one letter is taken out of each.
    let mut by_rest: HashMap<String, Vec<usize>> = HashMap::new();
    let mut folded = vec![String::new(); view.cards.len()];
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (idx, seen) in view.cards.iter().enumerate() {
        let Kind::Short { answer, .. } = &seen.card.kind else { continue };
        let text = fold(&markup::plain(&answer.answer));
        let n = text.chars().count();
        if !(5..=40).contains(&n) || text.contains(char::is_numeric) {
            continue;
        }
        let mut rests: Vec<String> = (0..n)
            .map(|out| {
                text.chars().enumerate().filter(|(at, _)| *at != out).map(|(_, c)| c).collect()
            })
            .collect();
        rests.push(text.clone());
        rests.sort();
        rests.dedup();
        for rest in rests {
            let there = by_rest.entry(rest).or_default();
            pairs.extend(
                there.iter().filter(|other| folded[**other] != text).map(|other| (*other, idx)),
            );
            there.push(idx);
        }
        folded[idx] = text;
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (first, second) in pairs {
        let (one, other) = (view.cards[first].card, view.cards[second].card);
        let answer = one.exercise(Part::Whole).answer;
        let Answer::Words(accepted) = &answer else { continue };
        let given = Response::Text(folded[second].clone());
        if judge(&answer, &given, &context(view, one, &free)).verdict == Verdict::Slip {
            let message =
                format!("`{}` and `{}` are a slip apart", accepted.answer, folded[second]);
            view.doubt(
                other,
                Hint,
                "answer",
                message,
                "nothing need be done; both are judged strictly",
            );
        }
    }
}

fn exact_decimal(view: &mut View<'_>) {
    for seen in view.cards {
        let Kind::Number { answer: Number { text, tolerance, .. }, .. } = &seen.card.kind else {
            continue;
        };
        let is_exact = matches!(
            tolerance,
            Tolerance::Exact | Tolerance::Absolute(0.0) | Tolerance::Relative(0.0)
        );
        let decimals = text.trim().rsplit_once(['.', ',']).map(|(_, it)| it);
        let is_decimal = decimals.is_some_and(|it| {
            !it.is_empty() && it.len() != 3 && it.bytes().all(|it| it.is_ascii_digit())
        });
        if is_exact && is_decimal {
            let message = format!("`{text}` without a tolerance: one digit more or fewer is wrong");
            view.doubt(seen.card, Warning, text, message, "add `tolerance:`, such as 0.01 or 1%");
        }
    }
}

fn wordy_short(view: &mut View<'_>) {
    for seen in view.cards {
        let Kind::Short { answer, .. } = &seen.card.kind else { continue };
        let n = words(&markup::plain(&answer.answer)).len();
        if n > 5 {
            let message = format!("{n} words are to be typed");
            view.doubt(
                seen.card,
                Hint,
                &answer.answer,
                message,
                "write `front:` and `back:`, or ask for less",
            );
        }
    }
}

/// The back of a card that is turned.
fn back(card: &Card) -> Option<&str> {
    match &card.kind {
        Kind::Flashcard { back, typed: false, .. } => Some(&back.answer),
        _ => None,
    }
}

fn long_back(view: &mut View<'_>) {
    for seen in view.cards {
        let Some(back) = back(seen.card) else { continue };
        if back.contains("```") || back.contains("\n|") {
            continue;
        }
        let n = words(&markup::plain(back)).len();
        if n > 25 {
            let message = format!("{n} words on the back");
            view.doubt(
                seen.card,
                Warning,
                back,
                message,
                "split the card: one question for each fact",
            );
        }
    }
}

fn set(view: &mut View<'_>) {
    for seen in view.cards {
        let Some(back) = back(seen.card) else { continue };
        let plain = markup::plain(back);
        let by_line: Vec<&str> =
            plain.lines().filter(|it| it.trim_start().starts_with(['-', '*', '•'])).collect();
        let by_comma: Vec<&str> = plain.split([',', ';']).map(str::trim).collect();
        // Short members side by side, not the clauses of a sentence.
        let are_short = by_comma.iter().all(|it| words(it).len() <= 3) && !plain.contains(". ");
        let n = match (by_line.len(), by_comma.len()) {
            (n, _) if n >= 4 => n,
            (_, n) if n >= 4 && are_short => n,
            _ => continue,
        };
        let message = format!("{n} things on one back");
        view.doubt(
            seen.card,
            Warning,
            back,
            message,
            "make it `list:` with `need:`, or one card each",
        );
    }
}
