//! `quizdeck show --watch`: the cards under work, each time their file is saved. Faults come last and in few
//! lines, where they are seen in a small window.

use std::collections::HashSet;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::time::Duration;

use crate::check;
use crate::config::Config;
use crate::deck::{Card, Parsed};
use crate::diagnostic::{Diagnostic, LineIndex, Severity};
use crate::error::Failure;
use crate::library;
use crate::text::count;
use crate::text::fold::fold;
use crate::ui::guard::Guard;
use crate::ui::page::{Page, Piece, Style};
use crate::ui::screen::columns;

use super::{cards, named};

/// How often a watched file is looked at.
const GLANCE: Duration = Duration::from_millis(300);

/// How many cards are shown that one save changed.
const SHOWN: usize = 2;

/// Shows what is under work until the program is ended.
pub(super) fn watch(path: &Path, wanted: &str, config: &Config) -> Result<(), Failure> {
    // Ctrl-C is the way to end it, also where the shell wants it ignored.
    let _guard = Guard::new()?;
    let mut last: Option<Parsed> = None;
    loop {
        match library::load_file(path) {
            Ok(file) => {
                let now: &Parsed = &file.parsed;
                if last.as_ref().is_none_or(|last| last.text != now.text) {
                    let page = page(last.as_ref(), now, wanted);
                    let mut out = io::stdout().lock();
                    for line in page.lines(config.color_out) {
                        writeln!(out, "{line}")?;
                    }
                    out.flush()?;
                    last = Some(now.clone());
                }
            }
            Err(error) if last.is_none() => return Err(error.into()),
            // While an editor saves, the file may be away for a moment.
            Err(_) => {}
        }
        std::thread::sleep(GLANCE);
    }
}

/// The cards under work, and what is wrong with them.
fn page(before: Option<&Parsed>, now: &Parsed, wanted: &str) -> Page {
    let mut page = Page::new(columns());
    page.say(Style::Quiet, "-".repeat(page.columns().min(40)));
    let places = places(before, now, wanted);
    if places.is_empty() && before.is_some() {
        page.say(Style::Quiet, "saved; no card is another one");
    }
    let mut found: Vec<Diagnostic> = now.diagnostics.clone();
    let doubts = check::check(now).into_iter();
    found.extend(doubts.filter(|it| places.iter().any(|of| of.contains(&it.span.start))));
    let (here, elsewhere): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        found.iter().partition(|it| places.iter().any(|of| of.contains(&it.span.start)));
    let line_of = |at: usize| LineIndex::new(&now.text).place(&now.text, at).line;
    for (n, place) in places.iter().enumerate() {
        if n > 0 {
            page.blank();
        }
        if n == SHOWN {
            let more = count(places.len() - SHOWN, "more card");
            page.say(Style::Quiet, format!("{more} changed in this save"));
            break;
        }
        match card_at(now, place) {
            Some(card) => named(&format!("{}  ", card.key), card, &mut page),
            None => page.say(
                Style::Quiet,
                format!("the card at line {} has faults:", line_of(place.start)),
            ),
        }
    }
    for it in here {
        fault(it, line_of(it.span.start), &mut page);
    }
    let mut errors = elsewhere.iter().filter(|it| it.severity == Severity::Error);
    if let Some(first) = errors.next() {
        if places.is_empty() {
            fault(first, line_of(first.span.start), &mut page);
        }
        let n = errors.count() + usize::from(!places.is_empty());
        if n > 0 {
            let line = line_of(first.span.start);
            let more = count(n, "more error");
            page.say(Style::Wrong, format!("{more} in other cards, from line {line} on"));
        }
    }
    page
}

fn fault(it: &Diagnostic, line: usize, page: &mut Page) {
    let style = match it.severity {
        Severity::Error => Style::Wrong,
        Severity::Warning => Style::Slip,
        Severity::Hint => Style::Quiet,
    };
    let head = format!("line {line}: {}[{}]: ", it.severity.word(), it.code);
    page.say(style, head + &it.message);
    if let Some(help) = &it.help {
        page.add("  help: ", &[Piece::new(Style::Body, help.as_str())]);
    }
}

/// Where the cards stand that are to be shown: those that are wanted, else those that the last save changed,
/// else, at first, the last one.
fn places(before: Option<&Parsed>, now: &Parsed, wanted: &str) -> Vec<Range<usize>> {
    let all = blocks(&now.text);
    if !wanted.is_empty() {
        let found = cards(now, wanted);
        let words = fold(wanted);
        let is_it = |block: &Range<usize>| match card_at(now, block) {
            Some(card) => found.contains(&card),
            None => fold(&now.text[block.clone()]).contains(&words),
        };
        return all.into_iter().filter(is_it).collect();
    }
    let Some(before) = before else { return all.into_iter().next_back().into_iter().collect() };
    let old: HashSet<&str> =
        blocks(&before.text).into_iter().map(|block| before.text[block].trim()).collect();
    all.into_iter().filter(|block| !old.contains(now.text[block.clone()].trim())).collect()
}

fn card_at<'a>(parsed: &'a Parsed, block: &Range<usize>) -> Option<&'a Card> {
    parsed.deck.cards.iter().find(|card| block.contains(&card.span.start))
}

/// From the dash of each card to that of the next, faulty ones too: by the dashes below `cards:` that are indented
/// as far as the first.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut starts = Vec::new();
    let (mut is_below, mut indent) = (false, None);
    for line in text.split_inclusive('\n') {
        let dash = line.len() - line.trim_start_matches(' ').len();
        if is_below && line[dash..].starts_with('-') && *indent.get_or_insert(dash) == dash {
            starts.push(at);
        }
        is_below |= line.trim_start_matches('\u{feff}').starts_with("cards:");
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::parse;

    const DECK: &str = "cards:\n  - question: A?\n    answer: a\n  - question: B?\n    answer: b\n  - question: C?\n    answer: c\n";

    fn shown(before: Option<&str>, now: &str, wanted: &str) -> String {
        let before = before.map(|it| parse(it.as_bytes()));
        page(before.as_ref(), &parse(now.as_bytes()), wanted).lines(false)[1..].join("\n")
    }

    #[test]
    fn a_faulty_card_is_shown_by_its_faults_and_no_other_card() {
        let now = DECK.replace("answer: a", "anwser: a");
        let seen = shown(Some(DECK), &now, "");
        assert!(seen.starts_with("the card at line 2 has faults:\nline 3: error[D011]"), "{seen}");
        assert!(seen.contains("  help: write `answer:`") && !seen.contains("C?"), "{seen}");
        let seen = shown(None, &now, "");
        assert!(
            seen.contains("C?") && seen.contains("1 more error in other cards, from line 3"),
            "{seen}"
        );
        let seen = shown(None, &now, "A?");
        assert!(seen.contains("line 3: error[D011]"), "{seen}");
    }

    #[test]
    fn two_cards_that_changed_are_both_shown_and_of_more_it_is_said() {
        let now = DECK.replace("A?", "Aa?").replace("C?", "Cc?");
        let seen = shown(Some(DECK), &now, "");
        assert!(seen.contains("Aa?") && seen.contains("Cc?") && !seen.contains("B?"), "{seen}");
        let seen = shown(Some(DECK), &now.replace("B?", "Bb?"), "");
        assert!(seen.contains("1 more card changed in this save"), "{seen}");
        let seen = shown(Some(DECK), &format!("title: T\n{DECK}"), "");
        assert_eq!(seen, "saved; no card is another one");
    }
}
