//! Sentences reworded so that they stand alone: without a side clause that points elsewhere or makes them long, and
//! with times told by the article's date instead of the reader's. The words that are left are the article's own. Whether
//! what comes of it stands alone is judged elsewhere.

use std::ops::Range;

use super::mending::quotations;
use super::reading::{Block, Reading};
use super::relative::{capitalised, reworded_times};
use super::sentence_refusals::n_loose;
use super::subjects::meant;
use super::tags::{Speech, Tag};
use super::text::{MAX_TOKENS, Sentence};
use super::tokens::{Token, tokens};
use super::words::SAYING;

/// At most so many rewordings of one sentence are tried.
const MOST: usize = 8;

/// A sentence of fewer tokens has no side clause worth leaving out.
const SHORT: usize = 9;

/// What is put for ranges of a block.
pub(super) type Edits = Vec<(Range<usize>, String)>;

/// The rewordings of these sentences; each is a sentence of a block of its own, which is added to the article's.
pub(super) fn reworded(
    reading: &mut Reading,
    sentences: &[Sentence],
    speech: &Speech,
) -> Vec<Sentence> {
    let mut found = Vec::new();
    let text_of = |it: &Sentence| reading.blocks[it.block].text[it.range.clone()].to_owned();
    let meant = meant(sentences, text_of);
    for (sentence, meant) in sentences.iter().zip(meant) {
        if sentence.tokens.len() > MAX_TOKENS {
            continue;
        }
        let block = &reading.blocks[sentence.block];
        let mut times = reworded_times(&block.text, &sentence.tokens, reading.day);
        times.extend(meant.map(|(range, name)| with_name(sentence, &range, name)));
        // What somebody said stays as it was said.
        let quoted = quotations(&sentence.tokens);
        times.retain(|(edit, _)| {
            !quoted.iter().any(|it| it.start < edit.end && edit.start < it.end)
        });
        let mut all: Vec<Edits> = if times.is_empty() { Vec::new() } else { vec![Vec::new()] };
        all.extend(cuts(&block.text, sentence));
        all.truncate(MOST);
        let mut blocks: Vec<(Block, bool)> = Vec::new();
        for cut in all {
            let is_cut = |range: &Range<usize>| {
                cut.iter().any(|(gone, _)| gone.start <= range.start && range.end <= gone.end)
            };
            let times: Edits = times.iter().filter(|it| !is_cut(&it.0)).cloned().collect();
            let is_bound = times.iter().any(|it| is_relative(&it.1));
            let mut edits = [cut, times].concat();
            edits.sort_by_key(|it| it.0.start);
            let new = Block::edited(block, &sentence.range, &edits);
            if !blocks.iter().any(|it| it.0.text == new.text) {
                blocks.push((new, is_bound));
            }
        }
        for (block, bound) in blocks {
            let range = 0..block.text.len();
            let mut tokens = tokens(&block.text, &range);
            speech.tag(&block.text, &mut tokens);
            found.push(Sentence {
                block: reading.blocks.len(),
                range,
                tokens,
                within: sentence.within,
                of: sentence.of,
                lead: 0,
                asked: sentence.asked,
                bound,
            });
            reading.blocks.push(block);
        }
    }
    found
}

/// A name in the place of a word for it.
fn with_name(sentence: &Sentence, range: &Range<usize>, name: String) -> (Range<usize>, String) {
    let tokens = &sentence.tokens[range.clone()];
    let name = if range.start == 0 { capitalised(&name) } else { name };
    (tokens[0].range.start..tokens[tokens.len() - 1].range.end, name)
}

