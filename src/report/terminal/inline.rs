//! A change as one running text, deletions and insertions in place.

use super::entry;
use super::page::{INDENT, Margin, Page};
use super::rich::Rich;
use super::words::{Marks, Side, stemmed};
use crate::change::{Change, ChangeLog};
use crate::round::Stem;

/// Writes a change, which follows one under the stem `before`.
pub(super) fn entry(page: &mut Page, log: &ChangeLog, change: &Change, before: Option<&Stem>) {
    let mark = Rich::of(entry::ink(change.kind), entry::mark(change));
    page.paragraph(&Margin::of(mark), &entry::headline(log, change));
    for line in stemmed(change, Side::Both, Marks::of(page), before) {
        page.paragraph(&Margin::blank(INDENT), &line);
    }
    if let Some(line) = entry::shift(change) {
        page.paragraph(&Margin::blank(INDENT), &line);
    }
}
