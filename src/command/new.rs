//! `quizdeck new`: a first deck, with the schema beside it for editors. `quizdeck schema` prints the schema.

use std::io::{self, Write};
use std::path::Path;

use crate::cli::New;
use crate::config::Config;
use crate::deck::{Card, Deck, Parsed, parse, schema, write};
use crate::error::{Failure, Kind};
use crate::library;
use crate::text::count;
use crate::text::escape::{escape, escape_line};
use crate::text::width::wrap;
use crate::ui::json;
use crate::ui::screen::{complain, window};
use crate::ui::talk::Talk;

use super::add::{self, Lines};
use super::asking::{self, Ending, Typed};

/// The schema's file beside a deck.
const SCHEMA: &str = "deck.schema.json";

/// What a first deck explains of itself.
const ADVICE: &str = "\
# Each card begins with a dash. Keys of a card stand below each other, indented alike.
#   - question: Which river flows through Rome?
#     answer: the Tiber
#     accept: [Tiber, Tevere]        # other answers that are right
#     hint: It ends in the Tyrrhenian Sea.
#     explanation: Shown after the answer.
#   - question: Which river flows through Paris?
#     answer: the Seine
#     wrong: [the Rhine, the Po]     # makes it a choice
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
    // What is wrong with flags is told before anything is asked.
    let card = add::flags::card(&args.card)?;
    let stem = args.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut head =
        Deck { title: args.title.clone(), language: args.language.clone(), ..Deck::default() };
    if let Some(why) = fault(&head) {
        return Err(Failure::new(format!("that begins no deck: {why}")));
    }
    library::can_write(&args.file)?;
    let mut begun = Begun { path: &args.file, parsed: None };
    if card.is_none() && add::is_dialogue() {
        let mut talk = Talk::new(config.plain, config.color_out)?;
        let ending = match about(&mut talk, &mut head, &stem)? {
            Some(ending) => (0, ending),
            None => add::by_dialogue(&mut talk, &mut |cards| begun.take(&head, cards))?,
        };
        return told(&mut talk, &name, ending, || begun.take(&head, &[]));
    }
    head.title.get_or_insert(stem);
    let Lines { cards, said } = match card {
        Some(card) => Lines { cards: vec![card], said: Vec::new() },
        None => add::lines()?,
    };
    if !said.is_empty() {
        for it in &said {
            complain(it);
        }
        return Err(Failure::new(format!("{name} was not written"))
            .hint("each line is a question, a tab and an answer; without lines a dialogue asks at a terminal"));
    }
    let mut twice = Vec::new();
    let cards = add::new_ones(cards, &[], &mut twice);
    begun.take(&head, &cards)?;
    for it in &twice {
        complain(it);
    }
    if !config.quiet {
        let sentences = [begun_with(&name, cards.len()), next(&name)];
        write_wrapped(&sentences)?;
    }
    if twice.is_empty() { Ok(()) } else { Err(Failure::silent(Kind::No)) }
}

/// A file that is begun with its first cards, and has the others added.
struct Begun<'a> {
    path: &'a Path,
    parsed: Option<Parsed>,
}

impl Begun<'_> {
    /// Writes cards, or an example where there are none.
    fn take(&mut self, head: &Deck, cards: &[Card]) -> Result<(), Failure> {
        self.parsed = Some(match self.parsed.take() {
            Some(there) => add::append(self.path, &there, cards)?,
            None => self.begin(head, cards)?,
        });
        Ok(())
    }

    fn begin(&self, head: &Deck, cards: &[Card]) -> Result<Parsed, Failure> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        if !folder.as_os_str().is_empty() {
            std::fs::create_dir_all(folder)
                .map_err(|error| crate::config::unreadable(folder, &error))?;
        }
        let with_schema = keep_schema(&folder.join(SCHEMA));
        let text = text(head, cards, with_schema);
        library::write_new(self.path, text.as_bytes())?;
        Ok(parse(text.as_bytes()))
    }
}

