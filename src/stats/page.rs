//! The figures as one page of HTML: drawings in SVG with their words beside them, light and dark, no
//! script, nothing fetched from elsewhere. Text in, text out; writes no file.

use super::Stats;
use super::group::Group;
use super::memory::{MemoryFigures, Month};
use crate::time::Day;

/// The width of a drawing, in its own units.
const WIDTH: usize = 640;

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1c2330;--paper:#fcfcfa;--soft:#d9dde3;--mark:#2563a8;--other:#b4541a}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8ec;--paper:#14171c;--soft:#39404b;--mark:#6fa8e6;--other:#e6985f}}
body{background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}svg{width:100%;height:auto}
td,th{padding:.1rem .7rem .1rem 0;text-align:left;vertical-align:top}th{font-weight:normal}tr:first-child th{vertical-align:bottom}
.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}th.n{white-space:normal}
.bars{width:100%}.bars th{width:7rem;white-space:nowrap}.bars td.n{width:2.5rem}.bars div{background:var(--mark);height:.8em;margin-top:.35em}
.mark{fill:var(--mark)}.other{fill:var(--other)}.soft{fill:var(--soft)}.line{stroke:var(--ink);stroke-width:1}
text{fill:var(--ink);font:13px system-ui,sans-serif}
@media (max-width:34rem){text{font-size:20px}
.groups tr{display:grid;grid-template-columns:repeat(4,1fr)}.groups tr>:first-child{grid-column:1/-1}}";

const STABILITIES: [&str; 7] =
    ["1 day", "1 week", "1 month", "3 months", "1 year", "5 years", "longer"];

/// The page of a learner's figures on a study day.
pub fn page(figures: &Stats, memory: &MemoryFigures, today: Day) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>quizdeck: how it goes</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n\
         <h1>How it goes, <span class=n>{today}</span></h1>\n"
    );
    page.push_str(&totals(figures, memory));
    section(&mut page, "Known, and foretold", &months(&memory.months));
    let days: Vec<(String, usize)> =
        (0..).zip(&figures.forecast).map(|(n, due)| (today.plus(n).to_string(), *due)).collect();
    section(&mut page, "Due in the next days", &bars("cards due on each day", &days));
    section(&mut page, "The year", &year(&memory.year, today));
    let tenths = (0..10).zip(&memory.recalls);
    let recalls: Vec<_> =
        tenths.map(|(n, count)| (format!("{} to {} %", n * 10, n * 10 + 10), *count)).collect();
    section(&mut page, "Recall of your cards today", &bars("cards by recall today", &recalls));
    let classes = STABILITIES.iter().zip(&memory.stabilities);
    let stabilities: Vec<_> = classes.map(|(name, n)| ((*name).to_owned(), *n)).collect();
    let drawn = bars("cards by how long nine tenths of recall last at most", &stabilities);
    section(&mut page, "How long nine tenths of recall last at most", &drawn);
    section(&mut page, "By deck", &groups("deck", &memory.decks));
    section(&mut page, "By tag", &groups("tag", &memory.tags));
    section(&mut page, "Missed more often than chance explains", &leeches(memory));
    page.push_str("</body>\n</html>\n");
    page
}

fn section(page: &mut String, title: &str, body: &str) {
    if !body.is_empty() {
        page.push_str(&format!("<h2>{title}</h2>\n{body}\n"));
    }
}

fn totals(figures: &Stats, memory: &MemoryFigures) -> String {
    let rows = [
        ("reviews", figures.reviews.to_string()),
        ("cards seen", figures.cards_seen.to_string()),
        ("retention", figures.retention.map_or_else(|| "-".to_owned(), percent)),
        ("days in a row", figures.days_streak.to_string()),
        ("minutes", format!("{:.1}", figures.minutes)),
        (
            "seconds an answer, the middle",
            memory.answer_seconds.map_or_else(|| "-".to_owned(), |it| format!("{it:.1}")),
        ),
    ];
    let rows =
        rows.map(|(name, value)| format!("<tr><th>{name}</th><td class=n>{value}</td></tr>"));
    format!("<table>\n{}\n</table>\n", rows.join("\n"))
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A drawing with its words for those who do not see it.
fn drawing(words: &str, height: usize, body: &str) -> String {
    let words = escape(words);
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{words}\">\
         <title>{words}</title>\n{body}</svg>"
    )
}

/// Bars that lie, each with its name and its count: a table, so that its words are read out and stay legible
/// on a phone.
fn bars(words: &str, classes: &[(String, usize)]) -> String {
    let greatest = classes.iter().map(|(_, n)| *n).max().unwrap_or(0);
    if greatest == 0 {
        return String::new();
    }
    let row = |(name, n): &(String, usize)| {
        let (name, width) = (escape(name), (n * 100).div_ceil(greatest));
        format!(
            "<tr><th>{name}</th><td class=n>{n}</td>\
             <td><div style=\"width:{width}%\"></div></td></tr>"
        )
    };
    let rows: Vec<String> = classes.iter().map(row).collect();
    format!("<table class=bars aria-label=\"{}\">\n{}\n</table>", escape(words), rows.join("\n"))
}

