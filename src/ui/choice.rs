//! Choosing from a short list with the keys: one, several, or all in an order. The row one is on is
//! marked by a sign, not by colour alone; a colon begins a command, as everywhere.

use std::io;

use console::{Key, Term};

use super::page::{Page, Piece, Style};

/// How a list is chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// One of them.
    One,
    /// Any number of them.
    Several,
    /// All of them, in an order.
    Order,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Chosen {
    /// The rows, in the order chosen.
    Rows(Vec<usize>),
    /// A colon was typed.
    Command,
    /// Esc.
    Menu,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-D.
    EndOfInput,
}

/// A list under the learner's keys. Keeps its state while a command is typed in between.
#[derive(Debug)]
pub(super) struct List {
    way: Way,
    texts: Vec<String>,
    /// The rows as they stand; other than at first only in an order.
    rows: Vec<usize>,
    at: usize,
    marked: Vec<bool>,
    /// The row one is on moves with the cursor.
    held: bool,
    /// Something was chosen or moved.
    touched: bool,
    /// Enter on an untouched list was told; the next one counts.
    warned: bool,
}

impl List {
    pub(super) fn new(way: Way, texts: Vec<String>) -> List {
        let n = texts.len();
        List {
            way,
            texts,
            rows: (0..n).collect(),
            at: 0,
            marked: vec![false; n],
            held: false,
            touched: way == Way::One,
            warned: false,
        }
    }

    /// How the list is used, in a line.
    pub(super) fn words(&self) -> &'static str {
        match (self.way, self.warned) {
            (Way::One, _) => "arrows or a number, then Enter; Esc: menu",
            (Way::Several, false) => "space chooses, Enter ends; Esc: menu",
            (Way::Several, true) => "nothing is chosen: space chooses; Enter again ends",
            (Way::Order, false) => {
                "space picks up, arrows move, space puts down; Enter ends; Esc: menu"
            }
            (Way::Order, true) => "nothing was moved: Enter again leaves it as it stands",
        }
    }

    /// Takes a key; gives what came of it, where something did.
    fn press(&mut self, key: &Key) -> Option<Chosen> {
        let last = self.texts.len().saturating_sub(1);
        match key {
            Key::CtrlC => return Some(Chosen::Interrupt),
            Key::Char('\u{4}') => return Some(Chosen::EndOfInput),
            Key::Char(':') => return Some(Chosen::Command),
            Key::Escape => return Some(Chosen::Menu),
            Key::ArrowUp => self.go(self.at.saturating_sub(1)),
            Key::ArrowDown | Key::Tab => self.go((self.at + 1).min(last)),
            Key::Home => self.go(0),
            Key::End => self.go(last),
            Key::Char(digit @ '1'..='9') => {
                let row = *digit as usize - '1' as usize;
                if row <= last {
                    self.go(row);
                    if self.way == Way::Several {
                        self.mark();
                    }
                }
            }
            Key::Char(' ') => match self.way {
                Way::One => {}
                Way::Several => self.mark(),
                Way::Order => self.held = !self.held,
            },
            Key::Char(letter) if self.way == Way::One => {
                // `t` and `f`, where the rows say true and false.
                let begins = |text: &String| text.starts_with(*letter);
                if let (Some(row), None) = {
                    let mut rows = self.texts.iter().enumerate().filter(|(_, text)| begins(text));
                    (rows.next().map(|(row, _)| row), rows.next())
                } {
                    self.go(row);
                }
            }
            Key::Enter if self.touched || self.warned => return Some(Chosen::Rows(self.result())),
            Key::Enter => self.warned = true,
            _ => {}
        }
        None
    }

    fn go(&mut self, row: usize) {
        if self.held && row != self.at {
            let moved = self.rows.remove(self.at);
            self.rows.insert(row, moved);
            self.touched = true;
        }
        self.at = row;
    }

    fn mark(&mut self) {
        self.marked[self.at] = !self.marked[self.at];
        self.touched = self.marked.contains(&true);
    }

    fn result(&self) -> Vec<usize> {
        match self.way {
            Way::One => vec![self.rows[self.at]],
            Way::Several => (0..self.texts.len()).filter(|row| self.marked[*row]).collect(),
            Way::Order => self.rows.clone(),
        }
    }

    /// The list as it stands.
    fn show(&self, page: &mut Page) {
        page.add(" ", &[Piece::new(Style::Quiet, self.words())]);
        for (place, row) in self.rows.iter().enumerate() {
            let here = place == self.at;
            let sign = match (here, self.held) {
                (true, true) => " * ",
                (true, false) => " > ",
                (false, _) => "   ",
            };
            let mark = match self.way {
                Way::Several if self.marked[*row] => "[x] ",
                Way::Several => "[ ] ",
                _ => "",
            };
            let style = if here { Style::Strong } else { Style::Body };
            page.add(
                &format!("{sign}{}. {mark}", place + 1),
                &[Piece::new(style, &*self.texts[*row])],
            );
        }
    }
}

