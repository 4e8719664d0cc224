//! `quizdeck add`: cards behind the last of a deck, from flags, from lines, or by a dialogue.

mod dialogue;

use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

use crate::cli::{Add, CardFlags};
use crate::config::Config;
use crate::deck::write::{self, Cell};
use crate::deck::{Card, Parsed, append, parse};
use crate::diagnostic::Severity;
use crate::error::{Failure, Kind};
use crate::library::{self, LibraryError};
use crate::text::count;
use crate::text::escape::{escape, escape_line};
use crate::text::fold::fold;
use crate::ui::input::next_line;

/// Adds cards.
pub(super) fn run(args: &Add, config: &Config) -> Result<(), Failure> {
    let name = escape_line(&args.deck.to_string_lossy());
    if !args.deck.exists() {
        return Err(Failure::new(format!("there is no {name}"))
            .hint(format!("`quizdeck new {name}` begins a deck")));
    }
    let file = library::load_file(&args.deck)?;
    let parsed: &Parsed = &file.parsed;
    let is_empty = parsed.deck.cards.is_empty();
    if parsed.has_errors() && !is_empty {
        return Err(Failure::new(format!("{name} has faults, and a card could be added twice"))
            .hint(format!("mend what `quizdeck check {name}` tells, then come back")));
    }
    let mut now = parsed.clone();
    let mut take = |cards: &[Card]| {
        now = append(&args.deck, &now, cards)?;
        Ok(())
    };
    let mut said = Vec::new();
    let n = cards(&args.card, &parsed.deck.cards, config, &mut said, &mut take)?;
    let n_refused = said.len();
    for sentence in said {
        // Nothing is left to do when standard error is gone.
        let _gone = writeln!(std::io::stderr(), "{sentence}");
    }
    if !config.quiet {
        writeln!(std::io::stdout(), "{name}: {} added", count(n, "card"))?;
    }
    if n_refused > 0 { Err(Failure::silent(Kind::No)) } else { Ok(()) }
}