/// The ways to leave side clauses out: that which begins the sentence, those inside, and that which ends it.
fn cuts(block: &str, sentence: &Sentence) -> Vec<Edits> {
    let tokens = &sentence.tokens;
    if tokens.len() < SHORT {
        return Vec::new();
    }
    let depth = depths(tokens);
    let opening = opening(tokens, &depth);
    let start = opening.unwrap_or(0);
    let inner = inner(tokens, &depth, start);
    let tails = tails(tokens, &depth);
    let openings = if opening.is_some() { vec![None, opening] } else { vec![None] };
    let inners: &[bool] = if inner.is_empty() { &[false] } else { &[false, true] };
    let mut found = Vec::new();
    for opening in openings {
        for with_inner in inners {
            for tail in std::iter::once(None).chain(tails.iter().copied().map(Some)) {
                let first = opening.unwrap_or(0);
                let last = tail.unwrap_or(tokens.len());
                let gone =
                    inner.iter().filter(|it| *with_inner && it.end < last && it.start > first);
                let gone: Vec<&Range<usize>> = gone.collect();
                let is_none = opening.is_none() && tail.is_none() && gone.is_empty();
                if is_none || last < first + 5 || *with_inner && gone.is_empty() {
                    continue;
                }
                let mut edits = Edits::new();
                if opening.is_some() {
                    let next = tokens[first].range.start;
                    let len = block[next..].chars().next().map_or(0, char::len_utf8);
                    let capital = block[next..next + len].to_uppercase();
                    edits.push((sentence.range.start..next + len, capital));
                }
                edits.extend(gone.iter().map(|it| {
                    (tokens[it.start - 1].range.end..tokens[it.end - 1].range.end, String::new())
                }));
                if tail.is_some() {
                    edits.push((tokens[last - 1].range.end..sentence.range.end, ".".to_owned()));
                }
                found.push(edits);
            }
        }
    }
    found
}

/// How deep in quotation marks and parentheses each token stands; the marks themselves stand in them.
fn depths(tokens: &[Token]) -> Vec<u32> {
    let mut depth = 0_u32;
    let mut quoted = false;
    let of_token = |it: &Token| {
        match &*it.lower {
            "(" | "[" | "\u{201c}" => {
                depth += 1;
                return depth;
            }
            ")" | "]" | "\u{201d}" => {
                depth = depth.saturating_sub(1);
                return depth + 1;
            }
            "\"" => {
                quoted = !quoted;
                return depth + 1;
            }
            _ => {}
        }
        depth + u32::from(quoted)
    };
    tokens.iter().map(of_token).collect()
}

/// Whether a time stands to that of the article still.
fn is_relative(time: &str) -> bool {
    ["earlier", "previous", "following"].iter().any(|it| time.contains(it))
}

pub(super) fn is_finite(tokens: &[Token], at: usize) -> bool {
    let it = &tokens[at];
    match it.tag {
        Tag::Auxiliary => !matches!(&*it.lower, "be" | "been" | "being"),
        Tag::Verb => {
            let before = at.checked_sub(1).map_or("", |at| &*tokens[at].lower);
            !it.lower.ends_with("ing") && before != "to"
        }
        _ => false,
    }
}

/// Whether a word begins a clause or phrase that only adds to what is told.
fn adds(tokens: &[Token], at: usize) -> bool {
    let it = &tokens[at];
    let is_participle =
        it.tag == Tag::Verb && (it.lower.ends_with("ing") || is_past_participle(tokens, at));
    is_participle
        || matches!(
            &*it.lower,
            "who"
                | "which"
                | "whose"
                | "where"
                | "when"
                | "while"
                | "although"
                | "though"
                | "whereas"
                | "because"
                | "as"
                | "after"
                | "before"
                | "since"
                | "until"
                | "with"
                | "including"
                | "despite"
                | "even"
                | "making"
                | "known"
                | "held"
                | "built"
                | "led"
                | "based"
        )
}

/// Whether a verb with `-ed` can only be a participle: in `after its owner, Ann Lee, refused` it is the verb of a clause,
/// in `a new, revised order` it belongs to the next word.
fn is_past_participle(tokens: &[Token], at: usize) -> bool {
    let before = &tokens[..at.saturating_sub(1)];
    let is_apposition = before.iter().any(|it| it.lower == ",");
    let is_one_of_two = before.last().is_some_and(|it| it.tag == Tag::Adjective);
    tokens[at].lower.ends_with("ed") && !is_apposition && !is_one_of_two
}

