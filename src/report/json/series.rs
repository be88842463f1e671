//! A series, the provenance of its words and the history of a phrase as JSON. Changes are written by the module above.

use super::{change, edit, head, shift, summary, to_four_places};
use crate::change::ChangeLog;
use crate::series::{
    HalfLife, Occurrence, PhraseHistory, Provenance, RoundCount, Run, Series, Stage, Statistics,
    Thread, WordCount,
};
use crate::wire::{self, GENERATOR, pretty};

/// Returns a series: its rounds, what changed between neighbours, its threads and its figures.
pub(super) fn series(series: &Series) -> String {
    let steps = series.logs().iter().enumerate().map(|(at, log)| step(at, log));
    let threads = series.threads().iter().map(|thread| self::thread(thread, series));
    let figures = series.statistics();
    let file = wire::Series {
        format: wire::SERIES.into(),
        version: wire::VERSION,
        generator: GENERATOR.into(),
        rounds: rounds(series),
        changes: steps.collect(),
        threads: threads.collect(),
        statistics: statistics(&figures),
    };
    pretty(&file) + "\n"
}

/// Returns where the words of a round come from.
///
/// # Panics
/// If the provenance is not of this series.
pub(super) fn provenance(series: &Series, provenance: &Provenance) -> String {
    let round = &series.rounds()[provenance.round];
    let positions = 0..round.statements().len();
    let file = wire::Provenance {
        format: wire::PROVENANCE.into(),
        version: wire::VERSION,
        generator: GENERATOR.into(),
        rounds: rounds(series),
        round: provenance.round,
        statements: positions.map(|at| traced(series, provenance, at)).collect(),
    };
    pretty(&file) + "\n"
}

/// Returns what became of a phrase.
///
/// # Panics
/// If the history is not of this series.
pub(super) fn phrase(series: &Series, history: &PhraseHistory) -> String {
    let near = history.near.iter().map(|near| wire::NearMatch {
        place: occurrence(series, &near.place),
        likeness: to_four_places(near.likeness),
    });
    let file = wire::Phrase {
        format: wire::PHRASE.into(),
        version: wire::VERSION,
        generator: GENERATOR.into(),
        phrase: (&*history.phrase).into(),
        rounds: rounds(series),
        first: history.first(),
        last: history.last(),
        missing: history.gaps().into_iter().flatten().collect(),
        occurrences: history.occurrences.iter().map(|o| occurrence(series, o)).collect(),
        near: near.collect(),
    };
    pretty(&file) + "\n"
}

fn rounds(series: &Series) -> Vec<wire::NamedHead> {
    let each = series.rounds().iter().enumerate().map(|(at, round)| {
        let date = series.date(at).map(|date| date.to_string());
        wire::NamedHead { name: series.name(at), head: wire::Head { date, ..head(round.head()) } }
    });
    each.collect()
}

fn step(at: usize, log: &ChangeLog) -> wire::Step<'_> {
    let changes = log.changes().iter().map(|c| change(c, log.rounds(), None, false));
    wire::Step { old: at, new: at + 1, summary: summary(log), changes: changes.collect() }
}

fn thread<'l>(thread: &'l Thread, series: &'l Series) -> wire::Thread<'l> {
    let last = &series.rounds()[thread.last_round()];
    wire::Thread {
        id: (&*thread.id).into(),
        parent: thread.parent.map(|parent| id(series, parent).into()),
        section: (&*last.section_of(series.last_wording(thread)).title).into(),
        stages: thread.stages.iter().map(|stage| self::stage(stage, series)).collect(),
    }
}

fn stage<'l>(stage: &'l Stage, series: &'l Series) -> wire::Stage<'l> {
    let statement = series.statement(stage);
    let ids = |threads: &[usize]| threads.iter().map(|&at| id(series, at).into()).collect();
    wire::Stage {
        round: stage.round,
        event: stage.event.name().into(),
        of: stage.other().map(|thread| id(series, thread).into()),
        statement: statement.map(|s| (&*s.id).into()),
        section: statement.map(|s| (&*series.rounds()[stage.round].section_of(s).title).into()),
        text: statement.map(|s| (&*s.text).into()),
        moved: stage.moved,
        editorial: stage.editorial,
        split_off: ids(&stage.split_off),
        merged_in: ids(&stage.merged_in),
        takes_up: stage.takes_up,
        nearest: near(stage, series),
        likeness: stage.likeness.map(to_four_places),
        sure: stage.sure,
        shift: stage.shift.as_ref().map(shift),
        edits: stage.edits.iter().map(edit).collect(),
    }
}

