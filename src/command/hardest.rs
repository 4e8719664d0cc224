//! `quizdeck hardest`: the cards most often missed, with what was typed.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use serde::Serialize;

use crate::cli::Hardest;
use crate::config::Config;
use crate::error::Failure;
use crate::grading::Verdict;
use crate::history::{CardId, History, Logged, Purpose, Rating, Reviewed};
use crate::store::{Order, Reader, StoreError};
use crate::text::escape::escape_line;
use crate::ui::json;
use crate::ui::screen::window;
use crate::ui::table::{Align, fitted, percent};

use super::shelf::Shelf;

/// How many wrong answers are shown of a card.
const SHOWN: usize = 3;

/// A card and how it was missed; the names are those of `--json`.
#[derive(Serialize)]
struct Missed {
    card: String,
    prompt: String,
    answers: usize,
    wrong: usize,
    /// The share that was missed, 0 to 1.
    share: f64,
    /// What was typed, and how often.
    typed: Vec<(String, usize)>,
}

/// Lists them.
pub(super) fn run(args: &Hardest, config: &Config) -> Result<(), Failure> {
    let shelf = super::shelf::read(&args.decks.paths, config)?;
    let mut missed = missed(&shelf)?;
    missed.truncate(args.limit);
    let mut out = std::io::stdout().lock();
    if args.json {
        return Ok(json::line(&mut out, &missed)?);
    }
    if missed.is_empty() {
        let answered = shelf.collection.facets.iter().any(|it| it.standing.is_some());
        let sentence = if answered { "no card was missed yet" } else { "no card was answered yet" };
        return Ok(writeln!(out, "{sentence}")?);
    }
    let rows: Vec<Vec<String>> = missed
        .iter()
        .map(|it| {
            let typed: Vec<String> = it
                .typed
                .iter()
                .take(SHOWN)
                .map(|(text, n)| if *n > 1 { format!("{text} ({n})") } else { text.clone() })
                .collect();
            vec![
                percent(Some(it.share)),
                format!("{} of {}", it.wrong, it.answers),
                escape_line(&it.prompt),
                escape_line(&typed.join("; ")),
            ]
        })
        .collect();
    let head = ["missed", "", "card", "typed"].map(str::to_owned).to_vec();
    let rows: Vec<_> = std::iter::once(head).chain(rows).collect();
    let aligned = [Align::Right, Align::Right, Align::Text, Align::Text];
    Ok(out.write_all(fitted(&aligned, &rows, window()).as_bytes())?)
}

/// Cards that were missed, the hardest first.
fn missed(shelf: &Shelf) -> Result<Vec<Missed>, Failure> {
    let Some(reader) = &shelf.log else { return Ok(Vec::new()) };
    let mut by_card: HashMap<CardId, Vec<Reviewed>> = HashMap::new();
    for (facet, reviews) in folded(reader)?.reviews {
        by_card.entry(CardId::from(&facet)).or_default().extend(reviews);
    }
    let mut found = Vec::new();
    let mut last = None;
    for facet in &shelf.collection.facets {
        let id = CardId::from(&facet.filed());
        if last.replace(id.clone()) == Some(id.clone()) {
            continue;
        }
        let Some(reviews) = by_card.get(&id) else { continue };
        let counted: Vec<&Reviewed> = reviews
            .iter()
            .filter(|it| !matches!(it.purpose, Purpose::Repeat | Purpose::Cram))
            .collect();
        let wrong: Vec<&&Reviewed> = counted
            .iter()
            .filter(|it| match it.verdict {
                Verdict::Shown => it.rating == Rating::Again,
                verdict => matches!(verdict, Verdict::Wrong | Verdict::Partial),
            })
            .collect();
        if wrong.is_empty() {
            continue;
        }
        let mut typed: BTreeMap<String, usize> = BTreeMap::new();
        for it in wrong.iter().filter(|it| !it.response.trim().is_empty()) {
            *typed.entry(it.response.trim().to_owned()).or_default() += 1;
        }
        let mut typed: Vec<(String, usize)> = typed.into_iter().collect();
        typed.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        #[expect(clippy::cast_precision_loss, reason = "a count of answers")]
        let share = wrong.len() as f64 / counted.len() as f64;
        found.push(Missed {
            card: CardId::from(&facet.name).to_string(),
            prompt: super::lookup::prompt(&shelf.collection, facet),
            answers: counted.len(),
            wrong: wrong.len(),
            share,
            typed,
        });
    }
    found.sort_by(|a, b| b.likely().total_cmp(&a.likely()).then(b.wrong.cmp(&a.wrong)));
    Ok(found)
}

impl Missed {
    /// How likely the next answer is missed, by Laplace's rule of succession: nine of ten say more than one
    /// of one.
    #[expect(clippy::cast_precision_loss, reason = "a count of answers")]
    fn likely(&self) -> f64 {
        (self.wrong + 1) as f64 / (self.answers + 2) as f64
    }
}

/// The whole log, folded.
pub(super) fn folded(reader: &Reader) -> Result<History, Failure> {
    let log = reader
        .log(Order::Oldest, |events| events.collect::<Result<Vec<Logged>, StoreError>>())??;
    Ok(History::fold(log))
}
