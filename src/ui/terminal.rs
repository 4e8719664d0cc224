//! The face for people at a terminal: choices by arrow keys where each fits on one line, typed
//! answers by a line editor, ratings by one key. Text longer than the screen comes in pages.

use std::io;

use console::{Key, Term};
use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::choice::{self, Above, Chosen, List, Way};
use super::first_key::{self, FirstKey, Leave, Leaving};
use super::page::{Page, Piece, Style};
use super::picture::{self, Pictures};
use super::render::{card, plain, rich, words};
use super::reply::{self, Reply};
use super::screen::Screen;
use super::typed::{COMMANDS, Command, Line, read};
use super::{Action, Decision, Face, Opening, guard, keys};
use crate::grading::Response;
use crate::history::Rating;
use crate::session::{About, Awaiting, Feedback, Input, Notice, Question, Summary};
use crate::text::escape::escape;
use crate::text::width::width;

/// The commands behind single letters and in the menu behind Esc.
const MENU: [(&str, char); 12] = [
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
    ("help", '?'),
    ("quit", 'q'),
];

/// Whether a command of the menu is about a question that waits for its answer.
fn is_of_question(name: &str) -> bool {
    matches!(name, "hint" | "reveal" | "skip")
}

/// The terminal face.
pub struct Terminal {
    term: Term,
    screen: Screen<Term>,
    editor: DefaultEditor,
    pictures: Pictures,
    first_key: FirstKey,
    shown: Option<u32>,
    /// Nothing was printed since the question was.
    is_next: bool,
    leaving: Leaving,
    feedback: Option<Feedback>,
}

/// What came of the menu.
enum Picked {
    Command(Command),
    /// Esc again.
    Nothing,
    End(Action),
}

/// What came of a line or a choice.
enum Given {
    Line(String),
    Response(Response),
    /// Esc, with what had been typed.
    Menu(String),
    /// The question has to be shown again, with what had been typed.
    Redraw(String),
    /// A colon in a list.
    Command,
    End(Action),
}

