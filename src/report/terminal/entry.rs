//! What is said of a change beside its words: its mark and kind, its place, what else happened to it, its shift.

use super::rich::Rich;
use super::{place, plural, titles};
use crate::change::{Change, ChangeKind, ChangeLog, Direction, Placed};
use crate::report::Ink;
use crate::round::Stem;
use crate::sides::Sides;

/// Returns the mark of a change: `-`, `+`, `~` or `=`, and `>` where it moved.
pub(super) const fn mark(change: &Change) -> &'static str {
    match (change.kind, change.moved) {
        (ChangeKind::Dropped, _) => "-  ",
        (ChangeKind::Added, _) => "+  ",
        (ChangeKind::Reworded, false) => "~  ",
        (ChangeKind::Reworded, true) => "~> ",
        (ChangeKind::Unchanged, false) => "=  ",
        (ChangeKind::Unchanged, true) => "=> ",
    }
}

/// Returns the ink of the mark and the name of a change.
pub(super) const fn ink(kind: ChangeKind) -> Ink {
    match kind {
        ChangeKind::Dropped => Ink::Dropped,
        ChangeKind::Added => Ink::Added,
        ChangeKind::Reworded | ChangeKind::Unchanged => Ink::Kind,
    }
}

/// Returns the line above the words of a change: what happened, and where.
pub(super) fn headline(log: &ChangeLog, change: &Change) -> Rich {
    let name = match change.kind {
        ChangeKind::Unchanged if change.moved => "moved",
        kind => kind.name(),
    };
    let mut line = Rich::of(ink(change.kind), name)
        .with(Ink::Plain, ", ")
        .with(Ink::Plain, &place::of_change(change));
    for note in notes(log, change) {
        line.push(Ink::Plain, ", ");
        line.push(Ink::Plain, &note);
    }
    if let Some(word) = commitment(change) {
        line.push(Ink::Plain, ", ");
        line.push(Ink::Weight, word);
    }
    line
}

/// Returns the line that says how a text shifted, if it did.
pub(super) fn shift(change: &Change) -> Option<Rich> {
    let shift = change.shift.as_ref()?;
    let arrow = match shift.direction {
        Direction::Stronger => "▲ stronger",
        Direction::Weaker => "▼ weaker",
        Direction::Neutral => return None,
    };
    let evidence: Vec<String> = shift.evidence.iter().map(ToString::to_string).collect();
    let colon = if evidence.is_empty() { "" } else { ": " };
    Some(
        Rich::of(Ink::Weight, arrow).with(Ink::Plain, colon).with(Ink::Plain, &evidence.join("; ")),
    )
}

/// Returns what else happened to a change.
fn notes(log: &ChangeLog, change: &Change) -> Vec<String> {
    let mut notes = Vec::new();
    if change.moved {
        notes.push(moved(log, change));
    }
    if change.split() && change.merged() {
        notes.push(format!("{} made {}", change.old.len(), change.new.len()));
    } else if change.split() {
        notes.push(format!("split in {}", plural::word(change.new.len())));
    } else if change.merged() {
        notes.push(format!("merged from {}", plural::word(change.old.len())));
    }
    if change.editorial {
        notes.push("editorial only".to_owned());
    }
    let stem = |side: &[Placed]| {
        side.first().and_then(|p| p.statement.stem.as_ref()).map(|s| s.text.clone())
    };
    match (stem(&change.old), stem(&change.new)) {
        (Some(old), new) if !change.new.is_empty() && new.as_ref() != Some(&old) => {
            notes.push(format!("was under “{old}”"));
        }
        (None, Some(_)) if !change.old.is_empty() => notes.push("had no lead-in".to_owned()),
        _ => {}
    }
    notes
}

/// Says where a moved statement came from.
fn moved(log: &ChangeLog, change: &Change) -> String {
    let (Some(old), Some(new)) = (change.old.first(), change.new.first()) else {
        return "moved".to_owned();
    };
    let sections = Sides::new(old.statement.section, new.statement.section);
    if log.sections().contains(&sections) {
        return "moved within the section".to_owned();
    }
    titles::titled(&log.rounds().old, sections.old).map_or_else(
        || "moved from under no heading".to_owned(),
        |title| format!("moved from section “{title}”"),
    )
}

/// Says whether a change is, became or was a commitment.
fn commitment(change: &Change) -> Option<&'static str> {
    let any = |side: &[Placed]| side.iter().any(|placed| placed.statement.commitment);
    match (change.kind, any(&change.old), any(&change.new)) {
        (_, false, false) => None,
        (ChangeKind::Reworded | ChangeKind::Unchanged, false, true) => Some("now a commitment"),
        (ChangeKind::Reworded | ChangeKind::Unchanged, true, false) => {
            Some("no longer a commitment")
        }
        _ => Some("commitment"),
    }
}

/// Returns the stem under which a change ends, as its reader has seen it.
pub(super) fn last_stem(change: &Change) -> Option<&Stem> {
    change.new.last().or(change.old.last()).and_then(|placed| placed.statement.stem.as_ref())
}
