//! What became of a phrase: first and last round, gaps, every place, what comes near it. How it was found is left to
//! `series`.

use std::ops::Range;

use super::page::{INDENT, Margin, Page};
use super::plural::count;
use super::rich::Rich;
use super::{place, remark};
use crate::report::Ink;
use crate::round::Statement;
use crate::series::{NearMatch, Occurrence, PhraseHistory, Series};
use crate::span::Span;

/// How many near matches are shown.
const NEAR: usize = 8;

/// Writes what became of a phrase.
pub(super) fn phrase(page: &mut Page, series: &Series, history: &PhraseHistory) {
    page.blank();
    page.paragraph(
        &Margin::of(Rich::of(Ink::Heading, "== ")),
        &Rich::of(Ink::Heading, &format!("“{}”", history.phrase)),
    );
    summary(page, series, history);
    for same in history.occurrences.chunk_by(|a, b| goes_on(series, a, b)) {
        let (first, last) = (same[0], same[same.len() - 1]);
        let span = match last.round - first.round {
            0 => String::new(),
            more => format!(" to {}, {}", series.name(last.round), count(more + 1, "round")),
        };
        context(page, series, first, &span, "");
    }
    near(page, series, &history.near);
}

/// Tells whether a statement goes on in the next round as it was.
fn goes_on(series: &Series, a: &Occurrence, b: &Occurrence) -> bool {
    a.thread == b.thread
        && b.round == a.round + 1
        && a.span == b.span
        && statement(series, *a).text == statement(series, *b).text
}

fn statement(series: &Series, at: Occurrence) -> &Statement {
    &series.rounds()[at.round].statements()[at.position]
}

fn summary(page: &mut Page, series: &Series, history: &PhraseHistory) {
    let (Some(first), Some(last)) = (history.first(), history.last()) else {
        return remark(page, "No round has it.");
    };
    let rounds = series.rounds().len();
    let mut line = match first == last {
        true => format!("only in {}", series.name(first)),
        false => format!("first in {}, last in {}", series.name(first), series.name(last)),
    };
    line += &format!(", in {} of {}", history.rounds.len(), count(rounds, "round"));
    if last + 1 < rounds {
        line += &format!("; gone since {}", series.name(last + 1));
    }
    remark(page, &line);
    let gaps: Vec<String> = history.gaps().iter().map(|gap| span(series, gap)).collect();
    if !gaps.is_empty() {
        let line = format!("missing in between: {}", gaps.join(", "));
        page.paragraph(&Margin::default(), &Rich::of(Ink::Weight, &line));
    }
}

fn span(series: &Series, gap: &Range<usize>) -> String {
    match gap.len() {
        1 => series.name(gap.start),
        rounds => format!(
            "{} to {} ({})",
            series.name(gap.start),
            series.name(gap.end - 1),
            count(rounds, "round")
        ),
    }
}

/// Writes a statement with the words in question.
fn context(page: &mut Page, series: &Series, at: Occurrence, span: &str, how: &str) {
    let statement = statement(series, at);
    page.blank();
    let facts = format!(
        "{span}, {}, thread {}{how}",
        place::of_statement(statement),
        series.threads()[at.thread].id
    );
    page.paragraph(
        &Margin::default(),
        &Rich::of(Ink::Heading, &series.name(at.round)).with(Ink::Plain, &facts),
    );
    page.paragraph(&Margin::blank(INDENT), &marked(&statement.text, at.span, page.is_painted()));
}

/// Returns a text in which a part stands out.
fn marked(text: &str, part: Span, painted: bool) -> Rich {
    let star = if painted { "" } else { "*" };
    Rich::of(Ink::Plain, &text[..part.start()])
        .with(Ink::Inserted, &format!("{star}{}{star}", part.of(text)))
        .with(Ink::Plain, &text[part.end()..])
}

fn near(page: &mut Page, series: &Series, near: &[NearMatch]) {
    if near.is_empty() {
        return;
    }
    let (shown, more) = near.split_at(near.len().min(NEAR));
    page.blank();
    page.paragraph(
        &Margin::of(Rich::of(Ink::Heading, "== ")),
        &Rich::of(Ink::Heading, "Near it, in other statements or rounds"),
    );
    for found in shown {
        let how = format!(", {:.0} % of its words", found.likeness * 100.0);
        context(page, series, found.place, "", &how);
    }
    if !more.is_empty() {
        remark(page, &format!("… {} more …", more.len()));
    }
}
