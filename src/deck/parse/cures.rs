//! Each fault of layout and quoting at its line, with a cure that works when it is followed to the letter.

use super::*;

/// The faults of a text as a teacher is told them: line, code, message and cure.
fn told(text: &str) -> Vec<String> {
    let parsed = parse(text.as_bytes());
    let index = crate::diagnostic::LineIndex::new(&parsed.text);
    let tell = |it: &Diagnostic| {
        let line = index.place(&parsed.text, it.span.start).line;
        format!("{line} {} {}; {}", it.code, it.message, it.help.clone().unwrap_or_default())
    };
    parsed.diagnostics.iter().map(tell).collect()
}

/// Each fault begins with its line and code, and holds some words.
#[track_caller]
fn tells(text: &str, faults: &[(&str, &str)]) {
    let found = told(text);
    assert_eq!(found.len(), faults.len(), "{text}\n{found:#?}");
    for (found, (begins, holds)) in found.iter().zip(faults) {
        assert!(found.starts_with(begins) && found.contains(holds), "{text}\n{found}");
    }
}

const ONE: &str = "cards:\n  - question: One?\n    answer: a\n";

#[test]
fn a_card_without_its_dash_is_told_and_never_deleted() {
    let dash = "write `- question:`";
    tells(&format!("{ONE}    question: Two?\n    answer: b\n"), &[("4 D034", dash)]);
    let three = format!(
        "{ONE}\n    question: Two?\n    answer: b\n\n    question: Three?\n    answer: c\n"
    );
    tells(&three, &[("5 D034", dash), ("8 D034", dash)]);
    tells(&format!("{ONE}  question: Two?\n  answer: b\n"), &[("4 D034", dash)]);
    tells(&format!("{ONE}    front: Two\n    back: b\n"), &[("4 D034", "write `- front:`")]);
    let statement = format!("{ONE}    statement: Two.\n    answer: false\n");
    tells(&statement, &[("4 D034", "write `- statement:`")]);
    let misspelt = format!("{ONE}    question: Two?\n    answr: b\n");
    tells(&misspelt, &[("4 D034", dash), ("5 D011", "`answer:`")]);
    let margin = format!("{ONE}\nquestion: Two?\nanswer: b\n");
    tells(&margin, &[("5 D034", dash), ("6 D034", "put it under")]);
    let above = "cards:\n  - answer: a\n    question: One?\n    answer: b\n    question: Two?\n";
    tells(above, &[("4 D034", "write `- answer:`")]);
    // What stands above the missing dash is a card of its own.
    let parsed = parse(format!("{ONE}    question: Two?\n    answer: b\n").as_bytes());
    assert_eq!(parsed.deck.cards.len(), 1);
}

#[test]
fn of_a_key_that_stands_twice_nothing_is_lost() {
    tells(&format!("{ONE}    answer: b\n"), &[("4 D008", "under `accept:`")]);
    let accept = format!("{ONE}    accept: b\n    accept: c\n");
    tells(&accept, &[("5 D008", "under one `accept:`")]);
}

#[test]
fn dashes_and_keys_out_of_line_are_told_by_how_much() {
    let three = "  - question: Three?\n    answer: c\n";
    let card = |indent: &str| format!("{indent}- question: Two?\n{indent}  answer: b\n");
    for (indent, cure) in [
        ("", "move the card, all its lines, 2 columns to the right"),
        (" ", "one column to the right"),
        ("   ", "one column to the left"),
        ("    ", "2 columns to the left"),
    ] {
        tells(&format!("{ONE}{}{three}", card(indent)), &[("4 D035", cure)]);
    }
    let flush = format!(
        "cards:\n- question: One?\n  answer: a\n{}- question: Three?\n  answer: c\n",
        card("  ")
    );
    tells(&flush, &[("4 D035", "2 columns to the left")]);
    let first = format!("cards:\n - question: One?\n   answer: a\n{}{three}", card("  "));
    tells(&first, &[("2 D035", "one column to the right")]);
    assert_eq!(parse(first.as_bytes()).deck.cards.len(), 2);
    let member = format!("{ONE}    wrong:\n      - b\n     - c\n");
    tells(&member, &[("6 D035", "one column to the right")]);
    let key = |text: &str| format!("cards:\n  - question: One?\n{text}\n");
    tells(&key("   answer: a"), &[("3 D038", "under `question`, with 4 spaces")]);
    tells(&key("      answer: a"), &[("3 D038", "with 4 spaces")]);
    tells(&format!("{ONE}     hint: x\n"), &[("4 D038", "with 4 spaces")]);
    let second = format!("{ONE}  - question: Zero?\n  answer: b\n");
    tells(&second, &[("5 D038", "under `question`")]);
}

