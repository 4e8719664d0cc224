//! Figures of the cards of one deck, or under one tag. Pure; shows nothing.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::calibration::Calibration;
use crate::history::Tried;

/// Where a card belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home<'a> {
    /// The deck's name in the log.
    pub deck: &'a str,
    /// Its title; none where the deck is not at hand.
    pub title: Option<&'a str>,
    /// The card's tags.
    pub tags: Vec<&'a str>,
}

/// The figures of a deck or a tag; the names are those of `stats --json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Group {
    /// The deck's name in the log, or the tag.
    pub name: String,
    /// The deck's title, where it is at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Answers that count, whatever their purpose.
    pub reviews: usize,
    /// The share, 0 to 1, that was known of those for which recall was foretold.
    pub known: Option<f64>,
    /// The share that was foretold for them, 0 to 1.
    pub predicted: Option<f64>,
    /// Half the width of the interval in which the share known lies with 95 %, were the forecast right.
    pub margin: Option<f64>,
    /// Cards with a memory.
    pub cards: usize,
    /// How many of them are likely to be known today: the sum of their recall.
    pub cards_known: f64,
}

/// Groups on the way, by name.
#[derive(Debug, Default)]
pub(super) struct Groups(BTreeMap<String, Sums>);

#[derive(Debug, Default)]
struct Sums {
    title: Option<String>,
    reviews: usize,
    calibration: Calibration,
    cards: usize,
    cards_known: f64,
}

impl Groups {
    /// Takes a card with its answers, and its recall today where it has a memory.
    pub(super) fn take(
        &mut self,
        name: &str,
        title: Option<&str>,
        answers: &[Tried],
        recall: Option<f64>,
    ) {
        let sums = self.0.entry(name.to_owned()).or_default();
        if sums.title.is_none() {
            sums.title = title.map(str::to_owned);
        }
        sums.reviews += answers.len();
        for tried in answers {
            sums.calibration.take(tried);
        }
        sums.cards += usize::from(recall.is_some());
        sums.cards_known += recall.unwrap_or(0.0);
    }

    /// Adds what was gathered elsewhere.
    pub(super) fn add(&mut self, other: Groups) {
        for (name, theirs) in other.0 {
            let sums = self.0.entry(name).or_default();
            sums.title = sums.title.take().or(theirs.title);
            sums.reviews += theirs.reviews;
            sums.calibration.add(&theirs.calibration);
            sums.cards += theirs.cards;
            sums.cards_known += theirs.cards_known;
        }
    }

    /// The groups, those with most reviews first.
    pub(super) fn finish(self) -> Vec<Group> {
        let group = |(name, sums): (String, Sums)| Group {
            name,
            title: sums.title,
            reviews: sums.reviews,
            known: sums.calibration.known(),
            predicted: sums.calibration.predicted(),
            margin: sums.calibration.margin(),
            cards: sums.cards,
            cards_known: sums.cards_known,
        };
        let mut groups: Vec<Group> = self.0.into_iter().map(group).collect();
        groups.sort_by_key(|group| Reverse(group.reviews));
        groups
    }
}
