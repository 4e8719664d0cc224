//! Cards as turns, in the form the learner wants.

use super::script::deck_context;
use super::*;
use crate::deck::{FacetId, Form, Part};
use crate::distractors::Pool;

/// The kind and the choices of the first card's turn in a form.
#[track_caller]
fn check(form: Option<Form>, yaml: &str, pool: &[&str], kind: &str, n_choices: usize) {
    let (mut deck, cards) = deck_context(yaml);
    let pool = Pool::new(pool.iter().copied());
    deck.pool = Arc::new(LazyPool::new(Box::new(|| pool)));
    let card = cards[0].clone();
    let filed = FacetId { deck: deck.id.clone(), card: card.key.clone(), part: Part::Whole };
    let turn = turn(card, Part::Whole, form, &deck, Progress::new(filed));
    assert_eq!(turn.card.kind_word_as(&turn.answer), kind);
    let choices = match &turn.answer {
        crate::deck::Answer::Choice { choices, .. } => choices.len(),
        _ => 0,
    };
    assert_eq!(choices, n_choices);
}

const QUESTION: &str = "- {question: Q?, answer: Minsk}";

#[test]
fn a_card_is_asked_as_its_author_wants_where_no_form_is_wanted() {
    check(None, QUESTION, &[], "short", 0);
}

#[test]
fn a_card_is_asked_with_choices_where_there_are_distractors() {
    check(Some(Form::Choice), QUESTION, &["Oslo", "Paris", "Rome", "Sofia"], "choice", 4);
    check(Some(Form::Choice), QUESTION, &["Oslo", "1999", "Paris"], "choice", 3);
    check(Some(Form::Choice), QUESTION, &["Oslo", "1999"], "short", 0);
    check(Some(Form::Choice), "- {question: Q?, order: [a, b]}", &["Oslo", "Paris"], "order", 0);
}

#[test]
fn a_card_is_typed_or_self_rated_where_it_allows_it() {
    check(Some(Form::Flashcard), QUESTION, &[], "flashcard", 0);
    check(Some(Form::Typed), "- {statement: S, answer: true}", &[], "truefalse", 0);
}

#[test]
fn the_language_of_a_flashcard_outranks_the_decks() {
    let (deck, cards) = deck_context("- {front: Hund, back: dog, languages: [de, fr]}");
    let card = cards[0].clone();
    let filed = FacetId { deck: deck.id.clone(), card: card.key.clone(), part: Part::Whole };
    let turn = turn(card, Part::Whole, None, &deck, Progress::new(filed));
    assert_eq!((&*turn.language, turn.teaches_language), ("fr", true));
}
