//! What new statements continue that the changes from the round before do not tell: threads that are absent, statements that
//! jumped, passages of others, what stood in the round before the last. What becomes of a thread is left to `weave`.

use std::collections::HashSet;
use std::ops::Deref;

use rustc_hash::FxHashMap;

use super::absent::{Return, WORDINGS};
use super::dealt::{Arrival, Dealt, alone};
use super::model::{Event, Stage, Thread};
use super::passages::{Holder, Passages};
use super::weave::{Loom, Yarn};
use super::words::{Word, is_name};
use crate::align::Link;
use crate::classify::Judge;
use crate::sides::Sides;

/// How alike a new statement must be to one that is gone for a reader to look at both; and to one that was gone for longer.
///
/// Read through in five series: of 19 such pairs below the likeness of a return 14 are of one matter.
const WORTH_A_LOOK: f64 = 0.3;
const WORTH_A_LOOK_BACK: f64 = 0.4;

/// From which likeness on what is linked across a round returns for sure: below it the surroundings speak for the link, and a
/// round has passed since.
///
/// Read through in five series: of 6 from here to a half 5 were right and one arguable, of 5 below 2 were right.
const ACROSS: f64 = 0.35;

/// A thread's wordings are looked for in so many of its stages, the latest.
const STAGES: usize = 128;

/// How long an initial is, which many names have in common.
const INITIAL: usize = 1;

