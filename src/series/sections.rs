//! Groups threads by section for a matrix, in one order for all rounds. What a section is was settled by `parse`.

use rustc_hash::FxHashMap;

use super::model::Series;
use crate::change::ChangeLog;
use crate::round::Round;
use crate::sides::Sides;

/// A section through the rounds and the threads that stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionThreads {
    /// Its last title; empty for what stands under no heading.
    pub title: String,
    /// Its threads, as positions in [`Series::threads`], in the order in which they are read.
    pub threads: Vec<usize>,
}

/// Groups the threads of a series by the section in which they last stood.
///
/// Sections and threads of the last round come in its order; each that is gone follows what it stood behind.
pub(super) fn grouped(series: &Series) -> Vec<SectionThreads> {
    let strands = Strands::of(series);
    let order = reading_order(&series.homes, series.threads.len());
    let sections = reading_order(&strands.by_round, strands.titles.len());
    let mut grouped: Vec<SectionThreads> = strands
        .titles
        .into_iter()
        .map(|title| SectionThreads { title, threads: Vec::new() })
        .collect();
    for at in order {
        let thread = &series.threads[at];
        let section = series.last_wording(thread).section;
        grouped[strands.by_round[thread.last_round()][section]].threads.push(at);
    }
    let mut in_order: Vec<SectionThreads> =
        sections.into_iter().map(|at| grouped[at].clone()).collect();
    in_order.retain(|section| !section.threads.is_empty());
    in_order
}

/// The sections through the rounds, as threads of their own.
struct Strands {
    /// The strand of each section, by round.
    by_round: Vec<Vec<usize>>,
    /// The last title of each strand.
    titles: Vec<String>,
}

impl Strands {
    fn of(series: &Series) -> Self {
        let mut strands = Self { by_round: Vec::new(), titles: Vec::new() };
        for (at, round) in series.rounds.iter().enumerate() {
            let log = at.checked_sub(1).map(|before| &series.logs[before]);
            strands.add(round, log);
        }
        strands
    }

    fn add(&mut self, round: &Round, log: Option<&ChangeLog>) {
        let mut here: Vec<Option<usize>> = vec![None; round.sections().len()];
        if let (Some(log), Some(before)) = (log, self.by_round.last()) {
            let heirs = heirs(log).into_iter().filter(|pair| {
                self.is_titled(before[pair.old]) != round.sections()[pair.new].title.is_empty()
            });
            heirs.for_each(|pair| here[pair.new] = Some(before[pair.old]));
        }
        for (at, section) in round.sections().iter().enumerate() {
            let strand = here[at].or_else(|| self.absent(&section.title, &here));
            let strand = strand.unwrap_or(self.titles.len());
            here[at] = Some(strand);
            self.titles.resize(self.titles.len().max(strand + 1), String::new());
            self.titles[strand].clone_from(&section.title);
        }
        self.by_round.push(here.into_iter().flatten().collect());
    }

    /// Tells whether a strand has a title: what stands under no heading never continues what stands under one.
    fn is_titled(&self, strand: usize) -> bool {
        !self.titles[strand].is_empty()
    }

    /// Returns the last strand of a title that the round does not have yet.
    fn absent(&self, title: &str, here: &[Option<usize>]) -> Option<usize> {
        let free = |&at: &usize| self.titles[at] == title && !here.contains(&Some(at));
        (0..self.titles.len()).rev().find(free)
    }
}

/// Returns which section continues which, each at most once: first those that share the most statements.
fn heirs(log: &ChangeLog) -> Vec<Sides<usize>> {
    let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for change in log.changes() {
        if let (Some(old), Some(new)) = (change.old.first(), change.new.first()) {
            *shared.entry((old.statement.section, new.statement.section)).or_default() += 1;
        }
    }
    let mut pairs = log.sections().to_vec();
    let count = |pair: &Sides<usize>| shared.get(&(pair.old, pair.new)).copied().unwrap_or(0);
    pairs.sort_by_key(|pair| (std::cmp::Reverse(count(pair)), pair.new, pair.old));
    let mut taken: Vec<Sides<usize>> = Vec::new();
    for pair in pairs {
        if taken.iter().all(|other| other.old != pair.old && other.new != pair.new) {
            taken.push(pair);
        }
    }
    taken
}

/// Returns things in the order of the last round; each that an earlier one has beside follows what it stood behind there.
fn reading_order(rounds: &[Vec<usize>], things: usize) -> Vec<usize> {
    let head = things;
    let mut next: Vec<Option<usize>> = vec![None; things + 1];
    let mut seen = vec![false; things];
    for round in rounds.iter().rev() {
        let mut last = head;
        for &thing in round {
            if !seen[thing] {
                seen[thing] = true;
                next[thing] = next[last].replace(thing);
            }
            last = thing;
        }
    }
    std::iter::successors(next[head], |&thing| next[thing]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::series::{CollateOptions, Order, collate};

    #[test]
    fn what_stands_under_no_heading_is_one_section_and_continues_no_other() {
        let [trade, seas] =
            ["Both sides will cut tariffs on steel.", "Both sides count the whales."];
        let rounds = [
            Round::of(&[("", &[trade, seas])]),
            Round::of(&[("", &["We met in Lund."]), ("Trade", &[trade, seas])]),
            Round::of(&[("Trade", &[trade]), ("Seas", &[seas])]),
        ];
        let options = CollateOptions::default().order(Order::Given);
        let grouped = collate(&rounds, &options).unwrap().sections();
        let titles: Vec<&str> = grouped.iter().map(|section| &*section.title).collect();
        assert_eq!(titles, ["", "Trade", "Seas"]);
        assert_eq!(grouped[0].threads.len(), 1);
    }

    #[test]
    fn what_is_gone_follows_what_it_stood_behind() {
        let rounds = [vec![0, 1, 2, 3], vec![0, 4, 3], vec![3, 5, 0]];
        assert_eq!(reading_order(&rounds, 6), [3, 5, 0, 1, 2, 4]);
    }
}
