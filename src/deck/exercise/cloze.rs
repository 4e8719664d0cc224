//! Cloze texts as they are asked: the gaps of one number open, the others filled in.

use super::{Exercise, is_short};
use crate::deck::{Accepted, Answer, Part, Piece, Rejected, markup};
use crate::text::fold::fold;

/// What stands in an open gap without a hint.
const GAP: &str = "...";

/// A cloze card's own fields.
pub(super) struct Cloze<'a> {
    pub(super) pieces: &'a [Piece],
    pub(super) accept: &'a [(u16, Vec<String>)],
    pub(super) reject: &'a [Rejected],
}

/// The gaps of a part, as they are asked. Where `typed` is not stated, short gaps are typed and
/// long ones self-rated.
pub(super) fn exercise<'a>(cloze: &Cloze<'_>, typed: Option<bool>, part: Part) -> Exercise<'a> {
    let open = cloze.open(part);
    let short = || cloze.gaps(open).all(|(_, text)| is_short(text));
    let answer = if typed.unwrap_or_else(short) {
        cloze.typed(open)
    } else {
        Answer::SelfRated(cloze.filled(open))
    };
    Exercise::new(&cloze.prompt(open), answer)
}

impl Cloze<'_> {
    /// The gap number of a part; none means every gap.
    pub(super) fn open(&self, part: Part) -> Option<u16> {
        let Part::Cloze(wanted) = part else { return None };
        self.pieces.iter().any(|piece| piece.number() == Some(wanted)).then_some(wanted)
    }

    /// Numbers and texts of the open gaps.
    fn gaps(&self, open: Option<u16>) -> impl Iterator<Item = (u16, &str)> {
        self.pieces.iter().filter_map(move |piece| match piece {
            Piece::Gap { number, text, .. } if is_open(*number, open) => {
                Some((*number, text.as_str()))
            }
            _ => None,
        })
    }

    fn prompt(&self, open: Option<u16>) -> String {
        let shown = |piece: &Piece| match piece {
            Piece::Gap { number, hint, .. } if is_open(*number, open) => {
                format!("[{}]", hint.as_deref().unwrap_or(GAP))
            }
            Piece::Text(text) | Piece::Gap { text, .. } => text.clone(),
        };
        self.pieces.iter().map(shown).collect()
    }

    /// The full text, with what stands in the open gaps emphasised where marks are read there: not
    /// within maths or code.
    pub(super) fn filled(&self, open: Option<u16>) -> String {
        let with = |mark: &str| -> String {
            let shown = |piece: &Piece| match piece {
                Piece::Gap { number, text, .. } if is_open(*number, open) => {
                    format!("{mark}{text}{mark}")
                }
                Piece::Text(text) | Piece::Gap { text, .. } => text.clone(),
            };
            self.pieces.iter().map(shown).collect()
        };
        let (emphasised, bare) = (with("**"), with(""));
        if markup::plain(&emphasised) == markup::plain(&bare) { emphasised } else { bare }
    }

    /// What is typed into the open gaps: once where all hold the same, else gap by gap.
    pub(super) fn typed(&self, open: Option<u16>) -> Answer {
        let mut gaps: Vec<(u16, Accepted)> =
            self.gaps(open).map(|(number, text)| (number, self.accepted(text))).collect();
        let same = gaps.windows(2).all(|two| fold(&two[0].1.answer) == fold(&two[1].1.answer));
        if same {
            gaps.truncate(1);
        }
        for (number, texts) in self.accept {
            for text in texts {
                let nearest = gaps
                    .iter_mut()
                    .filter(|(of, _)| same || of == number)
                    .min_by_key(|(_, gap)| strsim::osa_distance(&fold(&gap.answer), &fold(text)));
                if let Some((_, gap)) = nearest.filter(|_| is_open(*number, open)) {
                    gap.accept.push(text.clone());
                }
            }
        }
        let mut gaps: Vec<Accepted> = gaps.into_iter().map(|(_, gap)| gap).collect();
        match gaps.len() {
            1 => Answer::Words(gaps.swap_remove(0)),
            _ => Answer::Gaps(gaps),
        }
    }

    fn accepted(&self, text: &str) -> Accepted {
        Accepted { answer: text.to_owned(), accept: Vec::new(), reject: self.reject.to_vec() }
    }
}

fn is_open(number: u16, open: Option<u16>) -> bool {
    open.is_none_or(|open| open == number)
}
