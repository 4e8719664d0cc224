//! Why nothing is made of a sentence: what would leave a learner guessing, whatever was asked of it. Each reason is a
//! few words for people.

use super::cast::Cast;
use super::reworded::is_finite;
use super::standing::{pointing, still_points};
use super::tags::Tag;
use super::text::{MAX_TOKENS, Sentence, Text};
use super::tokens::Token;
use super::words::same_stem;
use super::{reading::ends_as_a_sentence, references, topic};
use crate::text::escape::is_harmful;

/// The fewest and the most words of a sentence.
const WORDS: std::ops::RangeInclusive<usize> = 6..=55;

const POINTING: &[&str] = &[
    "he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those", "there", "here",
    "such", "his", "her", "its", "their", "him", "them", "another", "all", "most", "some", "many",
    "several", "others", "both", "each", "one", "few", "neither", "either", "any", "none", "which",
    "whose",
];

const CONNECTING: &[&str] = &[
    "however",
    "but",
    "and",
    "so",
    "therefore",
    "thus",
    "moreover",
    "furthermore",
    "also",
    "then",
    "meanwhile",
    "instead",
    "nevertheless",
    "nonetheless",
    "otherwise",
    "hence",
    "or",
    "yet",
    "still",
    "secondly",
    "thirdly",
    "finally",
    "lastly",
    "similarly",
    "likewise",
    "conversely",
    "additionally",
    "consequently",
    "besides",
    "elsewhere",
    "afterwards",
    "afterward",
    "later",
    "soon",
    "subsequently",
    "because",
    "importantly",
];

/// Words at the beginning that a sentence can do without.
const LOOSE: &[&str] = &[
    "but",
    "and",
    "however",
    "moreover",
    "furthermore",
    "additionally",
    "meanwhile",
    "nevertheless",
    "nonetheless",
    "indeed",
    "overall",
    "separately",
    "yet",
];

/// The same for several words before a comma.
const LOOSE_PHRASES: [&[&str]; 9] = [
    &["to", "put", "that", "in", "perspective"],
    &["in", "fact"],
    &["for", "example"],
    &["for", "instance"],
    &["of", "course"],
    &["in", "addition"],
    &["in", "other", "words"],
    &["after", "all"],
    &["by", "the", "way"],
];

/// How many tokens at the beginning only join the sentence to the one before: `But`, `However,`, `For example,`.
pub(super) fn n_loose(tokens: &[Token]) -> usize {
    let is_phrase = |phrase: &&&[&str]| {
        let begins = tokens.iter().zip(**phrase).all(|(it, word)| it.lower == *word);
        begins && tokens.get(phrase.len()).is_some_and(|it| it.lower == ",")
    };
    if let Some(phrase) = LOOSE_PHRASES.iter().find(is_phrase) {
        return phrase.len() + 1;
    }
    match tokens {
        [word, comma, ..] if LOOSE.contains(&&*word.lower) => 1 + usize::from(comma.lower == ","),
        [word, comma, ..] if (is_comment(word) || is_in_row(word)) && comma.lower == "," => 2,
        _ => 0,
    }
}

/// Whether a word at the beginning, before a comma, only says where in a row its sentence stands.
fn is_in_row(word: &Token) -> bool {
    matches!(
        &*word.lower,
        "first" | "second" | "third" | "earlier" | "finally" | "also" | "lastly" | "still"
    )
}

/// Whether a word at the beginning, before a comma, only says what the author thinks of it: `Bizarrely,`.
pub(super) fn is_comment(word: &Token) -> bool {
    matches!(
        &*word.lower,
        "bizarrely"
            | "curiously"
            | "interestingly"
            | "surprisingly"
            | "unsurprisingly"
            | "ironically"
            | "remarkably"
            | "sadly"
            | "unfortunately"
            | "fortunately"
            | "oddly"
            | "strangely"
            | "notably"
            | "crucially"
            | "incredibly"
            | "amazingly"
            | "luckily"
            | "tragically"
            | "actually"
            | "certainly"
            | "clearly"
            | "naturally"
    )
}

