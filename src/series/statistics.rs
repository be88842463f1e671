//! Counts over a whole series: what each round changed, how long statements live, how much of the language is new.

use std::cmp::Reverse;

use unicode_segmentation::UnicodeSegmentation;

use super::model::{Event, Series, Thread};
use super::provenance::{self, Provenance, Run};
use super::sections::SectionThreads;
use crate::change::Direction;
use crate::round::{Date, Statement};

/// Figures for a series.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// By round.
    pub rounds: Vec<RoundCount>,
    /// By section, in the order of [`Series::sections`].
    pub sections: Vec<SectionCount>,
    /// How long a statement lives.
    pub half_life: HalfLife,
    /// How long each thread lived, the longest-lived first; of equals the earlier.
    pub longest: Vec<Lifetime>,
}

/// The rounds through which a thread goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// The thread, as a position in [`Series::threads`].
    pub thread: usize,
    /// The first round that has it.
    pub first: usize,
    /// The last round that has it.
    pub last: usize,
    /// How many rounds have it.
    pub rounds: usize,
}

/// What happened in one round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each counts the stages that its name says")]
pub struct RoundCount {
    /// How many statements the round has.
    pub statements: usize,
    pub introduced: usize,
    pub unchanged: usize,
    pub reworded: usize,
    pub split: usize,
    pub merged: usize,
    pub dropped: usize,
    pub returned: usize,
    pub moved: usize,
    pub stronger: usize,
    pub weaker: usize,
    pub unsure: usize,
    /// The words of the round, by where they come from.
    pub words: WordCount,
}

/// Words by where they come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordCount {
    /// All words.
    pub all: usize,
    /// Those that the round itself introduced.
    pub new: usize,
    /// Those of earlier rounds that came back in this one after they had been struck.
    pub returned: usize,
}

/// Figures for the threads of one section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SectionCount {
    /// The last title of the section.
    pub title: String,
    /// How many threads it has had.
    pub threads: usize,
    /// How many of them the last round has.
    pub alive: usize,
    /// How long a statement of it lives.
    pub half_life: HalfLife,
    /// The words of its statements over all rounds but the first: how many, how many new.
    pub words: WordCount,
}

/// How long it takes until half of the statements are gone.
///
/// This is the median of Kaplan and Meier's estimate (1958). A thread is born with the round that introduced it and dies
/// with the round that dropped it for good; absences after which it came back count as life. Threads that the last round
/// has, and those that were merged into another, are only known to have lived so long; so are those that go on by a link
/// that is not sure, and another life begins there. Threads of the first round are counted from it, though they may be
/// older. It is `None` if more than half outlive the series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HalfLife {
    /// In rounds.
    pub rounds: Option<usize>,
    /// In days, if every round has a date.
    pub days: Option<i64>,
}

impl WordCount {
    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.new += other.new;
        self.returned += other.returned;
    }

    /// Returns the share of new words, from 0 to 1.
    #[must_use]
    pub fn new_share(&self) -> f64 {
        let count = |words: usize| f64::from(u32::try_from(words).unwrap_or(u32::MAX));
        if self.all == 0 { 0.0 } else { count(self.new) / count(self.all) }
    }
}

/// Counts over a series.
pub(super) fn statistics(series: &Series, sections: &[SectionThreads]) -> Statistics {
    let words: Vec<Vec<WordCount>> = provenance::traced(series, series.rounds.len() - 1)
        .iter()
        .map(|traced| counted(series, traced))
        .collect();
    let rounds = words.iter().enumerate().map(|(at, words)| round_count(series, at, words));
    let all: Vec<usize> = (0..series.threads.len()).collect();
    let mut longest: Vec<Lifetime> = all.iter().map(|&at| Lifetime::of(series, at)).collect();
    longest.sort_by_key(|life| Reverse(life.rounds));
    Statistics {
        rounds: rounds.collect(),
        sections: sections.iter().map(|section| section_count(series, section, &words)).collect(),
        half_life: half_life(series, &all),
        longest,
    }
}

/// Counts the words of each statement of a round.
fn counted(series: &Series, traced: &Provenance) -> Vec<WordCount> {
    let statements = series.rounds[traced.round].statements().iter();
    let count = |(statement, runs): (&Statement, &Vec<Run>)| {
        let mut count = WordCount::default();
        for run in runs {
            let words = run.span.of(&statement.text).unicode_words().count();
            count.all += words;
            count.new += if run.origin == traced.round { words } else { 0 };
            count.returned += if run.returned == Some(traced.round) { words } else { 0 };
        }
        count
    };
    statements.zip(&traced.statements).map(count).collect()
}

