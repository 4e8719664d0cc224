//! Names of decks, cards and facets: `DECK/CARD`, `DECK/CARD#c2`, `DECK/CARD#reverse`.
//! A facet is what is scheduled; most cards have one.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

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

impl FromStr for FacetId {
    type Err = NotAFacet;

    fn from_str(name: &str) -> Result<Self, NotAFacet> {
        let (deck, rest) = name.split_once('/').ok_or(NotAFacet)?;
        let (card, part) = match rest.rsplit_once('#') {
            None => (rest, Part::Whole),
            Some((card, "reverse")) => (card, Part::Reverse),
            Some((card, part)) => {
                let number = part.strip_prefix('c').and_then(|n| n.parse().ok());
                (card, Part::Cloze(number.ok_or(NotAFacet)?))
            }
        };
        if deck.is_empty() || card.is_empty() {
            return Err(NotAFacet);
        }
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
