//! The decks that ship: no faults, what the learner is promised, every answer accepted.

use std::path::Path;

use quizdeck::deck::{Answer, Deck, Kind};
use quizdeck::grading::{Context, Lexicon, Response, Verdict, judge};

fn ship() -> Vec<(String, Deck)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks");
    ["moscow-2017", "scripts", "template", "lindholm-bridge"]
        .into_iter()
        .map(|name| {
            let bytes = std::fs::read(folder.join(format!("{name}.yaml"))).unwrap();
            let parsed = quizdeck::deck::parse(&bytes);
            assert!(parsed.diagnostics.is_empty(), "{name}: {:#?}", parsed.diagnostics);
            (name.to_owned(), parsed.deck)
        })
        .collect()
}

fn prompts(deck: &Deck) -> Vec<String> {
    deck.cards.iter().map(|card| card.prompt().into_owned()).collect()
}

#[test]
fn the_article_deck_asks_its_two_questions_and_cites_every_section() {
    let (_, deck) = ship().swap_remove(0);
    assert!((30..=45).contains(&deck.cards.len()), "{} cards", deck.cards.len());
    for wanted in ["Who chaired the trilateral meeting?", "Which 2015 agreement was cited?"] {
        assert!(prompts(&deck).iter().any(|prompt| prompt == wanted), "{wanted}");
    }
    let mut sections: Vec<&str> = deck
        .cards
        .iter()
        .map(|card| card.source.as_ref().and_then(|s| s.section.as_deref()).unwrap_or("none"))
        .collect();
    sections.sort_unstable();
    sections.dedup();
    for wanted in ["opening", "1", "2", "3", "4", "5", "close"] {
        assert!(sections.contains(&wanted), "{wanted} in {sections:?}");
    }
    assert!(!sections.contains(&"none"));
    assert!(deck.cards.iter().all(|card| card.explanation.is_some()));
}

#[test]
fn the_template_shows_every_kind() {
    let (_, deck) = ship().swap_remove(2);
    let mut kinds: Vec<&str> = deck.cards.iter().map(quizdeck::deck::Card::kind_word).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let all =
        ["choice", "cloze", "flashcard", "list", "match", "number", "order", "short", "truefalse"];
    assert_eq!(kinds, all);
}

#[test]
fn the_accepted_answer_of_every_card_is_accepted() {
    for (name, deck) in ship() {
        let lexicon = Lexicon::new(&deck);
        let language = deck.language.clone().unwrap_or_default();
        for card in &deck.cards {
            for part in card.parts() {
                let exercise = card.exercise(part);
                let context = Context {
                    language: exercise.language.unwrap_or(&language),
                    teaches_language: exercise.teaches_language,
                    strict: card.strict,
                    lexicon: &lexicon,
                    prompt: &exercise.prompt,
                };
                for response in right_responses(&exercise.answer) {
                    let judged = judge(&exercise.answer, &response, &context);
                    assert!(
                        matches!(judged.verdict, Verdict::Right | Verdict::Shown),
                        "{name}: {} <- {response:?}: {judged:?}",
                        card.prompt()
                    );
                }
            }
        }
    }
}

/// Every response that the deck names as right.
fn right_responses(answer: &Answer) -> Vec<Response> {
    match answer {
        Answer::SelfRated(_) => vec![Response::Revealed],
        Answer::Words(accepted) => {
            accepted.texts().map(|text| Response::Text(text.to_owned())).collect()
        }
        Answer::Gaps(gaps) => {
            vec![Response::List(gaps.iter().map(|gap| gap.answer.clone()).collect())]
        }
        Answer::Number(number) => {
            let texts = std::iter::once(&number.text).chain(&number.accept);
            texts.map(|text| Response::Text(text.clone())).collect()
        }
        Answer::Choice { choices, .. } => {
            let right = (0..choices.len()).filter(|idx| choices[*idx].correct).collect();
            vec![Response::Choices(right)]
        }
        Answer::Truth(truth) => vec![Response::Truth(*truth)],
        Answer::Order(steps) => vec![Response::Order((0..steps.len()).collect())],
        Answer::Match { pairs, .. } => {
            vec![Response::Pairs((0..pairs.len()).map(|idx| (idx, idx)).collect())]
        }
        Answer::List { list, need } => {
            vec![Response::List(list.iter().take(*need).map(|one| one.answer.clone()).collect())]
        }
    }
}

#[test]
fn the_third_deck_is_written_in_many_scripts() {
    let (_, deck) = ship().swap_remove(1);
    let text: String = deck.cards.iter().map(|card| format!("{:?}", card.kind)).collect();
    for (script, sample) in [
        ("Chinese", '\u{4e00}'..='\u{9fff}'),
        ("kana", '\u{3040}'..='\u{30ff}'),
        ("Arabic", '\u{0600}'..='\u{06ff}'),
        ("Hebrew", '\u{0590}'..='\u{05ff}'),
        ("Cyrillic", '\u{0400}'..='\u{04ff}'),
    ] {
        assert!(text.chars().any(|c| sample.contains(&c)), "{script}");
    }
    assert!(deck.cards.iter().any(|card| matches!(card.kind, Kind::Choice { .. })));
}
