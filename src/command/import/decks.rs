//! Cards as deck files: which card goes into which file, what is there already, and the media beside them.
//! Every check comes before the first byte is written.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::Import;
use crate::config::Config;
use crate::deck::{Card, CardKey, Deck, append, parse, write};
use crate::diagnostic::Severity;
use crate::error::{Failure, plain_reason};
use crate::exchange::{
    self,
    import::{Imported, Report, percent_decoded, safe_media_name},
};
use crate::library;
use crate::parallel;
use crate::text::count;
use crate::text::escape::{escape_line, is_harmful};
use crate::text::fold::{fingerprint, fold, hash};

use super::super::leave;
use super::super::shelf::{self, Shelf};
use super::source::Source;

/// So many cards are worked on at a time.
const PART: usize = 1_000;

/// A file to write.
struct Target {
    path: PathBuf,
    title: String,
    cards: Vec<Imported>,
}

/// What is to be written into a file.
struct Draft {
    path: PathBuf,
    /// What is there now, where cards are added to it.
    before: Option<String>,
    /// In parts.
    text: Vec<String>,
    cards: Vec<Imported>,
}

/// Writes the decks; how many cards.
pub(super) fn write(
    args: &Import,
    imported: Vec<Imported>,
    source: &mut Source,
    config: &Config,
    report: &mut Report,
    said: &mut Vec<String>,
) -> Result<usize, Failure> {
    let targets = targets(&args.output, imported);
    if !args.force
        && !args.merge
        && let Some(there) = targets.iter().find(|it| it.path.exists())
    {
        return Err(Failure::new(format!("{} is there already", shown(&there.path)))
            .hint("`--merge` adds the cards that are new to it, `--force` writes over it"));
    }
    let known = if args.merge { known(&args.output, config)? } else { Known::default() };
    let mut media = Media::default();
    let mut drafts = Vec::new();
    let mut n_known = 0;
    for target in targets {
        let folder = target.path.parent().unwrap_or(Path::new("")).to_owned();
        let (there, new): (Vec<Imported>, Vec<Imported>) = if args.merge {
            target.cards.into_iter().partition(|it| known.has(&it.card))
        } else {
            (Vec::new(), target.cards)
        };
        n_known += there.len();
        for it in there.iter().filter(|it| known.answers_otherwise(&it.card)) {
            let why = "a card that is there already with another answer";
            report.leave_out(why, &it.card.prompt());
        }
        let mut cards = new;
        distinct(&mut cards, report);
        for it in &mut cards {
            media.place(it, &folder, source)?;
        }
        let cards = sound(cards, report);
        if cards.is_empty() {
            continue;
        }
        let head = Deck {
            title: Some(target.title),
            language: source.language().map(str::to_owned),
            ..Deck::default()
        };
        drafts.push(draft(target.path, head, cards, args.merge)?);
    }
    let len = |it: &Draft| it.text.iter().map(String::len).sum();
    drafts.iter().try_for_each(|it| may_be_read(&it.path, len(it)))?;
    let mut n_written = 0;
    if let Some(folder) =
        drafts.first().and_then(|it| it.path.parent()).filter(|it| !it.as_os_str().is_empty())
    {
        fs::create_dir_all(folder).map_err(|error| crate::config::unreadable(folder, &error))?;
    }
    media.write()?;
    for draft in &drafts {
        match &draft.before {
            Some(before) => {
                let text = draft.text.concat();
                library::replace(&draft.path, before.as_bytes(), text.as_bytes())?;
            }
            None if draft.path.exists() && (args.force || args.merge) => {
                library::write_parts(&draft.path, &draft.text)?;
            }
            None => library::write_made(&draft.path, &draft.text)?,
        }
        n_written += draft.cards.len();
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for it in &draft.cards {
            *kinds.entry(it.card.kind_word()).or_default() += 1;
        }
        let kinds: Vec<String> = kinds.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        let done = if draft.before.is_some() { "added" } else { "written" };
        let n = count(draft.cards.len(), "card");
        said.push(format!("{}: {n} {done}: {}", shown(&draft.path), kinds.join(", ")));
    }
    if args.merge {
        said.push(format!("{} there already", count(n_known, "card")));
    }
    media.tell(said);
    leave(drafts);
    Ok(n_written)
}

