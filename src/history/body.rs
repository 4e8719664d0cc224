//! The stored form of a review, as far as it counts. A log holds a million of them, all written by this
//! program, so what it writes is read field after field; anything else by the general reader.

use std::borrow::Cow;
use std::str::FromStr;

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::{Algorithm, Purpose, Rating, Start};
use crate::grading::Verdict;
use crate::time::Day;

/// The fields of a [`super::Review`] that count.
#[derive(Debug, PartialEq, Deserialize)]
pub(super) struct Body<'a> {
    #[serde(borrow)]
    pub facet: Cow<'a, str>,
    #[serde(borrow)]
    pub session: Cow<'a, str>,
    pub purpose: Purpose,
    pub verdict: Verdict,
    pub score: f64,
    pub points: f64,
    pub rating: Rating,
    #[serde(default)]
    pub recall: Option<f64>,
    pub total_ms: u32,
    pub scheduler: Algorithm,
    pub due: Day,
    #[serde(default)]
    pub start: Option<Start>,
}

impl<'a> Body<'a> {
    /// Reads a body.
    pub(super) fn read(text: &'a str) -> Result<Body<'a>, serde_json::Error> {
        Body::as_written(text).map_or_else(|| serde_json::from_str(text), Ok)
    }

    /// Reads a body that stands as [`super::Review`] is written, without a space and in the order of its
    /// fields; `None` for any other, whatever is the matter with it, and for one from which memory starts: few do.
    fn as_written(text: &'a str) -> Option<Body<'a>> {
        let mut rest = Rest(text.strip_prefix(r#"{"type":"review""#)?);
        let facet = rest.text(r#","facet":""#)?.into();
        let session = rest.text(r#","session":""#)?.into();
        let purpose = rest.word(r#","purpose":""#)?;
        // No quote stands bare within a text, so that this can't be the learner's own response.
        rest.skip_to(r#","verdict":""#)?;
        let verdict = rest.word(r#","verdict":""#)?;
        rest.skip_to(r#","score":"#)?;
        let score = rest.number(r#","score":"#)?;
        let points = rest.number(r#","points":"#)?;
        rest.skip_to(r#","rating":""#)?;
        let rating = rest.word(r#","rating":""#)?;
        rest.number::<u32>(r#","first_key_ms":"#);
        let total_ms = rest.number(r#","total_ms":"#)?;
        let recall = rest.number(r#","recall":"#);
        let scheduler = rest.word(r#","scheduler":""#)?;
        rest.skip_to(r#","due":"#)?;
        let due = Day(rest.number(r#","due":"#)?);
        (rest.0 == "}").then_some(Body {
            facet,
            session,
            purpose,
            verdict,
            score,
            points,
            rating,
            recall,
            total_ms,
            scheduler,
            due,
            start: None,
        })
    }
}

/// What is still to be read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// Leaves out all before a key.
    fn skip_to(&mut self, key: &str) -> Option<()> {
        self.0 = &self.0[self.0.find(key)?..];
        Some(())
    }

    /// The text after a key that comes next; `None` where something in it is escaped.
    fn text(&mut self, key: &str) -> Option<&'a str> {
        let (text, rest) = self.0.strip_prefix(key)?.split_once('"')?;
        self.0 = rest;
        (!text.contains('\\')).then_some(text)
    }

    /// One of a few words.
    fn word<T: Deserialize<'a>>(&mut self, key: &str) -> Option<T> {
        let word: StrDeserializer<'a, Error> = self.text(key)?.into_deserializer();
        T::deserialize(word).ok()
    }

    /// The number after a key, where that key comes next.
    fn number<T: FromStr>(&mut self, key: &str) -> Option<T> {
        let rest = self.0.strip_prefix(key)?;
        let end = rest.find([',', '}'])?;
        let number = rest[..end].parse().ok()?;
        self.0 = &rest[end..];
        Some(number)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::grading::{Response, Rule};
    use crate::history::{Event, Review, Start};

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![
            ".*",
            Just(r#","verdict":"right""#.to_owned()),
            Just(r#"}","due":1,"#.to_owned()),
        ]
    }

    pub(in crate::history) fn review() -> impl Strategy<Value = Review> {
        let parts = (texts(), "[a-z\"]{1,9}", any::<bool>(), 0.0..=1.0_f64, any::<Option<u32>>());
        parts.prop_map(|(text, name, flag, share, ms)| Review {
            facet: format!("d/{name}").parse().unwrap(),
            session: name.into(),
            purpose: if flag { Purpose::Cram } else { Purpose::Ahead },
            response: if flag { Response::Text(text) } else { Response::List(vec![text]) },
            verdict: Verdict::Slip,
            rule: Rule::Folded,
            score: share,
            points: 1.0,
            hinted: flag,
            suggested: Rating::Hard,
            rating: Rating::Easy,
            first_key_ms: ms,
            total_ms: 7,
            recall: flag.then_some(share),
            scheduler: Algorithm::Fsrs7,
            parameters: 3,
            retention: share,
            interval: 3,
            due: Day(-5),
            start: ms.is_none().then_some(Start::Sm2 { interval: 30, ease: 2.3 }),
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_field_after_field(review in review()) {
            let plain = !review.session.contains('"') && review.start.is_none();
            let Review { verdict, score, points, rating, recall, total_ms, due, .. } = review;
            let expected = (verdict, score, points, rating, recall, total_ms, due);
            let text = serde_json::to_string(&Event::Review(Box::new(review.clone()))).unwrap();
            let quick = Body::as_written(&text);
            prop_assert_eq!(quick.is_some(), plain, "{}", text);
            let read = Body::read(&text).unwrap();
            prop_assert_eq!(read.facet, review.facet.to_string());
            prop_assert_eq!(read.start, review.start);
            let found = (read.verdict, read.score, read.points, read.rating, read.recall, read.total_ms, read.due);
            prop_assert_eq!(found.0, expected.0);
            prop_assert!((found.1 - expected.1).abs() < 1e-12 && found.4.is_some() == expected.4.is_some());
            prop_assert_eq!((found.2, found.3, found.5, found.6), (expected.2, expected.3, expected.5, expected.6));
        }

        #[test]
        fn a_damaged_body_is_for_the_general_reader(review in review(), at: prop::sample::Index, byte in "[\"\\\\,:{}0-9a-z]") {
            let mut text = serde_json::to_string(&Event::Review(Box::new(review))).unwrap();
            let at = at.index(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
                text.replace_range(at..=at, &byte);
            }
            // What both can read, they read as the same.
            if let (Some(quick), Ok(general)) = (Body::as_written(&text), serde_json::from_str::<Body<'_>>(&text)) {
                prop_assert_eq!((quick.facet, quick.session, quick.rating, quick.due), (general.facet, general.session, general.rating, general.due));
            }
        }
    }
}