/// What was known, month by month, as dots; what was foretold as bars of its margin.
fn months(months: &[Month]) -> String {
    const HEIGHT: usize = 230;
    const LEFT: usize = 64;
    let months = &months[months.len().saturating_sub(24)..];
    if months.is_empty() {
        return String::new();
    }
    // From half to all, and further down only where it is needed: nobody learns with less, and
    // differences are to be seen.
    let lowest = months.iter().map(|it| it.known.min(it.predicted - it.margin)).fold(0.5, f64::min);
    let floor = ((lowest * 10.0).floor() / 10.0).max(0.0);
    let y = |share: f64| 16.0 + (1.0 - share.clamp(floor, 1.0)) / (1.0 - floor) * 180.0;
    let mut body = String::new();
    for share in (0..=10).map(|tenth| f64::from(tenth) / 10.0).filter(|it| *it > floor - 0.05) {
        body.push_str(&format!(
            "<rect class=\"soft\" x=\"{LEFT}\" y=\"{0:.1}\" width=\"{1}\" height=\"1\"/>\
             <text x=\"0\" y=\"{2:.1}\">{3:.0} %</text>\n",
            y(share),
            WIDTH - LEFT,
            y(share) + 4.0,
            share * 100.0
        ));
    }
    let step = (WIDTH - LEFT) / months.len();
    let mut said = Vec::new();
    for (n, month) in months.iter().enumerate() {
        let x = LEFT + n * step + step / 2;
        let (top, bottom) = (y(month.predicted + month.margin), y(month.predicted - month.margin));
        body.push_str(&format!(
            "<rect class=\"other\" opacity=\"0.5\" x=\"{}\" y=\"{top:.1}\" width=\"8\" \
             height=\"{:.1}\"/><circle class=\"mark\" cx=\"{x}\" cy=\"{:.1}\" r=\"4\"/>\n",
            x - 4,
            (bottom - top).max(1.0),
            y(month.known)
        ));
        if n % months.len().div_ceil(6) == 0 {
            let name = escape(&month.month);
            body.push_str(&format!(
                "<text x=\"{x}\" y=\"222\" text-anchor=\"middle\">{name}</text>\n"
            ));
        }
        said.push(format!(
            "{}: known {:.0} %, foretold {}",
            month.month,
            month.known * 100.0,
            between(month.predicted, month.margin)
        ));
    }
    let drawn = drawing(&said.join("; "), HEIGHT, &body);
    format!(
        "<p>Dots: the share you knew. Bars: where it should lie by the forecasts written down \
             before each answer.</p>\n{drawn}"
    )
}

/// The map of the year: a column a week, a square a day.
fn year(days: &[usize], today: Day) -> String {
    let greatest = days.iter().copied().max().unwrap_or(0);
    if greatest == 0 {
        return String::new();
    }
    let first = today.plus(1 - i32::try_from(days.len()).unwrap_or(i32::MAX));
    let mut body = String::new();
    for (n, count) in (0_i32..).zip(days) {
        let (x, y) = (n / 7 * 12, n % 7 * 12);
        let strength = 20 + count * 80 / greatest;
        let style = match count {
            0 => "class=\"soft\"".to_owned(),
            _ => format!("class=\"mark\" opacity=\"{}.{:02}\"", strength / 100, strength % 100),
        };
        body.push_str(&format!(
            "<rect {style} x=\"{x}\" y=\"{y}\" width=\"10\" height=\"10\"><title>{}: {count}\
             </title></rect>\n",
            first.plus(n)
        ));
        let date = first.plus(n).to_string();
        let begins_quarter =
            ["-01-01", "-04-01", "-07-01", "-10-01"].iter().any(|it| date.ends_with(it));
        // The last of them has no room where the year ends soon after it.
        if begins_quarter && days.len() > usize::try_from(n).unwrap_or(0) + 50 {
            body.push_str(&format!("<text x=\"{x}\" y=\"98\">{}</text>\n", &date[..7]));
        }
    }
    let studied = days.iter().filter(|count| **count > 0).count();
    let words = format!(
        "answers on each day from {first} to {today}; studied on {studied} days, at most {greatest} answers a day"
    );
    drawing(&words, 104, &body)
}

/// A share with its margin. Few answers have a wide one, and no share is below none or above all.
fn between(share: f64, margin: f64) -> String {
    let (least, most) = ((share - margin).max(0.0), (share + margin).min(1.0));
    format!("{:.0} to {}", least * 100.0, percent(most))
}

