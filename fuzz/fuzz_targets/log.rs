//! Any text as another device's log: it is read, written again as it was, folded and replayed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quizdeck::history::{History, lines};
use quizdeck::scheduling::{replay, scheduler};

fuzz_target!(|text: &str| {
    let (mut events, _) = lines::read(text);
    for logged in &events {
        let (again, n_unreadable) = lines::read(&format!("{}\n", lines::write(logged)));
        assert_eq!((again.as_slice(), n_unreadable), (std::slice::from_ref(logged), 0));
    }
    events.sort_by(|a, b| a.order().cmp(&b.order()));
    let history = History::fold(events);
    for reviews in history.reviews.values() {
        for review in reviews {
            if let Some(memory) = replay(&*scheduler(review.scheduler), reviews) {
                let recall = format!("{memory:?}");
                assert!(!recall.contains("NaN") && !recall.contains("inf"), "{recall}");
            }
        }
    }
});
