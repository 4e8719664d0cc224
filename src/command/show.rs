//! `quizdeck show`: cards as a learner sees them, front and back, with their faults.

mod watching;

use std::io::{self, Write};

use crate::cli::Show;
use crate::config::Config;
use crate::deck::{Answer, Card, Parsed, Part, Source, Tolerance};
use crate::error::{Failure, Kind};
use crate::library::{self, DeckFile};
use crate::text::escape::{escape, escape_line};
use crate::text::fold::fold;
use crate::ui::page::{Page, Piece, Style};
use crate::ui::render::card::{add, add_after, inline};
use crate::ui::render::plain::letter;
use crate::ui::screen::columns;

/// Shows cards.
pub(super) fn run(args: &Show, config: &Config) -> Result<(), Failure> {
    let wanted = args.card.join(" ");
    if args.watch {
        return watching::watch(&args.deck, &wanted, config);
    }
    shown(&library::load_file(&args.deck)?, &wanted, config, &mut io::stdout().lock())
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

/// A card by its name, every side of it.
fn card(card: &Card, config: &Config, out: &mut impl Write) -> io::Result<()> {
    let mut page = Page::new(columns());
    named(&format!("{}  ", card.key), card, &mut page);
    page.lines(config.color_out).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// A card that is not in a deck yet, every side of it.
pub(super) fn unnamed(card: &Card, page: &mut Page) {
    named("", card, page);
}

fn named(name: &str, card: &Card, page: &mut Page) {
    let mut head = format!("{name}{}", card.kind_word());
    if card.draft {
        head.push_str(", not asked yet");
    }
    if !card.tags.is_empty() {
        head.push_str(&format!("  [{}]", card.tags.join(", ")));
    }
    page.say(Style::Quiet, head);
    for part in card.parts() {
        side(card, part, page);
    }
    for (name, text) in [("hint", &card.hint), ("after", &card.explanation)] {
        if let Some(text) = text {
            add_after(page, &format!("{name}: "), "  ", Style::Quiet, text);
        }
    }
    if let Some(source) = card.source.as_ref().and_then(Source::in_a_line) {
        page.add("source: ", &[Piece::new(Style::Quiet, source)]);
    }
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
    if let Answer::Number(number) = &exercise.answer {
        let within = match number.tolerance {
            Tolerance::Exact => None,
            Tolerance::Absolute(by) => Some(format!("{by}")),
            Tolerance::Relative(share) => Some(format!("{} %", (share * 1e10).round() / 1e8)),
        };
        if let Some(within) = within {
            page.add("  right within: ", &[Piece::new(Style::Quiet, within)]);
        }
        if !number.accept.is_empty() {
            page.add("  also: ", &inline(&number.accept.join("; "), Style::Quiet));
        }
    }
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
