//! The documentation is true: its tables come from the code, its examples are run.
//! `UPDATE_DOCS=1 cargo test --test cli docs` writes what is generated.

use std::fs;
use std::path::{Path, PathBuf};

use quizdeck::deck::keys::{KEYS, Room};
use quizdeck::deck::parse;
use quizdeck::deck::rules::RULES;
use quizdeck::draft::grounding;

use crate::sandbox::Sandbox;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn documents() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(root().join("docs")).unwrap().map(|it| it.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|end| end == "md"));
    found.push(root().join("README.md"));
    found.sort();
    found
}

/// Compares a file with what it should be, or writes it when asked to.
#[track_caller]
fn fresh(path: &Path, wanted: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, wanted).unwrap();
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    assert!(found == wanted, "{} is stale: UPDATE_DOCS=1 cargo test docs", path.display());
}

/// The text with what stands between two marks replaced.
fn between(text: &str, from: &str, to: &str, inside: &str) -> String {
    let start = text.find(from).unwrap_or_else(|| panic!("{from}")) + from.len();
    let end = start + text[start..].find(to).unwrap();
    format!("{}{inside}{}", &text[..start], &text[end..])
}

/// The fenced blocks of a language, each with the line it begins on.
fn blocks(text: &str, language: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, bool, String)> = None;
    for (idx, line) in text.lines().enumerate() {
        match &mut open {
            Some((start, wanted, block)) if line == "```" => {
                if *wanted {
                    found.push((*start, std::mem::take(block)));
                }
                open = None;
            }
            Some((_, _, block)) => {
                block.push_str(line);
                block.push('\n');
            }
            None => {
                if let Some(named) = line.strip_prefix("```") {
                    open = Some((idx + 1, named == language, String::new()));
                }
            }
        }
    }
    found
}

#[test]
fn the_tables_of_the_deck_format_come_from_the_table_of_keys() {
    let path = root().join("docs/deck-format.md");
    let mut text = fs::read_to_string(&path).unwrap();
    for room in Room::ALL {
        let of_card = room == Room::Card;
        let mut table = String::from("\n| key | what | default | for |\n|---|---|---|---|\n");
        if of_card {
            table =
                String::from("\n| key | kinds | what | default | for |\n|---|---|---|---|---|\n");
        }
        for key in KEYS.iter().filter(|key| key.room == room) {
            table.push_str(&format!("| `{}` |", key.name));
            if of_card {
                let kinds = if key.kinds.is_empty() { "all".into() } else { key.kinds.join(", ") };
                table.push_str(&format!(" {kinds} |"));
            }
            let shape = key.shape.words();
            table.push_str(&format!(" {shape} | {} | {} |\n", key.default, key.purpose));
        }
        let mark = format!("<!-- keys: {} -->", room.words());
        text = between(&text, &mark, "<!-- end -->", &table);
    }
    let mut synonyms = String::from("\n");
    for room in Room::ALL {
        let named: Vec<String> = KEYS
            .iter()
            .filter(|key| key.room == room && !key.synonyms.is_empty())
            .map(|key| format!("`{}` for `{}`", key.synonyms.join("`, `"), key.name))
            .collect();
        synonyms.push_str(&format!("- {}: {}\n", room.words(), named.join("; ")));
    }
    text = between(&text, "<!-- synonyms -->", "<!-- end -->", &synonyms);
    fresh(&path, &text);
}

#[test]
fn every_example_deck_reads_without_faults() {
    let mut n_blocks = 0;
    for path in documents() {
        // What is shown as bad there is held by the test of the rules.
        if path.ends_with("diagnostics.md") || path.ends_with("settings.md") {
            continue;
        }
        for (line, block) in blocks(&fs::read_to_string(&path).unwrap(), "yaml") {
            let deck =
                if block.starts_with("- ") { format!("cards:\n{block}") } else { block.clone() };
            let parsed = parse(deck.as_bytes());
            assert_eq!(parsed.diagnostics, [], "{}:{line}", path.display());
            assert!(!parsed.deck.cards.is_empty(), "{}:{line}", path.display());
            n_blocks += 1;
        }
    }
    assert!(n_blocks > 10, "{n_blocks}");
}

#[test]
fn the_example_settings_are_taken() {
    let text = fs::read_to_string(root().join("docs/settings.md")).unwrap();
    for (line, block) in blocks(&text, "yaml") {
        let quiz = Sandbox::new().file("home/config.yaml", &block);
        quiz.write("d.yaml", b"cards:\n  - question: Q?\n    answer: A\n");
        let ran = quiz.run(&["due", "d.yaml"]).ok();
        assert_eq!(ran.err, "", "docs/settings.md:{line}");
    }
}