#[test]
fn a_dash_before_an_answer_is_told() {
    let cut = "cards:\n  - question: One?\n  - answer: a\n  - question: Two?\n    answer: b\n";
    tells(cut, &[("3 D035", "a space instead of the dash")]);
    assert_eq!(parse(cut.as_bytes()).deck.cards.len(), 1);
}

#[test]
fn other_marks_than_a_dash_are_told_where_they_stand() {
    let dash = "a plain `-`";
    for mark in ["–", "—", "•", "*", "1.", "1)", "+"] {
        let card = |mark: &str| format!("  {mark} question: {mark}?\n    answer: a\n");
        let all = format!("cards:\n{}{}", card(mark), card(mark));
        tells(&all, &[("2 D036", dash), ("4 D036", dash)]);
        let second = format!("{ONE}{}  - question: Three?\n    answer: c\n", card(mark));
        tells(&second, &[("4 D036", dash)]);
        assert_eq!(parse(second.as_bytes()).deck.cards.len(), 2);
    }
    tells("cards:\n  • question: One?\n", &[("2 D036", dash)]);
    tells(&format!("{ONE}    wrong:\n      * b\n      * c\n"), &[("5 D036", dash)]);
}

#[test]
fn missing_spaces_are_told_where_they_are_missing() {
    let dash = "write `- question:`";
    tells("cards:\n  -question: One?\n   answer: a\n", &[("2 D037", dash)]);
    tells(&format!("{ONE}  -question: Two?\n   answer: b\n"), &[("4 D037", dash)]);
    tells(&format!("{ONE}    wrong:\n      - b\n      -c\n"), &[("6 D037", "write `- c`")]);
    let key = "write `question: `";
    tells("cards:\n  - question:Where?\n    answer: a\n", &[("2 D037", key)]);
    tells("cards:\n  - question:Where?\n    answer:a\n", &[("2 D037", key)]);
    tells("cards:\n  - question Where?\n    answer: a\n", &[("2 D037", key)]);
    let answer = "cards:\n  - question: Where?\n    answer:a\n";
    tells(answer, &[("3 D037", "write `answer: `")]);
    tells("cards\n  - question: Where?\n    answer: a\n", &[("1 D037", "write `cards:`")]);
}

#[test]
fn cards_without_their_key_are_told_with_all_their_faults() {
    let missing = "`cards:` on a line of its own above the first card";
    let cards = "  - question: One?\n    answr: a\n  - question: Two?\n    answer: b\n";
    for head in ["title: X\n", "title: X\nlanguage: en\n\n", "defaults:\n  tags: [a]\n", ""] {
        let n = head.lines().count();
        let (first, second) = (format!("{} D010", n + 1), format!("{} D011", n + 2));
        tells(&format!("{head}{cards}"), &[(&first, missing), (&second, "`answer:`")]);
    }
    let flush = "title: X\n- question: One?\n  answer: a\n- question: Two: b?\n  answer: b\n";
    tells(flush, &[("2 D010", missing), ("4 D002", "'Two: b?'")]);
}

#[test]
fn a_tab_is_told_on_its_own_line() {
    let open = "cards:\n  - question: One?\n";
    let card = "  - question: Two?\n    answer: b\n";
    tells(&format!("{open}\tanswer: a\n{card}"), &[("3 D039", "spaces")]);
    tells(&format!("{open}  \tanswer: a\n"), &[("3 D039", "spaces")]);
    let second = format!("{open}    answer: a\n\t- question: Two?\n\t  answer: b\n");
    tells(&second, &[("4 D039", "spaces")]);
    tells("cards:\n\t- question: One?\n\t  answer: a\n", &[("2 D039", "spaces")]);
    tells(&format!("{open}    answer: |\n      a\n      \tb\n"), &[]);
}

