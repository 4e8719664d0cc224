//! Typed words: equal after folding is right, a slip of the hand nearly so, all else wrong.

use super::dates::date;
use super::slip::{self, Slip, slip};
use super::{Context, Judgement, Rule, Verdict, articles, difference};
use crate::deck::{Accepted, markup};
use crate::text::fold::{fold, fold_keeping_case, without_accents};

/// Forms of address that may stand before a name.
pub(super) const ADDRESSES: &[&str] = &["mr", "mrs", "ms", "mr.", "mrs.", "ms."];

/// Judges typed words.
pub(super) fn judge(accepted: &Accepted, given: &str, context: &Context<'_>) -> Judgement {
    if given.trim().is_empty() {
        return Judgement::plain(Verdict::Wrong, 0.0, Rule::Empty);
    }
    let given = &Given::new(given, context);
    if accepted.texts().any(|text| text == given.text || equal(text, given, context)) {
        return Judgement::plain(Verdict::Right, 1.0, Rule::Folded);
    }
    let nearest = nearest(accepted, given.text);
    let diff = difference(given.text.trim(), &nearest, context.strict.case);
    if let Some(rejected) =
        accepted.reject.iter().find(|rejected| equal(&rejected.text, given, context))
    {
        let named = markup::plain(&rejected.text);
        let feedback = (!rejected.why.is_empty()).then(|| format!("{named}: {}", rejected.why));
        return Judgement {
            diff,
            feedback,
            ..Judgement::plain(Verdict::Wrong, 0.0, Rule::Rejected)
        };
    }
    let rule = accepted
        .texts()
        .filter_map(|text| slip_of(accepted, text, &given.folded, context))
        .min_by_key(|slip| match slip {
            Slip::Accent => 0,
            Slip::Spelling(distance) => *distance,
        });
    match rule {
        Some(Slip::Accent) => {
            Judgement { diff, ..Judgement::plain(Verdict::Slip, 1.0, Rule::Accent) }
        }
        Some(Slip::Spelling(_)) => {
            Judgement { diff, ..Judgement::plain(Verdict::Slip, 1.0, Rule::Spelling) }
        }
        None => Judgement { diff, ..Judgement::plain(Verdict::Wrong, 0.0, Rule::Different) },
    }
}

/// Why words have to be given again rather than judged: nothing but an article stands in the way, which the deck does
/// not name and so can't judge.
pub(super) fn unread(accepted: &Accepted, given: &str, context: &Context<'_>) -> Option<String> {
    if !articles::matter(context.language)
        || judge(accepted, given, context).verdict != Verdict::Wrong
    {
        return None;
    }
    let folded_given = folded(given, context);
    let (article, bare) = articles::split(&folded_given, context.language);
    let article = article?.trim();
    let is_bare = |text: &str| {
        variants(text).iter().any(|variant| {
            let variant = folded(variant, context);
            variant == bare && articles::split(&variant, context.language).0.is_none()
        })
    };
    accepted
        .texts()
        .any(is_bare)
        .then(|| format!("the answer has no article here; give it without `{article}`"))
}

/// What was typed.
struct Given<'a> {
    text: &'a str,
    /// As it is compared.
    folded: String,
}

impl<'a> Given<'a> {
    fn new(text: &'a str, context: &Context<'_>) -> Given<'a> {
        Given { text, folded: folded(text, context) }
    }
}

/// Whether a response is an accepted text, under the allowances that are on.
fn equal(accepted: &str, typed: &Given<'_>, context: &Context<'_>) -> bool {
    let Given { text: typed, folded: given } = typed;
    variants(accepted).iter().any(|text| {
        let variant = folded(text, context);
        variant == *given
            || same_without_articles(&variant, given, context)
            || same_date(&variant, given, context)
            || same_name(text, typed, context)
            || same_in_capitals(&variant, typed, given, context)
            || articles::primary(context.language) == "de"
                && !context.strict.accents
                && slip::same_but_for_digraphs(given, &variant)
    })
}

/// Whether both are the same day, in whatever way English writes it.
fn same_date(accepted: &str, given: &str, context: &Context<'_>) -> bool {
    matches!(&*articles::primary(context.language), "" | "en")
        && !context.strict.punctuation
        && date(accepted).is_some_and(|wanted| Some(wanted) == date(given))
}

/// Whether a name is given with its family name first, as `Spicer, Sean`, or with a form of address.
fn same_name(accepted: &str, given: &str, context: &Context<'_>) -> bool {
    let is_name = accepted.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    if !is_name || context.strict.punctuation {
        return false;
    }
    let wanted = folded(accepted, context);
    let mut parts = given.split(',').map(str::trim);
    if let (Some(last), Some(first), None) = (parts.next(), parts.next(), parts.next())
        && !last.is_empty()
        && !first.is_empty()
        && accepted.contains(' ')
    {
        return folded(&format!("{first} {last}"), context) == wanted;
    }
    let addressed = given.trim().split_once(' ');
    addressed.is_some_and(|(address, name)| {
        ADDRESSES.contains(&&*address.to_lowercase()) && folded(name, context) == wanted
    })
}

/// Whether both are the same in Greek capitals, which are written without accents.
fn same_in_capitals(accepted: &str, typed: &str, given: &str, context: &Context<'_>) -> bool {
    let is_greek = |c: char| matches!(c, '\u{370}'..='\u{3FF}');
    !context.strict.case
        && typed.contains(is_greek)
        && !typed.contains(char::is_lowercase)
        && without_accents(accepted) == without_accents(given)
}

