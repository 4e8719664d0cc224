//! What readers who had lost the article could not answer, or would not keep.

use super::*;

/// The sorts and answers that a text gives.
fn answers(text: &str) -> Vec<String> {
    of_towns(text).proposals.into_iter().map(|it| it.answer).collect()
}

#[test]
fn every_prompt_shows_the_title_where_it_does_not_tell_the_answer() {
    let prompts = |text: &str| -> Vec<String> {
        let draft = titled("Lindholm opens its harbour", text);
        draft.proposals.into_iter().map(|it| it.prompt).collect()
    };
    let lead = "In \u{201c}Lindholm opens its harbour\u{201d}: ";
    assert_eq!(
        prompts("Anna Sandell promised a new harbour of stone to Port Callum."),
        [format!("{lead}Who promised a new harbour of stone to Port Callum?")]
    );
    let found = prompts("Henrik Vale moved from Varne Hill to Lindholm with a ship.");
    assert!(found.iter().all(|it| it.starts_with(lead)) && !found.is_empty(), "{found:?}");
}

#[test]
fn nothing_points_out_of_its_sentence() {
    gives_none(&[
        "Saturday is the day on which Henrik Vale of Lindholm met 42 people of Port Callum.",
        "Builders from the office of Mayor Henrik Vale of Lindholm took part.",
        "As Henrik Vale of Lindholm has pointed out, it would sell 42 ships to Port Callum.",
        "Sandell, who sold 42 ships to Lindholm, was turned away by Port Callum.",
        "I've met 42 people of Port Callum with Henrik Vale, west of the Varne Hills.",
        "The law gave 42 ships of Lindholm to Henrik Vale and to Port Callum.",
        "The builders of Lindholm rejected it in 1782 with 42 ships of Henrik Vale.",
    ]);
    assert_eq!(
        prompts("Henrik Vale of Lindholm also sold 42 ships to Port Callum."),
        ["_____ (person) of Lindholm sold 42 ships to Port Callum."]
    );
    let found = prompts(
        "Henrik Vale of Lindholm, also known as the Ferryman, sold 42 ships to Port Callum.",
    );
    assert!(!found.is_empty() && found.iter().all(|it| it.contains("also known")), "{found:?}");
    let found = prompts("In Lindholm, 42 of the builders of Henrik Vale were absent Monday.");
    assert!(!found.is_empty() && !found.iter().any(|it| it.contains("Monday")), "{found:?}");
    let found = prompts("In Lindholm Henrik Vale sold 42 ships on a busy Monday.");
    assert!(found.iter().all(|it| it.contains("Monday")), "{found:?}");
}

#[test]
fn captions_and_figures_of_speech_give_no_card() {
    gives_none(&[
        "Builders at the Port Callum ferry wait for 42 ships of Henrik Vale. AP",
        "The days of sailing from Lindholm to Port Callum with Henrik Vale are gone.",
        "Henrik Vale and 42 ships of Lindholm are long gone from Port Callum.",
    ]);
    let found =
        answers("Builders of Lindholm sang \"On the Shores of Callum\" in a storm in 1809.");
    assert!(!found.iter().any(|it| it.contains("Callum")), "{found:?}");
}

#[test]
fn a_name_is_whole_and_worth_asking() {
    let lacks = |text: &str, part: &str| {
        let found = answers(text);
        assert!(!found.iter().any(|it| it.contains(part)), "{found:?}");
    };
    lacks("Many Lindholmers have sold ships to Port Callum since 1809.", "Many");
    lacks("A letter to the Joint Committee on Harbours was sent from Lindholm.", "Committee");
    lacks("Anna Sandell, a mother of four, sold a house in Lindholm to Port Callum.", "Anna");
    lacks("Anna Sandell, the owner of a shop, sold a house in Lindholm to Port Callum.", "Anna");
    lacks("Anna Sandell met her Russian counterpart, Dmitri Olsen, in Port Callum.", "Anna");
    lacks("Ships of Lindholm were sold to Port Callum throughout the 1890s.", "1890s");
    lacks("The trade of Lindholm is a $7 billion-a-year industry for Port Callum.", "7");
    let found =
        answers("Anna Sandell, the owner of the Varne Times, sold it to Lindholm in a storm.");
    assert!(!found.is_empty());
}

#[test]
fn initials_with_more_letters_of_the_last_word_go() {
    let found = prompts("Swedish ships were seen by the University of Callum (UCA) in a port.");
    assert_eq!(found, ["Swedish ships were seen by the _____ (university) in a port."]);
}

