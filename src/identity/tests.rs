//! Decks and cards found again after what authors do to them.

use std::collections::BTreeMap;

use super::*;
use crate::history::{DeckSeen, EventId, Hlc, Logged};
use crate::text::fold::hash;
use crate::time::Moment;

/// Cards, one a line: `key | prompt | answer`; a key that starts with `=` is the author's own.
fn cards(text: &str) -> Vec<CardFacts> {
    let card = |line: &str| {
        let mut parts = line.split('|').map(str::trim);
        let mut next = || parts.next().unwrap().to_owned();
        let (key, prompt, answer) = (next(), next(), next());
        let key = CardKey::from(key.trim_start_matches('='));
        CardFacts { key, kind: "short".into(), text: prompt.clone(), prompt, answer }
    };
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(card).collect()
}

/// What is known of such a deck; a test may leak.
fn deck<'a>(explicit: Option<&'a str>, stem: &'a str, text: &str) -> DeckFacts<'a> {
    let own: Vec<bool> =
        text.lines().map(str::trim).filter(|l| !l.is_empty()).map(|l| l.starts_with('=')).collect();
    let facts = cards(text);
    let outline = |(card, explicit): (&CardFacts, &bool)| CardOutline {
        key: card.key.clone(),
        explicit: *explicit,
        draft: false,
        parts: Box::default(),
        tags: 0,
        start: 0,
        end: 0,
        prompt: hash(&card.prompt),
        answer: hash(&card.answer),
    };
    let cards: Vec<CardOutline> = facts.iter().zip(&own).map(outline).collect();
    let texts: &dyn Fn() -> Vec<CardFacts> = Box::leak(Box::new(move || facts.clone()));
    DeckFacts { explicit, stem, title: "A title", cards: Vec::leak(cards), texts }
}

/// What a log says: the marks, and the texts of cards as last seen.
#[derive(Default)]
struct Log {
    marks: Marks,
    texts: BTreeMap<(DeckId, CardKey), Seen>,
}

