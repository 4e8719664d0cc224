//! `quizdeck cards`: lists cards, also the flagged ones and those put aside.

use std::io::Write;

use serde::Serialize;

use crate::cli::Cards;
use crate::collection::{Collection, Facet};
use crate::config::Config;
use crate::error::Failure;
use crate::history::CardId;
use crate::text::fold::fold;
use crate::ui::json;
use crate::ui::page::{Page, Piece, Style};
use crate::ui::screen::window;
use crate::ui::table::{Align, fitted};

/// How many columns the table wants.
const WIDE: usize = 60;

/// A card; the names are those of `--json`.
#[derive(Serialize)]
struct Listed {
    card: String,
    kind: &'static str,
    prompt: String,
    tags: Vec<String>,
    /// Days until it is due, below 0 when overdue; none for a new card.
    due_in: Option<i32>,
    suspended: bool,
    flagged: bool,
    note: Option<String>,
    file: String,
}

/// Lists cards.
pub(super) fn run(args: &Cards, config: &Config) -> Result<(), Failure> {
    let collection = super::shelf::read(&args.decks.paths, config)?.collection;
    let today = config.clock.now().day;
    let listed: Vec<Listed> = collection
        .facets
        .iter()
        .filter(|facet| !args.flagged || facet.flagged)
        .filter(|facet| !args.suspended || facet.suspended)
        .filter(|facet| {
            args.search.as_deref().is_none_or(|words| matches(&collection, facet, words))
        })
        .filter_map(|facet| Some((facet, collection.card(facet)?)))
        .map(|(facet, card)| Listed {
            card: facet.name.to_string(),
            kind: card.kind_word(),
            prompt: super::lookup::prompt(&collection, facet),
            tags: card.tags.clone(),
            due_in: facet.due().map(|due| due.since(today)),
            suspended: facet.suspended,
            flagged: facet.flagged,
            note: collection.marks.notes.get(&CardId::from(&facet.filed())).cloned(),
            file: collection.deck(facet).file.clone(),
        })
        .collect();
    let mut out = std::io::stdout().lock();
    if args.json {
        return Ok(json::line(&mut out, &listed)?);
    }
    let rows: Vec<Vec<String>> = listed.iter().map(row).collect();
    let text = match window() {
        Some(columns) if columns < WIDE => paragraphs(&rows, columns),
        window => fitted(&[Align::Left, Align::Left, Align::Text], &rows, window),
    };
    out.write_all(text.as_bytes())?;
    if listed.is_empty() {
        writeln!(out, "no card is like that")?;
    }
    Ok(())
}

/// Name and state of each card, and its prompt below them.
fn paragraphs(rows: &[Vec<String>], columns: usize) -> String {
    let mut page = Page::new(columns);
    for row in rows {
        if let [name, state, prompt] = row.as_slice() {
            page.say(Style::Body, format!("{name}  {state}"));
            page.add("  ", &[Piece::new(Style::Body, prompt.as_str())]);
        }
    }
    page.lines(false).iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

fn row(card: &Listed) -> Vec<String> {
    let mut state = match card.due_in {
        None => "new".to_owned(),
        Some(days) => format!("due {}", super::in_days(days)),
    };
    if card.suspended {
        "put aside".clone_into(&mut state);
    }
    if card.flagged {
        state.push_str(", flagged");
    }
    let note = card.note.as_ref().map(|note| format!(" (note: {note})")).unwrap_or_default();
    vec![card.card.clone(), state, format!("{}{note}", card.prompt)]
}

/// Whether every word stands in the prompt, the answer or the tags of a card.
fn matches(collection: &Collection, facet: &Facet, words: &str) -> bool {
    let Some(card) = collection.card(facet) else { return false };
    let text = fold(&format!(
        "{} {} {}",
        super::lookup::prompt(collection, facet),
        card.answer_text(),
        card.tags.join(" ")
    ));
    fold(words).split_whitespace().all(|word| text.contains(word))
}