/// Decks or tags, with what was known, what was foretold, and how many cards are likely to be known today.
fn groups(of: &str, groups: &[Group]) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let row = |group: &Group| {
        let name = escape(group.title.as_ref().unwrap_or(&group.name));
        let foretold = group.predicted.zip(group.margin);
        let foretold =
            foretold.map_or_else(|| "-".to_owned(), |(share, margin)| between(share, margin));
        let cells = [
            group.reviews.to_string(),
            group.known.map_or_else(|| "-".to_owned(), percent),
            foretold,
            format!("{:.0} of {}", group.cards_known, group.cards),
        ];
        let cells = cells.map(|cell| format!("<td class=n>{cell}</td>")).concat();
        format!("<tr><th>{name}</th>{cells}</tr>")
    };
    let rows: Vec<String> = groups.iter().map(row).collect();
    format!(
        "<table class=groups>\n<tr><th>{of}</th>{}</tr>\n{}\n</table>",
        ["asked", "known", "foretold", "cards known today"]
            .map(|head| format!("<th class=n>{head}</th>"))
            .concat(),
        rows.join("\n")
    )
}

fn leeches(memory: &MemoryFigures) -> String {
    if memory.leeches.is_empty() {
        return String::new();
    }
    let row = |leech: &super::Leech| {
        format!(
            "<tr><td>{}</td><td class=n>{}</td><td class=n>{:.1}</td></tr>",
            escape(&leech.card),
            leech.lapses,
            leech.expected
        )
    };
    let rows: Vec<String> = memory.leeches.iter().take(50).map(row).collect();
    format!(
        "<table>\n<tr><th>card</th><th class=n>missed</th><th class=n>foretold</th></tr>\n{}\n</table>",
        rows.join("\n")
    )
}

/// A text that is nothing but text in HTML; what can't be shown becomes a question mark.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if c.is_control() => escaped.push('?'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Answers;
    use crate::stats::{Leech, stats};

    fn group(name: &str, title: Option<&str>) -> Group {
        Group {
            name: name.to_owned(),
            title: title.map(str::to_owned),
            reviews: 40,
            known: Some(0.85),
            predicted: Some(0.9),
            margin: Some(0.09),
            cards: 10,
            cards_known: 8.6,
        }
    }

    fn figures() -> MemoryFigures {
        MemoryFigures {
            months: vec![Month {
                month: "2026-11".to_owned(),
                reviews: 40,
                known: 0.85,
                predicted: 0.9,
                margin: 0.09,
            }],
            recalls: vec![0, 0, 0, 0, 0, 0, 0, 0, 3, 7],
            stabilities: vec![1, 2, 3, 4, 0, 0, 0],
            leeches: vec![Leech {
                card: "<script>\u{1b}/x".to_owned(),
                lapses: 9,
                expected: 2.0,
                chance: 0.001,
            }],
            decks: vec![group("moscow", Some("Moscow & after"))],
            tags: vec![group("<b>", None)],
            year: [vec![0; 360], vec![1, 5, 0, 2]].concat(),
            answer_seconds: Some(4.2),
        }
    }

    #[test]
    fn the_page_needs_nothing_from_elsewhere_and_runs_nothing() {
        let page =
            page(&stats(&Answers::default(), [Day(20_001)], Day(20_000)), &figures(), Day(20_000));
        for foreign in ["<script", "http", "url(", "@import", "\u{1b}", "NaN"] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        assert!(page.contains("prefers-color-scheme:dark"));
        let drawings = page.matches("<svg").count();
        assert_eq!(drawings, 2);
        assert_eq!(page.matches("role=\"img\" aria-label=").count(), drawings, "words for each");
        assert!(page.contains("known 85 %, foretold 81 to 99 %"));
        assert!(page.contains("Moscow &amp; after") && page.contains("9 of 10"));
    }

    #[test]
    fn every_element_that_opens_closes() {
        let page = page(&stats(&Answers::default(), [], Day(20_000)), &figures(), Day(20_000));
        for element in [
            "html", "head", "body", "svg", "text", "table", "tr", "td", "th", "h2", "p", "div",
            "span",
        ] {
            let opened = page.matches(&format!("<{element}>")).count()
                + page.matches(&format!("<{element} ")).count();
            assert_eq!(opened, page.matches(&format!("</{element}>")).count(), "{element}");
        }
    }

    #[test]
    fn a_learner_without_a_log_gets_a_page_without_drawings() {
        let none = MemoryFigures::default();
        let page = page(&stats(&Answers::default(), [], Day(20_000)), &none, Day(20_000));
        assert!(!page.contains("<svg") && page.contains("cards seen"));
    }
}
