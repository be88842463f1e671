//! A change as two columns, the older wording on the left, the newer on the right.

use super::entry;
use super::page::{Margin, Page};
use super::rich::Rich;
use super::words::{Marks, Seen, Side, stemmed};
use crate::change::{Change, ChangeLog};
use crate::report::Ink;
use crate::round::Head;
use crate::sides::Sides;

/// The least width of a page on which two columns can be read.
pub(super) const LEAST: usize = 60;

/// Writes what stands above the columns.
pub(super) fn heads(page: &mut Page, log: &ChangeLog) {
    let name = |name: &str, head: &Head| {
        let date = head.date.map_or_else(String::new, |date| format!(", {date}"));
        Rich::of(Ink::Heading, name).with(Ink::Plain, &date)
    };
    let sides = page.terms().sides.zip(log.rounds().as_ref());
    page.blank();
    page.columns(&sides.map(|(side, head)| name(side, head)));
}

/// Writes a change, and notes the stems that its reader has seen last on each side.
pub(super) fn entry<'a>(page: &mut Page, log: &ChangeLog, change: &'a Change, seen: &mut Seen<'a>) {
    let mark = Rich::of(entry::ink(change.kind), entry::mark(change));
    page.paragraph(&Margin::of(mark), &entry::headline(page.terms(), log, change));
    let sides =
        Sides::new(Side::Old, Side::New).map(|side| stemmed(change, side, Marks::of(page), seen));
    for row in 0..sides.old.len().max(sides.new.len()) {
        page.columns(&sides.as_ref().map(|side| side.get(row).cloned().unwrap_or_default()));
    }
    entry::below(page, change);
}
