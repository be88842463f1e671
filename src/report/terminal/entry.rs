//! What is said of a change beside its words: its mark and kind, its place, what else happened to it, its shift.

use super::page::{INDENT, Margin, Page};
use super::rich::Rich;
use super::terms::Terms;
use super::{place, plural, titles};
use crate::align::Link;
use crate::change::{Change, ChangeKind, ChangeLog, Direction, Nearest, Placed, Shift};
use crate::report::Ink;
use crate::round::{Statement, Stem};
use crate::sides::Sides;

/// How many words tell one statement of a split from another.
const OPENING: usize = 4;

/// How many words are quoted of the statement that comes nearest: enough to tell whether it says the same.
const QUOTED: usize = 30;

/// Returns the mark of a change: `-`, `+`, `~` or `=`; `>` where it moved; `?` where its link is not sure.
pub(super) fn mark(change: &Change) -> &'static str {
    match (change.kind, change.moved, change.is_sure()) {
        (ChangeKind::Dropped, ..) => "-  ",
        (ChangeKind::Added, ..) => "+  ",
        (ChangeKind::Reworded, false, true) => "~  ",
        (ChangeKind::Reworded, true, true) => "~> ",
        (ChangeKind::Reworded, false, false) => "~? ",
        (ChangeKind::Reworded, true, false) => "~>?",
        (ChangeKind::Unchanged, false, _) => "=  ",
        (ChangeKind::Unchanged, true, _) => "=> ",
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
pub(super) fn headline(terms: &Terms, log: &ChangeLog, change: &Change) -> Rich {
    let name = match change.kind {
        ChangeKind::Unchanged if change.moved => terms.moved,
        kind => terms.kind(kind),
    };
    let mut line = Rich::of(ink(change.kind), name)
        .with(Ink::Plain, ", ")
        .with(Ink::Plain, &place::of_change(terms, change));
    for note in notes(terms, log, change) {
        line.push(Ink::Plain, ", ");
        line.push(Ink::Plain, &note);
    }
    if let Some(word) = commitment(terms, change) {
        line.push(Ink::Plain, ", ");
        line.push(Ink::Weight, word);
    }
    line
}

/// Writes what is told of a change below its words.
pub(super) fn below(page: &mut Page, change: &Change) {
    let shift = shift(page.terms(), change.shift.as_ref(), change.is_sure());
    let nearest = nearest(page.terms(), change);
    for line in shift.into_iter().chain(nearest) {
        page.paragraph(&Margin::blank(INDENT), &line);
    }
}

/// Returns the line that says how a text shifted, if it did, and whether it is sure that it is the same.
pub(super) fn shift(terms: &Terms, shift: Option<&Shift>, sure: bool) -> Option<Rich> {
    let shift = shift?;
    let [stronger, weaker] = terms.shift;
    let arrow = match shift.direction {
        Direction::Stronger => format!("▲ {stronger}"),
        Direction::Weaker => format!("▼ {weaker}"),
        Direction::Neutral => return None,
    };
    let evidence: Vec<String> = shift.evidence.iter().map(ToString::to_string).collect();
    let mut line = Rich::of(Ink::Weight, &arrow);
    if !sure {
        line.push(Ink::Plain, " if it is the same statement");
    }
    if !evidence.is_empty() {
        line.push(Ink::Plain, &format!(": {}", evidence.join("; ")));
    }
    Some(line)
}

/// Returns the line that quotes what comes nearest to a statement that was added or dropped.
fn nearest(terms: &Terms, change: &Change) -> Option<Rich> {
    let Nearest { placed: Placed { statement, .. }, likeness } = change.nearest.as_ref()?;
    let side = if change.old.is_empty() { terms.nearest.old } else { terms.nearest.new };
    Some(near(&format!("{side}, {}", place::of_statement(statement)), statement, *likeness))
}

/// Returns the line that quotes the statement that comes nearest to another.
pub(super) fn near(which: &str, statement: &Statement, likeness: f64) -> Rich {
    let quoted = opening(&statement.text, QUOTED);
    Rich::of(Ink::Faint, &format!("{which}, likeness {likeness:.2}: “{quoted}”"))
}

/// Returns a line for each link of a change that was found: how alike its statements are, and what speaks for it.
pub(super) fn grounds(change: &Change) -> Vec<Rich> {
    let line = |link: &Link| {
        let head = |side: &[Placed], index| {
            let placed = side.iter().find(|placed| placed.index == index);
            placed.map(|placed| opening(&placed.statement.text, OPENING))
        };
        let grounds = link.grounds?;
        let which = match (head(&change.old, link.old), head(&change.new, link.new)) {
            (Some(old), Some(new)) if change.links.len() > 1 => format!(" “{old}” → “{new}”"),
            _ => String::new(),
        };
        let told = format!("linked{which}: likeness {:.2}; {grounds}", link.likeness);
        Some(Rich::of(Ink::Faint, &told))
    };
    change.links.iter().filter_map(line).collect()
}

/// Returns so many first words of a statement.
fn opening(text: &str, count: usize) -> String {
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(count).collect();
    first.join(" ") + if words.next().is_some() { " …" } else { "" }
}

/// Returns what else happened to a change.
fn notes(terms: &Terms, log: &ChangeLog, change: &Change) -> Vec<String> {
    let mut notes = Vec::new();
    match change.links.iter().filter(|link| !link.is_sure()).count() {
        0 => {}
        all if all == change.links.len() => notes.push("link not sure".to_owned()),
        1 => notes.push("one link not sure".to_owned()),
        some => notes.push(format!("{} links not sure", plural::word(some))),
    }
    if change.moved {
        notes.push(moved(terms, log, change));
    }
    if change.split() && change.merged() {
        notes.push(format!("{} made {}", change.old.len(), change.new.len()));
    } else if change.split() {
        notes.push(format!("{} {}", terms.several.new, plural::word(change.new.len())));
    } else if change.merged() {
        notes.push(format!("{} {}", terms.several.old, plural::word(change.old.len())));
    }
    if change.editorial {
        notes.push("editorial only".to_owned());
    }
    if let (Some(old), Some(new)) = (change.old.first(), change.new.first()) {
        let stems = Sides::new(&old.statement, &new.statement).map(|s| s.stem.as_ref());
        notes.extend(lead_in(terms, stems));
    }
    notes
}

/// Says which lead-in a statement had, if it has another now.
pub(super) fn lead_in(terms: &Terms, stems: Sides<Option<&Stem>>) -> Option<String> {
    let [under, without] = terms.old_stem;
    match (stems.old, stems.new) {
        (Some(old), new) if new.is_none_or(|new| new.text != old.text) => {
            Some(format!("{under} “{}”", old.text))
        }
        (None, Some(_)) => Some(without.to_owned()),
        _ => None,
    }
}

/// Says where a moved statement came from.
fn moved(terms: &Terms, log: &ChangeLog, change: &Change) -> String {
    let (Some(old), Some(new)) = (change.old.first(), change.new.first()) else {
        return terms.moved.to_owned();
    };
    let [within, from_none, from] = terms.came;
    let sections = Sides::new(old.statement.section, new.statement.section);
    if log.sections().contains(&sections) {
        return within.to_owned();
    }
    titles::titled(&log.rounds().old, sections.old)
        .map_or_else(|| from_none.to_owned(), |title| format!("{from} “{title}”"))
}

/// Says whether a change is, became or was a commitment.
fn commitment(terms: &Terms, change: &Change) -> Option<&'static str> {
    let any = |side: &[Placed]| side.iter().any(|placed| placed.statement.commitment);
    match (change.kind, any(&change.old), any(&change.new)) {
        (_, false, false) => None,
        (ChangeKind::Reworded | ChangeKind::Unchanged, false, true) => Some(terms.commitment.new),
        (ChangeKind::Reworded | ChangeKind::Unchanged, true, false) => Some(terms.commitment.old),
        _ => Some("commitment"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::terms::{ROUNDS, TEXTS};
    use super::super::trial::Trial;
    use super::*;
    use crate::align::Grounds;
    use crate::change::Evidence;

    /// Returns the headline of a change of one statement that was reworded, after something else was done to it.
    fn headline_after(also: impl FnOnce(&mut Change)) -> String {
        let log = Trial::of(&[("A", &["a"])], &[("B", &["b"])]).change(&[0], &[0], also).log();
        headline(&ROUNDS, &log, &log.changes()[0]).text().to_owned()
    }

    fn stem(text: &str) -> Option<Stem> {
        Some(Stem { text: text.into(), spans: Vec::new() })
    }

    #[test]
    fn each_kind_has_its_mark_and_what_moved_an_arrow() {
        use ChangeKind::{Added, Dropped, Reworded, Unchanged};
        let log = Trial::of(&[("A", &["a"])], &[("A", &["b"])]).link(0, 0).log();
        let mut change = log.changes()[0].clone();
        let marks = [Added, Dropped, Reworded, Unchanged].map(|kind| {
            change.kind = kind;
            [false, true].map(|moved| {
                change.moved = moved;
                mark(&change)
            })
        });
        assert_eq!(marks, [["+  ", "+  "], ["-  ", "-  "], ["~  ", "~> "], ["=  ", "=> "]]);
    }

    /// Returns what speaks for a link that is so probable.
    fn grounds_of(probability: f64) -> Grounds {
        Grounds {
            equal: false,
            words: 1,
            of: 1,
            marks: 0,
            before: false,
            after: false,
            sections: false,
            opening: false,
            probability,
        }
    }

    #[test]
    fn a_link_that_is_not_sure_is_marked_and_told() {
        let log = Trial::of(&[("A", &["a"])], &[("A", &["b"])]).link(0, 0).log();
        let mut change = log.changes()[0].clone();
        let told =
            |change: &Change| (mark(change), headline(&ROUNDS, &log, change).text().to_owned());
        let Some(link) = change.links.first_mut() else { panic!("it has a link") };
        link.grounds = Some(grounds_of(0.7));
        assert_eq!(told(&change), ("~  ", "reworded, line 10 → 10".to_owned()));
        change.links[0].grounds = Some(grounds_of(0.69));
        assert_eq!(told(&change), ("~? ", "reworded, line 10 → 10, link not sure".to_owned()));
        change.shift = Some(Shift { direction: Direction::Weaker, evidence: Vec::new() });
        let shifted = shift(&ROUNDS, change.shift.as_ref(), change.is_sure())
            .map(|line| line.text().to_owned());
        assert_eq!(shifted.as_deref(), Some("▼ weaker if it is the same statement"));
        change.moved = true;
        assert_eq!(mark(&change), "~>?");
        change.moved = false;
        change.links.push(Link { grounds: None, ..change.links[0] });
        assert_eq!(told(&change), ("~  ", "reworded, line 10 → 10, one link not sure".to_owned()));
    }

    #[test]
    fn what_else_happened_is_told_beside_the_place() {
        assert_eq!(headline_after(|_| {}), "reworded, line 10 → 10");
        assert_eq!(
            headline_after(|c| c.editorial = true),
            "reworded, line 10 → 10, editorial only"
        );
        assert_eq!(
            headline_after(|c| c.moved = true),
            "reworded, line 10 → 10, moved from section “A”"
        );
        assert_eq!(
            headline_after(|c| c.old.push(c.old[0].clone())),
            "reworded, line 10 → 10, merged from two"
        );
    }

    #[test]
    fn becoming_a_commitment_is_told_from_being_one() {
        let after = |old, new| {
            headline_after(|change| {
                change.old[0].statement.commitment = old;
                change.new[0].statement.commitment = new;
            })
        };
        assert!(after(true, true).ends_with(", commitment"));
        assert!(after(false, true).ends_with(", now a commitment"));
        assert!(after(true, false).ends_with(", no longer a commitment"));
    }

    #[test]
    fn a_lead_in_that_changed_is_told() {
        assert!(
            headline_after(|c| c.old[0].statement.stem = stem("We:"))
                .ends_with(", was under “We:”")
        );
        assert!(
            headline_after(|c| c.new[0].statement.stem = stem("We:")).ends_with(", had no lead-in")
        );
        let same = headline_after(|c| {
            c.old[0].statement.stem = stem("We:");
            c.new[0].statement.stem = stem("We:");
        });
        assert_eq!(same, "reworded, line 10 → 10");
    }

    #[test]
    fn a_link_is_explained_and_one_of_several_by_the_first_words_of_its_ends() {
        let log = Trial::of(&[("A", &["We will meet in Oslo."])], &[("A", &["We meet."])]);
        let mut change = log.link(0, 0).log().changes()[0].clone();
        assert!(grounds(&change).is_empty(), "what was given and not found has no grounds");
        change.links[0].grounds = Some(grounds_of(0.75));
        let told = |change: &Change| grounds(change)[0].text().to_owned();
        let why = "likeness 0.50; 1 of 1 telling words shared; probability 0.75";
        assert_eq!(told(&change), format!("linked: {why}"));
        change.links.push(change.links[0].clone());
        assert_eq!(told(&change), format!("linked “We will meet in …” → “We meet.”: {why}"));
    }

    #[test]
    fn what_comes_nearest_is_quoted_below_what_was_added_or_dropped() {
        let told = |change: &mut Change, text: &str| {
            let mut placed = change.old.first().or(change.new.first()).unwrap().clone();
            (placed.statement.text, placed.statement.place.line) = (text.into(), 10);
            change.nearest = Some(Nearest { placed, likeness: 0.234 });
            nearest(&ROUNDS, change).map(|line| line.text().to_owned())
        };
        let log = Trial::of(&[("A", &["gone"])], &[("A", &["new"])]).log();
        let mut changes = log.changes().to_vec();
        assert!(nearest(&ROUNDS, &changes[0]).is_none());
        assert_eq!(
            told(&mut changes[0], "We met.").as_deref(),
            Some("nearest now, line 10, likeness 0.23: “We met.”")
        );
        let long = "word ".repeat(QUOTED + 1);
        let quoted = format!("nearest before, line 10, likeness 0.23: “{}…”", &long[5..]);
        assert_eq!(told(&mut changes[1], &long), Some(quoted));
    }

    #[test]
    fn in_two_texts_of_one_round_what_comes_nearest_stands_in_the_other_text() {
        let log = Trial::of(&[("A", &["gone"])], &[("A", &["new"])]).log();
        let mut change = log.changes()[0].clone();
        change.nearest = Some(Nearest { placed: change.old[0].clone(), likeness: 0.5 });
        let told = nearest(&TEXTS, &change).map(|line| line.text().to_owned());
        assert_eq!(told.as_deref(), Some("nearest in B, line 10, likeness 0.50: “gone”"));
    }

    #[test]
    fn a_shift_is_told_with_its_evidence_and_a_neutral_one_is_not() {
        let told = |direction, evidence| {
            let log = Trial::of(&[("A", &["a"])], &[("A", &["b"])]).link(0, 0).log();
            let change =
                Change { shift: Some(Shift { direction, evidence }), ..log.changes()[0].clone() };
            shift(&ROUNDS, change.shift.as_ref(), true).map(|line| line.text().to_owned())
        };
        let hedge =
            Evidence::Added { what: "hedge".to_owned(), phrase: "as appropriate".to_owned() };
        assert_eq!(
            told(Direction::Weaker, vec![hedge]).as_deref(),
            Some("▼ weaker: added hedge: as appropriate")
        );
        assert_eq!(told(Direction::Stronger, Vec::new()).as_deref(), Some("▲ stronger"));
        assert_eq!(told(Direction::Neutral, Vec::new()), None);
    }
}