fn near<'l>(stage: &Stage, series: &'l Series) -> Option<wire::Near<'l>> {
    let (round, position) = series.nearest(stage)?;
    Some(wire::Near {
        thread: id(series, series.thread_of(round, position)).into(),
        statement: (&*series.rounds()[round].statements()[position].id).into(),
        likeness: to_four_places(stage.nearest?.likeness),
    })
}

fn id(series: &Series, thread: usize) -> &str {
    &series.threads()[thread].id
}

fn statistics(figures: &Statistics) -> wire::Statistics<'_> {
    let round = |count: &RoundCount| wire::RoundCount {
        statements: count.statements,
        introduced: count.introduced,
        unchanged: count.unchanged,
        reworded: count.reworded,
        split: count.split,
        merged: count.merged,
        dropped: count.dropped,
        returned: count.returned,
        moved: count.moved,
        stronger: count.stronger,
        weaker: count.weaker,
        unsure: count.unsure,
        words: words(count.words),
    };
    let sections = figures.sections.iter().map(|count| wire::SectionCount {
        title: (&*count.title).into(),
        threads: count.threads,
        alive: count.alive,
        half_life: half_life(count.half_life),
        words: words(count.words),
    });
    wire::Statistics {
        half_life: half_life(figures.half_life),
        rounds: figures.rounds.iter().map(round).collect(),
        sections: sections.collect(),
    }
}

const fn words(count: WordCount) -> wire::WordCount {
    wire::WordCount { all: count.all, new: count.new, returned: count.returned }
}

const fn half_life(half_life: HalfLife) -> wire::HalfLife {
    wire::HalfLife { rounds: half_life.rounds, days: half_life.days }
}

fn traced<'l>(series: &'l Series, provenance: &Provenance, position: usize) -> wire::Traced<'l> {
    let round = &series.rounds()[provenance.round];
    let statement = &round.statements()[position];
    let run = |run: &Run| wire::Run {
        start: run.span.start(),
        end: run.span.end(),
        text: run.span.of(&statement.text).into(),
        origin: run.origin,
        returned: run.returned,
    };
    wire::Traced {
        id: (&*statement.id).into(),
        thread: id(series, series.thread_of(provenance.round, position)).into(),
        section: (&*round.section_of(statement).title).into(),
        text: (&*statement.text).into(),
        runs: provenance.statements[position].iter().map(run).collect(),
    }
}

fn occurrence<'l>(series: &'l Series, place: &Occurrence) -> wire::Occurrence<'l> {
    let statement = &series.rounds()[place.round].statements()[place.position];
    wire::Occurrence {
        round: place.round,
        statement: (&*statement.id).into(),
        thread: id(series, place.thread).into(),
        text: (&*statement.text).into(),
        start: place.span.start(),
        end: place.span.end(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::Round;
    use crate::series::{CollateOptions, Order, collate};

    fn trial() -> Series {
        let rounds = [
            Round::of(&[("Trade", &["We welcome the review.", "We will cut tariffs on steel."])]),
            Round::of(&[("Trade", &["We may cut tariffs on steel, and we welcome the review."])]),
            Round::of(&[("Peace", &["We welcome the review."])]),
        ];
        collate(&rounds, &CollateOptions::default().order(Order::Given)).unwrap()
    }

    #[test]
    fn what_is_written_of_a_series_is_read_back_whole() {
        let written = series(&trial());
        let read: wire::Series<'_> = serde_json::from_str(&written).unwrap();
        assert_eq!(pretty(&read) + "\n", written);
        let written = provenance(&trial(), &trial().provenance(1));
        let read: wire::Provenance<'_> = serde_json::from_str(&written).unwrap();
        assert_eq!(pretty(&read) + "\n", written);
        let written = phrase(&trial(), &trial().phrase("the review"));
        let read: wire::Phrase<'_> = serde_json::from_str(&written).unwrap();
        assert_eq!(pretty(&read) + "\n", written);
    }
}
