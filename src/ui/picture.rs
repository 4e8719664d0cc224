//! Pictures on terminals that surely show them: PNG files by the kitty graphics protocol
//! (<https://sw.kovidgoyal.net/kitty/graphics-protocol/>). Reads no environment and no file.

use base64::prelude::{BASE64_STANDARD, Engine};

/// The bytes of base64 text that one escape code may carry.
const CHUNK: usize = 4096;

/// How a terminal shows pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pictures {
    /// Only by the words that stand for them.
    #[default]
    Words,
    /// By the kitty graphics protocol.
    Kitty,
}

impl Pictures {
    /// What a terminal can do, from `TERM`, `TERM_PROGRAM` and whether `KITTY_WINDOW_ID` is set.
    pub fn of(term: &str, program: &str, kitty_window: bool) -> Pictures {
        let multiplexed = term.starts_with("screen") || term.starts_with("tmux");
        let kitty = kitty_window || term == "xterm-kitty" || term == "xterm-ghostty";
        let program = matches!(program, "ghostty" | "WezTerm");
        if (kitty || program) && !multiplexed { Pictures::Kitty } else { Pictures::Words }
    }
}

/// The escape codes that show a PNG file at the cursor; `None` where the bytes are no PNG.
pub fn kitty(png: &[u8]) -> Option<String> {
    if !png.starts_with(b"\x89PNG\r\n\x1a\n") {
        return None;
    }
    let text = BASE64_STANDARD.encode(png);
    let mut codes = String::with_capacity(text.len() + text.len() / 64);
    for (idx, start) in (0..text.len()).step_by(CHUNK).enumerate() {
        let end = (start + CHUNK).min(text.len());
        let keys = if idx == 0 { "a=T,f=100,q=2," } else { "" };
        let more = end < text.len();
        codes.extend(["\u{1b}_G", keys, if more { "m=1;" } else { "m=0;" }]);
        codes.extend([&text[start..end], "\u{1b}\\"]);
    }
    codes.push('\n');
    Some(codes)
}

#[cfg(test)]
mod tests {
    use super::{Pictures, kitty};

    #[test]
    fn only_png_is_shown_and_long_ones_in_chunks() {
        assert_eq!(kitty(b"GIF89a"), None);
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        png.resize(4000, 0);
        let codes = kitty(&png).unwrap();
        assert!(codes.starts_with("\u{1b}_Ga=T,f=100,q=2,m=1;iVBORw0KGgo"));
        assert_eq!(codes.matches("\u{1b}_G").count(), 2);
        assert!(codes.contains("\u{1b}_Gm=0;"));
    }

    #[test]
    fn graphics_are_used_only_where_they_are_sure() {
        assert_eq!(Pictures::of("xterm-kitty", "", true), Pictures::Kitty);
        assert_eq!(Pictures::of("xterm-256color", "WezTerm", false), Pictures::Kitty);
        assert_eq!(Pictures::of("tmux-256color", "", true), Pictures::Words);
        assert_eq!(Pictures::of("xterm-256color", "", false), Pictures::Words);
    }
}
