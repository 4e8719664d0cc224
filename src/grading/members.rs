//! A typed list or the texts of several gaps, taken apart: at semicolons, lines and numbers, else at whatever
//! stands between parts that match.

use std::ops::Range;

use super::sketch::Members;
use super::{Context, Verdict, articles};
use crate::deck::Accepted;

/// So many pieces at most are put together again to a name such as `Bosnia and Herzegovina`.
const MOST_JOINED: usize = 6;
/// So many words at most are looked through for members with nothing but spaces between them.
const MOST_WORDS: usize = 40;

/// The parts of a typed list of which `need` members are asked for.
pub(super) fn of_list(
    list: &[Accepted],
    need: usize,
    given: &str,
    context: &Context<'_>,
) -> Result<Vec<String>, String> {
    let members = Typed { members: Members::of(list, context), context };
    let parts = marked(given);
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if need < 2 {
        return Ok(parts);
    }
    match parts.as_slice() {
        [part] if !is_marked(given) => {
            let parts = members.apart(part).0;
            let is_one = matches!(parts.as_slice(), [one] if !members.has(one, true));
            if is_one { Err(one_part(need)) } else { Ok(parts) }
        }
        _ => Ok(parts
            .into_iter()
            .flat_map(|part| match members.apart(&part) {
                (finer, true) => finer,
                _ => vec![part],
            })
            .collect()),
    }
}

/// The texts of several gaps, in order; a gap that is left out stays empty.
pub(super) fn of_gaps(
    gaps: &[Accepted],
    given: &str,
    context: &Context<'_>,
) -> Result<Vec<String>, String> {
    if gaps.len() < 2 || is_marked(given) {
        return Ok(marked(given));
    }
    let pieces: Vec<String> =
        cut(given, context.language).into_iter().map(|piece| given[piece].to_owned()).collect();
    let fits = |(gap, piece): (&Accepted, &String)| {
        Members::of(std::slice::from_ref(gap), context).named(piece).next().is_some()
    };
    if pieces.len() == gaps.len() && gaps.iter().zip(&pieces).all(fits) {
        return Ok(pieces);
    }
    Err(one_part(gaps.len()))
}

fn one_part(need: usize) -> String {
    format!(
        "this was read as one part, and {need} are asked for: put ; between the parts, or after the only one you know"
    )
}

/// Whether it is plain where one part ends.
fn is_marked(given: &str) -> bool {
    given.contains([';', '；']) || given.trim().contains('\n') || numbered(given).is_some()
}

/// The parts between semicolons, lines and numbers.
fn marked(given: &str) -> Vec<String> {
    if let Some(parts) = numbered(given) {
        return parts;
    }
    let given = given.trim().trim_end_matches([';', '；']);
    let point = |part: &str| {
        let part = part.trim();
        let rest = part.strip_prefix(['-', '*', '•', '–']).filter(|rest| rest.starts_with(' '));
        rest.unwrap_or(part).trim().to_owned()
    };
    given.split([';', '；', '\n']).map(point).collect()
}

/// The parts of `1. red 2. yellow`.
fn numbered(given: &str) -> Option<Vec<String>> {
    let mut parts: Vec<String> = Vec::new();
    for word in given.split_whitespace() {
        let number = (parts.len() + 1).to_string();
        let rest = word.strip_prefix(&number).and_then(|rest| rest.strip_prefix(['.', ')']));
        match (rest.filter(|rest| !rest.starts_with(char::is_numeric)), parts.last_mut()) {
            (Some(rest), _) => parts.push(rest.to_owned()),
            (None, Some(part)) => {
                let space = if part.is_empty() { "" } else { " " };
                part.extend([space, word]);
            }
            (None, None) => return None,
        }
    }
    let bare = |part: String| part.trim_end_matches([',', ';', '；']).to_owned();
    (parts.len() > 1).then(|| parts.into_iter().map(bare).collect())
}

