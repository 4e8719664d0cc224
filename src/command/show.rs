//! `quizdeck show`: cards as a learner sees them, front and back, with their faults.

use std::io::{self, Write};
use std::time::Duration;

use crate::check;
use crate::cli::Show;
use crate::config::Config;
use crate::deck::{Answer, Card, Parsed, Part, Source};
use crate::diagnostic::Diagnostic;
use crate::error::{Failure, Kind};
use crate::library::{self, DeckFile};
use crate::text::escape::{escape, escape_line};
use crate::text::fold::fold;
use crate::ui::page::{Page, Piece, Style};
use crate::ui::render::card::{add, add_after, inline};
use crate::ui::render::plain::letter;
use crate::ui::report;

/// How wide pages are where no terminal says it.
const COLUMNS: usize = 80;

/// How often a watched file is looked at.
const GLANCE: Duration = Duration::from_millis(300);

/// Shows cards.
pub(super) fn run(args: &Show, config: &Config) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let wanted = args.card.join(" ");
    let mut file = library::load_file(&args.deck)?;
    if !args.watch {
        return shown(&file, &wanted, config, &mut out);
    }
    let mut last: Option<Parsed> = None;
    loop {
        let changed = last.as_ref().is_none_or(|last| last.text != file.parsed.text);
        if changed {
            writeln!(out, "{}", "-".repeat(columns().min(40)))?;
            let under_work = last.as_ref().map(|last| under_work(last, &file.parsed));
            watched(&file, under_work.flatten(), &wanted, config, &mut out)?;
            out.flush()?;
            last = Some((*file.parsed).clone());
        }
        std::thread::sleep(GLANCE);
        // While an editor saves, the file may be away for a moment.
        if let Ok(again) = library::load_file(&args.deck) {
            file = again;
        }
    }
}

/// All cards, or those that are wanted.
fn shown(
    file: &DeckFile,
    wanted: &str,
    config: &Config,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let cards = cards(&file.parsed, wanted);
    if cards.is_empty() && !wanted.is_empty() {
        return Err(Failure::new(format!("no card is called `{}`", escape(wanted)))
            .hint("words of its prompt do, too"));
    }
    for (n, it) in cards.iter().enumerate() {
        if n > 0 {
            writeln!(out)?;
        }
        card(it, config, out)?;
    }
    let n_errors = file.n_errors();
    if n_errors > 0 {
        // Nothing is left to do when standard error is gone.
        let _gone = writeln!(
            io::stderr(),
            "cards with faults are not shown; `quizdeck check {}` tells them",
            escape_line(&file.name())
        );
        return Err(Failure::silent(Kind::No));
    }
    Ok(())
}

/// The card under work, or those that are wanted, and what is to be said of them.
fn watched(
    file: &DeckFile,
    under_work: Option<usize>,
    wanted: &str,
    config: &Config,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let parsed: &Parsed = &file.parsed;
    let chosen: Vec<&Card> = match under_work {
        Some(at) if wanted.is_empty() => vec![&parsed.deck.cards[at]],
        None if wanted.is_empty() => parsed.deck.cards.last().into_iter().collect(),
        _ => cards(parsed, wanted),
    };
    for it in &chosen {
        card(it, config, out)?;
    }
    let mut found: Vec<Diagnostic> = parsed.diagnostics.clone();
    let within = |it: &Diagnostic| {
        chosen.iter().any(|card| card.span.start <= it.span.start && it.span.start < card.span.end)
    };
    found.extend(check::check(parsed).into_iter().filter(within));
    let style = super::report_style(config.plain, config.color_out);
    out.write_all(report::render(&file.name(), &parsed.text, &found, style).as_bytes())?;
    Ok(())
}

/// The first card that is not as it was.
fn under_work(before: &Parsed, now: &Parsed) -> Option<usize> {
    let same = |a: &Card, b: &Card| Card { span: b.span, ..a.clone() } == *b;
    now.deck.cards.iter().position(|card| !before.deck.cards.iter().any(|old| same(old, card)))
}