/// Which card goes into which file.
fn targets(output: &Path, imported: Vec<Imported>) -> Vec<Target> {
    let is_file = output
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"));
    if is_file {
        return vec![in_one(output, imported)];
    }
    let mut by_deck: BTreeMap<String, Vec<Imported>> = BTreeMap::new();
    for it in imported {
        by_deck.entry(deck_name(&it.deck)).or_default().push(it);
    }
    let mut taken = HashSet::new();
    by_deck
        .into_iter()
        .map(|(name, cards)| {
            let name = if name.is_empty() { "deck".to_owned() } else { name };
            let slug = slug(&name);
            let mut file = slug.clone();
            let mut n = 1;
            while !taken.insert(file.clone()) {
                n += 1;
                file = format!("{slug}-{n}");
            }
            Target { path: output.join(format!("{file}.yaml")), title: name, cards }
        })
        .collect()
}

/// Refuses a deck that no command would read again.
pub(super) fn may_be_read(path: &Path, n_bytes: usize) -> Result<(), Failure> {
    if n_bytes as u64 <= library::MAX_BYTES {
        return Ok(());
    }
    let name = shown(path);
    Err(Failure::new(format!(
        "{name} would be larger than 64 MiB, which no command reads; nothing was written"
    ))
    .hint("take it in in parts: of a table, some of the rows at a time"))
}

/// A deck's name in Anki as a title; it may hold what no deck may, and be of any length.
fn deck_name(name: &str) -> String {
    name.chars().filter(|c| !is_harmful(*c) && *c != '\n').take(200).collect()
}

/// All decks in one file: what their names have in common is its title, the rest are tags.
fn in_one(output: &Path, mut cards: Vec<Imported>) -> Target {
    let stem = output.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    // Cards of a deck mostly stand together.
    let same_deck = |a: &Imported, b: &Imported| a.deck == b.deck;
    let decks: BTreeSet<&str> = cards.chunk_by(same_deck).map(|them| &*them[0].deck).collect();
    let names: BTreeMap<String, Vec<String>> = decks
        .into_iter()
        .map(|it| (it.to_owned(), deck_name(it).split("::").map(str::to_owned).collect()))
        .collect();
    let first = names.values().next().cloned().unwrap_or_default();
    let n_common = (0..first.len())
        .take_while(|at| names.values().all(|name| name.get(*at) == first.get(*at)))
        .count();
    let title = first[..n_common].join("::");
    let title = if title.trim().is_empty() { stem } else { title };
    let tag = |name: &[String]| exchange::tag(&name[n_common..].join("::"));
    let tags: HashMap<String, String> =
        names.into_iter().map(|(deck, name)| (deck, tag(&name))).collect();
    let add_tags = |_, part: &mut [Imported]| {
        for them in part.chunk_by_mut(same_deck) {
            let Some(tag) = tags.get(&*them[0].deck).filter(|it| !it.is_empty()) else { continue };
            for it in them.iter_mut().filter(|it| !it.card.tags.contains(tag)) {
                it.card.tags.push(tag.clone());
            }
        }
    };
    parallel::map_parts(&mut cards, PART, add_tags, &|_, _| {});
    Target { path: output.to_owned(), title, cards }
}

/// A name for a file that every system takes.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars().take(60) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-').to_owned();
    if slug.is_empty() || safe_media_name(&slug) != slug { format!("deck-{slug}") } else { slug }
}

/// What is in decks already.
#[derive(Default)]
struct Known {
    guids: HashSet<String>,
    keys: HashSet<CardKey>,
    /// What is answered, by what is asked.
    prompts: HashMap<String, HashSet<String>>,
}

