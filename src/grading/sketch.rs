//! What two texts must have in common before one can be taken for the other: a look that costs next to nothing,
//! ahead of the careful one of `words`, so that long lists are judged at once. Never says no to what
//! `words` would let pass.

use super::dates::date;
use super::words::{ADDRESSES, folded, variants};
use super::{Context, Verdict, articles, words};
use crate::deck::Accepted;
use crate::text::fold::without_accents;

/// Two slips change the counts of so many letters at most.
const FOR_SLIPS: u32 = 4;
/// A letter such as `æ` that is written as two changes so many more.
const FOR_A_PAIR: u32 = 3;

/// How many of each letter and digit a text has, without its article and accents.
struct Sketch {
    letters: [u8; 32],
    digits: [u8; 10],
    /// Letters that may be written as two.
    n_pairs: u32,
    /// It may be given in other letters altogether: a date, a name with a form of address.
    is_free: bool,
}

impl Sketch {
    fn of(text: &str, context: &Context<'_>) -> Sketch {
        let folded = folded(text, context).to_lowercase();
        let first = folded.split(' ').next().unwrap_or_default();
        let is_free = date(&folded).is_some() || ADDRESSES.contains(&first);
        let bare = if context.strict.articles {
            &*folded
        } else {
            articles::split(&folded, context.language).1
        };
        let mut sketch = Sketch { letters: [0; 32], digits: [0; 10], n_pairs: 0, is_free };
        for c in without_accents(bare).chars() {
            let count = match c.to_digit(10) {
                Some(digit) => &mut sketch.digits[digit as usize],
                None if c.is_alphabetic() => &mut sketch.letters[c as usize % 32],
                None => continue,
            };
            *count = count.saturating_add(1);
        }
        let n_pairs = bare.chars().filter(|c| matches!(c, 'ä' | 'æ' | 'ö' | 'ø' | 'œ' | 'ü' | 'å'));
        Sketch { n_pairs: u32::try_from(n_pairs.count()).unwrap_or(u32::MAX), ..sketch }
    }

    /// Whether one may be taken for the other.
    fn is_like(&self, other: &Sketch) -> bool {
        let both = self.letters.iter().zip(&other.letters);
        let apart: u32 = both.map(|(one, other)| u32::from(one.abs_diff(*other))).sum();
        let n_pairs = self.n_pairs.saturating_add(other.n_pairs);
        let may_be_apart = FOR_A_PAIR.saturating_mul(n_pairs).saturating_add(FOR_SLIPS);
        self.is_free || other.is_free || (self.digits == other.digits && apart <= may_be_apart)
    }
}

/// The members of a list, to be found again among what was typed.
pub(super) struct Members<'a> {
    list: &'a [Accepted],
    sketches: Vec<Vec<Sketch>>,
    context: &'a Context<'a>,
}

impl<'a> Members<'a> {
    /// Gets ready to look for the members of a list.
    pub(super) fn of(list: &'a [Accepted], context: &'a Context<'a>) -> Members<'a> {
        let sketches = |member: &Accepted| {
            let texts = member.texts().flat_map(variants);
            texts.map(|text| Sketch::of(&text, context)).collect()
        };
        Members { list, sketches: list.iter().map(sketches).collect(), context }
    }

    /// The members that a text names, each with `Right` or `Slip`.
    pub(super) fn named(&self, text: &str) -> impl Iterator<Item = (usize, Verdict)> {
        let sketch = Sketch::of(text, self.context);
        let may_be = move |idx: &usize| self.sketches[*idx].iter().any(|it| it.is_like(&sketch));
        (0..self.list.len()).filter(may_be).filter_map(move |idx| {
            let verdict = words::judge(&self.list[idx], text, self.context).verdict;
            matches!(verdict, Verdict::Right | Verdict::Slip).then_some((idx, verdict))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::deck::Strict;
    use crate::grading::Lexicon;

    /// What is judged right or a slip is found, whatever the sketches say.
    fn is_found(language: &str, accepted: &[&str], given: &str, strict: Strict) -> bool {
        let lexicon = Lexicon::default();
        let context =
            Context { language, teaches_language: false, strict, lexicon: &lexicon, prompt: "" };
        let (answer, accept) = accepted.split_first().unwrap();
        let accept = accept.iter().map(|text| (*text).to_owned()).collect();
        let accepted = Accepted { answer: (*answer).to_owned(), accept, ..Accepted::default() };
        let verdict = words::judge(&accepted, given, &context).verdict;
        let list = [accepted];
        let found = Members::of(&list, &context).named(given).next();
        found.map(|(_, verdict)| verdict) == Some(verdict).filter(|it| *it != Verdict::Wrong)
    }

    #[test]
    fn all_that_the_table_of_judging_lets_pass_is_found() {
        for line in include_str!("judging.txt").lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
            let [language, accepted, given, _] = cells.as_slice() else { continue };
            let accepted: Vec<&str> = accepted.split(" / ").collect();
            let language = language.trim_matches('-');
            assert!(is_found(language, &accepted, given, Strict::default()), "{line}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_would_pass_is_left_out(
            accepted in "(The |Mr\\. |l'|der )?[A-Za-zäéøœßñ]{1,9}( [A-Za-z0-9äéø.,()-]{1,8}){0,3}",
            edits in prop::collection::vec((0..40_usize, "[a-zA-Zäe '.,0-9-]{0,2}"), 0..3),
            before in prop::sample::select(vec!["", "the ", "mr. ", "die ", "'"]),
            language in prop::sample::select(vec!["en", "de", "fr", "vi", ""]),
            strict in any::<[bool; 5]>(),
        ) {
            let mut given: Vec<char> = accepted.chars().collect();
            for (at, text) in edits {
                let at = at % given.len().max(1);
                given.splice(at..(at + 1).min(given.len()), text.chars());
            }
            let given = before.to_owned() + &given.into_iter().collect::<String>();
            let [case, accents, punctuation, articles, spelling] = strict;
            let strict = Strict { case, accents, articles, spelling, punctuation };
            prop_assert!(is_found(language, &[&accepted], &given, strict));
        }
    }
}
