//! `quizdeck why CARD`: a card's history and memory, and why it is due when it is.

mod curve;

use std::io::Write;

use serde::Serialize;

use crate::cli::Why;
use crate::collection::{Collection, Facet};
use crate::config::Config;
use crate::error::Failure;
use crate::history::{Purpose, Reviewed, Start};
use crate::scheduling::{self, Elapsed, Memory, Past, Scheduler};
use crate::text::count;
use crate::text::escape::escape;
use crate::text::width::wrap;
use crate::time::{Day, Moment};
use crate::ui::json;
use crate::ui::render::words;
use crate::ui::screen::window;
use crate::ui::table::{Align, fitted, percent};
use curve::Curve;

/// How far texts of a session are indented at a terminal.
const INDENT: usize = 3;

/// How many columns the table of reviews wants.
const WIDE: usize = 60;

/// A facet's story; the names are those of `--json`.
#[derive(Serialize)]
struct Story {
    card: String,
    file: String,
    prompt: String,
    /// The promised day, none for a new card.
    due: Option<String>,
    due_in: Option<i32>,
    /// Recall predicted for today.
    recall: Option<f64>,
    memory: Option<String>,
    /// What memory starts from, where what came before is not in the log.
    start: Option<String>,
    /// How recall fell and will fall; none where nothing foretells it.
    curve: Option<Curve>,
    suspended: bool,
    reviews: Vec<Told>,
}

/// One review of it.
#[derive(Serialize)]
struct Told {
    day: String,
    response: String,
    verdict: &'static str,
    rating: &'static str,
    interval: u32,
    due: String,
}

/// Tells the history of cards.
pub(super) fn run(args: &Why, config: &Config) -> Result<(), Failure> {
    let shelf = super::shelf::read(&args.decks, config)?;
    let facet = super::lookup::card(&shelf.collection, &args.card.join(" "))?;
    let reviews = shelf.reviews(facet)?;
    let story = story(&shelf.collection, facet, &reviews, config.clock.now());
    let mut out = std::io::stdout().lock();
    if args.json {
        return Ok(json::line(&mut out, &story)?);
    }
    Ok(out.write_all(text(&story, window()).as_bytes())?)
}

/// The history of a facet, as text that is shown among other texts.
pub(super) fn told(
    collection: &Collection,
    facet: &Facet,
    reviews: &[Reviewed],
    now: Moment,
) -> String {
    let window = window().map(|columns| columns.saturating_sub(INDENT));
    text(&story(collection, facet, reviews, now), window)
}

fn story(collection: &Collection, facet: &Facet, reviews: &[Reviewed], now: Moment) -> Story {
    let past = Past::of_reviews(reviews);
    let last = reviews.iter().rfind(|review| review.purpose != Purpose::Cram);
    let algorithm = last.map(|last| last.scheduler).unwrap_or_default();
    let scheduler = scheduling::scheduler_with(algorithm, collection.marks.values(algorithm));
    let memory = past.replay(scheduler.as_ref());
    let elapsed = last.map_or_else(Elapsed::default, |last| {
        Elapsed::between((last.moment.at, last.moment.day), (now.at, now.day))
    });
    Story {
        card: facet.name.to_string(),
        file: collection.deck(facet).file.clone(),
        prompt: super::lookup::prompt(collection, facet),
        due: last.map(|last| last.due.to_string()),
        due_in: last.map(|last| last.due.since(now.day)),
        recall: memory.and_then(|memory| scheduler.recall(memory, elapsed)),
        memory: memory.map(|memory| in_words(memory, &*scheduler)),
        start: past.start.zip(past.steps.first()).map(|(start, first)| started(start, first.day)),
        curve: last.and_then(|last| curve::curve(&*scheduler, &past, now.at, last.due)),
        suspended: facet.suspended,
        reviews: reviews
            .iter()
            .map(|review| Told {
                day: review.moment.day.to_string(),
                response: review.response.clone(),
                verdict: words::verdict(review.verdict),
                rating: words::rating(review.rating),
                interval: review.interval,
                due: review.due.to_string(),
            })
            .collect(),
    }
}

fn in_words(memory: Memory, scheduler: &dyn Scheduler) -> String {
    match memory {
        Memory::Fsrs { stability, difficulty } => format!(
            "stability {stability:.1} days (recall falls to 90 % by then), difficulty {difficulty:.1} of 10"
        ),
        Memory::Fsrs7 { difficulty, .. } => format!(
            "recall falls to 90 % in {:.1} days, difficulty {difficulty:.1} of 10",
            scheduler.interval(memory, 0.9)
        ),
        Memory::Leitner { number } => format!("box {number}"),
        Memory::Sm2 { interval, ease, repetitions } => {
            format!("interval {interval:.0} days, ease {ease:.2}, {repetitions} passes in a row")
        }
    }
}

fn started(start: Start, day: Day) -> String {
    let hardness = match start {
        Start::Sm2 { ease, .. } => format!("an ease of {ease:.2}"),
        Start::Fsrs { difficulty, .. } => format!("a difficulty of {difficulty:.1} of 10"),
    };
    let interval = count(start.interval() as usize, "day");
    format!("an interval of {interval} and {hardness}, as Anki had it on {day}")
}

fn text(story: &Story, window: Option<usize>) -> String {
    let mut text = format!("{}  {}\n", escape(&story.card), escape(&story.prompt));
    match (&story.due, story.due_in) {
        (Some(due), Some(days)) => {
            text.push_str(&format!("due {due}, {}\n", super::in_days(days)));
        }
        _ => text.push_str("new: never asked\n"),
    }
    if let Some(memory) = &story.memory {
        text.push_str(&format!("memory: {memory}\n"));
        if let Some(start) = &story.start {
            text.push_str(&format!("it starts from {start}; what was before is not in its log\n"));
        }
        text.push_str(&format!("recall today: {}\n", percent(story.recall)));
    }
    if story.suspended {
        text.push_str("put aside: it is not asked until `quizdeck unsuspend`\n");
    }
    let columns = window.unwrap_or(usize::MAX);
    let mut text: String =
        text.lines().flat_map(|it| wrap(it, columns)).map(|it| it + "\n").collect();
    if columns < WIDE {
        for review in &story.reviews {
            let Told { day, verdict, rating, due, response, .. } = review;
            let line = format!("{day}: {verdict}, rated {rating}, due {due}");
            let given = if response.is_empty() { String::new() } else { format!("\n  {response}") };
            for line in wrap(&escape(&(line + &given)), columns) {
                text.push_str(&line);
                text.push('\n');
            }
        }
    } else if !story.reviews.is_empty() {
        let head = ["day", "given", "verdict", "rating", "due"].map(str::to_owned).to_vec();
        let rows = story.reviews.iter().map(|review| {
            vec![
                review.day.clone(),
                review.response.clone(),
                review.verdict.to_owned(),
                review.rating.to_owned(),
                review.due.clone(),
            ]
        });
        let rows: Vec<_> = std::iter::once(head).chain(rows).collect();
        text.push_str(&fitted(&[Align::Left; 5], &rows, window));
    }
    if let Some(curve) = &story.curve {
        text.push_str(&curve.text());
    }
    text
}
