//! Changes as one running text, deletions and insertions in place.

use std::sync::Arc;

use super::chapters::{Chapter, Part};
use super::entry;
use super::page::{Margin, Page};
use super::rich::Rich;
use super::words::{Marks, Side, stems, words};
use crate::change::{Change, ChangeLog};
use crate::report::Ink;

/// How far words stand in from the left.
pub(super) const INDENT: usize = 3;

/// Writes the heading of a chapter.
pub(super) fn heading(page: &mut Page, log: &ChangeLog, section: Part) {
    page.blank();
    page.paragraph(&Margin::of(Rich::of(Ink::Heading, "== ")), &title(log, section));
}

/// Returns the title of a chapter, and the older one where it was retitled.
pub(super) fn title(log: &ChangeLog, section: Part) -> Rich {
    let rounds = log.rounds();
    let section = match section {
        Part::Old(old) => {
            return Rich::of(
                Ink::Heading,
                &format!("(was in: {})", entry::title(&rounds.old, old)),
            );
        }
        Part::New(section) => section,
    };
    let title = entry::title(&rounds.new, section);
    let own = |head: &crate::round::Head, section: usize| {
        head.sections.get(section).map(|s| s.title.clone())
    };
    let was: Vec<String> = log
        .sections()
        .iter()
        .filter(|pair| {
            pair.new == section && own(&rounds.old, pair.old) != own(&rounds.new, section)
        })
        .map(|pair| entry::title(&rounds.old, pair.old))
        .collect();
    let line = Rich::of(Ink::Heading, &title);
    if was.is_empty() {
        line
    } else {
        line.with(Ink::Plain, &format!(" (was: {})", was.join("; ")))
    }
}

/// Writes the changes of a chapter; those that are none are counted, unless all are to be `shown`.
pub(super) fn chapter(page: &mut Page, log: &ChangeLog, chapter: &Chapter<'_>, shown: bool) {
    heading(page, log, chapter.section);
    let (mut same, mut stem) = (0, None);
    for change in &chapter.changes {
        if !shown && !change.is_change() {
            same += 1;
            continue;
        }
        unchanged(page, std::mem::take(&mut same));
        page.blank();
        stem = entry(page, log, change, stem);
    }
    unchanged(page, same);
}

/// Writes how many statements in a row did not change.
pub(super) fn unchanged(page: &mut Page, count: usize) {
    if count > 0 {
        page.blank();
        page.paragraph(
            &Margin::blank(INDENT),
            &Rich::of(Ink::Plain, &format!("… {count} unchanged …")),
        );
    }
}

/// Writes a change and returns the stem it ended under, which follows one under the stem `before`.
fn entry(
    page: &mut Page,
    log: &ChangeLog,
    change: &Change,
    before: Option<Arc<str>>,
) -> Option<Arc<str>> {
    let mark = Rich::of(entry::ink(change.kind), entry::mark(change));
    page.paragraph(&Margin::of(mark), &entry::headline(log, change));
    let marks = if page.is_painted() { Marks::Inks } else { Marks::Brackets };
    let mut last = before;
    for (number, words) in words(change, Side::Both, marks).iter().enumerate() {
        let stem = stems(change, Side::Both)
            .get(number)
            .copied()
            .flatten()
            .map(|stem| Arc::clone(&stem.text));
        page.paragraph(&Margin::blank(INDENT), &with_stem(stem.as_deref(), last.as_deref(), words));
        last = stem;
    }
    if let Some(line) = entry::shift(change) {
        page.paragraph(&Margin::blank(INDENT), &line);
    }
    last
}

/// Returns words after their stem in brackets; one that the reader has just seen is only hinted at.
pub(super) fn with_stem(stem: Option<&str>, before: Option<&str>, words: &Rich) -> Rich {
    let mut line = match stem {
        None => return words.clone(),
        Some(stem) if before == Some(stem) => Rich::of(Ink::Stem, "[…]"),
        Some(stem) => Rich::of(Ink::Stem, &format!("[{stem}]")),
    };
    line.push(Ink::Plain, " ");
    line.append(words);
    line
}