/// Writes cards behind the last of a deck file; the deck as it is then.
pub(super) fn append(path: &Path, there: &Parsed, cards: &[Card]) -> Result<Parsed, Failure> {
    let Some(text) = append::with_cards(there, cards) else {
        let name = escape_line(&path.to_string_lossy());
        return Err(Failure::new(format!(
            "{name}: a card can't be added without changing other lines; nothing was written"
        ))
        .hint("write each card under a dash of its own, below `cards:`"));
    };
    match library::replace(path, there.text.as_bytes(), text.as_bytes()) {
        Ok(()) => Ok(parse(text.as_bytes())),
        // Another hand added to it meanwhile: what it says now is kept, too.
        Err(LibraryError::Changed(_)) => {
            let now = parse(&library::read(path)?);
            let is_there = |card: &&Card| like(card, &now.deck.cards).is_some();
            if now.has_errors() || cards.iter().any(|card| is_there(&card)) {
                return Err(LibraryError::Changed(escape_line(&path.to_string_lossy())).into());
            }
            append(path, &now, cards)
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes in cards that are wanted.
pub(super) type Take<'t> = dyn FnMut(&[Card]) -> Result<(), Failure> + 't;

/// Hands over the cards that are wanted, of a dialogue each as soon as it is whole, so that nothing typed is
/// lost when the window closes; how many. What is wrong with others is said.
pub(super) fn cards(
    flags: &CardFlags,
    there: &[Card],
    config: &Config,
    said: &mut Vec<String>,
    take: &mut Take<'_>,
) -> Result<usize, Failure> {
    let stdin = std::io::stdin();
    let from_flags = of_flags(flags);
    if from_flags.is_empty() && stdin.is_terminal() && std::io::stdout().is_terminal() {
        return dialogue::cards(there, config, take);
    }
    let typed = if from_flags.is_empty() {
        of_lines(&mut stdin.lock(), said)?
    } else {
        let card = one(&from_flags).map_err(|why| {
            Failure::new(format!("that is no card: {why}"))
                .hint("`quizdeck add --help` shows examples")
        })?;
        vec![card]
    };
    let cards = new_ones(typed, there, said);
    if !cards.is_empty() {
        take(&cards)?;
    }
    Ok(cards.len())
}

/// Cards of lines with a tab between question and answer.
fn of_lines(input: &mut impl BufRead, said: &mut Vec<String>) -> Result<Vec<Card>, Failure> {
    let mut cards = Vec::new();
    let mut n = 0;
    while let Some(line) = next_line(input)? {
        n += 1;
        if line.trim().is_empty() {
            continue;
        }
        let read = match line.split_once('\t') {
            Some((question, answer)) => one(&[
                ("question", Cell::Text(question.trim())),
                ("answer", Cell::Text(answer.trim())),
            ]),
            None => Err("there is no tab between question and answer".to_owned()),
        };
        match read {
            Ok(card) => cards.push(card),
            Err(why) => said.push(format!("line {n}: {why}")),
        }
    }
    Ok(cards)
}

/// Keys and values of what was typed.
fn of_flags(flags: &CardFlags) -> Vec<(&str, Cell<'_>)> {
    let mut cells = Vec::new();
    if let Some(id) = &flags.id {
        cells.push(("id", Cell::Text(id)));
    }
    for (key, value) in [
        ("question", &flags.question),
        ("statement", &flags.statement),
        ("front", &flags.front),
        ("back", &flags.back),
        ("cloze", &flags.cloze),
    ] {
        if let Some(value) = value {
            cells.push((key, Cell::Text(value)));
        }
    }
    match flags.answer.as_slice() {
        [] => {}
        [only] => cells.push(("answer", Cell::Text(only))),
        several => {
            cells.push(("answer", Cell::Texts(several.iter().map(String::as_str).collect())));
        }
    }
    for (key, values) in [("accept", &flags.accept), ("wrong", &flags.wrong)] {
        if !values.is_empty() {
            cells.push((key, Cell::Texts(values.iter().map(String::as_str).collect())));
        }
    }
    for (key, value) in
        [("hint", &flags.hint), ("explanation", &flags.explanation), ("source", &flags.source)]
    {
        if let Some(value) = value {
            cells.push((key, Cell::Text(value)));
        }
    }
    if !flags.tag.is_empty() {
        cells.push(("tags", Cell::Texts(flags.tag.iter().map(String::as_str).collect())));
    }
    cells
}

/// The card that keys and values make, or why they make none.
fn one(cells: &[(&str, Cell<'_>)]) -> Result<Card, String> {
    let parsed = parse(format!("cards:\n{}", write::cells(cells)).as_bytes());
    let fault = parsed.diagnostics.iter().find(|it| it.severity == Severity::Error);
    match (parsed.deck.cards.into_iter().next(), fault) {
        (Some(card), None) => Ok(card),
        (_, Some(fault)) => {
            let help = fault.help.as_ref().map(|it| format!("; {it}")).unwrap_or_default();
            Err(escape(&format!("{}{help}", fault.message)).into_owned())
        }
        (None, None) => Err("question or answer is missing".to_owned()),
    }
}

/// The cards that the deck does not have yet; the others are named.
fn new_ones(cards: Vec<Card>, there: &[Card], said: &mut Vec<String>) -> Vec<Card> {
    let mut kept: Vec<Card> = Vec::with_capacity(cards.len());
    for card in cards {
        match like(&card, there).or_else(|| like(&card, &kept)) {
            Some(why) => said.push(why),
            None => kept.push(card),
        }
    }
    kept
}

/// Why a card is in the deck already.
fn like(card: &Card, there: &[Card]) -> Option<String> {
    let prompt = fold(&card.prompt());
    let other = there.iter().find(|it| fold(&it.prompt()) == prompt || it.key == card.key)?;
    let (asked, answer) = (escape_line(&card.prompt()), escape_line(&other.answer_text()));
    Some(format!("`{asked}` is in the deck already, with the answer `{answer}`; it was not added"))
}
