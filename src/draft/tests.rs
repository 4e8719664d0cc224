//! What must never be in a draft, over texts of many sorts; and where sentences, names and questions
//! begin and end.

use proptest::prelude::*;

use super::*;
use crate::deck::parse;
use crate::text::fold::fold;

const BRIDGE: &str = include_str!("../../decks/sources/lindholm-bridge.txt");

fn drafted(article: &str, format: Format) -> Draft {
    let text = Text::new(read(article, format));
    let wanted = Wanted { max: Some(200), min_score: Some(0.0), ..Wanted::default() };
    draft(article, &text, &wanted, &Weights::shipped())
}

/// What must never be: a quote that does not stand where it is said to, an answer that can be read in its
/// prompt, a prompt twice, a wrong choice that is the answer or another name of it, a run that differs.
#[track_caller]
fn has_no_zero(article: &str, format: Format) {
    let draft = drafted(article, format);
    assert_eq!(draft, drafted(article, format), "a run differs from the run before");
    let mut prompts = std::collections::HashSet::new();
    for it in &draft.proposals {
        let stands = article.get(it.place.clone()).expect("places lie between characters");
        assert!(
            stands == it.quote || stands.contains(['<', '&']),
            "{stands:?} is not {:?}",
            it.quote
        );
        let prompt = it.prompt.to_lowercase();
        assert!(!prompt.contains(&it.answer.to_lowercase()), "{it:?} tells its answer");
        assert!(prompts.insert(fold(&it.prompt)), "{} is asked twice", it.prompt);
        if it.choices.is_empty() {
            continue;
        }
        assert_eq!(it.choices.len(), 4);
        assert_eq!(it.choices.iter().filter(|choice| **choice == it.answer).count(), 1, "{it:?}");
        let words = |text: &str| -> Vec<String> {
            let folded = fold(text);
            folded.split(' ').filter(|word| word.len() > 3).map(str::to_owned).collect()
        };
        for wrong in it.choices.iter().filter(|choice| **choice != it.answer) {
            let is_number = it.answer.contains(|c: char| c.is_ascii_digit());
            let shares = words(wrong).iter().any(|word| words(&it.answer).contains(word));
            assert!(is_number || !shares, "{wrong} may be another name of {}", it.answer);
            assert!(fold(wrong) != fold(&it.answer));
        }
    }
    if draft.proposals.is_empty() {
        return;
    }
    let parsed = parse(deck_of("A title: with 'signs' $ and *", &draft).as_bytes());
    assert_eq!(parsed.diagnostics, Vec::new(), "{}", parsed.text);
    assert_eq!(parsed.deck.cards.len(), draft.proposals.len());
    assert!(parsed.deck.cards.iter().all(|card| card.draft));
    let source = grounding::Source::new(article, &read(article, format));
    for card in &parsed.deck.cards {
        assert_eq!(source.check(card), None, "{card:?}");
    }
}

#[test]
fn nothing_that_must_never_be_is_in_the_draft_of_a_text() {
    has_no_zero(BRIDGE, Format::Plain);
    let page =
        BRIDGE.split("\n\n").map(|it| format!("<p>{}</p>\n", it.replace("Vale", "<b>Vale</b>")));
    has_no_zero(
        &format!("<html><script>Mr. Vale = 1802;</script>{}</html>", page.collect::<String>()),
        Format::Html,
    );
    has_no_zero(&BRIDGE.replace("Lindholm", "**Lindholm**"), Format::Markdown);
    has_no_zero(&BRIDGE.replace('\n', "\r\n"), Format::Plain);
}

