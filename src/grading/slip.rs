//! What counts as a slip of the hand: few letters off, in alphabetic scripts, and never into
//! another meaning.

use unicode_segmentation::UnicodeSegmentation;

use super::Context;
use crate::text::fold::{composed, decomposed, without_accents};

/// How a response differs from an accepted text by a slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// Only in accents.
    Accent,
    /// By this many letters.
    Spelling(usize),
}

/// Beginnings and endings that turn a word into another one: where the two texts differ by one of
/// these pairs it is no slip.
const OPPOSED: &[(&str, &str)] = &[
    ("aff", "eff"),
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("intro", "intra"),
    ("pre", "post"),
    ("pre", "pro"),
    ("endo", "exo"),
    ("ecto", "endo"),
    ("ab", "ad"),
    ("macro", "micro"),
    ("ante", "anti"),
    ("super", "sub"),
    ("supra", "infra"),
    ("homo", "hetero"),
    ("in", "ex"),
    ("im", "em"),
    ("under", "over"),
    ("uni", "bi"),
    ("di", "tri"),
    ("mono", "poly"),
    ("peri", "para"),
    ("iso", "aniso"),
    ("im", "ex"),
    ("in", "de"),
    ("re", "de"),
    ("asc", "desc"),
    ("max", "min"),
    ("zu", "ab"),
    ("an", "ab"),
    ("an", "aus"),
    ("ein", "aus"),
    ("vor", "nach"),
    ("ober", "unter"),
    ("hin", "her"),
    ("ver", "er"),
];

/// Parts of words that are easily confused and mean something else: where one stands for the other
/// it is no slip. Whole words among them are names and terms that differ by a letter or two.
const CONFUSED: &[(&str, &str)] = &[
    ("milli", "billi"),
    ("billi", "trilli"),
    ("eight", "eighty"),
    ("eight", "eighth"),
    ("father", "mother"),
    ("brother", "mother"),
    ("padre", "madre"),
    ("père", "mère"),
    ("pere", "mere"),
    ("dessus", "dessous"),
    ("iceland", "ireland"),
    ("zambia", "gambia"),
    ("niger", "nigeria"),
    ("austria", "australia"),
    ("cesium", "cerium"),
    ("caesium", "cerium"),
    ("phag", "phas"),
    ("carp", "tars"),
    ("kal", "calc"),
    ("ileum", "ilium"),
    ("ileac", "iliac"),
    ("perine", "perone"),
    ("medial", "median"),
    ("prostate", "prostrate"),
    ("palpation", "palpitation"),
    ("otomy", "ostomy"),
    ("gram", "graph"),
    ("tropic", "trophic"),
    ("phil", "phob"),
    ("vect", "duct"),
    ("mito", "meio"),
    ("fission", "fusion"),
    ("stationary", "stationery"),
    ("principal", "principle"),
    ("complement", "compliment"),
    ("adapt", "adopt"),
    ("mucus", "mucous"),
    ("thymine", "thiamine"),
];

/// Endings of one family: another member of it is another word.
const ENDINGS: &[&[&str]] = &[
    &["ate", "ite", "ide", "ine", "ane", "ene", "yne", "ase", "ose", "ol", "al", "one"],
    &["ic", "ous"],
    &["um", "us", "a"],
    &["er", "ee"],
    &["or", "ee"],
    &["th", "ty", "teen"],
    &["ism", "ist"],
];

/// Beginnings that negate.
const NEGATIONS: &[&str] = &["un", "in", "im", "il", "ir", "non", "dis", "a", "an", "anti", "de"];

/// Words that negate, in the languages of the articles and some more.
const NOT: &[&str] = &[
    "not", "no", "never", "without", "nicht", "kein", "keine", "nie", "ohne", "ne", "pas",
    "jamais", "sans", "sin", "nunca", "non", "mai", "senza", "não", "nao", "sem", "niet", "geen",
    "inte", "ikke", "не", "без", "δεν", "μη",
];

