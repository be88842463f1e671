//! Changes gathered under the sections of the newer round. How they look is left to others.

use std::collections::BTreeMap;

use crate::change::{Change, ChangeLog};

/// A section of the newer round, or one of the older that has no heir, and the changes shown under it.
pub(super) struct Chapter<'a> {
    /// Which section it is.
    pub(super) section: Part,
    /// The changes, in the order of the log.
    pub(super) changes: Vec<&'a Change>,
}

/// Which section a chapter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A section of the newer round.
    New(usize),
    /// A section of the older round that continues in none of the newer.
    Old(usize),
}

/// Gathers changes under their sections, in the order of the newer round.
///
/// A dropped statement stands under the heir of its section. A section without heir follows the one under which its
/// first statement would stand by the order of the log. Chapters of which nothing is `admitted` are left out.
pub(super) fn chapters<'a>(
    log: &'a ChangeLog,
    admitted: impl Fn(&Change) -> bool,
) -> Vec<Chapter<'a>> {
    let mut gathered: BTreeMap<(usize, Part), Vec<&'a Change>> = BTreeMap::new();
    let mut heirless = BTreeMap::new();
    let mut at = 0;
    for change in log.changes() {
        let section = part(log, change, at);
        let place = match section {
            Part::New(section) => section,
            Part::Old(section) => *heirless.entry(section).or_insert(at),
        };
        if !change.new.is_empty() {
            at = place;
        }
        if admitted(change) {
            gathered.entry((place, section)).or_default().push(change);
        }
    }
    gathered.into_iter().map(|((_, section), changes)| Chapter { section, changes }).collect()
}

/// Returns the section under which a change is shown, which follows one shown under the new section `at`.
fn part(log: &ChangeLog, change: &Change, at: usize) -> Part {
    if let Some(placed) = change.new.first() {
        return Part::New(placed.statement.section);
    }
    let own = change.old.first().map_or(0, |placed| placed.statement.section);
    let mut heirs = log.sections().iter().filter(|pair| pair.old == own).map(|pair| pair.new);
    let first = heirs.clone().next();
    heirs.find(|heir| *heir == at).or(first).map_or(Part::Old(own), Part::New)
}

#[cfg(test)]
mod tests {
    use super::super::trial::{self, Trial};
    use super::*;

    fn parts(log: &ChangeLog) -> Vec<(Part, usize)> {
        chapters(log, |_| true)
            .iter()
            .map(|chapter| (chapter.section, chapter.changes.len()))
            .collect()
    }

    #[test]
    fn a_dropped_statement_stands_under_the_heir_of_its_section() {
        let log =
            Trial::of(&[("A", &["a"]), ("B", &["gone", "b"])], &[("A", &["a"]), ("C", &["b"])])
                .link(0, 0)
                .link(2, 1)
                .sections(&[(0, 0), (1, 1)])
                .log();
        assert_eq!(parts(&log), [(Part::New(0), 1), (Part::New(1), 2)]);
    }

    #[test]
    fn a_section_without_heir_follows_what_stood_before_it() {
        let log = Trial::of(
            &[("A", &["a"]), ("Gone", &["x", "y"]), ("B", &["b"])],
            &[("A", &["a", "a2"]), ("B", &["b"])],
        )
        .link(0, 0)
        .link(3, 2)
        .sections(&[(0, 0), (2, 1)])
        .log();
        assert_eq!(parts(&log), [(Part::New(0), 2), (Part::Old(1), 2), (Part::New(1), 1)]);
    }

    #[test]
    fn a_chapter_of_which_nothing_is_admitted_is_left_out() {
        let log = trial::reworded("We act.", "We acted.");
        assert!(chapters(&log, |_| false).is_empty());
    }
}
