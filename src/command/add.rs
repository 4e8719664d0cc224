//! `quizdeck add`: cards behind the last of a deck, from flags, from lines, or by a dialogue.

mod dialogue;
pub(super) mod flags;

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use crate::cli::Add;
use crate::config::Config;
use crate::deck::write::{self, Cell};
use crate::deck::{Card, Parsed, append, parse};
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Failure, Kind};
use crate::library::{self, LibraryError};
use crate::text::count;
use crate::text::escape::{escape, escape_line};
use crate::text::fold::fold;
use crate::ui::input::{MAX_LINE, next_bytes};
use crate::ui::screen::complain;
use crate::ui::talk::Talk;

use super::asking::Ending;

/// The code of a deck without cards.
const NO_CARDS: &str = "D010";

/// Adds cards.
pub(super) fn run(args: &Add, config: &Config) -> Result<(), Failure> {
    let name = escape_line(&args.deck.to_string_lossy());
    if !args.deck.exists() {
        return Err(Failure::new(format!("there is no {name}"))
            .hint(format!("`quizdeck new {name}` begins a deck")));
    }
    let file = library::load_file(&args.deck)?;
    let parsed: &Parsed = &file.parsed;
    // A deck that was only begun lacks its cards, and is what this is for.
    let is_fault = |it: &Diagnostic| it.severity == Severity::Error && it.code != NO_CARDS;
    if parsed.diagnostics.iter().any(is_fault) {
        return Err(Failure::new(format!("{name} has faults, and a card could be added twice"))
            .hint(format!("mend what `quizdeck check {name}` tells, then come back")));
    }
    let mut now = parsed.clone();
    let mut take = |cards: &[Card]| {
        now = append(&args.deck, &now, cards)?;
        Ok(())
    };
    let there = &parsed.deck.cards;
    if let Some(card) = flags::card(&args.card)? {
        let mut said = Vec::new();
        let cards = new_ones(vec![card], there, &mut said);
        return added(&name, handed_over(&cards, &mut take)?, &said, config);
    }
    if is_dialogue() {
        let mut talk = Talk::new(config.plain, config.color_out)?;
        let (n, ending) = dialogue::cards(&mut talk, there, &mut take)?;
        let stopped = if ending == Ending::Interrupted { "stopped; " } else { "" };
        talk.say(&format!("{stopped}{name}: {}", kept(n)))?;
        return ended(ending);
    }
    let Lines { cards, mut said } = lines()?;
    let cards = new_ones(cards, there, &mut said);
    added(&name, handed_over(&cards, &mut take)?, &said, config)
}

/// Whether someone is there to be asked.
pub(super) fn is_dialogue() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Asks for cards; how many were taken, and how it ended.
pub(super) fn by_dialogue(
    talk: &mut Talk,
    take: &mut Take<'_>,
) -> Result<(usize, Ending), Failure> {
    dialogue::cards(talk, &[], take)
}

/// What a dialogue left in the file.
pub(super) fn kept(n: usize) -> String {
    if n == 0 { "no card was added".to_owned() } else { format!("{} added", count(n, "card")) }
}

/// What the end of a dialogue means for the run.
pub(super) fn ended(ending: Ending) -> Result<(), Failure> {
    match ending {
        Ending::Interrupted => Err(Failure::silent(Kind::Interrupted)),
        Ending::Done | Ending::Quit => Ok(()),
    }
}

fn handed_over(cards: &[Card], take: &mut Take<'_>) -> Result<usize, Failure> {
    if !cards.is_empty() {
        take(cards)?;
    }
    Ok(cards.len())
}

/// Tells what was added and what was not.
fn added(name: &str, n: usize, said: &[String], config: &Config) -> Result<(), Failure> {
    for it in said {
        complain(it);
    }
    if !config.quiet {
        writeln!(io::stdout(), "{name}: {} added", count(n, "card"))?;
    }
    if said.is_empty() { Ok(()) } else { Err(Failure::silent(Kind::No)) }
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
            if now.has_errors() {
                let name = escape_line(&path.to_string_lossy());
                return Err(Failure::new(format!(
                    "{name} got faults meanwhile; nothing was written"
                ))
                .hint(format!("mend what `quizdeck check {name}` tells, then come back")));
            }
            if cards.iter().any(|card| is_there(&card)) {
                return Err(LibraryError::Changed(escape_line(&path.to_string_lossy())).into());
            }
            append(path, &now, cards)
        }
        Err(error) => Err(error.into()),
    }
}

/// Takes in cards that are wanted.
pub(super) type Take<'t> = dyn FnMut(&[Card]) -> Result<(), Failure> + 't;

/// What lines gave.
pub(super) struct Lines {
    /// The cards, some of them perhaps twice.
    pub cards: Vec<Card>,
    /// What is wrong with other lines, each by its number.
    pub said: Vec<String>,
}

/// Cards of the lines on standard input, with a tab between question and answer.
pub(super) fn lines() -> Result<Lines, Failure> {
    let input = &mut io::stdin().lock();
    let mut lines = Lines { cards: Vec::new(), said: Vec::new() };
    let mut n = 0;
    while let Some(bytes) = next_bytes(input)? {
        n += 1;
        let line = of_bytes(&bytes);
        if line.is_ok_and(|line| line.trim().is_empty()) {
            continue;
        }
        match line.map_err(str::to_owned).and_then(of_line) {
            Ok(card) => lines.cards.push(card),
            Err(why) => lines.said.push(format!("line {n}: {why}")),
        }
    }
    Ok(lines)
}

/// The text of a line that is to become a card: what would be kept otherwise than it was given is refused.
fn of_bytes(bytes: &[u8]) -> Result<&str, &'static str> {
    if bytes.len() as u64 == MAX_LINE {
        return Err("it is longer than 64 KiB, which no card is");
    }
    let line = std::str::from_utf8(bytes)
        .map_err(|_| "it is not UTF-8 text; save it as UTF-8, then come back")?;
    Ok(line.trim_start_matches('\u{feff}').trim_end_matches(['\n', '\r']))
}

fn of_line(line: &str) -> Result<Card, String> {
    let mut columns: Vec<&str> = line.split('\t').map(str::trim).collect();
    // Spreadsheets end each line with as many tabs as their widest.
    while columns.len() > 2 && columns.last().is_some_and(|it| it.is_empty()) {
        columns.pop();
    }
    match columns.as_slice() {
        [question, answer] => {
            one(&[("question", Cell::Text(question)), ("answer", Cell::Text(answer))])
        }
        [_] => Err("there is no tab between question and answer".to_owned()),
        more => Err(format!(
            "there are {} columns, and a line is a question, a tab and an answer",
            more.len()
        )),
    }
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
pub(super) fn new_ones(cards: Vec<Card>, there: &[Card], said: &mut Vec<String>) -> Vec<Card> {
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
