//! The laws that a change log obeys by itself: nothing lost, replay, and that it nowhere contradicts itself.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Fault;
use super::rebuild::{new_part, old_part};
use crate::typography::comparison_key;
use crate::wire::{Change, ChangeLog, Direction, Edit, Kind, LoggedRound, Placed, Summary};

/// Returns the laws that a log breaks, and where.
pub(super) fn broken(log: &ChangeLog<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let rounds = &log.rounds;
    nothing_lost(&rounds.old, "old", log.changes.iter().map(|c| &*c.old), &mut faults);
    nothing_lost(&rounds.new, "new", log.changes.iter().map(|c| &*c.new), &mut faults);
    for (number, change) in log.changes.iter().enumerate() {
        of_change(change, &format!("changes[{number}]"), &mut faults);
    }
    if counted(&log.changes) != log.summary {
        faults.push(Fault::law("summary", "it does not count the changes that are there"));
    }
    nearest(log, &mut faults);
    in_order(log, &mut faults);
    sections(log, &mut faults);
    faults
}

/// Checks that every statement of a round is in exactly one change, and in the section that the change says.
fn nothing_lost<'l>(
    round: &'l LoggedRound,
    side: &str,
    changes: impl Iterator<Item = &'l [Placed<'l>]>,
    faults: &mut Vec<Fault>,
) {
    let mut titles: FxHashMap<&str, &str> = FxHashMap::default();
    for (number, section) in round.sections.iter().flatten().enumerate() {
        for id in &section.statements {
            if titles.insert(id, &section.title).is_some() {
                let at = format!("rounds.{side}.sections[{number}]");
                faults.push(Fault::law(at, format!("{id} stands in it and in another place")));
            }
        }
    }
    let mut seen = FxHashSet::default();
    for (number, statements) in changes.enumerate() {
        for (place, statement) in statements.iter().enumerate() {
            let at = || format!("changes[{number}].{side}[{place}]");
            if !seen.insert(&*statement.id) {
                faults.push(Fault::law(at(), format!("{} is in another change too", statement.id)));
            }
            if round.sections.is_some() && titles.get(&*statement.id) != Some(&&*statement.section)
            {
                let what = format!("{} is not in that section of the round", statement.id);
                faults.push(Fault::law(at(), what));
            }
        }
    }
    let mut lost: Vec<&&str> = titles.keys().filter(|id| !seen.contains(*id)).collect();
    lost.sort_unstable();
    faults.extend(lost.iter().map(|id| {
        Fault::law("changes", format!("the {side} statement {id} is in no change: it was lost"))
    }));
}