/// Whether these tokens are a clause that can stand alone: outside of what only adds, something and then its verb.
fn is_clause(tokens: &[Token], depth: &[u32], from: usize, to: usize) -> bool {
    let joins = |it: &Token| {
        matches!(
            &*it.lower,
            "that"
                | "who"
                | "which"
                | "whether"
                | "because"
                | "while"
                | "as"
                | "if"
                | "when"
                | "where"
                | "although"
                | "but"
        )
    };
    if let Some(last) = (from..to).rev().find(|at| joins(&tokens[*at]) && depth[*at] == 0)
        && tokens[last].lower != "as"
        && !(last + 1..to).any(|at| is_finite(tokens, at))
    {
        return false;
    }
    let first = &*tokens[from].lower;
    let is_bound = matches!(
        first,
        "given"
            | "when"
            | "while"
            | "if"
            | "although"
            | "though"
            | "because"
            | "since"
            | "unless"
            | "whether"
            | "once"
    ) || first == "as"
        || first == "after";
    if is_bound && !(from + 1..to).any(|at| depth[at] == 0 && tokens[at].lower == ",") {
        return false;
    }
    let mut in_side = false;
    let mut has_subject = false;
    let mut begins = true;
    for at in from..to {
        let it = &tokens[at];
        if depth[at] == 0 && it.lower == "," {
            begins = true;
            continue;
        }
        if begins {
            let is_opening = it.tag == Tag::Verb && it.lower.ends_with("ing");
            in_side = if at > from { adds(tokens, at) } else { is_opening };
        }
        begins = false;
        if in_side || depth[at] > 0 {
            continue;
        }
        // "the man who came", "the law that bars them": the verb is not that of the subject.
        if matches!(&*it.lower, "who" | "which" | "that") && has_subject {
            in_side = !tokens[at + 1..to].iter().any(|it| it.tag == Tag::Auxiliary);
            continue;
        }
        if has_subject && is_finite(tokens, at) {
            return true;
        }
        has_subject |= matches!(it.tag, Tag::Noun | Tag::Name | Tag::Number | Tag::Pronoun)
            || it.lower == "there";
    }
    false
}

/// Whether a word may begin a clause with a subject of its own.
fn begins_subject(it: &Token) -> bool {
    matches!(
        it.tag,
        Tag::Determiner | Tag::Name | Tag::Noun | Tag::Number | Tag::Pronoun | Tag::Adjective
    )
}

/// Behind a phrase or clause at the beginning that can go; it sets no condition, is no source, and does not tell where or
/// when what follows is true.
fn opening(tokens: &[Token], depth: &[u32]) -> Option<usize> {
    let begin = n_loose(tokens);
    let first = tokens.get(begin)?;
    let may_go = matches!(first.tag, Tag::Preposition | Tag::Conjunction | Tag::Adverb)
        || first.tag == Tag::Verb && (first.lower.ends_with("ing") || first.lower.ends_with("ed"))
        || matches!(
            &*first.lower,
            "while"
                | "as"
                | "after"
                | "when"
                | "although"
                | "though"
                | "because"
                | "since"
                | "so"
                | "instead"
                | "still"
                | "then"
                | "also"
                | "yet"
        );
    let binds =
        matches!(
            &*first.lower,
            "if" | "unless"
                | "without"
                | "according"
                | "unlike"
                | "like"
                | "under"
                | "until"
                | "for"
                | "between"
                | "by"
                | "otherwise"
                | "except"
                | "of"
                | "here"
                | "there"
                | "in"
                | "at"
                | "on"
                | "among"
                | "across"
                | "within"
                | "during"
                | "when"
                | "once"
                | "since"
                | "before"
        ) && !tokens.get(begin + 1).is_some_and(|it| matches!(&*it.lower, "example" | "instance"));
    if !may_go || binds {
        return None;
    }
    let comma = (begin + 1..tokens.len()).find(|at| depth[*at] == 0 && tokens[*at].lower == ",")?;
    let is_time = tokens[..comma].iter().any(|it| {
        it.tag == Tag::Number
            || super::calendar::is_calendar(it)
            || SAYING.contains(&&*it.lower)
            || matches!(&*it.lower, "only" | "not" | "never")
    });
    let next = tokens.get(comma + 1)?;
    let is_relative = matches!(&*next.lower, "who" | "whom" | "whose" | "which" | "that");
    let stands =
        !is_relative && begins_subject(next) && is_clause(tokens, depth, comma + 1, tokens.len());
    // "In Paris, Rome and Berlin, ..." is one phrase.
    let is_list = tokens[comma + 1..].iter().take(6).any(|it| it.lower == ",")
        && !tokens[comma + 1..]
            .iter()
            .take(6)
            .enumerate()
            .any(|(at, _)| is_finite(tokens, comma + 1 + at));
    (!is_time && stands && !is_list && depth[comma + 1] == 0).then_some(comma + 1)
}

