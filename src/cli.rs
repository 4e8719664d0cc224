//! The command line exactly as typed. Doc comments are the help texts. Touches nothing: paths are
//! not looked at and no default is filled in here; `config` does that.

#![allow(clippy::doc_markdown, reason = "doc comments are the help texts, which show no backticks")]
#![allow(clippy::struct_excessive_bools, reason = "each is a switch as typed")]

use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::history::Algorithm;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const EXAMPLES: &str = "\
Examples:
  quizdeck                              what is due; Enter starts it
  quizdeck quiz decks/moscow-2017.yaml  due and new cards of one deck
  quizdeck quiz decks/ --minutes 10     ten minutes over all decks of a folder
  quizdeck check decks/mine.yaml        every fault of a deck, with its cure
  quizdeck stats                        how it goes

Progress is kept in the data folder of your system, or in QUIZDECK_HOME.";

/// Quizzes at the terminal from decks written in YAML, with spaced repetition.
#[derive(Debug, Parser)]
#[command(name = "quizdeck", version, about, after_help = EXAMPLES, styles = STYLES)]
#[command(propagate_version = true, infer_subcommands = true, max_term_width = 100)]
pub struct Cli {
    /// What to do; without it: what is due, and Enter starts it.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
}

/// Options of every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// Whose progress it is: letters, digits, `-` and `_`
    #[arg(long, global = true, value_name = "NAME")]
    pub learner: Option<String>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", value_enum)]
    pub color: Option<ColorChoice>,
    /// Plain lines, for screen readers, pipes and slow links
    #[arg(long, global = true)]
    pub plain: bool,
    /// Say only what was asked for
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// The seed of every shuffle; the same seed gives the same order
    #[arg(long, global = true, value_name = "N")]
    pub seed: Option<u64>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Even into a pipe
    Always,
    /// Not at all
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "made once")]
pub enum Command {
    /// Ask the cards that are due, and new ones
    Quiz(Quiz),
    /// Tell what is due
    Due(Due),
    /// Tell how it goes: totals, retention, sessions, what comes
    Stats(Stats),
    /// Tell the history of a card, and why it is due when it is
    Why(Why),
    /// List cards
    Cards(Cards),
    /// Put cards aside
    Suspend(CardNames),
    /// Take cards up again that were put aside
    Unsuspend(CardNames),
    /// Take back the newest answer
    Undo(Undo),
    /// Check decks for faults, all at once
    Check(Check),
    /// Draft cards from an article
    Draft(Draft),
    /// Copy your log to a file
    Backup(Backup),
    /// Put a copy of your log in its place
    Restore(Restore),
    /// Share your log with your other devices through a folder
    Sync(Sync),
    /// Write decks for Anki, or your own log
    Export(Export),
    /// Begin a deck
    New(New),
    /// Add cards to a deck
    Add(Add),
    /// Show cards as a learner sees them
    Show(Show),
    /// Print the deck format as a JSON Schema, for editors
    Schema,
    /// Tell what a new version of a deck changes for its learners
    Diff(Diff),
    /// List answers that were declared right, or gather those of learners for the author
    Disputes(Disputes),
    /// List the cards most often missed, with what was typed
    Hardest(Hardest),
    /// Pack a deck with its pictures and sounds, and nothing of you
    Share(Share),
    /// Make a deck of notes from Anki, of a spreadsheet, or of any text with two columns
    Import(Import),
    /// Write a lasting name beside every card that has none
    Ids(Ids),
    /// Erase everything that is kept of a learner
    Erase(Erase),
    /// Measure how well your answers are foretold, and by which model
    Evaluate(Evaluate),
    /// Fit the scheduler to you by hand; it is done without being asked each day you study
    Optimize(Optimize),
    /// Tell what it takes each day to know your cards by a date
    Plan(Plan),
    /// Play the days ahead, to choose how much you want to know
    Simulate(Simulate),
    /// Print the completions of a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// Where the decks are.
#[derive(Debug, Clone, Default, Args)]
pub struct Decks {
    /// Deck files, or folders of them; without any: `decks:` of your settings, else ./decks, else
    /// the decks in this folder
    #[arg(value_name = "DECK|DIR")]
    pub paths: Vec<PathBuf>,
}

/// Ask the cards that are due, and new ones.
///
/// Every answer is saved before its verdict is shown: Ctrl-C at any moment loses nothing.
#[derive(Debug, Clone, Default, Args)]
#[command(after_help = "\
Examples:
  quizdeck quiz decks/moscow-2017.yaml
  quizdeck quiz decks/ --new 5 --limit 20
  quizdeck quiz --tag donbass --as choice
  quizdeck quiz --all --cram              everything once, outside the schedule
  quizdeck quiz --jsonl < answers.jsonl   for programs; see docs/jsonl.md

While a question is open, `:help` lists what can be typed.")]
pub struct Quiz {
    /// Where the decks are.
    #[command(flatten)]
    pub decks: Decks,
    /// Ask cards in this form, where a card allows it
    #[arg(long = "as", value_name = "FORM", value_enum)]
    pub form: Option<FormChoice>,
    /// Ask every card once, whatever is due
    #[arg(long)]
    pub all: bool,
    /// Practise outside the schedule: nothing counts for memory, limits and retention
    #[arg(long)]
    pub cram: bool,
    /// Only cards with this tag; several are alternatives
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// At most so many questions
    #[arg(long, value_name = "N", value_parser = whole, allow_negative_numbers = true)]
    pub limit: Option<usize>,
    /// New cards a study day, over all decks
    #[arg(long, value_name = "N", value_parser = whole_u32, allow_negative_numbers = true)]
    pub new: Option<u32>,
    /// End after so many minutes, at a question's end
    #[arg(long, value_name = "N", value_parser = whole_u32, allow_negative_numbers = true)]
    pub minutes: Option<u32>,
    /// Also cards that are due within so many days
    #[arg(
        long,
        value_name = "DAYS",
        num_args = 0..=1,
        default_missing_value = "1",
        value_parser = whole_u32,
        allow_negative_numbers = true
    )]
    pub ahead: Option<u32>,
    /// Only cards whose last answer was wrong
    #[arg(long)]
    pub only_wrong: bool,
    /// The order of new cards (with --all: of all cards)
    #[arg(long, value_name = "ORDER", value_enum)]
    pub order: Option<OrderChoice>,
    /// The scheduler of these decks from now on
    #[arg(long, value_name = "NAME", value_enum)]
    pub scheduler: Option<SchedulerChoice>,
    /// Speak JSON lines on standard input and output
    #[arg(long, conflicts_with = "plain")]
    pub jsonl: bool,
}

