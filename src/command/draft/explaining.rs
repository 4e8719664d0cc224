//! `--explain`: of each proposal what counted for and against it, of each other sentence why it gave none.

use crate::draft::{Draft, Feature, Weights};
use crate::text::count;
use crate::text::escape::escape;

/// The whole explanation, in the order of the article.
pub(super) fn explanation(drafted: &Draft) -> String {
    let (of_asking, of_keeping) = (Weights::shipped(), Weights::of_readers());
    let mut parts: Vec<(usize, String)> = Vec::new();
    for it in &drafted.proposals {
        let asked = counted(&it.features, &of_asking);
        let kept = counted(&it.worth, &of_keeping);
        let mut flags = it.flags.join(", ");
        if flags.is_empty() {
            "none".clone_into(&mut flags);
        }
        let choices = if it.choices.is_empty() {
            "fewer than three good ones".to_owned()
        } else {
            it.choices.join(" / ")
        };
        parts.push((
            it.place.start,
            format!(
                "+ {}\n    answer: {} ({})   score {:.2}   flags: {flags}\n    choices: {choices}\n    asked: {asked}\n    kept: {kept}\n    passed: the filters of its sentence, and those of its answer\n",
                escape(&it.prompt), escape(&it.answer), it.sort.word(), it.score
            ),
        ));
    }
    for it in &drafted.passed_over {
        parts.push((
            it.place.start,
            format!("- {}\n    {}\n", escape(&it.sentence), escape(&it.reason)),
        ));
    }
    parts.sort_by_key(|part| part.0);
    let mut text: String = parts.into_iter().map(|part| part.1).collect();
    text.push_str(&format!(
        "{} of {}, {}\n",
        count(drafted.proposals.len(), "card"),
        count(drafted.proposals.len() + drafted.passed_over.len(), "sentence"),
        count(drafted.n_words, "word")
    ));
    text
}

/// What each feature counts, the most first.
fn counted(features: &[Feature], weights: &Weights) -> String {
    let mut told: Vec<(f64, &str)> =
        features.iter().map(|(name, value)| (weights.of(name) * value, *name)).collect();
    told.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
    told.iter().map(|(count, name)| format!("{name} {count:+.2}")).collect::<Vec<_>>().join(", ")
}
