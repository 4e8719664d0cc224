//! Choosing from a short list with the keys: one, several, or all in an order; and from menus. The row one is
//! on is marked by a sign, not by colour alone; a colon begins a command, as everywhere. Of a list that is
//! longer than the window a part is shown; `choice/drawing.rs` puts it there and takes it away.

mod drawing;

pub(super) use drawing::{Above, choose};

use console::Key;

use super::page::{Page, Piece, Style};
use crate::text::width::{cut, width};

/// How a list is chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// One of them.
    One,
    /// Any number of them.
    Several,
    /// All of them, in an order.
    Order,
    /// One of a menu, whose rows take a line each.
    Menu,
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
    /// What stands above has to be shown again: the screen was cleared, or the program stopped and went on.
    Redraw,
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
    /// The first row that is shown, where not all of them fit.
    first: usize,
    marked: Vec<bool>,
    /// The row one is on moves with the cursor.
    held: bool,
    /// Something was chosen or moved.
    touched: bool,
    /// Enter on an untouched list was told; the next one counts.
    warned: bool,
    /// The row whose number is being typed, from 1; 0 for none.
    typed: usize,
}

impl List {
    pub(super) fn new(way: Way, texts: Vec<String>) -> List {
        let n = texts.len();
        List {
            way,
            texts,
            rows: (0..n).collect(),
            at: 0,
            first: 0,
            marked: vec![false; n],
            held: false,
            touched: matches!(way, Way::One | Way::Menu),
            warned: false,
            typed: 0,
        }
    }

