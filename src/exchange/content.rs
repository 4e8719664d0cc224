//! A card as Anki's notes hold it: its texts as HTML, in a form that turns, types or asks. Names what
//! Anki has no place for. Knows no note type.

use std::collections::BTreeSet;

use xxhash_rust::xxh3::xxh3_64;

use super::html::{Gap, Writer, gap_mark};
use crate::deck::closing::closes;
use crate::deck::{
    Accepted, Card, CardKey, Choice, Deck, DeckId, Kind, Number, Piece, Rejected, Source,
    Tolerance, with_unit,
};

/// How a note asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Turned and self-rated.
    Turned,
    /// Turned, from both sides.
    BothWays,
    /// Typed.
    Typed,
    /// Asked with what belongs to the question; the answer stands on the back.
    Asked,
    /// A text with gaps.
    Cloze,
}

/// A card as Anki's notes hold it. All texts are HTML.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The note's own name.
    pub guid: String,
    /// The note type that the card came from, as that Anki names it.
    pub notetype: Option<String>,
    /// The deck's name in Anki.
    pub deck: String,
    /// The tags, without spaces.
    pub tags: Vec<String>,
    /// How it asks.
    pub form: Form,
    /// What is asked; for a cloze the text with its gaps.
    pub front: String,
    /// The numbers of its gaps, ascending; empty where it has none.
    pub gaps: Vec<u16>,
    /// What is to be chosen, ordered or matched; else empty.
    pub choices: String,
    /// What is right.
    pub back: String,
    /// Shown on request.
    pub hint: Option<String>,
    /// What else is right or not, how near a number must come, and what is said of a choice; an element
    /// each, whose class and `span`s say what is what.
    pub remarks: Vec<String>,
    /// Shown after the answer.
    pub explanation: Option<String>,
    /// Where the fact stands.
    pub source: Option<String>,
    /// The files it shows, as the deck names them.
    pub media: Vec<String>,
    /// What Anki has no place for, in words.
    pub lost: Vec<String>,
}

impl Content {
    /// A card of a deck, filed under these names.
    pub fn new(deck: &Deck, deck_name: &str, filed: (&DeckId, &CardKey), card: &Card) -> Content {
        let guid = card.anki.guid.clone().unwrap_or_else(|| super::guid(filed.0, filed.1));
        let mut writer = Writer::default();
        let mut body = Body::default();
        let form = body.fill(card, &guid, &mut writer);
        let mut lost = body.lost;
        #[expect(clippy::float_cmp, reason = "the default is written as 1")]
        if card.points != 1.0 {
            lost.push(format!("`points: {}`", card.points));
        }
        if card.strict != crate::deck::Strict::default() && form == Form::Typed {
            lost.push("`strict`: Anki shows the difference and leaves rating to you".to_owned());
        }
        let source = whole_source(deck, card).and_then(|source| source.in_a_line());
        // Anki makes a card of a gap in whatever field it stands.
        let whole = |html: String| {
            if form == Form::Cloze { html.replace("{{c", "{&#123;c") } else { html }
        };
        Content {
            guid,
            notetype: card.anki.notetype.clone(),
            deck: deck_name.to_owned(),
            tags: tags(card),
            form,
            front: body.front,
            gaps: body.gaps,
            choices: body.choices,
            back: body.back,
            remarks: body.remarks.into_iter().map(whole).collect(),
            hint: card.hint.as_deref().map(|hint| whole(writer.html(hint))),
            explanation: card.explanation.as_deref().map(|it| whole(writer.html(it))),
            source: source.map(|source| whole(super::html::escape(&source))),
            media: writer.media,
            lost,
        }
    }
}

/// The tags in Anki's own order, so that those that come back are those that went.
fn tags(card: &Card) -> Vec<String> {
    let mut tags: Vec<String> = card.tags.iter().map(|tag| super::tag(tag)).collect();
    tags.sort_by_cached_key(|tag| tag.to_lowercase());
    tags.dedup();
    tags
}

/// The card's source; the work it is part of is often stated once, for the deck.
fn whole_source(deck: &Deck, card: &Card) -> Option<Source> {
    let Some(of_deck) = &deck.source else { return card.source.clone() };
    let Some(own) = &card.source else { return Some(of_deck.clone()) };
    if own.text.is_some() || own.title.is_some() || own.url.is_some() {
        return Some(own.clone());
    }
    Some(Source {
        text: of_deck.text.clone(),
        title: of_deck.title.clone(),
        url: of_deck.url.clone(),
        author: own.author.clone().or_else(|| of_deck.author.clone()),
        date: own.date.clone().or_else(|| of_deck.date.clone()),
        ..own.clone()
    })
}