/// The same over articles beside the project, where they are named.
#[test]
#[allow(clippy::disallowed_methods, reason = "a test may look for its data")]
#[allow(clippy::print_stdout, reason = "a test says why it is skipped")]
fn nothing_that_must_never_be_is_in_the_drafts_of_many_articles() {
    let Some(path) = std::env::var_os("QUIZDECK_SQUAD") else {
        println!("skipped: QUIZDECK_SQUAD names no file of articles in the format of SQuAD");
        return;
    };
    let data = std::fs::read_to_string(path).expect("the file can be read");
    let data: serde_json::Value = serde_json::from_str(&data).expect("the file is JSON");
    for article in data["data"].as_array().expect("articles") {
        let paragraphs = article["paragraphs"].as_array().expect("paragraphs").iter();
        let paragraphs = paragraphs.filter_map(|it| it["context"].as_str()).map(str::trim);
        let title = article["title"].as_str().unwrap_or_default().replace('_', " ");
        let text = format!("{title}\n\n{}\n", paragraphs.collect::<Vec<_>>().join("\n\n"));
        has_no_zero(&text, Format::Plain);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_drafted_without_harm(
        parts in prop::collection::vec("[A-Z][a-z]{2,8}|[0-9]{1,5}|was built|in|the|\\.|\\. |,|'s|<p>|&amp;|\\*|\\$|\n|\n\n|# |\\PC{1,4}|é|日本", 0..80),
        format in prop::sample::select(vec![Format::Plain, Format::Markdown, Format::Html]),
    ) {
        has_no_zero(&parts.join(" "), format);
        has_no_zero(&parts.concat(), format);
    }
}

#[test]
fn zeros_and_codes_of_terminals_do_not_get_into_a_deck() {
    // Found by fuzzing; what is not English has fewer filters.
    let zeros = "\0".repeat(18);
    let text = format!("-.B.3!{zeros}s+..33!s+..3!s+n3-...");
    assert!(!drafted(&text, Format::Markdown).proposals.is_empty());
    has_no_zero(&text, Format::Markdown);
    has_no_zero("/3\rs+.2!s+.33!s+.2!s+.3-...", Format::Markdown);
}

#[track_caller]
fn parts_into(text: &str, expected: &[&str]) {
    let found: Vec<&str> = sentences::sentences(text).into_iter().map(|it| &text[it]).collect();
    assert_eq!(found, expected);
}

#[test]
fn sentences_do_not_end_after_abbreviations_and_initials() {
    parts_into("Mr. Smith left. He ran.", &["Mr. Smith left.", "He ran."]);
    parts_into(
        "J. R. Oppenheimer spoke in D.C. yesterday.",
        &["J. R. Oppenheimer spoke in D.C. yesterday."],
    );
    parts_into(
        "They live in the U.S. The town is small.",
        &["They live in the U.S.", "The town is small."],
    );
    parts_into(
        "It rose by 3.5 percent. No one knew.",
        &["It rose by 3.5 percent.", "No one knew."],
    );
}

/// The prompts that a text gives, where its first sentence is its title.
fn prompts(text: &str) -> Vec<String> {
    drafted(&format!("Of towns\n\n{text}"), Format::Plain)
        .proposals
        .into_iter()
        .map(|it| it.prompt)
        .collect()
}

#[test]
fn questions_are_asked_only_where_the_grammar_is_safe() {
    let found = prompts("The stone bridge of the small town was opened by the council in 1809.");
    assert_eq!(
        found,
        ["In what year was the stone bridge of the small town opened by the council?"]
    );
    let found =
        prompts("About 7,000 people visit the new museum of the town on each day of the week.");
    assert!(
        found.contains(
            &"About how many people visit the new museum of the town on each day of the week?"
                .into()
        ),
        "{found:?}"
    );
    let found =
        prompts("Sixty-three houses destroyed in the great fire of the town were built again.");
    assert!(!found.iter().any(|it| it.starts_with("How many")), "{found:?}");
    let found = prompts("Anna Sandell promised a new bridge of stone to the council of the town.");
    assert_eq!(found, ["Who promised a new bridge of stone to the council of the town?"]);
    let found =
        prompts("Anna Sandell, who was ill, promised a new bridge to the council of the town.");
    assert_eq!(
        found,
        ["_____ (person), who was ill, promised a new bridge to the council of the town."]
    );
}

#[test]
fn opinions_stay_with_whom_they_belong_to() {
    let text = "Of towns\n\nThe engineer Samuel Brandt claimed that the third pier of the bridge would sink in 1811.";
    let draft = drafted(text, Format::Plain);
    assert!(
        draft
            .proposals
            .iter()
            .all(|it| it.flags.contains(&"attributed") && it.flags.contains(&"hedged"))
    );
    assert!(
        draft
            .proposals
            .iter()
            .all(|it| it.prompt.contains("Brandt claimed") || it.answer.contains("Brandt"))
    );
}

#[test]
fn what_points_elsewhere_gives_no_card() {
    for text in [
        "He was born in Vienna in 1781 and lived there until the war was over.",
        "However, Anna Sandell promised a new bridge of stone to the council of the town.",
        "The meeting was held in Vienna on 4 May 1809 in the great hall of the town.",
        "Was the bridge of the town built in 1809 by Henrik Vale or by Martin Ekdal?",
        "The bridge of the town was not built in 1809 by Henrik Vale, the engineer.",
        "We crossed the bridge of the town in 1809 with Henrik Vale, our engineer.",
    ] {
        assert_eq!(prompts(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn more_cards_go_after_those_that_are_there() {
    let before = "title: t\ncards:\n  - question: Q?\n    answer: a  # why\n\n# the end\n";
    let parsed = parse(before.as_bytes());
    let draft = drafted(BRIDGE, Format::Plain);
    let after = appended(&parsed, &draft.proposals).expect("lines can be added");
    assert!(after.starts_with(before.trim_end()) || after.contains("answer: a  # why"));
    assert_eq!(parse(after.as_bytes()).deck.cards.len(), 1 + draft.proposals.len());
    let flow = parse(b"cards: [{question: Q?, answer: a}]\n");
    assert_eq!(appended(&flow, &draft.proposals), None);
}

#[test]
fn a_decision_changes_the_lines_of_its_card_alone() {
    let text = deck_of("t", &drafted(BRIDGE, Format::Plain));
    let parsed = parse(text.as_bytes());
    let kept = decisions::kept(&parsed, 1).expect("a line can go");
    assert_eq!(kept.lines().count() + 1, text.lines().count());
    assert!(!parse(kept.as_bytes()).deck.cards[1].draft);
    let dropped = decisions::dropped(&parsed, 1).expect("a card can go");
    let now = parse(dropped.as_bytes());
    assert_eq!(now.deck.cards.len() + 1, parsed.deck.cards.len());
    assert!(now.deck.cards.iter().all(|card| card.key != parsed.deck.cards[1].key));
    assert_eq!(dropped.matches("score ").count(), now.deck.cards.len());
}
