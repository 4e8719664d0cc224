//! Folding: what counts as the same text, in the steps that judging and identity need.

/// Folds a text for identity and first comparison: compatibility forms, case, white space,
/// typographic quotes and dashes, a final full stop. Never empties a text; idempotent.
pub fn fold(text: &str) -> String {
    let _ = text;
    todo!()
}

/// A stable fingerprint of a text: 12 lower-case letters and digits, the same on every machine
/// and in every version.
pub fn fingerprint(folded: &str) -> String {
    let _ = folded;
    todo!()
}
