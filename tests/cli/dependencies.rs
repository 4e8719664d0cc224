//! What is linked into the program: `docs/dependencies.md` lists it, and none of it has a licence that
//! would bind who uses ours. `UPDATE_DOCS=1 cargo test dependencies` writes the list anew.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

const HEAD: &str = "\
# Dependencies

Every crate that is linked into the program on Linux, with its version, when that version and the newest one known to the
registry's index were released, and its licence. Made by `UPDATE_DOCS=1 cargo test --test cli dependencies`; a test holds it to
`Cargo.lock`, and no licence may be of the GPL family without another choice. What each direct one is for stands in
[ARCHITECTURE.md](../ARCHITECTURE.md).

| crate | version | released | newest | licence |
|---|---|---|---|---|
";

/// A crate that is linked.
struct Linked {
    name: String,
    version: String,
    licence: String,
}

#[test]
fn the_list_of_dependencies_is_that_of_the_lock_file() {
    let linked = linked();
    assert!(linked.len() > 50, "{}", linked.len());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/dependencies.md");
    if env::var_os("UPDATE_DOCS").is_some() {
        let mut page = HEAD.to_owned();
        for it in &linked {
            let dates = release_dates(&it.name);
            let of = |version: &str| dates.get(version).map_or("unknown", |date| &date[..10]);
            let newest = dates.values().max().map_or("unknown", |date| &date[..10]);
            let (name, version, licence) = (&it.name, &it.version, &it.licence);
            writeln!(page, "| {name} | {version} | {} | {newest} | {licence} |", of(version))
                .unwrap();
        }
        fs::write(&path, page).unwrap();
    }
    let listed: BTreeSet<(String, String, String)> = fs::read_to_string(&path)
        .unwrap()
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let row = cells.get(1..6)?;
            (row[1].starts_with(|c: char| c.is_ascii_digit()))
                .then(|| (row[0].to_owned(), row[1].to_owned(), row[4].to_owned()))
        })
        .collect();
    let wanted: BTreeSet<(String, String, String)> =
        linked.into_iter().map(|it| (it.name, it.version, it.licence)).collect();
    assert_eq!(listed, wanted, "UPDATE_DOCS=1 cargo test --test cli dependencies writes it anew");
}

#[test]
fn no_licence_binds_who_uses_ours() {
    for Linked { name, licence, .. } in linked() {
        let is_free = licence.split(" OR ").any(|it| !it.contains("GPL"));
        assert!(is_free && !licence.is_empty(), "{name}: {licence}");
    }
}

/// Every crate that is linked, by name and version; those that run in the compiler only are not.
fn linked() -> Vec<Linked> {
    let told = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--target", "x86_64-unknown-linux-gnu"])
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}|{l}"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told = String::from_utf8(told.stdout).unwrap();
    // The first line is the program itself; a crate that stands there again is marked so.
    let lines: BTreeSet<&str> =
        told.lines().skip(1).map(|it| it.trim_end_matches(" (*)")).collect();
    let crate_of = |line: &str| {
        let (package, licence) = line.split_once('|')?;
        let (name, version) = package.split_once(" v")?;
        let licence = licence.replace('/', " OR ");
        Some(Linked { name: name.to_owned(), version: version.to_owned(), licence })
    };
    lines.into_iter().filter_map(crate_of).collect()
}

/// When each version of a crate was released, as the index in cargo's home tells.
fn release_dates(name: &str) -> BTreeMap<String, String> {
    let home = env::var_os("CARGO_HOME").map_or_else(
        || PathBuf::from(env::var_os("HOME").unwrap_or_default()).join(".cargo"),
        PathBuf::from,
    );
    let lower = name.to_lowercase();
    let folder = match lower.len() {
        1 | 2 => lower.len().to_string(),
        3 => format!("3/{}", &lower[..1]),
        _ => format!("{}/{}", &lower[..2], &lower[2..4]),
    };
    let mut dates = BTreeMap::new();
    for index in fs::read_dir(home.join("registry/index")).into_iter().flatten().flatten() {
        let path = index.path().join(".cache").join(&folder).join(&lower);
        let bytes = fs::read(path).unwrap_or_default();
        // Cargo's cache: versions, each followed by its line of JSON, with zeros between.
        for line in bytes.split(|byte| *byte == 0) {
            let Ok(it) = serde_json::from_slice::<Value>(line) else { continue };
            if let (Some(version), Some(date)) = (it["vers"].as_str(), it["pubtime"].as_str()) {
                dates.insert(version.to_owned(), date.to_owned());
            }
        }
    }
    dates
}