/// A whole number from 0 on.
fn number<N: std::str::FromStr>(text: &str, most: &str) -> Result<N, String> {
    text.parse().map_err(|_| format!("write a whole number from 0 to {most}"))
}

fn whole(text: &str) -> Result<usize, String> {
    number(text, "9999999999")
}

fn whole_u32(text: &str) -> Result<u32, String> {
    number(text, "4294967295")
}

/// A form of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormChoice {
    /// Shown and rated by yourself
    Flashcard,
    /// Typed
    Typed,
    /// Chosen among answers of the same deck
    Choice,
}

/// An order of new cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OrderChoice {
    /// As the author wrote them
    Deck,
    /// Shuffled
    Random,
}

/// A scheduler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchedulerChoice {
    /// FSRS-6
    Fsrs6,
    /// FSRS-7, the default
    Fsrs7,
    /// Leitner's boxes
    Leitner,
    /// SuperMemo 2
    Sm2,
}

impl From<SchedulerChoice> for Algorithm {
    fn from(choice: SchedulerChoice) -> Algorithm {
        match choice {
            SchedulerChoice::Fsrs6 => Algorithm::Fsrs6,
            SchedulerChoice::Fsrs7 => Algorithm::Fsrs7,
            SchedulerChoice::Leitner => Algorithm::Leitner,
            SchedulerChoice::Sm2 => Algorithm::Sm2,
        }
    }
}