impl Log {
    fn resolve(&self, decks: &[DeckFacts<'_>]) -> Vec<Resolved> {
        let texts = |deck: &DeckId| {
            let of_deck = self.texts.values().filter(|seen| seen.deck == *deck);
            of_deck.cloned().collect()
        };
        resolve(Known { marks: &self.marks, texts: &texts }, decks)
    }
}

fn learn(history: &mut Log, event: Event) {
    if let Event::Seen(seen) = &event {
        history.texts.insert((seen.deck.clone(), seen.card.clone()), (**seen).clone());
    }
    history.marks.take(&Logged {
        id: EventId::new("run", 1),
        device: "here".into(),
        hlc: Hlc::default(),
        moment: Moment::default(),
        doubtful: false,
        event,
    });
}

/// The cards before and after one.
fn beside(cards: &[CardFacts], at: usize) -> (Option<&CardKey>, Option<&CardKey>) {
    let key = |at: usize| cards.get(at).map(|card| &card.key);
    (at.checked_sub(1).and_then(key), key(at + 1))
}

/// What the log says once a deck of that name was seen with these cards.
fn see(history: &mut Log, name: &str, text: &str) {
    let (name, cards) = (DeckId::from(name), cards(text));
    let deck = DeckSeen { deck: name.clone(), title: "A title".into(), ..DeckSeen::default() };
    history.marks.decks.insert(name.clone(), deck);
    for (at, card) in cards.iter().enumerate() {
        let filed = history.marks.filed(&name, &card.key);
        let beside = beside(&cards, at);
        if let Some(event) = seen(&history.marks, &name, &filed, card.clone(), beside) {
            learn(history, event);
        }
    }
}

fn decide(history: &mut Log, card: &str, was: Option<&str>) {
    let was = was.map(CardKey::from);
    learn(history, Event::Alias { deck: "d".into(), card: card.into(), was });
}

/// The outcome in words: `sure b<a`, `unsure b<a`, `gone a`, `filed b<a` for names not in `sure`.
fn words(resolved: &Resolved) -> String {
    let pair = |kind: &str, card: &CardKey, was: &CardKey| format!("{kind} {card}<{was}");
    let mut words: Vec<String> =
        resolved.sure.iter().map(|found| pair("sure", &found.card, &found.was)).collect();
    words.extend(resolved.unsure.iter().map(|found| pair("unsure", &found.card, &found.was)));
    for found in &resolved.sure {
        assert_eq!(resolved.filed.get(&found.card), Some(&found.was));
    }
    let known = |card: &CardKey| resolved.sure.iter().any(|found| found.card == *card);
    let mut filed: Vec<String> = (resolved.filed.iter())
        .filter(|(card, _)| !known(card))
        .map(|(card, was)| pair("filed", card, was))
        .collect();
    filed.sort();
    words.extend(filed);
    words.extend(resolved.gone.iter().map(|card| format!("gone {card}")));
    words.join(", ")
}

fn resolve_one(history: &Log, text: &str) -> Resolved {
    history.resolve(&[deck(Some("d"), "d", text)]).remove(0)
}

#[track_caller]
fn check(before: &str, after: &str, expected: &str) {
    let mut history = Log::default();
    see(&mut history, "d", before);
    assert_eq!(words(&resolve_one(&history, after)), expected);
}

const CAPITALS: &str = "
    a | capital of belarus  | Minsk
    b | capital of estonia  | Tallinn
    c | capital of lithuania| Vilnius";

#[test]
fn what_did_not_change_needs_no_match() {
    check(CAPITALS, CAPITALS, "");
}

#[test]
fn the_order_of_the_cards_does_not_matter() {
    let turned: Vec<&str> = CAPITALS.lines().rev().collect();
    check(CAPITALS, &turned.join("\n"), "");
}

#[test]
fn a_new_card_is_new() {
    check(CAPITALS, &format!("n | river through vienna | Danube {CAPITALS}"), "");
}

#[test]
fn a_card_like_one_still_in_the_file_is_new() {
    check(CAPITALS, &format!("n | capital of belaruss | Minsk {CAPITALS}"), "");
}

#[test]
fn a_removed_card_is_gone() {
    check(CAPITALS, "a | capital of belarus | Minsk", "gone b, gone c");
}

#[test]
fn a_typo_in_the_prompt_is_mended() {
    check("a | captial of belarus | Minsk", "b | capital of belarus | Minsk", "sure b<a");
}

#[test]
fn a_new_answer_leaves_the_card_known() {
    check("a | capital of belarus | Minks", "a | capital of belarus | Minsk", "");
    check("a | capitol of belarus | Minks", "b | capital of belarus | Minsk", "sure b<a");
}

#[test]
fn the_same_answer_and_a_similar_prompt_are_sure() {
    // Neighbours differ, so that only the texts speak.
    let after = "x | a new first card | X
        b | which is the capital of belarus | Minsk";
    check("a | what is the capital of belarus | Minsk", after, "sure b<a");
}

#[test]
fn the_same_place_and_a_nearly_similar_prompt_are_sure() {
    let old = "l | left | L
        a | the capital city of belarus | Minsk
        r | right | R";
    let new = |place: &str, answer: &str| {
        let card = format!("b | name the capital: belarus | {answer}");
        match place {
            "between" => format!("l | left | L\n{card}\nr | right | R"),
            _ => format!("l | left | L\nr | right | R\n{card}"),
        }
    };
    check(old, &new("between", "Minsk"), "sure b<a");
    check(old, &new("last", "Minsk"), "gone a");
}

#[test]
fn similar_prompts_with_other_answers_are_asked_about() {
    let after = "x | a new first card | X
        b | capital of latvia | Riga";
    check("a | capital of russia | Moscow", after, "unsure b<a");
}

#[test]
fn another_card_at_the_same_place_is_new() {
    let after = "a | capital of belarus | Minsk
        n | who wrote the aeneid | Virgil
        c | capital of lithuania | Vilnius";
    check(CAPITALS, after, "gone b");
}

#[test]
fn a_card_of_other_words_in_its_place_with_its_answer_is_asked_about() {
    let old = "l | left | L
        a | capital of belarus | Minsk
        r | right | R";
    let new =
        |answer: &str| format!("l | left | L\nb | where do they meet | {answer}\nr | right | R");
    check(old, &new("Minsk"), "unsure b<a");
    check(old, &new("Brest"), "gone a");
    check(
        old,
        &format!("b | where do they meet | Minsk\n{}", "l | left | L\nr | right | R"),
        "gone a",
    );
    // Also where its neighbour was found again a moment ago.
    let old = "l | the capital of estonia | L\na | capital of belarus | Minsk";
    check(
        old,
        "m | the capital, of estonia | L\nb | where do they meet | Minsk",
        "sure m<l, unsure b<a",
    );
    // Also where a card came or went beside it.
    let old = "l | left | L\na | capital of belarus | Minsk\nr | right | R";
    let between = "l | left | L\nn | a new one | N\nb | where do they meet | Minsk\nr | right | R";
    check(old, between, "unsure b<a");
    check(old, "b | where do they meet | Minsk\nr | right | R", "unsure b<a, gone l");
    // Not where another card could be meant.
    let old = "l | left | L\na | it rains here | true\nc | snow is green | true";
    check(old, "l | left | L\nb | where do they meet | true", "gone a, gone c");
}

#[test]
fn swapped_prompts_are_not_confused() {
    let after = "b | capital of estonia | Minsk
        a | capital of belarus | Tallinn
        c | capital of lithuania | Vilnius";
    check(CAPITALS, after, "");
}

#[test]
fn two_edited_cards_that_changed_places_are_told_apart() {
    let old = "a | captial of iran | Tehran
        b | captial of iraq | Baghdad";
    let new = "d | capital of iraq | Baghdad
        c | capital of iran | Tehran";
    check(old, new, "sure d<b, sure c<a");
}

#[test]
fn a_new_id_keeps_the_progress() {
    check(CAPITALS, &CAPITALS.replace("b |", "=tallinn |"), "sure tallinn<b");
}

#[test]
fn a_card_found_is_a_neighbour_that_helps_to_find_another() {
    let old = "a | who discovered the circulation of blood | Harvey
        b | the capital city of norway | Oslo";
    let new = "c | who discovered the circulation of the blood | Harvey
        d | capital, kingdom of norway | Oslo";
    check(old, new, "sure c<a, sure d<b");
}

#[test]
fn a_decision_is_kept_without_a_match() {
    let mut history = Log::default();
    see(&mut history, "d", "a | captial of belarus | Minsk");
    decide(&mut history, "b", Some("a"));
    let after = "b | capital of belarus | Minsk";
    assert_eq!(words(&resolve_one(&history, after)), "filed b<a");
    decide(&mut history, "b", None);
    assert_eq!(words(&resolve_one(&history, after)), "gone a");
}

#[test]
fn an_old_prompt_that_comes_back_does_not_take_the_progress_of_the_edited_card() {
    let mut history = Log::default();
    let (old, new) = ("a | captial of belarus | Minsk", "b | capital of belarus | Minsk");
    see(&mut history, "d", old);
    decide(&mut history, "b", Some("a"));
    see(&mut history, "d", new);
    let both = resolve_one(&history, &format!("{old}\n{new}"));
    assert_eq!(words(&both), "filed a<a-2, filed b<a");
}

#[test]
fn what_was_seen_is_written_once() {
    let mut history = Log::default();
    see(&mut history, "d", CAPITALS);
    let (name, mut cards) = (DeckId::from("d"), cards(CAPITALS));
    let changed = |history: &Log, cards: &[CardFacts]| -> Vec<String> {
        let event = |at: usize| {
            let card = cards[at].clone();
            seen(&history.marks, &name, &cards[at].key, card, beside(cards, at))
        };
        let event = |at| event(at).map(|_| cards[at].key.to_string());
        (0..cards.len()).filter_map(event).collect()
    };
    assert!(changed(&history, &cards).is_empty());
    cards[0].answer = "Miensk".into();
    assert_eq!(changed(&history, &cards), ["a"]);
    cards.swap(1, 2);
    assert_eq!(changed(&history, &cards), ["a", "c", "b"]);
}

#[track_caller]
fn check_names(known: &[(&str, &str)], decks: &[DeckFacts<'_>], expected: &[&str]) {
    let mut history = Log::default();
    for (name, keys) in known {
        see(&mut history, name, &lines(keys));
    }
    let names: Vec<String> =
        history.resolve(decks).iter().map(|deck| deck.deck.to_string()).collect();
    assert_eq!(names, expected);
}

/// Cards with these keys.
fn lines(keys: &str) -> String {
    let card = |key| format!("{key} | prompt {key} | {key}");
    keys.split_whitespace().map(card).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_deck_is_found_by_its_cards_wherever_its_file_is() {
    let known = [("old", "a b c"), ("other", "c x y")];
    let named = |explicit, stem, keys: &str| deck(explicit, stem, &lines(keys));
    check_names(&known, &[named(None, "new", "c a n")], &["old"]);
    check_names(&known, &[named(None, "new", "c")], &["old"]);
    check_names(&known, &[named(None, "new", "c"), named(None, "n", "a b")], &["other", "old"]);
    // A deck that gets an id of its own goes on from the one without.
    check_names(&known, &[named(Some("mine"), "new", "a b c")], &["old"]);
    check_names(&known, &[named(Some("mine"), "new", "q r s")], &["mine"]);
    check_names(&known, &[named(None, "new", "a"), named(Some("old"), "x", "q")], &["new", "old"]);
}

#[test]
fn of_two_decks_with_the_same_cards_the_likelier_one_is_meant() {
    let mut history = Log::default();
    for name in ["copy", "mine", "other"] {
        see(&mut history, name, &lines("a b c"));
        history.marks.decks.get_mut(&DeckId::from(name)).unwrap().title = name.to_owned();
    }
    let resolved = |title, stem| {
        let deck = DeckFacts { title, ..deck(None, stem, &lines("a b c")) };
        history.resolve(&[deck]).remove(0).deck.to_string()
    };
    assert_eq!(resolved("mine", "copy"), "mine");
    assert_eq!(resolved("A new title", "other"), "other");
    assert_eq!(resolved("A new title", "somewhere"), "copy");
}

#[test]
fn a_deck_is_found_through_decisions_on_its_cards() {
    let mut history = Log::default();
    see(&mut history, "d", "a | captial of belarus | Minsk");
    decide(&mut history, "b", Some("a"));
    let found = history.resolve(&[deck(None, "new", "b | capital of belarus | Minsk")]);
    assert_eq!((&*found[0].deck.0, words(&found[0])), ("d", "filed b<a".to_owned()));
}

#[test]
fn a_new_deck_is_named_after_its_file() {
    let table = [
        ("World Capitals (2024)", "world-capitals-2024"),
        ("  Île_de-France ", "île-de-france"),
        ("I\u{302}le", "île"),
        ("…", "deck"),
        // Of the same name and title, with every card reworded: still the deck it was.
        ("known", "known"),
    ];
    for (stem, name) in table {
        check_names(&[("known", "a")], &[deck(None, stem, "")], &[name]);
    }
    let twins = [deck(None, "x", ""), deck(None, "x", ""), deck(Some("x"), "y", "")];
    check_names(&[], &twins, &["x-2", "x-3", "x"]);
}

#[test]
fn ten_thousand_cards_edited_alike_are_told_apart() {
    let card = |n: u32, prefix: &str, word: &str| {
        format!("{prefix}{n} | what is the {word} of number {n} | true\n")
    };
    let text = |prefix: &str, word: &str| -> String {
        (0..10_000).map(|n| card(n, prefix, word)).collect()
    };
    let mut history = Log::default();
    see(&mut history, "d", &text("a", "naem"));
    let found = resolve_one(&history, &text("b", "name"));
    assert_eq!(found.sure.len(), 10_000);
    assert!(found.sure.iter().all(|found| found.card.0[1..] == found.was.0[1..]));
}
