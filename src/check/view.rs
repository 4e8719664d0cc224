//! A deck as the rules see it: each card with its question as plain words, and a place to put doubts.

use super::likeness::Pair;
use super::tongue::{self, Tongue};
use crate::deck::{Card, Choice, Kind, Parsed, markup};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::text::fold::fold;

/// A card with what most rules ask of it.
pub(super) struct Seen<'a> {
    pub card: &'a Card,
    /// What is asked, without marks.
    pub stem: String,
    /// The words of it, folded.
    pub words: Vec<String>,
}

/// A deck under the eyes of rules.
pub(super) struct View<'a> {
    pub parsed: &'a Parsed,
    /// The cards.
    pub cards: &'a [Seen<'a>],
    /// Pairs of them that are alike.
    pub alike: &'a [Pair],
    pub tongue: Option<&'static Tongue>,
    /// The rule that looks.
    pub rule: &'static str,
    pub found: Vec<Diagnostic>,
}

/// The cards of a deck as rules see them.
pub(super) fn seen(parsed: &Parsed) -> Vec<Seen<'_>> {
    parsed
        .deck
        .cards
        .iter()
        .map(|card| {
            let stem = markup::plain(&card.prompt());
            let words = words(&stem);
            Seen { card, stem, words }
        })
        .collect()
}

/// The words of a text, folded.
pub(super) fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .map(|word| word.trim_matches('\''))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

impl<'a> View<'a> {
    pub(super) fn new(parsed: &'a Parsed, cards: &'a [Seen<'a>], alike: &'a [Pair]) -> View<'a> {
        let words: Vec<&str> =
            cards.iter().take(200).flat_map(|it| &it.words).map(String::as_str).collect();
        let tongue = tongue::of(parsed.deck.language.as_deref(), &words);
        View { parsed, cards, alike, tongue, rule: "", found: Vec::new() }
    }

    /// Puts a doubt about a card, at the first place in it where `at` stands.
    pub(super) fn doubt(
        &mut self,
        card: &Card,
        severity: Severity,
        at: &str,
        message: String,
        help: &str,
    ) {
        self.doubt_at(card, severity, place(&self.parsed.text, card, at), message, help);
    }

    /// Puts a doubt about a card at a place.
    pub(super) fn doubt_at(
        &mut self,
        card: &Card,
        severity: Severity,
        span: Span,
        message: String,
        help: &str,
    ) {
        if card.check_off.iter().any(|off| off.eq_ignore_ascii_case(self.rule)) {
            return;
        }
        self.found.push(Diagnostic {
            code: self.rule,
            severity,
            span,
            message,
            help: Some(help.to_owned()),
            related: Vec::new(),
        });
    }

    /// Puts a doubt about the deck as a whole, unless every card has the rule off.
    pub(super) fn doubt_deck(&mut self, message: String, help: &str) {
        let is_off =
            |it: &Seen<'_>| it.card.check_off.iter().any(|off| off.eq_ignore_ascii_case(self.rule));
        if self.cards.iter().all(is_off) {
            return;
        }
        let at = self.parsed.text.find("cards").unwrap_or(0);
        self.found.push(Diagnostic {
            code: self.rule,
            severity: Severity::Warning,
            span: Span::new(at, at + "cards".len().min(self.parsed.text.len() - at)),
            message,
            help: Some(help.to_owned()),
            related: Vec::new(),
        });
    }
}

/// Where something stands in a card: the words themselves, else what is asked.
pub(super) fn place(text: &str, card: &Card, at: &str) -> Span {
    let body = text.get(card.span.start..card.span.end).unwrap_or("");
    let needle = at.trim().lines().next().unwrap_or("").trim();
    if !needle.is_empty()
        && let Some(found) = body.find(needle)
    {
        let start = card.span.start + found;
        return Span::new(start, start + needle.len());
    }
    let asks = |key: &&str| {
        let found = body.match_indices(*key).map(|(at, _)| at);
        found.into_iter().find(|at| {
            let before = body[..*at].trim_end_matches(' ');
            before.is_empty() || before.ends_with(['\n', '\r', '{', ',', '-'])
        })
    };
    let keys = ["question:", "front:", "statement:", "cloze:"];
    let start = keys.iter().find_map(asks).unwrap_or(0);
    let line = body[start..].lines().next().unwrap_or("").trim_end();
    let start = card.span.start + start;
    Span::new(start, start + line.len())
}

/// The one right choice and the wrong ones, where exactly one is right.
pub(super) fn single(choices: &[Choice]) -> Option<(&Choice, Vec<&Choice>)> {
    let mut right = choices.iter().filter(|it| it.correct);
    let only = right.next()?;
    if right.next().is_some() {
        return None;
    }
    Some((only, choices.iter().filter(|it| !it.correct).collect()))
}

/// What two choices such as "Vrai" and "Faux" make of their question: a statement that is true or false.
pub(super) fn truth(choices: &[Choice]) -> Option<bool> {
    const PAIRS: [(&str, &str); 12] = [
        ("true", "false"),
        ("yes", "no"),
        ("right", "wrong"),
        ("richtig", "falsch"),
        ("wahr", "falsch"),
        ("ja", "nein"),
        ("vrai", "faux"),
        ("oui", "non"),
        ("verdadero", "falso"),
        ("sí", "no"),
        ("si", "no"),
        ("vero", "falso"),
    ];
    let [one, other] = choices else { return None };
    let texts = [fold(&one.text), fold(&other.text)];
    let says = |(yes, no): &(&str, &str)| match (&*texts[0], &*texts[1]) {
        (a, b) if a == *yes && b == *no => Some(one.correct),
        (a, b) if a == *no && b == *yes => Some(other.correct),
        _ => None,
    };
    PAIRS.iter().find_map(says)
}

/// The choices of a card.
pub(super) fn choices(card: &Card) -> Option<&[Choice]> {
    match &card.kind {
        Kind::Choice { choices, .. } => Some(choices),
        _ => None,
    }
}