/// Tell what is due.
#[derive(Debug, Clone, Default, Args)]
pub struct Due {
    /// Where the decks are.
    #[command(flatten)]
    pub decks: Decks,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// Tell how it goes.
#[derive(Debug, Clone, Default, Args)]
pub struct Stats {
    /// Where the decks are.
    #[command(flatten)]
    pub decks: Decks,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    /// As one page of HTML, with drawings, into a file
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    pub html: Option<PathBuf>,
}

/// Tell the history of a card, and why it is due when it is.
#[derive(Debug, Clone, Args)]
pub struct Why {
    /// The card: DECK/CARD, its shortest unique beginning, or words of its prompt
    #[arg(required = true, value_name = "CARD")]
    pub card: Vec<String>,
    /// Where the decks are
    #[arg(long = "deck", value_name = "DECK|DIR")]
    pub decks: Vec<PathBuf>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// List cards.
#[derive(Debug, Clone, Default, Args)]
pub struct Cards {
    /// Where the decks are.
    #[command(flatten)]
    pub decks: Decks,
    /// Only cards with these words in prompt, answer or tags
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
    /// Only flagged cards
    #[arg(long)]
    pub flagged: bool,
    /// Only cards that were put aside
    #[arg(long)]
    pub suspended: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// Cards by name.
#[derive(Debug, Clone, Args)]
pub struct CardNames {
    /// The card: DECK/CARD, its shortest unique beginning, or words of its prompt
    #[arg(required = true, value_name = "CARD")]
    pub card: Vec<String>,
    /// Where the decks are
    #[arg(long = "deck", value_name = "DECK|DIR")]
    pub decks: Vec<PathBuf>,
}

/// Take back the newest answer.
#[derive(Debug, Clone, Default, Args)]
pub struct Undo {
    /// How many answers
    #[arg(default_value_t = 1, value_name = "N", value_parser = whole)]
    pub n: usize,
}

/// Check decks for faults, all at once.
#[derive(Debug, Clone, Default, Args)]
pub struct Check {
    /// Where the decks are.
    #[command(flatten)]
    pub decks: Decks,
    /// How to report
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ReportFormat::Human)]
    pub format: ReportFormat,
    /// The article the decks are about: every quote must stand in it, and every answer near its quote
    #[arg(long, value_name = "ARTICLE")]
    pub source: Option<PathBuf>,
    /// Explain a rule by its code, such as D008, and check nothing
    #[arg(long, value_name = "RULE")]
    pub explain: Option<String>,
    /// Mend what is safe to mend: quotes around values that YAML reads as something else, spaces at the
    /// ends of lines
    #[arg(long)]
    pub fix: bool,
}

/// Draft cards from an article, offline, the same every time.
///
/// Each card is bound to the sentence it comes from, and is not asked until you keep it. On a terminal you
/// are shown one after the other; `q` leaves the rest for later, the same command goes on with them.
#[derive(Debug, Clone, Default, Args)]
#[command(after_help = "\
Examples:
  quizdeck draft article.txt -o deck.yaml        a deck to look through
  quizdeck draft page.html --json                the proposals, for programs
  quizdeck draft article.txt --append -o deck.yaml
  quizdeck draft article.txt --prompt            a prompt for a chatbot; then:
  quizdeck check --source article.txt deck.yaml

docs/draft.md tells what becomes a card, and what does not.")]
pub struct Draft {
    /// The article: plain text, Markdown or HTML; `-` is standard input
    #[arg(value_name = "ARTICLE")]
    pub article: PathBuf,
    /// The deck to write; `-`, as without it, is standard output
    #[arg(long, short, value_name = "DECK")]
    pub output: Option<PathBuf>,
    /// The proposals as a JSON array
    #[arg(long, conflicts_with_all = ["append", "explain", "prompt"])]
    pub json: bool,
    /// At most so many cards; without it as many as suit the length
    #[arg(long, value_name = "N", value_parser = whole, allow_negative_numbers = true)]
    pub max: Option<usize>,
    /// The least score of a card, from 0 to 1
    #[arg(long, value_name = "SCORE", value_parser = share, allow_negative_numbers = true)]
    pub min_score: Option<f64>,
    /// Only cards of these kinds, parted by commas
    #[arg(long, value_name = "KINDS", value_enum, value_delimiter = ',')]
    pub only: Vec<DraftKind>,
    /// Add to the deck that is there; what it asks already is not asked again
    #[arg(long, requires = "output", conflicts_with = "force")]
    pub append: bool,
    /// Write over the deck that is there
    #[arg(long)]
    pub force: bool,
    /// Tell why each card was proposed, and why nothing was made of the other sentences
    #[arg(long)]
    pub explain: bool,
    /// Print a prompt that has a chatbot draft the deck
    #[arg(long, conflicts_with_all = ["append", "explain"])]
    pub prompt: bool,
}

/// A kind of drafted card: how it asks, or what for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DraftKind {
    /// A sentence with a gap
    Cloze,
    /// A question
    Short,
    /// With choices
    Choice,
    /// A person is asked for
    Person,
    /// A place
    Place,
    /// An organisation
    Organisation,
    /// Another name
    Name,
    /// A year or a day
    Date,
    /// A number
    Number,
    /// A term; left out unless named here
    Term,
}

