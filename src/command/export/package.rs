//! Decks as a package for Anki: gathers pictures and sounds, what was learned, and the package of last
//! time.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use crate::cli::Export;
use crate::config::Config;
use crate::deck::{FacetId, Part};
use crate::error::{Failure, Kind};
use crate::exchange::package::{self, Earlier, Learned, Made, Packed};
use crate::exchange::{Content, media_name};
use crate::history::CardId;
use crate::library;
use crate::text::count;
use crate::text::escape::escape_line;
use crate::ui::progress::Progress;

use super::super::shelf::{self, Shelf};
use super::anki::{Gathered, gather, say};

/// Writes a package.
pub(super) fn write(args: &Export, config: &Config) -> Result<(), Failure> {
    let Some(path) = args.output.as_deref().filter(|path| path.as_os_str() != "-") else {
        return Err(Failure::new("a package is a file").hint("name it: `-o DECK.apkg`"));
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    if !args.notetype.is_empty() {
        return Err(Failure::new(
            "`--notetype` renames stock note types; a package brings its own",
        ));
    }
    let ending = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("apkg"));
    if name == "collection.apkg" || name.starts_with("backup-") || !ending {
        return Err(Failure::new(format!(
            "Anki would not add the cards of a file called {}",
            escape_line(&name)
        ))
        .hint("give it another name that ends in .apkg, such as DECK.apkg"));
    }
    let earlier = earlier(args.since.as_deref(), path)?;
    let shelf = shelf::read(&args.decks.paths, config)?;
    let mut gathered = gather(&shelf)?;
    let media = media(&mut gathered, config)?;
    let learned =
        if args.with_progress { learned(&shelf, &gathered, config)? } else { HashMap::new() };
    let packed: Vec<Packed<'_>> = gathered
        .notes
        .iter()
        .enumerate()
        .map(|(idx, note)| Packed {
            content: &note.content,
            learned: learned.get(&idx).cloned().unwrap_or_default(),
        })
        .collect();
    let made = Made { now: config.clock.now(), rollover: config.clock.rollover() };
    let progress = Progress::new("writing the package", config.plain || config.quiet);
    let bytes = package::write(&packed, &media, &earlier, made, &|done, of| progress.at(done, of))
        .map_err(|error| Failure::new(error.to_string()))?;
    drop(progress);
    library::write_whole(path, &bytes)?;
    let mut said = gathered.told.clone();
    if !config.quiet {
        said.push(format!(
            "{} written, with {}",
            count(packed.len(), "note"),
            count(media.len(), "media file")
        ));
        if args.with_progress {
            let n = learned.values().flatten().filter(|(_, it)| !it.tried.is_empty()).count();
            said.push(format!(
                "with what was learned of {}; tick \"Import any learning progress\" in Anki",
                count(n, "card")
            ));
        }
    }
    say(&said);
    if gathered.n_faults > 0 { Err(Failure::silent(Kind::No)) } else { Ok(()) }
}

/// The package of last time: the one that is named, or the one that is about to be replaced.
fn earlier(since: Option<&Path>, output: &Path) -> Result<Earlier, Failure> {
    let path = match since {
        Some(path) => path,
        None if output.exists() => output,
        None => return Ok(Earlier::default()),
    };
    let shown = escape_line(&path.to_string_lossy());
    let bytes = fs::read(path)
        .map_err(|error| Failure::new(format!("{shown} could not be read: {error}")))?;
    Earlier::read(&bytes).map_err(|error| {
        let failure = Failure::new(format!("{shown}: {error}"));
        if since.is_some() {
            failure.hint("name a package of ours, or leave `--since` out")
        } else {
            failure.hint("it is not overwritten; move it away, or name another file")
        }
    })
}

/// The files that notes show, under their names in Anki. What is not there is told and left out.
fn media(gathered: &mut Gathered, config: &Config) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let mut files: BTreeMap<PathBuf, String> = BTreeMap::new();
    for note in &gathered.notes {
        for file in &note.content.media {
            let path = note.folder.join(file);
            // A deck of somebody else must not take files along that it does not own.
            if library::is_inside(&note.folder, Path::new(file)) {
                files.insert(path, media_name(file));
            } else {
                let path = path.to_string_lossy();
                gathered.told.push(format!("{path} stays out: it is outside the deck's folder"));
            }
        }
    }
    let progress = Progress::new("reading pictures and sounds", config.plain || config.quiet);
    let mut media: BTreeMap<String, (Vec<u8>, PathBuf)> = BTreeMap::new();
    let of = files.len();
    for (done, (path, name)) in files.into_iter().enumerate() {
        progress.at(done, of);
        let shown = escape_line(&path.to_string_lossy());
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                gathered.told.push(format!("{shown} stays out: {error}"));
                continue;
            }
        };
        if let Some((other, at)) = media.get(&name)
            && *other != bytes
        {
            return Err(Failure::new(format!(
                "{} and {shown} would be one file in Anki, which has no folders",
                escape_line(&at.to_string_lossy())
            ))
            .hint("rename one of them"));
        }
        media.insert(name, (bytes, path));
    }
    Ok(media.into_iter().map(|(name, (bytes, _))| (name, bytes)).collect())
}

/// What was learned of each note, by its place, and of each of its cards.
fn learned(
    shelf: &Shelf,
    gathered: &Gathered,
    config: &Config,
) -> Result<HashMap<usize, Vec<(u32, Learned)>>, Failure> {
    let marks = &shelf.collection.marks;
    let mut places: HashMap<String, (usize, u32)> = HashMap::new();
    let mut learned: HashMap<usize, Vec<(u32, Learned)>> = HashMap::new();
    for (idx, note) in gathered.notes.iter().enumerate() {
        let deck = &shelf.collection.decks[note.deck_idx];
        let id = CardId { deck: deck.id.clone(), card: note.key.clone() };
        let none = Learned {
            tried: Vec::new(),
            suspended: marks.suspended.contains(&id),
            flagged: marks.flagged.contains(&id),
            retention: config.settings.retention(&deck.id.0, deck.outline.settings.retention),
        };
        for ord in package::ords(&note.content) {
            let part = part(&note.content, ord);
            let facet = FacetId { deck: deck.id.clone(), card: note.key.clone(), part };
            places.insert(facet.to_string(), (idx, ord));
            learned.entry(idx).or_default().push((ord, none.clone()));
        }
    }
    let Some(reader) = &shelf.log else { return Ok(learned) };
    reader.answers(reader.last_row()?)?.each_facet(|name, tried| {
        let Some((idx, ord)) = places.get(name) else { return };
        if let Some((_, learned)) =
            learned.get_mut(idx).and_then(|all| all.iter_mut().find(|(of, _)| of == ord))
        {
            learned.tried = tried.to_vec();
        }
    });
    Ok(learned)
}

/// What is scheduled as the card of a note.
fn part(content: &Content, ord: u32) -> Part {
    use crate::exchange::Form;
    match (content.form, ord) {
        (Form::Cloze, _) => Part::Cloze(u16::try_from(ord + 1).unwrap_or(u16::MAX)),
        (_, 0) => Part::Whole,
        _ => Part::Reverse,
    }
}
