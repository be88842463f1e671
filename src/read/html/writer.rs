//! Words into runs: white space, line breaks, and words that step out of their line. Tags are left to `build`.

use super::breaks::{Setting, ends_block, is_dense};
use super::page::{Ink, Page, Run};
use crate::read::BlockKind;
use crate::round::NoticeKind;
use crate::span::Span;
use crate::typography::is_invisible;

/// How much of a line is looked at to tell whether its break ends a block, in bytes.
const LOOK_BACK: usize = 200;

/// How many letters of a script without spaces stand for a word.
const DENSE: usize = 2;

/// Counts the letters and digits of a word, and those of scripts that set no space between words.
fn count(word: &str) -> (usize, usize) {
    if word.is_ascii() {
        return (word.bytes().filter(u8::is_ascii_alphanumeric).count(), 0);
    }
    let letters = word.chars().filter(|c| c.is_alphanumeric());
    letters.fold((0, 0), |(letters, dense), c| (letters + 1, dense + usize::from(is_dense(c))))
}

/// How words are set: what the elements around them make of them.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a property that any of the others may go with"
)]
pub(super) struct Style {
    /// What block they are part of.
    pub(super) kind: BlockKind,
    /// The nearest element of the page that is noted.
    pub(super) element: usize,
    /// The same, but for elements within a line.
    pub(super) block: usize,
    /// Why they step out of their line, if they do.
    pub(super) aside: Option<NoticeKind>,
    /// Whether they are bold.
    pub(super) bold: bool,
    /// Whether they are a link.
    pub(super) link: bool,
    /// Whether they are a day.
    pub(super) date: bool,
    /// Whether the ends of their lines are kept.
    pub(super) pre: bool,
}

/// Writes words into the runs of a page.
#[derive(Debug, Default)]
pub(super) struct Writer {
    /// The page so far.
    pub(super) page: Page,
    run: Draft,
    gap: bool,
    /// Whether white space stands before the next word that steps out of its line.
    aside_gap: bool,
    /// Where the last link ended.
    link_end: usize,
    breaks: usize,
    asides: Vec<Aside>,
    item: Option<String>,
}

/// The run at hand.
#[derive(Clone, Copy, Debug, Default)]
struct Draft {
    start: usize,
    style: Option<Style>,
    ink: Ink,
    /// Where the line at hand began, and what was counted before.
    line: (usize, Ink),
    date: bool,
    note: bool,
}

/// Words that step out of their line: they follow it as runs of their own.
#[derive(Debug)]
struct Aside {
    words: String,
    line: u32,
    kind: NoticeKind,
    element: usize,
}

/// A state of the writer to which it can go back while the run lasts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bookmark {
    at: usize,
    runs: usize,
    run: Draft,
    gap: bool,
}

