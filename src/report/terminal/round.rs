//! A round as it was read, for a quick check by eye.

use super::head;
use super::page::{Margin, Page};
use super::plural::count;
use super::rich::Rich;
use super::words::with_stem;
use super::{place, titles};
use crate::report::Ink;
use crate::round::{Head, Notice, Round, Statement, Stem};

/// Writes a round: what heads it, its statements under their sections, and its notices where they are wanted.
pub(super) fn round(page: &mut Page, round: &Round, notices: bool) {
    let head = round.head();
    head::round(page, &Margin::default(), head);
    page.blank();
    page.paragraph(&Margin::default(), &Rich::of(Ink::Plain, &counts(round, notices)));
    if head.parties.len() > head::MOST_PARTIES {
        let parties = format!("parties: {}", head.parties.join(", "));
        page.paragraph(&Margin::default(), &Rich::of(Ink::Plain, &parties));
    }
    let digits = round.statements().len().to_string().len();
    for (index, section) in round.sections().iter().enumerate() {
        page.blank();
        page.paragraph(
            &Margin::of(Rich::of(Ink::Heading, "== ")),
            &Rich::of(Ink::Heading, &titles::of_section(head, index)),
        );
        let mut stem = None;
        for number in section.statements.clone() {
            let own = &round.statements()[number];
            let margin = Rich::of(Ink::Plain, &format!("{:>digits$}  ", number + 1));
            statement(page, &Margin::of(margin), own, stem);
            stem = own.stem.as_ref();
        }
    }
    if notices {
        list(page, head);
    }
}

fn counts(round: &Round, listed: bool) -> String {
    let commitments = round.statements().iter().filter(|s| s.commitment).count();
    let mut line = format!(
        "{} in {}, {}",
        count(round.statements().len(), "statement"),
        count(round.sections().len(), "section"),
        count(commitments, "commitment"),
    );
    let aside = head::set_aside(round.head());
    if aside > 0 {
        let hint = if listed { ", listed below" } else { " (--notices lists them)" };
        line += &format!("; {} set aside{hint}", count(aside, "passage"));
    }
    line
}

/// Writes a statement, and below it what is known of it.
fn statement(page: &mut Page, margin: &Margin, statement: &Statement, before: Option<&Stem>) {
    let words = Rich::of(Ink::Plain, &statement.text);
    page.blank();
    page.paragraph(margin, &with_stem(statement.stem.as_ref(), before, &words));
    let mut facts = vec![place::of_statement(statement)];
    facts.extend(statement.actor.iter().map(|actor| format!("actor: {actor}")));
    if !statement.verbs.is_empty() {
        facts.push(format!("verbs: {}", statement.verbs.join(", ")));
    }
    let mut line = Rich::of(Ink::Kind, &facts.join(" · "));
    if statement.commitment {
        line = line.with(Ink::Plain, " · ").with(Ink::Weight, "commitment");
    }
    page.paragraph(&margin.blanked(), &line);
}

/// Writes what was set aside.
fn list(page: &mut Page, head: &Head) {
    page.blank();
    let title = if head.notices.is_empty() { "Nothing was set aside" } else { "Set aside" };
    page.paragraph(&Margin::of(Rich::of(Ink::Heading, "== ")), &Rich::of(Ink::Heading, title));
    if !head.notices.is_empty() {
        page.blank();
    }
    for notice in &head.notices {
        let words = head.text.get(notice.span.range()).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        page.paragraph(
            &Margin::blank(0),
            &Rich::of(Ink::Kind, &remark(notice)).with(Ink::Plain, &words),
        );
    }
}

fn remark(notice: &Notice) -> String {
    match notice.place.line {
        0 => format!("{}: ", notice.kind.name()),
        line => format!("line {line}, {}: ", notice.kind.name()),
    }
}
