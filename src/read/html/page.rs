//! A page as it was cut: its words in runs, and what is known of the elements they lie in.

use super::head::Head;
use super::names::Names;
use super::tags::Tag;
use crate::read::{BlockKind, Lines};
use crate::round::NoticeKind;
use crate::span::Span;

/// A page, before it is told which of its runs are the text.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The words of all runs.
    pub(super) text: String,
    /// The lines of the source that the words stand in.
    pub(super) lines: Lines,
    /// The runs in reading order.
    pub(super) runs: Vec<Run>,
    /// The elements whose names say something, each after the one it lies in; the first is the page.
    pub(super) elements: Vec<Element>,
    /// What the page says of itself.
    pub(super) head: Head,
}

impl Page {
    /// Marks the runs that are alone in an element which is called a heading.
    pub(super) fn find_headings(&mut self) {
        let mut runs = vec![0_usize; self.elements.len()];
        for run in &self.runs {
            runs[run.element] += 1;
        }
        for run in &mut self.runs {
            let is_called = self.elements[run.element].names.has(Names::TITLE);
            run.strong |= is_called && runs[run.element] == 1;
        }
    }
}

/// An element whose tag or names say something.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    /// The index of the nearest such element around it; its own for the page.
    pub(super) parent: usize,
    /// Its tag.
    pub(super) tag: Tag,
    /// What its names say.
    pub(super) names: Names,
}

/// Words that stand together: a block of the document to be.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// What the tags make it.
    pub(super) kind: BlockKind,
    /// Its words in [`Page::text`].
    pub(super) span: Span,
    /// Its list mark.
    pub(super) mark: Option<String>,
    /// The element it lies in.
    pub(super) element: usize,
    /// What is counted of it.
    pub(super) ink: Ink,
    /// Why it is no part of the running text, if that is known from itself.
    pub(super) aside: Option<NoticeKind>,
    /// Whether all of it is set as a heading is: bold, or called so by the name of its element.
    pub(super) strong: bool,
    /// Whether it holds a day that is marked as one.
    pub(super) date: bool,
}

/// How much of a run is set in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink {
    /// How many words there are.
    pub(super) words: usize,
    /// How many letters and digits.
    pub(super) letters: usize,
    /// How many of these are bold.
    pub(super) bold: usize,
    /// How many of these are links.
    pub(super) linked: usize,
}

impl Ink {
    /// Returns about how many of its words are not links.
    pub(super) const fn plain_words(self) -> usize {
        match self.letters {
            0 => 0,
            letters => self.words * (letters - self.linked) / letters,
        }
    }

    /// Tells whether more than one letter in three is part of a link.
    ///
    /// The bound is the one that Kohlschütter et al. learnt (see `furniture`).
    pub(super) const fn is_linked(self) -> bool {
        self.linked * 3 > self.letters
    }

    /// Tells whether all of it is bold.
    pub(super) const fn is_bold(self) -> bool {
        self.letters > 0 && self.bold == self.letters
    }
}
