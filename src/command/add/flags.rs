//! A card from flags: its keys and values, and its faults in words of flags. Writes nothing.

use crate::cli::CardFlags;
use crate::deck::Card;
use crate::deck::write::Cell;
use crate::error::Failure;

use super::dialogue::pair;
use super::one;

/// Keys of a card and the flags that stand for them.
const FLAGS: [(&str, &str); 20] = [
    ("kind", "--kind"),
    ("id", "--id"),
    ("question", "--question"),
    ("answer", "--answer"),
    ("accept", "--accept"),
    ("wrong", "--wrong"),
    ("front", "--front"),
    ("back", "--back"),
    ("cloze", "--cloze"),
    ("statement", "--statement"),
    ("tolerance", "--tolerance"),
    ("unit", "--unit"),
    ("order", "--order"),
    ("match", "--match"),
    ("list", "--list"),
    ("need", "--need"),
    ("hint", "--hint"),
    ("explanation", "--explanation"),
    ("tags", "--tag"),
    ("source", "--source"),
];

/// The card that was typed as flags; none where there are none.
pub(in crate::command) fn card(flags: &CardFlags) -> Result<Option<Card>, Failure> {
    let failed = |why: String| {
        Failure::new(format!("that is no card: {}", in_flags(&why)))
            .hint("`quizdeck add --help` shows examples")
    };
    let cells = cells(flags).map_err(failed)?;
    if cells.is_empty() { Ok(None) } else { one(&cells).map(Some).map_err(failed) }
}

/// Keys and values of what was typed.
fn cells(flags: &CardFlags) -> Result<Vec<(&'static str, Cell<'_>)>, String> {
    let mut cells = Vec::new();
    for (key, value) in [
        ("id", &flags.id),
        ("kind", &flags.kind),
        ("question", &flags.question),
        ("statement", &flags.statement),
        ("front", &flags.front),
        ("back", &flags.back),
        ("cloze", &flags.cloze),
        ("tolerance", &flags.tolerance),
        ("unit", &flags.unit),
        ("need", &flags.need),
        ("hint", &flags.hint),
        ("explanation", &flags.explanation),
        ("source", &flags.source),
    ] {
        if let Some(value) = value {
            cells.push((key, Cell::Text(value)));
        }
    }
    for (key, values) in [
        ("answer", &flags.answer),
        ("accept", &flags.accept),
        ("wrong", &flags.wrong),
        ("order", &flags.order),
        ("list", &flags.list),
        ("tags", &flags.tag),
    ] {
        match values.as_slice() {
            [] => {}
            [only] if key == "answer" => cells.push((key, Cell::Text(only))),
            several => {
                cells.push((key, Cell::Texts(several.iter().map(String::as_str).collect())));
            }
        }
    }
    if !flags.pairs.is_empty() {
        let pairs = flags.pairs.iter().map(|it| pair(it)).collect::<Result<_, _>>()?;
        cells.push(("match", Cell::Pairs(pairs)));
    }
    Ok(cells)
}

/// A fault in words of flags: who types flags has seen no key of a file.
fn in_flags(why: &str) -> String {
    FLAGS.iter().fold(why.to_owned(), |why, (key, flag)| {
        let flag = format!("`{flag}`");
        why.replace(&format!("`{key}:`"), &flag).replace(&format!("`{key}`"), &flag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_can_be_made_by_flags() {
        let some = |text: &str| Some(text.to_owned());
        let texts = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let asks = CardFlags { question: some("Q?"), ..CardFlags::default() };
        for (kind, flags) in [
            ("short", CardFlags { answer: texts("a"), ..asks.clone() }),
            ("choice", CardFlags { answer: texts("a b"), wrong: texts("c"), ..asks.clone() }),
            ("number", CardFlags { answer: texts("1"), unit: some("km"), ..asks.clone() }),
            ("number", CardFlags { answer: texts("1"), kind: some("number"), ..asks.clone() }),
            ("order", CardFlags { order: texts("a b"), ..asks.clone() }),
            ("match", CardFlags { pairs: texts("a=b c=d"), ..asks.clone() }),
            ("list", CardFlags { list: texts("a b"), need: some("1"), ..asks.clone() }),
            ("flashcard", CardFlags { front: some("a"), back: some("b"), ..CardFlags::default() }),
            ("cloze", CardFlags { cloze: some("a {{b}}"), ..CardFlags::default() }),
            (
                "truefalse",
                CardFlags { statement: some("a"), answer: texts("no"), ..CardFlags::default() },
            ),
        ] {
            assert_eq!(card(&flags).unwrap().unwrap().kind_word(), kind);
        }
        assert!(card(&CardFlags::default()).unwrap().is_none());
    }

    #[test]
    fn faults_name_the_flag() {
        let asks = CardFlags { question: Some("Q?".to_owned()), ..CardFlags::default() };
        let told = |flags: &CardFlags| card(flags).unwrap_err().to_string();
        let why = told(&asks);
        assert!(why.contains("the card has no answer; add `--answer` to it"), "{why}");
        let flags = CardFlags { answer: vec!["1".into()], tolerance: Some("x".into()), ..asks };
        let why = told(&flags);
        assert!(why.contains("`x` is not possible for `--tolerance`"), "{why}");
    }
}
