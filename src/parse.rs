//! From a document to a round: sections and statements, and what each statement does. It cannot fail.

mod act;
mod dates;
mod furniture;
mod headings;
mod meta;
mod numbering;
mod sentences;
mod stems;

use std::sync::Arc;

use self::furniture::folded;
use self::headings::{Passage, PassageKind, Rank};
use self::stems::Stems;
use crate::lexicon::Lexicon;
use crate::read::{Block, BlockKind, Document, Given};
use crate::round::{
    Head, Label, Notice, NoticeKind, Place, Round, Section, Statement, Stem, comparison_key,
};
use crate::span::Span;

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
/// Never: statements are cut in reading order and numbered.
#[must_use]
pub fn parse(document: &Document, options: &ParseOptions) -> Round {
    let mut round = Assembly::new(document, &options.lexicon);
    if document.cut {
        round.take_blocks();
    } else {
        let asides = furniture::sort(document, &options.lexicon);
        let passages =
            headings::find(&document.text, &document.blocks, &asides, &options.lexicon.reading);
        round.take_passages(&passages);
    }
    let Assembly { mut head, statements, .. } = round;
    note_empty_sections(&mut head, document);
    meta::fill(&mut head, &statements, document, &options.lexicon.reading);
    Round::new(head, statements).expect("statements are cut in order and numbered")
}

/// A round in the making.
struct Assembly<'d> {
    document: &'d Document,
    lexicon: &'d Lexicon,
    head: Head,
    statements: Vec<Statement>,
    /// The ranks of the headings that are open, outermost first, each with its section.
    open: Vec<(Rank, usize)>,
    paragraph: u32,
}

impl<'d> Assembly<'d> {
    fn new(document: &'d Document, lexicon: &'d Lexicon) -> Self {
        let head = Head {
            label: document.label.clone(),
            source: document.source.clone(),
            text: Arc::clone(&document.text),
            ..Head::default()
        };
        Self { document, lexicon, head, statements: Vec::new(), open: Vec::new(), paragraph: 0 }
    }

    fn take_passages(&mut self, passages: &[Passage]) {
        let mut stems = Stems::default();
        for (at, passage) in passages.iter().enumerate() {
            if let PassageKind::Aside(kind) = passage.kind {
                self.set_aside(kind, passage.span, passage.mark);
                continue;
            }
            let stem = stems.pass(passage, &self.document.text);
            let next = passages[at + 1..].iter().find(|p| !matches!(p.kind, PassageKind::Aside(_)));
            match &passage.kind {
                PassageKind::Heading { title, number, rank } => {
                    self.heading(title.clone(), number.clone(), *rank, passage);
                }
                PassageKind::Aside(_) => {}
                PassageKind::Paragraph | PassageKind::Item(_) => {
                    self.passage(passage, stem.as_ref(), &mut stems, next);
                }
            }
        }
    }

    /// Cuts a passage into statements; its last sentence may lead into the `next` passage.
    fn passage(
        &mut self,
        passage: &Passage,
        stem: Option<&Stem>,
        stems: &mut Stems,
        next: Option<&Passage>,
    ) {
        let (text, words) = (&*self.document.text, &self.lexicon.reading);
        let mut sentences = sentences::cut(text, passage.span, words);
        self.paragraph += 1;
        let mut label =
            passage.mark.map(|m| Label { text: folded(m.of(text)).into(), span: Some(m) });
        let lead = sentences.last().copied().filter(|lead| {
            let leads = stems::leads(&folded(lead.of(text)), passage, next, text, words);
            leads && next.is_some_and(|next| stems.would_lead(passage, *lead, next, text))
        });
        let waiting = lead.filter(|lead| stems::waits(&folded(lead.of(text)), words));
        if waiting.is_some() {
            sentences.pop();
        }
        if sentences.is_empty()
            && let Some(mark) = passage.mark
        {
            self.set_aside(NoticeKind::Mark, mark, None);
        }
        for span in sentences {
            let place = self.place(span);
            let given = Given { label: None, ..Given::default() };
            self.statement(span, place, label.take(), stem.cloned(), given);
        }
        if let Some(lead) = lead {
            stems.lead(passage, lead, stem.filter(|_| waiting.is_some()), text);
        }
    }

    fn place(&self, span: Span) -> Place {
        Place { line: self.document.lines.at(span.start()), paragraph: self.paragraph }
    }

