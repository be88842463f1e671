//! The story of a thread: every wording it has had, and what happened to it on the way. What happened was settled by
//! `series`.

use super::entry;
use super::mark::Mark;
use super::page::{INDENT, Margin, Page};
use super::plural::count;
use super::rich::Rich;
use super::terms::Terms;
use super::words::{Marks, Side, edited, with_stem};
use super::{place, remark, titles};
use crate::report::{Ink, Selection};
use crate::round::{Statement, Stem};
use crate::series::{Event, Series, Stage, Thread};
use crate::sides::Sides;

/// Writes the stories of the threads that a selection admits.
pub(super) fn stories(page: &mut Page, series: &Series, selection: &Selection) {
    let threads = 0..series.threads().len();
    let shown: Vec<usize> = threads.filter(|&at| selection.admits(series, at)).collect();
    if shown.is_empty() {
        remark(page, "No thread is as asked for.");
    }
    for at in shown {
        let thread = &series.threads()[at];
        page.blank();
        page.paragraph(&Margin::of(Rich::of(Ink::Heading, "== ")), &title(series, thread));
        Story { series, thread, stem: None, section: None }.tell(page, selection.first_round());
    }
}

/// Returns what stands above a story: the id of its thread, its first and last round, in how many it stands.
fn title(series: &Series, thread: &Thread) -> Rich {
    let (first, last) = (thread.first_round(), thread.last_round());
    let stands = thread.stages.iter().filter(|stage| stage.position.is_some()).count();
    let (name, between) = (|at| series.name(at), last - first + 1);
    let span = match stands {
        1 => format!(", {} only", name(first)),
        all if all == between => {
            format!(", {} to {}, {}", name(first), name(last), count(all, "round"))
        }
        some => format!(", {} to {}, in {some} of {between} rounds", name(first), name(last)),
    };
    Rich::of(Ink::Heading, &format!("thread {}", thread.id)).with(Ink::Plain, &span)
}

/// A story as it is told.
struct Story<'s> {
    series: &'s Series,
    thread: &'s Thread,
    /// The stem that its reader has seen last.
    stem: Option<&'s Stem>,
    /// The title of the section that its reader has seen last.
    section: Option<String>,
}

impl<'s> Story<'s> {
    /// Tells the stages from a round on; those without change are told in one line.
    fn tell(&mut self, page: &mut Page, since: usize) {
        let mut stages = self.thread.stages.as_slice();
        while let Some((stage, rest)) = stages.split_first() {
            let same = stages.iter().take_while(|stage| !stage.is_change()).count();
            let (told, rest) = if same > 0 { stages.split_at(same) } else { (&stages[..1], rest) };
            stages = rest;
            let last = &told[told.len() - 1];
            if last.round < since {
                continue;
            }
            page.blank();
            if same > 0 {
                self.unchanged(page, stage, last);
            } else {
                self.stage(page, stage);
            }
        }
    }

    fn unchanged(&self, page: &mut Page, first: &Stage, last: &Stage) {
        let rounds = last.round - first.round + 1;
        let words = match rounds {
            1 => ", unchanged".to_owned(),
            _ => format!(
                " to {}, unchanged in {}",
                self.series.name(last.round),
                count(rounds, "round")
            ),
        };
        page.paragraph(&Self::margin(first), &self.line(first, &words));
    }

    fn stage(&mut self, page: &mut Page, stage: &'s Stage) {
        let headline = self.headline(page.terms(), stage);
        page.paragraph(&Self::margin(stage), &self.line(stage, &format!(", {headline}")));
        for line in self.wording(stage, Marks::of(page)) {
            page.paragraph(&Margin::blank(INDENT), &line);
        }
        if let Some(line) = entry::shift(page.terms(), stage.shift.as_ref(), stage.sure) {
            page.paragraph(&Margin::blank(INDENT), &line);
        }
        if let Some(line) = self.nearest(stage) {
            page.paragraph(&Margin::blank(INDENT), &line);
        }
    }

    /// Returns the line that quotes what comes nearest to what was introduced or dropped.
    fn nearest(&self, stage: &Stage) -> Option<Rich> {
        let (round, position) = self.series.nearest(stage)?;
        let statement = &self.series.rounds()[round].statements()[position];
        let thread = self.named(self.series.thread_of(round, position));
        let which = format!("nearest in {}, {thread}", self.series.name(round));
        Some(entry::near(&which, statement, stage.nearest?.likeness))
    }

    fn margin(stage: &Stage) -> Margin {
        let mark = Mark::of(Some(stage));
        Margin::of(Rich::of(mark.ink(), &format!("{}  ", mark.sign())))
    }

