//! Judging as a table, and its laws as properties.

#![allow(clippy::float_cmp, reason = "scores are small fractions, written as such")]

use proptest::prelude::*;

use super::*;
use crate::deck::{Accepted, Choice, Number, Rejected, Tolerance};

/// What is wrong with how a response is judged, if anything.
fn fault(language: &str, accepted: &[&str], given: &str, expected: Verdict) -> Option<String> {
    let lexicon = Lexicon::default();
    let accepted = Accepted {
        answer: accepted[0].to_owned(),
        accept: accepted[1..].iter().map(ToString::to_string).collect(),
        reject: Vec::new(),
    };
    let context = context(language, &lexicon);
    let judged = judge(&Answer::Words(accepted.clone()), &Response::Text(given.into()), &context);
    (judged.verdict != expected).then(|| {
        format!(
            "{language}: {} <- {given}: {:?}, not {expected:?}",
            accepted.answer, judged.verdict
        )
    })
}

fn context<'a>(language: &'a str, lexicon: &'a Lexicon) -> Context<'a> {
    Context { language, teaches_language: false, strict: Strict::default(), lexicon, prompt: "" }
}

/// The table of `judging.txt`: `language | accepted | response | verdict`, alternatives by ` / `.
#[test]
fn responses_are_judged_as_the_table_says() {
    let (mut n_rows, mut faults) = (0, Vec::new());
    for (line_idx, line) in include_str!("judging.txt").lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let [language, accepted, given, verdict] = cells.as_slice() else {
            panic!("line {}: {line}", line_idx + 1);
        };
        let expected = match *verdict {
            "right" => Verdict::Right,
            "slip" => Verdict::Slip,
            "wrong" => Verdict::Wrong,
            other => panic!("line {}: {other}", line_idx + 1),
        };
        let accepted: Vec<&str> = accepted.split(" / ").collect();
        faults.extend(fault(language.trim_matches('-'), &accepted, given, expected));
        n_rows += 1;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(n_rows >= 300, "{n_rows} rows");
}

#[track_caller]
fn number(text: &str, tolerance: Tolerance, unit: Option<&str>, given: &str, expected: Verdict) {
    let lexicon = Lexicon::default();
    let number = Number {
        text: text.into(),
        tolerance,
        unit: unit.map(Into::into),
        asked_in: None,
        accept: Vec::new(),
    };
    let judged =
        judge(&Answer::Number(number), &Response::Text(given.into()), &context("en", &lexicon));
    assert_eq!(judged.verdict, expected, "{text} {unit:?} <- {given}: {judged:?}");
}

#[test]
fn the_unit_that_a_question_names_may_be_typed() {
    let lexicon = Lexicon::default();
    for (question, given, expected) in [
        ("How deep is Lake Baikal, in metres?", "1642 m", Verdict::Right),
        ("How deep is Lake Baikal, in metres?", "1642 metres", Verdict::Right),
        ("How deep is Lake Baikal, in metres?", "1642", Verdict::Right),
        ("How deep is Lake Baikal, in metres?", "1642 km", Verdict::Wrong),
        ("How deep is Lake Baikal, in metres?", "1641 m", Verdict::Wrong),
        ("How deep is Lake Baikal?", "1642 m", Verdict::Wrong),
        ("How many metres are 1.642 kilometres?", "1642 km", Verdict::Wrong),
        ("How many islands are there?", "1642 islands", Verdict::Right),
        ("How many islands are there?", "1642 metres", Verdict::Wrong),
    ] {
        let deck = format!("cards:\n- {{kind: number, question: '{question}', answer: 1642}}\n");
        let parsed = crate::deck::parse(deck.as_bytes());
        let answer = parsed.deck.cards[0].exercise(crate::deck::Part::Whole).answer;
        let judged = judge(&answer, &Response::Text(given.into()), &context("en", &lexicon));
        assert_eq!(judged.verdict, expected, "{question} <- {given}");
    }
}