impl Terminal {
    /// Takes over the terminal until it is dropped.
    pub fn new(colour: bool, pictures: Pictures) -> io::Result<Terminal> {
        let term = Term::stdout();
        console::set_colors_enabled(colour);
        let mut editor = first_key::editor()?;
        let first_key = FirstKey::default();
        editor.bind_sequence(rustyline::Event::Any, first_key.handler());
        let leaving = Leaving::default();
        for leave in Leave::ALL {
            editor.bind_sequence(leave.key(), leaving.handler(leave));
        }
        let mut screen = Screen::new(term.clone());
        screen.colour = colour;
        let (shown, is_next, feedback) = (None, false, None);
        Ok(Terminal {
            term,
            screen,
            editor,
            pictures,
            first_key,
            shown,
            is_next,
            leaving,
            feedback,
        })
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
        self.is_next = false;
        let lines = page.lines(self.screen.colour);
        let part = self.screen.rows.saturating_sub(2).max(3);
        let mut parts = lines.chunks(part).peekable();
        while let Some(lines) = parts.next() {
            self.screen.lines(lines)?;
            if parts.peek().is_some() {
                self.screen.write("-- more: space or Enter --")?;
                loop {
                    match keys::read(&self.term)? {
                        Key::Char(' ') | Key::Enter | Key::ArrowDown | Key::PageDown => break,
                        Key::Char('\u{1a}') => guard::suspend(),
                        Key::CtrlC => guard::interrupt(),
                        _ => {}
                    }
                }
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

    fn read_line(&mut self, prompt: &str, typed: &str) -> Given {
        self.first_key.start();
        let line = match self.editor.readline_with_initial(prompt, (typed, "")) {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => return Given::End(Action::Interrupt),
            Err(_) => return Given::End(Action::EndOfInput),
        };
        let Some(leave) = self.leaving.take() else { return Given::Line(line) };
        // The line comes back when that is done; at worst it stands there twice.
        let rows = (width(prompt) + width(&line)) / self.screen.columns.max(1) + 1;
        let _cleared = self.term.clear_last_lines(rows);
        match leave {
            Leave::Menu => return Given::Menu(line),
            Leave::Clear => {
                let _cleared = self.term.clear_screen();
            }
            Leave::Stop => guard::suspend(),
        }
        Given::Redraw(line)
    }

    /// Whether every choice fits on one line and all of them on the screen.
    fn fits(&self, question: &Question) -> bool {
        let n = question.choices.len();
        let columns = self.screen.columns.saturating_sub(6);
        matches!(question.kind, "choice" | "order" | "truefalse")
            && n + 4 < self.screen.rows
            && question.choices.iter().all(|choice| width(&line_of(choice)) <= columns)
    }

    /// The list of a question.
    fn list(question: &Question) -> List {
        let texts = match question.kind {
            "truefalse" => vec!["true".to_owned(), "false".to_owned()],
            _ => question.choices.iter().map(|text| line_of(text)).collect(),
        };
        let way = match question.kind {
            "order" => Way::Order,
            _ if question.multiple => Way::Several,
            _ => Way::One,
        };
        List::new(way, texts)
    }

    fn choose(&mut self, question: &Question, list: &mut List) -> io::Result<Given> {
        let colour = self.screen.colour;
        let above = |columns: usize| {
            let mut page = Page::new(columns);
            rich::question(question, false, &mut page);
            page.lines(colour)
        };
        let above = Above { lines: &above, is_next: self.is_next };
        let rows = match choice::choose(&self.term, list, colour, &above)? {
            Chosen::Rows(rows) => rows,
            Chosen::Command => return Ok(Given::Command),
            Chosen::Menu => return Ok(Given::Menu(String::new())),
            Chosen::Redraw => return Ok(Given::Redraw(String::new())),
            Chosen::Interrupt => return Ok(Given::End(Action::Interrupt)),
            Chosen::EndOfInput => return Ok(Given::End(Action::EndOfInput)),
        };
        let response = match question.kind {
            "truefalse" => Response::Truth(rows == [0]),
            "order" => Response::Order(rows),
            _ => Response::Choices(rows),
        };
        self.repeat_choice(question, &response)?;
        Ok(Given::Response(response))
    }

    /// Leaves on the screen what was chosen, where the list itself is gone.
    fn repeat_choice(&mut self, question: &Question, response: &Response) -> io::Result<()> {
        let mut page = self.page();
        let mut say = |sign: &str, text: &str| page.add(sign, &[Piece::new(Style::Body, text)]);
        let text = |place: &usize| question.choices.get(*place).map_or("", String::as_str);
        match response {
            Response::Order(places) => {
                for (n, place) in places.iter().enumerate() {
                    say(&format!(" > {}. ", n + 1), &line_of(text(place)));
                }
            }
            Response::Choices(places) if places.is_empty() => say(" > ", "none"),
            Response::Choices(places) => {
                for place in places {
                    say(" > ", &line_of(text(place)));
                }
            }
            Response::Truth(truth) => say(" > ", if *truth { "true" } else { "false" }),
            _ => {}
        }
        self.print(&page)
    }

    /// The menu of commands. `again` stands above it, and is shown again where the menu may have pushed it out of
    /// the window.
    fn menu(&mut self, asked: Option<&Question>, again: &Page) -> io::Result<Picked> {
        let fits = |name: &str| match asked {
            Some(question) => name != "right" && (name != "hint" || question.hint),
            None => !is_of_question(name),
        };
        let names: Vec<&str> =
            MENU.iter().map(|(name, _)| *name).filter(|name| fits(name)).collect();
        let lines: Vec<String> = names.iter().map(|name| described(name)).collect();
        let n_lines = lines.len() + again.lines(false).len();
        let chosen = self.pick(lines)?;
        let is_shown = n_lines + 3 < self.screen.rows;
        let picked = match chosen {
            Chosen::Rows(rows) => command(names[rows[0]]).map_or(Picked::Nothing, Picked::Command),
            Chosen::Interrupt => Picked::End(Action::Interrupt),
            Chosen::EndOfInput => Picked::End(Action::EndOfInput),
            Chosen::Command | Chosen::Menu | Chosen::Redraw => Picked::Nothing,
        };
        let goes_on = match &picked {
            Picked::Nothing => true,
            Picked::Command(command) => {
                matches!(
                    command,
                    Command::Hint | Command::Why(_) | Command::Open(_) | Command::Flag(_)
                )
            }
            Picked::End(_) => false,
        };
        if goes_on && !is_shown {
            self.print(again)?;
            self.is_next = asked.is_some();
        }
        Ok(picked)
    }

    /// Has one of several lines picked.
    fn pick(&mut self, lines: Vec<String>) -> io::Result<Chosen> {
        let mut list = List::new(Way::Menu, lines);
        let above = Above { lines: &|_| Vec::new(), is_next: false };
        loop {
            let chosen = choice::choose(&self.term, &mut list, self.screen.colour, &above)?;
            if chosen != Chosen::Redraw {
                return Ok(chosen);
            }
        }
    }

    /// Waits for a key at a verdict. `Ok(None)` goes on with what is suggested.
    fn rate(&mut self, feedback: &Feedback, about: About) -> io::Result<Option<Action>> {
        guard::forget_typed();
        self.rating_line(feedback)?;
        loop {
            let reply = match keys::read(&self.term)? {
                Key::Enter | Key::Char(' ') => return Ok(None),
                Key::CtrlC => return Ok(Some(Action::Interrupt)),
                Key::Char('\u{4}') => return Ok(Some(Action::EndOfInput)),
                Key::Char('\u{1a}') => {
                    guard::suspend();
                    self.verdict_again(feedback)?;
                    continue;
                }
                Key::Char('\u{c}') => {
                    self.term.clear_screen()?;
                    self.verdict_again(feedback)?;
                    continue;
                }
                Key::Char(c @ '1'..='4') => {
                    let rating = words::RATINGS[c as usize - '1' as usize];
                    return Ok(Some(Action::Input(Input::Rate(rating))));
                }
                Key::Char(':') => match self.read_line(":", "") {
                    Given::Line(line) => {
                        at_verdict(reply::to_rating(&format!(":{line}"), feedback.suggested, about))
                    }
                    Given::End(action) => return Ok(Some(action)),
                    _ => continue,
                },
                Key::Char('?') => Reply::Say(what_keys_do()),
                Key::Escape => {
                    let mut again = self.page();
                    rich::feedback(feedback, &mut again);
                    rich::ratings(feedback, &mut again);
                    match self.menu(None, &again)? {
                        Picked::Command(command) => reply::to_command(command, about),
                        Picked::Nothing => continue,
                        Picked::End(action) => return Ok(Some(action)),
                    }
                }
                Key::Char(c) => match by_letter(c) {
                    Some(command) => reply::to_command(command, about),
                    None => continue,
                },
                _ => continue,
            };
            match reply {
                Reply::Action(action) => return Ok(Some(action)),
                Reply::Say(text) => {
                    self.sentence(&text)?;
                    self.rating_line(feedback)?;
                }
                Reply::Nothing => {}
            }
        }
    }

    fn rating_line(&mut self, feedback: &Feedback) -> io::Result<()> {
        let mut page = self.page();
        rich::ratings(feedback, &mut page);
        self.print(&page)
    }

    /// Shows a verdict once more, with its ratings.
    fn verdict_again(&mut self, feedback: &Feedback) -> io::Result<()> {
        let mut page = self.page();
        rich::feedback(feedback, &mut page);
        rich::ratings(feedback, &mut page);
        self.print(&page)
    }

    /// Shows a question, without the line it is answered on.
    fn question(&mut self, question: &Question) -> io::Result<()> {
        let mut page = self.page();
        let numbered = !self.fits(question);
        rich::question(question, numbered, &mut page);
        if question.awaiting == Awaiting::Answer && numbered && question.kind != "short" {
            page.add(" ", &[Piece::new(Style::Quiet, words::expects(question))]);
        }
        self.print(&page)?;
        self.is_next = true;
        Ok(())
    }

    fn answer(&mut self, question: &Question) -> io::Result<Action> {
        let mut list = self.fits(question).then(|| Terminal::list(question));
        let mut nothing = false;
        let mut typed = String::new();
        guard::forget_typed();
        loop {
            let given = match &mut list {
                Some(list) => self.choose(question, list)?,
                None => self.read_line(" > ", &std::mem::take(&mut typed)),
            };
            let given = match given {
                Given::Command => match self.read_line(" :", "") {
                    Given::Line(line) => Given::Line(format!(":{line}")),
                    other => other,
                },
                given => given,
            };
            let reply = match given {
                Given::End(action) => return Ok(action),
                Given::Response(response) => {
                    return Ok(Action::Input(Input::Answer { response, first_key_ms: None }));
                }
                Given::Line(line) => reply::to_question(question, &line, Rating::Good, nothing),
                Given::Menu(line) => {
                    typed = line;
                    let mut again = self.page();
                    rich::question(question, list.is_none(), &mut again);
                    match self.menu(Some(question), &again)? {
                        Picked::Command(command) => reply::to_command(command, About::Asked),
                        Picked::Nothing => continue,
                        Picked::End(action) => return Ok(action),
                    }
                }
                Given::Redraw(line) => {
                    typed = line;
                    self.question(question)?;
                    continue;
                }
                Given::Command => continue,
            };
            nothing = matches!(reply, Reply::Nothing);
            match reply {
                Reply::Action(Action::Input(Input::Answer { response, .. })) => {
                    let first_key_ms = self.first_key.ms();
                    return Ok(Action::Input(Input::Answer { response, first_key_ms }));
                }
                Reply::Action(action) => return Ok(action),
                Reply::Say(text) => {
                    self.sentence(&text)?;
                    // What is long pushes the question out of sight.
                    if text.contains('\n') {
                        self.question(question)?;
                    }
                }
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
        if self.shown != Some(question.ask) {
            self.shown = Some(question.ask);
            self.question(question)?;
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
        // After a flag or a note the verdict still stands on the screen, and waits for its rating.
        if self.feedback.as_ref() != Some(feedback) {
            let mut page = self.page();
            rich::feedback(feedback, &mut page);
            self.print(&page)?;
        }
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
        if text.trim_end().contains('\n') {
            // What is long pushes the question out of sight.
            self.shown = None;
        }
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
            let line = match self.read_line(" Enter ends, :undo goes back > ", "") {
                Given::Line(line) => line,
                Given::Redraw(_) => continue,
                _ => return Ok(None),
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
        let mut page = self.page();
        page.say(Style::Prompt, decision.question.as_str());
        self.print(&page)?;
        let options: Vec<String> = decision.options.iter().map(|text| line_of(text)).collect();
        match self.pick(options)? {
            Chosen::Rows(rows) => Ok(rows.first().copied()),
            Chosen::Interrupt => guard::interrupt(),
            Chosen::Command | Chosen::Menu | Chosen::Redraw | Chosen::EndOfInput => Ok(None),
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

/// A command's name and what it does.
fn described(name: &str) -> String {
    let what = COMMANDS.iter().find(|(known, _)| *known == name).map_or("", |(_, what)| what);
    format!("{name}: {what}")
}

/// The command of a letter at a verdict; those about a question have none there.
fn by_letter(letter: char) -> Option<Command> {
    let (name, _) = MENU.iter().find(|(name, known)| *known == letter && !is_of_question(name))?;
    command(name)
}

/// What was typed at a verdict, where only that verdict's card is before one's eyes.
fn at_verdict(reply: Reply) -> Reply {
    match reply {
        Reply::Action(Action::Input(Input::Hint | Input::Reveal | Input::Skip)) => {
            Reply::Say("that is for the next question; Enter goes on to it".to_owned())
        }
        reply => reply,
    }
}

/// What the keys at a verdict do.
fn what_keys_do() -> String {
    let mut lines = vec![
        "Enter or space takes what is suggested; 1 again, 2 hard, 3 good, 4 easy".to_owned(),
        "Esc opens the menu, : begins a command, Ctrl-L clears the screen".to_owned(),
    ];
    let shown = MENU.iter().filter(|(name, _)| !is_of_question(name) && *name != "help");
    lines.extend(shown.map(|(name, letter)| format!("{letter}  {}", described(name))));
    lines.join("\n")
}
