//! What both the terminal and the line face say alike: verdicts, intervals, notices, answers.

use crate::grading::{Mark, Token, Verdict};
use crate::history::Rating;
use crate::session::{Feedback, Notice, Question, ShownAnswer};
use crate::text::count;

/// The four ratings in their order.
pub const RATINGS: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

/// The word of a rating.
pub fn rating(rating: Rating) -> &'static str {
    match rating {
        Rating::Again => "again",
        Rating::Hard => "hard",
        Rating::Good => "good",
        Rating::Easy => "easy",
    }
}

/// The word of a verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "right",
        Verdict::Slip => "a slip",
        Verdict::Partial => "partly right",
        Verdict::Wrong => "wrong",
        Verdict::Shown => "the answer",
    }
}

/// How long until a card comes back: `again today`, `6 d`, `3 mo`, `1.5 y`.
pub fn interval(days: u32) -> String {
    match days {
        0 => "today".to_owned(),
        1..=60 => format!("{days} d"),
        61..=729 => format!("{} mo", (days + 15) / 30),
        _ => format!("{} y", number((f64::from(days) / 36.525).round() / 10.0)),
    }
}

/// A number with at most two decimals, without trailing zeros.
pub fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Whether the learner judges the answer to this question.
pub fn is_self_rated(question: &Question) -> bool {
    matches!(question.kind, "flashcard" | "cloze") && question.accepted.is_empty()
}

/// The answer on one line.
pub fn answer(answer: &ShownAnswer) -> String {
    match answer {
        ShownAnswer::Text(text) => text.clone(),
        ShownAnswer::List(texts) => texts.join("; "),
        ShownAnswer::Pairs(pairs) => {
            let pairs: Vec<String> =
                pairs.iter().map(|(left, right)| format!("{left} = {right}")).collect();
            pairs.join("; ")
        }
    }
}

/// What was given, as far as the difference tells.
pub fn given(diff: &[Token]) -> String {
    let given = diff.iter().filter(|token| token.mark != Mark::Missing);
    given.map(Token::as_typed).collect()
}

/// The share of the points, where it is a part of them: `2 of 3 points`.
pub fn part_of_points(feedback: &Feedback) -> Option<String> {
    let partly = feedback.verdict == Verdict::Partial;
    let earned = number(feedback.score * feedback.points);
    let word = if number(feedback.points) == "1" { "point" } else { "points" };
    partly.then(|| format!("{earned} of {} {word}", number(feedback.points)))
}

/// The beginning of a question's head: how far one is.
pub fn place(question: &Question) -> String {
    if question.repeat {
        "once more".to_owned()
    } else {
        format!("{}/{}", question.number, question.of)
    }
}

/// When it was due and how it went the last time.
pub fn past(question: &Question) -> Vec<String> {
    let mut words = Vec::new();
    if question.new {
        words.push("new".to_owned());
    }
    match question.overdue {
        Some(0) => words.push("due today".to_owned()),
        Some(1) => words.push("due yesterday".to_owned()),
        Some(days) if days > 1 => words.push(format!("due {days} days ago")),
        Some(days) => words.push(format!("due in {}", count(days.unsigned_abs() as usize, "day"))),
        None => {}
    }
    if let Some(last) = question.last {
        // What was shown was judged by the learner.
        words.push(match question.last_rating.filter(|_| last == Verdict::Shown) {
            Some(rated) => format!("last time rated {}", rating(rated)),
            None => format!("last time {}", verdict(last)),
        });
    }
    if question.flagged {
        words.push("flagged".to_owned());
    }
    words
}

/// What a question of this kind expects, in a few words.
pub fn expects(question: &Question) -> String {
    let words = match question.kind {
        _ if is_self_rated(question) => "think of the answer, then press Enter",
        "choice" if question.multiple => "the numbers of the right choices, such as 1 3",
        "choice" => "the number of the right choice",
        "truefalse" => "true or false",
        "order" => "all numbers in the right order, such as 3 1 2",
        "match" => "number and letter of each pair, such as 1b 2a",
        "list" => return format!("{} with ; between them", count(question.need, "part")),
        "number" => {
            let unit = question.unit.as_ref().map(|unit| format!(", in {unit}"));
            return format!("a number{}", unit.unwrap_or_default());
        }
        "cloze" if question.need > 1 => "the texts of the gaps in order, with ; between them",
        _ => "the answer",
    };
    words.to_owned()
}

/// A notice as a stable code and a sentence.
pub fn notice(notice: &Notice) -> (&'static str, String) {
    match notice {
        Notice::Rated(given, days) => {
            let when = match days {
                0 => "comes back today".to_owned(),
                days => format!("comes back in {}", count(*days as usize, "day")),
            };
            ("rated", format!("rated {}: {when}", rating(*given)))
        }
        Notice::CountedRight => ("counted-right", "counted as right".to_owned()),
        Notice::Undone(_) => ("undone", "taken back".to_owned()),
        Notice::NothingToUndo => {
            ("nothing-to-undo", "nothing to take back in this session".to_owned())
        }
        Notice::NothingToRate => ("nothing-to-rate", "there is no verdict to rate yet".to_owned()),
        Notice::NoHint => ("no-hint", "this card has no hint".to_owned()),
        Notice::Skipped(_) => ("skipped", "skipped; it stays for another session".to_owned()),
        Notice::Flagged(_, true) => ("flagged", "flagged".to_owned()),
        Notice::Flagged(_, false) => ("unflagged", "the flag is taken away".to_owned()),
        Notice::NoNote => {
            ("no-note", "there is no note to take away; :note TEXT writes one".to_owned())
        }
        Notice::Noted(_, true) => ("noted", "the note is kept".to_owned()),
        Notice::Noted(_, false) => ("noted", "the note is taken away".to_owned()),
        Notice::Suspended(card) => {
            let cure = format!("put aside; `quizdeck unsuspend {card}` takes it up again");
            ("suspended", cure)
        }
        Notice::Edited(_) => ("edited", "going on with the edited card".to_owned()),
        Notice::EditedAway(_) => {
            ("edited-away", "the card is gone or has faults now; it is left out".to_owned())
        }
        Notice::RevealFirst => {
            ("reveal-first", "see the answer first (Enter), then rate it".to_owned())
        }
        Notice::Unread(why) => ("unread", why.clone()),
        Notice::Over => ("over", "there is no question open".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::samples;

    #[test]
    fn of_a_card_that_was_shown_the_rating_is_told() {
        let last = |last, last_rating| {
            let asked = samples::question("flashcard", "Haus");
            past(&Question { last: Some(last), last_rating: Some(last_rating), ..asked }).pop()
        };
        let told = |words: &str| Some(words.to_owned());
        assert_eq!(last(Verdict::Shown, Rating::Again), told("last time rated again"));
        assert_eq!(last(Verdict::Wrong, Rating::Again), told("last time wrong"));
    }
}
