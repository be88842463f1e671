//! Figures of a series: by round, by section, how long statements live. They were counted by `series`.

use super::mark::{Mark, legend};
use super::page::{Margin, Page};
use super::plural::count;
use super::remark;
use super::rich::Rich;
use super::table::Table;
use crate::report::Ink;
use crate::series::{HalfLife, RoundCount, Series, Statistics, WordCount};

/// How many of the longest-lived threads are shown.
const LONGEST: usize = 10;

/// Writes the figures of a series.
pub(super) fn figures(page: &mut Page, series: &Series) {
    let figures = series.statistics();
    rounds(page, series, &figures);
    sections(page, &figures);
    page.blank();
    let life = half_life(&figures.half_life);
    let line = format!("Half-life of a statement: {life}");
    page.paragraph(&Margin::default(), &Rich::of(Ink::Plain, &line));
    longest(page, series, &figures);
}

fn rounds(page: &mut Page, series: &Series, figures: &Statistics) {
    let marks = SIGNS.map(Mark::sign);
    let heads = [&["round", "all"], &marks[..], &["new words"]].concat();
    let mut table = Table::new(&heads);
    for (at, round) in figures.rounds.iter().enumerate() {
        let mut row = vec![series.name(at)];
        row.extend(counts(round).map(|count| count.to_string()));
        row.push(share(round.words));
        table.row(&row);
    }
    page.blank();
    page.line(&Rich::of(Ink::Heading, "== By round"));
    page.blank();
    page.paragraph(&Margin::default(), &legend(|mark| SIGNS.contains(&mark)));
    page.blank();
    table.write(page);
}

/// What is counted of each round, beside all its statements.
const SIGNS: [Mark; 11] = [
    Mark::Introduced,
    Mark::Unchanged,
    Mark::Reworded,
    Mark::Split,
    Mark::Merged,
    Mark::Dropped,
    Mark::Returned,
    Mark::Moved,
    Mark::Stronger,
    Mark::Weaker,
    Mark::Unsure,
];

const fn counts(round: &RoundCount) -> [usize; 12] {
    [
        round.statements,
        round.introduced,
        round.unchanged,
        round.reworded,
        round.split,
        round.merged,
        round.dropped,
        round.returned,
        round.moved,
        round.stronger,
        round.weaker,
        round.unsure,
    ]
}

fn sections(page: &mut Page, figures: &Statistics) {
    let none = || "–".to_owned();
    let mut table =
        Table::new(&["section", "threads", "alive", "half-life", "in days", "new words"]);
    for section in &figures.sections {
        let title = if section.title.is_empty() { "(no heading)" } else { &section.title };
        table.row(&[
            title.to_owned(),
            section.threads.to_string(),
            section.alive.to_string(),
            section.half_life.rounds.map_or_else(none, |rounds| count(rounds, "round")),
            section.half_life.days.map_or_else(none, |days| days.to_string()),
            share(section.words),
        ]);
    }
    page.blank();
    page.line(&Rich::of(Ink::Heading, "== By section"));
    page.blank();
    table.write(page);
    if figures.sections.iter().any(|section| section.half_life.rounds.is_none()) {
        remark(page, "– more than half outlive the series");
    }
}

/// Returns the share of new words in percent; where there are no words, nothing.
fn share(words: WordCount) -> String {
    if words.all == 0 { "–".to_owned() } else { format!("{:.0} %", words.new_share() * 100.0) }
}

fn half_life(life: &HalfLife) -> String {
    match (life.rounds, life.days) {
        (None, _) => "more than half outlive the series".to_owned(),
        (Some(rounds), None) => count(rounds, "round"),
        (Some(rounds), Some(days)) => {
            let days = usize::try_from(days).unwrap_or(0);
            format!("{}, {}", count(rounds, "round"), count(days, "day"))
        }
    }
}

fn longest(page: &mut Page, series: &Series, figures: &Statistics) {
    page.blank();
    page.line(&Rich::of(Ink::Heading, "== Longest-lived"));
    page.blank();
    for life in figures.longest.iter().take(LONGEST) {
        let thread = &series.threads()[life.thread];
        let to_the_last = life.last + 1 == series.rounds().len();
        let last = if to_the_last {
            "to the last".to_owned()
        } else {
            format!("to {}", series.name(life.last))
        };
        let wording = thread.stage_in(life.last).and_then(|stage| series.statement(stage));
        let line = Rich::of(Ink::Faint, &format!("{}  ", thread.id)).with(
            Ink::Plain,
            &format!(
                "{}, {} {last}: {}",
                count(life.rounds, "round"),
                series.name(life.first),
                wording.map_or("", |statement| &*statement.text)
            ),
        );
        page.line(&line);
    }
    let others = series.threads().len().saturating_sub(LONGEST);
    if others > 0 {
        remark(page, &format!("… {others} more …"));
    }
}