    fn heading(&mut self, title: String, number: Option<String>, rank: Rank, passage: &Passage) {
        while self.open.last().is_some_and(|(open, _)| *open >= rank) {
            self.open.pop();
        }
        let parent = self.open.last().map(|(_, section)| *section);
        self.open.push((rank, self.head.sections.len()));
        let level = u8::try_from(self.open.len()).unwrap_or(u8::MAX);
        let at = self.statements.len();
        self.head.sections.push(Section {
            title,
            number,
            level,
            parent,
            heading: Some(passage.span),
            statements: at..at,
        });
        if let Some(mark) = passage.mark {
            self.set_aside(NoticeKind::Mark, mark, None);
        }
    }

    fn set_aside(&mut self, kind: NoticeKind, span: Span, mark: Option<Span>) {
        let span = mark.map_or(span, |mark| Span::new(mark.start(), span.end()));
        let place = Place { line: self.document.lines.at(span.start()), paragraph: 0 };
        self.head.notices.push(Notice { kind, span, place });
    }

    fn statement(
        &mut self,
        span: Span,
        place: Place,
        label: Option<Label>,
        stem: Option<Stem>,
        given: Given,
    ) {
        if self.head.sections.is_empty() {
            self.head.sections.push(Section { level: 1, ..Section::default() });
        }
        let text = folded(span.of(&self.document.text));
        let before = self.statements.last().and_then(|s| s.actor.as_deref());
        let act = act::act(&text, stem.as_ref().map(|s| &*s.text), before, self.lexicon);
        self.statements.push(Statement {
            id: given.id.unwrap_or_else(|| format!("s{}", self.statements.len() + 1)),
            section: self.head.sections.len() - 1,
            span,
            place,
            label,
            stem,
            key: comparison_key(&text).into(),
            text: text.into(),
            actor: given.actor.or(act.actor),
            verbs: given.verbs.unwrap_or(act.verbs),
            commitment: given.commitment.unwrap_or(act.commitment),
        });
        if let Some(section) = self.head.sections.last_mut() {
            section.statements.end = self.statements.len();
        }
    }

    /// Takes blocks that are sections and statements already.
    fn take_blocks(&mut self) {
        for block in &self.document.blocks {
            let given = block.given.as_deref().cloned().unwrap_or_default();
            match block.kind {
                BlockKind::Heading(level) => self.given_section(block, level, given.label),
                BlockKind::Aside(kind) => self.set_aside(kind, block.span, None),
                BlockKind::Paragraph | BlockKind::Item(_) => self.given_statement(block, given),
            }
        }
    }

    fn given_section(&mut self, block: &Block, level: u8, number: Option<String>) {
        let rank = Rank::Marked(level);
        while self.open.last().is_some_and(|(open, _)| *open >= rank) {
            self.open.pop();
        }
        let parent = self.open.last().map(|(_, section)| *section);
        self.open.push((rank, self.head.sections.len()));
        let title = folded(block.span.of(&self.document.text));
        let at = self.statements.len();
        self.head.sections.push(Section {
            title,
            number,
            level,
            parent,
            heading: Some(block.span),
            statements: at..at,
        });
    }

    fn given_statement(&mut self, block: &Block, given: Given) {
        let place =
            Place { line: given.line.unwrap_or(0), paragraph: given.paragraph.unwrap_or(0) };
        let label = given.label.clone().map(|text| Label { text: text.into(), span: None });
        let start = Span::new(block.span.start(), block.span.start());
        let stem = given.stem.clone().map(|text| Stem { text: text.into(), spans: vec![start] });
        self.statement(block.span, place, label, stem, given);
    }
}

/// Notes each heading with nothing under it, so that a reader can see that nothing was lost there.
fn note_empty_sections(head: &mut Head, document: &Document) {
    for index in 0..head.sections.len() {
        let section = &head.sections[index];
        let parent = head.sections.iter().any(|s| s.parent == Some(index));
        if section.statements.is_empty() && !parent && !section.title.is_empty() {
            let span = section.heading.unwrap_or_default();
            let place = Place { line: document.lines.at(span.start()), paragraph: 0 };
            head.notices.push(Notice { kind: NoticeKind::EmptySection, span, place });
        }
    }
    head.notices.sort_by_key(|notice| (notice.span, notice.kind));
}
