//! The tree keeps its shape: layers use earlier layers only, each outside crate is named only in
//! its place, every file says what it is for.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rows of ARCHITECTURE.md: a module uses modules of earlier rows, and its own.
const ROWS: &[&[&str]] = &[
    &["parallel", "time", "text", "diagnostic"],
    &["deck"],
    &["grading"],
    &["history"],
    &["scheduling"],
    &["evaluation"],
    &["distractors", "draft"],
    &["session", "stats", "identity", "exchange", "planning", "check"],
    &["collection"],
    &["store", "library", "ui", "cli"],
    &["error"],
    &["config"],
    &["command"],
];

/// Each outside crate with the places that may name it.
const HOMES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["src/ui/report.rs"]),
    ("clap", &["src/cli.rs", "src/command/"]),
    ("clap_complete", &["src/cli.rs", "src/command/completions.rs"]),
    ("clap_mangen", &["src/command/man.rs"]),
    ("console", &["src/ui/"]),
    ("csv", &["src/exchange/", "src/command/evaluate/"]),
    ("dialoguer", &["src/ui/"]),
    ("etcetera", &["src/config.rs"]),
    (
        "foldhash",
        &[
            "src/history/answers.rs",
            "src/history/marks.rs",
            "src/scheduling/queue.rs",
            "src/evaluation/models.rs",
            "src/stats.rs",
        ],
    ),
    ("fsrs", &["src/scheduling/fsrs6.rs"]),
    ("harper_brill", &["src/draft/tags.rs"]),
    ("html5gum", &["src/draft/html.rs", "src/exchange/import/"]),
    ("indicatif", &["src/ui/progress.rs"]),
    ("jiff", &["src/config/"]),
    ("open", &["src/command/"]),
    ("postcard", &["src/library/catalogue.rs", "src/collection/digest.rs", "src/history/kept.rs"]),
    ("prost", &["src/exchange/import/"]),
    ("rusqlite", &["src/store/", "src/exchange/package", "src/exchange/import/"]),
    ("rustyline", &["src/ui/"]),
    ("ruzstd", &["src/exchange/import/"]),
    ("serde_yaml", &["src/deck/yaml", "src/config/settings.rs"]),
    ("signal_hook", &["src/ui/guard.rs"]),
    ("smol_str", &["src/deck/facet.rs"]),
    ("strsim", &["src/deck/", "src/grading/", "src/identity"]),
    ("unicode_normalization", &["src/text/", "src/identity.rs"]),
    ("unicode_width", &["src/text/", "src/ui/page.rs"]),
    (
        "xxhash_rust",
        &[
            "src/text/fold.rs",
            "src/scheduling/fuzz.rs",
            "src/session/plan.rs",
            "src/library/catalogue.rs",
            "src/collection/digest.rs",
            "src/history/kept.rs",
            "src/exchange.rs",
            "src/exchange/content.rs",
            "src/exchange/package.rs",
            "src/exchange/import.rs",
        ],
    ),
    ("zip", &["src/exchange/"]),
];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|each| each.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// The code of a file without its comments.
fn code(text: &str) -> String {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn module_of(name: &str) -> &str {
    let path = name.strip_prefix("src/").unwrap();
    path.split(['/', '.']).next().unwrap()
}

fn row_of(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

#[test]
fn every_file_says_what_it_is_for() {
    for (name, text) in sources() {
        assert!(text.starts_with("//!"), "{name} does not begin with `//!`");
    }
}

#[test]
fn every_module_has_its_row() {
    for (name, _) in sources() {
        let module = module_of(&name);
        if module != "lib" && module != "main" {
            assert!(row_of(module).is_some(), "{name}: add `{module}` to a row");
        }
    }
}

#[test]
fn a_row_uses_only_earlier_rows() {
    for (name, text) in sources() {
        let module = module_of(&name);
        let Some(row) = row_of(module) else { continue };
        // What tests of a module use to set a scene is no dependency of the module.
        let text = code(&text);
        let text = text.split("#[cfg(test)]").next().unwrap();
        if name.ends_with("tests.rs") {
            continue;
        }
        for (at, _) in text.match_indices("crate::") {
            let used: String =
                text[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if let Some(used_row) = row_of(&used) {
                assert!(
                    used_row < row || used == module,
                    "{name} (row {}) uses `{used}` (row {})",
                    row + 1,
                    used_row + 1
                );
            }
        }
    }
}

#[test]
fn each_outside_crate_is_named_only_in_its_place() {
    for (name, text) in sources() {
        if name.ends_with("tests.rs") {
            continue;
        }
        let text = code(&text);
        for (krate, homes) in HOMES {
            let named = [format!("use {krate}::"), format!(" {krate}::"), format!("({krate}::")]
                .iter()
                .any(|way| text.contains(way.as_str()));
            assert!(
                !named || homes.iter().any(|home| name.starts_with(home)),
                "{name} names `{krate}`, whose place is {homes:?}"
            );
        }
    }
}

#[test]
fn names_do_not_hide_what_a_file_does() {
    for (name, _) in sources() {
        for hidden in ["util", "helper", "common", "misc", "manager"] {
            assert!(!name.contains(hidden), "{name}");
        }
    }
}

#[test]
fn nothing_is_left_unfinished() {
    for (name, text) in sources() {
        for mark in [concat!("to", "do!"), concat!("unimpl", "emented!"), concat!("FIX", "ME")] {
            assert!(!text.contains(mark), "{name}: {mark}");
        }
    }
}

#[test]
fn the_manifest_forbids_unsafe_code() {
    let manifest: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    assert!(fs::read_to_string(manifest).unwrap().contains("unsafe_code = \"forbid\""));
}