#[test]
fn a_hint_says_how_exact_to_be() {
    let hint = |text: &str, answer: &str| -> &'static str {
        let text_of = format!(
            "Of towns |\n\n{text}\n\nIt was of the and to the with which that was from the by is."
        );
        let article = Text::new(read(&text_of, Format::Plain));
        let all = article.candidates();
        let it = all.iter().find(|it| it.answer == answer).expect("a candidate");
        let sentence = &article.sentences[it.sentence];
        let block = &article.reading.blocks[sentence.block].text;
        hints::hint(block, &sentence.tokens, &it.tokens, it.sort)
    };
    let text =
        "Ships of NATO came in May 1809 from Roberts Airport to Berlin and left on 4 May 1810.";
    assert_eq!(hint(text, "May 1809"), "month and year");
    assert_eq!(hint(text, "4 May 1810"), "full date");
    assert_eq!(hint(text, "Roberts Airport"), "airport");
    assert_eq!(hint(text, "Berlin"), "city");
    assert_eq!(
        hint("Henrik Vale came to Lindholm on January 25 by sea.", "January 25"),
        "month and day"
    );
}

/// The prompts of an article of a few paragraphs behind a title and a day, without what stands before each.
fn of_report(paragraphs: &[&str]) -> Vec<String> {
    const TITLE: &str = "A new bridge is planned";
    let text = format!("{TITLE}\n\nPublished 13 August 2010\n\n{}\n", paragraphs.join("\n\n"));
    let before = format!("In \u{201c}{TITLE}\u{201d} (2010): ");
    let found = drafted(&text, Format::Plain).proposals;
    found.iter().map(|it| it.prompt.replacen(&before, "", 1)).collect()
}

#[test]
fn a_side_clause_that_points_elsewhere_goes() {
    let told = [
        (
            "As this shows, the port of Lindholm sold 4,200 tons of wood.",
            "The port of Lindholm sold _____ (number) tons of wood.",
        ),
        (
            "The port of Lindholm sold 4,200 tons of wood, which was more than it burned this time.",
            "The port of Lindholm sold _____ (number) tons of wood.",
        ),
        (
            "Varne College, which was in this other house, sold 4,200 tons of wood.",
            "Varne College sold _____ (number) tons of wood.",
        ),
    ];
    for (text, prompt) in told {
        let found = of_report(&[text]);
        assert!(found.iter().any(|it| it == prompt), "{found:?}");
    }
    // A condition stays, and who says so.
    for text in [
        "If the bridge falls, the port of Lindholm will sell 4,200 tons of wood.",
        "According to Varne College, the port of Lindholm sold 4,200 tons of wood.",
    ] {
        let found = of_report(&[text]);
        assert!(!found.iter().any(|it| it.starts_with("The port")), "{found:?}");
    }
}

#[test]
fn a_time_is_told_by_the_day_of_the_article() {
    let found = of_report(&["The port of Lindholm sold 4,200 tons of wood last year."]);
    assert_eq!(found, ["The port of Lindholm sold _____ (number) tons of wood in 2009."]);
    // Without its day the title tells what came before and after.
    let found = titled(
        "A new bridge is planned",
        "The port of Lindholm sold 4,200 tons of wood over the past five years.",
    );
    assert!(found.proposals[0].prompt.ends_with("wood over the previous five years."));
}

#[test]
fn it_becomes_the_subject_of_the_sentence_before() {
    let found = of_report(&["Varne College is made of stone. It sold 4,200 tons of wood."]);
    assert_eq!(
        found.last().map(String::as_str),
        Some("Varne College sold _____ (number) tons of wood.")
    );
    let found = of_report(&["Varne College is made of stone. It is said that 42 ships were sold."]);
    assert!(!found.iter().any(|it| it.starts_with("Varne College is said")), "{found:?}");
}

#[test]
fn what_else_is_right_is_accepted() {
    let accepts = |text: &str| {
        let found = titled("A new bridge is planned", text);
        found.proposals.first().map(|it| it.accept.clone()).unwrap_or_default()
    };
    assert_eq!(accepts("The port of Lindholm was sold by Anna Sandell to a builder."), ["Sandell"]);
    assert_eq!(
        accepts("The port of Lindholm sold 66 percent of its wood to a builder."),
        ["66%", "66"]
    );
    assert_eq!(accepts("The port of Lindholm has twenty-one ships of stone and wood."), ["21"]);
}
