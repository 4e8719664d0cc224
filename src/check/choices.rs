//! Rules on the choices of a question: what betrays the right one, and what can't be answered fairly.

use super::tongue::Tongue;
use super::view::{View, choices, single, truth, words};
use super::{Check, lists, rule};
use crate::deck::{Choice, Kind, markup};
use crate::diagnostic::Severity::{Error, Hint, Warning};
use crate::text::fold::{fold, fold_keeping_case};

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    Check { find: same, rule: rule("S1", "two choices are the same",
        "Choices that differ only in case, spaces or quotes are one choice to a learner: one of the two would be judged wrong.",
        "cards:\n  - question: Which gas do plants take in?\n    answer: Carbon dioxide\n    wrong: [Oxygen, oxygen]\n",
        "cards:\n  - question: Which gas do plants take in?\n    answer: Carbon dioxide\n    wrong: [Oxygen, Nitrogen]\n") },
    Check { find: all_of_them, rule: rule("H26", "all of the above",
        "Who knows that two choices are right can stop reading; and where choices are shuffled, nothing is above (Haladyna et al. 2002, guideline 26).",
        "language: en\ncards:\n  - question: What did the ministers talk about?\n    answer: All of the above\n    wrong: [Trade, Energy, Borders]\n",
        "language: en\ncards:\n  - question: What did the ministers talk about?\n    answer: [Trade, Energy, Borders]\n    wrong: [Sports]\n") },
    Check { find: none_of_them, rule: rule("H25", "none of the above",
        "It is fair only where every other choice is plainly wrong, and it does not show that the learner knows what is right (guideline 25).",
        "language: en\ncards:\n  - question: Which of these numbers is prime?\n    answer: None of the above\n    wrong: ['9', '15', '21']\n",
        "language: en\ncards:\n  - question: Which of these numbers is prime?\n    answer: '13'\n    wrong: ['9', '15', '21']\n") },
    Check { find: combined, rule: rule("H9", "choices that combine other choices",
        "\"A and C\" tests reading of the letters more than knowledge, and letters change when choices are shuffled (guideline 9).",
        "cards:\n  - question: Which of these are prime?\n    answer: A and C\n    wrong: [B and C, A only, B only]\n",
        "cards:\n  - question: Which of these are prime?\n    answer: ['17', '29']\n    wrong: ['21', '27']\n") },
    Check { find: longest, rule: rule("H24", "the right choice is the longest",
        "Authors take care to make the right choice exact, so it grows; test-wise learners pick the longest (guideline 24).",
        "cards:\n  - question: Why was the meeting called off?\n    answer: Because the two sides could not agree on the inspections\n    wrong: [The weather, A strike, Illness]\n",
        "cards:\n  - question: Why was the meeting called off?\n    answer: No agreement on inspections\n    wrong: [A strike of the pilots, An illness of the host, Bad weather at sea]\n") },
    Check { find: how_many, rule: rule("H18", "too few or too many choices",
        "Three choices are enough (Rodriguez 2005); with two it is a true-or-false question, and with many the wrong ones are chosen by nobody (guideline 18).",
        "cards:\n  - question: Which agreement was cited?\n    answer: Minsk\n    wrong: [Oslo]\n",
        "cards:\n  - question: Which agreement was cited?\n    answer: Minsk\n    wrong: [Oslo, Dayton]\n") },
    Check { find: unsorted, rule: rule("H21", "numbers out of order",
        "Numbers in order are read at a glance; out of order they cost time that has nothing to do with the answer (guideline 21). Shuffled ones are sorted for you.",
        "cards:\n  - question: In which century did printing with movable type begin in Europe?\n    choices: [16th century, 14th century, 15th century]\n    answer: 15th century\n    shuffle: false\n",
        "cards:\n  - question: In which century did printing with movable type begin in Europe?\n    choices: [14th century, 15th century, 16th century]\n    answer: 15th century\n    shuffle: false\n") },
    Check { find: overlapping, rule: rule("H22", "ranges that overlap",
        "A number at the border fits two choices, so one right answer would be judged wrong (guideline 22).",
        "cards:\n  - question: How many members has the council?\n    answer: 10-20\n    wrong: [20-30, 30-40]\n",
        "cards:\n  - question: How many members has the council?\n    answer: 10-19\n    wrong: [20-29, 30-39]\n") },
    Check { find: absolutes, rule: rule("H28a", "absolute words give wrong choices away",
        "\"Always\" and \"never\" are seldom true, and learners know it (guideline 28).",
        "language: en\ncards:\n  - question: What does the article say of sanctions?\n    answer: They may slow trade\n    wrong: [They always stop trade, They never slow trade]\n",
        "language: en\ncards:\n  - question: What does the article say of sanctions?\n    answer: They may slow trade\n    wrong: [They stop trade, They leave trade as it was]\n") },
    Check { find: clang, rule: rule("H28b", "a word of the question stands only in the right choice",
        "The echo tells which choice belongs to the question (guideline 28).",
        "language: en\ncards:\n  - question: Where does photosynthesis take place?\n    answer: The photosynthesis centre\n    wrong: [The nucleus and its shell, The wall of the cell]\n",
        "language: en\ncards:\n  - question: Where does photosynthesis take place?\n    answer: In the chloroplasts\n    wrong: [In the nucleus, In the cell wall]\n") },
    Check { find: grammar, rule: rule("H28c", "grammar gives the right choice away",
        "After \"an\" only a word that begins with a vowel fits (guideline 28).",
        "language: en\ncards:\n  - question: The bird in the picture is an\n    answer: eagle\n    wrong: [pigeon, falcon]\n",
        "language: en\ncards:\n  - question: Which bird is in the picture?\n    answer: eagle\n    wrong: [pigeon, falcon]\n") },
    Check { find: both, rule: rule("J2", "a text is right and wrong at once",
        "The same text stands under `accept` and under `reject`, or as a right answer and as a near one that is wrong.",
        "cards:\n  - question: Which agreement was cited?\n    answer: Minsk\n    accept: [Minsk II]\n    reject: [minsk ii]\n",
        "cards:\n  - question: Which agreement was cited?\n    answer: Minsk\n    accept: [Minsk II]\n    reject: [Oslo]\n") },
];

