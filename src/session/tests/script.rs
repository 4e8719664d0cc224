//! A little language for sessions: inputs as lines, effects as lines. Times are seconds of one
//! afternoon; every input comes five seconds after the one before, and so much later as a `wait` says.

use std::fmt::{Arguments, Write};

use snapbox::{IntoData, assert_data_eq};

use crate::deck::{DeckId, FacetId, parse};
use crate::grading::{Lexicon, Response, Verdict};
use crate::history::{Algorithm, Event, Parameters, Purpose, Rating};
use crate::time::{Day, Moment, Timestamp};

use super::*;

const TODAY: Day = Day(20_000);

pub(super) const THREE: &str = "
- {id: a, question: A?, answer: alpha, tags: [greek], hint: first}
- {id: b, question: B?, answer: beta, tags: [greek, two]}
- {id: c, question: C?, answer: gamma}
";

pub(super) const CARDS: &str = "
- {id: f, front: Front, back: Back, explanation: Why}
- {id: g, front: Other, back: Side}
";

pub(super) const SIX: &str = "
- {id: a, question: A?, answer: alpha}
- {id: b, question: B?, answer: beta}
- {id: c, question: C?, answer: gamma}
- {id: d, question: D?, answer: delta}
- {id: e, question: E?, answer: epsilon}
- {id: f, question: F?, answer: zeta}
";

pub(super) fn deck_context(yaml: &str) -> (DeckContext, Vec<Arc<crate::deck::Card>>) {
    let parsed = parse(format!("title: Deck\ncards:\n{yaml}").as_bytes());
    assert!(!parsed.has_errors(), "{:?}", parsed.diagnostics);
    let deck = DeckContext {
        id: DeckId::from("d"),
        title: "Deck".into(),
        language: "en".into(),
        lexicon: Arc::new(Lexicon::default()),
        pool: Arc::new(LazyPool::new(Box::new(crate::distractors::Pool::default))),
        pass: 1.0,
        retention: 0.9,
        algorithm: Algorithm::Leitner,
        parameters: Parameters::default(),
        seed: 0,
    };
    (deck, parsed.deck.cards.into_iter().map(Arc::new).collect())
}

/// A plan that asks every part of the cards, in their order.
pub(super) fn plan(yaml: &str) -> Plan {
    let (deck, cards) = deck_context(yaml);
    let mut turns = Vec::new();
    for card in cards {
        for part in card.parts() {
            let filed = FacetId { deck: deck.id.clone(), card: card.key.clone(), part };
            turns.push(turn(card.clone(), part, None, &deck, Progress::new(filed)));
        }
    }
    let token = "run".into();
    let later = Vec::new();
    let load = Load::default();
    Plan { token, turns, later, repeat_missed: true, seed: 1, due_tomorrow_elsewhere: 0, load }
}

/// The moment some seconds into the afternoon.
pub(super) fn moment(seconds: i64) -> Moment {
    let at = Timestamp((i64::from(TODAY.0) * 86_400 + 43_200 + seconds) * 1_000);
    Moment { at, offset: 0, day: TODAY }
}

/// Plays a script on the cards of a deck.
#[track_caller]
pub(super) fn check(yaml: &str, script: &str, expected: impl IntoData) {
    check_plan(plan(yaml), script, expected);
}

#[track_caller]
pub(super) fn check_plan(plan: Plan, script: &str, expected: impl IntoData) {
    assert_data_eq!(Play::start(plan).script(script), expected);
}

/// A session under a script.
pub(super) struct Play {
    pub(super) session: Session,
    pub(super) transcript: String,
    /// The question asked last, by which texts become indices.
    pub(super) asked: Option<Question>,
    seconds: i64,
}

impl Play {
    pub(super) fn start(plan: Plan) -> Play {
        let (session, effects) = Session::start(plan, moment(0));
        let mut started = Play { session, transcript: String::new(), asked: None, seconds: 0 };
        started.write(&effects);
        started
    }

