//! The faults of a deck, one constructor each: code, words and cure. Finds nothing itself.

use crate::diagnostic::{Diagnostic, Severity, Span};

fn fault(code: &'static str, span: Span, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic {
        code,
        severity: Severity::Error,
        span,
        message: message.into(),
        help: (!help.is_empty()).then(|| help.to_owned()),
        related: Vec::new(),
    }
}

pub(super) fn not_utf8(span: Span, utf16: bool) -> Diagnostic {
    let message =
        if utf16 { "the file is UTF-16, not UTF-8" } else { "this byte is not UTF-8 text" };
    fault("D001", span, message, "save the file as UTF-8 in your editor")
}

pub(super) fn syntax(span: Span, message: &str, help: &str) -> Diagnostic {
    fault("D002", span, message, help)
}

pub(super) fn control_character(span: Span, character: char) -> Diagnostic {
    let message = format!("a control character (U+{:04X}) stands in the file", character as u32);
    fault("D003", span, message, "delete it")
}

pub(super) fn escape_in_quotes(span: Span, character: char, cure: &str) -> Diagnostic {
    let message = format!(
        "a backslash in double quotes became a control character (U+{:04X})",
        character as u32
    );
    fault("D004", span, message, cure)
}

pub(super) fn tag(span: Span, text: &str, cure: &str) -> Diagnostic {
    let message = format!("`{text}` is read by YAML as a tag and would be lost");
    fault("D005", span, message, cure)
}

pub(super) fn anchor(span: Span) -> Diagnostic {
    let help = "put a text that begins with `&` or `*` in single quotes; write repeated texts out, \
                or once under `defaults:`";
    fault("D006", span, "YAML anchors, aliases and merge keys are not used in decks", help)
}

pub(super) fn second_document(span: Span) -> Diagnostic {
    let help = "delete the `---` between them, or make two files";
    fault("D007", span, "a file holds one deck, and here a second document begins", help)
}

pub(super) fn duplicate_key(span: Span, first: Span, key: &str) -> Diagnostic {
    let help = match key {
        "answer" | "back" => {
            "keep one of the two; other right answers go under `accept:`".to_owned()
        }
        "accept" | "wrong" | "reject" | "tags" | "choices" | "list" | "order" | "extra" => {
            format!("put all under one `{key}:`, each on a line of its own after a dash")
        }
        "cards" => "put all cards under the first `cards:`".to_owned(),
        _ => "keep one of the two".to_owned(),
    };
    let mut it = fault("D008", span, format!("`{key}` stands twice"), &help);
    it.related.push((first, "first here".into()));
    it
}

/// The code of a special space in front of a text, which makes other faults follow.
pub(super) const ODD_SPACE: &str = "D009";

pub(super) fn odd_space(span: Span, character: char) -> Diagnostic {
    let message =
        format!("a special space (U+{:04X}) stands where the line is indented", character as u32);
    fault(ODD_SPACE, span, message, "delete the space before the text and type plain spaces")
}

pub(super) fn no_cards(span: Span) -> Diagnostic {
    let help = "write `cards:` on a line, and below it each card after a dash, indented by two";
    fault("D010", span, "the deck has no cards", help)
}

pub(super) fn no_cards_key(span: Span) -> Diagnostic {
    let help = "write `cards:` on a line of its own above the first card";
    fault("D010", span, "the cards begin here without `cards:` above them", help)
}

pub(super) fn unknown_key(span: Span, key: &str, place: &str, near: Option<&str>) -> Diagnostic {
    let help = near.map_or_else(
        || "delete it, or see docs/deck-format.md for the keys there are".to_owned(),
        |near| format!("write `{near}:`"),
    );
    fault("D011", span, format!("{place} has no key `{key}`"), &help)
}

pub(super) fn missing(span: Span, what: &str, help: &str) -> Diagnostic {
    fault("D012", span, format!("the card has no {what}"), help)
}

pub(super) fn empty(span: Span, key: &str) -> Diagnostic {
    fault("D013", span, format!("`{key}` is empty"), "write a text after it, or delete the line")
}

/// A list without members, which a card can do without.
pub(super) fn empty_list(span: Span, key: &str) -> Diagnostic {
    let help = "write texts below it, each after a dash, or delete the line";
    let mut it = fault("D013", span, format!("`{key}` is empty"), help);
    it.severity = Severity::Warning;
    it
}