impl Known {
    fn has(&self, card: &Card) -> bool {
        let by_guid = card.anki.guid.as_ref().is_some_and(|it| self.guids.contains(it));
        let by_key = card.id.is_some() && self.keys.contains(&card.key);
        by_guid
            || by_key
            || !self.prompts.is_empty() && self.prompts.contains_key(&fold(&card.prompt()))
    }

    /// Whether a card that is there is answered otherwise.
    fn answers_otherwise(&self, card: &Card) -> bool {
        let there = self.prompts.get(&fold(&card.prompt()));
        there.is_some_and(|it| !it.contains(&fold(&card.answer_text())))
    }
}

/// The decks at a path, where there are any.
pub(super) fn there(output: &Path, config: &Config) -> Result<Option<Shelf>, Failure> {
    let is_empty = output.is_dir()
        && fs::read_dir(output).is_ok_and(|mut files| {
            !files.any(|it| it.is_ok_and(|it| it.file_name().to_string_lossy().ends_with(".yaml")))
        });
    if !output.exists() || is_empty {
        return Ok(None);
    }
    shelf::read(&[output.to_path_buf()], config).map(Some)
}

fn known(output: &Path, config: &Config) -> Result<Known, Failure> {
    let mut known = Known::default();
    let Some(shelf) = there(output, config)? else { return Ok(known) };
    if shelf.n_unreadable > 0 {
        return Err(Failure::new(format!(
            "not all of {} can be read, and cards could be added twice",
            shown(output)
        )));
    }
    if let Some(file) = shelf.files.iter().find(|file| file.n_errors() > 0) {
        let name = escape_line(&file.name());
        return Err(Failure::new(format!("{name} has faults, and cards could be added twice"))
            .hint(format!("mend what `quizdeck check {name}` tells, then come back")));
    }
    for (deck, resolved) in shelf.collection.decks.iter().zip(&shelf.resolved) {
        for card in &deck.parsed.deck.cards {
            let key = resolved.filed.get(&card.key).unwrap_or(&card.key);
            let guid = card.anki.guid.clone();
            let made = || Some(exchange::guid(&exchange::lasting_id(&deck.parsed.deck)?, key));
            known.guids.extend(guid.or_else(made));
            known.keys.insert(card.key.clone());
            let answers = known.prompts.entry(fold(&card.prompt())).or_default();
            answers.insert(fold(&card.answer_text()));
        }
    }
    Ok(known)
}

/// Cards that can be told apart: of two that are the same one is left out, and where two ask the same each
/// gets a name.
fn distinct(cards: &mut Vec<Imported>, report: &mut Report) {
    let texts = |card: &Card| [fold(&card.prompt()), fold(&card.answer_text())];
    let told = |it: &mut Imported| {
        let texts = it.card.id.is_none().then(|| texts(&it.card));
        if let Some([prompt, _]) = &texts {
            it.card.key = CardKey::from(fingerprint(prompt).as_str());
        }
        (hash(&it.card.key.0), texts.map(|texts| texts.map(|it| hash(&it))))
    };
    // Names, and what is asked and answered where there are none: by their hashes, for which a card need not
    // be fetched from memory again.
    let told = |_, part: &mut [Imported]| part.iter_mut().map(told).collect::<Vec<_>>();
    let mut told = parallel::map_parts(cards, PART, told, &|_, _| {}).into_iter().flatten();
    let mut keys = foldhash::HashSet::default();
    keys.reserve(cards.len());
    let (mut prompts, mut answers) = (foldhash::HashSet::default(), foldhash::HashSet::default());
    cards.retain_mut(|it| {
        let Some((mut key, asked)) = told.next() else { return false };
        if let Some(asked) = asked {
            let is_first = prompts.insert(asked[0]);
            if !answers.insert(asked) {
                report.leave_out("a card that stands twice", &it.card.prompt());
                return false;
            }
            if !is_first {
                let [prompt, answer] = texts(&it.card);
                let id = fingerprint(&format!("{prompt}\u{0}{answer}"));
                key = hash(&id);
                it.card.key = CardKey::from(id.as_str());
                it.card.id = Some(id);
            }
        }
        let is_new = keys.insert(key);
        if !is_new {
            report.leave_out("a note that stands twice", &it.card.prompt());
        }
        is_new
    });
}

