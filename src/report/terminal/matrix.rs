//! Threads by rounds, one mark a cell. Which threads are shown is left to the selection, what a mark means to `mark`.

use std::ops::Range;

use super::grid::Grid;
use super::mark::{Mark, legend};
use super::page::{Margin, Page};
use super::plural::count;
use super::remark;
use super::rich::Rich;
use crate::report::{Ink, Selection};
use crate::series::{SectionThreads, Series, Thread};

/// Writes the threads of a series that a selection admits, under their sections.
pub(super) fn matrix(page: &mut Page, series: &Series, selection: &Selection) {
    let mut sections = series.sections();
    for section in &mut sections {
        section.threads.retain(|&thread| selection.admits(series, thread));
    }
    sections.retain(|section| !section.threads.is_empty());
    remark(page, &counts(series, &sections));
    let nothing = "No thread is as asked for; --all shows those without change too.";
    if sections.is_empty() {
        return remark(page, nothing);
    }
    let columns = selection.first_round()..series.rounds().len();
    let marks = |mark| {
        let threads = sections.iter().flat_map(|section| &section.threads);
        threads.into_iter().any(|&thread| {
            columns.clone().any(|round| Mark::of(series.threads()[thread].stage_in(round)) == mark)
        })
    };
    page.paragraph(&Margin::default(), &legend(marks));
    let sheet =
        Sheet { series, sections: &sections, grid: Grid::of(series, columns, page.width()) };
    for block in sheet.grid.blocks() {
        sheet.block(page, &block);
    }
    remark(page, "--thread ID or --grep TEXT tells the story of a thread");
}

/// Says how many threads there are, how many the last round has, and how many are not shown.
fn counts(series: &Series, sections: &[SectionThreads]) -> String {
    let threads = series.threads();
    let alive = threads.iter().filter(|thread| !thread.has_ended()).count();
    let shown: usize = sections.iter().map(|section| section.threads.len()).sum();
    let line = format!("{}, {alive} of them in the last round", count(threads.len(), "thread"));
    match threads.len() - shown {
        0 => line,
        hidden => format!("{line}; {shown} shown, {hidden} not"),
    }
}

/// What a matrix is made of.
struct Sheet<'a> {
    series: &'a Series,
    sections: &'a [SectionThreads],
    grid: Grid,
}

impl Sheet<'_> {
    /// Writes as many columns as fit, with the threads that have anything in them.
    fn block(&self, page: &mut Page, columns: &Range<usize>) {
        if *columns != self.grid.columns() {
            let name = |round: usize| self.series.name(round);
            let (first, last) = (columns.start + 1, columns.end);
            let line = format!(
                "Rounds {first} to {last}: {} to {}",
                name(columns.start),
                name(columns.end - 1)
            );
            page.blank();
            page.paragraph(&Margin::default(), &Rich::of(Ink::Heading, &line));
        }
        let head = self.grid.head(columns);
        if !head.is_empty() {
            page.blank();
        }
        head.iter().for_each(|line| page.line(line));
        for section in self.sections {
            let here = |thread: &&usize| {
                let thread = &self.series.threads()[**thread];
                columns.clone().any(|round| thread.stage_in(round).is_some())
            };
            let threads: Vec<usize> = section.threads.iter().filter(here).copied().collect();
            if threads.is_empty() {
                continue;
            }
            page.blank();
            page.line(&self.title(section));
            page.line(&self.grid.ruler(columns));
            for thread in threads {
                page.line(&self.row(&self.series.threads()[thread], columns));
            }
        }
    }

    fn title(&self, section: &SectionThreads) -> Rich {
        let title = match section.title.as_str() {
            "" if self.sections.len() < 2 => "(no headings)",
            "" => "(under no heading)",
            title => title,
        };
        Rich::of(Ink::Heading, "== ").with(Ink::Heading, title)
    }

    fn row(&self, thread: &Thread, columns: &Range<usize>) -> Rich {
        let mut line = Rich::of(Ink::Faint, &self.grid.id(&thread.id));
        for round in columns.clone() {
            let mark = Mark::of(thread.stage_in(round));
            line.append(&self.grid.cell(&Rich::of(mark.ink(), mark.sign())));
        }
        line.push(Ink::Plain, " ");
        line.with(Ink::Plain, &self.series.last_wording(thread).text)
    }
}