#[test]
fn numbers_are_compared_as_numbers() {
    use Tolerance::{Absolute, Exact, Relative};
    use Verdict::{Right, Wrong};
    for (text, tolerance, unit, given, expected) in [
        ("3.14", Exact, None, "3,14", Right),
        ("3.14", Exact, None, "3.140", Right),
        ("3.14", Exact, None, "314", Wrong),
        ("3.14", Exact, None, "3.1", Wrong),
        ("3.14", Absolute(0.01), None, "3.15", Right),
        ("3.14", Absolute(0.01), None, "3.16", Wrong),
        ("200", Relative(0.05), None, "190", Right),
        ("200", Relative(0.05), None, "189", Wrong),
        ("1000", Exact, None, "1,000", Right),
        ("1000", Exact, None, "1.000", Wrong),
        ("1000", Exact, None, "1 000", Right),
        ("1000", Exact, None, "1'000", Right),
        ("1000", Exact, None, "1", Wrong),
        ("1,000", Exact, None, "1", Wrong),
        ("1", Exact, None, "1,000", Wrong),
        ("1234567.5", Exact, None, "1.234.567,5", Right),
        ("1234567.5", Exact, None, "1,234,567.5", Right),
        ("-40", Exact, None, "40", Wrong),
        ("-40", Exact, None, "−40", Right),
        ("40", Exact, None, "-40", Wrong),
        ("40", Exact, None, "+40", Right),
        ("42", Exact, None, "４２", Right),
        ("42", Exact, None, "٤٢", Right),
        ("42", Exact, None, "४२", Right),
        ("5", Exact, Some("km"), "5 km", Right),
        ("5", Exact, Some("km"), "5km", Right),
        ("5", Exact, Some("km"), "5", Right),
        ("5", Exact, Some("km"), "5 m", Wrong),
        ("2", Exact, Some("days"), "2 day", Right),
        ("2", Exact, Some("days"), "in 2 days", Right),
        ("2", Exact, Some("days"), "about 2", Right),
        ("2", Exact, Some("days"), "under 2", Wrong),
        ("50", Exact, Some("%"), "50 %", Right),
        ("50", Exact, Some("%"), "50%", Right),
        ("0.5", Exact, None, "1/2", Right),
        ("0.5", Exact, None, ".5", Right),
        ("1000", Exact, None, "1e3", Right),
        ("5", Exact, Some("mW"), "5 MW", Wrong),
        ("5", Exact, Some("m"), "5 ms", Wrong),
        ("5", Exact, Some("m"), "5 M", Wrong),
        ("5", Exact, Some("km"), "5 KM", Right),
        ("5", Exact, Some("hours"), "5 Hour", Right),
        ("5 mW", Exact, None, "5 MW", Wrong),
        ("5 mW", Exact, None, "5 mW", Right),
        ("44 BC", Exact, None, "44 bc", Right),
        ("1000", Exact, None, "1E3", Right),
        ("42", Exact, None, "4 2", Wrong),
        ("1989", Exact, None, "1.989", Wrong),
        ("1.234", Exact, None, "1,234", Wrong),
        ("5", Exact, Some("dollars"), "$5", Right),
        ("5", Exact, Some("$"), "5 dollars", Right),
        ("100", Exact, Some("euros"), "€100", Right),
        ("5", Exact, Some("$"), "€5", Wrong),
        ("6.022e23", Exact, Some("1/mol"), "6.022e23 1/mol", Right),
        ("5", Exact, Some("1/mol"), "5 1/mol", Right),
        ("5", Exact, Some("km"), "5 kilometres", Right),
        ("5", Exact, Some("m"), "5 meters", Right),
        ("5", Exact, Some("m"), "5 kilometers", Wrong),
        ("100", Exact, Some("°C"), "100 degrees Celsius", Right),
        ("100", Exact, Some("°C"), "100 ° C", Right),
        ("100", Exact, Some("°C"), "100 °F", Wrong),
        ("50", Exact, Some("%"), "50 percent", Right),
        ("2", Exact, Some("hours"), "2 h", Right),
        ("9.81", Exact, Some("m/s²"), "9.81 m/s2", Right),
        ("9.81", Exact, Some("m/s²"), "9.81 m/s^2", Right),
        ("5", Exact, Some("µm"), "5 um", Right),
        ("1989", Exact, None, "the year 1989", Right),
        ("1989", Exact, None, "1989 AD", Right),
        ("-2500", Exact, None, "minus 2500", Right),
        ("2500", Exact, None, "minus 2500", Wrong),
        ("1.5", Exact, None, "1 1/2", Right),
        ("1.5", Exact, None, "1½", Right),
        ("1.5", Exact, Some("hours"), "1 1/2 hours", Right),
        ("5.5", Exact, None, "1 1/2", Wrong),
        ("8000000000", Exact, None, "8 billion", Right),
        ("8000000000", Exact, None, "8*10^9", Right),
        ("300000", Exact, Some("km/s"), "3·10^5 km/s", Right),
        ("300000", Exact, None, "3 x 10⁵", Right),
        ("0.00015", Exact, None, "1.5*10^-4", Right),
        ("1945", Exact, None, "1954", Wrong),
        ("2", Exact, None, "two", Wrong),
        ("2", Exact, None, "", Wrong),
    ] {
        number(text, tolerance, unit, given, expected);
    }
}

