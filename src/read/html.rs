//! Web pages as they are published. Their words are read here; what the blocks mean is left to `parse`.
//!
//! A page is read in three steps: `build` cuts it into runs of words and notes the elements they lie in, `furniture` tells
//! which runs are the text, and here they are written down in their order: text as headings, items and paragraphs,
//! everything else as asides, so that each word that a browser shows is in exactly one block.

mod breaks;
mod build;
mod furniture;
mod head;
mod marks;
mod names;
mod page;
mod shares;
mod tags;
mod tokens;
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
        draft.end(kind, run.ink.is_bold());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Format, ReadOptions, read as read_any};

    /// Lists the fields and blocks of a page, a line each: kind, line in the source, mark and words.
    fn listing(page: &str) -> String {
        let options = ReadOptions::default().format(Some(Format::Html));
        let document = read_any(page.as_bytes(), "page.html", &options).unwrap();
        let fields = document.fields.iter().map(|(name, value)| format!("{name}: {value}"));
        let blocks = document.blocks.iter().map(|block| {
            let kind = match block.kind {
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Item(depth) => format!("item {depth}"),
                BlockKind::Aside(kind) => format!("({})", kind.name()),
            };
            let strong = if block.strong { "!" } else { "" };
            let mark =
                block.mark.map_or(String::new(), |mark| format!("{} ", mark.of(&document.text)));
            let line = document.lines.at(block.span.start());
            format!("{line:>3} {kind}{strong}: {mark}{}", block.span.of(&document.text))
        });
        fields.chain(blocks).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn pages_of_many_kinds_are_read() {
        insta::glob!("../../tests/pages", "*.html", |path| {
            let page = std::fs::read_to_string(path).unwrap();
            insta::assert_snapshot!(listing(&page));
        });
    }
}
