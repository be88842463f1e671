//! Counts over a whole series: what each round changed, how long statements live, how much of the language is new.

use std::cmp::Reverse;

use unicode_segmentation::UnicodeSegmentation;

use super::model::{Event, Series, Stage, Thread};
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
    /// The longest life of each thread, the longest-lived first; of equals the earlier.
    pub longest: Vec<Lifetime>,
}

/// The rounds through which a thread goes on by links that are sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// The thread, as a position in [`Series::threads`].
    pub thread: usize,
    /// The first round of this life.
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
    let mut longest: Vec<Lifetime> =
        all.iter().map(|&at| Lifetime::longest(at, &series.threads[at])).collect();
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
        count.unsure += usize::from(!stage.sure);
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
    let lives =
        || threads.iter().flat_map(|&at| Life::all(&series.threads[at], series.rounds.len()));
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

/// Returns the stages of each life of a thread: it goes on by links that are sure.
fn lives(thread: &Thread) -> impl Iterator<Item = &[Stage]> {
    thread.stages.chunk_by(|_, next| next.sure || next.position.is_none())
}

impl Lifetime {
    /// Returns the longest life of a thread; of equals the first.
    fn longest(thread: usize, of: &Thread) -> Self {
        let life = |stages: &[Stage]| {
            let mut there = stages.iter().filter(|stage| stage.position.is_some());
            let first = there.next().map_or(0, |stage| stage.round);
            let rounds = 1 + there.clone().count();
            Self { thread, first, last: there.next_back().map_or(first, |s| s.round), rounds }
        };
        let longest = lives(of).map(life).reduce(|a, b| if b.rounds > a.rounds { b } else { a });
        longest.expect("a thread has a stage")
    }
}

/// How long a thread is known to have lived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Life {
    begun: usize,
    ended: usize,
    /// Whether it was dropped then; else it lives on, for all that is known.
    dies: bool,
}

impl Life {
    /// Returns the lives of a thread.
    fn all(thread: &Thread, rounds: usize) -> Vec<Self> {
        let ends = lives(thread).skip(1).map(|life| (life[0].round, false));
        let last = thread.stages.last().filter(|stage| stage.position.is_none());
        let ended = last.map_or(rounds - 1, |stage| stage.round);
        let dies = last.is_some_and(|stage| stage.event == Event::Dropped);
        lives(thread)
            .zip(ends.chain([(ended, dies)]))
            .map(|(life, (ended, dies))| Self { begun: life[0].round, ended, dies })
            .collect()
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
    use super::*;

    fn stage(round: usize, position: Option<usize>, event: Event, sure: bool) -> Stage {
        Stage { sure, ..Stage::bare(round, position, event) }
    }

    #[test]
    fn a_life_goes_on_by_links_that_are_sure() {
        let stages = vec![
            stage(1, Some(0), Event::Introduced, true),
            stage(2, Some(0), Event::Reworded, false),
            stage(3, Some(0), Event::Unchanged, true),
            stage(4, None, Event::Dropped, true),
        ];
        let thread = Thread { id: String::new(), parent: None, stages };
        let life = |begun, ended, dies| Life { begun, ended, dies };
        assert_eq!(Life::all(&thread, 9), [life(1, 2, false), life(2, 4, true)]);
        let longest = Lifetime { thread: 7, first: 2, last: 3, rounds: 2 };
        assert_eq!(Lifetime::longest(7, &thread), longest);
        let merged =
            vec![thread.stages[0].clone(), stage(2, None, Event::Merged { into: 0 }, false)];
        let merged = Thread { stages: merged, ..thread };
        assert_eq!(Life::all(&merged, 9), [life(1, 2, false)]);
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
