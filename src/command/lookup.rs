//! Finds the card a learner means: `DECK/CARD`, its shortest unique beginning, or words of its
//! prompt.

use crate::collection::{Collection, Facet};
use crate::deck::markup;
use crate::error::Failure;
use crate::history::CardId;
use crate::text::escape::escape;
use crate::text::fold::fold;

/// How many candidates are listed when a name means several cards.
const MAX_LISTED: usize = 8;

/// The one card that is meant, by its first facet, or the facet where its part is named.
pub(super) fn card<'a>(collection: &'a Collection, name: &str) -> Result<&'a Facet, Failure> {
    let exact = |facet: &&Facet| {
        facet.name.to_string() == name || CardId::from(&facet.name).to_string() == name
    };
    if let Some(facet) = collection.facets.iter().find(exact) {
        return Ok(facet);
    }
    let by_name: Vec<&Facet> = one_of_each_card(collection)
        .filter(|facet| facet.name.to_string().starts_with(name) || &*facet.name.card.0 == name)
        .collect();
    let found = if by_name.is_empty() { by_words(collection, name) } else { by_name };
    match found.as_slice() {
        [facet] => Ok(facet),
        [] => Err(Failure::new(format!("no card is called `{}`", escape(name)))
            .hint("`quizdeck cards` lists all; words of the prompt do, too")),
        several => {
            let mut failure = Failure::new(format!(
                "`{}` means {} cards; name one of them",
                escape(name),
                several.len()
            ));
            for facet in several.iter().take(MAX_LISTED) {
                let id = CardId::from(&facet.name);
                failure = failure.hint(format!("{id}  {}", escape(&prompt(collection, facet))));
            }
            if several.len() > MAX_LISTED {
                failure = failure.hint(format!("and {} more", several.len() - MAX_LISTED));
            }
            Err(failure)
        }
    }
}

/// A facet's prompt in one line.
pub(super) fn prompt(collection: &Collection, facet: &Facet) -> String {
    let Some(card) = collection.card(facet) else { return String::new() };
    markup::plain(&card.exercise(facet.name.part).prompt)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn one_of_each_card(collection: &Collection) -> impl Iterator<Item = &Facet> {
    let mut last = None;
    collection.facets.iter().filter(move |facet| {
        let card = (facet.deck_idx, facet.card_idx);
        last.replace(card) != Some(card)
    })
}

fn by_words<'a>(collection: &'a Collection, words: &str) -> Vec<&'a Facet> {
    let wanted = fold(words);
    let mut found: Vec<&Facet> = collection
        .facets
        .iter()
        .filter(|facet| fold(&prompt(collection, facet)).contains(&wanted))
        .collect();
    // A card of which several sides have these words is one card.
    found.dedup_by_key(|facet| (facet.deck_idx, facet.card_idx));
    found
}