fn same(view: &mut View<'_>) {
    for seen in view.cards {
        let Some(all) = choices(seen.card) else { continue };
        for (idx, choice) in all.iter().enumerate() {
            let folded = fold(&markup::plain(&choice.text));
            // What folds away may be what is asked: `a` and `A`, `10` and `1 0`.
            let is_same = |other: &&Choice| fold(&markup::plain(&other.text)) == folded;
            if let Some(first) = all[..idx].iter().find(is_same) {
                let is_fault = first.correct != choice.correct && !seen.card.strict.case;
                let severity = if is_fault { Error } else { Warning };
                let message =
                    format!("the choices `{}` and `{}` are the same", first.text, choice.text);
                view.doubt(
                    seen.card,
                    severity,
                    &choice.text,
                    message,
                    "take one of them away, or say what differs",
                );
                break;
            }
        }
    }
}

fn beginning(text: &str, starts: &[&str]) -> bool {
    let text = fold(text);
    starts.iter().any(|start| text.starts_with(start))
}

fn all_of_them(view: &mut View<'_>) {
    let Some(tongue) = view.tongue else { return };
    for seen in view.cards {
        let found = choices(seen.card)
            .and_then(|all| all.iter().find(|it| beginning(&it.text, tongue.all_of_them)));
        if let Some(choice) = found {
            let message = format!("`{}` stands for the other choices", choice.text);
            view.doubt(
                seen.card,
                Warning,
                &choice.text,
                message,
                "list all right choices under `answer:`, and add a wrong one",
            );
        }
    }
}

fn none_of_them(view: &mut View<'_>) {
    let Some(tongue) = view.tongue else { return };
    for seen in view.cards {
        let found = choices(seen.card)
            .and_then(|all| all.iter().find(|it| beginning(&it.text, tongue.none_of_them)));
        if let Some(choice) = found {
            let message = format!("`{}` does not show what the learner knows", choice.text);
            view.doubt(
                seen.card,
                Hint,
                &choice.text,
                message,
                "keep it only where every other choice is plainly wrong",
            );
        }
    }
}

