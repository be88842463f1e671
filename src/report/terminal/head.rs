//! The head of a report: which rounds it is about, and its counts. The changes themselves are left to others.

use super::page::{Margin, Page};
use super::plural::ordinal;
use super::rich::Rich;
use super::terms::Terms;
use crate::change::{ChangeKind, ChangeLog, Summary};
use crate::report::Ink;
use crate::round::{Head, NoticeKind};

/// Writes who the two rounds are and how much changed.
pub(super) fn change_log(page: &mut Page, log: &ChangeLog) {
    let (rounds, terms) = (log.rounds(), page.terms());
    if let Some(title) = terms.title {
        page.paragraph(&Margin::default(), &Rich::of(Ink::Heading, title));
    }
    for (name, head) in [(terms.sides.old, &rounds.old), (terms.sides.new, &rounds.new)] {
        round(page, &Margin::of(Rich::of(Ink::Heading, name).with(Ink::Plain, "  ")), head);
    }
    page.blank();
    let summary = log.summary();
    page.paragraph(&Margin::default(), &counts(terms, &summary));
    if summary.unsure > 0 {
        let line = "? the link is not sure: the statement may be another one; read both before you quote it as changed";
        page.paragraph(&Margin::default(), &Rich::of(Ink::Caution, line));
    }
    let aside = [&rounds.old, &rounds.new].map(set_aside);
    if aside.iter().any(|count| *count > 0) {
        let line = format!(
            "set aside: {} {} and {} {} {} (travaux show --notices lists them)",
            aside[0],
            terms.sides.old,
            aside[1],
            terms.sides.new,
            if aside[1] == 1 { "passage" } else { "passages" },
        );
        page.paragraph(&Margin::default(), &Rich::of(Ink::Plain, &line));
    }
}

/// Counts what of a document was set aside; its title was not, for it stands in the head.
pub(super) fn set_aside(head: &Head) -> usize {
    head.notices.iter().filter(|notice| notice.kind != NoticeKind::Title).count()
}

/// Writes what heads a round: its title, what is known of it, and what it says of its wording.
pub(super) fn round(page: &mut Page, margin: &Margin, head: &Head) {
    let below = margin.blanked();
    match &head.title {
        Some(title) => {
            page.paragraph(margin, &Rich::of(Ink::Heading, title));
            page.paragraph(&below, &Rich::of(Ink::Plain, &facts(head).join(" · ")));
        }
        None => page.paragraph(margin, &Rich::of(Ink::Plain, &facts(head).join(" · "))),
    }
    if let Some(wording) = &head.wording {
        page.paragraph(&below, &caution(wording));
    }
}

/// The greatest number of parties that are named one by one in the head.
pub(super) const MOST_PARTIES: usize = 6;

/// Returns date, ordinal, venue, parties and label of a round, as far as they are known.
fn facts(head: &Head) -> Vec<String> {
    let mut facts: Vec<String> = head.date.iter().map(ToString::to_string).collect();
    facts.extend(head.ordinal.map(|number| format!("{} round", ordinal(number))));
    facts.extend(head.venue.clone());
    match head.parties.len() {
        0 => {}
        many if many > MOST_PARTIES => facts.push(format!("{many} parties")),
        _ => facts.push(head.parties.join(", ")),
    }
    if !head.label.is_empty() {
        facts.push(head.label.clone());
    }
    facts
}

/// Returns what a document says of its own wording, so that nobody quotes a paraphrase as the official text.
pub(super) fn caution(wording: &str) -> Rich {
    let line = Rich::of(Ink::Caution, &format!("wording: {wording}"));
    if wording.to_lowercase().contains("paraphrase") {
        return line.with(Ink::Plain, " — not the official text, do not quote it as such");
    }
    line
}

/// Returns the counts of a log on one line; what does not occur is left out, but for the four kinds.
fn counts(terms: &Terms, summary: &Summary) -> Rich {
    let kinds = [
        (summary.unchanged, terms.kind(ChangeKind::Unchanged), Ink::Plain),
        (summary.reworded, terms.kind(ChangeKind::Reworded), Ink::Kind),
        (summary.added, terms.kind(ChangeKind::Added), Ink::Added),
        (summary.dropped, terms.kind(ChangeKind::Dropped), Ink::Dropped),
    ];
    let others = [
        (summary.moved, terms.moved),
        (summary.split, "split"),
        (summary.merged, "merged"),
        (summary.stronger, "stronger"),
        (summary.weaker, "weaker"),
        (summary.unsure, "not sure"),
        (summary.editorial, terms.editorial),
    ];
    let mut line = Rich::default();
    for (number, (count, name, ink)) in kinds.into_iter().enumerate() {
        line.push(Ink::Plain, if number == 0 { "" } else { ", " });
        line.push(if count == 0 { Ink::Plain } else { ink }, &format!("{count} {name}"));
    }
    let others: Vec<String> = others
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    if !others.is_empty() {
        line.push(Ink::Plain, "; of these ");
        line.push(Ink::Plain, &others.join(", "));
    }
    line
}