/// The cards that are read back as they are; why the others are not is reported.
fn sound(cards: Vec<Imported>, report: &mut Report) -> Vec<Imported> {
    let parts: Vec<&[Imported]> = cards.chunks(PART).collect();
    let faults = parallel::map(&parts, |part| faults(part), &|_, _| {});
    let is_sound = |(it, fault): (Imported, Option<String>)| match fault {
        None => Some(it),
        Some(why) => {
            report.leave_out(why, &it.card.prompt());
            None
        }
    };
    cards.into_iter().zip(faults.into_iter().flatten()).filter_map(is_sound).collect()
}

/// Why each card would not be read back as it is, once written.
fn faults(cards: &[Imported]) -> Vec<Option<String>> {
    if cards.iter().all(|it| it.is_plain) {
        return vec![None; cards.len()];
    }
    let same = |a: &Card, b: &Card| a.kind == b.kind && a.id == b.id;
    let read = |cards: &[&Card]| {
        let head = write::head(&Deck::default());
        parse(cards.iter().fold(head, |text, it| text + &write::card(it, 2)).as_bytes())
    };
    let doubtful: Vec<&Card> = cards.iter().filter(|it| !it.is_plain).map(|it| &*it.card).collect();
    // Most often none has a fault, and one look shows it.
    let all = read(&doubtful);
    let all_sound = !all.has_errors()
        && all.deck.cards.len() == doubtful.len()
        && all.deck.cards.iter().zip(doubtful).all(|(a, b)| same(a, b));
    let fault = |it: &Imported| {
        if all_sound || it.is_plain {
            return None;
        }
        let card = &*it.card;
        let parsed = read(&[card]);
        let fault = parsed.diagnostics.iter().find(|it| it.severity == Severity::Error);
        match (fault, parsed.deck.cards.as_slice()) {
            (None, [read]) if same(read, card) => None,
            (Some(fault), _) => Some(fault.message.clone()),
            _ => Some("a text that a deck can't hold".to_owned()),
        }
    };
    cards.iter().map(fault).collect()
}

/// The file as it will be.
fn draft(path: PathBuf, head: Deck, cards: Vec<Imported>, merge: bool) -> Result<Draft, Failure> {
    if merge && path.exists() {
        let file = library::load_file(&path)?;
        if !file.parsed.deck.cards.is_empty() {
            return merged(path, &file.parsed, cards);
        }
        if !file.parsed.text.trim().is_empty() {
            return Err(Failure::new(format!("{} is there, and is no deck", shown(&path)))
                .hint("name another file; nothing was written"));
        }
    }
    let salt = cards.first().map(|it| it.card.key.to_string()).unwrap_or_default();
    let title = head.title.as_deref().unwrap_or_default();
    let salt = fingerprint(&format!("{title}\u{0}{salt}"));
    let id = format!("{}-{}", slug(title), &salt[..4.min(salt.len())]);
    let head = Deck { id: Some(id), ..head };
    Ok(Draft { path, before: None, text: whole_text(&head, &cards), cards })
}

/// The text of a new deck, made on every core, in parts.
fn whole_text(head: &Deck, cards: &[Imported]) -> Vec<String> {
    let parts: Vec<&[Imported]> = cards.chunks(PART).collect();
    let text = |part: &&[Imported]| {
        let mut text = String::new();
        part.iter().for_each(|it| write::add_card(&mut text, &it.card, 2));
        text
    };
    let mut whole = vec![write::head(head)];
    whole.extend(parallel::map(&parts, text, &|_, _| {}));
    whole
}

