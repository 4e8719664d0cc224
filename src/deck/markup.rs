//! The small Markdown of card text, parsed once here; `ui` renders it, `exchange` maps it, judging
//! sees plain text.

/// The text without its marks, as judging and search see it.
pub fn plain(text: &str) -> String {
    let _ = text;
    todo!()
}
