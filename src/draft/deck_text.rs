//! Proposals as the text of a deck: a new one, or more cards for one that is there, whose other bytes
//! stay as they are. Every text is written so that YAML and the deck's Markdown read it back as it is.

use super::reading::is_unseen;
use super::{Draft, Form, Proposal};
use crate::deck::{Card, Deck, Parsed, parse};
use crate::text::escape::is_harmful;

/// A deck of these proposals.
pub fn deck_of(title: &str, draft: &Draft) -> String {
    let title = literal(title);
    let mut text = format!("format: 1\ntitle: {}\n", quoted(&title));
    if draft.english {
        text.push_str("language: en\n");
    }
    text.push_str(&format!("source:\n  title: {}\n", quoted(&title)));
    text.push_str("# Drafted cards are not asked yet. Delete `suspended: draft` from those you keep, and the others whole.\n");
    text.push_str("cards:\n");
    draft.proposals.iter().for_each(|it| text.push_str(&card(it, 2, "\n")));
    text
}

/// The text of a deck with these proposals after its cards. `None` where that can't be done by adding
/// lines.
pub fn appended(parsed: &Parsed, proposals: &[Proposal]) -> Option<String> {
    let text = &parsed.text;
    let last = parsed.deck.cards.last()?;
    let line_start = text.get(..last.span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = text[line_start..last.span.start].find('-')?;
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let new: String = proposals.iter().map(|it| card(it, indent, line_break)).collect();
    let after_last = last.span.end.min(text.len());
    let line_end = text.get(after_last..)?.find('\n').map_or(text.len(), |at| after_last + at + 1);
    [text.len(), line_end].into_iter().find_map(|at| {
        let (before, after) = text.split_at_checked(at)?;
        let gap = if before.ends_with('\n') { "" } else { line_break };
        let whole = format!("{before}{gap}{new}{after}");
        is_same_with_more(parsed, &parse(whole.as_bytes()), proposals.len()).then_some(whole)
    })
}

fn is_same_with_more(before: &Parsed, after: &Parsed, more: usize) -> bool {
    let n = before.deck.cards.len();
    let without_place =
        |card: &Card| Card { span: crate::diagnostic::Span::default(), ..card.clone() };
    let same = before.deck.cards.iter().map(without_place).eq(after
        .deck
        .cards
        .iter()
        .take(n)
        .map(without_place));
    let rest = |deck: &Deck| Deck { cards: Vec::new(), ..deck.clone() };
    same && after.deck.cards.len() == n + more
        && rest(&before.deck) == rest(&after.deck)
        && before.diagnostics.len() == after.diagnostics.len()
}

/// A card, from its dash at this column on.
fn card(it: &Proposal, column: usize, line_break: &str) -> String {
    let pad = " ".repeat(column);
    let mut lines = Vec::new();
    let mut told = vec![it.sort.word().to_owned(), format!("score {:.2}", it.score)];
    told.extend(it.flags.iter().map(|&flag| flag.to_owned()));
    lines.push(format!("{pad}# {}", told.join(", ")));
    if it.form == Form::Cloze {
        let [before, after] = &it.around;
        let hint = if it.hint.is_empty() { String::new() } else { format!("::{}", it.hint) };
        let text = format!(
            "{}{{{{c1::{}{hint}}}}}{}",
            literal(before),
            literal(&it.answer),
            literal(after)
        );
        lines.push(format!("{pad}- cloze: {}", quoted(&text)));
        if !it.accept.is_empty() {
            lines.push(format!("{pad}  accept:"));
            lines.push(format!("{pad}    c1:"));
            let accept =
                it.accept.iter().map(|it| format!("{pad}      - {}", quoted(&literal(it))));
            lines.extend(accept);
        }
    } else {
        let prompt: Vec<String> = it.prompt.split(super::forms::GAP).map(literal).collect();
        lines.push(format!("{pad}- question: {}", quoted(&prompt.join(super::forms::GAP))));
        if it.form == Form::Short {
            lines.push(format!("{pad}  kind: short"));
        }
        lines.push(format!("{pad}  answer: {}", quoted(&literal(&it.answer))));
        if it.form == Form::Short && !it.accept.is_empty() {
            lines.push(format!("{pad}  accept:"));
            let accept = it.accept.iter().map(|it| format!("{pad}    - {}", quoted(&literal(it))));
            lines.extend(accept);
        }
        if it.form == Form::Choice {
            lines.push(format!("{pad}  wrong:"));
            let wrong = it.choices.iter().filter(|choice| **choice != it.answer);
            lines.extend(wrong.map(|choice| format!("{pad}    - {}", quoted(&literal(choice)))));
        }
    }
    let quote = readable(&it.quote.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.push(format!("{pad}  source:"));
    lines.push(format!("{pad}    quote: {}", quoted(&quote)));
    lines.push(format!("{pad}    start: {}", it.place.start));
    lines.push(format!("{pad}    end: {}", it.place.end));
    lines.push(format!("{pad}  suspended: draft"));
    lines.into_iter().map(|line| line + line_break).collect()
}

/// A text without what no deck may hold, such as zeros, and without soft hyphens; every white space is a space.
pub(super) fn readable(text: &str) -> String {
    let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
    text.chars().map(plain).filter(|c| !is_harmful(*c) && !is_unseen(*c)).collect()
}

/// A text with its marks escaped, so that Markdown shows it as it is.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_harmful(*c)) {
        if matches!(c, '\\' | '`' | '$' | '*' | '_') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A text as a YAML value of one line.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
