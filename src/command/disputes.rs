//! `quizdeck disputes`: answers that learners declared right, on their way to the author.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::cli::Disputes;
use crate::config::Config;
use crate::deck::write::{self, Cell};
use crate::deck::{Card, Deck};
use crate::error::Failure;
use crate::grading::{Context, Lexicon, Response, Verdict, judge};
use crate::library;
use crate::text::count;
use crate::text::escape::{escape_line, is_harmful};
use crate::text::fold::fold;
use crate::text::width::wrap;
use crate::ui::screen::window;

use super::lookup;

/// An answer that was declared right: one line of a report. No name and no time are in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Dispute {
    deck: String,
    card: String,
    prompt: String,
    response: String,
}

/// Lists one's own, writes them down, or gathers those of others.
pub(super) fn run(args: &Disputes, config: &Config) -> Result<(), Failure> {
    if !args.from.is_empty() {
        return gather(args);
    }
    let mut found = own(args, config)?;
    found.sort();
    found.dedup();
    let mut out = std::io::stdout().lock();
    let Some(report) = &args.report else {
        if found.is_empty() && !config.quiet {
            writeln!(out, "no answer was declared right")?;
        }
        for it in &found {
            let (prompt, response) = (escape_line(&it.prompt), escape_line(&it.response));
            let card = escape_line(&format!("{}/{}", it.deck, it.card));
            let line = format!("{card}  {prompt}\n  {response}");
            for line in wrap(&line, window().unwrap_or(usize::MAX)) {
                writeln!(out, "{line}")?;
            }
        }
        return Ok(());
    };
    let mut text = String::new();
    for it in &found {
        text.push_str(&serde_json::to_string(it).unwrap_or_default());
        text.push('\n');
    }
    library::write_output(report, &[text])?;
    let name = escape_line(&report.to_string_lossy());
    Ok(writeln!(
        out,
        "{name}: {}; send it to the author of the deck",
        count(found.len(), "answer")
    )?)
}

fn own(args: &Disputes, config: &Config) -> Result<Vec<Dispute>, Failure> {
    let shelf = super::shelf::read(&args.decks.paths, config)?;
    let Some(reader) = &shelf.log else { return Ok(Vec::new()) };
    let history = super::hardest::folded(reader)?;
    let mut found = Vec::new();
    for facet in &shelf.collection.facets {
        let Some(reviews) = history.reviews.get(&facet.filed()) else { continue };
        for review in reviews.iter().filter(|it| it.disputed && !it.response.trim().is_empty()) {
            found.push(Dispute {
                deck: facet.name.deck.to_string(),
                card: facet.name.card.to_string(),
                prompt: lookup::prompt(&shelf.collection, facet),
                response: review.response.trim().to_owned(),
            });
        }
    }
    Ok(found)
}

/// Whether the card as it is now takes a response for right.
fn is_accepted(deck: &Deck, card: &Card, response: &str) -> bool {
    let given = Response::Text(response.to_owned());
    let lexicon = Lexicon::default();
    card.parts().into_iter().any(|part| {
        let typed = card.as_typed(part);
        let context = Context {
            language: typed.language.or(deck.language.as_deref()).unwrap_or(""),
            teaches_language: typed.teaches_language,
            strict: card.strict,
            lexicon: &lexicon,
            prompt: &typed.prompt,
        };
        judge(&typed.answer, &given, &context).verdict == Verdict::Right
    })
}

/// What to paste under `accept:`, by count.
fn gather(args: &Disputes) -> Result<(), Failure> {
    let mut files: Vec<PathBuf> = args.from.clone();
    files.extend(args.decks.paths.iter().cloned());
    // The shell hands over files and deck in one row.
    let Some(deck) = files.pop().filter(|_| !files.is_empty()) else {
        return Err(Failure::new("files of learners and a deck are needed")
            .hint("`quizdeck disputes --from FILES... DECK`"));
    };
    let parsed = library::load_file(&deck)?;
    let cards: &Deck = &parsed.parsed.deck;
    let mut disputes: Vec<Dispute> = Vec::new();
    for file in &files {
        let shown = escape_line(&file.to_string_lossy());
        let text = String::from_utf8_lossy(&library::read(file)?).into_owned();
        for (n, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
            let mut dispute: Dispute = serde_json::from_str(line).map_err(|_| {
                Failure::new(format!("{shown}: line {n} is no dispute"))
                    .hint("give files that `quizdeck disputes --report` wrote")
            })?;
            // What strangers typed is to be pasted into a deck, which holds no codes of terminals.
            dispute.response.retain(|c| !is_harmful(c));
            disputes.push(dispute);
        }
    }
    let mut out = std::io::stdout().lock();
    let mut n_gone = 0;
    for card in &cards.cards {
        let prompt = fold(&card.prompt());
        let of_card =
            disputes.iter().filter(|it| it.card == *card.key.0 || fold(&it.prompt) == prompt);
        let mut by_text: BTreeMap<String, (usize, &str)> = BTreeMap::new();
        for it in of_card {
            by_text.entry(fold(&it.response)).or_insert((0, &it.response)).0 += 1;
        }
        by_text.retain(|_, (_, response)| !is_accepted(cards, card, response));
        if by_text.is_empty() {
            continue;
        }
        let mut texts: Vec<(usize, &str)> = by_text.into_values().collect();
        texts.sort_by_key(|(n, text)| (std::cmp::Reverse(*n), *text));
        let line = 1 + parsed.parsed.text[..card.span.start].matches('\n').count();
        let (file, prompt) = (escape_line(&parsed.name()), escape_line(&card.prompt()));
        writeln!(out, "{file}:{line}  {prompt}")?;
        let counts: Vec<String> =
            texts.iter().map(|(n, text)| format!("{n} x {}", escape_line(text))).collect();
        writeln!(out, "  {}", counts.join(", "))?;
        let cell = Cell::Texts(texts.iter().map(|(_, text)| *text).collect());
        let yaml = write::cells(&[("accept", cell)]);
        for line in yaml.trim_end().lines() {
            writeln!(out, "  {}", line.replacen("- ", "  ", usize::from(line.starts_with("- "))))?;
        }
    }
    for it in &disputes {
        let is_it =
            |card: &Card| it.card == *card.key.0 || fold(&card.prompt()) == fold(&it.prompt);
        n_gone += usize::from(!cards.cards.iter().any(is_it));
    }
    if n_gone > 0 {
        writeln!(out, "{} of cards that are not in this deck", count(n_gone, "answer"))?;
    }
    Ok(())
}
