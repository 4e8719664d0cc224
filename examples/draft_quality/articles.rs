//! Articles with the answers that people gave to questions about them, and how far drafted answers
//! meet those. A drafted answer meets a person's where F1 over their words is at least one half.

use std::collections::HashMap;

use quizdeck::draft::{Candidate, Format, Text, read};
use serde_json::Value;

pub struct Paragraph {
    pub start: usize,
    pub end: usize,
    /// The answers to each question, as words.
    pub questions: Vec<Vec<Vec<String>>>,
}

pub struct Article {
    pub text: String,
    pub paragraphs: Vec<Paragraph>,
    pub candidates: Vec<Candidate>,
}

pub fn load(path: &str) -> Vec<Article> {
    let data: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    data["data"].as_array().unwrap().iter().map(article).collect()
}

fn article(data: &Value) -> Article {
    let mut text = data["title"].as_str().unwrap_or_default().replace('_', " ") + "\n\n";
    let mut paragraphs = Vec::new();
    for it in data["paragraphs"].as_array().unwrap() {
        let start = text.len();
        text.push_str(it["context"].as_str().unwrap().trim());
        let answers = |qa: &Value| {
            let texts = qa["answers"].as_array().unwrap().iter();
            texts
                .map(|it| normal(it["text"].as_str().unwrap()))
                .filter(|it| !it.is_empty())
                .collect()
        };
        let questions = it["qas"].as_array().unwrap().iter().map(answers).collect();
        paragraphs.push(Paragraph { start, end: text.len(), questions });
        text.push_str("\n\n");
    }
    let candidates = Text::new(read(&text, Format::Plain)).candidates();
    Article { text, paragraphs, candidates }
}

impl Article {
    /// The paragraph at a place.
    pub fn paragraph(&self, at: usize) -> Option<&Paragraph> {
        self.paragraphs.iter().find(|it| (it.start..it.end).contains(&at))
    }

    /// How well an answer at a place meets the best human answer there, 0 to 1.
    pub fn worth(&self, at: usize, answer: &str) -> f64 {
        let words = normal(answer);
        let human = self.paragraph(at).into_iter().flat_map(|it| it.questions.iter().flatten());
        human.map(|it| f1(&words, it)).fold(0.0, f64::max)
    }

    /// The shares of answers that meet a person's, and that are one.
    pub fn shares(&self, answers: &[(usize, String)]) -> [f64; 2] {
        let share = |least: f64| {
            let good =
                answers.iter().filter(|(at, answer)| self.worth(*at, answer) >= least).count();
            good as f64 / answers.len().max(1) as f64
        };
        [share(0.5), share(0.999)]
    }

    /// How many questions are met by the best `n` answers of each paragraph, and how many there are.
    pub fn recall_by_paragraph(&self, scored: &[(f64, &Candidate)], n: usize) -> (u32, u32) {
        let (mut hit, mut all) = (0, 0);
        for paragraph in &self.paragraphs {
            let mut seen = std::collections::HashSet::new();
            let answers: Vec<Vec<String>> = scored
                .iter()
                .filter(|(_, it)| (paragraph.start..paragraph.end).contains(&it.place.start))
                .map(|(_, it)| normal(&it.answer))
                .filter(|it| seen.insert(it.clone()))
                .take(n)
                .collect();
            for question in paragraph.questions.iter().filter(|it| !it.is_empty()) {
                all += 1;
                hit += u32::from(
                    question.iter().any(|human| answers.iter().any(|it| f1(it, human) >= 0.5)),
                );
            }
        }
        (hit, all)
    }
}

/// The words of an answer: small letters, no articles, no signs.
pub fn normal(text: &str) -> Vec<String> {
    let bare: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_punctuation() { '\0' } else { c })
        .filter(|c| *c != '\0')
        .collect();
    let words = bare.split_whitespace().filter(|word| !matches!(*word, "a" | "an" | "the"));
    words.map(str::to_owned).collect()
}

/// F1 over the words of two answers.
pub fn f1(one: &[String], other: &[String]) -> f64 {
    let mut left: HashMap<&String, usize> = HashMap::new();
    for word in other {
        *left.entry(word).or_default() += 1;
    }
    let mut common = 0;
    for word in one {
        if let Some(n) = left.get_mut(word).filter(|n| **n > 0) {
            *n -= 1;
            common += 1;
        }
    }
    if common == 0 { 0.0 } else { 2.0 * f64::from(common) / (one.len() + other.len()) as f64 }
}