/// What is asked again rather than judged.
#[test]
fn a_number_is_asked_again_where_only_its_wording_is_not_understood() {
    let lexicon = Lexicon::default();
    for (prompt, text, unit, given, is_asked_again) in [
        ("", "5", Some("km"), "5 klicks", true),
        ("", "5", Some("km"), "6 klicks", false),
        ("", "5", Some("km"), "5 m", false),
        ("", "4806", Some("m"), "4.81 km", true),
        ("", "4806", Some("m"), "5.2 km", false),
        ("", "42", None, "4 2", true),
        ("", "1989", None, "1.989", true),
        ("", "1.234", None, "1,234", true),
        ("", "1000", None, "1,000", false),
        ("Write ๔๒ in our digits.", "42", None, "๔๒", true),
        ("", "42", None, "๔๒", false),
        ("What is 3/4 as a decimal?", "0.75", None, "3/4", true),
        ("What is 3/4 as a decimal?", "0.75", None, "0.75", false),
        ("How many grams are 1000 mg?", "1", None, "1 g", false),
        ("How high is it in metres?", "5", None, "5 foo", true),
    ] {
        let number = Number {
            text: text.into(),
            tolerance: Tolerance::Exact,
            unit: unit.map(Into::into),
            asked_in: None,
            accept: Vec::new(),
        };
        let context = Context { prompt, ..context("en", &lexicon) };
        let settled = settle(&Answer::Number(number), Response::Text(given.into()), &context);
        assert_eq!(settled.is_err(), is_asked_again, "{text} {unit:?} <- {given}: {settled:?}");
    }
}

#[test]
fn what_is_counted_may_be_named() {
    let lexicon = Lexicon::default();
    for (prompt, given, expected) in [
        ("How many sides has a dodecagon?", "12 sides", Verdict::Right),
        ("How many permanent members has it?", "12 members", Verdict::Right),
        ("How many sides has a dodecagon?", "12 angles", Verdict::Wrong),
    ] {
        let number = Number {
            text: "12".into(),
            tolerance: Tolerance::Exact,
            unit: None,
            asked_in: None,
            accept: Vec::new(),
        };
        let context = Context { prompt, ..context("en", &lexicon) };
        let judged = judge(&Answer::Number(number), &Response::Text(given.into()), &context);
        assert_eq!(judged.verdict, expected, "{given}");
    }
}

#[test]
fn an_article_that_the_deck_does_not_name_is_asked_again() {
    let lexicon = Lexicon::default();
    let answer = Answer::Words(Accepted { answer: "Hund".into(), ..Accepted::default() });
    let asked = |given: &str| {
        settle(&answer, Response::Text(given.into()), &context("de", &lexicon)).is_err()
    };
    assert!(asked("der Hund"));
    assert!(!asked("Hund") && !asked("die Katze"));
}

#[test]
fn thousands_are_read_as_the_language_writes_them() {
    let lexicon = Lexicon::default();
    let judged = |language, text: &str, given: &str| {
        let number = Number {
            text: text.into(),
            tolerance: Tolerance::Exact,
            unit: None,
            asked_in: None,
            accept: Vec::new(),
        };
        let context = context(language, &lexicon);
        judge(&Answer::Number(number), &Response::Text(given.into()), &context).verdict
    };
    for language in ["zh", "ja", "EN", "he", "th", "ko", "hi", "es-MX", "de-CH"] {
        assert_eq!(judged(language, "1,234", "1234"), Verdict::Right, "{language}");
    }
    for language in ["de", "DE", "fr-FR"] {
        assert_eq!(judged(language, "1.234", "1234"), Verdict::Right, "{language}");
        assert_eq!(judged(language, "1,234", "1234"), Verdict::Wrong, "{language}");
    }
}

