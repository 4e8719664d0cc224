//! `quizdeck new`: a first deck, with the schema beside it for editors. `quizdeck schema` prints the schema.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use crate::cli::New;
use crate::config::Config;
use crate::deck::{Card, Deck, Parsed, parse, schema, write};
use crate::error::{Failure, Kind};
use crate::library;
use crate::text::count;
use crate::text::escape::escape_line;
use crate::ui::input::next_line;
use crate::ui::json;

/// The schema's file beside a deck.
const SCHEMA: &str = "deck.schema.json";

/// What a first deck explains of itself.
const ADVICE: &str = "\
# Each card begins with a dash. Keys of a card stand below each other, indented alike.
#   - question: Which river flows through Vienna?
#     answer: the Danube
#     accept: [Danube, Donau]        other answers that are right
#     wrong: [the Rhine, the Po]     makes it a choice
#     hint: It ends in the Black Sea.
#     explanation: Shown after the answer.
# Put a text in single quotes when it holds a colon and a space, or begins with a sign.
# `quizdeck check` tells every fault at its line; `quizdeck show` shows cards as learners see them.
";

/// The card of a deck that was begun without one.
const EXAMPLE: &str = "\
  # An example: write your own in its place.
  - question: Which river flows through Vienna?
    answer: the Danube
    accept:
      - Donau
";

/// Begins a deck.
pub(super) fn run(args: &New, config: &Config) -> Result<(), Failure> {
    let name = escape_line(&args.file.to_string_lossy());
    let is_yaml = args
        .file
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("yaml") || it.eq_ignore_ascii_case("yml"));
    if !is_yaml {
        return Err(Failure::new(format!("{name} does not end in .yaml"))
            .hint("decks are found by that ending"));
    }
    if args.file.exists() {
        return Err(Failure::new(format!("{name} is there already"))
            .hint(format!("`quizdeck add {name}` adds cards to it")));
    }
    let is_dialogue = io::stdin().is_terminal() && io::stdout().is_terminal();
    let stem = args.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let asked = |what: &str, given: &Option<String>, default: Option<&str>| -> Result<_, Failure> {
        match given {
            Some(given) => Ok(Some(given.clone())),
            None if is_dialogue => ask(what, default),
            None => Ok(default.map(str::to_owned)),
        }
    };
    let title = asked("Title", &args.title, Some(&stem))?;
    let language = asked("Language, such as en (Enter: none)", &args.language, None)?;
    let folder = args.file.parent().unwrap_or(Path::new(""));
    if !folder.as_os_str().is_empty() {
        std::fs::create_dir_all(folder)
            .map_err(|error| crate::config::unreadable(folder, &error))?;
    }
    let with_schema = keep_schema(&folder.join(SCHEMA));
    let head = Deck { title, language, ..Deck::default() };
    let mut begun: Option<Parsed> = None;
    let mut take = |cards: &[Card]| {
        begun = Some(match begun.take() {
            Some(there) => super::add::append(&args.file, &there, cards)?,
            None => begin(&args.file, &text(&head, cards, with_schema))?,
        });
        Ok(())
    };
    let mut said = Vec::new();
    let n = super::add::cards(&args.card, &[], config, &mut said, &mut take)?;
    for sentence in &said {
        // Nothing is left to do when standard error is gone.
        let _gone = writeln!(io::stderr(), "{sentence}");
    }
    if begun.is_none() {
        begin(&args.file, &text(&head, &[], with_schema))?;
    }
    if !config.quiet {
        let n = if n == 0 { "an example".to_owned() } else { count(n, "card") };
        let mut out = io::stdout();
        writeln!(out, "{name}: begun with {n}")?;
        writeln!(out, "next: edit it, `quizdeck check {name}`, `quizdeck quiz {name}`")?;
    }
    if said.is_empty() { Ok(()) } else { Err(Failure::silent(Kind::No)) }
}

/// Writes a new file; the deck it is.
fn begin(path: &Path, text: &str) -> Result<Parsed, Failure> {
    library::write_new(path, text.as_bytes())?;
    Ok(parse(text.as_bytes()))
}

/// Prints the schema.
pub(super) fn schema() -> Result<(), Failure> {
    Ok(json::pretty(&mut io::stdout().lock(), &schema::schema())?)
}

/// The schema beside the deck; whether it is there.
fn keep_schema(path: &Path) -> bool {
    let mut bytes = Vec::new();
    let fresh = json::pretty(&mut bytes, &schema::schema()).is_ok();
    fresh && (path.exists() || library::write_whole(path, &bytes).is_ok())
}

fn text(deck: &Deck, cards: &[Card], with_schema: bool) -> String {
    let mut text = String::new();
    if with_schema {
        // One line for the YAML server of most editors, one for those of JetBrains.
        text.push_str(&format!(
            "# yaml-language-server: $schema=./{SCHEMA}\n# $schema: ./{SCHEMA}\n"
        ));
    }
    text.push_str(ADVICE);
    text.push_str(&write::head(deck));
    if cards.is_empty() {
        text.push_str(EXAMPLE);
    }
    cards.iter().fold(text, |text, it| text + &write::card(it, 2))
}

fn ask(what: &str, default: Option<&str>) -> Result<Option<String>, Failure> {
    let mut out = io::stdout();
    let shown = default.map(|it| format!(" (Enter: {it})")).unwrap_or_default();
    write!(out, "{what}{shown}: ")?;
    out.flush()?;
    let typed = next_line(&mut io::stdin().lock())?.unwrap_or_default();
    let typed = typed.trim();
    Ok(if typed.is_empty() { default.map(str::to_owned) } else { Some(typed.to_owned()) })
}
