//! Faults of layout behind a syntax error: dashes, tabs and keys that are not where they belong. Finds them by
//! the lines around the place where the parser stopped, which is often one below the cause.

use super::lines::{Colon, Head, Line, Mark, PROMPTS};
use crate::deck::faults;
use crate::deck::keys::{self, Room};
use crate::diagnostic::{Diagnostic, Span};

/// How many lines are looked at on either side of a place; no card has more.
const REACH: usize = 200;

/// The fault of layout at a line, or above it in its card.
pub(super) fn fault(text: &str, line: Line<'_>, is_tab: bool) -> Option<Diagnostic> {
    tab(text, line, is_tab)
        .or_else(|| marks(text, line))
        .or_else(|| dash(text, line))
        .or_else(|| key(text, line))
}

fn span(line: Line<'_>, at: usize, length: usize) -> Span {
    Span::new(line.start + at, line.start + at + length)
}

/// A tab in the indentation. The parser stops at the end of the line before.
fn tab(text: &str, line: Line<'_>, is_tab: bool) -> Option<Diagnostic> {
    let reach = if is_tab { REACH } else { 1 };
    let below = std::iter::successors(Some(line), |line| line.below(text));
    let at = below.take(reach).find_map(Line::tab)?;
    Some(faults::tab(Span::new(at, at + 1)))
}

/// Cards without `cards:` anywhere.
pub(super) fn missing_cards(text: &str) -> Option<Diagnostic> {
    let (card, head) = first_without_cards(text)?;
    let word = |line: &Line<'_>| line.text.trim_end().eq_ignore_ascii_case("cards");
    let colonless = Line::all(text).find(word);
    Some(match colonless {
        Some(line) => faults::no_space(span(line, 0, line.text.trim_end().len()), "cards:"),
        None => faults::no_cards_key(span(card, head.at, head.mark_text.len())),
    })
}

/// The first card of a text that has no line `cards:`.
pub(super) fn first_without_cards(text: &str) -> Option<(Line<'_>, Head<'_>)> {
    let mut first = None;
    for line in Line::all(text) {
        let head = line.head();
        let is_cards = keys::named(Room::Deck, head.word).is_some_and(|key| key.name == "cards");
        if line.indent() == 0 && is_cards && head.mark == Mark::None && head.colon != Colon::Missing
        {
            return None;
        }
        if first.is_none() && head.mark == Mark::Dash && head.card_key().is_some() {
            first = Some((line, head));
        }
    }
    first
}

/// The lines from one upwards to the dash of its card.
fn upwards<'a>(text: &'a str, line: Line<'a>) -> impl Iterator<Item = (Line<'a>, Head<'a>)> {
    let begins = |head: &Head<'_>| head.mark == Mark::Dash && head.card_key().is_some();
    let mut is_over = false;
    let above = std::iter::successors(Some(line), move |line| line.above(text)).take(REACH);
    above.map(|line| (line, line.head())).take_while(move |(_, head)| {
        let was_over = is_over;
        is_over |= begins(head);
        !was_over
    })
}

/// A mark that is no dash, and a missing space or colon.
fn marks(text: &str, line: Line<'_>) -> Option<Diagnostic> {
    let column = column(text);
    upwards(text, line).filter(|(line, _)| !line.is_blank()).find_map(|(it, head)| {
        let at = span(it, head.at, head.mark_text.len());
        let key = span(it, head.word_at, head.word.len());
        let name = head.word.to_ascii_lowercase();
        let is_here = it.start == line.start;
        match (head.mark, head.colon) {
            (Mark::TightDash, _) => Some(faults::no_space(at, &format!("- {name}:"))),
            (Mark::Bullet, _) => Some(faults::bullet(at, head.mark_text)),
            (_, Colon::Tight) if head.names_key() => {
                Some(faults::no_space(key, &format!("{name}: ")))
            }
            // Elsewhere such a word may begin a line of a text.
            (mark, Colon::Missing)
                if head.names_key()
                    && (mark == Mark::Dash && column.is_none_or(|it| it == head.at)
                        || mark == Mark::None && is_here) =>
            {
                Some(faults::no_space(key, &format!("{name}: ")))
            }
            _ => None,
        }
    })
}

