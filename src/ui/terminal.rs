//! The face for people at a terminal: choices by arrow keys where each fits on one line, typed
//! answers by a line editor, ratings by one key. Text longer than the screen comes in pages.

use std::io;

use console::{Key, Term};
use dialoguer::theme::ColorfulTheme;
use dialoguer::{MultiSelect, Select, Sort};
use rustyline::error::ReadlineError;
use rustyline::{Config, DefaultEditor};

use super::first_key::FirstKey;
use super::page::{Page, Piece, Style};
use super::picture::{self, Pictures};
use super::render::{card, plain, rich, words};
use super::reply::{self, Reply};
use super::screen::Screen;
use super::typed::{Command, Line, read};
use super::{Action, Decision, Face, Opening, guard};
use crate::grading::Response;
use crate::history::Rating;
use crate::session::{About, Awaiting, Feedback, Input, Notice, Question, Summary};
use crate::text::escape::escape;
use crate::text::width::width;

/// The commands that the menu behind Esc offers, with their letters at a rating.
const MENU: [(&str, char); 11] = [
    ("hint", 'h'),
    ("reveal", 'v'),
    ("skip", 's'),
    ("undo", 'u'),
    ("right", 'r'),
    ("why", 'w'),
    ("open", 'o'),
    ("edit", 'e'),
    ("flag", 'f'),
    ("suspend", 'x'),
    ("quit", 'q'),
];

/// The terminal face.
pub struct Terminal {
    term: Term,
    screen: Screen<Term>,
    editor: DefaultEditor,
    theme: ColorfulTheme,
    pictures: Pictures,
    first_key: FirstKey,
    shown: Option<u32>,
    /// How a list is used has been said.
    taught: bool,
    feedback: Option<Feedback>,
}

/// What came of a line or a choice.
enum Given {
    Line(String),
    Response(Response),
    Menu,
    /// The window is too small for a list.
    Cramped,
    End(Action),
}

impl Terminal {
    /// Takes over the terminal until it is dropped.
    pub fn new(colour: bool, pictures: Pictures) -> io::Result<Terminal> {
        let term = Term::stdout();
        console::set_colors_enabled(colour);
        let config = Config::builder().auto_add_history(false).bracketed_paste(true).build();
        let mut editor = DefaultEditor::with_config(config).map_err(io::Error::other)?;
        let first_key = FirstKey::default();
        editor.bind_sequence(rustyline::Event::Any, first_key.handler());
        let mut screen = Screen::new(term.clone());
        screen.colour = colour;
        let theme = ColorfulTheme::default();
        let (shown, taught, feedback) = (None, false, None);
        Ok(Terminal { term, screen, editor, theme, pictures, first_key, shown, taught, feedback })
    }

    /// Measures the window, which may have changed, and begins a page.
    fn page(&mut self) -> Page {
        let (rows, columns) = self.term.size();
        self.screen.rows = usize::from(rows);
        self.screen.columns = usize::from(columns);
        self.screen.page()
    }

    /// Prints a page; where it is longer than the screen, in parts.
    fn print(&mut self, page: &Page) -> io::Result<()> {
        let lines = page.lines(self.screen.colour);
        let part = self.screen.rows.saturating_sub(2).max(3);
        let mut parts = lines.chunks(part).peekable();
        while let Some(lines) = parts.next() {
            self.screen.lines(lines)?;
            if parts.peek().is_some() {
                self.screen.write("-- more: space or Enter --")?;
                self.term.read_key()?;
                self.term.clear_line()?;
            }
        }
        Ok(())
    }

    fn sentence(&mut self, text: &str) -> io::Result<()> {
        let mut page = self.page();
        page.add("   ", &[Piece::new(Style::Body, text)]);
        self.print(&page)
    }

    fn read_line(&mut self, prompt: &str) -> Given {
        self.first_key.start();
        match self.editor.readline(prompt) {
            Ok(line) => Given::Line(line),
            Err(ReadlineError::Interrupted) => Given::End(Action::Interrupt),
            Err(_) => Given::End(Action::EndOfInput),
        }
    }

    /// Whether every choice fits on one line and all of them on the screen.
    fn fits(&self, question: &Question) -> bool {
        let n = question.choices.len();
        let columns = self.screen.columns.saturating_sub(6);
        matches!(question.kind, "choice" | "order" | "truefalse")
            && n + 4 < self.screen.rows
            && question.choices.iter().all(|choice| width(&line_of(choice)) <= columns)
    }

