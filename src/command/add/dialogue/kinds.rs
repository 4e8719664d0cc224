//! The nine kinds of cards as the dialogue asks for them: which fields, in which words and in which order.

/// How a line becomes what stands under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The line as it is.
    Text,
    /// A text, or several between semicolons.
    TextOrTexts,
    /// Several texts: between semicolons.
    Texts,
    /// Several texts, between semicolons or one a line.
    Lines,
    /// Left and right sides, `left = right`, as many as there are between semicolons or lines.
    Pairs,
    /// True or false.
    Truth,
}

impl Shape {
    /// Whether one after the other may be typed, each on its line.
    pub(super) fn goes_on(self) -> bool {
        matches!(self, Shape::Lines | Shape::Pairs)
    }
}

/// What is asked for one key of a card.
#[derive(Debug)]
pub(super) struct Field {
    /// The key.
    pub key: &'static str,
    /// The words it is asked with.
    pub words: &'static str,
    /// What can be typed.
    pub shape: Shape,
    /// What stands for it in a card whose fields are not all typed yet; none where it may be left out.
    pub stand_in: &'static str,
}

impl Field {
    /// Whether the card needs it.
    pub(super) fn is_needed(&self) -> bool {
        !self.stand_in.is_empty()
    }
}

/// A kind of card.
#[derive(Debug)]
pub(super) struct Form {
    /// Its word.
    pub name: &'static str,
    /// Its fields; by the first the card is known.
    pub fields: &'static [Field],
}

const fn field(
    key: &'static str,
    words: &'static str,
    shape: Shape,
    stand_in: &'static str,
) -> Field {
    Field { key, words, shape, stand_in }
}

const QUESTION: Field = field("question", "Question:", Shape::Text, "?");
const EXPLANATION: Field = field("explanation", "Explanation (Enter: none):", Shape::Text, "");

/// Every kind.
pub(super) const FORMS: [Form; 9] = [
    Form {
        name: "short",
        fields: &[
            QUESTION,
            field("answer", "Right answer:", Shape::Text, "1"),
            field("accept", "Also right, with ; between (Enter: none):", Shape::Texts, ""),
            EXPLANATION,
        ],
    },
    Form {
        name: "choice",
        fields: &[
            QUESTION,
            field(
                "answer",
                "Right answer, or several with ; between:",
                Shape::TextOrTexts,
                "\u{2460}",
            ),
            field(
                "wrong",
                "Wrong choices, with ; between or one a line:",
                Shape::Lines,
                "\u{2461};\u{2462}",
            ),
            EXPLANATION,
        ],
    },
    Form {
        name: "flashcard",
        fields: &[
            field("front", "Front:", Shape::Text, "?"),
            field("back", "Back:", Shape::Text, "1"),
            EXPLANATION,
        ],
    },
    Form {
        name: "truefalse",
        fields: &[
            field("statement", "Statement:", Shape::Text, "?"),
            field("answer", "true or false:", Shape::Truth, "true"),
            EXPLANATION,
        ],
    },
    Form {
        name: "number",
        fields: &[
            QUESTION,
            field("answer", "Right number:", Shape::Text, "1"),
            field("unit", "Unit, such as km (Enter: none):", Shape::Text, ""),
            field(
                "tolerance",
                "How far off is right, such as 0.5 or 5% (Enter: exact):",
                Shape::Text,
                "",
            ),
            EXPLANATION,
        ],
    },
    Form {
        name: "cloze",
        fields: &[
            field("cloze", "Text, with gaps such as {{c1::Minsk}}:", Shape::Text, "{{c1::1}}"),
            EXPLANATION,
        ],
    },
    Form {
        name: "order",
        fields: &[
            QUESTION,
            field(
                "order",
                "Steps in the right order, with ; between or one a line:",
                Shape::Lines,
                "1;2",
            ),
            EXPLANATION,
        ],
    },
    Form {
        name: "match",
        fields: &[
            QUESTION,
            field(
                "match",
                "Pairs, left = right, with ; between or one a line:",
                Shape::Pairs,
                "1 = 1;2 = 2",
            ),
            EXPLANATION,
        ],
    },
    Form {
        name: "list",
        fields: &[
            QUESTION,
            field("list", "Members, with ; between or one a line:", Shape::Lines, "1;2"),
            field("need", "How many of them to name (Enter: all):", Shape::Text, ""),
            EXPLANATION,
        ],
    },
];

/// The kind that a word begins, or why it is none.
pub(super) fn named(word: &str) -> Result<&'static Form, String> {
    let word = word.to_lowercase().replace(['/', ' ', '-'], "");
    let found: Vec<&Form> = FORMS.iter().filter(|it| it.name.starts_with(&word)).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(format!("`{word}` is no kind; there are {}", names(", "))),
        several => {
            let names: Vec<&str> = several.iter().map(|it| it.name).collect();
            Err(format!("`{word}` could be {}", names.join(" or ")))
        }
    }
}

/// The names of all kinds.
pub(super) fn names(between: &str) -> String {
    FORMS.map(|it| it.name).join(between)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn the_beginning_of_a_kind_is_enough_where_only_one_begins_so() {
        assert_eq!(named("n").unwrap().name, "number");
        assert_eq!(named("True/False").unwrap().name, "truefalse");
        assert_eq!(named("c").unwrap_err(), "`c` could be choice or cloze");
        assert!(named("essay").unwrap_err().contains("no kind"));
    }
}
