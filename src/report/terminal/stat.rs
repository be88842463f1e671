//! Counts and a bar for each section, and the totals.

use super::chapters::Chapter;
use super::page::{Margin, Page};
use super::plural::count;
use super::rich::Rich;
use super::terms::Terms;
use super::titles;
use crate::change::{Change, ChangeKind, ChangeLog, Direction};
use crate::report::Ink;

/// How many columns a bar may take.
const BAR: usize = 30;

/// Writes a line for each chapter and one for all.
pub(super) fn stat(page: &mut Page, log: &ChangeLog, chapters: &[Chapter<'_>]) {
    let terms = page.terms();
    let tallies: Vec<Tally> = chapters.iter().map(|chapter| Tally::of(&chapter.changes)).collect();
    let longest = tallies.iter().map(Tally::total).max().unwrap_or(0);
    let digits = longest.to_string().len();
    let title_of = |chapter: &Chapter<'_>| titles::of_chapter_alone(terms, log, chapter.section);
    let widest = chapters.iter().map(|chapter| title_of(chapter).width()).max().unwrap_or(0);
    // Beside the title: a rule, the count, the bar, and room for what grew stronger or weaker.
    let columns = widest.min(page.width().saturating_sub(longest.min(BAR) + digits + 16)).max(12);
    page.blank();
    for (chapter, tally) in chapters.iter().zip(&tallies) {
        let mut line = title_of(chapter).cut(columns);
        let gap = " ".repeat(columns.saturating_sub(line.width()));
        line.push(Ink::Plain, &format!("{gap} | {:>digits$} ", tally.total()));
        tally.bar(longest, &mut line);
        page.paragraph(&Margin::blank(1), &line);
    }
    page.blank();
    page.paragraph(
        &Margin::blank(1),
        &Tally::of(chapters.iter().flat_map(|c| &c.changes)).totals(terms, chapters.len()),
    );
}

/// How many changes of each sort a chapter holds, each counted once.
#[derive(Default)]
struct Tally {
    reworded: usize,
    moved: usize,
    added: usize,
    dropped: usize,
    stronger: usize,
    weaker: usize,
}

impl Tally {
    fn of<'a>(changes: impl IntoIterator<Item = &'a &'a Change>) -> Self {
        let mut tally = Self::default();
        for change in changes {
            match change.kind {
                ChangeKind::Reworded => tally.reworded += 1,
                ChangeKind::Added => tally.added += 1,
                ChangeKind::Dropped => tally.dropped += 1,
                ChangeKind::Unchanged => tally.moved += usize::from(change.moved),
            }
            tally.stronger += usize::from(change.direction() == Some(Direction::Stronger));
            tally.weaker += usize::from(change.direction() == Some(Direction::Weaker));
        }
        tally
    }

    const fn total(&self) -> usize {
        self.reworded + self.moved + self.added + self.dropped
    }

    /// Writes a bar as long as the total, scaled down if the longest would not fit; what occurs is never scaled to none.
    fn bar(&self, longest: usize, line: &mut Rich) {
        let scaled =
            |count: usize| if longest <= BAR { count } else { (count * BAR).div_ceil(longest) };
        for (count, mark, ink) in [
            (self.reworded, "~", Ink::Kind),
            (self.moved, ">", Ink::Kind),
            (self.added, "+", Ink::Added),
            (self.dropped, "-", Ink::Dropped),
        ] {
            line.push(ink, &mark.repeat(scaled(count)));
        }
        for (count, arrow) in [(self.stronger, "▲"), (self.weaker, "▼")] {
            if count > 0 {
                line.push(Ink::Plain, " ");
                line.push(Ink::Weight, &format!("{arrow}{count}"));
            }
        }
    }

    fn totals(&self, terms: &Terms, sections: usize) -> Rich {
        let named = [
            (self.reworded, format!("{} (~)", terms.kind(ChangeKind::Reworded))),
            (self.moved, format!("only {} (>)", terms.moved)),
            (self.added, format!("{} (+)", terms.kind(ChangeKind::Added))),
            (self.dropped, format!("{} (-)", terms.kind(ChangeKind::Dropped))),
            (self.stronger, "stronger (▲)".to_owned()),
            (self.weaker, "weaker (▼)".to_owned()),
        ];
        let mut parts = vec![count(sections, "section"), count(self.total(), "change")];
        parts.extend(
            named
                .iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, name)| format!("{count} {name}")),
        );
        Rich::of(Ink::Plain, &parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_bar_is_scaled_down_but_shows_all_that_occurs() {
        let tally = Tally { reworded: 1, added: 299, ..Tally::default() };
        let mut line = Rich::default();
        tally.bar(tally.total(), &mut line);
        assert!(line.text().starts_with("~+") && line.width() <= BAR + 1, "{}", line.text());
    }
}
