//! From a document to a round: sections and statements, and what each statement does. It cannot fail.

pub(crate) mod act;
mod assembly;
mod dates;
mod enumerations;
mod furniture;
mod headings;
mod ids;
mod meta;
mod numbering;
mod sentences;
mod stems;

use std::collections::HashSet;
use std::sync::Arc;

use self::assembly::Assembly;
use crate::lexicon::Lexicon;
use crate::read::Document;
use crate::round::{Head, Notice, NoticeKind, Place, Round};

/// How documents are parsed.
#[derive(Clone, Debug)]
#[must_use]
pub struct ParseOptions {
    lexicon: Arc<Lexicon>,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self { lexicon: Lexicon::english() }
    }
}

impl ParseOptions {
    /// Sets the words by which the text is read. This is the built-in English lexicon by default.
    pub fn lexicon(mut self, lexicon: Arc<Lexicon>) -> Self {
        self.lexicon = lexicon;
        self
    }
}

/// Cuts a document into sections and statements.
///
/// # Panics
/// Never: statements are cut in reading order and named apart.
#[must_use]
pub fn parse(document: &Document, options: &ParseOptions) -> Round {
    let assembly = Assembly::new(document, &options.lexicon);
    let (mut head, mut statements) = if document.cut {
        assembly.of_blocks()
    } else {
        let asides = furniture::sort(document, &options.lexicon);
        let passages =
            headings::find(&document.text, &document.blocks, &asides, &options.lexicon.reading);
        assembly.of_passages(&passages)
    };
    note_empty_sections(&mut head, document);
    meta::fill(&mut head, &statements, document, &options.lexicon.reading);
    ids::give(&head, &mut statements);
    Round::new(head, statements).expect("statements are cut in order and named apart")
}

/// Notes each heading with nothing under it, so that a reader can see that nothing was lost there.
///
/// Round JSON says so itself if it says what was set aside.
fn note_empty_sections(head: &mut Head, document: &Document) {
    let said = document.cut && head.notices.iter().any(|n| n.kind == NoticeKind::EmptySection);
    if said {
        return;
    }
    let parents: HashSet<usize> = head.sections.iter().filter_map(|s| s.parent).collect();
    for (index, section) in head.sections.iter().enumerate() {
        let empty = section.statements.is_empty() && !parents.contains(&index);
        if let Some(span) = section.heading.filter(|span| empty && !span.is_empty()) {
            let place = Place { line: document.lines.at(span.start()), paragraph: 0 };
            head.notices.push(Notice { kind: NoticeKind::EmptySection, span, place });
        }
    }
    head.notices.sort_by_key(|notice| (notice.span, notice.kind));
}