    fn choose(&mut self, question: &Question) -> io::Result<Given> {
        let choices: Vec<String> = question.choices.iter().map(|text| line_of(text)).collect();
        let (theme, term) = (&self.theme, &self.term);
        let ask = || match question.kind {
            "truefalse" => Select::with_theme(theme)
                .items(["true", "false"])
                .default(0)
                .interact_on_opt(term)
                .map(|chosen| chosen.map(|idx| Response::Truth(idx == 0))),
            "order" => Sort::with_theme(theme)
                .with_prompt("space takes a step, arrows move it, Enter ends")
                .items(&choices)
                .interact_on_opt(term)
                .map(|order| order.map(Response::Order)),
            _ if question.multiple => MultiSelect::with_theme(theme)
                .with_prompt("space chooses, Enter ends")
                .items(&choices)
                .interact_on_opt(term)
                .map(|chosen| chosen.map(Response::Choices)),
            _ => Select::with_theme(theme)
                .items(&choices)
                .default(0)
                .interact_on_opt(term)
                .map(|chosen| chosen.map(|idx| Response::Choices(vec![idx]))),
        };
        let Some(response) = guard::unless_it_panics(ask) else { return Ok(Given::Cramped) };
        match response {
            Ok(Some(response)) => {
                self.repeat_choice(&choices, &response)?;
                Ok(Given::Response(response))
            }
            Ok(None) => Ok(Given::Menu),
            Err(dialoguer::Error::IO(error)) if error.kind() == io::ErrorKind::Interrupted => {
                Ok(Given::End(Action::Interrupt))
            }
            Err(dialoguer::Error::IO(error)) => Err(error),
        }
    }

    /// Leaves on the screen what was chosen, where the list itself is gone.
    fn repeat_choice(&mut self, choices: &[String], response: &Response) -> io::Result<()> {
        let chosen: Vec<&str> = match response {
            Response::Choices(places) | Response::Order(places) => {
                places.iter().filter_map(|place| choices.get(*place)).map(String::as_str).collect()
            }
            Response::Truth(truth) => vec![if *truth { "true" } else { "false" }],
            _ => Vec::new(),
        };
        let mut page = self.page();
        page.add(" > ", &[Piece::new(Style::Body, chosen.join("; "))]);
        self.print(&page)
    }

    /// The menu of commands; `None` where Esc was pressed again.
    fn menu(&mut self) -> io::Result<Option<Command>> {
        let names: Vec<&str> = MENU.iter().map(|(name, _)| *name).collect();
        let menu = Select::with_theme(&self.theme).items(&names).default(0);
        let chosen = guard::unless_it_panics(|| menu.interact_on_opt(&self.term));
        match chosen.unwrap_or(Ok(None)) {
            Ok(chosen) => Ok(chosen.and_then(|idx| command(names[idx]))),
            Err(dialoguer::Error::IO(error)) => Err(error),
        }
    }

    /// Waits for a key at a verdict. `Ok(None)` goes on with what is suggested.
    fn rate(&mut self, feedback: &Feedback, about: About) -> io::Result<Option<Action>> {
        let mut page = self.page();
        rich::ratings(feedback, &mut page);
        self.print(&page)?;
        loop {
            let reply = match self.term.read_key_raw()? {
                Key::Enter | Key::Char(' ') => return Ok(None),
                Key::CtrlC => return Ok(Some(Action::Interrupt)),
                Key::Char('\u{4}') => return Ok(Some(Action::EndOfInput)),
                Key::Char(c @ '1'..='4') => {
                    let rating = words::RATINGS[c as usize - '1' as usize];
                    return Ok(Some(Action::Input(Input::Rate(rating))));
                }
                Key::Char(':') => match self.read_line(":") {
                    Given::Line(line) => {
                        reply::to_rating(&format!(":{line}"), feedback.suggested, about)
                    }
                    Given::End(action) => return Ok(Some(action)),
                    Given::Response(_) | Given::Menu | Given::Cramped => continue,
                },
                Key::Char('?') => Reply::Say(keys()),
                Key::Escape => match self.menu()? {
                    Some(command) => reply::to_command(command, about),
                    None => continue,
                },
                Key::Char(c) => match by_letter(c) {
                    Some(command) => reply::to_command(command, about),
                    None => continue,
                },
                _ => continue,
            };
            match reply {
                Reply::Action(action) => return Ok(Some(action)),
                Reply::Say(text) => self.sentence(&text)?,
                Reply::Nothing => {}
            }
        }
    }

    fn answer(&mut self, question: &Question) -> io::Result<Action> {
        let mut chooses = self.fits(question);
        let mut nothing = false;
        loop {
            let given = if chooses { self.choose(question)? } else { self.read_line(" > ") };
            let reply = match given {
                Given::End(action) => return Ok(action),
                Given::Response(response) => {
                    return Ok(Action::Input(Input::Answer { response, first_key_ms: None }));
                }
                Given::Line(line) => reply::to_question(question, &line, Rating::Good, nothing),
                Given::Menu => match self.menu()? {
                    Some(command) => reply::to_command(command, About::Asked),
                    None => continue,
                },
                Given::Cramped => {
                    chooses = false;
                    let mut page = self.page();
                    plain::choices(question, &mut page);
                    page.add(" ", &[Piece::new(Style::Quiet, words::expects(question))]);
                    self.print(&page)?;
                    continue;
                }
            };
            nothing = matches!(reply, Reply::Nothing);
            match reply {
                Reply::Action(Action::Input(Input::Answer { response, .. })) => {
                    let first_key_ms = self.first_key.ms();
                    return Ok(Action::Input(Input::Answer { response, first_key_ms }));
                }
                Reply::Action(action) => return Ok(action),
                Reply::Say(text) => self.sentence(&text)?,
                Reply::Nothing => self.sentence(&reply::nothing_typed(question))?,
            }
        }
    }
}

