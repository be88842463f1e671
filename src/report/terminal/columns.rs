//! A change as two columns, the older wording on the left, the newer on the right.

use super::entry;
use super::page::{INDENT, Margin, Page};
use super::rich::Rich;
use super::words::{Marks, Side, stemmed};
use crate::change::{Change, ChangeLog};
use crate::report::Ink;
use crate::round::{Head, Stem};
use crate::sides::Sides;

/// The least width of a page on which two columns can be read.
pub(super) const LEAST: usize = 60;

/// Writes what stands above the columns.
pub(super) fn heads(page: &mut Page, log: &ChangeLog) {
    let name = |name: &str, head: &Head| {
        let date = head.date.map_or_else(String::new, |date| format!(", {date}"));
        Rich::of(Ink::Heading, name).with(Ink::Plain, &date)
    };
    let rounds = log.rounds();
    page.blank();
    page.columns(&Sides::new(name("old", &rounds.old), name("new", &rounds.new)));
}

/// Writes a change, which follows one under the stem `before`.
pub(super) fn entry(page: &mut Page, log: &ChangeLog, change: &Change, before: Option<&Stem>) {
    let mark = Rich::of(entry::ink(change.kind), entry::mark(change));
    page.paragraph(&Margin::of(mark), &entry::headline(log, change));
    let sides =
        Sides::new(Side::Old, Side::New).map(|side| stemmed(change, side, Marks::of(page), before));
    for row in 0..sides.old.len().max(sides.new.len()) {
        page.columns(&sides.as_ref().map(|side| side.get(row).cloned().unwrap_or_default()));
    }
    if let Some(line) = entry::shift(change) {
        page.paragraph(&Margin::blank(INDENT), &line);
    }
}