    fn line(&self, stage: &Stage, words: &str) -> Rich {
        Rich::of(Ink::Heading, &self.series.name(stage.round)).with(Ink::Plain, words)
    }

    /// Says what happened, where, and what else.
    fn headline(&mut self, terms: &Terms, stage: &Stage) -> String {
        let mut parts = vec![self.event(stage)];
        let away = self.rounds_away(stage);
        if away > 0 {
            parts.push(format!("after {} without it", count(away, "round")));
        }
        if let Some(round) = stage.takes_up {
            parts.push(format!("taking up the wording of {}", self.series.name(round)));
        }
        if stage.editorial && stage.event == Event::Reworded {
            parts.push("editorial only".to_owned());
        }
        if let Some(other) = stage.perhaps {
            let how = if stage.position.is_some() { "continues" } else { "goes on in" };
            parts.push(format!("perhaps {how} {}{}", self.named(other), self.ended(other, stage)));
        } else if !stage.sure {
            parts.push("link not sure".to_owned());
        }
        parts.extend(likeness(stage));
        if let Some(statement) = self.series.statement(stage) {
            parts.push(place::of_statement(statement));
            parts.extend(self.section(stage, statement));
            if let Some(before) = self.before(stage) {
                let stems = Sides::new(before, statement).map(|s| s.stem.as_ref());
                parts.extend(entry::lead_in(terms, stems));
            }
            parts.extend(statement.commitment.then(|| "commitment".to_owned()));
        }
        let names = |threads: &[usize]| {
            threads.iter().map(|&at| self.named(at)).collect::<Vec<_>>().join(", ")
        };
        if !stage.split_off.is_empty() {
            parts.push(format!("{} split off", names(&stage.split_off)));
        }
        if !stage.merged_in.is_empty() {
            parts.push(format!("{} merged in", names(&stage.merged_in)));
        }
        parts.join(", ")
    }

    /// Returns the statement whose wording is before that of a stage.
    fn before(&self, stage: &Stage) -> Option<&'s Statement> {
        let (round, position) = self.series.before(self.thread, stage)?;
        self.series.rounds()[round].statements().get(position)
    }

    fn event(&self, stage: &Stage) -> String {
        match stage.event {
            Event::Split { from } => format!("split off {}", self.named(from)),
            Event::Merged { into } => format!("merged into {}", self.named(into)),
            Event::Unchanged => "moved".to_owned(),
            event if stage.moved => format!("{} and moved", event.name()),
            event => event.name().to_owned(),
        }
    }

    /// Names the last round of another thread, if it was gone before the round before a stage.
    fn ended(&self, thread: usize, stage: &Stage) -> String {
        let last = self.series.threads()[thread].last_round_before(stage.round);
        let long_ago = last.filter(|last| last + 1 < stage.round);
        long_ago.map_or_else(String::new, |last| format!(" of {}", self.series.name(last)))
    }

    fn named(&self, thread: usize) -> String {
        format!("thread {}", self.series.threads()[thread].id)
    }

    /// Returns how many rounds a thread that returns had stayed away.
    fn rounds_away(&self, stage: &Stage) -> usize {
        let back = stage.event == Event::Returned;
        let gap = || self.thread.gaps().into_iter().find(|gap| gap.end == stage.round);
        if back { gap().map_or(0, |gap| gap.len()) } else { 0 }
    }

    /// Names the section where it is another than the reader has seen last.
    fn section(&mut self, stage: &Stage, statement: &Statement) -> Option<String> {
        let head = self.series.rounds()[stage.round].head();
        let title = titles::titled(head, statement.section);
        let other = title != self.section;
        self.section.clone_from(&title);
        title.filter(|_| other).map(|title| format!("in “{title}”"))
    }

    /// Returns the words of a stage: all of them at first, then what changed in them.
    fn wording(&mut self, stage: &'s Stage, marks: Marks) -> Vec<Rich> {
        let Some(statement) = self.series.statement(stage) else { return Vec::new() };
        let mut lines = if stage.edits.is_empty() {
            vec![Rich::of(Ink::Plain, &statement.text)]
        } else {
            edited(&stage.edits, Side::Both, marks)
        };
        let stem = statement.stem.as_ref();
        if let Some(first) = lines.first_mut() {
            *first = with_stem(stem, self.stem, first);
        }
        self.stem = stem;
        lines
    }
}

/// Says how alike a wording is to the one before, where more than editing sets them apart.
fn likeness(stage: &Stage) -> Option<String> {
    let reworded = !matches!(stage.event, Event::Unchanged) && !stage.editorial;
    let likeness = stage.likeness.filter(|likeness| reworded && *likeness < 1.0)?;
    Some(format!("likeness {likeness:.2}"))
}
