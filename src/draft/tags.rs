//! Parts of speech: Brill's tagger with the tables of the crate `harper-brill`, and a few rules that
//! mend what it gets wrong in print, above all names, which it knows in small letters only.

use harper_brill::{BrillTagger, FreqDict, Tagger, UPOS};

use super::tokens::Token;

/// A part of speech, as far as cards need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tag {
    Adjective,
    Preposition,
    Adverb,
    Auxiliary,
    Conjunction,
    Determiner,
    Noun,
    Number,
    Pronoun,
    Name,
    Sign,
    Verb,
    Other,
}

impl Tag {
    fn of(tag: UPOS) -> Tag {
        match tag {
            UPOS::ADJ => Tag::Adjective,
            UPOS::ADP => Tag::Preposition,
            UPOS::ADV => Tag::Adverb,
            UPOS::AUX => Tag::Auxiliary,
            UPOS::CCONJ | UPOS::SCONJ => Tag::Conjunction,
            UPOS::DET => Tag::Determiner,
            UPOS::NOUN => Tag::Noun,
            UPOS::NUM => Tag::Number,
            UPOS::PRON => Tag::Pronoun,
            UPOS::PROPN => Tag::Name,
            UPOS::PUNCT | UPOS::SYM => Tag::Sign,
            UPOS::VERB => Tag::Verb,
            UPOS::INTJ | UPOS::PART => Tag::Other,
        }
    }
}

/// Words for numbers.
pub(super) const NUMBER_WORDS: [&str; 33] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
];

/// Tags sentences.
pub(super) struct Speech(std::sync::Arc<BrillTagger<FreqDict>>);

impl Speech {
    pub(super) fn new() -> Speech {
        Speech(harper_brill::brill_tagger())
    }

    /// Writes its part of speech into each token of a sentence of this text.
    pub(super) fn tag(&self, text: &str, tokens: &mut [Token]) {
        let words: Vec<String> = tokens.iter().map(|token| token.lower.clone()).collect();
        let found = self.0.tag_sentence(&words);
        let first = tokens.iter().position(|token| token.lower.starts_with(char::is_alphanumeric));
        // In a heading or a shout every word has a capital, which then tells nothing.
        let n_words = tokens.iter().filter(|it| it.lower.starts_with(char::is_alphabetic)).count();
        let shouts = tokens.iter().filter(|token| token.capital).count() * 10 > n_words * 8;
        for (idx, token) in tokens.iter_mut().enumerate() {
            let tag = found.get(idx).copied().flatten();
            let word = &text[token.range.clone()];
            token.rare = tag.is_none() && word.starts_with(char::is_alphabetic);
            let is_inside = Some(idx) != first && !shouts;
            token.tag = mended(tag.map(Tag::of), word, token, is_inside);
        }
        for idx in 1..tokens.len().saturating_sub(1) {
            // "the United States of America": a noun with a capital between names.
            let between = tokens[idx - 1].tag == Tag::Name && tokens[idx + 1].tag == Tag::Name;
            if between && tokens[idx].capital && tokens[idx].tag != Tag::Sign {
                tokens[idx].tag = Tag::Name;
            }
        }
        // A sentence's first word is a name where it is rare, or a name follows it that it belongs to.
        if let Some(idx) = first
            && tokens[idx].capital
            && (matches!(tokens[idx].tag, Tag::Noun | Tag::Adjective)
                || tokens[idx].tag == Tag::Verb && tokens[idx].rare)
            && tokens.get(idx + 1).is_some_and(|next| next.tag == Tag::Name)
        {
            tokens[idx].tag = Tag::Name;
        }
    }
}

fn mended(tag: Option<Tag>, word: &str, token: &Token, is_inside: bool) -> Tag {
    let lower = &*token.lower;
    if !word.contains(char::is_alphanumeric) {
        return Tag::Sign;
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|end| lower.ends_with(end));
        return if ordinal { Tag::Adjective } else { Tag::Number };
    }
    if matches!(lower, "'s" | "\u{2019}s") {
        return Tag::Other;
    }
    // "Washington-based" says of a name where it is at home.
    if ["-based", "-born", "-led", "-owned", "-backed", "-listed", "-bound"]
        .iter()
        .any(|it| lower.ends_with(it))
    {
        return Tag::Adjective;
    }
    // "al-Bashir" goes on with a name as its last part does.
    let is_joined = |(particle, rest): (&str, &str)| {
        matches!(particle, "al" | "el" | "ul" | "ash" | "ad" | "as" | "d" | "bin")
            && rest.starts_with(char::is_uppercase)
    };
    if word.split_once(['-', '\u{2010}', '\u{2011}']).is_some_and(is_joined) {
        return Tag::Name;
    }
    let is_number = is_number(lower);
    if is_number && (!token.capital || !is_inside) {
        return Tag::Number;
    }
    if token.capital && is_inside {
        // Function words keep their part even in a title; the rest are names.
        return match tag {
            Some(
                tag @ (Tag::Determiner
                | Tag::Pronoun
                | Tag::Preposition
                | Tag::Conjunction
                | Tag::Auxiliary),
            ) if lower != "us" && word.chars().skip(1).all(char::is_lowercase) => tag,
            _ => Tag::Name,
        };
    }
    match tag {
        Some(Tag::Name) if !token.capital => Tag::Noun,
        Some(Tag::Noun)
            if token.capital && word.chars().filter(|c| c.is_uppercase()).count() > 1 =>
        {
            Tag::Name
        }
        Some(tag) => tag,
        None if token.capital => Tag::Name,
        None => by_ending(lower),
    }
}

/// Whether a word in small letters is a number: `six`, `twenty-one`, but not the `one-two` of boxers.
pub(super) fn is_number(word: &str) -> bool {
    match word.split_once('-') {
        None => NUMBER_WORDS.contains(&word),
        Some((tens, ones)) => {
            NUMBER_WORDS[19..27].contains(&tens) && NUMBER_WORDS[..9].contains(&ones)
                || NUMBER_WORDS[27..].contains(&ones) && NUMBER_WORDS[..27].contains(&tens)
        }
    }
}

/// The likeliest part of speech of an unknown word in small letters.
fn by_ending(word: &str) -> Tag {
    let ends = |endings: &[&str]| endings.iter().any(|end| word.ends_with(end));
    if ends(&["ly"]) {
        Tag::Adverb
    } else if ends(&["ed", "ing", "ize", "ise", "ized", "ised"]) {
        Tag::Verb
    } else if ends(&[
        "al", "ic", "ous", "ive", "able", "ible", "ful", "less", "ary", "ish", "ese", "ian",
    ]) || word.contains('-')
    {
        Tag::Adjective
    } else {
        Tag::Noun
    }
}