fn share(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|it| (0.0..=1.0).contains(it));
    number.ok_or_else(|| "write a number from 0 to 1, such as 0.3".to_owned())
}

/// How to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum ReportFormat {
    /// For people
    #[default]
    Human,
    /// One array of objects
    Json,
    /// Annotations for GitHub's actions
    Github,
    /// SARIF 2.1.0, for code scanners
    Sarif,
}

/// Copy your log to a file.
///
/// A copy of each of the last seven days on which you studied is kept without being asked for.
#[derive(Debug, Clone, Default, Args)]
pub struct Backup {
    /// The file; without it, the copy of this day beside the log
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Put a copy of your log in its place.
///
/// The log that is there is set aside, and every answer of it that can still be read is taken over.
#[derive(Debug, Clone, Default, Args)]
pub struct Restore {
    /// The copy: a file, or a day such as 2026-11-23; without it, the newest
    #[arg(value_name = "FILE|DAY")]
    pub file: Option<PathBuf>,
    /// List the copies that are kept
    #[arg(long)]
    pub list: bool,
}

/// Share your log with your other devices through a folder.
///
/// The folder is one that your devices share, by Syncthing, Dropbox, git or a stick. Each device writes
/// only its own file there; the order in which they meet does not matter.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  quizdeck sync ~/Sync/quizdeck          on each device, before and after studying")]
pub struct Sync {
    /// The shared folder
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}

/// Write decks for Anki, or your own log.
///
/// A note keeps its name for ever: importing the same file again changes nothing in Anki, importing an
/// edited one updates exactly the edited notes, and what you learned there stays.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  quizdeck export --to anki-csv -o moscow.csv decks/moscow-2017.yaml
  quizdeck export --to anki-tsv decks/ > all.tsv
  quizdeck export --to anki-csv --notetype Basic=Einfach --notetype Cloze=Lückentext -o d.csv d.yaml
  quizdeck export --to log               everything that is kept of you, one event a line

In Anki: File > Import, choose the file, Import. docs/anki.md tells the rest.")]
pub struct Export {
    /// What to write
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub to: ExportFormat,
    /// Where to write it; `-`, as without it, is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The name of a note type in an Anki of another language
    #[arg(long, value_name = "NAME=NAME")]
    pub notetype: Vec<String>,
    /// The package you imported last; only notes that changed since get a new date. Without it, the
    /// one that is at `-o`
    #[arg(long, value_name = "FILE")]
    pub since: Option<PathBuf>,
    /// Put your schedule and history into the package
    #[arg(long)]
    pub with_progress: bool,
    /// Where the decks are
    #[command(flatten)]
    pub decks: Decks,
}

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Your own log, one event a line
    Log,
    /// Notes for Anki's importer, parted by commas
    AnkiCsv,
    /// Notes for Anki's importer, parted by tabs
    AnkiTsv,
    /// A package for Anki (.apkg), with pictures and sounds
    Apkg,
}