#[test]
fn the_cure_shows_the_own_text_in_quotes_that_work() {
    let values = [
        "'What is Newton's law?'",
        "'The boys' dog'",
        "'Don't you say it's so?'",
        "Which is right: cats?",
        "Newton's: cats?",
        "What follows:",
        "“Which: cats?”",
        "[Fe(CN)6] complex",
        "[Fe(CN)6]",
        "? what",
        "@home",
        "%s of",
        "`x` is?",
        "> 5",
        "|x|",
        "- 5",
        ", and",
        "#5",
        "{1, 2} set",
        "{1, 2}",
        "!x y",
        "\"Foo\" is what?",
        "The \"Foo\": what?",
        "\"He said \"hi\" to me\"",
        "\"What is $\\frac{1}{2}$?\"",
        "\"\\alpha\"",
    ];
    for value in values {
        let deck = |value: &str| {
            let two = "  - question: Two?\n    answer: b\n";
            format!("cards:\n  - question: One?\n    answer: {value}\n{two}")
        };
        let parsed = parse(deck(value).as_bytes());
        let [fault] = &parsed.diagnostics[..] else { panic!("{value}: {:#?}", parsed.diagnostics) };
        assert_eq!(parsed.deck.cards.len(), 1, "{value}");
        let help = fault.help.as_deref().unwrap_or_default();
        let (_, cure) = help.split_once(": ").unwrap_or_else(|| panic!("{value}: {help}"));
        let mended = parse(deck(cure).as_bytes());
        assert_eq!(mended.diagnostics, [], "{value}: {help}");
        assert_eq!(mended.deck.cards.len(), 2, "{value}: {help}");
    }
}

#[test]
fn each_colon_of_a_card_is_told() {
    let card = "cards:\n  - question: Which: cats?\n    answer: the second: dogs\n    hint: a\n";
    tells(card, &[("2 D002", "'Which: cats?'"), ("3 D002", "'the second: dogs'")]);
}

#[test]
fn a_quote_that_is_never_closed_is_told_where_it_opens() {
    let later =
        "cards:\n  - question: 'Tis so\n    answer: a\n  - question: Whose?\n    answer: Don't\n";
    tells(later, &[("2 D002", "close it: 'Tis so'; or, if it belongs to the text: '''Tis so'")]);
    assert_eq!(parse(later.as_bytes()).deck.cards.len(), 1);
}

#[test]
fn an_apostrophe_that_closes_the_quotes_is_doubled() {
    let cure = "close them: 'it''s'; or, if the first belongs to the text: '''it''s'";
    tells(&format!("{ONE}    hint: 'it's\n"), &[("4 D002", cure)]);
}

#[test]
fn a_text_below_a_bar_stands_further_in_than_its_key() {
    let two = "  - question: Two?\n    answer: b\n";
    for below in ["    text", "  text", "text", "\n    text more\n    and more", "  text, in short"]
    {
        for (bar, rest) in [("|", ""), (">-", two)] {
            let deck = format!("{ONE}    hint: {bar}\n{below}\n{rest}");
            let line = if below.starts_with('\n') { "6 D002" } else { "5 D002" };
            tells(&deck, &[(line, "put 6 spaces before it, and before each line of the text")]);
        }
    }
    let dash = "cards:\n  - question: |\n    text\n    answer: a\n";
    tells(dash, &[("3 D002", "put 6 spaces before it")]);
}

#[test]
fn a_fault_in_the_defaults_is_told_once() {
    let two = "  - question: Two?\n    answer: b\n";
    let deck = format!("defaults:\n  points: none\n  strict: [x, y]\n{ONE}{two}");
    tells(&deck, &[("2 D016", "above 0"), ("3 D015", "case"), ("3 D015", "case")]);
}

#[test]
fn an_empty_list_is_told_and_its_card_is_asked() {
    let deck = format!("{ONE}    accept:\n    tags:\n    explanation: a\n");
    tells(&deck, &[("4 D013", "delete the line"), ("5 D013", "delete the line")]);
    assert_eq!(parse(deck.as_bytes()).deck.cards.len(), 1);
}

