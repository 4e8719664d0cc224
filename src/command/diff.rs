//! `quizdeck diff`: what a new version of a deck changes for its learners, by the same rules by which their
//! progress is found again.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use serde::Serialize;

use crate::cli::Diff;
use crate::deck::{Card, CardKey, Deck, DeckId, Outline, Parsed, parse};
use crate::error::Failure;
use crate::history::{DeckSeen, Event, EventId, Hlc, Logged, Marks, Seen};
use crate::identity::{self, CardFacts, DeckFacts, Known};
use crate::library;
use crate::text::escape::{escape, escape_line};
use crate::text::fold::fold;
use crate::time::Moment;
use crate::ui::json;
use crate::ui::page::{Page, Piece, Style};
use crate::ui::screen::window;

/// What changed; the names are those of `--json`.
#[derive(Default, Serialize)]
struct Changes {
    /// Cards that were not there.
    new: Vec<Told>,
    /// Cards that ask in other words and keep their progress.
    reworded: Vec<Told>,
    /// Cards that may be edited ones; each learner is asked once.
    unsure: Vec<Told>,
    /// Cards with another answer.
    answered: Vec<Told>,
    /// Cards that are there no more; their progress comes back with them.
    gone: Vec<Told>,
}

/// A card that changed.
#[derive(Serialize)]
struct Told {
    card: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<String>,
}

/// Compares two versions.
pub(super) fn run(args: &Diff) -> Result<(), Failure> {
    let (old, new) = match (&args.git, args.decks.as_slice()) {
        (Some(revision), [deck]) => (of_git(revision, deck)?, of_file(deck)?),
        (None, [old, new]) => (of_file(old)?, of_file(new)?),
        (Some(_), _) => {
            return Err(Failure::new("`--git` compares one deck with its past")
                .hint("name one file: `quizdeck diff --git HEAD~1 DECK`"));
        }
        (None, _) => {
            return Err(Failure::new("two versions are needed")
                .hint("`quizdeck diff OLD NEW`, or `quizdeck diff --git REV DECK`"));
        }
    };
    let changes = changes(&old.deck, &new.deck);
    let mut out = std::io::stdout().lock();
    if args.json {
        return Ok(json::line(&mut out, &changes)?);
    }
    Ok(out.write_all(text(&changes).as_bytes())?)
}

fn of_file(path: &Path) -> Result<Parsed, Failure> {
    let file = library::load_file(path)?;
    sound((*file.parsed).clone(), &file.name())
}

/// The version of a revision, as git keeps it.
fn of_git(revision: &str, deck: &Path) -> Result<Parsed, Failure> {
    let folder = deck.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = deck.file_name().unwrap_or_default().to_string_lossy();
    let named = format!("{revision}:./{file}");
    // A name that begins with a dash would be an option.
    if revision.starts_with('-') {
        return Err(Failure::new(format!("`{revision}` is no revision")));
    }
    let shown = Command::new("git").arg("-C").arg(folder).args(["show", &named]).output();
    let shown = shown.map_err(|error| {
        Failure::new(format!("git can't be run: {error}")).hint("install it, or compare two files")
    })?;
    if !shown.status.success() {
        let why = String::from_utf8_lossy(&shown.stderr);
        let why = why.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned();
        return Err(Failure::new(format!("git does not have {}: {why}", escape(&named))));
    }
    sound(parse(&shown.stdout), &named)
}

fn sound(parsed: Parsed, name: &str) -> Result<Parsed, Failure> {
    if parsed.has_errors() {
        let name = escape_line(name);
        return Err(Failure::new(format!("{name} has faults, and cards could be missed"))
            .hint(format!("mend what `quizdeck check {name}` tells")));
    }
    Ok(parsed)
}