/// Begin a deck: by a dialogue, from flags, or from lines `question TAB answer`.
///
/// The schema of the deck format is written beside it, so that an editor with a YAML server helps.
#[derive(Debug, Clone, Args)]
pub struct New {
    /// The file to write
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The deck's title
    #[arg(long)]
    pub title: Option<String>,
    /// The language of its texts, such as `en`
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// The first card
    #[command(flatten)]
    pub card: CardFlags,
}

/// Add cards to a deck: by a dialogue, from flags, or from lines `question TAB answer`.
///
/// Every other byte of the file stays as it is.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  quizdeck add decks/lakes.yaml
  quizdeck add decks/lakes.yaml --question 'Deepest lake?' --answer Baikal --tag lakes
  quizdeck add decks/lakes.yaml --question 'How deep is it?' --answer 1642 --unit m --tolerance 5
  printf 'Deepest lake?\\tBaikal\\n' | quizdeck add decks/lakes.yaml")]
pub struct Add {
    /// The deck
    #[arg(value_name = "DECK")]
    pub deck: PathBuf,
    /// The card
    #[command(flatten)]
    pub card: CardFlags,
}

/// A card, key by key.
#[derive(Debug, Clone, Default, Args)]
pub struct CardFlags {
    /// What is asked
    #[arg(long, allow_hyphen_values = true, value_parser = card_text)]
    pub question: Option<String>,
    /// What is right; for a choice several
    #[arg(long, allow_hyphen_values = true, value_parser = card_text)]
    pub answer: Vec<String>,
    /// Another answer that is right
    #[arg(long, allow_hyphen_values = true, value_parser = card_text)]
    pub accept: Vec<String>,
    /// A wrong choice
    #[arg(long, allow_hyphen_values = true, value_parser = card_text)]
    pub wrong: Vec<String>,
    /// How far off a number is still right: 0.5 or 5%
    #[arg(long, value_name = "AMOUNT")]
    pub tolerance: Option<String>,
    /// The unit of a number
    #[arg(long)]
    pub unit: Option<String>,
    /// A step of an order, in its place
    #[arg(long, value_name = "STEP", allow_hyphen_values = true, value_parser = card_text)]
    pub order: Vec<String>,
    /// A pair that belongs together
    #[arg(long = "match", value_name = "LEFT=RIGHT", allow_hyphen_values = true, value_parser = card_text)]
    pub pairs: Vec<String>,
    /// A member of a list
    #[arg(long, value_name = "MEMBER", allow_hyphen_values = true, value_parser = card_text)]
    pub list: Vec<String>,
    /// How many members of the list are to be named; without it all
    #[arg(long, value_name = "N")]
    pub need: Option<String>,
    /// The front of a card that is turned
    #[arg(long, allow_hyphen_values = true, value_parser = card_text)]
    pub front: Option<String>,
    /// Its back
    #[arg(long, allow_hyphen_values = true, value_parser = card_text)]
    pub back: Option<String>,
    /// A text with gaps such as {{c1::Minsk}}
    #[arg(long, allow_hyphen_values = true, value_parser = card_text)]
    pub cloze: Option<String>,
    /// What is true or false
    #[arg(long, allow_hyphen_values = true, value_parser = card_text)]
    pub statement: Option<String>,
    /// The kind of card, where the other flags do not tell it: an exact number is `--kind number`
    #[arg(long)]
    pub kind: Option<String>,
    /// Shown on request
    #[arg(long, allow_hyphen_values = true, value_parser = card_text)]
    pub hint: Option<String>,
    /// Shown after the answer
    #[arg(long, allow_hyphen_values = true, value_parser = card_text)]
    pub explanation: Option<String>,
    /// Where the fact stands
    #[arg(long)]
    pub source: Option<String>,
    /// A word to choose cards by
    #[arg(long)]
    pub tag: Vec<String>,
    /// The card's name
    #[arg(long)]
    pub id: Option<String>,
}

