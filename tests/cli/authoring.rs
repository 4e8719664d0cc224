//! Writing decks: `new`, `add`, `show`, `schema`, and choices that make themselves.

use std::fs;

use serde_json::Value;

use crate::sandbox::{CAPITALS, Sandbox};

#[test]
fn a_deck_is_begun_from_flags_lines_or_nothing_and_is_sound() {
    let quiz = Sandbox::new();
    let ran = quiz.run(&["new", "lakes.yaml", "--title", "Lakes: deep", "--language", "en"]).ok();
    assert_eq!(
        ran.out,
        "lakes.yaml: begun with an example\nnext: edit it, `quizdeck check lakes.yaml`, `quizdeck quiz lakes.yaml`\n"
    );
    let text = fs::read_to_string(quiz.path("lakes.yaml")).unwrap();
    assert!(text.starts_with("# yaml-language-server: $schema=./deck.schema.json\n"), "{text}");
    assert!(text.contains("title: 'Lakes: deep'\nlanguage: en\ncards:\n"), "{text}");
    assert!(quiz.path("deck.schema.json").exists());
    let flags =
        ["new", "sub/seas.yaml", "--question", "Largest sea?", "--answer", "The Mediterranean"];
    quiz.run(&flags).ok();
    quiz.run_with(&["new", "isles.yaml"], "Largest isle?\tGreenland\nSecond?\tNew Guinea\n").ok();
    let ran = quiz.run(&["check", "lakes.yaml", "sub/seas.yaml", "isles.yaml"]).ok();
    assert_eq!(ran.out, "4 good cards in 3 decks, 0 errors\n");
    let ran = quiz.run(&["new", "lakes.yaml"]).fails(2);
    assert!(
        ran.err.contains("is there already") && ran.err.contains("quizdeck add"),
        "{}",
        ran.err
    );
    quiz.run(&["new", "lakes.txt"]).fails(2);
}

#[test]
fn of_lines_with_a_fault_no_deck_is_begun() {
    let quiz = Sandbox::new();
    // What a dialogue would be answered with.
    let ran = quiz.run_with(&["new", "sub/q.yaml"], "Lakes\nen\nQ?\tA\n").fails(2);
    assert!(ran.err.contains("line 2: there is no tab") && ran.out.is_empty(), "{}", ran.err);
    assert!(ran.err.contains("sub/q.yaml was not written"), "{}", ran.err);
    assert!(!quiz.path("sub").exists());
    quiz.run(&["new", "q.yaml", "--title", "a\u{1}b"]).fails(2);
    quiz.run(&["new", "q.yaml", "--question", "Q?", "--answer", "a\u{1b}b"]).fails(2);
    assert!(!quiz.path("q.yaml").exists());
}

#[test]
fn a_line_with_a_third_column_is_refused() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let lines = "Capital of Cuba?\tHavana\t\nCapital of Italy?\tRome\tItaly\n";
    let ran = quiz.run_with(&["add", "capitals.yaml"], lines).fails(1);
    assert!(ran.err.contains("line 2: there are 3 columns"), "{}", ran.err);
    let text = fs::read_to_string(quiz.path("capitals.yaml")).unwrap();
    assert!(text.ends_with("answer: Havana\n") && !text.contains("Rome"), "{text}");
}

#[test]
fn flags_make_what_the_dialogue_makes_and_their_faults_name_them() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let add = |flags: &[&str]| quiz.run(&[&["add", "capitals.yaml"], flags].concat());
    add(&["--question", "How cold?", "--answer", "-40", "--unit", "C", "--tolerance", "5%"]).ok();
    add(&["--question", "Pairs?", "--match", "a=b", "--match", "c = d"]).ok();
    let text = fs::read_to_string(quiz.path("capitals.yaml")).unwrap();
    let number = "    answer: '-40'\n    tolerance: 5%\n    unit: C\n";
    assert!(
        text.contains(number) && text.contains("    match:\n      a: b\n      c: d\n"),
        "{text}"
    );
    let ran = add(&["--question", "Q?", "--answer", "1", "--tolerance", "wide"]).fails(2);
    assert!(ran.err.contains("`wide` is not possible for `--tolerance`"), "{}", ran.err);
    let help = quiz.run(&["add", "--help"]).ok().out;
    assert!(help.contains(r"printf 'Deepest lake?\tBaikal\n' |"), "{help}");
}

