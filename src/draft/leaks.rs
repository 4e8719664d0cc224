//! Whether an answer can be read elsewhere in its sentence.

use super::Candidate;
use super::candidates::Sort;
use super::mending::initials_behind;
use super::tags::Tag;
use super::text::Text;
use super::tokens::Token;
use super::words::{is_figure, same_stem};

/// Whether something else in the sentence tells the answer: itself, a word of the same stem, its
/// initials or what they stand for.
pub(super) fn leaks(text: &Text, it: &Candidate) -> bool {
    let sentence = &text.sentences[it.sentence];
    let tokens = &sentence.tokens;
    // Initials right behind the gap are taken out of the prompt.
    let behind = initials_behind(tokens, it).map_or(it.tokens.end, |range| range.end);
    let short = tokens[it.tokens.end..behind].get(1).map(|it| &*it.lower);
    let outside = || tokens[..it.tokens.start].iter().chain(&tokens[behind..]);
    if short.is_some_and(|short| outside().any(|it| it.lower == short)) {
        return true;
    }
    let span = super::text::bytes(sentence, &it.tokens);
    let block = &text.reading.blocks[sentence.block].text;
    let rest = [&block[sentence.range.start..span.start], &block[span.end..sentence.range.end]];
    let answer = it.answer.to_lowercase();
    if rest.iter().any(|rest| rest.to_lowercase().contains(&answer))
        || it.sort.word().contains(&answer)
    {
        return true;
    }
    // Of two amounts in millions neither tells the other.
    let is_number = matches!(it.sort, Sort::Number | Sort::Date);
    let content = |it: &&Token| {
        it.tag != Tag::Sign
            && it.tag != Tag::Determiner
            && !is_small(&it.lower)
            && (!is_number || is_figure(&it.lower))
    };
    for inner in tokens[it.tokens.clone()].iter().filter(content) {
        for outer in outside().filter(content) {
            if same_stem(&inner.lower, &outer.lower) {
                return true;
            }
        }
    }
    let initials = |tokens: &[Token]| -> String {
        tokens.iter().filter(|it| it.capital).filter_map(|it| it.lower.chars().next()).collect()
    };
    let own = initials(&tokens[it.tokens.clone()]);
    let bare = |word: &str| word.replace('.', "");
    if own.chars().count() > 1 && outside().any(|outer| bare(&outer.lower) == own) {
        return true;
    }
    let answer = bare(&answer);
    let is_acronym = it.answer.chars().count() > 1
        && it.answer.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && it.answer.contains(char::is_alphabetic);
    is_acronym && {
        let all: String =
            initials(&tokens[..it.tokens.start]) + "\0" + &initials(&tokens[it.tokens.end..]);
        all.contains(&*answer)
    }
}

fn is_small(word: &str) -> bool {
    matches!(word, "of" | "in" | "for" | "and" | "on" | "at" | "to" | "by" | "'s" | "\u{2019}s")
}
