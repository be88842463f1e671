//! What becomes of the statements between two rounds, as far as the changes between them tell. What else may continue what
//! is left to `kin`.

use std::collections::HashSet;
use std::ops::Deref;

use rustc_hash::FxHashMap;

use super::model::{Event, Stage};
use crate::align::{Group, Link, Near};
use crate::change::{Change, ChangeKind, ChangeLog};
use crate::classify::Judge;
use crate::sides::Sides;

/// What becomes of the statements between two rounds.
pub(super) struct Dealt {
    /// The thread of each old statement.
    pub before: Vec<usize>,
    /// Where each new statement comes from.
    pub arrivals: Vec<Arrival>,
    /// The old statements that no new one continues, each with its link to the new one that it went into, if any.
    pub departures: Vec<(usize, Option<Link>)>,
    /// What comes nearest, in the other of the two rounds, to each statement that continues in none, as far as is known.
    pub nearest: Sides<FxHashMap<usize, Near>>,
}

/// Where a new statement comes from.
pub(super) enum Arrival {
    /// From nowhere.
    New,
    /// It continues an old one.
    Heir(usize, Box<Stage>),
    /// It is a part of an old one that another new one continues.
    Child(usize, Box<Stage>),
    /// It continues an absent thread.
    Return(usize, Box<Stage>),
    /// It continues a thread that is gone, but that is not sure.
    Perhaps(usize, Box<Stage>),
}

impl Dealt {
    /// Deals out the first round, or one of which nothing is known yet.
    pub(super) fn new(statements: usize, before: Vec<usize>) -> Self {
        let arrivals = (0..statements).map(|_| Arrival::New).collect();
        Self { before, arrivals, departures: Vec::new(), nearest: Sides::default() }
    }

    /// Deals out what changed from the round before to a round.
    pub(super) fn add<'j>(
        &mut self,
        log: &ChangeLog,
        at: usize,
        judge: &impl Deref<Target = Judge<'j>>,
    ) {
        for change in log.changes() {
            self.note_nearest(change);
            match (&*change.old, &*change.new) {
                ([], _) => {}
                (gone, []) => self.departures.extend(gone.iter().map(|old| (old.index, None))),
                ([old], [new]) => {
                    self.go_on(old.index, new.index, Stage::of(change, at, new.index));
                }
                _ => self.add_group(change, at, judge),
            }
        }
    }

    /// Notes what comes nearest to a statement that was added or dropped.
    fn note_nearest(&mut self, change: &Change) {
        let Some(nearest) = &change.nearest else { return };
        let near = Near { position: nearest.placed.index, likeness: nearest.likeness };
        self.nearest.old.extend(change.old.iter().map(|old| (old.index, near)));
        self.nearest.new.extend(change.new.iter().map(|new| (new.index, near)));
    }

    /// Deals out a statement that was split, or several that were merged: links that are sure and likest continue threads.
    fn add_group(&mut self, change: &Change, at: usize, judge: &Judge<'_>) {
        let mut links: Vec<&Link> = change.links.iter().collect();
        links.sort_by(|a, b| {
            let likest = b.likeness.total_cmp(&a.likeness);
            b.is_sure().cmp(&a.is_sure()).then(likest).then((a.old, a.new).cmp(&(b.old, b.new)))
        });
        let (mut olds, mut news) = (HashSet::new(), HashSet::new());
        let (heirs, others): (Vec<&Link>, Vec<&Link>) = links.into_iter().partition(|link| {
            let free = !olds.contains(&link.old) && !news.contains(&link.new);
            free && olds.insert(link.old) && news.insert(link.new)
        });
        let stage =
            |link: &Link| Stage::of(&judge.change(&alone(link, change.moved)), at, link.new);
        for link in heirs {
            let mut stage = stage(link);
            stage.shift = stage.shift.map(|_| judge.shift_of_link(change, link, true));
            self.go_on(link.old, link.new, stage);
        }
        for link in others {
            if news.insert(link.new) {
                let mut stage = stage(link);
                stage.shift = stage.shift.map(|_| judge.shift_of_link(change, link, false));
                self.arrivals[link.new] = Arrival::Child(link.old, Box::new(stage));
            }
            if olds.insert(link.old) {
                self.departures.push((link.old, Some(link.clone())));
            }
        }
    }

    /// Lets an old statement continue in a new one, if that is sure.
    fn go_on(&mut self, old: usize, new: usize, stage: Stage) {
        self.arrivals[new] = if stage.sure {
            Arrival::Heir(old, Box::new(stage))
        } else {
            self.departures.push((old, None));
            Arrival::Perhaps(self.before[old], Box::new(stage))
        };
    }

    /// Returns the new statements that come from nowhere, as far as is known for sure.
    pub(super) fn new_ones(&self) -> impl Iterator<Item = usize> {
        (0..self.arrivals.len()).filter(|new| self.is_new(*new))
    }

    /// Tells whether a new statement comes from nowhere, as far as is known for sure.
    pub(super) fn is_new(&self, new: usize) -> bool {
        matches!(self.arrivals[new], Arrival::New | Arrival::Perhaps(..))
    }

    /// Returns the thread that a new statement perhaps continues.
    pub(super) fn perhaps(&self, new: usize) -> Option<usize> {
        match self.arrivals[new] {
            Arrival::Perhaps(thread, _) => Some(thread),
            _ => None,
        }
    }

    /// Returns the old statements that go nowhere, as far as is known.
    pub(super) fn gone(&self) -> impl Iterator<Item = usize> {
        self.departures.iter().filter(|(_, into)| into.is_none()).map(|(old, _)| *old)
    }

    /// Lets go of each doubt about a thread that goes on elsewhere, or that another doubt is about.
    pub(super) fn settle_doubts(&mut self) {
        let mut spoken_for: HashSet<usize> = HashSet::new();
        spoken_for.extend(self.arrivals.iter().filter_map(|arrival| match arrival {
            Arrival::Heir(old, _) => Some(self.before[*old]),
            Arrival::Return(thread, _) => Some(*thread),
            _ => None,
        }));
        let merged = self.departures.iter().filter(|(_, into)| into.is_some());
        spoken_for.extend(merged.map(|(old, _)| self.before[*old]));
        for new in 0..self.arrivals.len() {
            let Arrival::Perhaps(thread, stage) = &self.arrivals[new] else { continue };
            if spoken_for.insert(*thread) {
                continue;
            }
            let position = self.before.iter().position(|other| other == thread);
            if let (Some(position), Some(likeness)) = (position, stage.likeness) {
                self.nearest.new.insert(new, Near { position, likeness });
            }
            self.arrivals[new] = Arrival::New;
        }
    }
}

impl Stage {
    /// Returns the stage that a change of one statement into one is.
    pub(super) fn of(change: &Change, round: usize, position: usize) -> Self {
        let unchanged = change.kind == ChangeKind::Unchanged;
        let event = if unchanged { Event::Unchanged } else { Event::Reworded };
        Self {
            moved: change.moved,
            editorial: change.editorial,
            likeness: change.links.iter().map(|link| link.likeness).reduce(f64::max),
            sure: change.is_sure(),
            shift: change.shift.clone(),
            edits: change.edits.clone(),
            ..Self::bare(round, Some(position), event)
        }
    }
}

/// Returns the group of one link.
pub(super) fn alone(link: &Link, moved: bool) -> Group {
    let (old, new, links) = (vec![link.old], vec![link.new], vec![link.clone()]);
    Group { old, new, links, moved, nearest: None }
}
