//! What a teacher decides of a drafted card, as a change of the deck's text: kept, it is asked from now on;
//! dropped, it is gone. Nothing else in the text changes.

use std::ops::Range;

use crate::deck::{Parsed, parse};

/// The text with a drafted card kept; `None` where that can't be done by taking a line out.
pub fn kept(parsed: &Parsed, idx: usize) -> Option<String> {
    let lines = lines_of(parsed, idx)?;
    let text = &parsed.text;
    let mut at = lines.start;
    for line in text[lines].split_inclusive('\n') {
        let bare = line.trim().trim_start_matches("- ");
        if matches!(bare, "suspended: draft" | "draft: true") && !line.trim().starts_with('-') {
            let after = format!("{}{}", &text[..at], &text[at + line.len()..]);
            let now = parse(after.as_bytes());
            let card = now.deck.cards.get(idx)?;
            let is_done = !card.draft && now.deck.cards.len() == parsed.deck.cards.len();
            return is_done.then_some(after);
        }
        at += line.len();
    }
    None
}

/// The text without a card; `None` where it is the only one, or can't be taken out as lines.
pub fn dropped(parsed: &Parsed, idx: usize) -> Option<String> {
    let mut lines = lines_of(parsed, idx)?;
    let text = &parsed.text;
    // What was written of the card in the line above goes with it.
    let above = text[..lines.start].trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
    if text[above..lines.start].trim_start().starts_with("# ")
        && text[above..lines.start].contains("score ")
    {
        lines.start = above;
    }
    let after = format!("{}{}", &text[..lines.start], &text[lines.end..]);
    let now = parse(after.as_bytes());
    let keys =
        |cards: &[crate::deck::Card]| cards.iter().map(|it| it.key.clone()).collect::<Vec<_>>();
    let mut wanted = keys(&parsed.deck.cards);
    wanted.remove(idx);
    (keys(&now.deck.cards) == wanted && !wanted.is_empty()).then_some(after)
}

/// The lines of a card, from its dash to the next card or what else follows.
fn lines_of(parsed: &Parsed, idx: usize) -> Option<Range<usize>> {
    let text = &parsed.text;
    let card = parsed.deck.cards.get(idx)?;
    let start = text.get(..card.span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let column = text[start..card.span.start].find('-')?;
    let mut end = start;
    for (nth, line) in text[start..].split_inclusive('\n').enumerate() {
        let indent = line.len() - line.trim_start().len();
        if nth > 0 && !line.trim().is_empty() && indent <= column {
            break;
        }
        end += line.len();
    }
    Some(start..end)
}