    /// Plays the lines of a script.
    pub(super) fn script(mut self, script: &str) -> String {
        for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some(seconds) = line.strip_prefix("wait ") {
                self.seconds += seconds.parse::<i64>().unwrap();
                continue;
            }
            append(&mut self.transcript, format_args!("> {line}\n"));
            let input = self.input(line);
            self.step(input);
        }
        self.transcript
    }

    pub(super) fn step(&mut self, input: Input) -> Vec<Effect> {
        self.seconds += 5;
        let effects = self.session.step(input, moment(self.seconds));
        self.write(&effects);
        effects
    }

    fn input(&self, line: &str) -> Input {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let about = if rest.starts_with("last") { About::Judged } else { About::Asked };
        let rest = rest.trim_start_matches("last").trim();
        let answer = |response| Input::Answer { response, first_key_ms: None };
        match word {
            "type" => answer(Response::Text(rest.to_owned())),
            "true" | "false" => answer(Response::Truth(word == "true")),
            "choose" => answer(Response::Choices(self.places(rest))),
            "order" => answer(Response::Order(self.places(rest))),
            "match" => answer(Response::Pairs(self.pairs(rest))),
            "list" => {
                answer(Response::List(rest.split(';').map(|it| it.trim().to_owned()).collect()))
            }
            "reveal" => Input::Reveal,
            "again" => Input::Rate(Rating::Again),
            "hard" => Input::Rate(Rating::Hard),
            "good" => Input::Rate(Rating::Good),
            "easy" => Input::Rate(Rating::Easy),
            "right" => Input::Right,
            "hint" => Input::Hint,
            "skip" => Input::Skip,
            "flag" => Input::Flag(about),
            "note" => Input::Note(about, rest.to_owned()),
            "suspend" => Input::Suspend(about),
            "undo" => Input::Undo,
            "quit" => Input::Quit,
            "edit" if rest == "away" => Input::Edited(about, None),
            "edit" => {
                let turn = plan(&format!("- {{{rest}}}")).turns.swap_remove(0);
                Input::Edited(about, Some(Box::new(turn)))
            }
            _ => panic!("no input: {line}"),
        }
    }

    /// The places of choices or steps as shown, by their texts.
    fn places(&self, texts: &str) -> Vec<usize> {
        let shown = &self.asked.as_ref().unwrap().choices;
        texts.split(", ").map(|text| place(shown, text)).collect()
    }

    fn pairs(&self, texts: &str) -> Vec<(usize, usize)> {
        let question = self.asked.as_ref().unwrap();
        let pair = |text: &str| {
            let (left, right) = text.split_once('=').unwrap();
            (place(&question.left, left), place(&question.right, right))
        };
        texts.split(", ").map(pair).collect()
    }

    fn write(&mut self, effects: &[Effect]) {
        for effect in effects {
            let waits = match effect {
                Effect::Ask(question) => {
                    let before = self.asked.replace((**question).clone());
                    before.is_some_and(|before| before.ask == question.ask)
                }
                _ => false,
            };
            self.transcript += &line(effect, waits);
            self.transcript.push('\n');
        }
    }
}

fn append(text: &mut String, more: Arguments<'_>) {
    text.write_fmt(more).unwrap();
}

fn place(shown: &[String], text: &str) -> usize {
    shown.iter().position(|it| it == text.trim()).unwrap()
}

/// A word as it stands in the log.
fn word(value: impl serde::Serialize) -> String {
    serde_json::to_string(&value).unwrap().trim_matches('"').to_owned()
}

fn line(effect: &Effect, waits: bool) -> String {
    match effect {
        Effect::Record { id, event } => format!("record {id}: {}", event_line(event)),
        Effect::Show(feedback) => show_line(feedback),
        Effect::Hint(text) => format!("hint {text:?}"),
        Effect::Say(notice) => say_line(notice),
        Effect::Ask(question) if waits => {
            let rating = question.awaiting == Awaiting::Rating;
            format!("wait {}{}", question.ask, if rating { " for a rating" } else { "" })
        }
        Effect::Ask(question) => ask_line(question),
        Effect::Bring(filed) => format!("bring {filed}"),
        Effect::Finish(summary) => finish_line(summary),
    }
}

fn say_line(notice: &Notice) -> String {
    match notice {
        Notice::Undone(card) => format!("say undone {card}"),
        Notice::Skipped(card) => format!("say skipped {card}"),
        Notice::Flagged(card, on) => format!("say flagged {card} {on}"),
        Notice::Noted(card, _) => format!("say noted {card}"),
        Notice::Suspended(card) => format!("say suspended {card}"),
        Notice::Edited(card) => format!("say edited {card}"),
        Notice::EditedAway(card) => format!("say edited away {card}"),
        plain => format!("say {plain:?}"),
    }
}

