//! What each change is: reworded or not, in which words, stronger or weaker. Which statements belong together was
//! settled by `align`.

mod shift;

use std::sync::Arc;

use crate::align::{Alignment, Group};
use crate::change::{Change, ChangeKind, ChangeLog, Edit, Placed};
use crate::lexicon::Lexicon;
use crate::round::Round;
use crate::sides::Sides;

/// How changes are classified.
#[derive(Clone, Debug)]
#[must_use]
pub struct ClassifyOptions {
    lexicon: Arc<Lexicon>,
}

impl Default for ClassifyOptions {
    fn default() -> Self {
        Self { lexicon: Arc::new(Lexicon::english()) }
    }
}

impl ClassifyOptions {
    /// Sets the words by which changes are weighed. This is the built-in English lexicon by default.
    pub fn lexicon(mut self, lexicon: Arc<Lexicon>) -> Self {
        self.lexicon = lexicon;
        self
    }
}

/// Says what happened to each group of an alignment.
#[must_use]
pub fn classify(
    rounds: Sides<&Round>,
    alignment: &Alignment,
    options: &ClassifyOptions,
) -> ChangeLog {
    let changes = alignment.groups().iter().map(|group| change(rounds, group, options)).collect();
    ChangeLog::new(rounds.map(|round| round.head().clone()), changes)
}

fn change(rounds: Sides<&Round>, group: &Group, options: &ClassifyOptions) -> Change {
    let place = |round: &Round, side: &[usize]| -> Vec<Placed> {
        side.iter()
            .map(|&index| Placed { index, statement: round.statements()[index].clone() })
            .collect()
    };
    let sides = Sides::new(place(rounds.old, &group.old), place(rounds.new, &group.new));
    let joined = sides
        .as_ref()
        .map(|side| side.iter().map(|p| &*p.statement.text).collect::<Vec<_>>().join("\n"));
    let keys =
        sides.as_ref().map(|side| side.iter().map(|p| p.statement.key.clone()).collect::<Vec<_>>());
    let kind = match (group.old.is_empty(), group.new.is_empty()) {
        (true, _) => ChangeKind::Added,
        (_, true) => ChangeKind::Dropped,
        _ if keys.old == keys.new => ChangeKind::Unchanged,
        _ => ChangeKind::Reworded,
    };
    let edits = match kind {
        ChangeKind::Added => vec![Edit::Insert(joined.new)],
        ChangeKind::Dropped => vec![Edit::Delete(joined.old)],
        _ if joined.old == joined.new => vec![Edit::Keep(joined.old)],
        _ => vec![Edit::Delete(joined.old), Edit::Insert(joined.new)],
    };
    let shift = (kind == ChangeKind::Reworded)
        .then(|| shift::shift(sides.as_ref().map(Vec::as_slice), &options.lexicon));
    Change {
        kind,
        moved: group.moved,
        editorial: false,
        old: sides.old,
        new: sides.new,
        links: group.links.clone(),
        shift,
        edits,
    }
}
