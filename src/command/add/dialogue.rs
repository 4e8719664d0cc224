//! Cards by a dialogue: line by line, each shown as a learner sees it before it is taken.

use std::io::{self, BufRead, Write};

use super::{Take, like, one};
use crate::config::Config;
use crate::deck::Card;
use crate::deck::write::Cell;
use crate::error::Failure;
use crate::text::width::wrap;
use crate::ui::input::next_line;

use super::super::show;

/// The kinds that can be typed in, told apart by how they begin.
const KINDS: [&str; 6] = ["short", "choice", "flashcard", "truefalse", "number", "cloze"];

/// Asks for cards until an empty question; how many there were.
pub(super) fn cards(
    there: &[Card],
    config: &Config,
    take: &mut Take<'_>,
) -> Result<usize, Failure> {
    let mut talk = Talk { input: io::stdin().lock(), out: io::stdout().lock() };
    let mut cards: Vec<Card> = Vec::new();
    talk.say("Now the cards, one after the other; an empty question ends.")?;
    talk.say(&format!(
        "A card is of the kind {}; its first letters are enough.",
        KINDS.join(", ")
    ))?;
    while let Some(card) = talk.card()? {
        let card = match card {
            Ok(card) => card,
            Err(why) => {
                talk.say(&format!("That is no card yet: {why}."))?;
                continue;
            }
        };
        if let Some(why) = like(&card, there).or_else(|| like(&card, &cards)) {
            talk.say(&why)?;
            continue;
        }
        writeln!(talk.out)?;
        show::card(&card, config, &mut talk.out)?;
        match talk.ask("Take it? (Enter: yes, n: no)")?.as_deref() {
            Some("n" | "no") => {}
            Some(_) => {
                take(std::slice::from_ref(&card))?;
                cards.push(card);
            }
            None => break,
        }
        writeln!(talk.out)?;
    }
    Ok(cards.len())
}

struct Talk<R, W> {
    input: R,
    out: W,
}

impl<R: BufRead, W: Write> Talk<R, W> {
    fn say(&mut self, sentence: &str) -> io::Result<()> {
        wrap(sentence, show::columns()).iter().try_for_each(|line| writeln!(self.out, "{line}"))
    }

    /// An answer without the spaces around it; none at the end of the input.
    fn ask(&mut self, what: &str) -> io::Result<Option<String>> {
        write!(self.out, "{what} ")?;
        self.out.flush()?;
        Ok(next_line(&mut self.input)?.map(|it| it.trim().to_owned()))
    }

    /// The parts of an answer, between semicolons.
    fn several(&mut self, what: &str) -> io::Result<Vec<String>> {
        let typed = self.ask(what)?.unwrap_or_default();
        let parts = typed.split(';').map(str::trim).filter(|it| !it.is_empty());
        Ok(parts.map(str::to_owned).collect())
    }

    /// A card, or why what was typed is none; none at the end.
    fn card(&mut self) -> io::Result<Option<Result<Card, String>>> {
        let Some(typed) = self.ask("Kind (Enter: short):")? else { return Ok(None) };
        let kind = if typed.is_empty() {
            "short"
        } else {
            match KINDS.iter().find(|kind| kind.starts_with(&*typed.to_lowercase())) {
                Some(kind) => kind,
                None => return Ok(Some(Err(format!("`{typed}` is no kind")))),
            }
        };
        let (asked, answered) = match kind {
            "flashcard" => ("front", "back"),
            "truefalse" => ("statement", "answer"),
            "cloze" => ("cloze", ""),
            _ => ("question", "answer"),
        };
        let what = match kind {
            "cloze" => "Text, with gaps such as {{c1::Minsk}}:",
            "flashcard" => "Front:",
            "truefalse" => "Statement:",
            _ => "Question:",
        };
        let Some(question) = self.ask(what)?.filter(|it| !it.is_empty()) else { return Ok(None) };
        let answer = match kind {
            "cloze" => String::new(),
            "flashcard" => self.ask("Back:")?.unwrap_or_default(),
            "truefalse" => self.ask("true or false:")?.unwrap_or_default(),
            _ => self.ask("Right answer:")?.unwrap_or_default(),
        };
        let mut cells = Vec::new();
        if kind == "number" {
            cells.push(("kind", Cell::Text("number")));
        }
        cells.push((asked, Cell::Text(&question)));
        if !answered.is_empty() {
            cells.push((answered, Cell::Text(&answer)));
        }
        let more = match kind {
            "short" => self.several("Also right (`a; b`, Enter: none):")?,
            "choice" => self.several("Wrong choices (`a; b; c`):")?,
            "number" => self.several("Tolerance, 0.5 or 5% (Enter: exact):")?,
            _ => Vec::new(),
        };
        match kind {
            _ if more.is_empty() => {}
            "short" => {
                cells.push(("accept", Cell::Texts(more.iter().map(String::as_str).collect())));
            }
            "choice" => {
                cells.push(("wrong", Cell::Texts(more.iter().map(String::as_str).collect())));
            }
            _ => cells.push(("tolerance", Cell::Text(&more[0]))),
        }
        let explanation = self.ask("Explanation (Enter: none):")?.unwrap_or_default();
        if !explanation.is_empty() {
            cells.push(("explanation", Cell::Text(&explanation)));
        }
        Ok(Some(one(&cells)))
    }
}