fn event_line(event: &Event) -> String {
    match event {
        Event::Review(review) => {
            let hinted = if review.hinted { " hinted" } else { "" };
            let purpose = match review.purpose {
                Purpose::Scheduled => String::new(),
                other => format!(" {}", word(other)),
            };
            format!(
                "review{purpose} {} {} {}{hinted} {} -> {} in {} d, {} ms",
                review.facet,
                word(&review.response),
                word(review.verdict),
                review.score,
                word(review.rating),
                review.interval,
                review.total_ms,
            )
        }
        Event::Amend(amend) => format!(
            "amend {} {} {} -> {} in {} d{}",
            amend.target,
            word(amend.verdict),
            amend.score,
            word(amend.rating),
            amend.interval,
            if amend.disputed { ", disputed" } else { "" },
        ),
        Event::Revoke { target } => format!("revoke {target}"),
        Event::Suspend { card, on } => format!("suspend {card} {on}"),
        Event::Flag { card, on } => format!("flag {card} {on}"),
        Event::Note { card, text } => format!("note {card} {text:?}"),
        other => panic!("a session records no {other:?}"),
    }
}

fn show_line(feedback: &Feedback) -> String {
    let mut line = format!(
        "show {} {} {:?}, {} of {:?}",
        feedback.ask,
        word(feedback.verdict),
        feedback.answer,
        word(feedback.suggested),
        feedback.next,
    );
    let marks = [(feedback.unrated, "unrated"), (feedback.cram, "cram")];
    for (_, mark) in marks.iter().filter(|(on, _)| *on) {
        append(&mut line, format_args!(", {mark}"));
    }
    for text in [&feedback.explanation, &feedback.source].into_iter().flatten() {
        append(&mut line, format_args!(", {text:?}"));
    }
    if !feedback.media.is_empty() {
        append(&mut line, format_args!(", media {:?}", feedback.media));
    }
    line
}

fn ask_line(question: &Question) -> String {
    let mut line = format!(
        "ask {} {}/{} {} {} {:?}",
        question.ask, question.number, question.of, question.kind, question.card, question.prompt,
    );
    let lists = [
        (&question.choices, ""),
        (&question.left, "left "),
        (&question.right, "right "),
        (&question.media, "media "),
    ];
    for (list, what) in lists.into_iter().filter(|(list, _)| !list.is_empty()) {
        append(&mut line, format_args!(" {what}{}", list.join("/")));
    }
    let marks = [
        (question.new, "new"),
        (question.repeat, "repeat"),
        (question.multiple, "multiple"),
        (question.flagged, "flagged"),
        (question.awaiting == Awaiting::Rating, "rating"),
    ];
    for (_, mark) in marks.iter().filter(|(on, _)| *on) {
        append(&mut line, format_args!(", {mark}"));
    }
    if let Some(note) = &question.note {
        append(&mut line, format_args!(", note {note:?}"));
    }
    if let Some(overdue) = question.overdue {
        append(&mut line, format_args!(", due {overdue} d ago"));
    }
    if let Some(last) = question.last {
        append(&mut line, format_args!(", last {}", word(last)));
    }
    format!("{line} | {} of {}, streak {}", question.score, question.possible, question.streak)
}

fn finish_line(summary: &Summary) -> String {
    let mut line = format!(
        "finish: {} of {} right, {} of {} points, streak {}, left {}, tomorrow {}",
        summary.right,
        summary.answered,
        summary.score,
        summary.possible,
        summary.streak,
        summary.left,
        summary.due_tomorrow,
    );
    for tag in &summary.tags {
        append(&mut line, format_args!("; #{} {} of {}", tag.tag, tag.score, tag.possible));
    }
    if !summary.hardest.is_empty() {
        let names: Vec<String> =
            summary.hardest.iter().map(|(name, prompt)| format!("{name} {prompt:?}")).collect();
        append(&mut line, format_args!("; hardest {}", names.join(", ")));
    }
    if let Some(last) = &summary.last_time {
        append(
            &mut line,
            format_args!(
                "; {} before: {}, now {} of {}",
                last.cards, last.before, last.now, last.possible
            ),
        );
    }
    line
}

/// Whether a verdict is one of a judged answer.
pub(super) fn is_judged(verdict: Verdict) -> bool {
    verdict != Verdict::Shown
}