/// What differs from kind to kind.
#[derive(Default)]
struct Body {
    front: String,
    gaps: Vec<u16>,
    choices: String,
    back: String,
    remarks: Vec<String>,
    lost: Vec<String>,
}

impl Body {
    fn fill(&mut self, card: &Card, guid: &str, writer: &mut Writer) -> Form {
        match &card.kind {
            Kind::Flashcard { front, back, reverse, typed, languages } => {
                let [of_front, of_back] = match languages {
                    Some([front, back]) => [Some(front.as_str()), Some(back.as_str())],
                    None => [None, None],
                };
                self.front = in_language(writer.html(front), of_front);
                self.back = in_language(writer.html(&back.answer), of_back);
                self.also(back, writer);
                return match (reverse, typed) {
                    (true, typed) => {
                        if *typed {
                            self.lost.push("`typed`: Anki types in one direction only".to_owned());
                        }
                        Form::BothWays
                    }
                    (false, true) => Form::Typed,
                    (false, false) => Form::Turned,
                };
            }
            Kind::Short { question, answer } => {
                self.front = writer.html(question);
                self.back = writer.html(&answer.answer);
                self.also(answer, writer);
                return Form::Typed;
            }
            Kind::Number { question, answer } => {
                self.front = writer.html(question);
                self.number(answer, writer);
                return Form::Typed;
            }
            Kind::Cloze { pieces, accept, reject, typed } => {
                self.cloze(pieces, accept, reject, writer);
                // Anki types no gaps; a deck that comes back knows.
                if let (Some(typed), true) = (typed, card.anki.notetype.is_none()) {
                    self.remark(if *typed { "qd-typed" } else { "qd-turned" }, "");
                }
                return Form::Cloze;
            }
            Kind::Choice { question, choices, shuffle, .. } => {
                self.front = writer.html(question);
                self.choice(choices, *shuffle, guid, writer);
            }
            Kind::TrueFalse { statement, answer } => {
                self.front = writer.html(statement);
                "<div class=\"qd-truefalse\">True or false?</div>".clone_into(&mut self.choices);
                (if *answer { "True" } else { "False" }).clone_into(&mut self.back);
            }
            Kind::Order { question, order } => {
                self.front = writer.html(question);
                self.choices = list("ul", "qd-steps", &mixed(order, guid), writer);
                self.back = list("ol", "qd-order", order, writer);
            }
            Kind::Match { question, pairs, extra } => {
                self.front = writer.html(question);
                self.pairs(pairs, extra, guid, writer);
            }
            Kind::List { question, list: members, need } => {
                self.front = writer.html(question);
                self.members(members, *need, writer);
            }
        }
        Form::Asked
    }

    /// What else is right, and what is not.
    fn also(&mut self, accepted: &Accepted, writer: &mut Writer) {
        self.accept("Also right: ", &accepted.accept, writer);
        self.not(&accepted.reject, writer);
    }

    fn accept(&mut self, before: &str, texts: &[String], writer: &mut Writer) {
        if texts.is_empty() {
            return;
        }
        let spans: Vec<String> = texts.iter().map(|text| span(&writer.html(text))).collect();
        self.remark("qd-accept", &[before, &spans.join("; ")].concat());
    }

    fn not(&mut self, rejected: &[Rejected], writer: &mut Writer) {
        for Rejected { text, why } in rejected {
            let (text, why) = (span(&writer.html(text)), writer.html(why));
            let why = if why.is_empty() { why } else { format!(": {}", span(&why)) };
            self.remark("qd-reject", &format!("Not right: {text}{why}"));
        }
    }

    fn remark(&mut self, class: &str, html: &str) {
        self.remarks.push(["<div class=\"", class, "\">", html, "</div>"].concat());
    }

    fn number(&mut self, number: &Number, writer: &mut Writer) {
        self.back = writer.html(&with_unit(number));
        let mut said = "A number".to_owned();
        if let Some(unit) = &number.unit {
            said.push_str(&format!(" in <span class=\"qd-unit\">{}</span>", writer.html(unit)));
        }
        let near = match number.tolerance {
            Tolerance::Exact | Tolerance::Absolute(0.0) | Tolerance::Relative(0.0) => None,
            Tolerance::Absolute(by) => Some(by.to_string()),
            Tolerance::Relative(share) => Some(format!("{}%", (share * 1e8).round() / 1e6)),
        };
        if let Some(near) = near {
            let near = format!("<span class=\"qd-tolerance\">{near}</span>");
            said.push_str(&format!(", right within {near} either way"));
        }
        self.remark("qd-number", &said);
        self.accept("Also right: ", &number.accept, writer);
    }

