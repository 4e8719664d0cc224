//! The terminal's look: a quiet head line, the prompt, the verdict with the difference beside it, the
//! intervals on one line. No boxes and no glyphs of doubtful width.

use super::{card, plain, words};
use crate::grading::{Mark, Token, Verdict};
use crate::session::{Feedback, Question, ShownAnswer};
use crate::text::count;
use crate::ui::Opening;
use crate::ui::page::{Page, Piece, Style};

/// What the texts of cards are indented by.
const INDENT: &str = " ";
/// What stands under a verdict.
const UNDER: &str = "   ";

/// The head of a session.
pub fn opening(opening: &Opening, page: &mut Page) {
    let total = opening.due + opening.new + opening.other;
    let parts = [(opening.due, "due"), (opening.new, "new"), (opening.other, "more")];
    let parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    let mut head = vec![Piece::new(Style::Strong, opening.title.as_str())];
    if total > 0 {
        let parts = format!(" - {}: {}", count(total, "card"), parts.join(", "));
        head.push(Piece::new(Style::Quiet, parts));
        head.push(Piece::new(Style::Quiet, "   Ctrl-C saves and stops, :help"));
    }
    page.add("", &head);
    for notice in &opening.notices {
        page.say(Style::Body, notice.as_str());
    }
}

/// A question, without the line it is answered on; `numbered` with its choices.
pub fn question(question: &Question, numbered: bool, page: &mut Page) {
    page.blank();
    let mut head = vec![words::place(question)];
    if let Some(tag) = question.tags.first() {
        head.push(tag.clone());
    }
    head.extend(words::past(question));
    if question.possible > 0.0 {
        let score = words::number(question.score);
        head.push(format!("score {score} of {}", words::number(question.possible)));
    }
    if question.streak > 1 {
        head.push(format!("streak {}", question.streak));
    }
    page.add(INDENT, &[Piece::new(Style::Quiet, head.join("  "))]);
    card::add(page, INDENT, Style::Prompt, &question.prompt);
    if !question.media.is_empty() {
        page.add(INDENT, &[Piece::new(Style::Quiet, ":open shows it")]);
    }
    if let Some(note) = &question.note {
        page.add(INDENT, &[Piece::new(Style::Quiet, format!("your note: {note}"))]);
    }
    if numbered {
        plain::choices(question, page);
    }
}

/// A verdict.
pub fn feedback(feedback: &Feedback, page: &mut Page) {
    verdict(feedback, page);
    if let Some(said) = &feedback.feedback {
        card::add(page, UNDER, Style::Body, said);
    }
    if let Some(explanation) = &feedback.explanation {
        card::add(page, UNDER, Style::Body, explanation);
    }
    if let Some(source) = &feedback.source {
        page.add(UNDER, &[Piece::new(Style::Quiet, source.as_str())]);
    }
}

fn verdict(feedback: &Feedback, page: &mut Page) {
    let style = plain::style(feedback.verdict);
    let sign = match feedback.verdict {
        Verdict::Right => " + ",
        Verdict::Slip | Verdict::Partial => " ~ ",
        Verdict::Wrong => " x ",
        Verdict::Shown => " = ",
    };
    let mut line = vec![Piece::new(style, words::verdict(feedback.verdict))];
    if let Some(points) = words::part_of_points(feedback) {
        line.push(Piece::new(style, format!(", {points}")));
    }
    if is_near(feedback) {
        line.push(Piece::new(Style::Body, "   "));
        line.extend(side(&feedback.diff, Mark::Extra, Style::Wrong));
        line.push(Piece::new(Style::Quiet, " -> "));
        line.extend(side(&feedback.diff, Mark::Missing, Style::Right));
    }
    page.add(sign, &line);
    let missed = matches!(feedback.verdict, Verdict::Wrong | Verdict::Partial);
    match &feedback.answer {
        ShownAnswer::Text(text) if missed && !text.contains('\n') => {
            let mut line = vec![Piece::new(Style::Quiet, "the answer: ")];
            line.extend(card::inline(text, Style::Strong));
            page.add(UNDER, &line);
        }
        _ if missed => page.add(UNDER, &[Piece::new(Style::Quiet, "the answer:")]),
        _ => {}
    }
    match &feedback.answer {
        ShownAnswer::Text(text) if missed && !text.contains('\n') => {}
        ShownAnswer::Text(text) => card::add(page, UNDER, Style::Strong, text),
        ShownAnswer::List(texts) => {
            for (idx, text) in texts.iter().enumerate() {
                let number = format!("{UNDER}{}. ", idx + 1);
                page.add(&number, &card::inline(text, Style::Strong));
            }
        }
        ShownAnswer::Pairs(pairs) => {
            for (left, right) in pairs {
                let mut line = card::inline(left, Style::Strong);
                line.push(Piece::new(Style::Quiet, " = "));
                line.extend(card::inline(right, Style::Strong));
                page.add(UNDER, &line);
            }
        }
    }
}

/// Whether the difference tells anything: a slip, or a wrong answer of which half is right.
fn is_near(feedback: &Feedback) -> bool {
    let of = |mark: Mark| -> usize {
        let tokens = feedback.diff.iter().filter(|token| token.mark == mark);
        tokens.map(|token| token.text.chars().count()).sum()
    };
    match feedback.verdict {
        Verdict::Slip => !feedback.diff.is_empty(),
        Verdict::Wrong => of(Mark::Same) > of(Mark::Extra).max(of(Mark::Missing)),
        _ => false,
    }
}

/// One of the two texts of a difference: what is the same, and its own part in a style.
fn side(diff: &[Token], own: Mark, style: Style) -> Vec<Piece> {
    let of = |token: &Token| match token.mark {
        Mark::Same if own == Mark::Extra => Some(Piece::new(Style::Body, token.as_typed())),
        Mark::Same => Some(Piece::new(Style::Body, token.text.as_str())),
        mark if mark == own => Some(Piece::new(style, token.text.as_str())),
        _ => None,
    };
    diff.iter().filter_map(of).collect()
}

/// The four ratings with what they bring; each stays on one line.
pub fn ratings(feedback: &Feedback, page: &mut Page) {
    let mut line = Vec::new();
    let whole = |text: String| text.replace(' ', "\u{a0}");
    for (idx, (rating, days)) in words::RATINGS.iter().zip(feedback.next).enumerate() {
        let chosen = *rating == feedback.suggested;
        let style = if chosen { Style::Strong } else { Style::Quiet };
        line.push(Piece::new(style, whole(format!("{} {}", idx + 1, words::rating(*rating)))));
        if !feedback.cram && days > 0 {
            line.push(Piece::new(Style::Quiet, whole(format!(" {}", words::interval(days)))));
        }
        line.push(Piece::new(Style::Quiet, "   "));
    }
    let suggested = words::rating(feedback.suggested);
    line.push(Piece::new(
        Style::Quiet,
        format!("{}, ? keys", whole(format!("Enter = {suggested}"))),
    ));
    page.add(UNDER, &line);
}
