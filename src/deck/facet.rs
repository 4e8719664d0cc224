//! Names of decks, cards and facets: `DECK/CARD`, `DECK/CARD#c2`, `DECK/CARD#reverse`.
//! A facet is what is scheduled; most cards have one.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

use crate::text::escape::is_harmful;

/// A deck's name in the log: its `id`, else one given at first sight.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DeckId(pub Arc<str>);

/// A card's name within its deck: its `id`, else the fingerprint of its folded prompt.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CardKey(pub SmolStr);

/// Which side of a card is scheduled.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Part {
    /// The card as a whole, or a flashcard from front to back.
    #[default]
    Whole,
    /// A flashcard from back to front.
    Reverse,
    /// The gaps of this number.
    Cloze(u16),
}

/// The name of what is scheduled. Reads and writes itself as `DECK/CARD#PART`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacetId {
    /// The deck.
    pub deck: DeckId,
    /// The card in it.
    pub card: CardKey,
    /// The part of the card.
    pub part: Part,
}

impl From<&str> for DeckId {
    fn from(name: &str) -> Self {
        DeckId(name.into())
    }
}

impl From<&str> for CardKey {
    fn from(name: &str) -> Self {
        CardKey(name.into())
    }
}

impl CardKey {
    /// Stands between a name and the number of its new beginning, and in no name that people write.
    const ANEW: char = '\u{1f}';

    /// The name under which a card begins anew, with nothing known of it: its own, and a number.
    #[must_use]
    pub fn anew(&self) -> CardKey {
        let (first, nth) = self.0.split_once(Self::ANEW).unwrap_or((&*self.0, "1"));
        let nth = nth.parse::<u32>().unwrap_or(1).saturating_add(1);
        CardKey(format!("{first}{}{nth}", Self::ANEW).into())
    }

    /// The name it had before it began anew.
    #[must_use]
    pub fn first(&self) -> CardKey {
        self.0.split_once(Self::ANEW).map_or_else(|| self.clone(), |(first, _)| first.into())
    }
}

/// What keeps a text from being the id of a deck, and of a card; `None` where nothing does. Whatever may be an
/// id can be read back out of [`FacetId`]'s name.
pub(super) fn unfit_id(id: &str, of_deck: bool) -> Option<&'static str> {
    if id.contains(|c| is_harmful(c) || matches!(c, '\n' | '\t')) {
        return Some("a character that can't be seen");
    }
    if id.trim() != id {
        return Some("white space at its ends");
    }
    if id.contains('#') {
        return Some("`#`");
    }
    (of_deck && id.contains('/')).then_some("`/`")
}

impl fmt::Display for DeckId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for CardKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for FacetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.deck, self.card)?;
        match self.part {
            Part::Whole => Ok(()),
            Part::Reverse => f.write_str("#reverse"),
            Part::Cloze(number) => write!(f, "#c{number}"),
        }
    }
}

impl Part {
    /// The part that stands behind the `#` of a name, written as [`FacetId`] writes it.
    fn named(part: &str) -> Option<Part> {
        if part == "reverse" {
            return Some(Part::Reverse);
        }
        let digits = part.strip_prefix('c')?;
        let number: u16 = digits.parse().ok()?;
        (number.to_string() == digits).then_some(Part::Cloze(number))
    }
}

impl FromStr for FacetId {
    type Err = NotAFacet;

    fn from_str(name: &str) -> Result<Self, NotAFacet> {
        let (deck, rest) = name.split_once('/').ok_or(NotAFacet)?;
        let named = rest.rsplit_once('#').filter(|(card, _)| !card.is_empty());
        let (card, part) = named
            .and_then(|(card, part)| Some((card, Part::named(part)?)))
            // What names no part belongs to the card: a log may hold a name that no deck could have today.
            .unwrap_or((rest, Part::Whole));
        Ok(FacetId { deck: deck.into(), card: card.into(), part })
    }
}

/// The text does not name a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not of the form DECK/CARD, DECK/CARD#c1 or DECK/CARD#reverse")]
pub struct NotAFacet;

impl Serialize for FacetId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FacetId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        name.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(name: &str, card: &str, part: Part) {
        let facet: FacetId = name.parse().unwrap();
        assert_eq!((&*facet.deck.0, &*facet.card.0, facet.part), ("d", card, part), "{name}");
        assert_eq!(facet.to_string(), name);
    }

    #[test]
    fn names_of_parts_are_read() {
        check("d/x", "x", Part::Whole);
        check("d/x#c12", "x", Part::Cloze(12));
        check("d/x#reverse", "x", Part::Reverse);
        check("d/a/b#c1", "a/b", Part::Cloze(1));
    }

    /// A log may hold them; they are read as the card's own name.
    #[test]
    fn what_names_no_part_belongs_to_the_card() {
        for card in ["C#", "x#y", "x#c01", "x#c+1", "x#c70000", "#c1", "#"] {
            check(&format!("d/{card}"), card, Part::Whole);
        }
        check("d/C##c1", "C#", Part::Cloze(1));
        assert!("d".parse::<FacetId>().is_err());
        assert_eq!("/x".parse::<FacetId>().unwrap().to_string(), "/x");
    }

    proptest! {
        #[test]
        fn every_id_that_fits_comes_back(
            deck in "[a-c/#1 \u{202e}]{1,4}|.{1,6}",
            card in "[a-c/#1 \u{202e}]{1,6}|.{1,8}|x#(c1|reverse)",
            part in prop_oneof![
                Just(Part::Whole), Just(Part::Reverse), any::<u16>().prop_map(Part::Cloze)
            ],
        ) {
            if unfit_id(&deck, true).or(unfit_id(&card, false)).is_some() {
                return Ok(());
            }
            let facet = FacetId { deck: (&*deck).into(), card: (&*card).into(), part };
            prop_assert_eq!(facet.to_string().parse::<FacetId>(), Ok(facet));
        }
    }
}