/// Shows a list and takes keys until something comes of it; the list is gone from the screen then.
pub(super) fn choose(
    term: &Term,
    list: &mut List,
    colour: bool,
    columns: impl Fn() -> usize,
) -> io::Result<Chosen> {
    term.hide_cursor()?;
    let chosen = keys(term, list, colour, columns);
    term.show_cursor()?;
    chosen
}

fn keys(
    term: &Term,
    list: &mut List,
    colour: bool,
    columns: impl Fn() -> usize,
) -> io::Result<Chosen> {
    loop {
        let mut page = Page::new(columns());
        list.show(&mut page);
        let lines = page.lines(colour);
        for line in &lines {
            term.write_line(line)?;
        }
        let key = term.read_key_raw()?;
        let suspended = key == Key::Char('\u{1a}');
        let chosen = list.press(&key);
        term.clear_last_lines(lines.len().min(usize::from(term.size().0).max(1) - 1))?;
        if suspended {
            term.show_cursor()?;
            super::guard::suspend();
            term.hide_cursor()?;
        }
        if let Some(chosen) = chosen {
            return Ok(chosen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a list shows, and what comes of it, after these keys.
    fn after(way: Way, keys: &[Key]) -> (String, Option<Chosen>) {
        let mut list = List::new(way, ["a", "b", "c"].map(str::to_owned).to_vec());
        let chosen = keys.iter().fold(None, |_, key| list.press(key));
        let mut page = Page::new(99);
        list.show(&mut page);
        (page.lines(false)[1..].join("\n"), chosen)
    }

    #[test]
    fn one_is_chosen_by_arrows_or_its_number() {
        let rows = |keys: &[Key]| after(Way::One, keys).1;
        assert_eq!(rows(&[Key::Enter]), Some(Chosen::Rows(vec![0])));
        assert_eq!(rows(&[Key::ArrowDown, Key::Enter]), Some(Chosen::Rows(vec![1])));
        assert_eq!(rows(&[Key::Char('3'), Key::Enter]), Some(Chosen::Rows(vec![2])));
        assert_eq!(rows(&[Key::Char('9'), Key::Enter]), Some(Chosen::Rows(vec![0])));
        assert_eq!(rows(&[Key::Char('b'), Key::Enter]), Some(Chosen::Rows(vec![1])));
        assert_eq!(rows(&[Key::Char(':')]), Some(Chosen::Command));
    }

    #[test]
    fn the_row_one_is_on_has_a_sign() {
        assert_eq!(after(Way::One, &[Key::ArrowDown]).0, "   1. a\n > 2. b\n   3. c");
        let (shown, _) = after(Way::Several, &[Key::Char(' '), Key::ArrowDown]);
        assert_eq!(shown, "   1. [x] a\n > 2. [ ] b\n   3. [ ] c");
    }

    #[test]
    fn several_are_chosen_and_none_only_on_purpose() {
        let rows = |keys: &[Key]| after(Way::Several, keys).1;
        assert_eq!(rows(&[Key::Enter]), None);
        assert_eq!(rows(&[Key::Enter, Key::Enter]), Some(Chosen::Rows(Vec::new())));
        let keys = [Key::Char('3'), Key::Char('1'), Key::Enter];
        assert_eq!(rows(&keys), Some(Chosen::Rows(vec![0, 2])));
    }

    #[test]
    fn a_row_is_carried_to_its_place() {
        let keys = [Key::Char(' '), Key::ArrowDown, Key::ArrowDown, Key::Char(' '), Key::ArrowUp];
        assert_eq!(after(Way::Order, &keys).0, "   1. b\n > 2. c\n   3. a");
        assert_eq!(after(Way::Order, &[Key::Enter]).1, None);
        let (_, chosen) = after(Way::Order, &[&keys[..], &[Key::Enter]].concat());
        assert_eq!(chosen, Some(Chosen::Rows(vec![1, 2, 0])));
    }
}
