//! Web pages as they are published. Their words are read here; what the blocks mean is left to `parse`.
//!
//! A page is read in three steps: `build` cuts it into runs of words and notes the elements they lie in, `furniture` tells
//! which runs are the text, and here they are written down in their order: text as headings, items and paragraphs,
//! everything else as asides, so that each word that a browser shows is in exactly one block.

mod breaks;
mod build;
mod furniture;
mod head;
#[cfg(test)]
mod laws;
mod marks;
mod names;
mod page;
mod shares;
mod tags;
#[cfg(test)]
mod tests;
mod tokens;
mod vocabulary;
mod writer;

use page::{Page, Run};

use super::{BlockKind, Draft};

/// Reads a page into `draft`.
///
/// A list item of several blocks has its mark at the first of them. What steps out of a line (the reference to a note, words
/// for screen readers) follows the block that it stood in.
pub(super) fn read(text: &str, draft: &mut Draft) {
    let page = build::build(text);
    let verdict = furniture::judge(&page);
    let title = verdict.title.map(|at| page.runs[at].span.of(&page.text));
    page.head.write(title, draft);
    let mut segments = Segments { page: &page, next: 0 };
    for (run, aside) in page.runs.iter().zip(verdict.asides) {
        let kind = aside.map_or(run.kind, BlockKind::Aside);
        segments.write(run, matches!(kind, BlockKind::Item(_)), draft);
        draft.end(kind, run.strong);
    }
}

/// The parts of a page's words that stand in one line each, in their order.
struct Segments<'a> {
    page: &'a Page,
    next: usize,
}

impl Segments<'_> {
    /// Writes the words of a run, and its mark if it is an item, with the lines they stand in.
    fn write(&mut self, run: &Run, is_item: bool, draft: &mut Draft) {
        let starts = &self.page.lines.starts;
        let mut from = run.span.start();
        let mut line = self.page.lines.at(from);
        if let Some(mark) = run.mark.as_deref().filter(|_| is_item) {
            draft.mark(mark, line);
        }
        while let Some((start, next)) = starts.get(self.next).copied()
            && start < run.span.end()
        {
            if start > from {
                draft.write(&self.page.text[from..start], line);
                from = start;
            }
            line = next;
            self.next += 1;
        }
        draft.write(&self.page.text[from..run.span.end()], line);
    }
}