impl Writer {
    /// Writes text as it stands in the source from `line` on.
    pub(super) fn text(&mut self, text: &str, mut line: u32, style: Style) {
        for part in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
            let word = part.trim_end_matches(|c: char| c.is_ascii_whitespace());
            if !word.is_empty() {
                self.word(word, line, style);
            }
            if word.len() < part.len() {
                self.gap |= style.aside.is_none();
                self.aside_gap = true;
                if part.ends_with('\n') {
                    line += 1;
                    self.breaks += usize::from(style.pre);
                }
            }
        }
    }

    /// Ends the line at hand.
    pub(super) const fn line_break(&mut self) {
        self.breaks += 1;
        self.gap = true;
    }

    /// Notes that a link begins: between it and a link before it lies a space, which the page need not write.
    pub(super) fn begin_link(&mut self) {
        self.gap |= self.link_end == self.page.text.len();
    }

    /// Notes that a link ended.
    pub(super) fn end_link(&mut self) {
        self.link_end = self.page.text.len();
    }

    /// Notes the mark of the list item that begins.
    pub(super) fn item(&mut self, mark: Option<String>) {
        self.item = mark;
    }

    /// Notes that the run at hand is a note if it is blank so far.
    pub(super) const fn begin_note(&mut self) {
        self.run.note |= self.is_blank();
    }

    /// Tells whether the run at hand was noted to be a note.
    pub(super) const fn is_note(&self) -> bool {
        self.run.note
    }

    const fn is_blank(&self) -> bool {
        self.run.style.is_none()
    }

    fn word(&mut self, word: &str, line: u32, style: Style) {
        if word.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
            self.gap |= word.contains(char::is_whitespace);
        } else if let Some(kind) = style.aside {
            self.aside(word, line, kind, style.element);
        } else {
            self.break_before(word, style);
            self.put(word, line, style);
        }
    }

    /// Ends the block or the line that was broken before `word`.
    fn break_before(&mut self, word: &str, style: Style) {
        let breaks = std::mem::take(&mut self.breaks);
        if breaks == 0 || self.is_blank() {
            return;
        }
        let is_heading = matches!(style.kind, BlockKind::Heading(_));
        if !is_heading && (breaks > 1 || self.line_ends_block(word, style.bold)) {
            self.flush();
        } else {
            self.run.line = (self.page.text.len(), self.run.ink);
        }
    }

    fn line_ends_block(&self, next: &str, bold_after: bool) -> bool {
        let (start, before) = self.run.line;
        let text = &self.page.text;
        let start = start.max(text.floor_char_boundary(text.len().saturating_sub(LOOK_BACK)));
        let ink = self.run.ink;
        let letters = ink.letters - before.letters;
        let bold_before = letters > 0 && ink.bold - before.bold == letters;
        ends_block(text[start..].trim_start(), next, Setting { bold_before, bold_after })
    }

    fn put(&mut self, word: &str, line: u32, style: Style) {
        let begins = self.is_blank();
        match &mut self.run.style {
            None => {
                self.run.start = self.page.text.len();
                self.run.line = (self.run.start, Ink::default());
                self.run.style = Some(style);
            }
            Some(own) if own.element != style.element => own.element = own.block,
            Some(_) => {}
        }
        if self.gap && !begins {
            self.page.text.push(' ');
        }
        let (letters, dense) = count(word);
        let ink = &mut self.run.ink;
        ink.words += usize::from(begins || self.gap) + dense / DENSE;
        ink.letters += letters;
        ink.bold += if style.bold { letters } else { 0 };
        ink.linked += if style.link { letters } else { 0 };
        self.run.date |= style.date;
        self.page.lines.note(self.page.text.len(), line);
        self.page.text.push_str(word);
        self.gap = false;
    }

    fn aside(&mut self, word: &str, line: u32, kind: NoticeKind, element: usize) {
        match self.asides.last_mut() {
            Some(last) if last.element == element && last.kind == kind => {
                last.words.push_str(if self.aside_gap { " " } else { "" });
                last.words.push_str(word);
            }
            _ => self.asides.push(Aside { words: word.to_owned(), line, kind, element }),
        }
        self.aside_gap = false;
    }

    /// Ends the run at hand.
    pub(super) fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if let Some(style) = run.style {
            let is_item = matches!(style.kind, BlockKind::Item(_));
            self.page.runs.push(Run {
                kind: style.kind,
                span: Span::new(run.start, self.page.text.len()),
                mark: if is_item { self.item.take() } else { None },
                element: style.element,
                ink: run.ink,
                aside: run.note.then_some(NoticeKind::Footnote),
                strong: run.ink.is_bold(),
                date: run.date,
            });
        }
        for aside in std::mem::take(&mut self.asides) {
            let start = self.page.text.len();
            self.page.lines.note(start, aside.line);
            self.page.text.push_str(&aside.words);
            self.page.runs.push(Run {
                kind: BlockKind::Paragraph,
                span: Span::new(start, self.page.text.len()),
                mark: None,
                element: aside.element,
                ink: Ink::default(),
                aside: Some(aside.kind),
                strong: false,
                date: false,
            });
        }
        self.gap = false;
        self.breaks = 0;
    }

    /// Returns the state at hand.
    pub(super) const fn bookmark(&self) -> Bookmark {
        Bookmark {
            at: self.page.text.len(),
            runs: self.page.runs.len(),
            run: self.run,
            gap: self.gap,
        }
    }

    /// Returns what was written in the run since `mark`, and the text before it.
    pub(super) fn since(&self, mark: &Bookmark) -> Option<(&str, &str)> {
        let same = mark.runs == self.page.runs.len() && self.breaks == 0;
        let start = if mark.run.style.is_some() { mark.run.start } else { mark.at };
        same.then(|| (self.page.text[start..mark.at].trim_end(), self.page.text[mark.at..].trim()))
    }

    /// Takes what was written since `mark` out of the line, as a run of its own that follows.
    pub(super) fn take_out(&mut self, mark: &Bookmark, kind: NoticeKind, element: usize) {
        let line = self.page.lines.at(self.page.text.len() - 1);
        let words = self.page.text.split_off(mark.at).trim().to_owned();
        self.page
            .lines
            .starts
            .truncate(self.page.lines.starts.partition_point(|(start, _)| *start < mark.at));
        self.run = mark.run;
        self.gap |= mark.gap;
        self.asides.push(Aside { words, line, kind, element });
    }
}
