//! Rules on what is asked: negatives, statements that tell, answers that stand in their own question.

use std::collections::HashMap;

use super::view::{View, choices, truth, words};
use super::{Check, asking, rule};
use crate::deck::{Kind, markup};
use crate::diagnostic::Severity::{Hint, Warning};
use crate::text::fold::fold;

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    Check { find: negative, rule: rule("H17", "a negative question",
        "A \"not\" is read over, and then who knows the fact answers wrong (guideline 17). Capitals or strong text let it pass.",
        "language: en\ncards:\n  - question: Which country did not sign?\n    answer: Chad\n    wrong: [Mali, Niger]\n",
        "language: en\ncards:\n  - question: Which country did NOT sign?\n    answer: Chad\n    wrong: [Mali, Niger]\n") },
    Check { find: double_negative, rule: rule("H27", "a double negative",
        "A negative choice to a negative question is a puzzle of its own (guideline 17).",
        "language: en\ncards:\n  - question: What did the minister NOT say?\n    answer: That he will not resign\n    wrong: [That he had been ill, That he would be late]\n",
        "language: en\ncards:\n  - question: What did the minister say?\n    answer: That he will stay\n    wrong: [That he is ill, That he is tired]\n") },
    Check { find: telling_statement, rule: rule("H28d", "an absolute word in a statement",
        "Statements with \"always\" or \"never\" are nearly always false, and learners know it (guideline 28).",
        "language: en\ncards:\n  - statement: Metals are always magnetic.\n    answer: false\n",
        "language: en\ncards:\n  - statement: Copper is magnetic.\n    answer: false\n") },
    Check { find: own_answer, rule: rule("J3", "the question holds its answer",
        "Who can read can answer.",
        "cards:\n  - question: Which city gave the Minsk agreement its name?\n    answer: Minsk\n",
        "cards:\n  - question: Which city gave the agreement of 2015 its name?\n    answer: Minsk\n") },
    Check { find: given_away, rule: rule("H4", "another question gives the answer away",
        "A learner who has seen the other card answers this one from it (guideline 4: keep questions independent).",
        "language: en\ncards:\n  - question: Who signed the border treaty of Lausanne?\n    answer: Ismet Pasha\n  - question: Where was Ismet Pasha born, who signed the border treaty of Lausanne?\n    answer: Izmir\n",
        "language: en\ncards:\n  - question: Who signed the border treaty of Lausanne?\n    answer: Ismet Pasha\n  - question: Where was the signer for Turkey born?\n    answer: Izmir\n") },
];

/// Whether a word stands in a text as capitals or strong text.
fn is_emphasised(text: &str, word: &str) -> bool {
    let upper = word.to_uppercase();
    let stands = |part: &str| {
        part.split(|c: char| !(c.is_alphanumeric() || c == '\'')).any(|it| it == upper)
    };
    stands(text)
        || text
            .split("**")
            .skip(1)
            .step_by(2)
            .any(|strong| words(strong).iter().any(|it| it == word))
}

fn negative(view: &mut View<'_>) {
    let Some(tongue) = view.tongue else { return };
    for seen in view.cards {
        // Where something is chosen or judged; a "not" in an open question is seldom read over.
        let Some(all) = choices(seen.card) else { continue };
        if truth(all).is_some() {
            continue;
        }
        let found = asking::negative(&seen.stem, tongue);
        let prompt = seen.card.prompt();
        if let Some(word) = found.filter(|word| !is_emphasised(&prompt, word)) {
            let message = format!("`{word}` turns the question round and is easily read over");
            view.doubt(
                seen.card,
                Warning,
                &word,
                message,
                "ask for what is so, or write the word in capitals",
            );
        }
    }
}

fn double_negative(view: &mut View<'_>) {
    let Some(tongue) = view.tongue else { return };
    for seen in view.cards {
        let Some(all) = choices(seen.card) else { continue };
        if asking::negative(&seen.stem, tongue).is_none() {
            continue;
        }
        let is_negative = |it: &String| tongue.negative.contains(&&**it);
        // The name of a work says nothing.
        let is_title = |text: &str| {
            let mut words = text.split_whitespace();
            words.clone().count() > 1 && words.all(|it| it.starts_with(char::is_uppercase))
        };
        let is_it = |text: &str| !is_title(text) && words(text).iter().any(is_negative);
        if let Some(choice) = all.iter().find(|it| is_it(&it.text)) {
            let message =
                format!("the question is negative, and so is the choice `{}`", choice.text);
            view.doubt(seen.card, Warning, &choice.text, message, "say one of the two positively");
        }
    }
}