/// Nothing before a comment.
pub(super) fn empty_by_comment(span: Span, key: &str, cure: &str) -> Diagnostic {
    let message = format!("`{key}` is empty: `#` begins a comment");
    fault("D013", span, message, cure)
}

pub(super) fn wrong_shape(span: Span, key: &str, wanted: &str, help: &str) -> Diagnostic {
    fault("D014", span, format!("`{key}` must be {wanted}"), help)
}

pub(super) fn not_one_of(span: Span, key: &str, value: &str, names: &[&str]) -> Diagnostic {
    let help = format!("write one of: {}", names.join(", "));
    fault("D015", span, format!("`{value}` is not possible for `{key}`"), &help)
}

pub(super) fn out_of_range(span: Span, key: &str, value: &str, range: &str) -> Diagnostic {
    let message = format!("`{value}` is not possible for `{key}`");
    fault("D016", span, message, &format!("write {range}"))
}

pub(super) fn not_for_kind(span: Span, key: &str, kind: &str) -> Diagnostic {
    let message = format!("`{key}` does not belong to a card of kind {kind}");
    fault("D017", span, message, "delete it, or state the kind you mean with `kind:`")
}

pub(super) fn newer_format(span: Span, value: &str) -> Diagnostic {
    let message = format!("this deck is of format {value}, and this program reads format 1");
    fault("D018", span, message, "use a newer quizdeck")
}

pub(super) fn wide_colon(span: Span) -> Diagnostic {
    let help = "type `:` and a space after the key";
    fault("D019", span, "a full-width colon (\u{ff1a}) does not end a key", help)
}

pub(super) fn not_among_choices(span: Span, answer: &str) -> Diagnostic {
    let message = format!("the answer `{answer}` is not among the choices");
    fault("D020", span, message, "copy the answer from `choices:` letter by letter")
}

pub(super) fn no_wrong_choice(span: Span) -> Diagnostic {
    fault("D021", span, "every choice is right", "add a wrong one under `wrong:`")
}

pub(super) fn duplicate(span: Span, text: &str, first: Span) -> Diagnostic {
    let mut it = fault("D022", span, format!("`{text}` stands twice"), "delete one of the two");
    it.related.push((first, "first here".into()));
    it
}

pub(super) fn cloze(span: Span, message: &str, help: &str) -> Diagnostic {
    fault("D023", span, message, help)
}

/// A gap that was probably meant; the card is asked without it.
pub(super) fn half_gap(span: Span, message: &str, help: &str) -> Diagnostic {
    let mut it = cloze(span, message, help);
    it.severity = Severity::Warning;
    it
}

pub(super) fn too_few(span: Span, key: &str, least: usize) -> Diagnostic {
    let message = format!("`{key}` needs at least {least}");
    fault("D024", span, message, "add more, or make it a short answer with `answer:`")
}

pub(super) fn duplicate_id(span: Span, first: Span, id: &str) -> Diagnostic {
    let help = "give one of them another id";
    let mut it = fault("D025", span, format!("two cards have the id `{id}`"), help);
    it.related.push((first, "first here".into()));
    it
}

pub(super) fn same_prompt(span: Span, first: Span) -> Diagnostic {
    let help = "delete one, reword its question, or give each an `id:`";
    let mut it = fault("D026", span, "two cards ask the same", help);
    it.related.push((first, "first here".into()));
    it
}

/// A text in brackets of its own, which YAML reads as a list.
pub(super) fn brackets(span: Span, key: &str, cure: &str) -> Diagnostic {
    let message = format!("`{key}` must be a text, and one in brackets is read by YAML as a list");
    fault("D014", span, message, cure)
}

pub(super) fn answer_list(span: Span) -> Diagnostic {
    let help = "keep one text under `answer:` and put the others under `accept:`; to have all of \
                them named use `list:`";
    fault("D027", span, "a short answer is one text, not a list", help)
}

pub(super) fn braces(span: Span, cure: &str) -> Diagnostic {
    fault("D028", span, "a text that begins with `{` is read by YAML as a map", cure)
}

pub(super) fn no_key(span: Span) -> Diagnostic {
    let help = "write a text before the colon, or put the whole text in single quotes";
    fault("D029", span, "a key here is empty or no text", help)
}

pub(super) fn too_long(span: Span, most: usize) -> Diagnostic {
    let message = format!("this text is longer than {most} bytes");
    fault("D032", span, message, "cut it into several cards; look for a quote that is never closed")
}

pub(super) fn too_many_keys(span: Span, most: usize) -> Diagnostic {
    let message = format!("more than {most} keys stand here together");
    fault("D033", span, message, "begin each card with a dash; one card has a dozen keys")
}

