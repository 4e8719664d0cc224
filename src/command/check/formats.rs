//! What was found, for programs: a JSON array, GitHub's annotations, SARIF.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::json;

use crate::diagnostic::{Diagnostic, LineIndex, Rule, Severity};
use crate::ui::json;

/// A diagnostic with its file; the names are those of `--format json`.
#[derive(Serialize)]
pub(super) struct Fault<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
}

/// The diagnostics of a file, with their lines and columns.
pub(super) fn faults<'a>(file: &'a str, text: &str, found: &'a [Diagnostic]) -> Vec<Fault<'a>> {
    let index = LineIndex::new(text);
    found
        .iter()
        .map(|diagnostic| {
            let place = index.place(text, diagnostic.span.start);
            Fault {
                file,
                line: place.line,
                column: place.column,
                code: diagnostic.code,
                severity: diagnostic.severity.word(),
                message: &diagnostic.message,
                help: diagnostic.help.as_deref(),
            }
        })
        .collect()
}

pub(super) fn json(out: &mut impl Write, found: &[Fault<'_>]) -> io::Result<()> {
    json::pretty(out, &found)
}

/// The commands of GitHub's runner (docs.github.com, "Workflow commands").
pub(super) fn github(out: &mut impl Write, found: &[Fault<'_>]) -> io::Result<()> {
    let value = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| value(text).replace(':', "%3A").replace(',', "%2C");
    for it in found {
        let level = match it.severity {
            word if word == Severity::Error.word() => "error",
            word if word == Severity::Warning.word() => "warning",
            _ => "notice",
        };
        let help = it.help.map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        writeln!(
            out,
            "::{level} file={},line={},col={},title={}::{}",
            property(it.file),
            it.line,
            it.column,
            property(it.code),
            value(&format!("{}{help}", it.message))
        )?;
    }
    Ok(())
}

/// SARIF 2.1.0 (docs.oasis-open.org/sarif).
pub(super) fn sarif(out: &mut impl Write, found: &[Fault<'_>], rules: &[&Rule]) -> io::Result<()> {
    let rules: Vec<_> = rules
        .iter()
        .filter(|rule| found.iter().any(|it| it.code == rule.code))
        .map(|rule| {
            json!({
                "id": rule.code,
                "shortDescription": {"text": rule.title},
                "fullDescription": {"text": rule.reason},
            })
        })
        .collect();
    let results: Vec<_> = found
        .iter()
        .map(|it| {
            let level = if it.severity == Severity::Hint.word() { "note" } else { it.severity };
            let help = it.help.map(|help| format!(" ({help})")).unwrap_or_default();
            json!({
                "ruleId": it.code,
                "level": level,
                "message": {"text": format!("{}{help}", it.message)},
                "locations": [{"physicalLocation": {
                    "artifactLocation": {"uri": it.file.replace('\\', "/").replace(' ', "%20")},
                    "region": {"startLine": it.line, "startColumn": it.column},
                }}],
            })
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "quizdeck",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "results": results,
        }],
    });
    json::pretty(out, &log)
}