/// Words that join the letters of choices, and call them right.
const GLUE: [&str; 13] =
    ["and", "or", "only", "both", "nor", "neither", "und", "oder", "nur", "et", "ou", "y", "o"];
const RIGHT: [&str; 14] = [
    "are",
    "correct",
    "right",
    "true",
    "sind",
    "richtig",
    "sont",
    "correctes",
    "justes",
    "la",
    "las",
    "son",
    "correctas",
    "ciertas",
];

/// How many other choices one names by their letters: `A and C`, `Both B and D`, `La b y c son correctas`.
fn n_named(text: &str) -> usize {
    let words = words(text);
    let is_label = |word: &str| {
        (word.len() == 1 && "abcdef".contains(word)) || matches!(word, "i" | "ii" | "iii" | "iv")
    };
    let n_labels = words.iter().filter(|word| is_label(word)).count();
    let rest = words.iter().filter(|word| !is_label(word));
    let n_glue = rest.clone().filter(|word| GLUE.contains(&word.as_str())).count();
    let n_right = rest.clone().filter(|word| RIGHT.contains(&word.as_str())).count();
    if n_glue > 0 && rest.count() == n_glue + n_right { n_labels } else { 0 }
}

/// Whether a choice stands for others: all, none or some of them.
fn is_about_others(text: &str, tongue: Option<&Tongue>) -> bool {
    let of_tongue =
        |it: &Tongue| beginning(text, it.all_of_them) || beginning(text, it.none_of_them);
    n_named(text) > 0 || tongue.is_some_and(of_tongue)
}

fn combined(view: &mut View<'_>) {
    for seen in view.cards {
        let Some(all) = choices(seen.card) else { continue };
        let combined: Vec<&Choice> = all.iter().filter(|it| n_named(&it.text) > 0).collect();
        // A single letter among words may be a word.
        let is_plain = combined.iter().any(|it| n_named(&it.text) > 1 && words(&it.text).len() > 3);
        if combined.len() >= 2 || is_plain {
            let message = format!("`{}` combines other choices", combined[0].text);
            view.doubt(
                seen.card,
                Warning,
                &combined[0].text,
                message,
                "list the right ones under `answer:`, so that several may be chosen",
            );
        }
    }
}

/// Up to three words, each of which begins as names do.
fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    words.clone().count() <= 3
        && words.all(|it| it.starts_with(|c: char| c.is_uppercase() || c.is_numeric()))
}

fn length(choice: &Choice) -> usize {
    markup::plain(&choice.text).chars().count()
}

fn longest(view: &mut View<'_>) {
    let (mut n, mut n_longest, mut by_chance) = (0.0, 0.0, 0.0);
    for seen in view.cards {
        let Some((right, wrong)) = choices(seen.card).and_then(single) else { continue };
        let wrong: Vec<&Choice> =
            wrong.into_iter().filter(|it| !is_about_others(&it.text, view.tongue)).collect();
        if wrong.len() < 2 || is_about_others(&right.text, view.tongue) {
            continue;
        }
        let len = length(right);
        let others: Vec<usize> = wrong.iter().map(|it| length(it)).collect();
        let greatest = others.iter().copied().max().unwrap_or(0);
        n += 1.0;
        by_chance += 1.0 / (as_f64(others.len()) + 1.0);
        n_longest += f64::from(u8::from(len > greatest));
        let mean = as_f64(others.iter().sum::<usize>()) / as_f64(others.len());
        let times = as_f64(len) / as_f64(greatest.max(1));
        let times_mean = as_f64(len) / mean.max(1.0);
        // Names are as long as they are, and one long choice beside it hides the right one.
        let all_names = std::iter::once(right).chain(wrong).all(|it| is_name(&it.text));
        let is_longer = times >= 1.3 && times_mean >= 1.5 && len >= greatest + 12;
        if len > 25 && is_longer && !all_names {
            let message = format!(
                "the right choice has {len} letters, {times:.1} times as many as the longest wrong one"
            );
            view.doubt(
                seen.card,
                Warning,
                &right.text,
                message,
                "shorten it, or make the others as exact",
            );
        }
    }
    let chance = if n > 0.0 { by_chance / n } else { 0.0 };
    if n >= 10.0 && n_longest / n > chance + 0.25 {
        let message = format!("the right choice is the longest in {n_longest} of {n} questions");
        view.doubt_deck(message, "shorten some right choices, or lengthen wrong ones");
    }
}