/// The cards of a name, or with these words in their prompts; all where nothing is wanted.
fn cards<'a>(parsed: &'a Parsed, wanted: &str) -> Vec<&'a Card> {
    let bare = wanted.rsplit('/').next().unwrap_or(wanted);
    let exact = |card: &&Card| &*card.key.0 == bare;
    if let Some(card) = parsed.deck.cards.iter().find(exact) {
        return vec![card];
    }
    let words = fold(wanted);
    parsed.deck.cards.iter().filter(|it| fold(&it.prompt()).contains(&words)).collect()
}

/// How wide the terminal is.
pub(super) fn columns() -> usize {
    #[cfg(unix)]
    if let Ok(size) = rustix::termios::tcgetwinsize(io::stdout())
        && size.ws_col > 0
    {
        return usize::from(size.ws_col);
    }
    COLUMNS
}

/// A card, every side of it.
pub(super) fn card(card: &Card, config: &Config, out: &mut impl Write) -> io::Result<()> {
    let mut page = Page::new(columns());
    let mut head = format!("{}  {}", card.key, card.kind_word());
    if card.draft {
        head.push_str(", not asked yet");
    }
    if !card.tags.is_empty() {
        head.push_str(&format!("  [{}]", card.tags.join(", ")));
    }
    page.say(Style::Quiet, head);
    for part in card.parts() {
        side(card, part, &mut page);
    }
    for (name, text) in [("hint", &card.hint), ("after", &card.explanation)] {
        if let Some(text) = text {
            add_after(&mut page, &format!("{name}: "), "  ", Style::Quiet, text);
        }
    }
    if let Some(source) = card.source.as_ref().and_then(Source::in_a_line) {
        page.add("source: ", &[Piece::new(Style::Quiet, source)]);
    }
    for line in page.lines(config.color_out) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// What is asked, what can be chosen, and what is right.
fn side(card: &Card, part: Part, page: &mut Page) {
    let exercise = card.exercise(part);
    add(page, "", Style::Prompt, &exercise.prompt);
    let choice = |page: &mut Page, mark: String, text: &str| {
        page.add(&format!("  {mark} "), &inline(text, Style::Body));
    };
    match &exercise.answer {
        Answer::Choice { choices, .. } => {
            for (n, it) in (1..).zip(choices) {
                let mark = if it.correct { '*' } else { ' ' };
                choice(page, format!("{mark}{n}"), &it.text);
                if let Some(feedback) = &it.feedback {
                    page.add("       ", &inline(feedback, Style::Quiet));
                }
            }
            return;
        }
        Answer::Order(steps) => {
            for (n, it) in (1..).zip(steps) {
                choice(page, format!("{n}."), it);
            }
            return;
        }
        Answer::Match { pairs, extra } => {
            for (left, right) in pairs {
                page.add("  ", &inline(&format!("{left} = {right}"), Style::Body));
            }
            for (n, it) in extra.iter().enumerate() {
                choice(page, letter(n + pairs.len()), it);
            }
            return;
        }
        _ => {}
    }
    add_after(page, "= ", "  ", Style::Body, &back(card, part));
    if let Answer::Words(accepted) = &exercise.answer {
        if !accepted.accept.is_empty() {
            page.add("  also: ", &inline(&accepted.accept.join("; "), Style::Quiet));
        }
        for it in &accepted.reject {
            let why = if it.why.is_empty() { String::new() } else { format!(": {}", it.why) };
            page.add("  not: ", &inline(&format!("{}{why}", it.text), Style::Quiet));
        }
    }
}

/// The answer as a learner reads it.
fn back(card: &Card, part: Part) -> String {
    match card.as_flashcard(part).answer {
        Answer::SelfRated(text) => text,
        _ => String::new(),
    }
}