fn of_change(change: &Change<'_>, at: &str, faults: &mut Vec<Fault>) {
    let mut check = |holds: bool, field: &str, what: &str| {
        if !holds {
            faults.push(Fault::law(format!("{at}.{field}"), what));
        }
    };
    let sides = (change.old.is_empty(), change.new.is_empty());
    let fits = match change.kind {
        Kind::Added => sides == (true, false),
        Kind::Dropped => sides == (false, true),
        Kind::Unchanged | Kind::Reworded => sides == (false, false),
    };
    check(fits, "kind", "it does not fit the statements of the change");
    check(change.split == (change.new.len() > 1), "split", "it does not fit the new statements");
    check(change.merged == (change.old.len() > 1), "merged", "it does not fit the old statements");
    let same = change.kind != Kind::Unchanged || keys(&change.old) == keys(&change.new);
    check(same, "kind", "the wordings differ");
    let weighed = change.shift.is_some() == (change.kind == Kind::Reworded);
    check(weighed, "shift", "there is one where, and only where, a statement was reworded");
    check(
        replays(&change.edits, &change.old, old_part),
        "edits",
        "they do not give the older wording",
    );
    check(
        replays(&change.edits, &change.new, new_part),
        "edits",
        "they do not give the newer wording",
    );
    let has = |side: &[Placed<'_>], id: &str| side.iter().any(|placed| placed.id == id);
    for (number, link) in change.links.iter().enumerate() {
        let named = has(&change.old, &link.old) && has(&change.new, &link.new);
        let field = format!("links[{number}]");
        check(named, &field, "it names a statement that is not in the change");
        check((0.0..=1.0).contains(&link.likeness), &field, "its likeness is not from 0 to 1");
    }
}

/// Returns what is compared of statements.
fn keys(side: &[Placed<'_>]) -> Vec<String> {
    side.iter().map(|placed| comparison_key(&placed.text)).collect()
}

/// Returns the part of an edit that one side has.
type Part = for<'e> fn(&'e Edit<'_>) -> Option<&'e str>;

/// Tells whether edits give the wording of one side, statements joined by a line feed.
fn replays(edits: &[Edit<'_>], side: &[Placed<'_>], part: Part) -> bool {
    let texts: Vec<&str> = side.iter().map(|placed| &*placed.text).collect();
    edits.iter().filter_map(part).collect::<String>() == texts.join("\n")
}

fn counted(changes: &[Change<'_>]) -> Summary {
    let count = |test: &dyn Fn(&Change<'_>) -> bool| changes.iter().filter(|c| test(c)).count();
    let kind = |kind: Kind| count(&|c| c.kind == kind);
    let shift = |way: Direction| count(&|c| c.shift.as_ref().is_some_and(|s| s.direction == way));
    Summary {
        unchanged: kind(Kind::Unchanged),
        reworded: kind(Kind::Reworded),
        added: kind(Kind::Added),
        dropped: kind(Kind::Dropped),
        moved: count(&|c| c.moved),
        split: count(&|c| c.split),
        merged: count(&|c| c.merged),
        editorial: count(&|c| c.editorial),
        stronger: shift(Direction::Stronger),
        weaker: shift(Direction::Weaker),
        unsure: count(&|c| !c.links.is_empty() && !c.links.iter().any(|link| link.sure)),
    }
}

/// Checks that what comes nearest to a statement that was added or dropped is one of the other round.
fn nearest(log: &ChangeLog<'_>, faults: &mut Vec<Fault>) {
    let ids = |side: for<'c> fn(&'c Change<'_>) -> &'c [Placed<'c>]| -> FxHashSet<&str> {
        log.changes.iter().flat_map(side).map(|placed| &*placed.id).collect()
    };
    let (old, new) = (ids(|change| &change.old), ids(|change| &change.new));
    for (number, change) in log.changes.iter().enumerate() {
        let Some(nearest) = &change.nearest else { continue };
        let mut check = |holds: bool, what: &str| {
            if !holds {
                faults.push(Fault::law(format!("changes[{number}].nearest"), what));
            }
        };
        let named = match change.kind {
            Kind::Added => old.contains(&*nearest.id),
            Kind::Dropped => new.contains(&*nearest.id),
            Kind::Unchanged | Kind::Reworded => false,
        };
        check(named, "it names no statement of the other round, or was neither added nor dropped");
        check((0.0..=1.0).contains(&nearest.likeness), "its likeness is not from 0 to 1");
    }
}

/// Checks that changes come in the order of the newer round.
fn in_order(log: &ChangeLog<'_>, faults: &mut Vec<Fault>) {
    let Some(sections) = &log.rounds.new.sections else { return };
    let ids = sections.iter().flat_map(|section| &section.statements).enumerate();
    let places: FxHashMap<&str, usize> = ids.map(|(at, id)| (&**id, at)).collect();
    let mut last = None;
    for (number, change) in log.changes.iter().enumerate() {
        let first = change.new.iter().filter_map(|placed| places.get(&*placed.id)).min();
        if first.is_some() && first <= last {
            let what = "it does not come in the order of the newer round";
            faults.push(Fault::law(format!("changes[{number}]"), what));
        }
        last = first.or(last);
    }
}

/// Checks that the sections that continue each other are sections of the rounds.
fn sections(log: &ChangeLog<'_>, faults: &mut Vec<Fault>) {
    let is_of = |round: &LoggedRound, title: Option<&str>| {
        let all = round.sections.as_ref();
        all.is_none_or(|all| all.iter().any(|section| Some(&*section.title) == title))
    };
    for (number, pair) in log.sections.iter().enumerate() {
        let old = is_of(&log.rounds.old, pair.old.as_deref());
        if !(old && is_of(&log.rounds.new, pair.new.as_deref())) {
            let what = "it names a section that is not in the rounds";
            faults.push(Fault::law(format!("sections[{number}]"), what));
        }
    }
}
