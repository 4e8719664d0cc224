//! Answers of several parts: choices, true or false, order, pairs, lists and gaps. Each part counts
//! for itself; what was missed or too much is told.

use super::sketch::Members;
use super::{Context, Judgement, Rule, Verdict, words};
use crate::deck::{Accepted, Choice, markup};

/// True or false.
pub(super) fn truth(truth: bool, given: bool) -> Judgement {
    let (verdict, score) =
        if truth == given { (Verdict::Right, 1.0) } else { (Verdict::Wrong, 0.0) };
    Judgement::plain(verdict, score, Rule::Parts)
}

/// Chosen ones: of several, each right one counts and each wrong one takes one away, down to
/// nothing.
pub(super) fn choices(choices: &[Choice], multiple: bool, chosen: &[usize]) -> Judgement {
    let mut chosen: Vec<usize> = chosen.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    let said: Vec<&str> =
        chosen.iter().filter_map(|idx| choices.get(*idx)?.feedback.as_deref()).collect();
    let feedback = (!said.is_empty()).then(|| said.join("\n"));
    if !multiple {
        let right =
            matches!(chosen.as_slice(), [one] if choices.get(*one).is_some_and(|c| c.correct));
        return Judgement { feedback, ..truth(true, right) };
    }
    let wanted = choices.iter().filter(|choice| choice.correct).count();
    let hits = chosen.iter().filter(|idx| choices.get(**idx).is_some_and(|c| c.correct)).count();
    let misses = chosen.len() - hits;
    let score = share(hits.saturating_sub(misses), wanted);
    let named = |picked: &dyn Fn(usize, &Choice) -> bool| -> Vec<String> {
        let choices = choices.iter().enumerate().filter(|(idx, choice)| picked(*idx, choice));
        choices.map(|(_, choice)| markup::plain(&choice.text)).collect()
    };
    let left_out = named(&|idx, choice| choice.correct && !chosen.contains(&idx));
    let extra = named(&|idx, choice| !choice.correct && chosen.contains(&idx));
    let mut told = Vec::new();
    if !left_out.is_empty() {
        told.push(format!("not chosen: {}", left_out.join("; ")));
    }
    if !extra.is_empty() {
        told.push(format!("chosen, but wrong: {}", extra.join("; ")));
    }
    let told = (!told.is_empty()).then(|| told.join("\n"));
    let feedback = match (told, feedback) {
        (Some(told), Some(said)) => Some(format!("{told}\n{said}")),
        (told, said) => told.or(said),
    };
    Judgement::of_parts(score, feedback)
}

/// Steps: the share of neighbours that follow each other as they should.
pub(super) fn order(n_steps: usize, given: &[usize]) -> Judgement {
    let right: Vec<usize> = (0..n_steps).collect();
    if given == right {
        return Judgement::of_parts(1.0, None);
    }
    let neighbours = given.windows(2).filter(|pair| pair[0] + 1 == pair[1]).count();
    let follow = share(neighbours.min(n_steps.saturating_sub(2)), n_steps.saturating_sub(1));
    let complete = given.len() == n_steps;
    Judgement::of_parts(if complete { follow } else { 0.0 }, None)
}

/// Pairs: the share of left sides with a right side of the same text as their own.
pub(super) fn matches(
    pairs: &[(String, String)],
    extra: &[String],
    given: &[(usize, usize)],
) -> Judgement {
    let right_side = |right: usize| match pairs.get(right) {
        Some((_, text)) => Some(text),
        None => extra.get(right - pairs.len()),
    };
    let mut hits = 0;
    let mut told = Vec::new();
    for (left, (own, wanted)) in pairs.iter().enumerate() {
        let mut chosen = given.iter().filter(|(given_left, _)| *given_left == left);
        let chosen = match (chosen.next(), chosen.next()) {
            (Some((_, right)), None) => right_side(*right),
            _ => None,
        };
        match chosen {
            Some(text) if text == wanted => hits += 1,
            Some(text) => {
                told.push(format!("not {} = {}", markup::plain(own), markup::plain(text)));
            }
            None => {}
        }
    }
    let feedback = (hits < pairs.len()).then(|| {
        told.insert(0, format!("{hits} of {} pairs are right", pairs.len()));
        told.join("\n")
    });
    Judgement::of_parts(share(hits, pairs.len()), feedback)
}

/// Members of a list, in any order, each counted once; a wrong one too many takes one away.
pub(super) fn list(
    list: &[Accepted],
    need: usize,
    given: &[String],
    context: &Context<'_>,
) -> Judgement {
    let given: Vec<&String> = given.iter().filter(|text| !text.trim().is_empty()).collect();
    if given.is_empty() {
        return Judgement::plain(Verdict::Wrong, 0.0, Rule::Empty);
    }
    let members = Members::of(list, context);
    let mut found = vec![false; list.len()];
    let (mut slips, mut wrong) = (0, Vec::new());
    for text in &given {
        let named: Vec<(usize, Verdict)> = members.named(text).collect();
        let right = named.iter().find(|(_, verdict)| *verdict == Verdict::Right);
        match right.or(named.first()) {
            Some(&(idx, verdict)) if !found[idx] => {
                found[idx] = true;
                slips += usize::from(verdict == Verdict::Slip);
            }
            // Named twice: neither right again nor wrong.
            Some(_) => {}
            None => wrong.push(text.as_str()),
        }
    }
    let hits = found.iter().filter(|found| **found).count().min(need);
    let too_many = given.len().saturating_sub(need).min(wrong.len());
    let score = share(hits.saturating_sub(too_many), need);
    let mut told = Vec::new();
    if !wrong.is_empty() {
        told.push(format!("not on the list: {}", wrong.join("; ")));
    }
    if hits < need {
        let missing: Vec<String> = list
            .iter()
            .zip(&found)
            .filter(|(_, found)| !**found)
            .map(|(member, _)| markup::plain(&member.answer))
            .collect();
        told.push(format!("not named: {}", missing.join("; ")));
    }
    let feedback = (!told.is_empty()).then(|| told.join("\n"));
    slipped(Judgement::of_parts(score, feedback), slips)
}

/// Gaps of one number, in the order of the text.
pub(super) fn gaps(gaps: &[Accepted], given: &[String], context: &Context<'_>) -> Judgement {
    let judged: Vec<Verdict> = gaps
        .iter()
        .enumerate()
        .map(|(idx, gap)| {
            let text = given.get(idx).map_or("", String::as_str);
            words::judge(gap, text, context).verdict
        })
        .collect();
    let hits = judged.iter().filter(|v| matches!(v, Verdict::Right | Verdict::Slip)).count();
    let hits = if given.len() > gaps.len() { 0 } else { hits };
    let slips = judged.iter().filter(|verdict| **verdict == Verdict::Slip).count();
    let feedback = (hits < gaps.len()).then(|| format!("{hits} of {} gaps are right", gaps.len()));
    slipped(Judgement::of_parts(share(hits, gaps.len()), feedback), slips)
}

/// All parts right, some of them by a slip, is a slip.
fn slipped(judgement: Judgement, slips: usize) -> Judgement {
    if judgement.verdict == Verdict::Right && slips > 0 {
        return Judgement { verdict: Verdict::Slip, rule: Rule::Spelling, ..judgement };
    }
    judgement
}

#[expect(clippy::cast_precision_loss, reason = "counts of parts are small")]
fn share(hits: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { hits as f64 / of as f64 }
}