/// Takes what was typed apart by the members that a list has.
struct Typed<'a> {
    members: Members<'a>,
    context: &'a Context<'a>,
}

impl Typed<'_> {
    fn has(&self, text: &str, with_slips: bool) -> bool {
        self.members.named(text).any(|(_, verdict)| with_slips || verdict == Verdict::Right)
    }

    /// The parts of a text, the longest match first, and whether all of them are members.
    fn apart(&self, text: &str) -> (Vec<String>, bool) {
        if self.has(text, true) {
            return (vec![text.to_owned()], true);
        }
        let pieces = cut(text, self.context.language);
        let (mut parts, mut all, mut at) = (Vec::new(), true, 0);
        while at < pieces.len() {
            if let Some((part, next)) = self.longest(text, &pieces, at, true) {
                parts.push(part);
                at = next;
                continue;
            }
            let piece = &text[pieces[at].clone()];
            match self.between_spaces(piece) {
                Some(members) => parts.extend(members),
                None => {
                    all = false;
                    parts.push(piece.to_owned());
                }
            }
            at += 1;
        }
        (parts, all)
    }

    /// The longest member that begins at a piece, and the piece after it.
    fn longest(
        &self,
        text: &str,
        pieces: &[Range<usize>],
        at: usize,
        with_slips: bool,
    ) -> Option<(String, usize)> {
        let last = pieces.len().min(at + MOST_JOINED);
        (at..last).rev().find_map(|end| {
            let joined = &text[pieces[at].start..pieces[end].end];
            self.has(joined, with_slips).then(|| (joined.to_owned(), end + 1))
        })
    }

    /// Members with nothing but spaces between them, where all of a text is members.
    fn between_spaces(&self, text: &str) -> Option<Vec<String>> {
        let words = ranges(text);
        let (mut members, mut at) = (Vec::new(), 0);
        while at < words.len() && words.len() <= MOST_WORDS {
            let (member, next) = self.longest(text, &words, at, false)?;
            members.push(member);
            at = next;
        }
        (members.len() > 1).then_some(members)
    }
}

/// Where the words of a text stand.
fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut words = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let end = at + word.trim_end().len();
        if end > at {
            words.push(at..end);
        }
        at += word.len();
    }
    words
}

/// What stands between commas and other marks and the word `and`.
fn cut(text: &str, language: &str) -> Vec<Range<usize>> {
    let joins = joining(language);
    let is_joining = |word: &Range<usize>| {
        word.start > 0 && joins.contains(&text[word.clone()].to_lowercase().as_str())
    };
    let mut cuts: Vec<Range<usize>> = ranges(text).into_iter().filter(is_joining).collect();
    cuts.extend(
        text.char_indices()
            .filter(|(at, c)| is_mark(text, *at, *c))
            .map(|(at, c)| at..at + c.len_utf8()),
    );
    cuts.sort_by_key(|cut| cut.start);
    cuts.push(text.len()..text.len());
    let mut from = 0;
    let mut pieces = Vec::new();
    for cut in cuts {
        let piece = &text[from..cut.start];
        let start = from + (piece.len() - piece.trim_start().len());
        let end = start + piece.trim().len();
        if end > start {
            pieces.push(start..end);
        }
        from = cut.end;
    }
    pieces
}

/// Whether a character separates: not within a number, and no sign that belongs to a name, as in `C++`.
fn is_mark(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + c.len_utf8()..].chars().next();
    let (Some(before), Some(after)) = (before, after) else { return false };
    let in_number = before.is_numeric() && after.is_numeric();
    let between = |c: char| c.is_alphabetic() || c.is_whitespace() || c == ')';
    match c {
        ',' | '，' | '、' | '،' => !in_number,
        '/' | '+' | '·' | '•' | '&' | '|' => between(before) && between(after),
        _ => false,
    }
}

