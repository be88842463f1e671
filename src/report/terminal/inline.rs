//! A change as one running text, deletions and insertions in place.

use super::entry;
use super::page::{INDENT, Margin, Page};
use super::rich::Rich;
use super::words::{Marks, Seen, Side, stemmed};
use crate::change::{Change, ChangeLog};

/// Writes a change, and notes the stem that its reader has seen last.
pub(super) fn entry<'a>(page: &mut Page, log: &ChangeLog, change: &'a Change, seen: &mut Seen<'a>) {
    let mark = Rich::of(entry::ink(change.kind), entry::mark(change));
    page.paragraph(&Margin::of(mark), &entry::headline(page.terms(), log, change));
    for line in stemmed(change, Side::Both, Marks::of(page), seen) {
        page.paragraph(&Margin::blank(INDENT), &line);
    }
    entry::below(page, change);
}
