//! Any response to any answer: `language \0 accepted \0 accepted ... \0 response`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use quizdeck::deck::{Accepted, Answer, Number, Strict, Tolerance};
use quizdeck::grading::{Context, Lexicon, Response, Verdict, judge};

fuzz_target!(|text: &str| {
    let parts: Vec<&str> = text.split('\0').collect();
    let [language, answer, accept @ .., given] = parts.as_slice() else { return };
    let lexicon = Lexicon::default();
    for teaches_language in [false, true] {
        let context = Context {
            language,
            teaches_language,
            strict: Strict::default(),
            lexicon: &lexicon,
            prompt: "",
        };
        let accepted = Accepted {
            answer: (*answer).to_owned(),
            accept: accept.iter().map(|it| (*it).to_owned()).collect(),
            reject: Vec::new(),
        };
        let list = vec![accepted.clone(), accepted.clone()];
        let number = Number {
            text: (*answer).to_owned(),
            tolerance: Tolerance::Relative(0.1),
            unit: None,
            asked_in: None,
            accept: Vec::new(),
        };
        let answers = [
            Answer::Words(accepted.clone()),
            Answer::Number(number),
            Answer::List { list, need: 2 },
        ];
        for answer in &answers {
            for response in
                [Response::Text((*given).to_owned()), Response::List(vec![(*given).to_owned(); 2])]
            {
                let judged = judge(answer, &response, &context);
                assert!((0.0..=1.0).contains(&judged.score), "{judged:?}");
                let is_right = matches!(judged.verdict, Verdict::Right | Verdict::Slip);
                assert_eq!(is_right, judged.score >= 1.0, "{judged:?}");
            }
        }
        if !accepted.answer.trim().is_empty() {
            let own = Response::Text(accepted.answer.clone());
            let judged = judge(&answers[0], &own, &context);
            assert_ne!(judged.verdict, Verdict::Wrong, "{judged:?}");
        }
    }
});