    fn cloze(
        &mut self,
        pieces: &[Piece],
        accept: &[(u16, Vec<String>)],
        reject: &[Rejected],
        writer: &mut Writer,
    ) {
        let mut text = String::new();
        let mut gaps = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Gap { number, text: inner, hint } => {
                    text.push(gap_mark(gaps.len()));
                    gaps.push(Gap { number: *number, text: inner, hint: hint.as_deref() });
                }
            }
        }
        self.front = writer.cloze(&text, &gaps);
        self.gaps =
            gaps.iter().map(|gap| gap.number).collect::<BTreeSet<_>>().into_iter().collect();
        for (number, texts) in accept {
            let gap = format!("Also right in gap <span class=\"qd-of\">{number}</span>: ");
            self.accept(&gap, texts, writer);
        }
        self.not(reject, writer);
    }

    fn choice(&mut self, choices: &[Choice], shuffle: bool, guid: &str, writer: &mut Writer) {
        let mut shown: Vec<&Choice> = choices.iter().collect();
        if shuffle {
            // What speaks of the others stays behind them.
            shown.sort_by_key(|choice| (closes(&choice.text), place(&choice.text, guid)));
        }
        let texts: Vec<String> = shown.iter().map(|choice| choice.text.clone()).collect();
        let class = if shuffle { "qd-choices" } else { "qd-choices qd-fixed" };
        self.choices = list("ol type=\"A\"", class, &texts, writer);
        let right: Vec<String> =
            choices.iter().filter(|it| it.correct).map(|it| it.text.clone()).collect();
        self.back = match right.as_slice() {
            [only] => writer.html(only),
            several => list("ul", "qd-right", several, writer),
        };
        for choice in shown {
            if let Some(feedback) = &choice.feedback {
                let (text, feedback) = (writer.html(&choice.text), writer.html(feedback));
                self.remark("qd-feedback", &format!("{}: {}", span(&text), span(&feedback)));
            }
        }
    }

    fn pairs(
        &mut self,
        pairs: &[(String, String)],
        extra: &[String],
        guid: &str,
        writer: &mut Writer,
    ) {
        let left: Vec<String> = pairs.iter().map(|(left, _)| left.clone()).collect();
        let right: Vec<String> =
            pairs.iter().map(|(_, right)| right).chain(extra).cloned().collect();
        self.choices = list("ol", "qd-left", &left, writer)
            + &list("ol type=\"a\"", "qd-sides", &mixed(&right, guid), writer);
        self.back.push_str("<table class=\"qd-pairs\">");
        for (left, right) in pairs {
            let (left, right) = (writer.html(left), writer.html(right));
            self.back.push_str(&format!("<tr><td>{left}</td><td>{right}</td></tr>"));
        }
        self.back.push_str("</table>");
    }

    fn members(&mut self, members: &[Accepted], need: usize, writer: &mut Writer) {
        let n = members.len();
        let asked =
            if need < n { format!("Name {need} of {n}.") } else { format!("Name all {n}.") };
        self.choices = format!("<div class=\"qd-need\">{asked}</div>");
        let texts: Vec<String> = members.iter().map(|member| member.answer.clone()).collect();
        self.back = list("ul", "qd-list", &texts, writer);
        for member in members.iter().filter(|member| !member.accept.is_empty()) {
            let answer = writer.html(&member.answer);
            let before = format!("<span class=\"qd-of\">{answer}</span>, also right: ");
            self.accept(&before, &member.accept, writer);
        }
    }
}

fn in_language(html: String, language: Option<&str>) -> String {
    match language {
        Some(tag) => format!("<span lang=\"{}\">{html}</span>", super::html::escape(tag)),
        None => html,
    }
}

fn span(html: &str) -> String {
    ["<span>", html, "</span>"].concat()
}

/// A list; `open` is its tag with attributes.
fn list(open: &str, class: &str, texts: &[String], writer: &mut Writer) -> String {
    let tag = open.split(' ').next().unwrap_or(open);
    let mut html = format!("<{open} class=\"{class}\">");
    for text in texts {
        html.push_str(&format!("<li>{}</li>", writer.html(text)));
    }
    html.push_str(&format!("</{tag}>"));
    html
}

/// By which texts are put in an order that is the same for ever.
fn place(text: &str, guid: &str) -> u64 {
    xxh3_64(format!("{guid}{text}").as_bytes())
}

/// The texts in an order that is the same for ever, and not the given one.
fn mixed(texts: &[String], guid: &str) -> Vec<String> {
    let mut order: Vec<usize> = (0..texts.len()).collect();
    order.sort_by_key(|idx| place(&texts[*idx], guid));
    if order.is_sorted() {
        order.rotate_left(1.min(texts.len()));
    }
    order.into_iter().map(|idx| texts[idx].clone()).collect()
}