fn same_without_articles(accepted: &str, given: &str, context: &Context<'_>) -> bool {
    if context.strict.articles {
        return false;
    }
    let (wanted, accepted) = articles::split(accepted, context.language);
    let (typed, given) = articles::split(given, context.language);
    accepted == given && (typed.is_none() || !articles::matter(context.language) || typed == wanted)
}

/// A text as it is compared: plain, folded, and without punctuation that says nothing.
pub(super) fn folded(text: &str, context: &Context<'_>) -> String {
    let plain = markup::plain(text);
    let folded = if context.strict.case { fold_keeping_case(&plain) } else { fold(&plain) };
    if context.strict.punctuation {
        // Folding drops a final full stop, which counts here.
        let stop = if plain.trim_end().ends_with('.') && !folded.ends_with('.') { "." } else { "" };
        return folded + stop;
    }
    without_idle_punctuation(&folded)
}

/// Without commas, quotes and the like that stand between words or at the end; a mark that is
/// the whole text or is joined to what follows stays.
fn without_idle_punctuation(text: &str) -> String {
    let words: Vec<String> = text
        .split(' ')
        .map(|word| {
            let core = word
                .trim_start_matches(['"', '\'', '¿', '¡'])
                .trim_end_matches([',', ';', ':', '"', '!', '?', '。', '、', '！', '？']);
            let letters = core.chars().filter(|c| c.is_alphabetic()).count();
            // The stops of an abbreviation; those in figures and in names of files stay.
            let pieces: Vec<&str> = core.split('.').collect();
            let is_initials = pieces.iter().all(|piece| piece.chars().count() <= 1);
            if letters > 0 && is_initials && !core.starts_with('.') {
                return pieces.concat();
            }
            let core = if letters >= 2 { core.strip_suffix('.').unwrap_or(core) } else { core };
            if letters >= 2 && core.chars().all(|c| c.is_alphanumeric() || "-'.".contains(c)) {
                core.to_owned()
            } else {
                word.to_owned()
            }
        })
        .collect();
    words.join(" ")
}

/// The ways an accepted text may be given: with and without its parts in parentheses, where a
/// space sets them off. `f(x)` has one way.
pub(super) fn variants(text: &str) -> Vec<String> {
    let mut variants = vec![text.to_owned()];
    let mut short = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        let Some(length) = rest[open..].find(')') else { break };
        let before = &rest[..open];
        let after = &rest[open + length + 1..];
        let apart = (before.is_empty() && short.is_empty() && after.starts_with(' '))
            || (before.ends_with(' ') && (after.is_empty() || after.starts_with([' ', ',', '.'])));
        short.push_str(before);
        if !apart {
            short.push_str(&rest[open..=open + length]);
        }
        rest = after;
    }
    short.push_str(rest);
    let short = short.split_whitespace().collect::<Vec<_>>().join(" ");
    if short != text && !short.is_empty() {
        variants.push(text.replace(['(', ')'], ""));
        variants.push(short);
    }
    variants
}

/// The slip that leads from a text to a folded response, where every rule allows it.
fn slip_of(accepted: &Accepted, text: &str, given: &str, context: &Context<'_>) -> Option<Slip> {
    variants(text).iter().find_map(|variant| {
        let variant = folded(variant, context);
        let found = compare(&variant, given, context)?;
        allowed(found, accepted, given, context).then_some(found)
    })
}

/// A slip with the articles aside, where they need not be there.
fn compare(accepted: &str, given: &str, context: &Context<'_>) -> Option<Slip> {
    if context.strict.case && fold(accepted) == fold(given) {
        return None;
    }
    if context.strict.articles {
        return slip(given, accepted, context);
    }
    let (wanted, rest) = articles::split(accepted, context.language);
    let (typed, given_rest) = articles::split(given, context.language);
    if typed.is_some() && articles::matter(context.language) && typed != wanted {
        return None;
    }
    slip(given_rest, rest, context)
}

/// Whether the card and the deck let a slip pass.
fn allowed(slip: Slip, accepted: &Accepted, given: &str, context: &Context<'_>) -> bool {
    let distance = match slip {
        Slip::Accent if context.strict.accents => return false,
        Slip::Spelling(_) if context.strict.spelling => return false,
        Slip::Accent => 0,
        Slip::Spelling(distance) => distance,
    };
    let lower = fold(given);
    let own: Vec<String> = accepted.texts().map(|text| fold(&markup::plain(text))).collect();
    let (_, bare) = articles::split(&lower, context.language);
    let own_words = |word: &str| own.iter().any(|text| text.split(' ').any(|own| own == word));
    let another = |word: &str| context.lexicon.knows(word) && !own_words(word);
    let rejected = accepted.reject.iter().any(|rejected| {
        strsim::osa_distance(&fold(&markup::plain(&rejected.text)), &lower) < distance.max(1)
    });
    // In a longer text a word that other answers merely contain may be a slip: Sergei for Sergey.
    let another_answer = |word: &str| context.lexicon.is_answer(word) && !own_words(word);
    !rejected
        && !another(&lower)
        && !another(bare)
        && !bare.split(' ').any(another_answer)
        && (distance == 0 || !context.lexicon.near(&lower, distance, &own))
}

/// The accepted text that a response comes nearest to, as it is shown.
fn nearest(accepted: &Accepted, given: &str) -> String {
    let given = fold(given);
    let by_distance = |text: &&str| strsim::osa_distance(&fold(&markup::plain(text)), &given);
    let n_chars = given.chars().count();
    // Long texts are told as they are; a distance of them says nothing.
    if n_chars > 200 {
        return markup::plain(&accepted.answer);
    }
    let text = accepted.texts().min_by_key(by_distance).unwrap_or(&accepted.answer);
    markup::plain(text)
}