#[test]
fn cards_are_added_and_every_other_byte_stays() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let ran = quiz
        .run(&[
            "add",
            "capitals.yaml",
            "--question",
            "Capital of Chile?",
            "--answer",
            "Santiago",
            "--accept",
            "Santiago de Chile",
            "--tag",
            "america",
            "--hint",
            "A saint",
        ])
        .ok();
    assert_eq!(ran.out, "capitals.yaml: 1 card added\n");
    let text = fs::read_to_string(quiz.path("capitals.yaml")).unwrap();
    let added = "  - question: Capital of Chile?\n    answer: Santiago\n    accept:\n      - Santiago de Chile\n    hint: A saint\n    tags:\n      - america\n";
    assert_eq!(text, format!("{CAPITALS}{added}"));
    let ran = quiz.run_with(
        &["add", "capitals.yaml"],
        "Capital of Cuba?\tHavana\ncapital of FRANCE?\tLyon\nno tab\n",
    );
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(
        ran.err.contains("`capital of FRANCE?` is in the deck already, with the answer `Paris`"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("line 3: there is no tab"), "{}", ran.err);
    assert_eq!(ran.out, "capitals.yaml: 1 card added\n");
    quiz.run(&["check", "capitals.yaml"]).ok();
    let ran = quiz.run(&["add", "capitals.yaml", "--question", "No answer?"]).fails(2);
    assert!(ran.err.contains("that is no card: the card has no answer"), "{}", ran.err);
    quiz.run(&["add", "nowhere.yaml", "--front", "a", "--back", "b"]).fails(2);
}

#[test]
fn what_can_not_be_added_to_is_refused_whole() {
    let flow = "cards: [{question: a?, answer: b}]\n";
    let quiz = Sandbox::new()
        .file("flow.yaml", flow)
        .file("bad.yaml", "cards:\n- {question: a?, anwser: b}\n- {front: a, back: b}\n");
    let ran = quiz.run(&["add", "flow.yaml", "--front", "a", "--back", "b"]).fails(2);
    assert!(ran.err.contains("nothing was written"), "{}", ran.err);
    assert_eq!(fs::read_to_string(quiz.path("flow.yaml")).unwrap(), flow);
    let ran = quiz.run(&["add", "bad.yaml", "--front", "x", "--back", "y"]).fails(2);
    assert!(ran.err.contains("has faults"), "{}", ran.err);
}

#[test]
fn show_shows_every_side() {
    let deck = "\
cards:
  - id: one
    question: Which **gas**?
    answer: Carbon dioxide
    wrong: [Oxygen, Nitrogen]
    explanation: It ends in sugar.
    tags: [plants]
  - {id: two, cloze: 'The {{c1::Danube}} flows into the {{c2::Black Sea::sea}}.'}
";
    let quiz = Sandbox::new().file("d.yaml", deck);
    let ran = quiz.run(&["show", "d.yaml"]).ok();
    snapbox::assert_data_eq!(
        &*ran.out,
        "\
one  choice  [plants]
Which gas?
  *1 Carbon dioxide
   2 Oxygen
   3 Nitrogen
after: It ends in sugar.

two  cloze
The [...] flows into the Black Sea.
= The Danube flows into the Black Sea.
The Danube flows into the [sea].
= The Danube flows into the Black Sea.
"
    );
    let ran = quiz.run(&["show", "d.yaml", "two"]).ok();
    assert!(ran.out.starts_with("two  cloze\n") && !ran.out.contains("gas"), "{}", ran.out);
    quiz.run(&["show", "d.yaml", "three"]).fails(2);
}