fn telling_statement(view: &mut View<'_>) {
    let Some(tongue) = view.tongue else { return };
    for seen in view.cards {
        let Kind::TrueFalse { answer: false, .. } = seen.card.kind else { continue };
        let telling =
            ["always", "never", "nobody", "everyone", "immer", "niemals", "toujours", "jamais"];
        let is_it =
            |it: &&String| tongue.absolute.contains(&it.as_str()) && telling.contains(&it.as_str());
        if let Some(word) = seen.words.iter().find(is_it) {
            let message = format!("`{word}` gives a false statement away");
            view.doubt(seen.card, Warning, word, message, "make a claim that could be true");
        }
    }
}

/// The one answer of a card, as plain text.
fn answer(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Short { answer, .. } => Some(markup::plain(&answer.answer)),
        Kind::Choice { choices, .. } => {
            let mut right = choices.iter().filter(|it| it.correct);
            let only = right.next()?;
            right.next().is_none().then(|| markup::plain(&only.text))
        }
        _ => None,
    }
}

/// Whether the words of one text stand in another, in their order, side by side.
fn stands_in(words: &[String], text: &[String]) -> bool {
    !words.is_empty() && text.windows(words.len()).any(|window| window == words)
}

fn own_answer(view: &mut View<'_>) {
    for seen in view.cards {
        let Some(text) = answer(&seen.card.kind) else { continue };
        let of_answer = words(&text);
        let letters: usize = of_answer.iter().map(|it| it.chars().count()).sum();
        if letters < 3 || !stands_in(&of_answer, &seen.words) {
            continue;
        }
        // `/all` is no word "all", and a "the" of the question tells nothing.
        let is_code = text.trim().starts_with(|c: char| c.is_ascii_punctuation() && c != '"');
        let function = view.tongue.map_or(&[][..], |it| it.function);
        if is_code || of_answer.iter().all(|it| function.contains(&it.as_str())) {
            continue;
        }
        // "Is it A or B?" names all it offers.
        let offered = choices(seen.card).is_some_and(|all| {
            all.iter().filter(|it| stands_in(&words(&it.text), &seen.words)).count() > 1
        });
        // Where a wrong choice holds them, too, they give nothing away.
        let shared = choices(seen.card).is_some_and(|all| {
            all.iter().any(|it| !it.correct && stands_in(&of_answer, &words(&it.text)))
        });
        // Where the words of a sentence are to be mended or translated, they stand in it.
        let prompt = seen.card.prompt();
        let is_quoted =
            seen.stem.contains(['"', '\u{201c}', '\u{00ab}', '`']) || prompt.contains("```");
        // A word to be translated may be the same in both languages.
        let is_term = seen.words.len() <= 4 && !seen.stem.contains(['?', '.', '!', ':', '…']);
        if !offered && !shared && !is_quoted && !is_term {
            let message = format!("the question holds its answer `{text}`");
            view.doubt(seen.card, Warning, "", message, "ask without naming it");
        }
    }
}

fn given_away(view: &mut View<'_>) {
    let Some(tongue) = view.tongue else { return };
    let content = |words: &[String]| -> Vec<String> {
        let keeps =
            |it: &&String| it.chars().count() > 3 && !tongue.function.contains(&it.as_str());
        words.iter().filter(keeps).cloned().collect()
    };
    // Answers of at least two words, by their first; shorter ones stand everywhere by chance.
    let mut by_first: HashMap<String, Vec<(usize, Vec<String>)>> = HashMap::new();
    for (idx, seen) in view.cards.iter().enumerate() {
        let Some(text) = answer(&seen.card.kind) else { continue };
        let of_answer = words(&text);
        let is_telling =
            of_answer.len() >= 2 && of_answer.len() <= 6 && !content(&of_answer).is_empty();
        if is_telling {
            by_first.entry(of_answer[0].clone()).or_default().push((idx, of_answer));
        }
    }
    let mut doubts = Vec::new();
    for (other_idx, other) in view.cards.iter().enumerate() {
        for (at, word) in other.words.iter().enumerate() {
            let Some(answers) = by_first.get(word) else { continue };
            for (idx, of_answer) in answers {
                if *idx == other_idx || !other.words[at..].starts_with(of_answer) {
                    continue;
                }
                // The other question must be about the same thing, or it gives nothing away.
                let asked = content(&view.cards[*idx].words);
                let n_shared = asked.iter().filter(|it| other.words.contains(it)).count();
                if asked.len() >= 2 && n_shared * 3 >= asked.len() * 2 && n_shared >= 2 {
                    doubts.push((*idx, fold(&other.stem), of_answer.join(" ")));
                }
            }
        }
    }
    doubts.dedup_by_key(|it| it.0);
    for (idx, other, text) in doubts {
        let short: String = other.chars().take(50).collect();
        let message = format!("the question `{short}` gives the answer `{text}` away");
        view.doubt(
            view.cards[idx].card,
            Hint,
            "",
            message,
            "ask one of the two without the other's answer",
        );
    }
}