#[test]
fn a_rejected_response_is_wrong_with_a_word_why() {
    let lexicon = Lexicon::default();
    let accepted = Accepted {
        answer: "afferent".into(),
        accept: Vec::new(),
        reject: vec![Rejected { text: "efferent".into(), why: "that leads away".into() }],
    };
    let judged = judge(
        &Answer::Words(accepted),
        &Response::Text("Efferent".into()),
        &context("en", &lexicon),
    );
    assert_eq!((judged.verdict, judged.rule), (Verdict::Wrong, Rule::Rejected));
    assert_eq!(judged.feedback.as_deref(), Some("efferent: that leads away"));
}

#[test]
fn no_slip_leads_to_another_answer_of_the_deck() {
    let deck = crate::deck::parse(
        b"cards:\n  - question: a?\n    answer: Persia\n  - question: b?\n    answer: Prussia\n  - question: c?\n    answer: Persic\n",
    )
    .deck;
    let lexicon = Lexicon::new(&deck);
    let accepted = Accepted { answer: "Persia".into(), ..Accepted::default() };
    let judged = |given: &str| {
        let answer = Answer::Words(accepted.clone());
        judge(&answer, &Response::Text(given.into()), &context("en", &lexicon)).verdict
    };
    assert_eq!(judged("Persic"), Verdict::Wrong);
    assert_eq!(judged("Persix"), Verdict::Wrong, "as near to another answer");
    assert_eq!(judged("Pertia"), Verdict::Slip);
}

#[test]
fn a_word_that_only_stands_in_another_answer_may_be_a_slip() {
    let deck = crate::deck::parse(
        b"cards:\n  - question: a?\n    answer: Sergey Lavrov\n  - question: b?\n    answer: Sergei Ryabkov\n",
    )
    .deck;
    let lexicon = Lexicon::new(&deck);
    let answer = Answer::Words(Accepted { answer: "Sergey Lavrov".into(), ..Accepted::default() });
    let judged = |given: &str| {
        judge(&answer, &Response::Text(given.into()), &context("en", &lexicon)).verdict
    };
    assert_eq!(judged("Sergei Lavrov"), Verdict::Slip);
    assert_eq!(judged("Sergei Ryabkov"), Verdict::Wrong);
}

#[test]
fn capitals_that_do_not_count_are_not_shown_as_a_difference() {
    let shown = |case| -> Vec<(Mark, String)> {
        let tokens = difference("sean spicr", "Sean Spicer", case);
        tokens.into_iter().map(|token| (token.mark, token.text)).collect()
    };
    let token = |mark, text: &str| (mark, text.to_owned());
    assert_eq!(
        shown(false),
        [token(Mark::Same, "Sean Spic"), token(Mark::Missing, "e"), token(Mark::Same, "r")]
    );
    assert_eq!(shown(true).len(), 8);
    let typed = difference("sean spicr", "Sean Spicer", false);
    let typed: String =
        typed.iter().filter(|it| it.mark != Mark::Missing).map(Token::as_typed).collect();
    assert_eq!(typed, "sean spicr");
}

#[test]
fn strict_switches_each_allowance_off() {
    let lexicon = Lexicon::default();
    let judged = |strict: Strict, answer: &str, given: &str| {
        let accepted = Accepted { answer: answer.into(), ..Accepted::default() };
        let context = Context { strict, ..context("fr", &lexicon) };
        judge(&Answer::Words(accepted), &Response::Text(given.into()), &context).verdict
    };
    let off = Strict::default();
    for (strict, answer, given, lenient) in [
        (Strict { case: true, ..off }, "Paris", "paris", Verdict::Right),
        (Strict { accents: true, ..off }, "élève", "eleve", Verdict::Slip),
        (Strict { articles: true, ..off }, "la Seine", "Seine", Verdict::Right),
        (Strict { spelling: true, ..off }, "Versailles", "Versaille", Verdict::Slip),
        (Strict { punctuation: true, ..off }, "Hélas!", "Hélas", Verdict::Right),
    ] {
        assert_eq!(judged(off, answer, given), lenient, "{answer} <- {given}");
        assert_eq!(
            judged(strict, answer, given),
            Verdict::Wrong,
            "{strict:?}: {answer} <- {given}"
        );
        assert_eq!(judged(strict, answer, answer), Verdict::Right, "{strict:?}: {answer}");
    }
}

