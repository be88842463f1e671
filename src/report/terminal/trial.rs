//! Change logs for the tests of the report, made by hand: no stage of the flow is asked.

use crate::align::Link;
use crate::change::{Change, ChangeKind, ChangeLog, Edit, Placed};
use crate::round::{Round, Statement};
use crate::sides::Sides;

/// A change log in the making: statements are dropped and added until they are linked.
pub(super) struct Trial {
    rounds: Sides<Round>,
    changes: Vec<Change>,
    sections: Vec<Sides<usize>>,
}

type Outline<'a> = &'a [(&'a str, &'a [&'a str])];

impl Trial {
    /// Starts with two rounds that have nothing in common.
    pub(super) fn of(old: Outline<'_>, new: Outline<'_>) -> Self {
        Self {
            rounds: Sides::new(Round::of(old), Round::of(new)),
            changes: Vec::new(),
            sections: Vec::new(),
        }
    }

    /// Lets an old statement continue in a new one.
    pub(super) fn link(self, old: usize, new: usize) -> Self {
        self.change(&[old], &[new], |_| {})
    }

    /// Lets old statements continue in new ones, and sets what else happened to them.
    pub(super) fn change(
        mut self,
        old: &[usize],
        new: &[usize],
        also: impl FnOnce(&mut Change),
    ) -> Self {
        let mut change = made(&self.rounds, old, new);
        also(&mut change);
        self.changes.push(change);
        self
    }

    /// Lets old sections continue in new ones.
    pub(super) fn sections(mut self, pairs: &[(usize, usize)]) -> Self {
        self.sections = pairs.iter().map(|(old, new)| Sides::new(*old, *new)).collect();
        self
    }

    /// Returns the log.
    pub(super) fn log(mut self) -> ChangeLog {
        let rest = |side: &Round, taken: Vec<usize>| {
            (0..side.statements().len()).filter(move |i| !taken.contains(i))
        };
        let taken = |side: fn(&Change) -> &Vec<Placed>| -> Vec<usize> {
            self.changes.iter().flat_map(side).map(|p| p.index).collect()
        };
        let (old, new) = (taken(|c| &c.old), taken(|c| &c.new));
        let dropped: Vec<Change> =
            rest(&self.rounds.old, old).map(|i| made(&self.rounds, &[i], &[])).collect();
        let added: Vec<Change> =
            rest(&self.rounds.new, new).map(|i| made(&self.rounds, &[], &[i])).collect();
        self.changes.extend(dropped.into_iter().chain(added));
        ChangeLog::new(self.rounds.map(|round| round.head().clone()), self.sections, self.changes)
    }
}

/// Returns the log of one statement that was reworded.
pub(super) fn reworded(old: &str, new: &str) -> ChangeLog {
    Trial::of(&[("A", &[old])], &[("A", &[new])]).link(0, 0).sections(&[(0, 0)]).log()
}

/// Returns the edit that is written "=kept", "-deleted" or "+inserted".
pub(super) fn edit(written: &str) -> Edit {
    match written.split_at(1) {
        ("=", text) => Edit::Keep(text.to_owned()),
        ("-", text) => Edit::Delete(text.to_owned()),
        (_, text) => Edit::Insert(text.to_owned()),
    }
}

fn made(rounds: &Sides<Round>, old: &[usize], new: &[usize]) -> Change {
    let place = |round: &Round, side: &[usize]| -> Vec<Placed> {
        let placed = |index: &usize| Placed {
            index: *index,
            statement: lined(&round.statements()[*index], *index),
        };
        side.iter().map(placed).collect()
    };
    let (old, new) = (place(&rounds.old, old), place(&rounds.new, new));
    let text =
        |side: &[Placed]| side.iter().map(|p| &*p.statement.text).collect::<Vec<_>>().join("\n");
    let (before, after) = (text(&old), text(&new));
    let kind = match (old.is_empty(), new.is_empty()) {
        (true, _) => ChangeKind::Added,
        (_, true) => ChangeKind::Dropped,
        _ if before == after => ChangeKind::Unchanged,
        _ => ChangeKind::Reworded,
    };
    let edits = match kind {
        ChangeKind::Unchanged => vec![Edit::Keep(before)],
        ChangeKind::Added => vec![Edit::Insert(after)],
        ChangeKind::Dropped => vec![Edit::Delete(before)],
        ChangeKind::Reworded => vec![Edit::Delete(before), Edit::Insert(after)],
    };
    let links = old
        .iter()
        .flat_map(|o| {
            new.iter().map(|n| Link { old: o.index, new: n.index, likeness: 0.5, grounds: None })
        })
        .collect();
    let (moved, editorial, nearest, shift) = (false, false, None, None);
    Change { kind, moved, editorial, old, new, links, nearest, shift, edits }
}

/// Gives a statement a line: ten times its number.
fn lined(statement: &Statement, index: usize) -> Statement {
    let mut statement = statement.clone();
    statement.place.line = u32::try_from(10 * (index + 1)).expect("trials are short");
    statement
}
