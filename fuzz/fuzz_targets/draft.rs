//! Any text in any format is drafted without a panic, the same twice; every quote stands where it is said
//! to, no prompt tells its answer, and the deck has no faults.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quizdeck::deck::parse;
use quizdeck::draft::grounding::Source;
use quizdeck::draft::{Format, Text, Wanted, Weights, deck_of, draft, read};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let article = String::from_utf8_lossy(rest);
    let format = [Format::Plain, Format::Markdown, Format::Html][usize::from(first % 3)];
    let text = Text::new(read(&article, format));
    let wanted = Wanted { max: Some(50), min_score: Some(0.0), ..Wanted::default() };
    let weights = Weights::shipped();
    let drafted = draft(&article, &text, &wanted, &weights);
    assert_eq!(drafted, draft(&article, &text, &wanted, &weights));
    for it in &drafted.proposals {
        let stands = &article[it.place.clone()];
        assert!(stands == it.quote || stands.contains(['<', '&']));
        assert!(!it.prompt.to_lowercase().contains(&it.answer.to_lowercase()));
    }
    if drafted.proposals.is_empty() {
        return;
    }
    let parsed = parse(deck_of("A title", &drafted).as_bytes());
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let source = Source::new(&article, &read(&article, format));
    assert!(parsed.deck.cards.iter().all(|card| source.check(card).is_none()));
});