#[test]
fn a_gap_that_is_nearly_one_is_told_with_the_gap_that_was_meant() {
    let deck = |text: &str| format!("cards:\n  - cloze: '{text}'\n");
    tells(&deck("The {{c1:Minsk}} of {{c2::2015}}"), &[("2 D023", "`{{c1::Minsk}}`")]);
    tells(&deck("The {{c1: Minsk}}"), &[("2 D023", "`{{c1::Minsk}}`")]);
    tells(&deck("The {c1::Minsk} pact"), &[("2 D023", "`{{c1::Minsk}}`")]);
    let two = deck("The {{c1::Minsk}} of {c2::2015}");
    tells(&two, &[("2 D023", "`{{c2::2015}}`")]);
    let parsed = parse(two.as_bytes());
    let at = parsed.diagnostics[0].span;
    assert_eq!((&two[at.start..at.end], parsed.deck.cards.len()), ("{c2::2015}", 1));
    for sound in [
        r"$\frac{a}{c1}$ is {{c1::x}}",
        r"$x_{c1::y}$ is \text{c2::x}, {{c1::x}}",
        "{ c1: 2 } has {{c1::one key}}",
        "fn f() { c::d } is {{c1::code}}",
        "at {{c1::12:30}}, {{chess: e4}}",
    ] {
        tells(&deck(sound), &[]);
    }
}

#[test]
fn a_bracket_that_is_never_closed_is_one_fault_and_hides_none() {
    let good = |n: usize| format!("  - question: Good {n}?\n    answer: b [c]\n");
    let thirty: String = (0..30).map(good).collect();
    let head = "title: t\ncards:\n";
    let misspelt = "  - question: Last?\n    anwser: a\n";
    for (value, cure) in [
        ("[x, y", "close it: [x, y]; or, if it belongs to the text: '[x, y'"),
        ("{x: y", "close it: {x: y}"),
        ("[0, 1)", "'[0, 1)'"),
        ("[a, [b]", "close it: [a, [b]]"),
        ("[a, b}", "close it"),
        ("[it's, 'b: ]' # so", "close it: [it's, 'b: ]']"),
        ("[a,\n      b,\n      c", "close it with `]` behind its last member"),
    ] {
        let card = |n: usize| format!("  - question: aa{n}\n    answer: {value}\n    wrong: z\n");
        let deck = format!("{head}{}{thirty}{misspelt}", card(1));
        let n_extra = value.matches('\n').count();
        let last = format!("{} D011", 67 + n_extra);
        tells(&deck, &[("4 D002", cure), (&last, "`answer:`")]);
        assert_eq!(parse(deck.as_bytes()).deck.cards.len(), 30, "{value}");
        let alone = format!("{head}{}", card(1));
        tells(&alone, &[("4 D002", cure)]);
    }
    let two = format!(
        "{ONE}    tags: [a\n  - question: Two?\n    wrong:\n      - [b\n      - c\n    answer: d\n"
    );
    tells(&two, &[("4 D002", "[a]"), ("7 D002", "[b]")]);
    for key in [
        "order", "list", "match", "choices", "wrong", "accept", "reject", "tags", "source",
        "strict",
    ] {
        let deck = format!("{ONE}  - question: Two?\n    answer: a\n    {key}: [a, b\n{}", good(1));
        let found = told(&deck);
        assert!(
            found.iter().all(|it| it.contains("never closed") || it.contains("D017")),
            "{found:?}"
        );
        assert_eq!(parse(deck.as_bytes()).deck.cards.len(), 2, "{key}");
    }
    // What a text below a bar says is no bracket of YAML's.
    let bar =
        format!("cards:\n  - question: |\n      - [x\n      a: [y\n    answer: a: b\n{}", good(1));
    tells(&bar, &[("5 D002", "'a: b'")]);
    tells("cards: [\n  {question: a, answer: b},\n", &[("1 D002", "close it with `]`")]);
    tells(&format!("settings: {{pass: 1\n{ONE}"), &[("1 D002", "close it: {pass: 1}")]);
}

#[test]
fn a_language_is_a_tag() {
    let deck = |language: &str| format!("language: {language}\n{ONE}");
    tells(&deck("English"), &[("1 D040", "write `en`")]);
    tells(&deck("Klingon"), &[("1 D040", "such as `en`")]);
    let parsed = parse(deck("PT-BR").as_bytes());
    assert_eq!((parsed.diagnostics, parsed.deck.language.as_deref()), (vec![], Some("pt-BR")));
    let pair = "cards:\n  - front: a\n    back: b\n    languages: [German, en]\n";
    tells(pair, &[("4 D040", "write `de`")]);
}

#[test]
fn very_many_faults_are_told_in_time() {
    let text = format!("cards:\n{}", "  - quest: a\n    answer: b\n".repeat(10_000));
    assert_eq!(parse(text.as_bytes()).diagnostics.len(), 20_000);
}
