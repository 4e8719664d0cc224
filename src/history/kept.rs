//! All answers of a log as bytes, so that a log need not be read again for its figures. Only what rows said when they
//! were written: corrections are made afterwards. Bytes that were not made here, or are damaged, are no answers.

use std::collections::BTreeMap;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::Start;
use super::answers::{Answer, Answers, Names};
use crate::time::Newest;

/// So many answers are written and read at a time.
const SOME: usize = 4_096;

/// The names of the facets and of the sessions, the newest moments, what memories start from, and how many answers
/// follow.
type Head = (Vec<Arc<str>>, Vec<Arc<str>>, Newest, BTreeMap<(u32, i64), Start>, usize);

/// How many bytes tell whether the others are whole.
const CHECK: usize = size_of::<u64>();

impl Answers {
    /// What is kept of answers that were not corrected.
    pub fn to_bytes(&self) -> Vec<u8> {
        let (facets, sessions) = (self.facets.all(), self.sessions.all());
        let head = (facets, sessions, self.newest, &self.starts, self.all.len());
        let mut bytes = vec![0; CHECK];
        let mut append = |part: Result<Vec<u8>, postcard::Error>| {
            bytes.extend(part.expect("answers are plain data"));
        };
        append(postcard::to_stdvec(&head));
        for some in self.all.chunks(SOME) {
            append(postcard::to_stdvec(some));
        }
        let check = xxh3_64(&bytes[CHECK..]).to_le_bytes();
        bytes[..CHECK].copy_from_slice(&check);
        bytes
    }

    /// The answers that were kept; `None` where the bytes are not whole.
    pub fn from_bytes(bytes: &[u8]) -> Option<Answers> {
        let (check, rest) = bytes.split_first_chunk()?;
        if u64::from_le_bytes(*check) != xxh3_64(rest) {
            return None;
        }
        let ((facets, sessions, newest, starts, n), mut rest): (Head, _) =
            postcard::take_from_bytes(rest).ok()?;
        let mut all = Vec::with_capacity(n);
        while !rest.is_empty() {
            let some: Vec<Answer>;
            (some, rest) = postcard::take_from_bytes(rest).ok()?;
            all.extend(some);
        }
        let (facets, sessions) = (Names::of(facets), Names::of(sessions));
        Some(Answers { facets, sessions, all, starts, n_revoked: 0, newest })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::history::body::tests::review;
    use crate::history::{Event, Hlc};
    use crate::time::Moment;

    fn answers() -> impl Strategy<Value = Answers> {
        prop::collection::vec((review(), any::<i64>(), any::<bool>()), 0..9).prop_map(|reviews| {
            let mut answers = Answers::default();
            for (row, (review, ms, doubtful)) in (1..).zip(reviews) {
                let body = serde_json::to_string(&Event::Review(Box::new(review))).unwrap();
                let moment = Moment { at: crate::time::Timestamp(ms), ..Moment::default() };
                answers.take(row, Hlc { ms, n: 3 }, moment, doubtful, &body).unwrap();
            }
            answers
        })
    }

    proptest! {
        #[test]
        fn what_is_kept_is_what_was_read(answers in answers()) {
            prop_assert_eq!(Answers::from_bytes(&answers.to_bytes()), Some(answers));
        }

        #[test]
        fn damaged_bytes_are_no_answers(answers in answers(), at: prop::sample::Index, bit in 0..8_u8, n: prop::sample::Index) {
            let bytes = answers.to_bytes();
            let mut damaged = bytes.clone();
            damaged[at.index(bytes.len())] ^= 1 << bit;
            prop_assert_eq!(Answers::from_bytes(&damaged), None);
            prop_assert_eq!(Answers::from_bytes(&bytes[..n.index(bytes.len())]), None);
        }
    }
}
