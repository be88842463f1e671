//! From bytes to a [`Document`]: the words of a text and the blocks they stand in. What a block means is left to `parse`.

mod decode;
mod detect;
mod front_matter;
mod html;
mod markdown;
mod round_json;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::error::Error;
use crate::round::{NoticeKind, Origin, Source};
use crate::span::Span;
use crate::wire;

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown as it is published, with front matter.
    Markdown,
    /// A web page.
    Html,
    /// A round as `travaux show --format json` writes it.
    RoundJson,
}

/// A text as it was read, cut into blocks.
///
/// Every word of the original that a reader would see is in [`Document::text`], and every word of that text is in exactly
/// one block or block mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The name it is known by.
    pub label: String,
    /// Where it came from.
    pub source: Option<Source>,
    /// The words, without the marks of the format.
    pub text: Arc<str>,
    /// The blocks in reading order; they do not overlap.
    pub blocks: Vec<Block>,
    /// Where in the original each part of the text stands.
    pub lines: Lines,
    /// What the document says of itself outside the text (front matter, `<meta>`): "title", "date", "wording".
    pub fields: BTreeMap<String, String>,
    /// Whether the blocks are sections and statements already, as in Round JSON, so that nothing is left to be cut.
    pub cut: bool,
}

/// A heading, paragraph or list item.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What the format says it is.
    pub kind: BlockKind,
    /// Its words, without its mark.
    pub span: Span,
    /// Its list mark or number, where the text has one.
    pub mark: Option<Span>,
    /// Whether all of it is set in bold.
    pub strong: bool,
    /// What was known of the statement that it is, if it comes from Round JSON.
    pub given: Option<Box<Given>>,
}

/// What the format says a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading; 1 is the outermost level.
    Heading(u8),
    /// A paragraph, or a line that stands alone.
    Paragraph,
    /// A list item; 1 is the outermost depth.
    Item(u8),
    /// No part of the running text: navigation, a footnote, the words that stand for a picture.
    Aside(NoticeKind),
}

/// What Round JSON says of a statement; what it leaves out is found out by `parse`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    /// Its id.
    pub id: Option<String>,
    /// Its stem.
    pub stem: Option<String>,
    /// Its paragraph number or list mark.
    pub label: Option<String>,
    /// Its actor.
    pub actor: Option<String>,
    /// Its operative verbs.
    pub verbs: Option<Vec<String>>,
    /// Whether it is a commitment.
    pub commitment: Option<bool>,
    /// Its line in the original.
    pub line: Option<u32>,
    /// Its paragraph in the original.
    pub paragraph: Option<u32>,
}

/// Which line of the original each part of a text comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Offsets into the text, rising, each with the line that begins there.
    starts: Vec<(usize, u32)>,
}

impl Lines {
    /// Notes that the text from `offset` on comes from `line`.
    pub fn note(&mut self, offset: usize, line: u32) {
        match self.starts.last_mut() {
            Some((last, at)) if *last == offset => *at = line,
            Some((_, at)) if *at == line => {}
            _ => self.starts.push((offset, line)),
        }
    }

    /// Returns the line that the text at `offset` comes from, counted from 1; 0 if none was noted.
    #[must_use]
    pub fn at(&self, offset: usize) -> u32 {
        let after = self.starts.partition_point(|(start, _)| *start <= offset);
        after.checked_sub(1).map_or(0, |index| self.starts[index].1)
    }
}

/// How documents are read.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct ReadOptions {
    format: Option<Format>,
}

impl ReadOptions {
    /// Sets the format. By default it is told by the extension of the label, then by the content.
    pub const fn format(mut self, format: Option<Format>) -> Self {
        self.format = format;
        self
    }
}

/// Reads the document in `bytes`, known by `label`, which is a path or a name.
///
/// # Errors
/// If the bytes are no text, or not of the format.
pub fn read(bytes: &[u8], label: &str, options: &ReadOptions) -> Result<Document, Error> {
    let text = decode::decode(bytes, label)?;
    let format = options.format.unwrap_or_else(|| detect::detect(label, &text));
    let mut draft = Draft::default();
    match format {
        Format::Text => text::read(&text, &mut draft),
        Format::Markdown => markdown::read(&text, &mut draft),
        Format::Html => html::read(&text, &mut draft),
        Format::RoundJson => round_json::read(&text, label, &mut draft)?,
    }
    let source = Source {
        path: label.to_owned(),
        sha256: wire::sha256(bytes),
        media_type: format.media_type(),
        bytes: bytes.len() as u64,
        origin: draft.origin.take().map(Box::new),
    };
    Ok(draft.finish(label, source, format == Format::RoundJson))
}

impl Format {
    /// Returns the media type of the format.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Text => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::RoundJson => "application/json",
        }
    }

    /// Returns the format of a media type that [`media_type`](Self::media_type) returns.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        let all = [Self::Text, Self::Markdown, Self::Html, Self::RoundJson];
        all.into_iter().find(|format| format.media_type() == media_type)
    }
}

/// A document in the making: readers write words into it and end blocks.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    text: String,
    blocks: Vec<Block>,
    lines: Lines,
    fields: BTreeMap<String, String>,
    mark: Option<Span>,
    start: usize,
    /// The document that Round JSON was made of.
    origin: Option<Origin>,
}

impl Draft {
    /// Writes words of the block at hand, which stand in `line` of the original.
    pub(crate) fn write(&mut self, words: &str, line: u32) {
        if !words.is_empty() {
            self.lines.note(self.text.len(), line);
            self.text.push_str(words);
        }
    }

    /// Writes the list mark or number of the block at hand, before its words.
    pub(crate) fn mark(&mut self, mark: &str, line: u32) {
        let start = self.text.len();
        self.write(mark, line);
        self.mark = Some(Span::new(start, self.text.len()));
        self.text.push(' ');
        self.start = self.text.len();
    }

    /// Ends the block at hand. A block without words leaves no trace, unless it has a mark.
    pub(crate) fn end(&mut self, kind: BlockKind, strong: bool) -> Option<&mut Block> {
        let span = Span::new(self.start, self.text.len()).trimmed(&self.text, char::is_whitespace);
        let mark = self.mark.take();
        if span.is_empty() && mark.is_none() {
            self.text.truncate(self.start);
            return None;
        }
        self.text.truncate(span.end());
        self.text.push('\n');
        self.start = self.text.len();
        self.blocks.push(Block { kind, span, mark, strong, given: None });
        self.blocks.last_mut()
    }

    /// Ends a heading, which stands even without words: a section of Round JSON need not be titled.
    pub(crate) fn heading(&mut self, level: u8, number: Option<String>) {
        let span = Span::new(self.start, self.text.len()).trimmed(&self.text, char::is_whitespace);
        let given = Given { label: number, ..Given::default() };
        self.text.push('\n');
        self.start = self.text.len();
        let kind = BlockKind::Heading(level);
        self.blocks.push(Block {
            kind,
            span,
            mark: None,
            strong: false,
            given: Some(Box::new(given)),
        });
    }

    /// Notes what the document says of itself; the first word on a matter stands.
    pub(crate) fn field(&mut self, name: &str, value: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            self.fields.entry(name.to_lowercase()).or_insert(value);
        }
    }

    /// Notes the document that Round JSON was made of.
    pub(crate) fn origin(&mut self, origin: Origin) {
        self.origin = Some(origin);
    }

    fn finish(self, label: &str, source: Source, cut: bool) -> Document {
        Document {
            label: label.to_owned(),
            source: Some(source),
            text: self.text.into(),
            blocks: self.blocks,
            lines: self.lines,
            fields: self.fields,
            cut,
        }
    }
}
