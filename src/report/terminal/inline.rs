//! A change as one running text, deletions and insertions in place.

use super::entry;
use super::page::{INDENT, Margin, Page};
use super::rich::Rich;
use super::words::{Marks, Side, stems, words};
use crate::change::{Change, ChangeLog};
use crate::round::Stem;

/// Writes a change, which follows one under the stem `before`.
pub(super) fn entry(page: &mut Page, log: &ChangeLog, change: &Change, before: Option<&Stem>) {
    let mark = Rich::of(entry::ink(change.kind), entry::mark(change));
    page.paragraph(&Margin::of(mark), &entry::headline(log, change));
    let mut last = before;
    for (words, stem) in
        words(change, Side::Both, Marks::of(page)).iter().zip(stems(change, Side::Both))
    {
        page.paragraph(&Margin::blank(INDENT), &entry::with_stem(stem, last, words));
        last = stem;
    }
    if let Some(line) = entry::shift(change) {
        page.paragraph(&Margin::blank(INDENT), &line);
    }
}
