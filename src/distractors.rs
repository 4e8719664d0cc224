//! Wrong choices for a card that has none: answers of other cards that are of the same sort and
//! length, so that the right one does not stand out. Reads no deck; the dice are handed in.

use rand::Rng;
use rand::seq::SliceRandom;

use crate::deck::{Accepted, markup};
use crate::text::fold::fold;

/// The fewest distractors that make a question.
const LEAST: usize = 2;

/// How many times longer one text may be than another of its sort.
const LENGTHS: usize = 3;

/// Below this many characters, lengths always count as similar.
const ALWAYS_SIMILAR: usize = 12;

/// The answers of a deck, from which distractors are chosen.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    /// Each folded text once, in the order of the folded texts.
    texts: Vec<Text>,
}

/// A text that may be chosen.
#[derive(Clone, Debug)]
struct Text {
    shown: String,
    folded: String,
    traits: Traits,
}

impl Text {
    fn new(text: &str) -> Text {
        Text { shown: text.to_owned(), folded: folded(text), traits: Traits::of(text) }
    }
}

impl Pool {
    /// Gathers texts; their order means nothing.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Pool {
        let mut texts: Vec<Text> = texts.into_iter().map(Text::new).collect();
        texts.retain(|text| !text.folded.is_empty());
        texts.sort_by(|a, b| (&a.folded, &a.shown).cmp(&(&b.folded, &b.shown)));
        texts.dedup_by(|a, b| a.folded == b.folded);
        Pool { texts }
    }

    /// Chooses `n` wrong choices for an answer; the author's own `reject` texts go first. Where
    /// fewer than `n` fit there are fewer; `None` where fewer than two do.
    ///
    /// None of them is accepted, and none says what an accepted text or another one says, or more.
    /// The same pool and dice give the same choices in the same order.
    pub fn choose(&self, answer: &Accepted, n: usize, dice: &mut dyn Rng) -> Option<Vec<String>> {
        let right = Traits::of(&answer.answer);
        let accepted: Vec<String> = answer.texts().map(folded).collect();
        let is_wrong = |text: &Text| !accepted.iter().any(|it| overlaps(it, &text.folded));

        let rejected = Pool::new(answer.reject.iter().map(|one| one.text.as_str()));
        let mut others: Vec<&Text> = self
            .texts
            .iter()
            .filter(|text| right.resembles(&text.traits) && is_wrong(text))
            .collect();
        others.shuffle(dice);
        others.sort_by_key(|text| !right.is_as_long_as(&text.traits));

        let mut wrong: Vec<&Text> = Vec::with_capacity(n);
        for text in rejected.texts.iter().filter(|text| is_wrong(text)).chain(others) {
            if wrong.len() < n && !wrong.iter().any(|it| overlaps(&it.folded, &text.folded)) {
                wrong.push(text);
            }
        }
        (wrong.len() >= LEAST).then(|| wrong.into_iter().map(|one| one.shown.clone()).collect())
    }
}

fn folded(text: &str) -> String {
    fold(&markup::plain(text))
}