const OPENINGS: &[&str] = &[
    "in addition",
    "as a result",
    "for example",
    "for instance",
    "in contrast",
    "in other words",
    "by contrast",
    "on the other",
    "in this",
    "in these",
    "in the same",
    "at this",
    "at the same time",
    "for this",
    "as such",
    "in fact",
    "as well",
    "for his",
    "for her",
    "first of all",
    "most importantly",
    "at that",
    "after this",
    "after that",
    "in that",
    "by this",
    "in retaliation",
    "in response",
    "in return",
    "in turn",
    "in all",
    "in the end",
    "in both",
    "in either case",
    "by then",
    "by that",
    "until then",
    "since then",
    "at first",
    "at one point",
    "of course",
    "even so",
    "even then",
    "even this",
    "even that",
    "along with",
    "along the way",
    "the same",
    "the other ",
    "as reported",
    "as mentioned",
    "on top of",
    "that said",
    "by comparison",
];

const PERSONS: &[&str] =
    &["i", "we", "my", "our", "you", "your", "me", "us", "ours", "mine", "ourselves", "myself"];

/// Why nothing is made of a sentence; `None` where something may be. `english` is whether the rules of
/// English hold, `titled` whether the title is shown before it.
pub(super) fn of_sentence(
    text: &Text,
    sentence: &Sentence,
    cast: &Cast,
    english: bool,
    titled: bool,
) -> Option<&'static str> {
    let form = of_form(text, sentence);
    if form.is_some() || !english {
        return form;
    }
    let (lead, whole) = (sentence.lead, text.sentence(sentence));
    let bare = whole.trim_end_matches(['.', '\u{2026}', '"', '\u{201d}', ' ']);
    if whole.contains('[') || bare.contains("..") || bare.contains('\u{2026}') {
        return Some("an editor's words stand in it, or something is left out");
    }
    // Who is meant may stand in what a rewording leaves out.
    let original = &text.sentences[sentence.asked].tokens;
    if lead == 0 && !titled && references::calls_by_last_name(original, cast) {
        return Some("it calls a person by a name that others have, too");
    }
    if sentence.bound && !titled {
        return Some("it tells a time by the day of the article: `today`, `last year`, `ago`");
    }
    let n_loose = n_loose(&sentence.tokens);
    let tokens = &sentence.tokens[n_loose..];
    let words: Vec<&Token> = tokens.iter().filter(|it| it.tag != Tag::Sign).collect();
    let first = words.first().map_or("", |it| &*it.lower);
    if matches!(
        first,
        "read"
            | "see"
            | "check"
            | "learn"
            | "visit"
            | "watch"
            | "follow"
            | "click"
            | "subscribe"
            | "sign"
            | "contact"
            | "share"
    ) {
        return Some("it asks readers to do something");
    }
    let is_told = lead == 0 && cast.subject(sentence.asked).is_some();
    // "They're"
    let bare_first = first.split(['\'', '\u{2019}']).next().unwrap_or_default();
    if POINTING.contains(&bare_first) && !is_told && !names_its_own(&words) {
        return Some("it begins with a word that points to a sentence before");
    }
    let opening = words.iter().take(5).map(|it| &*it.lower).collect::<Vec<_>>().join(" ");
    if CONNECTING.contains(&first) || OPENINGS.iter().any(|it| opening.starts_with(it)) {
        return Some("it begins with a word that goes on from a sentence before");
    }
    if is_half(tokens) {
        return Some("it is no whole sentence");
    }
    if first == "if" {
        return Some("it only supposes something");
    }
    // What was said is cut off: "Vale said, adding that"
    let adds = |three: &[Token]| three[0].lower == "said" && three[2].lower == "adding";
    if tokens.windows(3).take(6).any(adds) {
        return Some("it goes on from what stands before");
    }
    if lead > 0 && !goes_back(&sentence.tokens, lead) {
        return Some("the sentence before it does not help");
    }
    let is_known = |noun: &str| titled && topic::is_known(text, noun);
    let dated = titled && text.reading.day.is_some();
    if let Some(reason) = pointing(tokens, lead.saturating_sub(n_loose), titled, dated, &is_known)
        .or_else(|| references::lacking(whole, tokens, cast))
    {
        return Some(reason);
    }
    if lead == 0 && still_points(original, tokens, &is_known) {
        return Some("it points to what stands before: `this`, `these` or `those`");
    }
    // "I'm", "we've"
    let bare =
        |it: &Token| it.lower.split(['\'', '\u{2019}']).next().unwrap_or_default().to_owned();
    if words
        .iter()
        .map(|it| (bare(it), it.capital))
        .any(|(word, capital)| PERSONS.contains(&&*word) && (word != "i" || capital))
        && !words.iter().any(|it| it.lower == "us" && it.capital)
    {
        return Some("it speaks of I, we or you");
    }
    let own = &sentence.tokens[lead..];
    if denial(own).is_some_and(|at| clause_of(own, at) == 0) {
        return Some("it denies something");
    }
    if words.iter().any(|it| matches!(&*it.lower, "respectively" | "aforementioned" | "else"))
        || words.windows(2).any(|two| {
            // "the former is", but not "the former president".
            let names_it = matches!(two[1].tag, Tag::Noun | Tag::Name | Tag::Adjective);
            matches!(&*two[0].lower, "former" | "latter") && !names_it
                || matches!(
                    (&*two[0].lower, &*two[1].lower),
                    ("in", "particular" | "turn")
                        | ("by", "contrast" | "comparison")
                        | ("for", "example" | "instance")
                )
        })
    {
        return Some("it points to what stands before");
    }
    None
}

