//! `quizdeck evaluate [LOG]`: how well models of memory foretell answers, on a log that they were not
//! fitted to. The figures are `evaluation`'s; here they are read for and shown.

mod csv_log;
pub(super) mod source;

use std::io::Write;

use crate::cli;
use crate::config::Config;
use crate::error::Failure;
use crate::evaluation::{self, LEAST_ITEMS, Report, Scored, TooFew};
use crate::text::count;
use crate::ui::json;
use crate::ui::progress::Progress;
use crate::ui::table::{Align, percent, table};

/// How wide the bars of the calibration curve are.
const BAR: usize = 20;

/// Measures the models and tells what was found.
pub(super) fn run(args: &cli::Evaluate, config: &Config) -> Result<(), Failure> {
    let log = source::read(args, config)?;
    let progress = Progress::new("foretelling", config.quiet);
    let report = evaluation::evaluate(&log, &|done, of| progress.at(done, of));
    drop(progress);
    let report = report.map_err(nothing_to_measure)?;
    let mut out = std::io::stdout().lock();
    if args.json {
        return Ok(json::line(&mut out, &report)?);
    }
    Ok(out.write_all(text(&report).as_bytes())?)
}

fn nothing_to_measure(TooFew { found }: TooFew) -> Failure {
    let found = match found {
        0 => "none of this log does".to_owned(),
        1 => "only one of this log does".to_owned(),
        n => format!("only {n} of this log do"),
    };
    Failure::new(format!(
        "too few reviews to measure: {LEAST_ITEMS} must come a study day or more after the one before \
         of the same card, {found}"
    ))
    .hint("study for some more days")
}

fn text(report: &Report) -> String {
    let mut text = format!(
        "{} of {}, {} foretold, {} of them known\n\n",
        count(report.reviews, "review"),
        count(report.cards, "card"),
        report.n,
        percent(Some(report.known)),
    );
    text.push_str(&figures(report));
    text.push_str("\nless log loss than fitted FSRS-6 is better; ± is one standard error\n");
    text.push_str(&differences(report));
    text.push_str(&daily(report));
    if let Some(chosen) = report.models.iter().find(|model| model.name == report.chosen) {
        text.push_str(&calibration(chosen));
        text.push_str(&format!("\nthe best of those that can schedule: {}\n", chosen.name));
        text.push_str(&plainer(report, chosen));
    }
    text
}

/// What is to be said where something that knows nothing of cards foretells better.
fn plainer(report: &Report, chosen: &Scored) -> String {
    let loss =
        |name: &str| report.models.iter().find(|it| it.name == name).map(|it| it.scores.log_loss);
    let better = |name| loss(name).is_some_and(|loss| loss < chosen.scores.log_loss);
    let which = if better("average") {
        "the plain average foretells"
    } else if better("moving-average") {
        "a moving average, blind to cards, foretells"
    } else {
        return String::new();
    };
    format!("{which} you better than they do:\ntheir forecasts say little about you yet\n")
}

fn figures(report: &Report) -> String {
    let head = ["model", "log loss", "RMSE", "AUC"].map(str::to_owned).to_vec();
    let rows = report.models.iter().map(|model| {
        let scores = &model.scores;
        vec![
            model.name.to_owned(),
            format!("{:.4}", scores.log_loss),
            format!("{:.4}", scores.rmse_bins),
            scores.auc.map_or_else(|| "-".to_owned(), |auc| format!("{auc:.3}")),
        ]
    });
    let rows: Vec<_> = std::iter::once(head).chain(rows).collect();
    table(&[Align::Left, Align::Right, Align::Right, Align::Right], &rows)
}

fn differences(report: &Report) -> String {
    let rows: Vec<_> = report
        .models
        .iter()
        .filter(|model| model.name != "fsrs6")
        .map(|model| {
            let difference = model.difference;
            vec![
                model.name.to_owned(),
                format!("{:+.4}", difference.log_loss),
                format!("± {:.4}", difference.standard_error),
            ]
        })
        .collect();
    table(&[Align::Left, Align::Right, Align::Right], &rows)
}

/// The figures of a learner who is fitted to all the way.
fn daily(report: &Report) -> String {
    let rows: Vec<_> = report
        .models
        .iter()
        .filter_map(|model| {
            let daily = model.daily.as_ref()?;
            Some(vec![
                model.name.to_owned(),
                format!("{:.4}", daily.log_loss),
                format!("{:.4}", daily.rmse_bins),
                daily.auc.map_or_else(|| "-".to_owned(), |auc| format!("{auc:.3}")),
            ])
        })
        .collect();
    let when = match report.days_between_fits {
        1 => "each study day".to_owned(),
        days => format!("every {days} study days"),
    };
    let table = table(&[Align::Left, Align::Right, Align::Right, Align::Right], &rows);
    format!("\nday by day, fitted anew {when}\n{table}")
}

/// The calibration curve as bars: `#` to the share that was known, `|` where it was foretold.
fn calibration(model: &Scored) -> String {
    let mut text = format!("\n{}: known (#) and foretold (|), by foretold recall\n", model.name);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to BAR")]
    let place = |share: f64| (share.clamp(0.0, 1.0) * 20.0).round() as usize;
    let rows: Vec<_> = model
        .scores
        .calibration
        .iter()
        .map(|bin| {
            let (known, mark) = (place(bin.actual), place(bin.predicted).clamp(1, BAR));
            let cell = |n| match n {
                n if n == mark => '|',
                n if n <= known => '#',
                _ => '.',
            };
            vec![
                percent(Some(bin.predicted)),
                (1..=BAR).map(cell).collect(),
                percent(Some(bin.actual)),
                bin.n.to_string(),
            ]
        })
        .collect();
    text.push_str(&table(&[Align::Right, Align::Left, Align::Right, Align::Right], &rows));
    text
}