#[expect(clippy::cast_precision_loss, reason = "lengths of texts")]
fn as_f64(n: usize) -> f64 {
    n as f64
}

fn how_many(view: &mut View<'_>) {
    for seen in view.cards {
        let Some(all) = choices(seen.card) else { continue };
        let Kind::Choice { multiple, .. } = seen.card.kind else { continue };
        if lists::misread(seen.card).is_some() {
            continue;
        }
        let (message, help) = match all.len() {
            2 if !multiple => (
                if truth(all).is_some() {
                    "a true-or-false question as choices"
                } else {
                    "only two choices"
                },
                match truth(all) {
                    Some(true) => "make it `statement:` with `answer: true`",
                    Some(false) => "make it `statement:` with `answer: false`",
                    None => "add a third, or make it a `statement:` with `answer: true` or `false`",
                },
            ),
            0..=5 => continue,
            _ if multiple => continue,
            _ => (
                "more than five choices",
                "three are enough: keep those that learners really mistake",
            ),
        };
        view.doubt(seen.card, Hint, "", message.to_owned(), help);
    }
}

/// The number that a choice begins with.
fn number(text: &str) -> Option<f64> {
    let text = text.trim().trim_start_matches(['$', '€', '£']);
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')))
        .unwrap_or(text.len());
    let digits: String = text[..end].chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.trim_end_matches('.').parse().ok()
}

fn unsorted(view: &mut View<'_>) {
    for seen in view.cards {
        let Kind::Choice { choices, shuffle: false, .. } = &seen.card.kind else { continue };
        let numbers: Option<Vec<f64>> = choices.iter().map(|it| number(&it.text)).collect();
        let Some(numbers) = numbers.filter(|it| it.len() > 2) else { continue };
        let falls = numbers.windows(2).all(|two| two[0] >= two[1]);
        if !numbers.is_sorted_by(|a, b| a <= b) && !falls {
            view.doubt(
                seen.card,
                Warning,
                "choices",
                "the numbers are not in order".to_owned(),
                "put them in order, the least first",
            );
        }
    }
}

/// A range of numbers, both ends in it.
fn range(text: &str) -> Option<(f64, f64)> {
    let dashes = text.replace(['–', '—'], "-");
    let (from, to) = dashes.split_once('-')?;
    let (from, to) = (number(from)?, number(to)?);
    (from < to).then_some((from, to))
}

fn overlapping(view: &mut View<'_>) {
    for seen in view.cards {
        let Some(all) = choices(seen.card) else { continue };
        let mut ranges: Vec<(f64, f64)> = all.iter().filter_map(|it| range(&it.text)).collect();
        if ranges.len() < all.len() || ranges.len() < 2 {
            continue;
        }
        ranges.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Ranges that share more than a border are facts of their own, such as normal values.
        let are_facts = ranges.windows(2).any(|two| two[1].0 < two[0].1);
        let touching = ranges.windows(2).find(|two| two[1].0 <= two[0].1);
        if let Some(two) = touching.filter(|_| !are_facts) {
            let message = format!("{} fits two of the ranges", two[1].0);
            view.doubt(
                seen.card,
                Warning,
                "",
                message,
                "let each range begin after the one before has ended",
            );
        }
    }
}

