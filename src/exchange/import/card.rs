//! A note as cards of a deck: its kind from its type and from what we wrote into its fields ourselves, its
//! texts from what its templates show.

use super::super::{ALWAYS, Content, mark, package, stock};
use super::cloze;
use super::parts::{Form, Parts};
use super::template::{self, Side};
use super::tree::Node;
use super::words::{self, Words};
use super::{Collection, Imported, Note, Notetype, Report, alike};
use crate::deck::{AnkiNote, Card, CardKey, Deck, DeckId, Kind, Source, Strict};
use crate::diagnostic::Span;
use crate::text::bytes;
use crate::text::escape::is_harmful;
use crate::text::fold::fingerprint;

/// How notes become cards.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Cards that Anki turns are typed.
    pub typed: bool,
}

/// The beginning of the names of our own note types.
const OWN: &str = "quizdeck ";

/// Makes cards of notes of a collection, the first of which stands at a place in it.
pub fn cards(
    collection: &Collection,
    (first, notes): (usize, &[Note]),
    options: Options,
) -> (Vec<Imported>, Report) {
    let mut report = Report::default();
    let mut cards = Vec::with_capacity(notes.len());
    for (idx, note) in (first..).zip(notes) {
        let example = note.fields.first().map_or("", |it| it);
        let Some(notetype) = collection.notetypes.get(note.notetype) else {
            report.leave_out("without a note type", example);
            continue;
        };
        let is_stripped = collection.is_stripped;
        let maker = Maker { note, notetype, options, is_stripped };
        match maker.cards() {
            Ok(made) => {
                let n_made = made.len();
                for (nth, Made { mut card, words, ords }) in made.into_iter().enumerate() {
                    report.simplify(&words.simplified);
                    maker.sign(&mut card, nth, n_made, &mut report);
                    let deck = note.cards.iter().find(|it| ords.contains(&it.ord));
                    let deck = deck.or(note.cards.first()).map_or(0, |it| it.deck);
                    let deck = collection.decks.get(&deck).cloned().unwrap_or_default();
                    let media = media(note);
                    let (is_plain, card) = (is_plain(&card), Box::new(card));
                    cards.push(Imported { card, deck, note: idx, ords, media, is_plain });
                }
            }
            Err(why) => report.leave_out(why, example),
        }
    }
    (cards, report)
}

/// The pictures and sounds of all fields of a note.
fn media(note: &Note) -> Vec<String> {
    let shows = |it: &&String| it.contains("src") || it.contains("[sound:");
    let fields = note.fields.iter().filter(shows);
    fields.flat_map(|it| words::words(&words::nodes(it)).media).collect()
}

/// A card, with what its texts showed.
struct Made {
    card: Card,
    words: Words,
    ords: Vec<u32>,
}

struct Maker<'a> {
    note: &'a Note,
    notetype: &'a Notetype,
    options: Options,
    /// The file holds less than the note.
    is_stripped: bool,
}

