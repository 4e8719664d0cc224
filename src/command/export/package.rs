//! Decks as a package for Anki: gathers pictures and sounds, what was learned, and the package of last
//! time.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use crate::cli::Export;
use crate::config::{Config, unreadable};
use crate::deck::{FacetId, Part};
use crate::error::{Failure, Kind, plain_reason};
use crate::exchange::Content;
use crate::exchange::package::{self, Columns, Earlier, Learned, Made, PackageError};
use crate::history::{Algorithm, Answers, CardId, Purpose, Tries};
use crate::library::{self, NoMedium};
use crate::scheduling::{self, Elapsed, Past, Scheduler};
use crate::text::count;
use crate::text::escape::escape_line;
use crate::ui::progress::Progress;

use super::super::leave;
use super::super::shelf::{self, Shelf};
use super::anki::{FromCard, Gathered, Way, gather, of_another_type, say};

/// No earlier package of ours is larger, in bytes.
const MAX_EARLIER: u64 = 1 << 30;

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
    if args.since.is_some() && path.exists() {
        // What is about to be replaced must be ours, whatever it is built on.
        drop(earlier(None, path)?);
    }
    let earlier = earlier(args.since.as_deref(), path)?;
    let shelf = shelf::read(&args.decks.paths, config)?;
    let answers = match &shelf.log {
        Some(reader) if args.with_progress => by_facet(&shelf::answers(reader, config)?),
        _ => HashMap::new(),
    };
    let made = Made { now: config.clock.now(), rollover: config.clock.rollover() };
    let mut file = package::Writer::new(earlier, made).map_err(|error| failure(&error))?;
    let models = Models::new(&shelf);
    let (mut n_learned, mut n_other) = (0, 0);
    let mut other_type = Vec::new();
    let mut n_stock = 0;
    let columns = |content: Content| {
        let columns = Columns::new(&content);
        (content, columns)
    };
    let mut gathered = gather(&shelf, Way::Package, config, &columns, &mut |card| {
        let (content, columns) = &card.made;
        if content.notetype.is_some() {
            n_stock += 1;
        } else if file.had_other_type(content) {
            other_type.push((card.place)());
        }
        let learned = if args.with_progress {
            learned(&shelf, &card, &answers, &models, config)
        } else {
            Vec::new()
        };
        for (_, learned) in &learned {
            let last = learned.tries.last();
            n_learned += usize::from(last.is_some());
            n_other += usize::from(last.is_some_and(|it| it.scheduler != Algorithm::Fsrs6));
        }
        file.add(content, columns, &learned).map_err(|error| failure(&error))
    })?;
    let media = media(&mut gathered, config);
    let bytes = file.finish(&media).map_err(|error| failure(&error))?;
    library::write_whole(path, &bytes)?;
    let mut said = gathered.told;
    said.extend(of_another_type(&other_type));
    if n_stock > 0 {
        said.push(format!(
            "{} came from notes of Anki's own types, which a package can't update there; `--to anki-csv` can",
            count(n_stock, "card")
        ));
    }
    if !config.quiet {
        said.push(format!(
            "{} written, with {}",
            count(gathered.n_notes, "note"),
            count(media.len(), "media file")
        ));
        if args.with_progress {
            said.push(format!(
                "with what was learned of {}; tick \"Import any learning progress\" in Anki",
                count(n_learned, "card")
            ));
            if n_other > 0 {
                said.push(
                    "Anki takes the day each card is due, and then goes on by a model of its own (FSRS-6), which \
                     begins where your recall is 90 %"
                        .to_owned(),
                );
            }
        }
    }
    say(&said);
    leave(shelf);
    if gathered.n_faults > 0 { Err(Failure::silent(Kind::No)) } else { Ok(()) }
}

fn failure(error: &PackageError) -> Failure {
    Failure::new(error.to_string())
}

/// The package of last time: the one that is named, or the one that is about to be replaced.
fn earlier(since: Option<&Path>, output: &Path) -> Result<Earlier, Failure> {
    let path = match since {
        Some(path) => path,
        None if output.exists() => output,
        None => return Ok(Earlier::default()),
    };
    let shown = escape_line(&path.to_string_lossy());
    let about = fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !about.is_file() || about.len() > MAX_EARLIER {
        return Err(Failure::new(format!("{shown} is no package of ours")));
    }
    let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
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
fn media(gathered: &mut Gathered, config: &Config) -> BTreeMap<String, Vec<u8>> {
    let progress = Progress::new("reading pictures and sounds", config.plain || config.quiet);
    let of = gathered.media.len();
    let mut media = BTreeMap::new();
    for (done, (name, path)) in std::mem::take(&mut gathered.media).into_iter().enumerate() {
        progress.at(done, of);
        match library::medium_bytes(&path) {
            Ok(bytes) => drop(media.insert(name, bytes)),
            Err(why) => {
                let why = match &why {
                    NoMedium::Unreadable(reason) => plain_reason(reason),
                    _ => why.to_string(),
                };
                gathered.told.push(format!("{} stays out: {why}", path.to_string_lossy()));
            }
        }
    }
    media
}

/// The answers to each facet, by its name.
fn by_facet(answers: &Answers) -> HashMap<String, Tries> {
    let mut by_facet = HashMap::new();
    answers.each_facet(|name, tries| drop(by_facet.insert(name.to_owned(), tries.clone())));
    by_facet
}

/// The schedulers under the learner's own parameters.
struct Models([Box<dyn Scheduler>; 4]);

impl Models {
    fn new(shelf: &Shelf) -> Models {
        let of = |it| scheduling::scheduler_with(it, shelf.collection.marks.values(it));
        Models([Algorithm::Fsrs7, Algorithm::Fsrs6, Algorithm::Leitner, Algorithm::Sm2].map(of))
    }

    /// After how many days recall is 90 %, by the scheduler that promised last.
    fn stability(&self, tries: &Tries) -> Option<f64> {
        let last = tries.iter().rfind(|it| it.purpose != Purpose::Cram)?.scheduler;
        let model = self.0.iter().find(|it| it.algorithm() == last)?.as_ref();
        let memory = Past::of(tries).replay(model)?;
        model.recall(memory, Elapsed::days(1))?;
        Some(model.interval(memory, 0.9))
    }
}

/// What was learned of each of a note's cards.
fn learned(
    shelf: &Shelf,
    note: &FromCard<'_, (Content, Columns)>,
    answers: &HashMap<String, Tries>,
    models: &Models,
    config: &Config,
) -> Vec<(u32, Learned)> {
    let marks = &shelf.collection.marks;
    let deck = &shelf.collection.decks[note.deck_idx];
    let id = CardId { deck: deck.id.clone(), card: note.key.clone() };
    let learned = |ord| {
        let part = part(&note.made.0, ord);
        let facet = FacetId { deck: deck.id.clone(), card: note.key.clone(), part };
        let tries = answers.get(&facet.to_string()).cloned().unwrap_or_default();
        Learned {
            stability: models.stability(&tries),
            tries,
            suspended: marks.suspended.contains(&id),
            flagged: marks.flagged.contains(&id),
            retention: config.settings.retention(&deck.id.0, deck.outline.settings.retention),
        }
    };
    package::ords(&note.made.0).into_iter().map(|ord| (ord, learned(ord))).collect()
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
