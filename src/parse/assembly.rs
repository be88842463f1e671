//! Puts a round together: sections, statements and notices, with stems, labels and places.

use std::sync::Arc;

use super::headings::{Passage, PassageKind, Rank};
use super::stems::Stems;
use super::{act, enumerations, sentences, stems};
use crate::lexicon::Lexicon;
use crate::read::{Block, BlockKind, Document, Given};
use crate::round::{Head, Label, Notice, NoticeKind, Place, Section, Statement, Stem};
use crate::span::Span;
use crate::typography::{comparison_key, folded};

/// A round in the making.
pub(crate) struct Assembly<'d> {
    document: &'d Document,
    lexicon: &'d Lexicon,
    head: Head,
    statements: Vec<Statement>,
    /// The ranks of the headings that are open, outermost first, each with its section.
    open: Vec<(Rank, usize)>,
    paragraph: u32,
}

/// A statement as it was cut, before it is known what it does.
struct Cut {
    span: Span,
    place: Place,
    label: Option<Label>,
    stem: Option<Stem>,
}

impl<'d> Assembly<'d> {
    /// Begins a round of `document`.
    pub(crate) fn new(document: &'d Document, lexicon: &'d Lexicon) -> Self {
        let head = Head {
            label: document.label.clone(),
            source: document.source.clone(),
            text: Arc::clone(&document.text),
            ..Head::default()
        };
        let (statements, open) = (Vec::new(), Vec::new());
        Self { document, lexicon, head, statements, open, paragraph: 0 }
    }

    /// Makes the round of passages in which headings and furniture are known.
    pub(crate) fn of_passages(mut self, passages: &[Passage]) -> (Head, Vec<Statement>) {
        let mut stems = Stems::default();
        for (at, passage) in passages.iter().enumerate() {
            if let PassageKind::Aside(kind) = passage.kind {
                self.set_aside(kind, passage.span, passage.mark);
                continue;
            }
            let stem = stems.pass(passage, &self.document.text);
            if let PassageKind::Heading { title, number, rank } = &passage.kind {
                self.section(title.clone(), number.clone(), *rank, passage.span);
                if let Some(mark) = passage.mark {
                    self.set_aside(NoticeKind::Mark, mark, None);
                }
            } else {
                let aside = |p: &&Passage| matches!(p.kind, PassageKind::Aside(_));
                let next = passages[at + 1..].iter().find(|p| !aside(p));
                self.passage(passage, stem.as_ref(), &mut stems, next);
            }
        }
        (self.head, self.statements)
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
        let lead = sentences.last().copied().filter(|lead| {
            stems::leads(lead.of(text), passage, next, text, words)
                && next.is_some_and(|next| stems.would_lead(passage, *lead, next, text))
        });
        let waiting = lead.filter(|lead| stems::waits(&folded(lead.of(text)), words));
        if waiting.is_some() {
            sentences.pop();
        }
        let mut mark = passage.mark;
        for span in sentences {
            self.sentence(span, mark.take(), stem);
        }
        if let Some(mark) = mark {
            self.set_aside(NoticeKind::Mark, mark, None);
        }
        if let Some(lead) = lead {
            stems.lead(passage, lead, stem.filter(|_| waiting.is_some()), text);
        }
    }

    /// Makes a sentence one statement, or, if it lists, each of its items one.
    fn sentence(&mut self, span: Span, mark: Option<Span>, stem: Option<&Stem>) {
        let text = &*self.document.text;
        let Some(list) = enumerations::cut(text, span) else {
            return self.cut(span, mark, stem.cloned());
        };
        let lead = Stem { text: folded(list.lead.of(text)).into(), spans: vec![list.lead] };
        let waits = stems::waits(&lead.text, &self.lexicon.reading);
        if !waits {
            self.cut(list.lead, mark, stem.cloned());
        } else if let Some(mark) = mark {
            self.set_aside(NoticeKind::Mark, mark, None);
        }
        let lead = if waits { lead.after(stem) } else { lead };
        for item in list.items {
            self.cut(item, None, Some(lead.clone()));
        }
    }

    fn cut(&mut self, span: Span, mark: Option<Span>, stem: Option<Stem>) {
        let text = |span: Span| folded(span.of(&self.document.text));
        let label = mark.map(|mark| Label { text: text(mark).into(), span: Some(mark) });
        let place = Place { line: self.document.lines.at(span.start()), paragraph: self.paragraph };
        self.statement(Cut { span, place, label, stem }, Given::default());
    }

    /// Makes the round of blocks that are sections and statements already.
    pub(crate) fn of_blocks(mut self) -> (Head, Vec<Statement>) {
        for block in &self.document.blocks {
            let given = block.given.as_deref().cloned().unwrap_or_default();
            match block.kind {
                BlockKind::Heading(level) => {
                    let title = folded(block.span.of(&self.document.text)).into_owned();
                    self.section(title, given.label, Rank::Marked(level), block.span);
                    self.head.sections.last_mut().expect("it was just added").level = level;
                }
                BlockKind::Aside(kind) => self.set_aside(kind, block.span, None),
                BlockKind::Paragraph | BlockKind::Item(_) => self.given(block, given),
            }
        }
        (self.head, self.statements)
    }

    fn given(&mut self, block: &Block, given: Given) {
        let before = Span::new(block.span.start(), block.span.start());
        let cut = Cut {
            span: block.span,
            place: Place { line: given.line.unwrap_or(0), paragraph: given.paragraph.unwrap_or(0) },
            label: given.label.clone().map(|text| Label { text: text.into(), span: None }),
            stem: given.stem.clone().map(|text| Stem { text: text.into(), spans: vec![before] }),
        };
        self.statement(cut, given);
    }

    fn section(&mut self, title: String, number: Option<String>, rank: Rank, heading: Span) {
        while self.open.last().is_some_and(|(open, _)| *open >= rank) {
            self.open.pop();
        }
        let parent = self.open.last().map(|(_, section)| *section);
        self.open.push((rank, self.head.sections.len()));
        let level = u8::try_from(self.open.len()).unwrap_or(u8::MAX);
        let (at, heading) = (self.statements.len(), Some(heading));
        self.head.sections.push(Section {
            title,
            number,
            level,
            parent,
            heading,
            statements: at..at,
        });
    }

    fn set_aside(&mut self, kind: NoticeKind, span: Span, mark: Option<Span>) {
        let span = mark.map_or(span, |mark| Span::new(mark.start(), span.end()));
        let place = Place { line: self.document.lines.at(span.start()), paragraph: 0 };
        self.head.notices.push(Notice { kind, span, place });
    }

    fn statement(&mut self, cut: Cut, given: Given) {
        if self.head.sections.is_empty() {
            self.head.sections.push(Section { level: 1, ..Section::default() });
        }
        let text = folded(cut.span.of(&self.document.text));
        let before = self.statements.last().and_then(|s| s.actor.as_deref());
        let act = act::act(&text, cut.stem.as_ref().map(|s| &*s.text), before, self.lexicon);
        self.statements.push(Statement {
            // One that has none gets it when all of the round is known: see `ids`.
            id: given.id.unwrap_or_default(),
            section: self.head.sections.len() - 1,
            span: cut.span,
            place: cut.place,
            label: cut.label,
            stem: cut.stem,
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
}