impl<'r> Loom<'_, 'r> {
    /// Looks for what new statements continue, the surest first.
    pub(super) fn find_kin<'j>(
        &mut self,
        at: usize,
        judge: &impl Deref<Target = Judge<'j>>,
        dealt: &mut Dealt,
    ) {
        for old in dealt.gone() {
            self.lose(dealt.before[old], at);
        }
        let mut stages = Stages { yarn: self.yarn, at, judges: FxHashMap::default() };
        self.find_returns(&mut stages, dealt);
        self.find_passages(at, judge, dealt);
        self.ask_second_witness(&mut stages, dealt);
        dealt.settle_doubts();
        self.find_doubtful_returns(&mut stages, dealt);
    }

    /// Looks for threads that new statements continue: absent ones, and those that only seemed to be dropped here.
    ///
    /// Alignment goes by order where rounds keep it, so it leaves apart what jumped over many others, however alike it is.
    /// Here nothing is left but words. Where they name others, such as another one who voted against, that is not sure.
    fn find_returns(&mut self, stages: &mut Stages<'_, 'r>, dealt: &mut Dealt) {
        let at = stages.at;
        let new = self.read(at, dealt.new_ones());
        for found in self.absent.returns(&new, self.yarn.likeness) {
            let last = self.threads[found.thread].last_round();
            let weighed = last + 1 == at
                && found.round == last
                && dealt.perhaps(found.position) == Some(found.thread);
            if weighed || self.names_others(at, &found) {
                continue;
            }
            let stage = stages.stage(&self.threads[found.thread], &found);
            self.come_back(at, &found, stage, dealt);
        }
    }

    /// Lets a thread go on in a new statement.
    fn come_back(&mut self, at: usize, found: &Return, stage: Stage, dealt: &mut Dealt) {
        let thread = &self.threads[found.thread];
        let last = thread.last_round();
        let old = thread.position_in(last).filter(|_| last + 1 == at);
        self.absent.leave(found.thread);
        dealt.arrivals[found.position] = if let Some(old) = old {
            dealt.departures.retain(|(other, _)| *other != old);
            Arrival::Heir(old, Box::new(stage))
        } else {
            let stage = Stage { event: Event::Returned, ..stage };
            Arrival::Return(found.thread, Box::new(stage))
        };
    }

    /// Asks the round before the last: what alignment links with it for sure, and was gone in between, returns, or perhaps.
    fn ask_second_witness(&mut self, stages: &mut Stages<'_, 'r>, dealt: &mut Dealt) {
        let Some(before) = stages.at.checked_sub(2) else { return };
        let Some(across) = &self.yarn.across[before] else { return };
        let links = across.groups().iter().flat_map(|group| &group.links);
        let mut links: Vec<&Link> = links.filter(|link| link.is_sure()).collect();
        links.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        for link in links {
            let thread = self.homes[before][link.old];
            let lost = self.absent.has(thread) && self.was_lost_in(before + 1, thread);
            let (position, likeness) = (link.new, link.likeness);
            let found = Return { position, thread, round: before, likeness, left: before + 1 };
            if !lost || !dealt.is_new(position) || self.names_others(stages.at, &found) {
                continue;
            }
            let stage = stages.stage(&self.threads[thread], &found);
            if likeness >= ACROSS {
                self.come_back(stages.at, &found, stage, dealt);
            } else if dealt.perhaps(position).is_none() {
                dealt.arrivals[position] = Arrival::Perhaps(thread, Box::new(stage));
            }
        }
    }

    /// Tells whether a thread was dropped in a round for sure, and no part of it stayed.
    fn was_lost_in(&self, round: usize, thread: usize) -> bool {
        let stage = self.threads[thread].stages.last().filter(|stage| stage.round == round);
        stage.is_some_and(|stage| {
            stage.event == Event::Dropped && stage.sure && stage.split_off.is_empty()
        })
    }

    /// Looks for absent threads that new statements perhaps continue.
    fn find_doubtful_returns(&mut self, stages: &mut Stages<'_, 'r>, dealt: &mut Dealt) {
        let doubts: HashSet<usize> =
            dealt.new_ones().filter_map(|new| dealt.perhaps(new)).collect();
        let left = dealt.new_ones().filter(|new| dealt.perhaps(*new).is_none());
        let new = self.read(stages.at, left);
        for found in self.absent.returns(&new, WORTH_A_LOOK) {
            let recent = found.left + 1 >= stages.at || found.likeness >= WORTH_A_LOOK_BACK;
            let open = !doubts.contains(&found.thread);
            if open && recent {
                let stage = stages.stage(&self.threads[found.thread], &found);
                dealt.arrivals[found.position] = Arrival::Perhaps(found.thread, Box::new(stage));
            }
        }
    }

    /// Tells whether a new statement and the wording that it may continue both have names, and none in common.
    fn names_others(&mut self, at: usize, found: &Return) -> bool {
        let old = self.threads[found.thread].position_in(found.round).expect("it stood there");
        let mut names = |round: usize, position: usize| {
            let text = &self.yarn.rounds[round].statements()[position].key;
            let words = self.words.read(text);
            let named =
                |word: &&Word| word.span.of(text).len() > INITIAL && is_name(word.span.of(text));
            let names = words.iter().skip(1).filter(named);
            names.map(|word| word.id).collect::<HashSet<u32>>()
        };
        let [old, new] = [(found.round, old), (at, found.position)].map(|(r, p)| names(r, p));
        !old.is_empty() && !new.is_empty() && old.is_disjoint(&new)
    }

    /// Returns the words of statements of a round, each with its position.
    fn read(
        &mut self,
        round: usize,
        which: impl Iterator<Item = usize>,
    ) -> Vec<(usize, Vec<Word>)> {
        let statements = self.yarn.rounds[round].statements();
        which.map(|at| (at, self.words.read(&statements[at].key))).collect()
    }

    /// Looks for statements that go on inside others, or were taken out of them, which alignment left apart because too
    /// much else stands there. What it linked with doubt it has weighed already.
    fn find_passages<'j>(
        &mut self,
        at: usize,
        judge: &impl Deref<Target = Judge<'j>>,
        dealt: &mut Dealt,
    ) {
        let stage = |link: &Link| Stage::of(&judge.change(&alone(link, false)), at, link.new);
        let new = dealt.new_ones().collect();
        for (new, Holder { position: old, likeness }) in self.held(new, at, at - 1) {
            if dealt.perhaps(new) == Some(dealt.before[old]) {
                continue;
            }
            let link = Link { old, new, likeness, grounds: None };
            dealt.arrivals[new] = if self.take_up(old, dealt) {
                Arrival::Heir(old, Box::new(stage(&link)))
            } else {
                Arrival::Child(old, Box::new(stage(&link)))
            };
        }
        let gone = dealt.gone().collect();
        for (old, Holder { position: new, likeness }) in self.held(gone, at - 1, at) {
            if dealt.perhaps(new) == Some(dealt.before[old]) {
                continue;
            }
            let link = Link { old, new, likeness, grounds: None };
            self.take_up(old, dealt);
            if dealt.is_new(new) {
                dealt.arrivals[new] = Arrival::Heir(old, Box::new(stage(&link)));
            } else {
                dealt.departures.push((old, Some(link)));
            }
        }
    }

    /// Returns which of these statements of a round go on inside statements of another one, and in which, the likest first.
    fn held(&mut self, statements: Vec<usize>, round: usize, other: usize) -> Vec<(usize, Holder)> {
        if statements.is_empty() {
            return Vec::new();
        }
        let all = 0..self.yarn.rounds[other].statements().len();
        let others = Passages::of(self.read(other, all).into_iter().map(|(_, words)| words));
        let texts = self.read(round, statements.into_iter());
        let holder = |(at, text): &(usize, Vec<Word>)| {
            Some((*at, others.holder(text, |word| self.absent.weight(word))?))
        };
        let mut held: Vec<(usize, Holder)> = texts.iter().filter_map(holder).collect();
        held.sort_by(|(_, a), (_, b)| b.likeness.total_cmp(&a.likeness));
        held
    }

    /// Takes up the thread of an old statement that seemed to be dropped; tells whether it did.
    fn take_up(&mut self, old: usize, dealt: &mut Dealt) -> bool {
        let gone = dealt.departures.iter().position(|gone| *gone == (old, None));
        if let Some(gone) = gone {
            dealt.departures.remove(gone);
            self.absent.leave(dealt.before[old]);
        }
        gone.is_some()
    }

    /// Takes a thread among the absent, by its last wordings.
    pub(super) fn lose(&mut self, thread: usize, at: usize) {
        let mut wordings: Vec<(usize, &str)> = Vec::new();
        for stage in self.threads[thread].stages.iter().rev().take(STAGES) {
            let Some(position) = stage.position else { continue };
            let key = &*self.yarn.rounds[stage.round].statements()[position].key;
            if wordings.len() < WORDINGS && wordings.iter().all(|(_, other)| *other != key) {
                wordings.push((stage.round, key));
            }
        }
        let read = |(round, key)| (round, self.words.read(key));
        let wordings: Vec<(usize, Vec<Word>)> = wordings.into_iter().map(read).collect();
        self.absent.enter(thread, &wordings, at);
    }
}

/// How new statements of a round compare to older wordings.
struct Stages<'y, 'r> {
    yarn: &'y Yarn<'r>,
    at: usize,
    judges: FxHashMap<usize, Judge<'r>>,
}

impl Stages<'_, '_> {
    /// Returns the stage of a new statement that continues a wording of a thread.
    fn stage(&mut self, thread: &Thread, found: &Return) -> Stage {
        let (rounds, from, last) = (self.yarn.rounds, found.round, thread.last_round());
        let pair = Sides::new(&rounds[from], &rounds[self.at]);
        let judge = self.judges.entry(from);
        let judge = judge.or_insert_with(|| Judge::new(pair, self.yarn.classify));
        let old = thread.position_in(from).expect("it stood there");
        let (new, likeness) = (found.position, found.likeness);
        let link = Link { old, new, likeness, grounds: None };
        let change = judge.change(&alone(&link, last + 1 == self.at));
        let takes_up = (from != last).then_some(from);
        Stage { takes_up, ..Stage::of(&change, self.at, new) }
    }
}
