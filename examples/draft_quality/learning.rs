//! Logistic regression by gradient descent over all examples at once, with a pull towards zero. The
//! same articles give the same weights.

use std::collections::BTreeMap;

use quizdeck::draft::Weights;

use crate::articles::Article;

const ROUNDS: usize = 400;
const STEP: f64 = 0.5;
const PULL: f64 = 1e-5;

/// Learns which candidates people ask for.
pub fn learn(articles: &[&Article]) -> Weights {
    Weights::new(learn_lines(articles))
}

/// The weights by their names.
pub fn learn_lines(articles: &[&Article]) -> BTreeMap<String, f64> {
    let mut names: BTreeMap<&'static str, usize> = BTreeMap::new();
    for article in articles {
        for (name, _) in article.candidates.iter().flat_map(|it| &it.features) {
            let next = names.len();
            names.entry(name).or_insert(next);
        }
    }
    let mut examples = Vec::new();
    for article in articles {
        for it in &article.candidates {
            let features: Vec<(usize, f64)> =
                it.features.iter().map(|(name, value)| (names[name], *value)).collect();
            examples.push((
                features,
                f64::from(u8::from(article.worth(it.place.start, &it.answer) >= 0.5)),
            ));
        }
    }
    let n = examples.len().max(1) as f64;
    let mut weights = vec![0.0; names.len()];
    // The mean square of each slope, by which its step is measured (as in RMSprop).
    let mut squares = vec![0.0f64; names.len()];
    for round in 0..ROUNDS {
        let mut slopes: Vec<f64> = weights.iter().map(|weight| weight * PULL).collect();
        for (features, truth) in &examples {
            let sum: f64 = features.iter().map(|(at, value)| weights[*at] * value).sum();
            let miss = 1.0 / (1.0 + (-sum).exp()) - truth;
            for (at, value) in features {
                slopes[*at] += miss * value / n;
            }
        }
        let step = STEP * 0.1 * (1.0 - round as f64 / ROUNDS as f64);
        for (at, slope) in slopes.iter().enumerate() {
            squares[at] = 0.9 * squares[at] + 0.1 * slope * slope;
            weights[at] -= step * slope / (squares[at].sqrt() + 1e-8);
        }
    }
    names.into_iter().map(|(name, at)| (name.to_owned(), weights[at])).collect()
}

/// The weights as `weights.txt` holds them.
pub fn as_text(weights: &BTreeMap<String, f64>) -> String {
    let mut text = "\
# What each feature counts for being asked about. Learned by examples/draft_quality from the questions of
# SQuADShifts new_wiki, even articles (Miller, Krauth, Recht, Schmidt 2020), CC BY 4.0; see docs/draft.md.
"
    .to_owned();
    for (name, weight) in weights {
        text.push_str(&format!("{name} {weight:.3}\n"));
    }
    text
}