impl<'a> Maker<'a> {
    fn field(&self, name: &str) -> Option<&'a str> {
        let at = self.notetype.fields.iter().position(|it| it == name);
        if let Some(at) = at {
            return self.note.fields.get(at).map(String::as_str);
        }
        // Anki's own, which are no fields.
        matches!(name, "Tags" | "Type" | "Deck" | "Subdeck" | "Card" | "CardFlag").then_some("")
    }

    fn at(&self, idx: usize) -> &'a str {
        self.note.fields.get(idx).map_or("", String::as_str)
    }

    fn cards(&self) -> Result<Vec<Made>, String> {
        if self.note.fields.iter().any(|it| it.contains("image-occlusion:")) {
            return Err("image occlusion, which asks by a picture".to_owned());
        }
        if let Some(name) = self.notetype.name.strip_prefix(OWN) {
            return self.own(name).map(|made| vec![made]);
        }
        if self.notetype.is_cloze {
            return self.cloze().map(|made| vec![made]);
        }
        if self.notetype.templates.is_empty() {
            return self.without_templates().map(|made| vec![made]);
        }
        self.templates()
    }

    /// A note of a type that our packages bring.
    fn own(&self, name: &str) -> Result<Made, String> {
        let field = |name: &str| self.field(name).unwrap_or_default();
        let first = field(&self.notetype.fields[0]);
        let mut parts = Parts::default();
        let front = [words::nodes(first), words::nodes(field("Choices"))];
        let front: Vec<&Node<'_>> = front.iter().flatten().collect();
        let back = match name {
            "flashcard" | "flashcard (both ways)" => field("Back"),
            _ => field("Answer"),
        };
        let back = words::nodes(back);
        let back: Vec<&Node<'_>> = back.iter().collect();
        let hint = parts.text(&words::nodes(field("Hint")));
        parts.hint = Some(hint).filter(|it| !it.is_empty());
        parts.take(&words::nodes(field("Remarks")));
        let explanation = parts.text(&words::nodes(field("Explanation")));
        parts.explanation = Some(explanation).filter(|it| !it.is_empty());
        let source = parts.text(&words::nodes(field("Source")));
        parts.source = Some(source).filter(|it| !it.is_empty());
        let form = match name {
            "cloze" => Form::Cloze(None),
            "flashcard (both ways)" => Form::BothWays,
            "typed" => Form::Typed,
            _ => Form::Turned,
        };
        self.made(form, first, &front, &back, parts)
    }

    fn cloze(&self) -> Result<Made, String> {
        let text = self.at(0);
        let typed = if self.is_ours() || self.options.typed { None } else { Some(false) };
        let mut parts = Parts::default();
        let extra: Vec<&str> = match self.notetype.templates.first() {
            Some(template) => {
                let side = template::fill(&template.answer, &|name| self.field(name));
                let shown =
                    |name: &&String| side.fields.contains(*name) || side.hints.contains(name);
                let names = self.notetype.fields.iter().skip(1).filter(shown);
                names.filter_map(|name| self.field(name)).collect()
            }
            None => self.note.fields.iter().skip(1).map(String::as_str).collect(),
        };
        let mut explanation = Vec::new();
        for html in extra.into_iter().filter(|html| !template::is_blank(html)) {
            let nodes = words::nodes(html);
            let own = parts.take(&nodes);
            explanation.push(parts.text(own));
        }
        explanation.retain(|it| !it.is_empty());
        if !explanation.is_empty() {
            parts.explanation = Some(explanation.join("\n\n"));
        }
        self.made(Form::Cloze(typed), text, &[], &[], parts)
    }

    /// Whether the note came from a deck of ours.
    fn is_ours(&self) -> bool {
        let rest = self.note.guid.strip_prefix("qd");
        rest.is_some_and(|it| it.len() == 20 && it.bytes().all(|b| b.is_ascii_hexdigit()))
    }

    /// A note from a text file, of a type known by its name only.
    fn without_templates(&self) -> Result<Made, String> {
        let name = self.notetype.name.to_lowercase();
        // A stock type is what it is called, whatever stands in its fields.
        if !name.starts_with("basic")
            && self.at(0).contains("{{c")
            && cloze::pieces(self.at(0)).is_ok()
        {
            return self.cloze();
        }
        let is_optional = name.contains("optional");
        let is_reversed =
            if is_optional { !template::is_blank(self.at(2)) } else { name.contains("reversed") };
        let form = match () {
            () if is_reversed => Form::BothWays,
            () if name.contains("type in") => Form::Typed,
            () => Form::Turned,
        };
        let mut back = self.at(1).to_owned();
        if !is_optional {
            let more = self.note.fields.iter().skip(2).filter(|it| !template::is_blank(it));
            for html in more {
                back.push_str("<p>");
                back.push_str(html);
            }
        }
        self.sides(form, self.at(0), &back)
    }

    /// A note with a question and an answer to each template that has a card.
    fn templates(&self) -> Result<Vec<Made>, String> {
        let sides: Vec<(u32, Side, Side)> = (0..)
            .zip(&self.notetype.templates)
            .filter(|(ord, _)| {
                self.note.cards.is_empty() || self.note.cards.iter().any(|it| it.ord == *ord)
            })
            .map(|(ord, it)| {
                let question = template::fill(&it.question, &|name| self.field(name));
                let mut answer = template::fill(&it.answer, &|name| self.field(name));
                answer.html = after_line(&answer.html, &question.html).to_owned();
                (ord, question, answer)
            })
            .collect();
        let same =
            |a: &str, b: &str| words::words(&words::nodes(a)) == words::words(&words::nodes(b));
        if let [(first, front, back), (second, other_front, other_back)] = sides.as_slice()
            && front.typed.is_none()
            && same(&other_front.html, &back.html)
            && same(&other_back.html, &front.html)
        {
            let mut made = self.sides(Form::BothWays, &front.html, &back.html)?;
            made.ords = vec![*first, *second];
            return Ok(vec![made]);
        }
        let mut made = Vec::new();
        for (ord, front, back) in sides {
            let (form, answer) = match &front.typed {
                Some(name) => (Form::Typed, self.field(name).unwrap_or_default()),
                None => (Form::Turned, &*back.html),
            };
            let mut card = self.sides(form, &front.html, answer)?;
            if let Some(html) = front.hints.iter().find_map(|name| self.field(name)) {
                let hint = words::words(&words::nodes(html)).text;
                card.card.hint = card.card.hint.or(Some(hint).filter(|it| !it.is_empty()));
            }
            // What an answer shows beside the typed field.
            if front.typed.is_some() && !template::is_blank(&back.html) {
                let rest = words::words(&words::nodes(&back.html)).text;
                card.card.explanation =
                    card.card.explanation.or(Some(rest).filter(|it| !it.is_empty()));
            }
            card.ords = vec![ord];
            made.push(card);
        }
        Ok(made)
    }

    fn sides(&self, form: Form, front: &str, back: &str) -> Result<Made, String> {
        let mut parts = Parts::default();
        let (front_nodes, back_nodes) = (words::nodes(front), words::nodes(back));
        let (asked, answer) = (parts.take(&front_nodes), parts.take(&back_nodes));
        self.made(form, front, &asked, &answer, parts)
    }

    /// The card, once it is known which part is what.
    fn made(
        &self,
        form: Form,
        text: &str,
        front: &[&Node<'_>],
        back: &[&Node<'_>],
        mut parts: Parts,
    ) -> Result<Made, String> {
        let mut ords: Vec<u32> = self.note.cards.iter().map(|it| it.ord).collect();
        let kind = match form {
            Form::Cloze(typed) => {
                let (pieces, words) = cloze::pieces(text)?;
                parts.add(words);
                let accept = std::mem::take(&mut parts.gap_accept);
                let reject = std::mem::take(&mut parts.reject);
                let typed = parts.typed.or(typed);
                Kind::Cloze { pieces, accept, reject, typed }
            }
            _ => {
                ords.truncate(if form == Form::BothWays { 2 } else { 1 });
                parts.kind(form, front, back, self.options)?
            }
        };
        let card = Card {
            id: None,
            key: CardKey::from(""),
            kind,
            hint: parts.hint,
            explanation: parts.explanation,
            tags: self.note.tags.clone(),
            source: parts.source.map(|text| Source { text: Some(text), ..Source::default() }),
            points: 1.0,
            auto_choices: false,
            draft: false,
            strict: Strict::default(),
            check_off: Vec::new(),
            anki: AnkiNote::default(),
            span: Span::default(),
        };
        Ok(Made { card, words: parts.words, ords })
    }

    /// Writes down which note the card is, where an export can find it again.
    fn sign(&self, card: &mut Card, nth: usize, n_made: usize, report: &mut Report) {
        if self.note.guid.is_empty() {
            return;
        }
        let nth = if nth == 0 { String::new() } else { nth.to_string() };
        let id = fingerprint(&format!("{}{nth}", self.note.guid));
        card.key = CardKey::from(id.as_str());
        card.id = Some(id);
        let name = &self.notetype.name;
        let own = name.starts_with(OWN);
        card.anki.guid = Some(self.note.guid.clone());
        if !own && !self.is_ours() {
            card.anki.notetype = Some(name.clone()).filter(|it| !it.is_empty());
        }
        let is_its_own = own || self.is_ours();
        if n_made > 1 || !(is_its_own || self.goes_back(card)) {
            // Of several cards none is the note.
            card.anki.guid = card.anki.guid.take().filter(|_| n_made == 1);
            card.anki.held = Some(ALWAYS.to_owned());
            *report.without_way_back.entry(name.clone()).or_default() += 1;
        } else if self.is_stripped || !self.comes_back(card) {
            card.anki.held = Some(mark(card));
            report.n_held += 1;
        }
    }

    /// Whether an export would write the note as it is.
    fn comes_back(&self, card: &Card) -> bool {
        let (deck, id) = (Deck::default(), DeckId::from(""));
        let content = Content::new(&deck, "", (&id, &card.key), card);
        let written = if self.notetype.name.starts_with(OWN) {
            package::fields(&content)
        } else {
            stock::note(content).fields.into()
        };
        let mut pairs = written.iter().zip(&self.note.fields);
        pairs.all(|(written, there)| alike::are_alike(written, there))
    }

    /// Whether the note's first two fields are what an export would write there.
    fn goes_back(&self, card: &Card) -> bool {
        let is = |idx: usize, text: &str| words::words(&words::nodes(self.at(idx))).text == text;
        match &card.kind {
            // What more fields say stands in one text of the card.
            Kind::Cloze { .. } => {
                let more = self.note.fields.iter().skip(2);
                let mut shown = more.filter(|it| !template::is_blank(it));
                shown.next().is_none() || is(1, card.explanation.as_deref().unwrap_or_default())
            }
            Kind::Flashcard { front, back, .. } => is(0, front) && is(1, &back.answer),
            Kind::Short { question, answer } => is(0, question) && is(1, &answer.answer),
            _ => false,
        }
    }
}

/// The answer's side without the question it repeats.
fn after_line<'h>(answer: &'h str, question: &str) -> &'h str {
    let line = ["<hr id=answer>", "<hr id=\"answer\">", "<hr id='answer'>"];
    let found = line.iter().find_map(|it| answer.find(it).map(|at| at + it.len()));
    match found {
        Some(at) => &answer[at..],
        None => answer.strip_prefix(question).unwrap_or(answer),
    }
}

/// Whether a card holds nothing but a few short texts, which are always read back as they are
/// (`deck/write/tests.rs`).
pub(super) fn is_plain(card: &Card) -> bool {
    let text = |text: &str| {
        let is_common = bytes::all(text.as_bytes(), |it| (b' '..=b'~').contains(&it));
        !text.trim().is_empty()
            && text.len() < 5_000
            && (is_common || !text.contains(|c| c != '\n' && is_harmful(c)))
    };
    let (Kind::Flashcard { front: asked, back: it, .. }
    | Kind::Short { question: asked, answer: it }) = &card.kind
    else {
        return false;
    };
    let rest = [&card.hint, &card.explanation];
    text(asked)
        && it.texts().all(text)
        && it.reject.is_empty()
        && rest.into_iter().flatten().all(|it| text(it))
        && card.tags.iter().all(|it| text(it))
}
