//! The head of a report on a series: which rounds it is about, and what they say of their own wording.

use super::head::caution;
use super::page::{Margin, Page};
use super::plural::count;
use super::rich::Rich;
use crate::report::Ink;
use crate::round::Head;
use crate::series::Series;

/// The greatest number of rounds that are listed one by one.
const MOST: usize = 9;

/// Writes which rounds a series has, and what they say of their wording.
pub(super) fn head(page: &mut Page, series: &Series) {
    let rounds = series.rounds();
    let last = rounds.len() - 1;
    page.paragraph(
        &Margin::default(),
        &Rich::of(Ink::Heading, &count(rounds.len(), "round")).with(Ink::Plain, &span(series)),
    );
    if last < MOST {
        (0..=last).for_each(|at| line(page, series, at));
    } else {
        line(page, series, 0);
        let between = format!("… {} between …", last - 1);
        page.paragraph(&Margin::blank(3), &Rich::of(Ink::Faint, &between));
        line(page, series, last);
    }
    wordings(page, series);
}

/// Returns ", first day to last", where there are several rounds.
fn span(series: &Series) -> String {
    match series.rounds().len() - 1 {
        0 => String::new(),
        last => format!(", {} to {}", series.name(0), series.name(last)),
    }
}

/// Writes a round: its number, its name, its title and label.
fn line(page: &mut Page, series: &Series, at: usize) {
    let head = series.rounds()[at].head();
    let digits = series.rounds().len().to_string().len();
    let margin = Margin::of(Rich::of(Ink::Faint, &format!("{:>digits$}  ", at + 1)));
    let mut words = Rich::of(Ink::Heading, &series.name(at));
    let title = head.title.iter().filter(|title| **title != series.name(at));
    for part in title.chain([&head.label]).filter(|part| !part.is_empty()) {
        words.push(Ink::Plain, if words.text() == series.name(at) { "  " } else { " · " });
        words.push(Ink::Plain, part);
    }
    page.paragraph(&margin, &words);
}

/// Writes what the rounds say of their wording, once for those that say the same.
fn wordings(page: &mut Page, series: &Series) {
    let heads: Vec<&Head> = series.rounds().iter().map(|round| round.head()).collect();
    let mut seen: Vec<&str> = Vec::new();
    for wording in heads.iter().filter_map(|head| head.wording.as_deref()) {
        if seen.contains(&wording) {
            continue;
        }
        seen.push(wording);
        let same = (0..heads.len()).filter(|&at| heads[at].wording.as_deref() == Some(wording));
        let names: Vec<String> = same.map(|at| series.name(at)).collect();
        let line = caution(wording);
        let whose = match names.len() {
            all if all == heads.len() => String::new(),
            many if many > MOST => format!(" ({many} of the rounds)"),
            _ => format!(" ({})", names.join(", ")),
        };
        page.paragraph(&Margin::default(), &line.with(Ink::Plain, &whose));
    }
}