pub(super) fn too_many_items(span: Span, most: usize) -> Diagnostic {
    let message = format!("more than {most} texts stand here in one list");
    fault("D033", span, message, "make several cards of it; nobody learns so many at once")
}

pub(super) fn split_number(span: Span) -> Diagnostic {
    let help = "write one to a line, each after a dash: `- 1,000 km`";
    fault("D030", span, "a comma inside a number splits it here into two texts", help)
}

pub(super) fn cut_by_comment(span: Span) -> Diagnostic {
    let mut it = fault(
        "D031",
        span,
        "the text ends here: ` #` begins a comment",
        "put the text in single quotes if the `#` belongs to it",
    );
    it.severity = Severity::Warning;
    it
}

pub(super) fn card_without_dash(span: Span, key: &str, first: Option<Span>) -> Diagnostic {
    let message = format!("`{key}` begins a new card, and has no dash");
    let help = format!(
        "write `- {key}:`, its dash under the dash above and its other keys under `{key}`; if it is no new \
         card, delete it"
    );
    let mut it = fault("D034", span, message, &help);
    it.related.extend(first.map(|first| (first, "the card above asks here".into())));
    it
}

/// A key of a card at the left margin.
pub(super) fn card_key_outside(span: Span, key: &str, is_prompt: bool) -> Diagnostic {
    let help = if is_prompt {
        format!("write `- {key}:`, its dash under the dashes of the other cards, below `cards:`")
    } else {
        "put it under the first key of its card, with as many spaces before it".to_owned()
    };
    fault(
        "D034",
        span,
        format!("`{key}` is a key of a card, and stands outside of the cards"),
        &help,
    )
}

pub(super) fn dash_out_of_line(span: Span, at: usize, wanted: usize, is_card: bool) -> Diagnostic {
    let (by, way) = (at.abs_diff(wanted), if at < wanted { "right" } else { "left" });
    let columns = if by == 1 { "one column".to_owned() } else { format!("{by} columns") };
    let what = if is_card { "move the card, all its lines," } else { "move it" };
    let help = format!("{what} {columns} to the {way}, so that its dash stands under the others");
    fault("D035", span, "this dash does not stand under the dashes that it belongs to", &help)
}

/// A dash before a key that belongs to the card above.
pub(super) fn dash_inside_card(span: Span, key: &str) -> Diagnostic {
    let message = format!("the dash before `{key}` cuts the card above in two");
    let help =
        format!("type a space instead of the dash, so that `{key}` stands under the other keys");
    fault("D035", span, message, &help)
}

pub(super) fn bullet(span: Span, mark: &str) -> Diagnostic {
    let message = format!("`{mark}` is no dash to YAML");
    fault(
        "D036",
        span,
        message,
        "begin each card, and each line of a list, with a plain `-` and a space",
    )
}

pub(super) fn no_space(span: Span, right: &str) -> Diagnostic {
    let message = if right.starts_with('-') {
        "the dash has no space after it"
    } else {
        "the key does not end with a colon and a space"
    };
    let key = right.strip_prefix("- ").and_then(|it| it.strip_suffix(':'));
    let rest =
        key.map_or_else(String::new, |key| format!(", and put its other keys under `{key}`"));
    fault("D037", span, message, &format!("write `{right}`{rest}"))
}

pub(super) fn key_out_of_line(span: Span, key: &str, first: &str, wanted: usize) -> Diagnostic {
    let message = format!("`{key}` does not stand under the other keys of its card");
    let help = format!("put it under `{first}`, with {wanted} spaces before it");
    fault("D038", span, message, &help)
}

pub(super) fn tab(span: Span) -> Diagnostic {
    let help = "type spaces instead of it, here and in every line below that begins with a tab";
    fault("D039", span, "a tab stands where the line is indented", help)
}

pub(super) fn unknown_language(span: Span, typed: &str, code: Option<&str>) -> Diagnostic {
    let help = code.map_or_else(
        || "write its code, such as `en`, `de` or `pt-BR`, or delete the line".to_owned(),
        |code| format!("write `{code}`"),
    );
    fault("D040", span, format!("`{typed}` is no language tag"), &help)
}

pub(super) fn unfit_id(span: Span, id: &str, why: &str) -> Diagnostic {
    let message = format!("the id `{id}` holds {why}");
    fault("D041", span, message, "use letters, digits, hyphens and full stops, such as `c-sharp`")
}