/// The same for what any language shows: its length, its signs, and how it ends.
fn of_form(text: &Text, sentence: &Sentence) -> Option<&'static str> {
    let whole = text.sentence(sentence);
    let n_words = sentence.tokens[sentence.lead..].iter().filter(|it| it.tag != Tag::Sign).count();
    if sentence.tokens.len() > MAX_TOKENS || n_words > *WORDS.end() {
        return Some("it is too long");
    }
    if references::is_reference(whole) {
        return Some("it is an entry of a list of references");
    }
    if !ends_as_a_sentence(whole) {
        return Some("it does not end as a sentence: a heading, a caption or a list");
    }
    if is_credited(text, sentence) || is_credited(text, &text.sentences[sentence.asked]) {
        return Some("it is a caption: a credit stands behind it");
    }
    if n_words < *WORDS.start() {
        return Some("it is too short");
    }
    if whole.contains(['{', '}', '|', '<', '>', '\u{fffd}'])
        || whole.contains(is_harmful)
        || whole.contains("__")
    {
        return Some("it holds code or signs that no card can");
    }
    if whole.contains("::") || whole.contains("://") || whole.contains('@') || whole.contains('=') {
        return Some("it holds an address or a formula");
    }
    let lower = whole.to_lowercase();
    if ["(right)", "(left)", "(centre)", "(center)", "(pictured)"]
        .iter()
        .any(|it| lower.contains(it))
    {
        return Some("it is a caption: it tells what a picture shows");
    }
    // "(24.02.2017) The port ..."
    if whole.starts_with('(') && whole[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return Some("it is the teaser of another article");
    }
    if is_spoken(&sentence.tokens) {
        return Some("it is what somebody says in an interview");
    }
    if whole.contains(';') {
        return Some("it is two sentences or a list");
    }
    if is_result(&sentence.tokens) {
        return Some("it is an entry of a list of results");
    }
    if whole.starts_with(['"', '\u{201c}']) && sentence.lead == 0 {
        return Some("it begins with what somebody said");
    }
    if sentence.tokens.iter().any(|it| MARKETS.contains(&&*it.lower)) {
        return Some("it tells the prices of a day");
    }
    if whole.contains(['?', '\u{bf}']) {
        return Some("it is a question");
    }
    let count = |sign: char| whole.matches(sign).count();
    let straight = count('"') % 2 == 1;
    if straight
        || count('\u{201c}') != count('\u{201d}')
        || count('(') != count(')')
        || count('\u{ab}') != count('\u{bb}')
    {
        return Some("a quotation or a parenthesis is cut off");
    }
    None
}

/// Indexes and prices that the news of each day tells.
const MARKETS: [&str; 12] = [
    "nikkei", "dow", "dax", "cac", "ftse", "nasdaq", "s&p", "vix", "kospi", "barrel", "stocks",
    "stoxx",
];

