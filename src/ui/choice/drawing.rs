//! A list on the screen: drawn, taken away after each key, and drawn anew where the window changed while
//! no key was pressed. Knows nothing of what is chosen.

use std::io;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use console::{Key, Term, measure_text_width};

use super::{Chosen, List};
use crate::ui::{guard, keys};

/// How often the window is looked at: signals would end the reading of keys.
const GLANCE: Duration = Duration::from_millis(150);

/// What stands above a list.
pub(in crate::ui) struct Above<'a> {
    /// Its lines, in a window of so many columns.
    pub lines: &'a (dyn Fn(usize) -> Vec<String> + Sync),
    /// Nothing else stands between.
    pub is_next: bool,
}

/// What is on the screen, and for which window.
struct Drawn {
    size: (usize, usize),
    lines: Vec<String>,
}

/// Shows a list and takes keys until something comes of it; the list is gone from the screen then.
pub(in crate::ui) fn choose(
    term: &Term,
    list: &mut List,
    colour: bool,
    above: &Above<'_>,
) -> io::Result<Chosen> {
    term.hide_cursor()?;
    let chosen = pressed(term, list, colour, above);
    term.show_cursor()?;
    chosen
}

fn pressed(term: &Term, list: &mut List, colour: bool, above: &Above<'_>) -> io::Result<Chosen> {
    loop {
        let drawn = Mutex::new(draw(term, list, colour)?);
        let key = {
            let shared = Mutex::new(&mut *list);
            std::thread::scope(|scope| {
                let (pressed, until) = channel::<()>();
                scope.spawn(|| {
                    let until = until;
                    while until.recv_timeout(GLANCE) == Err(RecvTimeoutError::Timeout) {
                        let mut drawn = drawn.lock().unwrap_or_else(PoisonError::into_inner);
                        let mut list = shared.lock().unwrap_or_else(PoisonError::into_inner);
                        if drawn.size != size(term)
                            && let Ok(anew) = draw_anew(term, &drawn, &mut list, colour, above)
                        {
                            *drawn = anew;
                        }
                    }
                });
                let key = keys::read(term);
                drop(pressed);
                key
            })
        };
        let drawn = drawn.into_inner().unwrap_or_else(PoisonError::into_inner);
        clear(term, &drawn.lines)?;
        let key = key?;
        let chosen = list.press(&key);
        if key == Key::Char('\u{1a}') {
            term.show_cursor()?;
            guard::suspend();
            term.hide_cursor()?;
        }
        if key == Key::Char('\u{c}') {
            term.clear_screen()?;
        }
        if let Some(chosen) = chosen {
            return Ok(chosen);
        }
    }
}

fn draw(term: &Term, list: &mut List, colour: bool) -> io::Result<Drawn> {
    let size = size(term);
    let lines = list.lines(size, colour);
    term.write_str(&text(&lines))?;
    Ok(Drawn { size, lines })
}

/// Draws what stands above, and the list, in a window that has another size now.
fn draw_anew(
    term: &Term,
    before: &Drawn,
    list: &mut List,
    colour: bool,
    above: &Above<'_>,
) -> io::Result<Drawn> {
    let mut gone = before.lines.clone();
    if above.is_next {
        gone.extend((above.lines)(before.size.0));
    }
    clear(term, &gone)?;
    let columns = size(term).0;
    if above.is_next || columns != before.size.0 {
        term.write_str(&text(&(above.lines)(columns)))?;
    }
    draw(term, list, colour)
}

fn text(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

/// Takes lines away that end above the cursor. Where the window became narrower, one takes several rows.
fn clear(term: &Term, lines: &[String]) -> io::Result<()> {
    let (columns, rows) = size(term);
    let rows_of = |line: &String| measure_text_width(line).div_ceil(columns.max(1)).max(1);
    let taken: usize = lines.iter().map(rows_of).sum();
    term.clear_last_lines(taken.min(rows.max(1) - 1))
}

fn size(term: &Term) -> (usize, usize) {
    let (rows, columns) = term.size();
    (usize::from(columns), usize::from(rows))
}