    /// How the list is used, in a line.
    pub(super) fn words(&self) -> &'static str {
        match (self.way, self.warned) {
            (Way::One, _) if self.reads_like_numbers() => "arrows, then Enter; Esc: menu",
            (Way::One, _) => "arrows or a number, then Enter; Esc: menu",
            (Way::Menu, _) => "arrows, then Enter; Esc leaves",
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
        self.warned &= *key == Key::Enter;
        let typed = std::mem::take(&mut self.typed);
        match key {
            Key::CtrlC => return Some(Chosen::Interrupt),
            Key::Char('\u{4}') => return Some(Chosen::EndOfInput),
            Key::Char(':') if self.way != Way::Menu => return Some(Chosen::Command),
            Key::Escape => return Some(Chosen::Menu),
            Key::Char('\u{c}' | '\u{1a}') => return Some(Chosen::Redraw),
            Key::ArrowUp => self.go(self.at.saturating_sub(1)),
            Key::ArrowDown | Key::Tab => self.go((self.at + 1).min(last)),
            Key::Home => self.go(0),
            Key::End => self.go(last),
            Key::Char(digit @ '0'..='9') if !self.reads_like_numbers() => {
                self.digit(*digit as usize - '0' as usize, typed);
            }
            Key::Char(' ') => match self.way {
                Way::One | Way::Menu => {}
                Way::Several => self.mark(),
                Way::Order => self.held = !self.held,
            },
            Key::Char(letter) if matches!(self.way, Way::One | Way::Menu) => {
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

    /// Whether a row reads like the number of another, so that a digit could mean either.
    fn reads_like_numbers(&self) -> bool {
        let n = self.texts.len();
        let number = |text: &String| text.trim().parse().ok().filter(|it| (1..=n).contains(it));
        let mut rows = self.texts.iter().enumerate();
        self.way != Way::Order
            && rows.any(|(row, text)| number(text).is_some_and(|number| number != row + 1))
    }

    /// A digit goes on with the number before it where there is such a row, else begins one.
    fn digit(&mut self, digit: usize, before: usize) {
        let is_row = |number: usize| (1..=self.texts.len()).contains(&number);
        let longer = before * 10 + digit;
        let number = if before > 0 && is_row(longer) { longer } else { digit };
        if !is_row(number) {
            return;
        }
        if self.way == Way::Several {
            // The number so far was the beginning of this one.
            if number != digit {
                self.mark();
            }
            self.at = number - 1;
            self.mark();
        } else {
            self.go(number - 1);
        }
        self.typed = number;
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
            Way::One | Way::Menu => vec![self.rows[self.at]],
            Way::Several => (0..self.texts.len()).filter(|row| self.marked[*row]).collect(),
            Way::Order => self.rows.clone(),
        }
    }

    /// The list as it stands, in a window of so many columns and rows, the last of which the cursor needs.
    fn lines(&mut self, (columns, rows): (usize, usize), colour: bool) -> Vec<String> {
        let page = |fill: &dyn Fn(&mut Page)| {
            let mut page = Page::new(columns);
            fill(&mut page);
            page.lines(colour)
        };
        let quiet = |text: &str| page(&|page| page.add(" ", &[Piece::new(Style::Quiet, text)]));
        let mut head = quiet(self.words());
        let texts: Vec<Vec<String>> =
            (0..self.rows.len()).map(|place| page(&|page| self.row(place, page))).collect();
        let room = rows.saturating_sub(1).max(1);
        let all: usize = texts.iter().map(Vec::len).sum();
        if head.len() + all <= room {
            head.extend(texts.into_iter().flatten());
            return head;
        }
        // Two lines tell how many rows are above and below.
        let is_tiny = room < head.len() + 4;
        let left = if is_tiny { room } else { room - head.len() - 2 };
        let (first, end) = shown(&texts, self.first.min(self.at), self.at, left);
        self.first = first;
        let mut lines = if is_tiny { Vec::new() } else { head };
        let more = |n: usize, sign: &str| {
            quiet(&if n == 0 { String::new() } else { format!("{sign} {n} more") })
        };
        if !is_tiny {
            lines.extend(more(first, "^"));
        }
        lines.extend(texts[first..end].iter().flatten().take(left).cloned());
        if !is_tiny {
            lines.extend(more(texts.len() - end, "v"));
        }
        lines
    }

    fn row(&self, place: usize, page: &mut Page) {
        let row = self.rows[place];
        let here = place == self.at;
        let sign = match (here, self.held) {
            (true, true) => " * ",
            (true, false) => " > ",
            (false, _) => "   ",
        };
        let mark = match self.way {
            Way::Several if self.marked[row] => "[x] ",
            Way::Several => "[ ] ",
            _ => "",
        };
        let style = if here { Style::Strong } else { Style::Body };
        let (sign, text) = if self.way == Way::Menu {
            (sign.to_owned(), cut(&self.texts[row], page.columns() - width(sign)))
        } else {
            (format!("{sign}{}. {mark}", place + 1), self.texts[row].as_str().into())
        };
        page.add(&sign, &[Piece::new(style, text)]);
    }
}

/// From which row up to which a list is shown that has room for so many lines, so that the one that one is on is
/// seen.
fn shown(rows: &[Vec<String>], mut first: usize, at: usize, room: usize) -> (usize, usize) {
    let taken = |from: usize, to: usize| rows[from..to].iter().map(Vec::len).sum::<usize>();
    while first < at && taken(first, at + 1) > room {
        first += 1;
    }
    let mut end = at + 1;
    while end < rows.len() && taken(first, end + 1) <= room {
        end += 1;
    }
    (first, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a list shows, and what comes of it, after these keys.
    fn after(way: Way, keys: &[Key]) -> (String, Option<Chosen>) {
        let mut list = List::new(way, ["a", "b", "c"].map(str::to_owned).to_vec());
        let chosen = keys.iter().fold(None, |_, key| list.press(key));
        (list.lines((99, 99), false)[1..].join("\n"), chosen)
    }

    #[test]
    fn of_a_long_list_the_part_around_the_row_one_is_on_is_shown() {
        let texts: Vec<String> =
            (1..=12).map(|n| format!("row {n} {}", "word ".repeat(9))).collect();
        let mut list = List::new(Way::Menu, texts);
        let lines = list.lines((40, 10), false);
        assert_eq!(
            (lines.len(), lines[2].as_str()),
            (9, " > row 1 word word word word word word\u{2026}")
        );
        assert_eq!(lines.last().unwrap(), " v 6 more");
        for _ in 0..11 {
            list.press(&Key::ArrowDown);
        }
        let lines = list.lines((40, 10), false);
        assert!(lines[1] == " ^ 6 more" && lines[7].starts_with(" > row 12"), "{lines:#?}");
        assert!(list.lines((40, 2), false)[0].starts_with(" > row 12"));
        // Choices wrap at words where the window became narrow.
        let texts: Vec<String> =
            (1..=4).map(|n| format!("choice {n} {}", "word ".repeat(9))).collect();
        let mut list = List::new(Way::One, texts);
        let lines = list.lines((40, 8), false);
        assert!(lines.len() < 8 && lines.iter().all(|it| width(it) <= 40), "{lines:#?}");
        assert!(lines[3].starts_with(" > 1. choice 1"), "{lines:#?}");
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
    fn rows_from_ten_on_have_two_digits() {
        let rows = |way, keys: &str| {
            let mut list = List::new(way, (0..12).map(|row| format!("row {row}")).collect());
            for key in keys.chars() {
                list.press(&Key::Char(key));
            }
            list.press(&Key::Enter)
        };
        assert_eq!(rows(Way::One, "12"), Some(Chosen::Rows(vec![11])));
        assert_eq!(rows(Way::One, "1"), Some(Chosen::Rows(vec![0])));
        assert_eq!(rows(Way::One, "15"), Some(Chosen::Rows(vec![4])));
        assert_eq!(rows(Way::Several, "312"), Some(Chosen::Rows(vec![2, 11])));
    }

    #[test]
    fn digits_choose_nothing_where_a_row_reads_like_another_number() {
        let mut list = List::new(Way::One, ["2", "1", "3"].map(str::to_owned).to_vec());
        list.press(&Key::Char('2'));
        assert_eq!(list.press(&Key::Enter), Some(Chosen::Rows(vec![0])));
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