/// How many letters may be off in a text, or in one word of it, of so many letters.
fn allowance(n_letters: usize) -> usize {
    match n_letters {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}

/// Whether a folded response is a slip of a folded accepted text. A missing accent is not one of the letters that may be
/// off, unless accents count.
pub(super) fn slip(given: &str, accepted: &str, context: &Context<'_>) -> Option<Slip> {
    let (plain_given, plain_accepted) = (without_accents(given), without_accents(accepted));
    if is_tonal(accepted, context.language) && plain_given == plain_accepted {
        return only_left_out(given, accepted).then_some(Slip::Accent);
    }
    if plain_given == plain_accepted || same_but_for_digraphs(given, accepted) {
        return Some(Slip::Accent);
    }
    let (near_given, near_accepted) =
        if context.strict.accents || is_tonal(accepted, context.language) {
            (given, accepted)
        } else {
            (&*plain_given, &*plain_accepted)
        };
    let allowance = allowance(accepted.graphemes(true).count());
    let n_more = near_given.chars().count().abs_diff(near_accepted.chars().count());
    // What costs least is looked at first.
    let may_be = n_more <= allowance
        && alphabetic(given)
        && alphabetic(accepted)
        && digits(given) == digits(accepted)
        && signs(given) == signs(accepted)
        && same_negations(given, accepted);
    if !may_be {
        return None;
    }
    let distance = strsim::osa_distance(near_given, near_accepted);
    (distance <= allowance && !another_word(near_given, near_accepted, context.teaches_language))
        .then_some(Slip::Spelling(distance))
}

/// Whether a response differs only in umlauts and the like that are written with two letters: `Maedchen`.
pub(super) fn same_but_for_digraphs(given: &str, accepted: &str) -> bool {
    let mut given = given.chars().peekable();
    for letter in accepted.chars() {
        let pair = match letter {
            'ä' | 'æ' => "ae",
            'ö' | 'ø' | 'œ' => "oe",
            'ü' => "ue",
            'å' => "aa",
            _ => "",
        };
        match given.next() {
            Some(found) if found == letter => {}
            Some(found) if pair.starts_with(found) => {
                if given.next() != pair.chars().nth(1) {
                    return false;
                }
            }
            _ => return false,
        }
    }
    given.next().is_none()
}

/// Whether accents make other words here, as the tones of Vietnamese do.
fn is_tonal(accepted: &str, language: &str) -> bool {
    let is_vietnamese = |c: char| matches!(c, '\u{1EA0}'..='\u{1EF9}' | 'ơ' | 'ư');
    super::articles::primary(language) == "vi" || accepted.contains(is_vietnamese)
}

/// Whether accents were left out, and none was put in or taken for another: each letter with all of them, without its
/// tone, or plain.
fn only_left_out(given: &str, accepted: &str) -> bool {
    let is_tone = |c: &char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    given.chars().count() == accepted.chars().count()
        && given.chars().zip(accepted.chars()).all(|(typed, wanted)| {
            let (typed, wanted) = (typed.to_string(), wanted.to_string());
            let level: String = decomposed(&wanted).chars().filter(|c| !is_tone(c)).collect();
            typed == wanted || typed == composed(&level) || typed == without_accents(&wanted)
        })
}

/// No ideographs, kana, Hangul or Thai, where one sign is a word's worth.
fn alphabetic(text: &str) -> bool {
    !text.chars().any(|c| {
        matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
            | '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{9FFF}' | '\u{A960}'..='\u{A97F}'
            | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
    })
}

/// The digits with the marks between them: `1.000` is not `1000`.
fn digits(text: &str) -> String {
    let mut digits = String::new();
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = before.is_numeric() && chars.peek().is_some_and(|c| c.is_numeric());
        if c.is_numeric() || inside && !c.is_alphabetic() {
            digits.push(c);
        }
        before = c;
    }
    digits
}

/// Signs that mean something by themselves, as in `C++` or `f(x)`.
fn signs(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '-' | '\'' | ',' | '.' | '"')
        })
        .filter(|c| !is_mark(*c))
        .collect()
}

/// Accents that combine, and the vowel signs of scripts that write them as marks.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05C7}' | '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}' | '\u{0900}'..='\u{0DFF}')
}

fn same_negations(given: &str, accepted: &str) -> bool {
    let count = |text: &str| text.split(' ').filter(|word| NOT.contains(word)).count();
    count(given) == count(accepted)
}

/// Whether some word of the response is another word than its counterpart.
fn another_word(given: &str, accepted: &str, teaches_language: bool) -> bool {
    let (given, accepted): (Vec<_>, Vec<_>) =
        (given.split(' ').collect(), accepted.split(' ').collect());
    if given.len() != accepted.len() {
        // A space too many or too few, or a word left out: only the first is a slip.
        let letters = |words: &[&str]| words.concat().replace(['-', '\''], "");
        return letters(&given) != letters(&accepted);
    }
    given.iter().zip(&accepted).any(|(given, accepted)| {
        given != accepted
            && (too_far(given, accepted)
                || opposed(given, accepted)
                || confused(given, accepted)
                || other_ending(given, accepted)
                || negated(given, accepted)
                || negated(accepted, given)
                || (teaches_language && inflected(given, accepted)))
    })
}

/// A short word, a numeral, or more letters off than a word of its length may have. In a longer
/// text a word of four letters may have one: it does not stand alone.
fn too_far(given: &str, accepted: &str) -> bool {
    let n_letters = accepted.graphemes(true).count();
    let allowed = if n_letters == 4 { 1 } else { allowance(n_letters) };
    strsim::osa_distance(given, accepted) > allowed || roman(given) && roman(accepted)
}

fn roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "ivxlcdm".contains(c))
}

fn confused(given: &str, accepted: &str) -> bool {
    let swapped = |from: &str, to: &str| {
        given.match_indices(from).any(|(at, _)| {
            let rest = &given[at + from.len()..];
            accepted.strip_prefix(&given[..at]).and_then(|it| it.strip_prefix(to)) == Some(rest)
        })
    };
    CONFUSED.iter().any(|(one, other)| swapped(one, other) || swapped(other, one))
}

fn opposed(given: &str, accepted: &str) -> bool {
    let swapped = |from: &str, to: &str| {
        given.strip_prefix(from).is_some() && accepted.strip_prefix(to).is_some()
    };
    OPPOSED.iter().any(|(one, other)| swapped(one, other) || swapped(other, one))
}

fn other_ending(given: &str, accepted: &str) -> bool {
    let stem_and_ending = |family: &&[&str], word: &str| {
        family
            .iter()
            .filter(|ending| word.len() > ending.len() + 2)
            .find_map(|ending| word.strip_suffix(*ending).map(|_| (*ending).to_owned()))
    };
    ENDINGS.iter().any(|family| {
        match (stem_and_ending(family, given), stem_and_ending(family, accepted)) {
            (Some(one), Some(other)) => one != other,
            _ => false,
        }
    })
}

fn negated(longer: &str, shorter: &str) -> bool {
    NEGATIONS.iter().any(|prefix| longer.strip_prefix(prefix) == Some(shorter))
}

/// Whether two words differ only behind a common beginning of three letters or more: an ending
/// that carries number, case or person.
fn inflected(given: &str, accepted: &str) -> bool {
    let common = given.chars().zip(accepted.chars()).take_while(|(a, b)| a == b).count();
    let rest = |word: &str| word.chars().count() - common;
    common >= 3 && rest(given) <= 2 && rest(accepted) <= 2
}