/// `Varne 5, Callum 1: Ann Lee scored`.
fn is_result(tokens: &[Token]) -> bool {
    let n = tokens.iter().position(|it| it.lower == ":").unwrap_or(0);
    let scores = tokens[..n].iter().filter(|it| it.tag == Tag::Number).count();
    n < 10 && scores == 2 && tokens[..n].iter().any(|it| it.lower == ",")
}

/// `Ann Lee: That was in Varne.`
fn is_spoken(tokens: &[Token]) -> bool {
    let n = tokens.iter().take_while(|it| it.tag == Tag::Name).count();
    (2..=3).contains(&n) && tokens.get(n).is_some_and(|it| it.lower == ":")
}

/// `While most sell sand, builders of stone.`: the clause that the first one leans on has no verb; or of `either` the
/// `or` is cut off.
fn is_half(tokens: &[Token]) -> bool {
    let has = |word: &str| tokens.iter().any(|it| it.lower == word);
    if has("either") && !has("or") {
        return true;
    }
    let leans = tokens.first().is_some_and(|it| {
        matches!(&*it.lower, "while" | "although" | "though" | "whereas" | "because")
    });
    let comma = tokens.iter().position(|it| it.lower == ",");
    leans && comma.is_some_and(|comma| !(comma..tokens.len()).any(|at| is_finite(tokens, at)))
}

/// Whether the second of two sentences points back to the first: by a pronoun, or by `the` and a word of it. What
/// only goes on, as `Also` and `Then` do, is not explained by it.
fn goes_back(tokens: &[Token], lead: usize) -> bool {
    let (before, own) = tokens.split_at(lead);
    if own.first().is_some_and(|it| matches!(&*it.lower, "also" | "then" | "later" | "soon")) {
        return false;
    }
    let is_told = |noun: &Token| {
        before.iter().any(|it| it.tag != Tag::Sign && same_stem(&it.lower, &noun.lower))
    };
    own.iter().enumerate().any(|(at, it)| match &*it.lower {
        "he" | "she" | "it" | "they" | "his" | "her" | "its" | "their" | "him" | "them"
        | "this" | "these" | "those" | "that" => true,
        "the" => own[at + 1..].iter().take(4).any(|it| it.tag == Tag::Noun && is_told(it)),
        _ => false,
    })
}

/// Whether capitals without a full stop end the paragraph, as credits end captions: `A ferry in a storm. AP`
fn is_credited(text: &Text, sentence: &Sentence) -> bool {
    let rest = text.reading.blocks[sentence.block].text[sentence.range.end..].trim();
    rest.len() > 1
        && rest.split(' ').count() <= 4
        && rest.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '/' | '&' | '-'))
}

/// Whether a sentence begins with what only sounds as if it pointed back: `Most Australians`, `All four members`,
/// `There are`.
fn names_its_own(words: &[&Token]) -> bool {
    let [first, second, ..] = words else { return false };
    let is_noun = matches!(second.tag, Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number);
    match &*first.lower {
        // "All three places", but not "All three members of the council"
        "all" if second.tag == Tag::Number => words.get(3).is_some_and(|it| it.lower == "of"),
        "most" | "some" | "many" | "several" | "all" | "each" | "few" => is_noun,
        "there" => matches!(&*second.lower, "is" | "are" | "was" | "were"),
        _ => false,
    }
}

/// Where a sentence denies something.
pub(super) fn denial(tokens: &[Token]) -> Option<usize> {
    tokens.iter().position(|it| {
        matches!(&*it.lower, "not" | "never" | "no" | "nor" | "neither" | "cannot")
            || it.lower.ends_with("n't")
            || it.lower.ends_with("n\u{2019}t")
    })
}

/// In which clause a token stands: 0 up to the first `who`, `which` or `but`, else where the last of them stands.
pub(super) fn clause_of(tokens: &[Token], at: usize) -> usize {
    let begins = |at: usize| match &*tokens[at].lower {
        "who" | "which" | "whose" | "where" => true,
        "but" | "although" | "though" | "because" | "while" => at > 0,
        _ => false,
    };
    (0..at).rev().find(|at| begins(*at)).map_or(0, |at| at + 1)
}
