//! Any text as another device's log: it is read, written again as it was, folded and replayed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quizdeck::history::{History, Logged, lines};
use quizdeck::scheduling::{Past, scheduler};

fn read(text: &str) -> (Vec<Logged>, usize) {
    let mut events = Vec::new();
    let n_unreadable = lines::read(text.as_bytes(), |logged| events.push(logged)).unwrap();
    (events, n_unreadable)
}

fuzz_target!(|text: &str| {
    let (mut events, _) = read(text);
    for logged in &events {
        let (again, n_unreadable) = read(&format!("{}\n", lines::write(logged)));
        assert_eq!((again.as_slice(), n_unreadable), (std::slice::from_ref(logged), 0));
    }
    events.sort_by(|a, b| a.order().cmp(&b.order()));
    let history = History::fold(events);
    for reviews in history.reviews.values() {
        let past = Past::of_reviews(reviews);
        for review in reviews {
            if let Some(memory) = past.replay(&*scheduler(review.scheduler)) {
                let recall = format!("{memory:?}");
                assert!(!recall.contains("NaN") && !recall.contains("inf"), "{recall}");
            }
        }
    }
});
