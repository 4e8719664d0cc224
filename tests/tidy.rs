//! The tree keeps its shape: layers use earlier layers only, each outside crate is named only in
//! its place, every file says what it is for.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;
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
    ("base64", &["src/ui/picture.rs"]),
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
            "src/deck/outline.rs",
            "src/deck/yaml/repeats.rs",
            "src/command/import/",
            "src/command/export/",
        ],
    ),
    ("fsrs", &["src/scheduling/fsrs6.rs"]),
    ("harper_brill", &["src/draft/tags.rs"]),
    ("html5gum", &["src/draft/html.rs", "src/exchange/import/"]),
    ("indicatif", &["src/ui/progress.rs"]),
    ("indexmap", &["src/history/marks.rs", "src/collection/digest.rs"]),
    ("jiff", &["src/config/"]),
    ("open", &["src/command/"]),
    ("postcard", &["src/library/catalogue.rs", "src/collection/digest.rs", "src/history/kept.rs"]),
    ("prost", &["src/exchange/import/"]),
    (
        "rand",
        &[
            "src/command/",
            "src/distractors.rs",
            "src/planning.rs",
            "src/scheduling/queue.rs",
            "src/session/",
            "src/store/mod.rs",
        ],
    ),
    ("rusqlite", &["src/store/", "src/exchange/package", "src/exchange/import/"]),
    ("rustix", &["src/ui/guard.rs", "src/ui/screen.rs"]),
    ("rustyline", &["src/ui/"]),
    ("ruzstd", &["src/exchange/import/"]),
    ("serde", &["src/"]),
    (
        "serde_json",
        &[
            "src/command/",
            "src/deck/schema.rs",
            "src/exchange/",
            "src/history/",
            "src/store/",
            "src/ui/",
        ],
    ),
    ("serde_yaml", &["src/deck/yaml", "src/config/settings.rs"]),
    ("signal_hook", &["src/ui/guard.rs"]),
    ("smol_str", &["src/deck/facet.rs"]),
    ("strsim", &["src/deck/", "src/grading/", "src/identity"]),
    ("tempfile", &["src/library/", "src/store/"]),
    (
        "thiserror",
        &[
            "src/deck/facet.rs",
            "src/exchange/",
            "src/library.rs",
            "src/store/error.rs",
            "src/ui/input.rs",
        ],
    ),
    ("unicode_normalization", &["src/text/", "src/identity/decks.rs"]),
    (
        "unicode_segmentation",
        &["src/draft/", "src/grading/", "src/text/width.rs", "src/ui/page.rs"],
    ),
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
            "src/exchange",
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

/// The code of a file without its comments and its tests: what tests use to set a scene is no dependency of
/// the module. Empty for a file of tests.
fn code(name: &str, text: &str) -> String {
    if name.ends_with("tests.rs") || name.contains("/tests/") {
        return String::new();
    }
    let mut lines: Vec<&str> =
        text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let begins_tests = |at: usize| {
        let next = lines[at + 1..].iter().find(|line| !line.starts_with("#["));
        lines[at] == "#[cfg(test)]" && next.is_some_and(|it| *it == "mod tests {")
    };
    if let Some(at) = (0..lines.len()).find(|at| begins_tests(*at)) {
        lines.truncate(at);
    }
    lines.join("\n")
}

/// Whether code names an outside crate.
fn names(code: &str, krate: &str) -> bool {
    let path = format!("{krate}::");
    code.match_indices(&path).any(|(at, _)| {
        !code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'))
    })
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
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
        let text = code(&name, &text);
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
        let text = code(&name, &text);
        for (krate, homes) in HOMES {
            assert!(
                !names(&text, krate) || homes.iter().any(|home| name.starts_with(home)),
                "{name} names `{krate}`, whose place is {homes:?}"
            );
        }
    }
}

#[test]
fn each_outside_crate_has_its_place_and_is_used_there() {
    let manifest = read("Cargo.toml");
    let mut listed = BTreeSet::new();
    let mut section = "";
    for line in manifest.lines() {
        match line.split_once(" = ") {
            _ if line.starts_with('[') => section = line,
            Some((krate, _)) if section.ends_with("dependencies]") && !section.contains("dev-") => {
                listed.insert(krate.replace('-', "_"));
            }
            _ => {}
        }
    }
    let homed: BTreeSet<String> = HOMES.iter().map(|(krate, _)| (*krate).to_owned()).collect();
    assert_eq!(listed, homed, "Cargo.toml and HOMES");
    let sources: Vec<_> =
        sources().into_iter().map(|(name, text)| (code(&name, &text), name)).collect();
    for (krate, homes) in HOMES {
        for home in *homes {
            let mut here = sources.iter().filter(|(_, name)| name.starts_with(home));
            assert!(here.any(|(text, _)| names(text, krate)), "nothing in {home} names `{krate}`");
        }
    }
}

/// The last column of the table of rows names the outside crates of each module; `serde` is everywhere.
#[test]
fn the_table_of_rows_names_the_crates() {
    for line in read("ARCHITECTURE.md").lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, _, module, _, crates, _] = cells.as_slice() else { continue };
        let module = module.split('`').nth(1).unwrap_or_default();
        if row_of(module).is_none() {
            continue;
        }
        let listed: BTreeSet<String> =
            crates.split(", ").filter(|it| !it.is_empty()).map(str::to_owned).collect();
        let is_here = |home: &&str| **home != *"src/" && module_of(home) == module;
        let wanted: BTreeSet<String> = HOMES
            .iter()
            .filter(|(_, homes)| homes.iter().any(&is_here))
            .map(|(krate, _)| krate.replace('_', "-"))
            .collect();
        let named = listed.iter().map(|krate| krate.replace('_', "-")).collect();
        assert_eq!(wanted, named, "{module}");
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
