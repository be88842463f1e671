//! What each change is: reworded or not, in which words, stronger or weaker. Which statements belong together was
//! settled by `align`.

mod difference;
mod editorial;
mod shift;
mod wording;

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::align::{Alignment, Group, Link};
use crate::change::{Change, ChangeKind, ChangeLog, Edit, Nearest, Placed, Shift};
use crate::lexicon::{Lexicon, Parties};
use crate::round::Round;
use crate::sides::Sides;
use crate::span::Span;
use crate::threads;
use crate::typography::comparison_key;
use shift::Speech;

/// How changes are classified.
#[derive(Clone, Debug)]
#[must_use]
pub struct ClassifyOptions {
    lexicon: Arc<Lexicon>,
}

impl Default for ClassifyOptions {
    fn default() -> Self {
        Self { lexicon: Lexicon::english() }
    }
}

impl ClassifyOptions {
    /// Sets the words by which changes are weighed. This is the built-in English lexicon by default.
    pub fn lexicon(mut self, lexicon: Arc<Lexicon>) -> Self {
        self.lexicon = lexicon;
        self
    }
}

/// So many changes are worth a second thread.
const LEAST_SHARED: usize = 128;

/// Says what happened to each group of an alignment.
///
/// Many groups are dealt out to as many threads as the machine runs at once; the log does not depend on how many.
#[must_use]
pub fn classify(
    rounds: Sides<&Round>,
    alignment: &Alignment,
    options: &ClassifyOptions,
) -> ChangeLog {
    let judge = Judge::new(rounds, options);
    let changes = judge.changes(alignment.groups());
    ChangeLog::new(rounds.map(|round| round.head().clone()), alignment.sections().to_vec(), changes)
}

/// Two rounds, and what is needed to judge the changes between them.
pub(crate) struct Judge<'r> {
    rounds: Sides<&'r Round>,
    /// Where the statements stand: a lead-in that is one of them is judged there.
    stated: Sides<FxHashSet<Span>>,
    /// What is said beside the statements of a change.
    speech: Sides<Speech<'r>>,
    lexicon: &'r Lexicon,
    parties: Parties<'r>,
}

impl<'r> Judge<'r> {
    /// Makes a judge of the changes between two rounds.
    pub(crate) fn new(rounds: Sides<&'r Round>, options: &'r ClassifyOptions) -> Self {
        let stated = rounds.map(|round| round.statements().iter().map(|s| s.span).collect());
        let lexicon = &*options.lexicon;
        let speech = rounds.map(|round| Speech::new(round, lexicon));
        Self { rounds, stated, speech, lexicon, parties: Parties::of(&lexicon.reading) }
    }

    /// Judges groups, each by itself; the changes come in the order of the groups.
    fn changes(&self, groups: &[Group]) -> Vec<Change> {
        threads::shared(groups, LEAST_SHARED, |share| {
            share.iter().map(|group| self.change(group)).collect()
        })
    }

    /// Says what happened to a group.
    pub(crate) fn change(&self, group: &Group) -> Change {
        let placed =
            Sides::new(place(self.rounds.old, &group.old), place(self.rounds.new, &group.new));
        let kind = self.kind(placed.as_ref());
        let reworded = kind == ChangeKind::Reworded;
        let texts = placed.as_ref().map(|side| joined(side));
        let editorial = reworded
            && self.same_stems(placed.as_ref())
            && editorial::is_editorial(
                texts.as_ref().map(String::as_str),
                &self.lexicon.spelling,
                &self.parties,
            );
        let sides = placed.as_ref().map(Vec::as_slice);
        let shift = reworded.then(|| shift::shift(sides, &self.speech));
        Change {
            kind,
            moved: group.moved,
            editorial,
            links: group.links.clone(),
            nearest: self.nearest(group),
            shift,
            edits: edits(kind, texts),
            old: placed.old,
            new: placed.new,
        }
    }

    /// Returns what comes nearest to a statement that continues in none.
    fn nearest(&self, group: &Group) -> Option<Nearest> {
        let other = if group.old.is_empty() { self.rounds.old } else { self.rounds.new };
        let nearest = group.nearest?;
        let placed = place(other, &[nearest.position]).pop()?;
        Some(Nearest { placed, likeness: nearest.likeness })
    }

    /// Says how one link of a group that was split or merged shifts; `heir` tells whether its older statement goes on in it.
    pub(crate) fn shift_of_link(&self, change: &Change, link: &Link, heir: bool) -> Shift {
        let sides = Sides::new(change.old.as_slice(), change.new.as_slice());
        shift::shift_of_link(sides, link, heir, &self.speech)
    }

    fn kind(&self, placed: Sides<&Vec<Placed>>) -> ChangeKind {
        let keys = placed.map(|side| side.iter().map(|p| &*p.statement.key).collect::<Vec<_>>());
        match (placed.old.is_empty(), placed.new.is_empty()) {
            (true, _) => ChangeKind::Added,
            (_, true) => ChangeKind::Dropped,
            _ if keys.old != keys.new => ChangeKind::Reworded,
            _ if self.same_stems(placed) => ChangeKind::Unchanged,
            _ => ChangeKind::Reworded,
        }
    }

    /// Tells whether both sides complete the same lead-ins.
    fn same_stems(&self, placed: Sides<&Vec<Placed>>) -> bool {
        let stems = placed.zip(self.stated.as_ref()).map(|(side, stated)| stem_keys(side, stated));
        stems.old == stems.new
    }
}

fn place(round: &Round, side: &[usize]) -> Vec<Placed> {
    side.iter()
        .map(|&index| Placed { index, statement: round.statements()[index].clone() })
        .collect()
}

/// Returns the texts of one side as one, a line each.
fn joined(side: &[Placed]) -> String {
    side.iter().map(|p| &*p.statement.text).collect::<Vec<_>>().join("\n")
}

/// Returns what is compared of the lead-ins that the statements complete.
///
/// A lead-in that is a statement of its own is left out: a change to it is a change of its own.
fn stem_keys(side: &[Placed], stated: &FxHashSet<Span>) -> Vec<String> {
    let stems = side.iter().filter_map(|p| p.statement.stem.as_ref());
    let mut keys: Vec<String> = stems
        .filter(|stem| !stem.spans.iter().all(|span| stated.contains(span)))
        .map(|stem| comparison_key(&stem.text))
        .collect();
    keys.dedup();
    keys
}

fn edits(kind: ChangeKind, texts: Sides<String>) -> Vec<Edit> {
    match kind {
        ChangeKind::Added => vec![Edit::Insert(texts.new)],
        ChangeKind::Dropped => vec![Edit::Delete(texts.old)],
        ChangeKind::Unchanged | ChangeKind::Reworded => {
            wording::edits(texts.as_ref().map(String::as_str))
        }
    }
}