#[test]
fn every_rule_finds_its_bad_example_and_nothing_in_its_good_one() {
    for rule in RULES {
        let mut found: Vec<&str> =
            parse(&rule.example()).diagnostics.iter().map(|it| it.code).collect();
        found.dedup();
        assert_eq!(found, [rule.code], "{}: {:#?}", rule.code, parse(&rule.example()).diagnostics);
        assert_eq!(parse(rule.good.as_bytes()).diagnostics, [], "{}", rule.code);
    }
    assert!(RULES.is_sorted_by_key(|rule| rule.code));
}

#[test]
fn every_code_of_the_parser_has_its_rule() {
    let faults = fs::read_to_string(root().join("src/deck/faults.rs")).unwrap();
    let mut codes: Vec<&str> =
        faults.match_indices("\"D0").map(|(at, _)| &faults[at + 1..at + 5]).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes, RULES.iter().map(|rule| rule.code).collect::<Vec<_>>());
}

#[test]
fn the_catalogue_of_diagnostics_comes_from_the_rules() {
    let mut page = String::from(
        "# Diagnostics\n\nWhat `quizdeck check` finds, by code. `quizdeck check --explain D008` shows one of \
         these at the terminal.\nThis page is generated from the rules in the code.\n",
    );
    page.push_str(&format!(
        "Codes that begin with G come from `check --source`; their examples rest on this article:\n\n> {}",
        grounding::EXAMPLE
    ));
    for rule in RULES.iter().chain(quizdeck::check::rules()).chain(&grounding::RULES) {
        let quiz = Sandbox::new();
        quiz.write("deck.yaml", &rule.example());
        for picture in ["river.png", "heart.png"] {
            quiz.write(picture, b"a picture");
        }
        let mut args = vec!["check", "-q", "deck.yaml"];
        if rule.code.starts_with('X') {
            // Found between two decks.
            let deck = String::from_utf8(rule.example()).unwrap();
            quiz.write("another.yaml", deck.replace("Sucre", "La Paz").as_bytes());
            args.insert(2, "another.yaml");
        }
        if rule.code.starts_with('G') {
            quiz.write("article.txt", grounding::EXAMPLE.as_bytes());
            args.extend(["--source", "article.txt"]);
            quiz.write("deck.yaml", rule.good.as_bytes());
            assert_eq!(quiz.run(&args).ok().out, "", "{}", rule.code);
            quiz.write("deck.yaml", &rule.example());
        }
        let report = quiz.run(&args);
        assert!(report.out.contains(rule.code), "{}: {}", rule.code, report.out);
        page.push_str(&format!(
            "\n## {}: {}\n\n{}\n\n```yaml\n{}```\n\n```text\n{}```\n\nMended:\n\n```yaml\n{}```\n",
            rule.code,
            rule.title,
            rule.reason,
            rule.excerpt().replace('\u{8}', "\u{2408}"),
            report.out,
            rule.good,
        ));
    }
    fresh(&root().join("docs/diagnostics.md"), &page);
}

#[test]
fn the_session_of_json_lines_is_real() {
    let path = root().join("docs/jsonl.md");
    let text = fs::read_to_string(&path).unwrap();
    let deck = fs::read_to_string(root().join("decks/moscow-2017.yaml")).unwrap();
    let quiz = Sandbox::new().file("decks/moscow-2017.yaml", &deck);
    let (_, sent) = blocks(&text, "sent").swap_remove(0);
    let ran =
        quiz.run_with(&["quiz", "--jsonl", "decks/moscow-2017.yaml", "--limit", "1"], &sent).ok();
    fresh(&path, &between(&text, "```written", "```", &format!("\n{}", ran.out)));
}

/// The session in the README, played in a terminal of 80 columns.
#[cfg(unix)]
#[test]
fn the_session_in_the_readme_is_what_the_screen_shows() {
    use crate::terminal::{Terminal, screen};
    let deck = fs::read_to_string(root().join("decks/moscow-2017.yaml")).unwrap();
    let quiz = Sandbox::new().file("decks/moscow-2017.yaml", &deck);
    let args = ["quiz", "decks/moscow-2017.yaml", "--limit", "2", "--seed", "1"];
    let mut terminal = Terminal::start(&quiz, &args, 80, 99);
    terminal.answers("sean spicr").rates("\r");
    terminal.sees("parting Russia").sees("As a right").types("\u{1b}[B").types("\r").rates("\r");
    terminal.sees("Enter ends").types("\r");
    let (written, code) = terminal.ends();
    assert_eq!(code, Some(0));
    let path = root().join("README.md");
    let shown = format!("\n$ quizdeck {}\n{}\n", args.join(" "), screen(&written, 80, 99));
    let text = fs::read_to_string(&path).unwrap();
    fresh(&path, &between(&text, "```text", "```", &shown));
}
