//! Lines to be heard or piped: the verdict first and in words, nothing drawn, nothing redrawn.

use super::{card, words};
use crate::grading::Verdict;
use crate::history::Rating;
use crate::session::{Feedback, Question, ShownAnswer, Summary};
use crate::text::count;
use crate::ui::Opening;
use crate::ui::page::{Page, Piece, Style};

/// The head of a session.
pub fn opening(opening: &Opening, page: &mut Page) {
    let total = opening.due + opening.new + opening.other;
    let mut parts = Vec::new();
    for (n, word) in [(opening.due, "due"), (opening.new, "new"), (opening.other, "more")] {
        if n > 0 {
            parts.push(format!("{n} {word}"));
        }
    }
    page.say(
        Style::Strong,
        match total {
            0 => format!("{}.", opening.title),
            _ => format!("{}. {}: {}.", opening.title, count(total, "card"), parts.join(", ")),
        },
    );
    for notice in &opening.notices {
        page.say(Style::Body, notice.as_str());
    }
    page.say(Style::Body, "type :help for what can be typed, :quit to stop.");
}

/// A question, without the line it is answered on.
pub fn question(question: &Question, page: &mut Page) {
    page.blank();
    let mut head = if question.repeat {
        vec!["once more".to_owned()]
    } else {
        vec![format!("question {} of {}", question.number, question.of)]
    };
    head.extend(words::past(question));
    page.say(Style::Quiet, format!("{}.", head.join(", ")));
    card::add(page, "", Style::Prompt, &question.prompt);
    if let Some(note) = &question.note {
        page.say(Style::Quiet, format!("your note: {note}"));
    }
    choices(question, page);
}

/// What can be chosen, ordered or matched, numbered.
pub fn choices(question: &Question, page: &mut Page) {
    for (idx, choice) in question.choices.iter().enumerate() {
        page.add(&format!("{}. ", idx + 1), &card::inline(choice, Style::Body));
    }
    for (idx, left) in question.left.iter().enumerate() {
        page.add(&format!("{}. ", idx + 1), &card::inline(left, Style::Body));
    }
    for (idx, right) in question.right.iter().enumerate() {
        page.add(&format!("{}. ", letter(idx)), &card::inline(right, Style::Body));
    }
}

/// What names the right side of this index: `a` to `z`, then `aa`.
pub fn letter(idx: usize) -> String {
    let last = char::from(b'a' + u8::try_from(idx % 26).expect("below 26"));
    if idx < 26 { last.to_string() } else { format!("{}{last}", letter(idx / 26 - 1)) }
}

/// What the line to answer on begins with.
pub fn prompt(question: &Question) -> String {
    match words::expects(question).as_str() {
        _ if words::is_self_rated(question) => "Enter shows the answer: ".to_owned(),
        "the answer" => "answer: ".to_owned(),
        expected => format!("answer ({expected}): "),
    }
}

/// What the line to rate on begins with.
pub fn rating_prompt(suggested: Rating) -> String {
    let word = words::rating(suggested);
    format!("rating (1 again, 2 hard, 3 good, 4 easy; Enter = {word}): ")
}

/// A verdict.
pub fn feedback(feedback: &Feedback, page: &mut Page) {
    verdict(feedback, page);
    if let Some(said) = &feedback.feedback {
        card::add(page, "", Style::Body, said);
    }
    if let Some(explanation) = &feedback.explanation {
        card::add(page, "", Style::Body, explanation);
    }
    if let Some(source) = &feedback.source {
        page.say(Style::Quiet, format!("source: {source}"));
    }
    if !feedback.media.is_empty() {
        page.say(Style::Quiet, ":open last shows its pictures and sounds.");
    }
    if !feedback.cram {
        page.say(Style::Quiet, intervals(feedback));
    }
}

fn verdict(feedback: &Feedback, page: &mut Page) {
    let mut line = vec![Piece::new(style(feedback.verdict), words::verdict(feedback.verdict))];
    if let Some(points) = words::part_of_points(feedback) {
        line.push(Piece::new(Style::Body, format!(", {points}")));
    }
    let given = words::given(&feedback.diff);
    let compared = matches!(feedback.verdict, Verdict::Slip | Verdict::Wrong);
    if compared && !given.is_empty() {
        line.push(Piece::new(Style::Body, format!(": you wrote {given}")));
        page.add("", &line);
        line = vec![Piece::new(Style::Body, "the answer")];
    } else if matches!(feedback.verdict, Verdict::Wrong | Verdict::Partial) {
        line.push(Piece::new(Style::Body, ". the answer"));
    }
    if let ShownAnswer::Text(text) = &feedback.answer
        && (text.contains('\n') || matches!(feedback.verdict, Verdict::Shown))
    {
        line.push(Piece::new(Style::Body, ":"));
        page.add("", &line);
        return card::add(page, "", Style::Strong, text);
    }
    line.push(Piece::new(Style::Body, ": "));
    line.extend(card::inline(&words::answer(&feedback.answer), Style::Strong));
    page.add("", &line);
}

/// The style of a verdict.
pub fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Right => Style::Right,
        Verdict::Slip | Verdict::Partial => Style::Slip,
        Verdict::Wrong => Style::Wrong,
        Verdict::Shown => Style::Quiet,
    }
}

fn intervals(feedback: &Feedback) -> String {
    let when = |(rating, days): (&Rating, u32)| {
        format!("{} {}", words::rating(*rating), words::interval(days))
    };
    let next = || words::RATINGS.iter().zip(feedback.next);
    if feedback.unrated {
        let next: Vec<String> = next().map(when).collect();
        return format!("comes back: {}.", next.join(", "));
    }
    let rated = next().filter(|(rating, _)| **rating == feedback.suggested);
    let rated: Vec<String> = rated.map(|(_, days)| words::interval(days)).collect();
    let others = next().filter(|(rating, _)| **rating != feedback.suggested);
    let others: Vec<String> = others.map(when).collect();
    format!(
        "rated {}, comes back: {}. other ratings: {}.",
        words::rating(feedback.suggested),
        rated.concat(),
        others.join(", ")
    )
}

/// The summary.
pub fn summary(summary: &Summary, page: &mut Page) {
    page.blank();
    let score = words::number(summary.score);
    let possible = words::number(summary.possible);
    page.say(
        Style::Strong,
        format!("{} of {} right, score {score} of {possible}.", summary.right, summary.answered),
    );
    for line in summary_lines(summary) {
        page.say(Style::Body, line);
    }
    if !summary.hardest.is_empty() {
        page.say(Style::Body, "hardest:");
        for (_, prompt) in &summary.hardest {
            let first = prompt.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
            page.add("- ", &card::inline(first, Style::Body));
        }
    }
}

/// The sentences of a summary after its first.
pub fn summary_lines(summary: &Summary) -> Vec<String> {
    let mut lines = Vec::new();
    if summary.streak > 1 {
        lines.push(format!("{} right in a row at the end.", summary.streak));
    }
    for tag in &summary.tags {
        let score = words::number(tag.score);
        lines.push(format!("{}: {score} of {}.", tag.tag, words::number(tag.possible)));
    }
    if let Some(then) = &summary.last_time {
        lines.push(format!(
            "the same {} the last time: {} of {}, now {}.",
            count(then.cards, "card"),
            words::number(then.before),
            words::number(then.possible),
            words::number(then.now),
        ));
    }
    if summary.left > 0 {
        lines.push(format!("{} left for another time.", count(summary.left, "card")));
    }
    lines.push(format!("due by tomorrow: {}.", summary.due_tomorrow));
    lines
}