#[test]
fn the_schema_is_fresh_and_knows_every_key() {
    let printed = Sandbox::new().run(&["schema"]).ok().out;
    let schema: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(schema["definitions"]["card"]["additionalProperties"], false);
    assert!(schema["definitions"]["card"]["properties"]["question"]["description"].is_string());
    let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/deck.schema.json");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&kept, &printed).unwrap();
    }
    assert_eq!(fs::read_to_string(kept).unwrap(), printed, "UPDATE_DOCS=1 cargo test schema");
}

#[test]
fn choices_make_themselves_of_the_decks_other_answers() {
    let deck: String = ["Danube", "Rhine", "Seine", "Loire", "Rhone"]
        .iter()
        .map(|river| format!("  - question: Which river is number {river}x?\n    answer: {river}\n    choices: auto\n"))
        .collect();
    let quiz = Sandbox::new().file("d.yaml", &format!("cards:\n{deck}"));
    quiz.run(&["check", "d.yaml"]).ok();
    let lines = quiz.jsonl(&["d.yaml", "--seed", "1"], &[]);
    let ask = lines.iter().find(|it| it["type"] == "question").unwrap();
    assert_eq!(ask["kind"], "choice", "{ask}");
    assert!(ask["choices"].as_array().unwrap().len() >= 3, "{ask}");
    assert_eq!(quiz.jsonl(&["d.yaml", "--seed", "1"], &[])[1..], lines[1..]);
}

#[test]
fn a_new_version_tells_what_it_changes() {
    let old = CAPITALS;
    let new = CAPITALS
        .replace("Capital of France?", "What is the capital of France?")
        .replace("answer: Tokyo", "answer: Kyoto")
        .replace("  - id: peru\n    question: Capital of Peru?\n    answer: Lima\n    explanation: Founded in 1535.\n", "  - id: cuba\n    question: Capital of Cuba?\n    answer: Havana\n");
    let quiz = Sandbox::new().file("old.yaml", old).file("new.yaml", &new);
    let ran = quiz.run(&["diff", "old.yaml", "new.yaml"]).ok();
    snapbox::assert_data_eq!(
        &*ran.out,
        "\
reworded, progress kept: 1
  - Capital of France?
  + What is the capital of France?
perhaps reworded, each learner is asked: 1
  - Capital of Peru?
  + Capital of Cuba?
another answer: 1
  - Tokyo
  + Kyoto (Capital of Japan?)
"
    );
    let ran = quiz.run(&["diff", "old.yaml", "old.yaml"]).ok();
    assert_eq!(ran.out, "nothing changes for learners\n");
    let ran = quiz.run(&["diff", "old.yaml", "new.yaml", "--json"]).ok();
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["unsure"][0]["card"], "cuba");
    quiz.run(&["diff", "old.yaml"]).fails(2);
    quiz.run(&["diff", "--git", "nowhere", "old.yaml"]).fails(2);
}

#[test]
fn a_version_of_git_is_compared() {
    let quiz = Sandbox::new().file("d.yaml", CAPITALS);
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        let done = command.args(["-c", "user.name=a", "-c", "user.email=a@b"]).args(args);
        done.current_dir(quiz.path(".")).env("HOME", quiz.home()).output().unwrap();
    };
    git(&["init", "-q"]);
    git(&["add", "d.yaml"]);
    git(&["commit", "-q", "-m", "first"]);
    quiz.write("d.yaml", CAPITALS.replace("Lima", "Cusco").as_bytes());
    let ran = quiz.run(&["diff", "--git", "HEAD", "d.yaml"]).ok();
    assert_eq!(ran.out, "another answer: 1\n  - Lima\n  + Cusco (Capital of Peru?)\n");
}