/// Asks for what is not known of a deck; how the dialogue ended, where it did.
fn about(talk: &mut Talk, head: &mut Deck, stem: &str) -> Result<Option<Ending>, Failure> {
    let (title, language) = (head.title.is_none(), head.language.is_none());
    let mut at_title = title;
    loop {
        let typed = if at_title {
            let before = head.title.clone().unwrap_or_default();
            asking::ask(talk, &format!("Title (Enter: {stem}):"), &before)?
        } else if language {
            asking::ask(talk, "Language, such as en (Enter: none):", "")?
        } else {
            break;
        };
        let text = match typed {
            Typed::End(ending) => return Ok(Some(ending)),
            Typed::Back if !at_title && title => {
                at_title = true;
                continue;
            }
            Typed::Back | Typed::Drop => {
                talk.say("there is nothing before this; :quit ends")?;
                continue;
            }
            Typed::Text(text) => Some(text).filter(|it| !it.is_empty()),
        };
        let asked = if at_title { &mut head.title } else { &mut head.language };
        *asked = text;
        match fault(head) {
            Some(why) => talk.say(&why)?,
            None if at_title => at_title = false,
            None => break,
        }
    }
    head.title.get_or_insert_with(|| stem.to_owned());
    Ok(None)
}

/// What can be said against title and language.
fn fault(head: &Deck) -> Option<String> {
    let parsed = parse(format!("{}{EXAMPLE}", write::head(head)).as_bytes());
    let fault = parsed.diagnostics.first()?;
    let help = fault.help.as_ref().map(|it| format!("; {it}")).unwrap_or_default();
    Some(escape(&format!("{}{help}", fault.message)).into_owned())
}

/// Tells what a dialogue left: cards, an example where it was ended in peace, or nothing at all.
fn told(
    talk: &mut Talk,
    name: &str,
    (n, ending): (usize, Ending),
    example: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    match (n, ending) {
        (0, Ending::Done) => {
            example()?;
            talk.say(&begun_with(name, 0))?;
            talk.say(&next(name))?;
        }
        (0, _) => talk.say("no card was added, and nothing was written")?,
        (n, Ending::Interrupted) => talk.say(&format!("stopped; {}", begun_with(name, n)))?,
        (n, _) => {
            talk.say(&begun_with(name, n))?;
            talk.say(&next(name))?;
        }
    }
    add::ended(ending)
}

fn begun_with(name: &str, n: usize) -> String {
    let n = if n == 0 { "an example".to_owned() } else { count(n, "card") };
    format!("{name}: begun with {n}")
}

fn next(name: &str) -> String {
    format!("next: edit it, `quizdeck check {name}`, `quizdeck quiz {name}`")
}

/// Writes sentences, in lines that fit the window where there is one.
fn write_wrapped(sentences: &[String]) -> io::Result<()> {
    let columns = window().unwrap_or(usize::MAX);
    let mut out = io::stdout();
    sentences.iter().flat_map(|it| wrap(it, columns)).try_for_each(|line| writeln!(out, "{line}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_of_a_first_deck_is_a_sound_card_when_its_marks_are_taken_away() {
        let begun = text(&Deck { title: Some("Rivers".to_owned()), ..Deck::default() }, &[], false);
        let examples: Vec<&str> = begun
            .lines()
            .filter_map(|line| line.strip_prefix("# ").filter(|it| it.starts_with("  ")))
            .collect();
        let examples = examples.join("\n");
        let parsed = parse(format!("{begun}{examples}").as_bytes());
        assert_eq!(parsed.diagnostics, []);
        let cards = &parsed.deck.cards;
        assert_eq!(
            cards.iter().map(Card::kind_word).collect::<Vec<_>>(),
            ["short", "short", "choice"]
        );
        assert!(!examples.is_empty() && crate::check::check(&parsed).is_empty());
    }
}