impl Face for Terminal {
    fn open(&mut self, opening: &Opening) -> io::Result<()> {
        let mut page = self.page();
        rich::opening(opening, &mut page);
        self.print(&page)
    }

    fn ask(&mut self, question: &Question) -> io::Result<Action> {
        let mut page = self.page();
        if self.shown != Some(question.ask) {
            self.shown = Some(question.ask);
            let numbered = !self.fits(question);
            rich::question(question, numbered, &mut page);
            if question.awaiting == Awaiting::Answer && numbered && question.kind != "short" {
                page.add(" ", &[Piece::new(Style::Quiet, words::expects(question))]);
            }
            if !numbered && !self.taught {
                self.taught = true;
                let words = "arrows and Enter; Esc opens the menu of hint, skip, undo ...";
                page.add(" ", &[Piece::new(Style::Quiet, words)]);
            }
            self.print(&page)?;
        }
        if question.awaiting == Awaiting::Answer {
            return self.answer(question);
        }
        let Some(feedback) = self.feedback.clone() else {
            return Ok(Action::Input(Input::Reveal));
        };
        let action = self.rate(&feedback, About::Asked)?;
        Ok(action.unwrap_or(Action::Input(Input::Rate(feedback.suggested))))
    }

    fn show(&mut self, feedback: &Feedback) -> io::Result<Option<Action>> {
        let mut page = self.page();
        rich::feedback(feedback, &mut page);
        self.print(&page)?;
        self.feedback = Some(feedback.clone());
        if feedback.unrated { Ok(None) } else { self.rate(feedback, About::Judged) }
    }

    fn hint(&mut self, text: &str) -> io::Result<()> {
        let mut page = self.page();
        card::add_after(&mut page, "   hint: ", "   ", Style::Body, text);
        self.print(&page)
    }

    fn say(&mut self, notice: &Notice) -> io::Result<()> {
        self.sentence(&words::notice(notice).1)
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        self.sentence(text.trim_end())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<Option<Action>> {
        let mut page = self.page();
        plain::summary(summary, &mut page);
        self.print(&page)?;
        if summary.answered == 0 {
            return Ok(None);
        }
        loop {
            let Given::Line(line) = self.read_line(" Enter ends, :undo goes back > ") else {
                return Ok(None);
            };
            match reply::to_end(&line) {
                None | Some(Reply::Nothing) => return Ok(None),
                Some(Reply::Action(action)) => return Ok(Some(action)),
                Some(Reply::Say(text)) => self.sentence(&text)?,
            }
        }
    }

    fn shows_pictures(&self) -> bool {
        self.pictures == Pictures::Kitty
    }

    fn picture(&mut self, bytes: &[u8]) -> io::Result<()> {
        match picture::kitty(bytes) {
            Some(codes) => self.screen.write(&codes),
            None => Ok(()),
        }
    }

    fn decide(&mut self, decision: &Decision) -> io::Result<Option<usize>> {
        let options: Vec<String> = decision.options.iter().map(|text| line_of(text)).collect();
        let select = Select::with_theme(&self.theme)
            .with_prompt(line_of(&decision.question))
            .items(&options)
            .default(0);
        let chosen = guard::unless_it_panics(|| select.interact_on_opt(&self.term));
        match chosen.unwrap_or(Ok(None)) {
            Ok(chosen) => Ok(chosen),
            Err(dialoguer::Error::IO(error)) => Err(error),
        }
    }
}

/// A text from a deck for a place in a menu.
fn line_of(text: &str) -> String {
    escape(&card::one_line(text)).replace(['\n', '\t'], " ")
}

fn command(name: &str) -> Option<Command> {
    match read(&format!(":{name}"), &[]) {
        Ok(Line::Command(command)) => Some(command),
        _ => None,
    }
}

fn by_letter(letter: char) -> Option<Command> {
    if let Some((name, _)) = MENU.iter().find(|(_, known)| *known == letter) {
        return command(name);
    }
    let rating = match letter {
        'a' => Rating::Again,
        'g' => Rating::Good,
        _ => return None,
    };
    Some(Command::Rate(rating))
}

/// What the keys at a verdict do.
fn keys() -> String {
    let mut lines = vec![
        "Enter takes what is suggested; 1 again, 2 hard, 3 good, 4 easy".to_owned(),
        "Esc opens the menu, : begins a command".to_owned(),
    ];
    lines.extend(MENU.iter().map(|(name, letter)| format!("{letter} {name}")));
    lines.join("\n")
}