#[test]
fn disputes_travel_without_a_name_and_come_back_as_lines_to_paste() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let answer = r#"{"type":"answer","ask":1,"text":"City of Light"}"#;
    quiz.jsonl(&["capitals.yaml", "--tag", "europe"], &[answer, r#"{"type":"right"}"#]);
    let ran = quiz.run(&["disputes", "capitals.yaml"]).ok();
    assert_eq!(ran.out, "capitals/france  Capital of France?\n  City of Light\n");
    let ran = quiz.run(&["disputes", "--report", "mine.jsonl", "capitals.yaml"]).ok();
    assert!(ran.out.contains("1 answer; send it to the author"), "{}", ran.out);
    let report = fs::read_to_string(quiz.path("mine.jsonl")).unwrap();
    assert_eq!(
        report,
        "{\"deck\":\"capitals\",\"card\":\"france\",\"prompt\":\"Capital of France?\",\"response\":\"City of Light\"}\n"
    );
    quiz.write("other.jsonl", report.replace("City of Light", "city of light").as_bytes());
    let ran = quiz.run(&["disputes", "--from", "mine.jsonl", "other.jsonl", "capitals.yaml"]).ok();
    assert_eq!(
        ran.out,
        "capitals.yaml:5  Capital of France?\n  2 x City of Light\n    accept:\n      - City of Light\n"
    );
    // What the card accepts by now is done.
    let mended = CAPITALS.replace("answer: Paris", "answer: the City of Light");
    quiz.write("capitals.yaml", mended.as_bytes());
    let ran = quiz.run(&["disputes", "--from", "mine.jsonl", "other.jsonl", "capitals.yaml"]).ok();
    assert_eq!(ran.out, "");
    let deep = "cards:\n  - id: deep\n    question: How deep?\n    answer: 1642\n    unit: m\n    tolerance: 5\n";
    let line = r#"{"deck":"d","card":"deep","prompt":"How deep?","response":"1642"}"#;
    quiz.write("deep.yaml", deep.as_bytes());
    quiz.write("deep.jsonl", format!("{line}\n{}\n", line.replace("1642\"", "1741\"")).as_bytes());
    let ran = quiz.run(&["disputes", "--from", "deep.jsonl", "deep.yaml"]).ok();
    assert!(ran.out.contains("1741") && !ran.out.contains("1642"), "{}", ran.out);
    quiz.run(&["disputes", "--from", "capitals.yaml", "capitals.yaml"]).fails(2);
}

#[test]
fn the_hardest_cards_come_with_what_was_typed() {
    let mut quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    assert_eq!(quiz.run(&["hardest", "capitals.yaml"]).ok().out, "no card was answered yet\n");
    // The first answer to a new card counts, and what was typed after it on the same day does not.
    let answer = |text: &str| format!(r#"{{"type":"answer","text":"{text}"}}"#);
    let typed = ["London", "Tokyo", "Lima", "Paris"].map(answer);
    quiz.jsonl(&["capitals.yaml"], &typed.each_ref().map(String::as_str));
    let ran = quiz.run(&["hardest", "capitals.yaml"]).ok();
    assert!(ran.out.contains("1 of 1  Capital of France?  London"), "{}", ran.out);
    assert!(!ran.out.contains("Japan"), "{}", ran.out);
    for day in ["24", "25", "26"] {
        quiz.at(&format!("2026-11-{day}T10:00:00+02:00"));
        quiz.jsonl(
            &["capitals.yaml", "--tag", "asia", "--ahead", "30"],
            &[r#"{"type":"answer","ask":1,"text":"Kyoto"}"#],
        );
    }
    let ran = quiz.run(&["hardest", "capitals.yaml", "--json"]).ok();
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found[0]["card"], "capitals/japan", "{found}");
    assert_eq!(found[0]["typed"][0][0], "Kyoto", "{found}");
    let ran = quiz.run(&["hardest", "capitals.yaml"]).ok();
    assert!(ran.out.contains("Capital of Japan?") && ran.out.contains("Kyoto (3)"), "{}", ran.out);
}

#[test]
fn a_shared_deck_holds_the_deck_its_media_and_nothing_else() {
    let deck = "cards:\n  - {front: '![a map](pics/m.png)', back: '![x](gone.png)'}\n  - {front: '![y](../secret.png)', back: y}\n";
    let quiz = Sandbox::new().file("mine/d.yaml", deck);
    quiz.write("mine/pics/m.png", b"map");
    quiz.write("secret.png", b"secret");
    let ran = quiz.run(&["share", "mine/d.yaml", "-o", "d.zip"]).ok();
    assert_eq!(ran.out, "d.zip: mine/d.yaml with 1 media file\n");
    assert_eq!(ran.err, "not there: gone.png\nnot there: ../secret.png\n");
    let bytes = fs::read(quiz.path("d.zip")).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes.clone())).unwrap();
    let mut names: Vec<String> = zip.file_names().map(|it| it.unwrap().into_owned()).collect();
    names.sort();
    assert_eq!(names, ["d.yaml", "pics/m.png"]);
    let mut text = String::new();
    std::io::Read::read_to_string(&mut zip.by_name("d.yaml").unwrap(), &mut text).unwrap();
    assert_eq!(text, deck);
    quiz.run(&["share", "mine/d.yaml", "-o", "d.zip"]).ok();
    assert_eq!(fs::read(quiz.path("d.zip")).unwrap(), bytes);
}

