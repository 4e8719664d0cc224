//! `quizdeck draft`: an article to a deck of proposed cards, which a teacher looks through.

mod explaining;
mod reviewing;

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, IsTerminal, Read, Write};
use std::path::Path;

use serde::Serialize;

use crate::cli::{Draft as Args, DraftKind};
use crate::config::Config;
use crate::deck::Parsed;
use crate::draft::grounding::Source;
use crate::draft::{
    self, Draft, Form, Format, Proposal, Sort, Text, WEAK_SCORE, Wanted, Weights, appended,
    chatbot, deck_of,
};
use crate::error::{Failure, plain_reason};
use crate::library;
use crate::text::count;
use crate::text::escape::escape_line;
use crate::text::fold::fold;
use crate::ui::json;

/// No article is larger; about 170,000 words.
const MAX_BYTES: u64 = 1024 * 1024;

/// A proposal as `--json` writes it.
#[derive(Serialize)]
struct AsJson<'a> {
    prompt: &'a str,
    answer: &'a str,
    kind: &'static str,
    sort: &'static str,
    accept: &'a [String],
    choices: &'a [String],
    quote: &'a str,
    start: usize,
    end: usize,
    score: f64,
    flags: &'a [&'static str],
}

/// Drafts, writes, and has the cards looked through where that can be.
pub(super) fn run(args: &Args, config: &Config) -> Result<(), Failure> {
    let output = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let article = read(&args.article)?;
    let name = args.article.to_string_lossy();
    if args.prompt {
        let cards =
            args.max.unwrap_or_else(|| (article.split_whitespace().count() / 60).clamp(6, 40));
        return put(&args.article, output, args.force, &chatbot::prompt(&article, cards));
    }
    let at_terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let reviews = at_terminal
        && !args.json
        && !args.explain
        && !config.plain
        && args.article.as_os_str() != "-";
    if let Some(path) = output
        && path.exists()
        && !args.append
        && !args.force
        && !args.json
        && !args.explain
    {
        return go_on(path, reviews, config);
    }
    let there = output.filter(|path| args.append && path.exists());
    let before = there.map(deck_at).transpose()?;
    let reading = draft::read(&article, Format::of(&name, &article));
    let text = Text::new(reading);
    let wanted = Wanted { reviewed: reviews, ..wanted(args, before.as_ref()) };
    let drafted = draft::draft(&article, &text, &wanted, &Weights::shipped());
    if text.is_empty() {
        return Err(Failure::new(format!(
            "{} has no sentences to ask about",
            shown(&args.article)
        ))
        .hint("cards come from running text; headings, lists, captions and tables give none"));
    }
    if args.explain {
        return put(&args.article, None, false, &explaining::explanation(&drafted));
    }
    if !config.quiet {
        tell(args, &text, &drafted);
    }
    if args.json {
        let proposals: Vec<AsJson<'_>> = drafted.proposals.iter().map(as_json).collect();
        let mut bytes = Vec::new();
        json::pretty(&mut bytes, &proposals)?;
        return put(&args.article, output, args.force, &String::from_utf8_lossy(&bytes));
    }
    if drafted.proposals.is_empty() {
        return Err(nothing(&args.article, &drafted, before.is_some()));
    }
    match (&before, output) {
        (Some(parsed), Some(path)) => append(path, parsed, &drafted.proposals)?,
        _ => {
            let stem = args.article.file_stem().map(|it| it.to_string_lossy().into_owned());
            let title = text.title().map(str::to_owned).or(stem).unwrap_or_default();
            put(&args.article, output, args.force, &deck_of(&title, &drafted))?;
        }
    }
    let Some(path) = output else { return Ok(()) };
    if reviews {
        return reviewing::review(path, config);
    }
    if !config.quiet {
        let cards = count(drafted.proposals.len(), "card");
        let path = escape_line(&path.to_string_lossy());
        writeln!(
            std::io::stdout(),
            "{path}: {cards} drafted; each is asked once its line `suspended: draft` is gone"
        )?;
    }
    Ok(())
}

/// An article, made ready to check decks against.
pub(super) fn source(path: &Path) -> Result<Source, Failure> {
    let article = read(path)?;
    let format = Format::of(&path.to_string_lossy(), &article);
    Ok(Source::new(&article, &draft::read(&article, format)))
}

/// Goes on with the drafts of a deck that is there.
fn go_on(path: &Path, reviews: bool, config: &Config) -> Result<(), Failure> {
    let waits =
        library::load_file(path).is_ok_and(|file| file.parsed.deck.cards.iter().any(|it| it.draft));
    if reviews && waits {
        return reviewing::review(path, config);
    }
    Err(Failure::new(format!("{} is there already", shown(path)))
        .hint("--append adds to it, --force writes over it; on a terminal its drafted cards are shown again"))
}

fn wanted(args: &Args, before: Option<&Parsed>) -> Wanted {
    let mut wanted = Wanted { max: args.max, min_score: args.min_score, ..Wanted::default() };
    for kind in &args.only {
        match kind {
            DraftKind::Cloze => wanted.forms.push(Form::Cloze),
            DraftKind::Short => wanted.forms.push(Form::Short),
            DraftKind::Choice => wanted.forms.push(Form::Choice),
            DraftKind::Person => wanted.sorts.push(Sort::Person),
            DraftKind::Place => wanted.sorts.push(Sort::Place),
            DraftKind::Organisation => wanted.sorts.push(Sort::Organisation),
            DraftKind::Name => wanted.sorts.push(Sort::Name),
            DraftKind::Date => wanted.sorts.push(Sort::Date),
            DraftKind::Number => wanted.sorts.push(Sort::Number),
            DraftKind::Term => wanted.sorts.push(Sort::Term),
        }
    }
    let mut asked = HashSet::new();
    for card in before.into_iter().flat_map(|it| &it.deck.cards) {
        asked.insert(fold(&crate::deck::markup::plain(&card.prompt())));
        asked.extend(card.source.as_ref().and_then(|it| it.quote.as_deref()).map(fold));
    }
    wanted.asked = asked;
    wanted
}

