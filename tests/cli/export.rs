//! `export` for Anki and `ids`: what is written, what is told, what is refused.

use std::fs;

use crate::sandbox::Sandbox;

const DECK: &str = "\
title: Rivers
cards:
  - question: Which river flows through Vienna?
    answer: Danube
    accept: [the Danube]
  - {id: long, front: The longest, back: the Nile, points: 2, tags: [two words]}
";

#[test]
fn a_text_file_has_its_header_and_names_what_stays_behind() {
    let quiz = Sandbox::new().file("rivers.yaml", DECK);
    let ran = quiz.run(&["export", "--to", "anki-csv", "rivers.yaml"]).ok();
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(
        lines[..8],
        [
            "#separator:Comma",
            "#html:true",
            "#if matches:update current",
            "#guid column:1",
            "#notetype column:2",
            "#deck column:3",
            "#tags column:4",
            "#columns:GUID,Notetype,Deck,Tags,Field 1,Field 2",
        ]
    );
    assert!(lines[9].ends_with(r#""Basic","Rivers","two_words","The longest","the Nile""#));
    assert_eq!(lines.len(), 10);
    snapbox::assert_data_eq!(
        ran.err,
        "\
rivers/long: stays behind: `points: 2`
rivers.yaml: no `id` of the deck, so that under another title its notes are new ones, and a deck of the same title may write over them; 1 card without an id, so that a reworded one may become a second note; `quizdeck ids rivers.yaml` makes them safe for ever
2 notes written: 1 Basic, 1 Basic (type in the answer)
"
    );
}

#[test]
fn ids_make_a_note_stay_itself() {
    let quiz = Sandbox::new().file("rivers.yaml", DECK);
    let guid = |quiz: &Sandbox| {
        let ran = quiz.run(&["export", "--to", "anki-tsv", "-q", "rivers.yaml"]).ok();
        ran.out.lines().nth(8).unwrap().split('\t').next().unwrap().to_owned()
    };
    let before = guid(&quiz);
    let ran = quiz.run(&["ids", "rivers.yaml"]).ok();
    assert_eq!(ran.out, "rivers.yaml: 1 card got an id; the deck got one, too\n");
    let text = fs::read_to_string(quiz.path("rivers.yaml")).unwrap();
    assert_eq!(guid(&quiz), before);
    quiz.write("rivers.yaml", text.replace("Which river flows", "What runs").as_bytes());
    assert_eq!(guid(&quiz), before);
    let ran = quiz.run(&["ids", "rivers.yaml"]).ok();
    assert_eq!(ran.out, "rivers.yaml: every card has its id already\n");
}

#[test]
fn a_reworded_card_without_an_id_keeps_its_note_where_the_log_knows_it() {
    let quiz = Sandbox::new().file("rivers.yaml", DECK);
    let guid = |quiz: &Sandbox| {
        let ran = quiz.run(&["export", "--to", "anki-csv", "-q", "rivers.yaml"]).ok();
        ran.out.lines().nth(8).unwrap().split(',').next().unwrap().to_owned()
    };
    let before = guid(&quiz);
    quiz.run_with(&["quiz", "--plain", "rivers.yaml"], "Danube\n:quit\n").ok();
    let text = DECK.replace("Which river flows through", "Which river runs through");
    quiz.write("rivers.yaml", text.as_bytes());
    assert_eq!(guid(&quiz), before);
}

#[test]
fn a_deck_with_faults_gets_no_ids_and_is_left_as_it_is() {
    let faulty = format!("{DECK}  - {{front: x}}\n");
    let quiz = Sandbox::new().file("rivers.yaml", &faulty);
    let ran = quiz.run(&["ids", "rivers.yaml"]).fails(2);
    assert!(ran.err.contains("has faults"), "{}", ran.err);
    assert_eq!(fs::read_to_string(quiz.path("rivers.yaml")).unwrap(), faulty);
    let ran = quiz.run(&["export", "--to", "anki-csv", "-o", "x.csv", "rivers.yaml"]).fails(1);
    assert!(ran.err.contains("cards with faults are left out"), "{}", ran.err);
    assert!(quiz.path("x.csv").exists());
}

#[test]
fn what_can_not_be_exported_is_told() {
    let quiz = Sandbox::new()
        .file("far.yaml", "title: Far\ncards:\n- {id: b, front: a, back: b}\n")
        .file("twice.yaml", "id: twice\ncards:\n- {id: a, front: a, back: b, anki: {guid: x}}\n- {id: b, front: c, back: d, anki: {guid: x}}\n")
        .file("files.yaml", "id: files\ncards:\n- {id: a, front: '![](a/b.png)', back: '![](a_b.png)'}\n");
    let ran = quiz.run(&["export", "--to", "anki-csv", "twice.yaml"]).fails(2);
    assert!(ran.err.contains("two cards are the note `x` of Anki"), "{}", ran.err);
    let ran = quiz.run(&["export", "--to", "anki-csv", "files.yaml"]).fails(2);
    assert!(ran.err.contains("would be one file in Anki"), "{}", ran.err);
    let ran = quiz.run(&["export", "--to", "anki-csv", "--notetype", "Basic", "far.yaml"]).fails(2);
    assert!(ran.err.contains("--notetype Basic=Einfach"), "{}", ran.err);
    let ran = quiz.run(&["export", "--to", "anki-csv", "-o", "no/such/x.csv", "far.yaml"]).fails(2);
    assert!(ran.err.contains("no/such/x.csv could not be written"), "{}", ran.err);
}

#[test]
fn a_note_from_anki_keeps_its_name_and_type() {
    let quiz = Sandbox::new().file(
        "d.yaml",
        "cards:\n- {id: a, front: a, back: b, anki: {guid: 'Ab#{x', notetype: Einfach}}\n",
    );
    let ran = quiz.run(&["export", "--to", "anki-csv", "d.yaml"]).ok();
    assert!(ran.out.contains(r#""Ab#{x","Einfach","d","","a","b""#), "{}", ran.out);
}

#[test]
fn a_package_is_refused_where_anki_or_the_user_would_lose_something() {
    let quiz = Sandbox::new().file("rivers.yaml", DECK);
    let refused = |args: &[&str], sentence: &str| {
        let mut all = vec!["export", "--to", "apkg", "rivers.yaml"];
        all.extend(args);
        let ran = quiz.run(&all).fails(2);
        assert!(ran.err.contains(sentence), "{}", ran.err);
    };
    refused(&[], "a package is a file");
    refused(&["-o", "-"], "a package is a file");
    refused(&["-o", "collection.apkg"], "Anki would not add the cards");
    refused(&["-o", "rivers.zip"], "ends in .apkg");
    quiz.write("mine.apkg", b"my holiday pictures");
    refused(&["-o", "mine.apkg"], "it is not overwritten");
    assert_eq!(fs::read(quiz.path("mine.apkg")).unwrap(), b"my holiday pictures");
    refused(&["-o", "new.apkg", "--since", "nowhere.apkg"], "could not be read");
    assert!(!quiz.path("new.apkg").exists());
    let ran = quiz.run(&["export", "--to", "anki-csv", "--with-progress", "rivers.yaml"]).fails(2);
    assert!(ran.err.contains("for packages"), "{}", ran.err);
}

#[test]
fn a_package_tells_which_pictures_are_not_there_and_which_would_be_one() {
    let deck = "id: d\ncards:\n- {id: a, front: '![a](one/x.png)', back: '![b](gone.png)'}\n";
    let quiz = Sandbox::new().file("d.yaml", deck);
    quiz.write("one/x.png", b"one");
    let ran = quiz.run(&["export", "--to", "apkg", "-o", "d.apkg", "d.yaml"]).ok();
    assert!(ran.err.contains("gone.png stays out: "), "{}", ran.err);
    assert!(ran.err.contains("1 note written, with 1 media file"), "{}", ran.err);
    quiz.write("sub/one_x.png", b"two");
    quiz.write("sub/e.yaml", b"id: e\ncards:\n- {id: a, front: '![a](one_x.png)', back: b}\n");
    let ran =
        quiz.run(&["export", "--to", "apkg", "-o", "e.apkg", "d.yaml", "sub/e.yaml"]).fails(2);
    assert!(ran.err.contains("would be one file in Anki"), "{}", ran.err);
}

/// The first cell of each row of a text file.
fn guids(quiz: &Sandbox, decks: &[&str]) -> Vec<String> {
    let mut args = vec!["export", "--to", "anki-tsv", "-q"];
    args.extend(decks);
    let ran = quiz.run(&args).ok();
    let rows = ran.out.lines().skip(8);
    rows.map(|row| row.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn notes_are_never_named_after_a_file() {
    let deck = |title: &str| format!("title: {title}\ncards:\n- {{id: '1', front: a, back: b}}\n");
    let quiz = Sandbox::new();
    quiz.write("german/words.yaml", deck("German").as_bytes());
    quiz.write("french/words.yaml", deck("French").as_bytes());
    let german = guids(&quiz, &["german/words.yaml"]);
    assert_ne!(german, guids(&quiz, &["french/words.yaml"]));
    assert_eq!(guids(&quiz, &["german/words.yaml", "french/words.yaml"]).len(), 2);
    quiz.write("elsewhere.yaml", deck("German").as_bytes());
    assert_eq!(guids(&quiz, &["elsewhere.yaml"]), german);
    let ran = quiz.run(&["export", "--to", "anki-csv", "elsewhere.yaml", "german"]).fails(2);
    assert!(ran.err.contains("an `id` of its own"), "{}", ran.err);
    // An answer in the log changes nothing, nor does an id.
    quiz.run_with(&["quiz", "--plain", "german"], "\n3\n:quit\n").ok();
    assert_eq!(guids(&quiz, &["german/words.yaml"]), german);
    quiz.run(&["ids", "german/words.yaml"]).ok();
    assert_eq!(guids(&quiz, &["german/words.yaml"]), german);
    let text = fs::read_to_string(quiz.path("german/words.yaml")).unwrap();
    quiz.write("german/words.yaml", text.replace("German", "Deutsch").as_bytes());
    assert_eq!(guids(&quiz, &["german/words.yaml"]), german);
}

/// Cards of two decks without an `id` are one note where title and question are the same, and only there.
#[test]
fn notes_of_decks_without_an_id_are_told_by_title_and_question() {
    let quiz = Sandbox::new();
    let guids_of = |title: &str, card: &str| {
        let deck = format!("title: {title}\ncards:\n- {{{card}}}\n");
        quiz.write("d.yaml", deck.as_bytes());
        guids(&quiz, &["d.yaml"])
    };
    let one = guids_of("Words", "front: tree, back: Baum");
    assert_eq!(guids_of("Words", "front: Tree, back: arbre"), one);
    assert_ne!(guids_of("Words", "front: trees, back: Baum"), one);
    assert_ne!(guids_of("Words 2", "front: tree, back: Baum"), one);
    let named = guids_of("Words", "id: '1', front: tree, back: Baum");
    assert_ne!(named, one);
    assert_eq!(guids_of("Words", "id: '1', front: house, back: Haus"), named);
}

/// The first deck of a title keeps its notes; another gets notes of its own, so that no import writes over them.
#[test]
fn ids_tell_decks_of_one_title_apart() {
    let deck =
        |back: &str| format!("title: Words\ncards:\n- {{id: '1', front: a, back: {back}}}\n");
    let quiz = Sandbox::new().file("one.yaml", &deck("b")).file("two.yaml", &deck("c"));
    let before = guids(&quiz, &["one.yaml"]);
    assert_eq!(guids(&quiz, &["two.yaml"]), before);
    quiz.run(&["ids", "one.yaml"]).ok();
    assert_eq!(guids(&quiz, &["one.yaml"]), before);
    let ran = quiz.run(&["ids", "two.yaml"]).ok();
    assert!(ran.out.contains("one of its own, as one.yaml has the one"), "{}", ran.out);
    let other = guids(&quiz, &["two.yaml"]);
    assert_ne!(other, before);
    assert_eq!(guids(&quiz, &["one.yaml", "two.yaml"]), [before, other].concat());
}

#[test]
fn a_deck_without_any_name_is_refused_until_it_has_an_id() {
    let quiz = Sandbox::new().file("words.yaml", "cards:\n- {id: '1', front: a, back: b}\n");
    let ran = quiz.run(&["export", "--to", "anki-csv", "words.yaml"]).fails(2);
    assert!(ran.err.contains("`quizdeck ids words.yaml`"), "{}", ran.err);
    quiz.run(&["ids", "words.yaml"]).ok();
    assert_eq!(guids(&quiz, &["words.yaml"]).len(), 1);
    let text = fs::read_to_string(quiz.path("words.yaml")).unwrap();
    assert!(text.starts_with("id: words-"), "{text}");
}

#[test]
fn a_card_of_another_kind_is_told_as_anki_keeps_its_note() {
    let quiz = Sandbox::new();
    let write = |more: &str| {
        let deck = format!("id: k\ncards:\n- id: a\n  question: Capital?\n  answer: Paris\n{more}");
        quiz.write("k.yaml", deck.as_bytes());
    };
    for (to, file) in [("anki-csv", "k.csv"), ("apkg", "k.apkg")] {
        let export = || quiz.run(&["export", "--to", to, "-o", file, "k.yaml"]).ok().err;
        write("");
        export();
        let said = export();
        assert!(!said.contains("another note type"), "{said}");
        write("  wrong: [Rome]\n");
        let said = export();
        assert!(said.contains("of another note type than in the last export: k/a; "), "{said}");
    }
    let args = ["export", "--to", "anki-csv", "--notetype", "Basik=Einfach", "k.yaml"];
    let ran = quiz.run(&args).fails(2);
    assert!(ran.err.contains("no note is of the type `Basik`"), "{}", ran.err);
}

#[test]
fn choices_that_speak_of_the_others_stay_last() {
    let deck = "id: k\ncards:\n- id: a\n  question: Which?\n  answer: None of the above\n  wrong: [x, y, z]\n";
    let quiz = Sandbox::new().file("k.yaml", deck);
    let ran = quiz.run(&["export", "--to", "anki-csv", "k.yaml"]).ok();
    assert!(ran.out.contains("<li>None of the above</li></ol>"), "{}", ran.out);
}