/// A text of a card, which may begin with a hyphen; a flag in its place means that the text was forgotten.
fn card_text(typed: &str) -> Result<String, String> {
    let is_flag = typed.strip_prefix("--").is_some_and(|it| {
        it.starts_with(|c: char| c.is_ascii_lowercase())
            && it.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    });
    if is_flag {
        Err("this is a flag, and the text is missing before it".to_owned())
    } else {
        Ok(typed.to_owned())
    }
}

/// Tell what a new version of a deck changes for its learners: what is new, reworded, answered otherwise,
/// gone.
#[derive(Debug, Clone, Args)]
pub struct Diff {
    /// The old version and the new one; with `--git` the deck alone
    #[arg(value_name = "OLD NEW", num_args = 1..=2, required = true)]
    pub decks: Vec<PathBuf>,
    /// Compare with the version of that revision in git
    #[arg(long, value_name = "REV")]
    pub git: Option<String>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// List answers that you declared right, so that their author can accept them.
///
/// A learner writes them to a file with `--report FILE`: no name and no time are in it. The author reads any
/// number of such files with `--from FILES... DECK`, and gets what to paste under `accept:`.
#[derive(Debug, Clone, Args)]
pub struct Disputes {
    /// Write yours to a file, for the author
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Read learners' files; the deck comes last
    #[arg(long, value_name = "FILES", num_args = 1.., conflicts_with = "report")]
    pub from: Vec<PathBuf>,
    /// Where the decks are
    #[command(flatten)]
    pub decks: Decks,
}

/// List the cards most often missed, with what was typed in place of the answer.
#[derive(Debug, Clone, Default, Args)]
pub struct Hardest {
    /// Where the decks are
    #[command(flatten)]
    pub decks: Decks,
    /// How many cards
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// Pack a deck with its pictures and sounds into a zip, to hand out. Nothing of your progress is in it.
#[derive(Debug, Clone, Args)]
pub struct Share {
    /// The deck
    #[arg(value_name = "DECK")]
    pub deck: PathBuf,
    /// The file to write; without it the deck's name with .zip
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Show cards as a learner sees them, front and back.
#[derive(Debug, Clone, Args)]
pub struct Show {
    /// The deck
    #[arg(value_name = "DECK")]
    pub deck: PathBuf,
    /// One card: its name, or words of its prompt
    #[arg(value_name = "CARD")]
    pub card: Vec<String>,
    /// Show the card under work, and its faults, each time the file is saved
    #[arg(long)]
    pub watch: bool,
}

/// Make decks of notes from Anki, of a spreadsheet, or of any text with two columns.
///
/// Takes .apkg and .colpkg of all versions, collection.anki2, and .txt, .csv, .tsv with Anki's header
/// lines, with the names of card keys on top, or with two bare columns as Quizlet exports them.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  quizdeck import japanese.apkg -o japanese.yaml
  quizdeck import everything.colpkg -o decks/ --with-history
  quizdeck import words.csv -o words.yaml --merge
  quizdeck import phone.colpkg -o decks/ --history-only")]
pub struct Import {
    /// The file to take notes from
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The deck to write (.yaml), or a folder, which gets a file for each deck
    #[arg(long, short, value_name = "DECK|DIR")]
    pub output: PathBuf,
    /// Write over decks that are there
    #[arg(long, conflicts_with = "merge")]
    pub force: bool,
    /// Add the cards that are new to a deck that is there; its lines stay as they are
    #[arg(long)]
    pub merge: bool,
    /// Cards that Anki turns are typed and judged
    #[arg(long)]
    pub typed: bool,
    /// Take your answers along, so that the schedule goes on
    #[arg(long)]
    pub with_history: bool,
    /// Take your answers only, for decks that were imported or exported before
    #[arg(long, conflicts_with_all = ["force", "merge", "typed"])]
    pub history_only: bool,
}

/// Write a lasting name beside every card of a deck that has none.
///
/// Progress and notes in Anki then stay with a card however it is reworded. Nothing else in the file
/// changes.
#[derive(Debug, Clone, Args)]
pub struct Ids {
    /// The deck files
    #[arg(value_name = "DECK", required = true)]
    pub decks: Vec<PathBuf>,
}

/// Erase everything that is kept of a learner.
#[derive(Debug, Clone, Args)]
pub struct Erase {
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
}

/// Measure how well your answers are foretold, and by which model.
///
/// Each model foretells reviews that it was not fitted to; docs/scheduling.md tells how.
#[derive(Debug, Clone, Default, Args)]
#[command(after_help = "\
Examples:
  quizdeck evaluate                      on your own log
  quizdeck evaluate reviews.csv --timezone Europe/Rome --rollover 4")]
pub struct Evaluate {
    /// The log: a CSV file with the columns card_id, review_rating, review_time and review_duration; a
    /// package or collection of Anki; without it, your own
    #[arg(value_name = "LOG")]
    pub log: Option<PathBuf>,
    /// The hour, 0 to 23, at which a study day begins in that file
    #[arg(long, value_name = "HOUR", value_parser = clap::value_parser!(u8).range(..24))]
    pub rollover: Option<u8>,
    /// The time zone in which that file's reviews were made, such as Europe/Rome
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// Fit the scheduler to you by hand.
///
/// It is done without being asked on each day that you study. What was promised stays: a card takes new
/// parameters from its next review on.
#[derive(Debug, Clone, Default, Args)]
pub struct Optimize {
    /// Keep the parameters as they are from now on, until `optimize` is run again
    #[arg(long, conflicts_with = "reset")]
    pub freeze: bool,
    /// Go back to the defaults; the next study day fits anew
    #[arg(long)]
    pub reset: bool,
    /// The scheduler
    #[arg(long, value_name = "NAME", value_enum)]
    pub scheduler: Option<SchedulerChoice>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// Tell what it takes to have met every card by a date, and what is likely to be known on it.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  quizdeck plan --by 2027-03-31
  quizdeck plan --by 2027-03-31 --minutes 20 decks/moscow-2017.yaml")]
pub struct Plan {
    /// The day, such as 2027-03-31
    #[arg(long, value_name = "DATE")]
    pub by: String,
    /// The minutes a day that you have
    #[arg(long, value_name = "N", value_parser = whole_u32)]
    pub minutes: Option<u32>,
    /// Where the decks are.
    #[command(flatten)]
    pub decks: Decks,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// Play the days ahead under each wanted retention, to choose one.
#[derive(Debug, Clone, Args)]
pub struct Simulate {
    /// Where the decks are.
    #[command(flatten)]
    pub decks: Decks,
    /// How many days ahead
    #[arg(long, value_name = "N", default_value_t = 365,
          value_parser = clap::value_parser!(u32).range(1..=3_660))]
    pub days: u32,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// Print the completions of a shell.
#[derive(Debug, Clone, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
