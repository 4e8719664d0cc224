//! Help, version, completions, manual: what the program says of itself.

use crate::sandbox::Sandbox;

#[test]
fn help_shows_every_command_and_examples() {
    let out = Sandbox::new().run(&["--help"]).ok().out;
    for word in ["quiz", "due", "stats", "why", "cards", "suspend", "undo", "check", "Examples:"] {
        assert!(out.contains(word), "{word} in\n{out}");
    }
}

#[test]
fn quiz_help_explains_by_example() {
    let out = Sandbox::new().run(&["quiz", "--help"]).ok().out;
    for word in ["--as", "--all", "--cram", "--jsonl", "Examples:"] {
        assert!(out.contains(word), "{word} in\n{out}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let out = Sandbox::new().run(&["--version"]).ok().out;
    assert_eq!(out, concat!("quizdeck ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn completions_are_made_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let out = Sandbox::new().run(&["completions", shell]).ok().out;
        assert!(out.contains("quizdeck"), "{shell}");
    }
}

#[test]
fn the_manual_page_has_its_parts() {
    let out = Sandbox::new().run(&["man"]).ok().out;
    for part in [".TH quizdeck", "SYNOPSIS", "quizdeck quiz", "\\-\\-only\\-wrong"] {
        assert!(out.contains(part), "{part} in\n{out}");
    }
}

#[test]
fn what_cannot_be_meant_is_refused_with_the_nearest_word() {
    let ran = Sandbox::new().run(&["quizz"]).fails(2);
    assert!(ran.err.contains("quiz"), "{}", ran.err);
    let ran = Sandbox::new().run(&["quiz", "--limt", "3"]).fails(2);
    assert!(ran.err.contains("--limit"), "{}", ran.err);
}

#[test]
fn a_learner_has_a_plain_name() {
    let ran = Sandbox::new().run(&["--learner", "../ana", "due"]).fails(2);
    assert!(ran.err.contains("help: use up to 64 letters"), "{}", ran.err);
}