#[test]
fn a_text_may_begin_with_a_hyphen_and_a_forgotten_one_is_told() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    quiz.run(&["add", "capitals.yaml", "--question", "Sign?", "--answer", "- yes"]).ok();
    let flags =
        ["add", "capitals.yaml", "--question", "How cold?", "--answer", "-5", "--hint", "-x"];
    quiz.run(&flags).ok();
    let text = fs::read_to_string(quiz.path("capitals.yaml")).unwrap();
    assert!(text.contains("- yes") && text.contains("-5") && text.contains("hint: "), "{text}");
    let flags = ["add", "capitals.yaml", "--question", "Q?", "--answer", "--quiet"];
    let ran = quiz.run(&flags).fails(2);
    assert!(ran.err.contains("this is a flag, and the text is missing before it"), "{}", ran.err);
}

#[test]
fn old_line_ends_and_empty_lists_take_cards_and_ids() {
    let old = CAPITALS.replace('\n', "\r");
    let quiz = Sandbox::new().file("old.yaml", &old).file("none.yaml", "title: T\ncards: []\n");
    for deck in ["old.yaml", "none.yaml"] {
        quiz.run(&["add", deck, "--question", "Capital of Cuba?", "--answer", "Havana"]).ok();
        quiz.run(&["ids", deck]).ok();
        quiz.run(&["check", deck]).ok();
    }
    let text = fs::read_to_string(quiz.path("old.yaml")).unwrap();
    assert!(text.ends_with("question: Capital of Cuba?\r    answer: Havana\r"), "{text}");
    assert!(!text.contains('\n'), "{text}");
}

#[test]
fn a_folder_or_a_device_in_place_of_a_deck_is_told() {
    let quiz = Sandbox::new().file("sub/capitals.yaml", CAPITALS);
    for command in ["add", "show", "share"] {
        let ran = quiz.run(&[command, "sub"]).fails(2);
        assert!(ran.err.contains("sub is a folder; name one deck file in it"), "{}", ran.err);
    }
    if cfg!(unix) {
        let ran = quiz.run(&["show", "/dev/null"]).fails(2);
        assert!(ran.err.contains("/dev/null is a pipe or a device"), "{}", ran.err);
    }
}

#[test]
fn without_disputes_that_is_said() {
    let quiz = Sandbox::new().file("capitals.yaml", CAPITALS);
    let ran = quiz.run(&["disputes", "capitals.yaml"]).ok();
    assert_eq!(ran.out, "no answer was declared right\n");
}
