//! Rules for learners who do not see a picture, or its colours, or do not have it.

use super::view::{View, words};
use super::{Check, rule};
use crate::deck::{Card, Parsed, markup};
use crate::diagnostic::Severity::{Error, Warning};

#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    Check { find: without_words, rule: rule("A1", "a picture without words",
        "Who can't see it, or has a terminal without pictures, learns only the file's name (WCAG 1.1.1).",
        "cards:\n  - front: 'Which river is this? ![](river.png)'\n    back: The Danube\n",
        "cards:\n  - front: 'Which river is this? ![a river with three bridges](river.png)'\n    back: The Danube\n") },
    Check { find: by_looks, rule: rule("A2", "a picture told by place or colour only",
        "\"The red part\" says nothing to who does not see red (WCAG 1.3.3, 1.4.1).",
        "language: en\ncards:\n  - front: 'What is the red part of the picture? ![a heart](heart.png)'\n    back: The left chamber\n",
        "language: en\ncards:\n  - front: 'What is the part marked A? ![a heart, one chamber marked A](heart.png)'\n    back: The left chamber\n") },
    Check { find: out_of_folder, rule: rule("A3", "a picture or sound outside of the deck's folder",
        "A deck is handed out with what lies in its folder; anything else is on your machine only, and is not opened for anybody.",
        "cards:\n  - front: 'Which river is this? ![a river with three bridges](../river.png)'\n    back: The Danube\n",
        "cards:\n  - front: 'Which river is this? ![a river with three bridges](river.png)'\n    back: The Danube\n") },
];

fn without_words(view: &mut View<'_>) {
    for seen in view.cards {
        let media = markup::media(&seen.card.prompt());
        // A sound is heard; what it says would be the answer.
        let is_picture = |file: &str| {
            let ending = file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
            matches!(&*ending, "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" | "bmp" | "avif")
        };
        if let Some(it) = media.iter().find(|it| it.alt.trim().is_empty() && is_picture(&it.file)) {
            let message = format!("the picture `{}` has no words", it.file);
            view.doubt(
                seen.card,
                Warning,
                "![",
                message,
                "say between the brackets what it shows, without the answer",
            );
        }
    }
}

fn by_looks(view: &mut View<'_>) {
    let Some(tongue) = view.tongue else { return };
    for seen in view.cards {
        if markup::media(&seen.card.prompt()).is_empty() {
            continue;
        }
        let text = seen.card.prompt();
        let outside: String = text
            .split("![")
            .enumerate()
            .map(|(n, part)| match part.split_once(')') {
                Some((_, after)) if n > 0 => after,
                _ if n > 0 => "",
                _ => part,
            })
            .collect();
        let said = words(&outside);
        let points = said.windows(2).find(|two| {
            tongue.pointing.contains(&two[0].as_str()) && tongue.picture.contains(&two[1].as_str())
        });
        if let Some([look, what, ..]) = points {
            let message = format!("`{look} {what}` is told by looks only");
            view.doubt(
                seen.card,
                Warning,
                look,
                message,
                "name it by a letter or by what it is, too",
            );
        }
    }
}

fn out_of_folder(view: &mut View<'_>) {
    for seen in view.cards {
        if let Some(file) = named(view.parsed, seen.card).find(|file| leads_out(file)) {
            let message = format!("`{file}` leads out of the deck's folder");
            let help = "put the file into the deck's folder and write its name alone";
            view.doubt(seen.card, Error, &file, message, help);
        }
    }
}

/// The pictures and sounds that a card names, on whichever side.
pub(super) fn named<'a>(parsed: &'a Parsed, card: &Card) -> impl Iterator<Item = String> + 'a {
    let text = parsed.text.get(card.span.start..card.span.end).unwrap_or("");
    let lines = text.lines().filter(|line| line.contains("!["));
    lines.flat_map(|line| markup::media(line.trim())).map(|it| it.file)
}

/// Whether a path begins at the root of a system, or goes up.
pub(super) fn leads_out(file: &str) -> bool {
    let has_drive = file.as_bytes().get(1) == Some(&b':');
    has_drive || file.starts_with(['/', '\\']) || file.split(['/', '\\']).any(|part| part == "..")
}