fn round_count(series: &Series, at: usize, words: &[WordCount]) -> RoundCount {
    let mut count = RoundCount { statements: words.len(), ..RoundCount::default() };
    for stage in series.threads.iter().filter_map(|thread| thread.stage_in(at)) {
        let counter = match stage.event {
            Event::Introduced => &mut count.introduced,
            Event::Unchanged => &mut count.unchanged,
            Event::Reworded => &mut count.reworded,
            Event::Split { .. } => &mut count.split,
            Event::Merged { .. } => &mut count.merged,
            Event::Dropped => &mut count.dropped,
            Event::Returned => &mut count.returned,
        };
        *counter += 1;
        count.moved += usize::from(stage.moved);
        count.stronger += usize::from(stage.direction() == Some(Direction::Stronger));
        count.weaker += usize::from(stage.direction() == Some(Direction::Weaker));
        // A doubt is counted at one of its two ends.
        count.unsure += usize::from(!stage.sure && stage.event != Event::Dropped);
    }
    words.iter().for_each(|words| count.words.add(*words));
    count
}

fn section_count(
    series: &Series,
    section: &SectionThreads,
    words: &[Vec<WordCount>],
) -> SectionCount {
    let last = series.rounds.len() - 1;
    let mut count = SectionCount {
        title: section.title.clone(),
        threads: section.threads.len(),
        half_life: half_life(series, &section.threads),
        ..SectionCount::default()
    };
    for thread in section.threads.iter().map(|&at| &series.threads[at]) {
        count.alive += usize::from(thread.last_round() == last);
        for stage in thread.stages.iter().filter(|stage| stage.round > 0) {
            if let Some(position) = stage.position {
                count.words.add(words[stage.round][position]);
            }
        }
    }
    count
}

fn half_life(series: &Series, threads: &[usize]) -> HalfLife {
    let lives = || threads.iter().map(|&at| Life::of(&series.threads[at], series.rounds.len()));
    let days = || {
        let dates: Option<Vec<Date>> = series.dates.iter().copied().collect();
        let dates = dates?;
        let lives = lives().map(|life| {
            let days = dates[life.begun].until(dates[life.ended]).map_or(0, |span| span.get_days());
            (i64::from(days), life.dies)
        });
        median(lives.collect())
    };
    let rounds = median(lives().map(|life| (life.ended - life.begun, life.dies)).collect());
    HalfLife { rounds, days: days() }
}

impl Lifetime {
    fn of(series: &Series, thread: usize) -> Self {
        let of = &series.threads[thread];
        let rounds = of.stages.iter().filter(|stage| stage.position.is_some()).count();
        Self { thread, first: of.first_round(), last: of.last_round(), rounds }
    }
}

/// How long a thread is known to have lived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Life {
    begun: usize,
    ended: usize,
    /// Whether it was dropped then for sure; else it lives on, for all that is known.
    dies: bool,
}

impl Life {
    fn of(thread: &Thread, rounds: usize) -> Self {
        let last = thread.stages.last().filter(|stage| stage.position.is_none());
        Self {
            begun: thread.first_round(),
            ended: last.map_or(rounds - 1, |stage| stage.round),
            dies: last.is_some_and(|stage| stage.event == Event::Dropped && stage.sure),
        }
    }
}

/// Returns the first age at which no more than half are left, by the estimate of Kaplan and Meier.
///
/// At each age, of those that are known to have reached it, the share that dies there is taken off.
fn median<T: Copy + Ord>(mut lives: Vec<(T, bool)>) -> Option<T> {
    lives.sort_unstable_by_key(|(age, _)| *age);
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let (mut left, mut reached) = (1.0, lives.len());
    for same in lives.chunk_by(|a, b| a.0 == b.0) {
        let died = same.iter().filter(|(_, dies)| *dies).count();
        left *= 1.0 - count(died) / count(reached);
        reached -= same.len();
        if died > 0 && left <= 0.5 {
            return Some(same[0].0);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::model::Stage;
    use super::*;

    fn stage(round: usize, position: Option<usize>, event: Event, sure: bool) -> Stage {
        Stage { sure, ..Stage::bare(round, position, event) }
    }

    #[test]
    fn a_life_ends_for_sure_or_is_lost_from_sight() {
        let mut thread = Thread {
            id: String::new(),
            parent: None,
            stages: vec![
                stage(1, Some(0), Event::Introduced, false),
                stage(2, Some(0), Event::Reworded, true),
                stage(4, None, Event::Dropped, true),
            ],
        };
        let life = |ended, dies| Life { begun: 1, ended, dies };
        assert_eq!(Life::of(&thread, 9), life(4, true));
        thread.stages[2].sure = false;
        assert_eq!(Life::of(&thread, 9), life(4, false));
        thread.stages[2].event = Event::Merged { into: 0 };
        assert_eq!(Life::of(&thread, 9), life(4, false));
        thread.stages.pop();
        assert_eq!(Life::of(&thread, 9), life(8, false));
    }

    #[test]
    fn half_are_gone_when_half_have_died() {
        assert_eq!(median(vec![(1, true), (2, true), (3, true), (4, true)]), Some(2));
    }

    #[test]
    fn who_lives_on_counts_as_long_as_it_is_seen() {
        assert_eq!(median(vec![(1, false), (2, true), (3, true), (5, true)]), Some(3));
        assert_eq!(median(vec![(1, true), (5, false), (5, false)]), None);
    }
}