/// Whether one text says what the other says, or more: equal, or its words stand in the other.
fn overlaps(one: &str, other: &str) -> bool {
    let within = |short: &str, long: &str| {
        long.match_indices(short).any(|(at, _)| {
            let before = long[..at].chars().next_back();
            let after = long[at + short.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    let same_number = || value(one).is_some_and(|value_of| value(other) == Some(value_of));
    within(one, other) || within(other, one) || same_number()
}

/// A plain number's value, with a point or a comma before its decimals.
fn value(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok()
}

/// What a text is, as far as its look tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// Four digits that can be a year.
    Year,
    /// Digits with at most a sign, marks and a unit.
    Number,
    /// Words and digits: a date, an amount.
    Mixed,
    /// Begins with a capital letter.
    Name,
    /// Words.
    Words,
    /// No letters or digits.
    Marks,
}

/// Letters that are not mistaken for one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Semitic,
    Indic,
    EastAsian,
}

/// What tells answers of different sorts apart at a glance.
#[derive(Clone, Debug, PartialEq)]
struct Traits {
    sort: Sort,
    script: Option<Script>,
    /// The letters after a number.
    unit: String,
    n_chars: usize,
}

impl Traits {
    fn of(text: &str) -> Traits {
        let plain = markup::plain(text);
        let plain = plain.trim();
        let sort = sort(plain);
        let unit = match sort {
            Sort::Number => fold(plain.trim_start_matches(|c: char| !c.is_alphabetic())),
            _ => String::new(),
        };
        let script = plain.chars().find(|c| c.is_alphabetic()).map(script);
        Traits { sort, script, unit, n_chars: plain.chars().count() }
    }

    fn resembles(&self, other: &Traits) -> bool {
        let (short, long) = (self.n_chars.min(other.n_chars), self.n_chars.max(other.n_chars));
        self.sort == other.sort
            && self.script == other.script
            && self.unit == other.unit
            && (long <= ALWAYS_SIMILAR || long <= LENGTHS * short)
    }

    /// Half as long to twice as long, so that the length gives nothing away.
    fn is_as_long_as(&self, other: &Traits) -> bool {
        other.n_chars <= 2 * self.n_chars && self.n_chars <= 2 * other.n_chars
    }
}

fn sort(text: &str) -> Sort {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    match text.chars().find(|c| c.is_alphanumeric()) {
        None => Sort::Marks,
        Some(_) if digits == 4 && text.len() == 4 && matches!(text.as_bytes()[0], b'1' | b'2') => {
            Sort::Year
        }
        Some(first) if first.is_numeric() && text.split_whitespace().count() <= 2 => Sort::Number,
        Some(_) if digits > 0 && letters > 0 => Sort::Mixed,
        Some(first) if first.is_uppercase() => Sort::Name,
        Some(first) if first.is_numeric() => Sort::Number,
        Some(_) => Sort::Words,
    }
}

fn script(c: char) -> Script {
    match u32::from(c) {
        0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
        0x400..=0x52f => Script::Cyrillic,
        0x590..=0x8ff => Script::Semitic,
        0x900..=0xdff => Script::Indic,
        0x0e00..=0x0eff | 0x1100..=0x11ff | 0x2e80..=0xd7ff | 0xf900..=0xfaff | 0x20000.. => {
            Script::EastAsian
        }
        _ => Script::Latin,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand::rngs::Xoshiro256PlusPlus;

    use super::*;
    use crate::deck::Rejected;

    fn dice(seed: u64) -> Xoshiro256PlusPlus {
        Xoshiro256PlusPlus::seed_from_u64(seed)
    }

    fn accepted(answer: &str, accept: &[&str]) -> Accepted {
        let accept = accept.iter().map(|text| (*text).to_owned()).collect();
        Accepted { answer: answer.to_owned(), accept, reject: Vec::new() }
    }

    /// All that fit, in the order of the alphabet.
    #[track_caller]
    fn check(answer: &str, pool: &str, expected: &str) {
        let pool = Pool::new(pool.split(';').map(str::trim));
        let mut chosen = pool.choose(&accepted(answer, &[]), 9, &mut dice(1)).unwrap_or_default();
        chosen.sort_unstable();
        assert_eq!(chosen.join("; "), expected, "for {answer}");
    }

    #[test]
    fn distractors_are_of_the_same_sort() {
        check("2015", "1999; 2003; 12; Minsk; 3.5 km", "1999; 2003");
        check("12", "1999; 7; 30; twelve; 12 km", "30; 7");
        check("3 km", "5 km; 40 km; 5 kg; 5", "40 km; 5 km");
        check("12 April 2017", "3 May 1999; 1 June 2001; 2017; June", "1 June 2001; 3 May 1999");
        check("Minsk", "Moscow; Paris; a capital; 1999; Москва", "Moscow; Paris");
        check("to walk", "to run; to eat; Paris", "to eat; to run");
        check("Москва", "Минск; Тверь; Moscow", "Минск; Тверь");
        check("東京", "大阪; 京都; Osaka", "京都; 大阪");
    }

    #[test]
    fn distractors_are_about_as_long() {
        check("Iraq", "Iran; Syria; The Democratic Republic of the Congo", "Iran; Syria");
    }

    #[test]
    fn what_says_the_same_is_no_distractor() {
        check("Minsk", "MINSK; Minsk II; The Minsk agreement; Paris; Oslo", "Oslo; Paris");
        check("3", "3.0; 3,0; 4; 5", "4; 5");
        let answer = accepted("Minsk", &["Moscow"]);
        let pool = Pool::new(["Moscow", "Oslo", "oslo.", "Paris"]);
        let chosen = pool.choose(&answer, 9, &mut dice(1));
        assert_eq!(chosen.map(|chosen| chosen.len()), Some(2));
    }

    #[test]
    fn no_two_distractors_say_the_same() {
        let pool = Pool::new(["Peskov", "Dmitry Peskov", "Lavrov", "Sergey Lavrov"]);
        let chosen = pool.choose(&accepted("Zakharova", &[]), 9, &mut dice(1)).unwrap();
        assert_eq!(chosen.len(), 2, "{chosen:?}");
    }

    #[test]
    fn one_distractor_is_none() {
        let answer = accepted("Minsk", &[]);
        assert_eq!(Pool::new(["Oslo"]).choose(&answer, 3, &mut dice(1)), None);
        assert_eq!(Pool::default().choose(&answer, 3, &mut dice(1)), None);
    }

    #[test]
    fn what_the_author_rejects_goes_first() {
        let reject = Rejected { text: "vein".to_owned(), why: String::new() };
        let answer = Accepted { reject: vec![reject], ..accepted("artery", &[]) };
        let pool = Pool::new(["heart", "lung", "liver", "spleen"]);
        let chosen = pool.choose(&answer, 3, &mut dice(1)).unwrap();
        assert_eq!((chosen.len(), chosen[0].as_str()), (3, "vein"));
    }

    proptest! {
        #[test]
        fn any_texts_are_taken_and_no_accepted_one_is_chosen(
            answer in ".{0,12}",
            pool in proptest::collection::vec("[a-cA-C0-9 é.]{0,6}|.{0,9}", 0..12),
            n in 0_usize..5,
            seed in any::<u64>(),
        ) {
            let answer = accepted(&answer, &["b"]);
            let gathered = Pool::new(pool.iter().map(String::as_str));
            let chosen = gathered.choose(&answer, n, &mut dice(seed));
            prop_assert_eq!(&chosen, &gathered.choose(&answer, n, &mut dice(seed)));
            for one in chosen.iter().flatten() {
                prop_assert!(answer.texts().all(|right| folded(right) != folded(one)));
                prop_assert!(pool.contains(one));
            }
        }
    }
}