/// Clauses inside, between two commas or two dashes, and what stands in parentheses: each with the sign before it
/// and, but for a parenthesis, the sign behind it.
fn inner(tokens: &[Token], depth: &[u32], from: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = from + 1;
    while at + 2 < tokens.len() {
        let end = match &*tokens[at].lower {
            "(" if depth[at] == 1 => (at..tokens.len()).find(|it| tokens[*it].lower == ")"),
            "," if depth[at] == 0
                && matches!(&*tokens[at + 1].lower, "who" | "which" | "whose" | "where") =>
            {
                let close =
                    (at + 1..tokens.len()).find(|it| depth[*it] == 0 && tokens[*it].lower == ",");
                close.filter(|it| {
                    tokens.get(it + 1).is_some_and(|next| {
                        matches!(next.tag, Tag::Verb | Tag::Auxiliary) && !adds(tokens, it + 1)
                    })
                })
            }
            "\u{2014}" | "\u{2013}" | "--" if depth[at] == 0 => {
                let sign = &tokens[at].lower;
                (at + 1..tokens.len()).find(|it| depth[*it] == 0 && tokens[*it].lower == *sign)
            }
            _ => None,
        };
        match end {
            Some(end) => {
                found.push(at..end + 1);
                at = end + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// Where what ends the sentence may be left out, by the sign before it; the shortest that is left comes last.
fn tails(tokens: &[Token], depth: &[u32]) -> Vec<usize> {
    let last = tokens.len() - 1;
    let may_end = |at: &usize| {
        let at = *at;
        if depth[at] > 0 || at + 3 > last {
            return false;
        }
        let sign = &*tokens[at].lower;
        let next = &tokens[at + 1];
        let rest = &tokens[at + 1..last];
        let joins = matches!(&*next.lower, "and" | "but" | "so" | "yet" | "nor");
        let goes = match sign {
            ";" => begins_subject(next) && is_clause(tokens, depth, at + 1, last),
            "\u{2014}" | "\u{2013}" | "--" => {
                tokens.iter().filter(|it| it.lower == sign).count() == 1
            }
            "," if joins => {
                tokens.get(at + 2).is_some_and(begins_subject)
                    && is_clause(tokens, depth, at + 2, last)
                    || next.lower == "but"
            }
            "," => adds(tokens, at + 1),
            _ => false,
        };
        // Who says so stays.
        let is_source = rest.iter().any(|it| SAYING.contains(&&*it.lower) || it.lower == "called")
            && !matches!(&*next.lower, "but" | "while" | "although" | "though" | "whereas");
        goes && !is_source && is_clause(tokens, depth, 0, at)
    };
    let mut found: Vec<usize> = (4..last).filter(may_end).collect();
    found.reverse();
    found.truncate(3);
    found
}
