//! `quizdeck check`: every fault of every deck and every doubt about it, all at once.

mod formats;

use std::io::Write;
use std::path::Path;

use crate::check::{self, Mended};
use crate::cli::{Check, ReportFormat};
use crate::config::Config;
use crate::deck::{Parsed, parse, rules};
use crate::diagnostic::{Diagnostic, LineIndex, Rule, Severity};
use crate::draft::grounding::{self, Source};
use crate::error::{Failure, Kind};
use crate::library::{self, Catalogue, DeckFile, Loaded};
use crate::parallel;
use crate::text::{count, escape::escape, escape::escape_line, width::wrap};
use crate::ui::progress::Progress;
use crate::ui::report;
use crate::ui::screen::window;

/// A deck file with all that can be said of it.
struct Checked<'a> {
    name: String,
    parsed: &'a Parsed,
    found: Vec<Diagnostic>,
}

/// Checks decks; exits with 1 where an error was found.
pub(super) fn run(args: &Check, config: &Config) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    if let Some(code) = &args.explain {
        out.write_all(explained(code)?.as_bytes())?;
        return Ok(());
    }
    let load = || super::shelf::load(&args.decks.paths, config, &Catalogue::default());
    let mut loaded = load()?;
    if args.fix && mend(&loaded.files, config)? {
        loaded = load()?;
    }
    let Loaded { files, unreadable } = loaded;
    let mut checked = checked(&files, config);
    let source = args.source.as_deref().map(super::draft::source).transpose()?;
    let grounded: Vec<Vec<Diagnostic>> =
        files.iter().map(|file| against(file, source.as_ref())).collect();
    for (it, grounded) in checked.iter_mut().zip(&grounded) {
        it.found.extend_from_slice(grounded);
    }
    let faults = || -> Vec<formats::Fault<'_>> {
        checked
            .iter()
            .flat_map(|it| formats::faults(&it.name, &it.parsed.text, &it.found))
            .collect()
    };
    match args.format {
        ReportFormat::Human => {
            for Checked { name, parsed, found } in &checked {
                let style = super::report_style(config.plain, config.color_out);
                out.write_all(report::render(name, &parsed.text, found, style).as_bytes())?;
            }
            if !config.quiet {
                let style = super::report_style(config.plain, config.color_out);
                let columns = window().unwrap_or(usize::MAX);
                let first = first(&checked).filter(|_| style != report::Style::Plain);
                for it in std::iter::once(outcome(&files, &checked)).chain(first) {
                    for line in wrap(&it, columns) {
                        writeln!(out, "{line}")?;
                    }
                }
                if source.is_some() {
                    writeln!(out, "{}", grounding(&files, &grounded))?;
                }
            }
        }
        ReportFormat::Json => formats::json(&mut out, &faults())?,
        ReportFormat::Github => formats::github(&mut out, &faults())?,
        ReportFormat::Sarif => formats::sarif(&mut out, &faults(), &all_rules())?,
    }
    let is_error = |it: &Diagnostic| it.severity == Severity::Error;
    if !unreadable.is_empty() || checked.iter().any(|it| it.found.iter().any(is_error)) {
        return Err(Failure::silent(Kind::No));
    }
    Ok(())
}

/// Faults of form, doubts about each deck, and what several decks have in common.
fn checked<'a>(files: &'a [DeckFile], config: &Config) -> Vec<Checked<'a>> {
    let progress = Progress::new("checking decks", config.plain || config.quiet);
    let decks: Vec<&Parsed> = files.iter().map(|file| &*file.parsed).collect();
    let doubts =
        parallel::map(&decks, |parsed| check::check(parsed), &|done, of| progress.at(done, of));
    let mut checked: Vec<Checked<'_>> = files
        .iter()
        .zip(doubts)
        .map(|(file, doubts)| {
            let mut found = file.parsed.diagnostics.clone();
            found.extend(doubts);
            let folder = file.path.parent().unwrap_or(Path::new(""));
            found.extend(check::missing(&file.parsed, |name| folder.join(name).is_file()));
            Checked { name: file.name(), parsed: &file.parsed, found }
        })
        .collect();
    let names: Vec<String> = checked.iter().map(|it| escape_line(&it.name)).collect();
    for (idx, diagnostic) in check::across(&decks, &names) {
        checked[idx].found.push(diagnostic);
    }
    for it in &mut checked {
        it.found.sort_by_key(|it| (it.span, it.code));
    }
    checked
}

/// Writes the decks that can be mended without a doubt, and names what is left; whether any was written.
fn mend(files: &[DeckFile], config: &Config) -> Result<bool, Failure> {
    let mut any = false;
    for file in files {
        let text = &file.parsed.text;
        // What is no text of its own is not written either.
        if parse(text.as_bytes()).deck != file.parsed.deck {
            continue;
        }
        let name = escape_line(&file.name());
        let Mended { text: mended, left } = check::mended(&file.parsed);
        let mut said = Vec::new();
        if let Some(mended) = mended {
            library::replace(&file.path, text.as_bytes(), mended.as_bytes())?;
            any = true;
            said.push(format!("{name}: mended"));
        }
        let lines = LineIndex::new(text);
        said.extend(left.iter().map(|(at, why)| {
            format!("{name}:{}: left as it is: {why}", lines.place(text, at.start).line)
        }));
        for it in said.iter().filter(|_| !config.quiet) {
            // Nothing is left to do when standard error is gone.
            let _gone = writeln!(std::io::stderr(), "{it}");
        }
    }
    Ok(any)
}

/// The rules by which decks are read, and those by which they are doubted.
fn all_rules() -> Vec<&'static Rule> {
    rules::RULES.iter().chain(check::rules()).chain(&grounding::RULES).collect()
}

/// The rule of a code, however its letters are typed. Where the parser finds what a rule of the literature is
/// about, that rule's code leads there.
fn find(code: &str) -> Option<&'static Rule> {
    let code = match &*code.to_ascii_uppercase() {
        "S2" => "D020",
        _ => code,
    };
    all_rules().into_iter().find(|rule| rule.code.eq_ignore_ascii_case(code))
}

/// What a rule is about, with its examples.
fn explained(code: &str) -> Result<String, Failure> {
    let rule = find(code).ok_or_else(|| {
        let codes: Vec<&str> = all_rules().iter().map(|rule| rule.code).collect();
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

fn outcome(files: &[DeckFile], checked: &[Checked<'_>]) -> String {
    let n_cards = files.iter().map(|file| file.outline.cards.len()).sum();
    let of = |severity| {
        let found = checked.iter().flat_map(|it| &it.found);
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

/// Where to begin, where several errors may have pushed the first out of the window.
fn first(checked: &[Checked<'_>]) -> Option<String> {
    let mut errors = checked.iter().flat_map(|it| {
        let errors = it.found.iter().filter(|it| it.severity == Severity::Error);
        errors.map(move |error| (it, error))
    });
    let (of, error) = errors.next()?;
    errors.next()?;
    let place = LineIndex::new(&of.parsed.text).place(&of.parsed.text, error.span.start);
    let (name, message) = (escape_line(&of.name), escape_line(&error.message));
    Some(format!(
        "fix the first one first, others may follow from it: {name}:{}:{}: {message}",
        place.line, place.column
    ))
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