fn changes(old: &Deck, new: &Deck) -> Changes {
    // Two versions are one deck, whatever their ids say.
    let id = DeckId::from("deck");
    let seen: Vec<Seen> = seen(old, &id);
    let mut marks = Marks::default();
    let title = old.title.clone().unwrap_or_default();
    let deck_seen =
        Event::Deck(DeckSeen { deck: id.clone(), title, explicit: true, ..DeckSeen::default() });
    for event in seen.iter().cloned().map(|it| Event::Seen(Box::new(it))).chain([deck_seen]) {
        marks.take(&Logged {
            id: EventId::new("diff", 0),
            device: "diff".into(),
            hlc: Hlc::default(),
            moment: Moment::default(),
            doubtful: false,
            event,
        });
    }
    let outline = Outline::of(new);
    let facts = DeckFacts {
        explicit: Some("deck"),
        stem: "deck",
        title: new.title.as_deref().unwrap_or("deck"),
        cards: &outline.cards,
        texts: &|| new.cards.iter().map(CardFacts::from).collect(),
    };
    let known = Known { marks: &marks, texts: &|_| seen.clone() };
    let resolved = identity::resolve(known, &[facts]).swap_remove(0);
    let find = |deck: &Deck, key: &CardKey| deck.cards.iter().find(|it| it.key == *key).cloned();
    let mut changes = Changes::default();
    for card in &new.cards {
        let unsure = resolved.unsure.iter().find(|it| it.card == card.key);
        let was = resolved.filed.get(&card.key).unwrap_or(&card.key);
        let before = find(old, unsure.map_or(was, |it| &it.was));
        let told = |old: Option<String>, new: String| Told {
            card: card.key.to_string(),
            old,
            new: Some(new),
        };
        let prompt = || card.prompt().into_owned();
        match before {
            None => changes.new.push(told(None, prompt())),
            Some(before) if unsure.is_some() => {
                changes.unsure.push(told(Some(before.prompt().into_owned()), prompt()));
            }
            Some(before) => {
                if fold(&before.prompt()) != fold(&card.prompt()) {
                    changes.reworded.push(told(Some(before.prompt().into_owned()), prompt()));
                }
                let (was, is) = (before.answer_text(), card.answer_text());
                if fold(&was) != fold(&is) {
                    changes.answered.push(told(Some(was), format!("{is} ({})", card.prompt())));
                }
            }
        }
    }
    for card in &old.cards {
        let is_kept = |it: &Card| {
            it.key == card.key
                || resolved.filed.get(&it.key) == Some(&card.key)
                || resolved.unsure.iter().any(|of| of.card == it.key && of.was == card.key)
        };
        if !new.cards.iter().any(is_kept) {
            let old = Some(card.prompt().into_owned());
            changes.gone.push(Told { card: card.key.to_string(), old, new: None });
        }
    }
    changes
}

/// The cards of the old version, as a learner's log would have seen them.
fn seen(deck: &Deck, id: &DeckId) -> Vec<Seen> {
    let key = |at: usize| deck.cards.get(at).map(|it| it.key.clone());
    deck.cards
        .iter()
        .enumerate()
        .map(|(at, card)| {
            let CardFacts { key: card, kind, prompt, text, answer } = CardFacts::from(card);
            let (before, after) = (at.checked_sub(1).and_then(key), key(at + 1));
            Seen { deck: id.clone(), card, kind, prompt, text: Some(text), answer, before, after }
        })
        .collect()
}

fn text(changes: &Changes) -> String {
    let mut page = Page::new(window().unwrap_or(usize::MAX));
    let mut is_empty = true;
    let mut section = |title: &str, told: &[Told]| {
        if told.is_empty() {
            return;
        }
        is_empty = false;
        page.say(Style::Body, format!("{title}: {}", told.len()));
        for it in told {
            for (mark, line) in [("  - ", &it.old), ("  + ", &it.new)] {
                if let Some(line) = line {
                    page.add(mark, &[Piece::new(Style::Body, escape_line(line))]);
                }
            }
        }
    };
    section("new", &changes.new);
    section("reworded, progress kept", &changes.reworded);
    section("perhaps reworded, each learner is asked", &changes.unsure);
    section("another answer", &changes.answered);
    section("gone, progress kept for their return", &changes.gone);
    if is_empty {
        page.say(Style::Body, "nothing changes for learners");
    }
    page.lines(false).join("\n") + "\n"
}