fn absolutes(view: &mut View<'_>) {
    let Some(tongue) = view.tongue else { return };
    for seen in view.cards {
        let Some((right, wrong)) = choices(seen.card).and_then(single) else { continue };
        let one_of =
            |text: &str, of: &[&str]| words(text).into_iter().find(|it| of.contains(&&**it));
        let found: Vec<String> =
            wrong.iter().filter_map(|it| one_of(&it.text, tongue.always)).collect();
        if one_of(&right.text, tongue.absolute).is_none()
            && found.len() == wrong.len()
            && !found.is_empty()
        {
            let message = format!(
                "`{}` and the like stand in every wrong choice and not in the right one",
                found[0]
            );
            view.doubt(
                seen.card,
                Warning,
                &wrong[0].text,
                message,
                "say the wrong choices as cautiously as the right one",
            );
        }
    }
}

fn clang(view: &mut View<'_>) {
    let Some(tongue) = view.tongue else { return };
    for seen in view.cards {
        let Some((right, wrong)) = choices(seen.card).and_then(single) else { continue };
        let stem_of = |word: &str| word.chars().take(7).collect::<String>();
        let is_telling =
            |word: &&String| word.chars().count() >= 5 && !tongue.function.contains(&&***word);
        let has = |choice: &Choice, stem: &str| {
            words(&choice.text).iter().any(|word| stem_of(word) == stem)
        };
        let echo = seen.words.iter().filter(is_telling).find(|word| {
            let stem = stem_of(word);
            has(right, &stem) && !wrong.iter().any(|it| has(it, &stem))
        });
        // That the question holds the whole answer is told by J3.
        let of_right = words(&right.text);
        let is_whole = seen.words.windows(of_right.len().max(1)).any(|it| it == of_right);
        if is_about_others(&right.text, view.tongue) {
            continue;
        }
        // A choice that is a whole sentence shares words with its question by its nature.
        let is_short = of_right.len() <= 5 && !is_whole;
        if let Some(word) = echo.filter(|_| is_short && wrong.len() > 1) {
            let message = format!("`{word}` stands in the question and only in the right choice");
            view.doubt(
                seen.card,
                Warning,
                &right.text,
                message,
                "put it into a wrong choice, too, or out of the question",
            );
        }
    }
}

fn grammar(view: &mut View<'_>) {
    let Some((before_vowel, before_consonant)) = view.tongue.and_then(|it| it.telling_articles)
    else {
        return;
    };
    for seen in view.cards {
        let Some((right, wrong)) = choices(seen.card).and_then(single) else { continue };
        let Some(last) = seen.words.last() else { continue };
        let wants_vowel = match &**last {
            word if word == before_vowel => true,
            word if word == before_consonant => false,
            _ => continue,
        };
        let begins_with_vowel = |it: &Choice| fold(&it.text).starts_with(['a', 'e', 'i', 'o', 'u']);
        let fits = |it: &Choice| begins_with_vowel(it) == wants_vowel;
        if fits(right) && wrong.iter().any(|it| !fits(it)) {
            let message = format!("after `{last}` not every choice fits");
            view.doubt(
                seen.card,
                Warning,
                "",
                message,
                "write a whole question, or put the article into the choices",
            );
        }
    }
}

fn both(view: &mut View<'_>) {
    for seen in view.cards {
        // Where case is what is asked, it tells texts apart.
        let same_form = if seen.card.strict.case { fold_keeping_case } else { fold };
        let (texts, reject) = match &seen.card.kind {
            Kind::Flashcard { back: it, .. } | Kind::Short { answer: it, .. } => {
                (it.texts().map(same_form).collect::<Vec<_>>(), &it.reject)
            }
            Kind::Cloze { accept, reject, pieces, .. } => {
                let of_gaps = pieces.iter().filter_map(|it| match it {
                    crate::deck::Piece::Gap { text, .. } => Some(same_form(text)),
                    crate::deck::Piece::Text(_) => None,
                });
                let accepted = accept.iter().flat_map(|(_, texts)| texts).map(|it| same_form(it));
                (of_gaps.chain(accepted).collect(), reject)
            }
            _ => continue,
        };
        if let Some(it) = reject.iter().find(|it| texts.contains(&same_form(&it.text))) {
            let message = format!("`{}` is accepted and rejected", it.text);
            view.doubt(seen.card, Warning, "reject", message, "take it out of one of the two");
        }
    }
}
