//! How good drafted answers are, measured on articles with questions of people (in the format of `SQuAD`):
//! learns the ranker anew in every fold over articles and reports the mean over articles not learned
//! from, beside baselines. `--write FILE` learns from all of them and writes the weights.
//!
//! cargo run --release --example `draft_quality` -- DATA.json [--folds 6] [--write src/draft/weights.txt]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measuring program at a terminal")]
#![allow(clippy::cast_precision_loss, reason = "counts are small")]
#![allow(unreachable_pub, reason = "a program is no library")]

mod articles;
mod baselines;
mod learning;

use std::collections::BTreeMap;

use articles::Article;
use quizdeck::draft::{Candidate, Format, Sort, Text, Wanted, Weights, draft, read};

fn main() {
    let mut args = std::env::args().skip(1);
    let (mut data, mut folds, mut write) = (None, 6, None);
    while let Some(arg) = args.next() {
        match &*arg {
            "--folds" => folds = args.next().and_then(|n| n.parse().ok()).unwrap_or(6),
            "--write" => write = args.next(),
            _ => data = Some(arg),
        }
    }
    let Some(data) = data else {
        println!("name the file: cargo run --release --example draft_quality -- DATA.json");
        return;
    };
    let articles = articles::load(&data);
    println!(
        "{} articles, {} paragraphs",
        articles.len(),
        articles.iter().map(|it| it.paragraphs.len()).sum::<usize>()
    );
    ceiling(&articles);
    let mut rows: BTreeMap<String, Vec<[f64; 2]>> = BTreeMap::new();
    let mut n_drafted: BTreeMap<&str, usize> = BTreeMap::new();
    let mut recall = Vec::new();
    for fold in 0..folds {
        let learned: Vec<&Article> = articles
            .iter()
            .enumerate()
            .filter(|(at, _)| at % folds != fold)
            .map(|it| it.1)
            .collect();
        let weights = learning::learn(&learned);
        for article in articles.iter().skip(fold).step_by(folds) {
            let scored = scored(article, &weights);
            rows.entry("1 linear model, no filters".into())
                .or_default()
                .push(article.shares(&top(&scored, 20)));
            // Filters alone; what `draft` does without options leaves out the weak ones, too.
            let rows_of_draft = [
                ("2 filters (--min-score 0)", vec![], Some(0.0)),
                ("3 filters, with terms", EVERY.to_vec(), Some(0.0)),
                ("4 as drafted without options", vec![], None),
            ];
            for (name, sorts, least) in rows_of_draft {
                let drafted = drafted(article, &weights, sorts, least);
                rows.entry(name.into()).or_default().push(article.shares(&drafted));
                *n_drafted.entry(name).or_default() += drafted.len();
            }
            for (name, answers) in baselines::all(article) {
                rows.entry(name.to_owned()).or_default().push(article.shares(&answers));
            }
            recall.push(article.recall_by_paragraph(&scored, 10));
        }
    }
    println!("{:<34} {:>6} {:>6}", "top 20 of an article", "P50", "exact");
    for (name, shares) in rows {
        let mean = |at: usize| shares.iter().map(|it| it[at]).sum::<f64>() / shares.len() as f64;
        println!("{name:<34} {:>6.3} {:>6.3}", mean(0), mean(1));
    }
    println!("cards drafted: {n_drafted:?}");
    let (hit, all) = recall.iter().fold((0u32, 0u32), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    println!("questions hit by 10 answers a paragraph: {:.3}", f64::from(hit) / f64::from(all));
    if let Some(path) = write {
        let all: Vec<&Article> = articles.iter().collect();
        std::fs::write(&path, learning::as_text(&learning::learn_lines(&all))).unwrap();
        println!("written: {path}");
    }
}

/// Every sort of answer.
const EVERY: [Sort; 7] = [
    Sort::Person,
    Sort::Place,
    Sort::Organisation,
    Sort::Name,
    Sort::Date,
    Sort::Number,
    Sort::Term,
];

/// The answers that the program would ask for.
fn drafted(
    article: &Article,
    weights: &Weights,
    sorts: Vec<Sort>,
    min_score: Option<f64>,
) -> Vec<(usize, String)> {
    let text = Text::new(read(&article.text, Format::Plain));
    let wanted = Wanted { max: Some(20), sorts, min_score, ..Wanted::default() };
    let drafted = draft(&article.text, &text, &wanted, weights);
    drafted.proposals.into_iter().map(|it| (it.place.start, it.answer)).collect()
}

/// The candidates of an article with their scores, the best first.
fn scored<'a>(article: &'a Article, weights: &Weights) -> Vec<(f64, &'a Candidate)> {
    let mut scored: Vec<(f64, &Candidate)> =
        article.candidates.iter().map(|it| (weights.likelihood(&it.features), it)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.place.start.cmp(&b.1.place.start)));
    scored
}

/// The best of an article: one of a sentence, each answer once.
fn top(scored: &[(f64, &Candidate)], n: usize) -> Vec<(usize, String)> {
    let mut sentences = std::collections::HashSet::new();
    let mut answers = std::collections::HashSet::new();
    let mut found = Vec::new();
    for (_, it) in scored {
        if found.len() < n
            && !sentences.contains(&it.sentence)
            && answers.insert(articles::normal(&it.answer).join(" "))
        {
            sentences.insert(it.sentence);
            found.push((it.place.start, it.answer.clone()));
        }
    }
    found
}

/// The share of the questions that a candidate could meet at all.
fn ceiling(articles: &[Article]) {
    let (mut hit, mut all) = (0u32, 0u32);
    for article in articles {
        let everything: Vec<(f64, &Candidate)> =
            article.candidates.iter().map(|it| (0.0, it)).collect();
        let (of, n) = article.recall_by_paragraph(&everything, usize::MAX);
        (hit, all) = (hit + of, all + n);
    }
    println!("questions that a candidate meets: {:.3}", f64::from(hit) / f64::from(all));
}
