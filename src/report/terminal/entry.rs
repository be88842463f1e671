//! What is said of a change beside its words: its mark and kind, its place, what else happened to it, its shift.

use super::plural;
use super::rich::Rich;
use crate::change::{Change, ChangeKind, ChangeLog, Direction, Placed};
use crate::report::{Ink, path};
use crate::round::{Head, Statement};
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
    let mut line =
        Rich::of(ink(change.kind), name).with(Ink::Plain, ", ").with(Ink::Plain, &place(change));
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

/// Returns where a statement stands in its own round.
pub(super) fn place_of(statement: &Statement) -> String {
    let (measure, place) = Measure::of(&[statement]);
    format!(
        "{}{}",
        number(statement).map_or_else(String::new, |n| format!("no. {n}, ")),
        measure.name()
    ) + &place
}

fn place(change: &Change) -> String {
    let sides = Sides::new(&change.old, &change.new).map(|side| statements(side));
    let both: Vec<&Statement> = sides.old.iter().chain(&sides.new).copied().collect();
    let measure = Measure::of(&both).0;
    let arrow = |sides: Sides<String>| match (sides.old.is_empty(), sides.new.is_empty()) {
        (false, false) => format!("{} → {}", sides.old, sides.new),
        _ => sides.old + &sides.new,
    };
    let joined = |side: &Vec<&Statement>, word: &dyn Fn(&Statement) -> Option<String>| {
        side.iter().filter_map(|s| word(s)).collect::<Vec<_>>().join(", ")
    };
    let numbers = arrow(sides.as_ref().map(|side| joined(side, &|s| number(s).map(str::to_owned))));
    let places = arrow(sides.as_ref().map(|side| joined(side, &|s| Some(measure.place(s)))));
    let numbers = if numbers.is_empty() { numbers } else { format!("no. {numbers}, ") };
    let old = if change.kind == ChangeKind::Dropped { "old " } else { "" };
    format!("{old}{numbers}{}{places}", measure.name())
}

fn statements(side: &[Placed]) -> Vec<&Statement> {
    side.iter().map(|placed| &placed.statement).collect()
}

/// Returns the number a statement bears, if its label is one.
fn number(statement: &Statement) -> Option<&str> {
    let label = statement.label.as_ref().map(|label| label.text.trim().trim_end_matches('.'));
    label.filter(|text| text.chars().any(char::is_alphanumeric))
}

/// What a place is told by: the first of these that is known of all statements in question.
#[derive(Clone, Copy)]
enum Measure {
    Line,
    Paragraph,
    Id,
}

impl Measure {
    /// Returns what is known of all `statements`, and the place of the first by it.
    fn of(statements: &[&Statement]) -> (Self, String) {
        let all = |known: fn(&Statement) -> u32| statements.iter().all(|s| known(s) > 0);
        let measure = if all(|s| s.place.line) {
            Self::Line
        } else if all(|s| s.place.paragraph) {
            Self::Paragraph
        } else {
            Self::Id
        };
        (measure, statements.first().map_or_else(String::new, |s| measure.place(s)))
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Line => "line ",
            Self::Paragraph => "paragraph ",
            Self::Id => "",
        }
    }

    fn place(self, statement: &Statement) -> String {
        match self {
            Self::Line => statement.place.line.to_string(),
            Self::Paragraph => statement.place.paragraph.to_string(),
            Self::Id => statement.id.clone(),
        }
    }
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
    format!("moved from section “{}”", title(&log.rounds().old, sections.old))
}

/// Returns the titles of a section and those around it on one line.
pub(super) fn title(head: &Head, section: usize) -> String {
    match path(head, section) {
        none if none.is_empty() && head.sections.len() < 2 => "(no headings)".to_owned(),
        none if none.is_empty() => "(no heading)".to_owned(),
        titles => titles.join(" > "),
    }
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
