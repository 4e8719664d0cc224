//! `quizdeck check`: every fault of every deck, all at once.

use std::io::Write;

use serde::Serialize;

use crate::cli::{Check, ReportFormat};
use crate::config::Config;
use crate::deck::rules;
use crate::diagnostic::{Diagnostic, LineIndex, Severity};
use crate::draft::grounding::Source;
use crate::error::{Failure, Kind};
use crate::library::{Catalogue, DeckFile};
use crate::text::{count, escape::escape};
use crate::ui::json;
use crate::ui::report;

/// A diagnostic as `--format json` writes it.
#[derive(Serialize)]
struct Fault<'a> {
    file: String,
    line: usize,
    column: usize,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
}

/// Checks decks; exits with 1 where an error was found.
pub(super) fn run(args: &Check, config: &Config) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    if let Some(code) = &args.explain {
        out.write_all(explained(code)?.as_bytes())?;
        return Ok(());
    }
    let files = super::shelf::load(&args.decks.paths, config, &Catalogue::default())?;
    let source = args.source.as_deref().map(super::draft::source).transpose()?;
    let grounded: Vec<Vec<Diagnostic>> =
        files.iter().map(|file| against(file, source.as_ref())).collect();
    match args.format {
        ReportFormat::Human => {
            for (file, grounded) in files.iter().zip(&grounded) {
                let style = super::report_style(config.plain, config.color_out);
                out.write_all(
                    report::render(&file.name(), &file.parsed.text, file.diagnostics(), style)
                        .as_bytes(),
                )?;
                out.write_all(
                    report::render(&file.name(), &file.parsed.text, grounded, style).as_bytes(),
                )?;
            }
            if !config.quiet {
                writeln!(out, "{}", outcome(&files))?;
                if source.is_some() {
                    writeln!(out, "{}", grounding(&files, &grounded))?;
                }
            }
        }
        ReportFormat::Json => {
            let found: Vec<Fault<'_>> =
                files.iter().zip(&grounded).flat_map(|(file, more)| faults(file, more)).collect();
            json::pretty(&mut out, &found)?;
        }
    }
    let is_error = |it: &&Diagnostic| it.severity == Severity::Error;
    let n_errors = files.iter().map(DeckFile::n_errors).sum::<usize>()
        + grounded.iter().flatten().filter(is_error).count();
    if n_errors > 0 { Err(Failure::silent(Kind::No)) } else { Ok(()) }
}

/// What a rule is about, with its examples.
fn explained(code: &str) -> Result<String, Failure> {
    let rule = rules::find(code).ok_or_else(|| {
        let codes: Vec<&str> = rules::RULES.iter().map(|rule| rule.code).collect();
        Failure::new(format!("there is no rule `{code}`"))
            .hint(format!("the rules are {}", codes.join(", ")))
    })?;
    let indented = |deck: &str| {
        let lines: Vec<String> = deck.lines().map(|line| format!("  {}", escape(line))).collect();
        lines.join("\n") + "\n"
    };
    let (bad, good) = (indented(&rule.excerpt()), indented(rule.good));
    let (title, reason) = (rule.title, rule.reason);
    Ok(format!("{}: {title}\n{reason}\n\nfound in:\n{bad}\nmended:\n{good}", rule.code))
}

fn outcome(files: &[DeckFile]) -> String {
    let n_cards = files.iter().map(|file| file.outline.cards.len()).sum();
    let of = |severity| {
        let found = files.iter().flat_map(DeckFile::diagnostics);
        found.filter(|diagnostic| diagnostic.severity == severity).count()
    };
    let mut text = format!("{} in {}", count(n_cards, "good card"), count(files.len(), "deck"));
    for (severity, word) in
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "hint")]
    {
        let n = of(severity);
        if n > 0 || severity == Severity::Error {
            text.push_str(&format!(", {}", count(n, word)));
        }
    }
    text
}

/// What can be said against the cards of a deck from its article.
fn against(file: &DeckFile, source: Option<&Source>) -> Vec<Diagnostic> {
    let cards = source
        .into_iter()
        .flat_map(|it| file.parsed.deck.cards.iter().map(move |card| it.check(card)));
    cards.flatten().collect()
}

/// How many cards stand on their article, in a sentence.
fn grounding(files: &[DeckFile], found: &[Vec<Diagnostic>]) -> String {
    let n_cards: usize = files.iter().map(|file| file.parsed.deck.cards.len()).sum();
    let of = |severity| found.iter().flatten().filter(|it| it.severity == severity).count();
    let (wrong, without) = (of(Severity::Error), of(Severity::Hint));
    format!(
        "{} whose quote and answer stand in the article, {wrong} where they do not, {without} without a quote",
        count(n_cards - wrong - without, "card")
    )
}

fn faults<'a>(file: &'a DeckFile, more: &'a [Diagnostic]) -> Vec<Fault<'a>> {
    let text = if file.is_sound && more.is_empty() { "" } else { &*file.parsed.text };
    let index = LineIndex::new(text);
    file.diagnostics()
        .iter()
        .chain(more)
        .map(|diagnostic| {
            let place = index.place(text, diagnostic.span.start);
            Fault {
                file: file.name(),
                line: place.line,
                column: place.column,
                code: diagnostic.code,
                severity: diagnostic.severity.word(),
                message: &diagnostic.message,
                help: diagnostic.help.as_deref(),
            }
        })
        .collect()
}
