//! Lead-ins of lists: which words before a list carry subject and meaning into each item, and whether they state
//! something by themselves.

use super::headings::{Passage, PassageKind};
use super::numbering::Style;
use crate::lexicon::Reading;
use crate::round::Stem;
use crate::span::Span;
use crate::typography::folded;

/// The lead-ins that hold at the passage that was reached.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stems {
    open: Vec<Open>,
    /// Whether the passage before was a lead-in or an item.
    in_list: bool,
}

/// A lead-in that is open.
#[derive(Clone, Debug)]
struct Open {
    /// How deep in lists the passage lies that it ends: 0 for a paragraph.
    depth: u8,
    /// How that passage is numbered.
    style: Option<Style>,
    stem: Stem,
}

impl Stems {
    /// Returns how deep in lists a passage lies: 0 if it is in none.
    fn depth(&self, passage: &Passage, text: &str) -> u8 {
        match passage.kind {
            PassageKind::Item(depth) => depth,
            PassageKind::Paragraph if self.in_list => match self.open.first() {
                Some(Open { depth: 0, style, .. })
                    if passage.style.is_some() && passage.style != *style =>
                {
                    1
                }
                Some(Open { depth: 0, .. })
                    if passage.style.is_none() && reads_on(passage.span.of(text)) =>
                {
                    1
                }
                _ => 0,
            },
            _ => 0,
        }
    }

    /// Passes a passage and returns the lead-in that it completes.
    pub(crate) fn pass(&mut self, passage: &Passage, text: &str) -> Option<Stem> {
        let depth = self.depth(passage, text);
        self.in_list = depth > 0;
        while self.open.last().is_some_and(|open| open.depth >= depth) {
            self.open.pop();
        }
        self.open.last().map(|open| open.stem.clone())
    }

    /// Notes that the sentence `span`, at the end of `passage`, leads into what follows. One that completes a lead-in
    /// itself goes on with its words.
    pub(crate) fn lead(&mut self, passage: &Passage, span: Span, outer: Option<&Stem>, text: &str) {
        let depth = match passage.kind {
            PassageKind::Item(depth) => depth,
            _ => u8::from(self.in_list),
        };
        let words = folded(span.of(text));
        let stem = Stem { text: words.into(), spans: vec![span] }.after(outer);
        self.open.push(Open { depth, style: passage.style, stem });
        self.in_list = true;
    }

    /// Tells whether `next` would complete the lead-in `span` at the end of `passage`.
    pub(crate) fn would_lead(
        &self,
        passage: &Passage,
        span: Span,
        next: &Passage,
        text: &str,
    ) -> bool {
        let mut trial = self.clone();
        trial.lead(passage, span, None, text);
        trial.pass(next, text).is_some_and(|stem| stem.spans == [span])
    }
}

/// Tells whether the sentence `lead` leads into `next`, the passage after its own.
pub(crate) fn leads(
    lead: &str,
    passage: &Passage,
    next: Option<&Passage>,
    text: &str,
    words: &Reading,
) -> bool {
    let Some(next) = next else { return false };
    let deeper = match (&passage.kind, &next.kind) {
        (_, PassageKind::Heading { .. } | PassageKind::Aside(_)) => return false,
        (PassageKind::Item(here), PassageKind::Item(there)) => there > here,
        (_, PassageKind::Item(_)) => true,
        _ => next.style.is_some() && next.style != passage.style || reads_on(next.span.of(text)),
    };
    if !deeper {
        return false;
    }
    let lead = &*folded(lead);
    let clauses = || is_subject(lead, words) && next.span.of(text).trim_end().ends_with([',', ';']);
    lead.ends_with([':', '—', '–'])
        || clauses()
        || !lead.ends_with(['.', ',', '?', '!', '”']) && waits(lead, words)
}

/// Tells whether a lead-in says nothing by itself: it still waits for its object, as "As such we:" does, or is only the
/// subject of the clauses after it, as "The Ministers," is.
pub(crate) fn waits(lead: &str, words: &Reading) -> bool {
    let bare = lead.trim_end_matches([':', '—', '–', '-', ' ', '…']);
    let last =
        bare.rsplit(' ').next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    is_subject(bare, words)
        || words.stem_ends.contains(&last.to_lowercase())
        || bare.split(' ').count() <= SHORT
}

/// Tells whether a line names only the subject of the clauses after it: "The Ministers of the Lake States,".
fn is_subject(lead: &str, words: &Reading) -> bool {
    let first = lead.split(' ').next().unwrap_or_default().to_lowercase();
    lead.ends_with(',')
        && words.openers.contains(&first)
        && lead.split(' ').count() <= LONGEST_SUBJECT
}

/// A line that names only a subject has at most so many words.
const LONGEST_SUBJECT: usize = 20;

/// A lead-in of at most so many words says nothing by itself.
const SHORT: usize = 3;

/// Tells whether a paragraph reads as an item whose mark was lost: it begins small or ends like one.
fn reads_on(words: &str) -> bool {
    let end = words.trim_end();
    words.trim_start().starts_with(char::is_lowercase) && !end.is_empty()
        || end.ends_with([';', ','])
        || end.ends_with("; and")
}
