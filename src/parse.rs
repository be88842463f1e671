//! From a document to a round: sections and statements, and what each statement does. It cannot fail.

mod act;

use std::sync::Arc;

use crate::lexicon::Lexicon;
use crate::read::{Block, BlockKind, Document};
use crate::round::{Head, Place, Round, Section, Statement, Stem, comparison_key};

/// How documents are parsed.
#[derive(Clone, Debug)]
#[must_use]
pub struct ParseOptions {
    lexicon: Arc<Lexicon>,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self { lexicon: Arc::new(Lexicon::english()) }
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
#[must_use]
pub fn parse(document: &Document, options: &ParseOptions) -> Round {
    let mut head = Head {
        label: document.label.clone(),
        title: document.fields.get("title").cloned(),
        date: document.fields.get("date").and_then(|d| d.parse().ok()),
        source: document.source.clone(),
        text: Arc::clone(&document.text),
        ..Head::default()
    };
    let mut statements: Vec<Statement> = Vec::new();
    for block in &document.blocks {
        let words = block.span.of(&document.text);
        if let BlockKind::Heading(level) = block.kind {
            head.sections.push(Section {
                title: words.to_owned(),
                level,
                heading: Some(block.span),
                statements: statements.len()..statements.len(),
                ..Section::default()
            });
            continue;
        }
        if head.sections.is_empty() {
            head.sections.push(Section { level: 1, ..Section::default() });
        }
        let text = words.split_whitespace().collect::<Vec<_>>().join(" ");
        statements.push(statement(block, &text, statements.len(), &head, document, options));
        if let Some(section) = head.sections.last_mut() {
            section.statements.end = statements.len();
        }
    }
    Round::new(head, statements).expect("blocks come in order and ids are unique")
}

fn statement(
    block: &Block,
    text: &str,
    count: usize,
    head: &Head,
    document: &Document,
    options: &ParseOptions,
) -> Statement {
    let given = block.given.as_deref().cloned().unwrap_or_default();
    let act = act::act(text, given.stem.as_deref(), None, &options.lexicon);
    Statement {
        id: given.id.unwrap_or_else(|| format!("s{}", count + 1)),
        section: head.sections.len() - 1,
        span: block.span,
        place: Place { line: document.lines.at(block.span.start()), paragraph: 0 },
        label: None,
        stem: given.stem.map(|s| Stem { text: s.into(), span: block.span }),
        text: text.into(),
        key: comparison_key(text).into(),
        actor: given.actor.or(act.actor),
        verbs: given.verbs.unwrap_or(act.verbs),
        commitment: given.commitment.unwrap_or(act.commitment),
    }
}
