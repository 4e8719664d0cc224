//! Any bytes make a deck and faults, without a panic; what it accepts as an answer is accepted.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quizdeck::deck::{Answer, Outline, parse};
use quizdeck::diagnostic::LineIndex;
use quizdeck::grading::{Response, Verdict, judge};
use quizdeck::session::{Progress, turn};
use quizdeck_fuzz::context;

fuzz_target!(|bytes: &[u8]| {
    let parsed = parse(bytes);
    let text = String::from_utf8_lossy(bytes);
    let lines = LineIndex::new(&text);
    for fault in &parsed.diagnostics {
        let place = lines.place(&text, fault.span.start.min(text.len()));
        assert!(place.line >= 1);
        assert!(!fault.message.is_empty());
    }
    let outline = Outline::from(&parsed);
    assert_eq!(outline.cards.len(), parsed.deck.cards.len());
    if parsed.has_errors() {
        return;
    }
    let context = context(&parsed);
    for card in parsed.deck.cards.into_iter().map(std::sync::Arc::new) {
        for part in card.parts() {
            let filed =
                quizdeck::deck::FacetId { deck: context.id.clone(), card: card.key.clone(), part };
            let turn = turn(card.clone(), part, None, &context, Progress::new(filed));
            if let Answer::Words(accepted) = &turn.answer {
                let grading = quizdeck::grading::Context {
                    language: &turn.language,
                    teaches_language: turn.teaches_language,
                    strict: turn.strict,
                    lexicon: &turn.lexicon,
                    prompt: &turn.prompt,
                };
                let given = Response::Text(accepted.answer.clone());
                assert_eq!(judge(&turn.answer, &given, &grading).verdict, Verdict::Right);
            }
        }
    }
});