fn merged(
    path: PathBuf,
    there: &crate::deck::Parsed,
    cards: Vec<Imported>,
) -> Result<Draft, Failure> {
    let Some(text) = append::with_cards(there, &cards) else {
        return Err(Failure::new(format!(
            "{}: cards can't be added without changing other lines; nothing was written",
            shown(&path)
        ))
        .hint("write each card under a dash of its own, and `cards:` as the list below it"));
    };
    Ok(Draft { path, before: Some(there.text.clone()), text: vec![text], cards })
}

/// Pictures and sounds on their way beside the decks.
#[derive(Default)]
struct Media {
    /// By their paths.
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// What went where, by its name in Anki.
    placed: HashSet<(PathBuf, String)>,
    missing: BTreeSet<String>,
}

impl Media {
    /// Puts a card's media beside its deck, under other names where other files have theirs.
    fn place(
        &mut self,
        it: &mut Imported,
        folder: &Path,
        source: &mut Source,
    ) -> Result<(), Failure> {
        let card = &mut *it.card;
        for name in std::mem::take(&mut it.media) {
            let decoded = percent_decoded(&name);
            let safe = safe_media_name(&decoded);
            let path = folder.join(&safe);
            if self.placed.contains(&(path.clone(), name.clone())) {
                continue;
            }
            let bytes = match source.medium(&name)? {
                None if decoded != name => source.medium(&decoded)?,
                found => found,
            };
            let Some(bytes) = bytes else {
                self.missing.insert(name);
                continue;
            };
            self.placed.insert((path.clone(), name));
            let there = match self.files.get(&path) {
                Some(there) => Ok(there.clone()),
                None => fs::read(&path),
            };
            match there {
                Ok(there) if there != bytes => {
                    let (stem, ending) = safe.rsplit_once('.').unwrap_or((&safe, ""));
                    let mark = fingerprint(&String::from_utf8_lossy(&bytes));
                    let other = format!("{stem}-{mark}.{ending}");
                    renamed(card, &safe, &other);
                    self.files.insert(folder.join(other), bytes);
                }
                Ok(_) => {}
                Err(_) => {
                    self.files.insert(path, bytes);
                }
            }
        }
        Ok(())
    }

    fn write(&self) -> Result<(), Failure> {
        for (path, bytes) in &self.files {
            let failed = |error: std::io::Error| {
                Failure::new(format!(
                    "{} could not be written: {}",
                    shown(path),
                    plain_reason(&error)
                ))
            };
            // Copies of what the package keeps: no flush each, which takes far longer than the writing.
            let part = path.with_file_name(format!(".quizdeck-{}.part", std::process::id()));
            let written = fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&part)
                .and_then(|mut file| file.write_all(bytes))
                .and_then(|()| fs::rename(&part, path));
            written.inspect_err(|_| drop(fs::remove_file(&part))).map_err(failed)?;
        }
        Ok(())
    }

    fn tell(&self, said: &mut Vec<String>) {
        if !self.files.is_empty() {
            said.push(format!("{} copied beside", count(self.files.len(), "media file")));
        }
        if let Some(first) = self.missing.first() {
            let n = count(self.missing.len(), "media file");
            said.push(format!("not in the file: {n}, such as {first}"));
        }
    }
}

/// A card that shows a file under another name.
fn renamed(card: &mut Card, from: &str, to: &str) {
    let text = write::head(&Deck::default()) + &write::card(card, 2);
    let text = text.replace(&format!("]({from})"), &format!("]({to})"));
    if let Some(other) = parse(text.as_bytes()).deck.cards.into_iter().next() {
        *card = Card { span: card.span, ..other };
    }
}

fn shown(path: &Path) -> String {
    escape_line(&path.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deck_that_no_command_would_read_is_refused() {
        let most = usize::try_from(library::MAX_BYTES).unwrap();
        assert!(may_be_read(Path::new("d.yaml"), most).is_ok());
        let refused = may_be_read(Path::new("d.yaml"), most + 1).unwrap_err().to_string();
        assert!(refused.contains("d.yaml would be larger than 64 MiB"), "{refused}");
    }
}