#[test]
fn inflections_count_where_a_language_is_taught() {
    let lexicon = Lexicon::default();
    let accepted = Accepted { answer: "libros".into(), ..Accepted::default() };
    let judged = |teaches_language| {
        let context = Context { teaches_language, ..context("es", &lexicon) };
        judge(&Answer::Words(accepted.clone()), &Response::Text("libro".into()), &context).verdict
    };
    assert_eq!((judged(false), judged(true)), (Verdict::Slip, Verdict::Wrong));
}

#[test]
fn parts_count_each_for_itself() {
    let lexicon = Lexicon::default();
    let context = context("en", &lexicon);
    let score = |answer: &Answer, response: Response| judge(answer, &response, &context).score;
    let choice = |correct| Choice { text: String::new(), correct, feedback: None };
    let several = Answer::Choice {
        choices: vec![choice(true), choice(true), choice(false)],
        multiple: true,
        shuffle: true,
    };
    for (chosen, expected) in
        [(vec![0, 1], 1.0), (vec![0], 0.5), (vec![0, 2], 0.0), (vec![0, 1, 2], 0.5), (vec![9], 0.0)]
    {
        assert_eq!(score(&several, Response::Choices(chosen.clone())), expected, "{chosen:?}");
    }
    let order = Answer::Order(["a", "b", "c", "d"].map(str::to_owned).to_vec());
    assert_eq!(score(&order, Response::Order(vec![0, 1, 2, 3])), 1.0);
    assert_eq!(score(&order, Response::Order(vec![3, 2, 1, 0])), 0.0);
    assert!(score(&order, Response::Order(vec![1, 2, 3, 0])) < 1.0);
    assert_eq!(score(&order, Response::Order(vec![0, 1])), 0.0);
    let one = |text: &str| Accepted { answer: text.into(), ..Accepted::default() };
    let list = Answer::List { list: vec![one("red"), one("green"), one("blue")], need: 2 };
    for (given, expected) in [
        ("red; blue", 1.0),
        ("blue;green;red", 1.0),
        ("red", 0.5),
        ("red; red", 0.5),
        ("red; black", 0.5),
        ("red; green; black", 0.5),
        ("", 0.0),
    ] {
        assert_eq!(score(&list, Response::Text(given.into())), expected, "{given}");
    }
}

proptest! {
    #[test]
    fn the_accepted_answer_is_accepted_with_every_strictness(
        answer in "\\PC{0,30}", case: bool, accents: bool, articles: bool, spelling: bool,
        punctuation: bool, language in "en|de|fr|",
    ) {
        prop_assume!(!answer.trim().is_empty());
        let lexicon = Lexicon::default();
        let strict = Strict { case, accents, articles, spelling, punctuation };
        let context = Context { strict, ..context(&language, &lexicon) };
        let accepted = Accepted { answer: answer.clone(), ..Accepted::default() };
        let judged = judge(&Answer::Words(accepted), &Response::Text(answer), &context);
        prop_assert_eq!(judged.verdict, Verdict::Right);
    }

    #[test]
    fn judging_takes_anything(answer in "\\PC{0,40}", given in "\\PC{0,40}", digits in "[-+0-9.,/e' %]{0,12}") {
        let lexicon = Lexicon::default();
        let context = context("en", &lexicon);
        let accepted = Accepted { answer, ..Accepted::default() };
        let number = Number { text: digits.clone(), tolerance: Tolerance::Relative(0.1), unit: None, asked_in: None, accept: Vec::new() };
        for answer in [Answer::Words(accepted.clone()), Answer::Gaps(vec![accepted.clone()]),
            Answer::List { list: vec![accepted], need: 1 }, Answer::Number(number), Answer::Truth(true)] {
            for text in [&given, &digits] {
                let score = judge(&answer, &Response::Text(text.clone()), &context).score;
                prop_assert!((0.0..=1.0).contains(&score));
            }
        }
    }

    #[test]
    fn a_difference_spells_both_texts(given in "\\PC{0,20}", accepted in "\\PC{0,20}") {
        let tokens = difference(&given, &accepted, true);
        let spell = |left_out| -> String {
            tokens.iter().filter(|t| t.mark != left_out).map(|t| t.text.as_str()).collect()
        };
        prop_assert_eq!(spell(Mark::Missing), given);
        prop_assert_eq!(spell(Mark::Extra), accepted);
    }
}