/// The column of most of the dashes with which cards begin; of two, the first.
fn column(text: &str) -> Option<usize> {
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for head in Line::all(text).map(Line::head) {
        if head.mark == Mark::Dash && head.card_key().is_some() {
            match columns.iter_mut().find(|(at, _)| *at == head.at) {
                Some((_, n)) => *n += 1,
                None => columns.push((head.at, 1)),
            }
        }
    }
    let most = columns.iter().map(|(_, n)| *n).max()?;
    columns.into_iter().find(|(_, n)| *n == most).map(|(at, _)| at)
}

/// A dash that is not under the dashes above.
fn dash(text: &str, line: Line<'_>) -> Option<Diagnostic> {
    let head = line.head();
    if head.mark != Mark::Dash {
        return tight_member(text, line);
    }
    if head.card_key().is_some() {
        let column = column(text)?;
        let astray = upwards(text, line).find(|(_, it)| it.mark == Mark::Dash && it.at != column);
        let before = || line.above(text).and_then(|above| upwards(text, above).last());
        let (it, head) = astray
            .or_else(|| before().filter(|(_, it)| it.mark == Mark::Dash && it.at != column))?;
        return Some(faults::dash_out_of_line(span(it, head.at, 1), head.at, column, true));
    }
    let (_, above) = upwards(text, line).skip(1).find(|(it, head)| {
        !it.is_blank() && head.mark == Mark::Dash && head.card_key().is_none()
    })?;
    let is_astray = above.at != head.at;
    is_astray.then(|| faults::dash_out_of_line(span(line, head.at, 1), head.at, above.at, false))
}

/// A member of a list whose dash has no space: `-Oslo` below `- Minsk`.
fn tight_member(text: &str, line: Line<'_>) -> Option<Diagnostic> {
    let at = line.indent();
    let member = line.text[at..].strip_prefix('-').filter(|it| !it.starts_with('-'))?;
    let above = line.above(text)?.head();
    let is_list = above.mark == Mark::Dash && above.at == at;
    is_list.then(|| faults::no_space(span(line, at, 1), &format!("- {}", member.trim_end())))
}

/// A text below `|` or `>` that does not stand further in than its key.
pub(super) fn block(text: &str, line: Line<'_>) -> Option<Diagnostic> {
    let is_bar = |it: &str| {
        let rest = it.strip_prefix(['|', '>']);
        let digits_or_signs = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-');
        rest.is_some_and(|it| it.trim_start_matches(digits_or_signs).trim_end().is_empty())
    };
    let mut above = std::iter::successors(line.above(text), |line| line.above(text)).take(REACH);
    let bar = above
        .find(|it| it.head().names_key())
        .filter(|it| it.text.get(it.head().value_at..).is_some_and(is_bar))?;
    let below = std::iter::successors(bar.below(text), |line| line.below(text));
    let first = below.take(REACH).find(|it| !it.text.trim().is_empty())?;
    let (at, key) = (first.indent(), bar.head().word_at);
    let help = format!("put {} spaces before it, and before each line of the text", key + 2);
    let message = "this text does not stand further in than its key";
    (at <= key).then(|| faults::syntax(span(first, at, first.text.len() - at), message, &help))
}

/// A key that is not under the keys of its card: one of a new card, or one moved.
fn key(text: &str, line: Line<'_>) -> Option<Diagnostic> {
    let head = line.head();
    let key = head.card_key().filter(|_| head.mark == Mark::None)?;
    let (_, first) = upwards(text, line).last().filter(|(_, it)| it.mark == Mark::Dash)?;
    if head.at == first.word_at {
        return None;
    }
    let at = span(line, head.word_at, head.word.len());
    let others = || upwards(text, line).skip(1).filter_map(|(_, head)| head.card_key());
    if PROMPTS.contains(&key) && others().any(|it| PROMPTS.contains(&it)) {
        return Some(faults::card_without_dash(at, key, None));
    }
    Some(faults::key_out_of_line(at, key, first.word, first.word_at))
}