fn append(path: &Path, before: &Parsed, proposals: &[Proposal]) -> Result<(), Failure> {
    let Some(text) = appended(before, proposals) else {
        return Err(Failure::new(format!(
            "cards can't be added to {} without changing other lines; nothing was written",
            shown(path)
        ))
        .hint("write each card of it under a dash of its own, and at least one; or draft to another file"));
    };
    Ok(library::replace(path, before.text.as_bytes(), text.as_bytes())?)
}

/// The deck at a path, which must have no faults.
fn deck_at(path: &Path) -> Result<Parsed, Failure> {
    let file = library::load_file(path)?;
    if file.n_errors() > 0 {
        let name = escape_line(&file.name());
        return Err(Failure::new(format!("{name} has faults, and cards could be mistaken"))
            .hint(format!("mend what `quizdeck check {name}` tells, then come back")));
    }
    Ok(crate::deck::parse(file.parsed.text.as_bytes()))
}

/// Reads an article, or says why it is none.
fn read(path: &Path) -> Result<String, Failure> {
    let name = shown(path);
    let failed = |error: &std::io::Error| {
        Failure::new(format!("{name} could not be read: {}", plain_reason(error)))
    };
    let mut bytes = Vec::new();
    let limit = MAX_BYTES + 1;
    if path.as_os_str() == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    }
    .map_err(|error| failed(&error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Failure::new(format!("{name} is larger than 1 MiB, which no article is"))
            .hint("cut it into its chapters, and draft from each"));
    }
    if bytes.contains(&0) {
        return Err(Failure::new(format!("{name} is not a text"))
            .hint("save the article as plain text, Markdown or HTML"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to() + 1;
        Failure::new(format!("{name} is not UTF-8 text: byte {at} is not")).hint("save it as UTF-8")
    })?;
    if text.trim_matches(['\u{feff}', ' ', '\n', '\r', '\t']).is_empty() {
        return Err(
            Failure::new(format!("{name} is empty")).hint("name a file with an article in it")
        );
    }
    Ok(text)
}

fn put(article: &Path, path: Option<&Path>, force: bool, text: &str) -> Result<(), Failure> {
    let Some(path) = path else {
        let mut out = BufWriter::new(std::io::stdout().lock());
        out.write_all(text.as_bytes())?;
        return Ok(out.flush()?);
    };
    let place = |path: &Path| std::fs::canonicalize(path).ok();
    if place(path).is_some_and(|it| place(article) == Some(it)) {
        return Err(Failure::new(format!("{} is the article", shown(path)))
            .hint("give the deck a name of its own"));
    }
    if path.is_file() && !force {
        return Err(Failure::new(format!("{} is there already", shown(path)))
            .hint("--force writes over it"));
    }
    Ok(library::write_whole(path, text.as_bytes())?)
}

fn shown(path: &Path) -> String {
    if path.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        escape_line(&path.to_string_lossy())
    }
}

/// Says on standard error what holds for the whole text.
fn tell(args: &Args, text: &Text, drafted: &Draft) {
    let mut told: Vec<String> = Vec::new();
    if !drafted.english {
        told.push(
            "the text does not seem to be English: only numbers and years are asked for".to_owned(),
        );
    } else if text.title().is_none() && !args.json {
        told.push(
            "the text has no title: with one in its first line, the cards would say what they are about"
                .to_owned(),
        );
    }
    if drafted.n_weak > 0 && args.min_score.is_none() && !args.json {
        let sentences = count(drafted.n_weak, "sentence");
        let (more, too) = if drafted.proposals.is_empty() { ("", "") } else { (" more", ", too") };
        told.push(format!(
            "{sentences}{more} would give a weaker card: --min-score {WEAK_SCORE} drafts them{too}"
        ));
    }
    for it in told {
        // Nothing is left to do when standard error is gone.
        let _gone = writeln!(std::io::stderr(), "{it}");
    }
}

fn nothing(article: &Path, drafted: &Draft, is_more: bool) -> Failure {
    let name = shown(article);
    let failure = if is_more {
        Failure::new(format!(
            "{name} gives no card that the deck has not already; nothing was written"
        ))
    } else if drafted.english {
        Failure::new(format!("{name} gives no card that is good enough"))
    } else {
        Failure::new(format!(
            "{name} gives no card: outside English only numbers and years are safe to ask for"
        ))
    };
    failure.hint("--explain tells why of each sentence; --min-score 0 lets more through; --prompt is for a chatbot")
}

fn as_json(it: &Proposal) -> AsJson<'_> {
    AsJson {
        prompt: &it.prompt,
        answer: &it.answer,
        kind: it.form.word(),
        sort: it.sort.word(),
        accept: &it.accept,
        choices: &it.choices,
        quote: &it.quote,
        start: it.place.start,
        end: it.place.end,
        score: it.score,
        flags: &it.flags,
    }
}