/// The words for `and` in a language; the English one is understood everywhere.
fn joining(language: &str) -> &'static [&'static str] {
    match articles::primary(language).as_str() {
        "de" => &["und", "sowie", "and"],
        "fr" => &["et", "and"],
        "es" => &["y", "e", "and"],
        "it" => &["e", "ed", "and"],
        "pt" => &["e", "and"],
        "nl" => &["en", "and"],
        "sv" => &["och", "and"],
        "da" | "no" | "nb" | "nn" => &["og", "and"],
        "pl" => &["i", "oraz", "and"],
        "cs" | "sk" => &["a", "and"],
        "ru" => &["и", "and"],
        "uk" => &["і", "й", "та", "and"],
        "hu" => &["és", "and"],
        "fi" => &["ja", "and"],
        "el" => &["και", "and"],
        "tr" => &["ve", "and"],
        "ro" => &["și", "and"],
        "ca" => &["i", "and"],
        _ => &["and"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::Lexicon;

    fn list(members: &[&str]) -> Vec<Accepted> {
        members
            .iter()
            .map(|texts| {
                let mut texts = texts.split(" = ").map(str::to_owned);
                let answer = texts.next().unwrap_or_default();
                Accepted { answer, accept: texts.collect(), reject: Vec::new() }
            })
            .collect()
    }

    fn read(members: &[&str], language: &str, given: &str) -> Result<Vec<String>, String> {
        let lexicon = Lexicon::default();
        let context = Context {
            language,
            teaches_language: false,
            strict: crate::deck::Strict::default(),
            lexicon: &lexicon,
            prompt: "",
        };
        of_list(&list(members), 2, given, &context)
    }

    #[track_caller]
    fn check(members: &[&str], language: &str, given: &str, expected: &[&str]) {
        let expected: Vec<String> = expected.iter().map(|part| (*part).to_owned()).collect();
        assert_eq!(read(members, language, given), Ok(expected), "{given}");
    }

    #[test]
    fn names_with_and_in_them_stay_whole_where_they_match() {
        let groups = ["Al-Nusra Front", "ISIS = Islamic State of Iraq and Syria"];
        check(&groups, "en", "Al-Nusra Front and ISIS", &["Al-Nusra Front", "ISIS"]);
        check(
            &groups,
            "en",
            "Islamic State of Iraq and Syria and Al-Nusra Front",
            &["Islamic State of Iraq and Syria", "Al-Nusra Front"],
        );
        check(&groups, "en", "Hamas and ISIS", &["Hamas", "ISIS"]);
        check(&groups, "en", "ISIS, and the Al-Nusra Front", &["ISIS", "the Al-Nusra Front"]);
    }

    #[test]
    fn whatever_stands_between_members_separates_them() {
        let colours = ["red", "yellow", "light blue", "C++"];
        for given in [
            "red; yellow",
            "red, yellow",
            "red yellow",
            "red/yellow",
            "red + yellow",
            "red · yellow",
            "red\nyellow",
            "1. red 2. yellow",
            "1) red, 2) yellow",
            "- red\n- yellow",
            "red & yellow",
        ] {
            check(&colours, "en", given, &["red", "yellow"]);
        }
        check(&colours, "en", "C++ light blue", &["C++", "light blue"]);
        check(&colours, "en", "red, mauve", &["red", "mauve"]);
        check(&colours, "en", "red; dark mauve", &["red", "dark mauve"]);
        check(&["rot", "gelb"], "de", "rot und gelb", &["rot", "gelb"]);
        check(&["rojo", "azul"], "es", "rojo y azul", &["rojo", "azul"]);
        check(&["1,000 km", "2,000 km"], "en", "1,000 km, 2,000 km", &["1,000 km", "2,000 km"]);
    }

    #[test]
    fn one_part_where_several_are_asked_for_is_asked_again() {
        let colours = ["red", "yellow"];
        assert!(read(&colours, "en", "mauve").is_err());
        check(&colours, "en", "mauve;", &["mauve"]);
        check(&colours, "en", "red", &["red"]);
    }
}
