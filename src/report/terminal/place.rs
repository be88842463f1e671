//! Where statements stand in the documents they were read from: paragraph numbers, lines.

use super::terms::Terms;
use crate::change::{Change, ChangeKind, Placed};
use crate::round::Statement;
use crate::sides::Sides;

/// Returns where a statement stands in its own document.
pub(super) fn of_statement(statement: &Statement) -> String {
    let measure = Measure::known_of(&[statement]);
    let number = number(statement).map_or_else(String::new, |number| format!("no. {number}, "));
    number + measure.name() + &measure.place(statement)
}

/// Returns where a change took place: in the older document, in the newer, or from one to the other.
pub(super) fn of_change(terms: &Terms, change: &Change) -> String {
    let sides = Sides::new(&change.old, &change.new).map(|side| statements(side));
    let both: Vec<&Statement> = sides.old.iter().chain(&sides.new).copied().collect();
    let measure = Measure::known_of(&both);
    let numbers =
        sides.as_ref().map(|side| joined(side.iter().filter_map(|s| number(s).map(str::to_owned))));
    let places = sides.as_ref().map(|side| joined(side.iter().map(|s| measure.place(s))));
    let old = if change.kind == ChangeKind::Dropped { terms.old_place } else { "" };
    let numbers = arrow(numbers);
    let numbers = if numbers.is_empty() { numbers } else { format!("no. {numbers}, ") };
    format!("{old}{numbers}{}{}", measure.name(), arrow(places))
}

fn statements(side: &[Placed]) -> Vec<&Statement> {
    side.iter().map(|placed| &placed.statement).collect()
}

/// Joins places, each once: "3", "3 and 4", "3, 4 and 7".
fn joined(places: impl Iterator<Item = String>) -> String {
    let mut places: Vec<String> = places.collect();
    places.dedup();
    match places.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => String::new(),
    }
}

fn arrow(sides: Sides<String>) -> String {
    match (sides.old.is_empty(), sides.new.is_empty()) {
        (false, false) => format!("{} → {}", sides.old, sides.new),
        _ => sides.old + &sides.new,
    }
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
    fn known_of(statements: &[&Statement]) -> Self {
        let all = |known: fn(&Statement) -> u32| statements.iter().all(|s| known(s) > 0);
        if all(|s| s.place.line) {
            Self::Line
        } else if all(|s| s.place.paragraph) {
            Self::Paragraph
        } else {
            Self::Id
        }
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

#[cfg(test)]
mod tests {
    use super::super::terms::ROUNDS;
    use super::super::trial::Trial;
    use super::*;
    use crate::round::{Label, Place};

    fn split() -> Change {
        let log =
            Trial::of(&[("A", &["a"])], &[("A", &["b", "c"])]).change(&[0], &[0, 1], |_| {}).log();
        log.changes()[0].clone()
    }

    #[test]
    fn a_place_leads_from_the_older_document_to_the_newer() {
        assert_eq!(of_change(&ROUNDS, &split()), "line 10 → 10 and 20");
        let mut one_line = split();
        one_line.new[1].statement.place.line = 10;
        assert_eq!(of_change(&ROUNDS, &one_line), "line 10 → 10");
    }

    #[test]
    fn what_is_gone_is_placed_in_the_older_document() {
        let log = Trial::of(&[("A", &["a"])], &[]).log();
        assert_eq!(of_change(&ROUNDS, &log.changes()[0]), "old line 10");
    }

    #[test]
    fn paragraphs_are_counted_where_a_line_is_not_known_and_ids_named_where_neither_is() {
        let mut change = split();
        for (number, placed) in change.old.iter_mut().chain(&mut change.new).zip(4..) {
            number.statement.place = Place { line: 0, paragraph: placed };
        }
        assert_eq!(of_change(&ROUNDS, &change), "paragraph 4 → 5 and 6");
        change.new[0].statement.place = Place::default();
        assert_eq!(of_change(&ROUNDS, &change), "s1 → s1 and s2");
    }

    #[test]
    fn a_paragraph_number_is_named_and_a_bullet_is_not() {
        let mut change = split();
        let label = |text: &str| Some(Label { text: text.into(), span: None });
        change.old[0].statement.label = label("6.");
        change.new[0].statement.label = label("(a)");
        change.new[1].statement.label = label("•");
        assert_eq!(of_change(&ROUNDS, &change), "no. 6 → (a), line 10 → 10 and 20");
        assert_eq!(of_statement(&change.old[0].statement), "no. 6, line 10");
    }
}
