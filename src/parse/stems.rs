//! Lead-ins of lists: which words before a list carry subject and meaning into each item, and whether they state
//! something by themselves.

use std::sync::Arc;

use super::furniture::folded;
use super::headings::{Passage, PassageKind};
use crate::lexicon::Reading;
use crate::round::Stem;
use crate::span::Span;

/// The lead-ins that hold at the passage that was reached.
#[derive(Debug, Default)]
pub(crate) struct Stems {
    /// Each with the depth of the passage it stands in: 0 for a paragraph.
    open: Vec<(u8, Stem, Option<super::numbering::Style>)>,
    /// Whether the passage before was a lead-in or an item.
    in_list: bool,
}

impl Stems {
    /// Returns how deep in lists a passage lies: 0 if it is in none.
    fn depth(&self, passage: &Passage, text: &str) -> u8 {
        match passage.kind {
            PassageKind::Item(depth) => depth,
            PassageKind::Paragraph if self.in_list => match self.open.first() {
                Some((0, _, style)) if passage.style.is_some() && passage.style != *style => 1,
                Some((0, _, _)) if passage.style.is_none() && reads_on(passage.span.of(text)) => 1,
                _ => 0,
            },
            _ => 0,
        }
    }

    /// Passes a passage and returns the lead-in that it completes.
    pub(crate) fn pass(&mut self, passage: &Passage, text: &str) -> Option<Stem> {
        let depth = self.depth(passage, text);
        if let PassageKind::Heading { .. } = passage.kind {
            self.open.clear();
        }
        self.in_list = depth > 0;
        while self.open.last().is_some_and(|(lead, ..)| *lead >= depth) {
            self.open.pop();
        }
        self.open.last().map(|(_, stem, _)| stem.clone())
    }

    /// Notes that the sentence `span` leads into what follows `passage`.
    pub(crate) fn lead(&mut self, passage: &Passage, span: Span, text: &str) {
        let depth = match passage.kind {
            PassageKind::Item(depth) => depth,
            _ => u8::from(self.in_list),
        };
        let stem = Stem { text: Arc::from(folded(span.of(text))), span };
        self.open.push((depth, stem, passage.style));
        self.in_list = true;
    }
}

/// Tells whether the sentence `lead` leads into `next`, the passage after its own.
pub(crate) fn leads(lead: &str, passage: &Passage, next: Option<&Passage>, text: &str, words: &Reading) -> bool {
    let Some(next) = next else { return false };
    let deeper = match (&passage.kind, &next.kind) {
        (_, PassageKind::Heading { .. } | PassageKind::Aside(_)) => return false,
        (PassageKind::Item(here), PassageKind::Item(there)) => there > here,
        (_, PassageKind::Item(_)) => true,
        _ => next.style.is_some() && next.style != passage.style || reads_on(next.span.of(text)),
    };
    deeper && (lead.ends_with([':', '—', '–']) || !lead.ends_with(['.', '?', '!', '”']) && waits(lead, words))
}

/// Tells whether a lead-in says nothing by itself: it still waits for its object, as "As such we:" does.
pub(crate) fn waits(lead: &str, words: &Reading) -> bool {
    let bare = lead.trim_end_matches([':', '—', '–', '-', ' ', '…']);
    let last = bare.rsplit(' ').next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    words.stem_ends.contains(&last.to_lowercase()) || bare.split(' ').count() <= SHORT
}

/// A lead-in of at most so many words says nothing by itself.
const SHORT: usize = 3;

/// Tells whether a paragraph reads as an item whose mark was lost: it begins small or ends like one.
fn reads_on(words: &str) -> bool {
    let end = words.trim_end();
    words.trim_start().starts_with(char::is_lowercase) && !end.is_empty() || end.ends_with(';') || end.ends_with("; and")
}
