//! Text as the other layers need it: folding for comparison, display width, escaping, counting.
//! Knows no deck and no screen.

pub mod bytes;
pub mod eight_bytes;
pub mod escape;
pub mod fold;
pub mod width;

/// A count with its noun: `1 card`, `2 cards`.
pub fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
